// Records of a State: amounts in facts, awards and sentences, each in the money of its State.
#include <doctest/doctest.h>

#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

api::Rules const& rules() {
  static api::Rules const rules = api::load(*api::folder(root + "/tests/cli/packages/unpaid"));
  return rules;
}

std::string anna() { return contents(root + "/tests/cli/data/unpaid/anna.json"); }

std::string with(std::string const& from, std::string const& to) {
  auto document = anna();
  auto const at = document.find(from);
  REQUIRE(at != std::string::npos);
  return document.replace(at, from.size(), to);
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("each award states amounts in the money of its State") {
  REQUIRE(rules().ok());
  auto const decision = api::decide(rules(), anna());
  REQUIRE(decision.ok());
  auto const json = api::to_json(decision);
  CHECK(has(json, R"("2700.00 ARC")"));
  CHECK(has(json, R"("3600.00 ARC")"));
  CHECK(has(json, R"("300.00 BEL")"));
}

TEST_CASE("a record is told by its sentence, in the language of the page") {
  auto const decision = api::decide(rules(), anna());
  auto const page = [&](api::Language language) {
    api::ExplainOptions options;
    options.language = language;
    options.columns = 500;
    return api::explain(decision, options);
  };
  CHECK(has(page(api::Language::english), "From 1 January 2024: 1 × 900.00 ARC per month = 900.00 ARC; From 1 February 2024"));
  CHECK(has(page(api::Language::spanish), "Desde el 1 de enero de 2024: 1 × 900,00 ARC al mes = 900,00 ARC; Desde el"));
  CHECK(has(page(api::Language::portuguese), "A partir de 1º de janeiro de 2024: 1 × 900,00 ARC por mês = 900,00 ARC; A partir"));
  CHECK(has(page(api::Language::french), "À partir du 1er janvier 2024 : 1 × 900,00 ARC par mois = 900,00 ARC; À partir"));
}

TEST_CASE("a clause says why it decided, on pages and in letters") {
  auto const decision = api::decide(rules(), anna());
  api::LetterOptions options;
  CHECK(has(api::explain(decision), "After fifteen years the whole pension is paid."));
  CHECK(has(api::letter(decision, options), "After fifteen years the whole pension is paid."));
  options.language = api::Language::french;
  CHECK(has(api::letter(decision, options), "la pension entière est versée."));
  auto const shorter = api::decide(rules(), with("200 months", "130 months"));
  CHECK(!has(api::explain(shorter), "After fifteen years the whole pension is paid."));
}

TEST_CASE("money of another State inside a record is refused at its place") {
  auto const refused = [](std::string const& document, std::string const& path) {
    auto const decision = api::decide(rules(), document);
    CHECK(decision.outcome().status == api::Status::faulty_case);
    REQUIRE(decision.faults().size() == 1);
    CHECK(decision.faults()[0].path == path);
  };
  refused(with(R"("amount": "900.00 ARC")", R"("amount": "900.00 BEL")"), "facts.acknowledged.Ardenia[0].amount");
  refused(with(R"("each": "900.00 ARC per month")", R"("each": "900.00 ARC per week")"), "facts.acknowledged.Ardenia[0].each");
}

TEST_CASE("a saved program has records of States, their sentences and those of clauses") {
  std::string bytes;
  REQUIRE(api::compile(rules(), bytes).ok());
  auto const saved = api::load_saved(bytes);
  REQUIRE(saved.ok());
  auto const one = api::decide(rules(), anna());
  auto const other = api::decide(saved, anna());
  CHECK(api::to_json(one, {true, true, 0}) == api::to_json(other, {true, true, 0}));
  for (auto const language : {api::Language::english, api::Language::spanish, api::Language::portuguese, api::Language::french}) {
    api::LetterOptions options;
    options.language = language;
    CHECK(api::letter(one, options) == api::letter(other, options));
  }
}

TEST_CASE("a letter names the period that something is missing of, and not its place in the case") {
  auto const said = [](std::string const& document, api::Language language) {
    api::LetterOptions options;
    options.language = language;
    return api::letter(api::decide(rules(), document), options);
  };
  auto document = with(R"("to": "2016-08-31")", R"("to": { "contradictory": ["2016-08-31", "2017-08-31"] })");
  auto const at = document.find("200 months");
  document.replace(at, 10, "400 months");
  auto const english = said(document, api::Language::english);
  CHECK(has(english, "Republic of Ardenia, first day: 1 January 2000, last day: 31 August 2016 or 31 August 2017"));
  CHECK(!has(english, "career["));
  CHECK(has(said(document, api::Language::spanish), "primer día: 1 de enero de 2000, último día: 31 de agosto de 2016 o 31 de agosto de 2017"));
  CHECK(has(said(document, api::Language::portuguese), "último dia: 31 de agosto de 2016 ou 31 de agosto de 2017"));
  CHECK(has(said(document, api::Language::french), "dernier jour\u00a0: 31 août 2016 ou 31 août 2017"));
}
