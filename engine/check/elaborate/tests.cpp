// Samples and tests of the packages: their facts and what they expect.
// Knows the statuses of awards by name; runs nothing.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

constexpr std::array statuses{"granted",   "refused",  "not_applicable", "undetermined",
                              "undefined", "conflict", "not_encoded",    "at_least"};

class Facts {
 public:
  Facts(Workspace& ws, Site const& site) : ws_(ws), site_(site) {}
  std::vector<core::TestFact> lower(std::vector<syntax::FactValue> const& list);
  std::uint32_t slots() const { return slots_; }

 private:
  std::optional<core::TestFact> one(syntax::FactValue const& given, std::string& path);
  std::string path_of_fact(core::FactId fact, std::vector<ExprId> const& arguments) const;

  Workspace& ws_;
  Site site_;
  std::uint32_t slots_ = 0;
};

std::string Facts::path_of_fact(core::FactId fact, std::vector<ExprId> const& arguments) const {
  std::vector<model::Value> values;
  for (auto const id : arguments) {
    auto value = constant_of(ws_.program, id);
    if (!value) return "";
    values.push_back(std::move(*value));
  }
  return core::fact_path(ws_.program, fact, values);
}

std::optional<core::TestFact> Facts::one(syntax::FactValue const& given, std::string& path) {
  auto const symbol = resolve(ws_, site_.package, given.fact, {Kind::fact}, "a fact");
  if (!symbol) return std::nullopt;
  core::TestFact fact;
  fact.fact = core::FactId(symbol->index);
  Lowering lowering(ws_, site_, Purpose::test_fact);
  auto const parameters = ws_.program.facts[symbol->index].parameters;
  auto const args = lowering.arguments(given.arguments, parameters, ws_.facts[symbol->index].labels,
                                       given.fact.parts.back().text, given.span, symbol->span);
  if (!args.complete) return std::nullopt;
  fact.arguments = args.ids;
  path = path_of_fact(fact.fact, fact.arguments);
  if (!path.empty()) lowering.set_history_name(path);
  TypeId const type = substitute(ws_.program, ws_.program.facts[symbol->index].type, args.holders);
  std::string const what = fmt::format("the value of {}", quoted(spelled(given.fact)));
  if (!given.value) return std::nullopt;
  if (std::holds_alternative<syntax::Unknown>(given.value->node)) {
    fact.kind = core::TestFact::Kind::unknown;
  } else if (auto const* several = std::get_if<syntax::Contradictory>(&given.value->node)) {
    fact.kind = core::TestFact::Kind::contradictory;
    for (auto const& value : several->values) {
      if (value) fact.values.push_back(lowering.require(*value, type, what));
    }
    if (fact.values.size() < 2) {
      ws_.diagnostics.error(Code::wrong_expectation, given.value->span, "one value contradicts nothing",
                            "give two or more: `contradictory [a, b]`");
    }
  } else {
    fact.kind = core::TestFact::Kind::known;
    fact.values.push_back(lowering.require(*given.value, type, what));
  }
  slots_ = std::max(slots_, lowering.slots());
  return fact;
}

std::vector<core::TestFact> Facts::lower(std::vector<syntax::FactValue> const& list) {
  std::vector<core::TestFact> facts;
  std::map<std::string, Span> seen;
  for (auto const& given : list) {
    std::string path;
    auto fact = one(given, path);
    if (!fact) continue;
    auto const [earlier, fresh] = seen.try_emplace(path, given.span);
    if (!fresh && !path.empty()) {
      bool const same = ws_.sources.slice(earlier->second) == ws_.sources.slice(given.span);
      auto& told = ws_.diagnostics.error(
          Code::repeated_fact, given.span, fmt::format("{} is given twice", quoted(path)),
          same ? "it says the same as before; remove it"
               : "a case has one value of it; keep the one that is meant, or write "
                 "`contradictory [...]` where the file says both");
      told.places.push_back({earlier->second, "here"});
      if (same) told.fix = text::Fix{given.span, ""};
    }
    facts.push_back(std::move(*fact));
  }
  return facts;
}

// ---------------------------------------------------------------- what rules are given

class Givens {
 public:
  Givens(Workspace& ws, Site const& site, core::Test& test) : ws_(ws), site_(site), test_(test) {}
  void lower(std::vector<syntax::FactValue> const& list) {
    for (auto const& one : list) lower(one);
  }

