// What containers say of themselves, as terms and sentences.
// Knows the fields of containers; knows no markup and no line.
#pragma once

#include "tools/book/outline.hpp"

namespace convenio::book {

// Dates, identifier, source, languages, review, confidence, note.
std::vector<Statement> own_fields(syntax::Declaration const& declaration);
// Of a text: what it applies to, its parties with their dates, what it replaces.
std::vector<Statement> text_fields(core::Program const& program, core::LegalText const& text);
// A contradiction, or an interpretation with all that it says itself; nothing for any other declaration.
std::vector<Statement> readings(syntax::Declaration const& declaration);
// The fields and readings of a container and of the containers in it.
std::vector<Statement> all_statements(syntax::Declaration const& declaration);

std::vector<std::string> parties_in_words(core::Program const& program, core::LegalText const& text);
std::string span_in_words(core::Validity const& validity);  // "" when it has no bound

}  // namespace convenio::book
