// A decision as JSON.
// Knows the document's shape; decides nothing.
#include "engine/render/json.hpp"

#include "engine/cases/json.hpp"
#include "engine/core/identity.hpp"
#include "engine/render/failed.hpp"
#include "engine/render/json_explanation.hpp"
#include "engine/render/reasons.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using cases::JsonWriter;
using model::Value;
using run::Node;

class DecisionWriter {
 public:
  DecisionWriter(core::Program const& program, run::Decision const& decision, JsonOptions const& options)
      : program_(program), decision_(decision), options_(options), w_(options.indented) {}

  std::string write() {
    w_.begin_object();
    if (!options_.fields) w_.member("format", "convenio-decision-2");
    w_.member("case", decision_.case_id);
    if (wants(Field::identity)) identity();
    bool const of_awards = !options_.fields || options_.fields->any_of(FieldInfo::Place::row) ||
                           options_.fields->any_of(FieldInfo::Place::award);
    if (of_awards) list("awards", decision_.awards, [&](auto const& one) { award(one); });
    if (wants(Field::answers)) list("answers", decision_.answers, [&](auto const& one) { answer(one); });
    if (wants(Field::needed))
      list("needed", still_needed(program_, decision_), [&](auto const& one) { reason(one, true); });
    if (wants(Field::open)) reasons("open", decision_.blockers);
    if (wants(Field::supplied)) supplied();
    if (wants(Field::defaults)) defaults();
    grounds();
    if (wants(Field::unused_facts))
      list("unused_facts", decision_.unused_facts, [&](auto const& one) { w_.string(one); });
    if (wants(Field::notices)) notices();
    if (wants(Field::steps)) w_.key("steps").number(decision_.steps);
    if (options_.explanation) {
      ExplanationWriter explanation(program_, decision_, options_.sources, options_.folder, w_);
      explanation.write_nodes();
      explanation.write_basis();
    }
    w_.end_object();
    return w_.take();
  }

 private:
  bool wants(Field field) const { return !options_.fields || options_.fields->has(field); }

  void supplied() {
    list("supplied", decision_.supplied, [&](cases::Supplied const& one) {
      bool const rule = one.kind == cases::Supplied::Kind::rule;
      w_.begin_object().member("name", one.name).key("value");
      value(one.value, rule ? program_.rules[one.index].type : program_.tables[one.index].type);
      w_.member("source", one.source).end_object();
    });
  }

  void defaults() {
    list("defaults", decision_.defaults, [&](auto const& one) {
      w_.begin_object().member("fact", one.fact).member("role", terms::name(one.role)).key("value");
      value(one.value, one.type);
      w_.end_object();
    });
  }

  void notices() {
    list("notices", decision_.notices, [&](auto const& one) {
      w_.begin_object()
          .member("code", one.code)
          .member("path", one.path)
          .member("message", one.message)
          .end_object();
    });
  }

  template <class Items, class Each>
  void list(char const* key, Items const& items, Each const& each) {
    w_.key(key).begin_array();
    for (auto const& item : items) each(item);
    w_.end_array();
  }

  void identity() {
    w_.key("identity").begin_object().member("engine", core::engine_version());
    w_.member("rules", program_.identity).member("case", decision_.case_identity);
    list("dates", decision_.dates, [&](run::GoverningDate const& one) {
      w_.begin_object().member("text", program_.texts[one.text].name).key("date");
      if (one.date.absent()) {
        w_.null();
      } else {
        w_.string(one.date.as<model::Date>().to_string());
      }
      w_.end_object();
    });
    w_.end_object();
  }

  void value(Value const& v, core::TypeId type) {
    if (v.absent()) {
      w_.null();
    } else if (auto const* truth = std::get_if<bool>(&v.content)) {
      w_.truth(*truth);
    } else if (auto const* items = std::get_if<model::ListPtr>(&v.content); items && *items) {
      core::TypeId const element = type < program_.types.size() ? program_.types[type].element : model::none;
      w_.begin_array();
      for (auto const& item : (*items)->items) value(item, element);
      w_.end_array();
    } else if (auto const* made = std::get_if<model::RecordPtr>(&v.content);
               made && *made && (*made)->record < program_.records.size()) {
      auto const& fields = program_.records[(*made)->record].fields;
      w_.begin_object();
      for (std::size_t i = 0; i < fields.size() && i < (*made)->fields.size(); ++i) {
        w_.key(fields[i].name);
        value((*made)->fields[i], fields[i].type);
      }
      w_.end_object();
    } else {
      w_.string(core::to_string(program_, v, type));
    }
  }

  void arguments(std::vector<Value> const& values, std::vector<core::Generator> const& generators) {
    w_.key("arguments").begin_array();
    for (std::size_t i = 0; i < values.size(); ++i) {
      value(values[i], i < generators.size() ? element_type(program_, generators[i]) : model::none);
    }
    w_.end_array();
  }

