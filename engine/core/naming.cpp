// Citations, values, types and facts in the words in which people and cases write them.
// Knows the program's tables; knows no evaluator and no output format.
#include <fmt/format.h>

#include "engine/core/program.hpp"

namespace convenio::core {

namespace {

constexpr std::uint32_t undeclared = 0x8000'0000, letters = 26;

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_state_code(std::string_view word) {
  return word.size() == 2 && is_capital(word[0]) && is_capital(word[1]);
}

model::StateId undeclared_state(std::string_view code) {
  return model::StateId(undeclared + static_cast<std::uint32_t>(code[0] - 'A') * letters +
                        static_cast<std::uint32_t>(code[1] - 'A'));
}

std::string state_code(Program const& program, model::StateId state) {
  if (state < program.states.size()) return program.states[state].code;
  std::uint32_t const place = state - undeclared;
  if (state < undeclared || place >= letters * letters) return "?";
  return {static_cast<char>('A' + place / letters), static_cast<char>('A' + place % letters)};
}

namespace {

using model::Rational;
using model::Value;

constexpr unsigned money_places = 6;
constexpr unsigned ratio_places = 10;

unsigned places_of(Rational const& minor) {
  Rational scaled = minor;
  unsigned places = 0;
  while (!scaled.is_whole() && places < money_places) {
    scaled = scaled * Rational(10);
    ++places;
  }
  return places;
}

std::string number_text(Rational const& number) {
  if (auto const decimal = number.to_decimal(0, ratio_places)) return *decimal;
  return number.to_string();
}

std::string money_text(Program const& program, model::Amount const& amount) {
  bool const known = amount.currency < program.currencies.size();
  unsigned const least = known ? places_of(program.currencies[amount.currency].minor) : 2;
  auto const decimal = amount.number.to_decimal(least, money_places);
  return fmt::format("{} {}{}", decimal ? *decimal : amount.number.to_string(),
                     known ? program.currencies[amount.currency].code : "?", per_text(amount.per));
}

std::string quantity_text(Rational const& number, model::Unit unit) {
  std::string word = model::name(unit);
  if (number == Rational(1) && word.ends_with('s')) word.pop_back();
  return fmt::format("{} {}", number_text(number), word);
}

std::string counted(std::size_t count, char const* one, char const* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string period_text(Program const& program, model::Period const& period) {
  if (period.dating != model::Dating::dated) {
    auto const& certified = period.certified;
    return fmt::format("{} undated, {}", state_code(program, period.state),
                       certified ? quantity_text(certified->amount, certified->unit) : "nothing certified");
  }
  auto const last = period.end.plus_days(-1);
  return fmt::format("{} {} to {}", state_code(program, period.state), period.begin.to_string(),
                     last ? last->to_string() : "?");
}

std::string history_text(model::History const& history) {
  std::string text = counted(history.periods.size() + history.undated.size(), "period", "periods");
  if (!history.doubts.empty())
    text += " and " + counted(history.doubts.size(), "stretch", "stretches") + " in doubt";
  Value const days = model::count_days(history);
  if (days.absent()) return text + ", an open number of days";
  return text + ", " + quantity_text(days.as<Rational>(), model::Unit::days);
}

std::string absence_text(model::Absence const& absence) {
  std::string text = "not known (";
  for (std::size_t i = 0; i < absence.blockers.size(); ++i) {
    if (i > 0) text += "; ";
    text += absence.blockers[i].subject;
  }
  return text + ")";
}

struct ValueText {
  Program const& program;
  Type const* type;

  TypeId element() const { return type && type->kind == Type::Kind::list ? type->element : none; }

  std::string operator()(model::AbsencePtr const& absence) const {
    return absence ? absence_text(*absence) : "not known";
  }
  std::string operator()(bool truth) const { return truth ? "yes" : "no"; }
  std::string operator()(Rational const& number) const {
    if (type && type->kind == Type::Kind::quantity && type->of != none)
      return number_text(number) + " in the unit of the State";
    if (type && type->kind == Type::Kind::quantity) return quantity_text(number, type->unit);
    return number_text(number);
  }
  std::string operator()(model::Amount const& amount) const { return money_text(program, amount); }
  std::string operator()(model::Date const& date) const { return date.to_string(); }
  std::string operator()(std::string const& text) const { return text; }
  std::string operator()(model::Enumerated const& value) const {
    if (value.enumeration >= program.enumerations.size()) return "?";
    auto const& values = program.enumerations[value.enumeration].values;
    return value.index < values.size() ? values[value.index].name : "?";
  }
  std::string operator()(model::StateRef const& state) const { return state_code(program, state.id); }
  std::string operator()(model::ConversionRef const& one) const { return conversion_name(program, one.id); }
  std::string operator()(model::RouteRef const& route) const {
    if (route.award >= program.awards.size()) return "?";
    auto const& routes = program.awards[route.award].routes;
    return route.index < routes.size() ? routes[route.index].name : "?";
  }
  std::string operator()(model::PeriodPtr const& period) const {
    return period ? period_text(program, *period) : "?";
  }
  std::string operator()(model::HistoryPtr const& history) const {
    return history ? history_text(*history) : "?";
  }
  std::string operator()(model::ListPtr const& list) const {
    std::string text = "[";
    for (std::size_t i = 0; list && i < list->items.size(); ++i) {
      if (i > 0) text += ", ";
      text += to_string(program, list->items[i], element());
    }
    return text + "]";
  }
  std::string operator()(model::RecordPtr const& record) const {
    if (!record || record->record >= program.records.size()) return "?";
    Record const& declared = program.records[record->record];
    std::string text = declared.name + " {";
    for (std::size_t i = 0; i < record->fields.size() && i < declared.fields.size(); ++i) {
      text += fmt::format("{}{} = {}", i > 0 ? ", " : " ", declared.fields[i].name,
                          to_string(program, record->fields[i], declared.fields[i].type));
    }
    return text + " }";
  }
};

std::string money_type(Program const& program, Type const& type) {
  if (type.currency < program.currencies.size())
    return "money " + program.currencies[type.currency].code + per_text(type.per);
  return (type.of == none ? "money" : "money of a state") + per_text(type.per);
}

std::string record_type(Program const& program, Type const& type) {
  if (type.id >= program.records.size()) return "?";
  std::string const& name = program.records[type.id].name;
  if (type.state < program.states.size()) return name + " of " + program.states[type.state].code;
  return type.of == none ? name : name + " of a state";
}

}  // namespace

std::string per_text(model::Per per) {
  return per == model::Per::sum ? "" : fmt::format(" per {}", terms::name(per));
}

std::string per_name(model::Per per) { return per == model::Per::sum ? "sum" : terms::name(per); }

model::Amount nothing_of(Program const& program, model::StateId state, Type const& money) {
  model::Amount amount{model::Rational(0), money.currency, money.per};
  bool const known = state < program.states.size();
  if (amount.currency == none && known && !program.states[state].currencies.empty())
    amount.currency = program.states[state].currencies.front();
  if (amount.per == model::Per::its) amount.per = known ? program.states[state].per : model::Per::sum;
  return amount;
}

std::string to_string(Program const& program, CitationId citation) {
  if (citation >= program.citations.size()) return "";
  Citation const& cited = program.citations[citation];
  if (cited.text >= program.texts.size()) return "";
  LegalText const& text = program.texts[cited.text];
  std::string result = text.title.empty() ? text.name : text.title;
  if (!cited.path.empty()) result += ", " + cited.path;
  return result;
}

std::string conversion_name(Program const& program, std::uint32_t conversion) {
  if (conversion >= program.conversions.size()) return "?";
  Conversion const& one = program.conversions[conversion];
  for (std::size_t other = 0; other < program.conversions.size(); ++other) {
    if (other != conversion && program.conversions[other].name == one.name)
      return one.package + "." + one.name;
  }
  return one.name;
}

std::uint32_t unit_local(Program const& program, TypeId type) {
  if (type >= program.types.size()) return none;
  Type const& t = program.types[type];
  if (t.kind == Type::Kind::list) return unit_local(program, t.element);
  return t.kind == Type::Kind::quantity ? t.of : none;
}

namespace {

TypeId find_type(Program const& program, Type::Kind kind, TypeId element, model::Unit unit) {
  for (std::size_t n = 0; n < program.types.size(); ++n) {
    Type const& t = program.types[n];
    bool const same = kind == Type::Kind::list ? t.element == element : t.unit == unit && t.of == none;
    if (t.kind == kind && same) return static_cast<TypeId>(n);
  }
  return none;
}

TypeId with_unit(Program const& program, TypeId type, model::Unit unit) {
  Type const& t = program.types[type];
  if (t.kind != Type::Kind::list) return find_type(program, Type::Kind::quantity, none, unit);
  TypeId const element = with_unit(program, t.element, unit);
  return element == none ? none : find_type(program, Type::Kind::list, element, unit);
}

}  // namespace

TypeId type_in_unit_of(Program const& program, TypeId type, Value const& state) {
  auto const* known = std::get_if<model::StateRef>(&state.content);
  if (unit_local(program, type) == none || !known || known->id >= program.states.size()) return type;
  auto const& unit = program.states[known->id].unit;
  TypeId const found = unit ? with_unit(program, type, *unit) : none;
  return found == none ? type : found;
}

TypeId type_for(Program const& program, TypeId type, std::vector<Value> const& arguments) {
  std::uint32_t const local = unit_local(program, type);
  return local < arguments.size() ? type_in_unit_of(program, type, arguments[local]) : type;
}

std::string to_string(Program const& program, Value const& value, TypeId type) {
  Type const* known = type < program.types.size() ? &program.types[type] : nullptr;
  return std::visit(ValueText{program, known}, value.content);
}

std::string type_name(Program const& program, TypeId type) {
  if (type >= program.types.size()) return "?";
  Type const& t = program.types[type];
  switch (t.kind) {
    case Type::Kind::truth:
      return "truth";
    case Type::Kind::whole:
      return "whole";
    case Type::Kind::ratio:
      return "ratio";
    case Type::Kind::money:
      return money_type(program, t);
    case Type::Kind::date:
      return "date";
    case Type::Kind::quantity:
      return t.of == none ? model::name(t.unit) : "quantity of a state";
    case Type::Kind::text:
      return "text";
    case Type::Kind::state:
      return "state";
    case Type::Kind::period:
      return "period";
    case Type::Kind::history:
      return "history";
    case Type::Kind::list:
      return "list of " + type_name(program, t.element);
    case Type::Kind::enumeration:
      return t.id < program.enumerations.size() ? program.enumerations[t.id].name : "?";
    case Type::Kind::record:
      return record_type(program, t);
    case Type::Kind::conversion:
      return "conversion";
    case Type::Kind::route:
      return t.id < program.awards.size() ? "route of " + program.awards[t.id].name : "route";
  }
  return "?";
}

bool is_for(Route const& route, std::vector<model::Value> const& arguments) {
  for (std::size_t n = 0; n < route.patterns.size() && n < arguments.size(); ++n) {
    if (route.patterns[n] && !model::equal(*route.patterns[n], arguments[n])) return false;
  }
  return true;
}

std::string fact_path(Program const& program, FactId fact, std::vector<Value> const& arguments) {
  if (fact >= program.facts.size()) return "?";
  Fact const& declared = program.facts[fact];
  std::string path = declared.name;
  for (std::size_t other = 0; other < program.facts.size(); ++other) {
    // Two packages may ask a question of the same name; then each is named with its package.
    if (other != fact && program.facts[other].name == declared.name) {
      path = declared.package + "." + declared.name;
      break;
    }
  }
  if (arguments.empty()) return path;
  path += "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0) path += ", ";
    path +=
        to_string(program, arguments[i], i < declared.parameters.size() ? declared.parameters[i].type : none);
  }
  return path + ")";
}

}  // namespace convenio::core
