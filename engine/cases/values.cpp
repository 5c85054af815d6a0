// Values of a case from JSON, by the type that is asked for.
// Knows types; knows no fact and no case document. Periods have a file of their own.
#include "engine/cases/values.hpp"
#include "engine/cases/codes.hpp"
#include "engine/cases/scalars.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace convenio::cases {

using core::Type;
using model::Blocker;
using model::Value;

namespace {

// "1950", "1950-03"
bool is_part_of_a_date(std::string_view text) {
  if (text.size() == 4) return all_digits(text);
  return text.size() == 7 && text[4] == '-' && all_digits(text.substr(0, 4)) && all_digits(text.substr(5));
}

}  // namespace

Instead ValueReader::instead_of_date(Json const& json) {
  if (json.kind() == Json::Kind::string && is_part_of_a_date(json.string())) return Instead::span;
  if (json.kind() != Json::Kind::object || json.members().size() != 1) return Instead::nothing;
  std::string const& key = json.members().front().key;
  if (key == "between") return Instead::span;
  return key == "unknown"         ? Instead::unknown
         : key == "contradictory" ? Instead::contradictory
         : key == "pending"       ? Instead::pending
                                  : Instead::nothing;
}

Instead ValueReader::instead_of(Json const& json, core::TypeId type) const {
  if (program_.types[type].kind == Type::Kind::date) return instead_of_date(json);
  if (json.kind() != Json::Kind::object || json.members().size() != 1) return Instead::nothing;
  std::string const& key = json.members().front().key;
  auto const& asked = program_.types[type];
  if (asked.kind == Type::Kind::record) {  // a record's own field of that name comes first
    auto const& fields = program_.records[asked.id].fields;
    if (std::any_of(fields.begin(), fields.end(), [&](auto const& field) { return field.name == key; })) {
      return Instead::nothing;
    }
  }
  if (key == "unknown") return Instead::unknown;
  if (key == "contradictory") return Instead::contradictory;
  if (key == "pending") return Instead::pending;
  return Instead::nothing;
}

std::optional<Candidates> ValueReader::span_of(Json const& json) {
  Candidates days;
  if (json.kind() == Json::Kind::string) {
    std::string const& text = json.string();
    bool const month = text.size() == 7;
    auto const first = read_date(text + (month ? "-01" : "-01-01"));
    if (auto const* trouble = std::get_if<Trouble>(&first)) {
      fault(trouble->code, trouble->message, trouble->hint);
      return std::nullopt;
    }
    auto const day = std::get<model::Date>(first);
    days.days = {day, month ? day.last_of_month() : *model::Date::from_ymd(day.year(), 12, 31)};
    return days;
  }
  auto const& member = json.members().front();
  Enter const enter(*this, member.key);
  bool const two = member.value.kind() == Json::Kind::array && member.value.items().size() == 2;
  if (!two) {
    fault(Code::wrong_json_kind, "the first and the last day between which the date lies are asked for",
          "as {\"between\": [\"1950-02-01\", \"1950-02-20\"]}");
    return std::nullopt;
  }
  std::vector<model::Date> ends;
  for (std::size_t i = 0; i < 2; ++i) {
    Enter const item(*this, i);
    Json const& end = member.value.items()[i];
    if (end.kind() != Json::Kind::string) {
      fault(Code::wrong_json_kind,
            fmt::format("{}, and a date, as \"2005-06-01\" is asked for", in_words(end.kind())));
      continue;
    }
    auto const day = read_date(end.string());
    if (auto const* trouble = std::get_if<Trouble>(&day))
      fault(*trouble);
    else
      ends.push_back(std::get<model::Date>(day));
  }
  if (ends.size() < 2) return std::nullopt;
  if (ends[1] < ends[0]) {
    fault(Code::ends_before_it_begins,
          fmt::format("{} is before {}", ends[1].to_string(), ends[0].to_string()), "the earlier day first");
    return std::nullopt;
  }
  days.days = {ends[0], ends[1]};
  return days;
}

