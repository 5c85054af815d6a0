// The program convenio: reads the command line and calls one command. The only file that knows the argument
// library.
#include <exception>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "engine/api/convenio.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"

namespace {

using namespace convenio::cli;

constexpr char const* about =
    "Convenio: social security agreements as rules, and the decisions that follow from them.";

constexpr char const* exits =
    "Exit codes: 0 done; 1 something is wrong with the rules, a test, a layout or a case;\n"
    "2 wrong command line; 3 a file cannot be read or written;\n"
    "130, 143 a batch was interrupted by SIGINT, SIGTERM.\n";

// What the command line says; lives as long as the parser that fills it.
struct CommandLine {
  Options options;
  CheckOptions check;
  ExplainErrorOptions explain_error;
  FormatOptions format;
  TestOptions test;
  EvaluateOptions evaluate;
  ExplainOptions explain;
  LetterOptions letter;
  CoverageOptions coverage;
  AskOptions ask;
  WhatIfOptions what_if;
  BoundsOptions bounds;
  NearestOptions nearest;
  GapsOptions gaps;
  DescribeOptions describe;
  NewCaseOptions new_case;
  PrintOptions print;
  ImportOptions import_;
  ExportOptions export_;
  bool version = false, version_json = false;
  CompileOptions compile;
  bool json = false, brief = false, sheet = false, full = false;
  Exit exit = Exit::done;
};

CLI::App* command(CLI::App& app, char const* name, char const* help, char const* example) {
  CLI::App* sub = app.add_subcommand(name, help);
  sub->fallthrough();
  sub->footer(example);
  return sub;
}

void add_globals(CLI::App& app, CommandLine& line) {
  app.require_subcommand(0, 1);
  app.footer(exits);
  auto* version = app.add_flag("--version", line.version, "The version of the engine");
  app.add_flag("--json", line.version_json, "With --version: as JSON, with formats and the hash of the rules")
      ->needs(version);
  app.add_option("--rules", line.options.rules,
                 "Folder of the rules (otherwise CONVENIO_RULES, ./rules, or the installed rules)")
      ->type_name("DIR");
  app.add_option("--package", line.options.packages,
                 "Load only this package and what it imports; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_option("--program", line.options.program,
                 "A saved program instead of rules, to evaluate, explain and describe (otherwise "
                 "CONVENIO_PROGRAM, unless --rules is given)")
      ->type_name("FILE")
      ->excludes("--rules");
}

void add_check(CLI::App& app, CommandLine& line) {
  auto* sub =
      command(app, "check", "Check the rules", "Example:\n  convenio check\n  convenio check prelude\n");
  sub->add_flag("--json", line.check.json, "The faults as JSON, on standard output");
  sub->add_option("packages", line.options.packages,
                  "Packages to check, with what they import; all by default")
      ->type_name("NAME");
  sub->callback([&line] { line.exit = check(line.options, line.check); });
}

void add_explain_error(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "explain-error", "Say what the code of a fault means, with an example",
                      "Example:\n  convenio explain-error C0304\n  convenio explain-error --list\n");
  auto* code =
      sub->add_option("code", line.explain_error.code, "The code, as C0304 or K032")->type_name("CODE");
  sub->add_flag("--list", line.explain_error.list, "All codes, one a line")->excludes(code);
  sub->add_flag("--markdown", line.explain_error.markdown,
                "As a page of the documentation; without CODE its overview");
  sub->callback([&line] { line.exit = explain_error(line.explain_error); });
}

void add_format(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "format", "Lay out rule files in the standard way",
                      "Example:\n  convenio format rules/prelude/states.convenio\n"
                      "  convenio format --check\n  convenio format --write\n"
                      "Prints the laid out text of the files unless --check or --write is given.\n");
  sub->add_option("files", line.format.files, "Files; all rule files by default")->type_name("FILE");
  auto* only_check = sub->add_flag("--check", line.format.check, "Only say which files would change");
  sub->add_flag("--write", line.format.write, "Write the files that change")->excludes(only_check);
  sub->callback([&line] { line.exit = format(line.options, line.format); });
}

