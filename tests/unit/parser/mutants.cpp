// Changes of rules: which there are in a small package, that each is undone by a second swap, and one step up
// or down.
#include <algorithm>

#include <doctest/doctest.h>

#include "grammar/parser/parse.hpp"
#include "grammar/syntax/dump.hpp"
#include "grammar/syntax/mutants.hpp"
#include "grammar/syntax/mutator.hpp"

namespace convenio::testing {

namespace {

constexpr char const* rules = R"(package p
currency ARC "crown" minor 0.01
state Ardenia "Ardenia" currency ARC
state Belmara "Belmara" currency ARC
enumeration kind { compulsory, voluntary }
fact wanted: truth "Wanted?" default no
agreement coast "Coast" {
  parties Ardenia, Belmara from 2011-01-01
  article 1 {
    parameter waiting: months { until 2019-12-31: 180 months  from 2020-01-01: 1_200 months }
    rule paid(m: money ARC): money ARC = m * 1.5 rounded half_up to 0.01 ARC
    rule fits(p: period): truth = not wanted and p.kind is compulsory and p.start < 2000-03-01
    rule aged(d: date): date = max(d, d + 1 calendar months missing back)
    rule either(a: whole): whole = if a > 0 then 1 else 0
    rule repealed: truth { from 2024-01-01 = yes  from 2024-01-01 enacted 2025-01-05 = no }
    parameter rate: ratio known to 2027-12-31 { from 2020-01-01: 5 % known to 2026-06-30 }
    table wage(d: date): money ARC { any enacted 2023-02-01: 7 ARC }
    precedence order between periods in order first_one, second_one otherwise conflict
    stands first_one in order when this.state is Ardenia
    stands second_one in order when wanted
    precedence choice between routes of grant otherwise highest amount
    stands ranked in choice: by_age over by_service
    stands compared in choice: highest amount of by_age, by_need
  }
}
test "untouched" { expect fits is 7 }
)";

struct Package {
  text::Sources sources;
  text::Diagnostics diagnostics;
  std::vector<syntax::File> files;
  std::vector<syntax::Mutant> mutants;
  explicit Package(std::string text) {
    auto const source = sources.add("p.convenio", std::move(text));
    files.push_back(grammar::parse(sources, source, diagnostics));
    mutants = syntax::mutants(files, "p", sources);
  }
  bool has(std::string const& change) const {
    return std::any_of(mutants.begin(), mutants.end(), [&](auto const& one) { return one.change == change; });
  }
};

std::string day(int year, unsigned month, unsigned d, bool up) {
  return syntax::to_string(syntax::next_day({year, month, d}, up));
}

}  // namespace

TEST_CASE("changes of a small package") {
  Package const package(rules);
  REQUIRE_FALSE(package.diagnostics.has_errors());
  for (char const* change : {"`2011-01-01` to `2010-12-31`",
                             "`Ardenia` to `Belmara`",
                             "`2019-12-31` to `2020-01-01`, and what adjoins",
                             "`180 months` to `181 months`",
                             "`1_200 months` to `1_199 months`",
                             "`1.5` to `1.6`",
                             "`half_up` to `half_down`",
                             "`0.01 ARC` to `0.00 ARC`",
                             "`not` taken away",
                             "`and` to `or`",
                             "`is` to `is not`",
                             "`compulsory` to `voluntary`",
                             "`start` to `end`",
                             "`<` to `<=`",
                             "`2000-03-01` to `2000-02-29`",
                             "`max` to `min`",
                             "`back` to `forward`",
                             "`+` to `-`",
                             "`no` to `yes`",
                             "the two ways of `if a > 0` exchanged",
                             "`first_one` and `second_one` exchanged",
                             "`2025-01-05` to `2025-01-06`",
                             "`2025-01-05` to `2025-01-04`",
                             "`2026-06-30` to `2026-07-01`",
                             "`2027-12-31` to `2027-12-30`",
                             "`2023-02-01` to `2023-01-31`",
                             "`by_age` and `by_service` exchanged",
                             "`highest amount of` to the order of the routes",
                             "`otherwise highest amount` to `otherwise conflict`",
                             "`otherwise conflict` to `otherwise both`"}) {
    CAPTURE(change);
    CHECK(package.has(change));
  }
  CHECK_FALSE(package.has("`7` to `8`"));
  CHECK(package.mutants.front().place == "");
  CHECK(package.mutants.back().place == "agreement coast, article 1");
}

TEST_CASE("a change changes the tree, and made twice it is undone") {
  Package package(rules);
  std::string const before = syntax::dump(package.files[0]);
  for (auto const& mutant : package.mutants) {
    CAPTURE(mutant.change);
    mutant.swap();
    CHECK(syntax::dump(package.files[0]) != before);
    mutant.swap();
    CHECK(syntax::dump(package.files[0]) == before);
  }
  CHECK(package.mutants.size() > 40);
}

TEST_CASE("the place of a change is what it changes") {
  Package const package(rules);
  for (auto const& mutant : package.mutants) {
    if (mutant.change == "`half_up` to `half_down`") CHECK(package.sources.slice(mutant.span) == "half_up");
    if (mutant.change == "`back` to `forward`") CHECK(package.sources.slice(mutant.span) == "back");
    if (mutant.change == "`2011-01-01` to `2010-12-31`")
      CHECK(package.sources.slice(mutant.span) == "2011-01-01");
  }
}

TEST_CASE("one step of numbers and dates") {
  CHECK(syntax::next_number("0.99", true) == "1.00");
  CHECK(syntax::next_number("1.00", false) == "0.99");
  CHECK(syntax::next_number("10", false) == "9");
  CHECK(syntax::next_number("99", true) == "100");
  CHECK(syntax::next_number("9.9", true) == "10.0");
  CHECK(syntax::next_number("0", false) == std::nullopt);
  CHECK(syntax::next_number("0.00", false) == std::nullopt);
  CHECK(day(2024, 2, 28, true) == "2024-02-29");
  CHECK(day(2023, 2, 28, true) == "2023-03-01");
  CHECK(day(1900, 3, 1, false) == "1900-02-28");
  CHECK(day(2000, 3, 1, false) == "2000-02-29");
  CHECK(day(2000, 12, 31, true) == "2001-01-01");
  CHECK(day(2000, 1, 1, false) == "1999-12-31");
}

}  // namespace convenio::testing
