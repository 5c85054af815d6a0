// What a saved program says in words and dates is what a rule file could say. Each place is changed alone:
// what a rule file might have there is read, what it could not have is refused.
#include <doctest/doctest.h>

#include "engine/core/codes.hpp"
#include "engine/core/save.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "load.hpp"

using namespace convenio;
using core::Op;
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
fact decision: date "When?"
decided on decision
parameter least "Least": whole {
  from 2000-01-01: 1 known to 2030-12-31 checked "another list" confidence high source "a law" note "a note"
}
table rates "Rates" (n: whole): whole {
  1: 2
  any: not encoded "not found"
}
agreement accord "Accord" {
  identifier "A-1"
  source "a gazette"
  review "nobody yet"
  languages es, pt
  confidence high
  note "a note"
  parties Aland, Beland from 2000-01-01
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
    route one of pension "First route" when party(S of accord at 2005-06-01) grants least as of 2005-06-01
    route two of pension(Beland) when party(S of accord at 2005-06-01) and no grants rates(1)
    precedence higher(S: state) between routes of pension otherwise undefined "not settled"
    stands more in higher when party(S of accord at 2005-06-01) and this.amount > other.amount
    rule silent: whole = undefined "the text does not say"
    rule lacking: whole = not encoded "the note was not found"
    rule greeting: text = "hello"
    question q "Is it?" for each S in [Aland] when party(S of accord at 2005-06-01): whole =
      double(3) + number of p in career where p.kind is voluntary
  }
}
)";

testing::Checked const& sound() {
  static auto const checked = testing::check_texts({rules});
  return checked;
}

using Said = std::vector<std::string>;

Said const good_names{"renamed", "_x1", "a\xC3\xB1o", std::string(128, 'n')};
Said const bad_names{"",
                     "job[now",
                     "a b",
                     "a.b",
                     "1st",
                     "a-b",
                     "a\nb",
                     "a\x01",
                     "\"",
                     "an\xCC\x83o",
                     "p\xD0\xB0y",
                     "a\xE2\x80\x8B",
                     "\xE2\x80\xAE_",
                     "\xFF",
                     std::string("a\0b", 3),
                     std::string(129, 'n'),
                     "if",
                     "fact",
                     "months"};
Said const good_texts{"", "Words, \xE2\x80\x9Cso\xE2\x80\x9D", "two\nlines", "a\ttab"};
Said const bad_texts{"\x01", "a\x7F", "a\x1B[2J", "\xE2\x80\xAE_", "\xFF", std::string("\0", 1)};

struct Place {
  char const* what;
  std::string& (*in)(Program&);
};
struct Places {
  Said good, bad;
  std::vector<Place> all;
};

std::string& sentence(Program& p, Op op) {
  for (auto const& expression : p.expressions) {
    if (expression.op == op) return p.sentences[expression.a];
  }
  throw std::logic_error("the rules of this test have no such expression");
}

core::Rule& rule(Program& p, std::string_view name) {
  for (auto& one : p.rules) {
    if (one.name == name) return one;
  }
  throw std::logic_error("the rules of this test have no such rule");
}

std::string& constant_text(Program& p) {
  for (auto& value : p.constants) {
    if (auto* said = std::get_if<std::string>(&value.content)) return *said;
  }
  throw std::logic_error("the rules of this test have no constant text");
}

#define AT(what, place)                                    \
  Place {                                                  \
    what, [](Program& p) -> std::string& { return place; } \
  }
