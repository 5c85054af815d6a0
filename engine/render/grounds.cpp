// What a decision waits for and what it rests on: missing facts, interpretations, contradictions, unverified
// values, defaults, facts that nothing used. Knows decisions; knows no layout of awards.
#include <map>

#include <fmt/format.h>

#include "engine/render/reasons.hpp"
#include "engine/render/sections.hpp"
#include "engine/render/speech.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

std::string joined(std::set<std::string> const& all) { return fmt::format("{}", fmt::join(all, ", ")); }

std::string_view role_in_words(core::Fact::Role role) {
  switch (role) {
    case core::Fact::Role::fact:
      return "not stated";
    case core::Fact::Role::judgement:
      return "not assessed";
    case core::Fact::Role::election:
      return "not chosen by the claimant";
    case core::Fact::Role::discretion:
      return "not exercised by the institution";
  }
  return "";
}

void print_interpretations(Page& page, Context const& context, Speech const& speech) {
  bool first = true;
  for (std::uint32_t id : context.decision.interpretations) {
    if (id >= context.program.interpretations.size()) continue;
    auto const& one = context.program.interpretations[id];
    if (first) page.gap().line("Interpretations");
    first = false;
    std::string const where = where_of(context.program, id);
    page.paragraph(fmt::format("{}: {}{}{}", one.name, speech.text(one.text),
                               one.by.empty() ? "" : fmt::format(" Read so by {}.", one.by),
                               where.empty() ? "" : fmt::format(" ({})", where)),
                   2, 4);
  }
}

void print_contradictions(Page& page, Context const& context, Speech const& speech) {
  auto const found = contradictions(context.program, context.decision);
  if (found.empty()) return;
  page.gap().line("Contradictions in the texts");
  for (auto const& one : found) {
    page.paragraph(fmt::format("{}: {} ({})", one.contradiction->name, speech.text(one.contradiction->sides), one.where),
                   2, 4);
    page.paragraph(
        one.contradiction->resolution.empty() ? "not resolved" : "taken: " + speech.text(one.contradiction->resolution),
        4);
  }
}

void print_unverified(Page& page, Context const& context) {
  auto const& explanation = context.decision.explanation;
  auto const found = unverified(context.program, explanation, decisive(context.program, context.decision));
  if (found.empty()) return;
  page.gap().line("Not verified");
  for (auto const& one : found) {
    page.paragraph(fmt::format("{} (confidence {}){}", one.what, one.confidence,
                               one.citation.empty() ? "" : ", " + one.citation),
                   2, 4);
  }
}

void print_unchecked(Page& page, Context const& context) {
  auto const found =
      unchecked(context.program, context.decision.explanation, decisive(context.program, context.decision));
  if (found.empty()) return;
  page.gap().line("Figures that nothing independent has checked");
  for (auto const& one : found) {
    std::string const several = one.figures > 1 ? fmt::format(", {} figures", one.figures) : "";
    page.paragraph(
        fmt::format("{}{}{}", one.what, several, one.citation.empty() ? "" : " (" + one.citation + ")"), 2,
        4);
  }
}

void print_defaults(Page& page, Context const& context) {
  if (context.decision.defaults.empty()) return;
  page.gap().line("Taken by default");
  for (auto const& one : context.decision.defaults) {
    page.paragraph(fmt::format("{} = {}, {}", one.fact, core::to_string(context.program, one.value, one.type),
                               role_in_words(one.role)),
                   2, 4);
    std::string const question = question_of(context.program, one.fact);
    if (!question.empty()) page.paragraph(question, 4);
  }
}

void print_supplied(Page& page, Context const& context) {
  if (context.decision.supplied.empty()) return;
  page.gap().line("Supplied by the office, not encoded in these rules");
  for (auto const& one : context.decision.supplied) {
    bool const rule = one.kind == cases::Supplied::Kind::rule;
    auto const type = rule ? context.program.rules[one.index].type : context.program.tables[one.index].type;
    page.paragraph(fmt::format("{} = {}, from: {}", one.name,
                               core::to_string(context.program, one.value, type), one.source),
                   2, 4);
  }
}

}  // namespace

void print_needed(Page& page, Context const& context) {
  auto const needed = still_needed(context.program, context.decision);
  if (needed.empty()) return;
  section(page, "The case must still say");
  for (auto const& reason : needed) {
    page.paragraph(fmt::format("{}: {}", reason.subject, kind_in_words(reason.kind)), 2, 4);
    if (!reason.question.empty()) page.paragraph(reason.question, 4);
    if (!reason.note.empty()) page.paragraph("noted: " + reason.note, 4, 6);
    if (reason.held_by) page.paragraph("held by " + holder_in_words(context.program, *reason.held_by), 4, 6);
    if (!reason.needed_for.empty()) page.paragraph("for " + joined(reason.needed_for), 4, 6);
    page.paragraph(fmt::format("because {}", because_in_words(reason.because)), 4, 6);
    for (auto const& asker : reason.asked_by) page.paragraph("asked by " + asker, 4, 6);
  }
}

void print_grounds(Page& page, Context const& context, Speech const& speech) {
  Page inner(page.columns());
  print_interpretations(inner, context, speech);
  print_contradictions(inner, context, speech);
  print_unverified(inner, context);
  print_unchecked(inner, context);
  print_supplied(inner, context);
  print_defaults(inner, context);
  if (!context.decision.unused_facts.empty()) {
    inner.gap().line("Given, and used by no rule");
    inner.paragraph(fmt::format("{}", fmt::join(context.decision.unused_facts, ", ")), 2);
  }
  if (!context.decision.notices.empty()) {
    inner.gap().line("Noticed in the case");
    for (auto const& notice : context.decision.notices) {
      inner.paragraph(notice.path.empty() ? notice.message : notice.path + ": " + notice.message, 2, 4);
    }
  }
  std::string const text = inner.take();
  if (text.empty()) return;
  section(page, "What this rests on");
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = text.find('\n', at);
    page.line(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace convenio::render
