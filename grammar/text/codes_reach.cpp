// The registry, 06xx to 08xx: cycles and reach, instruments and texts, tests.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_reach() {
  return {
      {Code::cycle, Grade::error,
       "declarations depend on themselves",
       "To know the one, the other must be known, and the other way round. The places show the way "
       "back to the beginning.",
       R"(
rule one: whole = two
rule two: whole = one
)",
       R"(
rule one: whole = two
rule two: whole = 2
)"},
      {Code::unused_fact, Grade::warning,
       "a fact is asked and never used",
       "Nobody should be asked for what no rule needs. Use the fact, or remove it. Awards, "
       "questions, tests and other rules count as use; a package without any agreement, regulation "
       "or scheme offers its declarations to others and is not asked.",
       R"(
scheme own_act "Own Act" of Ardenia { }
fact shoe_size: whole "Which size?"
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 { rule size_of_boots: whole = shoe_size + 1 }
}
fact shoe_size: whole "Which size?"
question boots: whole = size_of_boots
)"},
      {Code::unused_rule, Grade::warning,
       "a rule is never used",
       "No award, question, test or other rule asks for this rule, so it changes nothing. It was "
       "forgotten somewhere, or it is left over.",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 { rule nobody_asks: truth = resident }
}
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 { rule somebody_asks: truth = resident }
}
test "Asked" { resident = yes  expect somebody_asks }
)"},
      {Code::unused_precedence, Grade::warning,
       "a precedence is never asked",
       "No `resolve` and no award uses this precedence, so its clauses decide nothing. Periods that "
       "share days stay as they are.",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 { precedence own between periods otherwise both }
}
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 {
    precedence own between periods otherwise both
    rule own_view: history = resolve(career by own)
  }
}
question own_days: days = days(own_view)
)"},
      {Code::misplaced, Grade::error,
       "a declaration stands in the wrong place",
       "Articles stand in a text, parties in an agreement, `governed by` in a text and not in an "
       "article. The place of a declaration is its citation.",
       R"(
article 9 { }
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 9 { }
}
)"},
      {Code::unknown_confidence, Grade::error,
       "a confidence is not one of the four",
       "How sure the wording of a source is, is said with one of four words: high, medium, low, "
       "unverified.",
       R"(
scheme rough "Rough Act" of Ardenia { confidence good }
)",
       R"(
scheme rough "Rough Act" of Ardenia { confidence medium }
)"},
      {Code::party_spans, Grade::error,
       "the parties of an instrument do not fit together",
       "A State is a party once at a time, and a pair or a replaced instrument joins two States that "
       "are parties.",
       R"(
agreement lonely "Lonely Agreement" {
  parties Ardenia from 2011-01-01
  pair Ardenia, Belmara from 2012-01-01
}
)",
       R"(
agreement lonely "Lonely Agreement" {
  parties Ardenia, Belmara from 2011-01-01
  pair Ardenia, Belmara from 2012-01-01
}
)"},
      {Code::no_citation, Grade::warning,
       "a rule cites no article",
       "Each rule stands in the article that it states, or in an interpretation that says who reads "
       "the text so. A rule without either cannot be checked against the law.",
       R"(
scheme own_act "Own Act" of Ardenia { }
rule uncited: truth = resident
test "Asked" { resident = yes  expect uncited }
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  article 1 { rule cited: truth = resident }
}
test "Asked" { resident = yes  expect cited }
)"},
      {Code::no_such_article, Grade::warning,
       "a test names an article that is not there",
       "A title that begins with an article binds the test to it: the printed package shows the test "
       "beside that article. No text of this package, and none that it imports, has an article of "
       "this number.",
       R"(
test "Article 7: residents are covered" {
  resident = yes
  claimed_on = 2024-01-01
  expect covered(Ardenia)
}
)",
       R"(
test "Article 1: residents are covered" {
  resident = yes
  claimed_on = 2024-01-01
  expect covered(Ardenia)
}
)"},
      {Code::party_left_out, Grade::warning,
       "a party was left out",
       "An agreement answers an open rule for some of its parties and not for another one. For that "
       "party the rule has no answer, and its awards stay undefined. If the text is silent, a part "
       "says so with `undefined \"why\"`.",
       R"(
agreement three "Agreement of Three" {
  parties Ardenia, Belmara, Corvania from 2011-01-01
  article 1 {
    rule amount(Ardenia for old_age) = 1.00 ARC
    rule amount(Belmara for old_age) = 1.00 BEL
  }
}
)",
       R"(
agreement three "Agreement of Three" {
  parties Ardenia, Belmara, Corvania from 2011-01-01
  article 1 {
    rule amount(Ardenia for old_age) = 1.00 ARC
    rule amount(Belmara for old_age) = 1.00 BEL
    rule amount(Corvania for old_age) = undefined "Article 1 is silent."
  }
}
)"},
      {Code::party_untested, Grade::warning,
       "a route does not ask whether the State is a party",
       "The award arises for several States, and this route of an agreement asks for facts without "
       "asking whether the State is a party. The award of any other State then waits for facts that "
       "do not concern it. A party test in `when` settles it at once.",
       R"(
agreement inland "Inland Agreement" {
  parties Ardenia, Corvania from 2011-01-01
  article 1 {
    route inland_route of grant
      when resident
      grants wage(S)
  }
}
award grant "Grant" for each S in [Ardenia, Belmara, Corvania]: money of S
)",
       R"(
agreement inland "Inland Agreement" {
  parties Ardenia, Corvania from 2011-01-01
  article 1 {
    route inland_route of grant
      when party(S of inland at claimed_on) and resident
      grants wage(S)
  }
}
award grant "Grant" for each S in [Ardenia, Belmara, Corvania]: money of S
)"},
      {Code::wrong_expectation, Grade::error,
       "an expectation cannot be checked",
       "An expectation states a truth, a status with its route, amount or missing facts, or a "
       "ledger. Only an award has routes, and the statuses are granted, refused, not_applicable, "
       "undetermined, undefined and conflict.",
       R"(
test "A status" {
  resident = yes
  expect covered(Ardenia) undetermind for claimed_on
}
)",
       R"(
test "A status" {
  resident = yes
  expect covered(Ardenia) undetermined for claimed_on
}
)"},
      {Code::repeated_fact, Grade::error,
       "a test gives the same fact twice",
       "Which of the two would count? A fact that really is contradictory is given as `contradictory "
       "[a, b]`.",
       R"(
sample twice { resident = yes  resident = no }
)",
       R"(
sample twice { resident = contradictory [yes, no] }
)"},
  };
}

}  // namespace convenio::text
