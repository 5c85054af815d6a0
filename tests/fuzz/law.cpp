// One function for each type writes an expression of that type; the bytes choose the form, and their end the
// plainest. Knows how rules are written; knows nothing of what they say.
#include "tests/fuzz/law.hpp"

#include <vector>

#include <fmt/format.h>

namespace convenio::fuzz {

namespace {

constexpr unsigned deepest = 3;

class Law {
 public:
  explicit Law(Bytes& bytes) : bytes_(bytes) {}
  std::string package();

 private:
  struct Deeper {
    explicit Deeper(unsigned& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    unsigned& depth_;
  };
  std::size_t form(std::size_t forms) { return depth_ > deepest ? 0 : bytes_.below(forms); }
  std::string_view comparison() { return bytes_.pick({"<", "<=", ">", ">=", "is", "is not"}); }
  std::string_view rounding() {
    return bytes_.pick({"down", "up", "half_up", "half_down", "half_even", "floor", "ceiling"});
  }
  std::string_view missing() { return bytes_.pick({"back", "forward", "refuse"}); }
  std::string number() { return std::to_string(bytes_.next()); }

  std::string truth();
  std::string whole();
  std::string ratio();
  std::string money();  // of Beland
  std::string date();
  std::string days();
  std::string months();
  std::string span();
  std::string state();
  std::string kind();
  std::string history();
  std::string list();  // of wholes
  std::string choice(std::string (Law::*type)());
  std::string silent() { return "(undefined \"silent\")"; }
  std::string article(std::size_t number);
  std::string precedence();
  std::string awards();

