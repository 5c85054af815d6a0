// convenio print: a package as one page to read, all of them as a book, or their measure as a table.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "tools/book/book.hpp"
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

// All packages together say what is where; each by itself, with its imports, runs its tests.
Exit print_book(Options const& options, std::string const& folder) {
  api::Rules all;
  if (Exit const exit = load(options, all); exit != Exit::done) return exit;
  std::vector<api::Rules> each;
  std::vector<book::Document> documents;
  auto packages = all.inside().program.packages;
  std::sort(packages.begin(), packages.end());
  for (auto const& package : packages) {
    Options own = options;
    own.packages = {package};
    if (Exit const exit = load(own, each.emplace_back()); exit != Exit::done) return exit;
    documents.push_back(book::document(each.back().inside(), package));
  }
  std::vector<std::pair<std::string, std::string>> files;
  for (auto& page : book::pages(book::bind(all.inside(), std::move(documents))))
    files.emplace_back(std::move(page.name), std::move(page.text));
  if (auto const trouble = write_folder(folder, files); !trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  return Exit::done;
}

}  // namespace

Exit print(Options const& options, PrintOptions const& asked) {
  if (!asked.site.empty()) return print_book(options, asked.site);
  if (asked.package.empty() && !asked.measure) {
    err("convenio: name the package to print, or give --site FOLDER for all packages, or --measure for their "
        "table\n");
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
  return deliver(book::html(book::document(loaded, asked.package)), asked.output);
}

}  // namespace convenio::cli
