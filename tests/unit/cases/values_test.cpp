// Values of every type: what is read, and what is refused with which code.
#include <doctest/doctest.h>

#include "tests/unit/cases/build.hpp"

using namespace convenio;
using convenio::cases::testing::World;

TEST_CASE("scalars are read as they are written") {
  World const w;
  CHECK(w.value(R"("married": true)", "married", w.truth) == "yes");
  CHECK(w.value(R"("children": 12)", "children", w.whole) == "12");
  CHECK(w.value(R"("share": "0.5")", "share", w.ratio) == "0.5");
  CHECK(w.value(R"("share": "60 %")", "share", w.ratio) == "0.6");
  CHECK(w.value(R"("share": "60%")", "share", w.ratio) == "0.6");
  CHECK(w.value(R"("share": "1/3")", "share", w.ratio) == "1/3");
  CHECK(w.value(R"("price": "1621.00 NEW")", "price", w.money) == "1621.00 NEW");
  CHECK(w.value(R"("price": "-0.5 OLD")", "price", w.money) == "-0.50 OLD");
  CHECK(w.value(R"("birth": "1956-02-29")", "birth", w.date) == "1956-02-29");
  CHECK(w.value(R"("served": "12 months")", "served", w.months) == "12 months");
  CHECK(w.value(R"("served": "1 month")", "served", w.months) == "1 month");
  CHECK(w.value(R"("notice": "6 calendar months")", "notice", w.span) == "6 calendar months");
  CHECK(w.value(R"("notice": "2 calendar years")", "notice", w.span) == "24 calendar months");
  CHECK(w.value(R"("name": "Íñigo")", "name", w.text) == "Íñigo");
  CHECK(w.value(R"("residence": "BB")", "residence", w.state) == "BB");
  CHECK(w.value(R"("nationalities": ["BB", "AA"])", "nationalities", w.states) == "[BB, AA]");
}

TEST_CASE("money and ratios as JSON numbers are refused with what to write instead") {
  World const w;
  auto const result = w.read(R"("price_new": 1621.00, "share": 0.5)");
  CHECK(World::codes(result) == "K031 facts.price_new; K031 facts.share");
  CHECK(result.faults[0].hint == "write it as a text with its currency: \"1621.00 NEW\"");
  CHECK(result.faults[1].hint == "write it as a text: \"0.5\"");
}

TEST_CASE("wrong kinds, units, currencies and names") {
  World const w;
  CHECK(w.faults(R"("married": "yes")") == "K030 facts.married");
  CHECK(w.faults(R"("married": null)") == "K047 facts.married");
  CHECK(w.faults(R"("children": "12")") == "K030 facts.children");
  CHECK(w.faults(R"("children": 1.5)") == "K032 facts.children");
  CHECK(w.faults(R"("children": 1e3)") == "K032 facts.children");
  CHECK(w.faults(R"("share": "half")") == "K032 facts.share");
  CHECK(w.faults(R"("share": "1/0")") == "K032 facts.share");
  CHECK(w.faults(R"("price": "1,621.00 NEW")") == "K032 facts.price");
  CHECK(w.faults(R"("price": "1621.00")") == "K032 facts.price");
  CHECK(w.faults(R"("price": "1621.00 NEV")") == "K033 facts.price");
  CHECK(w.faults(R"("price_new": "1621.00 OLD")") == "K034 facts.price_new");
  CHECK(w.faults(R"("served": "12 weeks")") == "K036 facts.served");
  CHECK(w.faults(R"("served": "12")") == "K032 facts.served");
  CHECK(w.faults(R"("served": "-1 months")") == "K042 facts.served");
  CHECK(w.faults(R"("notice": "1.5 calendar months")") == "K032 facts.notice");
  CHECK(w.faults(R"("residence": "Cc")") == "K041 facts.residence");
  auto const hint = [&](std::string const& code) {
    return w.read("\"residence\": \"" + code + "\"").faults.at(0).hint;
  };
  auto const unmentioned = w.read(R"("residence": "CC")");
  CHECK(unmentioned.faults.empty());
  REQUIRE(unmentioned.facts.notices.size() == 1);
  CHECK(unmentioned.facts.notices[0].path == "facts.residence");  // a state that no rule mentions
  CHECK(hint("Cc") == "one of: AA, BB");
  CHECK(hint("bb") == "did you mean `BB` (Beland)?");
  CHECK(hint("Aland") == "did you mean `AA` (Aland)?");
  CHECK(hint("BELAND") == "did you mean `BB` (Beland)?");
  CHECK(hint("Belan") == "did you mean `BB` (Beland)?");
  CHECK(hint("BEL") == "did you mean `BB` (Beland)?");
  CHECK(hint("BBX") == "one of: AA, BB");  // a code within another may be that of a third state
  CHECK(w.faults(R"("nationalities": ["AA", "Xx", 3])") ==
        "K041 facts.nationalities[1]; K030 facts.nationalities[2]");
}

