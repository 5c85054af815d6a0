// Scalar values of a case from their text.
// Knows a type's written form and its bounds; knows no JSON and no fact.
#include "engine/cases/scalars.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::cases {

namespace {

using core::Type;
using model::Rational;
using model::Unit;
using model::Value;

constexpr std::size_t digits_before_point = 18;
constexpr std::size_t digits_after_point = 6;

std::string shown(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 60);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return fmt::format("`{}{}`", text.substr(0, end), end < text.size() ? "..." : "");
}

// A decimal with at most 18 digits before and 6 after the point.
std::variant<Rational, Trouble> read_decimal(std::string_view text) {
  std::string_view digits = text;
  if (!digits.empty() && digits.front() == '-') digits.remove_prefix(1);
  std::size_t const point = digits.find('.');
  std::string_view const before = digits.substr(0, point);
  std::string_view const after = point == std::string_view::npos ? "0" : digits.substr(point + 1);
  if (!all_digits(before) || !all_digits(after)) {
    return Trouble{Code::unreadable, fmt::format("{} is not a number", shown(text)),
                   "digits, with a point before the decimals and nothing between thousands"};
  }
  if (before.size() > digits_before_point ||
      (point != std::string_view::npos && after.size() > digits_after_point)) {
    return Trouble{
        Code::number_out_of_range, fmt::format("{} has too many digits", shown(text)),
        fmt::format("at most {} before and {} after the point", digits_before_point, digits_after_point)};
  }
  if (auto number = Rational::parse_decimal(text)) return *number;
  return Trouble{Code::unreadable, fmt::format("{} is not a number", shown(text)),
                 "no zeros before the first digit"};
}

Read read_ratio(std::string_view text) {
  std::string_view digits = text;
  bool const percent = !digits.empty() && digits.back() == '%';
  if (percent) {
    digits.remove_suffix(1);
    while (!digits.empty() && digits.back() == ' ') digits.remove_suffix(1);
  }
  Rational divisor{1};
  if (std::size_t const slash = digits.find('/'); slash != std::string_view::npos && !percent) {
    std::string_view const below = digits.substr(slash + 1);
    if (!all_digits(below) || below.size() > digits_before_point || below.front() == '0' ||
        digits.substr(0, slash).find('.') != std::string_view::npos) {
      return Trouble{Code::unreadable, fmt::format("{} is not a ratio", shown(text)),
                     "as \"0.5\", \"60 %\" or \"1/3\""};
    }
    divisor = *Rational::parse_decimal(below);
    digits = digits.substr(0, slash);
  }
  auto const number = read_decimal(digits);
  if (auto const* trouble = std::get_if<Trouble>(&number)) {
    if (trouble->code == Code::number_out_of_range) return *trouble;
    return Trouble{Code::unreadable, fmt::format("{} is not a ratio", shown(text)),
                   "as \"0.5\", \"60 %\" or \"1/3\""};
  }
  Rational value = std::get<Rational>(number) / divisor;
  if (percent) value = value / Rational{100};
  return Value{value};
}

Read read_whole(std::string_view text) {
  if (auto const number = Rational::parse_decimal(text);
      number && number->to_int64() && text.find('.') == text.npos) {
    return Value{*number};
  }
  return Trouble{Code::unreadable, fmt::format("{} is not a whole number that is read here", shown(text)),
                 "digits without point, exponent or quotation marks, at most 18 of them"};
}

using model::Per;

std::string money_example(core::Program const& program, Type const& type) {
  model::CurrencyId const id = type.currency != model::none ? type.currency : model::CurrencyId(0);
  return fmt::format("\"1621.00 {}{}\"", id < program.currencies.size() ? program.currencies[id].code : "EUR",
                     core::per_text(type.per == Per::its ? Per::month : type.per));
}

