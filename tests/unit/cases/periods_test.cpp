// Histories: periods, attributes, certified quantities, repetitions, ids.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/unit/cases/build.hpp"

using namespace convenio;
using convenio::cases::testing::World;

namespace {

constexpr char const* plain =
    R"({"id": "a", "state": "AA", "from": "1980-01-01", "to": "1980-12-31", "kind": "voluntary",)"
    R"( "wage": "5.00 OLD", "used_in": ["BB"], "certified": {"amount": "12", "unit": "months"}})";

std::string history(std::string const& periods) { return "\"history\": [" + periods + "]"; }

model::History const& read_history(cases::ReadResult const& result) {
  REQUIRE(result.facts.facts.size() == 1);
  return *result.facts.facts.begin()->second.values[0].as<model::HistoryPtr>();
}

}  // namespace

TEST_CASE("a period with everything") {
  World const w;
  auto const result = w.read(history(plain));
  REQUIRE(result.ok());
  auto const& period = read_history(result).periods.at(0);
  CHECK(period.id == "a");
  CHECK(period.state == 0);
  CHECK(period.original_state == 0);
  CHECK(period.end.number() - period.begin.number() == 366);
  CHECK(period.attributes[0].as<model::Enumerated>().index == 1);
  CHECK(period.certified->unit == model::Unit::months);
  CHECK(period.whole);
  CHECK(result.facts.notices.empty());
}

TEST_CASE("attributes left out are missing facts, or take a constant default") {
  World const w;
  auto const result = w.read(history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31"})"));
  REQUIRE(result.ok());
  auto const& period = read_history(result).periods.at(0);
  CHECK(period.id == "#1");
  CHECK(period.attributes[0].absence().blockers[0].subject == "history[#1].kind");
  CHECK(period.attributes[2].as<model::ListPtr>()->items.empty());
  REQUIRE(result.facts.notices.size() == 1);
  CHECK(result.facts.notices[0].code == "K902");
}

TEST_CASE("faults of periods, each at its place") {
  World const w;
  CHECK(w.faults(history(R"({"state": "AA", "from": "1980-01-02", "to": "1980-01-01"})")) ==
        "K039 facts.history[0].to");
  CHECK(w.faults(history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-01-01"})")) == "");
  CHECK(w.faults(history(R"({"state": "AA", "to": "1980-01-01"})")) == "K023 facts.history[0]");
  CHECK(w.faults(history(R"({"state": "Ab", "from": "1980-02-30", "to": 5})")) ==
        "K041 facts.history[0].state; K037 facts.history[0].from; K030 facts.history[0].to");
  CHECK(
      w.faults(history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31", "kin": "voluntary"})")) ==
      "K022 facts.history[0].kin");
  CHECK(
      w.faults(history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31", "kind": "voluntry"})")) ==
      "K040 facts.history[0].kind");
  CHECK(w.faults(history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31", "certified": 12})")) ==
        "K030 facts.history[0].certified");
  CHECK(
      w.faults(history(
          R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31", "certified": "1 calendar month"})")) ==
      "K036 facts.history[0].certified");
}

TEST_CASE("money of a period must be of its era: that of the last day") {
  World const w;
  auto const with = [&](char const* to, char const* wage) {
    return w.faults(history(
        fmt::format(R"({{"state": "AA", "from": "1994-06-01", "to": "{}", "wage": "{}"}})", to, wage)));
  };
  CHECK(with("1994-06-30", "5 OLD") == "");
  CHECK(with("1994-07-01", "5 OLD") == "K035 facts.history[0].wage");
  CHECK(with("1994-06-30", "5 NEW") == "K035 facts.history[0].wage");
  CHECK(with("1994-07-01", "5 NEW") == "");
}

TEST_CASE("a repeated period is dropped with a notice; one id must not tell two stories") {
  World const w;
  std::string again = plain;
  again.replace(again.find("\"a\""), 3, "\"b\"");
  auto const result = w.read(history(plain + std::string(",") + again + "," + plain));
  REQUIRE(result.ok());
  CHECK(read_history(result).periods.size() == 1);
  CHECK(result.facts.notices.size() == 2);
  CHECK(result.facts.notices[0].path == "facts.history[1]");

  std::string other = plain;
  other.replace(other.find("1980-12-31"), 10, "1980-12-30");
  CHECK(w.faults(history(plain + std::string(",") + other)) == "K044 facts.history[1]");
  std::string later = plain;
  later.replace(later.find("1980-01-01"), 10, "1981-01-01")
      .replace(later.find("1980-12-31"), 10, "1981-12-31");
  CHECK(w.faults(history(plain + std::string(",") + later)) == "");
}