// A part that has one of these values. Two parts of one name cannot be told apart, and are not tried.
Value ValueReader::among(std::string const& subject, Blocker::Kind kind, Candidates candidates) {
  auto const [place, fresh] = parts_.try_emplace(subject, candidates);
  if (!fresh &&
      (place->second.days != candidates.days || place->second.values.size() != candidates.values.size() ||
       !std::equal(candidates.values.begin(), candidates.values.end(), place->second.values.begin(),
                   [](Value const& a, Value const& b) { return model::equal(a, b); }))) {
    place->second = {};
  }
  return model::absent({kind, subject, {}, model::none, true});
}

constexpr std::size_t most_listed = 1'000;  // days that a list of contradictory values may stand for

std::string ValueReader::note_of(Json const& json) {
  auto const& member = json.members().front();
  if (member.value.kind() == Json::Kind::string) return member.value.string();
  Enter const enter(*this, member.key);
  fault(Code::wrong_json_kind,
        fmt::format("{}, and a text that says why is asked for", in_words(member.value.kind())));
  return {};
}

std::vector<Value> ValueReader::contradictory_of(Json const& json, core::TypeId type,
                                                 std::string const& subject) {
  auto const& member = json.members().front();
  Enter const enter(*this, member.key);
  if (member.value.kind() != Json::Kind::array) {
    fault(Code::wrong_json_kind,
          fmt::format("{}, and the list of the values that contradict each other is asked for",
                      in_words(member.value.kind())));
    return {};
  }
  std::vector<Value> values;
  bool faulty = false;
  auto const& items = member.value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    Enter const item(*this, i);
    auto const instead = instead_of(items[i], type);
    if (instead == Instead::span) {
      auto const days = span_of(items[i]);
      faulty = faulty || !days;
      if (days && days->count() > most_listed) {
        fault(Code::too_many_candidates, fmt::format("{} days among contradictory ones", days->count()));
        faulty = true;
      } else if (days) {
        for (std::size_t n = 0; n < days->count(); ++n) values.push_back(days->at(n));
      }
      continue;
    }
    auto value = instead == Instead::nothing ? read(items[i], type, subject) : wrong_kind(items[i], type);
    faulty = faulty || !value;
    if (!value) continue;
    values.push_back(std::move(*value));
    if (rows_.size() < values.size() && program_.types[type].kind == Type::Kind::history)
      rows_.push_back(nullptr);
  }
  if (faulty) return {};
  bool different = false;
  for (std::size_t i = 1; i < values.size(); ++i)
    different = different || !model::equal(values[0], values[i]);
  if (!different) {
    fault(Code::no_contradiction, "these values do not contradict each other",
          "state the value once, without `contradictory`");
    return {};
  }
  return values;
}

std::optional<Value> ValueReader::wrong_kind(Json const& json, core::TypeId type) {
  std::string const asked = expectation(program_, type);
  auto const kind = program_.types[type].kind;
  if (json.kind() == Json::Kind::null) {
    fault(Code::null_value, fmt::format("null, and {} is asked for", asked),
          "leave the fact out, or say why it is not known: {\"unknown\": \"why\"}");
  } else if (json.kind() == Json::Kind::number && kind == Type::Kind::money) {
    fault(
        Code::inexact_number, "an amount of money as a JSON number",
        fmt::format("write it as a text with its currency: \"{} {}{}\"", json.number(),
                    program_.types[type].currency == model::none
                        ? "CURRENCY"
                        : program_.currencies[program_.types[type].currency].code,
                    program_.types[type].per == model::Per::its ? " per TIME"
                                                                : core::per_text(program_.types[type].per)));
  } else if (json.kind() == Json::Kind::number && kind == Type::Kind::ratio) {
    fault(Code::inexact_number, "a ratio as a JSON number",
          fmt::format("write it as a text: \"{}\"", json.number()));
  } else if (json.kind() == Json::Kind::number && kind == Type::Kind::quantity) {
    fault(
        Code::wrong_json_kind, "a number without its unit",
        fmt::format("write it as a text: \"{} {}\"", json.number(), model::name(program_.types[type].unit)));
  } else {
    fault(Code::wrong_json_kind, fmt::format("{}, and {} is asked for", in_words(json.kind()), asked));
  }
  return std::nullopt;
}