TEST_CASE("dates: form, existence and range, on both sides of the limits") {
  World const w;
  CHECK(w.faults(R"("birth": "1955-02-29")") == "K037 facts.birth");
  CHECK(w.faults(R"("birth": "29.02.1956")") == "K032 facts.birth");
  CHECK(w.faults(R"("birth": "1956-2-9")") == "K032 facts.birth");
  CHECK(w.faults(R"("birth": "1850-01-01")") == "");
  CHECK(w.faults(R"("birth": "1849-12-31")") == "K038 facts.birth");
  CHECK(w.faults(R"("birth": "2150-12-31")") == "");
  CHECK(w.faults(R"("birth": "2151-01-01")") == "K038 facts.birth");
}

TEST_CASE("money has at most 18 digits before and 6 after the point") {
  World const w;
  CHECK(w.faults(R"("price": "999999999999999999.123456 NEW")") == "");
  CHECK(w.faults(R"("price": "1000000000000000000 NEW")") == "K042 facts.price");
  CHECK(w.faults(R"("price": "1.1234567 NEW")") == "K042 facts.price");
}

TEST_CASE("a fact of money of a state takes that state's currencies only") {
  World const w;
  CHECK(w.value(R"("earnings": {"AA": "10.00 NEW", "BB": "3 OTH"})", "earnings(AA)", w.money_of) ==
        "10.00 NEW");
  CHECK(w.faults(R"("earnings": {"AA": "10.00 OTH"})") == "K034 facts.earnings.AA");
}

TEST_CASE("parameters are the keys of nested objects") {
  World const w;
  auto const result =
      w.read(R"("grid": {"AA": {"compulsory": 1, "voluntary": 2}}, "per_year": {"1990": true})");
  REQUIRE(result.ok());
  CHECK(result.facts.facts.size() == 3);
  CHECK(w.fact(result, "grid(AA, voluntary)"));
  CHECK(w.fact(result, "per_year(1990)"));
  CHECK(w.faults(R"("grid": {"AA": 1})") == "K030 facts.grid.AA");
  CHECK(w.faults(R"("grid": {"aa": {"compulsory": 1}})") == "K024 facts.grid.aa");
  CHECK(w.faults(R"("grid": {"unknown": "why"})") == "K024 facts.grid.unknown");
  CHECK(w.faults(R"("per_year": {"x": true})") == "K024 facts.per_year.x");
}

TEST_CASE("what is not known stays apart from what is false") {
  World const w;
  auto const result =
      w.read(R"("married": {"unknown": "papers lost"}, "invalid": {"pending": "examination in May"},
                                "birth": {"contradictory": ["1955-03-02", "1955-02-03"]})");
  REQUIRE(result.ok());
  using Kind = cases::FactValue::Kind;
  CHECK(w.fact(result, "married")->kind == Kind::unknown);
  CHECK(w.fact(result, "married")->note == "papers lost");
  CHECK(w.fact(result, "invalid")->kind == Kind::unknown);
  CHECK(w.fact(result, "birth")->kind == Kind::contradictory);
  CHECK(w.fact(result, "birth")->values.size() == 2);
  CHECK(w.faults(R"("birth": {"contradictory": ["1955-03-02", "1955-03-02"]})") ==
        "K045 facts.birth.contradictory");
  CHECK(w.faults(R"("birth": {"contradictory": ["1955-03-02", "x"]})") ==
        "K032 facts.birth.contradictory[1]");
  CHECK(w.faults(R"("married": {"pending": "soon"})") == "K046 facts.married");
  CHECK(w.faults(R"("refuses": {"pending": "soon"})") == "");
  CHECK(w.faults(R"("married": {"unknown": 3})") == "K030 facts.married.unknown");
}

TEST_CASE("records: fields left out are missing facts, unknown fields are refused") {
  World const w;
  auto const result = w.read(R"("postings": [{"start": "2020-01-01", "to_state": {"unknown": "?"}}])");
  REQUIRE(result.ok());
  auto const& list = w.fact(result, "postings")->values[0].as<model::ListPtr>()->items;
  auto const& fields = list[0].as<model::RecordPtr>()->fields;
  CHECK(fields[0].as<model::Date>().to_string() == "2020-01-01");
  CHECK(fields[1].absence().blockers[0].subject == "postings[0].to_state");
  CHECK(fields[2].absence().blockers[0].kind == model::Blocker::Kind::missing_fact);
  auto const bad = w.read(R"("postings": [{"strat": "2020-01-01"}])");
  CHECK(World::codes(bad) == "K022 facts.postings[0].strat");
  CHECK(bad.faults[0].hint == "did you mean `start`?");
  // A field that is called like a wrapper is still a field.
  CHECK(w.faults(R"("postings": [{"unknown": true}])") == "");
}
