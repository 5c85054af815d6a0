// Writes a JSON Schema (2020-12) of the case documents that a program understands.
// Knows the written form of every type; decides nothing: read_case.cpp is what binds.
#include <algorithm>

#include <fmt/format.h>

#include "engine/cases/json.hpp"
#include "engine/cases/read_case.hpp"

namespace convenio::cases {

namespace {

using core::Type;

class SchemaWriter {
 public:
  explicit SchemaWriter(core::Program const& program) : program_(program) {}
  std::string write();

 private:
  void reference(std::string_view name) {
    w_.begin_object().member("$ref", fmt::format("#/$defs/{}", name)).end_object();
  }
  void pattern(std::string_view regex) {
    w_.begin_object().member("type", "string").member("pattern", regex).end_object();
  }
  void value(core::TypeId type);
  void value_or_instead(core::TypeId type, bool pending);
  void level(core::Fact const& fact, std::size_t depth);
  void definitions();
  void names(std::string_view definition, std::vector<std::string> const& all);
  void instead(std::string_view key);
  void days();
  void period();
  void object(std::vector<std::pair<std::string, core::TypeId>> const& fields);

  // Of a definition; two packages may declare enumerations or records of one name.
  template <class Table>
  static std::string key(char const* what, Table const& table, std::size_t n) {
    bool const shared = std::count_if(table.begin(), table.end(),
                                      [&](auto const& other) { return other.name == table[n].name; }) > 1;
    return fmt::format("{}.{}{}", what, shared ? table[n].package + "." : "", table[n].name);
  }

