// Indentation follows brackets: two columns beyond the line that opened one, and two more for a line
// that goes on with what the line before it began; the names of a `let` stand below one another. See
// format.hpp.
#include "grammar/syntax/format.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "grammar/syntax/lexicon.hpp"
#include "grammar/syntax/tokens.hpp"

namespace convenio::syntax {

namespace {

using Kind = Token::Kind;
using lexicon::Use;
using lexicon::Word;

// What a word is in the table of the language; null for a name.
lexicon::Entry const* entry_of(Token const& token) {
  return token.kind == Kind::word ? lexicon::find_word(token.text) : nullptr;
}
bool is_word(Token const& token, Word word) {
  return token.kind == Kind::word && token.text == lexicon::spelling(word);
}
template <std::size_t N>
bool is_one_of(Token const& token, std::array<Word, N> const& words) {
  return std::any_of(words.begin(), words.end(), [&](Word word) { return is_word(token, word); });
}

constexpr std::array container_words{Word::agreement, Word::regulation, Word::scheme,
                                     Word::article,   Word::paragraph,  Word::interpretation};
constexpr std::array statement_words{Word::test, Word::sample};
constexpr std::array value_words{Word::enumeration, Word::extend, Word::record, Word::conversion};

// Reserved words that are a whole operand, or stand before none: a line may end with them.
constexpr std::array finished_words{Word::yes, Word::no, Word::any, Word::unknown, Word::undefined};
// Reserved words that may begin a row, a fact or an expectation.
constexpr std::array row_words{Word::from,      Word::until,  Word::below, Word::any,
                               Word::otherwise, Word::expect, Word::yes,   Word::no};
// After them and the name of an element stands an `in` that ends no `let`.
constexpr std::array binder_words{Word::those, Word::exists, Word::every, Word::first,
                                  Word::for_,  Word::each,   Word::over};

// Free words that an operand may follow.
constexpr std::array amount_words{Word::amount, Word::entitled, Word::grants};

constexpr std::array<std::string_view, 9> open_signs{"=", "+", "-", "*", "/", "<", ">", "<=", ">="};

bool is_sign(Token const& token, std::string_view text) {
  return token.kind == Kind::sign && token.text == text;
}
bool opens(Token const& token) { return is_sign(token, "(") || is_sign(token, "[") || is_sign(token, "{"); }
bool closes(Token const& token) { return is_sign(token, ")") || is_sign(token, "]") || is_sign(token, "}"); }

// An operand follows: a minus sign belongs to it, and a line that ends so goes on.
bool operand_follows(Token const& token) {
  auto const* const entry = entry_of(token);
  return entry != nullptr && entry->use == Use::reserved && !is_one_of(token, finished_words);
}

bool unary_after(Token const& token, Token const& minus, bool joined) {
  // `amount -1` or `amount - 1`: only the author knows whether `amount` is a name.
  if (is_one_of(token, amount_words)) return minus.spaced && joined;
  if (token.kind == Kind::word) return operand_follows(token);
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
    bool const joined = i + 1 < count && !line[i + 1].spaced;
    // A line may go on with `- b`.
    unary = minus && (i == 0 ? joined : unary_after(line[i - 1], line[i], joined));
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
  enum class Block { items, statements, values, rows };
  struct Bracket {
    std::size_t indent;  // of the line that opened it, or where the header of a container began
    bool brace;
    Block block;
    bool value;  // of a record that is made: what it stands in goes on after it
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

  Block block() const { return open_.empty() ? Block::items : open_.back().block; }

  std::size_t indent_of(TokenLine const& line) const {
    if (closes(line.front())) return open_.empty() ? 0 : open_.back().indent;
    std::size_t const lets = lets_.back();
    if (lets == 0 || (block() == Block::items && begins_item(line)))
      return base() + (continues(line) ? 2 : 0);
    std::size_t const outer = base() + (open_.empty() || open_.back().brace ? 2U : 0U);
    if (is_word(line.front(), Word::in)) return outer + 4 * (lets - 1);
    bool const binding = is_sign(last_[0], ",") || is_word(last_[0], Word::let);
    return outer + 4 * lets + (binding ? 0 : 2);
  }

  // The words of fields are names, too: only a text or a name after them makes a field.
  static bool begins_item(TokenLine const& line) {
    auto const* const entry = entry_of(line.front());
    if (entry == nullptr) return false;
    // `period has` declares; `period of` is an expression.
    if (entry->word == Word::period) return line.size() < 2 || is_word(line[1], Word::has);
    if (entry->use == Use::declaration) return true;
    if (entry->use != Use::field && entry->use != Use::provenance) return false;
    if (entry->word == Word::governed) return line.size() < 2 || is_word(line[1], Word::by);
    if (entry->word == Word::counts) return line.size() < 2 || is_word(line[1], Word::in);
    if (entry->word == Word::applies)
      return line.size() < 2 || is_word(line[1], Word::when) || is_word(line[1], Word::to);
    return names_or_text(line);
  }

  // `known to`, `until amended`, `checked "..."`, `enacted 2025-01-05`: they end a row or a head.
  static bool said_of_figures(Token const& first, Token const& next) {
    return (is_word(first, Word::known) && is_word(next, Word::to)) ||
           (is_word(first, Word::until) && is_word(next, Word::amended)) ||
           (is_word(first, Word::checked) && next.kind == Kind::text) ||
           (is_word(first, Word::enacted) && next.kind == Kind::number);
  }

  static bool names_or_text(TokenLine const& line) {
    if (line.size() < 2 || line[1].kind == Kind::text || line[1].kind == Kind::comment) return true;
    auto const* const next = entry_of(line[1]);
    return line[1].kind == Kind::word && (next == nullptr || next->use != Use::reserved);
  }

  bool continues(TokenLine const& line) const {
    if (!begun_) return false;
    if (!open_.empty() && !open_.back().brace) return false;
    if (block() == Block::items) return !begins_item(line);
    return unfinished_ || goes_on(line);
  }

  // Whether a line cannot begin a row, a fact or an expectation.
  bool goes_on(TokenLine const& line) const {
    Token const& first = line.front();
    if (first.kind == Kind::sign) return !opens(first);
    if (first.kind == Kind::text)
      return is_word(last_[0], Word::undefined) || is_word(last_[0], Word::unknown) ||
             is_word(last_[0], Word::encoded);
    bool const named = line.size() > 1 && (is_sign(line[1], ":") || is_sign(line[1], "="));
    auto const* const entry = entry_of(first);
    bool const status = std::find(lexicon::status_words.begin(), lexicon::status_words.end(), first.text) !=
                        lexicon::status_words.end();
    if (first.kind != Kind::word || named || block() == Block::values) return false;
    if (status || is_word(first, Word::amount)) return block() == Block::statements;
    if (entry == nullptr) return false;
    if (line.size() > 1 && said_of_figures(first, line[1])) return true;
    if (entry->use == Use::provenance) return line.size() > 1 && names_or_text(line);
    if (entry->word == Word::displaced) return line.size() > 1 && is_word(line[1], Word::by);
    return entry->use == Use::reserved && !is_one_of(first, row_words);
  }

  // What the line leaves open for the next one.
  void follow(TokenLine const& line, std::size_t code, std::size_t indent) {
    for (std::size_t i = 0; i < code; ++i) {
      Token const& token = line[i];
      bool const items = block() == Block::items;
      bool const after_dot = is_sign(last_[0], ".");
      if (items && i == 0 && begins_item(line)) {
        lets_.back() = 0;
        next_ = is_one_of(token, value_words) ? Block::values : Block::rows;
      }
      if (items && !after_dot) {
        if (is_one_of(token, container_words)) next_ = Block::items;
        if (is_one_of(token, statement_words)) next_ = Block::statements;
      }
      if (!after_dot) follow_let(line, i);
      if (!after_dot && is_word(token, Word::make)) made_ = true;
      if (opens(token)) {
        bool const brace = token.text == "{";
        // The awards of `expect decision { ... }` are laid out as expectations are.
        bool const decision = block() == Block::statements && is_word(last_[0], Word::decision) &&
                              is_word(last_[1], Word::expect);
        Block const inside = brace && items ? next_ : brace && decision ? Block::statements : Block::rows;
        bool const value = brace && std::exchange(made_, false);
        open_.push_back({inside == Block::items ? base() : indent, brace, inside, value});
        lets_.push_back(0);
        next_ = brace ? Block::rows : next_;
        begun_ = false;
      } else if (closes(token)) {
        bool const value = !open_.empty() && open_.back().value;
        if (!open_.empty()) {
          open_.pop_back();
          lets_.pop_back();
        }
        begun_ = value || !is_sign(token, "}");
      } else {
        begun_ = true;
      }
      last_ = {token, last_[0], last_[1]};
    }
    Token const& last = line[code - 1];
    bool const sign = last.kind == Kind::sign &&
                      std::find(open_signs.begin(), open_signs.end(), last.text) != open_signs.end();
    bool const amount = block() == Block::statements && is_word(last, Word::amount) && code > 1;
    unfinished_ = operand_follows(last) || amount || sign || is_sign(last, ":");
  }

  void follow_let(TokenLine const& line, std::size_t i) {
    bool const named = i + 1 < line.size() && (is_sign(line[i + 1], ":") || is_sign(line[i + 1], "="));
    std::size_t& lets = lets_.back();
    if (is_word(line[i], Word::let) && !named) ++lets;
    if (!is_word(line[i], Word::in) || lets == 0) return;
    bool const counted = is_word(last_[1], Word::of) && is_word(last_[2], Word::number);
    if (!counted && !is_one_of(last_[1], binder_words)) --lets;
  }

  std::vector<Bracket> open_;
  std::vector<std::size_t> lets_{0};  // of each bracket: how many `let` have not come to their `in`
  std::array<Token, 3> last_{};       // the tokens that came last, the nearest one first
  Block next_ = Block::rows;          // what the next brace between items will hold
  bool begun_ = false;                // an item has begun in the innermost block
  bool made_ = false;                 // the next brace holds the fields of a record that is made
  bool unfinished_ = false;           // and its last line ends where something must follow
  std::string out_;
};

}  // namespace

std::string format(std::string_view text) { return Formatter{}.run(tokenise(text)); }

}  // namespace convenio::syntax
