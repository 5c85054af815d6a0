// Which code of a form means what: data, in files of the format convenio-exchange-map-1 beside the rules.
// Knows how to look a code up, both ways; knows no code and no word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tools/exchange/findings.hpp"
#include "tools/exchange/tree.hpp"

namespace convenio::exchange {

struct Source {  // a text and what it is called in findings
  std::string name, text;
};

// JSON within the limits of exchange; nothing, with findings, where it is none.
std::optional<Json> read_document(Source const& source, Findings& findings, std::size_t depth = 32);
// So deep that what is kept of a document can still be read within a case.
inline constexpr std::size_t form_depth = 24;

class Map {
 public:
  // Nothing, with a finding, where it is no map.
  static std::optional<Map> read(Source const& source, Findings& findings);

  std::string form() const { return text_at(&root_, "form").value_or(""); }
  Json const& root() const { return root_; }
  // What a code means: null where the section does not list it, a Json null where it means nothing.
  Json const* meaning(std::string_view section, std::string_view code) const;
  // The first code of the section that means the same; "" if there is none.
  std::string code(std::string_view section, Json const& meaning) const;
  // The first code whose members are all those of `of` that any code of the section has.
  std::string code_of_members(std::string_view section, Json const& of) const;
  bool lists(std::string_view list, std::string_view text) const;

 private:
  explicit Map(Json root) : root_(std::move(root)) {}
  Json root_;
};

}  // namespace convenio::exchange
