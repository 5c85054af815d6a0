// Histories: sets of attributed periods, their algebra, and overlap resolution with a ledger.
// Ends are inclusive for people and half-open here. Knows no priority: a caller decides each pair.
// Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/value.hpp"
#include "grammar/terms/terms.hpp"

namespace convenio::model {

struct CertifiedQuantity {
  Rational amount;
  Unit unit{};
};

// dated: the days from begin to end are the period. undated: its days, as many as are certified, lie somewhere
// between them. apart: undated, and the law presumes that it shares its days with no other period.
enum class Dating : std::uint8_t { dated, undated, apart };

struct Period {
  Date begin;                        // first day
  Date end;                          // day after the last day; begin < end
  Dating dating = Dating::dated;
  StateId state = none;
  std::string id;                    // as the case names it, or its place in the case
  std::vector<Value> attributes;     // in the program's order of `period has`
  std::optional<CertifiedQuantity> certified;
  std::vector<CertifiedQuantity> besides;  // of the same certificate, in further units, each smaller than the one before
  std::uint32_t day_week = 0;        // so many days are a week of the certificate: 5, 6 or 7; 0 where it does not say
  bool whole = true;                 // no part has been cut off since it was certified
  StateId original_state = none;     // differs from `state` after `attributed`
};

// Days whose owner the law leaves open, or that hang on a missing fact.
struct Doubt {
  Date begin, end;
  std::vector<Period> candidates;    // each cut to [begin, end)
  bool may_be_absent = false;        // a filter kept only some of the candidates
  AbsencePtr why;
};

struct LedgerEntry {
  Date begin, end;
  Period displaced;                  // cut to [begin, end)
  Period displaced_by;
  std::uint32_t clause = none;       // index of the `stands` clause that decided
};

struct Resolution {                  // what one `resolve` did
  PrecedenceId precedence = none;
  std::vector<Value> arguments;
  std::vector<LedgerEntry> ledger;   // by begin, then state, then id; adjacent rows of one pair and clause are joined
};

struct History {
  std::vector<Period> periods;       // canonical order: begin, end, state, attributes, id
  std::vector<Doubt> doubts;         // by begin
  std::vector<Period> undated;       // in the order of `periods`
  std::shared_ptr<Resolution const> resolution;
};

bool equal(Period const& a, Period const& b);
std::strong_ordering compare(Period const& a, Period const& b);

// Puts periods in canonical order, dated and undated apart, and doubts in theirs.
History make_history(std::vector<Period> periods);
History make_history(std::vector<Period> periods, std::vector<Doubt> doubts);
bool same_certificate(Period const& a, Period const& b);

// An undated period that a cut may divide becomes a doubt, and so do days that an undated period of `b` may share.
History clip(History const& h, std::optional<Date> from, std::optional<Date> end);  // [from, end)
History unite(History const& a, History const& b);       // keeps every period of both
History subtract(History const& a, History const& b);    // a without the days of b
History intersect(History const& a, History const& b);   // a on the days of b
History split(History const& h, std::vector<Date> const& at);  // a period that contains `at` becomes two
// Joins touching or overlapping periods that differ only in dates and id. Those that would be joined if a missing
// attribute were known become doubts, whose days count.
History merge(History const& h);
History attributed(History const& h, StateId state);
// Keeps the periods for which `keep` is true; a doubt stays when all candidates do, is marked when some do.
// nullopt verdicts are not allowed: callers handle absence beforehand.
History filter(History const& h, std::function<bool(Period const&)> const& keep);

// Counting: each calendar day, month or year once. Absent when a doubt may or may not belong to the history.
// An undated period adds what is certified for it in the unit of the count; absent where nothing is, and where its days
// may be those of other periods (apart: they are not).
Value count_days(History const& h);
Value count_touched_months(History const& h);   // calendar months with at least one day
Value count_complete_months(History const& h);  // calendar months with every day
Value count_touched_years(History const& h);
// Every unbroken run of days from date to date: its completed months (a missing day is taken back) and its loose days,
// thirty of them a month. 1 January to 31 December is 12; 15 January to 14 March is 2.
// From date to date; of the days that are left `days_of_month` are a month. Absent where `mode` refuses a day.
Value count_months_by_date(History const& h, terms::MissingDay mode, Rational const& days_of_month);
// Sum of the quantities certified in `unit`, undated periods included; absent, naming the period, where one is missing or was cut.
Value certified(History const& h, Unit unit);
// The same of certificates in several units: their part in this one, 0 where they have none in it.
Value certified_part(History const& h, Unit unit);

// Is what was certified neither the complete nor the touched units of the days of the period, nor between them? Of a
// period without dates, is it anything but days? no where nothing is certified. Asked of the period as it was certified, before anything is cut off.
bool certified_otherwise(Period const& p);

struct Verdict {
  enum class Kind { first, second, open, absent };
  Kind kind{};
  std::uint32_t clause = none;
  AbsencePtr why;       // absent
  bool by_amount = false;  // open as long as an amount is not known: the higher one will stand
};
using terms::Otherwise;

// How many pairs one `resolve` asks plus rows it writes. Beyond it every day becomes a doubt with a `limit`
// blocker and without candidates: anyone may own it.
inline std::uint64_t resolve_work_limit(History const& h) { return 2'000'000 + 10 * std::uint64_t{h.periods.size()}; }

// One owner for each day. On every stretch where several periods share days, a period falls when another one stands
// over it. One survivor owns the stretch. Several survivors: `both` keeps them; otherwise the stretch becomes a doubt with
// `open_reason`. No survivor (the clauses run in a circle): a doubt with a conflict. Absent verdicts make a doubt too,
// unless the stretch is decided without them. n log n in the number of periods for bounded overlap depth; equal
// verdicts of one pair are asked once. Undated periods take no part: `undated_apart` presumes that they overlap nothing;
// without it, one that may share days with others becomes a doubt.
History resolve(History const& h, std::function<Verdict(Period const&, Period const&)> const& decide, Otherwise otherwise,
                AbsencePtr const& open_reason, PrecedenceId precedence, std::vector<Value> arguments,
                bool undated_apart = false);

}  // namespace convenio::model
