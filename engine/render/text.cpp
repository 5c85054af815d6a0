// A decision as plain text: the order of the sections.
// Knows which section belongs to which detail; knows no section's contents.
#include "engine/render/text.hpp"

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "engine/render/report.hpp"

namespace convenio::render {

void section(Page& page, std::string_view title) {
  page.gap().line(title).line(std::string(width(title), '-'));
}

std::string made_by(Context const& context, Speech const& speech) {
  constexpr std::size_t shown = 12;  // digits of a hash that people compare
  auto const part = [](std::string const& hash) { return hash.substr(0, shown); };
  return speech(Message::made_by, {{"rules", part(context.program.identity)},
                                   {"case", part(context.decision.case_identity)},
                                   {"engine", std::string(core::engine_version())}});
}

std::string to_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision,
                    TextOptions const& options) {
  Context const context{program, facts, decision, options, resolutions_of(program, decision.explanation)};
  Page page(options.columns);
  Speech speech(program, options.language);
  std::string const title = speech(
      Message::case_title, {{"id", decision.case_id.empty() ? std::string(speech(Message::without_id)) : decision.case_id}});
  page.heading(title, made_by(context, speech));
  auto const told = report(context, speech);
  print_report(page, context, speech, told);
  if (options.detail == Detail::brief) return page.take();
  print_career(page, context);
  print_calculations(page, context, speech, told);
  if (options.detail == Detail::sheet) {
    print_readings(page, context, speech);
    return page.take();
  }
  print_awards(page, context);
  print_answers(page, context);
  print_needed(page, context);
  print_grounds(page, context, speech);
  print_sheet(page, context);
  print_nodes(page, context);
  print_identity(page, context);
  return page.take();
}

}  // namespace convenio::render
