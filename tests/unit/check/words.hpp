// Test support: a small vocabulary, and rule text that is right or wrong in one way.
#pragma once

#include <string>

#include <doctest/doctest.h>

#include "tests/unit/check/load.hpp"

namespace convenio::testing {

inline char const* const words = R"(package base
currency AAM "old" minor 0.01 until 1991-12-31
currency AAA "crown" minor 0.01 from 1992-01-01 follows AAM at 1_000
currency BBB "mark" minor 1
state AA "Aland" currency AAA
state BB "Bland" currency BBB
state CC "Cland" currency BBB
enumeration kind { compulsory, voluntary, assimilated }
enumeration colour { red, voluntary }
record job { where_: state, start: date, pay: money AAA }
conversion thirty { 1 month = 30 days  1 year = 12 months }
fact birth: date "?"
fact wish: truth "?"
fact kin: kind "?"
fact residence: state "?"
fact birthplace: state "?"
fact career: history "?"
fact earnings(S: state): money of S "?"
fact jobs: list of job "?"
fact any_money: money "?"
period has kind: kind "?"
period has paid_in: list of state "?" default []
)";

// Rule text inside an article of a text that a date governs.
inline std::string in_article(std::string const& inside) {
  return "package law\nimport base\nagreement pact \"Pact\" { parties AA, BB from 2000-01-01  governed by "
         "birth\n"
         "article 1 \"One\" {\n" +
         inside + "\n} }\n";
}

inline Checked check_article(std::string const& inside) { return check_texts({words, in_article(inside)}); }

inline void accepts(std::string const& inside) {
  Checked const checked = check_article(inside);
  INFO(inside);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 0);
}

// Exactly one error, of this code, at this text of the user's.
inline void refuses(std::string const& inside, text::Code code, std::string_view at = {}) {
  Checked const checked = check_article(inside);
  INFO(inside);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 1);
  CHECK(checked.has(code));
  if (!at.empty()) CHECK(checked.at(code) == at);
}

inline core::Rule const* find_rule(core::Program const& program, std::string_view name) {
  for (auto const& rule : program.rules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

// The body of a rule in the core's notation.
inline std::string body_of(Checked const& checked, std::string_view name) {
  auto const* rule = find_rule(checked.program, name);
  return rule ? core::dump(checked.program, rule->body) : "no such rule";
}

inline std::string lowered(std::string const& type_and_body) {
  Checked const checked = check_article("rule x(S: state, d: date): " + type_and_body);
  INFO(checked.report(false));
  CHECK(checked.diagnostics.error_count() == 0);
  return body_of(checked, "x");
}

}  // namespace convenio::testing
