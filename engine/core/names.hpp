// Names that are given, not chosen: what whoever declares names and whoever verifies them must both know.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace convenio::core {

// What every period has in rules and in cases, so that no attribute is called so.
inline constexpr std::array<std::string_view, 5> fields_of_periods{"start", "end", "id", "original_state",
                                                                   "certified"};

// What a text or a row says of how sure it is; or nothing.
inline constexpr std::array<std::string_view, 4> confidences{"high", "medium", "low", "unverified"};

// Of the rule that gives the day of decision, of one that gives the date which governs a text, and of those
// that say when it applies.
inline constexpr std::string_view decision_rule_name = "day of decision";
inline std::string governing_rule_name(std::string_view text) {
  return "governing date of " + std::string(text);
}
inline std::string application_rule_name(std::string_view text) {
  return "application of " + std::string(text);
}

// Of one that says while a State is a party.
inline std::string party_rule_name(std::string_view state, std::string_view text) {
  return std::string(state) + " is a party of " + std::string(text);
}

// Of one that gives a particular of an award.
inline std::string particular_rule_name(std::string_view particular, std::string_view award) {
  return std::string(particular) + " of " + std::string(award);
}
// Of one that gives it where a route grants the award.
inline std::string stated_rule_name(std::string_view particular, std::string_view award, std::string_view route) {
  return particular_rule_name(particular, award) + " by " + std::string(route);
}

}  // namespace convenio::core
