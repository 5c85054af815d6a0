// Joining periods that differ only in dates and id. Knows no precedence: periods of unlike nature stay apart.
// Where an attribute is missing, nobody knows whether two that touch or overlap are of one nature: their days
// are sure, and everything else of them is in doubt.
//
// What becomes of certified quantities: a quantity speaks for exactly the days of its certificate. Whole
// certificates in one unit on days that do not overlap add up. Certificates that are alike in all but the id
// are one certificate sent twice, and count once. In every other case (overlapping days, a cut or missing
// certificate, unlike units) nobody has certified the joined period, so the quantity is dropped and the
// period is no longer whole.
#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"
#include "engine/model/missing.hpp"

namespace convenio::model {

namespace {

using Group =
    std::vector<Period const*>;  // by begin, then canonically; overlapping or touching, of one nature

// Each id once, those included that an earlier merge has joined.
std::string joined_ids(Group const& group) {
  std::set<std::string_view> seen;
  std::string ids;
  for (Period const* p : group) {
    std::string_view rest = p->id;
    for (bool more = true; more;) {
      auto const at = rest.find('+');
      more = at != std::string_view::npos;
      auto const id = rest.substr(0, at);
      if (more) rest.remove_prefix(at + 1);
      if (!seen.insert(id).second) continue;
      if (seen.size() > 1) ids += '+';
      ids += id;
    }
  }
  return ids;
}

Group without_repetitions(Group const& group) {
  Group once = group;
  std::sort(once.begin(), once.end(),
            [](Period const* a, Period const* b) { return compare_content(*a, *b) < 0; });
  auto const same = [](Period const* a, Period const* b) { return compare_content(*a, *b) == 0; };
  once.erase(std::unique(once.begin(), once.end(), same), once.end());
  return once;
}

bool adds_up(Group const& certificates) {
  Period const& first = *certificates.front();
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    Period const& p = *certificates[i];
    if (!p.whole || !p.certified || !p.besides.empty() || p.certified->unit != first.certified->unit)
      return false;
    if (i > 0 && p.begin < certificates[i - 1]->end) return false;
  }
  return true;
}

Period joined_period(Group const& group) {
  Period result = *group.front();
  if (group.size() == 1) return result;
  result.id = joined_ids(group);
  for (Period const* p : group) result.end = std::max(result.end, p->end);
  Group const certificates = without_repetitions(group);
  if (certificates.size() == 1) return result;
  auto const has_certificate = [](Period const* p) { return p->certified.has_value(); };
  if (std::none_of(certificates.begin(), certificates.end(), has_certificate)) {
    result.whole = std::all_of(group.begin(), group.end(), [](Period const* p) { return p->whole; });
  } else if (adds_up(certificates)) {
    Rational sum;
    for (Period const* p : certificates) sum = sum + p->certified->amount;
    result.certified->amount = sum;
  } else {
    result.certified.reset();
    result.besides.clear();
    result.whole = false;
  }
  return result;
}

using Nature = std::function<std::strong_ordering(Period const&, Period const&)>;

// Runs of periods that overlap or touch and are of one nature.
std::vector<Group> groups_of(std::vector<Period> const& periods, Nature const& nature) {
  Group sorted;
  sorted.reserve(periods.size());
  for (Period const& p : periods) sorted.push_back(&p);
  std::sort(sorted.begin(), sorted.end(), [&](Period const* a, Period const* b) {
    if (auto const order = nature(*a, *b); order != 0) return order < 0;
    return compare(*a, *b) < 0;
  });
  std::vector<Group> groups;
  Date end;
  for (Period const* p : sorted) {
    if (groups.empty() || p->begin > end || nature(*groups.back().front(), *p) != 0) {
      groups.emplace_back();
      end = p->end;
    }
    end = std::max(end, p->end);
    groups.back().push_back(p);
  }
  return groups;
}

// Compares natures as far as every period states them.
Nature stated_nature(std::vector<bool> const& missing) {
  return [missing](Period const& a, Period const& b) {
    auto const original = [](Period const& p) {
      return p.original_state == none ? p.state : p.original_state;
    };
    if (auto const order = a.state <=> b.state; order != 0) return order;
    for (std::size_t i = 0; i < missing.size(); ++i)
      if (!missing[i])
        if (auto const order = compare(a.attributes[i], b.attributes[i]); order != 0) return order;
    return original(a) <=> original(b);
  };
}

// The days of a group, each with all that share it for candidates; without candidates when these are too
// many.
void add_doubts(Group const& group, AbsencePtr const& why, std::uint64_t& work_left,
                std::vector<Doubt>& doubts) {
  std::vector<Date> bounds;
  for (Period const* p : group) {
    bounds.push_back(p->begin);
    bounds.push_back(p->end);
  }
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  Group present;
  auto next = group.begin();
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    std::erase_if(present, [&](Period const* p) { return p->end <= bounds[i]; });
    for (; next != group.end() && (*next)->begin == bounds[i]; ++next) present.push_back(*next);
    if (present.size() > work_left) return doubts.push_back({bounds[i], bounds.back(), {}, false, why});
    work_left -= present.size();
    Doubt doubt{bounds[i], bounds[i + 1], {}, false, why};
    for (Period const* p : present) doubt.candidates.push_back(cut(*p, bounds[i], bounds[i + 1]));
    doubts.push_back(std::move(doubt));
  }
}

// Takes those out that would be joined with others if an attribute were known.
History with_doubts(std::vector<Period> const& joined_ones, std::vector<bool> const& missing,
                    History const& h) {
  std::vector<Period> periods;
  std::vector<Doubt> doubts = h.doubts;
  std::uint64_t work_left = resolve_work_limit(h);
  for (Group const& group : groups_of(joined_ones, stated_nature(missing))) {
    std::vector<AbsencePtr> why;
    for (Period const* p : group)
      for (Value const& attribute : p->attributes) collect_absences(attribute, why);
    if (group.size() > 1 && !why.empty())
      add_doubts(group, joined(why), work_left, doubts);
    else
      for (Period const* p : group) periods.push_back(*p);
  }
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  return make_history(std::move(periods), std::move(doubts), h.resolution);
}

}  // namespace

History merge(History const& h) {
  std::vector<Period> periods;
  for (Group const& group : groups_of(h.periods, compare_nature)) periods.push_back(joined_period(group));
  std::vector<bool> const missing = missing_attributes(periods);
  if (std::find(missing.begin(), missing.end(), true) != missing.end())
    return with_doubts(periods, missing, h);
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  return make_history(std::move(periods), h.doubts, h.resolution);
}

}  // namespace convenio::model
