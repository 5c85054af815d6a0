// See json_writer.hpp.
#include "grammar/text/json_writer.hpp"

#include <cassert>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"

namespace convenio::text {

namespace {

bool stands_as_it_is(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && stands_as_it_is(text[end])) ++end;
    out.append(text, i, end - i);
    i = end;
    if (i == text.size()) break;
    Decoded const at = decode(text, i);
    i += at.length;
    if (at.code == '"' || at.code == '\\') {
      out += '\\';
      out += static_cast<char>(at.code);
    } else if (at.code == '\n') {
      out += "\\n";
    } else if (at.code == '\t') {
      out += "\\t";
    } else if (at.code == '\r') {
      out += "\\r";
    } else if (at.code < 0x20 || at.code == 0x7F || is_bidirectional_control(at.code)) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(at.code));
    } else {
      append(out, at.code);
    }
  }
  out += '"';
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

void JsonWriter::line() {
  if (!indented_) return;
  out_ += '\n';
  out_.append(depth_ * 2, ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (depth_ > 0) line();
  first_ = false;
}

JsonWriter& JsonWriter::begin(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  assert(depth_ > 0 && !after_key_);  // INVARIANT: what is closed was opened, and its last key has a value
  --depth_;
  if (!first_) line();
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_quoted(out_, name);
  out_ += indented_ ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  append_quoted(out_, text);
  return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
  before_value();
  out_ += fmt::format("{}", value);
  return *this;
}

JsonWriter& JsonWriter::truth(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

}  // namespace convenio::text
