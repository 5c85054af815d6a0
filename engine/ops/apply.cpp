// From the operator to its kernel.
// Knows no operator's arithmetic.
#include "engine/ops/apply.hpp"

#include "engine/ops/arithmetic.hpp"
#include "engine/ops/compare.hpp"
#include "engine/ops/dates.hpp"
#include "engine/ops/histories.hpp"
#include "engine/ops/instruments.hpp"
#include "engine/ops/kernels.hpp"
#include "engine/ops/lists.hpp"
#include "engine/ops/periods.hpp"

namespace convenio::ops {

using core::Op;

Value apply(Context const& context, core::Expr const& e, Operands operands) {
  switch (e.op) {
    case Op::not_:
      return {!operands[0].as<bool>()};
    case Op::equal:
      return equal(context, operands[0], operands[1]);
    case Op::not_equal: {
      Value const same = equal(context, operands[0], operands[1]);
      return same.absent() ? same : Value{!same.as<bool>()};
    }
    case Op::less:
      return less(context, operands[0], operands[1], false);
    case Op::less_equal:
      return less(context, operands[0], operands[1], true);
    case Op::contains:
      return contains(context, operands[0], operands[1]);
    case Op::add:
    case Op::subtract:
      return arithmetic(context, e.op, operands[0], operands[1]);
    case Op::multiply:
    case Op::divide:
      return timed(context, e, arithmetic(context, e.op, operands[0], operands[1]));
    case Op::restate:
      return restate(context, e, operands);
    case Op::exchange:
      return exchange(context, e, operands);
    case Op::money_of:
      return money_of(context, e, operands);
    case Op::negate:
      return negate(operands[0]);
    case Op::add_span:
      return add_span(context, e, operands);
    case Op::round:
      return round(context, e, operands);
    case Op::convert:
      return convert(context, e, operands);
    case Op::field:
      return operands[0].as<model::RecordPtr>()->fields[e.a];
    case Op::route_field:
      return operands[0]
          .as<model::RecordPtr>()
          ->fields[static_cast<core::RouteField>(e.a) == core::RouteField::route ? 0 : 1];
    case Op::make: {
      std::vector<Value> fields(operands.begin(), operands.end());
      if (!context.budget.room_for(fields)) return context.budget.kept_reached();
      return {std::make_shared<model::RecordValue const>(model::RecordValue{e.record(), std::move(fields)})};
    }
    case Op::list:
      return list_value(context, {operands.begin(), operands.end()});
    case Op::range:
      return std::holds_alternative<model::Date>(operands[0].content) ? date_range(context, e, operands)
                                                                      : range(context, operands);
    case Op::period_field:
      return period_field(e, *operands[0].as<model::PeriodPtr>());
    case Op::certified:
      return certified(context, e, operands);
    case Op::builtin:
      return kernel_of(static_cast<core::Builtin>(e.a))(context, e, operands);
    case Op::party:
    case Op::bound:
    case Op::linked:
    case Op::parties:
      return instrument(context.program, e, operands);
    case Op::constant:
    case Op::local:
    case Op::fact:
    case Op::call:
    case Op::lookup:
    case Op::and_:
    case Op::or_:
    case Op::if_:
    case Op::match:
    case Op::let_:
    case Op::undefined:
    case Op::not_encoded:
    case Op::award:
    case Op::awarded:
    case Op::granted_by:
    case Op::in_force:
    case Op::those:
    case Op::exists:
    case Op::every:
    case Op::number:
    case Op::first:
    case Op::sum:
    case Op::map:
    case Op::carry:
    case Op::period_attribute:
    case Op::make_period:
    case Op::periods:
    case Op::resolve:
      break;  // these have operands that they may not need
  }
  return impossible("an operator that needs no operands was given some");
}

Kernel kernel_of(core::Builtin builtin) {
  switch (builtin) {
#define BUILTIN(enumerator, ...)  \
  case core::Builtin::enumerator: \
    return enumerator;
#define FUNCTION(...)
#include "engine/core/functions.def"
#undef FUNCTION
#undef BUILTIN
  }
  return nullptr;
}

}  // namespace convenio::ops