// `BRL per month`, taken apart.
std::optional<Per> take_per(std::string_view& code) {
  std::size_t const space = code.find(' ');
  if (space == std::string_view::npos) return Per::sum;
  std::string_view const said = code.substr(space + 1);
  if (!said.starts_with("per")) return Per::sum;  // no time: a currency of two words, which nobody declares
  code = code.substr(0, space);
  for (Per const per : {Per::day, Per::week, Per::fortnight, Per::month, Per::year}) {
    if (said == fmt::format("per {}", terms::name(per))) return per;
  }
  return std::nullopt;
}

Read read_money(core::Program const& program, Type const& type, std::string_view text,
                std::optional<model::Date> era) {
  std::size_t const space = text.find(' ');
  std::string_view code = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  auto const per = take_per(code);
  if (code.empty() || !per) {
    return Trouble{Code::unreadable, fmt::format("{} is not an amount of money", shown(text)),
                   fmt::format("the number, one space, and the currency: {}", money_example(program, type))};
  }
  auto const number = read_decimal(text.substr(0, space));
  if (auto const* trouble = std::get_if<Trouble>(&number)) return *trouble;
  auto const found = std::find_if(program.currencies.begin(), program.currencies.end(),
                                  [&](core::Currency const& c) { return c.code == code; });
  if (found == program.currencies.end()) {
    std::vector<std::string> codes;
    for (auto const& c : program.currencies) codes.push_back(c.code);
    return Trouble{Code::unknown_currency, fmt::format("no currency {} is declared", shown(code)),
                   suggestion(code, codes, "")};
  }
  auto const id = static_cast<model::CurrencyId>(found - program.currencies.begin());
  if (type.currency != model::none && type.currency != id) {
    return Trouble{Code::wrong_currency,
                   fmt::format("an amount in {}, and one in {} is asked for", code,
                               program.currencies[type.currency].code),
                   ""};
  }
  if (era && !found->validity.contains(*era)) {
    std::string hint;
    for (auto const& c : program.currencies) {
      bool const related =
          c.follows == id || found->follows == static_cast<model::CurrencyId>(&c - &program.currencies[0]);
      if (related && c.validity.contains(*era)) hint = fmt::format("{} was in force on that day", c.code);
    }
    return Trouble{Code::currency_not_in_force,
                   fmt::format("{} was not in force on {}", code, era->to_string()), hint};
  }
  if (auto trouble = wrong_time(type.per, *per, text.substr(0, space), code)) return *trouble;
  bool const asked =
      *per == Per::sum && type.per != Per::its;  // it answers what is asked, in the time that is asked
  return Value{model::Amount{std::get<Rational>(number), id, asked ? type.per : *per}};
}

Read read_typed_quantity(Type const& type, std::string_view text) {
  Unit unit{};
  auto const amount = read_quantity(text, unit);
  if (auto const* trouble = std::get_if<Trouble>(&amount)) return *trouble;
  if (unit != type.unit) {
    return Trouble{Code::wrong_unit,
                   fmt::format("{}, and {} are asked for", model::name(unit), model::name(type.unit)),
                   "units do not convert by themselves"};
  }
  return Value{std::get<Rational>(amount)};
}

Read read_enumerated(core::Program const& program, model::EnumerationId id, std::string_view text) {
  auto const& enumeration = program.enumerations[id];
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < enumeration.values.size(); ++i) {
    if (enumeration.values[i].name == text) return Value{model::Enumerated{id, i}};
    names.push_back(enumeration.values[i].name);
  }
  return Trouble{Code::no_such_value, fmt::format("{} is no {}", shown(text), enumeration.name),
                 suggestion(text, names, fmt::format("one of: {}", fmt::join(names, ", ")))};
}

Read read_conversion(core::Program const& program, std::string_view text) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < program.conversions.size(); ++i) {
    names.push_back(core::conversion_name(program, i));
    auto const& one = program.conversions[i];
    if (names.back() == text || one.package + '.' + one.name == text) return Value{model::ConversionRef{i}};
  }
  return Trouble{Code::no_such_value, fmt::format("{} is no conversion", shown(text)),
                 suggestion(text, names, fmt::format("one of: {}", fmt::join(names, ", ")))};
}

