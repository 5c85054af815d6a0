// One mistake, one diagnostic, at the right place and in the drafter's words; and recovery.
#include <doctest/doctest.h>

#include "tests/unit/parser/support.hpp"

namespace convenio::testing {

namespace {

using All = std::vector<std::string>;

// The only fault of one declaration after `package t`; the line counts from the declaration.
std::string fault(std::string const& declaration) {
  All const all = faults("package t " + declaration);
  if (all.size() != 1)
    return std::to_string(all.size()) + " faults" + (all.empty() ? "" : ": " + all[0] + " / " + all[1]);
  return all.front();
}

}  // namespace

TEST_CASE("what was expected, and what was found") {
  CHECK(fault("rule x whole = 1") ==
        "C0101 1:18 expected `=` or `{` before what the rule says, found `whole`");
  CHECK(fault("rule x: whole") ==
        "C0101 1:24 expected `=` or `{` before what the rule says, but the file ends");
  CHECK(fault("rule x: = 1") == "C0101 1:19 expected a type in the rule, found `=`");
  CHECK(fault("rule x = )") == "C0101 1:20 expected an expression in the rule, found `)`");
  CHECK(fault("rule x =\nrule y = 1") == "C0101 1:19 expected an expression in the rule");
  CHECK(fault("rule x = (1 + 2\nrule y = 1") == "C0101 1:26 expected `)` in the rule");
  CHECK(fault("rule x = f(a b)") == "C0101 1:24 expected `,` or `)` after the argument, found `b`");
  CHECK(fault("rule x = if a then b") ==
        "C0101 1:31 expected `else` and what holds otherwise in the rule, but the file ends");
  CHECK(fault("rule x = 5 5") == "C0101 1:22 expected an operator or a declaration, found `5`");
  CHECK(fault("rule x = a rounded to 1") ==
        "C0101 1:30 expected `down`, `up`, `half_up`, `half_down`, `half_even`, "
        "`floor` or `ceiling` in the rule, found the word `to`");
  CHECK(fault("rule x = convert(q to months by t)") ==
        "C0101 1:44 expected `exact`, `down`, `up` or `half_up` in the rule, found `)`");
  CHECK(fault("rule x = match k {}") == "C0101 1:29 expected a value and `:` in the rule, found `}`");
  CHECK(fault("fact x: truth") ==
        "C0101 1:24 expected the question in quotes, after the type, but the file ends");
  CHECK(fault("table t(a: whole): whole { 1 2 }") ==
        "C0101 1:40 expected `:` after the key of the row, found `2`");
  CHECK(fault("route r when a") == "C0101 1:19 expected `of` in the route, found the word `when`");
  CHECK(fault("article \"x\" {}") ==
        "C0101 1:19 expected a label like `7` or `6.1.c` in the article, found a text in quotes");
  CHECK(fault("state X \"x\" currency real") ==
        "C0101 1:32 expected a currency of three capitals in the state, found `real`");
  CHECK(fault("precedence p between periods") ==
        "C0101 1:39 expected `otherwise` in the precedence, but the file ends");
}

TEST_CASE("a word of the language as a name") {
  CHECK(fault("rule table: whole = 1") ==
        "C0101 1:16 `table` is a word of the language and cannot be the name of the rule");
  CHECK(fault("rule year: whole = 1") ==
        "C0101 1:16 `year` is a word of the language and cannot be the name of the rule");
  CHECK(fault("rule x(days: whole): whole = 1") ==
        "C0101 1:18 `days` is a word of the language and cannot be the name of a parameter");
  CHECK(fault("rule x = let rule = 1 in 2") ==
        "C0101 1:24 `rule` is a word of the language and cannot be a name after `let`");
  CHECK(fault("rule x = 1 + when") == "C0101 1:24 expected an expression in the rule, found the word `when`");
}

TEST_CASE("hints for common slips") {
  CHECK(hint_of("package t rule x = a = b") == "to compare, write `is`");
  CHECK(hint_of("package t rule x = a == b") == "to compare, write `is`");
  CHECK(hint_of("package t rule x = (a != b)") == "write `is not`");
  CHECK(hint_of("package t rule x = a && b") == "write `and`");
  CHECK(hint_of("package t rule x = yes;") == "nothing ends a line; remove it");
  CHECK(hint_of("package t # comment") == "a comment begins with `--`");
  CHECK(hint_of("package t rul x = 1") == "did you mean `rule`?");
  CHECK(hint_of("package t rule x = 12months") == "put a space between a number and its unit");
  CHECK(hint_of("package t rule x = a \xE2\x89\xA4 b") == "write <=");
  CHECK(hint_of("package t rule x: text = \xE2\x80\x9C"
                "abc\xE2\x80\x9D") == "write the straight quote \" before and after a text");
}

TEST_CASE("dates, numbers, units, texts") {
  CHECK(fault("rule x = 2021-02-30") == "C0104 1:20 `2021-02-30` is no date: that month has 28 days");
  CHECK(fault("rule x = 2021-13-01") == "C0104 1:20 `2021-13-01` is no date: there is no month 13");
  CHECK(fault("rule x = 1849-12-31") == "C0104 1:20 `1849-12-31` is out of range");
  CHECK(fault("rule x = 1850-01-01") == "0 faults");
  CHECK(fault("rule x = 2150-12-31") == "0 faults");
  CHECK(fault("rule x = 2151-01-01") == "C0104 1:20 `2151-01-01` is out of range");
  CHECK(fault("rule x = 12abc") == "C0105 1:20 `12abc` is not a number");
  CHECK(fault("rule x = 1__2") == "C0105 1:20 `1__2` is not a number");
  CHECK(fault("rule x = 1_.5") == "C0105 1:20 `1_.5` is not a number");
  CHECK(fault("rule x = " + std::string(38, '9')) == "0 faults");
  CHECK(fault("rule x = 0." + std::string(37, '9')) == "0 faults");
  CHECK(fault("rule x = 0." + std::string(38, '9')) == "C0105 1:20 this number has more than 38 digits");
  CHECK(fault("rule x = " + std::string(39, '9')) == "C0105 1:20 this number has more than 38 digits");
  CHECK(fault("rule x = 3 calendar weeks") == "C0101 1:22 there are no `calendar weeks`");
  CHECK(fault("rule x: calendar years = 1") == "C0101 1:19 `calendar years` is not a type");
  CHECK(fault("rule x = \"a \\q\"") == "C0101 1:23 after `\\` only `\"`, `\\` and `n` have a meaning");
  CHECK(fault("rule x = \"abc\nrule y = 1") == "C0103 1:20 this text has no closing `\"` on its line");
  CHECK(fault("rule x = \"abc") == "C0103 1:20 this text has no closing `\"` on its line");
  CHECK(fault("rule x = f(\"abc)\nrule y = 1") == "C0103 1:22 this text has no closing `\"` on its line");
}

TEST_CASE("bytes and characters") {
  CHECK(fault("rule a\xFF"
              "b = 1") == "C0102 1:17 the byte 0xff is not UTF-8 text");
  CHECK(fault("rule x = 1 -- \x80") == "C0102 1:25 the byte 0x80 is not UTF-8 text");
  CHECK(fault(std::string("rule x \0 = 1", 12)) ==
        "C0102 1:18 a control character (byte 0x00) stands in the file");
  CHECK(fault("rule x = \"\xE2\x80\xAE\"") ==
        "C0110 1:21 the invisible character U+202E changes the direction of the text");
  CHECK(fault("rule re\xCC\x81gle = 1").substr(0, 10) == "C0109 1:16");
  CHECK(fault("rule p\xD0\xB0y = 1").substr(0, 10) == "C0111 1:16");
  CHECK(fault("rule x = a\xC2\xA0+ 1") == "C0101 1:21 a special space character stands here");
  CHECK(fault("rule " + std::string(128, 'a') + " = 1") == "0 faults");
  CHECK(fault("rule " + std::string(129, 'a') + " = 1") == "C0108 1:16 this name is 129 bytes long");
  CHECK(parsed("\xEF\xBB\xBFpackage t\r\nrule x = 1\r\n").diagnostics.all().empty());
}

TEST_CASE("files and their packages") {
  CHECK(faults("") == All{"C0101 1:1 expected `package` and its name, but the file is empty"});
  CHECK(faults("rule x = 1") ==
        All{"C0101 1:1 expected `package` and its name at the beginning of the file"});
  CHECK(faults("package t\nrule x = 1\npackage u").size() == 1);
  CHECK(fault("note \"x\"") == "C0101 1:11 this stands outside of any article or text");
  CHECK(fault("parties A, B from 2000-01-01") ==
        "C0101 1:11 this stands outside of any agreement, scheme or article");
  CHECK(fault("sample s { expect a }") == "C0101 1:22 a sample expects nothing");
}

TEST_CASE("limits, on both sides") {
  auto const nested = [](std::size_t depth) {
    return "rule x = " + std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  CHECK(fault(nested(99)) == "0 faults");
  CHECK(fault(nested(250)).substr(0, 5) == "C0106");
  CHECK(fault(nested(100'000)).substr(0, 5) == "C0106");
  auto const sum = [](std::size_t terms) {
    std::string text = "rule x = 1";
    for (std::size_t i = 1; i < terms; ++i) text += " + 1";
    return text;
  };
  CHECK(fault(sum(200)) == "0 faults");
  CHECK(fault(sum(201)).substr(0, 5) == "C0106");
  CHECK(fault("rule x = " +
              [] {
                std::string s;
                for (int i = 0; i < 5000; ++i) s += "not ";
                return s;
              }() +
              "a")
            .substr(0, 5) == "C0106");
  std::string articles = "package t ";
  for (int i = 0; i < 5000; ++i) articles += "article 1 { ";
  CHECK(parsed(articles).diagnostics.error_count() == 1);
  std::string many = "package t\n";
  for (int i = 0; i < 5000; ++i) many += "rule x = )\n";
  CHECK(parsed(many).diagnostics.error_count() == 1001);
  std::string const dates = [] {
    std::string all = "package t\n";
    for (int i = 0; i < 5000; ++i) all += "rule x = 2021-02-30\n";
    return all;
  }();
  CHECK(parsed(dates).diagnostics.error_count() == 1001);

  std::string text = "package t\n";
  text += std::string((1U << 20U) - text.size(), ' ');
  CHECK_FALSE(parsed(text).diagnostics.has_errors());
  All const large = faults(text + " ");
  REQUIRE(large.size() == 1);
  CHECK(large.front().substr(0, 5) == "C0107");
}

TEST_CASE("several mistakes in one file are all reported, and the rest is kept") {
  Parsed const result = parsed(
      "package t\n"
      "rule a whole = 1\n"
      "rule b: whole = 2\n"
      "article 7 \"T\" {\n"
      "  rule c: whole = (1 + \n"
      "  table d(x: whole): whole {\n"
      "    1: 2\n"
      "    3 4\n"
      "    5: 6\n"
      "  }\n"
      "  rule e: whole = 3\n"
      "  rul f = 3\n"
      "  rule g: whole = 4\n"
      "}\n"
      "fact h: date\n"
      "rule i: whole = 5\n");
  CHECK(result.diagnostics.error_count() == 5);
  std::string const dumped = syntax::dump(result.file);
  for (char const* kept :
       {"rule a", "rule b", "article 7", "rule c", "table d", "rule e", "rule g", "fact h", "rule i"}) {
    CAPTURE(kept);
    CHECK(dumped.find(kept) != std::string::npos);
  }
  REQUIRE(result.file.declarations.size() == 5);
  auto const& article = std::get<syntax::ContainerDecl>(result.file.declarations[2].node);
  CHECK(article.items.size() == 5);
}

TEST_CASE("a broken header keeps what is inside the container") {
  Parsed const result =
      parsed("package t\narticle \"x\" 7 {\n rule a = 1\n}\nagreement m {\n rule b = 1\n}\nrule c = 1\n");
  CHECK(result.diagnostics.error_count() == 2);
  std::string const dumped = syntax::dump(result.file);
  for (char const* kept : {"rule a", "rule b", "rule c"}) CHECK(dumped.find(kept) != std::string::npos);
}

TEST_CASE("a broken statement keeps the rest of its test") {
  Parsed const result = parsed(
      "package t\ntest \"t\" {\n  a = )\n  b = 1\n  expect\n  expect c granted by\n  expect d\n}\nrule e = "
      "1\n");
  CHECK(result.diagnostics.error_count() == 3);
  auto const& test = std::get<syntax::TestDecl>(result.file.declarations[0].node);
  CHECK(test.facts.size() == 2);
  CHECK(test.expectations.size() == 3);
  CHECK(result.file.declarations.size() == 2);
}

TEST_CASE("dates and numbers of other countries; labels of articles are neither") {
  CHECK(faults("package t\nrule x: t = 01.03.1958") ==
        All{"C0101 2:13 `01.03.1958` is not how a date is written"});
  CHECK(faults("package t\nrule x: t = 1.000.000") == All{"C0105 2:13 `1.000.000` is not a number"});
  CHECK(faults("package t\nagreement a \"A\" {\n  article 13.1.2 \"x\" { paragraph 1.1.2020 { } }\n}\n")
            .empty());
  CHECK(faults("package t\nrule x: t = 2000-01-01\nrule y: t = a / 3 / 1958").empty());
}

TEST_CASE("missing and superfluous braces") {
  All const missing = faults("package t\narticle 1 {\n  rule x = 1\n");
  CHECK(missing == All{"C0101 3:13 expected `}` at the end of the container, but the file ends"});
  All const extra = faults("package t\nrule x = 1\n}\nrule y = 2\n");
  CHECK(extra == All{"C0101 3:1 this `}` closes nothing"});
  All const between =
      faults("package t\nagreement a \"A\" {\n  article 1 {\n    rule x: t = 1\n  article 2 { }\n}\n");
  CHECK(between == All{"C0101 5:3 a `}` is missing before this line"});
  All const one_line = faults("package t\nenumeration e { a, b\nrule x: t = 1\n");
  CHECK(one_line == All{"C0101 2:21 a `}` is missing on this line"});
  std::string many = "package t\n";
  for (int i = 0; i < 100'000; ++i) many += '{';
  CHECK(!faults(many + "\nrule x: t = 1\n").empty());  // soon, and without a cascade
  All const unclosed_table = faults("package t\ntable t(a: whole): whole {\n  1: 2\nrule y = 2\n");
  CHECK(unclosed_table.size() == 1);
}

}  // namespace convenio::testing
