// Histories: canonical order and the algebra that looks at one period at a time.
// Sets of days are in days.cpp, joining in merge.cpp, counting in count.cpp, precedence in resolve.cpp.
#include "engine/model/history.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/history_order.hpp"

namespace convenio::model {

namespace {

using Order = std::strong_ordering;

StateId original_state(Period const& p) { return p.original_state == none ? p.state : p.original_state; }

Order compare_head(Period const& a, Period const& b) {  // as far as the canonical order puts it before the id
  if (auto const order = a.begin <=> b.begin; order != 0) return order;
  if (auto const order = a.end <=> b.end; order != 0) return order;
  if (auto const order = a.dating <=> b.dating; order != 0) return order;
  if (auto const order = a.state <=> b.state; order != 0) return order;
  return compare(a.attributes, b.attributes);
}

Order compare_tail(Period const& a, Period const& b) {
  if (auto const order = compare_certified(a, b); order != 0) return order;
  return original_state(a) <=> original_state(b);
}

template <class T>
void sort_canonically(std::vector<T>& items) {
  auto const before = [](T const& a, T const& b) { return compare(a, b) < 0; };
  std::erase_if(items, [](T const& item) { return item.begin >= item.end; });
  if (!std::is_sorted(items.begin(), items.end(), before)) std::sort(items.begin(), items.end(), before);
}

// Applies `visit` to the parts of [begin, end) between the sorted `at`.
template <class Item>
void split_into(std::vector<Item>& parts, Item const& item, std::vector<Date> const& at) {
  Date begin = item.begin;
  for (auto cut_at = std::upper_bound(at.begin(), at.end(), item.begin);
       cut_at != at.end() && *cut_at < item.end; ++cut_at) {
    parts.push_back(cut(item, begin, *cut_at));
    begin = *cut_at;
  }
  parts.push_back(cut(item, begin, item.end));
}

}  // namespace

Order compare_certified(Period const& a, Period const& b) {
  if (auto const order = a.certified.has_value() <=> b.certified.has_value(); order != 0) return order;
  if (a.certified) {
    if (auto const order = a.certified->unit <=> b.certified->unit; order != 0) return order;
    if (auto const order = a.certified->amount <=> b.certified->amount; order != 0) return order;
  }
  auto const parts = std::lexicographical_compare_three_way(
      a.besides.begin(), a.besides.end(), b.besides.begin(), b.besides.end(),
      [](CertifiedQuantity const& x, CertifiedQuantity const& y) {
        if (auto const order = x.unit <=> y.unit; order != 0) return order;
        return x.amount <=> y.amount;
      });
  if (parts != 0) return parts;
  if (auto const order = a.day_week <=> b.day_week; order != 0) return order;
  return a.whole <=> b.whole;
}

Order compare(std::vector<Value> const& a, std::vector<Value> const& b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                [](Value const& x, Value const& y) { return compare(x, y); });
}

Order compare_nature(Period const& a, Period const& b) {
  if (auto const order = a.state <=> b.state; order != 0) return order;
  if (auto const order = compare(a.attributes, b.attributes); order != 0) return order;
  return original_state(a) <=> original_state(b);
}

Order compare_content(Period const& a, Period const& b) {
  if (auto const order = compare_head(a, b); order != 0) return order;
  return compare_tail(a, b);
}

Order compare(Period const& a, Period const& b) {
  if (auto const order = compare_head(a, b); order != 0) return order;
  if (auto const order = a.id <=> b.id; order != 0) return order;
  return compare_tail(a, b);
}

bool equal(Period const& a, Period const& b) { return compare(a, b) == 0; }

Order compare(Doubt const& a, Doubt const& b) {
  if (auto const order = a.begin <=> b.begin; order != 0) return order;
  if (auto const order = a.end <=> b.end; order != 0) return order;
  auto const order = std::lexicographical_compare_three_way(
      a.candidates.begin(), a.candidates.end(), b.candidates.begin(), b.candidates.end(),
      [](Period const& x, Period const& y) { return compare(x, y); });
  if (order != 0) return order;
  if (auto const marked = a.may_be_absent <=> b.may_be_absent; marked != 0) return marked;
  return compare(a.why, b.why);
}

