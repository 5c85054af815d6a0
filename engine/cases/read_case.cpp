// Reads a case document against the facts that a program declares.
// Knows the document, the facts and their parameters; the values are read by values.cpp.
#include "engine/cases/read_case.hpp"
#include "engine/cases/codes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/cases/canonical.hpp"
#include "engine/cases/rows.hpp"
#include "engine/cases/supplied.hpp"
#include "engine/cases/touched.hpp"
#include "engine/cases/values.hpp"
#include "engine/core/identity.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::cases {

namespace {

using core::Fact;
using model::Unit;
using model::Value;

constexpr std::string_view format_name = "convenio-case-1";

class CaseReader {
 public:
  CaseReader(core::Program const& program, FactNames const& names, Limits const& limits, Faults& faults,
             Case& out)
      : program_(program), values_(program, limits, faults, out), out_(out), names_(names) {}

  void read(Json const& document);

 private:
  void read_head(Json const& document);
  void read_facts(Json const& facts);
  void read_fact(core::FactId id, Json const& json);
  // Walks the nested objects of a fact with parameters; `arguments` holds those of the levels above.
  void read_level(core::FactId id, Json const& json, std::vector<Value>& arguments);
  void read_value(core::FactId id, Json const& json, std::vector<Value> const& arguments);
  // `money of S`: the currency must be one of the state that the parameter S names.
  // `quantity of S`: its unit is that in which the state counts insurance.
  bool unit_fits(core::Fact const& fact, Json const& json, std::vector<Value> const& arguments);
  bool unit_fits(core::State const& state, Json const& json);
  std::optional<core::FactId> find(std::string const& name);
  // The last day that a fact of the case names, by which its open periods are bounded.
  std::optional<model::Date> last_day_named() const;
  void bound_open_days();

