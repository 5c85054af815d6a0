// One owner for each day: what becomes of each contender on each stretch between two bounds, and the pieces,
// ledger rows and doubts that follow. Knows no priority and no clause; verdicts come from the caller through
// overlap.cpp.
//
// A contender falls where one that is surely there stands over it. Those left standing are certain or
// unclear: an absent verdict, or a doubt met on the way in, may yet make an unclear one fall. With nobody
// unclear the stretch is decided. Any other stretch is a doubt, because an absent verdict about one that
// stands always changes who is left.
#include <algorithm>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/days.hpp"
#include "engine/model/history.hpp"
#include "engine/model/history_order.hpp"
#include "engine/model/overlap.hpp"

namespace convenio::model {

namespace {

using Numbers = std::vector<std::uint32_t>;

class Resolver {
 public:
  Resolver(History const& h, Decide const& decide, Otherwise otherwise, AbsencePtr const& open_reason)
      : history_(h),
        otherwise_(otherwise),
        open_reason_(open_reason),
        work_limit_(resolve_work_limit(h)),
        overlap_(h, decide, work_limit_),
        courses_(overlap_.contenders().size()),
        standing_mark_(courses_.size()),
        certain_mark_(courses_.size()) {
    if (!open_reason_)
      open_reason_ = absence_of({Blocker::Kind::undefined_text, "nothing decides between these periods", ""});
  }

  bool run();  // false: the work limit was reached

  std::vector<Period> periods;
  std::vector<Doubt> doubts;
  std::vector<LedgerEntry> ledger;

 private:
  enum class Fate : std::uint8_t { absent, owner, displaced, doubtful };
  struct Standing {
    Fate fate = Fate::absent;
    std::uint32_t by = none;
    std::uint32_t clause = none;
    friend bool operator==(Standing const&, Standing const&) = default;
  };
  struct Course {  // how a contender has stood since when
    Standing standing;
    Date since;
  };
  struct OpenDoubt {
    Numbers candidates;
    bool may_be_absent = false;
    AbsencePtr why;
    Date since;
  };
  struct Stretch {
    Numbers standing, certain, unclear;
    std::vector<AbsencePtr> reasons;
    std::size_t open_pairs = 0;  // with an unclear one that the other may yet stand over
    bool any_sure = false, any_doubt = false, any_sure_doubt = false, anyone = false;
  };

  Contender const& contender(std::uint32_t c) const { return overlap_.contenders()[c]; }
  Doubt const& doubt_of(std::uint32_t c) const { return history_.doubts[contender(c).doubt]; }

  bool plainly_owned() const;
  void assess(Date day);
  Stretch survey();
  void collect_doubts(std::uint32_t c, Stretch& s);
  void settle(Stretch& s, Date day);
  void settle_unclear(Stretch& s, Date day);
  bool may_run_in_a_circle(Stretch const& s) const;
  std::size_t members(Numbers const& contenders) const;
  Overlap::Over const* fallen_to_doubt(std::uint32_t c);
  Standing displaced(std::uint32_t c);
  AbsencePtr circle() const;

  void displace_fallen(Date day);
  void set(std::uint32_t c, Standing standing, Date day);
  void set_all(Numbers const& contenders, Fate fate, Date day);
  void close(std::uint32_t c, Date day);
  void set_doubt(std::optional<OpenDoubt> next, Date day);

