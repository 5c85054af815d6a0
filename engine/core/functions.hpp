// The functions of the language as one table (functions.def): how each is written, what it takes and gives,
// and what the reference says of it. The checker, the verifier of saved programs, dumps and the reference
// read it. Knows no evaluation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "engine/core/program.hpp"

namespace convenio::core {

// How the operands and the result of a function are checked: by its signature, or by a rule of its own.
enum class Typing : std::uint8_t {
  by_signature,
  age,             // birth, date; Expr::b: model::MissingDay
  months_by_date,  // history, days of a month; Expr::b: model::MissingDay
  date,            // year, month, day
  extreme,         // values of one type with an order, or one list of such
  absolute,        // a number, quantity or amount of money
  some_of,         // whole, list
  length,          // list or history
  empty,           // history; of a list its length is compared
  same_list,       // list
  joined,          // list of lists, histories or periods
  redenominated,   // money of a known currency; Expr::b: the later currency that follows it
  payments,        // number, money: a sum
  // of functions that are no Builtin
  resolution,
  exact,
  instrument,
  of_the_grammar  // the grammar has a form for it
};

struct Operand {
  constexpr Operand() = default;
  constexpr Operand(Type::Kind k) : kind(k) {}
  constexpr Operand(std::string_view before, Type::Kind k) : label(before), kind(k) {}
  std::string_view label;  // the word or comma before it; empty: the first
  Type::Kind kind{};
};

struct Signature {
  static constexpr std::size_t most_operands = 3;
  std::array<Operand, most_operands> all{};
  std::size_t count = 0;
  Type::Kind gives{};
  model::Unit unit{};  // of a quantity
  std::span<Operand const> operands() const { return std::span(all).first(count); }
};

struct Function {
  std::string_view form, chapter, says;
  Typing typing{};
  Signature signature;             // when it is checked by it
  std::optional<Builtin> builtin;  // none: it becomes another operator
  char const* operation = nullptr;
  constexpr std::string_view name() const { return form.substr(0, form.find('(')); }
};

// The Builtins in their order, then the others.
std::span<Function const> functions();
// The forms of a name, in the order of the table; empty if there is no function of that name.
std::span<Function const> forms_of(std::string_view name);
// Null if the number is that of no Builtin, as a saved program might state.
Function const* function_of(std::uint32_t builtin);

}  // namespace convenio::core