Order compare(History const& a, History const& b) {
  auto const order = std::lexicographical_compare_three_way(
      a.periods.begin(), a.periods.end(), b.periods.begin(), b.periods.end(),
      [](Period const& x, Period const& y) { return compare(x, y); });
  if (order != 0) return order;
  auto const doubts = std::lexicographical_compare_three_way(
      a.doubts.begin(), a.doubts.end(), b.doubts.begin(), b.doubts.end(),
      [](Doubt const& x, Doubt const& y) { return compare(x, y); });
  if (doubts != 0) return doubts;
  return std::lexicographical_compare_three_way(
      a.undated.begin(), a.undated.end(), b.undated.begin(), b.undated.end(),
      [](Period const& x, Period const& y) { return compare(x, y); });
}

Period cut(Period const& period, Date begin, Date end) {
  Period part = period;
  part.begin = std::max(period.begin, begin);
  part.end = std::min(period.end, end);
  if (part.begin != period.begin || part.end != period.end) part.whole = false;
  return part;
}

Doubt cut(Doubt const& doubt, Date begin, Date end) {
  Doubt part{std::max(doubt.begin, begin), std::min(doubt.end, end), {}, doubt.may_be_absent, doubt.why};
  part.candidates.reserve(doubt.candidates.size());
  for (Period const& candidate : doubt.candidates)
    part.candidates.push_back(cut(candidate, part.begin, part.end));
  return part;
}

Doubt doubtful(Period const& undated) {
  return {undated.begin, undated.end, {undated}, true, without_dates(undated)};
}

bool may_share_days(History const& h, std::size_t which) {
  Period const& p = h.undated[which];
  if (p.dating == Dating::apart) return false;
  auto const meets = [&](auto const& other) { return other.begin < p.end && p.begin < other.end; };
  if (std::any_of(h.periods.begin(), h.periods.end(), meets)) return true;
  if (std::any_of(h.doubts.begin(), h.doubts.end(), meets)) return true;
  return std::any_of(h.undated.begin(), h.undated.end(),
                     [&](Period const& other) { return meets(other) && !equal(other, p); });
}

AbsencePtr without_dates(Period const& undated) {
  return absence_of({Blocker::Kind::missing_fact, "the dates of period " + undated.id, ""});
}

// INVARIANT of every history: what has days has at least one, what has no dates stands apart, all in
// canonical order.
[[maybe_unused]] static bool is_canonical(History const& h) {
  auto const has_days = [](auto const& item) { return item.begin < item.end; };
  auto const before = [](auto const& a, auto const& b) { return compare(a, b) < 0; };
  auto const dated = [](Period const& p) { return p.dating == Dating::dated; };
  return std::all_of(h.periods.begin(), h.periods.end(), has_days) &&
         std::all_of(h.undated.begin(), h.undated.end(), has_days) &&
         std::all_of(h.doubts.begin(), h.doubts.end(), has_days) &&
         std::all_of(h.periods.begin(), h.periods.end(), dated) &&
         std::none_of(h.undated.begin(), h.undated.end(), dated) &&
         std::is_sorted(h.periods.begin(), h.periods.end(), before) &&
         std::is_sorted(h.doubts.begin(), h.doubts.end(), before) &&
         std::is_sorted(h.undated.begin(), h.undated.end(), before);
}

History make_history(std::vector<Period> periods, std::vector<Doubt> doubts,
                     std::shared_ptr<Resolution const> resolution) {
  for (Period& period : periods) period.original_state = original_state(period);
  sort_canonically(periods);
  for (Doubt& doubt : doubts) sort_canonically(doubt.candidates);
  sort_canonically(doubts);
  auto const dated = [](Period const& p) { return p.dating == Dating::dated; };
  auto const undated = std::stable_partition(periods.begin(), periods.end(), dated);
  std::vector<Period> without_dates(undated, periods.end());
  periods.erase(undated, periods.end());
  History made{std::move(periods), std::move(doubts), std::move(without_dates), std::move(resolution)};
  assert(is_canonical(made));
  return made;
}

