// What the packages contain, or the part of it that is chosen, as text: instruments and their parties,
// schemes, facts, awards. Without a date it tells all spans; it asks no clock for one.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/api/contents.hpp"
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

void print_packages(Page& page, Contents const& contents) {
  head(page, "Packages");
  page.paragraph(fmt::format("{}", fmt::join(contents.packages, ", ")), 2);
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

void print_texts(Page& page, core::Program const& program, Contents const& contents,
                 core::LegalText::Kind kind, std::string_view title, std::optional<model::Date> on) {
  bool any = false;
  for (auto const id : contents.texts) {
    auto const& text = program.texts[id];
    if (text.kind != kind) continue;
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

void print_facts(Page& page, core::Program const& program, Contents const& contents) {
  head(page, contents.narrowed ? "Facts that a case is asked" : "Facts that a case may give");
  if (contents.narrowed && contents.facts.empty()) page.line("  none");
  for (auto const id : contents.facts) {
    auto const& fact = program.facts[id];
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
  if (contents.attributes.empty()) return;
  head(page, "What a period may say besides id, state, from, to and certified");
  for (auto const id : contents.attributes) {
    auto const& attribute = program.attributes[id];
    page.paragraph(fmt::format("{}: {}", attribute.name, render::type_in_words(program, attribute.type)), 2,
                   4);
    if (!attribute.question.empty()) page.paragraph(attribute.question, 6);
    print_holder(page, render::holder_in_words(program, attribute.held_by));
  }
}

void print_vocabulary(Page& page, core::Program const& program, Contents const& contents) {
  head(page, "Words");
  std::vector<std::string> states;
  for (auto const id : contents.states)
    states.push_back(fmt::format("{} {}", program.states[id].code, program.states[id].title));
  page.paragraph(fmt::format("state: {}", fmt::join(states, ", ")), 2, 4);
  for (auto const id : contents.states) {
    auto const& state = program.states[id];
    if (!state.unit) continue;
    std::string const citation = render::cite(program, state.counted);
    page.paragraph(fmt::format("{} counts insurance in {}{}", state.code, model::name(*state.unit),
                               citation.empty() ? "" : " (" + citation + ")"),
                   2, 4);
  }
  for (auto const id : contents.enumerations) {
    auto const& enumeration = program.enumerations[id];
    std::vector<std::string> names;
    for (auto const& value : enumeration.values) {
      bool const added = value.package != enumeration.package;
      names.push_back(added ? fmt::format("{} (added by {})", value.name, value.package) : value.name);
    }
    page.paragraph(fmt::format("{}: {}", enumeration.name, fmt::join(names, ", ")), 2, 4);
  }
  for (auto const id : contents.records) {
    auto const& record = program.records[id];
    std::vector<std::string> fields;
    for (auto const& field : record.fields) {
      fields.push_back(fmt::format("{}: {}", field.name, render::type_in_words(program, field.type)));
    }
    page.paragraph(fmt::format("{} {{ {} }}", record.name, fmt::join(fields, ", ")), 2, 4);
  }
}

void print_awards(Page& page, core::Program const& program, Contents const& contents) {
  if (!contents.awards.empty()) head(page, "Awards and their routes");
  for (auto const& [id, routes] : contents.awards) {
    auto const& award = program.awards[id];
    page.paragraph(award.name + (award.title.empty() ? "" : ": " + award.title), 2, 4);
    for (auto const number : routes) {
      auto const& route = award.routes[number];
      std::string const citation = render::cite(program, route.citation);
      page.paragraph(fmt::format("{}{}{}", route.name, route.title.empty() ? "" : ": " + route.title,
                                 citation.empty() ? "" : " (" + citation + ")"),
                     4, 6);
    }
  }
  if (!contents.questions.empty()) head(page, "Questions");
  for (auto const id : contents.questions) {
    auto const& question = program.questions[id];
    std::string const citation = render::cite(program, question.citation);
    page.paragraph(
        fmt::format("{}: {}{}", question.name, question.title, citation.empty() ? "" : " (" + citation + ")"),
        2, 4);
  }
}

std::string place(core::Program const& program, core::Table const& table) {
  std::string const citation = render::cite(program, table.citation);
  return fmt::format("{} of {}{}", table.name, table.package, citation.empty() ? "" : " (" + citation + ")");
}

void print_horizons(Page& page, core::Program const& program, Contents const& contents,
                    std::optional<model::Date> on) {
  if (contents.running_out.empty()) return;
  head(page, "Figures that run out, first those known for the shortest time");
  for (auto const& [day, table, keys] : contents.running_out) {
    page.paragraph(fmt::format("{}{}: {}{}", day.to_string(), on && day < *on ? ", over" : "",
                               place(program, program.tables[table]), keys.empty() ? "" : ", " + keys),
                   2, 4);
  }
}

void print_unchecked(Page& page, core::Program const& program, Contents const& contents) {
  if (!contents.unchecked.empty()) head(page, "Figures that nothing independent has checked");
  for (auto const& [table, unchecked, all] : contents.unchecked) {
    std::string const of = all == 1 ? "" : fmt::format(", {} of {} figures", unchecked, all);
    page.paragraph(place(program, program.tables[table]) + of, 2, 4);
  }
}

// "of AR, BR for old_age on 2026-01-01": what was chosen.
std::string in_words(Selection const& selection) {
  std::string text;
  auto const add = [&](std::string_view word, std::vector<std::string> const& names) {
    if (!names.empty()) text += fmt::format(" {} {}", word, fmt::join(names, ", "));
  };
  add("of", selection.states);
  add("for", selection.branches);
  add("by", selection.packages);
  return text;
}

}  // namespace

Outcome describe(Rules const& rules, Selection const& selection, Form form, std::string& made) {
  if (!rules.ok()) return rules.outcome();
  auto const& program = rules.inside().program;
  Chosen chosen;
  if (auto const outcome = choose(program, selection, chosen); !outcome.ok()) return outcome;
  Contents const contents = contents_of(program, chosen);
  if (form == Form::json) {
    made = contents_as_json(program, contents, selection);
    return {};
  }
  Page page(80);
  print_packages(page, contents);
  auto const on = chosen.on;
  std::string const of = in_words(selection);
  std::string const when = of + (on ? " in force on " + on->to_string() : "");
  print_texts(page, program, contents, core::LegalText::Kind::agreement, "Agreements" + when, on);
  print_texts(page, program, contents, core::LegalText::Kind::regulation, "Regulations" + of, on);
  print_texts(page, program, contents, core::LegalText::Kind::scheme, "National schemes" + of, on);
  print_awards(page, program, contents);
  print_horizons(page, program, contents, on);
  print_unchecked(page, program, contents);
  print_facts(page, program, contents);
  print_vocabulary(page, program, contents);
  made = page.take();
  return {};
}

Outcome describe(Rules const& rules, std::string_view on, std::string& text) {
  Selection selection;
  selection.on = on;
  return describe(rules, selection, Form::text, text);
}

}  // namespace convenio::api
