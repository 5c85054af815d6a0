// See package.hpp: the declarations around the expressions of author.cpp.
#include "tests/properties/package.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tests/properties/author.hpp"

namespace convenio::properties {

namespace {

class Drafter {
 public:
  Drafter(Random& random, int size, Style style)
      : random_(random), size_(size), style_(style), author_(random, style) {}

  Package draft() {
    vocabulary();
    facts();
    parameters();
    scheme_and_agreement();
    asked();
    return std::move(package_);
  }

 private:
  std::string name(std::string const& stem) {
    package_.names.push_back(fmt::format("z{}_{}", stem, package_.names.size()));
    return package_.names.back();
  }
  void top(std::string text) { package_.declarations.push_back(std::move(text)); }
  bool symmetric() const { return style_ == Style::symmetric; }

  void vocabulary();
  void facts();
  void fact(std::string const& role, std::string const& type, bool by_state, std::string const& fallback);
  void parameters();
  std::string table();
  void scheme_and_agreement();
  std::string rule();
  std::string body(std::string const& type);
  std::string open_rule();
  std::string exceptions(Callable const& of, std::vector<std::string> const& parameters);
  std::string routes();
  void asked();
  std::string bound_name(std::string const& type, std::vector<std::string>& head);

  Random& random_;
  int size_;
  Style style_;
  Author author_;
  Package package_;
  std::string award_, choice_, benefits_;
};

constexpr std::array<std::string_view, 8> rule_types{"truth", "whole",  "ratio",   "money ARC",
                                                     "days",  "months", "history", "date"};

void Drafter::vocabulary() {
  top("currency ARC \"crown\" minor 0.01");
  top("currency BEL \"lira\" minor 0.01");
  for (char const* const code : {"Ardenia", "Belmara"}) {
    author_.states.push_back(name(code));
    bool const lira = !symmetric() && author_.states.size() == 2;
    top(fmt::format("state {} \"a state\" currency {}", author_.states.back(), lira ? "BEL" : "ARC"));
  }
  package_.states = author_.states;
  std::string words;
  for (int i = random_.between(2, 3); i > 0; --i) {
    author_.kinds.push_back(name("kind"));
    words += author_.kinds.back() + (i > 1 ? ", " : "");
  }
  top(fmt::format("enumeration kind {{ {} }}", words));
  author_.conversion = name("thirty");
  top(fmt::format("conversion {} {{ 1 month = 30 days  1 year = 12 months }}", author_.conversion));
}

void Drafter::fact(std::string const& role, std::string const& type, bool by_state,
                   std::string const& fallback) {
  GeneratedFact one{name("fact"), type, by_state, !fallback.empty(), role == "judgement"};
  std::string const head = by_state ? one.name + "(S: state)" : one.name;
  top(fmt::format("{} {}: {} \"What?\"{}", role, head, type, fallback.empty() ? "" : " default " + fallback));
  Callable callable{one.name, type, {}, {}, {}};
  if (by_state) callable.parameters = {"state"};
  author_.names.push_back(callable);
  package_.facts.push_back(std::move(one));
}

void Drafter::facts() {
  fact("fact", "history", false, "");
  fact("fact", "date", false, "");
  fact("fact", "truth", false, "");
  fact("fact", "whole", false, "");
  constexpr std::array<std::string_view, 8> types{"truth", "whole", "ratio",  "money ARC",
                                                  "date",  "kind",  "months", "truth"};
  for (int i = random_.between(2, 3 + size_ / 2); i > 0; --i)
    fact("fact", std::string(random_.pick(types)), random_.chance(30), "");
  if (random_.coin()) fact("judgement", "truth", random_.coin(), "");
  if (random_.coin()) fact("election", "truth", false, random_.coin() ? "yes" : "no");
  if (random_.coin()) fact("discretion", "truth", random_.coin(), random_.coin() ? "no" : "");
  top("period has kind: kind \"Of which kind is the period?\"");
}

// All versions are chosen by the second fact, a date that every package has.
void Drafter::parameters() {
  std::string const governing = package_.facts[1].name;
  for (int i = random_.between(1, 2 + size_ / 3); i > 0; --i) {
    constexpr std::array<std::string_view, 5> types{"whole", "days", "months", "money ARC", "ratio"};
    std::string const type(random_.pick(types));
    std::string const named = name("parameter");
    bool const versions = !package_.numbered || random_.coin();
    if (versions && package_.numbered && random_.chance(40)) {
      std::string groups;
      for (std::string const& kind : author_.kinds) {
        groups += random_.coin() ? fmt::format("  {} {{ until 2004-12-31: {}  from 2005-01-01: {} }}\n", kind,
                                               author_.literal(type), author_.literal(type))
                                 : fmt::format("  {}, any: {}\n", kind, author_.literal(type));
      }
      top(fmt::format("parameter {} by (k: kind): {} {{\n{}}}", named, type, groups));
      author_.names.push_back({named, type, {"kind"}, {}, " as of " + governing});
    } else if (versions) {
      std::string rows = fmt::format("until 2004-12-31: {}", author_.literal(type));
      if (random_.coin())
        rows += fmt::format("\n  from 2005-01-01 to 2009-12-31: {}",
                            random_.chance(30) ? "not encoded \"never found\"" : author_.literal(type));
      else
        rows += fmt::format("\n  from 2005-01-01 to 2009-12-31: {} confidence low", author_.literal(type));
      rows += fmt::format("\n  from 2010-01-01: {} note \"the last\"", author_.literal(type));
      top(fmt::format("parameter {}: {} {{\n  {}\n}}", named, type, rows));
      package_.numbered = true;
      author_.names.push_back({named, type, {}, {}, " as of " + governing});
    } else {
      top(fmt::format("parameter {}: {} = {}", named, type, author_.literal(type)));
      author_.names.push_back({named, type, {}, {}, {}});
    }
  }
}

std::string Drafter::table() {
  std::string const named = name("table");
  author_.names.push_back({named, "ratio", {"kind", "whole"}, {random_.coin() ? "," : "under"}, {}});
  std::string rows;
  for (std::string const& kind : author_.kinds) {
    int const middle = random_.between(1, 8);
    rows += fmt::format("    {}, until {}: {}\n    {}, from {}: {}\n", kind, middle, author_.literal("ratio"),
                        kind, middle + 1, author_.literal("ratio"));
  }
  return fmt::format("  table {}(k: kind {} n: whole): ratio {{\n{}  }}\n", named,
                     author_.names.back().separators[0], rows);
}

std::string Drafter::body(std::string const& type) {
  return author_.expression(type, random_.between(1, 1 + size_ / 3));
}

std::string Drafter::exceptions(Callable const& of, std::vector<std::string> const&) {
  std::string result, last;
  for (int i = random_.between(0, 2); i > 0; --i) {
    std::string const named = name("exception");
    std::string const over = last.empty() ? "" : fmt::format(" overrides {}", last);
    result += fmt::format("  exception {} to {}{} when {}\n    then {}\n", named, of.name, over,
                          author_.expression("truth", random_.between(0, 2)), body(of.type));
    last = named;
  }
  return result;
}

std::string Drafter::rule() {
  Callable one{name("rule"), std::string(random_.pick(rule_types)), {}, {}, {}};
  std::vector<Author::Local> const before = author_.locals;
  std::string head;
  int const most = random_.between(0, 2);
  for (int i = 0; i < most; ++i) {
    constexpr std::array<std::string_view, 5> types{"state", "whole", "history", "truth", "kind"};
    std::string const type(i == 0 ? "state" : random_.pick(types));
    std::string const parameter = fmt::format("{}{}", type == "state" ? "S" : "n", i);
    if (i > 0) one.separators.push_back(random_.coin() ? "," : random_.coin() ? "on" : "for");
    head += (i == 0                         ? ""
             : one.separators.back() == "," ? ", "
                                            : " " + one.separators.back() + " ") +
            parameter + ": " + type;
    one.parameters.push_back(type);
    author_.locals.push_back({parameter, type});
  }
  if (!head.empty()) head = "(" + head + ")";
  std::string text = fmt::format("  rule {}{}: {}", one.name, head, one.type);
  std::string added;
  if (random_.chance(20)) {
    text += fmt::format(" {{\n    until 2006-06-30 = {}\n    from 2006-07-01 = {}\n  }}\n", body(one.type),
                        body(one.type));
  } else {
    text += " = " + body(one.type) + "\n";
    if (random_.chance(30)) added = exceptions(one, one.parameters);
  }
  author_.locals = before;
  author_.names.push_back(one);
  return text + added;
}

// One part for each state; now and then one is left out.
std::string Drafter::open_rule() {
  Callable const one{name("open"), random_.coin() ? "whole" : "truth", {"state", "whole"}, {"on"}, {}};
  top(fmt::format("open rule {}(S: state on n: whole): {}", one.name, one.type));
  std::string parts, shared;
  for (std::string const& state : author_.states) {
    if (!symmetric() && random_.chance(15)) continue;
    author_.locals.push_back({"n", "whole"});
    std::string const answer = shared.empty() || !symmetric() ? body(one.type) : shared;
    author_.locals.pop_back();
    shared = answer;
    parts += fmt::format("  rule {}({} on n) = {}\n", one.name, state, answer);
  }
  author_.names.push_back(one);
  return parts;
}

void Drafter::scheme_and_agreement() {
  std::string const governing = package_.facts[1].name;
  author_.precedence = "";
  std::string const overlaps = name("overlaps"), first = name("clause"), second = name("clause");
  bool const ordered = random_.coin();
  constexpr std::array<std::string_view, 3> ways{"both", "conflict", "undefined \"silent\""};
  top(fmt::format("precedence {}(S: state) between periods{} otherwise {}", overlaps,
                  ordered ? fmt::format(" in order {}, {}", first, second) : "", random_.pick(ways)));
  std::string const clauses = fmt::format(
      "  stands {} in {} when this.kind is {} and other.kind is {}\n"
      "  stands {} in {} when this.state is S and other.state is not S\n",
      first, overlaps, author_.kinds[0], author_.kinds[1], second, overlaps);
  author_.precedence = overlaps;
  std::string articles;
  for (int i = 1; i <= 1 + size_ / 2; ++i) {
    bool const read = random_.chance(20);
    bool const dated = random_.chance(20);
    articles += fmt::format("article {} \"A\"{} {{\n", i, dated ? " from 2003-01-01" : "");
    if (read) articles += fmt::format("interpretation {} \"Silent.\" by \"nobody\" {{\n", name("reading"));
    if (i == 1) articles += clauses;
    if (random_.chance(30)) articles += table();
    for (int k = random_.between(1, 3); k > 0; --k) articles += random_.chance(15) ? open_rule() : rule();
    articles += read ? "}\n}\n" : "}\n";
  }
  award_ = name("award");
  benefits_ = routes();
  std::string const instrument = name("agreement");
  std::string const validity =
      symmetric() || random_.coin() ? "from 2001-01-01" : "from 2001-01-01 until 2012-12-31";
  top(fmt::format(
      "agreement {} \"Agreement\" {{\nparties {}, {} {}\ngoverned by {}\ncontradiction {} \"two "
      "sides\"\n{}}}",
      instrument, author_.states[0], author_.states[1], validity, governing, name("doubt"), articles));
}

std::string Drafter::routes() {
  std::string result, order, choice = name("choice");
  author_.locals.push_back({"S", "state"});
  int const count = random_.between(2, 3);
  for (int i = 0; i < count; ++i) {
    result += fmt::format("  route {} of {}\n", name("route"), award_);
    if (random_.coin()) result += fmt::format("    when {}\n", body("truth"));
    result += fmt::format("    entitled {}\n    grants {}\n", body("truth"), body("money ARC"));
  }
  author_.locals.pop_back();
  std::string const clause = name("clause");
  top(fmt::format("precedence {}(S: state) between routes of {} {}otherwise conflict", choice, award_,
                  random_.coin() ? fmt::format("in order {} ", clause) : ""));
  result += fmt::format("  stands {} in {} when this.amount {} other.amount\n", clause, choice,
                        random_.coin() ? ">" : "<");
  std::string const career = package_.facts[0].name;
  std::string const source = symmetric() || random_.coin()
                                 ? fmt::format("distinct(list of p.state for p in {})", career)
                                 : fmt::format("[{}, {}]", author_.states[0], author_.states[1]);
  top(fmt::format("award {} \"Award\" for each S in {}: money ARC chosen by {}", award_, source, choice));
  return result;
}

// Benefits and questions stand in a scheme: in a package without imports it speaks in every case.
void Drafter::asked() {
  std::string const career = package_.facts[0].name;
  std::string questions;
  for (int i = random_.between(2, 4); i > 0; --i) {
    std::string type(random_.pick(rule_types));
    if (type == "history") type = "days";
    bool const each = random_.coin();
    std::string generator;
    if (each) {
      generator = symmetric() ? fmt::format(" for each S in distinct(list of p.state for p in {})", career)
                              : fmt::format(" for each S in [{}, {}]", author_.states[0], author_.states[1]);
      author_.locals.push_back({"S", "state"});
    }
    questions += fmt::format("  question {} \"Which?\"{}: {} =\n    {}\n", name("question"), generator, type,
                             body(type));
    if (each) author_.locals.pop_back();
  }
  top(fmt::format(
      "scheme {} \"Scheme\" of {} {{\ngoverned by {}\narticle 99 \"Benefits\" {{\n{}}}\narticle 100 "
      "\"Questions\" {{\n{}}}\n}}",
      name("scheme"), author_.states[0], package_.facts[1].name, benefits_, questions));
}

}  // namespace

Package package(Random& random, int size, Style style) { return Drafter(random, size, style).draft(); }

std::string Package::text() const {
  std::string result = "package z\n";
  for (std::string const& one : declarations) result += "\n" + one + "\n";
  return result;
}

std::vector<std::pair<std::string, std::string>> Package::files(Random& random) const {
  std::size_t const count = 1 + random.below(4);
  std::vector<std::pair<std::string, std::string>> result;
  for (std::size_t i = 0; i < count; ++i) result.emplace_back(fmt::format("{}.convenio", i), "package z\n");
  for (std::string const& one : declarations) result[random.below(count)].second += "\n" + one + "\n";
  return result;
}

std::string renamed(std::string const& text, std::vector<std::pair<std::string, std::string>> const& names) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const begin = at;
    auto const part = [&](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    while (at < text.size() && part(text[at])) ++at;
    std::string const word = text.substr(begin, at - begin);
    auto const found =
        std::find_if(names.begin(), names.end(), [&](auto const& pair) { return pair.first == word; });
    result += found == names.end() ? word : found->second;
    if (at < text.size()) result += text[at++];
  }
  return result;
}

}  // namespace convenio::properties
