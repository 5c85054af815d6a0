// convenio evaluate: decides one case, or one case per line of standard input.
// The clock serves the progress line only; no result depends on it.
#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/cases/codes.hpp"
#include "engine/cases/json.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/render/json.hpp"
#include "engine/render/text.hpp"
#include "engine/render/words.hpp"
#include "engine/run/evaluate.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

std::string error_line(std::string const& id, std::size_t line, std::vector<cases::Fault> const& faults) {
  cases::JsonWriter writer(false);
  writer.begin_object().key("id");
  if (id.empty())
    writer.null();
  else
    writer.string(id);
  writer.key("line").number(line).key("error").begin_array();
  for (auto const& fault : faults) {
    writer.begin_object()
        .member("code", fault.code.printed())
        .member("path", fault.path)
        .member("message", fault.message);
    writer.optional_member("hint", fault.hint).end_object();
  }
  return writer.end_array().end_object().take();
}

// "1200 cases" on a terminal, from the third second on.
class Progress {
 public:
  void tick(std::size_t cases) {
    if (!terminal_ || cases % 16 != 0) return;
    auto const now = std::chrono::steady_clock::now();
    if (now - start_ < std::chrono::seconds(2) || now - shown_ < std::chrono::milliseconds(500)) return;
    shown_ = now;
    any_ = true;
    err(fmt::format("\r{} cases", cases));
  }
  ~Progress() {
    if (any_) err("\r");
  }

 private:
  bool terminal_ = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) != 1;
  bool any_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_ = start_;
};

struct Summary {
  std::size_t cases = 0, bad = 0;
  std::map<run::Status, std::size_t> awards;

  void add(run::Decision const& decision) {
    for (auto const& award : decision.awards) ++awards[award.status];
  }
  std::string text() const {
    std::string line =
        fmt::format("{}: {} evaluated, {} bad", render::counted(cases, "case", "cases"), cases - bad, bad);
    std::vector<std::string> parts;
    for (auto const& [status, count] : awards) {
      parts.push_back(fmt::format("{} {}", count, render::status_in_words(status)));
    }
    if (!parts.empty()) line += fmt::format("; awards: {}", fmt::join(parts, ", "));
    return line + "\n";
  }
};

std::string result_text(Options const& options, Loaded const& loaded, cases::Case const& facts,
                        run::Decision const& decision, EvaluateOptions const& asked, bool indented) {
  if (!asked.text)
    return render::to_json(loaded.program, decision,
                           json_options(options, loaded, indented, asked.explanation)) +
           "\n";
  render::TextOptions text;
  text.detail = render::Detail::brief;
  text.sources = &loaded.sources;
  return render::to_text(loaded.program, facts, decision, text);
}

Exit evaluate_lines(Options const& options, Loaded const& loaded, EvaluateOptions const& asked) {
  cases::Limits const limits;
  Summary summary;
  {
    Progress progress;
    bool too_long = false;
    std::size_t number = 0;
    while (auto const line = read_line(stdin, limits.document, too_long)) {
      ++number;
      if (!too_long && line->find_first_not_of(" \t") == std::string::npos) continue;
      ++summary.cases;
      progress.tick(summary.cases);
      auto read = too_long ? cases::ReadResult{} : cases::read_case(loaded.program, *line, limits);
      if (too_long)
        read.faults.push_back({cases::Code::document_too_large, "",
                               fmt::format("a line of more than {} bytes", limits.document), ""});
      if (!read.ok()) {
        ++summary.bad;
        out(error_line(read.facts.id, number, read.faults) + "\n");
        continue;
      }
      auto const decision = run::evaluate(loaded.program, read.facts);
      summary.add(decision);
      if (asked.text && summary.cases > 1) out("\n");
      out(result_text(options, loaded, read.facts, decision, asked, false));
    }
  }
  err(summary.text());
  if (std::ferror(stdin) != 0) {
    err("convenio: standard input cannot be read\n");
    return Exit::host;
  }
  return summary.bad == 0 ? Exit::done : Exit::found;
}

}  // namespace

Exit evaluate(Options const& options, EvaluateOptions const& asked) {
  Loaded loaded;
  if (Exit const exit = load(options, loaded); exit != Exit::done) return exit;
  if (asked.file == "-") return evaluate_lines(options, loaded, asked);
  cases::ReadResult read;
  if (Exit const exit = read_case_file(loaded, asked.file, read); exit != Exit::done) return exit;
  out(result_text(options, loaded, read.facts, run::evaluate(loaded.program, read.facts), asked, true));
  return Exit::done;
}

}  // namespace convenio::cli
