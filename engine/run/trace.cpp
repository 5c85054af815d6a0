// The explanation graph, and what of the texts an evaluation used.
// Records only; nothing here can change a value.
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace convenio::run {

namespace {

constexpr std::size_t usual_parts = 64;        // of a reason
constexpr std::uint64_t most_in_a_label = 64;  // parts of one argument

// What a node weighs in the explanation: one, and more where its value or label is long.
std::size_t weight(Node const& node) {
  std::uint64_t more = node.label.size() / 16 + model::extent_of(node.value).parts - 1;
  if (auto const* history = std::get_if<HistoryPtr>(&node.value.content)) more += (*history)->periods.size();
  if (node.value.absent() && std::get<model::AbsencePtr>(node.value.content))
    for (auto const& blocker : node.value.absence().blockers) {
      std::size_t const parts = (blocker.subject.size() + blocker.asked_by.size()) / 16;
      more += 1 + (parts > usual_parts ? parts : 0);
    }
  return 1 + static_cast<std::size_t>(more / 16);
}

}  // namespace

// Past the limit only the heads (awards and routes) are recorded.
NodeId Evaluator::record(Node&& node) {
  if (!options_.explain) return none;
  bool const head = node.kind == Node::Kind::award || node.kind == Node::Kind::route;
  if (!explanation_cut_) {
    explanation_weight_ += weight(node);
    explained_.add(node.value);
  }
  if (explanation_weight_ > explanation_limit || explained_.bytes() > explained_limit) {
    explanation_cut_ = true;
    if (!head) return none;
  }
  explanation_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(explanation_.nodes.size() - 1);
}

Result Evaluator::traced(ExprId id, Results const& operands, Value value) {
  return traced(id, nodes_of(operands), std::move(value));
}

Result Evaluator::traced(ExprId id, Nodes inputs, Value value) {
  if (!options_.explain) return {std::move(value), none};
  auto const type = frame_ ? told(expr(id).type, *frame_) : expr(id).type;
  Node node{Node::Kind::operation, expr(id).op, id, none, {}, none, type, value, std::move(inputs)};
  auto const at = record(std::move(node));
  return {std::move(value), at};
}

// One element of what a binder or a generator runs over. It may be unknown: whoever runs over it asks for it.
Result Evaluator::element(ExprId binder, std::uint32_t position, Result const& source, Value const& item,
                          Asker const& asker) {
  Value const value = asked(item, asker);
  if (!options_.explain) return {value, none};
  Node node{Node::Kind::operation, core::Op::local, binder, position, {}, none, none, value,
            nodes_of({source})};
  return {value, record(std::move(node))};
}

namespace {

// Steps that say whose value an argument is; of a constant and an element there is nothing more to say.
bool is_named(Node const& node) {
  return node.kind == Node::Kind::rule || node.kind == Node::Kind::fact || node.kind == Node::Kind::lookup;
}

}  // namespace

// The step of a call whose value is known, for these arguments: where they come from other named steps than
// those of the call that was worked out, the steps between are written again with these.
NodeId Evaluator::step_for(Kept& kept, Results const& arguments) {
  if (kept.result.node == none || kept.first == none || arguments.size() != kept.arguments.size())
    return kept.result.node;
  std::vector<NodeId> nodes;
  std::map<NodeId, NodeId> in_place_of;
  for (std::size_t n = 0; n < arguments.size(); ++n) {
    NodeId const given = arguments[n].node, known = kept.arguments[n];
    bool const other = given != known && given != none && known != none &&
                       (is_named(explanation_.nodes[given]) || is_named(explanation_.nodes[known]));
    nodes.push_back(other ? given : known);
    if (other) in_place_of.emplace(known, given);
  }
  if (in_place_of.empty()) return kept.result.node;
  auto const [place, fresh] = kept.others.try_emplace(nodes, kept.result.node);
  if (!fresh) return place->second;
  for (NodeId id = kept.first; id <= kept.result.node && id < explanation_.nodes.size(); ++id) {
    Node copy = explanation_.nodes[id];
    bool changed = false;
    for (auto& input : copy.inputs) {
      auto const found = in_place_of.find(input);
      if (found == in_place_of.end()) continue;
      input = found->second;
      changed = true;
    }
    if (!changed) continue;
    NodeId const written = record(std::move(copy));
    if (written == none) return kept.result.node;
    in_place_of[id] = written;
    if (options_.sentences) copies_.emplace_back(id, written);
  }
  auto const own = in_place_of.find(kept.result.node);
  return place->second = own == in_place_of.end() ? kept.result.node : own->second;
}

core::TypeId Evaluator::told(core::TypeId type, Frame const& frame) const {
  auto const local = core::unit_local(program_, type);
  if (local >= frame.locals.size()) return type;
  return core::type_in_unit_of(program_, type, frame.locals[local].value);
}

Evaluator::Nodes Evaluator::node_of(Result const& result) const {
  return result.node == none ? Nodes{} : Nodes{result.node};
}

Evaluator::Nodes Evaluator::nodes_of(Results const& results) const {
  Nodes nodes;
  if (!options_.explain) return nodes;
  nodes.reserve(results.size());
  for (auto const& result : results) {
    if (result.node != none) nodes.push_back(result.node);
  }
  return nodes;
}

std::string Evaluator::brief(Value const& value, core::TypeId type) const {
  if (value.absent()) return "?";
  if (std::holds_alternative<HistoryPtr>(value.content)) return "history";
  if (std::holds_alternative<model::ListPtr>(value.content)) return "list";
  if (model::extent_of(value).parts <= most_in_a_label) return core::to_string(program_, value, type);
  return std::holds_alternative<model::RecordPtr>(value.content) ? "record" : "...";
}

std::string Evaluator::label(std::string_view name, std::vector<core::TypeId> const& types,
                             std::vector<Value> const& values) const {
  std::string text(name);
  for (std::size_t n = 0; n < values.size(); ++n) {
    text += n == 0 ? "(" : ", ";
    text += brief(values[n], core::type_for(program_, types[n], values));
  }
  return values.empty() ? text : text + ")";
}

// What an institution certified is read where a rule asks for it, and where periods without dates are
// counted.
void Evaluator::read_certificates_of(ExprId id, std::vector<Value> const& operands) {
  if (operands.empty()) return;
  using core::Builtin;
  bool const counts = expr(id).op == core::Op::builtin &&
                      (expr(id).a == static_cast<std::uint32_t>(Builtin::days) ||
                       expr(id).a == static_cast<std::uint32_t>(Builtin::touched_months) ||
                       expr(id).a == static_cast<std::uint32_t>(Builtin::complete_months) ||
                       expr(id).a == static_cast<std::uint32_t>(Builtin::touched_years) ||
                       expr(id).a == static_cast<std::uint32_t>(Builtin::months_by_date));
  bool const parts = expr(id).op == core::Op::builtin &&
                     (expr(id).a == static_cast<std::uint32_t>(Builtin::years_certified) ||
                      expr(id).a == static_cast<std::uint32_t>(Builtin::quarters_certified) ||
                      expr(id).a == static_cast<std::uint32_t>(Builtin::months_certified) ||
                      expr(id).a == static_cast<std::uint32_t>(Builtin::weeks_certified) ||
                      expr(id).a == static_cast<std::uint32_t>(Builtin::days_certified));
  if (expr(id).op != core::Op::certified && !counts && !parts) return;
  auto const read = [&](Period const& period) {
    if (!period.certified) return;
    for (std::string_view rest = period.id; !rest.empty();) {  // of a joined one, of each
      auto const at = rest.find('+');
      read_certificates_.emplace(rest.substr(0, at));
      rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    }
    read_certificates_.insert(period.id);
  };
  if (auto const* period = std::get_if<model::PeriodPtr>(&operands[0].content)) read(**period);
  auto const* history = std::get_if<HistoryPtr>(&operands[0].content);
  if (!history) return;
  if (!counts)
    for (auto const& period : (*history)->periods) read(period);
  for (auto const& period : (*history)->undated) read(period);
}

void Evaluator::tell_unread_certificates(Decision& decision) const {
  constexpr std::size_t most = 20;
  std::size_t told = 0;
  for (auto const& [key, given] : case_.facts) {
    if (given.kind != cases::FactValue::Kind::known || given.values.empty()) continue;
    auto const* history = std::get_if<HistoryPtr>(&given.values.front().content);
    if (!history) continue;
    auto const path = core::fact_path(program_, key.fact, key.arguments);
    auto const tell = [&](Period const& period) {
      if (!period.certified || read_certificates_.contains(period.id) || ++told > most) return;
      std::string text = core::to_string(program_, {period.certified->amount}, none);
      text += fmt::format(" {}", model::name(period.certified->unit));
      for (auto const& part : period.besides)
        text +=
            fmt::format(", {} {}", core::to_string(program_, {part.amount}, none), model::name(part.unit));
      decision.notices.push_back(
          {"R003", fmt::format("{}[{}]", path, period.id),
           fmt::format("{} are certified for period {}, and no rule read that", text, period.id)});
    };
    for (auto const& period : (*history)->periods) tell(period);
    for (auto const& period : (*history)->undated) tell(period);
  }
}

void Evaluator::finish(Decision& decision) {
  auto const found = grounds_.all();
  for (auto const& [path, taken] : defaults_) {
    if (found.fallbacks.contains(default_numbers_.at(path))) decision.defaults.push_back(taken);
  }
  fit(decision.defaults, decision.blockers);
  for (auto const& [key, given] : case_.facts) {
    bool const says_something = given.kind != cases::FactValue::Kind::unknown;
    if (says_something && !facts_.contains(key))
      decision.unused_facts.push_back(core::fact_path(program_, key.fact, key.arguments));
  }
  std::sort(decision.unused_facts.begin(), decision.unused_facts.end());
  // A default that no rule asked for stands for nothing in the decision.
  std::vector<cases::Notice> notices;
  std::copy_if(case_.notices.begin(), case_.notices.end(), std::back_inserter(notices),
               [&](cases::Notice const& notice) {
                 return notice.attribute == none || found.attributes.contains(notice.attribute);
               });
  decision.notices.insert(decision.notices.begin(), notices.begin(), notices.end());
  tell_unread_certificates(decision);
  if (explanation_cut_) {
    decision.notices.push_back({"explanation_limit", "",
                                explanation_weight_ > explanation_limit
                                    ? fmt::format("the explanation was cut after {} steps", explanation_limit)
                                    : fmt::format("the explanation was cut: its values hold more than {} MiB",
                                                  explained_limit / 1024 / 1024)});
  }
  std::set<core::TextId> texts = found.texts;
  std::set<core::InterpretationId> readings;
  for (auto const citation : found.citations) {
    auto const& cited = program_.citations[citation];
    if (cited.text != none) texts.insert(cited.text);
    readings.insert(cited.interpretations.begin(), cited.interpretations.end());
  }
  for (auto const text : texts) {
    auto const governing = program_.texts[text].governing;
    if (governing == none) continue;
    if (auto const known = memo_.find({governing, {}}); known != memo_.end())
      decision.dates.push_back({text, known->second.result.value});
  }
  for (std::size_t n = 0; n < case_.supplied.size(); ++n) {
    if (supplied_.contains(n)) {
      decision.supplied.push_back(case_.supplied[n]);
    } else {
      decision.notices.push_back(
          {"R005", fmt::format("supplied[{}]", case_.supplied[n].place),
           fmt::format("`{}` is supplied, and no rule needed it", case_.supplied[n].name)});
    }
  }
  decision.interpretations.assign(readings.begin(), readings.end());
  decision.texts.assign(texts.begin(), texts.end());
  decision.tried = std::move(tried_);
  if (options_.sentences) say();
  decision.explanation = std::move(explanation_);
  decision.steps = budget_.steps();
}

}  // namespace convenio::run
