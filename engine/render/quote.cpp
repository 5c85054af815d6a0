// Conditions and formulas as the rule files write them, on one line.
// Knows spans and rules; knows no layout. Without the sources at hand there is only what the program keeps.
#include <algorithm>

#include <fmt/format.h>

#include "engine/render/sections.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using core::none;
using run::Node;

// On one line, without comments.
std::string one_line(std::string_view text) {
  std::string out;
  bool quoted = false, gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (!quoted && text.substr(i, 2) == "--") {
      i = std::min(text.find('\n', i), text.size());
      gap = true;
    } else if (!quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
      gap = true;
    } else {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += c;
      if (c == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    }
  }
  return out;
}

// The span of an expression leaves out brackets around its first or last part: they are put back.
std::string balanced(std::string text) {
  std::size_t open = 0, lost = 0;
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '(') ++open;
    if (c == ')' && open > 0)
      --open;
    else if (c == ')')
      ++lost;
  }
  return std::string(lost, '(') + std::move(text) + std::string(open, ')');
}

std::string slice(Context const& context, core::ExprId id) {
  auto const* sources = context.options.sources;
  if (!sources || id >= context.program.expressions.size()) return "";
  auto const& span = context.program.expressions[id].span;
  if (span.source >= sources->size()) return "";
  return balanced(one_line(sources->slice(span)));
}

// As the evaluator puts it into the label of a rule with versions.
bool names_version(std::string const& label, core::Validity const& validity) {
  std::string text = ", version";
  if (validity.from) text += " from " + validity.from->to_string();
  if (validity.until) text += " until " + validity.until->to_string();
  return label.ends_with(text);
}

std::string version_formula(Context const& context, std::vector<core::Version> const& versions,
                            Node const& node) {
  for (auto const& version : versions) {
    if (names_version(node.label, version.validity)) return slice(context, version.body);
  }
  return "";
}

// "name(a, b)" of the label, with the part's constants in their places: does the part answer this call?
bool answers(core::Program const& program, core::Rule const& rule, core::Part const& part, Node const& node) {
  if (part.citation != node.citation) return false;
  std::vector<std::string> arguments;
  std::size_t const open = node.label.find('(');
  if (open != std::string::npos) {
    std::size_t depth = 0, start = open + 1;
    for (std::size_t i = start; i < node.label.size(); ++i) {
      char const c = node.label[i];
      bool const end = depth == 0 && (c == ',' || c == ')');
      if (end) {
        arguments.push_back(node.label.substr(start, i - start));
        start = i + 2;
        if (c == ')') break;
      }
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth > 0) --depth;
    }
  }
  for (std::size_t i = 0; i < part.patterns.size(); ++i) {
    if (!part.patterns[i]) continue;
    bool const same = i < arguments.size() && i < rule.parameters.size() &&
                      arguments[i] == core::to_string(program, *part.patterns[i], rule.parameters[i].type);
    if (!same) return false;
  }
  return true;
}

std::string part_formula(Context const& context, core::Rule const& rule, Node const& node) {
  for (auto const& part : rule.parts) {
    if (!answers(context.program, rule, part, node)) continue;
    return part.body != none ? slice(context, part.body) : version_formula(context, part.versions, node);
  }
  return "";
}

}  // namespace

std::string as_written(Context const& context, Node const& node) {
  if (node.kind != Node::Kind::operation) return "";
  return shorten(slice(context, core::ExprId(node.a)), 300);
}

std::string formula_of(Context const& context, Node const& node) {
  if (node.kind != Node::Kind::rule || node.a >= context.program.rules.size()) return "";
  auto const& rule = context.program.rules[node.a];
  std::string formula;
  if (node.b < rule.exceptions.size()) {
    auto const& exception = rule.exceptions[node.b];
    formula = slice(context, exception.body);
    return shorten(
        fmt::format("{}{}by the exception {}", formula, formula.empty() ? "" : ", ", exception.name), 400);
  }
  if (rule.open)
    formula = part_formula(context, rule, node);
  else if (rule.body == none)
    formula = version_formula(context, rule.versions, node);
  if (formula.empty()) formula = balanced(one_line(rule.formula));
  return shorten(formula, 400);
}

}  // namespace convenio::render
