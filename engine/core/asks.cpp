// See asks.hpp.
#include "engine/core/asks.hpp"

namespace convenio::core {

bool asks_nothing(Program const& program, ExprId id) {
  if (id == none) return true;
  auto const& e = program.expressions[id];
  if (e.op == Op::constant || e.op == Op::local) return true;
  if (e.op != Op::field && e.op != Op::make && e.op != Op::list) return false;
  for (std::uint32_t n = 0; n < e.child_count; ++n) {
    if (!asks_nothing(program, program.child(id, n))) return false;
  }
  return true;
}

}  // namespace convenio::core
