// Random mutations of a rule file: parsing ends, spans stay in range, messages are sentences, and the
// formatter changes no meaning. Sound files, generated and shipped, are in tests/properties.
#include <doctest/doctest.h>

#include <array>
#include <random>

#include "grammar/syntax/format.hpp"
#include "grammar/text/utf8.hpp"
#include "tests/unit/parser/support.hpp"

namespace convenio::testing {

namespace {

std::string const sample = R"(package t
import prelude

-- the states
state BR "Brazil" currency BRL
currency BRL "real" minor 0.01 from 1994-07-01 follows CRR at 2750
enumeration kind { compulsory "compulsory insurance", voluntary }
record posting { worker_state: state, start: date }
conversion days_of_30 { 1 month = 30 days   1 year = 12 months }
agreement mercosur "M" {
  parties AR, BR from 2005-06-01
  governed by claim_date
  article 7 "Totalisation" {
    paragraph 1.c {
      rule own_days(S: state): days = days(own(S)) rounded down to 1 days
      rule age(s: sex): calendar months {
        until 2019-11-12 = 60 calendar years
        from  2019-11-13 enacted 2019-11-12 = 62 calendar years
      }
      exception e to own_days overrides a when P.status is x and not (y or z) then 5 days
    }
    interpretation i "What" by "who" {
      parameter p: money ARS { from 2025-12-01: 155_936.86 ARS confidence unverified }
      table t(y: whole): calendar months { until 1972: 60 calendar years  1973 to 1975: not encoded "gap" known to 2026-06-30 checked "it" }
    }
  }
}
precedence v(S: state) between periods in order a, b otherwise undefined "silent"
stands a in v when this.kind is compulsory
stands c in w: x over y over z when yes
decided on claim_date
award pension for each S in states : money of S chosen by choice "P"
route r of pension when let a = 1, b = 2 in a < b
  entitled exists p in h where p.kind in [compulsory, voluntary]
  grants sum of x for p in those q in h where yes
question q : state = match k { a: BR  b, c: AR  otherwise: undefined "why" }
sample aurora { birth = 1955-03-02  history = periods { AR compulsory 1980-01-01 to 1990-12-31 with a = b } }
test "t" like aurora {
  expect pension(BR, old_age) granted by national amount 1_621.00 BRL
  expect ledger of h { UY 2011-01-01 to 2011-12-31 displaced by BR under c }
  expect birth + 65 calendar years missing back is 2020-03-02
}
)";

constexpr std::array<std::string_view, 40> dictionary{"rule ",
                                                      "fact ",
                                                      "{",
                                                      "}",
                                                      "(",
                                                      ")",
                                                      "[",
                                                      "]",
                                                      "\"",
                                                      "--",
                                                      "\n",
                                                      " = ",
                                                      ": ",
                                                      ", ",
                                                      "is ",
                                                      "and ",
                                                      "or ",
                                                      "not ",
                                                      "let ",
                                                      "in ",
                                                      "if ",
                                                      "then ",
                                                      "else ",
                                                      "match ",
                                                      "periods ",
                                                      "article 7 ",
                                                      "2005-06-01",
                                                      "12 months",
                                                      "1.",
                                                      "%",
                                                      "test \"t\" {",
                                                      "expect ",
                                                      "unknown",
                                                      "undefined ",
                                                      "for each ",
                                                      "\xFF",
                                                      "\xE2\x80\xAE",
                                                      "ñ",
                                                      "as of ",
                                                      "rounded "};

std::string mutated(std::string text, std::mt19937& random) {
  auto const below = [&](std::size_t n) {
    return static_cast<std::size_t>(random()) % std::max<std::size_t>(n, 1);
  };
  for (std::size_t i = 0, count = 1 + below(6); i < count && !text.empty(); ++i) {
    std::size_t const at = below(text.size());
    switch (below(5)) {
      case 0:
        text.erase(at, 1 + below(20));
        break;
      case 1:
        text.insert(at, dictionary[below(dictionary.size())]);
        break;
      case 2:
        text[at] = static_cast<char>(below(256));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size()), below(60)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  return text;
}

void check_sound(std::string const& text) {
  Parsed const result = parsed(text);
  auto const in_range = [&](text::Span span) { return span.begin <= span.end && span.end <= text.size(); };
  for (text::Diagnostic const& one : result.diagnostics.all()) {
    CHECK(in_range(one.span));
    CHECK_FALSE(one.message.empty());
    CHECK(one.message.find("boost") == std::string::npos);
    CHECK(one.message.find('\n') == std::string::npos);
    CHECK(text::is_valid_utf8(text::render(one, result.sources)));
  }
  for (syntax::Declaration const& one : result.file.declarations) CHECK(in_range(one.span));
  bool const broken = syntax::dump(result.file).find("broken") != std::string::npos;
  CHECK((!broken || result.diagnostics.has_errors()));
}

}  // namespace

TEST_CASE("random mutations: parsing ends, and spans and messages are sound") {
  CHECK_FALSE(parsed(sample).diagnostics.has_errors());
  std::mt19937 random(20240601);
  for (int round = 0; round < 1500; ++round) check_sound(mutated(sample, random));
}

TEST_CASE("random bytes") {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = 0, count = random() % 200; i < count; ++i) text += static_cast<char>(random() % 256);
    check_sound(text);
  }
}

TEST_CASE("every prefix of a file") {
  for (std::size_t length = 0; length < sample.size(); length += 7) check_sound(sample.substr(0, length));
}

TEST_CASE("the formatter is sound on mutated files, too") {
  std::mt19937 random(5);
  for (int round = 0; round < 1000; ++round) {
    std::string const text = mutated(sample, random);
    std::string const once = syntax::format(text);
    CHECK(syntax::format(once) == once);
    Parsed const before = parsed(text);
    if (before.diagnostics.has_errors()) continue;
    CAPTURE(text);
    CHECK(syntax::dump(parsed(once).file) == syntax::dump(before.file));
  }
}

}  // namespace convenio::testing
