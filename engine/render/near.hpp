// Which routes are near to a case: those of texts whose States it names. Knows facts and texts; knows no decision.
#pragma once

#include <set>

#include "engine/cases/case.hpp"
#include "engine/core/program.hpp"

namespace convenio::render {

class Near {
 public:
  Near(core::Program const& program, cases::Case const& facts);
  // No where the text of the route is that of a State, or between States, and the case names neither it nor two of them. A
  // case that names no State is near to all.
  bool is(core::Route const& route) const;

 private:
  void name(model::Value const& value);
  void name(model::Period const& period);
  void states_of(core::ExprId condition, std::set<model::StateId>& found, unsigned depth) const;
  std::set<model::StateId> parties_of(core::Route const& route) const;

  core::Program const& program_;
  std::set<model::StateId> named_;
};

}  // namespace convenio::render
