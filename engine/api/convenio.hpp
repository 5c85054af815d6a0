// Convenio as a library: rules are loaded from a provider of texts, and cases are decided with them.
// The one door to the engine for programs; convenio.h is the same for C and for other languages.
//
// Rules and decisions are immutable and cheap to copy; any number of threads may use the same ones at once.
// Nothing here reads the environment, a clock or a locale, and nothing prints. Bad rules, bad cases and
// trouble of the host come back as an Outcome; only the lack of memory is thrown (std::bad_alloc). All texts
// are UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export.h"

namespace convenio::api {

// ---------------------------------------------------------------- what came of a call

// The numbers are those of convenio.h and never change their meaning.
enum class Status : int {
  ok = 0,
  faulty_rules = 1,    // the rules have errors: see diagnostics
  faulty_case = 2,     // the case document has faults: see Decision::faults
  too_large = 3,       // a limit of this file is passed
  no_package = 4,      // a package that was asked for is not there
  host = 5,            // a file or folder cannot be read
  bad_argument = 6,    // what was passed makes no sense: a null pointer, a date that is none
  bad_handle = 7,      // convenio.h only: a handle that is null, freed, or of something else
  no_memory = 8,       // convenio.h only
  internal = 9,        // a fault of the library
  faulty_program = 10  // the bytes are no saved program of this version: the sentence begins with a code P0xx
};

struct Outcome {
  Status status = Status::ok;
  std::string sentence;  // "" when ok; else one line, no full stop
  bool ok() const { return status == Status::ok; }
};

// ---------------------------------------------------------------- where rule texts come from

// Bytes, and a number of files. Beyond them a load is refused with the code C0107.
inline constexpr std::size_t file_limit = std::size_t{1024} * 1024;
inline constexpr std::size_t package_limit = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t files_limit = 2'000;
// Bytes of a saved program.
inline constexpr std::size_t program_limit = std::size_t{16} * 1024 * 1024;
// Bytes of one case document; a larger one has the fault K002.
inline constexpr std::size_t case_limit = std::size_t{1024} * 1024;

// The name of a file of rules says where it lies, with `/` between folders:
// "agreements/coast/coast.convenio". Files of one folder are taken to belong together where a package name is
// missing or misspelt.
struct File {
  std::string name, text;
};

class CONVENIO_API Provider {
 public:
  virtual ~Provider();
  // The names of all files, in any order and each once; at most files_limit + 1 of them need be listed.
  virtual Outcome list(std::vector<std::string>& names) const = 0;
  // A text of more than file_limit bytes need not be read: too_large.
  virtual Outcome read(std::string const& name, std::string& text) const = 0;
  // Stands before the names in messages, and never in decisions: "rules/".
  virtual std::string prefix() const;
};
using ProviderPtr = std::shared_ptr<Provider const>;

// All files *.convenio below the folder. It is read when rules are loaded, not before.
CONVENIO_API ProviderPtr folder(std::string path);
CONVENIO_API ProviderPtr memory(std::vector<File> files);
// Texts that are not saved yet, in place of the files of the same names, and beside the others.
CONVENIO_API ProviderPtr overlay(std::vector<File> files, ProviderPtr under);

// ---------------------------------------------------------------- rules

enum class Form { text, json };

struct Loaded;  // the engine's side, for the repository's own programs: inside.hpp

class CONVENIO_API Rules {
 public:
  Rules();  // no packages at all
  explicit Rules(std::shared_ptr<Loaded const> loaded) : loaded_(std::move(loaded)) {}

  // ok: they decide. faulty_rules: they have errors, and give diagnostics only. Otherwise they could not be
  // loaded.
  Outcome const& outcome() const;
  bool ok() const { return outcome().ok(); }
  std::size_t errors() const;
  std::size_t warnings() const;
  // Imported packages come before those that import them.
  std::vector<std::string> const& packages() const;

  Loaded const& inside() const { return *loaded_; }

