// Types and units: what fits, what the operators take, and money of a state.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

TEST_CASE("nothing converts by itself but whole to ratio and money of a currency to money") {
  CHECK(lowered("ratio = 1") == "1");
  CHECK(lowered("money = 5.00 AAA") == "5.00 AAA");
  refuses("rule x: whole = 0.5", Code::type_mismatch, "0.5");
  refuses("rule x: money AAA = any_money", Code::currency_mismatch, "any_money");
  refuses("rule x: money AAA = 5 BBB", Code::currency_mismatch, "5 BBB");
  refuses("rule x: truth = 1", Code::type_mismatch, "1");
  refuses("rule x: days = 12 months", Code::unit_mismatch, "12 months");
  refuses("rule x: days = 30 calendar days", Code::unit_mismatch);
  refuses("rule x: months = 12", Code::type_mismatch, "12");
}

TEST_CASE("addition within one unit") {
  CHECK(lowered("months = 12 months + 2 * 6 months - 1 month") == "(- (+ 12 months (* 2 6 months)) 1 month)");
  CHECK(lowered("calendar months = 65 calendar years") == "780 calendar months");
  refuses("rule x: months = 12 months + 3 weeks", Code::unit_mismatch, "+");
  refuses("rule x: months = 12 months + 3", Code::wrong_operands, "+");
  refuses("rule x: truth = 12 months > 12 calendar months", Code::unit_mismatch, ">");
  refuses("rule x: whole = -birth", Code::wrong_operands);
  refuses("rule x: text = \"a\" + \"b\"", Code::wrong_operands);
}

TEST_CASE("division") {
  CHECK(lowered("ratio = 12 months / 24 months") == "(/ 12 months 24 months)");
  CHECK(lowered("ratio = 1/3") == "(/ 1 3)");
  CHECK(lowered("months = 12 months / 2") == "(/ 12 months 2)");
  CHECK(lowered("whole = floor(12 months / 5 months)") == "(floor (/ 12 months 5 months))");
  refuses("rule x: whole = 12 / 5", Code::type_mismatch);
  refuses("rule x: ratio = 12 months / 3 weeks", Code::unit_mismatch, "/");
}

TEST_CASE("money is divided inside a rounding") {
  CHECK(lowered("money AAA = 10.00 AAA / 3 rounded half_up to 0.01 AAA") ==
        "(round half_up (/ 10.00 AAA 3) 0.01 AAA)");
  CHECK(lowered("money AAA = (1.00 AAA + 10.00 AAA / 3 * 2) rounded down to 0.01 AAA") ==
        "(round down (+ 1.00 AAA (* (/ 10.00 AAA 3) 2)) 0.01 AAA)");
  CHECK(lowered("money AAA = exactly(10.00 AAA / 3)") == "(/ 10.00 AAA 3)");
  CHECK(lowered("ratio = 10.00 AAA / 4.00 AAA") == "(/ 10.00 AAA 4.00 AAA)");
  refuses("rule x: money AAA = 10.00 AAA / 3", Code::unrounded_division, "/");
  // A call's argument is an expression of its own.
  refuses(
      "rule half(m: money AAA): money AAA = m\n"
      "rule x: money AAA = half(10.00 AAA / 2) rounded down to 0.01 AAA",
      Code::unrounded_division);
  refuses("rule x: money AAA = 10.00 AAA rounded down to 1 BBB", Code::currency_mismatch, "1 BBB");
  refuses("rule x: months = 10 months rounded down to 1", Code::type_mismatch, "1");
  CHECK(lowered("ratio = 0.55 rounded up to 0.1") == "(round up 0.55 0.1)");
}

TEST_CASE("what is joined of an empty list is told by what is expected") {
  CHECK(lowered("history = joined([])") == "(joined (list))");
  CHECK(lowered("list of state = joined([])") == "(joined (list))");
  refuses("rule x: truth = empty(joined([]))", Code::wrong_arguments, "joined([])");
  refuses("rule x: whole = joined([])", Code::wrong_arguments, "joined([])");
}