void add_test(CLI::App& app, CommandLine& line) {
  auto* sub =
      command(app, "test", "Run the tests that the packages carry",
              "Example:\n  convenio test\n  convenio test prelude\n  convenio test --mutate prelude\n");
  sub->add_option("packages", line.test.packages, "Packages whose tests are run; all by default")
      ->type_name("NAME");
  sub->add_flag("--list", line.test.list, "Also list the tests that pass");
  auto& mutation = line.test.mutation;
  auto* mutate =
      sub->add_flag("--mutate", line.test.mutate,
                    "Change the rules, one place at a time, and list the changes that no test notices");
  sub->add_option("--sample", mutation.sample, "Try only so many changes of each package")
      ->type_name("COUNT")
      ->check(CLI::PositiveNumber)
      ->needs(mutate);
  sub->add_option("--at-least", mutation.at_least,
                  "Per cent of the changes that the tests of each package must notice")
      ->type_name("PERCENT")
      ->check(CLI::Range(0, 100))
      ->needs(mutate);
  sub->add_option("--jobs", mutation.jobs, "Threads; one for each processor by default")
      ->type_name("COUNT")
      ->check(CLI::Range(1, 64))
      ->needs(mutate);
  sub->callback([&line] { line.exit = test(line.options, line.test); });
}

void add_compile(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "compile", "Check the rules and save them, so that deciding starts sooner",
                      "Example:\n  convenio compile --output all.program\n"
                      "  convenio --program all.program evaluate case.json\n");
  sub->add_option("packages", line.options.packages,
                  "Packages to save, with what they import; all by default")
      ->type_name("NAME");
  sub->add_option("--output", line.compile.output, "The file to write; standard output by default")
      ->type_name("FILE");
  sub->callback([&line] { line.exit = compile(line.options, line.compile); });
}

void add_evaluate(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "evaluate", "Decide a case, or one case per line of standard input",
                      "Example:\n  convenio evaluate case.json\n"
                      "  convenio evaluate - < cases.ndjson > decisions.ndjson\n"
                      "  convenio evaluate - --fields award,status,amount --csv --jobs 4 < cases.ndjson\n"
                      "A line that is no good case gives a line with an error, and the rest goes on.\n");
  sub->add_option("case", line.evaluate.file, "A case file, or - for one case per line")
      ->required()
      ->type_name("FILE");
  auto* as_json = sub->add_flag("--json", line.json, "The decision as JSON (the default)");
  auto* as_text = sub->add_flag("--text", line.evaluate.text, "The decision in short, as text");
  as_text->excludes(as_json);
  auto* whole =
      sub->add_flag("--explanation", line.evaluate.explanation, "With every node of the explanation, in JSON")
          ->excludes(as_text);
  sub->add_flag("--line-buffered", line.evaluate.line_buffered,
                "Hand out each decision of a batch at once, and not only when the program waits for input");
  auto& asked = line.evaluate;
  auto* fields = sub->add_option("--fields", asked.fields,
                                 "Only these fields of each decision of a batch: status,amount,route,...")
                     ->type_name("FIELD,...")
                     ->delimiter(',')
                     ->allow_extra_args(false)
                     ->excludes(as_text)
                     ->excludes(whole);
  sub->add_flag("--csv", asked.csv, "As a table, a row for each award")->needs(fields)->excludes(as_json);
  sub->add_option("--jobs", asked.jobs, "Threads of a batch; the output is the same")
      ->type_name("COUNT")
      ->check(CLI::Range(1, 64));
  sub->add_option(
         "--resume", asked.resume,
         "Keep in this file how far a batch has come, and go on from there; the output is appended, by >>")
      ->type_name("FILE");
  sub->add_flag("--summary", asked.summary, "Of a batch, also what leaves awards open, by status and reason");
  sub->callback([&line] { line.exit = evaluate(line.options, line.evaluate); });
}

CLI::Validator const language(
    [](std::string const& name) {
      return convenio::api::language_named(name) ? std::string() : "decisions are told in en, es, pt and fr";
    },
    "LANGUAGE");

void add_explain(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "explain", "Decide a case and say why",
                      "Example:\n  convenio explain case.json\n  convenio explain --sheet --language es case.json\n"
                      "  convenio explain --full --ascii --width 120 case.json\n");
  sub->add_option("case", line.explain.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  auto* brief = sub->add_flag("--short", line.brief, "One page: the decision and its reasons (the default)");
  auto* sheet = sub->add_flag("--sheet", line.sheet, "With the career and the calculation, step by step");
  auto* full = sub->add_flag("--full", line.full, "With every route and every node of the explanation");
  brief->excludes(sheet)->excludes(full);
  sheet->excludes(full);
  sub->add_option("--language", line.explain.language, "Of page and calculation: en, es, pt or fr")
      ->check(language)
      ->capture_default_str();
  sub->add_flag("--json", line.explain.json, "As JSON, with the explanation unless --short");
  sub->add_flag("--ascii", line.explain.ascii, "Draw the career with plain characters");
  sub->add_option("--width", line.explain.width, "Columns of the text")
      ->check(CLI::Range(40, 400))
      ->capture_default_str();
  sub->callback([&line] {
    if (line.brief) line.explain.nodes = false;
    if (line.sheet) line.explain.detail = convenio::api::Detail::sheet;
    if (line.full) line.explain.detail = convenio::api::Detail::full;
    line.exit = explain(line.options, line.explain);
  });
}

