// The only writer of JSON: decisions, schemas, diagnostics and descriptions go through it. Stable order and
// layout, no floating-point numbers. Knows nothing of what is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace convenio::text {

// The text in quotation marks, escaped as RFC 8259 asks; characters that change the direction of the text are
// escaped too, bytes that are not UTF-8 become U+FFFD, anything else stays UTF-8.
std::string quoted(std::string_view text);

// Writes JSON member by member in the caller's order: on one line, or indented by two spaces. The caller
// closes what it opens, and writes a key before each value of an object.
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

}  // namespace convenio::text
