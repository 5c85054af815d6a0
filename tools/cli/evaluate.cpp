// convenio evaluate: decides one case, or one case per line of standard input.
#include <algorithm>
#include <csignal>
#include <cstring>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/api/brief.hpp"
#include "engine/cases/codes.hpp"
#include "tools/cli/batch.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/lines.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/progress.hpp"
#include "tools/cli/resume.hpp"

namespace convenio::cli {

namespace {

std::string summary_of(api::Tally const& tally) {
  std::string line = fmt::format("{}: {} evaluated, {} bad", render::counted(tally.cases, "case", "cases"),
                                 tally.cases - tally.bad, tally.bad);
  std::vector<std::string> parts;
  for (auto const& [status, count] : tally.awards)
    parts.push_back(fmt::format("{} {}", count, render::status_in_words(status)));
  if (!parts.empty()) line += fmt::format("; awards: {}", fmt::join(parts, ", "));
  return line + "\n";
}

// For each status that leaves an award open what stands in the way, the most frequent first.
std::string reasons_of(api::Tally const& tally) {
  constexpr std::size_t most = 12;
  std::string text;
  for (auto const& [status, awards] : tally.awards) {
    std::vector<std::pair<std::size_t, std::string>> found;
    for (auto const& [reason, count] : tally.reasons)
      if (reason.first == status) found.emplace_back(count, reason.second);
    if (found.empty()) continue;
    std::stable_sort(found.begin(), found.end(),
                     [](auto const& a, auto const& b) { return a.first > b.first; });
    text += fmt::format("{}:\n", render::status_in_words(status));
    for (std::size_t n = 0; n < found.size() && n < most; ++n)
      text += fmt::format("{:>8}  {}\n", found[n].first, found[n].second);
    if (found.size() > most)
      text +=
          fmt::format("          and {} more\n", render::counted(found.size() - most, "reason", "reasons"));
  }
  return text;
}

std::string result_text(api::Decision const& decision, EvaluateOptions const& asked, bool indented) {
  if (asked.text) return api::explain(decision, {api::Detail::brief});
  return api::to_json(decision, {indented, asked.explanation, 0}) + "\n";
}

api::Decision refused(api::Rules const& rules) {
  return api::refused(rules, {cases::Code::document_too_large, "",
                              fmt::format("a line of more than {} bytes", api::case_limit), ""});
}

// What is done with a line by one thread, and what it counts.
struct Worker {
  virtual ~Worker() = default;
  virtual std::string head() const { return {}; }  // before all lines
  virtual std::string decide(Lines::Line const& line, std::size_t number) = 0;
  virtual api::Tally const& tally() const = 0;
};

struct Whole : Worker {  // the whole decision is written
  Whole(api::Rules const& of, EvaluateOptions const& options) : rules(of), asked(options) {}
  std::string decide(Lines::Line const& line, std::size_t number) override {
    auto const decision = line.too_long ? refused(rules) : api::decide(rules, line.text);
    ++count.cases;
    if (!decision.ok()) {
      ++count.bad;
      return api::to_json(decision, {false, false, number}) + "\n";
    }
    count.add(decision.inside().decision);
    return (asked.text && number > 1 ? "\n" : "") + result_text(decision, asked, false);
  }
  api::Tally const& tally() const override { return count; }
  api::Rules const& rules;
  EvaluateOptions const& asked;
  api::Tally count;
};

struct Fields : Worker {  // some fields are
  Fields(api::Rules const& of, render::Fields const& fields, bool table)
      : rules(of), brief(of, fields, table) {}
  std::string head() const override { return brief.head(); }
  std::string decide(Lines::Line const& line, std::size_t number) override {
    return line.too_long ? brief.refuse(refused(rules), number) : brief.decide(line.text, number);
  }
  api::Tally const& tally() const override { return brief.tally(); }
  api::Rules const& rules;
  api::Brief brief;
};

// What is wrong with the fields that were asked for; "" if nothing is.
std::string unknown_field(EvaluateOptions const& asked, render::Fields& fields) {
  for (auto const& name : asked.fields) {
    auto const* field = render::field_named(name);
    bool const fits = field && (!asked.csv || field->place == render::FieldInfo::Place::row);
    if (fits) {
      fields.add(field->field);
      continue;
    }
    std::vector<std::string_view> names;
    for (auto const& one : render::all_fields())
      if (!asked.csv || one.place == render::FieldInfo::Place::row) names.push_back(one.name);
    return fmt::format("{} is no field{}; there are {}", name, asked.csv ? " of a table" : "",
                       fmt::join(names, ", "));
  }
  return "";
}

Exit ended(Lines const& lines, api::Tally const& tally, bool with_reasons) {
  err(summary_of(tally));
  if (with_reasons) err(reasons_of(tally));
  if (lines.signal() != 0) {
    err(fmt::format("convenio: interrupted after {}\n", render::counted(tally.cases, "line", "lines")));
    return lines.signal() == SIGINT ? Exit::interrupted : Exit::terminated;
  }
  if (lines.error() != 0) {
    err(fmt::format("convenio: standard input cannot be read: {}\n", std::strerror(lines.error())));
    return Exit::host;
  }
  return tally.bad == 0 ? Exit::done : Exit::found;
}

// What the output depends on beside rules and input, in words.
std::string form_of(EvaluateOptions const& asked) {
  if (!asked.fields.empty())
    return fmt::format("{} {}", asked.csv ? "a table of" : "the fields", fmt::join(asked.fields, ","));
  return asked.text ? "decisions as text" : asked.explanation ? "decisions with explanations" : "decisions";
}

Exit evaluate_lines(api::Rules const& rules, EvaluateOptions const& asked, render::Fields const& fields) {
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<Work> work;
  for (unsigned n = 0; n < asked.jobs; ++n) {
    if (asked.fields.empty())
      workers.push_back(std::make_unique<Whole>(rules, asked));
    else
      workers.push_back(std::make_unique<Fields>(rules, fields, asked.csv));
    work.emplace_back([worker = workers.back().get()](auto const& line, auto number) {
      return worker->decide(line, number);
    });
  }
  std::optional<Resume> resume;
  if (!asked.resume.empty()) {
    resume.emplace(asked.resume, rules.inside().program.identity, form_of(asked));
    if (Exit const exit = resume->begin(); exit != Exit::done) return exit;
  }
  Batch* current = nullptr;
  Lines lines(STDIN_FILENO, api::case_limit, [&] {
    if (current) current->drain();
    flushed();
  });
  if (resume) {
    if (Exit const exit = resume->skip(lines); exit != Exit::done) return exit;
    if (lines.signal() != 0 || lines.error() != 0) return ended(lines, resume->tally(), asked.summary);
  }
  std::size_t const before = resume ? resume->lines() : 0;
  auto const write = [&](std::string const& text) {
    out(text);
    if (resume) resume->written(text);
  };
  auto const tally = [&] {
    api::Tally all = resume ? resume->tally() : api::Tally{};
    for (auto const& worker : workers) all.add(worker->tally());
    return all;
  };
  if (before == 0) write(workers.front()->head());
  Exit kept = Exit::done;
  {
    Progress progress(STDIN_FILENO, before);
    Batch batch(
        std::move(work), asked.line_buffered,
        [&](std::string const& text) {
          write(text);
          if (asked.line_buffered) flushed();
        },
        before);
    current = &batch;
    std::size_t cases = before;
    while (kept == Exit::done) {
      auto line = lines.next();
      if (!line) break;
      progress.tick(++cases);
      if (resume) resume->read(*line);
      batch.add(std::move(*line));
      if (!resume || !resume->due()) continue;
      batch.drain();
      kept = resume->keep(tally());
    }
    batch.drain();
    current = nullptr;
  }
  if (resume && kept == Exit::done) kept = resume->keep(tally());
  if (kept != Exit::done) return kept;
  return ended(lines, tally(), asked.summary);
}

}  // namespace

Exit evaluate(Options const& options, EvaluateOptions const& asked) {
  // The process ends with the command, and takes these with it.
  static auto& rules = *new api::Rules;
  static auto& decision = *new std::optional<api::Decision>;
  render::Fields fields;
  auto wrong = unknown_field(asked, fields);
  bool const of_a_batch = !asked.fields.empty() || asked.jobs > 1 || asked.summary || !asked.resume.empty();
  if (wrong.empty() && of_a_batch && asked.file != "-")
    wrong = "--fields, --jobs, --summary and --resume are for a batch; give - as the case";
  if (!wrong.empty()) {
    err(fmt::format("convenio: {}\n", wrong));
    return Exit::usage;
  }
  auto const quotes = asked.text || asked.explanation ? core::Quotes::read : core::Quotes::left_out;
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out, quotes); exit != Exit::done)
    return exit;
  if (asked.file == "-") return evaluate_lines(rules, asked, fields);
  if (Exit const exit = decide_file(rules, asked.file, decision, asked.text ? Told::yes : Told::no); exit != Exit::done) return exit;
  out(result_text(*decision, asked, true));
  return Exit::done;
}

}  // namespace convenio::cli