 private:
  void lower(syntax::FactValue const& written);
  bool takes_a_history(std::vector<core::Parameter> const& parameters) const;
  void refuse(syntax::FactValue const& written, std::string message, text::Hint hint) {
    ws_.diagnostics.error(Code::wrong_given, written.fact.span, std::move(message), std::move(hint));
  }

  Workspace& ws_;
  Site site_;
  core::Test& test_;
  std::map<std::string, Span> seen_;
};

bool Givens::takes_a_history(std::vector<core::Parameter> const& parameters) const {
  return std::any_of(parameters.begin(), parameters.end(), [&](auto const& one) {
    return is_kind(ws_.program, one.type, TypeKind::history) ||
           is_kind(ws_.program, one.type, TypeKind::period);
  });
}

void Givens::lower(syntax::FactValue const& written) {
  auto const& path = written.fact;
  if (path.parts.empty() || path.parts.back().text.empty() || !written.value) return;
  if (auto const [found, used] = lookup(ws_, site_.package, path);
      found.size() == 1 && used == path.parts.size() && found.front().kind == Kind::fact) {
    refuse(written, fmt::format("{} is a fact", quoted(spelled(path))),
           "the facts of a test stand without the word: `NAME = VALUE`");
    return;
  }
  auto const symbol =
      resolve(ws_, site_.package, path, {Kind::rule, Kind::table}, "a rule, parameter or table");
  if (!symbol) return;
  core::Given given;
  given.table = symbol->kind == Kind::table;
  given.index = symbol->index;
  auto const& program = ws_.program;
  auto parameters =
      given.table ? program.tables[symbol->index].keys : program.rules[symbol->index].parameters;
  if (given.table && ws_.tables[symbol->index].parameter) parameters.clear();
  if (takes_a_history(parameters)) {
    refuse(written, fmt::format("{} takes a history", quoted(spelled(path))),
           "give a value to a rule that takes none, or the facts that make up the history");
    return;
  }
  Lowering lowering(ws_, site_, Purpose::test_fact);
  auto const& labels = given.table ? ws_.tables[symbol->index].labels : ws_.rules[symbol->index].labels;
  auto const args = lowering.arguments(written.arguments, parameters, labels, path.parts.back().text,
                                       written.span, symbol->span);
  if (!args.complete) return;
  given.arguments = args.ids;
  std::string key = fmt::format("{} {}", given.table, given.index);
  for (std::size_t n = 0; n < args.ids.size(); ++n) {
    auto const value = constant_of(program, args.ids[n]);
    key += ' ' +
           (value ? core::to_string(program, *value, parameters[n].type) : fmt::format("#{}", args.ids[n]));
  }
  auto const [earlier, fresh] = seen_.try_emplace(key, written.span);
  if (!fresh) {
    ws_.diagnostics
        .error(Code::repeated_fact, written.span, fmt::format("{} is given twice", quoted(spelled(path))))
        .places.push_back({earlier->second, "here"});
  }
  TypeId const declared =
      given.table ? program.tables[symbol->index].type : program.rules[symbol->index].type;
  TypeId const type = substitute(ws_.program, declared, args.holders);
  given.value = lowering.require(*written.value, type, fmt::format("the value of {}", quoted(spelled(path))),
                                 {}, symbol->span);
  test_.slots = std::max(test_.slots, lowering.slots());
  test_.given.push_back(std::move(given));
}

// ---------------------------------------------------------------- samples

constexpr std::size_t longest_chain = 50;  // of samples that are like one another

class Samples {
 public:
  explicit Samples(Workspace& ws) : ws_(ws), states_(ws.samples.size(), State::fresh) {
    for (auto const& sample : ws.samples) {
      ws.program.samples.push_back({ws.packages[sample.site.package].name, sample.decl->name.text, none, {}});
    }
    slots_.assign(ws.samples.size(), 0);
    links_.assign(ws.samples.size(), 0);
  }
  void lower_all() {
    for (core::SampleId i = 0; i < ws_.samples.size(); ++i) lower(i);
  }
  // The sample that `path` names, lowered.
  std::optional<core::SampleId> find(std::uint32_t package, syntax::Path const& path);
  std::uint32_t slots(core::SampleId sample) const { return slots_[sample]; }

 private:
  enum class State : std::uint8_t { fresh, open, done };
  void lower(core::SampleId i);