TEST_CASE("periods that may be one, for all that is stated") {
  World const w;
  auto const one = [](char const* id, std::string const& more) {
    return fmt::format(R"({{"id": "{}", "state": "AA", "from": "1980-01-01", "to": "1980-12-31", )"
                       R"("certified": "12 months"{}}})",
                       id, more);
  };
  auto const read = [&](std::string const& a, std::string const& b) {
    auto result = w.read(history(a + "," + b));
    REQUIRE(result.ok());
    return result;
  };
  auto const codes = [](cases::ReadResult const& result) {
    std::string found;
    for (auto const& notice : result.facts.notices)
      if (notice.code != "K902") found += notice.code;
    return found;
  };
  std::string const full = R"(, "kind": "voluntary", "wage": "5.00 OLD")";
  std::string const other = R"(, "kind": "compulsory", "wage": "5.00 OLD")";
  std::string const part = R"(, "wage": "5.00 OLD")";
  std::string const unknown = R"(, "kind": {"unknown": "not legible"}, "wage": "5.00 OLD")";
  for (auto const& [a, b] : {std::pair{part, full}, {full, part}, {part, part}, {unknown, full}}) {
    auto const result = read(one("a", a), one("b", b));
    CHECK(codes(result) == "K903");
    auto const& found = read_history(result);
    CHECK(found.periods.empty());
    REQUIRE(found.doubts.size() == 1);
    CHECK(found.doubts[0].candidates.size() == 2);
    CHECK_FALSE(found.doubts[0].may_be_absent);
    CHECK(model::count_days(found).as<model::Rational>() == model::Rational(366));
    CHECK(model::certified(found, model::Unit::months).absent());
  }
  CHECK(codes(read(one("a", full), one("b", full))) == "K901");
  CHECK(codes(read(one("a", full), one("b", other))) == "");
  CHECK(codes(read(one("a", part), one("a", part))) == "K901");
  CHECK(codes(read(one("a", full), one("b", R"(, "wage": "6.00 OLD")"))) == "");
  CHECK(w.faults(history(one("a", full) + "," + one("a", part))) == "K044 facts.history[1]");

  auto const loose = [](char const* id, std::string const& more) {
    return fmt::format(R"({{"id": "{}", "state": "AA", "undated": true, "certified": "12 months"{}}})", id,
                       more);
  };
  auto const undated = read(loose("a", part), loose("b", full));
  CHECK(codes(undated) == "K903");
  CHECK(model::certified(read_history(undated), model::Unit::months).absent());
  CHECK(model::count_days(read_history(undated)).absent());
}

TEST_CASE("the number of periods has a limit, tested on both sides") {
  World const w;
  cases::Limits limits;
  limits.periods = 3;
  std::string periods;
  for (int i = 0; i < 3; ++i) {
    periods +=
        fmt::format(R"({}{{"state": "AA", "from": "198{}-01-01", "to": "198{}-12-31"}})", i ? "," : "", i, i);
  }
  CHECK(w.faults(history(periods), limits) == "");
  CHECK(w.faults(history(periods + R"(,{"state": "AA", "from": "1990-01-01", "to": "1990-12-31"})"),
                 limits) == "K043 facts.history");
}

TEST_CASE("periods without dates") {
  World const w;
  auto const one = [](std::string const& more) {
    return history(R"({"id": "u", "state": "AA", "kind": "voluntary", "wage": "5.00 OLD")" + more + "}");
  };
  auto const result = w.read(one(R"(, "undated": true, "certified": "240 days")"));
  REQUIRE(result.ok());
  CHECK(read_history(result).periods.empty());
  auto const& period = read_history(result).undated.at(0);
  CHECK(period.begin == model::earliest_fact_date());
  CHECK(period.end.number() == model::latest_fact_date().number() + 1);
  auto const between = w.read(one(
      R"(, "undated": true, "from": "1980-01-01", "to": "1981-12-31", "certified": {"amount": "30", "unit": "weeks"})"));
  REQUIRE(between.ok());
  CHECK(read_history(between).undated.at(0).begin.to_string() == "1980-01-01");
  auto const dated = w.read(one(R"(, "undated": false, "from": "1980-01-01", "to": "1981-12-31")"));
  REQUIRE(dated.ok());
  CHECK(read_history(dated).periods.size() == 1);

  auto const code = [&](std::string const& more) {
    auto const refused = w.read(one(more));
    return refused.faults.empty() ? std::string("none") : text::to_string(refused.faults.front().code);
  };
  CHECK(code(R"(, "undated": true)") == "K048");
  CHECK(code(R"(, "undated": "yes", "from": "1980-01-01", "to": "1981-12-31")") == "K030");
  CHECK(code(R"(, "undated": false, "certified": "240 days")") == "K023");
  CHECK(code(R"(, "undated": true, "certified": "240 days", "from": "1982-01-01", "to": "1981-12-31")") ==
        "K039");
}

