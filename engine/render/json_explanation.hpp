// The explanation graph as JSON, complete enough to be worked out again without this program: every node with
// its operation and parameters, and the basis they refer to. Knows nodes and the program; knows no award's
// layout.
#pragma once

#include "engine/render/json.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/cases/json.hpp"
#include "engine/run/decision.hpp"
#include "grammar/text/source.hpp"

namespace convenio::render {

// Things numbered in the order in which they are first met.
template <class T, class Less = std::less<T>>
class Numbered {
 public:
  std::uint32_t of(T const& one) {
    auto const [place, is_new] = places_.try_emplace(one, static_cast<std::uint32_t>(all_.size()));
    if (is_new) all_.push_back(&place->first);
    return place->second;
  }
  std::size_t size() const { return all_.size(); }
  T const& at(std::size_t n) const { return *all_[n]; }

 private:
  std::map<T, std::uint32_t, Less> places_;
  std::vector<T const*> all_;
};

class ExplanationWriter {
 public:
  // Without sources, literals and rows are written without their words and places. `folder` is left out of
  // places.
  ExplanationWriter(core::Program const& program, run::Decision const& decision, text::Sources const* sources,
                    std::string folder, cases::JsonWriter& writer)
      : program_(program),
        nodes_(decision.explanation.nodes),
        tried_(decision.tried),
        sources_(sources),
        folder_(std::move(folder)),
        w_(writer) {}

  void write_nodes();
  void write_basis();  // what the nodes refer to by number or name; after the nodes

 private:
  using Value = model::Value;
  struct ByContent {
    bool operator()(Value const& a, Value const& b) const { return model::compare(a, b) < 0; }
  };

  // json_explanation.cpp
  void node(run::Node const& one);
  void parameters(run::Node const& one);
  void money(run::Node const& one);
  void operation(run::Node const& one, core::Expr const& e);
  void step(core::Expr const& e);
  void making(core::PeriodMaking const& one);
  void builtin(core::Expr const& e);
  void branch(run::Node const& one, core::Expr const& e);
  void conversion(run::Node const& one, core::Expr const& e);
  void instrument(core::Expr const& e);
  void rule(run::Node const& one);
  void fact(run::Node const& one);
  void row(run::Node const& one);
  void ledger(run::Node const& one);
  void side(char const* key, model::Period const& period);
  void citation(core::CitationId id);
  std::string type_of(run::Node const& one) const;

  // json_basis.cpp
  void value(Value const& v, core::TypeId type);
  void missing(Value const& v);  // the numbers of the reasons why it is not there
  void written(text::Span span);
  void validity(core::Validity const& one);
  void key(core::Key const& one, core::TypeId type);
  void period(model::Period const& one);
  void history(model::History const& one);
  void rules();
  void versions(std::vector<core::Version> const& all);
  void precedences();
  void agreements();
  void vocabulary();
  std::string state(model::StateId id) const;
  Value constant(core::ExprId id) const;
  template <class Each>
  void list(char const* name, std::size_t size, Each const& each) {
    w_.key(name).begin_array();
    for (std::size_t n = 0; n < size; ++n) each(n);
    w_.end_array();
  }

  core::Program const& program_;
  std::deque<run::Node> const& nodes_;
  std::vector<run::TriedFact> const& tried_;
  text::Sources const* sources_;
  std::string folder_;
  cases::JsonWriter& w_;
  Numbered<std::pair<model::Blocker::Kind, std::string>> reasons_;
  Numbered<Value, ByContent> periods_, histories_;
  Numbered<std::uint32_t> rules_, precedences_, agreements_, conversions_, records_;
};

}  // namespace convenio::render
