// Reads `mutants.accepted`.
// Knows its form; opens no file.
#include "tools/mutate/accepted.hpp"

#include <fmt/format.h>

namespace convenio::mutate {

namespace {

class Reader {
 public:
  Accepted read(std::string_view text) {
    while (!text.empty()) {
      auto const end = text.find('\n');
      ++number_;
      line(trimmed(text.substr(0, end)));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    close();
    return std::move(result_);
  }

 private:
  void fault(std::string_view what) { result_.faults.push_back(fmt::format("{}: {}", number_, what)); }

  void line(std::string_view text) {
    if (text.empty() || text.starts_with("--")) return close();
    if (take(text, "accept")) {
      if (!current_.lines.empty() || reason_) close();
      if (current_.changes.empty()) current_.line = number_;
      current_.changes.emplace_back(text);
    } else if (!reason_ && take(text, "in")) {
      if (current_.changes.empty()) fault("`in` follows `accept`");
      current_.lines.emplace_back(text);
    } else if (!reason_ && take(text, "because")) {
      if (current_.lines.empty()) fault("`because` follows `in`");
      reason_ = true;
      current_.reason = text;
    } else if (reason_) {
      current_.reason += fmt::format(" {}", text);
    } else {
      fault("a line begins with `accept`, `in` or `because`");
    }
  }

  // What has no reason is not accepted.
  void close() {
    if (!current_.reason.empty()) {
      result_.all.push_back(std::move(current_));
    } else if (!current_.changes.empty()) {
      result_.faults.push_back(fmt::format("{}: no reason is given (`because ...`)", current_.line));
    }
    current_ = {};
    reason_ = false;
  }

  static bool take(std::string_view& text, std::string_view word) {
    if (text != word && !(text.starts_with(word) && text[word.size()] == ' ')) return false;
    text = trimmed(text.substr(word.size()));
    return true;
  }

  Accepted result_;
  Acceptance current_;
  bool reason_ = false;
  std::size_t number_ = 0;
};

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

Accepted read_accepted(std::string_view text) { return Reader().read(text); }

}  // namespace convenio::mutate
