// What the tests of the parser share.
#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "grammar/parser/parse.hpp"
#include "grammar/syntax/dump.hpp"

namespace convenio::testing {

struct Parsed {
  text::Sources sources;
  syntax::File file;
  text::Diagnostics diagnostics;
};

inline Parsed parsed(std::string text) {
  Parsed result;
  text::SourceId const id = result.sources.add("t", std::move(text));
  result.file = grammar::parse(result.sources, id, result.diagnostics);
  result.diagnostics.sort();
  return result;
}

// "C0101 2:7 message" for each fault.
inline std::vector<std::string> faults(std::string text) {
  Parsed const result = parsed(std::move(text));
  std::vector<std::string> all;
  for (text::Diagnostic const& one : result.diagnostics.all()) {
    all.push_back(text::to_string(one.code) + " " + result.sources.place(one.span).substr(2) + " " +
                  one.message);
  }
  return all;
}

inline std::string hint_of(std::string text) {
  Parsed const result = parsed(std::move(text));
  return result.diagnostics.all().empty() ? std::string() : result.diagnostics.all().front().hint;
}

// The dump of what follows `package t`; faults come first, so that an unexpected one is seen.
inline std::string tree(std::string const& text) {
  Parsed const result = parsed("package t\n" + text);
  std::string dumped;
  for (text::Diagnostic const& one : result.diagnostics.all()) dumped += text::render(one, result.sources);
  std::istringstream lines(syntax::dump(result.file));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) dumped += line.substr(std::min<std::size_t>(2, line.size())) + "\n";
  return dumped;
}

// The dump of the body of `rule x: t = ...`.
inline std::string expression(std::string const& text) {
  Parsed const result = parsed("package t\nrule x: t = " + text);
  std::string dumped;
  for (text::Diagnostic const& one : result.diagnostics.all()) dumped += text::render(one, result.sources);
  auto const* const rule = result.file.declarations.empty()
                               ? nullptr
                               : std::get_if<syntax::RuleDecl>(&result.file.declarations.front().node);
  if (rule == nullptr || rule->body == nullptr) return dumped + "no body";
  return dumped + syntax::dump(*rule->body);
}

// An expression with every operation in parentheses, for tests of precedence.
std::string grouped(std::string const& text);

}  // namespace convenio::testing
