// Frames, limits and faults of one evaluation.
// Knows no operator.
#include "engine/run/evaluator.hpp"
#include "engine/run/worlds.hpp"

#include <algorithm>
#include <new>

#include <fmt/format.h>

namespace convenio::run {

void Frame::set(std::uint32_t slot, Result result) {
  if (slot >= locals.size()) locals.resize(slot + 1);
  locals[slot] = std::move(result);
}

namespace {

constexpr std::uint64_t comparable = 10'000;  // parts

// What is larger is told apart by identity, so that a call never waits for the comparison of what it is
// given.
std::strong_ordering compare_large(Value const& a, Value const& b) {
  auto const address = [](Value const& value) -> void const* {
    if (auto const* list = std::get_if<model::ListPtr>(&value.content)) return list->get();
    auto const* record = std::get_if<model::RecordPtr>(&value.content);
    return record ? record->get() : nullptr;
  };
  if (auto const order = model::extent_of(a).parts <=> model::extent_of(b).parts; order != 0) return order;
  if (!address(a) || !address(b)) return model::compare(a, b);
  return std::compare_three_way{}(address(a), address(b));
}

std::strong_ordering compare_arguments(Value const& a, Value const& b) {
  if (model::extent_of(a).parts > comparable || model::extent_of(b).parts > comparable)
    return compare_large(a, b);
  auto const* first = std::get_if<HistoryPtr>(&a.content);
  auto const* second = std::get_if<HistoryPtr>(&b.content);
  if (!first || !second) return model::compare(a, b);
  if (*first == *second) return std::strong_ordering::equal;
  if (auto const order = model::compare(a, b); order != 0) return order;
  // Same days, told apart by their ledger; the address orders only what is never shown.
  return std::compare_three_way{}((*first)->resolution.get(), (*second)->resolution.get());
}

}  // namespace

bool CallLess::operator()(CallKey const& a, CallKey const& b) const {
  if (a.callee != b.callee) return a.callee < b.callee;
  for (std::size_t n = 0; n < a.arguments.size() && n < b.arguments.size(); ++n) {
    auto const order = compare_arguments(a.arguments[n], b.arguments[n]);
    if (order != 0) return order < 0;
  }
  return a.arguments.size() < b.arguments.size();
}

Evaluator::Evaluator(core::Program const& program, cases::Case const& facts, Options const& options)
    : program_(program),
      case_(facts),
      options_(options),
      budget_(options.step_limit, program.attributes.size()),
      explained_(program.attributes.size()) {}

Value Evaluator::closed(ExprId expr, std::uint32_t slots) {
  Frame frame;
  frame.locals.resize(slots);
  return evaluate(expr, frame).value;
}

Value Evaluator::fault(Blocker::Kind kind, std::string subject, Asker const& asker) const {
  return model::absent({kind, std::move(subject), asked_by(asker)});
}

Value Evaluator::step_fault(Asker const& asker) const { return asked(budget_.steps_reached(), asker); }

Value Evaluator::depth_fault(Asker const& asker) const {
  return fault(Blocker::Kind::limit, fmt::format("calls are nested more than {} deep", call_depth_limit),
               asker);
}

Value Evaluator::kept_fault(Asker const& asker) const { return asked(budget_.kept_reached(), asker); }

std::string Evaluator::asked_by(Asker const& asker) const {
  std::string text(asker.name);
  if (!asker.of.empty()) text += fmt::format(" of {}", asker.of);
  auto const place = core::to_string(program_, asker.citation);
  if (!place.empty()) text += fmt::format(" ({})", place);
  return text;
}

Value Evaluator::asked(Value value, Asker const& asker) const {
  auto const* absence = std::get_if<model::AbsencePtr>(&value.content);
  if (!absence || !*absence) return value;
  auto blockers = (*absence)->blockers;
  for (auto& blocker : blockers) {
    if (blocker.asked_by.empty()) blocker.asked_by = asked_by(asker);
  }
  Absences named;
  named.add(blockers);
  return named.value();
}

// Where the machine has less memory than the limits allow, one case ends and the next can follow.
Decision evaluate(core::Program const& program, cases::Case const& facts, Options const& options) {
  try {
    return Worlds(program, facts, options).decide();
  } catch (std::bad_alloc const&) {
    Decision decision;
    decision.case_id = facts.id;
    decision.blockers.push_back({Blocker::Kind::limit, "the memory of the machine does not suffice", ""});
    return decision;
  }
}

Decision evaluate(core::Program const& program, cases::Case const& facts, Plain& plain,
                  std::optional<model::AwardId> award) {
  Options options;
  options.explain = false;
  Worlds worlds(program, facts, options, &plain);
  return award ? worlds.decide(*award) : worlds.decide();
}

Decision evaluate_alone(core::Program const& program, cases::Case const& facts, model::AwardId award,
                        std::vector<Value> const& arguments, Options const& options) {
  return Evaluator(program, facts, options)
      .decide(award, [&](Evaluator::Sought, std::uint32_t, std::vector<Value> const& of) {
        return std::equal(of.begin(), of.end(), arguments.begin(), arguments.end(),
                          [](Value const& a, Value const& b) { return model::equal(a, b); });
      });
}

std::vector<Met> impossibilities(core::Program const& program, cases::Case const& facts) {
  std::vector<Met> all;
  Options quiet;
  quiet.explain = false;
  for (auto const condition : program.impossibles) {
    Evaluator evaluator(program, facts, quiet);
    Value const met = evaluator.condition(condition);
    if (met.absent() || !met.as<bool>()) continue;
    all.push_back({condition, {}});
    for (auto const& key : evaluator.asked())
      all.back().facts.push_back(core::fact_path(program, key.fact, key.arguments));
  }
  return all;
}

Value evaluate(core::Program const& program, cases::Case const& facts, ExprId expr, std::uint32_t slots,
               Options const& options) {
  auto quiet = options;
  quiet.explain = false;
  return Evaluator(program, facts, quiet).closed(expr, slots);
}

}  // namespace convenio::run
