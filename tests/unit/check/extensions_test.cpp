// Words that a package adds to the enumeration of another one: who sees them, and what they do to a choice.
#include <doctest/doctest.h>

#include "load.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

constexpr auto home = R"(package home
enumeration kind { compulsory, voluntary }
rule known(k: kind): whole = match k { compulsory: 1  voluntary: 2 }
rule either(k: kind): whole = match k { compulsory: 1  otherwise: 2 }
table weight(k: kind): whole { compulsory: 1  voluntary: 2 }
table whatever(k: kind): whole { compulsory: 1  any: 2 }
open rule of_kind(k: kind): whole
)";

std::string adding(std::string const& package, std::string const& rest = "") {
  return "package " + package + "\nimport home\nextend kind { resident \"Resident\" }\n" + rest;
}

}  // namespace

TEST_CASE("a word is seen by whoever imports the package that adds it") {
  CHECK(check_texts({home, adding("more", "rule r: kind = resident\nrule q: kind = kind.resident\n")})
            .report(false)
            .empty());
  CHECK(check_texts({home, adding("more"), "package law\nimport home, more\nrule r: kind = resident\n"})
            .report(false)
            .empty());
  auto const unseen =
      check_texts({home, adding("more"), "package law\nimport home\nrule r: kind = resident\n"});
  CHECK(unseen.at(Code::unknown_name) == "resident");
  CHECK(unseen.hint(Code::unknown_name).find("import more") != std::string::npos);
  // A part of an open rule for a word that it does not see would be a part for a variable.
  auto const part =
      check_texts({home, adding("more"), "package law\nimport home\nrule of_kind(resident) = 1\n"});
  CHECK(part.has(Code::unknown_name));
  CHECK(check_texts({home, adding("more", "rule of_kind(resident) = 1\n")}).report(false).empty());
}

TEST_CASE("a choice answers the words that its own package sees") {
  CHECK(check_texts({home, adding("more")}).report(false).empty());
  auto const own =
      check_texts({home, adding("more", "rule r(k: kind): whole = match k { compulsory, voluntary: 1 }\n")});
  CHECK(own.count(Code::inexhaustive_match) == 1);
  auto const rows =
      check_texts({home, adding("more", "table t(k: kind): whole { compulsory: 1  voluntary: 2 }\n")});
  CHECK(rows.count(Code::gap) == 1);
}

TEST_CASE("what a package does not see is not encoded where it comes, unless it answers everything") {
  auto const checked = check_texts({home, adding("more", R"(
test "From outside" {
  expect known(resident) not_encoded
  expect weight(resident) not_encoded
  expect either(resident) is 2
  expect whatever(resident) is 2
  expect of_kind(resident) not_encoded
}
)")});
  CHECK(checked.report(false).empty());
  REQUIRE(checked.program.tests.size() == 1);
  auto const result = api::run_test(checked.program, checked.program.tests.front());
  for (auto const& failure : result.failures) CHECK_MESSAGE(false, failure.sentence);
}

TEST_CASE("two packages may add the same word, and each means its own") {
  std::vector<std::string> const both{home, adding("one", "rule a: kind = resident\n"),
                                      adding("two", "rule b: kind = resident\n")};
  auto const apart = check_texts(both);
  CHECK(apart.report(false).empty());
  auto const& values = apart.program.enumerations.front().values;
  REQUIRE(values.size() == 4);
  CHECK(values[2].name == "one.resident");
  CHECK(values[3].name == "two.resident");
  auto const with = [&](std::string const& rule) {
    auto texts = both;
    texts.push_back("package zone\nimport home, one, two\n" + rule);
    return check_texts(texts);
  };
  CHECK(with("rule r: truth = a is one.resident and b is not one.resident\n").report(false).empty());
  CHECK(with("rule r: truth = a is resident\n").at(Code::ambiguous_name) == "resident");
  CHECK(with("rule r: kind = kind.resident\n").has(Code::ambiguous_name));
  CHECK(with("extend kind { resident }\n").at(Code::word_not_added) == "resident");
}
