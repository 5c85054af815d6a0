// The words of a decision.
// Knows the program and the decision's parts; knows no layout.
#include "engine/render/words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/wording.hpp"
#include "engine/model/rounding.hpp"

namespace convenio::render {

using core::Type;
using model::Blocker;
using model::Rational;
using run::Status;

std::string_view status_in_words(Status status) {
  switch (status) {
    case Status::granted:
      return "granted";
    case Status::at_least:
      return "granted at least";
    case Status::refused:
      return "refused";
    case Status::not_applicable:
      return "not applicable";
    case Status::undetermined:
      return "undetermined";
    case Status::not_encoded:
      return "not encoded";
    case Status::undefined:
      return "the text is silent";
    case Status::conflict:
      return "conflict";
  }
  return "";
}

int rank(Status status) {
  switch (status) {
    case Status::granted:
      return 0;
    case Status::at_least:
      return 0;
    case Status::conflict:
      return 1;
    case Status::undetermined:
      return 2;
    case Status::not_encoded:
      return 3;
    case Status::undefined:
      return 4;
    case Status::refused:
      return 5;
    case Status::not_applicable:
      return 6;
  }
  return 7;
}

std::string_view because_in_words(run::Because because) {
  switch (because) {
    case run::Because::two_results:
      return "two of its values give two results";
    case run::Because::with_others:
      return "it may matter once what else is missing is known";
    case run::Because::not_all_tried:
      return "it may matter, and not all of its values were tried";
  }
  return "";
}

std::string_view kind_in_words(Blocker::Kind kind) {
  switch (kind) {
    case Blocker::Kind::missing_fact:
      return "the case does not say";
    case Blocker::Kind::contradictory_fact:
      return "the case contradicts itself";
    case Blocker::Kind::pending_judgement:
      return "still to be assessed";
    case Blocker::Kind::open_discretion:
      return "the institution has still to say";
    case Blocker::Kind::conflict:
      return "conflict";
    case Blocker::Kind::not_encoded:
      return "not encoded in these rules";
    case Blocker::Kind::undefined_text:
      return "the text gives no answer";
    case Blocker::Kind::not_in_force:
      return "not in force";
    case Blocker::Kind::impossible:
      return "cannot be computed";
    case Blocker::Kind::limit:
      return "limit reached";
  }
  return "";
}

bool asks_for_a_fact(Blocker::Kind kind) {
  return kind == Blocker::Kind::missing_fact || kind == Blocker::Kind::contradictory_fact ||
         kind == Blocker::Kind::pending_judgement || kind == Blocker::Kind::open_discretion;
}

namespace {

// "fact" of "fact(BR)[ar-1].kind", with or without its package.
bool names(core::Fact const& fact, std::string_view name) {
  return name == fact.name || name == fact.package + '.' + fact.name;
}

}  // namespace

namespace {

// What a subject names: an attribute of periods, or a fact.
core::Attribute const* attribute_of(core::Program const& program, std::string_view subject) {
  std::size_t const close = subject.rfind("].");
  if (close == std::string_view::npos) return nullptr;
  for (auto const& attribute : program.attributes) {
    if (attribute.name == subject.substr(close + 2)) return &attribute;
  }
  return nullptr;
}

core::Fact const* fact_of(core::Program const& program, std::string_view subject) {
  std::string_view const name = subject.substr(0, subject.find_first_of("(["));
  for (auto const& fact : program.facts) {
    if (names(fact, name)) return &fact;
  }
  return nullptr;
}

// The n-th argument of "fact(BR, old_age)"; "" where there is none.
std::string argument_of(std::string_view subject, std::uint32_t n) {
  std::size_t at = subject.find('(');
  if (at == std::string_view::npos) return "";
  for (++at; n > 0; --n) {
    at = subject.find(", ", at);
    if (at == std::string_view::npos) return "";
    at += 2;
  }
  return std::string(subject.substr(at, subject.find_first_of(",)", at) - at));
}

core::Enumerator const* word_of(core::Program const& program, core::HeldBy const& held) {
  if (!held.word || held.word->enumeration >= program.enumerations.size()) return nullptr;
  auto const& words = program.enumerations[held.word->enumeration].values;
  return held.word->index < words.size() ? &words[held.word->index] : nullptr;
}

}  // namespace

std::string question_of(core::Program const& program, std::string const& subject) {
  if (auto const* attribute = attribute_of(program, subject)) return attribute->question;
  if (subject.ends_with("].from") || subject.ends_with("].to"))
    return "On which day does the period begin or end?";
  auto const* fact = fact_of(program, subject);
  if (!fact) return "";
  bool const period = subject.ends_with("]") && program.types[fact->type].kind == core::Type::Kind::history;
  return period ? "Is it a period of its own, or another one sent twice?" : fact->question;
}

std::optional<Holder> holder_of(core::Program const& program, std::string const& subject) {
  auto const* attribute = attribute_of(program, subject);
  auto const* fact = attribute ? nullptr : fact_of(program, subject);
  if (!attribute && !fact) return std::nullopt;
  auto const& held = attribute ? attribute->held_by : fact->held_by;
  auto const* word = word_of(program, held);
  if (!word) return std::nullopt;
  Holder holder{word->name, core::in_words(*word), "", held.form, held.within};
  if (held.of != model::none) holder.state = core::state_code(program, held.of);
  if (held.of_parameter != model::none) holder.state = argument_of(subject, held.of_parameter);
  return holder;
}

namespace {

std::string asked_for(std::string const& form, std::string const& within) {
  return (form.empty() ? "" : ", by form " + form) + (within.empty() ? "" : ", within " + within);
}

}  // namespace

std::string holder_in_words(core::Program const& program, Holder const& holder) {
  auto const asked = asked_for(holder.form, holder.within);
  if (holder.state.empty()) return holder.title + asked;
  for (std::uint32_t n = 0; n < program.states.size(); ++n) {
    if (program.states[n].code == holder.state)
      return fmt::format("{} of {}{}", holder.title, state_in_words(program, model::StateId(n)), asked);
  }
  return fmt::format("{} of {}{}", holder.title, holder.state, asked);
}

std::string holder_in_words(core::Program const& program, core::HeldBy const& held,
                            std::vector<core::Parameter> const& parameters) {
  auto const* word = word_of(program, held);
  if (!word) return "";
  std::string text = core::in_words(*word);
  if (held.of != model::none) text += " of " + state_in_words(program, held.of);
  if (held.of_parameter < parameters.size()) text += " of " + parameters[held.of_parameter].name;
  return text + asked_for(held.form, held.within);
}

std::string cite(core::Program const& program, core::CitationId citation) {
  return core::to_string(program, citation);
}

std::string where_of(core::Program const& program, std::uint32_t interpretation) {
  for (auto const& citation : program.citations) {
    auto const& all = citation.interpretations;
    if (std::find(all.begin(), all.end(), interpretation) == all.end() ||
        citation.text >= program.texts.size())
      continue;
    auto const& text = program.texts[citation.text];
    return text.title.empty() ? text.name : text.title;
  }
  return "";
}

namespace {

// "123.456789" towards zero, where the number has no finite decimal.
std::string approximately(Rational const& number) {
  auto const cut = model::round_to(number, model::RoundingMode::down, Rational(1, 1'000'000));
  return cut.to_decimal(0, 6).value_or("");
}

}  // namespace

std::string value_in_words(core::Program const& program, model::Value const& value, core::TypeId type) {
  std::string exact = core::to_string(program, value, type);
  if (auto const* number = std::get_if<Rational>(&value.content)) {
    if (!number->to_decimal(0, 10)) return fmt::format("{} (about {})", exact, approximately(*number));
  }
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) {
    if (!amount->number.to_decimal(0, 6)) {
      return fmt::format("{} (about {})", exact, approximately(amount->number));
    }
  }
  return exact;
}

