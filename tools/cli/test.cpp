// convenio test: runs the tests that the packages carry.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/fast/beside.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

struct Count {
  std::size_t passed = 0, failed = 0, by_both = 0;
};

bool known_package(core::Program const& program, std::string const& name) {
  return std::find(program.packages.begin(), program.packages.end(), name) != program.packages.end();
}

// Rules whose value the test sets are not what it tests: that is told beside it.
std::string given_in_words(run::TestResult const& result) {
  return result.given.empty() ? "" : fmt::format(" (given {})", fmt::join(result.given, ", "));
}

void print_failure(text::Sources const& sources, core::Test const& test, run::TestResult const& result) {
  out(fmt::format("FAILED  {}: {}\n", test.package, test.title));
  if (result.failures.empty()) out(fmt::format("    {}\n", sources.place(test.span)));
  for (auto const& failure : result.failures) {
    out(fmt::format("    {}\n        {}\n", sources.place(failure.span), failure.sentence));
  }
  if (!result.given.empty()) out(fmt::format("    given {}\n", fmt::join(result.given, ", ")));
}

// The tests of one package, with that package and its imports alone: no other package can change what they
// say.
Exit run_package(Options const& options, std::string const& package, bool list, Count& count) {
  Options own = options;
  own.packages = {package};
  api::Rules rules;
  if (Exit const exit = load(own, rules); exit != Exit::done) return exit;
  auto const& loaded = rules.inside();
  fast::Beside beside(loaded.program);
  for (auto const& one : loaded.program.tests) {
    if (one.package != package) continue;
    auto const result = api::run_test(loaded.program, one, {.explain = false}, &beside);
    ++(result.passed ? count.passed : count.failed);
    count.by_both += result.by_both ? 1U : 0U;
    if (!result.passed)
      print_failure(loaded.sources, one, result);
    else if (list)
      out(fmt::format("passed  {}: {}{}\n", one.package, one.title, given_in_words(result)));
  }
  return Exit::done;
}

}  // namespace

Exit test(Options const& options, TestOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  auto const& program = rules.inside().program;
  for (auto const& name : asked.packages) {
    if (known_package(program, name)) continue;
    std::string const near = text::nearest(name, program.packages);
    err(fmt::format("convenio: there is no package `{}`{}\n", name,
                    near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
    return Exit::usage;
  }
  std::map<std::string, Count> counts;
  for (auto const& one : program.tests) {
    bool const wanted = asked.packages.empty() || std::find(asked.packages.begin(), asked.packages.end(),
                                                            one.package) != asked.packages.end();
    if (wanted) counts[one.package];
  }
  if (asked.mutate) {
    auto packages = asked.packages.empty() ? program.packages : asked.packages;
    std::sort(packages.begin(), packages.end());
    packages.erase(std::unique(packages.begin(), packages.end()), packages.end());
    return mutate(options, asked.mutation, packages);
  }
  Count all;
  for (auto& [package, count] : counts) {
    if (Exit const exit = run_package(options, package, asked.list, count); exit != Exit::done) return exit;
    all.passed += count.passed;
    all.failed += count.failed;
    all.by_both += count.by_both;
  }
  for (auto const& [package, count] : counts) {
    out(fmt::format("{}: {} passed, {} failed\n", package, count.passed, count.failed));
  }
  out(fmt::format("{} tests: {} passed, {} failed; {} decided by both evaluators\n", all.passed + all.failed,
                  all.passed, all.failed, all.by_both));
  return all.failed == 0 ? Exit::done : Exit::found;
}

}  // namespace convenio::cli
