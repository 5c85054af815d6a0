// convenio format: the one layout of rule files.
#include <fmt/format.h>

#include "grammar/syntax/format.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

Exit all_files(Options const& options, std::vector<std::string>& files) {
  auto const folder = rules_folder(options);
  if (folder.empty()) {
    err("convenio: no rules found; name their folder with --rules DIR or in CONVENIO_RULES\n");
    return Exit::host;
  }
  if (auto const trouble = find_files(folder, ".convenio", api::files_limit, files); !trouble.empty()) {
    bool const many = files.size() > api::files_limit;
    err(fmt::format("convenio: {}{}\n", many ? "[C0107] " : "", trouble));
    return many ? Exit::found : Exit::host;
  }
  return Exit::done;
}

// A formatted text that formats to something else would never settle: that is a fault of the program.
bool settled(std::string const& laid_out) { return syntax::format(laid_out) == laid_out; }

}  // namespace

Exit format(Options const& options, FormatOptions const& asked) {
  auto files = asked.files;
  if (files.empty() && !asked.check && !asked.write) {
    err("convenio: name a file to print, or give --check or --write for all rule files\n");
    return Exit::usage;
  }
  if (files.empty()) {
    if (Exit const exit = all_files(options, files); exit != Exit::done) return exit;
  }
  std::size_t different = 0;
  for (auto const& path : files) {
    auto const file = read_file(path, api::file_limit);
    if (!file.trouble.empty()) {
      err(fmt::format("convenio: {}{}\n", file.too_large ? "[C0107] " : "", file.trouble));
      return file.too_large ? Exit::found : Exit::host;
    }
    auto const laid_out = syntax::format(file.text);
    if (!asked.check && !asked.write) {
      out(laid_out);
      continue;
    }
    if (laid_out == file.text) continue;
    if (!settled(laid_out)) {
      err(fmt::format("convenio: {} does not settle into one layout; it is left as it is\n", path));
      return Exit::host;
    }
    ++different;
    out(path + "\n");
    if (!asked.write) continue;
    if (auto const trouble = write_file(path, laid_out); !trouble.empty()) {
      err(fmt::format("convenio: {}\n", trouble));
      return Exit::host;
    }
  }
  if (asked.write || asked.check) {
    err(fmt::format("{} of {} files {}\n", different, files.size(),
                    asked.write ? "rewritten" : "have another layout"));
  }
  return asked.check && different > 0 ? Exit::found : Exit::done;
}

}  // namespace convenio::cli