namespace {

std::string with_end(std::string const& end, std::string const& more = "") {
  return history(
             R"({"id": "a", "state": "AA", "from": "1980-01-01", "kind": "voluntary", "wage": "5.00 OLD", "to": )" +
             end + "}") +
         more;
}

cases::FactValue const& the_history(cases::ReadResult const& result) {
  for (auto const& [key, given] : result.facts.facts)
    if (!given.rows.empty()) return given;
  return result.facts.facts.begin()->second;
}

}  // namespace

TEST_CASE("a day that is not known leaves the history open, under the name of the day") {
  World const w;
  for (char const* const end :
       {R"({"contradictory": ["1980-06-30", "1980-12-31"]})", R"("1980")", R"("1980-06")",
        R"({"between": ["1980-06-01", "1980-06-20"]})", R"({"unknown": "no end is given"})"}) {
    CAPTURE(end);
    auto const result = w.read(with_end(end));
    REQUIRE(result.ok());
    auto const& value = the_history(result).values.at(0);
    REQUIRE(value.absent());
    REQUIRE(value.absence().blockers.size() == 1);
    CHECK(value.absence().blockers[0].subject == "history[a].to");
    CHECK(value.absence().blockers[0].stated);
  }
}

TEST_CASE("what is written in place of a day is read strictly") {
  World const w;
  CHECK(w.faults(with_end(R"({"contradictory": ["1980-06-30"]})")) ==
        "K045 facts.history[0].to.contradictory");
  CHECK(w.faults(with_end(R"({"contradictory": []})")) == "K045 facts.history[0].to.contradictory");
  CHECK(w.faults(with_end(R"({"contradictory": ["1980-06-31", "1980-12-31"]})")) ==
        "K037 facts.history[0].to.contradictory[0]");
  CHECK(w.faults(with_end(R"({"between": ["1980-06-30"]})")) == "K030 facts.history[0].to.between");
  CHECK(w.faults(with_end(R"({"between": ["1980-06-30", "1980-06-29"]})")) ==
        "K039 facts.history[0].to.between");
  CHECK(w.faults(with_end(R"({"between": ["1970-01-01", "1979-12-31"]})")) == "K039 facts.history[0].to");
  CHECK(w.faults(with_end(R"("1980-13")")) == "K037 facts.history[0].to");
  CHECK(w.faults(with_end(R"("1849")")) == "K038 facts.history[0].to");
  CHECK(w.faults(with_end(R"({"pending": "asked for"})")) == "K046 facts.history[0].to");
  CHECK(w.faults(with_end("null")) == "K030 facts.history[0].to");
  CHECK(w.faults(history(R"({"state": "AA", "from": {"open": "?"}, "to": "1980-12-31"})")) ==
        "K030 facts.history[0].from");
}

TEST_CASE("a State that is not declared is kept by its code") {
  World const w;
  auto const result =
      w.read(history(R"({"state": "QX", "from": "1980-01-01", "to": "1980-12-31", "kind": "voluntary"})"));
  REQUIRE(result.ok());
  CHECK(read_history(result).periods.at(0).state == core::undeclared_state("QX"));
  bool told = false;
  for (auto const& notice : result.facts.notices) told = told || notice.code == "K905";
  CHECK(told);
  CHECK(w.faults(history(R"({"state": "Qx", "from": "1980-01-01", "to": "1980-12-31"})")) ==
        "K041 facts.history[0].state");
}

TEST_CASE("a certificate in several units keeps them all, the largest first") {
  World const w;
  auto const certified = [](std::string const& what) {
    return history(R"({"state": "AA", "from": "1980-01-01", "to": "1980-12-31", "certified": )" + what + "}");
  };
  auto const result = w.read(certified(R"({"days": 5, "years": 1, "months": "2", "day_week": 6})"));
  REQUIRE(result.ok());
  auto const& period = read_history(result).periods.at(0);
  CHECK(period.certified->unit == model::Unit::years);
  REQUIRE(period.besides.size() == 2);
  CHECK(period.besides[0].unit == model::Unit::months);
  CHECK(period.besides[1].amount == model::Rational(5));
  CHECK(period.day_week == 6);
  auto const& h = read_history(result);
  CHECK(model::certified(h, model::Unit::years).absent());
  CHECK(model::certified_part(h, model::Unit::months).as<model::Rational>() == model::Rational(2));
  CHECK(model::certified_part(h, model::Unit::weeks).as<model::Rational>() == model::Rational(0));
  CHECK(w.faults(certified("{}")) == "K023 facts.history[0].certified");
  CHECK(w.faults(certified(R"({"day_week": 6})")) == "K023 facts.history[0].certified");
  CHECK(w.faults(certified(R"({"days": 5, "day_week": 4})")) == "K032 facts.history[0].certified.day_week");
  CHECK(w.faults(certified(R"({"dayz": 5})")) == "K022 facts.history[0].certified.dayz");
  CHECK(w.faults(certified(R"({"days": -5})")) == "K042 facts.history[0].certified.days");
}
