// An award as a value of a rule: what it grants, whether it grants anything, or which route does.
#include <algorithm>

#include <fmt/format.h>

#include "engine/fast/compile.hpp"

namespace convenio::fast {

using Kind = core::Type::Kind;
using model::Blocker;
using run::Status;

namespace {

// Whether the award is asked for with these arguments in this case. Absent: its lists are not known.
Reg arises(AwardPlan const& plan, std::vector<Reg> const& arguments, Machine& m) {
  auto const& generators = m.program.awards[plan.award].generators;
  for (std::size_t n = 0; n < generators.size(); ++n) {
    Reg const source = m.run_in_frame(plan.sources[n], Compiler::closed_slots, arguments.data(), n);
    if (!there(source)) return source;
    auto const& type = m.program.types[m.program.expressions[generators[n].source].type];
    if (type.kind != Kind::list) throw Leave{"an award of a period in an award"};
    auto const& list = at<List>(source);
    if (!is_finite(m.program, type.element)) throw Leave{"an award of something large in an award"};
    if (std::find(list.begin(), list.end(), arguments[n]) == list.end()) return truth(false);
  }
  return truth(true);
}

}  // namespace

Reg run_award(Node const& node, Machine& m) {
  auto const& plan = *static_cast<AwardPlan const*>(node.more);
  std::vector<Reg> arguments;
  Reg missing;
  for (std::uint32_t n = 0; n < node.count; ++n) {
    arguments.push_back(m.run(node.kids[n]));
    missing = m.absent.both(missing, arguments.back());
  }
  if (!there(missing)) return missing;
  auto const without = [&](char const* why) {
    if (plan.op == core::Op::awarded) return truth(false);
    std::vector<model::Value> values;
    for (std::uint32_t n = 0; n < node.count; ++n) values.push_back(m.box(arguments[n], plan.types[n]));
    auto const named = m.label(m.program.awards[plan.award].name, plan.types, values);
    return m.because(Blocker::Kind::impossible, fmt::format("`{}` {}, and has no amount", named, why),
                     *node.asker);
  };
  Reg const claimed = arises(plan, arguments, m);
  if (!there(claimed)) return claimed;
  if (claimed.n == 0) return without("does not arise in this case");
  auto const& awarded = m.asked_award(plan.award, arguments);
  switch (awarded.status) {
    case Status::granted:
    case Status::at_least:
      if (plan.op == core::Op::awarded) return truth(true);
      if (plan.op == core::Op::granted_by && !there(awarded.contested)) return awarded.contested;
      if (plan.op == core::Op::granted_by) return whole(awarded.route);
      if (awarded.status == Status::granted) return awarded.value;
      break;
    case Status::refused:
      return without("is refused");
    case Status::not_applicable:
      return without("does not apply");
    case Status::undetermined:
    case Status::not_encoded:
    case Status::undefined:
    case Status::conflict:
      break;
  }
  return there(awarded.missing) ? m.absent.because(std::vector<Blocker>{}) : awarded.missing;
}

}  // namespace convenio::fast