  core::Program const& program_;
  ValueReader values_;
  Case& out_;
  FactNames const& names_;
};

void CaseReader::read(Json const& document) {
  if (document.kind() != Json::Kind::object) {
    values_.fault(Code::no_object,
                  fmt::format("{}, and a case, as an object, is asked for", in_words(document.kind())),
                  fmt::format("{{\"format\": \"{}\", \"id\": ..., \"facts\": {{...}}}}", format_name));
    return;
  }
  read_head(document);
  if (Json const* supplied = document.find("supplied")) {
    ValueReader::Enter const enter(values_, "supplied");
    read_supplied(program_, values_, *supplied, out_.supplied);
  }
  Json const* facts = document.find("facts");
  if (!facts) {
    values_.fault(Code::missing_member, "a case without `facts`");
    return;
  }
  ValueReader::Enter const enter(values_, "facts");
  if (facts->kind() != Json::Kind::object) {
    values_.fault(Code::wrong_json_kind,
                  fmt::format("{}, and an object is asked for", in_words(facts->kind())));
    return;
  }
  Touched touched(program_, *facts);
  values_.read_for(touched);
  read_facts(*facts);
  bound_open_days();
}

std::optional<model::Date> CaseReader::last_day_named() const {
  std::optional<model::Date> last;
  auto const take = [&](Value const& value) {
    auto const* date = std::get_if<model::Date>(&value.content);
    if (date && (!last || *last < *date)) last = *date;
  };
  for (auto const& [key, given] : out_.facts) {
    if (!key.arguments.empty()) continue;
    for (auto const& value : given.values) take(value);
    if (given.among && given.among->count() > 0) take(given.among->at(given.among->count() - 1));
  }
  return last;
}

void CaseReader::bound_open_days() {
  auto const named = last_day_named();
  for (auto& [key, given] : out_.facts) {
    for (std::size_t n = 0; n < given.rows.size(); ++n) {
      if (!given.rows[n]) continue;
      auto rows = std::make_shared<Rows>(*given.rows[n]);
      for (Row& row : rows->rows) {
        if (row.end && row.end->among.count() == 0) {
          auto const begin = row.begin ? row.begin->among.count() > 0
                                             ? row.begin->among.at(0).as<model::Date>()
                                             : model::earliest_fact_date()
                                       : row.period.begin;
          auto const last = std::max(begin, named.value_or(model::latest_fact_date()));
          if (row.end->running && named) {
            out_.notices.push_back(
                {text::to_string(Code::still_running), row.end->path,
                 fmt::format(
                     "period {} is not over; it is counted to {}, the last day that a fact of the case names",
                     row.period.id, last.to_string())});
            row.period.end = model::Date::from_number(last.number() + 1);
            row.end.reset();
          } else {
            row.end->among.days = {begin, last};
          }
        }
        if (row.begin && row.begin->among.count() == 0) {
          auto const last = row.end ? row.end->among.at(row.end->among.count() - 1).as<model::Date>()
                                    : model::Date::from_number(row.period.end.number() - 1);
          row.begin->among.days = {model::earliest_fact_date(), last};
        }
      }
      link_rows_with_open_days(*rows);
      if (auto value = history_of(*rows, [](auto const&) { return std::nullopt; }))
        given.values[n] = std::move(*value);
      given.rows[n] = std::move(rows);
    }
  }
}

void CaseReader::read_head(Json const& document) {
  static std::vector<std::string> const known{"format", "id", "comment", "exchange", "facts", "supplied"};
  for (auto const& member : document.members()) {
    ValueReader::Enter const enter(values_, member.key);
    if (std::find(known.begin(), known.end(), member.key) == known.end()) {
      bool const fact = names_.by_name.contains(member.key);
      values_.fault(
          Code::unknown_member, "a case has no such member",
          fact ? "facts stand inside `facts`"
               : suggestion(member.key, known, fmt::format("its members: {}", fmt::join(known, ", "))));
      if (values_.full()) return;
    } else if (member.key == "exchange") {
      if (member.value.kind() != Json::Kind::object)
        values_.fault(Code::wrong_json_kind,
                      fmt::format("{}, and an object is asked for", in_words(member.value.kind())));
    } else if (member.key != "facts" && member.key != "supplied" &&
               member.value.kind() != Json::Kind::string) {
      values_.fault(Code::wrong_json_kind,
                    fmt::format("{}, and a text is asked for", in_words(member.value.kind())));
    } else if (member.key == "format" && member.value.string() != format_name) {
      values_.fault(Code::unknown_format, "not a format that is read here",
                    fmt::format("\"format\": \"{}\"", format_name));
    } else if (member.key == "id") {
      out_.id = member.value.string();
    }
  }
  if (!document.find("format")) {
    values_.fault(Code::missing_member, "a case without `format`",
                  fmt::format("\"format\": \"{}\"", format_name));
  }
  if (!document.find("id")) values_.fault(Code::missing_member, "a case without `id`");
}

std::optional<core::FactId> CaseReader::find(std::string const& name) {
  auto const found = names_.by_name.find(name);
  if (found == names_.by_name.end()) {
    values_.fault(Code::unknown_fact, "no fact of this name is declared",
                  suggestion(name, names_.all, "`convenio describe` lists the facts"));
    return std::nullopt;
  }
  if (found->second.size() > 1) {
    std::vector<std::string_view> packages;
    for (core::FactId id : found->second) packages.push_back(program_.facts[id].package);
    if (auto const one = values_.touched()->only(packages)) return found->second[*one];
    std::vector<std::string> options;
    for (core::FactId id : found->second) options.push_back(program_.facts[id].package + '.' + name);
    values_.fault(Code::ambiguous_fact, "several packages declare a fact of this name",
                  fmt::format("write one of: {}", fmt::join(options, ", ")));
    return std::nullopt;
  }
  return found->second.front();
}

void CaseReader::read_facts(Json const& facts) {
  std::map<core::FactId, std::string> given;
  for (auto const& member : facts.members()) {
    if (values_.full()) return;
    ValueReader::Enter const enter(values_, member.key);
    auto const id = find(member.key);
    if (!id) continue;
    if (auto const [place, fresh] = given.emplace(*id, member.key); !fresh) {
      values_.fault(Code::given_twice, fmt::format("the same fact as `{}`", place->second),
                    "keep one of them");
      continue;
    }
    read_fact(*id, member.value);
  }
}

void CaseReader::read_fact(core::FactId id, Json const& json) {
  std::vector<Value> arguments;
  read_level(id, json, arguments);
}

void CaseReader::read_level(core::FactId id, Json const& json, std::vector<Value>& arguments) {
  auto const& fact = program_.facts[id];
  if (arguments.size() == fact.parameters.size()) {
    read_value(id, json, arguments);
    return;
  }
  auto const& parameter = fact.parameters[arguments.size()];
  if (json.kind() != Json::Kind::object) {
    values_.fault(
        Code::wrong_json_kind,
        fmt::format("{}, and a value for each `{}` is asked for", in_words(json.kind()), parameter.name),
        fmt::format("an object whose keys are each {}", expectation(program_, parameter.type)));
    return;
  }
  for (auto const& member : json.members()) {
    if (values_.full()) return;
    ValueReader::Enter const enter(values_, member.key);
    auto key = read_scalar(program_, parameter.type, member.key);
    if (auto* trouble = std::get_if<Trouble>(&key)) {
      bool const instead = member.key == "unknown" || member.key == "contradictory" ||
                           member.key == "pending" || member.key == "between";
      values_.fault(Code::wrong_key, trouble->message,
                    instead ? fmt::format("say it for each `{}`", parameter.name) : std::move(trouble->hint));
      continue;
    }
    arguments.push_back(std::get<Value>(std::move(key)));
    auto const* state = std::get_if<model::StateRef>(&arguments.back().content);
    if (state && state->id >= program_.states.size()) {
      values_.notice(
          Code::undeclared_state,
          fmt::format("no rule mentions {}, so that `{}` of it is not read", member.key, fact.name));
    } else {
      read_level(id, member.value, arguments);
    }
    arguments.pop_back();
  }
}

bool CaseReader::unit_fits(core::State const& state, Json const& json) {
  Unit unit{};
  if (json.kind() != Json::Kind::string) return true;
  auto const read = read_quantity(json.string(), unit);
  if (std::holds_alternative<Trouble>(read) || unit == *state.unit) return true;
  values_.fault(Code::unit_of_state,
                fmt::format("{}, and {} counts insurance in {}", model::name(unit), state.code,
                            model::name(*state.unit)),
                "give it in the unit of the State; units do not convert by themselves");
  return false;
}

bool CaseReader::unit_fits(Fact const& fact, Json const& json, std::vector<Value> const& arguments) {
  auto const local = core::unit_local(program_, fact.type);
  if (local >= arguments.size()) return true;
  auto const* of = std::get_if<model::StateRef>(&arguments[local].content);
  if (!of || of->id >= program_.states.size()) return true;
  auto const& state = program_.states[of->id];
  if (!state.unit) {
    values_.fault(
        Code::unit_of_state,
        fmt::format("no rule says in which unit {} counts insurance, so that no quantity in it can be read",
                    state.code));
    return false;
  }
  bool const listed = json.kind() == Json::Kind::object && json.members().size() == 1 &&
                      json.members().front().value.kind() == Json::Kind::array;
  if (!listed) return unit_fits(state, json);
  auto const& items = json.members().front().value.items();
  return std::all_of(items.begin(), items.end(), [&](Json const& item) { return unit_fits(state, item); });
}

void CaseReader::read_value(core::FactId id, Json const& json, std::vector<Value> const& arguments) {
  auto const& fact = program_.facts[id];
  std::string const path = core::fact_path(program_, id, arguments);
  if (!unit_fits(fact, json, arguments)) return;
  auto const type = core::type_for(program_, fact.type, arguments);
  FactValue value;
  switch (values_.instead_of(json, type)) {
    case Instead::nothing: {
      auto known = values_.read(json, type, path);
      if (!known || !values_.fit_to_state(fact.type, *known, arguments)) return;
      value.kind = FactValue::Kind::known;
      value.values.push_back(std::move(*known));
      value.rows = values_.take_rows();
      break;
    }
    case Instead::span: {
      value.kind = FactValue::Kind::unknown;
      value.among = values_.span_of(json);
      if (!value.among) return;
      break;
    }
    case Instead::pending:
      if (fact.role != Fact::Role::judgement && fact.role != Fact::Role::discretion) {
        values_.fault(Code::cannot_be_pending, "only a judgement or a discretion can be pending",
                      "a fact that is not known: {\"unknown\": \"why\"}");
        return;
      }
      [[fallthrough]];
    case Instead::unknown:
      value.kind = FactValue::Kind::unknown;
      value.note = values_.note_of(json);
      break;
    case Instead::contradictory:
      value.kind = FactValue::Kind::contradictory;
      value.values = values_.contradictory_of(json, type, path);
      value.rows = values_.take_rows();
      if (value.values.empty()) return;
      for (auto& one : value.values) {
        if (!values_.fit_to_state(fact.type, one, arguments)) return;
      }
      break;
  }
  if (!out_.facts.emplace(FactKey{id, arguments}, std::move(value)).second) {
    values_.fault(Code::given_twice, fmt::format("`{}` is given twice", path), "keep one of them");
  }
}

// Whether a member of `facts` is a history: `history`, `history(AR)`.
bool is_history(core::Program const& program, std::string_view key) {
  auto const name = key.substr(0, key.find('('));
  return std::any_of(program.facts.begin(), program.facts.end(), [&](core::Fact const& fact) {
    return fact.name == name && program.types[fact.type].kind == core::Type::Kind::history;
  });
}

}  // namespace

