// Tries changes of one package on several threads, each with rules of its own.
// Knows the checker and the tests; knows no output.
#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "grammar/syntax/mutants.hpp"
#include "tools/mutate/mutate.hpp"

namespace convenio::mutate {

namespace {

// The tests of imported packages are not run; without them the checker has less to do.
void drop_foreign_tests(std::vector<syntax::File>& files, std::string const& package) {
  for (auto& file : files) {
    if (file.package.text == package) continue;
    std::erase_if(file.declarations, [](syntax::Declaration const& one) {
      return std::holds_alternative<syntax::TestDecl>(one.node);
    });
  }
}

// One thread's rules.
class Bench {
 public:
  Bench(api::Loaded& loaded, std::string const& package) : loaded_(loaded), package_(package) {
    drop_foreign_tests(loaded_.files, package_);
    mutants_ = syntax::mutants(loaded_.files, package_, loaded_.sources);
  }
  std::vector<syntax::Mutant> const& mutants() const { return mutants_; }

  Trial::Outcome attempt(std::size_t index) {
    mutants_[index].swap();
    auto const outcome = judge();
    mutants_[index].swap();
    return outcome;
  }

 private:
  Trial::Outcome judge() {
    text::Diagnostics diagnostics;
    auto const program = api::check(loaded_, diagnostics);
    if (diagnostics.has_errors()) return Trial::Outcome::refused;
    // The test that failed last is asked first: neighbouring changes often fail the same test.
    std::size_t const count = program.tests.size();
    for (std::size_t n = 0; n < count; ++n) {
      std::size_t const at = (likely_ + n) % count;
      if (program.tests[at].package != package_) continue;
      if (api::run_test(program, program.tests[at]).passed) continue;
      likely_ = at;
      return Trial::Outcome::killed;
    }
    return Trial::Outcome::survived;
  }

  api::Loaded& loaded_;
  std::string package_;
  std::vector<syntax::Mutant> mutants_;
  std::size_t likely_ = 0;
};

// The rule, parameter or table around a place: its name, or "".
std::string rule_around(std::vector<syntax::Declaration> const& declarations, text::Span place) {
  for (auto const& one : declarations) {
    bool const around =
        one.span.source == place.source && one.span.begin <= place.begin && place.end <= one.span.end;
    if (!around) continue;
    if (auto const* in = std::get_if<syntax::ContainerDecl>(&one.node)) return rule_around(in->items, place);
    if (auto const* rule = std::get_if<syntax::RuleDecl>(&one.node)) return rule->name.text;
    if (auto const* parameter = std::get_if<syntax::ParameterDecl>(&one.node)) return parameter->name.text;
    if (auto const* table = std::get_if<syntax::TableDecl>(&one.node)) return table->name.text;
    if (auto const* exception = std::get_if<syntax::ExceptionDecl>(&one.node))
      return exception->rule.parts.empty() ? "" : exception->rule.parts.back().text;
    return "";
  }
  return "";
}

// By name: how many tests of the package set its value.
std::map<std::string, std::size_t> blind_tests(core::Program const& program, std::string const& package) {
  std::map<std::string, std::size_t> count;
  for (auto const& test : program.tests) {
    std::set<std::string> names;
    for (auto const& given : test.given)
      names.insert(given.table ? program.tables[given.index].name : program.rules[given.index].name);
    if (test.package != package) continue;
    for (auto const& name : names) ++count[name];
  }
  return count;
}

bool in_sample(std::size_t index, std::size_t sample, std::size_t count) {
  if (sample == 0 || sample >= count) return true;
  return (index + 1) * sample / count != index * sample / count;
}

void work(api::Provider const& provider, std::string const& package, std::size_t sample,
          std::atomic<std::size_t>& next, std::vector<Trial>& trials, std::atomic<bool>& broken) {
  auto own = api::read(provider, {package});
  if (!own.outcome.ok()) {
    broken = true;
    return;
  }
  Bench bench(own, package);
  if (bench.mutants().size() != trials.size()) {  // a file has changed meanwhile
    broken = true;
    return;
  }
  while (!broken) {
    std::size_t const index = next++;
    if (index >= trials.size()) return;
    if (in_sample(index, sample, trials.size())) trials[index].outcome = bench.attempt(index);
  }
}

}  // namespace

Run run(api::Rules const& rules, api::Provider const& provider, std::string const& package,
        std::size_t sample, unsigned jobs) {
  Run run;
  auto const& program = rules.inside().program;
  for (auto const& test : program.tests) {
    if (test.package == package && !api::run_test(program, test).passed) run.failing.push_back(test.title);
  }
  if (!run.failing.empty()) return run;
  auto draft = api::read(provider, {package});
  auto const blind = blind_tests(program, package);
  for (auto const& one : syntax::mutants(draft.files, package, draft.sources)) {
    Trial trial{one.span, one.change, one.place, Trial::Outcome::untried, {}, 0};
    for (auto const& file : draft.files) {
      if (!blind.empty() && file.source == one.span.source)
        trial.rule = rule_around(file.declarations, one.span);
    }
    if (auto const found = blind.find(trial.rule); found != blind.end()) trial.blind = found->second;
    run.trials.push_back(std::move(trial));
  }

  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> broken = false;
  {
    std::vector<std::jthread> threads;
    for (unsigned n = 0; n < jobs; ++n) {
      threads.emplace_back([&] {
        try {
          work(provider, package, sample, next, run.trials, broken);
        } catch (...) {
          broken = true;
        }
      });
    }
  }
  run.broken = broken;
  return run;
}

}  // namespace convenio::mutate
