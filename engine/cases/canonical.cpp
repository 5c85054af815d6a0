// Writes canonical JSON; see canonical.hpp.
#include "engine/cases/canonical.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace convenio::cases {

namespace {

// The order of UTF-16 units is that of the bytes of UTF-8, but for the characters beyond U+FFFF: their
// surrogates come before U+E000.
unsigned rank(char c) {
  unsigned const byte = static_cast<unsigned char>(c);
  return byte >= 0xF0 ? byte - 2 : byte >= 0xEE ? byte + 8 : byte;
}

bool before(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return rank(x) < rank(y); });
}

void write_text(std::string& out, std::string_view text) {
  out += '"';
  auto const plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::string_view named = "\b\t\n\f\r\"\\", letters = "btnfr\"\\";
    std::size_t const begin = i;
    while (i < text.size() && plain(text[i])) ++i;
    out.append(text, begin, i - begin);
    if (i == text.size()) break;
    char const c = text[i];
    if (auto const place = named.find(c); place != std::string_view::npos) {
      out += '\\';
      out += letters[place];
    } else {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  out += '"';
}

enum class Arrays { in_order, sets };  // sets: of objects, in whatever order they stand

void write(std::string& out, Json const& json, Arrays arrays);

void write_object(std::string& out, std::vector<JsonMember const*> members,
                  std::function<void(JsonMember const&)> const& write_value) {
  std::sort(members.begin(), members.end(),
            [](auto const* a, auto const* b) { return before(a->key, b->key); });
  out += '{';
  for (auto const* member : members) {
    if (out.back() != '{') out += ',';
    write_text(out, member->key);
    out += ':';
    write_value(*member);
  }
  out += '}';
}

std::vector<JsonMember const*> members_of(Json const& json, std::initializer_list<std::string_view> without) {
  std::vector<JsonMember const*> members;
  for (auto const& member : json.members()) {
    if (std::find(without.begin(), without.end(), member.key) == without.end()) members.push_back(&member);
  }
  return members;
}

void write_array(std::string& out, std::vector<Json> const& items, Arrays arrays) {
  std::vector<std::string> texts;
  bool objects = true;
  for (auto const& item : items) {
    write(texts.emplace_back(), item, arrays);
    objects = objects && item.kind() == Json::Kind::object;
  }
  if (arrays == Arrays::sets && objects) std::sort(texts.begin(), texts.end());
  out += fmt::format("[{}]", fmt::join(texts, ","));
}

void write(std::string& out, Json const& json, Arrays arrays) {
  switch (json.kind()) {
    case Json::Kind::null:
      out += "null";
      break;
    case Json::Kind::truth:
      out += json.truth() ? "true" : "false";
      break;
    case Json::Kind::number:
      out += json.number() == "-0" ? "0" : json.number();
      break;
    case Json::Kind::string:
      write_text(out, json.string());
      break;
    case Json::Kind::array:
      write_array(out, json.items(), arrays);
      break;
    case Json::Kind::object:
      write_object(out, members_of(json, {}),
                   [&](JsonMember const& member) { write(out, member.value, arrays); });
      break;
  }
}

}  // namespace

std::string canonical(Json const& value) {
  std::string out;
  write(out, value, Arrays::in_order);
  return out;
}

std::string canonical(Json const& document, std::function<bool(std::string_view key)> const& history) {
  std::string out;
  if (document.kind() != Json::Kind::object) {
    write(out, document, Arrays::in_order);
    return out;
  }
  auto const fact = [&](JsonMember const& member) {
    write(out, member.value, history(member.key) ? Arrays::sets : Arrays::in_order);
  };
  write_object(out, members_of(document, {"comment", "exchange"}), [&](JsonMember const& member) {
    if (member.key == "facts" && member.value.kind() == Json::Kind::object) {
      write_object(out, members_of(member.value, {}), fact);
    } else {
      write(out, member.value, Arrays::in_order);
    }
  });
  return out;
}

}  // namespace convenio::cases