  Workspace& ws_;
  std::vector<State> states_;
  std::vector<std::uint32_t> slots_;
  std::vector<std::size_t> links_;  // of the chain of samples that each is like
  std::size_t depth_ = 0;
};

std::optional<core::SampleId> Samples::find(std::uint32_t package, syntax::Path const& path) {
  if (path.parts.empty() || path.parts.back().text.empty()) return std::nullopt;
  std::string const& name = path.parts.back().text;
  std::vector<core::SampleId> found;
  std::vector<Package const*> searched;
  for (auto const other : ws_.packages[package].visible) {
    Package const& p = ws_.packages[other];
    if (path.parts.size() > 1 && p.name != path.parts[0].text) continue;
    searched.push_back(&p);
    if (auto const it = p.samples.find(name); it != p.samples.end()) found.emplace_back(it->second);
  }
  if (found.empty()) {
    std::vector<std::string> names;
    for (auto const* p : searched) {
      if (!affords_hints(ws_, names.size() + p->samples.size())) continue;
      for (auto const& [candidate, index] : p->samples) names.push_back(candidate);
    }
    ws_.diagnostics.error(Code::unknown_name, path.span,
                          fmt::format("there is no sample named {}", quoted(spelled(path))),
                          did_you_mean(name, names));
    return std::nullopt;
  }
  if (found.size() > 1) {
    ws_.diagnostics.error(Code::ambiguous_name, path.span,
                          fmt::format("several packages have a sample {}", quoted(name)),
                          "write `PACKAGE.SAMPLE`");
  }
  if (states_[found.front()] == State::open) {
    ws_.diagnostics.error(Code::cycle, path.span, fmt::format("sample {} is like itself", quoted(name)));
    return std::nullopt;
  }
  lower(found.front());
  if (depth_ >= longest_chain || links_[found.front()] >= longest_chain) {
    ws_.diagnostics.error(Code::too_many, path.span,
                          fmt::format("more than {} samples are like one another in a chain", longest_chain));
    return std::nullopt;
  }
  return found.front();
}

void Samples::lower(core::SampleId i) {
  if (states_[i] != State::fresh || depth_ > longest_chain) return;
  states_[i] = State::open;
  ++depth_;
  auto const& [decl, site, span] = ws_.samples[i];
  core::SampleId like = none;
  if (decl->like) {
    if (auto const base = find(site.package, *decl->like)) {
      like = *base;
      links_[i] = links_[like] + 1;
      slots_[i] = slots_[like];
    }
  }
  Facts own(ws_, site);
  ws_.program.samples[i].facts = own.lower(decl->facts);
  ws_.program.samples[i].like = like;
  slots_[i] = std::max(slots_[i], own.slots());
  --depth_;
  states_[i] = State::done;
}

// ---------------------------------------------------------------- expectations

class Expectations {
 public:
  Expectations(Workspace& ws, Site const& site, core::Test& test) : ws_(ws), site_(site), test_(test) {}
  void lower(syntax::Expectation const& written);

 private:
  void holds(syntax::Expectation const& written, core::Expectation& expected);
  void status(syntax::Expectation const& written, core::Expectation& expected);
  bool of_award(syntax::Expectation const& written, core::Expectation& expected, TypeId& type);
  Typed particular(syntax::Expectation const& written, Lowering& lowering);
  void facts(syntax::Expectation const& written, core::Expectation& expected);
  std::string clause(syntax::Path const& path);
  void ledger(syntax::Expectation const& written, core::Expectation& expected);
  void decision(syntax::Expectation const& written, core::Expectation& expected);
  std::vector<model::AwardId> awards_in_sight() const;
  ExprId require(syntax::Expr const& expr, TypeId type, std::string_view what);

  Workspace& ws_;
  Site site_;
  core::Test& test_;
  std::vector<Holder> holders_;  // of the award that of_award() found last
};

ExprId Expectations::require(syntax::Expr const& expr, TypeId type, std::string_view what) {
  Lowering lowering(ws_, site_, Purpose::expectation);
  ExprId const id = lowering.require(expr, type, what);
  test_.slots = std::max(test_.slots, lowering.slots());
  return id;
}

