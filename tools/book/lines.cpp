// See lines.hpp.
#include "tools/book/lines.hpp"

#include <algorithm>

namespace convenio::book {

LineTable::LineTable(text::Sources const& sources, text::SourceId source)
    : source_(sources[source]), id_(source) {
  for (auto const& tokens : syntax::tokenise(source_.text())) {
    bool const closes = std::all_of(tokens.begin(), tokens.end(),
                                    [](syntax::Token const& token) { return token.text == "}"; });
    kinds_.push_back(tokens.empty()                                        ? Kind::blank
                     : tokens.front().kind == syntax::Token::Kind::comment ? Kind::comment
                     : closes                                              ? Kind::closing
                                                                           : Kind::code);
  }
}

LineTable::Kind LineTable::kind(std::uint32_t line) const {
  return line >= 1 && line <= kinds_.size() ? kinds_[line - 1] : Kind::blank;
}

Lines LineTable::trimmed(Lines lines) const {
  while (!lines.empty() && kind(lines.first) == Kind::blank) ++lines.first;
  while (!lines.empty() && kind(lines.last) == Kind::blank) --lines.last;
  return lines;
}

bool LineTable::only(Lines lines, Kind wanted) const {
  for (auto line = lines.first; line <= lines.last; ++line) {
    if (kind(line) != Kind::blank && kind(line) != wanted) return false;
  }
  return true;
}

std::vector<Piece> cut(LineTable const& table, Lines whole,
                       std::vector<syntax::Declaration const*> const& children) {
  using Kind = LineTable::Kind;
  std::vector<Piece> pieces;
  std::uint32_t next = whole.first;
  for (auto const* child : children) {
    auto first = table.line_of(child->span.begin);
    auto const last = std::min(whole.last, table.line_of(std::max(child->span.end, 1U) - 1));
    while (first > next && table.kind(first - 1) == Kind::comment) --first;
    first = std::max(first, next);
    if (last < first) continue;  // it shares its only line with the child before
    Lines const gap = table.trimmed({whole.source, next, first - 1});
    if (!gap.empty() && table.only(gap, Kind::comment)) {
      first = gap.first;
    } else if (!gap.empty()) {
      pieces.push_back({gap, nullptr});
    }
    pieces.push_back({{whole.source, first, last}, child});
    next = last + 1;
  }
  Lines const rest = table.trimmed({whole.source, next, whole.last});
  if (!rest.empty()) pieces.push_back({rest, nullptr});
  return pieces;
}

}  // namespace convenio::book
