// P14 on generated trees, on every rule file and on the snippets of the documentation: what is written is
// read back, and the formatter keeps meaning and comments, and is done after one run. Knows no checker and no
// evaluator.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "grammar/syntax/dump.hpp"
#include "grammar/syntax/format.hpp"
#include "tests/properties/grow.hpp"
#include "tests/properties/layout.hpp"
#include "tests/properties/property.hpp"
#include "tests/properties/write.hpp"

namespace convenio::properties {

namespace {

struct Read {
  std::string dump, faults;
};

Read parsed(std::string const& text) {
  auto const loaded = api::read(*api::memory({{"generated.convenio", text}}));
  Read result{syntax::dump(loaded.files.at(0)), {}};
  for (auto const& one : loaded.diagnostics.all()) result.faults += text::render(one, loaded.sources) + "\n";
  return result;
}

// Where two texts begin to differ, with the lines around.
std::string difference(std::string const& a, std::string const& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  auto const around = [&](std::string const& text) {
    std::size_t const from = at > 60 ? text.rfind('\n', at - 60) + 1 : 0;
    return text.substr(std::min(from, text.size()), 200);
  };
  return fmt::format("--- one\n{}\n--- other\n{}", around(a), around(b));
}

std::string readable(std::string const& text) { return fmt::format("--- text\n{}\n", text); }

// ---------------------------------------------------------------- the formatter on any sound text

void formatter_is_sound(Trial& trial, std::string const& text) {
  Read const before = parsed(text);
  if (!trial.check(before.faults.empty(), "the text has faults:\n" + before.faults + readable(text))) return;
  std::string once = syntax::format(text);
  if (trial.planted == 1) once += " ";
  if (trial.planted == 2) once += "}\n";
  if (trial.planted == 3) once = syntax::format(text + "\nrule planted: truth = yes\n");
  if (trial.planted == 4) once = syntax::format(text + "\n-- planted\n");
  std::string const twice = syntax::format(once);
  trial.check(once == twice,
              "formatting twice is not formatting once\n" + difference(once, twice) + readable(text));
  Read const after = parsed(once);
  trial.check(after.faults.empty(), "the formatted text has faults:\n" + after.faults + readable(text));
  trial.check(before.dump == after.dump,
              "the formatter changed the meaning\n" + difference(before.dump, after.dump) + readable(text));
  trial.check(comments(text) == comments(once),
              "a comment is lost or moved\n" + readable(text) + readable(once));
}

// ---------------------------------------------------------------- generated trees

std::string grown(Trial& trial, std::string& dump) {
  syntax::File const tree = Grower(trial.random, trial.size).file();
  dump = syntax::dump(tree);
  auto const written = Writer(trial.random).file(tree);
  trial.telling = written.size() > 12;
  return spread(written, trial.random);
}

void read_back(Trial& trial) {
  std::string dump;
  std::string const text = grown(trial, dump);
  Read const read = parsed(text);
  std::string const wanted = trial.planted ? dump + "rule planted\n" : dump;
  if (!trial.check(read.faults.empty(), "refused:\n" + read.faults + readable(text))) return;
  trial.check(read.dump == wanted,
              "read otherwise than written\n" + difference(wanted, read.dump) + readable(text));
}

void formats_grown(Trial& trial) {
  std::string dump;
  std::string const text = grown(trial, dump);
  trial.telling = trial.telling && text.find("--") != std::string::npos;
  formatter_is_sound(trial, text);
}

// ---------------------------------------------------------------- files that people wrote

std::string contents(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> shipped() {
  std::vector<std::string> result;
  std::filesystem::path const root = CONVENIO_SOURCE_DIR;
  for (char const* const folder : {"rules", "examples", "tests/cli/packages"}) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".convenio") result.push_back(contents(entry.path()));
    }
  }
  for (auto const& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() != ".md") continue;
    std::string const page = contents(entry.path());
    for (std::size_t at = page.find("```convenio\n"); at != std::string::npos;
         at = page.find("```convenio\n", at)) {
      at += 12;
      std::string text = page.substr(at, page.find("```", at) - at);
      if (!text.starts_with("package ")) text = "package page\n" + text;
      if (parsed(text).faults.empty()) result.push_back(std::move(text));
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> const& files() {
  static std::vector<std::string> const all = shipped();
  return all;
}

void formats_files(Trial& trial) {
  std::string const& text = files()[trial.round / 2 % files().size()];
  bool const scattered = trial.round % 2 == 1;
  trial.telling = true;
  formatter_is_sound(trial, scattered ? spread(tokens(text), trial.random) : text);
}

// The line breaks are the author's, and so are double spaces between braces on one line.
void one_layout(Trial& trial) {
  std::string const& text = files()[trial.round % files().size()];
  std::string const other = respaced(pieces(text), trial.random);
  trial.telling = other != text;
  std::string wanted = syntax::format(text);
  if (trial.planted) wanted.insert(wanted.find('\n'), " ");
  std::string const found = syntax::format(other);
  trial.check(found == wanted, "another layout for other spaces\n" + difference(wanted, found));
}

}  // namespace

}  // namespace convenio::properties

int main(int argc, char** argv) {
  using namespace convenio::properties;
  auto const count = static_cast<unsigned>(files().size());
  std::vector<std::string> const unsound{"formatting twice is not formatting once",
                                         "the formatted text has faults", "the formatter changed the meaning",
                                         "a comment is lost or moved"};
  std::string const drawn = fmt::format("all {} files and snippets", count);
  return run(
      {{"P14 parse(print(tree)) = tree",
        "any tree, any white space, any comments",
        2000,
        read_back,
        {"read otherwise than written"},
        "of more than a dozen tokens"},
       {"P14 format, generated", "any tree, any white space, any comments", 1200, formats_grown, unsound,
        "with comments"},
       {"P14 format, files", "rule files and snippets, as they are and with other line breaks; " + drawn,
        2 * count, formats_files, unsound, "read without faults"},
       {"P14 one layout",
        "the same line breaks; spaces inside braces of one line kept; " + drawn,
        2 * count,
        one_layout,
        {"another layout for other spaces"},
        "of files with other spaces"}},
      argc, argv);
}
