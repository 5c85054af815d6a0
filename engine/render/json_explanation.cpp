// The nodes of the explanation as JSON: what was done, with which parameters, on which inputs.
// Knows the operators; how values and declarations look is json_basis.cpp's.
#include "engine/render/json_explanation.hpp"

#include <algorithm>

#include "engine/core/print.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

using core::Op;
using model::none;
using model::Value;
using run::Node;

namespace {

char const* node_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::rule:
      return "rule";
    case Node::Kind::fact:
      return "fact";
    case Node::Kind::lookup:
      return "lookup";
    case Node::Kind::operation:
      return "operation";
    case Node::Kind::resolution:
      return "resolution";
    case Node::Kind::route:
      return "route";
    case Node::Kind::award:
      return "award";
  }
  return "";
}

// Elements of lists and histories, and the two sides of a resolution, have an operation of their own.
std::string operation_name(core::Program const& program, Node const& one) {
  if (one.op == Op::local) return one.label.empty() ? "item" : "side";
  if (one.op == Op::builtin) {
    return core::name(static_cast<core::Builtin>(program.expressions[one.a].a));
  }
  return core::name(one.op);
}

}  // namespace

void ExplanationWriter::write_nodes() {
  list("explanation", nodes_.size(), [&](std::size_t n) { node(nodes_[n]); });
}

void ExplanationWriter::node(Node const& one) {
  w_.begin_object().member("kind", node_name(one.kind));
  bool const operates = one.kind == Node::Kind::operation && one.a < program_.expressions.size();
  if (operates) w_.member("operation", operation_name(program_, one));
  w_.optional_member("type", type_of(one)).optional_member("label", one.label);
  if (one.kind == Node::Kind::rule && one.a < program_.rules.size()) {
    w_.optional_member("formula", program_.rules[one.a].formula);
    if (one.b < program_.rules[one.a].exceptions.size()) {
      w_.member("exception", program_.rules[one.a].exceptions[one.b].name);
    }
  }
  citation(one.citation);
  w_.key("parameters").begin_object();
  if (one.supplied) w_.key("supplied").truth(true);
  if (operates)
    operation(one, program_.expressions[one.a]);
  else
    parameters(one);
  w_.end_object();
  w_.key("value");
  if (one.value.absent()) {
    w_.null().key("missing");
    missing(one.value);
  } else {
    value(one.value, one.type);
  }
  if (one.kind == Node::Kind::resolution) ledger(one);
  list("inputs", one.inputs.size(), [&](std::size_t n) { w_.number(one.inputs[n]); });
  w_.end_object();
}

void ExplanationWriter::citation(core::CitationId id) { w_.optional_member("citation", cite(program_, id)); }

std::string ExplanationWriter::type_of(Node const& one) const {
  if (one.type != none) return core::type_name(program_, one.type);
  if (std::holds_alternative<model::PeriodPtr>(one.value.content)) return "period";
  if (one.op != Op::local || one.inputs.empty() || one.inputs.front() >= nodes_.size()) return "";
  auto const source = nodes_[one.inputs.front()].type;
  if (source >= program_.types.size()) return "";
  return core::type_name(program_, program_.types[source].element);
}

// ---------------------------------------------------------------- what was done

void ExplanationWriter::parameters(Node const& one) {
  switch (one.kind) {
    case Node::Kind::rule:
      if (one.a < program_.rules.size()) rule(one);
      break;
    case Node::Kind::fact:
      if (one.a < program_.facts.size()) fact(one);
      break;
    case Node::Kind::lookup:
      if (one.a < program_.tables.size()) row(one);
      break;
    case Node::Kind::resolution:
      w_.key("precedence").number(precedences_.of(one.a));
      break;
    case Node::Kind::route: {
      if (one.a >= program_.awards.size() || one.b >= program_.awards[one.a].routes.size()) break;
      auto const& route = program_.awards[one.a].routes[one.b];
      if (!route.patterns.empty() && one.inputs.empty()) w_.key("for_others").truth(true);
      w_.key("when").truth(route.when != none).key("entitled").truth(route.entitled != none);
      w_.key("grants").truth(route.grants != none);
      break;
    }
    case Node::Kind::award: {
      if (one.a >= program_.awards.size()) break;
      w_.key("routes").number(program_.awards[one.a].routes.size());
      auto const precedence = program_.awards[one.a].precedence;
      if (precedence != none) w_.key("precedence").number(precedences_.of(precedence));
      break;
    }
    case Node::Kind::operation:
      break;
  }
}

