// convenio print: a package as one page to read, all of them as a book, two texts side by side, or their
// measure as a table.
#include <algorithm>
#include <deque>
#include <tuple>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"
#include "tools/book/book.hpp"
#include "tools/book/comparison.hpp"
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

// By its name, or that of its package and its own. Null where there is none, or more than one, with a
// sentence on standard error.
core::LegalText const* find_text(core::Program const& program, std::string const& wanted) {
  std::vector<core::LegalText const*> found;
  std::vector<std::string> names;
  for (auto const& text : program.texts) {
    auto const full = text.package + "." + text.name;
    names.push_back(text.name);
    names.push_back(full);
    if (text.name == wanted || full == wanted) found.push_back(&text);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    std::string const near = text::nearest(wanted, names);
    err(fmt::format("convenio: there is no text `{}`{}\n", text::printable(wanted),
                    near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
    return nullptr;
  }
  std::string all;
  for (auto const* one : found)
    all += fmt::format("{}{}.{}", all.empty() ? "" : ", ", one->package, one->name);
  err(fmt::format("convenio: several texts have the name `{}`: {}\n", wanted, all));
  return nullptr;
}

Exit print_comparison(Options const& options, std::vector<std::string> const& wanted,
                      std::string const& output) {
  api::Rules all;
  if (Exit const exit = load(options, all); exit != Exit::done) return exit;
  std::deque<book::Document> documents;
  std::vector<book::Side> sides;
  for (auto const& name : wanted) {
    auto const* text = find_text(all.inside().program, name);
    if (text == nullptr) return Exit::usage;
    auto const& document = documents.emplace_back(book::document(all.inside(), text->package));
    auto const& chapters = document.outline.chapters;
    auto const at = std::find_if(chapters.begin(), chapters.end(),
                                 [&](auto const& one) { return document.text(one) == text; });
    sides.push_back({&document, static_cast<std::size_t>(at - chapters.begin())});
  }
  if (sides[0].document->text(sides[0].of()) == sides[1].document->text(sides[1].of())) {
    err("convenio: name two different texts to compare\n");
    return Exit::usage;
  }
  return deliver(book::comparison_page(sides[0], sides[1]), output);
}

}  // namespace

Exit print(Options const& options, PrintOptions const& asked) {
  if (!asked.compared.empty()) return print_comparison(options, asked.compared, asked.output);
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