std::optional<Value> ValueReader::read(Json const& json, core::TypeId type_id, std::string const& subject) {
  auto const& type = program_.types[type_id];
  switch (type.kind) {
    case Type::Kind::truth:
      if (json.kind() != Json::Kind::truth) return wrong_kind(json, type_id);
      return Value{json.truth()};
    case Type::Kind::history:
      return read_history(*this, json, subject);
    case Type::Kind::period:
      return read_period(*this, json, subject);
    case Type::Kind::list:
      return read_list(json, type, subject);
    case Type::Kind::record:
      return read_record(json, type, subject);
    case Type::Kind::whole:
      if (json.kind() != Json::Kind::number) return wrong_kind(json, type_id);
      break;
    case Type::Kind::ratio:
    case Type::Kind::money:
    case Type::Kind::date:
    case Type::Kind::quantity:
    case Type::Kind::text:
    case Type::Kind::state:
    case Type::Kind::enumeration:
    case Type::Kind::conversion:
    case Type::Kind::route:
      if (json.kind() != Json::Kind::string) return wrong_kind(json, type_id);
  }
  bool const whole = type.kind == Type::Kind::whole;
  auto result = read_scalar(program_, type_id, whole ? json.number() : json.string(), era_);
  if (auto* trouble = std::get_if<Trouble>(&result)) {
    fault(*trouble);
    return std::nullopt;
  }
  if (type.kind == Type::Kind::state &&
      std::get<Value>(result).as<model::StateRef>().id >= program_.states.size()) {
    notice(Code::undeclared_state, fmt::format("no rule mentions {}", json.string()));
  }
  return std::get<Value>(std::move(result));
}

// A part of a value: an attribute, a record's field, a list's item. It may be absent.
std::optional<Value> ValueReader::read_part(Json const& json, core::TypeId type, std::string const& subject) {
  switch (instead_of(json, type)) {
    case Instead::nothing:
      return read(json, type, subject);
    case Instead::unknown:
      note_of(json);
      return model::absent({Blocker::Kind::missing_fact, subject, {}, model::none, true});
    case Instead::pending:
      note_of(json);
      return model::absent({Blocker::Kind::pending_judgement, subject, {}, model::none, true});
    case Instead::contradictory: {
      auto values = contradictory_of(json, type, subject);
      if (values.empty()) return std::nullopt;
      return among(subject, Blocker::Kind::contradictory_fact, {std::move(values), {}});
    }
    case Instead::span: {
      auto days = span_of(json);
      if (!days) return std::nullopt;
      return among(subject, Blocker::Kind::missing_fact, std::move(*days));
    }
  }
  return std::nullopt;
}

std::optional<Value> ValueReader::read_list(Json const& json, Type const& type, std::string const& subject) {
  if (json.kind() != Json::Kind::array)
    return wrong_kind(json, static_cast<core::TypeId>(&type - program_.types.data()));
  std::vector<Value> read;
  bool faulty = false;
  auto const& items = json.items();
  if (items.size() > limits_.periods) {
    fault(Code::too_many_periods,
          fmt::format("{} items; at most {} are read", items.size(), limits_.periods));
    return std::nullopt;
  }
  for (std::size_t i = 0; i < items.size() && !full(); ++i) {
    Enter const enter(*this, i);
    auto value = read_part(items[i], type.element, fmt::format("{}[{}]", subject, i));
    faulty = faulty || !value;
    if (value) read.push_back(std::move(*value));
  }
  if (faulty) return std::nullopt;
  return Value{std::make_shared<model::ListValue const>(model::ListValue{std::move(read)})};
}

