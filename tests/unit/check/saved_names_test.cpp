// What a saved program says in words and dates is what a rule file could say. Each place is changed alone:
// what a rule file might have there is read, what it could not have is refused.
#include <doctest/doctest.h>

#include "engine/core/codes.hpp"
#include "engine/core/save.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "load.hpp"

using namespace convenio;
using core::Program;

namespace {

bool is_read(Program const& program, text::Sources const& sources = {}) {
  auto const read = core::load_saved(core::save(program, sources, ""), syntax::lexicon::is_taken);
  if (auto const* trouble = std::get_if<core::SaveTrouble>(&read)) {
    CHECK(trouble->code == core::Code::unsound);
    return false;
  }
  return true;
}

constexpr auto rules = R"(package p
currency ABC "crown" minor 0.01 from 2000-01-01 until 2010-12-31
state Aland "Aland" currency ABC
state Beland "Beland" currency ABC
enumeration kind { compulsory "Compulsory", voluntary }
record job { title: text, since: date }
conversion thirty "Thirty" { 1 month = 30 days }
period has kind: kind "Which kind?"
fact career: history "Which?"
fact wage(S: state, n: whole): money of S "How much?"
parameter least "Least": whole { from 2000-01-01: 1 confidence high source "a law" note "a note" }
table rates "Rates" (n: whole): whole { 1: 2, any: unknown "not found" }
agreement accord "Accord" {
  identifier "A-1"
  source "a gazette"
  review "nobody yet"
  languages es, pt
  confidence high
  note "a note"
  parties Aland, Beland { from 2000-01-01 }
  governed by 2005-06-01
  replaces "the old accord" between Aland, Beland
  contradiction sides "one, and another" resolved "the one"
  article 1 "First" {
    confidence low
    source "page 1"
    note "see there"
    contradiction inner "this, and that"
    paragraph 2.a "Second" {
      interpretation broad "Broadly" by "the author" {
        rule double(n: whole) "Double": whole = n * 2
      }
      exception thrice to double when n > 5 then 3 * n
    }
    award pension "Pension" for each S in [Aland, Beland]: whole chosen by higher
    route one of pension "First route" when yes grants least
    route two of pension when no grants rates(1)
    precedence higher(S: state) between routes of pension otherwise undefined "not settled"
    stands more in higher when this.amount > other.amount
    rule silent: whole = undefined "the text does not say"
    rule greeting: text = "hello"
  }
}
question q "Is it?" for each S in [Aland]: whole = double(3) + number of p in career where p.kind is voluntary
)";

testing::Checked const& sound() {
  static auto const checked = testing::check_texts({rules});
  return checked;
}

std::vector<std::string> const good_names{"renamed", "_x1", "a\xC3\xB1o", std::string(128, 'n')};
std::vector<std::string> const bad_names{"",
                                         "job[now",
                                         "a b",
                                         "a.b",
                                         "1st",
                                         "a-b",
                                         "a\nb",
                                         "a\x01",
                                         "\"",
                                         "a\xCC\x83",
                                         "p\xD0\xB0y",
                                         "a\xE2\x80\x8B",
                                         "\xE2\x80\xAE"
                                         "a",
                                         "\xFF",
                                         std::string("a\0b", 3),
                                         std::string(129, 'n'),
                                         "if",
                                         "fact",
                                         "months"};
std::vector<std::string> const good_texts{"", "Words, \xE2\x80\x9Cso\xE2\x80\x9D", "two\nlines", "a\ttab"};
std::vector<std::string> const bad_texts{"\x01",
                                         "a\x7F",
                                         "a\x1B[2J",
                                         "\xE2\x80\xAE"
                                         "a",
                                         "\xFF",
                                         std::string("\0", 1)};

struct Places {
  std::vector<std::string> const good, bad;
  std::vector<std::pair<char const*, std::string& (*)(Program&)>> const at;
};

