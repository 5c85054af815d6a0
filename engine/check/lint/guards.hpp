// Whether a condition lets a text speak only where it applies: for its parties, or for the State whose law it
// is. Knows the core's operators and the parties of texts; reports nothing.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/check/workspace.hpp"

namespace convenio::check {

// What is known of the locals of a frame, by slot.
enum class Origin : std::uint8_t {
  fixed,   // the same in every case
  given,   // by the case
  subject  // by the case, and one of the States that it is about
};
using Origins = std::vector<Origin>;

class Guards {
 public:
  // `text` is an agreement, a regulation or a scheme.
  Guards(Workspace const& ws, TextId text);

  // Does what `condition` guards concern parties of the text only (a State of the case that is tested to be
  // one), or the State of the scheme? With a subject among the locals, it is the subject that is tested.
  // `pinned`: the subject is a party, or the State of the scheme, whatever the condition says.
  bool guarded(ExprId condition, Origins const& locals, bool pinned = false);
  // Does it ask for parties of the text anywhere?
  bool mentions(ExprId root);
  bool party(model::StateId state) const;
  TextId agreement() const { return agreement_; }

 private:
  // A text is kept to its parties where it asks who they are, of a State that comes from the case.
  enum Sign : std::uint8_t { no_sign = 0, asks_parties = 1, of_the_case = 2, both = 3 };
  struct Frame {
    Origins locals;
    bool subject = false;
  };
  using Call = std::pair<core::RuleId, Origins>;

  std::uint8_t signs(ExprId id, Frame& frame);
  std::uint8_t of_call(core::Expr const& e, ExprId id, Frame& frame);
  std::uint8_t of_award(core::Expr const& e, ExprId id, Frame& frame);
  std::uint8_t of_states(ExprId id, Frame& frame);
  std::uint8_t of_parties(ExprId id, Frame& frame, std::uint32_t states);
  std::uint8_t leaf(ExprId id, Frame& frame);
  Origin origin(ExprId id, Frame& frame);
  bool enough(Origin origin, Frame const& frame) const;
  bool is_no(ExprId id) const;
  bool own(core::Expr const& e) const;
  bool makes_party(core::RuleId rule) const;
  bool names_no_parties() const;
  bool own_route(ExprId id) const;

  Workspace const& ws_;
  core::Program const& p_;
  TextId text_, agreement_ = none;
  model::StateId state_ = none;  // of a scheme
  std::map<Call, std::uint8_t> known_;
  std::uint32_t depth_ = 0;
};

}  // namespace convenio::check
