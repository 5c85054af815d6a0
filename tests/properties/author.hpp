// Writes well-typed expressions. Private to package.cpp and author.cpp.
// Knows which names are in scope and of which type; must not know declarations.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/properties/package.hpp"

namespace convenio::properties {

struct Callable {  // a rule, parameter, table or fact
  std::string name, type;
  std::vector<std::string> parameters;  // types
  std::vector<std::string> separators;  // before the second and later ones
  std::string suffix;                   // " as of DATE" where a version needs it
};

class Author {
 public:
  Author(Random& random, Style style) : random_(random), style_(style) {}

  std::string expression(std::string const& type, int depth);

  std::string literal(std::string const& type);

  std::vector<Callable> names;  // in scope, all packages' rules so far
  std::vector<std::string> states;
  std::vector<std::string> kinds;
  std::string conversion, precedence, agreement;
  // Locals by type, pushed and popped by whoever binds them.
  struct Local {
    std::string name, type;
  };
  std::vector<Local> locals;

 private:
  std::string truth(int depth);
  std::string whole(int depth);
  std::string ratio(int depth);
  std::string money(int depth);
  std::string time(std::string const& unit, int depth);
  std::string date(int depth);
  std::string state(int depth);
  std::string history(int depth);
  std::string of_period(std::string const& period);  // a truth about it
  std::string call(std::string const& type, int depth, bool leaf);
  std::string choice(std::string const& type, int depth);
  std::string bound(std::string const& type, std::string const& name,
                    std::function<std::string()> const& body);
  bool per_period() const { return style_ != Style::by_days; }
  bool ordered() const { return style_ == Style::any; }
  std::string fresh() { return "x" + std::to_string(++counter_); }

  Random& random_;
  Style style_;
  int counter_ = 0;
};

}  // namespace convenio::properties
