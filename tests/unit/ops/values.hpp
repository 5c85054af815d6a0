// Values and a small program for tests of kernels, which need neither a case nor an evaluator.
#pragma once

#include <string>
#include <vector>

#include "engine/ops/apply.hpp"

namespace convenio::ops::build {

using core::Builtin;
using model::Amount;
using model::Blocker;
using model::Rational;

inline Value number(std::int64_t n) { return {Rational(n)}; }
inline Value amount(std::int64_t n, model::CurrencyId currency) { return {Amount{Rational(n), currency}}; }
inline Value missing(char const* fact) { return model::absent({Blocker::Kind::missing_fact, fact, {}}); }
inline Value list(std::vector<Value> items) {
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
}

// "?a,b" for what is missing; numbers and lists as they stand.
inline std::string show(Value const& value) {
  std::string text;
  if (value.absent()) {
    for (auto const& blocker : value.absence().blockers) text += (text.empty() ? "?" : ",") + blocker.subject;
  } else if (auto const* truth = std::get_if<bool>(&value.content)) {
    text = *truth ? "yes" : "no";
  } else if (auto const* whole = std::get_if<Rational>(&value.content)) {
    text = whole->to_string();
  } else if (auto const* money = std::get_if<Amount>(&value.content)) {
    text = money->number.to_string();
  } else if (auto const* items = std::get_if<model::ListPtr>(&value.content)) {
    for (auto const& item : (*items)->items) text += (text.empty() ? "" : " ") + show(item);
    text = "[" + text + "]";
  }
  return text;
}

struct Bench {
  core::Program program;
  Budget budget;

  explicit Bench(std::uint64_t steps = 1'000'000) : budget(steps, 0) {
    program.currencies.push_back({"AAA", "", Rational(1, 100), {}, model::none, Rational(1)});
    program.currencies.push_back({"BBB", "", Rational(1, 100), {}, 0, Rational(1000)});
    program.types.emplace_back();
  }
  Value operator()(core::Op op, std::vector<Value> const& operands) {
    core::Expr e;
    e.op = op;
    e.type = 0;
    return apply({program, budget}, e, operands);
  }
  Value operator()(Builtin which, std::vector<Value> const& operands) {
    core::Expr e;
    e.op = core::Op::builtin;
    e.type = 0;
    e.a = static_cast<std::uint32_t>(which);
    return apply({program, budget}, e, operands);
  }
};

}  // namespace convenio::ops::build