  Bytes& bytes_;
  unsigned depth_ = 0;
  std::size_t rules_ = 0;   // of each kind, that may be used
  bool in_clause_ = false;  // `this` and `other` are periods
  bool of_state_ = false;   // `S` is a state
};

std::string Law::choice(std::string (Law::*type)()) {
  switch (bytes_.below(3)) {
    case 0:
      return fmt::format("(if {} then {} else {})", truth(), (this->*type)(), (this->*type)());
    case 1:
      return fmt::format("(match {} {{ compulsory: {}  voluntary, credited: {} }})", kind(), (this->*type)(),
                         (this->*type)());
    default:
      return fmt::format("(match {} {{ AL: {}  otherwise: {} }})", state(), (this->*type)(), (this->*type)());
  }
}

std::string Law::truth() {
  Deeper const deeper(depth_);
  switch (form(20)) {
    case 1:
      return "judged";
    case 2:
      return "chosen_1";
    case 3:
      return fmt::format("waived({})", state());
    case 4:
      return fmt::format("truth_2({})", state());
    case 5:
      return fmt::format("({} and {})", truth(), truth());
    case 6:
      return fmt::format("({} or {})", truth(), truth());
    case 7:
      return fmt::format("(not {})", truth());
    case 8:
      return fmt::format("({} {} {})", whole(), comparison(), whole());
    case 9:
      return fmt::format("({} {} {})", date(), comparison(), date());
    case 10:
      return fmt::format("({} {} {})", money(), comparison(), money());
    case 11:
      return fmt::format("({} {} {})", days(), comparison(), days());
    case 12:
      return fmt::format("(exists p in {} where {})", history(),
                         bytes_.pick({"p.full", "p.kind is voluntary", "p.state is AL", "p.start < claim"}));
    case 13:
      return fmt::format(
          "(every p in {} satisfies {})", history(),
          bytes_.pick({"p.full", "p.kind is voluntary", "p.state is not BE", "p.end < claim"}));
    case 14:
      return fmt::format("({} is {})", state(), state());
    case 15:
      return fmt::format("({} in kinds)", kind());
    case 16:
      return fmt::format("linked({}, {} at {})", state(), state(), date());
    case 17:
      return fmt::format("empty({})", history());
    case 18:
      return choice(&Law::truth);
    case 19:
      return rules_ > 0 ? fmt::format("t{}({})", bytes_.below(rules_), state()) : "yes";
    default:
      return bytes_.flip() ? "yes" : "truth_1";
  }
}

std::string Law::whole() {
  Deeper const deeper(depth_);
  switch (form(16)) {
    case 1:
      return number();
    case 2:
      return fmt::format("({} {} {})", whole(), bytes_.pick({"+", "-", "*"}), whole());
    case 3:
      return fmt::format("(-{})", whole());
    case 4:
      return fmt::format("{}({})", bytes_.pick({"year", "month", "day", "weekday", "quarter"}), date());
    case 5:
      return fmt::format("{}({})", bytes_.pick({"floor", "ceiling"}), ratio());
    case 6:
      return fmt::format("length({})", history());
    case 7:
      return fmt::format("(number of p in {} where {})", history(),
                         bytes_.pick({"p.full", "p.kind is voluntary"}));
    case 8:
      return fmt::format("(sum of n for n in {})", list());
    case 9:
      return fmt::format("{}({})", bytes_.pick({"min", "max"}), list());
    case 10:
      return fmt::format("(step as of {})", date());
    case 11:
      return fmt::format("(first n in {} where n {} {})", list(), comparison(), number());
    case 12:
      return fmt::format("(carry x from {} over y in {} as {})", whole(), list(),
                         bytes_.pick({"x * y", "x + y", "x * x", "y"}));
    case 13:
      return choice(&Law::whole);
    case 14:
      return rules_ > 0 ? fmt::format("w{}({})", bytes_.below(rules_), state()) : silent();
    case 15:
      return "1_000_000_000_000_000_000_000_000_000_000";
    default:
      return "whole_1";
  }
}

std::string Law::ratio() {
  Deeper const deeper(depth_);
  switch (form(10)) {
    case 1:
      return whole();
    case 2:
      return fmt::format("({} / {})", whole(), whole());
    case 3:
      return fmt::format("({} / {})", days(), days());
    case 4:
      return fmt::format("({} {} {})", ratio(), bytes_.pick({"+", "-", "*", "/"}), ratio());
    case 5:
      return fmt::format("rate({}, {})", whole(), kind());
    case 6:
      return fmt::format("({} rounded {} to {})", ratio(), rounding(), bytes_.pick({"1", "0.01", "7"}));
    case 7:
      return fmt::format("({} / {})", money(), money());
    case 8:
      return fmt::format("abs({})", ratio());
    case 9:
      return "0.000_000_1";
    default:
      return "ratio_1";
  }
}

std::string Law::money() {
  Deeper const deeper(depth_);
  switch (form(11)) {
    case 1:
      return fmt::format("{}.{:02} BEF", bytes_.next(), bytes_.below(100));
    case 2:
      return fmt::format("({} {} {})", money(), bytes_.pick({"+", "-"}), money());
    case 3:
      return fmt::format("({} * {})", money(), ratio());
    case 4:
      return fmt::format("({} / {} rounded {} to {})", money(), ratio(), rounding(),
                         bytes_.pick({"0.01 BEF", "5.00 BEF"}));
    case 5:
      return "(sum of j.wage for j in jobs)";
    case 6:
      return "earnings(BE)";
    case 7:
      return fmt::format("exactly({} / {})", money(), whole());
    case 8:
      return fmt::format("{}({}, {})", bytes_.pick({"min", "max"}), money(), money());
    case 9:
      return choice(&Law::money);
    case 10:
      return rules_ > 0 ? fmt::format("m{}(BE)", bytes_.below(rules_)) : silent();
    default:
      return "money_1";
  }
}

std::string Law::date() {
  Deeper const deeper(depth_);
  switch (form(12)) {
    case 1:
      return "birth";
    case 2:
      return std::string(bytes_.pick({"2000-02-29", "1850-01-01", "2150-12-31", "1999-12-31", "2010-01-31"}));
    case 3:
      return fmt::format("({} + {} missing {})", date(), span(), missing());
    case 4:
      return fmt::format("({} - {} missing {})", date(), span(), missing());
    case 5:
      return fmt::format("({} + {} calendar days)", date(), number());
    case 6:
      return fmt::format("{}({})", bytes_.pick({"first_day", "last_day"}), history());
    case 7:
      return fmt::format("{}({})", bytes_.pick({"first_of_month", "last_of_month"}), date());
    case 8:
      return fmt::format("date({}, {}, {})", whole(), whole(), whole());
    case 9:
      return choice(&Law::date);
    case 10:
      return in_clause_ ? std::string(bytes_.pick({"this.start", "this.end", "other.start", "other.end"}))
                        : "claim";
    case 11:
      return fmt::format("(first j in jobs where j.host is {}).since", state());
    default:
      return "claim";
  }
}

std::string Law::days() {
  Deeper const deeper(depth_);
  switch (form(5)) {
    case 1:
      return number() + " days";
    case 2:
      return fmt::format("({} {} {})", days(), bytes_.pick({"+", "-"}), days());
    case 3:
      return fmt::format("convert({} to days by table_of_30 {})", months(),
                         bytes_.pick({"exact", "down", "up", "half_up"}));
    case 4:
      return fmt::format("({} * {})", days(), ratio());
    default:
      return fmt::format("days({})", history());
  }
}

std::string Law::months() {
  Deeper const deeper(depth_);
  switch (form(6)) {
    case 1:
      if (bytes_.below(3) == 0) {
        return fmt::format("months_by_date({} missing {} by {})", history(),
                           bytes_.pick({"back", "forward", "refuse"}), days());
      }
      return fmt::format("{}({})", bytes_.pick({"touched_months", "complete_months"}), history());
    case 2:
      return fmt::format("certified({} to months)", history());
    case 3:
      return fmt::format("convert({} to months by table_of_30 {})", days(),
                         bytes_.pick({"exact", "down", "up", "half_up"}));
    case 4:
      return fmt::format("convert(touched_years({}) to months by table_of_30 exact)", history());
    case 5:
      return fmt::format("({} {} {})", months(), bytes_.pick({"+", "-"}), months());
    default:
      return "months_1";
  }
}

std::string Law::span() {
  Deeper const deeper(depth_);
  switch (form(5)) {
    case 1:
      return number() + " calendar months";
    case 2:
      return fmt::format("age({} at {} missing {})", date(), date(), bytes_.pick({"back", "forward"}));
    case 3:
      return fmt::format("({} {} {})", span(), bytes_.pick({"+", "-"}), span());
    case 4:
      return fmt::format("({} calendar months * {})", number(), whole());
    default:
      return "span_1";
  }
}

std::string Law::state() {
  Deeper const deeper(depth_);
  switch (form(6)) {
    case 1:
      return "home";
    case 2:
      return std::string(bytes_.pick({"AL", "BE", "CE"}));
    case 3:
      return in_clause_ ? std::string(bytes_.pick({"this.state", "other.state"})) : "home";
    case 4:
      return fmt::format("(first p in {} where p.full).{}", history(),
                         bytes_.pick({"state", "original_state"}));
    case 5:
      return choice(&Law::state);
    default:
      return of_state_ ? "S" : "AL";
  }
}

std::string Law::kind() {
  Deeper const deeper(depth_);
  switch (form(4)) {
    case 1:
      return in_clause_ ? std::string(bytes_.pick({"this.kind", "other.kind"})) : "compulsory";
    case 2:
      return fmt::format("(first p in {} where p.full).kind", history());
    case 3:
      return fmt::format("(first k in kinds where k is not {})", kind());
    default:
      return std::string(bytes_.pick({"compulsory", "voluntary", "credited"}));
  }
}

std::string Law::history() {
  Deeper const deeper(depth_);
  switch (form(13)) {
    case 1:
      return "second";
    case 2:
      return fmt::format("(those p in {} where {})", history(),
                         bytes_.pick({"p.full", "p.kind is compulsory", "p.state is AL", "p.start < claim",
                                      "p.kind is voluntary or p.full", "truth_2(p.state)"}));
    case 3:
      return fmt::format("({} + {})", history(), history());
    case 4:
      return fmt::format("({} - {})", history(), history());
    case 5:
      return fmt::format("common({}, {})", history(), history());
    case 6:
      return fmt::format("clip({} from {} to {})", history(), date(), date());
    case 7:
      return fmt::format("split({} at {})", history(), date());
    case 8:
      return fmt::format("merge({})", history());
    case 9:
      return fmt::format("attributed({} to {})", history(), state());
    case 10:
      return rules_ > 0 ? fmt::format("resolve({} by p{}({}))", history(), bytes_.below(rules_), state())
                        : "second";
    case 11:
      return rules_ > 0 ? fmt::format("h{}({})", bytes_.below(rules_), state()) : "history";
    case 12:
      return fmt::format("clip({} to {})", history(), date());
    default:
      return "history";
  }
}

std::string Law::list() {
  Deeper const deeper(depth_);
  switch (form(9)) {
    case 1:
      return fmt::format("[{}, {}]", whole(), whole());
    case 2:
      return fmt::format("[{} to {}]", whole(), whole());
    case 3:
      return fmt::format("(list of year(p.start) for p in {})", history());
    case 4:
      return fmt::format("distinct({})", list());
    case 5:
      return fmt::format("{}({} of {})", bytes_.pick({"largest", "leading"}), whole(), list());
    case 6:
      return fmt::format("reversed({})", list());
    case 7:
      return fmt::format("({} {} {})", list(), bytes_.pick({"+", "-"}), list());
    case 8:
      return fmt::format("(those n in {} where n {} {})", list(), comparison(), number());
    default:
      return fmt::format("[{}]", bytes_.next());
  }
}

std::string Law::precedence() {
  auto const ordered = bytes_.flip();
  auto text = fmt::format("    precedence p{}(S: state) between periods{} otherwise {}\n", rules_,
                          ordered ? fmt::format(" in order a{0}, b{0}", rules_) : "",
                          bytes_.pick({"both", "conflict", "undefined \"silent\""}));
  in_clause_ = true;
  text += fmt::format("    stands a{0} in p{0} when {1}\n", rules_, truth());
  text += fmt::format("    stands b{0} in p{0} when {1}\n", rules_, truth());
  in_clause_ = false;
  return text;
}

std::string Law::article(std::size_t number) {
  auto const dates = bytes_.pick({"", " from 2000-01-01", " until 2020-12-31"});
  auto text = fmt::format("  article {} \"A\"{} {{\n", number + 1, dates);
  of_state_ = true;
  auto const body = truth();
  text += fmt::format("    rule t{}(S: state): truth = {}\n", rules_, body);
  text += fmt::format("    rule m{}(S: state): money of S = {}\n", rules_,
                      bytes_.flip() ? fmt::format("earnings(S) * {}", ratio()) : "earnings(S)");
  auto const wholes = bytes_.flip();
  text +=
      wholes ? fmt::format("    rule w{}(S: state): whole {{ until 2004-12-31 = {} from 2005-01-01 = {} }}\n",
                           rules_, whole(), whole())
             : fmt::format("    rule w{}(S: state): whole = {}\n", rules_, whole());
  text += precedence();
  text += fmt::format("    rule h{}(S: state): history = {}\n", rules_, history());
  auto const exceptions = bytes_.below(4);
  for (std::size_t n = 0; n < exceptions; ++n) {
    text += fmt::format("    exception e{0}_{1} to t{0}{2} when {3} then {4}\n", rules_, n,
                        n > 0 && bytes_.flip() ? fmt::format(" overrides e{}_{}", rules_, n - 1) : "",
                        truth(), truth());
  }
  of_state_ = false;
  ++rules_;
  return text + "  }\n";
}

std::string Law::awards() {
  of_state_ = true;
  std::string text = "  article 90 \"Awards\" {\n    award pension for each S in ";
  text += bytes_.pick({"[AL, BE]", "distinct(list of p.state for p in history)", "parties(accord at claim)"});
  text += ": money of S\n      chosen by q\n";
  for (auto const* const route : {"one", "two", "three"}) {
    text += fmt::format("    route {} of pension", route);
    if (bytes_.flip()) text += fmt::format(" when {}", truth());
    if (bytes_.flip()) text += fmt::format(" entitled {}", truth());
    text +=
        fmt::format(" grants {}\n", rules_ > 0 && bytes_.flip() ? fmt::format("m{}(S)", bytes_.below(rules_))
                                                                : fmt::format("earnings(S) * {}", ratio()));
  }
  text += fmt::format("    precedence q(S: state) between routes of pension in order c, d otherwise {}\n",
                      bytes_.pick({"conflict", "undefined \"silent\""}));
  text += "    stands c in q when this.route is one and other.route is two\n";
  text +=
      fmt::format("    stands d in q when {}\n",
                  bytes_.pick({"this.amount > other.amount", "judged", "truth_1 and this.route is three"}));
  text += fmt::format("    question q1 for each S in [AL, CE] when {}: whole = {}\n", truth(), whole());
  text += fmt::format("    question q3: list of whole = {}\n", list());
  of_state_ = false;
  text += fmt::format("    question q2 for each p in history: date = {}\n", date());
  text += fmt::format("    question q4: history = {}\n", history());
  text += fmt::format("    question q5: money = {}\n", money());
  return text + "  }\n";
}

std::string Law::package() {
  std::string text = "package law\nimport base\nagreement accord \"Accord\" {\n  parties AL, BE from ";
  text += bytes_.pick({"2000-01-01", "1850-01-01", "2010-01-01 until 2020-12-31"});
  text += "\n  governed by ";
  text += bytes_.pick({"claim", "birth", "claim - 1 calendar days", "2005-01-01"});
  text += "\n  applies when exists p in history where party(p.state of accord at 2010-01-01)\n";
  text += "  applies to S: state when party(S of accord at 2010-01-01)\n";
  text += "  applies to p: period when party(p.state of accord at 2010-01-01)\n";
  auto const articles = 1 + bytes_.below(3);
  for (std::size_t n = 0; n < articles; ++n) text += article(n);
  return text + awards() + "}\n";
}

}  // namespace

std::string make_law(Bytes& bytes) { return Law(bytes).package(); }

}  // namespace convenio::fuzz
