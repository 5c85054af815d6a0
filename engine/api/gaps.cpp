// Days of a life without a right beyond a floor: which award, step and particular are asked for. The days and the words are
// engine/render/gaps.hpp's.
#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/api/inside.hpp"
#include "engine/api/trying.hpp"
#include "engine/core/wording.hpp"
#include "engine/render/gaps.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

Outcome not_asked_so(text::Code code, std::string_view asked, std::string_view what, std::vector<std::string> const& there) {
  return {Status::bad_argument,
          fmt::format("[{}] {}{}{}: {}", code.printed(), text::printable(asked), asked.empty() ? "" : ": ", what,
                      there.empty() ? "none" : fmt::format("{}", fmt::join(there, ", ")))};
}

Outcome find_award(core::Program const& program, std::string_view asked, render::GapsAsked& found) {
  std::vector<std::string> fit;
  model::AwardId named = model::none, last = model::none;
  for (model::AwardId id = 0; id < program.awards.size(); ++id) {
    auto const& award = program.awards[id];
    bool const is_it = award.name == asked || award.package + "." + award.name == asked;
    if (is_it) named = id;
    if (award.steps >= program.enumerations.size() || !render::life_fields(program, award)) continue;
    fit.push_back(award.name);
    last = id;
    if (is_it) found.award = id;
  }
  if (found.award != model::none) return {};
  if (!asked.empty() && named == model::none)
    return not_asked_so(Code::no_such_award, asked, "there is no such award; those of which gaps can be looked for", fit);
  if (!asked.empty() || fit.size() != 1)
    return not_asked_so(Code::no_gaps_of_it, asked, asked.empty() ? "--award names one of these" : "no award in steps over persons, places and days; there are", fit);
  found.award = last;
  return {};
}

Outcome find_floor(core::Program const& program, std::string_view asked, render::GapsAsked& found) {
  auto const& steps = program.enumerations[program.awards[found.award].steps].values;
  std::vector<std::string> there;
  for (std::size_t n = 0; n < steps.size(); ++n) {
    there.push_back(steps[n].name);
    if (steps[n].name == asked || (asked.empty() && n + 1 == steps.size())) {
      found.floor = static_cast<std::uint32_t>(n);
      return {};
    }
  }
  return not_asked_so(Code::no_such_step, asked, "no step of the award; its steps", there);
}

Outcome find_end(core::Program const& program, std::string_view asked, render::GapsAsked& found) {
  auto const& particulars = program.awards[found.award].particulars;
  auto const wanted = asked.empty() ? render::last_day_particular : asked;
  std::vector<std::string> there;
  for (std::size_t n = 0; n < particulars.size(); ++n) {
    auto const type = program.rules[particulars[n].rule].type;
    if (type >= program.types.size() || program.types[type].kind != core::Type::Kind::date) continue;
    there.push_back(particulars[n].name);
    if (particulars[n].name == wanted) found.ends_by = static_cast<std::uint32_t>(n);
  }
  if (asked.empty() || found.ends_by != model::none) return {};
  return not_asked_so(Code::no_such_step, asked, "no particular of the award that is a date; there are", there);
}

terms::Language spoken(Language language) {
  switch (language) {
    case Language::english:
      return terms::Language::english;
    case Language::spanish:
      return terms::Language::spanish;
    case Language::portuguese:
      return terms::Language::portuguese;
    case Language::french:
      return terms::Language::french;
  }
  return terms::Language::english;
}

}  // namespace

Outcome gaps(Rules const& rules, std::string_view case_json, GapsOptions const& options, Form form, std::string& made) {
  if (!rules.ok()) return rules.outcome();
  auto const& program = rules.inside().program;
  render::GapsAsked asked;
  if (auto outcome = find_award(program, options.award, asked); !outcome.ok()) return outcome;
  if (auto outcome = find_floor(program, options.beyond, asked); !outcome.ok()) return outcome;
  if (auto outcome = find_end(program, options.until, asked); !outcome.ok()) return outcome;
  auto const decided = decide_in_words(rules, case_json);
  if (!decided.ok()) {
    for (auto const& fault : decided.faults()) made += to_string(fault) + "\n";
    return decided.outcome();
  }
  auto const& inside = decided.inside();
  if (form == Form::json) {
    made = render::gaps_as_json(program, inside.facts, inside.decision, asked);
    return {};
  }
  render::TextOptions words;
  words.language = spoken(options.language);
  made = render::gaps_as_text(program, inside.facts, inside.decision, asked, words);
  return {};
}

}  // namespace convenio::api
