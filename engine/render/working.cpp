// How a granted amount came about, in a few lines: the rules, figures and counts that its route rests on
// directly. The whole calculation is sheet.cpp's.
#include <set>

#include <fmt/format.h>

#include "engine/render/sections.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using run::Node;
using run::NodeId;

constexpr std::size_t terms = 12;  // columns of a term beside its text
constexpr std::size_t most_lines = 12;
constexpr unsigned deepest = 2;  // rules within rules

bool is_single(core::Program const& program, Node const& node) {
  if (node.value.absent() || node.type >= program.types.size()) return false;
  using Kind = core::Type::Kind;
  Kind const kind = program.types[node.type].kind;
  return kind == Kind::money || kind == Kind::ratio || kind == Kind::quantity || kind == Kind::whole ||
         kind == Kind::date;
}

bool is_count(core::Program const& program, Node const& node) {
  return node.kind == Node::Kind::operation &&
         (node.op == core::Op::builtin || node.op == core::Op::certified) &&
         program.types[node.type].kind == core::Type::Kind::quantity;
}

void collect(Context const& context, NodeId id, unsigned depth, std::set<NodeId>& found) {
  Node const* node = context.node(id);
  if (!node) return;
  if (node->kind == Node::Kind::resolution) return;
  bool const leaf = node->kind == Node::Kind::fact || node->kind == Node::Kind::lookup;
  bool const rule = node->kind == Node::Kind::rule;
  if ((leaf || rule || is_count(context.program, *node)) && is_single(context.program, *node))
    found.insert(id);
  if (leaf || is_count(context.program, *node) || (rule && depth == deepest)) return;
  if (rule && !is_single(context.program, *node)) return;
  for (NodeId const input : node->inputs) collect(context, input, depth + (rule ? 1 : 0), found);
}

std::string name_of(Context const& context, Node const& node) {
  if (node.kind != Node::Kind::operation) {
    bool const long_winded = node.label.size() > 40 || node.label.find('/') != std::string::npos;
    return long_winded ? node.label.substr(0, node.label.find('(')) : node.label;
  }
  std::string const written = as_written(context, node);
  return written.empty() ? "a count" : written;
}

}  // namespace

void print_working(Page& page, Context const& context, run::Awarded const& awarded) {
  Node const* route = context.node(chosen_node(awarded));
  if (!route || route->inputs.empty()) return;
  std::set<NodeId> found;  // in the order in which they were worked out
  collect(context, route->inputs.back(), 0, found);
  std::size_t lines = 0;
  for (NodeId const id : found) {
    Node const& node = *context.node(id);
    if (++lines > most_lines) {
      page.entry("", "...", 2, terms);
      return;
    }
    std::string const citation = cite(context.program, node.citation);
    page.entry(lines == 1 ? "From" : "",
               fmt::format("{} = {}{}", name_of(context, node),
                           value_in_words(context.program, node.value, node.type),
                           citation.empty() ? "" : fmt::format("  [{}]", citation)),
               2, terms);
  }
}

}  // namespace convenio::render
