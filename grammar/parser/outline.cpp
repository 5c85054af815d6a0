// Two passes over the tokens; see outline.hpp.
#include "grammar/parser/outline.hpp"

#include <algorithm>

#include "grammar/parser/scan.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "grammar/text/names.hpp"

namespace convenio::grammar {

using namespace syntax::lexicon;

namespace {

struct Token {
  char const* begin = nullptr;
  char const* end = nullptr;
  char sign() const { return *begin; }
  std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
  bool is(Word word) const { return text() == spelling(word); }
};

class Tokens {
 public:
  explicit Tokens(std::string_view bytes) : first_(bytes.data()), last_(first_ + bytes.size()) {
    next(first_);
  }

  bool more() const { return token_.begin != last_; }
  Token const& token() const { return token_; }
  void advance() { next(token_.end); }

  bool begins_line() const {
    char const* at = token_.begin;
    while (at != first_ && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\r')) --at;
    return at == first_ || at[-1] == '\n';
  }
  // ASCII, no control character; a text is closed, for certain.
  bool plain() const {
    auto const byte = static_cast<unsigned char>(token_.sign());
    if (byte < 0x20 || byte >= 0x7F) return false;
    if (token_.sign() == '"') {
      std::string_view const text = token_.text();
      return text.size() >= 2 && text.back() == '"' && text[text.size() - 2] != '\\';
    }
    return std::all_of(token_.begin, token_.end, [](char c) { return (c & '\x80') == 0; });
  }
  bool declares() const {
    if (!is_word_start(token_.sign())) return false;
    Entry const* const entry = find_word(token_.text());
    return entry != nullptr && entry->use == Use::declaration;
  }

 private:
  void next(char const* from) {
    token_.begin = skip_blank(from, last_);
    token_.end = skip_token(token_.begin, last_);
  }

  char const* first_;
  char const* last_;
  Token token_;
};

std::optional<syntax::Name> read_name(Tokens& tokens, std::string_view bytes, text::SourceId source) {
  if (!tokens.more() || !tokens.plain() || !is_word_start(tokens.token().sign())) return std::nullopt;
  std::string_view const name = tokens.token().text();
  if (is_taken(name) || name.size() > convenio::text::longest_name) return std::nullopt;
  auto const begin = static_cast<std::uint32_t>(name.data() - bytes.data());
  tokens.advance();
  return syntax::Name{std::string(name), {source, begin, begin + static_cast<std::uint32_t>(name.size())}};
}

// A word of the head after the head: as a token, or where it might be one.
bool stands_later(Tokens tokens, std::string_view bytes, Word word) {
  auto const from = static_cast<std::size_t>(tokens.token().begin - bytes.data());
  if (bytes.find(spelling(word), from) == std::string_view::npos) return false;
  for (; tokens.more(); tokens.advance()) {
    if (tokens.token().is(word)) return true;
  }
  return false;
}

}  // namespace

std::optional<syntax::File> read_head(std::string_view bytes, text::SourceId source) {
  if (bytes.size() > largest_file) return std::nullopt;
  syntax::File file;
  file.source = source;
  Tokens tokens(bytes);
  if (!tokens.more() || !tokens.token().is(Word::package)) return std::nullopt;
  tokens.advance();
  auto package = read_name(tokens, bytes, source);
  if (!package) return std::nullopt;
  file.package = std::move(*package);
  while (tokens.more() && tokens.token().is(Word::import)) {
    do {
      tokens.advance();
      auto import = read_name(tokens, bytes, source);
      if (!import) return std::nullopt;
      file.imports.push_back(std::move(*import));
    } while (tokens.more() && tokens.token().sign() == ',');
  }
  bool const sound = !tokens.more() || (tokens.begins_line() && tokens.declares());
  if (!sound || stands_later(tokens, bytes, Word::package) || stands_later(tokens, bytes, Word::import))
    return std::nullopt;
  return file;
}

namespace {

// From its word past its closing brace, whose end it gives; nullptr where it is not certain that it ends
// there.
char const* pass_test(Tokens& tokens) {
  int depth = 0;
  for (bool first = true; tokens.more(); first = false, tokens.advance()) {
    if (!tokens.plain()) return nullptr;
    if (!first && tokens.begins_line() && tokens.declares()) return nullptr;
    char const sign = tokens.token().sign();
    if (sign == '{') ++depth;
    if (sign != '}') continue;
    if (--depth < 0) return nullptr;
    if (depth > 0) continue;
    char const* const end = tokens.token().end;
    tokens.advance();
    bool const alone = !tokens.more() || tokens.begins_line() || tokens.token().sign() == '}';
    return alone ? end : nullptr;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> without_tests(std::string_view bytes) {
  if (bytes.size() > largest_file) return std::nullopt;
  std::string text(bytes);
  std::size_t kept = 0;  // where the last token ends that is none of a test
  int depth = 0;
  for (Tokens tokens(bytes); tokens.more();) {
    Token const token = tokens.token();
    if (!tokens.plain()) return std::nullopt;
    if (tokens.begins_line() && (token.is(Word::test) || token.is(Word::sample))) {
      char const* const end = pass_test(tokens);
      if (end == nullptr) return std::nullopt;
      auto const place = [&](char const* at) { return text.begin() + (at - bytes.data()); };
      std::replace_if(
          place(token.begin), place(end), [](char c) { return c != '\n'; }, ' ');
      continue;
    }
    if (token.sign() == '{') ++depth;
    if (token.sign() == '}' && --depth < 0) return std::nullopt;
    kept = static_cast<std::size_t>(token.end - bytes.data());
    tokens.advance();
  }
  if (depth != 0) return std::nullopt;
  text.resize(kept);
  return text;
}

}  // namespace convenio::grammar
