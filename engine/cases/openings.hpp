// What a case leaves open, by the names that blockers give it, and the cases that it may be: a choice among
// the candidates of each open point gives another case. Knows values, rows and types; decides nothing and
// knows no rule.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "engine/cases/case.hpp"

namespace convenio::cases {

struct Opening {
  enum class Place : std::uint8_t { whole, part, day, repetition };
  FactKey fact;
  Place place{};
  Candidates among;
  core::TypeId type = model::none;  // of the candidates; none of contradictory histories and of repetitions
  bool stated = false;              // the case itself says that it is open; otherwise it says nothing
  bool all = true;                  // no: the true one may be another
};

using Choices = std::map<std::string, std::size_t>;  // the place of a candidate, by subject

class Openings {
 public:
  Openings(core::Program const& program, Case const& facts);

  // A fact that an evaluation asked for and the case does not give.
  void add_missing(std::string const& subject, FactKey const& key);
  // nullptr: nothing of that name is open, or what it may be cannot be listed.
  Opening const* find(std::string const& subject) const;
  // The case in which these are chosen. nullopt: they cannot be true together.
  std::optional<Case> completed(Choices const& choices) const;
  // "1950-01-01 to 1950-12-31", "2500.00 BRL, 2750.00 BRL", "the same as br, or another".
  std::string in_words(Opening const& opening) const;
  // One candidate in words.
  std::string in_words(Opening const& opening, std::size_t place) const;

 private:
  void mentioned(model::Value const& value);
  void mentioned(model::Period const& period);
  void collect(FactKey const& key, model::Value const& value, core::TypeId type,
               std::map<std::string, int>& met);
  void collect(FactKey const& key, FactValue const& given);
  void part(FactKey const& key, std::string const& subject, core::TypeId type,
            std::map<std::string, int>& met);
  bool complete(FactKey const& key, FactValue& given, Choices const& choices) const;
  model::Value replaced(model::Value const& value, core::TypeId type, Choices const& choices) const;
  void replace(model::Period& period, Choices const& choices) const;
  std::optional<Candidates> domain(core::TypeId type) const;

  core::Program const& program_;
  Case const& case_;
  std::set<model::StateId> undeclared_;
  std::map<std::string, Opening> all_;
};

}  // namespace convenio::cases
