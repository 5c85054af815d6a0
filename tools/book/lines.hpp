// Cuts the lines of a file or container into those of its children and what stands between them.
// Knows lines, comments and braces; knows nothing of what the children are.
#pragma once

#include <vector>

#include "tools/book/outline.hpp"

namespace convenio::book {

// The lines of one source by what stands on them.
class LineTable {
 public:
  LineTable(text::Sources const& sources, text::SourceId source);
  enum class Kind { blank, comment, closing, code };  // closing: closing braces only
  Kind kind(std::uint32_t line) const;
  std::uint32_t line_of(std::uint32_t offset) const { return source_.position(offset).line; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(kinds_.size()); }
  text::SourceId id() const { return id_; }
  // Without the blank lines at both ends.
  Lines trimmed(Lines lines) const;
  bool only(Lines lines, Kind kind) const;  // blank lines aside

 private:
  text::Source const& source_;
  text::SourceId id_;
  std::vector<Kind> kinds_;
};

struct Piece {
  Lines lines;
  syntax::Declaration const* child = nullptr;  // none: what stands between the children
};

// Every line that is not blank lies in exactly one piece. Comments directly above a child go with it, and so
// do comments that stand alone before it.
std::vector<Piece> cut(LineTable const& table, Lines whole,
                       std::vector<syntax::Declaration const*> const& children);

}  // namespace convenio::book
