// Every declaration gets a name, an index in the program and a citation. Nothing is typed yet.
// Knows the shapes of declarations; knows no expression.
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/containers.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"
#include "engine/core/names.hpp"

namespace convenio::check {

namespace {

constexpr std::size_t most_attributes = 100;  // of periods; every period of a case has room for all

template <class List>
std::uint32_t next(List const& list) {
  return static_cast<std::uint32_t>(list.size());
}

// Agreements come before the rest, so that the regulations of any file can name them.
enum class Pass { agreements, rest, inside };

class Collector {
 public:
  explicit Collector(Workspace& ws) : ws_(ws) {}

  void vocabulary(PackageFile const& file);
  void extensions(PackageFile const& file);  // after the vocabulary of all
  void declarations(std::vector<syntax::Declaration> const& list, Surroundings const& here, Pass pass);

 private:
  void one(syntax::Declaration const& d, Surroundings const& here);
  void container(syntax::Declaration const& d, syntax::ContainerDecl const& c, Surroundings const& here);
  void words(std::vector<syntax::Declaration> const& list, Surroundings const& here);
  void enumeration(syntax::Declaration const& d, syntax::EnumerationDecl const& e, Site const& site);
  void extensions(std::vector<syntax::Declaration> const& list, std::uint32_t package);
  void extension(syntax::ExtendDecl const& e, std::uint32_t package);
  void word(std::uint32_t enumeration, syntax::Enumerator const& written, std::uint32_t package);

  template <class Decl>
  Declared<Decl> declared(syntax::Declaration const& d, Decl const& decl, Surroundings const& here) {
    return {&decl, place(ws_, here, d.provenance), d.span};
  }
  void callable(syntax::Name const& name, std::size_t parameters);
  void twice(syntax::Declaration const& d, syntax::FactDecl const& f, std::uint32_t package);

  void add(syntax::Declaration const& d, syntax::FactDecl const& f, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::PeriodAttributeDecl const& a, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::RuleDecl const& r, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::ParameterDecl const& p, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::TableDecl const& t, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::PrecedenceDecl const& p, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::AwardDecl const& a, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::QuestionDecl const& q, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::GovernedDecl const& g, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::AppliesDecl const& a, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::CountsDecl const& c, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::DecidedDecl const& decided, Surroundings const& here);
  void add(syntax::Declaration const& d, syntax::SampleDecl const& s, Surroundings const& here);
  void cited_table(core::Table& table, syntax::Declaration const& d, Site const& site);

