// See load.hpp.
#include "tools/cli/load.hpp"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace fs = std::filesystem;

std::string rules_folder(Options const& options) {
  if (!options.rules.empty()) return options.rules;
  if (char const* stated = std::getenv("CONVENIO_RULES"); stated && *stated) return stated;
  std::error_code ec;
  if (fs::is_directory("rules", ec)) return "rules";
  fs::path const program = fs::read_symlink("/proc/self/exe", ec);
  fs::path const installed = program.parent_path().parent_path() / "share" / "convenio" / "rules";
  if (!ec && fs::is_directory(installed, ec)) return installed.generic_string();
  return {};
}

Exit exit_of(api::Outcome const& outcome) {
  using api::Status;
  switch (outcome.status) {
    case Status::ok:
      return Exit::done;
    case Status::faulty_rules:
    case Status::faulty_case:
    case Status::faulty_program:
    case Status::too_large:
      return Exit::found;
    case Status::no_package:
    case Status::bad_argument:
      return Exit::usage;
    case Status::host:
    case Status::bad_handle:
    case Status::no_memory:
    case Status::internal:
      return Exit::host;
  }
  return Exit::host;
}

api::ProviderPtr provider(Options const& options) {
  std::string folder = rules_folder(options);
  if (!folder.empty()) return api::folder(std::move(folder));
  err("convenio: no rules found; name their folder with --rules DIR or in CONVENIO_RULES\n");
  return nullptr;
}

namespace {

// The saved program that was asked for; rules that are named go before the one of the environment.
std::string program_file(Options const& options) {
  if (!options.program.empty() || !options.rules.empty()) return options.program;
  char const* const stated = std::getenv("CONVENIO_PROGRAM");
  return stated ? stated : "";
}

Exit load_program(std::string const& path, Options const& options, core::Quotes quotes, api::Rules& rules) {
  if (!options.packages.empty()) {
    err("convenio: a saved program has the packages that it was compiled with; leave --package out\n");
    return Exit::usage;
  }
  auto const file = read_file(path, api::program_limit);
  if (!file.trouble.empty()) {
    err(fmt::format("convenio: {}\n", file.trouble));
    return Exit::host;
  }
  rules = api::load_saved(file.text, quotes);
  if (!rules.ok()) err(fmt::format("{}: {}\n", path, rules.outcome().sentence));
  return exit_of(rules.outcome());
}

}  // namespace

Exit load(Options const& options, api::Rules& rules, Shown shown, api::Tests tests, core::Quotes quotes) {
  if (!options.program.empty() && tests == api::Tests::read) {
    err("convenio: a saved program has no tests and no text; this command reads the rules themselves\n");
    return Exit::usage;
  }
  if (auto const program = program_file(options); !program.empty() && tests == api::Tests::left_out)
    return load_program(program, options, quotes, rules);
  auto const from = provider(options);
  if (!from) return Exit::host;
  rules = api::load(*from, options.packages, tests);
  auto const& outcome = rules.outcome();
  if (!outcome.ok() && outcome.status != api::Status::faulty_rules)
    err(fmt::format("convenio: {}\n", outcome.sentence));
  else if (shown != Shown::nothing)
    err(api::diagnose(rules, {api::Form::text, shown == Shown::all}));
  return exit_of(outcome);
}

Exit decide_file(api::Rules const& rules, std::string const& path, std::optional<api::Decision>& decision,
                 Told told) {
  auto const file = read_file(path, api::case_limit);
  if (!file.trouble.empty() && !file.too_large) {
    err(fmt::format("convenio: {}\n", file.trouble));
    return Exit::host;
  }
  cases::Fault const large{cases::Code::document_too_large, "",
                           fmt::format("the document has more than {} bytes", api::case_limit), ""};
  decision = file.too_large       ? api::refused(rules, large)
             : told == Told::yes ? api::decide_in_words(rules, file.text)
                                 : api::decide(rules, file.text);
  for (auto const& fault : decision->faults()) err(fmt::format("{}: {}\n", path, api::to_string(fault)));
  return exit_of(decision->outcome());
}

}  // namespace convenio::cli