std::vector<Places> const places{
    {good_names, bad_names, {{"state", [](Program& p) -> auto& {return p.states[0].code;
}  // namespace
}
, {"enumeration", [](Program& p) -> auto& {return p.enumerations[0].name;
}
}
, {"value", [](Program& p) -> auto& {return p.enumerations[0].values[1].name;
}
}
, {"record", [](Program& p) -> auto& {return p.records[0].name;
}
}
, {"conversion", [](Program& p) -> auto& {return p.conversions[0].name;
}
}
, {"attribute", [](Program& p) -> auto& {return p.attributes[0].name;
}
}
, {"fact", [](Program& p) -> auto& {return p.facts[0].name;
}
}
, {"parameter of a fact", [](Program& p) -> auto& {return p.facts[1].parameters[1].name;
}
}
, {"language", [](Program& p) -> auto& {return p.texts[0].languages[1];
}
}
, {"contradiction", [](Program& p) -> auto& {return p.texts[0].contradictions[0].name;
}
}
, {"contradiction of an article", [](Program& p) -> auto& {return p.citations.back().contradictions[0].name;
}
}
, {"interpretation", [](Program& p) -> auto& {return p.interpretations[0].name;
}
}
, {"rule", [](Program& p) -> auto& {return p.rules.back().name;
}
}
, {"table", [](Program& p) -> auto& {return p.tables[0].name;
}
}
, {"key", [](Program& p) -> auto& {return p.tables[1].keys[0].name;
}
}
, {"precedence", [](Program& p) -> auto& {return p.precedences[0].name;
}
}
, {"parameter of a precedence", [](Program& p) -> auto& {return p.precedences[0].parameters[0].name;
}
}
, {"clause", [](Program& p) -> auto& {return p.precedences[0].clauses[0].name;
}
}
, {"award", [](Program& p) -> auto& {return p.awards[0].name;
}
}
, {"variable of an award", [](Program& p) -> auto& {return p.awards[0].generators[0].variable;
}
}
, {"route", [](Program& p) -> auto& {return p.awards[0].routes[1].name;
}
}
, {"question", [](Program& p) -> auto& {return p.questions[0].name;
}
}
, {
  "variable of a question", [](Program & p) -> auto& { return p.questions[0].generators[0].variable; }
}
}
}
, {{"if", "months", "renamed"}, {"", "a b", "1st", "a\x01"},
   {{"field", [](Program& p) -> auto& {return p.records[0].fields[1].name;
}
}
}
}
, {{"XYZ"}, {"", "xyz", "XY", "XYZW", "X\xC3\x91"},
   {{"currency", [](Program& p) -> auto& {return p.currencies[0].code;
}
}
}
}
, {{"p"}, {"", "other", "p "}, {{"package of a fact", [](Program& p) -> auto& {return p.facts[0].package;
}
}
, {"package of a rule", [](Program& p) -> auto& {return p.rules[0].package;
}
}
, {"package of a text", [](Program& p) -> auto& {return p.texts[0].package;
}
}
, {"package of a table", [](Program& p) -> auto& {return p.tables[0].package;
}
}
, {"package of an award", [](Program& p) -> auto& {return p.awards[0].package;
}
}
, {"package of a question", [](Program& p) -> auto& {return p.questions[0].package;
}
}
, {"package of a precedence", [](Program& p) -> auto& {return p.precedences[0].package;
}
}
, {
  "package of a conversion", [](Program & p) -> auto& { return p.conversions[0].package; }
}
}
}
, {{"", "article 7", "article 7, paragraph 52(1)(b)", "paragraph 1\xC2\xBA"},
   {"article", "chapter 7", "article 7,paragraph 2", "article 7, ", "article [1", "article 1--2",
    "article 7 8"},
   {{"path", [](Program& p) -> auto& {return p.citations.back().path;
}
}
}
}
, {{"", "high", "medium", "low", "unverified"}, {"certain", "High", " "},
   {{"confidence of a text", [](Program& p) -> auto& {return p.texts[0].confidence;
}
}
, {"confidence of a citation", [](Program& p) -> auto& {return p.citations.back().confidence;
}
}
, {"confidence of a table", [](Program& p) -> auto& {return p.tables[0].confidence;
}
}
, {
  "confidence of a row", [](Program & p) -> auto& { return p.tables[0].rows[0].confidence; }
}
}
}
, {good_texts, bad_texts, {{"title of a currency", [](Program& p) -> auto& {return p.currencies[0].title;
}
}
, {"title of a state", [](Program& p) -> auto& {return p.states[0].title;
}
}
, {"title of a value", [](Program& p) -> auto& {return p.enumerations[0].values[0].title;
}
}
, {"title of a conversion", [](Program& p) -> auto& {return p.conversions[0].title;
}
}
, {"question of an attribute", [](Program& p) -> auto& {return p.attributes[0].question;
}
}
, {"question of a fact", [](Program& p) -> auto& {return p.facts[0].question;
}
}
, {"title of a text", [](Program& p) -> auto& {return p.texts[0].title;
}
}
, {"identifier", [](Program& p) -> auto& {return p.texts[0].identifier;
}
}
, {"source of a text", [](Program& p) -> auto& {return p.texts[0].source;
}
}
, {"review", [](Program& p) -> auto& {return p.texts[0].review;
}
}
, {"note of a text", [](Program& p) -> auto& {return p.texts[0].note;
}
}
, {"what is replaced", [](Program& p) -> auto& {return p.texts[0].replaces[0].instrument;
}
}
, {"sides", [](Program& p) -> auto& {return p.texts[0].contradictions[0].sides;
}
}
, {"resolution", [](Program& p) -> auto& {return p.texts[0].contradictions[0].resolution;
}
}
, {"text of an interpretation", [](Program& p) -> auto& {return p.interpretations[0].text;
}
}
, {"author", [](Program& p) -> auto& {return p.interpretations[0].by;
}
}
, {"title of an article", [](Program& p) -> auto& {return p.citations.back().title;
}
}
, {"source of an article", [](Program& p) -> auto& {return p.citations.back().source;
}
}
, {"note of an article", [](Program& p) -> auto& {return p.citations.back().note;
}
}
, {"title of a rule", [](Program& p) -> auto& {return p.rules.back().title;
}
}
, {"formula", [](Program& p) -> auto& {return p.rules.back().formula;
}
}
, {"title of a table", [](Program& p) -> auto& {return p.tables[0].title;
}
}
, {"source of a table", [](Program& p) -> auto& {return p.tables[0].source;
}
}
, {"note of a table", [](Program& p) -> auto& {return p.tables[0].note;
}
}
, {"source of a row", [](Program& p) -> auto& {return p.tables[0].rows[0].source;
}
}
, {"note of a row", [](Program& p) -> auto& {return p.tables[0].rows[0].note;
}
}
, {"gap of a row with a value", [](Program& p) -> auto& {return p.tables[0].rows[0].gap;
}
}
, {"title of an award", [](Program& p) -> auto& {return p.awards[0].title;
}
}
, {"title of a route", [](Program& p) -> auto& {return p.awards[0].routes[0].title;
}
}
, {"title of a question", [](Program& p) -> auto& {return p.questions[0].title;
}
}
, {
  "constant", [](Program & p) -> auto& {
    for (auto& value : p.constants) {
      if (auto* said = std::get_if<std::string>(&value.content)) return *said;
    }
    throw std::logic_error("the rules of this test have no constant text");
  }
}
}
}
, {{"because"}, {"", " ", "\n", "a\x01", "\xFF"},
   {{"sentence", [](Program& p) -> auto& {return p.sentences.back();
}
}
, {"gap", [](Program& p) -> auto& {return p.tables[1].rows[1].gap;
}
}
, {
  "reason of a precedence", [](Program & p) -> auto& { return p.precedences[0].reason; }
}
}
}
, {
  {std::string(64, '0'), std::string(64, 'f')}, {"", "f", std::string(63, 'f') + "g", std::string(64, 'F')}, {
    {
      "identity", [](Program & p) -> auto& { return p.identity; }
    }
  }
}
}
;

}  // namespace

