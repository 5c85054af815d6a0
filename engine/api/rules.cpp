// What rules say of themselves: their packages, their faults, the schema of their cases.
#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/cases/read_case.hpp"

namespace convenio::api {

namespace {

constexpr std::size_t most_shown = 1'000;  // diagnostics

std::shared_ptr<Loaded const> nothing() {
  auto loaded = std::make_shared<Loaded>();
  loaded->outcome = {Status::bad_argument, "no rules are loaded"};
  return loaded;
}

std::string as_text(Loaded const& loaded, bool warnings) {
  std::string result;
  std::size_t shown = 0, left = 0;
  for (auto const& one : loaded.diagnostics.all()) {
    if (!warnings && one.severity == text::Severity::warning) continue;
    if (shown == most_shown) {
      ++left;
      continue;
    }
    ++shown;
    result += text::render(one, loaded.sources) + "\n";
  }
  if (left > 0) result += fmt::format("{} more are not shown\n", left);
  std::size_t const errors = loaded.diagnostics.error_count();
  if (errors > 0) result += fmt::format("{} error{} in the rules\n", errors, errors == 1 ? "" : "s");
  return result;
}

}  // namespace

Rules::Rules() : loaded_(nothing()) {}
Outcome const& Rules::outcome() const { return loaded_->outcome; }
std::size_t Rules::errors() const { return loaded_->diagnostics.error_count(); }
std::size_t Rules::warnings() const { return loaded_->diagnostics.all().size() - errors(); }
std::vector<std::string> const& Rules::packages() const { return loaded_->program.packages; }

std::string diagnose(Rules const& rules, DiagnoseOptions const& options) {
  auto const& loaded = rules.inside();
  switch (options.form) {
    case Form::text:
      return as_text(loaded, options.warnings);
    case Form::json:
      return text::to_json(loaded.diagnostics, loaded.sources);
  }
  return "";
}

std::string case_schema(Rules const& rules) { return cases::write_schema(rules.inside().program); }

char const* version() { return CONVENIO_VERSION; }

}  // namespace convenio::api
