// One line of input: two histories, priorities given as data, and the operations to do with them.
// Knows the model room only; the other side of the comparison is tests/oracle/*.py.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/history.hpp"

namespace convenio::oracle {

// What a control makes wrong on purpose.
enum class Flaw { no, end_exclusive, lost_row, wrong_tie, doubt_counts, wrong_clause, month_forward };

// `t` for this or `o` for other, then a field: s state, o original state, k kind, r rank, b first day, e last
// day.
struct Operand {
  char side = '#';  // '#': a constant
  char field = 0;
  std::int64_t constant = 0;
};
struct Comparison {
  Operand left, right;
  char sign = '=';  // = ! <
};
using Clause = std::vector<Comparison>;  // all must hold

struct Precedence {
  model::Otherwise otherwise{};
  bool ordered = false;
  std::vector<Clause> clauses;
};

struct Step {
  std::string verb;
  std::vector<std::string> arguments;
};

struct Scene {
  model::History a, b;
  std::vector<Precedence> precedences;
  std::vector<Step> steps;
};

// "A PERIOD... B PERIOD... P OTHERWISE ORDER CLAUSE... ; VERB ARGUMENT... ; ..."
// PERIOD is id,first,last,state,kind,rank,certified; kind and rank may be ?, certified 12m (months), 5d
// (days) or -.
std::optional<Scene> read_scene(std::string_view line, Flaw flaw);
std::optional<Clause> read_clause(std::string_view text);
std::vector<std::string> words(std::string_view text, char separator);

// Whether the clause holds for `self` and `other`; an absence lists the attributes that are missing.
model::Value holds(Clause const& clause, model::Period const& self, model::Period const& other);
model::Verdict verdict(Precedence const& precedence, model::Period const& a, model::Period const& b);

// The results of all steps, in one line.
std::optional<std::string> play(Scene const& scene, Flaw flaw);
std::string print(model::History const& h, bool with_ledger, Flaw flaw);

}  // namespace convenio::oracle
