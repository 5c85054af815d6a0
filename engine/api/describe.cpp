// What the packages contain, as text: instruments and their parties, schemes, facts, awards.
// Without a date it tells all spans; it asks no clock for one.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/api/inside.hpp"

namespace convenio::api {

namespace {

using render::Page;

std::string span_in_words(core::Validity const& validity) {
  if (validity.from && validity.until) {
    return fmt::format("from {} to {}", validity.from->to_string(), validity.until->to_string());
  }
  if (validity.from) return "from " + validity.from->to_string();
  if (validity.until) return "until " + validity.until->to_string();
  return "at all times";
}

void head(Page& page, std::string_view title) {
  page.gap().line(title).line(std::string(render::width(title), '-'));
}

void print_packages(Page& page, core::Program const& program) {
  head(page, "Packages");
  page.paragraph(fmt::format("{}", fmt::join(program.packages, ", ")), 2);
}

void print_parties(Page& page, core::Program const& program, core::LegalText const& text,
                   std::optional<model::Date> on) {
  for (auto const& party : text.parties) {
    if (on && !party.validity.contains(*on)) continue;
    std::string const condition =
        party.condition == model::none ? "" : ", while " + program.rules[party.condition].formula;
    page.paragraph(fmt::format("{}, {}{}", render::state_in_words(program, party.state),
                               span_in_words(party.validity), condition),
                   4, 6);
  }
  for (auto const& pair : text.pairs) {
    if (on && !pair.validity.contains(*on)) continue;
    page.paragraph(fmt::format("between {} and {}, {}", render::state_in_words(program, pair.first),
                               render::state_in_words(program, pair.second), span_in_words(pair.validity)),
                   4, 6);
  }
}

void print_applications(Page& page, core::Program const& program, core::LegalText const& text) {
  for (auto const id : text.applications) {
    auto const& rule = program.rules[id];
    std::string to;
    for (auto const& subject : rule.parameters)
      to += fmt::format(" to {}: {}", subject.name, core::type_name(program, subject.type));
    page.paragraph(fmt::format("applies{} when {}", to, rule.formula), 4, 6);
  }
}

bool in_force(core::LegalText const& text, model::Date on) {
  std::size_t parties = 0;
  for (auto const& party : text.parties) parties += party.validity.contains(on) ? 1 : 0;
  for (auto const& pair : text.pairs) parties += pair.validity.contains(on) ? 2 : 0;
  return parties >= 2;
}

void print_text(Page& page, core::Program const& program, core::LegalText const& text,
                std::optional<model::Date> on) {
  using Kind = core::LegalText::Kind;
  page.paragraph(fmt::format("{}: {}", text.name, text.title), 2, 4);
  if (text.kind == Kind::regulation && text.agreement < program.texts.size()) {
    page.paragraph("applies " + program.texts[text.agreement].title, 4, 6);
  }
  if (text.kind == Kind::scheme && text.state != model::none) {
    page.paragraph("of " + render::state_in_words(program, text.state), 4, 6);
  }
  if (!text.identifier.empty()) page.paragraph(text.identifier, 4, 6);
  if (!text.confidence.empty()) page.paragraph("confidence: " + text.confidence, 4, 6);
  if (!text.review.empty()) page.paragraph("review: " + text.review, 4, 6);
  print_parties(page, program, text, on);
  print_applications(page, program, text);
  for (auto const& replaced : text.replaces) {
    page.paragraph(fmt::format("replaces {}{}", replaced.instrument,
                               replaced.keeps_acquired_rights ? ", acquired rights kept" : ""),
                   4, 6);
  }
}

void print_texts(Page& page, core::Program const& program, core::LegalText::Kind kind, std::string_view title,
                 std::optional<model::Date> on) {
  bool any = false;
  for (auto const& text : program.texts) {
    bool const agreement = kind == core::LegalText::Kind::agreement;
    if (text.kind != kind || (agreement && on && !in_force(text, *on))) continue;
    if (!any)
      head(page, title);
    else
      page.gap();
    any = true;
    print_text(page, program, text, on);
  }
  if (!any && kind == core::LegalText::Kind::agreement) {
    head(page, title);
    page.line("  none");
  }
}

std::string_view role_in_words(core::Fact::Role role) {
  switch (role) {
    case core::Fact::Role::fact:
      return "";
    case core::Fact::Role::judgement:
      return ", an officer's assessment";
    case core::Fact::Role::election:
      return ", the claimant's choice";
    case core::Fact::Role::discretion:
      return ", the institution's power";
  }
  return "";
}

void print_holder(Page& page, std::string const& holder) {
  if (!holder.empty()) page.paragraph("held by " + holder, 6, 8);
}

void print_facts(Page& page, core::Program const& program) {
  head(page, "Facts that a case may give");
  for (auto const& fact : program.facts) {
    std::vector<std::string> parameters;
    for (auto const& parameter : fact.parameters) {
      parameters.push_back(
          fmt::format("{}: {}", parameter.name, render::type_in_words(program, parameter.type)));
    }
    page.paragraph(fmt::format("{}{}: {}{}", fact.name,
                               parameters.empty() ? "" : fmt::format("({})", fmt::join(parameters, ", ")),
                               render::type_in_words(program, fact.type), role_in_words(fact.role)),
                   2, 4);
    if (!fact.question.empty()) page.paragraph(fact.question, 6);
    print_holder(page, render::holder_in_words(program, fact.held_by, fact.parameters));
  }
  if (program.attributes.empty()) return;
  head(page, "What a period may say besides id, state, from, to and certified");
  for (auto const& attribute : program.attributes) {
    page.paragraph(fmt::format("{}: {}", attribute.name, render::type_in_words(program, attribute.type)), 2,
                   4);
    if (!attribute.question.empty()) page.paragraph(attribute.question, 6);
    print_holder(page, render::holder_in_words(program, attribute.held_by));
  }
}

void print_vocabulary(Page& page, core::Program const& program) {
  head(page, "Words");
  std::vector<std::string> states;
  for (auto const& state : program.states) states.push_back(fmt::format("{} {}", state.code, state.title));
  page.paragraph(fmt::format("state: {}", fmt::join(states, ", ")), 2, 4);
  for (auto const& enumeration : program.enumerations) {
    std::vector<std::string> names;
    for (auto const& value : enumeration.values) names.push_back(value.name);
    page.paragraph(fmt::format("{}: {}", enumeration.name, fmt::join(names, ", ")), 2, 4);
  }
  for (auto const& record : program.records) {
    std::vector<std::string> fields;
    for (auto const& field : record.fields) {
      fields.push_back(fmt::format("{}: {}", field.name, render::type_in_words(program, field.type)));
    }
    page.paragraph(fmt::format("{} {{ {} }}", record.name, fmt::join(fields, ", ")), 2, 4);
  }
}

void print_awards(Page& page, core::Program const& program) {
  if (!program.awards.empty()) head(page, "Awards and their routes");
  for (auto const& award : program.awards) {
    page.paragraph(award.name + (award.title.empty() ? "" : ": " + award.title), 2, 4);
    for (auto const& route : award.routes) {
      std::string const citation = render::cite(program, route.citation);
      page.paragraph(fmt::format("{}{}{}", route.name, route.title.empty() ? "" : ": " + route.title,
                                 citation.empty() ? "" : " (" + citation + ")"),
                     4, 6);
    }
  }
  if (!program.questions.empty()) head(page, "Questions");
  for (auto const& question : program.questions) {
    std::string const citation = render::cite(program, question.citation);
    page.paragraph(
        fmt::format("{}: {}{}", question.name, question.title, citation.empty() ? "" : " (" + citation + ")"),
        2, 4);
  }
}

// The last day for which a table answers; none where it says none.
std::optional<model::Date> horizon(core::Table const& table) {
  std::optional<model::Date> last;
  for (auto const& row : table.rows) {
    if (row.known_to && (!last || *last < *row.known_to)) last = row.known_to;
  }
  return last;
}

std::string place(core::Program const& program, core::Table const& table) {
  std::string const citation = render::cite(program, table.citation);
  return fmt::format("{} of {}{}", table.name, table.package, citation.empty() ? "" : " (" + citation + ")");
}

void print_horizons(Page& page, core::Program const& program, std::optional<model::Date> on) {
  std::multimap<model::Date, std::string> sorted;
  for (auto const& table : program.tables) {
    if (auto const last = horizon(table)) sorted.emplace(*last, place(program, table));
  }
  if (sorted.empty()) return;
  head(page, "Figures that run out, first those known for the shortest time");
  for (auto const& [day, words] : sorted) {
    page.paragraph(fmt::format("{}{}: {}", day.to_string(), on && day < *on ? ", over" : "", words), 2, 4);
  }
}

void print_unchecked(Page& page, core::Program const& program) {
  bool first = true;
  for (auto const& table : program.tables) {
    auto const figure = [](core::Row const& row) { return row.value != model::none; };
    auto const open = [&](core::Row const& row) { return figure(row) && row.checked.empty(); };
    auto const all = std::count_if(table.rows.begin(), table.rows.end(), figure);
    auto const unchecked = std::count_if(table.rows.begin(), table.rows.end(), open);
    if (unchecked == 0) continue;
    if (first) head(page, "Figures that nothing independent has checked");
    first = false;
    std::string const of = all == 1 ? "" : fmt::format(", {} of {} figures", unchecked, all);
    page.paragraph(place(program, table) + of, 2, 4);
  }
}

}  // namespace

Outcome describe(Rules const& rules, std::string_view asked, std::string& text) {
  std::optional<model::Date> on;
  if (!asked.empty()) {
    on = model::Date::parse(asked);
    if (!on) {
      return {Status::bad_argument,
              fmt::format("`{}` is no date; write it as 2026-01-31", text::printable(asked))};
    }
  }
  if (!rules.ok()) return rules.outcome();
  auto const& program = rules.inside().program;
  Page page(80);
  print_packages(page, program);
  std::string const when = on ? " in force on " + on->to_string() : "";
  print_texts(page, program, core::LegalText::Kind::agreement, "Agreements" + when, on);
  print_texts(page, program, core::LegalText::Kind::regulation, "Regulations", on);
  print_texts(page, program, core::LegalText::Kind::scheme, "National schemes", on);
  print_awards(page, program);
  print_horizons(page, program, on);
  print_unchecked(page, program);
  print_facts(page, program);
  print_vocabulary(page, program);
  text = page.take();
  return {};
}

}  // namespace convenio::api
