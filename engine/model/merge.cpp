// Joining periods that differ only in dates and id. Knows no precedence: periods of unlike nature stay apart.
//
// What becomes of certified quantities: a quantity speaks for exactly the days of its certificate. Whole
// certificates in one unit on days that do not overlap add up. Certificates that are alike in all but the id
// are one certificate sent twice, and count once. In every other case (overlapping days, a cut or missing
// certificate, unlike units) nobody has certified the joined period, so the quantity is dropped and the
// period is no longer whole.
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"

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
    if (!p.whole || !p.certified || p.certified->unit != first.certified->unit) return false;
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
    result.whole = false;
  }
  return result;
}

}  // namespace

History merge(History const& h) {
  Group sorted;
  sorted.reserve(h.periods.size());
  for (Period const& p : h.periods) sorted.push_back(&p);
  std::sort(sorted.begin(), sorted.end(), [](Period const* a, Period const* b) {
    if (auto const order = compare_nature(*a, *b); order != 0) return order < 0;
    return compare(*a, *b) < 0;
  });
  std::vector<Period> periods;
  Group group;
  Date end;
  for (Period const* p : sorted) {
    if (!group.empty() && (p->begin > end || compare_nature(*group.front(), *p) != 0)) {
      periods.push_back(joined_period(group));
      group.clear();
    }
    end = group.empty() ? p->end : std::max(end, p->end);
    group.push_back(p);
  }
  if (!group.empty()) periods.push_back(joined_period(group));
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  return make_history(std::move(periods), h.doubts, h.resolution);
}

}  // namespace convenio::model
