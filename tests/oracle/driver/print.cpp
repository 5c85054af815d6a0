// The canonical text of a history and of everything that can be counted in it.
#include <fmt/format.h>

#include "tests/oracle/driver/scene.hpp"

namespace convenio::oracle {

using namespace model;

namespace {

std::string shown(Value const& value) {
  if (value.absent()) return "?";
  return value.as<Rational>().to_string();
}

std::string shown(Period const& p) {
  std::string certified = "-";
  if (p.certified)
    certified = p.certified->amount.to_string() + (p.certified->unit == Unit::days ? "d" : "m");
  auto const original = p.original_state == none ? p.state : p.original_state;
  return fmt::format("{},{},{},{},{},{},{},{},{}", p.id, p.begin.number(), p.end.number() - 1, p.state,
                     original, shown(p.attributes[0]), shown(p.attributes[1]), certified, p.whole ? 1 : 0);
}

std::string reasons(AbsencePtr const& why) {
  std::string text;
  for (Blocker const& b : why->blockers) {
    if (!text.empty()) text += '+';
    text +=
        fmt::format("{}:{}", static_cast<int>(b.kind), b.kind == Blocker::Kind::conflict ? "" : b.subject);
  }
  return text;
}

std::string shown(Doubt const& d) {
  std::string text = fmt::format("?{},{},{},{}", d.begin.number(), d.end.number() - 1,
                                 d.may_be_absent ? 1 : 0, reasons(d.why));
  for (Period const& p : d.candidates) text += '~' + shown(p);
  return text;
}

std::string counts(History const& h, Flaw flaw) {
  std::string text = "#";
  for (Value const& count :
       {count_days(h), count_touched_months(h), count_complete_months(h), count_touched_years(h),
        count_months_by_date(h, MissingDay::back, Rational(30)),
        count_months_by_date(h, MissingDay::forward, Rational(30)),
        count_months_by_date(h, MissingDay::refuse, Rational(30)), certified(h, Unit::months)}) {
    bool const guessed = flaw == Flaw::doubt_counts && count.absent();
    text += (text.size() > 1 ? "," : "") + (guessed ? "0" : shown(count));
  }
  return text;
}

}  // namespace

std::string print(History const& h, bool with_ledger, Flaw flaw) {
  std::string text;
  for (Period const& p : h.periods) text += shown(p) + ' ';
  for (Doubt const& d : h.doubts) text += shown(d) + ' ';
  if (with_ledger && h.resolution) {
    std::size_t rows = h.resolution->ledger.size();
    for (LedgerEntry const& row : h.resolution->ledger) {
      if (flaw == Flaw::lost_row && --rows == 0) break;
      auto const clause = row.clause + (flaw == Flaw::wrong_clause ? 1U : 0U);
      text += fmt::format("!{},{},{}~{}~{} ", row.begin.number(), row.end.number() - 1, clause,
                          shown(row.displaced), shown(row.displaced_by));
    }
  }
  return text + counts(h, flaw);
}

}  // namespace convenio::oracle