// `first_day of pension(ES, old_age)`: what its rule gives, whatever becomes of the award.
Typed Expectations::particular(syntax::Expectation const& written, Lowering& lowering) {
  core::Expectation found;
  TypeId type = poison;
  auto const& name = *written.particular;
  if (!of_award(written, found, type)) {
    ws_.diagnostics.error(Code::wrong_expectation, written.expr->span,
                          "only an award has particulars: what stands after `of` is none",
                          "write `NAME of AWARD(...)`");
    return {};
  }
  auto const& declared = ws_.program.awards[found.award];
  std::vector<std::string> names;
  for (auto const& one : declared.particulars) names.push_back(one.name);
  auto const at = std::find(names.begin(), names.end(), name.text);
  if (at == names.end()) {
    ws_.diagnostics.error(
        Code::unknown_name, name.span,
        fmt::format("award {} states nothing named {}", quoted(declared.name), quoted(name.text)),
        did_you_mean(name.text, names));
    return {};
  }
  auto const rule = declared.particulars[static_cast<std::size_t>(at - names.begin())].rule;
  TypeId const given = substitute(ws_.program, ws_.program.rules[rule].type, holders_);
  if (found.award_arguments.size() != declared.generators.size()) return {};
  return {lowering.emit(core::Op::call, given, found.award_arguments, written.span, rule), given};
}

void Expectations::holds(syntax::Expectation const& written, core::Expectation& expected) {
  if (written.particular && written.expr) {
    Lowering lowering(ws_, site_, Purpose::expectation);
    Typed const said = particular(written, lowering);
    if (said.id == none || !written.is) return;
    ExprId const wanted = require(*written.is, said.type, "what is expected");
    expected.expr = lowering.emit(core::Op::equal, simple(ws_.program, TypeKind::truth), {said.id, wanted},
                                  written.span);
    return;
  }
  if (written.expr)
    expected.expr = require(*written.expr, simple(ws_.program, TypeKind::truth), "what is expected");
}

bool Expectations::of_award(syntax::Expectation const& written, core::Expectation& expected, TypeId& type) {
  auto const* call = std::get_if<syntax::Call>(&written.expr->node);
  auto const* reference = std::get_if<syntax::Reference>(&written.expr->node);
  syntax::Path const* const path = call ? &call->callee : reference ? &reference->path : nullptr;
  if (!path || path->parts.empty()) return false;
  auto const [found, used] = lookup(ws_, site_.package, *path);
  if (found.size() != 1 || used != path->parts.size() || found[0].kind != Kind::award) return false;
  AwardInfo const& info = ws_.awards[found[0].index];
  core::Award const& award = ws_.program.awards[found[0].index];
  std::vector<core::Parameter> variables;
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < award.generators.size(); ++i) {
    variables.push_back({award.generators[i].variable, info.variables[i]});
    labels.emplace_back(i == 0 ? "" : ",");
  }
  static std::vector<syntax::Argument> const no_arguments;
  Lowering lowering(ws_, site_, Purpose::expectation);
  auto const args = lowering.arguments(call ? call->arguments : no_arguments, variables, labels,
                                       path->parts.back().text, written.expr->span, found[0].span);
  test_.slots = std::max(test_.slots, lowering.slots());
  expected.award = model::AwardId(found[0].index);
  expected.award_arguments = args.ids;
  holders_ = args.holders;
  type = substitute(ws_.program, award.type, args.holders);
  return true;
}

void Expectations::status(syntax::Expectation const& written, core::Expectation& expected) {
  expected.status = written.status.text;
  if (std::find(statuses.begin(), statuses.end(), expected.status) == statuses.end() &&
      !expected.status.empty()) {
    ws_.diagnostics.error(
        Code::wrong_expectation, written.status.span, fmt::format("{} is no status", quoted(expected.status)),
        did_you_mean(expected.status, {statuses.begin(), statuses.end()}).empty()
            ? "granted, at_least, refused, not_applicable, undetermined, not_encoded, undefined or conflict"
            : did_you_mean(expected.status, {statuses.begin(), statuses.end()}));
  }
  if (!written.expr) return;
  TypeId type = poison;
  if (written.particular) {
    Lowering lowering(ws_, site_, Purpose::expectation);
    Typed const said = particular(written, lowering);
    expected.expr = said.id;
    type = said.type;
    if (said.id == none) return;
  } else if (!of_award(written, expected, type)) {
    Lowering lowering(ws_, site_, Purpose::expectation);
    Typed const got = lowering.lower(*written.expr);
    test_.slots = std::max(test_.slots, lowering.slots());
    expected.expr = got.id;
    type = got.type;
  }
  if (written.by_route && !written.by_route->parts.empty()) {
    syntax::Path const& path = *written.by_route;
    std::vector<std::string> names;
    std::vector<Namesake> found;
    if (expected.award != none) {
      auto const& routes = ws_.awards[expected.award].routes;
      for (auto const& route : routes) names.push_back(route.decl->name.text);
      found = meant(ws_, site_.package, path, namesakes(routes, path));
    }
    if (found.size() == 1) {
      expected.route = ws_.program.awards[expected.award].routes[found.front().index].name;
    } else if (found.size() > 1) {
      report_ambiguous(ws_, path, found);
    } else {
      ws_.diagnostics.error(
          expected.award == none ? Code::wrong_expectation : Code::unknown_name, written.by_route->span,
          expected.award == none
              ? "only an award has routes"
              : fmt::format("{} has no route named {}", quoted(ws_.program.awards[expected.award].name),
                            quoted(spelled(path))),
          did_you_mean(path.parts.back().text, names));
    }
  }
  if (written.amount) expected.amount = require(*written.amount, type, "the amount");
  facts(written, expected);
}