TEST_CASE("names and texts of a saved program are such as rule files have") {
  REQUIRE_MESSAGE(sound().rules.ok(), sound().report());
  REQUIRE(is_read(sound().program, sound().sources));
  for (auto const& [good, bad, all] : places) {
    for (auto const& [what, at] : all) {
      INFO(what);
      for (auto const& said : good) {
        INFO(said);
        Program changed = sound().program;
        at(changed) = said;
        CHECK(is_read(changed));
      }
      for (auto const& said : bad) {
        INFO(said);
        Program changed = sound().program;
        at(changed) = said;
        CHECK_FALSE(is_read(changed));
      }
    }
  }
}

TEST_CASE("what must be there once, or of one name, is so in a saved program") {
  using Change = void (*)(Program&);
  std::vector<std::pair<char const*, Change>> const changes{
      {"two packages", [](Program& p) { p.packages.push_back("p"); }},
      {"two facts", [](Program& p) { p.facts[1].name = p.facts[0].name; }},
      {"a fact and a rule", [](Program& p) { p.rules.back().name = p.facts[0].name; }},
      {"two parameters", [](Program& p) { p.facts[1].parameters[1].name = p.facts[1].parameters[0].name; }},
      {"two values", [](Program& p) { p.enumerations[0].values[1].name = p.enumerations[0].values[0].name; }},
      {"two fields", [](Program& p) { p.records[0].fields[1].name = p.records[0].fields[0].name; }},
      {"two attributes", [](Program& p) { p.attributes.push_back(p.attributes[0]); }},
      {"an attribute that periods have", [](Program& p) { p.attributes[0].name = "original_state"; }},
      {"two texts", [](Program& p) { p.texts.push_back(p.texts[0]); }},
      {"two routes", [](Program& p) { p.awards[0].routes[1].name = p.awards[0].routes[0].name; }},
      {"two clauses", [](Program& p) { p.precedences[0].clauses.push_back(p.precedences[0].clauses[0]); }},
      {"two exceptions",
       [](Program& p) {
         for (auto& rule : p.rules) {
           if (!rule.exceptions.empty()) rule.exceptions.push_back(rule.exceptions[0]);
         }
       }},
      {"the name of a built-in function", [](Program& p) { p.facts[1].name = "date"; }},
      {"an article of no text", [](Program& p) { p.citations[0].path = "article 1"; }},
      {"a text whose governing rule is named otherwise", [](Program& p) { p.texts[0].name = "other"; }},
      {"a governing rule that governs nothing", [](Program& p) { p.texts[0].governing = model::none; }},
      {"a governing rule of another name",
       [](Program& p) { p.rules[p.texts[0].governing].name = "governing date of other"; }}};
  for (auto const& [what, change] : changes) {
    INFO(what);
    Program changed = sound().program;
    change(changed);
    CHECK_FALSE(is_read(changed));
  }
}

