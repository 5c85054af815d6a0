// A brace that is missing or too many, found by the indentation before the grammar reads.
// Knows braces, lines and the words that begin a declaration; knows no construct.
#pragma once

#include "grammar/parser/scan.hpp"

namespace convenio::grammar {

// When the braces of the file do not match: reports the one that is wrong where the indentation shows it, and
// puts it right in `scanned`, so that nothing else is reported. Otherwise leaves everything to the grammar.
void mend_braces(Scanned& scanned, std::string_view original, text::SourceId source,
                 text::Diagnostics& diagnostics);

}  // namespace convenio::grammar