// `for sex, reference_earnings(PY)`: as blockers name them.
void Expectations::facts(syntax::Expectation const& written, core::Expectation& expected) {
  for (auto const& fact : written.for_facts) {
    if (!fact) continue;
    if (auto const* text =
            std::get_if<syntax::TextLiteral>(&fact->node)) {  // an attribute: "history[3].kind"
      expected.facts.push_back(text->value);
      continue;
    }
    auto const* call = std::get_if<syntax::Call>(&fact->node);
    auto const* reference = std::get_if<syntax::Reference>(&fact->node);
    syntax::Path const* const path = call ? &call->callee : reference ? &reference->path : nullptr;
    if (!path) {
      ws_.diagnostics.error(Code::wrong_expectation, fact->span, "facts are named after `for`");
      continue;
    }
    auto const symbol = resolve(ws_, site_.package, *path, {Kind::fact}, "a fact");
    if (!symbol) continue;
    static std::vector<syntax::Argument> const no_arguments;
    Lowering lowering(ws_, site_, Purpose::test_fact);
    auto const parameters = ws_.program.facts[symbol->index].parameters;
    auto const args =
        lowering.arguments(call ? call->arguments : no_arguments, parameters, ws_.facts[symbol->index].labels,
                           path->parts.back().text, fact->span, symbol->span);
    std::vector<model::Value> values;
    for (auto const id : args.ids) {
      if (auto value = constant_of(ws_.program, id)) values.push_back(std::move(*value));
    }
    if (args.complete && values.size() == args.ids.size()) {
      expected.facts.push_back(core::fact_path(ws_.program, core::FactId(symbol->index), values));
    } else if (args.complete) {
      ws_.diagnostics.error(Code::not_constant, fact->span,
                            "the arguments of a fact must be plain values here");
    }
  }
}

// As the ledger calls it. Clauses of several precedences may have one name: what the ledger says tells them
// apart.
std::string Expectations::clause(syntax::Path const& path) {
  for (std::size_t i = 0; i < ws_.precedences.size(); ++i) {
    auto const& clauses = ws_.precedences[i].clauses;
    auto const found = meant(ws_, site_.package, path, namesakes(clauses, path));
    if (!found.empty()) return spoken_name(ws_, clauses, found.front().index);
  }
  return path.parts.back().text;
}

void Expectations::ledger(syntax::Expectation const& written, core::Expectation& expected) {
  if (written.expr)
    expected.expr = require(*written.expr, simple(ws_.program, TypeKind::history), "a ledger");
  std::vector<std::string> clauses;
  for (auto const& precedence : ws_.program.precedences) {
    if (precedence.domain != core::Precedence::Domain::periods) continue;
    for (auto const& clause : precedence.clauses) clauses.push_back(clause.name);
  }
  for (auto const& row : written.ledger) {
    core::LedgerRow added;
    auto const state = resolve(ws_, site_.package, row.state, {Kind::state}, "a state");
    auto const owner = resolve(ws_, site_.package, row.displaced_by, {Kind::state}, "a state");
    if (state) added.state = model::StateId(state->index);
    if (owner) added.displaced_by = model::StateId(owner->index);
    added.from = to_date(row.from);
    added.to = to_date(row.to);
    if (added.to < added.from)
      ws_.diagnostics.error(Code::empty_span, row.span, "this row ends before it begins");
    if (!row.clause.parts.empty()) added.clause = clause(row.clause);
    if (!added.clause.empty() && std::find(clauses.begin(), clauses.end(), added.clause) == clauses.end()) {
      ws_.diagnostics.error(Code::unknown_name, row.clause.span,
                            fmt::format("no precedence has a clause named {}", quoted(added.clause)),
                            did_you_mean(added.clause, clauses));
    }
    expected.ledger.push_back(std::move(added));
  }
}

