// Versions, rows and governing dates.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

TEST_CASE("versions follow each other day by day") {
  accepts("rule x: whole { until 2019-12-31 = 1  from 2020-01-01 to 2020-06-30 = 2  from 2020-07-01 = 3 }");
  refuses("rule x: whole { until 2019-12-30 = 1  from 2020-01-01 = 2 }", Code::gap);
  refuses("rule x: whole { until 2020-01-01 = 1  from 2020-01-01 = 2 }", Code::overlap);
  refuses("rule x: whole { from 2019-01-01 = 1  from 2020-01-01 = 2 }", Code::overlap);
  refuses("rule x: whole { from 2020-01-01 to 2019-01-01 = 1 }", Code::empty_span);
}

TEST_CASE("rows of parameters") {
  accepts("parameter p: whole { from 2020-01-01 to 2020-12-31: 1  from 2021-01-01: 2 }");
  accepts(
      "parameter p: whole { from 2020-01-01 to 2020-12-31: 1  from 2021-01-01: not encoded \"not found\" }");
  refuses("parameter p: whole { from 2020-01-01 to 2020-12-31: 1  from 2021-01-01: unknown \"not found\" }",
          Code::not_constant, "unknown \"not found\"");
  refuses("parameter p: whole { from 2020-01-01 to 2020-12-31: 1  from 2021-01-02: 2 }", Code::gap);
  refuses("parameter p: whole { from 2020-01-01: 1  from 2021-01-01: 2 }", Code::overlap);
  refuses("parameter p: whole { from 2020-01-01: yes }", Code::type_mismatch, "yes");
  auto const checked = check_article("parameter p: whole { from 2020-01-01: not encoded \"not found\" }");
  CHECK(checked.program.tables[0].rows[0].gap == "not found");
  CHECK(checked.program.tables[0].rows[0].value == core::none);
}

TEST_CASE("rows of tables with whole keys") {
  accepts("table t(y: whole): whole { until 1972: 1  1973: 2  1974 to 1980: 3  from 1981: 4 }");
  refuses("table t(y: whole): whole { until 1972: 1  1974: 2 }", Code::gap);
  refuses("table t(y: whole): whole { until 1973: 1  1973: 2 }", Code::overlap);
  accepts("table t(y: whole): whole { 1: 1  any: 2 }");
  refuses("table t(y: whole): whole { any: 2  1: 1 }", Code::overlap);
}

TEST_CASE("rows of tables with quantities, ratios and money") {
  accepts(
      "table t(m: months): whole { below 12 months: 1  12 months below 24 months: 2  from 24 months: 3 }");
  accepts("table t(m: months): whole { 1 month to 12 months: 1  13 months to 24 months: 2 }");
  refuses("table t(m: months): whole { 1 month to 12 months: 1  14 months to 24 months: 2 }", Code::gap);
  refuses("table t(m: months): whole { 1 month to 12 months: 1  12 months to 24 months: 2 }", Code::overlap);
  std::string const money =
      "table t(m: money AAA, k: kind): ratio { below 10.00 AAA, any: 1 %  10.00 AAA below 20.00 AAA, any: 2 "
      "%";
  accepts(money + "  from 20.00 AAA, any: 3 % }");
  refuses(money + "  from 20.01 AAA, any: 3 % }", Code::gap);
  refuses(money + "  from 19.99 AAA, any: 3 % }", Code::overlap);
  refuses("table t(r: ratio): whole { 0 to 1: 1  2 to 3: 2 }", Code::gap);
}

TEST_CASE("rows of tables with words") {
  accepts("table t(k: kind): whole { compulsory: 1  voluntary: 2  assimilated: 3 }");
  accepts("table t(k: kind): whole { compulsory: 1  any: 2 }");
  refuses("table t(k: kind): whole { compulsory: 1  voluntary: 2 }", Code::gap);
  refuses("table t(k: kind): whole { compulsory: 1  compulsory: 2  any: 3 }", Code::overlap, "compulsory: 2");
  refuses("table t(k: kind): whole { from compulsory: 1 }", Code::wrong_operands);
}

