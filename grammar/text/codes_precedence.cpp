// The registry, 05xx: exceptions, open rules and precedence.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_precedence() {
  return {
      {Code::conflicting_exceptions, Grade::error,
       "two exceptions can hold together and neither overrides the other",
       "Whenever one of these exceptions holds, the other holds as well, and the rules would give "
       "two answers. Say which one goes first with `overrides`, or make the conditions exclude each "
       "other.",
       R"(
exception guests to covered when not resident then no
exception family to covered when not resident and S is Ardenia then yes
)",
       R"(
exception guests to covered when not resident then no
exception family to covered overrides guests
  when not resident and S is Ardenia then yes
)"},
      {Code::overlapping_parts, Grade::error,
       "two parts of an open rule answer the same call",
       "Each call of an open rule is answered by one part. A part with a name in place of a constant "
       "answers every value. Give different constants, or make one of them an exception.",
       R"(
rule amount(Ardenia for old_age) = 1.00 ARC
rule amount(Ardenia for B) = 2.00 ARC
)",
       R"(
rule amount(Ardenia for old_age) = 1.00 ARC
rule amount(Ardenia for invalidity) = 2.00 ARC
)"},
      {Code::wrong_part, Grade::error,
       "a part does not fit its open rule",
       "A part has as many parameters as its open rule, with the same words between them, and takes "
       "its types from there.",
       R"(
rule amount(Ardenia) = 1.00 ARC
)",
       R"(
rule amount(Ardenia for old_age) = 1.00 ARC
)"},
      {Code::wrong_order, Grade::error,
       "the order of a precedence and its clauses differ",
       "With `in order` every clause of the precedence is named once, and every name is a clause. A "
       "clause without a place would never be asked.",
       R"(
precedence own between periods
  in order longer_first otherwise both
rule own_view: history = resolve(career by own)
)",
       R"(
precedence own between periods
  in order longer_first otherwise both
stands longer_first in own when this.start < other.start
rule own_view: history = resolve(career by own)
)"},
      {Code::wrong_precedence, Grade::error,
       "a precedence is used for something else than it orders",
       "A precedence orders either periods or the routes of one award. An award with several routes "
       "names the precedence that chooses between them: `chosen by NAME`.",
       R"(
route second of pension when covered(S) grants wage(S)
)",
       R"(
award grant "Grant" for each S in [Ardenia, Belmara]: money of S
  chosen by grant_choice
route by_wage of grant when covered(S) grants wage(S)
route by_home of grant when resident grants wage(S)
precedence grant_choice(S: state) between routes of grant
  otherwise conflict
)"},
      {Code::no_route, Grade::error,
       "an award has no route",
       "A route says when an award comes into question, who is entitled and what is granted. Without "
       "any, nothing is ever awarded.",
       R"(
award bonus "Bonus": money ARC
)",
       R"(
award bonus "Bonus": money ARC
route plain of bonus when resident grants 10.00 ARC
)"},
      {Code::too_many, Grade::error,
       "a rule or an award has more exceptions, parts or routes than can be compared",
       "Each is compared with each, so a rule has at most 500 exceptions, an open rule at most 2 000 "
       "parts, and an award at most 500 routes. A table says the same in fewer lines. Periods have at "
       "most 100 attributes.",
       R"(
rule points(n: whole): whole = 0
{{501*exception e# to points when n is # then #
*}}
)",
       R"(
rule points(n: whole): whole = 0
{{3*exception e# to points when n is # then #
*}}
)"},
      {Code::undecided_clause, Grade::warning,
       "a clause of a precedence can never decide",
       "The condition of the clause contradicts itself, or says of one period what it says of the "
       "other, or holds only where an earlier clause has decided already. The overlap or choice that "
       "it was written for stays undecided.",
       R"(
precedence own between periods otherwise both
stands same_kind in own when this.kind is other.kind
rule own_view: history = resolve(career by own)
)",
       R"(
precedence own between periods otherwise both
stands earlier_first in own
  when this.kind is other.kind and this.start < other.start
rule own_view: history = resolve(career by own)
)"},
  };
}

}  // namespace convenio::text
