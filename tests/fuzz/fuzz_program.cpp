// Fuzz target: bytes are changes of a saved program, behind whose first line the right hash is put, or the
// whole file. It is refused with a code, or it is as sound as a checked program: then cases are decided by
// it. Knows that a program is bytes; knows no field of it.
#include "engine/cases/read_case.hpp"
#include "engine/core/save.hpp"
#include "tests/fuzz/judge.hpp"

namespace convenio::fuzz {

namespace {

struct Base {
  std::string whole, content;
  std::vector<std::string> cases;
};

Base const& base() {
  static Base const made = [] {
    auto const& fixed = fixed_program("facts.convenio");
    Base one;
    one.whole = core::save(fixed.program, fixed.sources, "");
    one.content = one.whole.substr(one.whole.find('\n') + 1);
    for (auto const* name : {"career", "doubts", "kinds"}) {
      std::ifstream file(std::string(CONVENIO_SOURCE_DIR "/tests/fuzz/seeds/case/") + name, std::ios::binary);
      one.cases.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return one;
  }();
  return made;
}

// Replaces, inserts, removes or repeats bytes, until the choices end.
std::string changed(Bytes& choices) {
  std::string content = base().content;
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
  return content;
}

}  // namespace

}  // namespace convenio::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("program");
  ++reach.tried;
  fuzz::Bytes choices({data, size});
  bool const raw = choices.below(16) == 15;
  std::string const identity = fuzz::fixed_program("facts.convenio").program.identity;
  auto const read = raw ? core::load_saved({reinterpret_cast<char const*>(data) + 1, size - 1})
                        : core::load_saved(core::sealed(fuzz::changed(choices), identity));
  if (auto const* trouble = std::get_if<core::SaveTrouble>(&read)) {
    auto const line = core::to_string(*trouble);
    fuzz::require(
        line.starts_with("[P00") && line.find('\n') == std::string::npos && text::is_valid_utf8(line),
        "trouble without a code", line);
    return 0;
  }
  ++reach.accepted;
  fuzz::Checked checked;
  auto saved = std::get<core::SavedProgram>(read);
  checked.program = std::move(saved.program);
  checked.sources = std::move(saved.sources);
  checked.accepted = true;
#ifdef CONVENIO_PLANT
  // An index that nobody looked at.
  if (checked.program.states.size() != fuzz::fixed_program("facts.convenio").program.states.size() ||
      checked.program.states.front().code !=
          fuzz::fixed_program("facts.convenio").program.states.front().code) {
    std::vector<char> const copy(3, 'x');
    fuzz::require(copy.data()[copy.size()] != 1, "never");
  }
#endif
  auto const once = core::save(checked.program, checked.sources, "");
  auto const again = core::load_saved(once);
  auto const* second = std::get_if<core::SavedProgram>(&again);
  fuzz::require(second != nullptr, "what was read and saved again is refused");
  fuzz::require(core::save(second->program, second->sources, "") == once,
                "saved again, the program is another");
  for (auto const& document : fuzz::base().cases) {
    auto const facts = cases::read_case(checked.program, document);
    if (facts.ok()) fuzz::judge(checked, facts.facts, size);
  }
  cases::write_schema(checked.program);
  return 0;
}
