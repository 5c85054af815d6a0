// Parties that were left out: an agreement answers an open rule for some of its parties and not for another.
// Knows parts, patterns and parties; a warning.
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

TextId agreement_of(core::Program const& p, core::CitationId citation) {
  TextId const text = p.citations[citation].text;
  TextId const found = p.agreement_of(text);
  bool const agreement = found != none && p.texts[found].kind == core::LegalText::Kind::agreement;
  return agreement ? found : TextId(none);
}

bool is_state(core::Program const& p, TypeId type) {
  return type < p.types.size() && p.types[type].kind == core::Type::Kind::state;
}

struct Answers {
  std::map<TextId, std::vector<std::size_t>> parts_in;  // of an agreement: the parts that stand in it
  std::set<model::StateId> states;
};

void parts(Workspace& ws, std::size_t index, std::size_t parameter) {
  core::Rule const& rule = ws.program.rules[index];
  Answers answers;
  for (std::size_t n = 0; n < rule.parts.size(); ++n) {
    auto const& pattern = rule.parts[n].patterns[parameter];
    if (!pattern) return;
    answers.states.insert(pattern->as<model::StateRef>().id);
    TextId const text = agreement_of(ws.program, rule.parts[n].citation);
    if (text != none) answers.parts_in[text].push_back(n);
  }
  for (auto const& [text, own] : answers.parts_in) {
    if (own.size() < 2) continue;  // one party alone has something to say
    std::set<model::StateId> told;
    for (auto const& party : ws.program.texts[text].parties) {
      if (answers.states.contains(party.state) || !told.insert(party.state).second) continue;
      std::string const& state = ws.program.states[party.state].code;
      ws.diagnostics.warning(
          Code::party_left_out, ws.rules[index].parts[own.back()].decl->name.span,
          fmt::format("{} has parts for parties of {}, but none for {}", quoted(rule.name),
                      quoted(ws.program.texts[text].name), quoted(state)),
          fmt::format("add a part for {}, perhaps with `undefined \"why\"`", quoted(state)));
    }
  }
}

}  // namespace

void check_parts(Workspace& ws) {
  for (std::size_t i = 0; i < ws.program.rules.size(); ++i) {
    core::Rule const& rule = ws.program.rules[i];
    if (!rule.open || rule.parts.empty() || rule.parts.size() != ws.rules[i].parts.size()) continue;
    for (std::size_t n = 0; n < rule.parameters.size(); ++n) {
      if (is_state(ws.program, rule.parameters[n].type)) parts(ws, i, n);
    }
  }
}

}  // namespace convenio::check
