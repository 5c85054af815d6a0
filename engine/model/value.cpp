// Order and equality of values, and the union of absences. Knows no static type: values of unlike kinds are
// ordered by kind.
#include "engine/model/value.hpp"

#include <algorithm>
#include <cassert>
#include <set>
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

constexpr std::uint64_t most_parts = std::uint64_t{1} << 40U;  // of an extent: more are not counted
constexpr std::uint64_t bytes_of_a_part = 16;
constexpr std::uint64_t large = 256;  // parts: pairs of such values are remembered

class Comparison {
 public:
  explicit Comparison(Effort& effort) : effort_(effort) {}
  Order operator()(Value const& a, Value const& b) {
    if (auto const order = a.content.index() <=> b.content.index(); order != 0) return order;
    ++effort_.touched;
    if (effort_.beyond()) return Order::equal;
    return std::visit([&](auto const& content) { return alike(content, b); }, a.content);
  }

 private:
  Order numbers(Rational const& a, Rational const& b) {
    effort_.touched += a.words() * b.words() / words_of_a_step;
    return a <=> b;
  }
  Order values(std::vector<Value> const& a, std::vector<Value> const& b) {
    for (std::size_t n = 0; n < a.size() && n < b.size() && !effort_.beyond(); ++n) {
      if (auto const order = (*this)(a[n], b[n]); order != 0) return order;
    }
    return a.size() <=> b.size();
  }
  // Of large values that many others share, each pair once.
  template <class T>
  Order once(T const& a, T const& b, std::vector<Value> const& in_a, std::vector<Value> const& in_b) {
    if (std::min(a.extent.parts, b.extent.parts) < large) return values(in_a, in_b);
    if (equal_.contains({&a, &b})) return Order::equal;
    auto const order = values(in_a, in_b);
    if (order == 0) equal_.emplace(&a, &b);
    return order;
  }

  Order alike(Rational const& a, Value const& b) { return numbers(a, b.as<Rational>()); }
  Order alike(Amount const& a, Value const& b) {
    if (auto const order = a.currency <=> b.as<Amount>().currency; order != 0) return order;
    if (auto const order = a.per <=> b.as<Amount>().per; order != 0) return order;
    return numbers(a.number, b.as<Amount>().number);
  }
  Order alike(AbsencePtr const& a, Value const& b) { return compare(a, b.as<AbsencePtr>()); }
  Order alike(PeriodPtr const& a, Value const& b) {
    return order_pointers(a, b.as<PeriodPtr>(),
                          [](Period const& x, Period const& y) { return compare(x, y); });
  }
  Order alike(HistoryPtr const& a, Value const& b) {
    return order_pointers(a, b.as<HistoryPtr>(), [&](History const& x, History const& y) {
      effort_.touched += std::min(x.periods.size(), y.periods.size());
      return compare(x, y);
    });
  }
  Order alike(ListPtr const& a, Value const& b) {
    return order_pointers(a, b.as<ListPtr>(), [&](ListValue const& x, ListValue const& y) {
      return once(x, y, x.items, y.items);
    });
  }
  Order alike(RecordPtr const& a, Value const& b) {
    return order_pointers(a, b.as<RecordPtr>(), [&](RecordValue const& x, RecordValue const& y) {
      if (auto const order = x.record <=> y.record; order != 0) return order;
      return once(x, y, x.fields, y.fields);
    });
  }
  template <class T>
  Order alike(T const& a, Value const& b) {
    return a <=> b.as<T>();
  }

  Effort& effort_;
  std::set<std::pair<void const*, void const*>> equal_;
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

bool equal(Value const& a, Value const& b) { return compare(a, b) == 0; }

Order compare(Value const& a, Value const& b) {
  Effort effort;
  return compare(a, b, effort);
}

Order compare(Value const& a, Value const& b, Effort& effort) { return Comparison(effort)(a, b); }

Extent extent_of(Value const& value) {
  if (value.absent()) return {1, false};
  if (auto const* text = std::get_if<std::string>(&value.content))
    return {1 + text->size() / bytes_of_a_part};
  if (auto const* number = std::get_if<Rational>(&value.content)) return {1 + number->words() / 2};
  if (auto const* amount = std::get_if<Amount>(&value.content)) return {1 + amount->number.words() / 2};
  if (auto const* list = std::get_if<ListPtr>(&value.content)) return *list ? (*list)->extent : Extent{};
  if (auto const* record = std::get_if<RecordPtr>(&value.content))
    return *record ? (*record)->extent : Extent{};
  if (auto const* history = std::get_if<HistoryPtr>(&value.content))
    return {1, !*history || (*history)->doubts.empty()};
  return {};
}

Extent extent_of(std::vector<Value> const& values) {
  Extent all;
  for (Value const& value : values) {
    auto const one = extent_of(value);
    all.parts = std::min(most_parts, all.parts + one.parts);
    all.whole = all.whole && one.whole;
  }
  return all;
}

}  // namespace convenio::model