// clang-format off
std::vector<Places> const places{
    {good_names, bad_names, {
      AT("state", p.states[0].code),
      AT("enumeration", p.enumerations[0].name),
      AT("value", p.enumerations[0].values[1].name),
      AT("record", p.records[0].name),
      AT("conversion", p.conversions[0].name),
      AT("attribute", p.attributes[0].name),
      AT("fact", p.facts[0].name),
      AT("parameter of a fact", p.facts[1].parameters[1].name),
      AT("language", p.texts[0].languages[1]),
      AT("contradiction", p.texts[0].contradictions[0].name),
      AT("contradiction of an article", p.citations.back().contradictions[0].name),
      AT("interpretation", p.interpretations[0].name),
      AT("rule", rule(p, "greeting").name),
      AT("parameter of a rule", rule(p, "double").parameters[0].name),
      AT("exception", rule(p, "double").exceptions[0].name),
      AT("table", p.tables[0].name),
      AT("key", p.tables[1].keys[0].name),
      AT("precedence", p.precedences[0].name),
      AT("parameter of a precedence", p.precedences[0].parameters[0].name),
      AT("clause", p.precedences[0].clauses[0].name),
      AT("award", p.awards[0].name),
      AT("variable of an award", p.awards[0].generators[0].variable),
      AT("route", p.awards[0].routes[1].name),
      AT("question", p.questions[0].name),
      AT("variable of a question", p.questions[0].generators[0].variable)}},
    {{"if", "months", "renamed"}, {"", "a b", "1st", "a\x01"}, {
      AT("field", p.records[0].fields[1].name)}},
    {{"XYZ"}, {"", "xyz", "XY", "XYZW", "X\xC3\x91"}, {
      AT("currency", p.currencies[0].code)}},
    {{"p"}, {"", "other", "p "}, {
      AT("package of a fact", p.facts[0].package),
      AT("package of a rule", p.rules[0].package),
      AT("package of a text", p.texts[0].package),
      AT("package of a table", p.tables[0].package),
      AT("package of an award", p.awards[0].package),
      AT("package of a question", p.questions[0].package),
      AT("package of a precedence", p.precedences[0].package),
      AT("package of a conversion", p.conversions[0].package)}},
    {{"", "article 7", "article 7, paragraph 52(1)(b)", "paragraph 1bis", "article 7, article a-b"}, {"article", "chapter 7", "article 7,paragraph 2", "article 7, ", "article [1", "article 1--2",
     "article 7 8", "article 7\n"}, {
      AT("path", p.citations.back().path)}},
    {{"", "high", "medium", "low", "unverified"}, {"certain", "High", " "}, {
      AT("confidence of a text", p.texts[0].confidence),
      AT("confidence of an article", p.citations.back().confidence),
      AT("confidence of a table", p.tables[0].confidence),
      AT("confidence of a row", p.tables[0].rows[0].confidence)}},
    {good_texts, bad_texts, {
      AT("title of a currency", p.currencies[0].title),
      AT("title of a state", p.states[0].title),
      AT("title of a value", p.enumerations[0].values[0].title),
      AT("title of a conversion", p.conversions[0].title),
      AT("question of an attribute", p.attributes[0].question),
      AT("question of a fact", p.facts[0].question),
      AT("title of a text", p.texts[0].title),
      AT("identifier", p.texts[0].identifier),
      AT("source of a text", p.texts[0].source),
      AT("review", p.texts[0].review),
      AT("note of a text", p.texts[0].note),
      AT("what is replaced", p.texts[0].replaces[0].instrument),
      AT("sides", p.texts[0].contradictions[0].sides),
      AT("resolution", p.texts[0].contradictions[0].resolution),
      AT("text of an interpretation", p.interpretations[0].text),
      AT("author", p.interpretations[0].by),
      AT("title of an article", p.citations.back().title),
      AT("source of an article", p.citations.back().source),
      AT("note of an article", p.citations.back().note),
      AT("title of a rule", rule(p, "greeting").title),
      AT("formula", rule(p, "greeting").formula),
      AT("title of a table", p.tables[0].title),
      AT("source of a table", p.tables[0].source),
      AT("note of a table", p.tables[0].note),
      AT("gap of a row with a value", p.tables[0].rows[0].gap),
      AT("how a row was checked", p.tables[0].rows[0].checked),
      AT("source of a row", p.tables[0].rows[0].source),
      AT("note of a row", p.tables[0].rows[0].note),
      AT("title of an award", p.awards[0].title),
      AT("title of a route", p.awards[0].routes[0].title),
      AT("title of a question", p.questions[0].title),
      AT("constant", constant_text(p))}},
    {{"because"}, {"", " ", "\n", "a\x01", "\xFF"}, {
      AT("reason that a text is silent", sentence(p, Op::undefined)),
      AT("reason that nothing is encoded", sentence(p, Op::not_encoded)),
      AT("gap", p.tables[1].rows[1].gap),
      AT("reason of a precedence", p.precedences[0].reason)}},
    {{std::string(64, '0'), std::string(64, 'f')}, {"", "f", std::string(63, 'f') + "g", std::string(64, 'F')}, {
      AT("identity", p.identity)}}};
// clang-format on
#undef AT

}  // namespace

TEST_CASE("names and texts of a saved program are such as rule files have") {
  REQUIRE_MESSAGE(sound().rules.ok(), sound().report());
  REQUIRE(is_read(sound().program, sound().sources));
  auto const is_read_with = [](Place const& place, std::string const& said) {
    Program changed = sound().program;
    place.in(changed) = said;
    return is_read(changed);
  };
  for (Places const& group : places) {
    for (Place const& place : group.all) {
      INFO(std::string(place.what));
      for (std::string const& said : group.good) CHECK_MESSAGE(is_read_with(place, said), said);
      for (std::string const& said : group.bad) CHECK_FALSE_MESSAGE(is_read_with(place, said), said);
    }
  }
}

TEST_CASE("what must be there once, or of one name, is so in a saved program") {
  using Change = void (*)(Program&);
  std::vector<std::pair<char const*, Change>> const changes{
      {"two packages", [](Program& p) { p.packages.push_back("p"); }},
      {"two facts", [](Program& p) { p.facts[1].name = p.facts[0].name; }},
      {"a fact and a rule", [](Program& p) { rule(p, "greeting").name = p.facts[0].name; }},
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
         auto& all = rule(p, "double").exceptions;
         all.push_back(all[0]);
       }},
      {"the name of a built-in function", [](Program& p) { p.facts[1].name = "date"; }},
      {"an article of no text", [](Program& p) { p.citations[0].path = "article 1"; }},
      {"a text whose governing rule is named otherwise", [](Program& p) { p.texts[0].name = "other"; }},
      {"a governing rule that governs nothing", [](Program& p) { p.texts[0].governing = model::none; }},
      {"a governing rule of another name",
       [](Program& p) { p.rules[p.texts[0].governing].name = "governing date of other"; }},
      {"a rule of the day of decision that is not asked", [](Program& p) { p.decided_on = model::none; }},
      {"a day of decision that is no rule", [](Program& p) { p.decided_on = core::RuleId(99); }},
      {"a day of decision by another rule", [](Program& p) { p.decided_on = p.texts[0].governing; }},
      {"a day of decision that asks for an argument",
       [](Program& p) { p.rules[p.decided_on].parameters = rule(p, "double").parameters; }},
      {"a governing rule without an answer",
       [](Program& p) { p.rules[p.texts[0].governing].body = model::none; }},
      {"a pattern of a route too many", [](Program& p) { p.awards[0].routes[1].patterns.emplace_back(); }},
      {"a pattern of a route that fits no variable",
       [](Program& p) { p.awards[0].routes[1].patterns[0] = model::Value{true}; }}};
  for (auto const& one : changes) {
    Program changed = sound().program;
    one.second(changed);
    CHECK_FALSE_MESSAGE(is_read(changed), one.first);
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
