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
    if (same) return {award.status, award.value, program.awards[award.award].type, award.blockers};
  }
  return {run::Status::not_applicable, {}, program.awards[asked.award].type, {}};
}

Found of_value(core::Program const& program, cases::Case const& facts, core::Test const& test,
               core::Expectation const& asked) {
  auto const type = program.expressions[asked.expr].type;
  auto value = run::evaluate(program, facts, asked.expr, test.slots);
  if (!value.absent()) return {run::Status::granted, std::move(value), type, {}};
  auto const absence = value.absence();
  return {run::status_of(absence), std::move(value), type, absence.blockers};
}

std::string as_text(core::Program const& program, Found const& found) {
  if (!found.value.absent()) {
    auto const text = render::value_in_words(program, found.value, found.type);
    return found.status == run::Status::at_least ? fmt::format("at least {}\n", text) : text + "\n";
  }
  std::string text(render::status_in_words(found.status));
  text += '\n';
  for (auto const& reason : render::group(program, found.blockers)) {
    text += fmt::format("  {}: {}\n", reason.subject, render::kind_in_words(reason.kind));
    if (!reason.question.empty()) text += fmt::format("    {}\n", reason.question);
    if (reason.held_by)
      text += fmt::format("    held by {}\n", render::holder_in_words(program, *reason.held_by));
    for (auto const& asker : reason.asked_by) text += fmt::format("    asked by {}\n", asker);
  }
  return text;
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

// What is wrong with the expression, and not with the rules.
std::string faults_of(Rules const& rules) {
  auto const& loaded = rules.inside();
  std::string text;
  for (auto const& one : loaded.diagnostics.all()) {
    if (one.severity == text::Severity::error) text += text::render(one, loaded.sources) + "\n";
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
    answer = faults_of(rules);
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
