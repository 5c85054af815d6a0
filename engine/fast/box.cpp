// Values of the machine as values of the language, and back: for operators that have no fast form.
// Knows types; knows no operator.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/fast/compile.hpp"
#include "engine/model/rational_words.hpp"

namespace convenio::fast {

using model::Value;
using Kind = core::Type::Kind;

Value Machine::box(Reg value, core::TypeId type_id) {
  if (!there(value)) return {box_absence(value)};
  auto const& type = program.types[type_id];
  switch (type.kind) {
    case Kind::truth:
      return {value.n != 0};
    case Kind::whole:
    case Kind::ratio:
    case Kind::quantity:
      return {value.d == 1 ? model::Rational(value.n) : model::Rational(value.n, value.d)};
    case Kind::money: {
      auto const number = number_of(value);
      return {model::Amount{model::Rational(number.n, number.d), currency_of(value), time_of(value)}};
    }
    case Kind::date:
      return {model::Date::from_number(static_cast<std::int32_t>(value.n))};
    case Kind::text:
      return {at<std::string>(value)};
    case Kind::state:
      return {model::StateRef{model::StateId(static_cast<std::uint32_t>(value.n))}};
    case Kind::enumeration:
      return {model::Enumerated{type.enumeration(), static_cast<std::uint32_t>(value.n)}};
    case Kind::route:
      return {model::RouteRef{type.award(), static_cast<std::uint32_t>(value.n)}};
    case Kind::conversion:
      return {model::ConversionRef{static_cast<std::uint32_t>(value.n)}};
    case Kind::period:
      return {std::make_shared<model::Period const>(box_period(at<Span>(value)))};
    case Kind::history:
      return {box_history(at<History>(value))};
    case Kind::list: {
      std::vector<Value> items;
      for (Reg const item : at<List>(value)) items.push_back(box(item, type.element));
      return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
    }
    case Kind::record: {
      auto const& record = at<Record>(value);
      auto const& declared = program.records[record.record];
      std::vector<Value> fields;
      for (std::size_t n = 0; n < declared.fields.size(); ++n)
        fields.push_back(box(record.fields[n], declared.fields[n].type));
      return {std::make_shared<model::RecordValue const>(
          model::RecordValue{model::RecordId(record.record), std::move(fields)})};
    }
  }
  throw Leave{"a value of an unknown type"};
}

Reg number(model::Rational const& number) {
  auto const words = model::words_of(number);
  if (!words) throw Leave{"a number is too large"};
  return {words->numerator, words->denominator};
}

Reg Machine::unbox(Value const& value, core::TypeId type_id) {
  if (!points(program, type_id) || value.absent()) return unbox_kept(value, type_id);
  return unbox_kept(held_.emplace_back(value), type_id);
}

Reg Machine::unbox_kept(Value const& value, core::TypeId type_id) {
  if (value.absent()) {
    return unbox_absence(std::get<model::AbsencePtr>(value.content));
  }
  auto const& type = program.types[type_id];
  switch (type.kind) {
    case Kind::truth:
      return truth(value.as<bool>());
    case Kind::whole:
    case Kind::ratio:
    case Kind::quantity:
      return number(value.as<model::Rational>());
    case Kind::money: {
      auto const& amount = value.as<model::Amount>();
      return money(number(amount.number), money_kind(amount.currency, amount.per));
    }
    case Kind::date:
      return whole(value.as<model::Date>().number());
    case Kind::text:
      return pointing_to(&value.as<std::string>());
    case Kind::state:
      return whole(std::uint32_t{value.as<model::StateRef>().id});
    case Kind::enumeration:
      return whole(value.as<model::Enumerated>().index);
    case Kind::route:
      return whole(value.as<model::RouteRef>().index);
    case Kind::conversion:
      return whole(value.as<model::ConversionRef>().id);
    case Kind::period: {
      auto const& period = *value.as<model::PeriodPtr>();
      auto* span = arena.array<Span>(1);
      *span = span_of(period);
      return pointing_to(span);
    }
    case Kind::history: {
      return unbox_history(value.as<model::HistoryPtr>());
    }
    case Kind::list: {
      auto const& items = value.as<model::ListPtr>()->items;
      auto* regs = arena.array<Reg>(items.size());
      for (std::size_t n = 0; n < items.size(); ++n) regs[n] = unbox_kept(items[n], type.element);
      auto* made = arena.array<List>(1);
      *made = {regs, static_cast<std::uint32_t>(items.size())};
      return pointing_to(made);
    }
    case Kind::record: {
      auto const& record = *value.as<model::RecordPtr>();
      auto const& declared = program.records[record.record];
      auto* fields = arena.array<Reg>(record.fields.size());
      for (std::size_t n = 0; n < record.fields.size(); ++n)
        fields[n] = unbox_kept(record.fields[n], declared.fields[n].type);
      auto* made = arena.array<Record>(1);
      *made = {record.record, fields};
      return pointing_to(made);
    }
  }
  throw Leave{"a value of an unknown type"};
}

// The history stands until the next case begins.
Reg Machine::unbox_history(model::HistoryPtr const& value) {
  auto const& history = *value;
  auto const spans_of = [&](std::vector<model::Period> const& periods, Span* spans) {
    return std::transform(periods.begin(), periods.end(), spans,
                          [&](model::Period const& period) { return span_of(period); });
  };
  auto* made = arena.array<History>(1);
  auto* spans = arena.array<Span>(history.periods.size() + history.undated.size());
  spans_of(history.undated, spans_of(history.periods, spans));
  *made = {spans, static_cast<std::uint32_t>(history.periods.size()),
           static_cast<std::uint32_t>(history.undated.size()), nullptr, nullptr};
  if (!made->plain() || !history.doubts.empty()) made->as = &value;
  if (history.doubts.empty()) return pointing_to(made);
  auto* doubts = arena.array<Doubt>(history.doubts.size());
  for (std::size_t n = 0; n < history.doubts.size(); ++n) {
    auto const& doubt = history.doubts[n];
    auto* candidates = arena.array<Span>(doubt.candidates.size());
    spans_of(doubt.candidates, candidates);
    doubts[n] = {doubt.begin.number(), doubt.end.number(),
                 candidates,           static_cast<std::uint32_t>(doubt.candidates.size()),
                 doubt.may_be_absent,  unbox_absence(doubt.why)};
  }
  auto* all = arena.array<Doubts>(1);
  *all = {doubts, static_cast<std::uint32_t>(history.doubts.size())};
  made->doubts = all;
  return pointing_to(made);
}

Reg Machine::unbox_absence(model::AbsencePtr const& why) {
  if (!why) return absent.because(std::vector<model::Blocker>{});
  for (auto const& reason : why->blockers)
    if (reason.kind == model::Blocker::Kind::limit) throw Leave{"a limit was reached"};
  return absent.because(why->blockers);
}

Span Machine::span_of(model::Period const& period) {
  return {period.begin.number(), period.end.number(), period.state, add_row(period)};
}

std::uint32_t Machine::add_row(model::Period const& original) {
  rows_.push_back({&original, nullptr});
  auto const number = static_cast<std::uint32_t>(rows_.size() - 1);
  return original.dating == model::Dating::dated ? number : number | Span::undated_mark;
}

// What was cut off is no longer whole: certificates say nothing of a part.
model::Period Machine::box_period(Span const& span) {
  model::Period period = *row(span).original;
  bool const cut = period.begin.number() != span.begin || period.end.number() != span.end;
  period.begin = model::Date::from_number(span.begin);
  period.end = model::Date::from_number(span.end);
  period.state = model::StateId(span.state);
  period.whole = period.whole && !cut;
  return period;
}

model::AbsencePtr Machine::box_absence(Reg value) const {
  return std::make_shared<model::Absence const>(model::Absence{absent.blockers(value)});
}

model::HistoryPtr Machine::box_history(History const& history) {
  if (history.as) return *history.as;
  auto made = std::make_shared<model::History>();
  auto const add = [&](std::vector<model::Period>& to, std::span<Span const> spans) {
    to.reserve(spans.size());
    for (auto const& span : spans) to.push_back(box_period(span));
  };
  add(made->periods, history.periods().first(history.count));
  if (history.plain()) return made;
  add(made->undated, history.periods().subspan(history.count));
  for (auto const& doubt : history.doubts ? *history.doubts : Doubts{}) {
    made->doubts.push_back({model::Date::from_number(doubt.begin),
                            model::Date::from_number(doubt.end),
                            {},
                            doubt.may_be_absent,
                            box_absence(doubt.why)});
    add(made->doubts.back().candidates, {doubt.candidates, doubt.count});
  }
  history.as = &keep(std::move(made));
  return *history.as;
}

Reg Machine::history(std::vector<Span> const& spans) {
  auto* copy = arena.array<Span>(spans.size());
  std::copy(spans.begin(), spans.end(), copy);
  auto* made = arena.array<History>(1);
  *made = {copy, static_cast<std::uint32_t>(spans.size()), 0, nullptr, nullptr};
  return pointing_to(made);
}

Reg Machine::list(std::vector<Reg> const& items) {
  auto* copy = arena.array<Reg>(items.size());
  std::copy(items.begin(), items.end(), copy);
  auto* made = arena.array<List>(1);
  *made = {copy, static_cast<std::uint32_t>(items.size())};
  return pointing_to(made);
}

bool Machine::is_before(Span const& a, Span const& b) {
  if (a.begin != b.begin) return a.begin < b.begin;
  if (a.end != b.end) return a.end < b.end;
  if (a.state == b.state && a.row == b.row) return false;
  return model::compare(box_period(a), box_period(b)) < 0;
}

}  // namespace convenio::fast
