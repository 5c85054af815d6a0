// Of what is loaded, the part that concerns some States, branches, packages and a day; and what of a case
// that part reads. Follows the core from the awards on: which article it stands in says whether a rule
// concerns a State, and its patterns for which State and branch a part of an open rule answers. Evaluates
// nothing, so that it names what may be asked, never less than what is. Private to this room.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/api/convenio.hpp"
#include "engine/core/program.hpp"

namespace convenio::api {

struct Chosen {  // what is empty chooses everything
  std::vector<model::StateId> states;
  std::vector<model::Enumerated> branches;
  std::set<std::string> packages;
  std::optional<model::Date> on;
};

// Not ok: a name or a date means nothing here; the sentence has its code, and what there is.
Outcome choose(core::Program const& program, Selection const& selection, Chosen& chosen);

// The enumerations for whose words awards are claimed, and the facts that say for which.
std::set<std::uint32_t> claimed_enumerations(core::Program const& program);
std::set<std::uint32_t> claiming_facts(core::Program const& program);

// A scheme by its State; an instrument by its parties on that day: by two of several States, by one alone.
bool concerns(core::Program const& program, core::TextId text, Chosen const& chosen);
// What stands in a text by that text and the validity of the article, other things by their package.
bool concerns(core::Program const& program, core::CitationId citation, std::string const& package,
              Chosen const& chosen);
// The package itself is one of those chosen.
bool is_of(std::string const& package, Chosen const& chosen);
// Whether patterns leave room for a State and a branch that are chosen.
bool may_fit(core::Program const& program, std::vector<std::optional<model::Value>> const& patterns,
             Chosen const& chosen);

// Who reads what: packages by name.
using Askers = std::set<std::string>;
struct Asked {
  std::map<std::uint32_t, Askers> facts, attributes;  // by their places in the program
  std::map<model::Unit, Askers> certified;            // the units in which certificates are read
};
// `questions`: what questions ask as well, beside awards.
Asked asked_of_cases(core::Program const& program, Chosen const& chosen, bool questions);

// Does a package speak for a State: it has no scheme, or one of that State.
bool speaks_for(core::Program const& program, std::string const& package, model::StateId state);

}  // namespace convenio::api
