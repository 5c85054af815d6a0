// A description as JSON: convenio-description-1. Knows the document's shape.
#include <fmt/format.h>

#include "engine/api/contents.hpp"
#include "engine/core/identity.hpp"
#include "engine/render/words.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api {

namespace {

using model::none;

class Writer {
 public:
  Writer(core::Program const& program, Contents const& contents, Selection const& selection)
      : p_(program), c_(contents), s_(selection) {}

  std::string write() {
    w_.begin_object().member("format", "convenio-description-1").member("rules", p_.identity);
    w_.key("selection").begin_object();
    texts("states", s_.states);
    texts("branches", s_.branches);
    texts("packages", s_.packages);
    w_.optional_member("date", s_.on).end_object();
    texts("packages", c_.packages);
    w_.key("texts").begin_array();
    for (auto const id : c_.texts) text(p_.texts[id]);
    w_.end_array().key("awards").begin_array();
    for (auto const& [id, routes] : c_.awards) award(p_.awards[id], routes);
    w_.end_array().key("questions").begin_array();
    for (auto const id : c_.questions) {
      auto const& one = p_.questions[id];
      w_.begin_object().member("name", one.name).member("package", one.package);
      w_.optional_member("title", one.title).optional_member("citation", render::cite(p_, one.citation));
      w_.end_object();
    }
    w_.end_array().key("running_out").begin_array();
    for (auto const& one : c_.running_out) {
      table(one.table);
      w_.optional_member("keys", one.keys).member("known_to", one.day.to_string()).end_object();
    }
    w_.end_array().key("unchecked").begin_array();
    for (auto const& one : c_.unchecked) {
      table(one.table);
      w_.key("unchecked").number(one.unchecked).key("figures").number(one.all).end_object();
    }
    w_.end_array();
    facts();
    words();
    return w_.end_object().take() + "\n";
  }

 private:
  template <class List>
  void texts(char const* key, List const& list) {
    w_.key(key).begin_array();
    for (auto const& one : list) w_.string(one);
    w_.end_array();
  }

  void dates(core::Validity const& validity) {
    if (validity.from) w_.member("from", validity.from->to_string());
    if (validity.until) w_.member("until", validity.until->to_string());
  }

  void text(core::LegalText const& one) {
    using Kind = core::LegalText::Kind;
    w_.begin_object().member("kind", one.kind == Kind::agreement    ? "agreement"
                                     : one.kind == Kind::regulation ? "regulation"
                                                                    : "scheme");
    w_.member("name", one.name).member("package", one.package).member("title", one.title);
    if (one.state != none) w_.member("state", p_.states[one.state].code);
    if (one.agreement != none) w_.member("of", p_.texts[one.agreement].name);
    w_.optional_member("identifier", one.identifier)
        .optional_member("source", one.source)
        .optional_member("review", one.review)
        .optional_member("confidence", one.confidence);
    if (one.kind == Kind::agreement) {
      w_.key("parties").begin_array();
      for (auto const& party : one.parties) {
        w_.begin_object().member("state", p_.states[party.state].code);
        dates(party.validity);
        if (party.condition != none) w_.member("while", p_.rules[party.condition].formula);
        w_.end_object();
      }
      w_.end_array().key("pairs").begin_array();
      for (auto const& pair : one.pairs) {
        w_.begin_object().key("states").begin_array();
        w_.string(p_.states[pair.first].code).string(p_.states[pair.second].code).end_array();
        dates(pair.validity);
        w_.end_object();
      }
      w_.end_array();
    }
    w_.end_object();
  }

  void award(core::Award const& one, std::vector<std::uint32_t> const& routes) {
    w_.begin_object()
        .member("name", one.name)
        .member("package", one.package)
        .optional_member("title", one.title);
    w_.key("routes").begin_array();
    for (auto const number : routes) {
      auto const& route = one.routes[number];
      w_.begin_object().member("name", route.name).optional_member("title", route.title);
      w_.optional_member("citation", render::cite(p_, route.citation)).end_object();
    }
    w_.end_array().end_object();
  }

  void table(std::uint32_t id) {
    auto const& one = p_.tables[id];
    w_.begin_object().member("name", one.name).member("package", one.package);
    w_.optional_member("citation", render::cite(p_, one.citation));
  }

  void holder(core::HeldBy const& held, std::vector<core::Parameter> const& parameters) {
    if (!held.word) return;
    auto const& word = p_.enumerations[held.word->enumeration].values[held.word->index];
    w_.key("held_by").begin_object().member("holder", word.name);
    w_.member("title", word.title.empty() ? word.name : word.title);
    if (held.of != none) w_.member("state", p_.states[held.of].code);
    if (held.of_parameter < parameters.size()) w_.member("state_of", parameters[held.of_parameter].name);
    w_.optional_member("form", held.form).optional_member("within", held.within);
    w_.end_object();
  }

  void asked_by(std::map<std::uint32_t, Askers> const& asked, std::uint32_t id) {
    auto const found = asked.find(id);
    texts("asked_by", found == asked.end() ? Askers{} : found->second);
  }

  void facts() {
    w_.key("facts").begin_array();
    for (auto const id : c_.facts) {
      auto const& one = p_.facts[id];
      w_.begin_object().member("name", core::fact_path(p_, core::FactId(id), {}));
      w_.member("package", one.package).member("role", terms::name(one.role));
      w_.key("parameters").begin_array();
      for (auto const& parameter : one.parameters) {
        w_.begin_object().member("name", parameter.name);
        w_.member("type", core::type_name(p_, parameter.type)).end_object();
      }
      w_.end_array().member("type", core::type_name(p_, one.type)).member("question", one.question);
      w_.key("default").truth(one.fallback != none);
      holder(one.held_by, one.parameters);
      asked_by(c_.asked.facts, id);
      w_.end_object();
    }
    w_.end_array().key("attributes").begin_array();
    for (auto const id : c_.attributes) {
      auto const& one = p_.attributes[id];
      w_.begin_object().member("name", one.name).member("type", core::type_name(p_, one.type));
      w_.member("question", one.question).key("default").truth(one.fallback != none);
      holder(one.held_by, {});
      asked_by(c_.asked.attributes, id);
      w_.end_object();
    }
    w_.end_array();
  }

  void words() {
    w_.key("states").begin_array();
    for (auto const id : c_.states) {
      w_.begin_object().member("code", p_.states[id].code).member("title", p_.states[id].title).end_object();
    }
    w_.end_array().key("enumerations").begin_array();
    for (auto const id : c_.enumerations) {
      w_.begin_object().member("name", p_.enumerations[id].name).key("values").begin_array();
      for (auto const& value : p_.enumerations[id].values)
        w_.begin_object().member("name", value.name).optional_member("title", value.title).end_object();
      w_.end_array().end_object();
    }
    w_.end_array().key("records").begin_array();
    for (auto const id : c_.records) {
      w_.begin_object().member("name", p_.records[id].name).key("fields").begin_array();
      for (auto const& field : p_.records[id].fields) {
        w_.begin_object().member("name", field.name);
        w_.member("type", core::type_name(p_, field.type)).end_object();
      }
      w_.end_array().end_object();
    }
    w_.end_array();
  }

  core::Program const& p_;
  Contents const& c_;
  Selection const& s_;
  text::JsonWriter w_{true};
};

}  // namespace

std::string contents_as_json(core::Program const& program, Contents const& contents,
                             Selection const& selection) {
  return Writer(program, contents, selection).write();
}

}  // namespace convenio::api
