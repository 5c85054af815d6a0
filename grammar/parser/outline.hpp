// What is read of a rule file without parsing it: its package and imports, and where its tests stand.
// Exact or nothing: where a file is not plain, both functions give nothing and the file is to be parsed.
// Knows tokens and the words that begin declarations; reports no fault.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/syntax/tree.hpp"
#include "grammar/text/source.hpp"

namespace convenio::grammar {

// The package and the imports, as parse() would give them, without declarations. Of a file with faults after
// its head, parse() may find more: words that are nearly `import`.
std::optional<syntax::File> read_head(std::string_view bytes, text::SourceId source);

// The text with spaces in place of its tests and samples, so that every other place stays; it ends with its
// last declaration, without the comments that follow. Nothing where a brace, a text or a declaration inside a
// test is not as it should be: then it is not certain where the test ends.
std::optional<std::string> without_tests(std::string_view bytes);

}  // namespace convenio::grammar
