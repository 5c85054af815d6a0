// See settings.hpp.
#include "engine/api/settings.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/cases/scalars.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

using cases::Json;
using core::Type;
using model::none;

constexpr std::string_view note = "set to be so, to see what follows";

Outcome refused(text::Code code, std::string_view setting, std::string_view sentence) {
  return {Status::bad_argument,
          fmt::format("[{}] {}: {}", code.printed(), text::printable(setting), sentence)};
}

std::string_view trimmed(std::string_view text) {
  auto const from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  if (trimmed(text).empty()) return parts;
  for (;;) {
    auto const comma = text.find(',');
    parts.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

struct Step {
  bool row = false;  // of a history or list, by its id or `#` and its place; otherwise a member
  std::string name;
};

// `name(arguments)[id].member = value`, taken apart.
struct Setting {
  std::string name;
  bool bracket = false;  // there are arguments, if only none
  std::vector<std::string> arguments;
  std::vector<Step> steps;
  std::string_view value;
};

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::optional<Setting> taken_apart(std::string_view text) {
  Setting setting;
  auto const equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  setting.value = trimmed(text.substr(equals + 1));
  std::string_view rest = trimmed(text.substr(0, equals));
  auto const end =
      static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_name) - rest.begin());
  setting.name = rest.substr(0, end);
  rest.remove_prefix(end);
  if (setting.name.empty() || setting.value.empty()) return std::nullopt;
  if (rest.starts_with('(')) {
    auto const close = rest.find(')');
    if (close == std::string_view::npos) return std::nullopt;
    setting.bracket = true;
    setting.arguments = split(rest.substr(1, close - 1));
    rest.remove_prefix(close + 1);
  }
  while (!rest.empty()) {
    Step step;
    if (rest.starts_with('[')) {
      auto const close = rest.find(']');
      if (close == std::string_view::npos) return std::nullopt;
      step = {true, std::string(trimmed(rest.substr(1, close - 1)))};
      rest.remove_prefix(close + 1);
    } else if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      auto const stop = std::min(rest.find_first_of(".["), rest.size());
      step = {false, std::string(rest.substr(0, stop))};
      rest.remove_prefix(stop);
    } else {
      return std::nullopt;
    }
    if (step.name.empty()) return std::nullopt;
    setting.steps.push_back(std::move(step));
  }
  return setting;
}

bool is_called(core::Fact const& fact, std::string_view name) {
  return fact.name == name ||
         (name.size() == fact.package.size() + 1 + fact.name.size() && name.starts_with(fact.package) &&
          name[fact.package.size()] == '.' && name.ends_with(fact.name));
}

core::Fact const* fact_called(core::Program const& program, std::string_view name) {
  auto const found = std::find_if(program.facts.begin(), program.facts.end(),
                                  [&](core::Fact const& fact) { return is_called(fact, name); });
  return found == program.facts.end() ? nullptr : &*found;
}

// `home.street` is a member of the fact `home`, unless a package `home` has a fact `street`.
void find_members_in_name(core::Program const& program, Setting& setting) {
  if (setting.bracket) return;
  std::vector<Step> members;
  std::string name = setting.name;
  while (!fact_called(program, name)) {
    auto const dot = name.rfind('.');
    if (dot == std::string::npos) return;
    members.insert(members.begin(), {false, name.substr(dot + 1)});
    name.resize(dot);
  }
  setting.name = name;
  setting.steps.insert(setting.steps.begin(), members.begin(), members.end());
}

// The type of what the steps lead to; none where no type says how it is written.
core::TypeId type_behind(core::Program const& program, core::TypeId type, std::vector<Step> const& steps) {
  for (auto const& step : steps) {
    if (type == none) return none;
    auto const& at = program.types[type];
    if (step.row) {
      if (at.kind == Type::Kind::list)
        type = at.element;
      else if (at.kind != Type::Kind::history)
        return none;
    } else if (at.kind == Type::Kind::record) {
      auto const& fields = program.records[at.record()].fields;
      auto const field =
          std::find_if(fields.begin(), fields.end(), [&](auto const& one) { return one.name == step.name; });
      type = field == fields.end() ? core::TypeId(none) : field->type;
    } else {  // of a period: an attribute; days and States are texts
      auto const attribute =
          std::find_if(program.attributes.begin(), program.attributes.end(), [&](auto const& one) {
            return one.name == step.name || one.name == step.name.substr(step.name.rfind('.') + 1);
          });
      type = attribute == program.attributes.end() ? core::TypeId(none) : attribute->type;
    }
  }
  return type;
}

bool is_whole(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return cases::all_digits(text);
}