void add_letter(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "letter", "Decide a case and write the letter",
                      "Example:\n  convenio letter --language pt case.json > letter.html\n"
                      "  convenio letter --to institution --pdf letter.pdf case.json\n");
  sub->add_option("case", line.letter.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("--to", line.letter.to, "person or institution")
      ->check(CLI::IsMember({"person", "institution"}))
      ->capture_default_str();
  sub->add_option("--language", line.letter.language, "en, es, pt or fr")->check(language)->capture_default_str();
  sub->add_option("--pdf", line.letter.pdf, "A tagged PDF, made by chromium, in place of HTML on standard output")
      ->type_name("FILE");
  sub->callback([&line] { line.exit = letter(line.options, line.letter); });
}

void add_coverage(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "coverage", "Say which rules have sentences, in which languages their texts are, and which articles are encoded and tested",
                      "Example:\n  convenio coverage\n  convenio --package spain coverage --list\n  convenio --package mercosur coverage --articles\n");
  sub->add_flag("--list", line.coverage.list, "Also each rule without a sentence, and each text without a translation");
  sub->add_flag("--articles", line.coverage.articles, "What of each article is encoded, tested, or not encoded and why; of the packages named by --package");
  sub->add_flag("--json", line.coverage.json, "As JSON");
  sub->callback([&line] { line.exit = coverage(line.options, line.coverage); });
}

void add_ask(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "ask", "Say what an expression of the rules gives on a case",
                      "Example:\n  convenio ask case.json \"own_history(UY)\"\n"
                      "  convenio ask case.json \"pension(UY, old_age)\"\n");
  sub->add_option("case", line.ask.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("expression", line.ask.expression, "As in a rule, with the names of all packages")
      ->required();
  sub->add_flag("--json", line.ask.json, "The answer as JSON");
  sub->callback([&line] { line.exit = ask(line.options, line.ask); });
}

