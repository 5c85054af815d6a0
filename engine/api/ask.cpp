// What any expression of the rules gives on a case: it is checked as if it stood in a test of a package that
// imports all others. Knows the order of loading, reading and evaluating; knows no operator.
#include <algorithm>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/render/json.hpp"
#include "engine/render/reasons.hpp"
#include "engine/run/evaluate.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api {

namespace {

constexpr std::string_view package = "asked_of_a_case";
constexpr std::string_view file_name = "the expression";

// The whole package; the expression stands on a line of its own, so that messages quote it alone.
std::string wrapped(std::vector<std::string> const& packages, std::string_view expression) {
  return fmt::format("package {}\n{}\ntest \"asked\" {{\n  expect (\n{}\n  ) granted\n}}\n", package,
                     packages.empty() ? "" : fmt::format("import {}", fmt::join(packages, ", ")), expression);
}

struct Found {
  run::Status status{};
  model::Value value;
  core::TypeId type = model::none;
  std::vector<model::Blocker> blockers;
  bool unclaimed = false;  // an award for which the case does not ask
};

Found of_award(core::Program const& program, cases::Case const& facts, core::Test const& test,
               core::Expectation const& asked) {
  std::vector<model::Value> arguments;
  for (auto const argument : asked.award_arguments)
    arguments.push_back(run::evaluate(program, facts, argument, test.slots));
  auto const decision = run::evaluate(program, facts);
  for (auto const& award : decision.awards) {
    bool const same =
        award.award == asked.award &&
        std::equal(award.arguments.begin(), award.arguments.end(), arguments.begin(), arguments.end(),
                   [](auto const& a, auto const& b) { return model::equal(a, b); });
    if (same) return {award.status, award.value, program.awards[award.award].type, award.blockers, false};
  }
  return {run::Status::not_applicable, {}, program.awards[asked.award].type, {}, true};
}

Found of_value(core::Program const& program, cases::Case const& facts, core::Test const& test,
               core::Expectation const& asked) {
  auto const type = program.expressions[asked.expr].type;
  auto value = run::evaluate(program, facts, asked.expr, test.slots);
  if (!value.absent()) return {run::Status::granted, std::move(value), type, {}, false};
  auto const absence = value.absence();
  return {run::status_of(absence), std::move(value), type, absence.blockers, false};
}

// ---------------------------------------------------------------- the answer as text, at most 80 columns
// wide

using render::Page;

std::string attributes_in_words(core::Program const& program, model::Period const& period) {
  std::string text;
  for (std::size_t n = 0; n < period.attributes.size() && n < program.attributes.size(); ++n) {
    if (period.attributes[n].absent() || program.attributes[n].fallback != model::none) continue;
    text += fmt::format(", {} {}", program.attributes[n].name,
                        core::to_string(program, period.attributes[n], program.attributes[n].type));
  }
  if (period.certified) {
    auto const& quantity = *period.certified;
    text += fmt::format(", certified {} {}",
                        quantity.amount.to_decimal(0, 6).value_or(quantity.amount.to_string()),
                        model::name(quantity.unit));
  }
  return text;
}

void print_periods(Page& page, core::Program const& program, model::History const& history) {
  auto const print = [&](model::Period const& period, bool dated) {
    std::string const days = fmt::format("{} to {}", period.begin.to_string(), render::last_day(period.end));
    page.paragraph(fmt::format("{}: {}, {}{}{}", period.id, core::state_code(program, period.state),
                               dated ? "" : "undated, within ", days, attributes_in_words(program, period)),
                   2, 4);
  };
  for (auto const& period : history.periods) print(period, true);
  for (auto const& period : history.undated) print(period, false);
}

// Records and what holds several things have a line for each.
void print_value(Page& page, core::Program const& program, model::Value const& value, core::TypeId type,
                 std::size_t indent) {
  if (auto const* list = std::get_if<model::ListPtr>(&value.content); list && *list) {
    auto const element = program.types[type].element;
    auto const kind = program.types[element].kind;
    bool const plain = kind != core::Type::Kind::record && kind != core::Type::Kind::list;
    if (plain || (*list)->items.empty()) {
      page.paragraph(core::to_string(program, value, type), indent, indent + 2);
      return;
    }
    for (auto const& item : (*list)->items) print_value(page, program, item, element, indent);
    return;
  }
  auto const* record = std::get_if<model::RecordPtr>(&value.content);
  if (!record || !*record || (*record)->record >= program.records.size()) {
    page.paragraph(render::value_in_words(program, value, type), indent, indent + 2);
    auto const* history = std::get_if<model::HistoryPtr>(&value.content);
    if (history && *history) print_periods(page, program, **history);
    return;
  }
  auto const& declared = program.records[(*record)->record];
  page.paragraph(declared.name, indent, indent + 2);
  for (std::size_t n = 0; n < declared.fields.size() && n < (*record)->fields.size(); ++n) {
    auto const& field = (*record)->fields[n];
    std::string const shown =
        field.absent() ? "not known" : core::to_string(program, field, declared.fields[n].type);
    page.paragraph(fmt::format("{}: {}", declared.fields[n].name, shown), indent + 2, indent + 4);
  }
}

// What cannot be computed is no silence of the law.
std::string_view headline(Found const& found) {
  bool const impossible = !found.blockers.empty() &&
                          std::all_of(found.blockers.begin(), found.blockers.end(), [](auto const& one) {
                            return one.kind == model::Blocker::Kind::impossible;
                          });
  return impossible ? render::kind_in_words(model::Blocker::Kind::impossible)
                    : render::status_in_words(found.status);
}

std::string as_text(core::Program const& program, Found const& found) {
  Page page(80);
  if (!found.value.absent()) {
    if (found.status == run::Status::at_least) page.line("at least");
    print_value(page, program, found.value, found.type, 0);
    return page.take();
  }
  page.line(found.unclaimed ? "not applicable: the case asks for no such award" : headline(found));
  for (auto const& reason : render::group(program, found.blockers)) {
    std::string subject = reason.subject;
    if (subject.ends_with('.')) subject.pop_back();
    page.paragraph(reason.kind == model::Blocker::Kind::impossible
                       ? subject
                       : fmt::format("{}: {}", render::kind_in_words(reason.kind), subject),
                   2, 4);
    if (!reason.question.empty()) page.paragraph(reason.question, 4);
    if (reason.held_by) page.paragraph("held by " + render::holder_in_words(program, *reason.held_by), 4, 6);
    for (auto const& asker : reason.asked_by) page.paragraph("asked by " + asker, 4, 6);
  }
  return page.take();
}

std::string as_json(core::Program const& program, Found const& found, std::string_view case_id,
                    std::string_view expression) {
  text::JsonWriter w(true);
  bool const known = found.status == run::Status::granted;
  w.begin_object()
      .member("format", "convenio-answer-1")
      .member("case", case_id)
      .member("expression", expression);
  w.member("type", core::type_name(program, found.type));
  w.member("status", known ? "known" : run::name(found.status)).key("value");
  if (found.value.absent())
    w.null();
  else
    w.string(core::to_string(program, found.value, found.type));
  w.key("reasons").begin_array();
  for (auto const& reason : render::group(program, found.blockers)) {
    w.begin_object().member("kind", render::kind_name(reason.kind)).member("subject", reason.subject);
    w.optional_member("question", reason.question).key("asked_by").begin_array();
    for (auto const& asker : reason.asked_by) w.string(asker);
    w.end_array().end_object();
  }
  return w.end_array().end_object().take() + "\n";
}

// What is wrong with the expression, at its place in it: of the package around it nobody has heard.
std::string faults_of(Rules const& rules, std::string_view expression) {
  auto const& loaded = rules.inside();
  auto sources = loaded.sources;
  auto const own = sources.add(std::string(file_name), std::string(expression));
  auto const length = static_cast<std::uint32_t>(expression.size());
  auto const moved = [&](text::Span span) {
    if (span.source == text::no_source || span.source >= own) return span;
    auto const& source = sources[span.source];
    constexpr std::string_view before = "  expect (\n";
    auto const begins = static_cast<std::uint32_t>(source.text().find(before) + before.size());
    if (!source.name().ends_with(std::string(file_name) + ".convenio")) return span;
    auto const within = [&](std::uint32_t at) { return at < begins ? 0U : std::min(at - begins, length); };
    return text::Span{own, within(span.begin), within(span.end)};
  };
  std::string text;
  for (auto one : loaded.diagnostics.all()) {
    if (one.severity != text::Severity::error) continue;
    one.span = moved(one.span);
    for (auto& place : one.places) place.span = moved(place.span);
    constexpr std::string_view around = " in the expectation";
    if (auto const at = one.message.find(around); at != std::string::npos)
      one.message.erase(at, around.size());
    text += text::render(one, sources) + "\n";
  }
  return text;
}

}  // namespace

