// See compile.hpp.
#include "engine/fast/compile.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/asks.hpp"
#include "engine/fast/consensus.hpp"
#include "engine/fast/spans.hpp"

namespace convenio::fast {

using core::ExprId;
using core::Op;
using Kind = core::Type::Kind;

bool is_constant(Node const* node) { return node->kind == Node::Kind::constant; }

bool is_finite(core::Program const& program, core::TypeId type) {
  if (type == none) return false;
  auto const kind = program.types[type].kind;
  return kind == Kind::truth || kind == Kind::state || kind == Kind::enumeration || kind == Kind::route ||
         kind == Kind::conversion;
}

bool is_scalar(core::Program const& program, core::TypeId type) {
  auto const kind = program.types[type].kind;
  return is_finite(program, type) || kind == Kind::whole || kind == Kind::ratio || kind == Kind::quantity ||
         kind == Kind::date;
}

bool points(core::Program const& program, core::TypeId type) {
  auto const kind = program.types[type].kind;
  return kind == Kind::text || kind == Kind::period || kind == Kind::history || kind == Kind::list ||
         kind == Kind::record;
}

bool Compiler::finite(core::TypeId type) const { return is_finite(p_, type); }

std::string const* Compiler::asker(std::string_view name, std::string_view of, core::CitationId citation) {
  std::string text(name);
  if (!of.empty()) text += fmt::format(" of {}", of);
  auto const place = core::to_string(p_, citation);
  if (!place.empty()) text += fmt::format(" ({})", place);
  auto const [found, fresh] = m_.interned_.try_emplace(text, nullptr);
  if (fresh) {
    m_.names_.push_back(text);
    found->second = &m_.names_.back();
  }
  return found->second;
}

Compiler::Scope Compiler::scope_of(std::string const* asker, Known known) const {
  auto const slots = static_cast<std::uint32_t>(known.size());
  return {asker, std::move(known), slots};
}

Node* Compiler::node(Run run, std::vector<Node const*> kids, ExprId expr, Scope const& scope) {
  m_.kids_.push_back(std::move(kids));
  auto const& kept = m_.kids_.back();
  Node& made = m_.nodes_.emplace_back();
  made.run = run;
  made.kids = kept.data();
  made.count = static_cast<std::uint32_t>(kept.size());
  made.expr = expr;
  made.asker = scope.asker;
  if (expr != none) made.a = p_.expressions[expr].a;
  if (expr != none) made.cost = 1;
  return &made;
}

Node const* Compiler::constant(Reg value, ExprId expr, Scope const& scope) {
  Node* made = node(run_constant, {}, expr, scope);
  made->value = value;
  made->kind = Node::Kind::constant;
  return made;
}

Node* Compiler::local(std::uint32_t slot, ExprId expr, Scope const& scope) {
  Node* made = node(run_local, {}, expr, scope);
  made->a = slot;
  made->kind = Node::Kind::local;
  return made;
}

void Compiler::use_slot(Scope& scope, std::uint32_t slot) {
  scope.slots = std::max(scope.slots, slot + 1);
  ++locals_;
}

std::vector<Node const*> Compiler::children(ExprId id, Scope& scope) {
  std::vector<Node const*> kids;
  for (std::uint32_t n = 0; n < expr(id).child_count; ++n) kids.push_back(expression(p_.child(id, n), scope));
  return kids;
}

// ---------------------------------------------------------------- what is compiled

namespace {

template <class Plan>
Plan* attach(std::deque<std::shared_ptr<void>>& to, Plan plan) {
  auto made = std::make_shared<Plan>(std::move(plan));
  to.push_back(made);
  return made.get();
}

}  // namespace

void Compiler::cell(Cell& cell) {
  auto const& rule = p_.rules[cell.rule];
  Scope scope = scope_of(asker(rule.name, {}, rule.citation), cell.known);
  auto const locals = locals_;
  cell.body = body_of(rule, scope);
  cell.frameless = locals_ == locals;
  cell.slots = scope.slots;
}

void Compiler::fact(FactCell& cell) {
  auto const& fact = p_.facts[cell.fact];
  Known known(cell.arguments.begin(), cell.arguments.end());
  for (std::size_t n = 0; n < known.size(); ++n) {
    if (points(p_, fact.parameters[n].type)) known[n].reset();
  }
  Scope scope = scope_of(asker(fact.name, {}, fact.citation), std::move(known));
  cell.fallback = expression(fact.fallback, scope);
  cell.slots = scope.slots;
  cell.compiled = true;
}

void Compiler::award(AwardCell& cell) {
  auto const& award = p_.awards[cell.award];
  for (auto const& route : award.routes) {
    Scope scope = scope_of(asker(route.name, award.name, route.citation), cell.known);
    RouteCode code;
    code.asker = scope.asker;
    for (std::uint32_t n = 0; n < route.patterns.size(); ++n) {
      if (!route.patterns[n]) continue;
      auto const element = p_.types[expr(award.generators[n].source).type].element;
      bool const is = cell.known[n] && *cell.known[n] == m_.unbox(*route.patterns[n], element);
      code.applies = code.applies && is;
    }
    if (code.applies) {
      if (route.when != none) code.when = expression(route.when, scope);
      if (route.entitled != none) code.entitled = expression(route.entitled, scope);
      if (route.grants != none) code.grants = expression(route.grants, scope);
      code.plain = core::asks_nothing(p_, route.grants);
    }
    cell.slots = std::max(cell.slots, scope.slots);
    cell.routes.push_back(code);
  }
  cell.closed =
      std::all_of(cell.known.begin(), cell.known.end(), [](auto const& one) { return one.has_value(); });
  if (award.precedence != none) cell.clauses = clauses(award.precedence, cell);
  if (award.payments == none) return;
  Scope scope = scope_of(asker(award.name, {}, award.citation), cell.known);
  cell.payments = expression(award.payments, scope);
  cell.slots = std::max(cell.slots, scope.slots);
}

// The clauses that choose among routes, in a frame of the award's variables and the two routes.
std::vector<Node const*> Compiler::clauses(core::PrecedenceId id, AwardCell& cell) {
  auto const& precedence = p_.precedences[id];
  auto const count = static_cast<std::uint32_t>(precedence.parameters.size());
  std::vector<Node const*> conditions;
  for (auto const& clause : precedence.clauses) {
    Scope scope = scope_of(asker(clause.name, precedence.name, clause.citation), cell.known);
    scope.known.resize(count);
    scope.slots = count + 2;
    conditions.push_back(expression(clause.condition, scope));
    cell.slots = std::max(cell.slots, scope.slots);
  }
  return conditions;
}

void Compiler::question(QuestionCell& cell) {
  auto const& question = p_.questions[cell.question];
  Scope scope = scope_of(asker(question.name, {}, question.citation), cell.known);
  if (question.when != none) cell.when = expression(question.when, scope);
  cell.body = expression(question.body, scope);
  cell.slots = scope.slots;
}

Node const* Compiler::closed(ExprId id, std::string const* asker) {
  Scope scope = scope_of(asker, {});
  Node const* made = expression(id, scope);
  if (scope.slots <= closed_slots) return made;
  return leaving("a list with many names", id, scope);
}

Node const* Compiler::body_of(core::Rule const& rule, Scope& scope) {
  if (rule.exceptions.empty()) return general(rule, scope);
  ExceptionPlan plan;
  plan.rule = core::RuleId(static_cast<std::uint32_t>(&rule - p_.rules.data()));
  for (auto const& exception : rule.exceptions) {
    Scope own{asker(exception.name, {}, exception.citation), scope.known, scope.slots};
    plan.conditions.push_back(expression(exception.condition, own));
    plan.bodies.push_back(expression(exception.body, own));
    plan.askers.push_back(own.asker);
    scope.slots = std::max(scope.slots, own.slots);
  }
  plan.general = general(rule, scope);
  Node* made = node(run_exceptions, {}, none, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

Node const* Compiler::general(core::Rule const& rule, Scope& scope) {
  if (rule.open) return parts(rule, scope);
  if (rule.body != none) return expression(rule.body, scope);
  auto const slot = static_cast<std::uint32_t>(rule.parameters.size());
  use_slot(scope, slot);
  auto const* made = versions(rule.versions, local(slot, none, scope), rule.name, scope);
  const_cast<Node*>(made)->a =  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      static_cast<std::uint32_t>(&rule - p_.rules.data());
  return made;
}

Node const* Compiler::versions(std::vector<core::Version> const& versions, Node const* date,
                               std::string_view name, Scope& scope) {
  VersionPlan plan;
  plan.name = name;
  for (auto const& version : versions)
    plan.all.push_back({version.validity, version.enacted, expression(version.body, scope)});
  if (p_.decided_on != none) plan.decided_on = &m_.cell(p_.decided_on, {});
  Node* made = node(run_versions, {date}, none, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

Node const* Compiler::parts(core::Rule const& rule, Scope& scope) {
  auto const id = static_cast<std::uint32_t>(&rule - p_.rules.data());
  PartPlan plan;
  plan.rule = core::RuleId(id);
  plan.parameters = static_cast<std::uint32_t>(rule.parameters.size());
  for (auto const& part : rule.parts) {
    PartPlan::One one;
    bool never = false;
    for (std::uint32_t n = 0; n < part.patterns.size(); ++n) {
      if (!part.patterns[n]) continue;
      Reg const pattern = m_.unbox(*part.patterns[n], rule.parameters[n].type);
      if (n < scope.known.size() && scope.known[n]) {
        never = never || *scope.known[n] != pattern;
      } else {
        one.patterns.emplace_back(n, pattern);
      }
    }
    if (never) continue;
    Scope own{asker(rule.name, {}, part.citation), scope.known, scope.slots};
    if (part.body != none) {
      one.body = expression(part.body, own);
    } else {
      Node const* governing = expression(part.governing, own);
      auto const* made = versions(part.versions, governing, rule.name, own);
      const_cast<Node*>(made)->a = id;  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      one.body = made;
    }
    scope.slots = std::max(scope.slots, own.slots);
    bool const sure = one.patterns.empty();
    plan.all.push_back(std::move(one));
    if (sure) break;  // those after it are never asked
  }
  if (!plan.all.empty() && plan.all.front().patterns.empty()) return plan.all.front().body;
  ++locals_;
  Node* made = node(run_parts, {}, none, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

// ---------------------------------------------------------------- expressions

// What cannot be compiled leaves the cases that come to it, and no others: a cell is made once.
Node const* Compiler::expression(ExprId id, Scope& scope) {
  auto const before = seen_;
  try {
    ++seen_;
    auto const* made = build(id, scope);
    return is_constant(made) ? dearer(made, seen_ - before - made->cost) : made;
  } catch (Leave const& leave) {
    return leaving(leave.why, id, scope);
  }
}

Node const* Compiler::dearer(Node const* node, std::uint64_t steps) {
  const_cast<Node*>(node)->cost +=  // NOLINT(cppcoreguidelines-pro-type-const-cast)
      static_cast<std::uint32_t>(steps);
  return node;
}

std::uint32_t Compiler::cost_of_all(Node const* node) {
  std::uint32_t cost = node->cost;
  for (std::uint32_t n = 0; n < node->count; ++n) cost += cost_of_all(node->kids[n]);
  return cost;
}

std::uint64_t Compiler::cost_of_constants(std::vector<Node const*> const& nodes) {
  std::uint64_t cost = 0;
  for (auto const* one : nodes) cost += is_constant(one) ? one->cost : 0;
  return cost;
}

Node const* Compiler::leaving(char const* why, ExprId id, Scope const& scope) {
  Node* made = node(run_leave, {}, id, scope);
  made->more = const_cast<char*>(why);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return made;
}

namespace {

Node const* no_node = nullptr;

}  // namespace

Node const* Compiler::build(ExprId id, Scope& scope) {
  auto const& e = expr(id);
  switch (e.op) {
    case Op::constant: {
      auto const& value = p_.constants[e.a];
      if (is_scalar(p_, e.type) || type(id).kind == Kind::money)
        return constant(m_.unbox(value, e.type), id, scope);
      return constant(m_.lasting(value, e.type), id, scope);
    }
    case Op::local: {
      if (e.a < scope.known.size() && scope.known[e.a]) return constant(*scope.known[e.a], id, scope);
      use_slot(scope, e.a);
      return local(e.a, id, scope);
    }
    case Op::fact: {
      auto kids = children(id, scope);
      FactPlan plan;
      plan.fact = e.fact();
      if (std::all_of(kids.begin(), kids.end(), is_constant)) {
        std::vector<Reg> arguments;
        for (auto const* one : kids) arguments.push_back(one->value);
        auto const& declared = p_.facts[plan.fact];
        bool const known = std::all_of(declared.parameters.begin(), declared.parameters.end(),
                                       [&](auto const& parameter) { return is_scalar(p_, parameter.type); });
        if (known) plan.cell = &m_.fact_cell(plan.fact, arguments.data(), arguments.size());
      }
      auto const unasked = plan.cell ? cost_of_constants(kids) : 0;
      Node* made = node(run_fact, std::move(kids), id, scope);
      made->more = attach(m_.attached_, plan);
      return dearer(made, unasked);
    }
    case Op::call:
      return call(id, scope);
    case Op::lookup:
      return lookup(id, scope);
    case Op::and_:
    case Op::or_:
      return junction(id, scope);
    case Op::if_:
      return conditional(id, scope);
    case Op::match:
      return match(id, scope);
    case Op::let_: {
      use_slot(scope, e.a);
      return node(run_let, children(id, scope), id, scope);
    }
    case Op::in_force:
      return node(run_in_force, children(id, scope), id, scope);
    case Op::undefined:
    case Op::not_encoded:
      return node(run_silent, {}, id, scope);
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
      use_slot(scope, e.a);
      return over_elements(run_of_binder(e.op), id, scope);
    case Op::carry:
      use_slot(scope, e.a);
      use_slot(scope, e.b);
      return over_elements(run_carry, id, scope);
    case Op::period_attribute: {
      AttributePlan plan;
      plan.attribute = e.a;
      auto const& attribute = p_.attributes[e.a];
      if (attribute.fallback != none)
        plan.fallback = closed(attribute.fallback, asker(attribute.name, {}, none));
      Node* made = node(run_attribute, children(id, scope), id, scope);
      made->more = attach(m_.attached_, plan);
      return made;
    }
    case Op::resolve:
      return resolve(id, scope);
    case Op::party:
    case Op::bound:
    case Op::linked:
      return instrument(id, scope);
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      return award_value(id, scope);
    case Op::make_period:
      return node(run_make_period, children(id, scope), id, scope);
    case Op::periods:
      return leaving("a value of tests", id, scope);
    case Op::route_field: {
      Node* made = node(run_route_field, children(id, scope), id, scope);
      made->a = static_cast<core::RouteField>(e.a) == core::RouteField::route ? 0 : 1;
      return made;
    }
    case Op::not_:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::contains:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::add_span:
    case Op::round:
    case Op::convert:
    case Op::restate:
    case Op::exchange:
    case Op::money_of:
    case Op::field:
    case Op::make:
    case Op::list:
    case Op::range:
    case Op::period_field:
    case Op::certified:
    case Op::builtin:
    case Op::parties:
      return strict(id, scope);
  }
  return no_node;
}

Node const* Compiler::over_elements(Run run, ExprId id, Scope& scope) {
  auto kids = children(id, scope);
  Node* made = node(run, std::move(kids), id, scope);
  auto const op = expr(id).op;
  bool const conditional = made->count == (op == Op::sum || op == Op::map ? 3U : 2U) && op != Op::carry;
  bool const of_periods = type(p_.child(id, 0)).kind == Kind::history;
  if (conditional && of_periods) made->more = span_condition(made->kids[1]);
  return made;
}

Node const* Compiler::strict(ExprId id, Scope& scope) {
  auto kids = children(id, scope);
  bool const known = !kids.empty() && std::all_of(kids.begin(), kids.end(), is_constant);
  auto const op = expr(id).op;
  Node* made = node(run_of(p_, expr(id)), std::move(kids), id, scope);
  if (auto const limits = day_limits(id)) made->more = attach(m_.attached_, *limits);
  if (op == Op::convert && made->count == 1) {
    auto const& use = p_.conversion_uses[expr(id).a];
    ConversionPlan plan{true, whole(1), use.mode};
    for (std::size_t step = 1; step < use.path.size(); ++step) {
      auto const factor =
          model::direct_factor(p_.conversions[use.conversion].equations, use.path[step - 1], use.path[step]);
      plan.way = plan.way && factor;
      if (factor) plan.factor = multiply(plan.factor, number(*factor));
    }
    made->more = attach(m_.attached_, plan);
  }
  if (known && op == Op::list && is_scalar(p_, type(id).element)) return known_list(*made, id, scope);
  return known && !points(p_, expr(id).type) ? worked_out(made, id, scope) : made;
}

// A comparison with a day of a period that is a local.
std::optional<LimitsPlan> Compiler::day_limits(ExprId id) const {
  auto const op = expr(id).op;
  if (op != Op::less && op != Op::less_equal && op != Op::equal && op != Op::not_equal) return std::nullopt;
  LimitsPlan plan;
  plan.op = op;
  bool any = false;
  for (std::uint32_t n = 0; n < 2; ++n) {
    auto const& side = expr(p_.child(id, n));
    if (side.op != Op::period_field) continue;
    auto const field = static_cast<core::PeriodField>(side.a);
    auto const& source = expr(p_.child(p_.child(id, n), 0));
    bool const day = field == core::PeriodField::begin || field == core::PeriodField::end;
    if (!day || source.op != Op::local) continue;
    plan.slots[n] = source.a;
    any = true;
  }
  return any ? std::optional(plan) : std::nullopt;
}

// Its operands are known, and so is what they give; unless that is for a case to say.
Node const* Compiler::worked_out(Node const* made, ExprId id, Scope const& scope) {
  try {
    if (Reg const value = m_.run(made); there(value)) return constant(value, id, scope);
  } catch (Leave const&) {
    return made;
  }
  return made;
}

Node const* Compiler::known_list(Node const& made, ExprId id, Scope const& scope) {
  auto* items = m_.lasting_.array<Reg>(made.count);
  for (std::uint32_t n = 0; n < made.count; ++n) {
    items[n] = made.kids[n]->value;
    if (!there(items[n])) return &made;
  }
  auto* list = m_.lasting_.array<List>(1);
  *list = {items, made.count};
  return constant(pointing_to(list), id, scope);
}

// A rule that is a constant, or for each State or word one: no case changes it.
std::optional<Reg> Compiler::known_answer(core::Rule const& rule, Known const& arguments) {
  if (!rule.exceptions.empty() || rule.open || rule.body == none) return std::nullopt;
  ExprId body = rule.body;
  if (expr(body).op == Op::match) {
    auto const& subject = expr(p_.child(body, 0));
    bool const known = subject.op == Op::local && subject.a < arguments.size() && arguments[subject.a];
    if (!known) return std::nullopt;
    auto const& table = p_.matches[expr(body).a];
    auto const index = static_cast<std::size_t>(arguments[subject.a]->n);
    std::uint32_t arm = index < table.child_of.size() ? table.child_of[index] : 0;
    if (arm == 0) arm = table.otherwise;
    if (arm == 0) return std::nullopt;
    body = p_.child(body, arm);
  }
  if (expr(body).op != Op::constant || points(p_, expr(body).type)) return std::nullopt;
  Reg const value = m_.unbox(p_.constants[expr(body).a], expr(body).type);
  return there(value) ? std::optional{value} : std::nullopt;
}

Node const* Compiler::junction(ExprId id, Scope& scope) {
  bool const decisive = expr(id).op == Op::or_;
  std::vector<Node const*> kept;
  auto const all = children(id, scope);
  auto const known = cost_of_constants(all);
  for (auto const* one : all) {
    if (!is_constant(one)) {
      kept.push_back(one);
    } else if ((one->value.n != 0) == decisive) {
      return constant(truth(decisive), id, scope);
    }
  }
  if (kept.empty()) return constant(truth(!decisive), id, scope);
  if (kept.size() == 1) return dearer(kept.front(), known + 1);
  return dearer(node(decisive ? run_or : run_and, std::move(kept), id, scope), known);
}

Node const* Compiler::conditional(ExprId id, Scope& scope) {
  Node const* condition = expression(p_.child(id, 0), scope);
  if (is_constant(condition)) {
    auto const* chosen = expression(p_.child(id, condition->value.n != 0 ? 1 : 2), scope);
    return is_constant(chosen) ? chosen : dearer(chosen, condition->cost + 1);
  }
  return node(run_if, {condition, expression(p_.child(id, 1), scope), expression(p_.child(id, 2), scope)}, id,
              scope);
}

Node const* Compiler::match(ExprId id, Scope& scope) {
  auto const& table = p_.matches[expr(id).a];
  Node const* subject = expression(p_.child(id, 0), scope);
  if (is_constant(subject)) {
    auto const index = static_cast<std::size_t>(subject->value.n);
    std::uint32_t arm = index < table.child_of.size() ? table.child_of[index] : 0;
    if (arm == 0) arm = table.otherwise;
    if (arm != 0) {
      auto const* chosen = expression(p_.child(id, arm), scope);
      return is_constant(chosen) ? chosen : dearer(chosen, subject->cost + 1);
    }
  }
  MatchPlan plan{table.child_of, table.otherwise, expr(p_.child(id, 0)).type};
  std::vector<Node const*> kids{subject};
  for (std::uint32_t n = 1; n < expr(id).child_count; ++n) kids.push_back(expression(p_.child(id, n), scope));
  Node* made = node(run_match, std::move(kids), id, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

Node const* Compiler::call(ExprId id, Scope& scope) {
  auto kids = children(id, scope);
  CallPlan plan;
  plan.rule = expr(id).rule();
  plan.known.resize(kids.size());
  auto const& rule = p_.rules[plan.rule];
  for (std::uint32_t n = 0; n < kids.size(); ++n) {
    if (n >= rule.parameters.size() || !finite(rule.parameters[n].type)) continue;
    if (is_constant(kids[n]))
      plan.known[n] = kids[n]->value;
    else
      plan.dynamic |= 1U << n;
  }
  if (plan.dynamic == 0) {
    constexpr std::uint64_t steps_of_an_answer = 3;  // the choice, its subject and what is chosen
    auto const value = known_answer(rule, plan.known);
    if (value) seen_ += steps_of_an_answer;
    if (value) return constant(*value, id, scope);
  }
  bool const closed = std::all_of(kids.begin(), kids.end(), is_constant);
  auto const unasked = closed ? cost_of_constants(kids) : 0;
  Node* made = node(run_call, std::move(kids), id, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return dearer(made, unasked);
}

Node const* Compiler::award_value(ExprId id, Scope& scope) {
  AwardPlan plan;
  plan.award = expr(id).award();
  plan.op = expr(id).op;
  for (auto const& generator : p_.awards[plan.award].generators)
    plan.sources.push_back(closed(generator.source, scope.asker));
  for (std::uint32_t n = 0; n < expr(id).child_count; ++n) plan.types.push_back(expr(p_.child(id, n)).type);
  Node* made = node(run_award, children(id, scope), id, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

// ---------------------------------------------------------------- tables

Node const* Compiler::lookup(ExprId id, Scope& scope) {
  auto const& table = p_.tables[expr(id).table()];
  LookupPlan plan;
  plan.table = expr(id).table();
  plan.asker = asker(table.name, {}, table.citation);
  bool plain = std::all_of(table.keys.begin(), table.keys.end(),
                           [&](auto const& key) { return is_scalar(p_, key.type); });
  for (std::uint32_t n = 0; n < table.keys.size(); ++n) {
    if (plan.date_key == none && p_.types[table.keys[n].type].kind == Kind::date) plan.date_key = n;
  }
  if (!plain) {
    Node* left = node(run_leave, {}, id, scope);
    left->more =
        const_cast<char*>("a table by texts or amounts");  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return left;
  }
  constexpr Reg open{0, 0};
  for (auto const& row : table.rows) {
    RowPlan made;
    for (std::size_t n = 0; n < row.keys.size(); ++n) {
      auto const end = [&](model::Value const& value) {
        return value.absent() ? open : m_.unbox(value, table.keys[n].type);
      };
      made.keys.push_back({row.keys[n].kind, end(row.keys[n].low), end(row.keys[n].high)});
    }
    if (row.value != none) made.value = closed(row.value, plan.asker);
    if (row.enacted) made.enacted = row.enacted->number();
    if (row.known_to) made.known_to = row.known_to->number();
    plan.rows.push_back(std::move(made));
  }
  if (p_.decided_on != none) plan.decided_on = &m_.cell(p_.decided_on, {});
  Node* made = node(run_lookup, children(id, scope), id, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

// ---------------------------------------------------------------- instruments

namespace {

std::optional<core::Validity> both(core::Validity const& a, core::Validity const& b) {
  core::Validity all = a;
  if (b.from && (!all.from || *all.from < *b.from)) all.from = b.from;
  if (b.until && (!all.until || *b.until < *all.until)) all.until = b.until;
  if (all.from && all.until && *all.until < *all.from) return std::nullopt;
  return all;
}

std::vector<core::Validity> while_party(core::LegalText const& text, std::uint32_t state) {
  std::vector<core::Validity> all;
  for (auto const& span : text.parties) {
    if (span.condition == none && span.state == state) all.push_back(span.validity);
  }
  return all;
}

std::vector<core::Validity> while_bound(core::LegalText const& text, std::uint32_t a, std::uint32_t b) {
  std::vector<core::Validity> all;
  if (a == b) return all;
  bool own = false;
  for (auto const& pair : text.pairs) {
    if (!((pair.first == a && pair.second == b) || (pair.first == b && pair.second == a))) continue;
    own = true;
    all.push_back(pair.validity);
  }
  if (own) return all;
  for (auto const& one : while_party(text, a)) {
    for (auto const& other : while_party(text, b)) {
      if (auto const together = both(one, other)) all.push_back(*together);
    }
  }
  return all;
}

bool joins(core::LegalText const& text, std::uint32_t state) {
  return !while_party(text, state).empty() ||
         std::any_of(text.pairs.begin(), text.pairs.end(),
                     [&](auto const& pair) { return pair.first == state || pair.second == state; });
}

std::uint32_t state_in(Reg reg) { return static_cast<std::uint32_t>(reg.n); }

}  // namespace

Ranges ranges_of(core::Program const& program, Op op, core::TextId text, std::vector<Reg> const& states) {
  if (op == Op::party) return {while_party(program.texts[text], state_in(states[0]))};
  if (op == Op::bound) return {while_bound(program.texts[text], state_in(states[0]), state_in(states[1]))};
  Ranges all;
  for (auto const& one : program.texts) {
    if (one.kind != core::LegalText::Kind::agreement) continue;
    auto const more = while_bound(one, state_in(states[0]), state_in(states[1]));
    all.validities.insert(all.validities.end(), more.begin(), more.end());
  }
  return all;
}

// Whatever the date turns out to be, as ops::never_party() has it. States may be absent.
bool never(core::Program const& program, Op op, core::TextId text, std::vector<Reg> const& states) {
  if (op == Op::linked) return false;
  if (op == Op::bound && there(states[0]) && states[0] == states[1]) return true;
  return std::any_of(states.begin(), states.end(),
                     [&](Reg state) { return there(state) && !joins(program.texts[text], state_in(state)); });
}

// When known States are parties or bound is known; only the day is the case's.
Node const* Compiler::instrument(ExprId id, Scope& scope) {
  auto kids = children(id, scope);
  auto const op = expr(id).op;
  auto const text = op == Op::linked ? core::TextId(none) : p_.agreement_of(expr(id).text());
  std::vector<Reg> states;
  for (std::size_t n = 0; n + 1 < kids.size(); ++n) {
    if (is_constant(kids[n])) states.push_back(kids[n]->value);
  }
  if (states.size() + 1 < kids.size()) {
    Node* made = node(run_instrument, std::move(kids), id, scope);
    made->more = attach(m_.attached_, InstrumentPlan{op, text, {}});
    return made;
  }
  if (never(p_, op, text, states)) return constant(truth(false), id, scope);
  auto const* day = kids.back();
  kids.pop_back();
  Node* made = node(run_in_ranges, {day}, id, scope);
  made->more = attach(m_.attached_, ranges_of(p_, op, text, states));
  return dearer(made, cost_of_constants(kids));
}

// ---------------------------------------------------------------- precedence between periods

Node const* Compiler::resolve(ExprId id, Scope& scope) {
  auto const& precedence = p_.precedences[expr(id).precedence()];
  ResolvePlan plan;
  plan.precedence = expr(id).precedence();
  plan.arguments = static_cast<std::uint32_t>(precedence.parameters.size());
  plan.slots = plan.arguments + 2;
  for (auto const& clause : precedence.clauses) {
    Scope own = scope_of(asker(clause.name, precedence.name, clause.citation), Known(plan.arguments));
    own.slots = plan.arguments + 2;
    auto const* condition = expression(clause.condition, own);
    plan.clauses.push_back({condition, span_condition(condition), own.asker});
    plan.slots = std::max(plan.slots, own.slots);
  }
  auto const& by = *asker(precedence.name, {}, precedence.citation);
  model::Blocker const open =
      precedence.otherwise == model::Otherwise::undefined
          ? model::Blocker{model::Blocker::Kind::undefined_text, precedence.reason, by}
          : model::Blocker{
                model::Blocker::Kind::conflict,
                fmt::format("`{}` does not decide between periods that share a day", precedence.name), by};
  plan.open_reason = std::make_shared<model::Absence const>(model::Absence{{open}});
  Node* made = node(run_resolve, children(id, scope), id, scope);
  made->more = attach(m_.attached_, std::move(plan));
  return made;
}

// ---------------------------------------------------------------- constants that outlive a case

Reg Machine::lasting(model::Value const& value, core::TypeId type_id) {
  auto const& type = program.types[type_id];
  if (type.kind == Kind::text) return pointing_to(&value.as<std::string>());
  if (type.kind == Kind::period) throw Leave{"a period in a rule"};
  if (type.kind == Kind::history) {
    auto* made = lasting_.array<History>(1);
    *made = {};
    auto const& history = *value.as<model::HistoryPtr>();
    if (!history.periods.empty() || !history.undated.empty() || !history.doubts.empty())
      throw Leave{"a history in a rule"};
    return pointing_to(made);
  }
  auto const part = [&](model::Value const& one, core::TypeId of) {
    return points(program, of) && !one.absent() ? lasting(one, of) : unbox(one, of);
  };
  if (type.kind == Kind::list) {
    auto const& items = value.as<model::ListPtr>()->items;
    auto* regs = lasting_.array<Reg>(items.size());
    for (std::size_t n = 0; n < items.size(); ++n) regs[n] = part(items[n], type.element);
    auto* made = lasting_.array<List>(1);
    *made = {regs, static_cast<std::uint32_t>(items.size())};
    return pointing_to(made);
  }
  auto const& record = *value.as<model::RecordPtr>();
  auto const& declared = program.records[record.record];
  auto* fields = lasting_.array<Reg>(record.fields.size());
  for (std::size_t n = 0; n < record.fields.size(); ++n)
    fields[n] = part(record.fields[n], declared.fields[n].type);
  auto* made = lasting_.array<Record>(1);
  *made = {record.record, fields};
  return pointing_to(made);
}

}  // namespace convenio::fast
