// Sets of days by sorting and sweeping, and what needs nothing else: a without b, and a on the days of b.
#include "engine/model/days.hpp"

#include <algorithm>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/history_order.hpp"

namespace convenio::model {

namespace {

bool begins_before(DaySpan const& a, DaySpan const& b) { return a.begin < b.begin; }

template <class Span>
auto first_ending_after(std::vector<Span> const& spans, Date day) {
  return std::partition_point(spans.begin(), spans.end(), [day](Span const& s) { return s.end <= day; });
}

std::vector<DoubtfulSpan> outside(Doubt const& doubt, std::vector<DaySpan> const& sure) {
  std::vector<DoubtfulSpan> parts;
  Date begin = doubt.begin;
  for (auto s = first_ending_after(sure, doubt.begin); s != sure.end() && s->begin < doubt.end; ++s) {
    if (begin < s->begin) parts.push_back({begin, s->begin, doubt.why});
    begin = s->end;
  }
  if (begin < doubt.end) parts.push_back({begin, doubt.end, doubt.why});
  return parts;
}

// Overlapping doubtful spans become elementary ones with the union of their reasons.
std::vector<DoubtfulSpan> elementary(std::vector<DoubtfulSpan> spans) {
  std::stable_sort(spans.begin(), spans.end(),
                   [](DoubtfulSpan const& a, DoubtfulSpan const& b) { return a.begin < b.begin; });
  std::vector<Date> bounds;
  for (DoubtfulSpan const& s : spans) {
    bounds.push_back(s.begin);
    bounds.push_back(s.end);
  }
  std::sort(bounds.begin(), bounds.end());
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());

  std::vector<DoubtfulSpan> result;
  std::vector<DoubtfulSpan const*> open;
  auto next = spans.begin();
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    std::erase_if(open, [&](DoubtfulSpan const* s) { return s->end <= bounds[i]; });
    for (; next != spans.end() && next->begin == bounds[i]; ++next) open.push_back(&*next);
    if (open.empty()) continue;
    std::vector<AbsencePtr> reasons;
    for (DoubtfulSpan const* s : open) reasons.push_back(s->why);
    result.push_back({bounds[i], bounds[i + 1], joined(reasons)});
  }
  return result;
}

// Cuts items by the coverage of another history and keeps the parts outside it or inside it.
class Restriction {
 public:
  Restriction(std::vector<DoubtfulSpan> marks, bool keep_inside)
      : marks_(std::move(marks)), inside_(keep_inside) {}

  void add(Period const& p) {
    walk(p.begin, p.end, [&](Date begin, Date end, AbsencePtr const& why) {
      if (!why)
        periods.push_back(cut(p, begin, end));
      else
        doubts.push_back({begin, end, {cut(p, begin, end)}, true, why});
    });
  }
  void add(Doubt const& d) {
    walk(d.begin, d.end, [&](Date begin, Date end, AbsencePtr const& why) {
      doubts.push_back(cut(d, begin, end));
      if (!why) return;
      doubts.back().may_be_absent = true;
      doubts.back().why = joined({d.why, why});
    });
  }

  // Its days are somewhere between its dates, so that any mark there leaves it open which of them stay.
  void add_undated(Period const& p) {
    auto const mark = first_ending_after(marks_, p.begin);
    bool const touched = mark != marks_.end() && mark->begin < p.end;
    if (touched && p.dating == Dating::undated)
      doubts.push_back(doubtful(p));
    else if (!inside_)
      periods.push_back(p);
  }

  std::vector<Period> periods;
  std::vector<Doubt> doubts;

 private:
  // Calls keep(begin, end, why) for each part that stays; `why` is null where it surely stays.
  template <class Keep>
  void walk(Date begin, Date end, Keep const& keep) {
    for (auto m = first_ending_after(marks_, begin); m != marks_.end() && m->begin < end; ++m) {
      if (begin < m->begin && !inside_) keep(begin, m->begin, nullptr);
      if (m->why || inside_) keep(std::max(begin, m->begin), std::min(end, m->end), m->why);
      begin = m->end;
    }
    if (begin < end && !inside_) keep(begin, end, nullptr);
  }

  std::vector<DoubtfulSpan> marks_;
  bool inside_;
};

History restricted(History const& a, History const& b, bool keep_inside) {
  History marks = b;
  for (Period const& p : b.undated)
    if (p.dating == Dating::undated) marks.doubts.push_back(doubtful(p));
  Restriction restriction(coverage(marks), keep_inside);
  for (Period const& p : a.periods) restriction.add(p);
  for (Period const& p : a.undated) restriction.add_undated(p);
  for (Doubt const& d : a.doubts) restriction.add(d);
  return make_history(std::move(restriction.periods), std::move(restriction.doubts), a.resolution);
}

}  // namespace

std::vector<DaySpan> disjoint(std::vector<DaySpan> spans) {
  std::erase_if(spans, [](DaySpan const& s) { return s.begin >= s.end; });
  if (!std::is_sorted(spans.begin(), spans.end(), begins_before))
    std::sort(spans.begin(), spans.end(), begins_before);
  std::vector<DaySpan> result;
  for (DaySpan const& s : spans) {
    if (!result.empty() && s.begin <= result.back().end)
      result.back().end = std::max(result.back().end, s.end);
    else
      result.push_back(s);
  }
  return result;
}

std::vector<DoubtfulSpan> coverage(History const& h) {
  std::vector<DaySpan> spans;
  for (Period const& p : h.periods) spans.push_back({p.begin, p.end});
  for (Doubt const& d : h.doubts)
    if (!d.may_be_absent) spans.push_back({d.begin, d.end});
  std::vector<DaySpan> const sure = disjoint(std::move(spans));

  std::vector<DoubtfulSpan> doubtful;
  for (Doubt const& d : h.doubts) {
    if (!d.may_be_absent) continue;
    std::vector<DoubtfulSpan> const parts = outside(d, sure);
    doubtful.insert(doubtful.end(), parts.begin(), parts.end());
  }
  std::vector<DoubtfulSpan> result = elementary(std::move(doubtful));
  for (DaySpan const& s : sure) result.push_back({s.begin, s.end, nullptr});
  std::sort(result.begin(), result.end(),
            [](DoubtfulSpan const& a, DoubtfulSpan const& b) { return a.begin < b.begin; });
  return result;
}

History subtract(History const& a, History const& b) { return restricted(a, b, false); }
History intersect(History const& a, History const& b) { return restricted(a, b, true); }

}  // namespace convenio::model
