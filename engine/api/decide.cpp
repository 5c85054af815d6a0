// From rules and a case document to a decision, and to what is said of it.
// Knows the order of reading, evaluating and rendering; knows no rule and no format.
#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/api/trying.hpp"
#include "engine/cases/codes.hpp"
#include "engine/cases/json.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/render/json.hpp"
#include "engine/render/letter.hpp"
#include "engine/render/text.hpp"
#include "engine/run/evaluate.hpp"

namespace convenio::api {

static_assert(case_limit == cases::Limits{}.document);

namespace {

Outcome faulty(std::vector<Fault> const& faults) {
  auto const& first = faults.front();
  return {
      Status::faulty_case,
      fmt::format("{}[{}] {}{}{}",
                  faults.size() == 1 ? "" : fmt::format("{} faults in the case, the first: ", faults.size()),
                  first.code, first.path, first.path.empty() ? "" : ": ", first.message)};
}

void take(Decided& decided, std::vector<cases::Fault> const& faults) {
  for (auto const& fault : faults)
    decided.faults.push_back({text::to_string(fault.code), fault.path, fault.message, fault.hint});
  if (!faults.empty()) decided.outcome = faulty(decided.faults);
}

// What the packages say that no case can be.
void refuse_impossible(Decided& decided) {
  auto const& program = decided.rules.inside().program;
  std::vector<cases::Fault> faults;
  for (auto const& met : run::impossibilities(program, decided.facts)) {
    faults.push_back({cases::Code::cannot_be_true, "facts", program.rules[met.condition].title,
                      fmt::format("one of these is wrong: {}", fmt::join(met.facts, ", "))});
  }
  take(decided, faults);
}

std::shared_ptr<Decided> begun(Rules const& rules) {
  auto decided = std::make_shared<Decided>();
  decided->rules = rules;
  decided->outcome = rules.outcome();
  return decided;
}

// `document`: as text, or as it was read.
template <class Document>
std::shared_ptr<Decided> read(Rules const& rules, Document const& document) {
  auto decided = begun(rules);
  if (!decided->outcome.ok()) return decided;
  auto read = cases::read_case(rules.inside().program, document);
  decided->case_id = read.facts.id;
  decided->facts = std::move(read.facts);
  take(*decided, read.faults);
  if (decided->outcome.ok()) refuse_impossible(*decided);
  return decided;
}

void evaluate(Decided& decided, run::Options const& options) {
  decided.decision = run::evaluate(decided.rules.inside().program, decided.facts, options);
  decided.told = options.sentences;
}

std::string faults_as_json(Decided const& decided, JsonOptions const& options) {
  cases::JsonWriter writer(options.indented);
  writer.begin_object().key("id");
  if (decided.case_id.empty())
    writer.null();
  else
    writer.string(decided.case_id);
  if (options.line > 0) writer.key("line").number(options.line);
  writer.key("error").begin_array();
  for (auto const& fault : decided.faults) {
    writer.begin_object()
        .member("code", fault.code)
        .member("path", fault.path)
        .member("message", fault.message);
    writer.optional_member("hint", fault.hint).end_object();
  }
  return writer.end_array().end_object().take();
}

render::Detail inner(Detail detail) {
  switch (detail) {
    case Detail::brief:
      return render::Detail::brief;
    case Detail::sheet:
      return render::Detail::sheet;
    case Detail::full:
      return render::Detail::full;
  }
  return render::Detail::sheet;
}

terms::Language inner(Language language) {
  switch (language) {
    case Language::english:
      return terms::Language::english;
    case Language::spanish:
      return terms::Language::spanish;
    case Language::portuguese:
      return terms::Language::portuguese;
    case Language::french:
      return terms::Language::french;
  }
  return terms::Language::english;
}

run::Options sentences() {
  run::Options options;
  options.sentences = true;
  return options;
}

// What rules say in words is asked for people only, and changes nothing of the decision: a decision that was made
// without it is made again.
template <class Write>
std::string in_words(Decided const& decided, Write const& write) {
  if (decided.told) return write(decided.decision);
  return write(run::evaluate(decided.rules.inside().program, decided.facts, sentences()));
}

}  // namespace

Outcome const& Decision::outcome() const { return decided_->outcome; }
std::string const& Decision::case_id() const { return decided_->case_id; }
std::vector<Fault> const& Decision::faults() const { return decided_->faults; }

std::string to_string(Fault const& fault) {
  return cases::to_string(fault.code, fault.path, fault.message, fault.hint);
}

Decision read_case(Rules const& rules, std::string_view case_json) {
  return Decision(read(rules, case_json));
}

Decision decide(Rules const& rules, std::string_view case_json) {
  auto decided = read(rules, case_json);
  if (decided->outcome.ok()) evaluate(*decided, {});
  return Decision(std::move(decided));
}

Decision decide_in_words(Rules const& rules, std::string_view case_json) {
  auto decided = read(rules, case_json);
  if (decided->outcome.ok()) evaluate(*decided, sentences());
  return Decision(std::move(decided));
}

Decision decide(Rules const& rules, cases::Json const& document) {
  auto decided = read(rules, document);
  if (decided->outcome.ok()) evaluate(*decided, {});
  return Decision(std::move(decided));
}

Decision decide(Rules const& rules, cases::Case facts, run::Options const& options) {
  auto decided = begun(rules);
  decided->case_id = facts.id;
  decided->facts = std::move(facts);
  if (decided->outcome.ok()) refuse_impossible(*decided);
  if (decided->outcome.ok()) evaluate(*decided, options);
  return Decision(std::move(decided));
}

Decision refused(Rules const& rules, cases::Fault const& fault) {
  auto decided = begun(rules);
  take(*decided, {fault});
  return Decision(std::move(decided));
}

void decide(Rules const& rules, std::vector<std::string_view> const& cases,
            std::function<bool(std::size_t, Decision const&)> const& each) {
  for (std::size_t n = 0; n < cases.size(); ++n) {
    if (!each(n, decide(rules, cases[n]))) return;
  }
}

std::string to_json(Decision const& decision, JsonOptions const& options) {
  auto const& decided = decision.inside();
  if (!decision.ok()) return faults_as_json(decided, options);
  auto const& rules = decided.rules.inside();
  return render::to_json(rules.program, decided.decision,
                         {options.indented, options.explanation, &rules.sources, rules.prefix});
}

std::optional<Language> language_named(std::string_view name) {
  for (auto const language : {Language::english, Language::spanish, Language::portuguese, Language::french}) {
    if (name == terms::name(inner(language)) || name == terms::code(inner(language))) return language;
  }
  return std::nullopt;
}

std::string explain(Decision const& decision, ExplainOptions const& options) {
  auto const& decided = decision.inside();
  if (!decision.ok()) {
    std::string text;
    for (auto const& fault : decided.faults) text += to_string(fault) + "\n";
    return text;
  }
  auto const& rules = decided.rules.inside();
  render::TextOptions text;
  text.detail = inner(options.detail);
  text.language = inner(options.language);
  text.columns = options.columns;
  text.ascii = options.ascii;
  text.sources = &rules.sources;
  return in_words(decided, [&](run::Decision const& told) {
    return render::to_text(rules.program, decided.facts, told, text);
  });
}

std::string letter(Decision const& decision, LetterOptions const& options) {
  if (!decision.ok()) return "";
  auto const& decided = decision.inside();
  auto const& rules = decided.rules.inside();
  render::TextOptions text;
  text.language = inner(options.language);
  text.sources = &rules.sources;
  auto const to = options.to == Addressee::person ? render::Addressee::person : render::Addressee::institution;
  return in_words(decided, [&](run::Decision const& told) {
    return render::to_letter(rules.program, decided.facts, told, to, text);
  });
}

run::TestResult run_test(core::Program const& program, core::Test const& test, run::Options const& options,
                         run::Beside* beside) {
  return run::run_test(program, test, options, beside);
}

}  // namespace convenio::api