TEST_CASE("money of different or unknown currencies does not mix") {
  refuses("rule x: money AAA = 1.00 AAA + 1 BBB", Code::currency_mismatch, "+");
  refuses("rule x: money = any_money + any_money", Code::currency_mismatch, "+");
  refuses("rule x: truth = any_money < 1.00 AAA", Code::currency_mismatch, "<");
  refuses("rule x: money = max(any_money, any_money)", Code::currency_mismatch);
  refuses("rule x: money = sum of any_money for p in career", Code::currency_mismatch);
  accepts("rule x: money = any_money * 2");
  refuses("rule x: money AAA = 1.00 AAA * 1.00 AAA", Code::wrong_operands, "*");
}

TEST_CASE("money of S follows the argument") {
  CHECK(lowered("money of S = earnings(S) * 0.5") == "(* (fact earnings $0) 0.5)");
  CHECK(lowered("money AAA = earnings(AA) + 1.00 AAA") == "(+ (fact earnings AA) 1.00 AAA)");
  CHECK(lowered("money of AA = 1.00 AAA") == "1.00 AAA");
  CHECK(lowered("money of S = earnings(S) + earnings(S)") == "(+ (fact earnings $0) (fact earnings $0))");
  accepts(
      "rule a(S: state, m: money of S): money of S = m\nrule b(T: state): money of T = a(T, earnings(T))");
  refuses("rule x(S: state): money of S = 1.00 AAA", Code::currency_mismatch, "1.00 AAA");
  refuses("rule x(S: state, T: state): money of S = earnings(T)", Code::currency_mismatch, "earnings(T)");
  refuses("rule x: money AAA = earnings(BB)", Code::currency_mismatch);
  refuses("rule x: money AAA = earnings(residence)", Code::currency_mismatch);
  refuses("rule x: money = earnings(residence) + earnings(residence)", Code::currency_mismatch);
  refuses("rule x(d: date): money of d = 1.00 AAA", Code::type_mismatch, "d");
}

TEST_CASE("in the arm of a state its money is money of the subject") {
  accepts("rule x(S: state): money of S = match S { AA: 1.00 AAA  BB: 2 BBB  otherwise: undefined \"why\" }");
  refuses("rule x(S: state): money of S = match S { AA: 1 BBB  otherwise: undefined \"why\" }",
          Code::currency_mismatch);
}

TEST_CASE("dates") {
  CHECK(lowered("date = d + 3 calendar months missing back") == "(add-span back $1 3 calendar months)");
  CHECK(lowered("date = d - 1 calendar years missing forward") ==
        "(add-span forward $1 -12 calendar months)");
  CHECK(lowered("date = d - 3 calendar days") == "(add-span refuse $1 -3 calendar days)");
  CHECK(lowered("calendar days = d - birth") == "(- $1 (fact birth))");
  CHECK(lowered("calendar months = age(birth at d missing back)") == "(age back (fact birth) $1)");
  refuses("rule x(d: date): date = d + 3 calendar months", Code::unstated_missing_day,
          "d + 3 calendar months");
  refuses("rule x(d: date): date = d + 3 months", Code::wrong_operands, "+");
  refuses("rule x(d: date): date = d + d", Code::wrong_operands);
  refuses("rule x(d: date): calendar months = age(birth at d)", Code::unstated_missing_day);
  refuses("rule x(d: date): days = d - birth", Code::unit_mismatch);
  refuses("rule x(d: date): date = d missing back", Code::wrong_operands);
}

TEST_CASE("calls fit their declarations") {
  std::string const two = "rule two(a: whole on b: date): whole = a\n";
  accepts(two + "rule x: whole = two(1 on birth)");
  refuses(two + "rule x: whole = two(1, birth)", Code::wrong_arguments, ",");
  refuses(two + "rule x: whole = two(1)", Code::wrong_arguments, "two(1)");
  refuses(two + "rule x: whole = two(birth on birth)", Code::type_mismatch, "birth");
  refuses(two + "rule x: whole = two", Code::wrong_arguments, "two");
  refuses("rule x: history = clip(career)", Code::wrong_arguments);
  refuses("rule x: days = days(birth)", Code::type_mismatch, "birth");
}

