// Fuzz target: bytes are rule text, of one file or of several with a byte 0x1E between them. They are parsed,
// checked and laid out; what is accepted is dumped, its tests run, and an empty case decided. Knows what must
// hold; which texts are tried is the fuzzer's business.
#include "engine/core/print.hpp"
#include "engine/run/test.hpp"
#include "grammar/syntax/dump.hpp"
#include "grammar/syntax/format.hpp"
#include "tests/fuzz/judge.hpp"
#include "tests/fuzz/swap.hpp"

namespace convenio::fuzz {

namespace {

constexpr std::size_t most_files = 4;

std::vector<std::string> divided(std::string_view text) {
  std::vector<std::string> files;
  while (files.size() + 1 < most_files) {
    auto const at = text.find('\x1e');
    if (at == std::string_view::npos) break;
    files.emplace_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  files.emplace_back(text);
  return files;
}

std::string laid_out(std::string_view text) {
  auto made = syntax::format(text);
#ifdef CONVENIO_PLANT
  // A text in quotes that stands there twice loses its words the second time.
  std::string before;
  for (auto begin = made.find('"'); begin != std::string::npos;) {
    auto const end = made.find('"', begin + 1);
    if (end == std::string::npos) break;
    auto const quoted = made.substr(begin, end + 1 - begin);
    if (quoted == before) return made.erase(begin + 1, quoted.size() - 2);
    before = quoted;
    begin = made.find('"', end + 1);
  }
#endif
  return made;
}

std::string dump_of(std::string const& text) {
  text::Sources sources;
  text::Diagnostics diagnostics;
  return syntax::dump(grammar::parse(sources, sources.add("f", text), diagnostics));
}

// Parses the texts into `checked`; the layout of a text without faults has the same tree, and settles. One
// with faults is laid out too, and only must not crash: the program leaves such a file alone.
std::vector<syntax::File> parse_all(Checked& checked, std::vector<std::string> const& texts) {
  std::vector<syntax::File> files;
  for (auto const& text : texts) {
    auto const errors = checked.diagnostics.error_count();
    files.push_back(grammar::parse(checked.sources, checked.sources.add("f", text), checked.diagnostics));
    auto const once = laid_out(text);
    if (errors != checked.diagnostics.error_count()) continue;
    require(syntax::format(once) == once, "a layout that does not settle", once);
    if (once != text)
      require(dump_of(once) == syntax::dump(files.back()), "the layout changes the meaning", once);
  }
  return files;
}

}  // namespace

}  // namespace convenio::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                               unsigned seed) {
  static auto const seeds = convenio::fuzz::read_seeds("rules");
  return convenio::fuzz::mutate(seeds, data, size, limit, seed);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("rules");
  ++reach.tried;
  fuzz::Checked checked;
  auto const files = fuzz::parse_all(checked, fuzz::divided({reinterpret_cast<char const*>(data), size}));
  checked.program = check::check(files, checked.sources, checked.diagnostics);
  checked.accepted = !checked.diagnostics.has_errors();
  fuzz::judge_diagnostics(checked);
  if (!checked.accepted) return 0;
  ++reach.accepted;
  core::dump(checked.program);
  run::Options few;
  few.step_limit = fuzz::steps;
  for (auto const& test : checked.program.tests) run::run_test(checked.program, test, few);
  fuzz::judge(checked, {}, size);
  return 0;
}
