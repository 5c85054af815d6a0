// Which contenders share the current day, and which of them stand over which. Private to this room.
// Asks each pair once, when it begins to overlap, and forgets it when one of the two has ended.
// Knows no owner, no ledger, no doubt that results (see resolve.cpp).
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/model/history.hpp"

namespace convenio::model {

using Decide = std::function<Verdict(Period const&, Period const&)>;

// Periods that are equal in all but the id and fare alike, or one candidate of a doubt.
// A doubt without candidates is a contender without members: anyone may own its days.
struct Contender {
  Date begin, end;
  std::span<Period const* const> members;  // canonical order
  std::uint32_t doubt = none;   // the doubt whose candidate this is; none: a period that is surely there
  std::uint32_t group = none;   // periods equal in all but the id have one number
  bool tail = false;            // the rest of its group stands over these
  std::uint32_t clause = none;  // of a tail: the clause that decided within the group
  AbsencePtr unsettled;         // the verdict within the group is absent

  bool sure() const { return doubt == none; }
  Period const& first() const { return *members.front(); }
};

class Overlap {
 public:
  struct Over {  // stands over another one
    std::uint32_t contender;
    std::uint32_t clause;
  };
  struct Unsettled {
    std::uint32_t contender;
    AbsencePtr why;
  };

  // Asks at most `pair_limit` pairs; see exhausted().
  Overlap(History const& h, Decide const& decide, std::uint64_t pair_limit);

  std::vector<Contender> const& contenders() const { return contenders_; }
  // Numbers of the contenders that share the current day, in canonical order.
  std::vector<std::uint32_t> const& present() const { return present_; }
  std::uint64_t pairs_asked() const { return pairs_asked_; }
  // More pairs would have to be asked; what is known of the present ones is incomplete.
  bool exhausted() const { return pairs_asked_ > pair_limit_; }
  // The next day on which someone comes or goes; nullopt after the last.
  std::optional<Date> next_bound() const;

  // Those who end on or before `day` leave, those who begin on it come.
  void advance(Date day);

  // Those that stand over it, and those with an absent verdict, by number; some may have left, see here().
  std::vector<Over> const& over(std::uint32_t contender) const { return relations(contender).over.all; }
  std::vector<Unsettled> const& unsettled(std::uint32_t contender) const {
    return relations(contender).unsettled.all;
  }
  bool here(std::uint32_t contender) const { return contenders_[contender].end > today_; }
  bool surely_stood_over(std::uint32_t contender) const { return relations(contender).sure_over > 0; }

 private:
  template <class Relation>
  struct Remembered {  // forgets those that left when they are the greater part
    std::vector<Relation> all;
    std::size_t left = 0;
  };
  struct Relations {  // of a contender that is present
    Remembered<Over> over;
    std::vector<std::uint32_t> under;
    Remembered<Unsettled> unsettled;
    std::uint32_t sure_over = 0;
  };

  void add_periods(History const& h);
  void add_group(std::span<Period const* const> members);
  void add_candidates(History const& h);
  void enter(std::uint32_t contender);
  void leave(std::uint32_t contender);
  void relate(std::uint32_t first, std::uint32_t second);
  void stands_over(std::uint32_t upper, std::uint32_t lower, std::uint32_t clause);
  template <class Relation>
  void note_leaving(Remembered<Relation>& remembered);
  Verdict verdict(Contender const& first, Contender const& second);
  Relations& relations(std::uint32_t contender) { return relations_[place_[contender]]; }
  Relations const& relations(std::uint32_t contender) const { return relations_[place_[contender]]; }

  Decide const& decide_;
  std::uint64_t pair_limit_;
  std::vector<Period const*> members_;
  std::vector<Contender> contenders_;
  std::vector<std::uint32_t> place_;  // of those present: where their relations are
  std::vector<Relations> relations_;  // places are used again
  std::vector<std::uint32_t> free_places_;
  std::vector<std::uint32_t> present_;
  std::vector<Date> ends_;  // sorted
  std::size_t next_begin_ = 0;
  std::size_t next_end_ = 0;
  Date today_;
  std::uint64_t pairs_asked_ = 0;
};

}  // namespace convenio::model
