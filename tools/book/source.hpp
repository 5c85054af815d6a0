// Rule text as HTML: as written, with its words lightly marked and its names linked.
// Knows tokens and names; knows no construct of the language.
#pragma once

#include "tools/book/names.hpp"

namespace convenio::book {

// Whether names lead to their declarations, which must then stand on the same page.
enum class Links { here, none };

class SourceWriter {
 public:
  SourceWriter(text::Sources const& sources, Names const& names, Links links = Links::here);
  // The lines, without the white space that all of them share with the line `like`.
  std::string write(Lines lines, std::uint32_t like) const;

 private:
  std::string line(text::SourceId source, std::uint32_t number, std::size_t indent) const;
  std::string token(text::SourceId source, syntax::TokenLine const& tokens, std::size_t n) const;

  text::Sources const& sources_;
  Names const& names_;
  Links links_;
  std::vector<std::vector<syntax::TokenLine>> tokens_;  // by source and line
};

}  // namespace convenio::book
