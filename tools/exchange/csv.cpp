// See csv.hpp.
#include "tools/exchange/csv.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "grammar/text/csv.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// The one of comma, semicolon and tab that stands most often in the first line, outside of quotation marks.
char separator_in(std::string_view text) {
  std::size_t count[] = {0, 0, 0};
  constexpr std::string_view candidates = ",;\t";
  bool quoted = false;
  for (char const c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (auto const found = candidates.find(c); found != std::string_view::npos) ++count[found];
  }
  return candidates[static_cast<std::size_t>(std::max_element(std::begin(count), std::end(count)) -
                                             std::begin(count))];
}

// What no text of a case may have.
bool beyond_a_case(std::string const& field) {
  cases::Limits const limits;
  return field.size() > limits.text || field.find('\0') != std::string::npos;
}

class TableReader {
 public:
  TableReader(std::string_view text, char separator, Findings& findings)
      : text_(text), separator_(separator), findings_(findings) {}

  bool at_end() const { return at_ >= text_.size(); }

  // The next line; its bytes from `begin` on.
  Line next(std::size_t& begin) {
    Line line;
    line.number = number_;
    begin = at_;
    for (;;) {
      line.fields.push_back(field(line));
      if (at_end() || text_[at_] != separator_) break;
      ++at_;
    }
    end_of_line();
    return line;
  }

  std::string_view between(std::size_t begin) const { return text_.substr(begin, at_ - begin); }

 private:
  bool ends_line() const { return at_end() || text_[at_] == '\n' || text_[at_] == '\r'; }
  void end_of_line() {
    if (at_end()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++number_;
  }
  void bad(Line& line, char const* what) {
    if (line.whole) findings_.add(Code::bad_quotes, fmt::format("line {}", line.number), what);
    line.whole = false;
  }

  std::string field(Line& line) {
    std::string out;
    if (at_end() || text_[at_] != '"') {
      while (!ends_line() && text_[at_] != separator_) {
        if (text_[at_] == '"') bad(line, "a quotation mark inside a field that does not begin with one");
        out += text_[at_++];
      }
      return out;
    }
    for (++at_;;) {
      if (at_end()) {
        bad(line, "a quotation mark that is not closed before the end of the file");
        return out;
      }
      char const c = text_[at_++];
      if (c == '\n') ++number_;
      if (c != '"') {
        out += c;
      } else if (!at_end() && text_[at_] == '"') {
        out += '"';
        ++at_;
      } else {
        break;
      }
    }
    if (!ends_line() && text_[at_] != separator_) {
      bad(line, "something follows the quotation mark that closes a field");
      while (!ends_line() && text_[at_] != separator_) out += text_[at_++];
    }
    return out;
  }

  std::string_view text_;
  char separator_;
  Findings& findings_;
  std::size_t at_ = 0, number_ = 1;
};

void write_line(std::string& out, std::vector<std::string> const& fields, char separator) {
  for (std::size_t n = 0; n < fields.size(); ++n) {
    if (n > 0) out += separator;
    text::add_csv_field(out, fields[n], separator);
  }
  out += "\r\n";
}

}  // namespace

Table read_table(Source const& source, char separator, Findings& findings) {
  Table table;
  std::string_view text = source.text;
  table.mark = text.starts_with(byte_order_mark);
  if (table.mark) text.remove_prefix(byte_order_mark.size());
  table.separator = separator != 0 ? separator : separator_in(text);
  TableReader reader(text, table.separator, findings);
  while (!reader.at_end()) {
    std::size_t begin = 0;
    auto line = reader.next(begin);
    auto const place = fmt::format("line {}", line.number);
    if (!text::is_valid_utf8(reader.between(begin))) {
      findings.add(Code::not_utf8, place, "the line is not UTF-8; it is left out", "save the table as UTF-8");
      continue;
    }
    if (line.fields.size() == 1 && line.fields.front().empty()) continue;
    if (std::any_of(line.fields.begin(), line.fields.end(), beyond_a_case)) {
      findings.add(Code::not_utf8, place,
                   "a field has the character NUL, or more than 64 KiB; the line is left out");
      continue;
    }
    if (table.head.empty()) {
      table.head = std::move(line.fields);
      continue;
    }
    if (line.whole && line.fields.size() != table.head.size()) {
      findings.add(Code::wrong_width, place,
                   fmt::format("{} fields, and the head has {}", line.fields.size(), table.head.size()));
      line.whole = false;
    }
    table.lines.push_back(std::move(line));
  }
  return table;
}

std::string write_table(Table const& table) {
  std::string out(table.mark ? byte_order_mark : "");
  write_line(out, table.head, table.separator);
  for (auto const& line : table.lines) write_line(out, line.fields, table.separator);
  return out;
}

}  // namespace convenio::exchange
