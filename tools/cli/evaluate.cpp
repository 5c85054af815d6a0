// convenio evaluate: decides one case, or one case per line of standard input.
// The clock serves the progress line only; no result depends on it.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <map>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/cases/codes.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/lines.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

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

std::string result_text(api::Decision const& decision, EvaluateOptions const& asked, bool indented) {
  if (asked.text) return api::explain(decision, {api::Detail::brief});
  return api::to_json(decision, {indented, asked.explanation, 0}) + "\n";
}

api::Decision decide(api::Rules const& rules, Lines::Line const& line) {
  if (!line.too_long) return api::decide(rules, line.text);
  return api::refused(rules, {cases::Code::document_too_large, "",
                              fmt::format("a line of more than {} bytes", api::case_limit), ""});
}

Exit ended(Lines const& lines, Summary const& summary) {
  err(summary.text());
  if (lines.signal() != 0) {
    err(fmt::format("convenio: interrupted after {}\n", render::counted(summary.cases, "line", "lines")));
    return lines.signal() == SIGINT ? Exit::interrupted : Exit::terminated;
  }
  if (lines.error() != 0) {
    err(fmt::format("convenio: standard input cannot be read: {}\n", std::strerror(lines.error())));
    return Exit::host;
  }
  return summary.bad == 0 ? Exit::done : Exit::found;
}

Exit evaluate_lines(api::Rules const& rules, EvaluateOptions const& asked) {
  Lines lines(STDIN_FILENO, api::case_limit, [] { flushed(); });
  Summary summary;
  {
    Progress progress;
    while (auto const line = lines.next()) {
      ++summary.cases;
      progress.tick(summary.cases);
      auto const decision = decide(rules, *line);
      if (decision.ok()) {
        summary.add(decision.inside().decision);
        if (asked.text && summary.cases > 1) out("\n");
        out(result_text(decision, asked, false));
      } else {
        ++summary.bad;
        out(api::to_json(decision, {false, false, summary.cases}) + "\n");
      }
      if (asked.line_buffered) flushed();
    }
  }
  return ended(lines, summary);
}

}  // namespace

Exit evaluate(Options const& options, EvaluateOptions const& asked) {
  // The process ends with the command, and takes these with it.
  static auto& rules = *new api::Rules;
  static auto& decision = *new std::optional<api::Decision>;
  auto const quotes = asked.text || asked.explanation ? core::Quotes::read : core::Quotes::left_out;
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out, quotes); exit != Exit::done)
    return exit;
  if (asked.file == "-") return evaluate_lines(rules, asked);
  if (Exit const exit = decide_file(rules, asked.file, decision); exit != Exit::done) return exit;
  out(result_text(*decision, asked, true));
  return Exit::done;
}

}  // namespace convenio::cli
