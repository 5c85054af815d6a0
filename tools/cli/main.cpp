// The program convenio: reads the command line and calls one command. The only file that knows the argument library.
#include <exception>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"

namespace {

using namespace convenio::cli;

constexpr char const* about =
    "Convenio: social security agreements as rules, and the decisions that follow from them.";

constexpr char const* exits =
    "Exit codes: 0 done; 1 something is wrong with the rules, a test, a layout or a case;\n"
    "2 wrong command line; 3 a file cannot be read or written.\n";

CLI::App* command(CLI::App& app, char const* name, char const* help, char const* example) {
  CLI::App* sub = app.add_subcommand(name, help);
  sub->fallthrough();
  sub->footer(example);
  return sub;
}

int run(int argc, char** argv) {
  CLI::App app(about, "convenio");
  Options options;
  Exit exit = Exit::done;
  app.require_subcommand(1);
  app.footer(exits);
  app.set_version_flag("--version", "convenio " CONVENIO_VERSION);
  app.add_option("--rules", options.rules,
                 "Folder of the rules (otherwise CONVENIO_RULES, ./rules, or the installed rules)")->type_name("DIR");
  app.add_option("--package", options.packages, "Load only this package and what it imports; may be repeated")
      ->type_name("NAME")->allow_extra_args(false);

  auto* check_command = command(app, "check", "Check the rules",
                                "Example:\n  convenio check\n  convenio check mercosur\n");
  check_command->add_option("packages", options.packages, "Packages to check, with what they import; all by default")
      ->type_name("NAME");
  check_command->callback([&] { exit = check(options); });

  FormatOptions formatting;
  auto* format_command = command(app, "format", "Lay out rule files in the standard way",
                                 "Example:\n  convenio format rules/prelude/states.convenio\n"
                                 "  convenio format --check\n  convenio format --write\n"
                                 "Prints the laid out text of one file unless --check or --write is given.\n");
  format_command->add_option("files", formatting.files, "Files; all rule files by default")->type_name("FILE");
  auto* only_check = format_command->add_flag("--check", formatting.check, "Only say which files would change");
  format_command->add_flag("--write", formatting.write, "Write the files that change")->excludes(only_check);
  format_command->callback([&] { exit = format(options, formatting); });

  TestOptions testing;
  auto* test_command = command(app, "test", "Run the tests that the packages carry",
                               "Example:\n  convenio test\n  convenio test mercosur\n");
  test_command->add_option("packages", testing.packages, "Packages whose tests are run; all by default")
      ->type_name("NAME");
  test_command->add_flag("--list", testing.list, "Also list the tests that pass");
  test_command->callback([&] { exit = test(options, testing); });

  EvaluateOptions evaluating;
  bool json = false;
  auto* evaluate_command = command(app, "evaluate", "Decide a case, or one case per line of standard input",
                                   "Example:\n  convenio evaluate case.json\n"
                                   "  convenio evaluate - < cases.ndjson > decisions.ndjson\n"
                                   "A line that is no good case gives a line with an error, and the rest goes on.\n");
  evaluate_command->add_option("case", evaluating.file, "A case file, or - for one case per line")
      ->required()->type_name("FILE");
  auto* as_json = evaluate_command->add_flag("--json", json, "The decision as JSON (the default)");
  evaluate_command->add_flag("--text", evaluating.text, "The decision in short, as text")->excludes(as_json);
  evaluate_command->add_flag("--explanation", evaluating.explanation, "With every node of the explanation, in JSON");
  evaluate_command->callback([&] { exit = evaluate(options, evaluating); });

  ExplainOptions explaining;
  bool brief = false, sheet = false, full = false;
  auto* explain_command = command(app, "explain", "Decide a case and say why",
                                  "Example:\n  convenio explain case.json\n  convenio explain --short case.json\n"
                                  "  convenio explain --full --ascii --width 120 case.json\n");
  explain_command->add_option("case", explaining.file, "A case file, or - for one case on standard input")
      ->required()->type_name("FILE");
  auto* short_flag = explain_command->add_flag("--short", brief, "The decision and its reasons");
  auto* sheet_flag = explain_command->add_flag("--sheet", sheet, "With the career and the calculation (the default)");
  auto* full_flag = explain_command->add_flag("--full", full, "With every node of the explanation");
  short_flag->excludes(sheet_flag)->excludes(full_flag);
  sheet_flag->excludes(full_flag);
  explain_command->add_flag("--json", explaining.json, "As JSON, with the explanation unless --short");
  explain_command->add_flag("--ascii", explaining.ascii, "Draw the career with plain characters");
  explain_command->add_option("--width", explaining.width, "Columns of the text")->check(CLI::Range(40, 400))
      ->capture_default_str();
  explain_command->callback([&] {
    if (brief) explaining.detail = ExplainOptions::Detail::brief;
    if (full) explaining.detail = ExplainOptions::Detail::full;
    exit = explain(options, explaining);
  });

  DescribeOptions describing;
  auto* describe_command = command(app, "describe", "Say what the packages contain",
                                   "Example:\n  convenio describe --on 2026-01-01\n"
                                   "  convenio describe --schema > case.schema.json\n");
  describe_command->add_option("--on", describing.on, "Only agreements in force on that day")->type_name("DATE");
  describe_command->add_flag("--schema", describing.schema, "A JSON Schema of the cases that these packages read");
  describe_command->callback([&] { exit = describe(options, describing); });

  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    bool const asked_for = error.get_exit_code() == 0;
    app.exit(error);
    return static_cast<int>(asked_for ? Exit::done : Exit::usage);
  }
  if (!flushed()) {
    err("convenio: standard output cannot be written\n");
    return static_cast<int>(Exit::host);
  }
  return static_cast<int>(exit);
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
