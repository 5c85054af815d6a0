// The questions that the checker asks, one function each, in the order in which check() asks them.
// Knows no detail of any; a question reports what it finds and leaves the workspace usable.
#pragma once

#include <vector>

#include "engine/check/packages.hpp"
#include "engine/check/workspace.hpp"

namespace convenio::check {

// Packages, their files and imports.
void collect_packages(Workspace& ws, std::vector<PackageFile> const& files);
// Every declaration gets a name, a place in the program and a citation.
void collect_declarations(Workspace& ws, std::vector<PackageFile> const& files);
// Names that look like others that are visible beside them.
void check_confusables(Workspace& ws);
// Names that hide those of an imported package.
void check_hidden_names(Workspace& ws);
// Currencies, states, enumerations, records, conversions: what types are made of.
void check_vocabulary(Workspace& ws);
// Parameters, results, variables; exceptions, parts, clauses and routes go to their owners.
void check_signatures(Workspace& ws);
// Parties, pairs, and what the texts replace; `declarations` are those of all files.
void check_instruments(Workspace& ws, std::vector<PackageFile> const& files);

void lower_facts(Workspace& ws);
void lower_rules(Workspace& ws);
void lower_tables(Workspace& ws);
void lower_precedences(Workspace& ws);
void lower_awards(Workspace& ws);
void lower_questions(Workspace& ws);
void lower_tests(Workspace& ws);
void lower_records(Workspace& ws);  // how they are told
void lower_translations(Workspace& ws);  // last: of what all of them say

void check_governing_dates(Workspace& ws);
void check_conflicts(Workspace& ws);
void check_clauses(Workspace& ws);            // of precedences
void check_currency_validity(Workspace& ws);  // of currencies
void check_as_of_reach(Workspace& ws);
void check_law(Workspace& ws);
void check_speakers(Workspace& ws);
void check_parts(Workspace& ws);
void check_mentions(Workspace& ws);
void check_cycles(Workspace& ws);
void check_reach(Workspace& ws);
void check_figures(Workspace& ws);  // what is said of them: horizon and source

// Drops what only follows from another fault, and tells one fault once that is found in many places. The
// first `of_the_text` diagnostics were there before the check, and stay.
void settle_cascades(Workspace& ws, std::size_t of_the_text);

}  // namespace convenio::check
