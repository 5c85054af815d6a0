// See laws.hpp.
#include "tests/fuzz/laws.hpp"

#include <algorithm>
#include <map>

#include "tests/fuzz/document.hpp"
#include "tests/fuzz/law.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);

namespace convenio::fuzz {

namespace {

constexpr std::size_t most_programs = 1500;

Law& law_of(std::string const& law) {
  static std::string const base = read_package("base.convenio");
  static std::map<std::string, Law> known;
  static std::uint64_t clock = 0;
  auto [found, fresh] = known.try_emplace(law);
  found->second.used = ++clock;
  if (!fresh) return found->second;
  found->second.rules = load({base, law});
  judge_diagnostics(found->second.rules);
  if (known.size() > most_programs) {
    auto oldest = known.begin();
    for (auto at = known.begin(); at != known.end(); ++at)
      if (at->second.used < oldest->second.used) oldest = at;
    known.erase(oldest);
  }
  return found->second;
}

void show(std::string const& law, std::string const& document, api::Rules const& rules) {
  std::printf("%s\n%s\n%s", law.c_str(), document.c_str(),
              api::diagnose(rules, {api::Form::text, false}).c_str());
}

// Two histories that differ only by a repetition do not contradict each other, and are refused for it.
bool no_contradiction(api::Decision const& read) {
  return !read.ok() && std::all_of(read.faults().begin(), read.faults().end(),
                                   [](api::Fault const& fault) { return fault.code == "K045"; });
}

std::size_t head_of(std::uint8_t const* data, std::size_t size) {
  return size == 0 ? 0 : std::min<std::size_t>(size, 1U + data[0]);
}

render::Fields known_fields() {
  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.from == render::FieldInfo::From::outcome) fields.add(field.field);
  return fields;
}

}  // namespace

Both::Both(api::Rules const& rules)
    : reference(rules, known_fields(), false, api::Evaluators::reference),
      fast(rules, known_fields(), false) {}

std::optional<Given> given(std::uint8_t const* data, std::size_t size) {
  static bool const shown = std::getenv("FUZZ_SHOW") != nullptr;
  std::span<std::uint8_t const> const all(data, size);
  std::size_t const head = head_of(data, size);
  Bytes of_law(all.subspan(1, head - 1));
  Bytes of_case(all.subspan(head));
  auto const law = make_law(of_law);
  auto document = make_document(of_case);
  auto& known = law_of(law);
  if (shown) show(law, document, known.rules);
  if (!known.rules.ok()) return std::nullopt;
  auto const read = api::read_case(known.rules, document);
  if (no_contradiction(read)) return std::nullopt;
  if (!read.ok()) found("a case that is not read: " + api::to_string(read.faults().front()), document);
  return Given{&known, std::move(document), read.inside().facts};
}

std::size_t mutate_case(std::uint8_t* data, std::size_t size, std::size_t limit, unsigned seed) {
  std::size_t const head = head_of(data, size);
  if (size == 0 || seed % 64 == 0 || head >= limit) return LLVMFuzzerMutate(data, size, limit);
  return head + LLVMFuzzerMutate(data + head, size - head, limit - head);
}

}  // namespace convenio::fuzz
