// The commands of the program, one file each, and what they share: options and exit codes.
// Knows no argument library; main.cpp fills the options.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/api/convenio.hpp"

namespace convenio::cli {

// Documented in docs/command-line.md; the same for every command.
enum class Exit : int {
  done = 0,
  found = 1,          // something is wrong with the rules, a test, a file's layout, or a case
  usage = 2,          // the command line is wrong
  host = 3,           // a file cannot be read or written
  interrupted = 130,  // a batch, by SIGINT: 128 and the number of the signal, as shells say it
  terminated = 143    // by SIGTERM
};

struct Options {
  std::string rules;                  // the folder; "": environment, ./rules, or the installed one
  std::vector<std::string> packages;  // restrict the load to these and their imports; empty: all
  std::string program;                // a saved program instead of rules; "": environment, or none
};

struct CheckOptions {
  bool json = false;
};

struct ExplainErrorOptions {
  std::string code;  // "" only with `list`, and with `markdown` for the overview
  bool list = false, markdown = false;
};

struct FormatOptions {
  std::vector<std::string> files;  // empty: all rule files under the folder
  bool check = false, write = false;
};

struct MutateOptions {
  std::size_t sample = 0;    // so many changes of each package; 0: all
  unsigned jobs = 0;         // threads; 0: one for each processor
  std::size_t at_least = 0;  // per cent of the changes that the tests of each package must notice
};

struct TestOptions {
  std::vector<std::string> packages;  // whose tests are run; empty: all
  bool list = false;                  // also the titles of the tests that pass
  bool mutate = false;                // change the rules, one place at a time
  MutateOptions mutation;
};

struct CompileOptions {
  std::string output;  // "" or "-": standard output
};

struct EvaluateOptions {
  std::string file;  // "-": one case per line on standard input
  bool text = false;
  bool explanation = false;
  bool line_buffered = false;
  std::vector<std::string> fields;  // of a batch: only these of each decision; empty: the whole decision
  bool csv = false;                 // with fields: as a table
  bool summary = false;             // of a batch: also what leaves awards open
  unsigned jobs = 1;                // of a batch: threads
  std::string resume;               // of a batch: the file that says how far it has come; "": none
};

struct ExplainOptions {
  std::string file;
  api::Detail detail = api::Detail::brief;
  bool json = false, ascii = false;
  bool nodes = true;  // as JSON: with the explanation
  std::string language = "en";
  std::size_t width = 80;
};

struct LetterOptions {
  std::string file, to = "person", language = "en";
  std::string pdf;  // where the PDF goes; "": HTML to standard output
};

struct CoverageOptions {
  bool list = false, json = false, articles = false;
};

struct AskOptions {
  std::string file, expression;
  bool json = false;
};

struct WhatIfOptions {
  std::string file;
  std::vector<std::string> settings;  // "residence=BR"
  bool json = false;
};

struct BoundsOptions {
  std::string file;
  bool json = false;
};

struct NearestOptions {
  std::string file, award;
  std::vector<std::string> may, only, states;
  std::string route;
  std::size_t months = 480;
  bool json = false;
};

struct GapsOptions {
  std::string file, award, beyond, until, language = "en";
  bool json = false;
};

struct DescribeOptions {
  api::Selection selection;  // its packages are those of Options
  bool json = false;
  bool schema = false;
  bool functions = false;  // of the language, whatever the packages
};

struct NewCaseOptions {
  api::Selection selection;
};

struct PrintOptions {
  std::string package;                // "" only with `measure`, `site` or `compared`
  std::string output;                 // "" or "-": standard output
  std::string site;                   // the folder of the book; "": none
  std::vector<std::string> compared;  // two texts; empty: none
  bool measure = false;
};

struct ImportOptions {
  std::string form, map;           // map: a file instead of the one of the form
  std::vector<std::string> files;  // one at least
  std::string id, on;              // id "": the name of the first file
  std::string output, findings;
};

struct ExportOptions {
  std::string form, map, file;
  std::size_t document = 0;
  std::string output, findings;
};

Exit check(Options const& options, CheckOptions const& check);
Exit explain_error(ExplainErrorOptions const& explain);
Exit format(Options const& options, FormatOptions const& format);
Exit test(Options const& options, TestOptions const& test);
Exit mutate(Options const& options, MutateOptions const& asked, std::vector<std::string> const& packages);
Exit compile(Options const& options, CompileOptions const& compile);
Exit version(Options const& options, bool json);
Exit evaluate(Options const& options, EvaluateOptions const& evaluate);
Exit explain(Options const& options, ExplainOptions const& explain);
Exit letter(Options const& options, LetterOptions const& asked);
// Of each article what is encoded and tested.
Exit coverage_of_articles(Options const& options, CoverageOptions const& asked);
Exit coverage(Options const& options, CoverageOptions const& asked);
Exit ask(Options const& options, AskOptions const& asked);
Exit what_if(Options const& options, WhatIfOptions const& asked);
Exit bounds(Options const& options, BoundsOptions const& asked);
Exit nearest(Options const& options, NearestOptions const& asked);
Exit gaps(Options const& options, GapsOptions const& asked);
Exit describe(Options const& options, DescribeOptions const& describe);
Exit new_case(Options const& options, NewCaseOptions const& asked);
Exit print(Options const& options, PrintOptions const& print);
Exit import_documents(Options const& options, ImportOptions const& asked);
Exit export_case(Options const& options, ExportOptions const& asked);

}  // namespace convenio::cli
