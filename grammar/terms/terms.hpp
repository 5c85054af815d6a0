// The closed sets of words that rule files write and the engine computes with: each stands here once, and the
// tree, the core and the model give it their own name. The lowest floor: it knows no tree, no value and no
// meaning.
//
// Units are not here. A rule file writes eight, the engine computes with seven: a calendar year is twelve
// calendar months as soon as it is checked.
#pragma once

#include <cstdint>

namespace convenio::terms {

// down: towards zero; up: away from zero; half_up: ties away from zero; half_down: ties towards zero;
// half_even: ties to the even multiple; floor and ceiling: towards minus and plus infinity.
enum class RoundingMode : std::uint8_t { down, up, half_up, half_down, half_even, floor, ceiling };

// What happens when the month that was reached has no such day: its last day, the first of the next, or
// nothing.
enum class MissingDay : std::uint8_t { back, forward, refuse };

// For what time money is paid: a sum is for none. `its` stands in types alone, for the time that a State
// declares.
enum class Per : std::uint8_t { sum, day, week, fortnight, month, year, its };

// Who answers what a case is asked: whoever knows, an officer who assesses, the claimant who chooses, an
// institution that may.
enum class FactRole : std::uint8_t { fact, judgement, election, discretion };

// One key of a row: one value, from a to b with or without b, from a on, up to b with or without b, any.
enum class KeyKind : std::uint8_t { value, range, range_below, from, until, below, any };

// What a precedence puts in order, and what it gives where several are left.
enum class PrecedenceDomain : std::uint8_t { periods, routes };
enum class Otherwise : std::uint8_t { both, conflict, undefined, highest };

// What a test expects: that something is so, the status of an award or value, the rows of a ledger, all
// awards of a decision.
enum class ExpectationKind : std::uint8_t { holds, status, ledger, decision };

// In which decisions can be told. Rules are written in English, and translated into the others.
enum class Language : std::uint8_t { english, spanish, portuguese, french };
inline constexpr Language languages[] = {Language::english, Language::spanish, Language::portuguese, Language::french};

// The canonical English word of each, as documents and dumps have it.
constexpr char const* name(RoundingMode of) {
  switch (of) {
    case RoundingMode::down:
      return "down";
    case RoundingMode::up:
      return "up";
    case RoundingMode::half_up:
      return "half_up";
    case RoundingMode::half_down:
      return "half_down";
    case RoundingMode::half_even:
      return "half_even";
    case RoundingMode::floor:
      return "floor";
    case RoundingMode::ceiling:
      return "ceiling";
  }
  return "";
}

constexpr char const* name(MissingDay of) {
  switch (of) {
    case MissingDay::back:
      return "back";
    case MissingDay::forward:
      return "forward";
    case MissingDay::refuse:
      return "refuse";
  }
  return "";
}

constexpr char const* name(Per of) {
  switch (of) {
    case Per::sum:
      return "";
    case Per::day:
      return "day";
    case Per::week:
      return "week";
    case Per::fortnight:
      return "fortnight";
    case Per::month:
      return "month";
    case Per::year:
      return "year";
    case Per::its:
      return "its time";
  }
  return "";
}

constexpr char const* name(FactRole of) {
  switch (of) {
    case FactRole::fact:
      return "fact";
    case FactRole::judgement:
      return "judgement";
    case FactRole::election:
      return "election";
    case FactRole::discretion:
      return "discretion";
  }
  return "";
}

constexpr char const* name(Otherwise of) {
  switch (of) {
    case Otherwise::both:
      return "both";
    case Otherwise::conflict:
      return "conflict";
    case Otherwise::undefined:
      return "undefined";
    case Otherwise::highest:
      return "highest amount";
  }
  return "";
}

constexpr char const* name(Language of) {
  switch (of) {
    case Language::english:
      return "english";
    case Language::spanish:
      return "spanish";
    case Language::portuguese:
      return "portuguese";
    case Language::french:
      return "french";
  }
  return "";
}

// ISO 639-1.
constexpr char const* code(Language of) {
  switch (of) {
    case Language::english:
      return "en";
    case Language::spanish:
      return "es";
    case Language::portuguese:
      return "pt";
    case Language::french:
      return "fr";
  }
  return "";
}

}  // namespace convenio::terms