Outcome ask(ProviderPtr const& provider, std::vector<std::string> const& packages, std::string_view case_json,
            std::string_view expression, Form form, std::string& answer) {
  auto const plain = load(*provider, packages, Tests::left_out);
  if (!plain.ok()) {
    answer = diagnose(plain);
    return plain.outcome();
  }
  auto const own =
      overlay({{std::string(file_name) + ".convenio", wrapped(plain.packages(), expression)}}, provider);
  auto const rules = load(*own, {std::string(package)}, Tests::read);
  if (!rules.ok()) {
    answer = faults_of(rules, expression);
    return rules.outcome();
  }
  auto const& program = rules.inside().program;
  auto const test = std::find_if(program.tests.begin(), program.tests.end(),
                                 [](core::Test const& one) { return one.package == package; });
  if (test == program.tests.end() || test->expectations.size() != 1)
    return {Status::bad_argument, "this is no single expression"};
  auto const decision = read_case(rules, case_json);
  if (!decision.ok()) {
    for (auto const& fault : decision.faults()) answer += to_string(fault) + "\n";
    return decision.outcome();
  }
  auto const& facts = decision.inside().facts;
  auto const& asked = test->expectations.front();
  auto const found = asked.award != model::none ? of_award(program, facts, *test, asked)
                                                : of_value(program, facts, *test, asked);
  answer = form == Form::json ? as_json(program, found, facts.id, expression) : as_text(program, found);
  return {};
}

}  // namespace convenio::api
