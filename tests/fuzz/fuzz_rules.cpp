// Fuzz target: bytes are rule text, of one file or of several with a byte 0x1E between them. They are parsed,
// checked and laid out; what is accepted is dumped, its tests run, and an empty case decided. Knows what must
// hold; which texts are tried is the fuzzer's business.
#include "engine/core/print.hpp"
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

api::Loaded read(std::string const& text) { return api::read(*api::memory({{"f", text}})); }

// The layout of a text without faults has the same tree, and settles. One with faults is laid out too, and
// only must not crash: the program leaves such a file alone.
void judge_layout(std::string const& text) {
  auto const once = laid_out(text);
  auto const loaded = read(text);
  if (loaded.diagnostics.has_errors()) return;
  require(syntax::format(once) == once, "a layout that does not settle", once);
  if (once != text)
    require(syntax::dump(read(once).files.at(0)) == syntax::dump(loaded.files.at(0)),
            "the layout changes the meaning", once);
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
  auto const texts = fuzz::divided({reinterpret_cast<char const*>(data), size});
  for (auto const& text : texts) fuzz::judge_layout(text);
  auto const rules = fuzz::load(texts);
  fuzz::judge_diagnostics(rules);
  if (!rules.ok()) return 0;
  ++reach.accepted;
  auto const& program = rules.inside().program;
  core::dump(program);
  run::Options few;
  few.step_limit = fuzz::steps;
  for (auto const& test : program.tests) api::run_test(program, test, few);
  fuzz::judge(rules, {}, size);
  return 0;
}
