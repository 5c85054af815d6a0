// Which of several packages that use one name a case means: the one whose law it touches. So a case that was
// written for some packages is read alike when others are loaded beside them. Knows the States that a case
// names, and declarations; reads no value.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/json.hpp"
#include "engine/core/program.hpp"

namespace convenio::cases {

class Touched {
 public:
  // `facts`: of the case, as they are written.
  Touched(core::Program const& program, Json const& facts) : program_(program), facts_(facts) {}

  // The place of the only one of these packages that the case touches; none where there is no such, or
  // several.
  std::optional<std::size_t> only(std::vector<std::string_view> const& packages);
  // Whether a rule of a package that the case touches, or of one without texts, asks for the field of
  // periods.
  bool reads(std::size_t attribute);

 private:
  void find();
  void find_states(Json const& json, unsigned depth);
  void find_asked();

  core::Program const& program_;
  Json const& facts_;
  bool found_ = false;
  std::set<std::string_view> states_;
  std::set<std::string_view> packages_;
  std::set<std::size_t> attributes_;
};

}  // namespace convenio::cases
