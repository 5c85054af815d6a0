// What a value rests on: the texts, readings and defaults that decided it. What was looked at and did not
// decide is dropped: the other parts of an `and` that is no; of a condition that did not hold and a route
// that does not apply all but the defaults, which stated otherwise might have decided. A log of one
// evaluation; what a call rests on is kept once, as an entry, however often its value is used. Knows ids
// only; knows no value and no rule.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "engine/core/program.hpp"

namespace convenio::run {

class Grounds {
 public:
  using Entry = model::Id<struct GroundsEntry>;
  using Mark = std::size_t;

  Mark mark() const { return log_.size(); }
  void cite(core::CitationId citation) { add({Kind::citation, citation}); }
  void text(core::TextId text) { add({Kind::text, text}); }
  void fallback(std::uint32_t number) {
    add({Kind::fallback, number});
  }  // of a default, as its user counts them
  void attribute(std::uint32_t number) { add({Kind::attribute, number}); }
  void rest_on(Entry entry) { add({Kind::entry, entry}); }

  void rest_on_assumed(Entry entry);  // on its defaults only

  void drop(Mark from) { log_.resize(from); }
  void keep_assumed(Mark from);  // of what came since the mark the defaults only
  // Keeps what came from `last` on, and drops what stands between it and `from`.
  void keep_only(Mark from, Mark last);
  // Everything since the mark as one entry, which takes its place; `take` leaves nothing in its place.
  Entry fold(Mark from);
  Entry take(Mark from);

  struct Found {
    std::set<core::TextId> texts;
    std::set<core::CitationId> citations;
    std::set<std::uint32_t> fallbacks, attributes;
  };
  Found all() const;

 private:
  enum class Kind : std::uint8_t { citation, text, fallback, attribute, entry };
  struct Item {
    Kind kind{};
    std::uint32_t id = model::none;
    friend auto operator<=>(Item const&, Item const&) = default;
  };
  void add(Item item);
  void collect(std::vector<Item> const& from, Found& found) const;

  std::vector<Item> log_;
  std::vector<std::vector<Item>> entries_;
};

}  // namespace convenio::run