TEST_CASE("lists, ranges and what runs over them") {
  CHECK(lowered("list of state = [AA, BB]") == "(list AA BB)");
  CHECK(lowered("list of whole = [1 to 3]") == "(range 1 3)");
  CHECK(lowered("list of state = []") == "(list)");
  CHECK(lowered("whole = number of p in career") == "(number $2 (fact career) yes)");
  CHECK(lowered("whole = sum of n for n in [1 to 3] where n > 1") == "(sum $2 (range 1 3) (< 1 $2) $2)");
  CHECK(lowered("list of date = list of p.start for p in career") ==
        "(map $2 (fact career) yes (period start $2))");
  CHECK(lowered("ratio = carry r from 0.0 over n in [1 to 3] as r + n") ==
        "(carry $2 $3 0 (range 1 3) (+ $2 $3))");
  CHECK(lowered("whole = let a = 2, b = a in a * b") == "(let $2 2 (let $3 $2 (* $2 $3)))");
  CHECK(lowered("truth = empty(career)") == "(empty (fact career))");
  CHECK(lowered("truth = empty([AA])") == "(is (length (list AA)) 0)");
  CHECK(lowered("list of whole = largest(2 of [1, 2, 3])") == "(largest 2 (list 1 2 3))");
  refuses("rule x: list of state = [AA, 1]", Code::type_mismatch, "1");
  refuses("rule x: whole = sum of p.start for p in career", Code::wrong_operands);
  refuses("rule x: truth = exists p in birth where yes", Code::type_mismatch, "birth");
  refuses("rule x: whole = carry r from 0 over n in [1 to 3] as r / 2", Code::type_mismatch);
  refuses("rule x: truth = 1 in birth", Code::type_mismatch, "birth");
  refuses("rule x: truth = career is career", Code::wrong_operands, "is");
}

TEST_CASE("records") {
  CHECK(lowered("job = make job { where_ = AA, start = d, pay = 1.00 AAA }") == "(make job AA $1 1.00 AAA)");
  refuses("rule x: job = make job { where_ = AA, pay = 1.00 AAA }", Code::incomplete_record);
  refuses("rule x: job = make job { where_ = AA, start = birth, pay = 1.00 AAA, bonus = 1 }",
          Code::unknown_field, "bonus");
  refuses("rule x: job = make job { where_ = 1, start = birth, pay = 1.00 AAA }", Code::type_mismatch, "1");
}

TEST_CASE("conversions follow equations of their table") {
  CHECK(lowered("days = convert(2 months to days by thirty exact)") ==
        "(convert thirty months days exact 2 months)");
  CHECK(lowered("days = convert(2 years to days by thirty via months down)") ==
        "(convert thirty years months days down 2 years)");
  refuses("rule x: days = convert(2 years to days by thirty down)", Code::no_conversion, "thirty");
  refuses("rule x: weeks = convert(2 calendar months to weeks by thirty down)", Code::unit_mismatch);
}

TEST_CASE("money of an earlier era") {
  CHECK(lowered("money AAA = redenominated(5.00 AAM to AAA)") == "(redenominated AAA 5.00 AAM)");
  refuses("rule x: money BBB = redenominated(5.00 AAM to BBB)", Code::currency_mismatch);
}

TEST_CASE("match answers every value once") {
  CHECK(lowered("whole = match kin { compulsory: 1  voluntary, assimilated: 2 }") ==
        "(match [1 2 2] (fact kin) 1 2)");
  CHECK(lowered("whole = match kin { compulsory: 1  otherwise: 2 }") ==
        "(match [1 0 0] otherwise 2 (fact kin) 1 2)");
  refuses("rule x: whole = match kin { compulsory: 1 }", Code::inexhaustive_match);
  refuses("rule x: whole = match kin { compulsory: 1  compulsory: 2  otherwise: 3 }", Code::duplicate_arm,
          "compulsory");
  refuses("rule x: whole = match residence { AA: 1 }", Code::inexhaustive_match);
  refuses("rule x: whole = match wish { otherwise: 1 }", Code::type_mismatch, "wish");
  refuses("rule x: whole = match kin { red: 1  otherwise: 2 }", Code::type_mismatch, "red");
}