template <class T>
Read as_read(std::variant<T, Trouble> const& result) {
  if (auto const* trouble = std::get_if<Trouble>(&result)) return *trouble;
  return Value{std::get<T>(result)};
}

}  // namespace

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Trouble> wrong_time(model::Per wanted, model::Per given, std::string_view number,
                                  std::string_view currency) {
  if (wanted == Per::its || wanted == given || given == Per::sum) return std::nullopt;
  std::string const right = fmt::format("\"{} {}{}\"", number, currency, core::per_text(wanted));
  if (wanted == Per::sum) {
    return Trouble{Code::wrong_time,
                   fmt::format("an amount per {}, and a sum is asked for", terms::name(given)),
                   fmt::format("write the sum without a time, as {}", right)};
  }
  return Trouble{
      Code::wrong_time,
      fmt::format("an amount per {}, and one per {} is asked for", terms::name(given), terms::name(wanted)),
      fmt::format("state what it is per {}; nothing is worked out here", terms::name(wanted))};
}

std::string suggestion(std::string_view word, std::vector<std::string> const& candidates,
                       std::string fallback) {
  constexpr std::size_t longest_name = 128;
  if (word.size() > longest_name) return fallback;
  std::string const near = text::nearest(word, candidates);
  return near.empty() ? fallback : fmt::format("did you mean `{}`?", near);
}

std::optional<Unit> unit_of(std::string_view word) {
  static constexpr std::array all{Unit::days,  Unit::weeks,         Unit::months,         Unit::quarters,
                                  Unit::years, Unit::calendar_days, Unit::calendar_months};
  for (Unit unit : all) {
    std::string_view const plural = model::name(unit);
    if (word == plural || word == plural.substr(0, plural.size() - 1)) return unit;
  }
  return std::nullopt;
}

std::variant<model::Date, Trouble> read_date(std::string_view text) {
  bool const form = text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
                    all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
  if (!form)
    return Trouble{Code::unreadable, fmt::format("{} is not a date", shown(text)), "as \"2005-06-01\""};
  auto const date = model::Date::parse(text);
  if (!date) return Trouble{Code::no_such_day, fmt::format("there is no day {}", text), ""};
  if (*date < model::earliest_fact_date() || model::latest_fact_date() < *date) {
    return Trouble{Code::date_out_of_range, fmt::format("{} lies outside the days that facts may name", text),
                   fmt::format("from {} to {}", model::earliest_fact_date().to_string(),
                               model::latest_fact_date().to_string())};
  }
  return *date;
}

// The state that was probably meant: by its code in small letters, or by its name.
static core::State const* nearly(core::Program const& program, std::string_view code) {
  std::string const word = text::in_small_letters(code);
  std::vector<std::string> names;
  for (auto const& state : program.states) {
    if (text::in_small_letters(state.code) == word) return &state;
    names.push_back(text::in_small_letters(state.title));
  }
  std::string const name = text::nearest(word, names);
  auto const at = name.empty() ? names.end() : std::find(names.begin(), names.end(), name);
  return at == names.end() ? nullptr : &program.states[static_cast<std::size_t>(at - names.begin())];
}

std::variant<model::StateId, Trouble> read_state(core::Program const& program, std::string_view code) {
  std::vector<std::string> codes;
  for (model::StateId i = 0; i < program.states.size(); ++i) {
    if (program.states[i].code == code) return i;
    codes.push_back(program.states[i].code);
  }
  if (core::is_state_code(code)) return core::undeclared_state(code);
  auto const* near = nearly(program, code);
  return Trouble{Code::unknown_state, fmt::format("no state {} is declared", shown(code)),
                 near ? fmt::format("did you mean `{}` ({})?", near->code, near->title)
                      : fmt::format("one of: {}", fmt::join(codes, ", "))};
}

