// The layout of rule files; that it keeps the meaning is tested with the parser.
#include "grammar/syntax/format.hpp"

#include <doctest/doctest.h>

#include <string>

#include "grammar/syntax/tokens.hpp"

using convenio::syntax::format;

TEST_CASE("spaces between tokens") {
  CHECK(format("rule  x(a:state,b : state):days=f( a ,b )+-1") ==
        "rule x(a: state, b: state): days = f(a, b) + -1\n");
  CHECK(format("rule x = a-b- -c*(-d)") == "rule x = a - b - -c * (-d)\n");
  CHECK(format("rule x = [1951 to 1981] + [ ] + 60% <=1/3") ==
        "rule x = [1951 to 1981] + [] + 60 % <= 1 / 3\n");
  CHECK(format("rule x = a . b(c).d and (e)") == "rule x = a.b(c).d and (e)\n");
  CHECK(format("rule x = 2005-06-01") == "rule x = 2005-06-01\n");
  CHECK(format("article  52(1)(b)  \"T\"{ }") == "article 52(1)(b) \"T\" {}\n");
  CHECK(format("article\n-- the label\nDT-7.1(b) {}") == "article\n  -- the label\n  DT-7.1(b) {}\n");
  CHECK(format("enumeration k{a,b}") == "enumeration k { a, b }\n");
  CHECK(format("text \"a  ( b\"  x") == "text \"a  ( b\" x\n");
}

TEST_CASE("items of a block on one line keep two spaces") {
  CHECK(format("rule x = match y { a: 1     b,  c: 2 }") == "rule x = match y { a: 1  b, c: 2 }\n");
  CHECK(format("rule   x = 1") == "rule x = 1\n");
}

TEST_CASE("what is said of figures goes on from the line above") {
  CHECK(format("parameter p: whole\nuntil amended\nchecked \"a\" {\nfrom 2020-01-01: 1\nknown to 2026-06-30\n"
               "checked \"b\"\nuntil 2019-12-31: 2\n}\nrule r = not\nencoded \"why\"\n") ==
        "parameter p: whole\n"
        "  until amended\n"
        "  checked \"a\" {\n"
        "    from 2020-01-01: 1\n"
        "      known to 2026-06-30\n"
        "      checked \"b\"\n"
        "    until 2019-12-31: 2\n"
        "  }\n"
        "rule r = not\n"
        "  encoded \"why\"\n");
}

TEST_CASE("a sign is never joined to a comment") {
  CHECK(format("rule x = - - 1") == "rule x = - -1\n");
  CHECK(format("rule x = a - -1") == "rule x = a - -1\n");
}

TEST_CASE("indentation follows brackets and continuation") {
  CHECK(format("article 7 {\nparagraph 2 {\nrule x: days =\na and\nb\n}\n}\n") ==
        "article 7 {\n"
        "  paragraph 2 {\n"
        "    rule x: days =\n"
        "      a and\n"
        "      b\n"
        "  }\n"
        "}\n");
  CHECK(format("table t(a: whole): whole {\nuntil 1: 2\n3: 4 +\n5\n6 to 7: if a\nthen b else c\n}\n") ==
        "table t(a: whole): whole {\n"
        "  until 1: 2\n"
        "  3: 4 +\n"
        "    5\n"
        "  6 to 7: if a\n"
        "    then b else c\n"
        "}\n");
  CHECK(format("interpretation a \"b\"\nby \"c\" {\nrule x = f(\na,\nb)\n}") ==
        "interpretation a \"b\"\n"
        "  by \"c\" {\n"
        "  rule x = f(\n"
        "    a,\n"
        "    b)\n"
        "}\n");
  CHECK(format("route r of p\nwhen a\nentitled b\nrule c = d") ==
        "route r of p\n  when a\n  entitled b\nrule c = d\n");
  CHECK(format("test \"t\" like s {\na = b\nexpect c is\nd\nexpect e granted\nby f\n}") ==
        "test \"t\" like s {\n  a = b\n  expect c is\n    d\n  expect e granted\n    by f\n}\n");
}

