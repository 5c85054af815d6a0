// What all kernels share. A kernel is an operator on values: values in, a value out, absent where it cannot
// be done, with a sentence and without anyone who asked. It says its cost to the budget as it goes. Knows the
// program's tables; knows no case, no frame, no trace and no evaluator.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/model/history.hpp"
#include "engine/ops/absences.hpp"
#include "engine/ops/budget.hpp"

namespace convenio::ops {

using model::Value;
using Operands = std::span<Value const>;  // all there, unless a kernel says otherwise

struct Context {
  core::Program const& program;
  Budget& budget;
};

using Kernel = Value (*)(Context const& context, core::Expr const& e, Operands operands);

inline Value impossible(std::string why) {
  return model::absent({model::Blocker::Kind::impossible, std::move(why), {}});
}
inline Value not_encoded(std::string why) {
  return model::absent({model::Blocker::Kind::not_encoded, std::move(why), {}});
}
inline Value beyond_limit(std::string why) {
  return model::absent({model::Blocker::Kind::limit, std::move(why), {}});
}

inline core::Type const& type_of(core::Program const& program, core::Expr const& e) {
  return program.types[e.type];
}
inline core::Type const& operand_type(core::Program const& program, core::Expr const& e, std::uint32_t n) {
  return type_of(program, program.expressions[program.children[e.first_child + n]]);
}

}  // namespace convenio::ops
