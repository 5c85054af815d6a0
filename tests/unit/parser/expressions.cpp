// Expressions: precedence, and one tree for each form.
#include <doctest/doctest.h>

#include "tests/unit/parser/support.hpp"

namespace convenio::testing {

namespace {

std::string grouped(syntax::Expr const& expr);
std::string grouped(syntax::ExprPtr const& expr) { return grouped(*expr); }

struct Grouping {
  std::string operator()(syntax::Number const& n) const { return n.digits; }
  std::string operator()(syntax::Reference const& n) const { return syntax::to_string(n.path); }
  std::string operator()(syntax::Unary const& n) const {
    return std::string(n.op == syntax::UnaryOp::not_ ? "(not " : "(-") + grouped(n.operand) + ")";
  }
  std::string operator()(syntax::Binary const& n) const {
    return "(" + grouped(n.left) + " " + std::string(syntax::to_string(n.op)) + " " + grouped(n.right) + ")";
  }
  std::string operator()(syntax::Rounded const& n) const {
    return "(" + grouped(n.value) + " rounded " + grouped(n.step) + ")";
  }
  std::string operator()(syntax::Missing const& n) const { return "(" + grouped(n.value) + " missing)"; }
  std::string operator()(syntax::AsOf const& n) const {
    return "(" + grouped(n.value) + " @ " + grouped(n.date) + ")";
  }
  std::string operator()(syntax::Field const& n) const { return grouped(n.object) + "." + n.field.text; }
  std::string operator()(syntax::Call const& n) const {
    std::string result = syntax::to_string(n.callee) + "(";
    for (syntax::Argument const& a : n.arguments)
      result += (a.label.empty() ? "" : a.label + " ") + grouped(a.value);
    return result + ")";
  }
  std::string operator()(syntax::ListLiteral const& n) const {
    return "[" + std::to_string(n.items.size()) + "]";
  }
  std::string operator()(syntax::If const& n) const {
    return "(if " + grouped(n.condition) + " " + grouped(n.yes) + " " + grouped(n.no) + ")";
  }
  std::string operator()(syntax::Let const& n) const {
    std::string result = "(let";
    for (syntax::Binding const& b : n.bindings) result += " " + b.name.text + "=" + grouped(b.value);
    return result + " in " + grouped(n.body) + ")";
  }
  std::string operator()(syntax::With const& n) const {
    std::string result = "(" + grouped(n.object) + " with";
    for (syntax::Binding const& b : n.fields) result += " " + b.name.text + "=" + grouped(b.value);
    return result + ")";
  }
  std::string operator()(syntax::MakePeriod const& n) const {
    return "(period " + grouped(n.state) + " " + grouped(n.from) + " " + grouped(n.to) + ")";
  }
  std::string operator()(syntax::Range const& n) const {
    return "[" + grouped(n.from) + ".." + grouped(n.to) + (n.step ? " by " + grouped(n.step) : "") + "]";
  }
  std::string operator()(syntax::Comprehension const& n) const {
    return "{" + n.variable.text + " in " + grouped(n.source) +
           (n.condition ? " | " + grouped(n.condition) : "") + "}";
  }
  template <class Other>
  std::string operator()(Other const&) const {
    return "?";
  }
};

std::string grouped(syntax::Expr const& expr) { return std::visit(Grouping{}, expr.node); }

}  // namespace

std::string grouped(std::string const& text) {
  Parsed const result = parsed("package t\nrule x: t = " + text);
  for (text::Diagnostic const& one : result.diagnostics.all()) return one.message;
  return grouped(*std::get<syntax::RuleDecl>(result.file.declarations.front().node).body);
}

TEST_CASE("precedence, loosest to tightest") {
  CHECK(grouped("a and b and c") == "((a and b) and c)");
  CHECK(grouped("a or (b and c)") == "(a or (b and c))");
  CHECK(grouped("not a is b and not c") == "((not (a is b)) and (not c))");
  CHECK(grouped("not not a") == "(not (not a))");
  CHECK(grouped("a + b < c * d") == "((a + b) < (c * d))");
  CHECK(grouped("a is not b") == "(a is not b)");
  CHECK(grouped("a not in b") == "(a not in b)");
  CHECK(grouped("a - b - c") == "((a - b) - c)");
  CHECK(grouped("a / b * c") == "((a / b) * c)");
  CHECK(grouped("-a * b") == "((-a) * b)");
  CHECK(grouped("a * -b") == "(a * (-b))");
  CHECK(grouped("- - a") == "(-(-a))");
  CHECK(grouped("-a as of b") == "(-(a @ b))");
  CHECK(grouped("a as of b + c") == "((a @ b) + c)");
  CHECK(grouped("a.b.c") == "a.b.c");
  CHECK(grouped("f(a).b.c") == "f(a).b.c");
  CHECK(grouped("(a + b).c") == "(a + b).c");
  CHECK(grouped("a.b(c)") == "a.b(c)");
}

TEST_CASE("rounded and missing") {
  CHECK(grouped("a + b rounded down to c") == "((a + b) rounded c)");
  CHECK(grouped("a rounded down to b < c") == "((a rounded b) < c)");
  CHECK(grouped("a rounded down to b rounded up to c") == "((a rounded b) rounded c)");
  CHECK(grouped("a rounded down to b as of c") == "(a rounded (b @ c))");
  CHECK(grouped("a + b missing back") == "((a + b) missing)");
  CHECK(grouped("a + b missing back + c missing back") == "((((a + b) missing) + c) missing)");
  CHECK(grouped("a + b missing back <= c") == "(((a + b) missing) <= c)");
  CHECK(grouped("a rounded down to b + c") == "`+` needs parentheses around what stands before it");
  CHECK(grouped("a + b missing back * c") == "`*` needs parentheses around what stands before it");
}

TEST_CASE("periods that a rule makes, copies, and steps of a range") {
  CHECK(grouped("period of S from a to b") == "(period S a b)");
  CHECK(grouped("period of S from a + 1 to b with { kind = k, certified = q }") ==
        "((period S (a + 1) b) with kind=k certified=q)");
  CHECK(grouped("p with { start = a } with { end = b, }") == "((p with start=a) with end=b)");
  CHECK(grouped("period of S from (p with { start = a }).start to f(p with { start = a }, b)") ==
        "(period S (p with start=a).start f((p with start=a), b))");
  CHECK(grouped("f(a with b)") == "f(awith b)");
  CHECK(grouped("[a to b by 3]") == "[a..b by 3]");
  CHECK(grouped("[a to b by c missing back]") == "[a..b by (c missing)]");
}

TEST_CASE("what may not be mixed") {
  CHECK(grouped("a and b or c") == "`and` and `or` are mixed without parentheses");
  CHECK(grouped("a or b and c") == "`and` and `or` are mixed without parentheses");
  CHECK(grouped("(a and b) or c") == "((a and b) or c)");
  CHECK(grouped("a < b < c") == "comparisons are not chained");
  CHECK(grouped("a is b is c") == "comparisons are not chained");
  CHECK(grouped("a < b and b < c") == "((a < b) and (b < c))");
  CHECK(grouped("a + not b") == "`not` needs parentheses here");
}

TEST_CASE("let, if and binders reach as far as they can") {
  CHECK(grouped("let a = b, c = d in a + c") == "(let a=b c=d in (a + c))");
  CHECK(grouped("let a = b + c in a in d") == "(let a=(b + c) in (a in d))");
  CHECK(grouped("let a = (b in c) in a") == "(let a=(b in c) in a)");
  CHECK(grouped("let a = if b then c else d in a") == "(let a=(if b c d) in a)");
  CHECK(grouped("let a = f(b in c) in a") == "(let a=f((b in c)) in a)");
  CHECK(grouped("let a = let b = c in b in a") == "(let a=(let b=c in b) in a)");
  CHECK(grouped("a and if b then c else d and e") == "(a and (if b c (d and e)))");
  CHECK(grouped("those p in h where a and b") == "{p in h | (a and b)}");
  CHECK(grouped("number of p in h - k where p.a") == "{p in (h - k) | p.a}");
}

TEST_CASE("arguments keep the words between them") {
  CHECK(grouped("f()") == "f()");
  CHECK(grouped("f(a for b on c, d of e by f to g at h from i under j between k with l)") ==
        "f(afor bon c, dof eby fto gat hfrom iunder jbetween kwith l)");
  CHECK(grouped("f(number of p in h by q)") == "f({p in h}by q)");
}

TEST_CASE("words of units and fields are called like names") {
  CHECK(grouped("days(h)") == "days(h)");
  CHECK(grouped("year(d) + month (d)") == "(year(d) + month(d))");
  CHECK(grouped("parties(m at d)") == "parties(mat d)");
  CHECK(grouped("a.state") == "a.state");
  CHECK(grouped("a.end.rule") == "a.end.rule");
  CHECK(grouped("history - text") == "(history - text)");
}

TEST_CASE("literals") {
  CHECK(expression("1_621.00 BRL") == "money 1621.00 BRL\n");
  CHECK(expression("12") == "number 12\n");
  CHECK(expression("60 %") == "number 60%\n");
  CHECK(expression("0.5%") == "number 0.5%\n");
  CHECK(expression("1 month") == "quantity 1 months\n");
  CHECK(expression("65 calendar years") == "quantity 65 calendar years\n");
  CHECK(expression("30 calendar days") == "quantity 30 calendar days\n");
  CHECK(expression("2 quarters") == "quantity 2 quarters\n");
  CHECK(expression("2005-06-01") == "date 2005-06-01\n");
  CHECK(expression("yes") == "yes\n");
  CHECK(expression("no") == "no\n");
  CHECK(expression(R"("a \"b\" \\ c\n")") == "text \"a \\\"b\\\" \\\\ c\\n\"\n");
  CHECK(expression("[a, 1]") == "items\n  reference a\n  number 1\n");
  CHECK(expression("[]") == "items\n");
  CHECK(expression("[1951 to 1981]") == "range\n  number 1951\n  number 1981\n");
  CHECK(expression("año_de_cotización") == "reference año_de_cotización\n");
}

TEST_CASE("a currency is not taken from what begins next") {
  CHECK(expression("match s { ARG: 1  BRA: 2 }") ==
        "match\n  reference s\n  arm ARG\n    number 1\n  arm BRA\n    number 2\n");
}

TEST_CASE("match, make, undefined") {
  CHECK(expression("match k { a: 1  b, c.d: 2  otherwise: undefined \"why\" }") ==
        "match\n  reference k\n  arm a\n    number 1\n  arm b c.d\n    number 2\n"
        "  otherwise\n    undefined \"why\"\n");
  CHECK(expression("make posting { worker_state = BR, at = 2001-01-01, }") ==
        "make posting\n  bind worker_state\n    reference BR\n  bind at\n    date 2001-01-01\n");
  CHECK(expression("make empty_record {}") == "make empty_record\n");
}

TEST_CASE("binders") {
  CHECK(expression("exists p in h where a") == "exists p\n  in\n    reference h\n  where\n    reference a\n");
  CHECK(expression("every p in h satisfies a") ==
        "every p\n  in\n    reference h\n  where\n    reference a\n");
  CHECK(expression("first p in h") == "first p\n  in\n    reference h\n");
  CHECK(expression("first p in h where a") == "first p\n  in\n    reference h\n  where\n    reference a\n");
  CHECK(expression("sum of b for p in h where a") ==
        "sum p\n  value\n    reference b\n  in\n    reference h\n  where\n    reference a\n");
  CHECK(expression("list of b for p in h") == "list of p\n  value\n    reference b\n  in\n    reference h\n");
  CHECK(expression("carry x from 0 over y in h as x + y") ==
        "carry x y\n  from\n    number 0\n  over\n    reference h\n  as\n    +\n      reference x\n      "
        "reference y\n");
}

TEST_CASE("periods and conversions") {
  CHECK(expression("periods { AR compulsory 1980-01-01 to 1990-12-31 with institution = anses, b = 1   "
                   "UY voluntary self_employed 1991-01-01 to 1992-01-01 }") ==
        "periods\n"
        "  row AR compulsory 1980-01-01 to 1990-12-31\n"
        "    bind institution\n      reference anses\n"
        "    bind b\n      number 1\n"
        "  row UY voluntary self_employed 1991-01-01 to 1992-01-01\n");
  CHECK(expression("periods {}") == "periods\n");
  CHECK(expression("convert(q to months by days_of_30 down)") ==
        "convert to months by days_of_30 down\n  reference q\n");
  CHECK(expression("convert(q to years by t via weeks, days exact)") ==
        "convert to years by t via weeks via days exact\n  reference q\n");
  CHECK(expression("certified(h to months)") == "certified months\n  reference h\n");
}

}  // namespace convenio::testing
