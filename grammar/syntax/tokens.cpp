// See tokens.hpp.
#include "grammar/syntax/tokens.hpp"

#include <algorithm>
#include <array>

namespace convenio::syntax {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool word_start(char c) {
  bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return letter || (static_cast<unsigned char>(c) & 0x80U) != 0;
}
bool word_part(char c) { return word_start(c) || digit(c); }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class LineReader {
 public:
  // `last`: the two words or signs that came last before this line, the nearer one first.
  LineReader(std::string_view line, std::array<std::string_view, 2>& last) : line_(line), last_(last) {}

  TokenLine run() {
    while (true) {
      std::size_t const before = at_;
      while (at_ < line_.size() && blank(line_[at_])) ++at_;
      if (at_ == line_.size()) return std::move(tokens_);
      std::size_t const begin = at_;
      Token::Kind const kind = read();
      tokens_.push_back(
          {kind, line_.substr(begin, at_ - begin), begin > before || begin == 0, begin > before + 1});
      if (kind != Token::Kind::comment) last_ = {tokens_.back().text, last_[0]};
    }
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < line_.size() ? line_[at_ + ahead] : '\0'; }

  template <class Part>
  void take_while(Part part) {
    while (at_ < line_.size() && part(line_[at_])) ++at_;
  }

  bool label_is_next() const {
    bool const article = last_[0] == "article" || last_[0] == "paragraph";
    return article && last_[1] != ".";
  }

  Token::Kind read() {
    char const c = line_[at_];
    if (c == '-' && peek(1) == '-') {
      at_ = line_.size();
      return Token::Kind::comment;
    }
    if (c == '"') return quoted();
    if (word_part(c) && label_is_next()) return label();
    if (digit(c)) return number();
    if (word_start(c)) {
      take_while(word_part);
      return Token::Kind::word;
    }
    bool const pair = (c == '<' || c == '>') && peek(1) == '=';
    at_ += pair ? 2 : 1;
    constexpr std::string_view signs = "(){}[],:.=<>+-*/%";
    return signs.find(c) == std::string_view::npos ? Token::Kind::other : Token::Kind::sign;
  }

  Token::Kind quoted() {
    ++at_;
    while (at_ < line_.size() && line_[at_] != '"')
      at_ += line_[at_] == '\\' && at_ + 1 < line_.size() ? 2U : 1U;
    at_ = std::min(at_ + 1, line_.size());
    return Token::Kind::text;
  }

  Token::Kind label() {
    auto const part = [](char c) {
      return word_part(c) || std::string_view(".-()[]").find(c) != std::string_view::npos;
    };
    while (at_ < line_.size() && part(line_[at_]) && !(line_[at_] == '-' && peek(1) == '-')) ++at_;
    return Token::Kind::label;
  }

  Token::Kind number() {
    if (date()) {
      at_ += 10;
      return Token::Kind::number;
    }
    take_while(word_part);
    if (peek(0) == '.' && digit(peek(1))) {
      ++at_;
      take_while(word_part);
    }
    return Token::Kind::number;
  }

  bool date() const {
    constexpr std::string_view pattern = "dddd-dd-dd";
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      bool const fits = pattern[i] == 'd' ? digit(peek(i)) : peek(i) == '-';
      if (!fits) return false;
    }
    return !word_part(peek(pattern.size()));
  }

  std::string_view line_;
  std::array<std::string_view, 2>& last_;
  std::size_t at_ = 0;
  TokenLine tokens_;
};

}  // namespace

std::vector<TokenLine> tokenise(std::string_view text) {
  std::vector<TokenLine> lines;
  std::array<std::string_view, 2> last{};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    lines.push_back(LineReader(text.substr(0, end), last).run());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace convenio::syntax
