// A JSON document as a tree that keeps numbers as text and members in their order, and a writer with a stable
// layout. Refuses what a case must not contain: repeated keys, NUL, deep nesting. Knows no fact and no
// program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/cases/fault.hpp"

namespace convenio::cases {

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

// nullopt when the text is no JSON document; other faults are added and reading goes on.
std::optional<Json> read_json(std::string_view text, Limits const& limits, Faults& faults);

// Writes JSON member by member in the caller's order: on one line, or indented by two spaces.
class JsonWriter {
 public:
  explicit JsonWriter(bool indented) : indented_(indented) {}
  JsonWriter& begin_object() { return begin('{'); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array() { return begin('['); }
  JsonWriter& end_array() { return end(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& truth(bool value);
  JsonWriter& null();
  // A member whose value is text; `optional_member` leaves an empty one out.
  JsonWriter& member(std::string_view name, std::string_view text) { return key(name).string(text); }
  JsonWriter& optional_member(std::string_view name, std::string_view text) {
    return text.empty() ? *this : member(name, text);
  }
  std::string take() { return std::move(out_); }

 private:
  JsonWriter& begin(char bracket);
  JsonWriter& end(char bracket);
  void before_value();
  void line();

  bool indented_;
  bool first_ = true;
  bool after_key_ = false;
  std::size_t depth_ = 0;
  std::string out_;
};

// The text in quotation marks, escaped as JSON asks; anything else stays UTF-8.
std::string quoted(std::string_view text);

}  // namespace convenio::cases
