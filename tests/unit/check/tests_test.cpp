// Samples and tests of packages: facts, histories, expectations.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

std::string const base = R"(
precedence view between periods in order strong otherwise both
stands strong in view when this.kind is compulsory
award pension "P" for each S in [AA, BB] : money of S chosen by choice
precedence choice(S: state) between routes of pension otherwise conflict
route alone of pension when party(S of pact at birth) grants earnings(S)
rule counted: history = resolve(career by view)
)";

Checked check_test(std::string const& inside) { return check_article(base + "test \"t\" {" + inside + "}"); }

void takes(std::string const& inside) {
  auto const checked = check_test(inside);
  INFO(inside);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 0);
}

void rejects(std::string const& inside, text::Code code, std::string_view at = {}) {
  auto const checked = check_test(inside);
  INFO(inside);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 1);
  CHECK(checked.has(code));
  if (!at.empty()) CHECK(checked.at(code) == at);
}

}  // namespace

TEST_CASE("a history of a test is a constant") {
  auto const checked = check_test(R"(
    career = periods {
      AA compulsory 1980-01-01 to 1980-01-31
      BB voluntary 1981-01-01 to 1981-12-31 with paid_in = [AA], certified = 12 months, id = "x"
      CC 1990-01-01 to 1990-01-01
    }
    expect days(career) > 1 days)");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  auto const& test = checked.program.tests.at(0);
  auto const& e = checked.program.expressions[test.facts.at(0).values.at(0)];
  CHECK(e.op == core::Op::periods);
  auto const& history = *checked.program.constants[e.a].as<model::HistoryPtr>();
  REQUIRE(history.periods.size() == 3);
  CHECK(history.periods[0].id == "1");
  CHECK(history.periods[0].end.to_string() == "1980-02-01");
  CHECK(history.periods[0].attributes.at(0).as<model::Enumerated>().index == 0);
  CHECK(history.periods[0].attributes.at(1).as<model::ListPtr>()->items.empty());
  CHECK(history.periods[1].id == "x");
  REQUIRE(history.periods[1].certified);
  CHECK(history.periods[1].certified->unit == model::Unit::months);
  REQUIRE(history.periods[2].attributes.at(0).absent());
  CHECK(history.periods[2].attributes[0].absence().blockers.at(0).subject == "career[3].kind");
}

TEST_CASE("faults in periods") {
  rejects("career = periods { AA compulsry 1980-01-01 to 1980-01-31 }", Code::unknown_name, "compulsry");
  rejects("career = periods { AA compulsory voluntary 1980-01-01 to 1980-01-31 }", Code::duplicate_name,
          "voluntary");
  rejects("career = periods { XX compulsory 1980-01-01 to 1980-01-31 }", Code::unknown_name, "XX");
  rejects("career = periods { AA compulsory 1980-02-01 to 1980-01-31 }", Code::empty_span);
  rejects("career = periods { AA 1980-01-01 to 1980-01-31 with knd = compulsory }", Code::unknown_field,
          "knd");
  rejects("career = periods { AA 1980-01-01 to 1980-01-31 with paid_in = AA }", Code::type_mismatch, "AA");
}

TEST_CASE("the words of a period are those of attributes that are visible") {
  std::string const other = "package other\nenumeration plan { compulsory }\nperiod has plan: plan \"?\"\n";
  std::string const test = "test \"t\" { career = periods { AA compulsory 1980-01-01 to 1980-01-31 } }";
  CHECK(check_texts({words, other, in_article(test)}).diagnostics.error_count() == 0);
  auto const both = check_texts({words, other, "package law\nimport base, other\n" + test});
  CHECK(both.count(Code::ambiguous_name) == 1);
  CHECK(both.hint(Code::ambiguous_name) == "write `with kind = compulsory`");
}

TEST_CASE("facts of tests") {
  takes(
      "birth = 1950-01-01  earnings(AA) = 5.00 AAA  wish = unknown  kin = contradictory [voluntary, "
      "compulsory]");
  rejects("brith = 1950-01-01", Code::unknown_name, "brith");
  rejects("birth = 5", Code::type_mismatch, "5");
  rejects("earnings(AA) = 5 BBB", Code::currency_mismatch, "5 BBB");
  rejects("earnings = 5.00 AAA", Code::wrong_arguments);
  rejects("birth = 1950-01-01  birth = 1951-01-01", Code::repeated_fact);
  rejects("wish = contradictory [yes]", Code::wrong_expectation);
  rejects("wish = counted", Code::not_allowed_here, "counted");
}

TEST_CASE("samples are taken over, in order") {
  auto const checked = check_article(base + R"(
    sample old like older { birth = 1950-01-01 }
    sample older { wish = yes  birth = 1940-01-01 }
    test "t" like old { birth = 1960-01-01 expect wish })");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  REQUIRE(checked.program.tests.at(0).facts.size() == 1);
  core::Sample const& old = checked.program.samples.at(checked.program.tests[0].like);
  CHECK(old.name == "old");
  CHECK(old.facts.size() == 1);
  CHECK(checked.program.samples.at(old.like).facts.size() == 2);
  CHECK(core::dump(checked.program, checked.program.tests[0].facts.back().values.at(0)) == "1960-01-01");
  refuses(base + "sample a like b { }\nsample b like a { }", Code::cycle);
  refuses(base + "sample a { }\nsample a { }", Code::duplicate_name);
  refuses(base + "test \"t\" like nobody { }", Code::unknown_name, "nobody");
}

TEST_CASE("expectations of awards and of expressions") {
  auto const checked = check_test(
      "expect pension(AA) granted by alone amount 5.00 AAA\n"
      "expect pension(BB) undetermined for birth, earnings(BB), \"career[3].kind\"\n"
      "expect counted undefined\nexpect days(counted) is 3 days");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  auto const& list = checked.program.tests.at(0).expectations;
  REQUIRE(list.size() == 4);
  CHECK(list[0].award == 0);
  CHECK(list[0].route == "alone");
  CHECK(core::dump(checked.program, list[0].amount) == "5.00 AAA");
  CHECK(list[1].facts == std::vector<std::string>{"birth", "earnings(BB)", "career[3].kind"});
  CHECK(list[2].award == core::none);
  CHECK(list[2].status == "undefined");
  CHECK(list[3].kind == core::Expectation::Kind::holds);
  rejects("expect pension(AA) granted by aloone", Code::unknown_name, "aloone");
  rejects("expect pension(AA) granted amount 5 BBB", Code::currency_mismatch, "5 BBB");
  rejects("expect pension(AA, BB) granted", Code::wrong_arguments);
  rejects("expect counted undefined by alone", Code::wrong_expectation, "alone");
  rejects("expect days(counted)", Code::type_mismatch);
}

TEST_CASE("expected ledgers") {
  auto const checked =
      check_test("expect ledger of counted { AA 1980-01-01 to 1980-01-31 displaced by BB under strong }");
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  auto const& row = checked.program.tests.at(0).expectations.at(0).ledger.at(0);
  CHECK(row.clause == "strong");
  CHECK(row.to.to_string() == "1980-01-31");
  rejects("expect ledger of counted { AA 1980-01-01 to 1980-01-31 displaced by BB under strength }",
          Code::unknown_name, "strength");
  rejects("expect ledger of birth { }", Code::type_mismatch, "birth");
}
