// Which of two stands over the other: the clauses of a precedence, asked in order.
// Serves periods and routes alike; knows neither resolution nor choice.
#include "engine/run/choice.hpp"
#include "engine/run/evaluator.hpp"

#include <fmt/format.h>

namespace convenio::run {

using model::Verdict;

namespace {

// Between two routes of which a clause lets one stand: the one that pays more does; of equal amounts it is as
// the clause has it.
struct Paid {
  bool first = false, second = false;
  Absences missing;
};

Paid by_amount(Value const& a, Value const& b, bool first, bool second) {
  auto const amount = [](Value const& side) -> Value const& {
    return std::get<model::RecordPtr>(side.content)->fields.back();
  };
  Paid paid;
  paid.missing.add(amount(a));
  paid.missing.add(amount(b));
  auto const* one = std::get_if<model::Amount>(&amount(a).content);
  auto const* other = std::get_if<model::Amount>(&amount(b).content);
  if (!one || !other || one->currency != other->currency || one->per != other->per) return paid;
  auto const order = model::compare(amount(a), amount(b));
  paid.first = order > 0 || (order == 0 && first);
  paid.second = order < 0 || (order == 0 && second);
  return paid;
}

}  // namespace

// A clause that is unknown for the pair leaves it open even when a later one decides: which one decided is
// part of the answer. Clauses without rank are all asked, and must not contradict each other.
Verdict stands_over(core::Precedence const& precedence, Value const& a, Value const& b,
                    Standing const& asked) {
  Absences missing;
  std::uint32_t decisive = none;
  bool a_stands = false, b_stands = false;
  Absences unpaid;
  std::size_t const count = asked.only ? asked.only->size() : precedence.clauses.size();
  for (std::uint32_t place = 0; place < count; ++place) {
    std::uint32_t const n = asked.only ? (*asked.only)[place] : place;
    auto const& clause = precedence.clauses[n];
    Value ways[2];
    for (std::size_t way = 0; way < 2; ++way) {
      ways[way] = asked.holds(n, way == 1);
      missing.add(ways[way]);
    }
    bool first = !ways[0].absent() && ways[0].as<bool>();
    bool second = !ways[1].absent() && ways[1].as<bool>();
    if (clause.by_amount && (first || second)) {
      auto const paid = by_amount(a, b, first, second);
      if (paid.missing.any()) unpaid.add(paid.missing.value());
      first = paid.first;
      second = paid.second;
    }
    if (!first && !second) continue;
    a_stands = a_stands || first;
    b_stands = b_stands || second;
    if (decisive == none) decisive = n;
    if (a_stands && b_stands) {
      auto const names =
          decisive == n ? fmt::format("`{}` puts", clause.name)
                        : fmt::format("`{}` and `{}` put", precedence.clauses[decisive].name, clause.name);
      missing.add(asked.conflict(n, fmt::format("{} {} over {} and the other way round", names,
                                                asked.describe(a), asked.describe(b))));
    }
    if (precedence.ordered || (a_stands && b_stands)) break;
  }
  if (unpaid.any() && (decisive != none || missing.any())) missing.add(unpaid.value());
  if (missing.any())
    return {Verdict::Kind::absent, none, std::get<model::AbsencePtr>(missing.value().content)};
  if (decisive == none) return {Verdict::Kind::open, none, nullptr, unpaid.any()};
  return {a_stands ? Verdict::Kind::first : Verdict::Kind::second, decisive, nullptr};
}

Verdict Evaluator::verdict(core::Precedence const& precedence, Frame& frame, Result const& a, Result const& b,
                           Nodes& inputs) {
  auto const slot = static_cast<std::uint32_t>(precedence.parameters.size());
  Standing asked;
  asked.holds = [&](std::uint32_t n, bool turned) {
    auto const& clause = precedence.clauses[n];
    frame.asker = {clause.name, precedence.name, clause.citation};
    frame.set(slot, turned ? b : a);
    frame.set(slot + 1, turned ? a : b);
    auto const before = grounds_.mark();
    auto const condition = evaluate(clause.condition, frame);
    if (!condition.value.absent() && !condition.value.as<bool>()) grounds_.keep_assumed(before);
    if (condition.node != none) inputs.push_back(condition.node);
    return condition.value;
  };
  asked.conflict = [&](std::uint32_t n, std::string sentence) {
    auto const& clause = precedence.clauses[n];
    return fault(Blocker::Kind::conflict, std::move(sentence),
                 {clause.name, precedence.name, clause.citation});
  };
  asked.describe = [&](Value const& side) { return describe(side); };
  auto const found = stands_over(precedence, a.value, b.value, asked);
  if (found.clause != none) use(precedence.clauses[found.clause].citation);
  return found;
}

Value Evaluator::open_reason(core::Precedence const& precedence) const {
  Asker const asker{precedence.name, {}, precedence.citation};
  if (precedence.otherwise == model::Otherwise::undefined) {
    return fault(Blocker::Kind::undefined_text, precedence.reason, asker);
  }
  auto const what =
      precedence.domain == core::Precedence::Domain::periods ? "periods that share a day" : "granted routes";
  return fault(Blocker::Kind::conflict, fmt::format("`{}` does not decide between {}", precedence.name, what),
               asker);
}

std::string Evaluator::describe(Value const& side) const {
  if (auto const* record = std::get_if<model::RecordPtr>(&side.content)) {
    return core::to_string(program_, (*record)->fields.front(), none);
  }
  return core::to_string(program_, side, none);
}

}  // namespace convenio::run