std::string state_in_words(core::Program const& program, model::StateId state) {
  if (state >= program.states.size()) return core::state_code(program, state);
  auto const& s = program.states[state];
  return s.title.empty() ? s.code : fmt::format("{} ({})", s.title, s.code);
}

std::string argument_in_words(core::Program const& program, model::Value const& value, core::TypeId type) {
  if (auto const* state = std::get_if<model::StateRef>(&value.content))
    return state_in_words(program, state->id);
  if (auto const* one = std::get_if<model::Enumerated>(&value.content);
      one && one->enumeration < program.enumerations.size()) {
    auto const& values = program.enumerations[one->enumeration].values;
    if (one->index < values.size() && !values[one->index].title.empty()) return values[one->index].title;
  }
  if (auto const* record = std::get_if<model::RecordPtr>(&value.content);
      record && *record && (*record)->record < program.records.size()) {
    auto const& fields = program.records[(*record)->record].fields;
    std::string out;
    for (std::size_t i = 0; i < fields.size() && i < (*record)->fields.size(); ++i) {
      std::string field = fields[i].name;
      std::replace(field.begin(), field.end(), '_', ' ');
      out += fmt::format("{}{} {}", i > 0 ? ", " : "", field,
                         argument_in_words(program, (*record)->fields[i], fields[i].type));
    }
    return out;
  }
  return value_in_words(program, value, type);
}

core::TypeId element_type(core::Program const& program, core::Generator const& generator) {
  if (generator.source >= program.expressions.size()) return model::none;
  core::TypeId const list = program.expressions[generator.source].type;
  return list < program.types.size() ? program.types[list].element : model::none;
}

std::string heading_of(core::Program const& program, std::string const& title, std::string const& name,
                       std::vector<core::Generator> const& generators,
                       std::vector<model::Value> const& arguments) {
  std::string out = title.empty() ? name : title;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    core::TypeId const type = i < generators.size() ? element_type(program, generators[i]) : model::none;
    bool const asks = !title.empty() && title.back() == '?';
    out += (i > 0 ? ", " : asks ? " " : ": ") + argument_in_words(program, arguments[i], type);
  }
  return out;
}

std::string type_in_words(core::Program const& program, core::TypeId type) {
  return core::type_name(program, type);
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string last_day(model::Date end) { return model::Date::from_number(end.number() - 1).to_string(); }

}  // namespace convenio::render
