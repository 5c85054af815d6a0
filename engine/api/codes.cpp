// The registries of codes: the lists of all phases joined, and the rules that their examples import.
// Knows the lists, no code.

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/api/codes.hpp"
#include "engine/api/inside.hpp"
#include "engine/cases/codes.hpp"
#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/core/codes.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::api {

namespace {

template <std::size_t... Sizes>
constexpr auto joined(text::CodeInfo const (&... lists)[Sizes]) {
  std::array<text::CodeInfo, (Sizes + ...)> all{};
  auto at = all.begin();
  ((at = std::copy(std::begin(lists), std::end(lists), at)), ...);
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.code < b.code; });
  return all;
}

constexpr auto all_of_rules =
    joined(syntax::syntax_codes, check::declare_codes, check::elaborate_codes, check::lint_codes);

// INVARIANT: no two phases have the same code.
static_assert(text::well_formed(all_of_rules), "two phases have the same code");

constexpr ReasonInfo reasons[] = {
#define OPEN(enumerator, code, word, meaning) {code, word, meaning},
#define REFUSED(enumerator, code, word, meaning) {code, word, meaning},
#include "engine/render/reasons.def"
};

}  // namespace

std::span<ReasonInfo const> reason_codes() { return reasons; }
std::span<text::CodeInfo const> rule_codes() { return all_of_rules; }
std::span<text::CodeInfo const> case_codes() { return cases::case_codes; }
std::span<text::CodeInfo const> program_codes() { return core::program_codes; }
std::span<text::CodeInfo const> asked_codes() { return asked_code_list; }

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
fact rent: money BEL per month "What is the rent of the month?"
fact contributed: months "How many months were contributed?"
fact children: whole "How many children has the person?"
period has kind: kind "Of which kind is the period?"
period has pay: money "How much was earned in it?" default 0 ARC

agreement coast_agreement "Coast Agreement" {
  parties Ardenia, Belmara from 2011-01-01
  governed by claimed_on

  article 1 "General" {
    open rule amount(S: state for B: branch): money of S
    open rule covered(S: state): truth = resident and party(S of coast_agreement at claimed_on)
  }
  article 2 "Overlaps" {
    precedence overlaps between periods otherwise both
    stands compulsory_first in overlaps when this.kind is compulsory and other.kind is voluntary
  }
  article 3 "Pensions" {
    route only of pension
      when covered(S)
      grants wage(S) + amount(S for old_age)
  }
}

award pension "Pension" for each S in [Ardenia, Belmara]: money of S

scheme families_act "Families Act" of Ardenia {
  article 1 "Waiting time and children" {
    question long_enough: truth = contributed >= 180 months
    question parent: truth = children > 0
    question costly: truth = rent > 900.00 BEL per month
  }
}

test "Sound" {
  birth = 1960-01-01
  claimed_on = 2024-01-01
  resident = yes
  career = periods { Ardenia compulsory 1990-01-01 to 1999-12-31 }
  expect covered(Ardenia) and birth < claimed_on
  expect days(resolve(career by overlaps)) is 3_652 days
}
)";
}

}  // namespace convenio::api