// Those of the test's package and of all that it imports, directly or not: what others add is not asked.
std::vector<model::AwardId> Expectations::awards_in_sight() const {
  std::vector<bool> seen(ws_.packages.size(), false);
  std::vector<std::uint32_t> left{site_.package};
  while (!left.empty()) {
    auto const package = left.back();
    left.pop_back();
    if (seen[package]) continue;
    seen[package] = true;
    for (auto const other : ws_.packages[package].visible) left.push_back(other);
  }
  std::vector<model::AwardId> awards;
  for (std::uint32_t n = 0; n < ws_.awards.size(); ++n) {
    if (seen[ws_.awards[n].declared.site.package]) awards.emplace_back(n);
  }
  return awards;
}

void Expectations::decision(syntax::Expectation const& written, core::Expectation& expected) {
  expected.among = awards_in_sight();
  std::map<std::string, Span> listed;
  for (auto const& row : written.awards) {
    core::Expectation award;
    award.span = row.span;
    award.kind = core::Expectation::Kind::status;
    status(row, award);
    if (award.award == none) {
      if (row.expr && award.expr != none && ws_.program.expressions[award.expr].type != poison)
        ws_.diagnostics.error(Code::wrong_expectation, row.expr->span,
                              "only awards stand in an expected decision");
      continue;
    }
    bool const pays = award.status == "granted" || award.status == "at_least";
    if (pays && (!row.by_route || !row.amount)) {
      ws_.diagnostics.error(Code::incomplete_award, row.span,
                            fmt::format("this award is {}, and its {} is not told", award.status,
                                        !row.by_route && !row.amount ? "route and amount"
                                        : row.by_route               ? "amount"
                                                                     : "route"),
                            "write `AWARD granted by ROUTE amount AMOUNT`");
    }
    std::string key = fmt::format("{}", static_cast<std::uint32_t>(award.award));
    bool plain = true;
    for (auto const id : award.award_arguments) {
      auto const value = constant_of(ws_.program, id);
      plain = plain && value;
      if (value) key += ' ' + core::to_string(ws_.program, *value, ws_.program.expressions[id].type);
    }
    auto const [earlier, fresh] = listed.try_emplace(key, row.span);
    if (plain && !fresh) {
      ws_.diagnostics.error(Code::incomplete_award, row.span, "this award stands twice in the decision")
          .places.push_back({earlier->second, "here"});
    }
    expected.awards.push_back(std::move(award));
  }
}

void Expectations::lower(syntax::Expectation const& written) {
  core::Expectation expected;
  expected.span = written.span;
  expected.kind = written.kind;
  switch (written.kind) {
    case syntax::Expectation::Kind::holds:
      holds(written, expected);
      break;
    case syntax::Expectation::Kind::status:
      status(written, expected);
      break;
    case syntax::Expectation::Kind::ledger:
      ledger(written, expected);
      break;
    case syntax::Expectation::Kind::decision:
      decision(written, expected);
      break;
  }
  test_.expectations.push_back(std::move(expected));
}

}  // namespace

void lower_tests(Workspace& ws) {
  Samples samples(ws);
  samples.lower_all();
  for (auto const& [decl, site, span] : ws.tests) {
    core::Test test;
    test.package = ws.packages[site.package].name;
    test.title = decl->title.value;
    test.span = decl->title.span;
    if (decl->like) {
      if (auto const base = samples.find(site.package, *decl->like)) {
        test.like = *base;
        test.slots = samples.slots(*base);
      }
    }
    Facts own(ws, site);
    test.facts = own.lower(decl->facts);
    test.slots = std::max(test.slots, own.slots());
    Givens(ws, site, test).lower(decl->given);
    Expectations expectations(ws, site, test);
    for (auto const& written : decl->expectations) expectations.lower(written);
    ws.program.tests.push_back(std::move(test));
  }
}

}  // namespace convenio::check
