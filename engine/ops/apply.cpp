// From the operator to its kernel.
// Knows no operator's arithmetic.
#include "engine/ops/apply.hpp"

#include "engine/ops/arithmetic.hpp"
#include "engine/ops/compare.hpp"
#include "engine/ops/dates.hpp"
#include "engine/ops/histories.hpp"
#include "engine/ops/instruments.hpp"
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
    case Op::multiply:
    case Op::divide:
      return arithmetic(context, e.op, operands[0], operands[1]);
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
  using core::Builtin;
  switch (builtin) {
    case Builtin::days:
      return days;
    case Builtin::touched_months:
      return touched_months;
    case Builtin::complete_months:
      return complete_months;
    case Builtin::touched_years:
      return touched_years;
    case Builtin::months_by_date:
      return months_by_date;
    case Builtin::clip:
      return clip;
    case Builtin::clip_from:
      return clip_from;
    case Builtin::clip_to:
      return clip_to;
    case Builtin::common:
      return common;
    case Builtin::split:
      return split;
    case Builtin::merge:
      return merge;
    case Builtin::attributed:
      return attributed;
    case Builtin::first_day:
      return first_day;
    case Builtin::last_day:
      return last_day;
    case Builtin::empty:
      return empty;
    case Builtin::age:
      return age;
    case Builtin::year:
      return year;
    case Builtin::month:
      return month;
    case Builtin::day:
      return day;
    case Builtin::weekday:
      return weekday;
    case Builtin::quarter:
      return quarter;
    case Builtin::date:
      return date;
    case Builtin::first_of_month:
      return first_of_month;
    case Builtin::last_of_month:
      return last_of_month;
    case Builtin::first_of_quarter:
      return first_of_quarter;
    case Builtin::last_of_quarter:
      return last_of_quarter;
    case Builtin::min:
      return least;
    case Builtin::max:
      return greatest;
    case Builtin::absolute:
      return absolute;
    case Builtin::floor:
      return floor;
    case Builtin::ceiling:
      return ceiling;
    case Builtin::largest:
      return largest;
    case Builtin::leading:
      return leading;
    case Builtin::reversed:
      return reversed;
    case Builtin::length:
      return length;
    case Builtin::distinct:
      return distinct;
    case Builtin::joined:
      return joined;
    case Builtin::redenominated:
      return redenominated;
  }
  return nullptr;
}

}  // namespace convenio::ops
