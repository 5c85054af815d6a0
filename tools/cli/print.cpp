// convenio print: a package as one page to read, or its measure as a table.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "tools/book/document.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

Exit deliver(std::string const& text, std::string const& output) {
  if (output.empty() || output == "-") {
    out(text);
    return Exit::done;
  }
  if (auto const trouble = write_file(output, text); !trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  return Exit::done;
}

}  // namespace

Exit print(Options const& options, PrintOptions const& asked) {
  if (asked.package.empty() && !asked.measure) {
    err("convenio: name the package to print, or give --measure for the table of all packages\n");
    return Exit::usage;
  }
  Options wanted = options;
  if (!asked.package.empty()) wanted.packages = {asked.package};
  api::Rules rules;
  if (Exit const exit = load(wanted, rules); exit != Exit::done) return exit;
  auto const& loaded = rules.inside();
  if (asked.measure) {
    std::vector<book::Outline> outlines;
    for (auto const& package : loaded.program.packages) {
      if (asked.package.empty() || package == asked.package)
        outlines.push_back(book::outline(loaded, package));
    }
    std::sort(outlines.begin(), outlines.end(), [](auto const& a, auto const& b) {
      return std::tie(a.folder, a.package) < std::tie(b.folder, b.package);
    });
    return deliver(book::measure(loaded, outlines), asked.output);
  }
  book::Document document{loaded, book::outline(loaded, asked.package), {}, {}};
  document.names = book::names(loaded, document.outline);
  document.tests = book::tests(loaded, document.outline, document.names);
  return deliver(book::html(document), asked.output);
}

}  // namespace convenio::cli
