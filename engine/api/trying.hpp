// Trying what a case might be: other facts, and all that its open points can turn out to be. For the programs
// of this repository; it is not installed. Decides nothing itself: every case that is tried goes to the
// reference.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/api/convenio.hpp"

namespace convenio::cases {
struct Json;
}

namespace convenio::api {

Decision decide(Rules const& rules,
                cases::Json const& document);  // a case that was read, and perhaps changed

// The awards of a case and those of the case in which some facts are set, side by side, and what changed
// them: as text, or as JSON (convenio-what-if-1). A setting is written `fact=value`, `fact(argument)=value`
// or `history[id].to=value`. Not ok: the sentence begins with a code A0xx, or `made` lists the faults of the
// case; `set` then says whether the settings made them.
Outcome what_if(Rules const& rules, std::string_view case_json, std::vector<std::string> const& settings,
                Form form, std::string& made, bool& set);

// Of each award the lowest and the highest amount that the open points of the case leave possible, on which
// of them it hangs, and what could not be bounded, and why: as text, or as JSON (convenio-bounds-1). Not ok:
// `made` lists the faults of the case.
Outcome bounds(Rules const& rules, std::string_view case_json, Form form, std::string& made);

// What may change, to turn a refusal.
struct NearestOptions {
  std::vector<std::string> may;   // facts that the person could also choose otherwise, each as `fact=value`
  std::vector<std::string> only;  // of "time", "later", "choices"; all where it is empty
  std::vector<std::string>
      states;                // in which time may be added, by code; those of the career where it is empty
  std::string route;         // the right is to arise by this route; "": by any
  std::size_t months = 480;  // that are tried
};
// The smallest changes, over insurance, days and choices that are still the person's, by which there would be
// a right to an award that is refused: as text, or as JSON (convenio-nearest-1). An award to which there is a
// right already is said to be so. Not ok: the sentence begins with a code A0xx, or `made` lists the faults of
// the case; `set` then says whether an option made them.
Outcome nearest(Rules const& rules, std::string_view case_json, std::string_view award,
                NearestOptions const& options, Form form, std::string& made, bool& set);

// Of an award in steps over records of persons, places and days: the days of each life without a right beyond a floor.
struct GapsOptions {
  std::string award;   // by its name; "": the only one of the rules that it can be
  std::string beyond;  // the step that is the floor, with those after it; "": the last one
  std::string until;   // the particular that says when a right ends; "": `last_day`, where the award has it
  Language language = Language::english;  // of the text
};
// As text, or as JSON (convenio-gaps-1). Not ok: the sentence begins with a code A0xx, or `made` lists the faults of the
// case.
Outcome gaps(Rules const& rules, std::string_view case_json, GapsOptions const& options, Form form, std::string& made);

}  // namespace convenio::api