void ExplanationWriter::rule(Node const& one) {
  auto const& rule = program_.rules[one.a];
  bool const dated = !rule.open && rule.body == none;
  w_.member("name", rule.name).key("arguments").number(rule.parameters.size() + (dated ? 1U : 0U));
  if (dated || rule.open || !rule.exceptions.empty()) w_.key("rule").number(rules_.of(one.a));
}

// Where its value comes from.
void ExplanationWriter::fact(Node const& one) {
  auto const& fact = program_.facts[one.a];
  auto const* absence = std::get_if<model::AbsencePtr>(&one.value.content);
  char const* from = "case";
  if (one.inputs.size() > fact.parameters.size()) {
    from = "default";
  } else if (absence && *absence && !(*absence)->blockers.empty()) {
    bool const several = (*absence)->blockers.front().kind == model::Blocker::Kind::contradictory_fact;
    from = several ? "contradictory" : "missing";
    if ((*absence)->blockers.front().subject != one.label) from = "open";  // a part of it is, and so is all
  }
  auto const tried = std::find_if(tried_.begin(), tried_.end(),
                                  [&](run::TriedFact const& other) { return &nodes_[other.node] == &one; });
  w_.member("from", tried == tried_.end() ? from : "completion");
  if (tried != tried_.end()) {
    list("tried", tried->parts.size(), [&](std::size_t n) {
      auto const& part = tried->parts[n];
      w_.begin_object().member("fact", part.subject).member("value", part.value).member("among", part.among);
      w_.key("values").number(part.count).end_object();
    });
  }
  if (one.inputs.size() >= fact.parameters.size()) w_.key("arguments").number(fact.parameters.size());
}

void ExplanationWriter::row(Node const& one) {
  auto const& table = program_.tables[one.a];
  w_.member("name", table.name).key("keys").number(table.keys.size());
  if (one.b >= table.rows.size()) return;
  auto const& row = table.rows[one.b];
  w_.key("row").begin_object();
  list("keys", row.keys.size(),
       [&](std::size_t n) { key(row.keys[n], n < table.keys.size() ? table.keys[n].type : none); });
  if (row.value == none) w_.member("gap", row.gap);
  if (row.enacted) w_.member("enacted", row.enacted->to_string());
  if (row.known_to) w_.member("known_to", row.known_to->to_string());
  w_.optional_member("checked", row.checked);
  written(row.span);
  if (row.group.source != text::no_source) {
    w_.key("group").begin_object();
    written(row.group);
    w_.end_object();
  }
  w_.end_object();
}

// In what money and for what time an amount came out.
void ExplanationWriter::money(Node const& one) {
  auto const* amount = std::get_if<model::Amount>(&one.value.content);
  if (!amount) return;
  w_.member("currency", program_.currencies[amount->currency].code).member("per", terms::name(amount->per));
}

