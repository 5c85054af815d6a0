// No rule, table, precedence or default depends on itself: what is accepted comes to an end.
// Knows the core's graph of uses; knows no meaning.
#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/lint/uses.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

struct Edge {
  std::size_t to = 0;
  Span use;
};

class Graph {
 public:
  explicit Graph(Workspace& ws) : ws_(ws), p_(ws.program) {}
  void check();

 private:
  // Nodes: rules, then tables, then precedences, then facts, then awards.
  std::size_t node(Used kind, std::uint32_t index) const;
  std::size_t size() const {
    return p_.rules.size() + p_.tables.size() + p_.precedences.size() + p_.facts.size() + p_.awards.size();
  }
  std::string name(std::size_t n) const;
  Span declared(std::size_t n) const;
  void add(std::size_t from, ExprId root);
  void build();
  void components();
  void report(std::vector<std::size_t> const& component);

  Workspace& ws_;
  core::Program const& p_;
  std::vector<std::vector<Edge>> edges_;
};

std::size_t Graph::node(Used kind, std::uint32_t index) const {
  std::size_t base = 0;
  if (kind == Used::rule) return index;
  base += p_.rules.size();
  if (kind == Used::table) return base + index;
  base += p_.tables.size();
  if (kind == Used::precedence) return base + index;
  base += p_.precedences.size();
  if (kind == Used::fact) return base + index;
  return base + p_.facts.size() + index;
}

std::string Graph::name(std::size_t n) const {
  if (n < p_.rules.size()) return p_.rules[n].name;
  n -= p_.rules.size();
  if (n < p_.tables.size()) return p_.tables[n].name;
  n -= p_.tables.size();
  if (n < p_.precedences.size()) return p_.precedences[n].name;
  n -= p_.precedences.size();
  return n < p_.facts.size() ? p_.facts[n].name : p_.awards[n - p_.facts.size()].name;
}

Span Graph::declared(std::size_t n) const {
  if (n < p_.rules.size()) return p_.rules[n].span;
  n -= p_.rules.size();
  if (n < p_.tables.size()) return p_.tables[n].span;
  n -= p_.tables.size();
  if (n < p_.precedences.size()) return ws_.precedences[n].declared.decl->name.span;
  n -= p_.precedences.size();
  return n < p_.facts.size() ? p_.facts[n].span : ws_.awards[n - p_.facts.size()].declared.decl->name.span;
}

void Graph::add(std::size_t from, ExprId root) {
  for_each_use(p_, root, [&](Used kind, std::uint32_t index, Span use) {
    edges_[from].push_back({node(kind, index), use});
  });
}

void Graph::build() {
  edges_.resize(size());
  for (std::uint32_t i = 0; i < p_.rules.size(); ++i) {
    core::Rule const& rule = p_.rules[i];
    std::size_t const n = node(Used::rule, i);
    add(n, rule.body);
    for (auto const& v : rule.versions) add(n, v.body);
    for (auto const& part : rule.parts) {
      add(n, part.body);
      add(n, part.governing);
      for (auto const& v : part.versions) add(n, v.body);
    }
    for (auto const& e : rule.exceptions) {
      add(n, e.condition);
      add(n, e.body);
    }
  }
  for (std::uint32_t i = 0; i < p_.tables.size(); ++i) {
    for (auto const& row : p_.tables[i].rows) add(node(Used::table, i), row.value);
  }
  for (std::uint32_t i = 0; i < p_.precedences.size(); ++i) {
    for (auto const& clause : p_.precedences[i].clauses) add(node(Used::precedence, i), clause.condition);
  }
  for (std::uint32_t i = 0; i < p_.facts.size(); ++i) add(node(Used::fact, i), p_.facts[i].fallback);
  for (std::uint32_t i = 0; i < p_.awards.size(); ++i) {
    core::Award const& award = p_.awards[i];
    std::size_t const n = node(Used::award, i);
    for (auto const& generator : award.generators) add(n, generator.source);
    for (auto const& route : award.routes) {
      for (auto const part : {route.when, route.entitled, route.grants}) add(n, part);
    }
    if (award.precedence != none) {
      Span const chosen = ws_.awards[i].declared.decl->name.span;
      edges_[n].push_back({node(Used::precedence, award.precedence), chosen});
    }
  }
}