  core::Program const& program_;
  JsonWriter w_{true};
};

std::string number_pattern() { return "-?[0-9]{1,18}(\\.[0-9]{1,6})?"; }

void SchemaWriter::value(core::TypeId type_id) {
  auto const& type = program_.types[type_id];
  switch (type.kind) {
    case Type::Kind::truth:
      w_.begin_object().member("type", "boolean").end_object();
      return;
    case Type::Kind::whole:
      w_.begin_object().member("type", "integer").end_object();
      return;
    case Type::Kind::ratio:
      pattern(fmt::format("^({}( ?%)?|-?[0-9]{{1,18}}/[1-9][0-9]{{0,17}})$", number_pattern()));
      return;
    case Type::Kind::money:
      pattern(fmt::format("^{} {}{}$", number_pattern(),
                          type.currency == model::none ? "[^ ]+" : program_.currencies[type.currency].code,
                          type.per == model::Per::sum   ? ""
                          : type.per == model::Per::its ? "( per (day|week|fortnight|month|year))?"
                                                        : fmt::format("( per {})?", terms::name(type.per))));
      return;
    case Type::Kind::date:
      reference("date");
      return;
    case Type::Kind::quantity: {
      if (type.of != model::none) {
        pattern("^[0-9]{1,18}(\\.[0-9]{1,6})? (day|week|month|quarter|year)s?$");
        return;
      }
      std::string unit = model::name(type.unit);
      unit.pop_back();
      if (type.unit == model::Unit::calendar_months) unit = "calendar (month|year)";
      pattern(fmt::format("^[0-9]{{1,18}}(\\.[0-9]{{1,6}})? {}s?$", unit));
      return;
    }
    case Type::Kind::text:
      w_.begin_object().member("type", "string").end_object();
      return;
    case Type::Kind::state:
      reference("state");
      return;
    case Type::Kind::enumeration:
      reference(key("enumeration", program_.enumerations, type.id));
      return;
    case Type::Kind::record:
      reference(key("record", program_.records, type.id));
      return;
    case Type::Kind::period:
      reference("period");
      return;
    case Type::Kind::history:
      w_.begin_object().member("type", "array").key("items");
      reference("period");
      w_.end_object();
      return;
    case Type::Kind::list:
      w_.begin_object().member("type", "array").key("items");
      value_or_instead(type.element, false);
      w_.end_object();
      return;
    case Type::Kind::conversion: {
      w_.begin_object().key("enum").begin_array();
      for (std::uint32_t n = 0; n < program_.conversions.size(); ++n)
        w_.string(core::conversion_name(program_, n));
      w_.end_array().end_object();
      return;
    }
    case Type::Kind::route:
      w_.truth(false);
      return;
  }
}

void SchemaWriter::value_or_instead(core::TypeId type, bool pending) {
  bool const date = program_.types[type].kind == Type::Kind::date;
  w_.begin_object().key("anyOf").begin_array();
  value(type);
  if (date) reference("span");
  reference("unknown");
  w_.begin_object()
      .member("type", "object")
      .key("properties")
      .begin_object()
      .key("contradictory")
      .begin_object();
  w_.member("type", "array").key("minItems").number(date ? 1 : 2).key("items");
  if (date) {
    w_.begin_object().key("anyOf").begin_array();
    value(type);
    reference("span");
    w_.end_array().end_object();
  } else {
    value(type);
  }
  w_.end_object().end_object().key("required").begin_array().string("contradictory").end_array();
  w_.key("additionalProperties").truth(false).end_object();
  if (pending) reference("pending");
  w_.end_array().end_object();
}

void SchemaWriter::level(core::Fact const& fact, std::size_t depth) {
  if (depth == fact.parameters.size()) {
    value_or_instead(fact.type,
                     fact.role == core::Fact::Role::judgement || fact.role == core::Fact::Role::discretion);
    return;
  }
  w_.begin_object().member("type", "object");
  auto const& type = program_.types[fact.parameters[depth].type];
  if (type.kind == Type::Kind::state || type.kind == Type::Kind::enumeration ||
      type.kind == Type::Kind::date) {
    w_.key("propertyNames");
    value(fact.parameters[depth].type);
  }
  w_.key("additionalProperties");
  level(fact, depth + 1);
  w_.end_object();
}

void SchemaWriter::names(std::string_view definition, std::vector<std::string> const& all) {
  w_.key(definition).begin_object();
  if (all.empty()) {
    w_.key("not").begin_object().end_object();
  } else {
    w_.key("enum").begin_array();
    for (auto const& name : all) w_.string(name);
    w_.end_array();
  }
  w_.end_object();
}

void SchemaWriter::instead(std::string_view key) {
  w_.key(key).begin_object().member("type", "object").key("properties").begin_object();
  w_.key(key).begin_object().member("type", "string").end_object().end_object();
  w_.key("required")
      .begin_array()
      .string(key)
      .end_array()
      .key("additionalProperties")
      .truth(false)
      .end_object();
}

void SchemaWriter::period() {
  w_.key("period").begin_object().member("type", "object").key("properties").begin_object();
  w_.key("id").begin_object().member("type", "string").end_object();
  w_.key("state");
  reference("state");
  w_.key("from");
  reference("day");
  w_.key("to").begin_object().key("anyOf").begin_array();
  reference("day");
  reference("open");
  w_.end_array().end_object();
  w_.key("certified").begin_object().key("anyOf").begin_array();
  pattern("^[0-9]{1,18}(\\.[0-9]{1,6})? (day|week|month|quarter|year)s?$");
  w_.begin_object().member("type", "object").key("properties").begin_object().key("amount");
  pattern("^[0-9]{1,18}(\\.[0-9]{1,6})?$");
  w_.key("unit");
  pattern("^(day|week|month|quarter|year)s?$");
  w_.end_object().key("required").begin_array().string("amount").string("unit").end_array();
  w_.key("additionalProperties").truth(false).end_object();
  w_.begin_object().member("type", "object").key("properties").begin_object();
  for (char const* const unit : {"years", "quarters", "months", "weeks", "days"}) {
    w_.key(unit).begin_object().key("anyOf").begin_array();
    w_.begin_object().member("type", "integer").key("minimum").number(0).end_object();
    pattern("^[0-9]{1,18}(\\.[0-9]{1,6})?$");
    w_.end_array().end_object();
  }
  w_.key("day_week")
      .begin_object()
      .key("enum")
      .begin_array()
      .number(5)
      .number(6)
      .number(7)
      .end_array()
      .end_object();
  w_.end_object().key("minProperties").number(1).key("additionalProperties").truth(false).end_object();
  w_.end_array().end_object();
  w_.key("undated").begin_object().member("type", "boolean").end_object();
  for (auto const& attribute : program_.attributes) {
    w_.key(attribute.name);
    value_or_instead(attribute.type, false);
  }
  w_.end_object().key("required").begin_array().string("state").end_array();
  w_.key("anyOf").begin_array();
  w_.begin_object().key("required").begin_array().string("from").string("to").end_array().end_object();
  w_.begin_object().key("properties").begin_object().key("undated").begin_object().key("const").truth(true);
  w_.end_object().end_object();
  w_.key("required").begin_array().string("undated").string("certified").end_array().end_object();
  w_.end_array();
  w_.key("additionalProperties").truth(false).end_object();
}

void SchemaWriter::object(std::vector<std::pair<std::string, core::TypeId>> const& fields) {
  w_.begin_object().member("type", "object").key("properties").begin_object();
  for (auto const& [name, type] : fields) {
    w_.key(name);
    value_or_instead(type, false);
  }
  w_.end_object().key("additionalProperties").truth(false).end_object();
}

// A date of which the year, the month or two ends are known; the days of a period.
void SchemaWriter::days() {
  w_.key("span").begin_object().key("anyOf").begin_array();
  pattern("^(18[5-9][0-9]|19[0-9]{2}|20[0-9]{2}|21[0-4][0-9]|2150)(-(0[1-9]|1[0-2]))?$");
  w_.begin_object().member("type", "object").key("properties").begin_object().key("between").begin_object();
  w_.member("type", "array").key("minItems").number(2).key("maxItems").number(2).key("items");
  reference("date");
  w_.end_object().end_object().key("required").begin_array().string("between").end_array();
  w_.key("additionalProperties").truth(false).end_object().end_array().end_object();
  w_.key("day").begin_object().key("anyOf").begin_array();
  reference("date");
  reference("span");
  reference("unknown");
  w_.begin_object()
      .member("type", "object")
      .key("properties")
      .begin_object()
      .key("contradictory")
      .begin_object();
  w_.member("type", "array").key("minItems").number(1).key("items").begin_object().key("anyOf").begin_array();
  reference("date");
  reference("span");
  w_.end_array().end_object().end_object().end_object();
  w_.key("required").begin_array().string("contradictory").end_array();
  w_.key("additionalProperties").truth(false).end_object().end_array().end_object();
}

void SchemaWriter::definitions() {
  w_.key("$defs").begin_object();
  w_.key("date");
  pattern(
      "^(18[5-9][0-9]|19[0-9]{2}|20[0-9]{2}|21[0-4][0-9]|2150)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$");
  days();
  instead("unknown");
  instead("pending");
  instead("open");
  std::vector<std::string> all;
  for (auto const& state : program_.states) all.push_back(state.code);
  w_.key("state").begin_object().key("anyOf").begin_array();
  if (!all.empty()) {
    w_.begin_object().key("enum").begin_array();
    for (auto const& code : all) w_.string(code);
    w_.end_array().end_object();
  }
  pattern("^[A-Z]{2}$");  // one that no package declares
  w_.end_array().end_object();
  for (std::size_t n = 0; n < program_.enumerations.size(); ++n) {
    all.clear();
    for (auto const& one : program_.enumerations[n].values) all.push_back(one.name);
    names(key("enumeration", program_.enumerations, n), all);
  }
  for (std::size_t n = 0; n < program_.records.size(); ++n) {
    std::vector<std::pair<std::string, core::TypeId>> fields;
    for (auto const& field : program_.records[n].fields) fields.emplace_back(field.name, field.type);
    w_.key(key("record", program_.records, n));
    object(fields);
  }
  period();
  w_.end_object();
}

std::string SchemaWriter::write() {
  w_.begin_object();
  w_.member("$schema", "https://json-schema.org/draft/2020-12/schema");
  w_.member("title", fmt::format("Cases for {}", fmt::join(program_.packages, ", ")));
  w_.member("type", "object").key("properties").begin_object();
  w_.key("format").begin_object().member("const", "convenio-case-1").end_object();
  w_.key("id").begin_object().member("type", "string").end_object();
  w_.key("comment").begin_object().member("type", "string").end_object();
  w_.key("exchange").begin_object().member("type", "object").end_object();
  w_.key("supplied").begin_object().member("type", "array").end_object();
  w_.key("facts").begin_object().member("type", "object").key("properties").begin_object();
  for (auto const& fact : program_.facts) {
    w_.key(fact.name).begin_object().member("description", fact.question).key("allOf").begin_array();
    level(fact, 0);
    w_.end_array().end_object();
  }
  w_.end_object().key("additionalProperties").truth(false).end_object();
  w_.end_object().key("required").begin_array().string("format").string("id").string("facts").end_array();
  w_.key("additionalProperties").truth(false);
  definitions();
  w_.end_object();
  return w_.take() + "\n";
}

}  // namespace

std::string write_schema(core::Program const& program) { return SchemaWriter(program).write(); }

}  // namespace convenio::cases