void ExplanationWriter::operation(Node const& one, core::Expr const& e) {
  switch (one.op) {
    case Op::constant:
    case Op::periods:
      return written(e.span);
    case Op::local:
      if (one.label.empty()) w_.key("position").number(one.b);
      return;
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
      w_.key("arguments").number(e.child_count);
      return;
    case Op::and_:
    case Op::or_:
      w_.key("of").number(e.child_count);
      return;
    case Op::if_:
    case Op::match:
      return branch(one, e);
    case Op::add_span:
      if (one.inputs.size() == 2)
        w_.member("missing", core::name(static_cast<model::MissingDay>(e.a <= 2 ? e.a : 2)));
      return;
    case Op::round:
      w_.member("mode", model::name(static_cast<model::RoundingMode>(e.a)));
      return;
    case Op::convert:
      return conversion(one, e);
    case Op::restate:
    case Op::exchange:
    case Op::money_of:
      return money(one);
    case Op::field: {
      auto const record = program_.types[program_.expressions[program_.children[e.first_child]].type].id;
      records_.of(record);
      w_.member("field", program_.records[record].fields[e.a].name);
      return;
    }
    case Op::period_field:
      w_.member("field", core::name(static_cast<core::PeriodField>(e.a)));
      return;
    case Op::period_attribute:
      w_.member("attribute", program_.attributes[e.a].name);
      return;
    case Op::route_field:
      w_.member("field", static_cast<core::RouteField>(e.a) == core::RouteField::route ? "route" : "amount");
      return;
    case Op::certified:
      w_.member("unit", model::name(static_cast<model::Unit>(e.a)));
      return;
    case Op::in_force:
      return validity(program_.validities[e.a]);
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
      w_.key("condition").truth(e.child_count >= 2);
      return;
    case Op::sum:
    case Op::map:
      w_.key("condition").truth(e.child_count >= 3);
      return;
    case Op::range:
      return step(e);
    case Op::make_period:
      return making(program_.period_makings[e.a]);
    case Op::builtin:
      return builtin(e);
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
      return instrument(e);
    case Op::fact:
    case Op::call:
    case Op::lookup:
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
    case Op::let_:
    case Op::make:
    case Op::list:
    case Op::undefined:
    case Op::not_encoded:
    case Op::carry:
    case Op::resolve:
      return;
  }
}

// What becomes of missing days where dates go by calendar months.
void ExplanationWriter::step(core::Expr const& e) {
  if (e.child_count < 3) return;
  auto const& type = program_.types[program_.expressions[program_.children[e.first_child + 2]].type];
  if (type.kind != core::Type::Kind::quantity || type.unit != model::Unit::calendar_months) return;
  w_.member("missing", core::name(static_cast<model::MissingDay>(e.a <= 2 ? e.a : 2)));
}

// What the inputs are, after the period that is copied or the state.
void ExplanationWriter::making(core::PeriodMaking const& one) {
  using Kind = core::PeriodMaking::Part::Kind;
  w_.key("copy").truth(one.copy);
  list("parts", one.parts.size(), [&](std::size_t n) {
    switch (one.parts[n].kind) {
      case Kind::begin:
        return void(w_.string("start"));
      case Kind::end:
        return void(w_.string("end"));
      case Kind::id:
        return void(w_.string("id"));
      case Kind::certified:
        return void(w_.string("certified"));
      case Kind::attribute:
        return void(w_.string(program_.attributes[one.parts[n].attribute].name));
    }
  });
}

void ExplanationWriter::builtin(core::Expr const& e) {
  auto const which = static_cast<core::Builtin>(e.a);
  if (which == core::Builtin::age || which == core::Builtin::months_by_date)
    w_.member("missing", core::name(static_cast<model::MissingDay>(e.b)));
  if (which == core::Builtin::redenominated) w_.member("to", program_.currencies[e.b].code);
}