std::optional<Value> ValueReader::read_record(Json const& json, Type const& type,
                                              std::string const& subject) {
  if (json.kind() != Json::Kind::object) {
    return wrong_kind(json, static_cast<core::TypeId>(&type - program_.types.data()));
  }
  auto const& fields = program_.records[type.id].fields;
  std::vector<Value> read_fields;
  bool faulty = false;
  for (auto const& field : fields) {
    std::string const part = fmt::format("{}.{}", subject, field.name);
    Json const* member = json.find(field.name);
    if (!member) {
      read_fields.push_back(model::absent({Blocker::Kind::missing_fact, part, {}}));
      continue;
    }
    Enter const enter(*this, field.name);
    auto value = read_part(*member, field.type, part);
    faulty = faulty || !value;
    if (value) read_fields.push_back(std::move(*value));
  }
  for (auto const& member : json.members()) {
    if (std::any_of(fields.begin(), fields.end(),
                    [&](auto const& field) { return field.name == member.key; }))
      continue;
    std::vector<std::string> names;
    for (auto const& field : fields) names.push_back(field.name);
    Enter const enter(*this, member.key);
    fault(Code::unknown_field, fmt::format("a {} has no such field", program_.records[type.id].name),
          suggestion(member.key, names, fmt::format("its fields: {}", fmt::join(names, ", "))));
    faulty = true;
    if (full()) break;
  }
  if (faulty) return std::nullopt;
  return Value{
      std::make_shared<model::RecordValue const>(model::RecordValue{type.record(), std::move(read_fields)})};
}

bool ValueReader::fit_amount(Type const& type, model::Amount& amount, core::State const& own) {
  if (type.per == model::Per::its) {
    auto const number = amount.number.to_decimal(2, 6).value_or(amount.number.to_string());
    auto const trouble = wrong_time(own.per, amount.per, number, program_.currencies[amount.currency].code);
    if (trouble) {
      fault(*trouble);
      return false;
    }
    amount.per = own.per;
  }
  if (std::find(own.currencies.begin(), own.currencies.end(), amount.currency) != own.currencies.end())
    return true;
  fault(Code::wrong_currency,
        fmt::format("an amount in {}, which is no currency of {}", program_.currencies[amount.currency].code,
                    own.code),
        own.currencies.empty()
            ? ""
            : fmt::format("its currency is {}", program_.currencies[own.currencies.front()].code));
  return false;
}

bool ValueReader::fit_to_state(core::TypeId type_id, Value& value, std::vector<Value> const& arguments) {
  Type const& type = program_.types[type_id];
  if (value.absent()) return true;
  if (auto const* list = std::get_if<model::ListPtr>(&value.content); list && type.kind == Type::Kind::list) {
    auto items = (*list)->items;
    for (std::size_t n = 0; n < items.size(); ++n) {
      Enter const enter(*this, n);
      if (!fit_to_state(type.element, items[n], arguments)) return false;
    }
    value = {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
    return true;
  }
  model::StateId state = type.state;
  if (type.of < arguments.size()) {
    if (auto const* given = std::get_if<model::StateRef>(&arguments[type.of].content)) state = given->id;
  }
  if (state >= program_.states.size()) return true;
  if (auto* amount = std::get_if<model::Amount>(&value.content))
    return fit_amount(type, *amount, program_.states[state]);
  auto const* record = std::get_if<model::RecordPtr>(&value.content);
  if (!record || type.kind != Type::Kind::record) return true;
  auto fields = (*record)->fields;
  auto const& declared = program_.records[type.id].fields;
  for (std::size_t n = 0; n < fields.size(); ++n) {
    Enter const enter(*this, declared[n].name);
    if (!fit_to_state(declared[n].type, fields[n], {{model::StateRef{state}}})) return false;
  }
  value = {std::make_shared<model::RecordValue const>(model::RecordValue{type.record(), std::move(fields)})};
  return true;
}

}  // namespace convenio::cases
