// Indentation follows brackets: two columns beyond the line that opened one, and two more for a line
// that goes on with what the line before it began. See format.hpp.
#include "grammar/syntax/format.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "grammar/syntax/tokens.hpp"

namespace convenio::syntax {

namespace {

using Kind = Token::Kind;

template <std::size_t N>
bool among(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 6> container_words{"agreement", "regulation", "scheme",
                                                          "article",   "paragraph",  "interpretation"};

// Begin an item at the top of a file or in a container.
constexpr std::array<std::string_view, 41> item_words{
    "package",   "import",         "agreement",  "regulation",  "scheme",    "article",    "paragraph",
    "state",     "interpretation", "currency",   "enumeration", "record",    "conversion", "fact",
    "judgement", "election",       "discretion", "period",      "open",      "rule",       "exception",
    "parameter", "table",          "precedence", "stands",      "award",     "route",      "question",
    "sample",    "test",           "identifier", "source",      "languages", "review",     "confidence",
    "note",      "contradiction",  "parties",    "pair",        "replaces",   "undated"};

// Never begin a row, a fact or an expectation: they go on with the line before.
constexpr std::array<std::string_view, 38> clause_words{"granted",      "refused",  "not_applicable",
                                                        "undetermined", "conflict", "and",
                                                        "or",           "is",       "in",
                                                        "then",         "else",     "where",
                                                        "satisfies",    "over",     "as",
                                                        "rounded",      "missing",  "when",
                                                        "entitled",     "grants",   "to",
                                                        "below",        "with",     "for",
                                                        "on",           "of",       "by",
                                                        "at",           "under",    "between",
                                                        "like",         "via",      "displaced",
                                                        "amount",       "default",  "overrides",
                                                        "not",          "chosen"};

// After them an operand follows, so that a minus sign belongs to it.
constexpr std::array<std::string_view, 29> operand_follows{
    "and",     "or",   "not", "is",    "in",    "then",  "else",   "where",  "when",   "satisfies",
    "over",    "as",   "of",  "by",    "to",    "from",  "for",    "on",     "at",     "under",
    "between", "with", "if",  "match", "until", "below", "expect", "amount", "default"};

constexpr std::array<std::string_view, 9> open_signs{"=", "+", "-", "*", "/", "<", ">", "<=", ">="};

bool is_sign(Token const& token, std::string_view text) {
  return token.kind == Kind::sign && token.text == text;
}
bool opens(Token const& token) { return is_sign(token, "(") || is_sign(token, "[") || is_sign(token, "{"); }
bool closes(Token const& token) { return is_sign(token, ")") || is_sign(token, "]") || is_sign(token, "}"); }

bool unary_after(Token const& token) {
  if (token.kind == Kind::word) return among(operand_follows, token.text);
  if (token.kind != Kind::sign) return false;
  return token.text != ")" && token.text != "]" && token.text != "}" && token.text != "%" &&
         token.text != ".";
}

// Whether one space stands between two tokens of a line; `unary`: the first is a sign of its operand.
bool space_between(Token const& left, Token const& right, bool unary) {
  if (is_sign(left, "-") && is_sign(right, "-")) return true;
  if (left.kind == Kind::other || right.kind == Kind::other) return right.spaced;
  if (unary) return false;
  if (is_sign(left, "{")) return !is_sign(right, "}");
  if (is_sign(right, "}")) return true;
  if (is_sign(left, "(") || is_sign(left, "[")) return false;
  if (is_sign(right, ")") || is_sign(right, "]") || is_sign(right, ",") || is_sign(right, ":")) return false;
  bool const step = is_sign(left, ".") || is_sign(right, ".");
  if (step) return (left.kind == Kind::number || right.kind == Kind::number) && right.spaced;
  bool const bracket = is_sign(right, "(") || is_sign(right, "[");
  if (bracket)
    return left.kind == Kind::word || left.kind == Kind::number ? right.spaced : !is_sign(left, ")");
  return true;
}

// Two spaces keep the items of a block apart that is written on one line: `{ a: 1  b: 2 }`.
bool gap_between(Token const& left, Token const& right) {
  bool const item_ends = left.kind != Kind::sign || closes(left) || left.text == "%";
  return right.wide && item_ends && right.kind != Kind::sign;
}

std::string spaced(TokenLine const& line, std::size_t count) {
  std::string result;
  bool unary = false;
  int braces = 0;  // opened on this line
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && space_between(line[i - 1], line[i], unary)) {
      result += braces > 0 && gap_between(line[i - 1], line[i]) ? "  " : " ";
    }
    if (is_sign(line[i], "{")) ++braces;
    if (is_sign(line[i], "}")) braces = std::max(0, braces - 1);
    result += line[i].text;
    bool const minus = is_sign(line[i], "-");
    bool const joined = i == 0 && i + 1 < count && !line[i + 1].spaced;  // a line may go on with `- b`
    unary = minus && (joined || (i > 0 && unary_after(line[i - 1])));
  }
  return result;
}

class Formatter {
 public:
  std::string run(std::vector<TokenLine> const& lines) {
    bool blank_before = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].empty()) {
        blank_before = true;
        continue;
      }
      if (blank_before && !out_.empty()) out_ += '\n';
      blank_before = false;
      put(lines, i);
    }
    return std::move(out_);
  }

 private:
  struct Bracket {
    std::size_t indent;  // of the line that opened it, or where the header of a container began
    bool brace;
    bool container;
  };

  void put(std::vector<TokenLine> const& lines, std::size_t index) {
    TokenLine const& line = lines[index];
    bool const commented = line.back().kind == Kind::comment;
    std::size_t const code = line.size() - (commented ? 1 : 0);
    if (code == 0) {
      out_ += std::string(comment_indent(lines, index), ' ') + comment(line.back()) + "\n";
      return;
    }
    std::size_t const indent = indent_of(line);
    std::string text = spaced(line, code);
    if (commented) text += "  " + comment(line.back());
    out_ += std::string(indent, ' ') + text + "\n";
    follow(line, code, indent);
  }

  static std::string comment(Token const& token) {
    std::size_t const end = token.text.find_last_not_of(" \t\r");
    return std::string(token.text.substr(0, end + 1));
  }

  // A comment stands with the line of code that comes next, or with the items of its block.
  std::size_t comment_indent(std::vector<TokenLine> const& lines, std::size_t index) const {
    for (std::size_t i = index + 1; i < lines.size(); ++i) {
      if (lines[i].empty()) return base();
      if (lines[i].front().kind == Kind::comment) continue;
      return closes(lines[i].front()) ? base() : indent_of(lines[i]);
    }
    return base();
  }

  std::size_t base() const { return open_.empty() ? 0 : open_.back().indent + 2; }

  std::size_t indent_of(TokenLine const& line) const {
    if (closes(line.front())) return open_.empty() ? 0 : open_.back().indent;
    return base() + (continues(line) ? 2 : 0);
  }

  // `period has` declares; `period of` is an expression.
  static bool begins_item(TokenLine const& line) {
    Token const& first = line.front();
    if (first.kind != Kind::word || !among(item_words, first.text)) return governed(first);
    return first.text != "period" || (line.size() > 1 && line[1].text == "has");
  }

  bool continues(TokenLine const& line) const {
    Token const& first = line.front();
    bool const braces = open_.empty() || open_.back().brace;
    if (!braces) return false;
    bool const items = open_.empty() || open_.back().container;
    if (items)
      return begun_ && !begins_item(line);
    if (!begun_) return false;
    bool const clause = first.kind == Kind::word && among(clause_words, first.text);
    bool const sign = first.kind == Kind::sign && !opens(first);
    return unfinished_ || clause || sign;
  }

  static bool governed(Token const& first) { return first.kind == Kind::word && first.text == "governed"; }

  // What the line leaves open for the next one.
  void follow(TokenLine const& line, std::size_t code, std::size_t indent) {
    for (std::size_t i = 0; i < code; ++i) {
      Token const& token = line[i];
      bool const items = open_.empty() || open_.back().container;
      bool const after_dot = i > 0 && is_sign(line[i - 1], ".");
      if (items && token.kind == Kind::word && !after_dot) {
        if (among(container_words, token.text)) {
          container_ = true;
        } else if (i == 0 && among(item_words, token.text)) {
          container_ = false;
        }
      }
      if (opens(token)) {
        bool const brace = token.text == "{";
        bool const holds_items = brace && items && container_;
        open_.push_back({holds_items ? base() : indent, brace, holds_items});
        container_ = brace ? false : container_;
        begun_ = false;
      } else if (closes(token)) {
        if (!open_.empty()) open_.pop_back();
        begun_ = !is_sign(token, "}");
      } else {
        begun_ = true;
      }
    }
    Token const& last = line[code - 1];
    bool const word = last.kind == Kind::word && among(operand_follows, last.text);
    unfinished_ = word || (last.kind == Kind::sign && among(open_signs, last.text)) || is_sign(last, ":");
  }

  std::vector<Bracket> open_;
  bool begun_ = false;       // an item has begun in the innermost block
  bool container_ = false;   // and it is a container
  bool unfinished_ = false;  // and its last line ends where something must follow
  std::string out_;
};

}  // namespace

std::string format(std::string_view text) { return Formatter{}.run(tokenise(text)); }

}  // namespace convenio::syntax