TEST_CASE("several keys: boxes may not overlap, and gaps are seen where the other keys are equal") {
  accepts(
      "table t(y: whole, k: kind): whole { until 5, compulsory: 1  from 6, compulsory: 2  any, voluntary: 3 "
      "}");
  refuses("table t(y: whole, k: kind): whole { until 5, compulsory: 1  from 5, compulsory: 2 }",
          Code::overlap);
  refuses("table t(y: whole, k: kind): whole { until 5, compulsory: 1  from 7, compulsory: 2 }", Code::gap);
  refuses("table t(y: whole, k: kind): whole { 5: 1 }", Code::wrong_arguments);
  std::string const two =
      "table t(k: kind, y: whole): whole { compulsory, until 5: 1  compulsory, from 6: 2 ";
  std::string const alike = " voluntary, until 5: 3  voluntary, from 6: 4 ";
  accepts(two + alike + " assimilated, until 8: 5  assimilated, from 9: 6 }");
  accepts(two + alike + " assimilated, any: 5 }");
  refuses(two + alike + " assimilated, until 8: 5  assimilated, from 10: 6 }", Code::gap);
  refuses(two + alike + " assimilated, until 8: 5 }", Code::gap);
  refuses(two + alike + " assimilated, from 3: 5 }", Code::gap);
}

TEST_CASE("money of the state that a row names") {
  accepts("table t(S: state): money of S { AA: 1.00 AAA  BB: 1 BBB }\nrule x(S: state): money of S = t(S)");
  refuses("table t(S: state): money of S { AA: 1 BBB }", Code::currency_mismatch, "1 BBB");
}

TEST_CASE("what changes with the date takes the date that governs its text") {
  auto const checked = check_article(
      "rule v: whole { from 2000-01-01 = 1 }\nrule x: whole = v\nrule y: whole = v as of 2001-01-01\n"
      "parameter p: whole { from 2000-01-01: 1 }\nrule z: whole = p");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(body_of(checked, "x") == "(call v (call governing date of pact))");
  CHECK(body_of(checked, "y") == "(call v 2001-01-01)");
  CHECK(body_of(checked, "z") == "(lookup p (call governing date of pact))");
  CHECK(body_of(checked, "governing date of pact") == "(fact birth)");
}

TEST_CASE("a regulation has the date of its agreement") {
  auto const checked = check_texts({words, in_article(""),
                                    "package law\nregulation how \"How\" of pact { article 2 {\n"
                                    "rule v: whole { from 2000-01-01 = 1 }\nrule x: whole = v } }\n"});
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(body_of(checked, "x") == "(call v (call governing date of pact))");
}

TEST_CASE("without a governing date, `as of` is needed") {
  std::string const rule = "package p\nrule v: whole { from 2000-01-01 = 1 }\n";
  auto const used = check_texts({rule + "rule x: whole = v\nrule y: whole = v\n"});
  CHECK(used.count(Code::no_governing_date) == 1);
  CHECK(used.at(Code::no_governing_date) == "v");
  auto const as_of = check_texts({rule + "rule x: whole = v as of 2001-01-01\n"});
  CHECK(as_of.diagnostics.error_count() == 0);
}

TEST_CASE("`as of` needs something that changes") {
  refuses("rule a: whole = 1\nrule x: whole = a as of birth", Code::not_dated);
  refuses("parameter a: whole = 1\nrule x: whole = a as of birth", Code::not_dated);
  refuses("rule x: whole = (1 + 2) as of birth", Code::not_dated);
  refuses("rule x(n: whole): whole = n as of birth", Code::not_dated);
  refuses("rule x: state = AA as of birth", Code::not_dated);
  refuses("rule a: whole { from 2000-01-01 = 1 }\nrule x: whole = a as of 1", Code::type_mismatch, "1");
}

TEST_CASE("an article that is not always in force") {
  auto const checked = check_texts({words, R"(package law
import base
agreement pact "Pact" {
  parties AA, BB from 2000-01-01  governed by birth
  article 1 from 2010-01-01 until 2015-12-31 {
    rule r(S: state): whole = 1
    exception e to general when wish then 2
  }
  article 2 { rule x: whole = r(AA)  rule general: whole = 1 }
})"});
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const* r = find_rule(checked.program, "r");
  REQUIRE(r->versions.size() == 1);
  CHECK(core::dump(checked.program, r->versions[0].body) == "(in-force 2010-01-01..2015-12-31 $1 1)");
  CHECK(body_of(checked, "x") == "(call r AA (call governing date of pact))");
  auto const* general = find_rule(checked.program, "general");
  REQUIRE(general->exceptions.size() == 1);
  CHECK(core::dump(checked.program, general->exceptions[0].condition) ==
        "(and (and (<= 2010-01-01 (call governing date of pact)) (<= (call governing date of pact) "
        "2015-12-31)) (fact wish))");
}
