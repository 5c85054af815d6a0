// An expression on its way out, with its depth. Private to build_expression.cpp and build_form.cpp.
#pragma once

#include <memory>
#include <utility>

#include "grammar/parser/build.hpp"

namespace convenio::grammar {

struct Builder::Folded {
  syntax::ExprPtr expr;
  unsigned depth = 1;
};

template <class Form>
syntax::ExprPtr make(text::Span where, Form form) {
  auto result = std::make_unique<syntax::Expr>();
  result->span = where;
  result->node = std::move(form);
  return result;
}

}  // namespace convenio::grammar
