// A decision as plain text: the order of the sections.
// Knows which section belongs to which detail; knows no section's contents.
#include "engine/render/text.hpp"

#include <fmt/format.h>

#include "engine/render/sections.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

void section(Page& page, std::string_view title) {
  page.gap().line(title).line(std::string(width(title), '-'));
}

std::string to_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                    TextOptions const& options) {
  Context const context{program, facts, decision, options, resolutions_of(program, decision.explanation)};
  Page page(options.columns);
  std::string const title =
      fmt::format("Case {}", decision.case_id.empty() ? "without id" : decision.case_id);
  page.paragraph(title).line(std::string(std::min(width(title), page.columns()), '='));
  bool const brief = options.detail == Detail::brief;
  if (!brief) print_career(page, context);
  print_awards(page, context);
  print_answers(page, context);
  print_needed(page, context);
  print_grounds(page, context);
  if (!brief) print_sheet(page, context);
  if (options.detail == Detail::full) print_nodes(page, context);
  print_identity(page, context);
  return page.take();
}

}  // namespace convenio::render
