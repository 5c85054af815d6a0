// The table of functions: what is written of a form and what is checked of a call agree.
#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/core/functions.hpp"
#include "engine/core/print.hpp"

using namespace convenio;

namespace {

// The words and commas between the arguments of a form.
std::vector<std::string> separators(std::string_view form) {
  std::string inside;
  for (char const c : form.substr(form.find('(') + 1)) {
    if (c == ',') inside += ' ';
    if (c != ')') inside += c;
  }
  std::istringstream words(inside);
  std::vector<std::string> found;
  std::string word;
  for (bool argument = true; words >> word; argument = !argument) {
    if (!argument) found.push_back(word);
  }
  return found;
}

}  // namespace

TEST_CASE("a form shows the words that its signature asks for") {
  CHECK(separators("f(a at b, c)") == std::vector<std::string>{"at", ","});
  std::size_t seen = 0;
  for (auto const& function : core::functions()) {
    if (function.typing != core::Typing::by_signature) continue;
    CAPTURE(function.form);
    std::vector<std::string> labels;
    for (auto const& operand : function.signature.operands()) labels.emplace_back(operand.label);
    REQUIRE(!labels.empty());
    CHECK(labels.front().empty());
    CHECK(separators(function.form) == std::vector<std::string>(labels.begin() + 1, labels.end()));
    ++seen;
  }
  CHECK(seen > 0);
}

TEST_CASE("the forms of a name are found together and give the same") {
  CHECK(core::forms_of("clip").size() == 3);
  CHECK(core::forms_of("clip_from").empty());
  CHECK(core::forms_of("").empty());
  for (auto const& function : core::functions()) {
    auto const& first = core::forms_of(function.name()).front();
    CAPTURE(function.form);
    CHECK(function.typing == first.typing);
    CHECK(function.signature.gives == first.signature.gives);
    CHECK(function.signature.unit == first.signature.unit);
  }
}

TEST_CASE("a number that is no Builtin has no function, and no operation is an operator's") {
  CHECK(core::function_of(model::none) == nullptr);
  std::set<std::string> operators;
  for (unsigned op = 0; op <= static_cast<unsigned>(core::Op::parties); ++op)
    operators.insert(core::name(static_cast<core::Op>(op)));
  std::uint32_t builtins = 0;
  while (auto const* function = core::function_of(builtins)) {
    CHECK(static_cast<std::uint32_t>(*function->builtin) == builtins);
    CHECK(core::name(*function->builtin) == std::string(function->operation));
    CHECK(!operators.contains(function->operation));
    ++builtins;
  }
  CHECK(builtins > 0);
}
