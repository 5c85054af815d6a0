// convenio format: the one layout of rule files.
#include <algorithm>

#include <fmt/format.h>

#include "grammar/syntax/format.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

Exit all_files(Options const& options, std::vector<std::string>& files) {
  auto const from = provider(options);
  if (!from) return Exit::host;
  auto outcome = from->list(files);
  if (outcome.ok() && files.size() > api::files_limit)
    outcome = {api::Status::too_large, fmt::format("[C0107] more than {} files", api::files_limit)};
  if (!outcome.ok()) err(fmt::format("convenio: {}\n", outcome.sentence));
  std::sort(files.begin(), files.end());
  for (auto& file : files) file.insert(0, from->prefix());
  return exit_of(outcome);
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
  if (asked.write && std::find(files.begin(), files.end(), "-") != files.end()) {
    err("convenio: standard input cannot be rewritten\n");
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
      err(fmt::format("convenio: {} does not settle into one layout; it is left as it is\n",
                      text::printable(path)));
      return Exit::host;
    }
    ++different;
    out(text::printable(path) + "\n");
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
