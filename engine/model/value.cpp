// Order and equality of values, and the union of absences. Knows no static type: values of unlike kinds are
// ordered by kind.
#include "engine/model/value.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"

namespace convenio::model {

namespace {

using Order = std::strong_ordering;

AbsencePtr sorted_absence(std::vector<Blocker> blockers) {
  std::sort(blockers.begin(), blockers.end());
  blockers.erase(std::unique(blockers.begin(), blockers.end()), blockers.end());
  assert(!blockers.empty());  // INVARIANT: an absence has a reason
  return std::make_shared<Absence const>(Absence{std::move(blockers)});
}

// A missing pointer comes before every other.
template <class T, class Compare>
Order order_pointers(std::shared_ptr<T const> const& a, std::shared_ptr<T const> const& b,
                     Compare const& by_content) {
  if (a == b) return Order::equal;
  if (!a || !b) return static_cast<bool>(a) <=> static_cast<bool>(b);
  return by_content(*a, *b);
}

struct ByKind {
  Value const& other;

  Order operator()(AbsencePtr const& a) const { return compare(a, other.as<AbsencePtr>()); }
  Order operator()(Amount const& a) const {
    Amount const& b = other.as<Amount>();
    if (auto const order = a.currency <=> b.currency; order != 0) return order;
    return a.number <=> b.number;
  }
  Order operator()(PeriodPtr const& a) const {
    return order_pointers(a, other.as<PeriodPtr>(),
                          [](Period const& x, Period const& y) { return compare(x, y); });
  }
  Order operator()(HistoryPtr const& a) const {
    return order_pointers(a, other.as<HistoryPtr>(),
                          [](History const& x, History const& y) { return compare(x, y); });
  }
  Order operator()(ListPtr const& a) const {
    return order_pointers(a, other.as<ListPtr>(),
                          [](ListValue const& x, ListValue const& y) { return compare(x.items, y.items); });
  }
  Order operator()(RecordPtr const& a) const {
    return order_pointers(a, other.as<RecordPtr>(), [](RecordValue const& x, RecordValue const& y) {
      if (auto const order = x.record <=> y.record; order != 0) return order;
      return compare(x.fields, y.fields);
    });
  }
  template <class T>
  Order operator()(T const& a) const {
    return a <=> other.as<T>();
  }
};

}  // namespace

AbsencePtr absence_of(Blocker blocker) { return sorted_absence({std::move(blocker)}); }

AbsencePtr joined(std::vector<AbsencePtr> const& absences) {
  AbsencePtr only;
  std::vector<Blocker> blockers;
  for (AbsencePtr const& absence : absences) {
    if (!absence || absence->blockers.empty() || absence == only) continue;
    if (!only) only = absence;
    blockers.insert(blockers.end(), absence->blockers.begin(), absence->blockers.end());
  }
  if (!only) return absence_of({Blocker::Kind::impossible, "a value is absent without a reason", ""});
  if (blockers.size() == only->blockers.size()) return only;
  return sorted_absence(std::move(blockers));
}

Order compare(AbsencePtr const& a, AbsencePtr const& b) {
  return order_pointers(a, b, [](Absence const& x, Absence const& y) {
    return std::lexicographical_compare_three_way(x.blockers.begin(), x.blockers.end(), y.blockers.begin(),
                                                  y.blockers.end());
  });
}

Value absent(Blocker blocker) { return Value{absence_of(std::move(blocker))}; }

Value absent_union(std::vector<Value const*> const& values) {
  std::vector<AbsencePtr> absences;
  for (Value const* value : values)
    if (value->absent()) absences.push_back(value->as<AbsencePtr>());
  return Value{joined(absences)};
}

bool equal(Value const& a, Value const& b) { return compare(a, b) == 0; }

Order compare(Value const& a, Value const& b) {
  if (auto const order = a.content.index() <=> b.content.index(); order != 0) return order;
  return std::visit(ByKind{b}, a.content);
}

}  // namespace convenio::model
