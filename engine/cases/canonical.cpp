// Writes canonical JSON; see canonical.hpp.
#include "engine/cases/canonical.hpp"

#include <algorithm>
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
  for (char const c : text) {
    constexpr std::string_view named = "\b\t\n\f\r\"\\", letters = "btnfr\"\\";
    if (auto const place = named.find(c); place != std::string_view::npos) {
      out += '\\';
      out += letters[place];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void write(std::string& out, Json const& json);

void write_object(std::string& out, std::vector<JsonMember const*> members) {
  std::sort(members.begin(), members.end(),
            [](auto const* a, auto const* b) { return before(a->key, b->key); });
  out += '{';
  for (auto const* member : members) {
    if (out.back() != '{') out += ',';
    write_text(out, member->key);
    out += ':';
    write(out, member->value);
  }
  out += '}';
}

std::vector<JsonMember const*> members_of(Json const& json, std::string_view without) {
  std::vector<JsonMember const*> members;
  for (auto const& member : json.members()) {
    if (without.empty() || member.key != without) members.push_back(&member);
  }
  return members;
}

void write(std::string& out, Json const& json) {
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
      out += '[';
      for (auto const& item : json.items()) {
        if (&item != &json.items().front()) out += ',';
        write(out, item);
      }
      out += ']';
      break;
    case Json::Kind::object:
      write_object(out, members_of(json, ""));
      break;
  }
}

}  // namespace

std::string canonical(Json const& document) {
  std::string out;
  if (document.kind() == Json::Kind::object) {
    write_object(out, members_of(document, "comment"));
  } else {
    write(out, document);
  }
  return out;
}

}  // namespace convenio::cases
