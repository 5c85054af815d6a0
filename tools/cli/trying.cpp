// convenio what-if and bounds: what follows from other facts, and from those that are not known.
#include <fmt/format.h>

#include "engine/api/trying.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

// The text of a case; nothing, with a sentence on standard error, where it cannot be read.
std::optional<std::string> read(std::string const& file, Exit& exit) {
  auto document = read_file(file, api::case_limit);
  exit = document.too_large ? Exit::found : Exit::host;
  if (document.trouble.empty()) return std::move(document.text);
  err(fmt::format("convenio: {}\n", document.trouble));
  return std::nullopt;
}

// `made`: what was asked for, or the faults; these lie in `where`.
Exit told(api::Outcome const& outcome, std::string const& made, std::string const& where) {
  if (outcome.ok()) {
    out(made);
    return Exit::done;
  }
  err(made.empty() ? fmt::format("convenio: {}\n", outcome.sentence) : fmt::format("{}: {}", where, made));
  return exit_of(outcome);
}

}  // namespace

Exit what_if(Options const& options, WhatIfOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  Exit exit{};
  auto const document = read(asked.file, exit);
  if (!document) return exit;
  std::string made;
  bool set = false;
  auto const outcome = api::what_if(rules, *document, asked.settings,
                                    asked.json ? api::Form::json : api::Form::text, made, set);
  return told(outcome, made, set ? "--set" : asked.file);
}

Exit bounds(Options const& options, BoundsOptions const& asked) {
  api::Rules rules;
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  Exit exit{};
  auto const document = read(asked.file, exit);
  if (!document) return exit;
  std::string made;
  auto const outcome = api::bounds(rules, *document, asked.json ? api::Form::json : api::Form::text, made);
  return told(outcome, made, asked.file);
}

}  // namespace convenio::cli