 private:
  std::shared_ptr<Loaded const> loaded_;
};

// The tests and samples that stand in rule files. Left out, they are not read and their faults are not seen:
// enough to decide, and sooner; but what is wrong with rules is told only with them. A file in which it is
// not certain where they end is read whole.
enum class Tests { read, left_out };

// The packages that are named, and all that they import; all packages when none is named. Of the files of
// other packages only the heads are read, so that their faults are not seen. What is loaded does not depend
// on the order in which a provider lists its files.
CONVENIO_API Rules load(Provider const& provider, std::vector<std::string> const& packages = {},
                        Tests tests = Tests::read);

// The rules as bytes, without their tests, for load_saved() of the same version of the engine. The same rules
// give the same bytes.
CONVENIO_API Outcome compile(Rules const& rules, std::string& bytes);
// Decisions, descriptions and schemas are the same as those by the rules that were compiled. Bytes that were
// cut, altered or made by another hand are refused: faulty_program. More than program_limit of them:
// too_large.
CONVENIO_API Rules load_saved(std::string_view bytes);

// What is wrong with the rules: errors and warnings with codes, places and hints.
struct DiagnoseOptions {
  Form form = Form::text;  // json: docs/schemas/diagnostics-1.schema.json
  bool warnings = true;    // as text; of more than 1 000 findings the number is told
};
CONVENIO_API std::string diagnose(Rules const& rules, DiagnoseOptions const& options = {});

// Of rules, the part that concerns these: States by code, branches by the word that a claim has, packages by
// name, and a day: what is in force on it, and was known then. What is empty chooses everything.
struct Selection {
  std::vector<std::string> states, branches, packages;
  std::string on;  // "2026-01-31"
};
// What the rules contain: as text, or as JSON (docs/schemas/description-1.schema.json). Not ok where a name
// or the day means nothing: the sentence begins with a code A0xx, and lists what there is.
CONVENIO_API Outcome describe(Rules const& rules, Selection const& selection, Form form, std::string& made);
// The same as text, of all; `on`: on that day only; "": on all.
CONVENIO_API Outcome describe(Rules const& rules, std::string_view on, std::string& text);
// The skeleton of a case (docs/case-format.md): all that the rules of these States (one at least), and the
// instruments between them, ask for these branches, each as what is not known yet, with its question, how its
// value is written, who holds it and which packages ask. It can be decided as it stands.
CONVENIO_API Outcome new_case(Rules const& rules, Selection const& selection, std::string& json);
// A JSON Schema (2020-12) of the cases that the rules read.
CONVENIO_API std::string case_schema(Rules const& rules);

// ---------------------------------------------------------------- decisions

// What is wrong with a case document.
struct Fault {
  std::string code;     // "K032"
  std::string path;     // "facts.history[2].to"; "" for the whole document
  std::string message;  // one line
  std::string hint;     // or ""
};
// "facts.birth: [K037] there is no day 1955-02-30", and the hint on a second line.
CONVENIO_API std::string to_string(Fault const& fault);

struct Decided;

class CONVENIO_API Decision {
 public:
  explicit Decision(std::shared_ptr<Decided const> decided) : decided_(std::move(decided)) {}

  // ok, or faulty_case: then there are faults and nothing is decided; or why the rules cannot decide.
  Outcome const& outcome() const;
  bool ok() const { return outcome().ok(); }
  std::string const& case_id() const;  // "" when it could not be read
  std::vector<Fault> const& faults() const;

  Decided const& inside() const { return *decided_; }

 private:
  std::shared_ptr<Decided const> decided_;
};

// `case_json`: docs/case-format.md. Rules that are not ok decide nothing.
CONVENIO_API Decision decide(Rules const& rules, std::string_view case_json);
// Many cases one after the other. `each` is given the place of the case, and may say no to go on.
CONVENIO_API void decide(Rules const& rules, std::vector<std::string_view> const& cases,
                         std::function<bool(std::size_t, Decision const&)> const& each);

struct JsonOptions {
  bool indented = false;     // else one line
  bool explanation = false;  // every node of the explanation
  std::size_t line = 0;      // of a batch, counted from 1: stated with the faults of a case
};
// The decision (docs/decision-format.md) or the faults of the case; no line end.
CONVENIO_API std::string to_json(Decision const& decision, JsonOptions const& options = {});

// What an expression gives on a case: any that a rule could have, with the names of all packages, or of those
// that are named and what they import; an award gives what it grants. Text: the value, or the status and its
// reasons. JSON: convenio-answer-1. Not ok: `answer` says what is wrong with the expression, the rules or the
// case, as text.
CONVENIO_API Outcome ask(ProviderPtr const& provider, std::vector<std::string> const& packages,
                         std::string_view case_json, std::string_view expression, Form form,
                         std::string& answer);

enum class Detail {
  brief = 0,  // one page: each award with its conditions, what is missing, what is not encoded
  sheet = 1,  // also the career, and the numbered calculation of the route that was taken
  full = 2    // also every route, what the decision rests on, and every step
};
enum class Language { english, spanish, portuguese, french };
// Of a name or an ISO 639-1 code: "spanish", "es".
CONVENIO_API std::optional<Language> language_named(std::string_view name);
struct ExplainOptions {
  Detail detail = Detail::brief;
  std::size_t columns = 80;  // 40 to 400
  bool ascii = false;        // plain characters in the drawing of the career
  Language language = Language::english;
};
// The decision and its reasons as text for people, or the faults of the case.
CONVENIO_API std::string explain(Decision const& decision, ExplainOptions const& options = {});

enum class Addressee { person, institution };
struct LetterOptions {
  Addressee to = Addressee::person;
  Language language = Language::english;
};
// The decision as a letter: one HTML document, whole in itself. Of a case that is not decided: the empty text.
CONVENIO_API std::string letter(Decision const& decision, LetterOptions const& options = {});

// ---------------------------------------------------------------- which library this is

CONVENIO_API char const* version();  // "0.1.0"

}  // namespace convenio::api
