// See map.hpp.
#include "tools/exchange/map.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

constexpr std::string_view map_format = "convenio-exchange-map-1";

cases::Limits exchange_limits() {
  cases::Limits limits;
  limits.document = std::size_t{64} * 1024 * 1024;
  limits.faults = 1000;
  return limits;
}

}  // namespace

std::optional<Json> read_document(Source const& source, Findings& findings, std::size_t depth) {
  auto limits = exchange_limits();
  limits.depth = depth;
  cases::Faults faults(limits.faults);
  auto json = cases::read_json(source.text, limits, faults);
  for (auto const& fault : faults.take()) {
    bool const repeated = fault.code == cases::Code::given_twice;
    findings.add(repeated ? Code::repeated_key : Code::unreadable, pointer_of(fault.path), fault.message,
                 fault.hint);
  }
  return json;
}

std::optional<Map> Map::read(Source const& source, Findings& findings) {
  Findings inside;
  auto json = read_document(source, inside);
  std::string const before = findings.file();
  findings.of_file(source.name);
  std::optional<Map> map;
  if (!json || inside.errors() > 0)
    findings.add(Code::bad_map, inside.all().front().place, inside.all().front().message);
  else if (text_at(&*json, "format") != map_format)
    findings.add(Code::bad_map, "/format", "not a map of codes",
                 fmt::format("\"format\": \"{}\"", map_format));
  else
    map = Map(std::move(*json));
  findings.of_file(before);
  return map;
}

Json const* Map::meaning(std::string_view section, std::string_view code) const {
  Json const* const found = member(&root_, section);
  return found && found->kind() == Json::Kind::object ? found->find(code) : nullptr;
}

std::string Map::code(std::string_view section, Json const& meaning) const {
  Json const* const found = member(&root_, section);
  if (!found || found->kind() != Json::Kind::object) return "";
  for (auto const& one : found->members())
    if (equal(one.value, meaning)) return one.key;
  return "";
}

std::string Map::code_of_members(std::string_view section, Json const& of) const {
  Json const* const found = member(&root_, section);
  if (!found || found->kind() != Json::Kind::object) return "";
  std::set<std::string> names;
  for (auto const& one : found->members())
    if (one.value.kind() == Json::Kind::object)
      for (auto const& part : one.value.members()) names.insert(part.key);
  auto const fits = [&](Json const& meaning) {
    return std::all_of(names.begin(), names.end(), [&](std::string const& name) {
      Json const *said = member(&of, name), *meant = member(&meaning, name);
      return said && meant ? equal(*said, *meant) : !said && !meant;
    });
  };
  for (auto const& one : found->members())
    if (one.value.kind() == Json::Kind::object && fits(one.value)) return one.key;
  return "";
}

bool Map::lists(std::string_view list, std::string_view text) const {
  auto const& items = items_at(&root_, list);
  return std::any_of(items.begin(), items.end(), [&](Json const& one) {
    return one.kind() == Json::Kind::string && one.string() == text;
  });
}

}  // namespace convenio::exchange
