// To what a text applies, and States that are parties while a condition holds.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

// A text with these lines in its head, and this law in an article.
Checked text_with(std::string const& head, std::string const& law) {
  return check_texts({words,
                      "package law\nimport base\nagreement pact \"Pact\" {\n  parties AA, BB from "
                      "2000-01-01\n  governed by birth\n" +
                          head + "\n  article 1 {\n" + law + "\n  }\n}\n"});
}

std::string const award =
    "award pension \"P\" for each S in [AA, BB]: money of S\n route alone of pension grants earnings(S)\n";

}  // namespace

TEST_CASE("`applies` is part of the condition of each route, for each variable of its type") {
  auto const refused = text_with("", award);
  CHECK(refused.count(Code::unguarded) == 1);
  auto const checked = text_with("applies to T: state when party(T of pact at birth)", award);
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  auto const& route = checked.program.awards.at(0).routes.at(0);
  CHECK(core::dump(checked.program, route.when) == "(call application of pact $0)");
  CHECK(body_of(checked, "application of pact") == "(party pact $0 (fact birth))");
  REQUIRE(checked.program.texts.at(0).applications.size() == 1);
}

TEST_CASE("`applies when` asks nothing of the variables") {
  auto const checked =
      text_with("applies when party(residence of pact at birth)", "question q \"?\" when wish: truth = wish");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  CHECK(core::dump(checked.program, checked.program.questions.at(0).when) ==
        "(and (call application of pact) (fact wish))");
}

TEST_CASE("a State that is a party while a condition holds is written out where parties are asked for") {
  auto const checked = text_with("parties CC from 2010-01-01 while wish",
                                 "rule x(S: state): truth = party(S of pact at birth)");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  CHECK(body_of(checked, "CC is a party of pact") == "(fact wish)");
  CHECK(
      body_of(checked, "x") ==
      "(or (party pact $0 (fact birth)) (and (is $0 CC) (<= 2010-01-01 (fact birth)) (call CC is a party of "
      "pact)))");
  auto const& parties = checked.program.texts.at(0).parties;
  REQUIRE(parties.size() == 3);
  CHECK(parties[0].condition == core::none);
  CHECK(parties[2].condition != core::none);
}

TEST_CASE("the condition of a party is a truth, and no pair gives such a State other dates") {
  CHECK(text_with("parties CC from 2010-01-01 while birth", "").at(Code::type_mismatch) == "birth");
  CHECK(text_with("parties CC from 2010-01-01 while wish\npair AA, CC from 2012-01-01", "")
            .has(Code::party_spans));
}
