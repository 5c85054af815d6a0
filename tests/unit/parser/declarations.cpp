// One tree for each declaration of docs/language.md.
#include <doctest/doctest.h>

#include "tests/unit/parser/support.hpp"

namespace convenio::testing {

TEST_CASE("package and imports") {
  Parsed const result = parsed("package mercosur\nimport prelude, argentina\nimport brazil");
  CHECK_FALSE(result.diagnostics.has_errors());
  CHECK(syntax::dump(result.file) ==
        "package mercosur\n  import prelude\n  import argentina\n  import brazil\n");
}

TEST_CASE("states, currencies, enumerations, records, conversions") {
  CHECK(tree(R"(state BR "Brazil" currency BRL)") == "state BR \"Brazil\" BRL\n");
  CHECK(tree(R"(currency BRL "real" minor 0.01 from 1994-07-01 follows CRR at 2_750)") ==
        "currency BRL \"real\" minor 0.01 from 1994-07-01 follows CRR at 2750\n");
  CHECK(tree(R"(currency EUR "euro")") == "currency EUR \"euro\"\n");
  CHECK(tree("enumeration kind { compulsory \"c\", voluntary, }") ==
        "enumeration kind\n  value compulsory \"c\"\n  value voluntary\n");
  CHECK(tree("enumeration kind {\n  a \"x\"\n  b\n  c\n}") ==
        "enumeration kind\n  value a \"x\"\n  value b\n  value c\n");
  CHECK(tree("record posting { worker_state: state, start: date, at: list of money }") ==
        "record posting\n  field worker_state state\n  field start date\n  field at list of money\n");
  CHECK(
      tree("conversion c \"a month is 30 days\" { 1 month = 30 days   1 year = 12 months }") ==
      "conversion c \"a month is 30 days\"\n  equation 1 months = 30 days\n  equation 1 years = 12 months\n");
}

TEST_CASE("types") {
  for (char const* type : {"truth",
                           "whole",
                           "ratio",
                           "money",
                           "money BRL",
                           "money of S",
                           "date",
                           "days",
                           "weeks",
                           "months",
                           "quarters",
                           "years",
                           "calendar months",
                           "calendar days",
                           "text",
                           "state",
                           "period",
                           "history",
                           "list of list of state",
                           "posting",
                           "prelude.kind"}) {
    CAPTURE(type);
    CHECK(tree(std::string("record r { f: ") + type + " }") ==
          std::string("record r\n  field f ") + type + "\n");
  }
}

TEST_CASE("facts") {
  CHECK(tree("fact birth: date \"When?\"") == "fact birth : date \"When?\"\n");
  CHECK(tree("judgement invalid(S: state, d: date): truth \"?\"") ==
        "judgement invalid : truth \"?\"\n  parameter S : state\n  parameter , d : date\n");
  CHECK(tree("election wanted(S: state): truth \"?\" default no") ==
        "election wanted : truth \"?\"\n  parameter S : state\n  default\n    no\n");
  CHECK(tree("discretion refuses: truth \"?\" default yes confidence low") ==
        "discretion refuses : truth \"?\"\n  default\n    yes\n  confidence low\n");
  CHECK(tree("period has kind: kind \"?\" default compulsory") ==
        "period has kind : kind \"?\"\n  default\n    reference compulsory\n");
  CHECK(tree("period has counted: truth \"?\" default no unless certified otherwise") ==
        "period has counted : truth \"?\" unless certified otherwise\n  default\n    no\n");
  for (char const* half : {"period has counted: truth \"?\" unless certified otherwise",
                           "period has counted: truth \"?\" default no unless certified",
                           "period has counted: truth \"?\" default no unless otherwise"}) {
    CAPTURE(half);
    CHECK(parsed(std::string("package p\n") + half).diagnostics.has_errors());
  }
}

TEST_CASE("rules") {
  CHECK(tree("rule own_days \"Own days\" (S: state): days source \"art. 1\" = days(h)") ==
        "rule own_days \"Own days\" : days\n  parameter S : state\n  body\n    call days\n      argument\n"
        "        reference h\n  source \"art. 1\"\n");
  CHECK(tree("rule age(s: sex): calendar months confidence high {\n until 2019-11-12 = 1\n"
             " from 2019-11-13 to 2020-01-01 = 2\n from 2020-01-02 = 3\n}") ==
        "rule age : calendar months\n  parameter s : sex\n"
        "  version until 2019-11-12\n    number 1\n"
        "  version from 2019-11-13 until 2020-01-01\n    number 2\n"
        "  version from 2020-01-02\n    number 3\n  confidence high\n");
  CHECK(tree("open rule amount(S: state for B: branch on h: history): money of S") ==
        "open rule amount : money of S\n  parameter S : state\n  parameter for B : branch\n  parameter on h "
        ": history\n");
  CHECK(tree("rule amount(BR for old_age on h) = 1") ==
        "rule amount\n  parameter BR\n  parameter for old_age\n  parameter on h\n  body\n    number 1\n");
  CHECK(tree("rule f() = 1") == "rule f\n  body\n    number 1\n");
}

TEST_CASE("exceptions") {
  CHECK(tree("exception e to p.law_of overrides a, b.c when x then y") ==
        "exception e to p.law_of\n  overrides a b.c\n  when\n    reference x\n  then\n    reference y\n");
}

TEST_CASE("parameters and tables") {
  CHECK(
      tree("parameter m: months = 12 months confidence unverified source \"s\"") ==
      "parameter m : months\n  constant\n    quantity 12 months\n  confidence unverified\n  source \"s\"\n");
  CHECK(tree("parameter p \"P\" : money ARS { from 2025-12-01 to 2025-12-31: 1 ARS note \"n\"  until "
             "2020-01-01: not encoded \"gap\" known to 2026-06-30 }") ==
        "parameter p \"P\" : money ARS\n"
        "  row\n    key to\n      date 2025-12-01\n      date 2025-12-31\n    value\n      money 1 ARS\n    "
        "note \"n\"\n"
        "  row\n    key until\n      date 2020-01-01\n    value\n      not-encoded \"gap\"\n    known to "
        "2026-06-30\n");
  CHECK(tree("table t \"T\" (a: whole, k: kind): whole note \"n\" {\n"
             "  1 to 2, x: 1\n  1 below 2, any: 2\n  from 3, y: 3\n  below 4, z: unknown\n}") ==
        "table t \"T\" : whole\n  parameter a : whole\n  parameter , k : kind\n"
        "  row\n    key to\n      number 1\n      number 2\n    key\n      reference x\n    value\n      "
        "number 1\n"
        "  row\n    key to below\n      number 1\n      number 2\n    key any\n    value\n      number 2\n"
        "  row\n    key from\n      number 3\n    key\n      reference y\n    value\n      number 3\n"
        "  row\n    key below\n      number 4\n    key\n      reference z\n    value\n      unknown\n"
        "  note \"n\"\n");
}

TEST_CASE("what is said of figures: horizons, who checked them, when they became law") {
  CHECK(tree("parameter p: money ARS until amended checked \"a\" = 1 ARS checked \"b\"") ==
        "parameter p : money ARS\n  until amended\n  checked \"a\\nb\"\n  constant\n    money 1 ARS\n");
  CHECK(tree("parameter p: money ARS = 1 ARS known to 2026-06-30 note \"n\"") ==
        "parameter p : money ARS\n  known to 2026-06-30\n  constant\n    money 1 ARS\n  note \"n\"\n");
  CHECK(tree("table t(d: date): whole known to 2026-06-30 {\n  any enacted 2025-01-05: 1 checked \"c\"\n}") ==
        "table t : whole\n  parameter d : date\n  known to 2026-06-30\n  row\n    key any\n    enacted "
        "2025-01-05\n"
        "    value\n      number 1\n    checked \"c\"\n");
  CHECK(tree("rule r: truth {\n  from 2024-01-01 enacted 2025-01-05 = no\n}") ==
        "rule r : truth\n  version from 2024-01-01 enacted 2025-01-05\n    no\n");
  CHECK(tree("decided on d") == "decided on\n  reference d\n");
  for (char const* twice :
       {"parameter p: whole known to 2026-06-30 known to 2026-07-31 { any: 1 }",
        "parameter p: whole { from 2020-01-01: 1 known to 2026-06-30 known to 2026-07-31 }"}) {
    CAPTURE(twice);
    CHECK(parsed(std::string("package p\n") + twice).diagnostics.has_errors());
  }
}

TEST_CASE("the words of horizons stay free as names") {
  for (char const* name : {"known", "checked", "amended", "enacted", "decided_on", "highest", "encoded",
                           "unless", "certified"}) {
    CAPTURE(name);
    auto const file =
        parsed(std::string("package p\nrule ") + name + ": whole = 1\nrule r: truth = not " + name);
    CHECK_FALSE(file.diagnostics.has_errors());
  }
}

TEST_CASE("an amount is a row key; a code on the next line begins a row of its own") {
  CHECK_FALSE(parsed("package p\ntable t(a: money AAA): ratio { below 10.00 AAA: 1 %  from 10.00 AAA: 2 % }")
                  .diagnostics.has_errors());
  CHECK_FALSE(parsed("package p\ntable t(a: kind): whole {\n  AAA: 1\n  BBB: 2\n}").diagnostics.has_errors());
}

TEST_CASE("precedences and their clauses") {
  CHECK(
      tree("precedence v(S: state) between periods in order a, b otherwise undefined \"silent\"") ==
      "precedence v between periods\n  parameter S : state\n  order a b\n  otherwise undefined \"silent\"\n");
  CHECK(tree("precedence v between periods otherwise both") ==
        "precedence v between periods\n  otherwise both\n");
  CHECK(tree("precedence v between routes of p in order a otherwise conflict") ==
        "precedence v between routes of p\n  order a\n  otherwise conflict\n");
  CHECK(tree("stands a in v when this.kind is x") ==
        "stands a in v\n  when\n    is\n      reference this.kind\n      reference x\n");
  CHECK(tree("precedence v between routes of p otherwise highest amount") ==
        "precedence v between routes of p\n  otherwise highest amount\n");
  CHECK(tree("stands a in v: x over q.y over z when b") ==
        "stands a in v\n  over x q.y z\n  when\n    reference b\n");
  CHECK(tree("stands a in v: x over y") == "stands a in v\n  over x y\n");
  CHECK(tree("stands a in v: highest amount of x, q.y when b") ==
        "stands a in v\n  highest of x q.y\n  when\n    reference b\n");
  CHECK(tree("stands a in v: highest over amount") == "stands a in v\n  over highest amount\n");
  CHECK(parsed("package p\nstands a in v: x").diagnostics.has_errors());
  CHECK(parsed("package p\nstands a in v: highest amount of x").diagnostics.has_errors());
}

TEST_CASE("awards, routes, questions") {
  CHECK(tree("award pension for each S in states, B in branches : money of S chosen by choice \"Pension\"") ==
        "award pension \"Pension\" : money of S\n  for each S\n    reference states\n  for each B\n    "
        "reference branches\n"
        "  chosen by choice\n");
  CHECK(tree("award pension : whole states since \"Day\" is a states way always is b") ==
        "award pension : whole\n  states since \"Day\"\n    reference a\n  states always way\n    reference b\n");
  CHECK(parsed("package p\naward pension: whole states since").diagnostics.has_errors());
  CHECK(parsed("package p\naward pension: whole states since always a").diagnostics.has_errors());
  CHECK(tree("route r of pension \"R\" when a entitled b grants c") ==
        "route r of pension \"R\"\n  when\n    reference a\n  entitled\n    reference b\n  grants\n    "
        "reference c\n");
  CHECK(tree("route r of pension grants c") ==
        "route r of pension\n  when\n    yes\n  entitled\n    yes\n  grants\n    reference c\n");
  CHECK(tree("question law for each P in postings when a : state = law_of(P) \"Which?\"") ==
        "question law \"Which?\" : state\n  for each P\n    reference postings\n  when\n    reference a\n  "
        "body\n"
        "    call law_of\n      argument\n        reference P\n");
  CHECK(tree("question law \"Which?\": state = BR") ==
        "question law \"Which?\" : state\n  when\n    yes\n  body\n    reference BR\n");
}

TEST_CASE("containers and their labels") {
  for (char const* label : {"7", "6.1.c", "DT7", "52(1)(b)", "12-bis"}) {
    CAPTURE(label);
    CHECK(tree(std::string("article ") + label + " {}") == std::string("article ") + label + "\n");
  }
  CHECK(tree("agreement m \"M\" {}") == "agreement m \"M\"\n");
  CHECK(tree("regulation r \"R\" of m {}") == "regulation r \"R\" of m\n");
  CHECK(tree("scheme s \"S\" of BR {}") == "scheme s \"S\" of BR\n");
  CHECK(tree("article 7 \"T\" from 2005-06-01 until 2006-01-01 { paragraph 2 { rule x = 1 } }") ==
        "article 7 \"T\" from 2005-06-01 until 2006-01-01\n  paragraph 2\n    rule x\n      body\n        "
        "number 1\n");
  CHECK(tree("interpretation i \"What\" by \"who\" { stands a in b when c }") ==
        "interpretation i \"What\" by \"who\"\n  stands a in b\n    when\n      reference c\n");
}

TEST_CASE("fields of containers") {
  CHECK(tree("agreement m \"M\" confidence low {\n"
             "identifier \"id\" source \"a\" languages spanish, portuguese review \"nobody\"\n"
             "note \"one\" note \"two\"\n"
             "contradiction c \"two sides\" resolved \"so\"\n"
             "parties AR, BR from 2005-06-01 until 2010-01-01\n"
             "pair ES, BR from 2005-06-01\n"
             "replaces \"old\" between AR, BR keeping acquired rights\n"
             "governed by claim_date\n}") ==
        "agreement m \"M\"\n"
        "  identifier \"id\"\n"
        "  languages spanish portuguese\n"
        "  review \"nobody\"\n"
        "  contradiction c \"two sides\"\n    resolved \"so\"\n"
        "  parties AR BR from 2005-06-01 until 2010-01-01\n"
        "  pair ES BR from 2005-06-01\n"
        "  replaces \"old\" AR BR keeping acquired rights\n"
        "  governed by\n    reference claim_date\n"
        "  confidence low\n"
        "  source \"a\"\n"
        "  note \"one\\ntwo\"\n");
}

TEST_CASE("samples and tests") {
  CHECK(tree("sample aurora like base { birth = 1955-03-02  wanted(AR) = yes }") ==
        "sample aurora like base\n  fact birth\n    value\n      date 1955-03-02\n"
        "  fact wanted\n    argument\n      reference AR\n    value\n      yes\n");
  CHECK(tree("test \"t\" like aurora {\n  birth = unknown\n  sex = contradictory [male, female]\n"
             "  expect a is 1\n"
             "  expect pension(BR, old_age) granted by national amount 1_621.00 BRL\n"
             "  expect pension(PY) undetermined for sex, earnings(PY)\n"
             "  expect total(PY) undefined\n}") ==
        "test \"t\" like aurora\n"
        "  fact birth\n    value\n      unknown\n"
        "  fact sex\n    value\n      contradictory\n        reference male\n        reference female\n"
        "  expect\n    is\n      reference a\n      number 1\n"
        "  expect\n    call pension\n      argument\n        reference BR\n      argument ,\n        "
        "reference old_age\n"
        "    status granted by national\n      amount\n        money 1621.00 BRL\n"
        "  expect\n    call pension\n      argument\n        reference PY\n"
        "    status undetermined\n      for\n        reference sex\n      for\n        call earnings\n"
        "          argument\n            reference PY\n"
        "  expect\n    call total\n      argument\n        reference PY\n    status undefined\n");
  CHECK(tree("test \"t\" { expect ledger of totalised(BR) { UY 2011-01-01 to 2011-12-31 displaced by BR "
             "under c } }") ==
        "test \"t\"\n  expect ledger of\n    call totalised\n      argument\n        reference BR\n"
        "    row UY 2011-01-01 to 2011-12-31 BR c\n");
  CHECK(tree("test \"t\" { expect ledger.rows is 1 }") ==
        "test \"t\"\n  expect\n    is\n      reference ledger.rows\n      number 1\n");
}

TEST_CASE("words that are only types or fields stay free as names") {
  for (char const* word : {"history", "text", "source", "note", "review", "identifier", "languages", "money",
                           "date", "parties", "entitled", "grants", "order", "amount", "kind", "down"}) {
    CAPTURE(word);
    CHECK_FALSE(parsed(std::string("package t\nfact ") + word + ": truth \"?\"").diagnostics.has_errors());
    CHECK_FALSE(parsed(std::string("package t\ntest \"t\" { ") + word + " = yes }").diagnostics.has_errors());
  }
}

TEST_CASE("spans lead back to the text") {
  Parsed const result =
      parsed("package t\n-- before\nrule  x : days = f( a ) + 1  -- after\nfact y: date \"?\"");
  REQUIRE(result.file.declarations.size() == 2);
  CHECK(result.sources.slice(result.file.declarations[0].span) == "rule  x : days = f( a ) + 1");
  auto const& rule = std::get<syntax::RuleDecl>(result.file.declarations[0].node);
  CHECK(result.sources.slice(rule.name.span) == "x");
  CHECK(result.sources.slice(rule.result->span) == "days");
  CHECK(result.sources.slice(rule.body->span) == "f( a ) + 1");
  auto const& sum = std::get<syntax::Binary>(rule.body->node);
  CHECK(result.sources.slice(sum.left->span) == "f( a )");
  CHECK(result.sources.slice(sum.op_span) == "+");
}

}  // namespace convenio::testing
