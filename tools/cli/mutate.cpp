// convenio test --mutate: how much of the rules do the tests of their package hold fast?
// Prints the changes that no test notices, and the share of those that one does.
#include "tools/mutate/mutate.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"
#include "tools/mutate/accepted.hpp"

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;
using Outcome = mutate::Trial::Outcome;

struct Tally {
  std::size_t killed = 0, refused = 0, accepted = 0, survived = 0, faults = 0;
  std::size_t tried() const { return killed + accepted + survived; }
  void operator+=(Tally const& other) {
    killed += other.killed;
    refused += other.refused;
    accepted += other.accepted;
    survived += other.survived;
    faults += other.faults;
  }
};

// One decimal, rounded down, so that 100.0 means all of them.
std::string percent(Tally const& tally) {
  std::size_t const thousandths = tally.tried() == 0 ? 1000 : tally.killed * 1000 / tally.tried();
  return fmt::format("{}.{} %", thousandths / 10, thousandths % 10);
}

std::string line_of(api::Loaded const& loaded, text::Span span) {
  auto const& source = loaded.sources[span.source];
  return std::string(mutate::trimmed(source.line(source.position(span.begin).line)));
}

struct AcceptedFile {
  std::string path;
  mutate::Accepted content;
};

// The files `mutants.accepted` in the folders of the package.
std::vector<AcceptedFile> accepted_files(api::Loaded const& loaded, std::string const& package) {
  std::set<std::string> folders;
  for (auto const& file : loaded.files) {
    if (file.package.text == package)
      folders.insert(fs::path(loaded.sources[file.source].name()).parent_path().generic_string());
  }
  std::vector<AcceptedFile> files;
  for (auto const& folder : folders) {
    auto const path = (fs::path(folder) / "mutants.accepted").generic_string();
    std::error_code ec;
    if (!fs::exists(path, ec)) continue;
    auto text = read_file(path, api::file_limit);
    AcceptedFile file{path, {}};
    if (text.trouble.empty())
      file.content = mutate::read_accepted(text.text);
    else
      file.content.faults.push_back(text.trouble);
    files.push_back(std::move(file));
  }
  return files;
}

// What an acceptance speaks of: does such a change survive, was it not tried, or is it noticed or gone?
struct Match {
  bool survives = false, untried = false, noticed = false;
};

class Report {
 public:
  Report(api::Loaded const& loaded, mutate::Run const& run, std::string const& package)
      : loaded_(loaded),
        run_(run),
        package_(package),
        files_(accepted_files(loaded, package)),
        is_accepted_(run.trials.size(), false) {
    for (auto const& trial : run.trials) lines_.push_back(line_of(loaded, trial.span));
  }

  Tally print() {
    for (auto const& file : files_) compare(file);
    for (std::size_t n = 0; n < run_.trials.size(); ++n) count(n);
    list_survivors();
    out(fmt::format(
        "{}: {} killed, {} of {}; {} accepted with a reason, {} survived; {} refused by the checker\n",
        package_, percent(tally_), tally_.killed, tally_.tried(), tally_.accepted, tally_.survived,
        tally_.refused));
    return tally_;
  }

 private:
  Match match(std::string const& change, std::string const& line) {
    Match found;
    for (std::size_t n = 0; n < run_.trials.size(); ++n) {
      auto const& trial = run_.trials[n];
      if (trial.change != change || lines_[n] != line) continue;
      if (trial.outcome == Outcome::survived) is_accepted_[n] = found.survives = true;
      if (trial.outcome == Outcome::untried) found.untried = true;
      if (trial.outcome == Outcome::killed || trial.outcome == Outcome::refused) found.noticed = true;
    }
    return found;
  }