TEST_CASE("what is undefined stays so inside other forms") {
  CHECK(lowered("whole = length(undefined \"silent\")") == "(length (undefined \"silent\"))");
  CHECK(lowered("truth = empty(undefined \"silent\")") == "(undefined \"silent\")");
  CHECK(lowered("date = max(undefined \"silent\")") == "(undefined \"silent\")");
  CHECK(lowered("months = 12 months + undefined \"silent\"") == "(+ 12 months (undefined \"silent\"))");
  CHECK(lowered("date = let a = undefined \"silent\" in a.start") == "(let $2 (undefined \"silent\") $2)");
}

TEST_CASE("words that stand only elsewhere") {
  refuses("rule x: history = periods { }", Code::not_allowed_here);
  refuses("rule x: money = pension_that_is_not_there", Code::unknown_name);
  refuses("parameter p: whole = career", Code::not_allowed_here, "career");
}

TEST_CASE("defaults") {
  refuses("election e: truth \"?\"", Code::wrong_default, "e");
  refuses("fact f: truth \"?\" default no", Code::wrong_default, "no");
  accepts("discretion e(S: state): truth \"?\" default S is AA");
  refuses("election e: truth \"?\" default 1", Code::type_mismatch, "1");
}

TEST_CASE("a long chain of operators is refused, not followed into the ground") {
  std::string chain = "1";
  for (int i = 0; i < 3000; ++i) chain += " + 1";
  auto const checked = check_article("rule x: whole = " + chain);
  CHECK(checked.has(Code::nesting_too_deep));
}

TEST_CASE("what every period has is no attribute of a package") {
  for (std::string const own : {"start", "end", "id", "original_state", "certified"}) {
    Checked const checked =
        check_texts({words, "package more\nimport base\nperiod has " + own + ": truth \"?\"\n"});
    CHECK(checked.has(Code::duplicate_name));
  }
}

TEST_CASE("ranges with a step") {
  CHECK(lowered("list of whole = [1 to 9 by 2]") == "(range 1 9 2)");
  CHECK(lowered("list of date = [2020-01-31 to 2021-01-31 by 3 calendar months missing forward]") ==
        "(range forward 2020-01-31 2021-01-31 3 calendar months)");
  CHECK(lowered("list of date = [2020-01-01 to 2020-02-01 by 7 calendar days]") ==
        "(range 2020-01-01 2020-02-01 7 calendar days)");
  refuses("rule x: list of date = [2020-01-01 to 2020-02-01]", Code::wrong_operands);
  refuses("rule x: list of date = [2020-01-01 to 2020-02-01 by 1 calendar months]",
          Code::unstated_missing_day);
  refuses("rule x: list of date = [2020-01-01 to 2020-02-01 by 7 calendar days missing back]",
          Code::wrong_operands);
  refuses("rule x: list of date = [2020-01-01 to 2020-02-01 by 7]", Code::type_mismatch, "7");
  refuses("rule x: list of whole = [1 to 9 by 1 month]", Code::type_mismatch, "1 month");
  refuses("rule x: list of whole = [1 to 2020-01-01]", Code::type_mismatch, "2020-01-01");
}

TEST_CASE("periods and records with other values") {
  char const* const visit = "record stay { host: state, nights: whole }\n";
  refuses(std::string(visit) + "rule x(v: stay): stay = v with { night = 3 }", Code::unknown_field, "night");
  refuses(std::string(visit) + "rule x(v: stay): stay = v with { nights = yes }", Code::type_mismatch, "yes");
  refuses(std::string(visit) + "rule x(v: stay): stay = v with { nights = 1, nights = 2 }",
          Code::incomplete_record);
  refuses("rule x: whole = 3 with { nights = 1 }", Code::wrong_operands);
  refuses("rule x(p: period): period = p with { state = p.state }", Code::unknown_field, "state");
  refuses("rule x(p: period): period = p with { start = 12 }", Code::type_mismatch, "12");
  refuses("rule x(p: period): period = p with { certified = 30 calendar days }", Code::unit_mismatch,
          "30 calendar days");
  refuses("rule x(p: period): period = p with { start = p.end, start = p.end }", Code::incomplete_record);
  refuses("rule x(p: period): period = period of 3 from p.start to p.end", Code::type_mismatch, "3");
}