History make_history(std::vector<Period> periods) { return make_history(std::move(periods), {}, nullptr); }
History make_history(std::vector<Period> periods, std::vector<Doubt> doubts) {
  return make_history(std::move(periods), std::move(doubts), nullptr);
}

bool same_certificate(Period const& a, Period const& b) { return compare_certified(a, b) == 0; }

History clip(History const& h, std::optional<Date> from, std::optional<Date> end) {
  std::vector<Period> periods;
  std::vector<Doubt> doubts;
  auto const inside = [&](auto const& item) {
    return (!from || item.end > *from) && (!end || item.begin < *end) && (!from || !end || *from < *end);
  };
  for (Period const& p : h.periods)
    if (inside(p)) periods.push_back(cut(p, from.value_or(p.begin), end.value_or(p.end)));
  for (Doubt const& d : h.doubts)
    if (inside(d)) doubts.push_back(cut(d, from.value_or(d.begin), end.value_or(d.end)));
  for (Period const& p : h.undated) {
    if (!inside(p)) continue;
    if ((!from || *from <= p.begin) && (!end || p.end <= *end))
      periods.push_back(p);
    else
      doubts.push_back(cut(doubtful(p), from.value_or(p.begin), end.value_or(p.end)));
  }
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

History unite(History const& a, History const& b) {
  std::vector<Period> periods = a.periods;
  periods.insert(periods.end(), b.periods.begin(), b.periods.end());
  periods.insert(periods.end(), a.undated.begin(), a.undated.end());
  periods.insert(periods.end(), b.undated.begin(), b.undated.end());
  std::vector<Doubt> doubts = a.doubts;
  doubts.insert(doubts.end(), b.doubts.begin(), b.doubts.end());
  // Two different ledgers cannot be told as one.
  bool const differ = a.resolution && b.resolution && a.resolution != b.resolution;
  auto resolution = differ ? nullptr : (a.resolution ? a.resolution : b.resolution);
  return make_history(std::move(periods), std::move(doubts), std::move(resolution));
}

History split(History const& h, std::vector<Date> const& at) {
  std::vector<Date> sorted = at;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<Period> periods;
  std::vector<Doubt> doubts;
  for (Period const& p : h.periods) split_into(periods, p, sorted);
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  for (Doubt const& d : h.doubts) split_into(doubts, d, sorted);
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

History attributed(History const& h, StateId state) {
  std::vector<Period> periods = h.periods;
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  std::vector<Doubt> doubts = h.doubts;
  auto const attribute = [&](Period& p) {
    p.original_state = original_state(p);
    p.state = state;
  };
  for (Period& p : periods) attribute(p);
  for (Doubt& d : doubts)
    for (Period& p : d.candidates) attribute(p);
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

History filter(History const& h, std::function<bool(Period const&)> const& keep) {
  std::vector<Period> periods;
  std::vector<Doubt> doubts;
  std::copy_if(h.periods.begin(), h.periods.end(), std::back_inserter(periods), keep);
  std::copy_if(h.undated.begin(), h.undated.end(), std::back_inserter(periods), keep);
  for (Doubt const& d : h.doubts) {
    Doubt kept{d.begin, d.end, {}, d.may_be_absent, d.why};
    std::copy_if(d.candidates.begin(), d.candidates.end(), std::back_inserter(kept.candidates), keep);
    // A doubt without candidates could belong to anyone.
    if (kept.candidates.empty() && !d.candidates.empty()) continue;
    if (kept.candidates.size() < d.candidates.size() || d.candidates.empty()) kept.may_be_absent = true;
    doubts.push_back(std::move(kept));
  }
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

}  // namespace convenio::model
