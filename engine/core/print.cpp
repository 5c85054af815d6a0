// Declarations of the core as text, section by section, in the program's order.
// Knows every table of the program; expressions are printed by print_expression.cpp.
#include "engine/core/print.hpp"

#include <fmt/format.h>

namespace convenio::core {

namespace {

class Printer {
 public:
  explicit Printer(Program const& program) : p_(program) {}
  std::string print();

 private:
  void line(std::size_t depth, std::string const& text) {
    out_.append(depth * 2, ' ');
    out_ += text;
    out_ += '\n';
  }
  void expression(std::size_t depth, char const* label, ExprId e) {
    if (e != none) line(depth, fmt::format("{} {}", label, dump(p_, e)));
  }
  void field(std::size_t depth, char const* label, std::string const& text) {
    if (!text.empty()) line(depth, fmt::format("{} \"{}\"", label, text));
  }
  void cited(std::size_t depth, CitationId id);
  void versions(std::size_t depth, std::vector<Version> const& versions);
  void contradictions(std::size_t depth, std::vector<Contradiction> const& list);

  std::string type(TypeId id) const { return type_name(p_, id); }
  std::string span(Validity const& validity) const;
  std::string parameters(std::vector<Parameter> const& list) const;
  std::string quote(std::string const& title) const { return title.empty() ? "" : " \"" + title + "\""; }
  std::string full(std::string const& package, std::string const& name) const { return package + "." + name; }
  std::string state(model::StateId id) const { return id < p_.states.size() ? p_.states[id].code : "?"; }
  std::string key(Key const& key, TypeId type) const;

  void vocabulary();
  void legal_texts();
  void facts();
  void rules();
  void rule(Rule const& rule);
  void tables();
  void precedences();
  void awards();
  void questions();
  void sayings(std::size_t depth, std::vector<Saying> const& all);
  void translations();
  void tests();
  std::string like(SampleId sample) const {
    return sample < p_.samples.size() ? " like " + full(p_.samples[sample].package, p_.samples[sample].name)
                                      : "";
  }
  std::string held_by(HeldBy const& held, std::vector<Parameter> const& parameters) const;
  void test_facts(std::vector<TestFact> const& facts);
  void given(std::vector<Given> const& list);
  void expectation(Expectation const& expected, unsigned depth = 1);