Json noted(std::string_view kind) { return {Json::Members{{std::string(kind), Json{std::string(note)}}}}; }

// Words as the type has them: yes and no, whole numbers, lists with commas. Everything else is a text.
Json in_plain_words(core::Program const& program, core::TypeId type, std::string_view text) {
  if (text == "unknown" || text == "pending") return noted(text);
  if (type == none) return {std::string(text)};
  auto const& wanted = program.types[type];
  if (wanted.kind == Type::Kind::truth) {
    if (text == "yes" || text == "true") return {true};
    if (text == "no" || text == "false") return {false};
  }
  if (wanted.kind == Type::Kind::whole && is_whole(text)) return {cases::JsonNumber{std::string(text)}};
  if (wanted.kind == Type::Kind::list) {
    Json::Items items;
    for (auto const& part : split(text)) items.push_back(in_plain_words(program, wanted.element, part));
    return {std::move(items)};
  }
  return {std::string(text)};
}

Json& member_of(Json& object, std::string_view key) {
  auto& members = std::get<Json::Members>(object.content);
  auto const found =
      std::find_if(members.begin(), members.end(), [&](auto const& one) { return one.key == key; });
  if (found != members.end()) return found->value;
  return members.emplace_back(cases::JsonMember{std::string(key), {}}).value;
}

Json* row_of(Json& list, std::string const& id) {
  auto* items = std::get_if<Json::Items>(&list.content);
  if (!items) return nullptr;
  for (auto& item : *items) {
    Json const* own = item.kind() == Json::Kind::object ? item.find("id") : nullptr;
    if (own && own->kind() == Json::Kind::string && own->string() == id) return &item;
  }
  for (std::size_t n = 0; n < items->size(); ++n) {
    if (id == fmt::format("#{}", n + 1)) return &(*items)[n];
  }
  return nullptr;
}

}  // namespace

Outcome set(core::Program const& program, cases::Json& document, std::string_view text) {
  auto setting = taken_apart(text);
  if (!setting)
    return refused(Code::bad_setting, text, "this is no setting; write fact=value, as residence=BR");
  find_members_in_name(program, *setting);
  auto const* fact = fact_called(program, setting->name);
  if (fact && setting->arguments.size() != fact->parameters.size()) {
    std::vector<std::string_view> names;
    for (auto const& one : fact->parameters) names.push_back(one.name);
    return refused(Code::no_such_part, text,
                   names.empty() ? fmt::format("`{}` is one fact, without anything in brackets", fact->name)
                                 : fmt::format("`{}` is a fact for each of something; write {}({})=value",
                                               fact->name, fact->name, fmt::join(names, ", ")));
  }
  Json changed = document;
  if (changed.kind() != Json::Kind::object) return {};
  Json* at = &member_of(changed, "facts");
  if (at->kind() != Json::Kind::object) return {};
  auto& facts = std::get<Json::Members>(at->content);
  auto const stated = std::find_if(facts.begin(), facts.end(), [&](cases::JsonMember const& one) {
    return one.key == setting->name || (fact && is_called(*fact, one.key));
  });
  at = stated != facts.end() ? &stated->value : &member_of(*at, setting->name);
  for (auto const& argument : setting->arguments) {
    if (at->kind() != Json::Kind::object) at->content = Json::Members{};
    at = &member_of(*at, argument);
  }
  for (auto const& step : setting->steps) {
    if (step.row) {
      Json* const row = row_of(*at, step.name);
      if (!row)
        return refused(Code::no_such_part, text,
                       fmt::format("the case has nothing called `{}` there", text::printable(step.name)));
      at = row;
      continue;
    }
    if (at->kind() == Json::Kind::null) at->content = Json::Members{};
    if (at->kind() != Json::Kind::object)
      return refused(Code::no_such_part, text,
                     fmt::format("what the case has there has no `{}`", text::printable(step.name)));
    at = &member_of(*at, step.name);
  }
  if (setting->value.find_first_of("{[\"") == 0) {
    cases::Faults faults(1);
    auto value = cases::read_json(setting->value, {}, faults);
    if (!value || !faults.empty()) {
      auto const all = faults.take();
      return refused(Code::bad_setting, text,
                     fmt::format("the value is no JSON{}{}", all.empty() ? "" : ": ",
                                 all.empty() ? "" : all.front().message));
    }
    *at = std::move(*value);
  } else {
    *at =
        in_plain_words(program, fact ? type_behind(program, fact->type, setting->steps) : core::TypeId(none),
                       setting->value);
  }
  document = std::move(changed);
  return {};
}

}  // namespace convenio::api
