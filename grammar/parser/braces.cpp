// One pass over the tokens with the stack of open braces; see braces.hpp.
#include "grammar/parser/braces.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

using namespace syntax::lexicon;
namespace Code = syntax::Code;
using text::Span;

namespace {

struct Token {
  std::size_t begin, end;
  std::size_t indent;  // of its line
  std::size_t line;    // where its line begins
  bool first;          // on its line
};

struct Open {
  std::size_t index;   // of its token
  std::size_t owner;   // indent of the declaration that opens the block
  std::size_t indent;  // the deepest that closes it: of the line with the brace; of a container its own
};

struct Change {  // what the mended text has in place of one character
  std::size_t at;
  char with;
};

constexpr std::size_t most_changes = 3;

class Braces {
 public:
  Braces(Scanned& scanned, std::string_view original, text::SourceId source)
      : scanned_(scanned), original_(original), source_(source) {}
  void run(text::Diagnostics& diagnostics);

 private:
  void read();
  bool balanced() const;
  // More changes than a slip or two: the file is not laid out by its braces.
  bool given_up() const { return hopeless_ || changes_.size() > most_changes; }
  char sign(Token const& token) const { return scanned_.text[token.begin]; }
  std::string_view word(Token const& token) const {
    return std::string_view(scanned_.text).substr(token.begin, token.end - token.begin);
  }
  bool begins_declaration(Token const& token) const;
  bool begins_container(Token const& token) const;
  void visit(std::size_t index);
  void missing_end(Token const& before);
  void too_many(std::size_t index);
  std::optional<std::size_t> head_without_brace(std::size_t index) const;
  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Scanned& scanned_;
  std::string_view original_;
  text::SourceId source_;
  std::vector<Token> tokens_;
  std::vector<Open> open_;
  std::optional<std::size_t> owner_;  // the declaration that the next brace belongs to
  std::vector<Change> changes_;
  text::Diagnostics found_;
  bool hopeless_ = false;
};

void Braces::read() {
  char const* const begin = scanned_.text.data();
  char const* const last = begin + scanned_.text.size();
  std::size_t line = 0;  // where the line of the last token begins
  std::size_t indent = 0;
  std::size_t seen = 0;  // up to here line ends have been looked for
  for (char const* at = skip_blank(begin, last); at != last;) {
    char const* const end = skip_token(at, last);
    auto const offset = static_cast<std::size_t>(at - begin);
    std::size_t const newline = original_.substr(seen, offset - seen).rfind('\n');
    bool const first = tokens_.empty() || newline != std::string_view::npos;
    if (newline != std::string_view::npos) line = seen + newline + 1;
    if (first) indent = offset - line;
    tokens_.push_back({offset, static_cast<std::size_t>(end - begin), indent, line, first});
    seen = offset;
    at = skip_blank(end, last);
  }
}

bool Braces::balanced() const {
  int depth = 0;
  for (Token const& token : tokens_) {
    if (sign(token) == '{') ++depth;
    if (sign(token) == '}' && --depth < 0) return false;
  }
  return depth == 0;
}

bool Braces::begins_declaration(Token const& token) const {
  Entry const* const entry = find_word(word(token));
  return entry != nullptr && (entry->use == Use::declaration || entry->word == Word::expect);
}

bool Braces::begins_container(Token const& token) const {
  constexpr std::array containers{Word::agreement, Word::regulation, Word::scheme,
                                  Word::article,   Word::paragraph,  Word::interpretation};
  Entry const* const entry = find_word(word(token));
  return entry != nullptr && std::find(containers.begin(), containers.end(), entry->word) != containers.end();
}

// The innermost open brace is closed before this token, or on its own line if more stands there.
void Braces::missing_end(Token const& before) {
  Open const open = open_.back();
  open_.pop_back();
  Token const& brace = tokens_[open.index];
  std::size_t last = open.index;
  while (last + 1 < tokens_.size() && tokens_[last + 1].line == brace.line) ++last;
  if (last > open.index) {
    std::size_t const end = tokens_[last].end;
    auto& inside = found_.error(Code::unexpected, span(end, end), "a `}` is missing on this line");
    inside.places.push_back({span(brace.begin, brace.end), "not closed"});
    inside.fix = text::Fix{span(end, end), " }"};
    changes_.push_back({end, '}'});
    return;
  }
  auto& diagnostic = found_.error(Code::unexpected, span(before.begin, before.end),
                                  "a `}` is missing before this line", "the block above was not closed");
  diagnostic.places.push_back({span(brace.begin, brace.end), "not closed"});
  std::size_t const line = before.begin - before.indent;
  diagnostic.fix = text::Fix{span(line, line), std::string(open.owner, ' ') + "}\n"};
  if (line > 0) changes_.push_back({line - 1, '}'});  // in place of the end of the line before
}

// The line that should have opened what this `}` closes.
std::optional<std::size_t> Braces::head_without_brace(std::size_t index) const {
  bool content = false;  // a line between the two that is set in
  for (std::size_t i = index; i-- > 0;) {
    Token const& token = tokens_[i];
    content = content || (token.first && token.indent > tokens_[index].indent);
    if (!token.first || token.indent > tokens_[index].indent) continue;
    if (token.indent < tokens_[index].indent || !content) return std::nullopt;
    std::size_t last = i;
    while (last + 1 < index && !tokens_[last + 1].first) {
      ++last;
      if (sign(tokens_[last]) == '{') return std::nullopt;
    }
    bool const goes_on =
        last == i || std::string_view("=+-*/<>,(:").find(sign(tokens_[last])) != std::string_view::npos;
    return goes_on ? std::nullopt : std::optional(last);
  }
  return std::nullopt;
}

void Braces::too_many(std::size_t index) {
  Token const& token = tokens_[index];
  if (auto const head = head_without_brace(index)) {
    Token const& last = tokens_[*head];
    found_
        .error(Code::unexpected, span(last.end, last.end), "a `{` is missing at the end of this line",
               "what is closed below was not opened")
        .places.push_back({span(token.begin, token.end), "nothing was opened for this"});
    found_.last().fix = text::Fix{span(last.end, last.end), " {"};
    changes_.push_back({last.end, '{'});
    return;
  }
  found_.error(Code::unexpected, span(token.begin, token.end), "this `}` closes nothing", "remove it").fix =
      text::Fix{span(token.begin, token.end), ""};
  changes_.push_back({token.begin, ' '});
}

void Braces::visit(std::size_t index) {
  Token const& token = tokens_[index];
  bool const closing = sign(token) == '}';
  bool const declaration = begins_declaration(token);
  if (token.first && (closing || declaration || sign(token) == ')')) {
    auto const ends = [&](Open const& open) {
      return closing ? token.indent < open.owner : token.indent <= (declaration ? open.owner : open.indent);
    };
    while (!open_.empty() && !given_up() && ends(open_.back())) missing_end(token);
    owner_ = declaration ? std::optional(index) : std::nullopt;
  }
  if (sign(token) == '{') {
    Token const& owner = tokens_[owner_.value_or(index)];
    open_.push_back({index, owner.indent, begins_container(owner) ? owner.indent : token.indent});
    owner_.reset();
  }
  if (!closing) return;
  if (!open_.empty() && !token.first && tokens_[open_.back().index].line != token.line) {
    found_.error(Code::unexpected, span(token.begin, token.end), "nothing on this line is closed by this `}`",
                 "a `{` is missing before it, or it is one too many");
    changes_.push_back({token.begin, ' '});
    return;
  }
  if (open_.empty() && !token.first) {
    hopeless_ = true;  // the indentation of its line says nothing
  } else if (open_.empty() || (token.first && token.indent > open_.back().indent)) {
    too_many(index);
  } else {
    open_.pop_back();
  }
}

void Braces::run(text::Diagnostics& diagnostics) {
  read();
  if (balanced()) return;
  for (std::size_t i = 0; i < tokens_.size() && !given_up(); ++i) visit(i);
  if (given_up() || changes_.empty() || !open_.empty()) return;
  for (Change const& change : changes_) {
    if (change.at >= scanned_.text.size()) return;
    char const there = scanned_.text[change.at];
    if (there != '}' && !is_space(there)) return;
  }
  for (Change const& change : changes_) scanned_.text[change.at] = change.with;
  for (text::Diagnostic const& one : found_.all()) {
    scanned_.faults.push_back(one.span.begin);
    diagnostics.add(one);
  }
  std::sort(scanned_.faults.begin(), scanned_.faults.end());
}

}  // namespace

void mend_braces(Scanned& scanned, std::string_view original, text::SourceId source,
                 text::Diagnostics& diagnostics) {
  Braces(scanned, original, source).run(diagnostics);
}

}  // namespace convenio::grammar
