// Counting: each calendar day, month and year once, and the sum of what was certified.
// A count is known only when the days that may not belong cannot change it.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/days.hpp"
#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"

namespace convenio::model {

namespace {

using Spans = std::vector<DaySpan>;

std::int64_t month_index(Date date) { return std::int64_t{date.year()} * 12 + date.month() - 1; }
Date last_day(DaySpan const& span) { return Date::from_number(span.end.number() - 1); }

std::int64_t days_in(Spans const& spans) {
  std::int64_t days = 0;
  for (DaySpan const& s : spans) days += std::int64_t{s.end.number()} - s.begin.number();
  return days;
}

template <class Index>
std::int64_t touched_in(Spans const& spans, Index const& index) {
  std::int64_t count = 0;
  std::int64_t counted_to = -1;
  for (DaySpan const& s : spans) {
    std::int64_t const first = std::max(index(s.begin), counted_to + 1);
    std::int64_t const last = index(last_day(s));
    if (last < first) continue;
    count += last - first + 1;
    counted_to = last;
  }
  return count;
}

std::int64_t touched_months_in(Spans const& spans) { return touched_in(spans, month_index); }

std::int64_t touched_years_in(Spans const& spans) {
  return touched_in(spans, [](Date date) { return std::int64_t{date.year()}; });
}

std::int64_t complete_months_in(Spans const& spans) {  // no month is spread over two disjoint spans
  std::int64_t count = 0;
  for (DaySpan const& s : spans) {
    std::int64_t const first = month_index(s.begin) + (s.begin.day() == 1 ? 0 : 1);
    std::int64_t const below = month_index(s.end);
    if (below > first) count += below - first;
  }
  return count;
}

// Touching spans are one run. A run of which the last month ends on a day that is missing has no answer in
// `refuse`.
Value months_by_date(Spans const& spans, MissingDay mode, Rational const& days_of_month) {
  std::int64_t months = 0, loose = 0;
  for (DaySpan const& run : disjoint(spans)) {
    std::int64_t const completed = completed_months(run.begin, run.end, mode);
    auto const reached = run.begin.plus_months(completed, mode);
    if (!reached) {
      return absent(
          {Blocker::Kind::impossible,
           "there is no day " + std::to_string(completed) + " calendar months from " + run.begin.to_string(),
           ""});
    }
    months += completed;
    loose += std::int64_t{run.end.number()} - reached->number();
  }
  return Value{Rational(months) + Rational(loose) / days_of_month};
}

// For counts that no further day can lower: known when the least and the most agree.
Value counted(History const& h, std::int64_t (*count)(Spans const&)) {
  Spans sure;
  Spans possible;
  std::vector<AbsencePtr> reasons;
  for (DoubtfulSpan const& s : coverage(h)) {
    possible.push_back({s.begin, s.end});
    if (s.why)
      reasons.push_back(s.why);
    else
      sure.push_back({s.begin, s.end});
  }
  std::int64_t const least = count(sure);
  if (!reasons.empty() && count(disjoint(std::move(possible))) != least) return Value{joined(reasons)};
  return Value{Rational(least)};
}

// A day that joins two runs may lower the count from date to date (29 + 30 thirtieths become 57), so that the
// least and the most prove nothing: any doubtful day leaves it open.
Value counted_by_date(History const& h, MissingDay mode, Rational const& days_of_month) {
  Spans sure;
  std::vector<AbsencePtr> reasons;
  for (DoubtfulSpan const& s : coverage(h)) {
    if (s.why)
      reasons.push_back(s.why);
    else
      sure.push_back({s.begin, s.end});
  }
  if (!reasons.empty()) return Value{joined(reasons)};
  return months_by_date(sure, mode, days_of_month);
}

// So many of one are in one of the other, whatever law counts them: a year is twelve months and four
// quarters. Days and weeks are no part of this; how many of them are a month is law.
std::optional<Rational> always(Unit from, Unit to) {
  auto const months = [](Unit unit) -> std::int64_t {
    return unit == Unit::months ? 1 : unit == Unit::quarters ? 3 : unit == Unit::years ? 12 : 0;
  };
  if (from == to) return Rational(1);
  if (months(to) == 0 || months(from) <= months(to)) return std::nullopt;
  return Rational(months(from) / months(to));
}

// What the whole certificate says in this unit; nothing where a part of it cannot be told in it.
std::optional<Rational> certified_whole(Period const& p, Unit unit) {
  if (!p.certified || !p.whole) return std::nullopt;
  Rational sum;
  auto const add = [&](CertifiedQuantity const& part) {
    auto const factor = always(part.unit, unit);
    if (factor) sum = sum + part.amount * *factor;
    return factor || part.amount.is_zero();
  };
  bool fine = add(*p.certified);
  for (auto const& part : p.besides) fine = add(part) && fine;
  return fine ? std::optional{sum} : std::nullopt;
}

std::string quantity(CertifiedQuantity const& one) { return one.amount.to_string() + " " + name(one.unit); }

AbsencePtr not_certified(Period const& p, std::string const& asked, bool cut) {
  std::string subject = "period " + p.id + ": ";
  if (!p.certified && p.whole) {
    subject += "nothing is certified, and " + asked + " are asked for";
  } else if (!p.certified) {
    subject += "nothing is certified for the days that count, and " + asked + " are asked for";
  } else if (cut) {
    subject +=
        "the " + std::string(name(p.certified->unit)) + " were certified for days that do not all count";
  } else {
    subject += "certified are " + quantity(*p.certified);
    for (auto const& part : p.besides) subject += ", " + quantity(part);
    subject += ", and " + asked + " are asked for";
  }
  return absence_of({Blocker::Kind::missing_fact, subject, ""});
}

AbsencePtr not_certified(Period const& p, Unit unit) {
  Period uncut = p;
  uncut.whole = true;
  bool const cut = !p.whole && certified_whole(uncut, unit);
  return not_certified(p, name(unit), cut);
}

bool is_apart(Period const& p) { return p.dating == Dating::apart; }

// What undated periods add to a count: what is certified for them in its unit.
Value with_undated(Value dated, History const& h, Unit unit) {
  std::vector<AbsencePtr> reasons;
  for (Doubt const& d : h.doubts) {
    // Days that are presumed to be no other's are missing from the count, whatever days surround them.
    if (std::any_of(d.candidates.begin(), d.candidates.end(), is_apart)) reasons.push_back(d.why);
  }
  if (h.undated.empty() && reasons.empty()) return dated;
  Rational sum;
  if (dated.absent())
    reasons.push_back(std::get<AbsencePtr>(dated.content));
  else
    sum = dated.as<Rational>();
  for (std::size_t i = 0; i < h.undated.size(); ++i) {
    Period const& p = h.undated[i];
    if (i > 0 && equal(h.undated[i - 1], p)) continue;
    if (may_share_days(h, i))
      reasons.push_back(without_dates(p));
    else if (auto const amount = certified_whole(p, unit))
      sum = sum + *amount;
    else
      reasons.push_back(not_certified(p, unit));
  }
  return reasons.empty() ? Value{sum} : Value{joined(reasons)};
}

}  // namespace

Value count_days(History const& h) { return with_undated(counted(h, days_in), h, Unit::days); }
Value count_touched_months(History const& h) {
  return with_undated(counted(h, touched_months_in), h, Unit::months);
}
Value count_complete_months(History const& h) {
  return with_undated(counted(h, complete_months_in), h, Unit::months);
}
Value count_touched_years(History const& h) {
  return with_undated(counted(h, touched_years_in), h, Unit::years);
}

Value count_months_by_date(History const& h, MissingDay mode, Rational const& days_of_month) {
  return with_undated(counted_by_date(h, mode, days_of_month), h, Unit::months);
}

namespace {

// The sum over all periods, each record once, of what `part` finds in it; nothing where it has to be named.
template <class Part, class Named>
Value sum_of_certificates(History const& h, Part const& part, Named const& named) {
  Rational sum;
  std::vector<AbsencePtr> reasons;
  for (Doubt const& d : h.doubts) reasons.push_back(d.why);
  std::vector<Period> periods = make_history(h.periods).periods;
  periods.insert(periods.end(), h.undated.begin(), h.undated.end());
  for (std::size_t i = 0; i < periods.size(); ++i) {
    Period const& p = periods[i];
    if (i > 0 && equal(periods[i - 1], p)) continue;  // one record met twice
    if (auto const found = part(p))
      sum = sum + *found;
    else
      reasons.push_back(named(p));
  }
  if (!reasons.empty()) return Value{joined(reasons)};
  return Value{sum};
}

}  // namespace

Value certified(History const& h, Unit unit) {
  return sum_of_certificates(
      h, [&](Period const& p) { return certified_whole(p, unit); },
      [&](Period const& p) { return not_certified(p, unit); });
}

Value certified_part(History const& h, Unit unit) {
  auto const part = [&](Period const& p) -> std::optional<Rational> {
    if (!p.certified || !p.whole) return std::nullopt;
    Rational sum;
    if (p.certified->unit == unit) sum = p.certified->amount;
    for (auto const& beside : p.besides) {
      if (beside.unit == unit) sum = beside.amount;
    }
    return sum;
  };
  return sum_of_certificates(
      h, part, [&](Period const& p) { return not_certified(p, name(unit), p.certified.has_value()); });
}

}  // namespace convenio::model
