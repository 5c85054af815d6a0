// The decisions of a case in the forms by which institutions tell them: a row for each award, its outcome,
// amount and reasons by the codes of a map. What the decision does not say is not stated. Knows the decision
// document; knows no award, no branch and no code.
#pragma once

#include <string>
#include <vector>

#include "tools/exchange/exchange.hpp"

namespace convenio::exchange::decisions {

// One award, in the words of the decision and the codes of the map; "" where nothing is stated.
struct Told {
  std::string label, state, branch, title, status, route;
  std::string type, outcome, frequency;           // codes
  std::string amount, currency, per;              // "487863.49", "ARS", "month"
  std::string payments;                           // a year
  std::string first_day, institution;             // as the award states them
  std::string review_to, review_within;           // how its review is asked for
  std::vector<std::string> refusals;              // codes
  std::vector<std::string> reasons, legal_basis;  // sentences, citations
};
std::vector<Told> told_of(Map const& map, Json const& decision, Findings& findings);

std::optional<std::string> write(Map const& map, Json const& of_case, std::string const& decision,
                                 ExportOptions const& options, Findings& findings);

// The forms.
std::string as_documents(Map const& map, Json const& of_case, std::vector<Told> const& all,
                         Findings& findings);
std::string as_summary(Json const& of_case, std::vector<Told> const& all, Findings& findings);
std::string as_table(std::vector<Told> const& all);
std::string as_text(Json const& of_case, std::vector<Told> const& all);

}  // namespace convenio::exchange::decisions