  History const& history_;
  Otherwise otherwise_;
  AbsencePtr open_reason_;
  std::uint64_t work_limit_;
  Overlap overlap_;
  std::vector<Course> courses_;
  std::vector<bool> standing_mark_, certain_mark_;
  std::optional<OpenDoubt> doubt_;
  std::uint64_t written_ = 0;
  std::uint64_t looked_at_ = 0;
};

// Looking at a relation is so much cheaper than asking for a verdict.
constexpr std::uint64_t looks_per_verdict = 64;

bool Resolver::run() {
  while (auto const day = overlap_.next_bound()) {
    Numbers const before = overlap_.present();
    overlap_.advance(*day);
    if (overlap_.pairs_asked() + written_ + looked_at_ / looks_per_verdict > work_limit_) return false;
    for (std::uint32_t const c : before)
      if (contender(c).end <= *day) close(c, *day);
    assess(*day);
  }
  return true;
}

bool Resolver::plainly_owned() const {
  if (overlap_.present().size() != 1) return false;
  Contender const& only = contender(overlap_.present().front());
  return only.sure() && !only.unsettled && (only.members.size() == 1 || otherwise_ == Otherwise::both);
}

void Resolver::assess(Date day) {
  if (overlap_.present().empty()) return set_doubt(std::nullopt, day);
  if (plainly_owned()) {
    set(overlap_.present().front(), {Fate::owner}, day);
    return set_doubt(std::nullopt, day);
  }
  Stretch stretch = survey();
  settle(stretch, day);
}

Resolver::Stretch Resolver::survey() {
  Stretch s;
  looked_at_ += overlap_.present().size();
  for (std::uint32_t const c : overlap_.present()) {
    bool const sure = contender(c).sure();
    s.any_sure |= sure;
    s.any_doubt |= !sure;
    s.any_sure_doubt |= !sure && !doubt_of(c).may_be_absent;
    s.anyone |= contender(c).members.empty();
  }
  for (std::uint32_t const c : overlap_.present()) {
    bool const falls = overlap_.surely_stood_over(c) || (s.any_sure_doubt && fallen_to_doubt(c));
    standing_mark_[c] = !falls;
    certain_mark_[c] = false;
    if (!falls) s.standing.push_back(c);
  }
  for (std::uint32_t const c : s.standing) {
    std::size_t const known = s.reasons.size();
    collect_doubts(c, s);
    certain_mark_[c] = s.reasons.size() == known;
    (certain_mark_[c] ? s.certain : s.unclear).push_back(c);
  }
  written_ += s.reasons.size();
  return s;
}

// Why a contender that stands may yet fall, or may not be there.
void Resolver::collect_doubts(std::uint32_t c, Stretch& s) {
  if (contender(c).unsettled) s.reasons.push_back(contender(c).unsettled);
  if (!contender(c).sure()) s.reasons.push_back(doubt_of(c).why);
  for (auto const& [other, why] : overlap_.unsettled(c)) {
    ++looked_at_;
    if (!overlap_.here(other)) continue;
    s.reasons.push_back(why);
    if (!contender(other).sure()) s.reasons.push_back(doubt_of(other).why);
    if (!standing_mark_[other] || other > c) ++s.open_pairs;  // a pair of two that stand is met twice
  }
  if (!s.any_doubt) return;
  for (auto const& [other, clause] : overlap_.over(c)) {
    ++looked_at_;
    if (!overlap_.here(other) || contender(other).sure()) continue;
    s.reasons.push_back(doubt_of(other).why);
    ++s.open_pairs;
  }
}

// Whichever candidate of the doubt is there, it stands over `c`: the first of them, with its clause.
Overlap::Over const* Resolver::fallen_to_doubt(std::uint32_t c) {
  auto const& over = overlap_.over(c);
  for (auto const& first : over) {
    if (!overlap_.here(first.contender) || contender(first.contender).sure() ||
        doubt_of(first.contender).may_be_absent)
      continue;
    looked_at_ += over.size();
    auto const of_doubt = [&](Overlap::Over const& o) {
      return contender(o.contender).doubt == contender(first.contender).doubt;
    };
    auto const agreeing = static_cast<std::size_t>(std::count_if(over.begin(), over.end(), of_doubt));
    if (agreeing == doubt_of(first.contender).candidates.size()) return &first;
  }
  return nullptr;
}

void Resolver::settle(Stretch& s, Date day) {
  if (s.anyone) {
    for (std::uint32_t const c : overlap_.present())
      if (!contender(c).sure()) s.reasons.push_back(doubt_of(c).why);
    set_all(overlap_.present(), Fate::doubtful, day);
    return set_doubt(OpenDoubt{{}, !s.any_sure && !s.any_sure_doubt, joined(s.reasons), day}, day);
  }
  if (s.standing.empty()) {
    set_all(overlap_.present(), Fate::doubtful, day);
    return set_doubt(OpenDoubt{overlap_.present(), false, circle(), day}, day);
  }
  if (!s.unclear.empty()) return settle_unclear(s, day);
  displace_fallen(day);
  bool const decided = otherwise_ == Otherwise::both || members(s.standing) == 1;
  set_all(s.standing, decided ? Fate::owner : Fate::doubtful, day);
  if (decided) return set_doubt(std::nullopt, day);
  set_doubt(OpenDoubt{s.standing, false, open_reason_, day}, day);
}

void Resolver::settle_unclear(Stretch& s, Date day) {
  bool const nobody_may_be_there = !s.any_sure && !s.any_sure_doubt;
  if (may_run_in_a_circle(s)) {
    set_all(overlap_.present(), Fate::doubtful, day);
    return set_doubt(OpenDoubt{overlap_.present(), nobody_may_be_there, joined(s.reasons), day}, day);
  }
  displace_fallen(day);
  if (otherwise_ == Otherwise::both && !s.certain.empty()) {
    // The certain ones keep the stretch; the others may all fall only if there is an open pair for each.
    bool const all_may_fall = s.any_doubt || s.open_pairs >= s.unclear.size();
    set_all(s.certain, Fate::owner, day);
    set_all(s.unclear, Fate::doubtful, day);
    return set_doubt(OpenDoubt{s.unclear, all_may_fall, joined(s.reasons), day}, day);
  }
  if (otherwise_ != Otherwise::both && members(s.certain) > 1) s.reasons.push_back(open_reason_);
  set_all(s.standing, Fate::doubtful, day);
  set_doubt(OpenDoubt{s.standing, nobody_may_be_there, joined(s.reasons), day}, day);
}

// Whether some way of completing the verdicts leaves nobody standing; then even those that fell are
// candidates. A circle takes three, and each pair lets at most one fall.
bool Resolver::may_run_in_a_circle(Stretch const& s) const {
  if (!s.certain.empty() || overlap_.present().size() < 3) return false;
  return s.any_doubt ? s.open_pairs > 0 : s.open_pairs >= s.unclear.size();
}

std::size_t Resolver::members(Numbers const& contenders) const {
  std::size_t count = 0;
  for (std::uint32_t const c : contenders) count += contender(c).members.size();
  return count;
}

AbsencePtr Resolver::circle() const {
  constexpr std::size_t named = 5;
  std::string subject = "the clauses stand over each other in a circle: periods ";
  std::size_t count = 0;
  for (std::uint32_t const c : overlap_.present()) {
    if (count == named) {
      subject += ", ...";
      break;
    }
    if (count++ > 0) subject += ", ";
    subject += contender(c).first().id;
  }
  return absence_of({Blocker::Kind::conflict, subject, open_reason_->blockers.front().asked_by});
}

Resolver::Standing Resolver::displaced(std::uint32_t c) {
  Overlap::Over const* chosen = nullptr;
  for (auto const& over : overlap_.over(c)) {
    ++looked_at_;
    if (!overlap_.here(over.contender)) continue;
    if (certain_mark_[over.contender]) return {Fate::displaced, over.contender, over.clause};
    if (!chosen && contender(over.contender).sure()) chosen = &over;
  }
  if (!chosen) chosen = fallen_to_doubt(c);
  return {Fate::displaced, chosen->contender, chosen->clause};
}

// A candidate of a doubt that falls leaves no trace: nobody knows whether it was there.
void Resolver::displace_fallen(Date day) {
  for (std::uint32_t const c : overlap_.present()) {
    if (standing_mark_[c]) continue;
    set(c, contender(c).sure() ? displaced(c) : Standing{}, day);
  }
}

void Resolver::set(std::uint32_t c, Standing standing, Date day) {
  if (courses_[c].standing == standing) return;
  close(c, day);
  courses_[c] = {standing, day};
}

void Resolver::set_all(Numbers const& contenders, Fate fate, Date day) {
  for (std::uint32_t const c : contenders) set(c, {fate}, day);
}

void Resolver::close(std::uint32_t c, Date day) {
  Course const course = std::exchange(courses_[c], Course{});
  Contender const& who = contender(c);
  if (course.standing.fate == Fate::owner) {
    for (Period const* p : who.members) periods.push_back(cut(*p, course.since, day));
    written_ += who.members.size();
  }
  if (course.standing.fate == Fate::displaced) {
    Period const& by = contender(course.standing.by).first();
    for (Period const* p : who.members)
      ledger.push_back({course.since, day, cut(*p, course.since, day), by, course.standing.clause});
    written_ += who.members.size();
  }
}

void Resolver::set_doubt(std::optional<OpenDoubt> next, Date day) {
  if (doubt_ && next && doubt_->candidates == next->candidates &&
      doubt_->may_be_absent == next->may_be_absent && compare(doubt_->why, next->why) == 0)
    return;
  if (doubt_) {
    Doubt doubt{doubt_->since, day, {}, doubt_->may_be_absent, doubt_->why};
    for (std::uint32_t const c : doubt_->candidates)
      for (Period const* p : contender(c).members) doubt.candidates.push_back(cut(*p, doubt_->since, day));
    written_ += doubt.candidates.size();
    doubts.push_back(std::move(doubt));
  }
  doubt_ = std::move(next);
}

void sort_ledger(std::vector<LedgerEntry>& ledger) {
  std::sort(ledger.begin(), ledger.end(), [](LedgerEntry const& a, LedgerEntry const& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.displaced.state != b.displaced.state) return a.displaced.state < b.displaced.state;
    if (a.displaced.id != b.displaced.id) return a.displaced.id < b.displaced.id;
    if (auto const order = compare(a.displaced, b.displaced); order != 0) return order < 0;
    if (auto const order = compare(a.displaced_by, b.displaced_by); order != 0) return order < 0;
    return a.clause < b.clause;
  });
}

std::vector<Doubt> beyond_limit(History const& h) {
  AbsencePtr const limit =
      absence_of({Blocker::Kind::limit,
                  "too many periods overlap for one precedence to decide between all of them", ""});
  std::vector<Doubt> doubts;
  for (DoubtfulSpan const& s : coverage(h))
    doubts.push_back({s.begin, s.end, {}, s.why != nullptr, s.why ? joined({s.why, limit}) : limit});
  return doubts;
}

}  // namespace