// The shortest way from the first node of the component back to itself.
void Graph::report(std::vector<std::size_t> const& component) {
  std::size_t const start = *std::min_element(component.begin(), component.end());
  std::vector<std::size_t> from(size(), size());
  std::vector<Span> use(size());
  std::deque<std::size_t> left{start};
  bool closed = false;
  while (!left.empty() && !closed) {
    std::size_t const n = left.front();
    left.pop_front();
    for (auto const& edge : edges_[n]) {
      bool const inside = std::binary_search(component.begin(), component.end(), edge.to);
      if (!inside || (from[edge.to] != size() && edge.to != start)) continue;
      if (edge.to == start && from[start] != size()) continue;
      from[edge.to] = n;
      use[edge.to] = edge.use;
      if (edge.to == start) {
        closed = true;
        break;
      }
      left.push_back(edge.to);
    }
  }
  std::vector<std::size_t> way{start};
  for (std::size_t n = from[start]; n != start && n < size(); n = from[n]) way.push_back(n);
  std::reverse(way.begin() + 1, way.end());
  std::string text;
  for (auto const n : way) text += name(n) + " -> ";
  auto& diagnostic =
      ws_.diagnostics.error(Code::cycle, declared(start),
                            fmt::format("{} depends on itself: {}{}", quoted(name(start)), text, name(start)),
                            "a rule cannot need its own result; `carry` runs over a list step by step");
  for (std::size_t i = 1; i < way.size(); ++i)
    diagnostic.places.push_back({use[way[i]], fmt::format("needs {}", quoted(name(way[i])))});
  diagnostic.places.push_back({use[start], fmt::format("needs {}", quoted(name(start)))});
}

// Tarjan's algorithm with a stack of its own: chains of rules may be long.
void Graph::components() {
  constexpr std::size_t unseen = static_cast<std::size_t>(-1);
  std::vector<std::size_t> order(size(), unseen);
  std::vector<std::size_t> low(size(), 0);
  std::vector<bool> open(size(), false);
  std::vector<std::size_t> stack;
  std::size_t next = 0;
  struct Step {
    std::size_t node;
    std::size_t edge;
  };
  for (std::size_t root = 0; root < size(); ++root) {
    if (order[root] != unseen) continue;
    std::vector<Step> steps{{root, 0}};
    while (!steps.empty()) {
      std::size_t const n = steps.back().node;
      if (steps.back().edge == 0) {
        order[n] = low[n] = next++;
        stack.push_back(n);
        open[n] = true;
      }
      if (steps.back().edge < edges_[n].size()) {
        std::size_t const to = edges_[n][steps.back().edge++].to;
        if (order[to] == unseen)
          steps.push_back({to, 0});
        else if (open[to])
          low[n] = std::min(low[n], order[to]);
        continue;
      }
      steps.pop_back();
      if (!steps.empty()) low[steps.back().node] = std::min(low[steps.back().node], low[n]);
      if (low[n] != order[n]) continue;
      std::vector<std::size_t> component;
      for (;;) {
        std::size_t const member = stack.back();
        stack.pop_back();
        open[member] = false;
        component.push_back(member);
        if (member == n) break;
      }
      std::sort(component.begin(), component.end());
      bool const self =
          std::any_of(edges_[n].begin(), edges_[n].end(), [&](Edge const& e) { return e.to == n; });
      if (component.size() > 1 || self) report(component);
    }
  }
}

void Graph::check() {
  build();
  components();
}

}  // namespace

void check_cycles(Workspace& ws) { Graph(ws).check(); }

}  // namespace convenio::check