FactNames::FactNames(core::Program const& program) {
  for (core::FactId i = 0; i < program.facts.size(); ++i) {
    auto const& fact = program.facts[i];
    by_name[fact.name].push_back(i);
    by_name[fact.package + '.' + fact.name].push_back(i);
    all.push_back(fact.name);
  }
}

namespace {

ReadResult read(core::Program const& program, FactNames const& names, Json const* document,
                Limits const& limits, Faults faults, Identity identity) {
  ReadResult result;
  if (document) CaseReader(program, names, limits, faults, result.facts).read(*document);
  result.faults = faults.take();
  if (document && result.ok() && identity == Identity::worked_out) {
    result.facts.identity =
        core::sha256(canonical(*document, [&](auto key) { return is_history(program, key); }));
  }
  return result;
}

}  // namespace

ReadResult read_case(core::Program const& program, std::string_view json, Limits const& limits,
                     Identity identity) {
  return read_case(program, FactNames(program), json, limits, identity);
}

ReadResult read_case(core::Program const& program, FactNames const& names, std::string_view json,
                     Limits const& limits, Identity identity) {
  Faults faults(limits.faults);
  auto const document = read_json(json, limits, faults);
  return read(program, names, document ? &*document : nullptr, limits, std::move(faults), identity);
}

ReadResult read_case(core::Program const& program, Json const& document, Limits const& limits) {
  return read(program, FactNames(program), &document, limits, Faults(limits.faults), Identity::worked_out);
}

std::string to_string(std::string_view code, std::string_view path, std::string_view message,
                      std::string_view hint) {
  std::string out =
      fmt::format("[{}] {}{}{}", code, text::printable(path), path.empty() ? "" : ": ", message);
  if (!hint.empty()) out += fmt::format("\n       {}", hint);
  return out;
}

std::string to_string(Fault const& fault) {
  return to_string(fault.code.printed(), fault.path, fault.message, fault.hint);
}

}  // namespace convenio::cases
