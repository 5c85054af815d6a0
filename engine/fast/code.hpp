// What the compiler makes of the core: nodes that are run, and cells, each a rule for arguments of which some
// are known ahead of time. Owned by a machine. Knows no case.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/fast/register.hpp"

namespace convenio::fast {

using model::none;

class Machine;
struct Node;
using Run = Reg (*)(Node const& node, Machine& machine);

struct Node {
  Run run = nullptr;
  enum class Kind : std::uint8_t { other, constant, local } kind{};  // what needs no call
  std::uint32_t cost = 0;  // steps of the reference: its own expression, and what was worked out ahead
  Node const* const* kids = nullptr;
  std::uint32_t count = 0;
  std::uint32_t a = none;
  core::ExprId expr = none;
  Reg value;                           // of a constant
  std::string const* asker = nullptr;  // who is named when something is missing
  void* more = nullptr;                // what the kind of node knows besides: a cell, rows, versions
};

// Of "totalised of pension (Agreement, article 7)", who asks: "totalised".
inline std::string name_in(std::string const& asker) { return asker.substr(0, asker.find(' ')); }

// Arguments of a rule, fact or award that are known when code is made for it: States, words and truths.
using Known = std::vector<std::optional<Reg>>;

struct Cell {
  core::RuleId rule = none;
  Known known;
  std::uint32_t slots = 0;
  std::uint32_t open = 0;      // arguments that are not known
  Node const* body = nullptr;  // none until it is first asked for
  bool frameless = false;      // the body reads no local and binds none
  // Of the current case.
  std::uint64_t when = 0;
  Reg result;
  std::vector<Reg> calls;  // of each call its open arguments, and the result
};

struct FactCell {
  core::FactId fact = none;
  std::vector<Reg> arguments;      // texts are those of `key`
  std::vector<model::Value> key;
  std::string path;                // as blockers name it
  Node const* fallback = nullptr;  // in a frame that begins with the arguments
  std::uint32_t slots = 0;
  bool compiled = false;
  std::uint64_t asked = 0;  // the last case that asked for it
  // Of the current case.
  std::uint64_t when = 0;
  Reg result;
  std::uint64_t unanswered = 0;  // the case that does not answer it
};

struct RouteCode {
  std::string const* asker = nullptr;
  bool applies = true;  // is written for these arguments
  Node const* when = nullptr;
  Node const* entitled = nullptr;
  Node const* grants = nullptr;
  bool plain = false;  // what it grants asks for nothing
};

struct AwardCell {
  model::AwardId award = none;
  std::uint32_t number = 0;  // among those of all awards
  Known known;
  std::uint32_t slots = 0;
  std::vector<RouteCode> routes;
  std::vector<Node const*> clauses;  // conditions of the precedence between them
  Node const* payments = nullptr;    // how often it is paid in a year
  // Of the current case, where all arguments are known: its place among the awards that were asked for.
  bool closed = false;
  std::uint64_t when = 0;
  std::size_t place = 0;
};

struct QuestionCell {
  core::QuestionId question = none;
  std::uint32_t number = 0;  // among those of all questions
  Known known;
  std::uint32_t slots = 0;
  Node const* when = nullptr;
  Node const* body = nullptr;
};

}  // namespace convenio::fast
