// The sections of a decision's text, each in its own file; private to this room.
// Knows what every section needs; knows no section's contents.
#pragma once

#include "engine/render/text.hpp"
#include "engine/render/timeline.hpp"
#include "engine/render/wrap.hpp"

namespace convenio::render {

class Speech;

struct Context {
  core::Program const& program;
  cases::Case const& facts;
  run::Decision const& decision;
  TextOptions const& options;
  std::vector<NamedResolution> resolutions;

  run::Node const* node(run::NodeId id) const {
    return id < decision.explanation.nodes.size() ? &decision.explanation.nodes[id] : nullptr;
  }
};

inline constexpr std::size_t period_limit = 200;  // periods that a sheet lists for one state

void print_career(Page& page, Context const& context);  // periods.cpp
void print_awards(Page& page, Context const& context);  // awards.cpp
void print_answers(Page& page, Context const& context);
void print_working(Page& page, Context const& context, run::Awarded const& awarded);  // working.cpp
void print_needed(Page& page, Context const& context);                                // grounds.cpp
void print_grounds(Page& page, Context const& context, Speech const& speech);
void print_sheet(Page& page, Context const& context);  // sheet.cpp
void print_nodes(Page& page, Context const& context);

// quote.cpp. The node's expression as it is written, in one line; "" where the sources are not at hand.
std::string as_written(Context const& context, run::Node const& node);
// The formula by which a rule came to its value: of the version, part or exception that decided.
std::string formula_of(Context const& context, run::Node const& node);
// "own_months(S) >= 180 months is no: 132 months against 180 months"
std::string cause_in_words(Context const& context, run::Node const& node);
void print_identity(Page& page, Context const& context);  // identity.cpp
void section(Page& page, std::string_view title);

}  // namespace convenio::render