  void reason(Reason const& one, bool with_need) {
    w_.begin_object().member("code", code_of(one.kind).code).member("kind", kind_name(one.kind));
    w_.member("subject", one.subject).optional_member("question", one.question);
    if (with_need) w_.optional_member("note", one.note);
    if (with_need && one.held_by) {
      w_.key("held_by")
          .begin_object()
          .member("holder", one.held_by->word)
          .member("title", one.held_by->title);
      w_.optional_member("state", one.held_by->state).optional_member("form", one.held_by->form);
      w_.optional_member("within", one.held_by->within).end_object();
    }
    list("asked_by", one.asked_by, [&](auto const& asker) { w_.string(asker); });
    if (with_need) {
      list("needed_for", one.needed_for, [&](auto const& label) { w_.string(label); });
      w_.key("opens").number(one.needed_for.size()).member("because", run::name(one.because));
    }
    w_.end_object();
  }

  void reasons(char const* key, std::vector<model::Blocker> const& blockers) {
    list(key, group(program_, blockers), [&](auto const& one) { reason(one, false); });
  }

  void node_number(run::NodeId id) {
    if (options_.explanation && id != model::none) w_.key("node").number(id);
  }

  void citation(core::CitationId id) {
    auto const text = cite(program_, id);
    if (text.empty()) return;
    auto const& cited = program_.citations[id];
    w_.key("citation").begin_object().member("instrument", program_.texts[cited.text].name);
    w_.optional_member("article", cited.article).optional_member("paragraph", cited.paragraph);
    w_.member("text", text).end_object();
  }

  void route(core::Award const& award, run::RouteResult const& one) {
    w_.begin_object();
    if (one.route < award.routes.size()) {
      w_.member("route", award.routes[one.route].name)
          .optional_member("title", award.routes[one.route].title);
      citation(award.routes[one.route].citation);
    }
    w_.member("status", run::name(one.status)).key("value");
    value(one.value, award.type);
    if (one.status == run::Status::refused) failed(one);
    reasons("reasons", one.blockers);
    node_number(one.node);
    w_.end_object();
  }

  // The rules and facts whose no refused the route.
  void failed(run::RouteResult const& one) {
    auto const& nodes = decision_.explanation.nodes;
    if (one.node >= nodes.size() || nodes[one.node].inputs.empty()) return;
    list("refused_by", causes(decision_.explanation, nodes[one.node].inputs.back(), true),
         [&](Cause const& cause) {
           Node const& place = cause.rule ? *cause.rule : *cause.node;
           auto const told = render::failed(program_, decision_.explanation, cause);
           w_.begin_object().member("code", told.reason.code).member("kind", told.reason.word);
           w_.optional_member("rule", place.label);
           citation(place.citation);
           if (!told.values.empty()) {
             w_.key("values").begin_object();
             for (auto const& [name, said] : told.values) w_.member(name, said);
             w_.end_object();
           }
           w_.end_object();
         });
  }

  void award(run::Awarded const& one) {
    auto const& declared = program_.awards[one.award];
    auto const type = core::type_for(program_, declared.type, one.arguments);
    w_.begin_object();
    if (wants(Field::award)) w_.member("award", declared.name);
    if (wants(Field::label)) w_.member("label", one.label);
    if (wants(Field::title)) w_.optional_member("title", declared.title);
    if (wants(Field::arguments)) arguments(one.arguments, declared.generators);
    if (wants(Field::status)) w_.member("status", run::name(one.status));
    if (wants(Field::amount)) {
      w_.key("amount");
      value(one.value, type);
    }
    if (wants(Field::payments_a_year)) payments(one);
    if (wants(Field::particulars)) particulars(declared, one);
    if (wants(Field::route)) route_name(declared, one);
    if (wants(Field::chosen_by)) chosen_by(declared, one);
    if (wants(Field::roundings)) roundings(chosen_node(one));
    if (wants(Field::same_for)) same_for(one.same_for);
    if (!one.also_by.empty() && wants(Field::also_by))
      list("also_by", one.also_by, [&](std::uint32_t other) { w_.string(declared.routes[other].name); });
    if (one.narrowed && wants(Field::narrowed)) w_.key("narrowed").truth(true);
    if (one.bounds && wants(Field::bounds)) {
      w_.key("bounds").begin_object().key("least");
      value(one.bounds->least, type);
      w_.key("most");
      value(one.bounds->most, type);
      w_.end_object();
    }
    if (wants(Field::routes)) list("routes", one.routes, [&](auto const& r) { route(declared, r); });
    if (wants(Field::reasons)) reasons("reasons", one.blockers);
    node_number(one.node);
    w_.end_object();
  }

  void payments(run::Awarded const& one) {
    if (auto const* times = std::get_if<model::Rational>(&one.payments.content)) {
      w_.key("payments_a_year").number(static_cast<std::uint64_t>(times->to_int64().value_or(0)));
      if (options_.explanation && one.payments_node != model::none)
        w_.key("payments_node").number(one.payments_node);
    }
  }

