// convenio what-if, bounds, nearest and gaps: what follows from other facts, and from those that are not known,
// what would turn a refusal, and on which days there is no right.
#include <functional>

#include <fmt/format.h>

#include "engine/api/trying.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

// What is asked of the rules and the text of a case. `where` the faults lie may be said.
using Ask = std::function<api::Outcome(api::Rules const&, std::string const& document, std::string& made,
                                       std::string& where)>;

Exit tried(Options const& options, std::string const& file, Ask const& ask) {
  api::Rules rules;
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
    return exit;
  auto const document = read_file(file, api::case_limit);
  if (!document.trouble.empty()) {
    err(fmt::format("convenio: {}\n", document.trouble));
    return document.too_large ? Exit::found : Exit::host;
  }
  std::string made, where = file;
  auto const outcome = ask(rules, document.text, made, where);
  if (outcome.ok()) {
    out(made);
    return Exit::done;
  }
  err(made.empty() ? fmt::format("convenio: {}\n", outcome.sentence) : fmt::format("{}: {}", where, made));
  return exit_of(outcome);
}

api::Form form(bool json) { return json ? api::Form::json : api::Form::text; }

}  // namespace

Exit what_if(Options const& options, WhatIfOptions const& asked) {
  return tried(options, asked.file, [&](auto const& rules, auto const& document, auto& made, auto& where) {
    bool set = false;
    auto outcome = api::what_if(rules, document, asked.settings, form(asked.json), made, set);
    if (set) where = "--set";
    return outcome;
  });
}

Exit bounds(Options const& options, BoundsOptions const& asked) {
  return tried(options, asked.file, [&](auto const& rules, auto const& document, auto& made, auto&) {
    return api::bounds(rules, document, form(asked.json), made);
  });
}

Exit nearest(Options const& options, NearestOptions const& asked) {
  return tried(options, asked.file, [&](auto const& rules, auto const& document, auto& made, auto& where) {
    bool set = false;
    api::NearestOptions const may{asked.may, asked.only, asked.states, asked.route, asked.months};
    auto outcome = api::nearest(rules, document, asked.award, may, form(asked.json), made, set);
    if (set) where = "--may";
    return outcome;
  });
}

Exit gaps(Options const& options, GapsOptions const& asked) {
  return tried(options, asked.file, [&](auto const& rules, auto const& document, auto& made, auto&) {
    api::GapsOptions const of{asked.award, asked.beyond, asked.until, *api::language_named(asked.language)};
    return api::gaps(rules, document, of, form(asked.json), made);
  });
}

}  // namespace convenio::cli
