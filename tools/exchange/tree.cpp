// See tree.hpp.
#include "tools/exchange/tree.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace convenio::exchange {

namespace {

constexpr std::size_t widest_gap = 100'000;  // of a list that is filled up to a place

std::string escaped(std::string_view key) {
  std::string out;
  for (char const c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    bool const pair = token[i] == '~' && i + 1 < token.size();
    out += !pair ? token[i] : token[i + 1] == '1' ? '/' : '~';
    if (pair) ++i;
  }
  return out;
}

std::optional<std::size_t> index_in(std::string_view token) {
  std::size_t value = 0;
  auto const [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  bool const whole = error == std::errc() && end == token.data() + token.size();
  return whole && (token.size() == 1 || token.front() != '0') ? std::optional(value) : std::nullopt;
}

void lay_out(std::string& out, Json const& json, std::size_t depth) {
  auto const line = [&](std::size_t deep) { out += '\n' + std::string(2 * deep, ' '); };
  switch (json.kind()) {
    case Json::Kind::null:
      out += "null";
      return;
    case Json::Kind::truth:
      out += json.truth() ? "true" : "false";
      return;
    case Json::Kind::number:
      out += json.number();
      return;
    case Json::Kind::string:
      out += cases::quoted(json.string());
      return;
    case Json::Kind::array: {
      out += '[';
      for (auto const& item : json.items()) {
        if (&item != json.items().data()) out += ',';
        line(depth + 1);
        lay_out(out, item, depth + 1);
      }
      if (!json.items().empty()) line(depth);
      out += ']';
      return;
    }
    case Json::Kind::object: {
      out += '{';
      for (auto const& one : json.members()) {
        if (&one != json.members().data()) out += ',';
        line(depth + 1);
        out += cases::quoted(one.key) + ": ";
        lay_out(out, one.value, depth + 1);
      }
      if (!json.members().empty()) line(depth);
      out += '}';
      return;
    }
  }
}

}  // namespace

Json text_of(std::string_view text) { return Json{std::string(text)}; }
Json number_of(std::size_t value) { return Json{cases::JsonNumber{std::to_string(value)}}; }
Json truth_of(bool value) { return Json{value}; }
Json object() { return Json{Json::Members{}}; }
Json list() { return Json{Json::Items{}}; }

Json& put(Json& object, std::string_view key, Json value) {
  auto& members = std::get<Json::Members>(object.content);
  members.push_back({std::string(key), std::move(value)});
  return members.back().value;
}

Json const* member(Json const* of, std::string_view key) {
  if (!of || of->kind() != Json::Kind::object) return nullptr;
  Json const* const found = of->find(key);
  return found && found->kind() != Json::Kind::null ? found : nullptr;
}

std::optional<std::string> text_at(Json const* of, std::string_view key) {
  Json const* const found = member(of, key);
  return found && found->kind() == Json::Kind::string ? std::optional(found->string()) : std::nullopt;
}

Json::Items const& items_at(Json const* of, std::string_view key) {
  static Json::Items const none;
  Json const* const found = member(of, key);
  return found && found->kind() == Json::Kind::array ? found->items() : none;
}

std::string step(std::string_view pointer, std::string_view key) {
  return fmt::format("{}/{}", pointer, escaped(key));
}
std::string step(std::string_view pointer, std::size_t index) { return fmt::format("{}/{}", pointer, index); }

std::string pointer_of(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    if (path.starts_with("[\"")) {
      auto const end = std::min(path.find("\"]"), path.size());
      out += '/' + escaped(path.substr(2, end - 2));
      path.remove_prefix(std::min(end + 2, path.size()));
    } else {
      if (path.front() == '.' || path.front() == '[') path.remove_prefix(1);
      auto const end = std::min(path.find_first_of(".[]"), path.size());
      out += '/' + escaped(path.substr(0, end));
      path.remove_prefix(end);
      if (path.starts_with("]")) path.remove_prefix(1);
    }
  }
  return out;
}

Json const* at(Json const* root, std::string_view pointer) {
  while (root && !pointer.empty()) {
    pointer.remove_prefix(1);
    auto const end = std::min(pointer.find('/'), pointer.size());
    root = member(root, unescaped(pointer.substr(0, end)));
    pointer.remove_prefix(end);
  }
  return root;
}

bool place(Json& root, std::string_view pointer, Json value) {
  Json* at = &root;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return false;
    pointer.remove_prefix(1);
    auto const end = std::min(pointer.find('/'), pointer.size());
    auto const token = pointer.substr(0, end);
    pointer.remove_prefix(end);
    auto const index = index_in(token);
    if (at->kind() == Json::Kind::null) *at = index ? list() : object();
    if (at->kind() == Json::Kind::array) {
      auto& items = std::get<Json::Items>(at->content);
      if (!index || *index > items.size() + widest_gap) return false;
      if (*index >= items.size()) items.resize(*index + 1);
      at = &items[*index];
    } else if (at->kind() == Json::Kind::object) {
      auto& members = std::get<Json::Members>(at->content);
      auto const key = unescaped(token);
      auto const found =
          std::find_if(members.begin(), members.end(), [&](auto const& m) { return m.key == key; });
      bool const there = found != members.end();
      if (!there) members.push_back({key, {}});
      at = there ? &found->value : &members.back().value;
    } else {
      return false;
    }
  }
  if (at->kind() != Json::Kind::null) return false;
  *at = std::move(value);
  return true;
}

bool equal(Json const& a, Json const& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Json::Kind::null:
      return true;
    case Json::Kind::truth:
      return a.truth() == b.truth();
    case Json::Kind::number:
      return a.number() == b.number();
    case Json::Kind::string:
      return a.string() == b.string();
    case Json::Kind::array:
      return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), equal);
    case Json::Kind::object:
      return a.members().size() == b.members().size() &&
             std::all_of(a.members().begin(), a.members().end(), [&](auto const& one) {
               Json const* const other = b.find(one.key);
               return other && equal(one.value, *other);
             });
  }
  return false;
}

bool says_nothing(Json const& json) {
  switch (json.kind()) {
    case Json::Kind::null:
      return true;
    case Json::Kind::truth:
    case Json::Kind::number:
    case Json::Kind::string:
      return false;
    case Json::Kind::array:
      return std::all_of(json.items().begin(), json.items().end(), says_nothing);
    case Json::Kind::object:
      return std::all_of(json.members().begin(), json.members().end(),
                         [](auto const& one) { return says_nothing(one.value); });
  }
  return true;
}

std::string written(Json const& json) {
  std::string out;
  lay_out(out, json, 0);
  return out + '\n';
}

}  // namespace convenio::exchange