// Which way was taken: the branch of `if`, or all values that lead to the case of `match` that was taken.
void ExplanationWriter::branch(Node const& one, core::Expr const& e) {
  if (one.inputs.empty() || one.inputs.front() >= nodes_.size()) return;
  Value const& subject = nodes_[one.inputs.front()].value;
  if (subject.absent()) {
    w_.key("of").number(e.child_count - 1);
    return;
  }
  if (one.op == Op::if_) {
    w_.member("branch", std::get<bool>(subject.content) ? "then" : "else");
    return;
  }
  auto const& table = program_.matches[e.a];
  auto const arm = [&](std::size_t index) {
    auto const own = index < table.child_of.size() ? table.child_of[index] : 0U;
    return own == 0 ? table.otherwise : own;
  };
  std::size_t chosen = 0;
  std::vector<std::string> names;
  if (auto const* enumerated = std::get_if<model::Enumerated>(&subject.content)) {
    chosen = enumerated->index;
    for (auto const& value : program_.enumerations[enumerated->enumeration].values)
      names.push_back(value.name);
  } else if (auto const* state = std::get_if<model::StateRef>(&subject.content)) {
    chosen = state->id;
    for (auto const& other : program_.states) names.push_back(other.code);
  } else if (auto const* route = std::get_if<model::RouteRef>(&subject.content)) {
    chosen = route->index;
    for (auto const& other : program_.awards[route->award].routes) names.push_back(other.name);
  }
  w_.key("cases").begin_array();
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (arm(n) == arm(chosen)) w_.string(names[n]);
  }
  if (auto const* state = std::get_if<model::StateRef>(&subject.content); state && chosen >= names.size())
    w_.string(core::state_code(program_, state->id));
  w_.end_array();
}

// With the conversion that was chosen and the units of the states that were given.
void ExplanationWriter::conversion(Node const& one, core::Expr const& e) {
  auto const& use = program_.conversion_uses[e.a];
  std::size_t next = 1;
  auto const operand = [&]() -> model::Value const* {
    auto const input = next < one.inputs.size() ? one.inputs[next] : none;
    ++next;
    return input < nodes_.size() && !nodes_[input].value.absent() ? &nodes_[input].value : nullptr;
  };
  auto which = use.conversion;
  if (auto const* chosen = which == none ? operand() : nullptr)
    which = std::get<model::ConversionRef>(chosen->content).id;
  std::vector<std::string> path;
  for (auto const unit : use.path) path.emplace_back(model::name(unit));
  for (auto const& [asked, unit] : {std::pair{use.from_state, &path.front()}, {use.to_state, &path.back()}}) {
    auto const* state = asked ? operand() : nullptr;
    auto const* known = state ? std::get_if<model::StateRef>(&state->content) : nullptr;
    bool const counts = known && known->id < program_.states.size() && program_.states[known->id].unit;
    if (asked) *unit = counts ? model::name(*program_.states[known->id].unit) : "";
  }
  if (which != none) w_.key("conversion").number(conversions_.of(which));
  if (use.conversion == none) w_.key("chosen").truth(true);
  list("path", path.size(), [&](std::size_t n) { w_.string(path[n]); });
  if (use.mode) w_.member("mode", model::name(*use.mode));
}

void ExplanationWriter::instrument(core::Expr const& e) {
  if (e.op == Op::linked) {
    for (core::TextId id = 0; id < program_.texts.size(); ++id) {
      if (program_.texts[id].kind == core::LegalText::Kind::agreement) agreements_.of(id);
    }
    return;
  }
  auto const& named = program_.texts[e.a];
  w_.key("agreement").number(agreements_.of(named.agreement == none ? e.a : named.agreement));
}

void ExplanationWriter::ledger(Node const& one) {
  auto const* history = std::get_if<model::HistoryPtr>(&one.value.content);
  if (!history || !*history || !(*history)->resolution) return;
  auto const& resolution = *(*history)->resolution;
  list("ledger", resolution.ledger.size(), [&](std::size_t n) {
    auto const& entry = resolution.ledger[n];
    w_.begin_object().member("from", entry.begin.to_string()).member("to", last_day(entry.end));
    side("displaced", entry.displaced);
    side("displaced_by", entry.displaced_by);
    if (resolution.precedence < program_.precedences.size() &&
        entry.clause < program_.precedences[resolution.precedence].clauses.size()) {
      auto const& clause = program_.precedences[resolution.precedence].clauses[entry.clause];
      w_.member("clause", clause.name);
      citation(clause.citation);
    }
    w_.end_object();
  });
}

void ExplanationWriter::side(char const* key, model::Period const& period) {
  w_.key(key).begin_object().member("id", period.id);
  w_.member("state", core::state_code(program_, period.state));
  w_.end_object();
}

}  // namespace convenio::render