  Workspace& ws_;
  std::map<std::pair<std::uint32_t, std::string_view>, Span> attributes_;  // of periods, by package
  std::map<std::uint32_t, Span> counted_;                                  // states of which the unit is said
};

void Collector::callable(syntax::Name const& name, std::size_t parameters) {
  if (parameters == 0 || !is_builtin(name.text)) return;
  ws_.diagnostics.error(Code::reserved_name, name.span,
                        fmt::format("{} is a built-in function", quoted(name.text)), "choose another name");
}

// ---------------------------------------------------------------- vocabulary

void Collector::enumeration(syntax::Declaration const& d, syntax::EnumerationDecl const& e,
                            Site const& site) {
  auto const id = next(ws_.program.enumerations);
  declare(ws_, site.package, e.name, Kind::enumeration, id);
  ws_.program.enumerations.push_back({e.name.text, {}, ws_.packages[site.package].name});
  ws_.enumerations.push_back({&e, site, d.span});
  ws_.words.emplace_back();
  std::set<std::string_view> names;
  for (auto const& value : e.values) {
    if (value.name.text.empty()) continue;
    if (names.insert(value.name.text).second) {
      word(id, value, site.package);
    } else {
      ws_.diagnostics.error(Code::duplicate_name, value.name.span,
                            fmt::format("{} is listed twice", quoted(value.name.text)));
    }
  }
}

void Collector::word(std::uint32_t enumeration, syntax::Enumerator const& written, std::uint32_t package) {
  auto& words = ws_.words[enumeration];
  ws_.packages[package].enumerators[written.name.text].push_back(
      {model::EnumerationId(enumeration), next(words)});
  words.push_back({written.name.text, package, written.name.span});
  ws_.program.enumerations[enumeration].values.push_back(
      {written.name.text, text_or_empty(written.title), ws_.packages[package].name});
}

// Words that a package adds to an enumeration that it imports. Another package may add the same word, as long
// as neither sees the other: they are two words.
void Collector::extension(syntax::ExtendDecl const& e, std::uint32_t package) {
  auto const symbol = resolve(ws_, package, e.enumeration, {Kind::enumeration}, "an enumeration");
  if (!symbol) return;
  if (symbol->package == package) {
    ws_.diagnostics
        .error(
            Code::word_not_added, e.enumeration.span,
            fmt::format("{} is of this package, and has its words at home", quoted(spelled(e.enumeration))),
            "write the words where the enumeration is declared")
        .places.push_back({symbol->span, "declared here"});
    return;
  }
  for (auto const& value : e.values) {
    if (value.name.text.empty()) continue;
    auto const there = words_meant(ws_, package, symbol->index, value.name.text);
    if (there.empty()) {
      word(symbol->index, value, package);
      continue;
    }
    Word const& first = ws_.words[symbol->index][there.front()];
    bool const imported = first.package != package && first.package != symbol->package;
    ws_.diagnostics
        .error(
            Code::word_not_added, value.name.span,
            fmt::format("{} has already a word {}", quoted(spelled(e.enumeration)), quoted(value.name.text)),
            imported ? fmt::format("package {} adds it; leave it out here",
                                   quoted(ws_.packages[first.package].name))
                     : "leave it out, or choose another word")
        .places.push_back({first.span, "here"});
  }
}

void Collector::extensions(std::vector<syntax::Declaration> const& list, std::uint32_t package) {
  for (auto const& d : list) {
    if (auto const* c = std::get_if<syntax::ContainerDecl>(&d.node)) extensions(c->items, package);
    if (auto const* e = std::get_if<syntax::ExtendDecl>(&d.node)) extension(*e, package);
  }
}

void Collector::extensions(PackageFile const& file) {
  extensions(file.tree->declarations, ws_.package_of.find(file.package)->second);
}

void Collector::words(std::vector<syntax::Declaration> const& list, Surroundings const& here) {
  std::uint32_t const package = here.site.package;
  for (auto const& d : list) {
    if (auto const* c = std::get_if<syntax::ContainerDecl>(&d.node)) {
      words(c->items, here);
    } else if (auto const* state = std::get_if<syntax::StateDecl>(&d.node)) {
      declare(ws_, package, state->name, Kind::state, next(ws_.program.states));
      ws_.program.states.push_back({state->name.text, state->title.value, {}, {}});
      ws_.states.push_back({state, here.site, d.span});
    } else if (auto const* currency = std::get_if<syntax::CurrencyDecl>(&d.node)) {
      declare(ws_, package, currency->name, Kind::currency, next(ws_.program.currencies));
      core::Currency added;
      added.code = currency->name.text;
      added.title = currency->title.value;
      ws_.program.currencies.push_back(std::move(added));
      ws_.currencies.push_back({currency, here.site, d.span});
    } else if (auto const* e = std::get_if<syntax::EnumerationDecl>(&d.node)) {
      enumeration(d, *e, here.site);
    } else if (auto const* record = std::get_if<syntax::RecordDecl>(&d.node)) {
      declare(ws_, package, record->name, Kind::record, next(ws_.program.records));
      ws_.program.records.push_back({record->name.text, {}, ws_.packages[package].name});
      ws_.records.push_back({record, here.site, d.span});
    } else if (auto const* conversion = std::get_if<syntax::ConversionDecl>(&d.node)) {
      declare(ws_, package, conversion->name, Kind::conversion, next(ws_.program.conversions));
      ws_.program.conversions.push_back(
          {ws_.packages[package].name, conversion->name.text, text_or_empty(conversion->title), {}});
      ws_.conversions.push_back({conversion, here.site, d.span});
    }
  }
}

void Collector::vocabulary(PackageFile const& file) {
  words(file.tree->declarations, outermost(ws_.package_of.find(file.package)->second));
}

// ---------------------------------------------------------------- declarations

// One that says the same as the first can go.
void Collector::twice(syntax::Declaration const& d, syntax::FactDecl const& f, std::uint32_t package) {
  Symbol const& first = ws_.packages[package].names.find(f.name.text)->second;
  text::Diagnostic& told = ws_.diagnostics.last();
  if (first.kind != Kind::fact || !same_fact(ws_.sources, *ws_.facts[first.index].declared.decl, f)) {
    told.hint = "give one of the two another name";
    return;
  }
  told.hint = "it is asked once, and every rule of the package may use it; remove this one";
  told.fix = text::Fix{d.span, ""};
}

void Collector::add(syntax::Declaration const& d, syntax::FactDecl const& f, Surroundings const& here) {
  auto at = declared(d, f, here);
  if (!declare(ws_, at.site.package, f.name, Kind::fact, next(ws_.program.facts)))
    twice(d, f, at.site.package);
  callable(f.name, f.parameters.size());
  core::Fact fact;
  fact.role = f.role;
  fact.package = ws_.packages[at.site.package].name;
  fact.name = f.name.text;
  fact.question = f.question.value;
  fact.citation = at.site.citation;
  fact.span = f.name.span;
  ws_.program.facts.push_back(std::move(fact));
  ws_.facts.push_back({at, {}});
}

void Collector::add(syntax::Declaration const& d, syntax::PeriodAttributeDecl const& a,
                    Surroundings const& here) {
  // The fields of a period in rules and in cases.
  for (auto const own : core::fields_of_periods) {
    if (a.name.text == own)
      ws_.diagnostics.error(Code::duplicate_name, a.name.span,
                            fmt::format("every period has already an attribute {}", quoted(own)));
  }
  auto const [earlier, fresh] = attributes_.try_emplace({here.site.package, a.name.text}, a.name.span);
  if (!fresh && !a.name.text.empty()) {
    ws_.diagnostics
        .error(Code::duplicate_name, a.name.span,
               fmt::format("this package gives every period already an attribute {}", quoted(a.name.text)))
        .places.push_back({earlier->second, "declared here"});
  }
  if (ws_.program.attributes.size() == most_attributes) {
    ws_.diagnostics.error(Code::too_many, a.name.span,
                          fmt::format("periods have more than {} attributes", most_attributes));
  }
  core::Attribute attribute;
  attribute.name = a.name.text;
  attribute.question = a.question.value;
  ws_.program.attributes.push_back(std::move(attribute));
  AttributeInfo info;
  static_cast<Declared<syntax::PeriodAttributeDecl>&>(info) = declared(d, a, here);
  ws_.attributes.push_back(std::move(info));
}

void Collector::add(syntax::Declaration const& d, syntax::RuleDecl const& r, Surroundings const& here) {
  auto const at = declared(d, r, here);
  if (!r.open && !r.result) {  // a part of an open rule
    ws_.parts.push_back(at);
    return;
  }
  using Condition = syntax::RuleDecl::Condition;
  if (r.condition != Condition::no && at.site.dated) {
    ws_.diagnostics.error(Code::misplaced, r.name.span, "a condition of cases holds on every day",
                          "put it outside of the article or version that has dates");
    return;
  }
  declare(ws_, at.site.package, r.name, Kind::rule, next(ws_.program.rules));
  callable(r.name, r.parameters.size());
  auto const id = core::RuleId(next(ws_.program.rules));
  if (r.condition == Condition::impossible) ws_.program.impossibles.push_back(id);
  if (r.condition == Condition::remark) ws_.program.remarks.push_back(id);
  core::Rule rule;
  rule.package = ws_.packages[at.site.package].name;
  rule.name = r.name.text;
  rule.title = text_or_empty(r.title);
  rule.citation = at.site.citation;
  bool const answered = r.body || !r.versions.empty();
  rule.open = r.open && !answered;
  rule.span = r.name.span;
  RuleInfo info;
  info.decl = &r;
  info.site = at.site;
  info.dated = !rule.open && (!r.versions.empty() || at.site.dated);
  info.invites = r.open;
  ws_.program.rules.push_back(std::move(rule));
  ws_.rules.push_back(std::move(info));
}

void Collector::cited_table(core::Table& table, syntax::Declaration const& d, Site const& site) {
  (void)d;
  auto const& citation = ws_.program.citations[site.citation];
  table.package = ws_.packages[site.package].name;
  table.citation = site.citation;
  table.confidence = citation.confidence;
  table.source = citation.source;
  table.note = citation.note;
}

void Collector::add(syntax::Declaration const& d, syntax::ParameterDecl const& p, Surroundings const& here) {
  auto const at = declared(d, p, here);
  declare(ws_, at.site.package, p.name, Kind::table, next(ws_.program.tables));
  callable(p.name, p.keys.size());
  core::Table table;
  table.parameter = true;
  table.name = p.name.text;
  table.title = text_or_empty(p.title);
  table.span = p.name.span;
  cited_table(table, d, at.site);
  ws_.program.tables.push_back(std::move(table));
  TableInfo info;
  info.parameter = &p;
  info.site = at.site;
  info.dated = !p.rows.empty() || p.said.known_to;
  ws_.tables.push_back(std::move(info));
}

void Collector::add(syntax::Declaration const& d, syntax::TableDecl const& t, Surroundings const& here) {
  auto const at = declared(d, t, here);
  declare(ws_, at.site.package, t.name, Kind::table, next(ws_.program.tables));
  callable(t.name, t.keys.size());
  core::Table table;
  table.name = t.name.text;
  table.title = text_or_empty(t.title);
  table.span = t.name.span;
  cited_table(table, d, at.site);
  ws_.program.tables.push_back(std::move(table));
  TableInfo info;
  info.table = &t;
  info.site = at.site;
  ws_.tables.push_back(std::move(info));
}

void Collector::add(syntax::Declaration const& d, syntax::PrecedenceDecl const& p, Surroundings const& here) {
  auto const at = declared(d, p, here);
  declare(ws_, at.site.package, p.name, Kind::precedence, next(ws_.program.precedences));
  core::Precedence precedence;
  precedence.package = ws_.packages[at.site.package].name;
  precedence.name = p.name.text;
  precedence.domain = p.domain;
  precedence.otherwise = p.otherwise;
  precedence.reason = text_or_empty(p.reason);
  precedence.citation = at.site.citation;
  ws_.program.precedences.push_back(std::move(precedence));
  ws_.precedences.push_back({at, {}, {}});
}

void Collector::add(syntax::Declaration const& d, syntax::AwardDecl const& a, Surroundings const& here) {
  auto const at = declared(d, a, here);
  declare(ws_, at.site.package, a.name, Kind::award, next(ws_.program.awards));
  callable(a.name, a.generators.size());
  core::Award award;
  award.package = ws_.packages[at.site.package].name;
  award.name = a.name.text;
  award.title = text_or_empty(a.title);
  award.citation = at.site.citation;
  for (auto const& one : a.particulars) {
    bool const known = std::any_of(award.particulars.begin(), award.particulars.end(),
                                   [&](auto const& other) { return other.name == one.name.text; });
    if (known) {
      ws_.diagnostics.error(Code::duplicate_name, one.name.span,
                            fmt::format("award {} states {} twice", quoted(award.name), quoted(one.name.text)),
                            "a decision tells particulars apart by their names");
    }
    if (known || one.name.text.empty() || !one.value) continue;
    RuleInfo rule;
    rule.particular = one.value.get();
    rule.of_award = model::AwardId(next(ws_.program.awards));
    rule.place = static_cast<std::uint32_t>(award.particulars.size());
    rule.site = at.site;
    rule.labels.assign(a.generators.size(), ",");
    if (!rule.labels.empty()) rule.labels.front() = "";
    auto const id = nameless_rule(ws_, std::move(rule), core::particular_rule_name(one.name.text, award.name),
                                  one.name.span);
    ws_.program.rules[id].title = text_or_empty(one.title);
    award.particulars.push_back({one.name.text, text_or_empty(one.title), id, one.always});
  }
  ws_.program.awards.push_back(std::move(award));
  ws_.awards.push_back({at, {}, {}});
}

void Collector::add(syntax::Declaration const& d, syntax::QuestionDecl const& q, Surroundings const& here) {
  auto const at = declared(d, q, here);
  declare(ws_, at.site.package, q.name, Kind::question, next(ws_.program.questions));
  core::Question question;
  question.package = ws_.packages[at.site.package].name;
  question.name = q.name.text;
  question.title = text_or_empty(q.title);
  question.citation = at.site.citation;
  ws_.program.questions.push_back(std::move(question));
  ws_.questions.push_back(at);
}

void Collector::add(syntax::Declaration const& d, syntax::GovernedDecl const& g, Surroundings const& here) {
  if (here.site.text == none || here.in_article) {
    ws_.diagnostics.error(Code::misplaced, d.span,
                          "`governed by` belongs to a whole agreement, regulation or scheme");
    return;
  }
  if (!g.date) return;
  auto& info = ws_.texts[here.site.text];
  if (info.governing != none) {
    ws_.diagnostics.error(Code::duplicate_name, d.span, "this text has already a date that governs it");
    return;
  }
  RuleInfo rule;
  rule.governed = g.date.get();
  rule.site = here.site;
  auto& text = ws_.program.texts[here.site.text];
  text.governing = info.governing =
      nameless_rule(ws_, std::move(rule), core::governing_rule_name(text.name), d.span);
}

// Each state counts in one unit, whichever of its schemes says so.
void Collector::add(syntax::Declaration const& d, syntax::CountsDecl const& c, Surroundings const& here) {
  auto const* text = here.site.text == none ? nullptr : &ws_.program.texts[here.site.text];
  if (!text || text->kind != core::LegalText::Kind::scheme) {
    ws_.diagnostics.error(Code::misplaced, d.span, "`counts in` says of a State how its own law counts",
                          "put it in a scheme of the State, or in one of its articles");
    return;
  }
  bool const calendar = c.unit == syntax::Unit::calendar_days || c.unit == syntax::Unit::calendar_months ||
                        c.unit == syntax::Unit::calendar_years;
  if (calendar) {
    ws_.diagnostics.error(Code::unit_mismatch, d.span, "spans of the calendar are no insurance",
                          "write `days`, `weeks`, `months`, `quarters` or `years`");
    return;
  }
  if (text->state == none) return;
  core::State& state = ws_.program.states[text->state];
  auto const [first, fresh] = counted_.try_emplace(text->state, d.span);
  if (!fresh) {
    ws_.diagnostics
        .error(Code::unit_told_twice, d.span,
               fmt::format("in which unit {} counts is said twice", quoted(state.code)),
               "a State counts insurance in one unit; say it once")
        .places.push_back({first->second, "first here"});
    return;
  }
  state.unit = to_unit(c.unit);
  state.counted = place(ws_, here, d.provenance).citation;
}

void Collector::add(syntax::Declaration const& d, syntax::AppliesDecl const& a, Surroundings const& here) {
  if (here.site.text == none || here.in_article) {
    ws_.diagnostics.error(Code::misplaced, d.span,
                          "`applies when` belongs to a whole agreement, regulation or scheme");
    return;
  }
  if (!a.condition) return;
  auto const& text = ws_.program.texts[here.site.text];
  RuleInfo info;
  info.condition = a.condition.get();
  info.subject = &a.subject;
  info.site = here.site;
  auto const rule = nameless_rule(ws_, std::move(info), core::application_rule_name(text.name), d.span);
  ws_.program.texts[here.site.text].applications.push_back(rule);
}

void Collector::add(syntax::Declaration const& d, syntax::DecidedDecl const& decided,
                    Surroundings const& here) {
  if (here.site.text != none) {
    ws_.diagnostics.error(Code::misplaced, d.span, "`decided on` stands outside of every text");
    return;
  }
  if (!decided.date) return;
  if (ws_.program.decided_on != none) {
    ws_.diagnostics.error(Code::duplicate_name, d.span, "the day of decision is declared twice")
        .places.push_back({ws_.program.rules[ws_.program.decided_on].span, "first here"});
    return;
  }
  RuleInfo info;
  info.governed = decided.date.get();
  info.site = here.site;
  ws_.program.decided_on = nameless_rule(ws_, std::move(info), std::string(core::decision_rule_name), d.span);
}

void Collector::add(syntax::Declaration const& d, syntax::SampleDecl const& s, Surroundings const& here) {
  auto const at = declared(d, s, here);
  auto const id = next(ws_.samples);
  ws_.samples.push_back(at);
  if (s.name.text.empty()) return;
  auto const [it, fresh] = ws_.packages[at.site.package].samples.try_emplace(s.name.text, id);
  if (fresh) return;
  ws_.diagnostics
      .error(Code::duplicate_name, s.name.span,
             fmt::format("this package has two samples named {}", quoted(s.name.text)))
      .places.push_back({ws_.samples[it->second].decl->name.span, "first here"});
}

void Collector::container(syntax::Declaration const& d, syntax::ContainerDecl const& c,
                          Surroundings const& here) {
  declarations(c.items, enter(ws_, here, d, c), Pass::inside);
}

void Collector::one(syntax::Declaration const& d, Surroundings const& here) {
  auto const add_it = [&](auto const& decl) { add(d, decl, here); };
  if (auto const* p = std::get_if<syntax::FactDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::PeriodAttributeDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::RuleDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::ParameterDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::TableDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::PrecedenceDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::AwardDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::QuestionDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::GovernedDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::CountsDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::AppliesDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::DecidedDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::SampleDecl>(&d.node)) add_it(*p);
  if (auto const* p = std::get_if<syntax::ExceptionDecl>(&d.node))
    ws_.exceptions.push_back(declared(d, *p, here));
  if (auto const* p = std::get_if<syntax::StandsDecl>(&d.node)) ws_.clauses.push_back(declared(d, *p, here));
  if (auto const* p = std::get_if<syntax::ApartDecl>(&d.node)) ws_.aparts.push_back(declared(d, *p, here));
  if (auto const* p = std::get_if<syntax::RouteDecl>(&d.node)) ws_.routes.push_back(declared(d, *p, here));
  if (auto const* p = std::get_if<syntax::TranslationDecl>(&d.node))
    ws_.translations.push_back(declared(d, *p, here));
  if (auto const* p = std::get_if<syntax::TestDecl>(&d.node)) ws_.tests.push_back(declared(d, *p, here));
}

void Collector::declarations(std::vector<syntax::Declaration> const& list, Surroundings const& here,
                             Pass pass) {
  bool const outside = pass != Pass::inside;
  for (auto const& d : list) {
    auto const* c = std::get_if<syntax::ContainerDecl>(&d.node);
    bool const is_agreement = c && c->kind == syntax::ContainerDecl::Kind::agreement;
    if (outside && is_agreement != (pass == Pass::agreements)) continue;
    if (c) {
      container(d, *c, here);
    } else {
      one(d, here);
    }
  }
}

}  // namespace

void collect_declarations(Workspace& ws, std::vector<PackageFile> const& files) {
  ws.program.citations.emplace_back();  // 0: outside every text
  Collector collector(ws);
  for (auto const& file : files) collector.vocabulary(file);
  for (auto const& file : files) collector.extensions(file);
  for (auto const& file : files) {
    auto const here = outermost(ws.package_of.find(file.package)->second);
    collector.declarations(file.tree->declarations, here, Pass::agreements);
  }
  for (auto const& file : files) {
    auto const here = outermost(ws.package_of.find(file.package)->second);
    collector.declarations(file.tree->declarations, here, Pass::rest);
  }
}

}  // namespace convenio::check
