// The sweep over beginnings and ends, with the verdicts between those who meet.
#include "engine/model/overlap.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/model/absence.hpp"
#include "engine/model/history_order.hpp"

namespace convenio::model {

Overlap::Overlap(History const& h, Decide const& decide, std::uint64_t pair_limit)
    : decide_(decide), pair_limit_(pair_limit) {
  std::size_t count = h.periods.size();
  for (Doubt const& d : h.doubts) count += d.candidates.size();
  members_.reserve(count);  // contenders hold spans of it
  add_periods(h);
  add_candidates(h);
  place_.assign(contenders_.size(), none);
  ends_.reserve(contenders_.size());
  for (Contender const& c : contenders_) ends_.push_back(c.end);
  std::sort(ends_.begin(), ends_.end());
}

void Overlap::add_periods(History const& h) {
  for (Period const& p : h.periods)
    if (p.begin < p.end) members_.push_back(&p);
  std::sort(members_.begin(), members_.end(), [](Period const* a, Period const* b) {
    if (auto const order = compare_content(*a, *b); order != 0) return order < 0;
    return a->id < b->id;
  });
  std::size_t const count = members_.size();
  for (std::size_t begin = 0, end = 0; begin < count; begin = end) {
    while (end < count && compare_content(*members_[begin], *members_[end]) == 0) ++end;
    add_group(std::span<Period const* const>(members_).subspan(begin, end - begin));
  }
}

// The verdict between two members speaks for every two: they differ in nothing that a text of law looks at.
void Overlap::add_group(std::span<Period const* const> members) {
  Contender all;
  all.begin = members.front()->begin;
  all.end = members.front()->end;
  all.members = members;
  all.group = static_cast<std::uint32_t>(contenders_.size());
  if (members.size() == 1) {
    contenders_.push_back(std::move(all));
    return;
  }
  ++pairs_asked_;
  Verdict const verdict = decide_(*members[0], *members[1]);
  if (verdict.kind == Verdict::Kind::open || verdict.kind == Verdict::Kind::absent) {
    if (verdict.kind == Verdict::Kind::absent) all.unsettled = joined({verdict.why});
    contenders_.push_back(std::move(all));
    return;
  }
  bool const first_stands = verdict.kind == Verdict::Kind::first;
  Contender head = all;
  Contender tail = std::move(all);
  head.members = first_stands ? members.first(1) : members.last(1);
  tail.members = first_stands ? members.subspan(1) : members.first(members.size() - 1);
  tail.tail = true;
  tail.clause = verdict.clause;
  contenders_.push_back(std::move(head));
  contenders_.push_back(std::move(tail));
}

void Overlap::add_candidates(History const& h) {
  if (h.doubts.empty()) return;
  for (std::uint32_t i = 0; i < h.doubts.size(); ++i) {
    Doubt const& d = h.doubts[i];
    if (d.begin >= d.end) continue;
    Contender contender;
    contender.begin = d.begin;
    contender.end = d.end;
    contender.doubt = i;
    if (d.candidates.empty()) contenders_.push_back(contender);
    for (Period const& candidate : d.candidates) {
      members_.push_back(&candidate);
      contender.members = std::span<Period const* const>(members_).last(1);
      contenders_.push_back(contender);
    }
  }
  std::stable_sort(contenders_.begin(), contenders_.end(), [](Contender const& a, Contender const& b) {
    auto const key = [](Contender const& c) { return std::tuple(c.begin, c.end, c.members.empty()); };
    if (key(a) != key(b)) return key(a) < key(b);
    if (a.members.empty()) return false;
    return compare_content(a.first(), b.first()) < 0;
  });
}

std::optional<Date> Overlap::next_bound() const {
  if (next_end_ == ends_.size()) return std::nullopt;
  Date const end = ends_[next_end_];
  if (next_begin_ == contenders_.size()) return end;
  return std::min(end, contenders_[next_begin_].begin);
}

void Overlap::advance(Date day) {
  today_ = day;
  if (next_end_ < ends_.size() && ends_[next_end_] <= day) {
    while (next_end_ < ends_.size() && ends_[next_end_] <= day) ++next_end_;
    for (std::uint32_t const c : present_)
      if (contenders_[c].end <= day) leave(c);
    std::erase_if(present_, [&](std::uint32_t c) { return contenders_[c].end <= day; });
  }
  for (; next_begin_ < contenders_.size() && contenders_[next_begin_].begin == day && !exhausted();
       ++next_begin_)
    enter(static_cast<std::uint32_t>(next_begin_));
}

void Overlap::enter(std::uint32_t contender) {
  if (free_places_.empty()) {
    free_places_.push_back(static_cast<std::uint32_t>(relations_.size()));
    relations_.emplace_back();
  }
  place_[contender] = free_places_.back();
  free_places_.pop_back();
  for (std::uint32_t const other : present_) relate(other, contender);
  present_.push_back(contender);
}

void Overlap::leave(std::uint32_t contender) {
  Relations& mine = relations(contender);
  bool const sure = contenders_[contender].sure();
  for (std::uint32_t const lower : mine.under) {
    if (!here(lower)) continue;
    Relations& theirs = relations(lower);
    if (sure) --theirs.sure_over;
    note_leaving(theirs.over);
  }
  for (Unsettled const& u : mine.unsettled.all)
    if (here(u.contender)) note_leaving(relations(u.contender).unsettled);
  mine = Relations{};
  free_places_.push_back(place_[contender]);
}

template <class Relation>
void Overlap::note_leaving(Remembered<Relation>& remembered) {
  if (++remembered.left * 2 < remembered.all.size()) return;
  std::erase_if(remembered.all, [&](Relation const& r) { return !here(r.contender); });
  remembered.left = 0;
}

void Overlap::relate(std::uint32_t first, std::uint32_t second) {
  Contender const& a = contenders_[first];
  Contender const& b = contenders_[second];
  if (a.members.empty() || b.members.empty()) return;
  if (!a.sure() && a.doubt == b.doubt) return;  // alternatives to each other, never there together
  Verdict const decided = verdict(a, b);
  switch (decided.kind) {
    case Verdict::Kind::first:
      stands_over(first, second, decided.clause);
      break;
    case Verdict::Kind::second:
      stands_over(second, first, decided.clause);
      break;
    case Verdict::Kind::open:
      break;
    case Verdict::Kind::absent:
      relations(first).unsettled.all.push_back({second, decided.why});
      relations(second).unsettled.all.push_back({first, decided.why});
      break;
  }
}

Verdict Overlap::verdict(Contender const& first, Contender const& second) {
  if (first.sure() && second.sure() && first.group == second.group)
    return {second.tail ? Verdict::Kind::first : Verdict::Kind::second,
            second.tail ? second.clause : first.clause, nullptr};
  ++pairs_asked_;
  return decide_(first.first(), second.first());
}

void Overlap::stands_over(std::uint32_t upper, std::uint32_t lower, std::uint32_t clause) {
  relations(lower).over.all.push_back({upper, clause});
  relations(upper).under.push_back(lower);
  if (contenders_[upper].sure()) ++relations(lower).sure_over;
}

}  // namespace convenio::model
