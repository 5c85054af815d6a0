// Containers: what a declaration's place says about it (its text, article, readings, confidence).
// Knows the fields of containers; knows no rule.
#pragma once

#include "engine/check/workspace.hpp"

namespace convenio::check {

// What holds inside one container, all enclosing ones included.
struct Surroundings {
  Site site;                // its citation is that of the container itself
  core::Citation citation;  // as declarations here cite it
  bool in_article = false;
  bool in_text = false;
};

Surroundings outermost(std::uint32_t package);
// Enters `container`: texts and interpretations are added to the program, fields are read.
Surroundings enter(Workspace& ws, Surroundings const& outer, syntax::Declaration const& declaration,
                   syntax::ContainerDecl const& container);
// The place of one declaration, with its own confidence, source and note if it states them.
Site place(Workspace& ws, Surroundings const& here, syntax::Provenance const& provenance);

// Adds a rule that nobody declared: a truth that a text states of the case or of one value, or a date that
// governs.
core::RuleId nameless_rule(Workspace& ws, RuleInfo info, std::string name, Span span);

std::string confidence_text(Workspace& ws, std::optional<syntax::Name> const& confidence);
std::string text_or_empty(std::optional<syntax::Text> const& text);

}  // namespace convenio::check
