// The engine's side of the door, for the repository's own programs and tests; it is not installed.
// They read sources, trees, the core and decisions as they are, and give them words; but parsing, checking,
// reading of cases, evaluating and rendering of decisions stay behind the functions here and in convenio.hpp.
#pragma once

#include <span>
#include <string_view>

#include "engine/api/convenio.hpp"
#include "engine/cases/case.hpp"
#include "engine/cases/codes.hpp"
#include "engine/cases/fault.hpp"
#include "engine/check/lint/mentions.hpp"
#include "engine/core/program.hpp"
#include "engine/core/save.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"
#include "engine/render/wrap.hpp"
#include "engine/run/decision.hpp"
#include "engine/run/test.hpp"
#include "grammar/syntax/tree.hpp"
#include "grammar/text/code.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/source.hpp"

namespace convenio::api {

// What Rules share. Immutable once load() has returned it.
struct Loaded {
  Outcome outcome;
  text::Sources sources;  // of all files, those of packages that were not asked for included
  text::Diagnostics diagnostics;
  std::vector<syntax::File> files;  // of the packages that were asked for, and their imports
  core::Program program;            // whole only when the outcome is ok
  std::string prefix;               // of the names of all sources
  std::size_t bytes = 0;            // of `files`
};

// What a Decision shares.
struct Decided {
  Outcome outcome;
  Rules rules;
  std::string case_id;
  std::vector<Fault> faults;
  cases::Case facts;
  run::Decision decision;
  bool told = false;  // the decision has what its rules say in words
};

// ---------------------------------------------------------------- the halves of load() and decide()

// The trees of the packages that are named, and of all that they import, not checked yet. The outcome says
// only whether they could be read: faults of the texts are among the diagnostics.
Loaded read(Provider const& provider, std::vector<std::string> const& packages = {},
            Tests tests = Tests::read);
// Checks the trees as they are now. They may be changed between two checks.
core::Program check(Loaded const& loaded, text::Diagnostics& diagnostics);

// Without what explanations quote, for decisions that are not explained.
Rules load_saved(std::string_view bytes, core::Quotes quotes);

// A case that is read and not decided: its facts, or its faults.
Decision read_case(Rules const& rules, std::string_view case_json);
Decision decide(Rules const& rules, cases::Case facts, run::Options const& options = {});
// With what the rules say in words, for who wants a page or a letter of it.
Decision decide_in_words(Rules const& rules, std::string_view case_json);
// All codes of faults in rules, of case documents and of saved programs, in their order: what each means, and
// but for saved programs an example.
std::span<text::CodeInfo const> rule_codes();
std::span<text::CodeInfo const> case_codes();
std::span<text::CodeInfo const> program_codes();
std::span<text::CodeInfo const> asked_codes();  // of what is asked of loaded rules
// Why something is open or refused, as decisions say it.
struct ReasonInfo {
  std::string_view code, word, meaning;
};
std::span<ReasonInfo const> reason_codes();
// The small package that the examples import, or are cases of.
std::string_view example_rules();

// A case that could not even be read.
Decision refused(Rules const& rules, cases::Fault const& fault);

// A test of a package. `program`: that of rules, or of trees that were checked. `beside`: by whom it is
// decided too.
run::TestResult run_test(core::Program const& program, core::Test const& test,
                         run::Options const& options = {.explain = false}, run::Beside* beside = nullptr);

}  // namespace convenio::api
