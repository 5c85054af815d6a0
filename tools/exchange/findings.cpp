// See findings.hpp.
#include "tools/exchange/findings.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

text::Severity grade_of(text::Code code) {
  auto const* const found = std::find_if(std::begin(exchange_codes), std::end(exchange_codes),
                                         [&](auto const& info) { return info.code == code; });
  return found == std::end(exchange_codes) ? text::Severity::error : found->severity;
}

}  // namespace

void Findings::add(text::Code code, std::string_view place, std::string_view message, std::string_view hint) {
  auto const grade = grade_of(code);
  errors_ += grade == text::Severity::error ? 1 : 0;
  told_.emplace(place);
  all_.push_back({code, grade, file_, std::string(place), text::printable(message), text::printable(hint)});
}

std::string to_text(Findings const& findings, std::size_t most) {
  std::string out;
  std::map<text::Code, std::size_t> count;
  for (auto const& one : findings.all()) {
    if (++count[one.code] > most) continue;
    out += fmt::format("{}: {}{}[{}] {}\n", text::printable(one.file), text::printable(one.place),
                       one.place.empty() ? "" : ": ", one.code.printed(), one.message);
    if (!one.hint.empty()) out += fmt::format("       {}\n", one.hint);
  }
  for (auto const& [code, times] : count) {
    if (times > most)
      out += fmt::format("[{}] and {} more; --findings lists all\n", code.printed(), times - most);
  }
  return out;
}

std::string to_json(Findings const& findings) {
  text::JsonWriter w(true);
  w.begin_object().member("format", "convenio-findings-1").key("findings").begin_array();
  for (auto const& one : findings.all()) {
    w.begin_object().member("code", one.code.printed());
    w.member("grade", one.grade == text::Severity::error ? "error" : "warning").member("file", one.file);
    w.member("place", one.place).member("message", one.message);
    w.optional_member("hint", one.hint).end_object();
  }
  w.end_array().end_object();
  return w.take() + "\n";
}

}  // namespace convenio::exchange
