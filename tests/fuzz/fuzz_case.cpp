// Fuzz target: bytes are a case document for the facts of packages/facts.convenio. It is refused with
// findings, or read; what is read is written anew and read again, and decided. Knows what must hold of
// findings; knows no construct of a case.
#include "engine/cases/json.hpp"
#include "tests/fuzz/judge.hpp"
#include "tests/fuzz/swap.hpp"

namespace convenio::fuzz {

namespace {

void write(cases::JsonWriter& writer, cases::Json const& json) {
  switch (json.kind()) {
    case cases::Json::Kind::null:
      writer.null();
      return;
    case cases::Json::Kind::truth:
      writer.truth(json.truth());
      return;
    case cases::Json::Kind::number:
      // Such numbers are refused in a case; those that the writer has are enough.
      writer.number(json.number().size() < 19 &&
                            json.number().find_first_not_of("0123456789") == std::string::npos
                        ? std::stoull(json.number())
                        : 0);
      return;
    case cases::Json::Kind::string:
      writer.string(json.string());
      return;
    case cases::Json::Kind::array:
      writer.begin_array();
      for (auto const& item : json.items()) write(writer, item);
      writer.end_array();
      return;
    case cases::Json::Kind::object:
      writer.begin_object();
      for (auto const& member : json.members()) {
        writer.key(member.key);
        write(writer, member.value);
      }
      writer.end_object();
      return;
  }
}

void judge_faults(std::vector<api::Fault> const& faults) {
  cases::Limits const limits;
  require(faults.size() <= limits.faults + 1, "more findings than are listed");
  for (auto const& fault : faults) {
    require(fault.code.size() == 4 && fault.code.front() == 'K', "a finding without a code", fault.code);
    require(!fault.message.empty() && fault.message.find('\n') == std::string::npos,
            "a message that is no line", fault.message);
    require(text::is_valid_utf8(api::to_string(fault)), "a finding that is no UTF-8", fault.path);
  }
}

bool same(cases::Case const& a, cases::Case const& b) {
  if (a.id != b.id || a.facts.size() != b.facts.size() || a.notices.size() != b.notices.size()) return false;
  for (auto left = a.facts.begin(), right = b.facts.begin(); left != a.facts.end(); ++left, ++right) {
    if (left->first != right->first || left->second.kind != right->second.kind ||
        left->second.values.size() != right->second.values.size())
      return false;
    for (std::size_t n = 0; n < left->second.values.size(); ++n) {
      if (!model::equal(left->second.values[n], right->second.values[n])) return false;
    }
  }
  return true;
}

bool whole_numbers(cases::Json const& json) {
  switch (json.kind()) {
    case cases::Json::Kind::number:
      return json.number().size() < 19 && json.number().find_first_not_of("0123456789") == std::string::npos;
    case cases::Json::Kind::array:
      return std::all_of(json.items().begin(), json.items().end(), whole_numbers);
    case cases::Json::Kind::object:
      return std::all_of(json.members().begin(), json.members().end(),
                         [](auto const& member) { return whole_numbers(member.value); });
    default:
      return true;
  }
}

void judge_rewritten(api::Rules const& rules, std::string_view text, cases::Case const& facts) {
  cases::Faults faults(50);
  auto const json = cases::read_json(text, {}, faults);
  require(json && faults.empty(), "a case was read from what is no JSON", text);
  if (!whole_numbers(*json)) return;
  for (bool const indented : {false, true}) {
    cases::JsonWriter writer(indented);
    write(writer, *json);
    auto const written = writer.take();
    auto const again = api::read_case(rules, written);
    require(again.ok() && same(again.inside().facts, facts), "written anew, the case is another", written);
  }
}

}  // namespace

}  // namespace convenio::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                               unsigned seed) {
  static auto const seeds = convenio::fuzz::read_seeds("case");
  return convenio::fuzz::mutate(seeds, data, size, limit, seed);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("case");
  ++reach.tried;
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  auto const& rules = fuzz::fixed_rules("facts.convenio");
  auto const read = api::read_case(rules, text);
  fuzz::judge_faults(read.faults());
  if (!read.ok()) return 0;
  ++reach.accepted;
  auto const& facts = read.inside().facts;
#ifdef CONVENIO_PLANT
  // One byte too far, for an identifier with a blank.
  if (facts.id.find(' ') != std::string::npos) {
    std::vector<char> const copy(facts.id.begin(), facts.id.end());
    fuzz::require(copy.data()[copy.size()] != 1, "never");
  }
#endif
  fuzz::judge_rewritten(rules, text, facts);
  fuzz::judge(rules, facts, size);
  return 0;
}
