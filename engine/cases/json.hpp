// A JSON document as a tree that keeps numbers as text and members in their order. Refuses what a case must
// not contain: repeated keys, NUL, deep nesting. Knows no fact and no program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/cases/fault.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::cases {

using text::JsonWriter;
using text::quoted;

struct JsonMember;
struct JsonNumber {
  std::string text;
};

struct Json {
  enum class Kind : std::uint8_t { null, truth, number, string, array, object };
  using Items = std::vector<Json>;
  using Members = std::vector<JsonMember>;
  std::variant<std::monostate, bool, JsonNumber, std::string, Items, Members> content;

  Kind kind() const { return static_cast<Kind>(content.index()); }
  bool truth() const { return std::get<bool>(content); }
  std::string const& number() const { return std::get<JsonNumber>(content).text; }
  std::string const& string() const { return std::get<std::string>(content); }
  Items const& items() const { return std::get<Items>(content); }
  Members const& members() const { return std::get<Members>(content); }
  Json const* find(std::string_view key) const;  // a member of an object, or null
};

struct JsonMember {
  std::string key;
  Json value;
};

// "a number", "an object": what a value is, in the words of messages.
char const* in_words(Json::Kind kind);

// Appends a key to a JSON path: `.name`, or `["odd name"]`.
void append_key(std::string& path, std::string_view key);

// The document (RFC 8259). nullopt when the text is none; other faults (a repeated key, a text that is too
// long) are added and reading goes on. Nesting is bounded by `limits.depth`, whatever the text says.
std::optional<Json> read_json(std::string_view text, Limits const& limits, Faults& faults);

}  // namespace convenio::cases
