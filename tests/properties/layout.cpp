// See layout.hpp.
#include "tests/properties/layout.hpp"

#include <algorithm>
#include <array>

namespace convenio::properties {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool word_part(char c) {
  return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_date(std::string_view text) {
  constexpr std::string_view pattern = "dddd-dd-dd";
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == 'd' ? !digit(text[i]) : text[i] != '-') return false;
  }
  return true;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && word_part(text[at])) ++at;
  return at;
}

std::size_t token_end(std::string_view text, std::size_t at, bool label) {
  char const c = text[at];
  if (text.substr(at, 2) == "--") return std::min(text.find('\n', at), text.size());
  if (c == '"') {
    for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at)
      at += text[at] == '\\' ? 1U : 0U;
    return std::min(at + 1, text.size());
  }
  if (label && word_part(c)) {
    auto const part = [&](char x) { return word_part(x) || std::string_view(".-()[]").find(x) != text.npos; };
    while (at < text.size() && part(text[at]) && text.substr(at, 2) != "--") ++at;
    return at;
  }
  if (is_date(text.substr(at))) return at + 10;
  if (word_part(c)) {
    std::size_t const end = word_end(text, at);
    bool const decimals = digit(c) && end + 1 < text.size() && text[end] == '.' && digit(text[end + 1]);
    return decimals ? word_end(text, end + 1) : end;
  }
  bool const pair = (c == '<' || c == '>') && text.substr(at + 1, 1) == "=";
  return at + (pair ? 2 : 1);
}

// A comment that a drafter may write; it may look like code.
std::string comment(Random& random) {
  constexpr std::array<std::string_view, 9> all{"-- why",
                                                "--",
                                                "-- a \"quote and { ( [",
                                                "--- three",
                                                "-- } ) ] rule x = 1",
                                                "-- ñandú, zażółć, стаж",
                                                "--no space",
                                                "-- ends with a backslash \\",
                                                "-- article 7.1 -- and again"};
  return std::string(random.pick(all));
}

bool must_part(std::string const& left, std::string const& right, bool after_label) {
  if (after_label) return right.front() != '{' && right.front() != '"';
  char const a = left.back();
  char const b = right.front();
  if (word_part(a) && word_part(b)) return true;
  if (a == '-' && b == '-') return true;
  bool const dateish = (a == '-' && digit(b)) || (digit(a) && b == '-');
  return dateish || (digit(a) && b == '.') || (a == '<' || a == '>');
}

}  // namespace

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> result;
  std::string last, before_last;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const begin = at;
    while (at < text.size() && blank(text[at])) ++at;
    if (at == text.size()) break;
    bool const label = (last == "article" || last == "paragraph") && before_last != ".";
    std::size_t const end = token_end(text, at, label);
    Piece piece{std::string(text.substr(at, end - at)), text.substr(at, 2) == "--",
                std::string(text.substr(begin, at - begin))};
    if (!piece.comment) before_last = std::exchange(last, piece.text);
    result.push_back(std::move(piece));
    at = end;
  }
  return result;
}

std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> result;
  for (Piece& piece : pieces(text)) {
    if (!piece.comment) result.push_back(std::move(piece.text));
  }
  return result;
}

std::string spread(std::vector<std::string> const& tokens, Random& random) {
  unsigned const comments = random.coin() ? 0U : static_cast<unsigned>(random.between(1, 25));
  unsigned const breaks = static_cast<unsigned>(random.between(1, 40));
  unsigned const tight = static_cast<unsigned>(random.between(0, 60));
  constexpr std::array<std::string_view, 7> spaces{" ", " ", " ", "  ", "\t", " \t ", "     "};
  constexpr std::array<std::string_view, 5> ends{"\n", "\n", "\n  ", "\n\n", " \r\n\t"};
  std::string result;
  auto const add_comments = [&] {
    while (random.chance(comments)) {
      if (!result.empty() && !blank(result.back())) result += ' ';
      if (random.coin()) result += std::string("\n") + std::string(random.pick(spaces));
      result += comment(random) + std::string(random.pick(ends));
    }
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool const label = i > 1 && (tokens[i - 2] == "article" || tokens[i - 2] == "paragraph") &&
                       word_part(tokens[i - 1].front());
    if (i > 0 && random.chance(breaks)) {
      result += random.pick(ends);
    } else if (i > 0 && (must_part(tokens[i - 1], tokens[i], label) || !random.chance(tight))) {
      result += random.pick(spaces);
    }
    add_comments();
    result += tokens[i];
  }
  if (random.chance(comments)) result += "\n" + comment(random);
  if (random.chance(80)) result += '\n';
  return result;
}

std::string respaced(std::vector<Piece> const& all, Random& random) {
  constexpr std::array<std::string_view, 4> indents{"", "  ", "\t", "       "};
  std::string result;
  int braces = 0;  // on this line: there, two spaces are the author's
  for (std::size_t i = 0; i < all.size(); ++i) {
    Piece const& piece = all[i];
    std::size_t const line = piece.before.find('\n');
    if (line != std::string::npos) {
      braces = 0;
      auto const count = std::count(piece.before.begin(), piece.before.end(), '\n');
      for (auto k = count; k > 0; --k) result += random.chance(20) ? " \n" : "\n";
      if (count > 1 && random.chance(30)) result += "\n";
      result += random.pick(indents);
    } else if (!piece.before.empty()) {
      bool const wide = piece.before.size() > 1;
      if (braces == 0 || piece.comment) {
        result += random.chance(20) ? "   " : random.chance(10) ? "\t" : " ";
      } else {
        result += wide ? (random.chance(20) ? "    " : "  ") : " ";
      }
    }
    if (piece.text == "{") ++braces;
    if (piece.text == "}") braces = std::max(0, braces - 1);
    result += piece.text;
  }
  return result + (random.coin() ? "\n" : "\n\n");
}

std::vector<Comment> comments(std::string_view text) {
  std::vector<Comment> result;
  std::size_t code = 0;
  bool begun = false;
  for (Piece const& piece : pieces(text)) {
    bool const broken = piece.before.find('\n') != std::string::npos;
    if (piece.comment) {
      std::size_t const end = piece.text.find_last_not_of(" \t\r");
      result.push_back({piece.text.substr(0, end + 1), code, broken || !begun});
    } else {
      code += static_cast<std::size_t>(
          std::count_if(piece.text.begin(), piece.text.end(), [](char c) { return !blank(c); }));
    }
    begun = true;
  }
  return result;
}

}  // namespace convenio::properties
