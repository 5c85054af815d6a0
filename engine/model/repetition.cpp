// Periods of which nobody can say whether one repeats another. Knows no case and no precedence.
#include <algorithm>

#include "engine/model/absence.hpp"
#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"
#include "engine/model/missing.hpp"

namespace convenio::model {

namespace {

using Order = std::strong_ordering;

// Dates, state and certificate: what a period cannot lack.
Order compare_frame(Period const& a, Period const& b) {
  if (auto const order = a.dating <=> b.dating; order != 0) return order;
  if (auto const order = a.begin <=> b.begin; order != 0) return order;
  if (auto const order = a.end <=> b.end; order != 0) return order;
  if (auto const order = a.state <=> b.state; order != 0) return order;
  return compare_certified(a, b);
}

// Sorted, and divided into runs of equal ones.
template <class Compare>
std::vector<std::vector<Period>> equal_runs(std::vector<Period> periods, Compare const& compare_as) {
  std::stable_sort(periods.begin(), periods.end(),
                   [&](Period const& a, Period const& b) { return compare_as(a, b) < 0; });
  std::vector<std::vector<Period>> runs;
  for (Period& p : periods) {
    if (runs.empty() || compare_as(runs.back().front(), p) != 0) runs.emplace_back();
    runs.back().push_back(std::move(p));
  }
  return runs;
}

Doubt one_or_several(std::vector<Period> candidates) {
  std::vector<AbsencePtr> why;
  for (Period const& p : candidates)
    for (Value const& attribute : p.attributes) collect_absences(attribute, why);
  Period const& first = candidates.front();
  Doubt doubt{first.begin, first.end, {}, first.dating != Dating::dated, joined(why)};
  doubt.candidates = std::move(candidates);
  return doubt;
}

}  // namespace

History doubt_repetitions(History const& h) {
  std::vector<Period> periods;
  std::vector<Doubt> doubts = h.doubts;
  std::vector<Period> all = h.periods;
  all.insert(all.end(), h.undated.begin(), h.undated.end());
  for (auto& framed : equal_runs(std::move(all), compare_frame)) {
    auto const missing = missing_attributes(framed);
    bool const any_missing = std::find(missing.begin(), missing.end(), true) != missing.end();
    auto const compare_stated = [&](Period const& a, Period const& b) {
      for (std::size_t i = 0; i < missing.size(); ++i)
        if (!missing[i])
          if (auto const order = compare(a.attributes[i], b.attributes[i]); order != 0) return order;
      return Order::equal;
    };
    if (framed.size() == 1 || !any_missing) {
      periods.insert(periods.end(), framed.begin(), framed.end());
      continue;
    }
    for (auto& alike : equal_runs(std::move(framed), compare_stated)) {
      auto const known = missing_attributes(alike);
      if (alike.size() > 1 && std::find(known.begin(), known.end(), true) != known.end())
        doubts.push_back(one_or_several(std::move(alike)));
      else
        periods.insert(periods.end(), alike.begin(), alike.end());
    }
  }
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

}  // namespace convenio::model