void add_what_if(CLI::App& app, CommandLine& line) {
  auto* sub = command(
      app, "what-if", "Say what other facts would change",
      "Example:\n  convenio what-if case.json --set residence=BR\n"
      "  convenio what-if case.json --set \"history[uy-2].to=2027-02-28\" --set claim_date=unknown\n");
  sub->add_option("case", line.what_if.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("--set", line.what_if.settings,
                  "A fact and its value, as a case writes it; may be repeated")
      ->required()
      ->type_name("FACT=VALUE")
      ->allow_extra_args(false);
  sub->add_flag("--json", line.what_if.json, "As JSON");
  sub->callback([&line] { line.exit = what_if(line.options, line.what_if); });
}

void add_bounds(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "bounds", "Say how low and how high the awards can be over what is not known",
                      "Example:\n  convenio bounds case.json\n");
  sub->add_option("case", line.bounds.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_flag("--json", line.bounds.json, "As JSON");
  sub->callback([&line] { line.exit = bounds(line.options, line.bounds); });
}

void add_nearest(CLI::App& app, CommandLine& line) {
  auto* sub = command(
      app, "nearest", "Say what would turn a refusal: the smallest changes that are still the person's",
      "Example:\n  convenio nearest case.json \"pension(AR, old_age)\"\n"
      "  convenio nearest case.json \"pension(UY, old_age)\" --route national --only time,later\n");
  auto& asked = line.nearest;
  sub->add_option("case", asked.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("award", asked.award, "The award, as a decision names it")->required()->type_name("AWARD");
  sub->add_option("--may", asked.may,
                  "A fact that the person could choose otherwise, and the value; may be repeated")
      ->type_name("FACT=VALUE")
      ->allow_extra_args(false);
  sub->add_option("--only", asked.only, "What may change: time, later, choices; all by default")
      ->type_name("KIND,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  sub->add_option("--in", asked.states,
                  "The States in which time may be added; those of the career by default")
      ->type_name("CODE,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  sub->add_option("--route", asked.route, "The right is to arise by this route; by any by default")
      ->type_name("NAME");
  sub->add_option("--months", asked.months, "So many months are tried")
      ->type_name("COUNT")
      ->check(CLI::Range(1, 480))
      ->capture_default_str();
  sub->add_flag("--json", asked.json, "As JSON");
  sub->callback([&line] { line.exit = nearest(line.options, line.nearest); });
}

void add_gaps(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "gaps", "Say on which days of a life an award in steps gives nothing beyond a floor",
                      "Example:\n  convenio gaps case.json\n  convenio gaps case.json --award care --beyond by_premium --language es\n");
  auto& asked = line.gaps;
  sub->add_option("case", asked.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("--award", asked.award, "The award; needed where several run over persons, places and days")->type_name("NAME");
  sub->add_option("--beyond", asked.beyond, "The step that is the floor, with those after it; the last one by default")->type_name("WORD");
  sub->add_option("--until", asked.until, "The particular that says when a right ends; last_day by default")->type_name("NAME");
  sub->add_option("--language", asked.language, "Of the text: en, es, pt or fr")->check(language)->capture_default_str();
  sub->add_flag("--json", asked.json, "As JSON");
  sub->callback([&line] { line.exit = gaps(line.options, line.gaps); });
}

void add_describe(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "describe", "Say what the packages contain",
                      "Example:\n  convenio describe --state AR,ES --branch old_age --date 2026-01-01\n"
                      "  convenio describe --package argentina --json\n"
                      "  convenio describe --schema > case.schema.json\n");
  auto& selection = line.describe.selection;
  auto* on = sub->add_option("--date,--on", selection.on, "Only what is in force on that day, and known then")
                 ->type_name("DATE");
  auto* states =
      sub->add_option("--state", selection.states, "Only what concerns that State, or these together")
          ->type_name("CODE,...")
          ->delimiter(',')
          ->allow_extra_args(false);
  auto* branches = sub->add_option("--branch", selection.branches, "Only what is asked for that branch")
                       ->type_name("WORD,...")
                       ->delimiter(',')
                       ->allow_extra_args(false);
  auto* json =
      sub->add_flag("--json", line.describe.json, "As JSON (docs/schemas/description-1.schema.json)");
  auto* schema =
      sub->add_flag("--schema", line.describe.schema, "A JSON Schema of the cases that these packages read")
          ->excludes(on)
          ->excludes(states)
          ->excludes(branches)
          ->excludes(json);
  sub->add_flag("--functions", line.describe.functions,
                "The functions of the language, as JSON; reads no rules")
      ->excludes(on)
      ->excludes(states)
      ->excludes(branches)
      ->excludes(json)
      ->excludes(schema);
  sub->callback([&line] { line.exit = describe(line.options, line.describe); });
}

void add_new(CLI::App& app, CommandLine& line) {
  auto* sub =
      command(app, "new", "Begin a document", "Example:\n  convenio new case --for AR,ES --branch old_age\n");
  sub->require_subcommand(1);
  auto* kind = command(*sub, "case", "The skeleton of a case: all that these States' rules ask",
                       "Example:\n  convenio new case --for AR,ES --branch old_age > case.json\n");
  auto& selection = line.new_case.selection;
  kind->add_option("--for", selection.states, "The States in which the person was insured")
      ->type_name("CODE,...")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->required();
  kind->add_option("--branch", selection.branches, "The branches that are claimed; all by default")
      ->type_name("WORD,...")
      ->delimiter(',')
      ->allow_extra_args(false);
  kind->add_option("--date", selection.on, "Only what is in force on that day, and known then")
      ->type_name("DATE");
  kind->callback([&line] { line.exit = new_case(line.options, line.new_case); });
}

void add_print(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "print", "Print a package with its tests as one HTML page, or all as a book",
                      "Example:\n  convenio print prelude --output prelude.html\n"
                      "  convenio print --site book\n"
                      "  convenio print --compare mercosur argentina_spain --output compared.html\n"
                      "  convenio print --measure\n");
  auto* package = sub->add_option("package", line.print.package, "The package")->type_name("NAME");
  auto* output =
      sub->add_option("--output", line.print.output, "The file to write; standard output by default")
          ->type_name("FILE");
  auto* measure = sub->add_flag("--measure", line.print.measure,
                                "Instead, a table of articles and lines of rule; of all packages by default");
  auto* compare = sub->add_option("--compare", line.print.compared,
                                  "Instead, two texts article by article: each a name, or PACKAGE.NAME")
                      ->type_name("TEXT")
                      ->expected(2)
                      ->excludes(package)
                      ->excludes(measure);
  sub->add_option("--site", line.print.site, "Instead, all packages as a book of pages, in this folder")
      ->type_name("FOLDER")
      ->excludes(package)
      ->excludes(output)
      ->excludes(measure)
      ->excludes(compare);
  sub->callback([&line] { line.exit = print(line.options, line.print); });
}

void add_import(CLI::App& app, CommandLine& line) {
  auto* sub =
      command(app, "import", "A case from documents of other systems",
              "Example:\n  convenio import --from p5000 p5000.json > case.json\n"
              "  convenio import --from csv --columns map.json periods.csv > case.json\n"
              "  convenio import --from p5000 --findings found.json --output case.json one.json two.json\n"
              "What a case cannot hold is told on standard error, and kept in the case beside the facts.\n");
  auto& asked = line.import_;
  sub->add_option("--from", asked.form,
                  "The form of the documents: a map in the folder `exchange` of the rules")
      ->required()
      ->type_name("FORM");
  sub->add_option("files", asked.files, "Documents of one person, or - for standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("--map,--columns", asked.map, "A map of codes or columns instead of the one of the form")
      ->type_name("FILE");
  sub->add_option("--id", asked.id, "The id of the case; by default the name of the first file")
      ->type_name("ID");
  sub->add_option("--on", asked.on, "Tell of periods that end after that day")->type_name("DATE");
  sub->add_option("--output", asked.output, "The case; standard output by default")->type_name("FILE");
  sub->add_option("--findings", asked.findings, "What was found, as JSON, in this file too")
      ->type_name("FILE");
  sub->callback([&line] { line.exit = import_documents(line.options, line.import_); });
}

void add_export(CLI::App& app, CommandLine& line) {
  auto* sub = command(app, "export", "A case as a document of another system",
                      "Example:\n  convenio export --to p5000 case.json > p5000.json\n"
                      "  convenio export --to p1:text case.json\n");
  auto& asked = line.export_;
  sub->add_option("--to", asked.form,
                  "The form: a map in the folder `exchange` of the rules; :text or :csv where it has these")
      ->required()
      ->type_name("FORM");
  sub->add_option("case", asked.file, "A case file, or - for one case on standard input")
      ->required()
      ->type_name("FILE");
  sub->add_option("--map,--columns", asked.map, "A map of codes or columns instead of the one of the form")
      ->type_name("FILE");
  sub->add_option("--document", asked.document, "Of several documents that the case was made from, this one")
      ->type_name("NUMBER")
      ->check(CLI::Range(1, 1'000'000));
  sub->add_option("--output", asked.output, "The document; standard output by default")->type_name("FILE");
  sub->add_option("--findings", asked.findings, "What was found, as JSON, in this file too")
      ->type_name("FILE");
  sub->callback([&line] { line.exit = export_case(line.options, line.export_); });
}

int run(int argc, char** argv) {
  CLI::App app(about, "convenio");
  CommandLine line;
  add_globals(app, line);
  add_check(app, line);
  add_explain_error(app, line);
  add_format(app, line);
  add_test(app, line);
  add_compile(app, line);
  add_evaluate(app, line);
  add_explain(app, line);
  add_ask(app, line);
  add_what_if(app, line);
  add_bounds(app, line);
  add_nearest(app, line);
  add_gaps(app, line);
  add_letter(app, line);
  add_coverage(app, line);
  add_describe(app, line);
  add_new(app, line);
  add_print(app, line);
  add_import(app, line);
  add_export(app, line);
  try {
    app.parse(argc, argv);
    if (line.version) {
      line.exit = version(line.options, line.version_json);
    } else if (app.get_subcommands().empty()) {
      throw CLI::RequiredError::Subcommand(1);
    }
  } catch (CLI::ParseError const& error) {
    bool const asked_for = error.get_exit_code() == 0;
    app.exit(error);
    line.exit = asked_for ? Exit::done : Exit::usage;
  }
  if (!flushed()) {
    err("convenio: standard output cannot be written\n");
    line.exit = Exit::host;
  }
  return static_cast<int>(line.exit);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& error) {
    err(fmt::format("convenio: {}\n", error.what()));
  } catch (...) {
    err("convenio: stopped by an unknown fault\n");
  }
  return static_cast<int>(Exit::host);
}
