// Days of a life on which an award in steps, over a list of records, gives nothing beyond a floor; and what would close them.
// Knows types and decisions; knows no award by its name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/render/text.hpp"

namespace convenio::render {

// The particular that says until when a granted record holds, where it has this name.
inline constexpr std::string_view last_day_particular = "last_day";

// Where the award runs over a list of records that have a text, a State and two days: these fields, by their places.
struct LifeFields {
  model::RecordId record = model::none;
  std::size_t who = 0, place = 0, first = 0, last = 0;
};
std::optional<LifeFields> life_fields(core::Program const& program, core::Award const& award);

struct GapsAsked {
  model::AwardId award = model::none;
  std::uint32_t floor = 0;                    // a step of the award: what it and later ones grant is the floor
  std::uint32_t ends_by = model::none;        // the particular that says when a right ends; none: the record alone says so
};

// Sorted from what is nearest to a right.
enum class Lack : std::uint8_t { floor_only, open, not_encoded, silent, ended, refused, no_record };
char const* name(Lack lack);

struct Hole {
  model::Date first, last;  // both included
  Lack lack{};
  std::vector<std::size_t> awards;  // of the decision, that cover these days
  std::int64_t days() const { return last.number() - first.number() + 1; }
};
struct Life {
  std::string who;
  model::Date first, last;
  std::int64_t covered = 0;  // days with a right beyond the floor
  std::vector<Hole> gaps;
  std::int64_t days() const { return last.number() - first.number() + 1; }
};
// By person, in the order of the list.
std::vector<Life> gaps_of_lives(core::Program const& program, run::Decision const& decision, GapsAsked const& asked);

// The decision must have been made with its sentences.
std::string gaps_as_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                         GapsAsked const& asked, TextOptions const& options);
std::string gaps_as_json(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                         GapsAsked const& asked);

}  // namespace convenio::render