TEST_CASE("a record that is made ends no item") {
  CHECK(format("article 1 \"T\" {\nroute r of a\nstates payer is make body of UY { of = UY }\nstates cost is none\n\nrule x = 1\n}\n") ==
        "article 1 \"T\" {\n"
        "  route r of a\n"
        "    states payer is make body of UY { of = UY }\n"
        "    states cost is none\n"
        "\n"
        "  rule x = 1\n"
        "}\n");
}

TEST_CASE("the names of a let stand below one another") {
  CHECK(format("rule x: whole =\nlet a = 1,\nb = sum of c for c in d where (c in [1]) +\n2,\nc = 3\nin if "
               "a\nthen b else c") ==
        "rule x: whole =\n"
        "  let a = 1,\n"
        "      b = sum of c for c in d where (c in [1]) +\n"
        "        2,\n"
        "      c = 3\n"
        "  in if a\n"
        "  then b else c\n");
  CHECK(format("rule x = match y {\na: let b = 1,\nc = number of d in e\nin b\notherwise: 2\n}") ==
        "rule x = match y {\n"
        "  a: let b = 1,\n"
        "        c = number of d in e\n"
        "    in b\n"
        "  otherwise: 2\n"
        "}\n");
}

TEST_CASE("words of the language that are names begin rows") {
  CHECK(format("record r {\nissued: date,\ngranted: truth,\nto: state\n}") ==
        "record r {\n  issued: date,\n  granted: truth,\n  to: state\n}\n");
  CHECK(format("enumeration answer {\nrefused,\ngranted \"it is\"\nnote \"of it\"\n}") ==
        "enumeration answer {\n  refused,\n  granted \"it is\"\n  note \"of it\"\n}\n");
  CHECK(format("table t(n: whole): whole {\nbelow 5: 1\nbelow 9: 2\nnote \"of nine\"\n}") ==
        "table t(n: whole): whole {\n  below 5: 1\n  below 9: 2\n    note \"of nine\"\n}\n");
  CHECK(format("rule x: truth =\nparties(a at b) is c and\nsource.d\nsource \"e\"") ==
        "rule x: truth =\n  parties(a at b) is c and\n  source.d\nsource \"e\"\n");
  CHECK(format("test \"t\" {\nexpect a\nundefined\namount = 1\nexpect b granted amount\n-2\n}") ==
        "test \"t\" {\n  expect a\n    undefined\n  amount = 1\n  expect b granted amount\n    -2\n}\n");
  CHECK(format("rule x = amount - 1") == "rule x = amount - 1\n");
}

TEST_CASE("comments and line breaks are kept") {
  CHECK(format("-- one  two  \n\n\n\nrule x = 1    -- three\n  -- four\nrule y = 2\n\n\n") ==
        "-- one  two\n\nrule x = 1  -- three\n-- four\nrule y = 2\n");
  CHECK(format("article 1 {\n-- in it\nrule x =\n-- about the body\n1\n-- at the end\n}") ==
        "article 1 {\n  -- in it\n  rule x =\n    -- about the body\n    1\n  -- at the end\n}\n");
}

TEST_CASE("odd files are kept too") {
  CHECK(format("").empty());
  CHECK(format("\n\n \t\n").empty());
  CHECK(format("rule x = 1\r\nrule y = 2\r\n") == "rule x = 1\nrule y = 2\n");
  CHECK(format("\xEF\xBB\xBFrule x = 1") == "rule x = 1\n");
  CHECK(format("} ) ]\nrule x = \"abc") == "})]\nrule x = \"abc\n");
}

namespace {

std::string without_space(std::string_view text) {
  std::string result;
  for (char const c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') result += c;
  }
  return result;
}

}  // namespace

TEST_CASE("on any bytes: only white space changes, and a second time nothing") {
  std::string const pieces = "-->=<=.,:;(){}[]\"\\ \n\t01aé_%+*/\x80#@";
  std::uint32_t state = 12345;
  auto const next = [&state]() { return state = state * 1664525U + 1013904223U; };
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::uint32_t const length = (next() >> 8U) % 60U;
    for (std::uint32_t i = 0; i < length; ++i) text += pieces[(next() >> 8U) % pieces.size()];
    std::string const once = format(text);
    CAPTURE(text);
    CHECK(without_space(once) == without_space(text));
    CHECK(format(once) == once);
  }
}