  void particulars(core::Award const& declared, run::Awarded const& of) {
    list("particulars", of.particulars, [&](run::ParticularResult const& one) {
      auto const& particular = declared.particulars[one.particular];
      w_.begin_object().member("name", particular.name).optional_member("title", particular.title);
      if (Node const* giver = giving(program_, decision_.explanation, one.node)) citation(giver->citation);
      w_.member("status", one.status == run::Status::granted ? "stated" : run::name(one.status)).key("value");
      value(one.value, core::type_for(program_, program_.rules[particular.rule].type, of.arguments));
      reasons("reasons", one.blockers);
      node_number(one.node);
      w_.end_object();
    });
  }

  void route_name(core::Award const& declared, run::Awarded const& one) {
    w_.key("route");
    if (one.route < declared.routes.size())
      w_.string(declared.routes[one.route].name);
    else
      w_.null();
  }

  void chosen_by(core::Award const& declared, run::Awarded const& one) {
    list("chosen_by", one.clauses, [&](std::uint32_t clause) {
      w_.begin_object();
      if (declared.precedence < program_.precedences.size() &&
          clause < program_.precedences[declared.precedence].clauses.size()) {
        w_.member("clause", program_.precedences[declared.precedence].clauses[clause].name);
        citation(program_.precedences[declared.precedence].clauses[clause].citation);
      }
      w_.end_object();
    });
  }

  // Open points of the case, each of whose values gives the same.
  void same_for(std::vector<run::Tried> const& points) {
    if (points.empty()) return;
    list("same_for", points, [&](run::Tried const& point) {
      w_.begin_object().member("fact", point.subject).member("among", point.among);
      w_.key("values").number(point.count);
      if (point.impossible > 0) w_.key("impossible").number(point.impossible);
      w_.end_object();
    });
  }

  void roundings(run::NodeId root) {
    list("roundings", rounding_steps(program_, decision_.explanation, root), [&](RoundingStep const& step) {
      Node const& rounded = decision_.explanation.nodes[step.node];
      w_.begin_object().member("mode", step.mode);
      if (step.step) w_.member("to", core::to_string(program_, step.step->value, step.step->type));
      if (step.value) w_.member("from", core::to_string(program_, step.value->value, step.value->type));
      w_.member("becomes", core::to_string(program_, rounded.value, rounded.type));
      if (step.rule) {
        w_.member("rule", step.rule->label);
        citation(step.rule->citation);
      }
      w_.end_object();
    });
  }

  void answer(run::Answer const& one) {
    auto const& declared = program_.questions[one.question];
    auto const type = core::type_for(program_, declared.type, one.arguments);
    w_.begin_object().member("question", declared.name).member("label", one.label);
    w_.optional_member("title", declared.title);
    citation(declared.citation);
    arguments(one.arguments, declared.generators);
    w_.member("status", one.status == run::Status::granted ? "answered" : run::name(one.status)).key("value");
    value(one.value, type);
    same_for(one.same_for);
    if (one.narrowed) w_.key("narrowed").truth(true);
    reasons("reasons", one.blockers);
    node_number(one.node);
    if (options_.explanation && one.when != model::none) w_.key("when").number(one.when);
    w_.end_object();
  }

  void grounds() {
    if (wants(Field::interpretations)) {
      list("interpretations", decision_.interpretations, [&](std::uint32_t id) {
        auto const& one = program_.interpretations[id];
        w_.begin_object().member("name", one.name).member("text", one.text).member("by", one.by).end_object();
      });
    }
    if (wants(Field::contradictions)) disputed();
    if (wants(Field::unverified)) unverified_sources();
    if (wants(Field::unchecked)) unchecked_figures();
    if (wants(Field::texts)) texts();
  }

  void disputed() {
    list("contradictions", contradictions(program_, decision_), [&](auto const& one) {
      w_.begin_object().member("name", one.contradiction->name).member("sides", one.contradiction->sides);
      w_.optional_member("resolution", one.contradiction->resolution).member("where", one.where).end_object();
    });
  }

  void unverified_sources() {
    list("unverified", unverified(program_, decision_.explanation, decisive(program_, decision_)),
         [&](auto const& one) {
           w_.begin_object().member("what", one.what).member("confidence", one.confidence);
           w_.optional_member("citation", one.citation).end_object();
         });
  }

  void unchecked_figures() {
    list("unchecked", unchecked(program_, decision_.explanation, decisive(program_, decision_)),
         [&](auto const& one) {
           w_.begin_object().member("what", one.what).key("figures").number(one.figures);
           w_.optional_member("citation", one.citation).end_object();
         });
  }

  void texts() {
    list("texts", decision_.texts, [&](std::uint32_t id) {
      auto const& one = program_.texts[id];
      w_.begin_object().member("name", one.name).member("title", one.title);
      w_.optional_member("identifier", one.identifier).optional_member("source", one.source);
      w_.optional_member("review", one.review).optional_member("confidence", one.confidence).end_object();
    });
  }

  core::Program const& program_;
  run::Decision const& decision_;
  JsonOptions const& options_;
  JsonWriter w_;
};

}  // namespace

std::string to_json(core::Program const& program, run::Decision const& decision, JsonOptions const& options) {
  return DecisionWriter(program, decision, options).write();
}

}  // namespace convenio::render