  Program const& p_;
  std::string out_;
};

std::string Printer::span(Validity const& validity) const {
  std::string text;
  if (validity.from) text += " from " + validity.from->to_string();
  if (validity.until) text += " until " + validity.until->to_string();
  return text;
}

std::string Printer::parameters(std::vector<Parameter> const& list) const {
  if (list.empty()) return "";
  std::string text = "(";
  for (std::size_t i = 0; i < list.size(); ++i) {
    text += fmt::format("{}{}: {}", i > 0 ? ", " : "", list[i].name, type(list[i].type));
  }
  return text + ")";
}

void Printer::contradictions(std::size_t depth, std::vector<Contradiction> const& list) {
  for (auto const& c : list) {
    line(depth, fmt::format("contradiction {} \"{}\"{}", c.name, c.sides,
                            c.resolution.empty() ? " open" : " resolved \"" + c.resolution + "\""));
  }
}

void Printer::cited(std::size_t depth, CitationId id) {
  if (id >= p_.citations.size()) return;
  Citation const& c = p_.citations[id];
  std::string const place = to_string(p_, id);
  if (!place.empty()) line(depth, fmt::format("cites {}{}", place, quote(c.title)));
  for (auto const i : c.interpretations) {
    if (i < p_.interpretations.size()) line(depth, "rests on " + p_.interpretations[i].name);
  }
  if (!c.confidence.empty()) line(depth, "confidence " + c.confidence);
  field(depth, "source", c.source);
  field(depth, "note", c.note);
  contradictions(depth, c.contradictions);
  if (c.validity.from || c.validity.until) line(depth, "valid" + span(c.validity));
}

void Printer::versions(std::size_t depth, std::vector<Version> const& list) {
  for (auto const& v : list) line(depth, fmt::format("version{} {}", span(v.validity), dump(p_, v.body)));
}

void Printer::vocabulary() {
  for (auto const& name : p_.packages) line(0, "package " + name);
  for (auto const& c : p_.currencies) {
    std::string text = fmt::format("currency {}{} minor {}{}", c.code, quote(c.title), c.minor.to_string(),
                                   span(c.validity));
    if (c.follows < p_.currencies.size()) {
      text += fmt::format(" follows {} at {}", p_.currencies[c.follows].code, c.factor.to_string());
    }
    line(0, text);
  }
  for (auto const& s : p_.states) {
    std::string text = fmt::format("state {}{}", s.code, quote(s.title));
    if (s.per != model::Per::sum) text += fmt::format(" paid per {}", terms::name(s.per));
    for (auto const c : s.currencies) text += " " + (c < p_.currencies.size() ? p_.currencies[c].code : "?");
    if (s.unit) text += fmt::format(" counts in {}", model::name(*s.unit));
    line(0, text);
  }
  for (auto const& e : p_.enumerations) {
    line(0, "enumeration " + e.name);
    for (auto const& v : e.values)
      line(1, v.name + quote(v.title) + (v.package == e.package ? "" : " added by " + v.package));
  }
  for (auto const& r : p_.records) {
    line(0, "record " + r.name);
    for (auto const& f : r.fields) line(1, f.name + ": " + type(f.type));
    if (!r.saying.empty()) line(1, "says" + quote(r.saying));
  }
  for (auto const& c : p_.conversions) {
    line(0, "conversion " + full(c.package, c.name) + quote(c.title));
    for (auto const& e : c.equations) {
      line(1, fmt::format("{} {} = {} {}", e.left_amount.to_string(), model::name(e.left),
                          e.right_amount.to_string(), model::name(e.right)));
    }
  }
  for (auto const& a : p_.attributes) {
    line(0, fmt::format("period has {}: {}{}{}", a.name, type(a.type), quote(a.question),
                        held_by(a.held_by, {})));
    expression(1, a.unless_certified_otherwise ? "default unless certified otherwise" : "default",
               a.fallback);
  }
}

void Printer::legal_texts() {
  for (auto const& t : p_.texts) {
    char const* const kind = t.kind == LegalText::Kind::agreement    ? "agreement"
                             : t.kind == LegalText::Kind::regulation ? "regulation"
                                                                     : "scheme";
    std::string text = fmt::format("{} {}{}", kind, full(t.package, t.name), quote(t.title));
    if (t.agreement < p_.texts.size()) text += " of " + p_.texts[t.agreement].name;
    if (t.state != none) text += " of " + state(t.state);
    line(0, text);
    field(1, "identifier", t.identifier);
    field(1, "source", t.source);
    field(1, "review", t.review);
    field(1, "confidence", t.confidence);
    field(1, "note", t.note);
    for (auto const& l : t.languages) line(1, "language " + l);
    for (auto const& s : t.parties) {
      std::string const condition =
          s.condition < p_.rules.size() ? " while " + p_.rules[s.condition].name : "";
      line(1, "party " + state(s.state) + span(s.validity) + condition);
    }
    for (auto const rule : t.applications) {
      if (rule < p_.rules.size())
        line(1, fmt::format("applies {}{}", p_.rules[rule].name, parameters(p_.rules[rule].parameters)));
    }
    for (auto const& s : t.pairs) {
      line(1, fmt::format("pair {}, {}{}", state(s.first), state(s.second), span(s.validity)));
    }
    for (auto const& r : t.replaces) {
      std::string between;
      for (auto const s : r.between) between += " " + state(s);
      line(1, fmt::format("replaces \"{}\"{}{}", r.instrument, between,
                          r.keeps_acquired_rights ? " keeping acquired rights" : ""));
    }
    contradictions(1, t.contradictions);
  }
  for (auto const& i : p_.interpretations) {
    line(0, fmt::format("interpretation {} \"{}\" by \"{}\"", i.name, i.text, i.by));
  }
}

std::string Printer::held_by(HeldBy const& held, std::vector<Parameter> const& parameters) const {
  if (!held.word || held.word->enumeration >= p_.enumerations.size()) return "";
  auto const& words = p_.enumerations[held.word->enumeration].values;
  std::string text = " held by " + (held.word->index < words.size() ? words[held.word->index].name : "?");
  if (held.of != none) text += " of " + state(held.of);
  if (held.of_parameter < parameters.size()) text += " of " + parameters[held.of_parameter].name;
  if (!held.form.empty()) text += " by form" + quote(held.form);
  if (!held.within.empty()) text += " within " + held.within;
  return text;
}

void Printer::facts() {
  for (auto const& f : p_.facts) {
    line(0, fmt::format("{} {}{}: {}{}{}", name(f.role), full(f.package, f.name), parameters(f.parameters),
                        type(f.type), quote(f.question), held_by(f.held_by, f.parameters)));
    expression(1, "default", f.fallback);
  }
}

void Printer::rule(Rule const& r) {
  line(0, fmt::format("{}rule {}{}: {}{}", r.open ? "open " : "", full(r.package, r.name),
                      parameters(r.parameters), type(r.type), quote(r.title)));
  cited(1, r.citation);
  line(1, fmt::format("slots {}", r.slots));
  expression(1, "body", r.body);
  versions(1, r.versions);
  for (auto const& part : r.parts) {
    std::string text = "part";
    for (std::size_t i = 0; i < part.patterns.size() && i < r.parameters.size(); ++i) {
      text += " " + (part.patterns[i] ? to_string(p_, *part.patterns[i], r.parameters[i].type) : "_");
    }
    line(1, text);
    cited(2, part.citation);
    expression(2, "body", part.body);
    expression(2, "governing", part.governing);
    versions(2, part.versions);
    sayings(2, part.sayings);
  }
  for (auto const& e : r.exceptions) {
    line(1, "exception " + e.name);
    cited(2, e.citation);
    for (auto const o : e.overrides) {
      line(2, "overrides " + (o < r.exceptions.size() ? r.exceptions[o].name : "?"));
    }
    expression(2, "when", e.condition);
    expression(2, "then", e.body);
    sayings(2, e.sayings);
  }
  sayings(1, r.sayings);
}

void Printer::sayings(std::size_t depth, std::vector<Saying> const& all) {
  for (auto const& one : all) {
    line(depth, fmt::format("says, of slot {}:{}", one.result, quote(one.text)));
    expression(depth + 1, "when", one.condition);
    for (auto const& place : one.places) expression(depth + 1, place.name.c_str(), place.value);
  }
}

void Printer::rules() {
  for (auto const& r : p_.rules) rule(r);
  auto const conditions = [&](char const* word, std::vector<RuleId> const& all) {
    for (RuleId const id : all)
      if (id < p_.rules.size())
        line(0, fmt::format("{} {}", word, full(p_.rules[id].package, p_.rules[id].name)));
  };
  conditions("impossible", p_.impossibles);
  conditions("remark", p_.remarks);
}

std::string Printer::key(Key const& k, TypeId type) const {
  std::string const low = to_string(p_, k.low, type);
  std::string const high = to_string(p_, k.high, type);
  switch (k.kind) {
    case Key::Kind::value:
      return low;
    case Key::Kind::range:
      return low + " to " + high;
    case Key::Kind::range_below:
      return low + " below " + high;
    case Key::Kind::from:
      return "from " + low;
    case Key::Kind::until:
      return "until " + high;
    case Key::Kind::below:
      return "below " + high;
    case Key::Kind::any:
      return "any";
  }
  return "?";
}

void Printer::tables() {
  for (auto const& t : p_.tables) {
    line(0, fmt::format("{} {}{}: {}{}", t.parameter ? "parameter" : "table", full(t.package, t.name),
                        parameters(t.keys), type(t.type), quote(t.title)));
    cited(1, t.citation);
    if (!t.confidence.empty()) line(1, "stated confidence " + t.confidence);
    field(1, "stated source", t.source);
    for (auto const& row : t.rows) {
      std::string text = "row";
      for (std::size_t i = 0; i < row.keys.size() && i < t.keys.size(); ++i) {
        text += (i > 0 ? ", " : " ") + key(row.keys[i], t.keys[i].type);
      }
      text += row.value == none ? ": not encoded \"" + row.gap + "\"" : ": " + dump(p_, row.value);
      if (row.enacted) text += " enacted " + row.enacted->to_string();
      if (row.known_to) text += " known to " + row.known_to->to_string();
      if (!row.checked.empty()) text += " checked" + quote(row.checked);
      if (!row.confidence.empty()) text += " confidence " + row.confidence;
      if (!row.source.empty()) text += quote(row.source);
      line(1, text);
    }
  }
}

void Printer::precedences() {
  for (auto const& p : p_.precedences) {
    bool const periods = p.domain == Precedence::Domain::periods;
    std::string const domain =
        periods ? "periods" : "routes of " + (p.award < p_.awards.size() ? p_.awards[p.award].name : "?");
    line(0, fmt::format("precedence {}{} between {} otherwise {}{}", full(p.package, p.name),
                        parameters(p.parameters), domain, name(p.otherwise), quote(p.reason)));
    if (p.undated_apart) line(1, "undated periods apart");
    cited(1, p.citation);
    line(1, fmt::format("slots {}", p.slots));
    for (auto const& c : p.clauses) {
      line(1, fmt::format("stands {}{} when {}", c.name, c.by_amount ? " by amount" : "",
                          dump(p_, c.condition)));
      if (!c.saying.empty()) line(2, "says" + quote(c.saying));
      cited(2, c.citation);
    }
  }
}

void Printer::awards() {
  for (auto const& a : p_.awards) {
    line(0, fmt::format("award {}: {}{}", full(a.package, a.name), type(a.type), quote(a.title)));
    if (a.payments != none) line(1, "paid a year " + dump(p_, a.payments));
    for (auto const& one : a.particulars)
      line(1, fmt::format("states {}{}{}", one.name, quote(one.title), one.always ? " always" : ""));
    cited(1, a.citation);
    line(1, fmt::format("slots {}", a.slots));
    for (auto const& g : a.generators) line(1, fmt::format("each {} in {}", g.variable, dump(p_, g.source)));
    if (a.precedence < p_.precedences.size()) line(1, "chosen by " + p_.precedences[a.precedence].name);
    if (a.steps < p_.enumerations.size()) line(1, "in steps " + p_.enumerations[a.steps].name);
    for (auto const& r : a.routes) {
      line(1, "route " + r.name + quote(r.title));
      cited(2, r.citation);
      expression(2, "when", r.when);
      expression(2, "entitled", r.entitled);
      expression(2, "grants", r.grants);
    }
  }
}

void Printer::translations() {
  for (auto const& one : p_.translations)
    line(0, fmt::format("in {}, {}:{} is{}", name(one.language), one.package, quote(one.original), quote(one.translated)));
}

void Printer::questions() {
  for (auto const& q : p_.questions) {
    line(0, fmt::format("question {}: {}{}", full(q.package, q.name), type(q.type), quote(q.title)));
    cited(1, q.citation);
    line(1, fmt::format("slots {}", q.slots));
    for (auto const& g : q.generators) line(1, fmt::format("each {} in {}", g.variable, dump(p_, g.source)));
    expression(1, "when", q.when);
    expression(1, "body", q.body);
  }
}

void Printer::test_facts(std::vector<TestFact> const& list) {
  for (auto const& f : list) {
    std::string text = f.fact < p_.facts.size() ? p_.facts[f.fact].name : "?";
    for (auto const a : f.arguments) text += " " + dump(p_, a);
    text += f.kind == TestFact::Kind::known     ? " ="
            : f.kind == TestFact::Kind::unknown ? " unknown"
                                                : " contradictory";
    for (auto const v : f.values) text += " " + dump(p_, v);
    line(1, text);
  }
}

void Printer::given(std::vector<Given> const& list) {
  for (auto const& g : list) {
    std::string text = "given " + (g.table ? p_.tables[g.index].name : p_.rules[g.index].name);
    for (auto const a : g.arguments) text += " " + dump(p_, a);
    line(1, text + " = " + dump(p_, g.value));
  }
}

void Printer::expectation(Expectation const& e, unsigned depth) {
  std::string text = depth > 1                               ? "award"
                     : e.kind == Expectation::Kind::decision ? "expect decision"
                                                             : "expect";
  if (e.expr != none) text += " " + dump(p_, e.expr);
  if (e.award < p_.awards.size()) text += " award " + p_.awards[e.award].name;
  for (auto const a : e.award_arguments) text += " " + dump(p_, a);
  if (!e.status.empty()) text += " " + e.status;
  if (!e.route.empty()) text += " by " + e.route;
  if (e.amount != none) text += " amount " + dump(p_, e.amount);
  for (std::size_t i = 0; i < e.facts.size(); ++i) text += (i == 0 ? " for " : ", ") + e.facts[i];
  line(depth, text);
  for (auto const& award : e.awards) expectation(award, depth + 1);
  for (auto const& row : e.ledger) {
    line(2, fmt::format("{} {} to {} displaced by {} under {}", state(row.state), row.from.to_string(),
                        row.to.to_string(), state(row.displaced_by), row.clause));
  }
}

void Printer::tests() {
  for (auto const& s : p_.samples) {
    line(0, "sample " + full(s.package, s.name) + like(s.like));
    test_facts(s.facts);
  }
  for (auto const& t : p_.tests) {
    line(0, fmt::format("test {} \"{}\"{}", t.package, t.title, like(t.like)));
    test_facts(t.facts);
    given(t.given);
    for (auto const& e : t.expectations) expectation(e);
  }
}

std::string Printer::print() {
  vocabulary();
  legal_texts();
  facts();
  rules();
  tables();
  precedences();
  awards();
  questions();
  translations();
  tests();
  return std::move(out_);
}

}  // namespace

std::string dump(Program const& program) { return Printer(program).print(); }

}  // namespace convenio::core
