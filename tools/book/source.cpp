// See source.hpp.
#include "tools/book/source.hpp"

#include <fmt/format.h>

#include "grammar/syntax/lexicon.hpp"
#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

using syntax::Token;

std::size_t indent_of(std::string_view line) {
  auto const at = line.find_first_not_of(' ');
  return at == std::string_view::npos ? line.size() : at;
}

// `g` for `not encoded`, `b` for a word that begins a declaration or field, `k` for the other words of the
// language, or "".
std::string_view mark(syntax::TokenLine const& tokens, std::size_t n) {
  auto const* entry = syntax::lexicon::find_word(tokens[n].text);
  if (entry == nullptr || (n > 0 && tokens[n - 1].text == ".")) return "";
  bool const begins = n == 0 || tokens[n - 1].text == "{";
  bool const named = n + 1 < tokens.size() && (tokens[n + 1].text == ":" || tokens[n + 1].text == "=" ||
                                               (tokens[n + 1].text == "(" && !tokens[n + 1].spaced));
  bool const lacks = tokens[n].text == "not" && n + 1 < tokens.size() && tokens[n + 1].text == "encoded";
  if (lacks || (tokens[n].text == "encoded" && n > 0 && tokens[n - 1].text == "not")) return "g";
  using syntax::lexicon::Use;
  if (entry->use == Use::reserved) return "k";
  if (entry->use == Use::declaration)
    return begins && !named ? "b" : tokens[0].text == "open" && n == 1 ? "b" : "";
  if (entry->use == Use::field) return begins && !named ? "b" : "";
  return begins && !named ? "k" : "";
}

std::string marked_word(syntax::TokenLine const& tokens, std::size_t n, std::string const& text) {
  auto const marked = mark(tokens, n);
  if (marked == "b") return fmt::format("<b>{}</b>", text);
  return marked.empty() ? text : fmt::format("<span class=\"{}\">{}</span>", marked, text);
}

}  // namespace

SourceWriter::SourceWriter(text::Sources const& sources, Names const& names, Links links)
    : sources_(sources), names_(names), links_(links) {
  for (text::SourceId id = 0; id < sources.size(); ++id)
    tokens_.push_back(syntax::tokenise(sources[id].text()));
}

std::string SourceWriter::write(Lines lines, std::uint32_t like) const {
  std::size_t const indent = indent_of(sources_[lines.source].line(like));
  std::string html;
  for (auto number = lines.first; number <= lines.last; ++number) {
    if (number > lines.first) html += '\n';
    html += line(lines.source, number, indent);
  }
  return html;
}

std::string SourceWriter::line(text::SourceId source, std::uint32_t number, std::size_t indent) const {
  if (number < 1 || number > tokens_[source].size()) return "";
  auto const& tokens = tokens_[source][number - 1];
  std::string_view const text = sources_[source].line(number);
  std::string html;
  std::size_t at = std::min(indent, indent_of(text));
  for (std::size_t n = 0; n < tokens.size(); ++n) {
    auto const begin = static_cast<std::size_t>(tokens[n].text.data() - text.data());
    if (begin > at && begin <= text.size()) html += escape(text.substr(at, begin - at));
    html += token(source, tokens, n);
    at = begin + tokens[n].text.size();
  }
  return html;
}

std::string SourceWriter::token(text::SourceId source, syntax::TokenLine const& tokens, std::size_t n) const {
  auto const& token = tokens[n];
  std::string const text = escape(token.text);
  if (token.kind == Token::Kind::comment) return fmt::format("<i>{}</i>", text);
  if (token.kind == Token::Kind::text) return fmt::format("<span class=\"s\">{}</span>", text);
  if (token.kind != Token::Kind::word) return text;
  Place const place{source, static_cast<std::uint32_t>(token.text.data() - sources_[source].text().data())};
  auto const declared = names_.declared.find(place);
  auto const used = names_.uses.find(place);
  std::string attributes;
  if (links_ == Links::none)
    return declared != names_.declared.end() ? fmt::format("<span class=\"d\">{}</span>", text)
                                             : marked_word(tokens, n, text);
  if (declared != names_.declared.end())
    attributes += fmt::format(" id=\"{}\" class=\"d\"", escape(names_.anchors[declared->second].id));
  if (used != names_.uses.end()) {
    if (used->second.anchor != nowhere)
      return fmt::format("<a{} href=\"#{}\">{}</a>", attributes,
                         escape(names_.anchors[used->second.anchor].id), text);
    attributes += fmt::format(" title=\"of the package {}\"", escape(used->second.package));
    if (!used->second.address.empty())
      return fmt::format("<a{} href=\"{}\">{}</a>", attributes, escape(used->second.address), text);
  }
  if (!attributes.empty()) return fmt::format("<span{}>{}</span>", attributes, text);
  return marked_word(tokens, n, text);
}

}  // namespace convenio::book