TEST_CASE("dates of a saved program are such as rule files have, and in order") {
  auto const on = [](int year, unsigned month, unsigned day) {
    return *model::Date::from_ymd(year, month, day);
  };
  auto const with = [&](model::Date from, model::Date until) {
    Program changed = sound().program;
    auto& validity = changed.currencies[0].validity;
    validity.from = from;
    validity.until = until;
    return is_read(changed);
  };
  CHECK(with(on(1850, 1, 1), on(2150, 12, 31)));
  CHECK(with(on(2000, 1, 1), on(2000, 1, 1)));
  CHECK_FALSE(with(on(2000, 1, 2), on(2000, 1, 1)));
  CHECK_FALSE(with(on(1849, 12, 31), on(2000, 1, 1)));
  CHECK_FALSE(with(on(2000, 1, 1), on(2151, 1, 2)));
  auto const constant = [&](model::Date date) {
    Program changed = sound().program;
    for (auto& value : changed.constants) {
      if (auto* said = std::get_if<model::Date>(&value.content)) *said = date;
    }
    return is_read(changed);
  };
  CHECK(constant(on(1850, 1, 1)));
  CHECK_FALSE(constant(on(1849, 12, 31)));
  CHECK_FALSE(constant(on(9999, 12, 31)));
}

TEST_CASE("what explanations quote is what rule files have") {
  auto const quoted = [](std::string const& line) {
    text::Sources sources;
    sources.add("p.convenio", std::string(rules) + line);
    Program changed = sound().program;
    for (auto& rule : changed.rules)
      rule.span = {0, static_cast<std::uint32_t>(std::string_view(rules).size()),
                   static_cast<std::uint32_t>(std::string_view(rules).size())};
    return is_read(changed, sources);
  };
  CHECK(quoted("-- a\xC3\xB1o\t\r"));
  for (auto const& said : bad_texts) CHECK_FALSE(quoted("-- " + said));
}