  void compare(AcceptedFile const& file) {
    for (auto const& fault : file.content.faults) complain(fmt::format("{}:{}", file.path, fault));
    for (auto const& acceptance : file.content.all) {
      for (auto const& change : acceptance.changes) {
        for (auto const& line : acceptance.lines) {
          auto const found = match(change, line);
          if (found.survives || found.untried) continue;
          complain(fmt::format("{}:{}: {}\n    accept {}\n    in {}", file.path, acceptance.line,
                               found.noticed
                                   ? "a test or the checker notices this change; take it out of the list"
                                   : "no such change in the rules; take it out of the list",
                               change, line));
        }
      }
    }
  }

  void complain(std::string const& what) {
    out(what + "\n");
    ++tally_.faults;
  }

  void count(std::size_t n) {
    switch (run_.trials[n].outcome) {
      case Outcome::untried:
        return;
      case Outcome::killed:
        ++tally_.killed;
        return;
      case Outcome::refused:
        ++tally_.refused;
        return;
      case Outcome::survived:
        break;
    }
    ++(is_accepted_[n] ? tally_.accepted : tally_.survived);
    if (!is_accepted_[n]) survivors_.push_back(n);
  }

  // By article and line, in the form in which the file of accepted changes has them.
  void list_survivors() {
    std::string place = "\n";
    for (std::size_t n = 0; n < survivors_.size(); ++n) {
      std::size_t const at = survivors_[n];
      auto const& trial = run_.trials[at];
      if (trial.place != place) {
        place = trial.place;
        out(fmt::format("SURVIVED  {}{}{}\n", package_, place.empty() ? "" : ": ", place));
      }
      out(fmt::format("    {}\n        accept {}\n", loaded_.sources.place(trial.span), trial.change));
      bool const more = n + 1 < survivors_.size() && line_number(survivors_[n + 1]) == line_number(at);
      if (!more) out(fmt::format("        in {}\n", lines_[at]));
      if (!more && trial.blind > 0) {
        out(fmt::format("        {} set{} the value of `{}`, and see{} nothing of it\n",
                        trial.blind == 1 ? "1 test" : fmt::format("{} tests", trial.blind),
                        trial.blind == 1 ? "s" : "", trial.rule, trial.blind == 1 ? "s" : ""));
      }
    }
  }
  std::pair<text::SourceId, std::uint32_t> line_number(std::size_t n) const {
    auto const span = run_.trials[n].span;
    return {span.source, loaded_.sources[span.source].position(span.begin).line};
  }

  api::Loaded const& loaded_;
  mutate::Run const& run_;
  std::string const& package_;
  std::vector<AcceptedFile> files_;
  std::vector<std::string> lines_;
  std::vector<bool> is_accepted_;
  std::vector<std::size_t> survivors_;
  Tally tally_;
};

}  // namespace

Exit mutate(Options const& options, MutateOptions const& asked, std::vector<std::string> const& packages) {
  Tally all;
  bool weak = false;
  for (auto const& package : packages) {
    Options own = options;
    own.packages = {package};
    api::Rules rules;
    if (Exit const exit = load(own, rules); exit != Exit::done) return exit;
    auto const run = mutate::run(rules, *provider(own), package, asked.sample, asked.jobs);
    for (auto const& title : run.failing) out(fmt::format("FAILED  {}: {}\n", package, title));
    if (!run.failing.empty()) err("convenio: changes are tried when all tests pass\n");
    if (!run.failing.empty()) return Exit::found;
    if (run.broken) err("convenio: the rules could not be read again as they were\n");
    if (run.broken) return Exit::host;
    Tally const tally = Report(rules.inside(), run, package).print();
    weak = weak || tally.killed * 100 < tally.tried() * asked.at_least;
    all += tally;
  }
  out(
      fmt::format("{} changes of rules: {} killed, {} of {}; {} accepted with a reason, {} survived; "
                  "{} refused by the checker\n",
                  all.tried() + all.refused, percent(all), all.killed, all.tried(), all.accepted,
                  all.survived, all.refused));
  if (weak) out(fmt::format("a package is below {} %\n", asked.at_least));
  return weak || all.survived > 0 || all.faults > 0 ? Exit::found : Exit::done;
}

}  // namespace convenio::cli
