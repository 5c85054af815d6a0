// Fuzz target: bytes are changes of a saved program, behind whose first line the right hash is put, or the
// whole file. It is refused with a code, or it is as sound as a checked program: then cases are decided by
// it. Knows that a program is bytes; knows no field of it.
#include <algorithm>
#include <sstream>

#include "engine/core/save.hpp"
#include "tests/fuzz/judge.hpp"

namespace convenio::fuzz {

namespace {

struct Base {
  core::Parts parts;
  std::vector<std::string> cases;
};

Base const& base() {
  static Base const made = [] {
    auto const& fixed = fixed_rules("facts.convenio");
    Base one;
    std::string whole;
    auto const saved = api::compile(fixed, whole);
    require(saved.ok(), "the rules of this target cannot be saved", saved.sentence);
    std::istringstream line(whole.substr(0, whole.find('\n')));
    std::string word;
    std::size_t size = 0;
    for (unsigned n = 0; n < 5; ++n) line >> word;
    line >> size;
    std::string const content = whole.substr(whole.find('\n') + 1);
    one.parts = {content.substr(0, size), content.substr(size)};
    for (auto const* name : {"career", "doubts", "kinds"}) {
      std::ifstream file(std::string(CONVENIO_SOURCE_DIR "/tests/fuzz/seeds/case/") + name, std::ios::binary);
      one.cases.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return one;
  }();
  return made;
}

// Replaces, inserts, removes or repeats bytes, until the choices end.
core::Parts changed(Bytes& choices) {
  core::Parts parts = base().parts;
  std::string& content = choices.below(8) == 7 ? parts.quotes : parts.program;
  while (!choices.ended() && !content.empty()) {
    std::size_t const kind = choices.below(5);
    std::size_t const at = (choices.next() * std::size_t{256} + choices.next()) % content.size();
    std::size_t const few = choices.below(4) + 1;
    switch (kind) {
      case 0:
        content[at] = static_cast<char>(choices.next());
        break;
      case 1:
        content[at] = static_cast<char>(content[at] + (choices.flip() ? 1 : -1));
        break;
      case 2:
        content.erase(at, few);
        break;
      case 3:
        content.insert(at, few, static_cast<char>(choices.next()));
        break;
      default:
        content.insert(at, content.substr((at * 7) % content.size(), few * 4));
        break;
    }
  }
  return parts;
}

}  // namespace

}  // namespace convenio::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("program");
  ++reach.tried;
  fuzz::Bytes choices({data, size});
  bool const raw = choices.below(16) == 15;
  auto const& fixed = fuzz::fixed_rules("facts.convenio").inside().program;
  auto const rules = raw ? api::load_saved({reinterpret_cast<char const*>(data) + 1, size - 1})
                         : api::load_saved(core::sealed(fuzz::changed(choices), fixed.identity));
  if (!rules.ok()) {
    auto const& line = rules.outcome().sentence;
    fuzz::require(rules.outcome().status == api::Status::faulty_program && line.starts_with("[P00") &&
                      line.find('\n') == std::string::npos && text::is_valid_utf8(line),
                  "trouble without a code", line);
    return 0;
  }
  ++reach.accepted;
#ifdef CONVENIO_PLANT
  // A length that nobody looked at, of the questions of facts.
  auto const& facts = rules.inside().program.facts;
  if (!std::equal(facts.begin(), facts.end(), fixed.facts.begin(), fixed.facts.end(),
                  [](auto const& a, auto const& b) { return a.question == b.question; })) {
    std::vector<char> const copy(3, 'x');
    fuzz::require(copy.data()[copy.size()] != 1, "never");
  }
#endif
  std::string once, twice;
  auto const saved = api::compile(rules, once);
  // Lines that only their lengths tell may be many times what a program may have.
  if (saved.status == api::Status::too_large) return 0;
  fuzz::require(saved.ok(), "what was read cannot be saved again", saved.sentence);
  auto const again = api::load_saved(once);
  fuzz::require(again.ok(), "what was read and saved again is refused");
  fuzz::require(api::compile(again, twice).ok() && once == twice, "saved again, the program is another");
  for (auto const& document : fuzz::base().cases) {
    auto const read = api::read_case(rules, document);
    if (read.ok()) fuzz::judge(rules, read.inside().facts, size);
  }
  api::case_schema(rules);
  return 0;
}