History resolve(History const& h, std::function<Verdict(Period const&, Period const&)> const& decide,
                Otherwise otherwise, AbsencePtr const& open_reason, PrecedenceId precedence,
                std::vector<Value> arguments, bool undated_apart) {
  std::vector<Period> undated = h.undated;
  History dated{h.periods, h.doubts, {}, nullptr};
  std::vector<Doubt>
      aside;  // of periods without dates that a cut may divide: they share no day with others either
  if (undated_apart) {
    for (Period& p : undated) p.dating = Dating::apart;
    auto const without_dates = [](Doubt const& doubt) {
      return !doubt.candidates.empty() &&
             std::all_of(doubt.candidates.begin(), doubt.candidates.end(),
                         [](Period const& p) { return p.dating != Dating::dated; });
    };
    auto const first = std::stable_partition(dated.doubts.begin(), dated.doubts.end(),
                                             [&](Doubt const& doubt) { return !without_dates(doubt); });
    aside.assign(first, dated.doubts.end());
    dated.doubts.erase(first, dated.doubts.end());
    for (Doubt& doubt : aside)
      for (Period& p : doubt.candidates) p.dating = Dating::apart;
  } else {
    for (std::size_t i = 0; i < undated.size(); ++i)
      if (may_share_days(h, i)) dated.doubts.push_back(doubtful(undated[i]));
    std::erase_if(undated, [&](Period const& p) {
      return std::any_of(dated.doubts.begin(), dated.doubts.end(), [&](Doubt const& d) {
        return !d.candidates.empty() && equal(d.candidates.front(), p);
      });
    });
  }
  Resolver resolver(dated, decide, otherwise, open_reason);
  auto resolution = std::make_shared<Resolution>();
  resolution->precedence = precedence;
  resolution->arguments = std::move(arguments);
  if (!resolver.run()) {
    auto doubts = beyond_limit(dated);
    doubts.insert(doubts.end(), aside.begin(), aside.end());
    return make_history(std::move(undated), std::move(doubts), std::move(resolution));
  }
  resolver.doubts.insert(resolver.doubts.end(), aside.begin(), aside.end());
  sort_ledger(resolver.ledger);
  resolution->ledger = std::move(resolver.ledger);
  resolver.periods.insert(resolver.periods.end(), undated.begin(), undated.end());
  return make_history(std::move(resolver.periods), std::move(resolver.doubts), std::move(resolution));
}

}  // namespace convenio::model
