// Reads what a case supplies; see supplied.hpp.
#include "engine/cases/supplied.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "grammar/text/names.hpp"

namespace convenio::cases {

namespace {

using Kind = Supplied::Kind;

struct Named {
  Kind kind;
  std::uint32_t index;
};

class SuppliedReader {
 public:
  SuppliedReader(core::Program const& program, ValueReader& reader) : p_(program), r_(reader) {}
  void read(Json const& json, std::vector<Supplied>& out);

 private:
  bool known_members(Json const& json);
  Json const* text(Json const& json, char const* key);
  std::optional<Named> find(std::string const& name);
  std::vector<core::Parameter> const& parameters(Named const& named) const;
  core::TypeId type(Named const& named) const;
  bool arguments(Json const& json, Supplied& supplied, std::vector<core::Parameter> const& parameters);
  bool days(Json const& json, Supplied& supplied, std::vector<core::Parameter> const& parameters);
  bool currency_fits(Supplied& supplied, core::TypeId type);
  std::optional<Supplied> one(Json const& json);
  bool says_twice(Supplied const& supplied, std::vector<Supplied> const& before);

  core::Program const& p_;
  ValueReader& r_;
};

constexpr std::array members{"name", "for", "from", "to", "value", "source", "note"};

bool SuppliedReader::known_members(Json const& json) {
  bool fine = true;
  std::vector<std::string> const names(members.begin(), members.end());
  for (auto const& member : json.members()) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    ValueReader::Enter const enter(r_, member.key);
    r_.fault(Code::unknown_member, "a supplied value has no such member",
             suggestion(member.key, names, fmt::format("its members: {}", fmt::join(names, ", "))));
    fine = false;
  }
  return fine;
}

Json const* SuppliedReader::text(Json const& json, char const* key) {
  Json const* const member = json.find(key);
  if (!member) return nullptr;
  if (member->kind() == Json::Kind::string) return member;
  ValueReader::Enter const enter(r_, key);
  r_.fault(Code::wrong_json_kind, fmt::format("{}, and a text is asked for", in_words(member->kind())));
  return nullptr;
}

std::optional<Named> SuppliedReader::find(std::string const& name) {
  std::vector<Named> found;
  std::vector<std::string> names, full;
  auto const look = [&](Kind kind, std::uint32_t index, std::string const& package, std::string const& own) {
    names.push_back(own);
    if (own != name && package + '.' + own != name) return;
    found.push_back({kind, index});
    full.push_back(package + '.' + own);
  };
  for (std::uint32_t i = 0; i < p_.tables.size(); ++i)
    look(Kind::table, i, p_.tables[i].package, p_.tables[i].name);
  for (std::uint32_t i = 0; i < p_.rules.size(); ++i)
    look(Kind::rule, i, p_.rules[i].package, p_.rules[i].name);
  if (found.size() == 1) return found.front();
  ValueReader::Enter const enter(r_, "name");
  if (found.empty()) {
    r_.fault(Code::unknown_supplied, "no rule, parameter or table of this name is declared",
             suggestion(name, names, "the decision names what is not encoded"));
  } else {
    r_.fault(Code::unknown_supplied, "several packages declare this name",
             fmt::format("write one of: {}", fmt::join(full, ", ")));
  }
  return std::nullopt;
}

std::vector<core::Parameter> const& SuppliedReader::parameters(Named const& named) const {
  return named.kind == Kind::table ? p_.tables[named.index].keys : p_.rules[named.index].parameters;
}

core::TypeId SuppliedReader::type(Named const& named) const {
  return named.kind == Kind::table ? p_.tables[named.index].type : p_.rules[named.index].type;
}

bool SuppliedReader::arguments(Json const& json, Supplied& supplied,
                               std::vector<core::Parameter> const& parameters) {
  supplied.arguments.assign(parameters.size(), std::nullopt);
  Json const* const given = json.find("for");
  if (!given) return true;
  ValueReader::Enter const enter(r_, "for");
  if (given->kind() != Json::Kind::object) {
    r_.fault(Code::wrong_json_kind, fmt::format("{}, and an object is asked for", in_words(given->kind())));
    return false;
  }
  bool fine = true;
  for (auto const& member : given->members()) {
    ValueReader::Enter const argument(r_, member.key);
    auto const at = std::find_if(parameters.begin(), parameters.end(),
                                 [&](auto const& parameter) { return parameter.name == member.key; });
    if (at == parameters.end()) {
      std::vector<std::string> names;
      for (auto const& parameter : parameters) names.push_back(parameter.name);
      r_.fault(Code::unknown_member, fmt::format("`{}` has no such parameter", supplied.name),
               suggestion(member.key, names, fmt::format("its parameters: {}", fmt::join(names, ", "))));
      fine = false;
      continue;
    }
    auto value = r_.read(member.value, at->type, supplied.name);
    fine = fine && value;
    if (value) supplied.arguments[static_cast<std::size_t>(at - parameters.begin())] = std::move(*value);
  }
  return fine;
}

// The days on which the figure holds, where a key is a date.
bool SuppliedReader::days(Json const& json, Supplied& supplied,
                          std::vector<core::Parameter> const& parameters) {
  for (auto const& [key, place] : {std::pair{"from", &supplied.from}, std::pair{"to", &supplied.to}}) {
    if (!json.find(key)) continue;
    Json const* const written = text(json, key);
    if (!written) return false;
    ValueReader::Enter const enter(r_, key);
    bool const dated = std::any_of(parameters.begin(), parameters.end(), [&](auto const& parameter) {
      return p_.types[parameter.type].kind == core::Type::Kind::date;
    });
    auto const day = read_date(written->string());
    if (auto const* trouble = std::get_if<Trouble>(&day)) {
      r_.fault(*trouble);
      return false;
    }
    if (!dated) {
      r_.fault(Code::unknown_member, fmt::format("`{}` does not change with the date", supplied.name));
      return false;
    }
    *place = std::get<model::Date>(day);
  }
  if (supplied.from && supplied.to && *supplied.to < *supplied.from) {
    ValueReader::Enter const enter(r_, "to");
    r_.fault(Code::ends_before_it_begins, fmt::format("ends on {}, before it begins on {}",
                                                      supplied.to->to_string(), supplied.from->to_string()));
    return false;
  }
  return true;
}

bool SuppliedReader::currency_fits(Supplied& supplied, core::TypeId type) {
  std::vector<model::Value> arguments;
  for (auto const& given : supplied.arguments) arguments.push_back(given.value_or(model::Value{}));
  ValueReader::Enter const enter(r_, "value");
  return r_.fit_to_state(type, supplied.value, arguments);
}

std::optional<Supplied> SuppliedReader::one(Json const& json) {
  if (json.kind() != Json::Kind::object) {
    r_.fault(Code::wrong_json_kind, fmt::format("{}, and an object is asked for", in_words(json.kind())));
    return std::nullopt;
  }
  bool fine = known_members(json);
  for (char const* const key : {"name", "value", "source"}) {
    if (json.find(key)) continue;
    r_.fault(Code::missing_member, fmt::format("a supplied value without `{}`", key),
             std::string_view(key) == "source" ? "where does the office have it from?" : "");
    fine = false;
  }
  Json const* const name = text(json, "name");
  Json const* const source = text(json, "source");
  if (source && text::is_blank(source->string())) {
    ValueReader::Enter const enter(r_, "source");
    r_.fault(Code::missing_member, "a supplied value whose source is empty",
             "where does the office have it from?");
    fine = false;
  }
  if (!fine || !name || !source) return std::nullopt;
  auto const named = find(name->string());
  if (!named) return std::nullopt;
  Supplied supplied;
  supplied.kind = named->kind;
  supplied.index = named->index;
  supplied.name = name->string();
  supplied.source = source->string();
  auto const& declared = parameters(*named);
  if (!arguments(json, supplied, declared) || !days(json, supplied, declared)) return std::nullopt;
  ValueReader::Enter const enter(r_, "value");
  auto asked = type(*named);
  if (auto const local = core::unit_local(p_, asked); local != model::none) {
    bool const known = local < supplied.arguments.size() && supplied.arguments[local];
    auto const told = known ? core::type_in_unit_of(p_, asked, *supplied.arguments[local]) : asked;
    if (told == asked) {
      r_.fault(Code::unit_of_state,
               "a quantity in the unit of a State, and whose unit that is does not follow",
               "name the State in `for`");
      return std::nullopt;
    }
    asked = told;
  }
  auto value = r_.read(*json.find("value"), asked, supplied.name);
  if (!value) return std::nullopt;
  supplied.value = std::move(*value);
  if (supplied.value.absent() || !currency_fits(supplied, type(*named))) return std::nullopt;
  return supplied;
}

// Whether another one answers for the same arguments on the same days: which of the two counts, nobody could
// say.
bool SuppliedReader::says_twice(Supplied const& supplied, std::vector<Supplied> const& before) {
  auto const meet = [&](Supplied const& other) {
    if (other.kind != supplied.kind || other.index != supplied.index) return false;
    for (std::size_t n = 0; n < supplied.arguments.size() && n < other.arguments.size(); ++n) {
      auto const &a = supplied.arguments[n], &b = other.arguments[n];
      if (a && b && !model::equal(*a, *b)) return false;
    }
    return (!supplied.from || !other.to || *supplied.from <= *other.to) &&
           (!other.from || !supplied.to || *other.from <= *supplied.to);
  };
  auto const other = std::find_if(before.begin(), before.end(), meet);
  if (other == before.end()) return false;
  r_.fault(Code::supplied_twice,
           fmt::format("`{}` is supplied already, by `supplied[{}]`", supplied.name, other->place),
           "keep one of the two, or say for which values and days each is");
  return true;
}

void SuppliedReader::read(Json const& json, std::vector<Supplied>& out) {
  if (json.kind() != Json::Kind::array) {
    r_.fault(Code::wrong_json_kind, fmt::format("{}, and a list is asked for", in_words(json.kind())),
             R"([{"name": ..., "value": ..., "source": ...}])");
    return;
  }
  auto const& items = json.items();
  for (std::size_t i = 0; i < items.size() && !r_.full(); ++i) {
    ValueReader::Enter const enter(r_, i);
    if (i >= most_supplied) {
      r_.fault(Code::too_many_periods,
               fmt::format("{} supplied values; at most {} are read", items.size(), most_supplied));
      return;
    }
    auto supplied = one(items[i]);
    if (!supplied || says_twice(*supplied, out)) continue;
    supplied->place = i;
    out.push_back(std::move(*supplied));
  }
}

}  // namespace

void read_supplied(core::Program const& program, ValueReader& reader, Json const& json,
                   std::vector<Supplied>& out) {
  SuppliedReader(program, reader).read(json, out);
}

}  // namespace convenio::cases
