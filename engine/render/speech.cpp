// See speech.hpp.
#include "engine/render/speech.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/wording.hpp"
#include "engine/model/rounding.hpp"

namespace convenio::render {

namespace {

using core::Type;
using model::Rational;

using InLanguages = std::array<std::string_view, std::size(terms::languages)>;
constexpr InLanguages messages[] = {
#define MESSAGE(name, ...) {__VA_ARGS__},
#include "engine/render/messages.def"
};

using Filled = std::vector<std::pair<std::string_view, std::string>>;

std::string filled(std::string_view sentence, Filled const& places) {
  auto const pieces = core::pieces_of(sentence);
  if (!pieces) return std::string(sentence);
  std::string out;
  for (auto const& piece : *pieces) {
    auto const found =
        std::find_if(places.begin(), places.end(), [&](auto const& place) { return piece.place && place.first == piece.text; });
    out += found == places.end() ? std::string(piece.text) : found->second;
  }
  return out;
}

constexpr unsigned most_decimals = 6;

// Towards zero, where the number has no finite decimal.
std::string cut(Rational const& number, unsigned digits) {
  Rational step(1);
  for (unsigned n = 0; n < digits; ++n) step = step / Rational(10);
  return model::round_to(number, model::RoundingMode::down, step).to_decimal(0, digits).value_or("");
}

// Digits after the point in which a currency is written.
unsigned digits_of(Rational const& minor) {
  auto const written = minor.to_decimal(0, most_decimals).value_or("");
  auto const point = written.find('.');
  return point == std::string::npos ? 0 : static_cast<unsigned>(written.size() - point - 1);
}

}  // namespace

Speech::Speech(core::Program const& program, Language language)
    : program_(program), language_(language), locale_(terms::code(language)) {}

std::string_view Speech::operator()(Message message) const {
  return messages[static_cast<std::size_t>(message)][static_cast<std::size_t>(language_)];
}

std::string Speech::operator()(Message message, Places places) const {
  return filled((*this)(message), Filled(places.begin(), places.end()));
}

std::string Speech::text(std::string_view original) const {
  auto const translated = core::in_language(program_, original, language_);
  if (translated != original || language_ == Language::english) return std::string(translated);
  // The engine asks a few questions of its own.
  auto const* const own = std::find_if(std::begin(messages), std::end(messages), [&](InLanguages const& message) {
    return message[static_cast<std::size_t>(Language::english)] == original;
  });
  return std::string(own == std::end(messages) ? original : (*own)[static_cast<std::size_t>(language_)]);
}

std::string Speech::sentence(run::Said const& said) {
  Filled places;
  for (std::size_t n = 0; n < said.places.size(); ++n) {
    auto const& place = said.saying->places[n];
    places.emplace_back(place.name, value(said.places[n], program_.expressions[place.value].type));
  }
  return filled(text(said.saying->text), places);
}

std::string Speech::number(Rational const& number, unsigned least) {
  if (auto const exact = number.to_decimal(least, std::max(least, most_decimals))) return locale_.number(*exact);
  return (*this)(Message::about, {{"exact", number.to_string()}, {"number", locale_.number(cut(number, most_decimals))}});
}

std::string Speech::share(Rational const& number) {
  auto const hundredths = number * Rational(100);
  if (auto const exact = hundredths.to_decimal(0, 8)) return locale_.percent(*exact);
  return (*this)(Message::about, {{"exact", number.to_string()}, {"number", locale_.percent(cut(hundredths, 2))}});
}

// To the coin where the exact amount has no end; the whole explanation has the exact one.
std::string Speech::amount(model::Amount const& amount) {
  bool const known = amount.currency < program_.currencies.size();
  auto const least = known ? digits_of(program_.currencies[amount.currency].minor) : 2U;
  auto const exact = amount.number.to_decimal(least, std::max(least, most_decimals));
  auto const figure = locale_.number(exact ? *exact : cut(amount.number, least));
  auto const sum = fmt::format("{} {}", exact ? figure : (*this)(Message::roughly, {{"number", figure}}),
                               known ? program_.currencies[amount.currency].code : std::string("?"));
  switch (amount.per) {
    case model::Per::sum:
    case model::Per::its:
      return sum;
    case model::Per::day:
      return (*this)(Message::per_day, {{"amount", sum}});
    case model::Per::week:
      return (*this)(Message::per_week, {{"amount", sum}});
    case model::Per::fortnight:
      return (*this)(Message::per_fortnight, {{"amount", sum}});
    case model::Per::month:
      return (*this)(Message::per_month, {{"amount", sum}});
    case model::Per::year:
      return (*this)(Message::per_year, {{"amount", sum}});
  }
  return sum;
}

std::string Speech::quantity(Rational const& number, model::Unit unit) {
  auto const span = [&](Rational const& of, std::string_view word) {
    if (auto const exact = of.to_decimal(0, most_decimals)) return locale_.span(*exact, word);
    return (*this)(Message::roughly, {{"number", locale_.span(cut(of, 2), word)}});
  };
  switch (unit) {
    case model::Unit::days:
    case model::Unit::calendar_days:
      return span(number, "day");
    case model::Unit::weeks:
      return span(number, "week");
    case model::Unit::months:
      return span(number, "month");
    case model::Unit::quarters:
      return span(number, "quarter");
    case model::Unit::years:
      return span(number, "year");
    case model::Unit::calendar_months: {
      // Ages and waiting times are said in years, and in months beside them.
      auto const whole = number.to_int64();
      if (!whole || *whole < 24) return span(number, "month");
      auto const years = span(Rational(*whole / 12), "year");
      return *whole % 12 == 0 ? years : locale_.list({years, span(Rational(*whole % 12), "month")});
    }
  }
  return "";
}

std::string Speech::enumerated(model::Enumerated const& one) {
  if (one.enumeration >= program_.enumerations.size()) return "?";
  auto const& words = program_.enumerations[one.enumeration].values;
  return one.index < words.size() ? text(core::in_words(words[one.index])) : "?";
}

// As the rules call it, and in other languages by the country that has that name in English and that code.
std::string Speech::state(model::StateId state) {
  auto const code = core::state_code(program_, state);
  bool const declared = state < program_.states.size() && !program_.states[state].title.empty();
  auto const title = declared ? program_.states[state].title : code;
  if (auto translated = text(title); language_ == Language::english || translated != title) return translated;
  if (!core::is_state_code(code)) return title;
  bool const is_that_country = !declared || text::Locale(terms::code(Language::english)).country(code) == title;
  auto const country = is_that_country ? locale_.country(code) : "";
  return country.empty() ? title : country;
}

std::string Speech::day(model::Date date) { return locale_.day(date.year(), date.month(), date.day()); }

std::string Speech::whole(std::uint64_t number) { return locale_.number(std::to_string(number)); }

// Whether values of the type are told by whole sentences.
bool Speech::in_sentences(core::TypeId type) const {
  if (type >= program_.types.size() || program_.types[type].kind != Type::Kind::record) return false;
  return !program_.records[program_.types[type].record()].saying.empty();
}

std::string Speech::value(model::Value const& value, core::TypeId type) {
  if (value.absent()) return std::string((*this)(Message::not_known));
  if (auto const* truth = std::get_if<bool>(&value.content))
    return std::string((*this)(*truth ? Message::yes : Message::no));
  if (auto const* money = std::get_if<model::Amount>(&value.content)) return amount(*money);
  if (auto const* date = std::get_if<model::Date>(&value.content)) return day(*date);
  if (auto const* state_of = std::get_if<model::StateRef>(&value.content)) return state(state_of->id);
  if (auto const* word = std::get_if<model::Enumerated>(&value.content)) return enumerated(*word);
  if (auto const* figure = std::get_if<Rational>(&value.content)) {
    auto const* declared = type < program_.types.size() ? &program_.types[type] : nullptr;
    if (declared && declared->kind == Type::Kind::quantity) return quantity(*figure, declared->unit);
    if (declared && declared->kind == Type::Kind::ratio) return share(*figure);
    // A whole number of four digits may be a year.
    bool const small = *figure < Rational(10'000) && Rational(-10'000) < *figure;
    return small && figure->to_int64() ? std::to_string(*figure->to_int64()) : number(*figure);
  }
  if (auto const* items = std::get_if<model::ListPtr>(&value.content); items && *items) {
    auto const element = type < program_.types.size() ? program_.types[type].element : core::TypeId(model::none);
    std::vector<std::string> words;
    for (auto const& item : (*items)->items) words.push_back(this->value(item, element));
    if (words.empty()) return std::string((*this)(Message::nothing));
    return in_sentences(element) ? fmt::format("{}", fmt::join(words, "; ")) : list(words);
  }
  if (auto const* words = std::get_if<std::string>(&value.content)) return text(*words);
  if (auto const* record = std::get_if<model::RecordPtr>(&value.content);
      record && *record && (*record)->record < program_.records.size()) {
    auto const& declared = program_.records[(*record)->record];
    auto const& fields = declared.fields;
    std::vector<std::string> words;
    Filled places;
    for (std::size_t n = 0; n < fields.size() && n < (*record)->fields.size(); ++n) {
      words.push_back(this->value((*record)->fields[n], fields[n].type));
      places.emplace_back(fields[n].name, words.back());
    }
    if (!declared.saying.empty()) return filled(text(declared.saying), places);
    return fmt::format("{}", fmt::join(words, ", "));
  }
  return core::to_string(program_, value, type);
}

std::string Speech::status(run::Status status) {
  switch (status) {
    case run::Status::granted:
      return std::string((*this)(Message::granted));
    case run::Status::at_least:
      return std::string((*this)(Message::at_least));
    case run::Status::refused:
      return std::string((*this)(Message::refused));
    case run::Status::not_applicable:
      return std::string((*this)(Message::not_applicable));
    case run::Status::undetermined:
      return std::string((*this)(Message::undetermined));
    case run::Status::not_encoded:
      return std::string((*this)(Message::not_encoded));
    case run::Status::undefined:
      return std::string((*this)(Message::undefined));
    case run::Status::conflict:
      return std::string((*this)(Message::conflict));
  }
  return "";
}

std::string Speech::holder(Holder const& holder) {
  if (holder.state.empty()) return text(holder.title);
  auto const found = std::find_if(program_.states.begin(), program_.states.end(),
                                  [&](core::State const& one) { return one.code == holder.state; });
  auto const id = model::StateId(static_cast<std::uint32_t>(found - program_.states.begin()));
  return (*this)(Message::of_state, {{"holder", text(holder.title)},
                                     {"state", found == program_.states.end() ? holder.state : state(id)}});
}

std::string Speech::cite(core::CitationId citation) const {
  if (citation >= program_.citations.size()) return "";
  auto const& cited = program_.citations[citation];
  if (cited.text >= program_.texts.size()) return "";
  auto const& of = program_.texts[cited.text];
  std::string out = text(of.title.empty() ? of.name : of.title);
  // "article 7, paragraph 2": the words of the path, and what they number.
  std::string_view path = cited.path;
  while (!path.empty()) {
    auto const comma = std::min(path.find(", "), path.size());
    auto step = path.substr(0, comma);
    path.remove_prefix(std::min(comma + 2, path.size()));
    auto const space = step.find(' ');
    auto const word = step.substr(0, space);
    auto const label = space == std::string_view::npos ? std::string_view{} : step.substr(space + 1);
    if (label == "not-identified") continue;
    out += ", ";
    if (word == "article" || word == "paragraph")
      out += fmt::format("{} {}", (*this)(word == "article" ? Message::article : Message::paragraph), label);
    else
      out += step;
  }
  return out;
}

std::string Speech::arguments(std::vector<core::Generator> const& generators,
                              std::vector<model::Value> const& arguments) {
  std::vector<std::string> words;
  for (std::size_t n = 0; n < arguments.size(); ++n)
    words.push_back(value(arguments[n], n < generators.size() ? element_type(program_, generators[n]) : core::TypeId(model::none)));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string Speech::called(std::string const& title, std::string const& name) const {
  return text(title.empty() ? core::with_spaces(name) : title);
}

std::string Speech::heading(std::string const& title, std::string const& name,
                            std::vector<core::Generator> const& generators,
                            std::vector<model::Value> const& given) {
  auto out = called(title, name);
  if (given.empty()) return out;
  bool const asks = !out.empty() && out.back() == '?';
  if (asks) return fmt::format("{} {}", out, arguments(generators, given));
  return (*this)(Message::titled, {{"title", out}, {"text", arguments(generators, given)}});
}

}  // namespace convenio::render