std::variant<Rational, Trouble> read_quantity(std::string_view text, Unit& unit) {
  std::size_t const space = text.find(' ');
  std::string_view const word = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  bool const calendar_years = word == "calendar years" || word == "calendar year";
  auto const known = calendar_years ? std::optional{Unit::calendar_months} : unit_of(word);
  if (!known) {
    return Trouble{Code::unreadable, fmt::format("{} is not a quantity", shown(text)),
                   "the number, one space, and the unit: \"12 months\", \"6 calendar months\""};
  }
  auto const number = read_decimal(text.substr(0, space));
  if (std::holds_alternative<Trouble>(number)) return number;
  Rational amount = std::get<Rational>(number);
  if (amount.sign() < 0) {
    return Trouble{Code::number_out_of_range, fmt::format("{} is less than nothing", shown(text)),
                   "a quantity of time is 0 or more"};
  }
  bool const span = *known == Unit::calendar_days || *known == Unit::calendar_months;
  if (span && !amount.is_whole()) {
    return Trouble{Code::unreadable, fmt::format("{} is not a whole number of {}", shown(text), word), ""};
  }
  unit = *known;
  if (calendar_years) amount = amount * Rational{12};
  return amount;
}

Read read_scalar(core::Program const& program, core::TypeId type_id, std::string_view text,
                 std::optional<model::Date> era) {
  auto const& type = program.types[type_id];
  switch (type.kind) {
    case Type::Kind::truth:
      if (text == "yes" || text == "no") return Value{text == "yes"};
      return Trouble{Code::unreadable, fmt::format("{} is neither `yes` nor `no`", shown(text)), ""};
    case Type::Kind::whole:
      return read_whole(text);
    case Type::Kind::ratio:
      return read_ratio(text);
    case Type::Kind::money:
      return read_money(program, type, text, era);
    case Type::Kind::date:
      return as_read(read_date(text));
    case Type::Kind::quantity:
      return read_typed_quantity(type, text);
    case Type::Kind::text:
      return Value{std::string(text)};
    case Type::Kind::state: {
      auto const state = read_state(program, text);
      if (auto const* trouble = std::get_if<Trouble>(&state)) return *trouble;
      return Value{model::StateRef{std::get<model::StateId>(state)}};
    }
    case Type::Kind::enumeration:
      return read_enumerated(program, type.enumeration(), text);
    case Type::Kind::conversion:
      return read_conversion(program, text);
    case Type::Kind::period:
    case Type::Kind::history:
    case Type::Kind::list:
    case Type::Kind::record:
    case Type::Kind::route:
      break;
  }
  return Trouble{Code::wrong_json_kind,
                 fmt::format("a text, and {} is asked for", expectation(program, type_id)), ""};
}

std::string expectation(core::Program const& program, core::TypeId type_id) {
  auto const& type = program.types[type_id];
  switch (type.kind) {
    case Type::Kind::truth:
      return "true or false";
    case Type::Kind::whole:
      return "a whole number";
    case Type::Kind::ratio:
      return "a ratio, as \"0.5\", \"60 %\" or \"1/3\"";
    case Type::Kind::money:
      return fmt::format("an amount of money, as {}", money_example(program, type));
    case Type::Kind::date:
      return "a date, as \"2005-06-01\"";
    case Type::Kind::conversion:
      return "the name of a conversion";
    case Type::Kind::quantity:
      if (type.of != model::none) return "a quantity in the unit of the State";
      return fmt::format("a quantity, as \"12 {}\"", model::name(type.unit));
    case Type::Kind::text:
      return "a text";
    case Type::Kind::state:
      return "the code of a state";
    case Type::Kind::enumeration:
      return fmt::format("the name of a {}", program.enumerations[type.id].name);
    case Type::Kind::period:
      return "a period, as an object";
    case Type::Kind::history:
      return "a list of periods";
    case Type::Kind::list:
      return "a list";
    case Type::Kind::record:
      return fmt::format("a {}, as an object", program.records[type.id].name);
    case Type::Kind::route:
      return "nothing a case may give";
  }
  return "";
}

}  // namespace convenio::cases
