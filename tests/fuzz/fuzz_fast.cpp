// Fuzz target: of a package and a case made of bytes (laws.hpp) the fast evaluator says what the reference
// says, byte for byte, or it leaves the case to it. What is left counts as not accepted. Knows no rule and no
// case.
#include "tests/fuzz/laws.hpp"

namespace convenio::fuzz {

namespace {

#ifdef CONVENIO_PLANT
// The fast evaluator reads a day at an end of the calendar one day beside it.
void plant(cases::Case& facts) {
  for (auto& [path, fact] : facts.facts) {
    for (auto& value : fact.values) {
      auto* date = std::get_if<model::Date>(&value.content);
      if (date && date->to_string() == "1850-01-01") *date = *date->plus_days(1);
    }
  }
}
#endif

void judge_both(Given const& given) {
  auto& both = *given.law->both;
  auto facts = given.facts;
#ifdef CONVENIO_PLANT
  plant(facts);
#endif
  auto const expected = both.reference.decide(given.facts, 1);
  auto const said = both.fast.decide(facts, 1);
  require(said == expected, "the two evaluators differ", expected + said + given.document);
}

}  // namespace

}  // namespace convenio::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t limit,
                                               unsigned seed) {
  return convenio::fuzz::mutate_case(data, size, limit, seed);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace convenio;
  static fuzz::Reach reach("fast");
  if (size == 0) return 0;
  ++reach.tried;
  auto const given = fuzz::given(data, size);
  if (!given) return 0;
  if (!given->law->both) given->law->both = std::make_unique<fuzz::Both>(given->law->rules);
  auto const before = given->law->both->fast.tally().fast;
  fuzz::judge_both(*given);
  reach.accepted += given->law->both->fast.tally().fast - before;
  return 0;
}
