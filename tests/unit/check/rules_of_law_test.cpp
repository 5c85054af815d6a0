// Texts and citations, exceptions, open rules, precedences, awards, questions, cycles, reach, instruments.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

TEST_CASE("where a rule sits is its citation") {
  auto const checked = check_texts({words, R"(package law
import base
agreement pact "The Pact" {
  confidence high
  source "https://example.org"
  parties AA, BB from 2000-01-01
  contradiction whole_text "a against b"
  article 6 "Counting" {
    note "as amended"
    contradiction in_article "c against d" resolved "c"
    paragraph 1.c {
      interpretation reading "it is read so" by "the office" {
        confidence low
        rule inner: whole = 1
      }
      rule outer: whole = inner confidence medium
    }
  }
}
rule loose: whole = outer
interpretation free "outside every text" by "us" { rule freely: whole = loose }
)"});
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const& p = checked.program;
  auto const& inner = p.citations[find_rule(p, "inner")->citation];
  CHECK(core::to_string(p, find_rule(p, "inner")->citation) == "The Pact, article 6, paragraph 1.c");
  CHECK(inner.path == "article 6, paragraph 1.c");
  CHECK(inner.title == "Counting");
  CHECK(inner.confidence == "low");
  CHECK(inner.source == "https://example.org");
  CHECK(inner.note == "as amended");
  REQUIRE(inner.interpretations.size() == 1);
  CHECK(p.interpretations[inner.interpretations[0]].by == "the office");
  REQUIRE(inner.contradictions.size() == 1);
  CHECK(inner.contradictions[0].resolution == "c");
  auto const& outer = p.citations[find_rule(p, "outer")->citation];
  CHECK(outer.interpretations.empty());
  CHECK(outer.confidence == "medium");
  REQUIRE(p.texts.size() == 1);
  REQUIRE(p.texts[0].contradictions.size() == 1);
  CHECK(p.texts[0].contradictions[0].name == "whole_text");
  CHECK(core::to_string(p, find_rule(p, "loose")->citation).empty());
  CHECK(p.citations[find_rule(p, "freely")->citation].interpretations.size() == 1);
  CHECK(checked.count(Code::no_citation) == 1);
  CHECK(checked.at(Code::no_citation) == "loose");
}

TEST_CASE("a declaration states its own confidence and source") {
  auto const checked = check_article(
      "parameter p \"P\": whole confidence unverified source \"a gazette\" { from 2000-01-01: 1 confidence "
      "low }");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(checked.program.tables[0].confidence == "unverified");
  CHECK(checked.program.tables[0].source == "a gazette");
  CHECK(checked.program.tables[0].rows[0].confidence == "low");
  refuses("parameter p: whole confidence fair { from 2000-01-01: 1 }", Code::unknown_confidence, "fair");
}

TEST_CASE("declarations out of their place") {
  auto const article = check_texts({words, "package law\nimport base\narticle 1 { rule x: whole = 1 }\n"});
  CHECK(article.count(Code::misplaced) == 1);
  auto const governed = check_texts({words, in_article("governed by birth")});
  CHECK(governed.count(Code::misplaced) == 1);
  auto const parties = check_texts(
      {words, "package law\nimport base\nscheme s \"S\" of AA { parties AA, BB from 2000-01-01 }\n"});
  CHECK(parties.count(Code::misplaced) == 1);
}

TEST_CASE("parties, pairs and instruments") {
  auto const text = [](std::string const& inside) {
    return check_texts({words, "package law\nimport base\nagreement pact \"Pact\" {" + inside + "}\n"});
  };
  auto const good = text(
      "parties AA, BB from 2000-01-01 until 2010-12-31  parties AA from 2012-01-01  pair AA, BB from "
      "2001-01-01");
  INFO(good.report());
  CHECK(good.diagnostics.error_count() == 0);
  REQUIRE(good.program.texts.size() == 1);
  CHECK(good.program.texts[0].parties.size() == 3);
  CHECK(good.program.texts[0].pairs.size() == 1);
  CHECK(text("parties AA from 2000-01-01  parties AA from 2005-01-01").count(Code::party_spans) == 1);
  CHECK(text("parties AA, BB from 2000-01-01  pair AA, CC from 2001-01-01").count(Code::party_spans) == 1);
  CHECK(text("parties AA from 2000-01-01 until 1999-01-01").count(Code::empty_span) == 1);
  CHECK(lowered("truth = party(S of pact at d)") == "(party pact $0 $1)");
  CHECK(lowered("truth = bound(S, AA by pact at d)") == "(bound pact $0 AA $1)");
  CHECK(lowered("list of state = parties(pact at d)") == "(parties pact $1)");
  CHECK(lowered("truth = linked(S, AA at d)") == "(linked $0 AA $1)");
  refuses("rule x: truth = party(AA of pakt at birth)", Code::unknown_name, "pakt");
}

TEST_CASE("exceptions see the parameters of the rule") {
  std::string const rule = "rule r(s: state): whole = 1\n";
  accepts(rule + "exception e to r when s is AA then 2");
  refuses(rule + "exception e to r when s is AA then yes", Code::type_mismatch, "yes");
  refuses(rule + "exception e to r when 1 then 2", Code::type_mismatch, "1");
  refuses(rule + "exception e to rr when wish then 2", Code::unknown_name, "rr");
  refuses(rule + "exception e to r when wish then 2\nexception e to r when s is AA then 3",
          Code::duplicate_name);
  refuses(rule + "exception e to r overrides e when wish then 2", Code::cycle, "e");
  refuses(rule + "exception e to r overrides f when wish then 2", Code::unknown_name, "f");
}

TEST_CASE("exceptions that hold together need an order") {
  std::string const rule = "rule r(s: state): whole = 1\nexception a to r when s is AA then 2\n";
  refuses(rule + "exception b to r when s is AA then 3", Code::conflicting_exceptions, "b");
  refuses(rule + "exception b to r when wish and s is AA then 3", Code::conflicting_exceptions, "b");
  accepts(rule + "exception b to r overrides a when wish and s is AA then 3");
  accepts(rule + "exception b to r when s is BB then 3");
}

TEST_CASE("a rule has at most 500 exceptions, an open rule at most 2 000 parts") {
  auto const exceptions = [](int count) {
    std::string text = "rule r(n: whole): whole = 1\n";
    for (int i = 0; i < count; ++i) {
      text += "exception e" + std::to_string(i) + " to r when n is " + std::to_string(i) + " then 2\n";
    }
    return text;
  };
  accepts(exceptions(500));
  refuses(exceptions(501), Code::too_many, "e500");
  auto const parts = [](int count) {
    std::string words_of = "enumeration many { w0";
    std::string text;
    for (int i = 0; i < count; ++i) {
      if (i > 0) words_of += ", w" + std::to_string(i);
      text += "rule o(w" + std::to_string(i) + ") = 2\n";
    }
    return words_of + " }\nopen rule o(m: many): whole\n" + text;
  };
  accepts(parts(2000));
  refuses(parts(2001), Code::too_many);
}

TEST_CASE("parts of open rules") {
  std::string const open = "open rule amount(S: state for k: kind on h: history): money of S\n";
  auto const checked = check_article(open +
                                     "rule amount(AA for compulsory on h) = earnings(AA)\n"
                                     "rule amount(BB for k on h) = if k is voluntary then 1 BBB else 2 BBB\n"
                                     "rule x(S: state): money of S = amount(S for compulsory on career)");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const* rule = find_rule(checked.program, "amount");
  REQUIRE(rule->parts.size() == 2);
  CHECK(rule->parts[0].patterns[0]);
  CHECK(rule->parts[0].patterns[1]);
  CHECK_FALSE(rule->parts[0].patterns[2]);
  CHECK_FALSE(rule->parts[1].patterns[1]);
  CHECK(core::dump(checked.program, rule->parts[1].body) == "(if (is $1 voluntary) 1 BBB 2 BBB)");
  refuses(open + "rule amount(AA for compulsory on h) = 1 BBB", Code::currency_mismatch, "1 BBB");
  refuses(open + "rule amount(AA, compulsory on h) = 1.00 AAA", Code::wrong_part);
  refuses(open + "rule amount(AA for compulsory) = 1.00 AAA", Code::wrong_part);
  refuses(open + "rule amount(AA for compulsory on h) = 1.00 AAA\nrule amount(AA for k on h) = 2.00 AAA",
          Code::overlapping_parts);
  refuses("rule closed: whole = 1\nrule closed = 2", Code::wrong_part);
  refuses("rule nobody(AA) = 2", Code::wrong_part, "nobody");
}

TEST_CASE("a part with versions takes the date of its own text") {
  auto const checked = check_article("open rule o(S: state): whole\nrule o(AA) { from 2000-01-01 = 1 }");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const& part = find_rule(checked.program, "o")->parts.at(0);
  CHECK(core::dump(checked.program, part.governing) == "(call governing date of pact)");
  CHECK(part.versions.size() == 1);
  CHECK(part.body == core::none);
}

TEST_CASE("precedences between periods") {
  std::string const order = "precedence view(S: state) between periods in order strong, own otherwise both\n";
  std::string const strong =
      "stands strong in view when this.kind is compulsory and other.kind is voluntary\n";
  std::string const own = "stands own in view when this.state is S and other.state is not S\n";
  auto const checked =
      check_article(order + own + strong + "rule x(S: state): history = resolve(career by view(S))");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const& precedence = checked.program.precedences.at(0);
  REQUIRE(precedence.clauses.size() == 2);
  CHECK(precedence.clauses[0].name == "strong");
  CHECK(precedence.ordered);
  CHECK(core::dump(checked.program, precedence.clauses[1].condition) ==
        "(and (is (period state $1) $0) (is-not (period state $2) $0))");
  CHECK(body_of(checked, "x") == "(resolve view (fact career) $0)");
  refuses(order + strong, Code::wrong_order, "own");
  refuses(order + strong + own + "stands third in view when wish", Code::wrong_order, "third");
  refuses("stands strong in vieww when wish", Code::unknown_name, "vieww");
  refuses(order + strong + own + "rule x: history = resolve(career by view)", Code::wrong_arguments);
  accepts(
      "precedence view between periods otherwise conflict\nstands a in view when this.kind is compulsory");
}

TEST_CASE("awards, routes and precedences between routes") {
  std::string const award =
      "award pension \"Pension\" for each S in [AA, BB], p in career : money of S chosen by choice\n";
  std::string const choice =
      "precedence choice(S: state, p: period) between routes of pension otherwise conflict\n";
  std::string const alone =
      "route alone of pension when party(S of pact at birth) and wish entitled p.state is S grants "
      "earnings(S)\n";
  std::string const other =
      "route jointly of pension when party(S of pact at birth) grants earnings(S) * 2\n";
  std::string const stands =
      "stands better in choice when this.amount > other.amount and this.route is jointly and p.state is S\n";
  auto const checked = check_article(award + choice + alone + other + stands);
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  auto const& a = checked.program.awards.at(0);
  CHECK(a.generators.size() == 2);
  REQUIRE(a.routes.size() == 2);
  CHECK(core::dump(checked.program, a.routes[1].when) == "(party pact $0 (fact birth))");
  CHECK(core::dump(checked.program, a.routes[0].grants) == "(fact earnings $0)");
  CHECK(core::dump(checked.program, checked.program.precedences.at(0).clauses.at(0).condition) ==
        "(and (< (route amount $3) (route amount $2)) (is (route route $2) jointly) (is (period state $1) "
        "$0))");
  refuses(award + choice + alone + other + "stands x in choice when this.route is jontly", Code::unknown_name,
          "jontly");
  refuses(award + choice + alone + other + "stands x in choice when this.kind is compulsory",
          Code::unknown_field);
  refuses(award + "precedence choice(S: state) between routes of pension otherwise conflict\n" + alone,
          Code::wrong_precedence);
  refuses(award + choice, Code::no_route, "pension");
  refuses(award + choice + alone + "route alone of pension when party(S of pact at birth) grants earnings(S)",
          Code::duplicate_name);
  refuses(award + choice + alone + "rule x: money = pension(AA, yes)", Code::type_mismatch, "yes");
  refuses(award + choice + "route r of pension when party(S of pact at birth) grants 1.00 AAA",
          Code::currency_mismatch, "1.00 AAA");
}

TEST_CASE("questions") {
  auto const checked = check_article(
      "question q \"?\" for each j in jobs when wish and party(j.where_ of pact at j.start): state = "
      "j.where_");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  REQUIRE(checked.program.questions.size() == 1);
  CHECK(core::dump(checked.program, checked.program.questions[0].body) == "(field 0 $0)");
  refuses("question q \"?\" for each j in birth when party(residence of pact at birth): state = AA",
          Code::type_mismatch, "birth");
  refuses("question q \"?\" for each j in jobs when party(j.where_ of pact at j.start): state = j.start",
          Code::type_mismatch);
}

TEST_CASE("nothing depends on itself") {
  refuses("rule a: whole = b + 1\nrule b: whole = c\nrule c: whole = a", Code::cycle, "a");
  refuses("rule a(n: whole): whole = if n is 0 then 0 else a(n - 1)", Code::cycle, "a");
  refuses("parameter a: whole = b\nparameter b: whole = a", Code::cycle);
  refuses(
      "precedence view between periods otherwise conflict\nstands s in view when days(again) > 1 days\n"
      "rule again: history = resolve(career by view)",
      Code::cycle);
  refuses("discretion may: truth \"?\" default asks\nrule asks: truth = may", Code::cycle);
  auto const checked = check_article("rule a: whole = b + 1\nrule b: whole = a");
  REQUIRE(checked.diagnostics.error_count() == 1);
  CHECK(checked.report(false).find("a -> b -> a") != std::string::npos);
  // The date that governs a text cannot itself depend on the date.
  auto const date =
      check_texts({words,
                   "package law\nimport base\nscheme s \"S\" of AA { governed by v\n article 1 {\n"
                   "rule v: date { from 2000-01-01 = birth } } }\n"});
  CHECK(date.count(Code::cycle) == 1);
}

TEST_CASE("what nobody uses is warned of") {
  auto const checked = check_article(
      "fact asked: truth \"?\"\nfact used: truth \"?\"\nrule x: truth = used\ntest \"t\" { expect x }\n"
      "rule lonely: truth = wish");
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(checked.count(Code::unused_fact) == 1);
  CHECK(checked.at(Code::unused_fact) == "asked");
  CHECK(checked.count(Code::unused_rule) == 1);
  CHECK(checked.at(Code::unused_rule) == "lonely");
}
