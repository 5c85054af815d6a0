// See load.hpp.
#include "tools/cli/load.hpp"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

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

Exit load(Options const& options, api::Rules& rules, Shown shown) {
  auto const from = provider(options);
  if (!from) return Exit::host;
  rules = api::load(*from, options.packages);
  auto const& outcome = rules.outcome();
  if (!outcome.ok() && outcome.status != api::Status::faulty_rules)
    err(fmt::format("convenio: {}\n", outcome.sentence));
  else if (shown != Shown::nothing)
    err(api::diagnose(rules, {api::Form::text, shown == Shown::all}));
  return exit_of(outcome);
}

Exit decide_file(api::Rules const& rules, std::string const& path, std::optional<api::Decision>& decision) {
  auto const file = read_file(path, api::case_limit);
  if (!file.trouble.empty() && !file.too_large) {
    err(fmt::format("convenio: {}\n", file.trouble));
    return Exit::host;
  }
  cases::Fault const large{"K002", "", fmt::format("the document has more than {} bytes", api::case_limit),
                           ""};
  decision = file.too_large ? api::refused(rules, large) : api::decide(rules, file.text);
  for (auto const& fault : decision->faults()) err(fmt::format("{}: {}\n", path, api::to_string(fault)));
  return exit_of(decision->outcome());
}

}  // namespace convenio::cli
