// The registry as a whole: its chapters joined, and the rules that its examples import.
#include "grammar/text/codes.hpp"

#include <fmt/format.h>

namespace convenio::text {

std::string to_string(Code code) { return fmt::format("C{:04}", static_cast<unsigned>(code)); }

std::vector<CodeInfo> const& registry() {
  static std::vector<CodeInfo> const table = [] {
    std::vector<CodeInfo> all;
    for (auto const& chapter : {codes_of_text(), codes_of_names(), codes_of_types(), codes_of_validity(),
                                codes_of_precedence(), codes_of_reach()}) {
      all.insert(all.end(), chapter.begin(), chapter.end());
    }
    return all;
  }();
  return table;
}

std::string_view example_rules() {
  return R"(package coast

currency ARC "crown" minor 0.01
currency OLD "old lira" minor 1 until 2001-12-31
currency BEL "lira" minor 0.01 from 2002-01-01 follows OLD at 1_000
state Ardenia "Republic of Ardenia" currency ARC
state Belmara "Kingdom of Belmara" currency BEL
state Corvania "Free State of Corvania" currency ARC

enumeration branch { old_age, invalidity }
enumeration kind { compulsory, voluntary }
record visit { host: state, start: date }
conversion days_of_30 { 1 month = 30 days }

fact birth: date "When was the person born?"
fact claimed_on: date "When was the claim filed?"
fact resident: truth "Does the person live here?"
fact career: history "Which periods are certified?"
fact wage(S: state): money of S "What was the last wage?"
fact contributed: months "How many months were contributed?"
fact children: whole "How many children has the person?"
period has kind: kind "Of which kind is the period?"
period has pay: money "How much was earned in it?" default 0 ARC

agreement coast_agreement "Coast Agreement" {
  parties Ardenia, Belmara from 2011-01-01
  governed by claimed_on

  article 1 "General" {
    open rule amount(S: state for B: branch): money of S
    rule covered(S: state): truth = resident and party(S of coast_agreement at claimed_on)
    rule seen: history = resolve(career by overlaps)
  }
  article 2 "Overlaps" {
    precedence overlaps between periods otherwise both
    stands compulsory_first in overlaps when this.kind is compulsory and other.kind is voluntary
  }
}

award pension "Pension" for each S in [Ardenia, Belmara]: money of S
route only of pension
  when covered(S)
  grants wage(S) + amount(S for old_age)

question long_enough: truth = contributed >= 180 months
question parent: truth = children > 0

test "Sound" {
  birth = 1960-01-01
  claimed_on = 2024-01-01
  resident = yes
  career = periods { Ardenia compulsory 1990-01-01 to 1999-12-31 }
  expect covered(Ardenia) and birth < claimed_on
  expect days(seen) is 3_652 days
}
)";
}

}  // namespace convenio::text
