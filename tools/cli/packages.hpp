// Which package a file belongs to where its own line cannot be read, or is misspelt.
// Knows folders and the names in the files; reads nothing.
#pragma once

#include <vector>

#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/source.hpp"

namespace convenio::cli {

// A file without a package joins that of the files beside it, if these agree. A name that stands in one file
// only, is imported nowhere, and is nearly that of the files beside it is reported, and read as theirs:
// otherwise each name of the package would be unknown to the file.
void settle_packages(std::vector<syntax::File*> const& files, text::Sources const& sources,
                     text::Diagnostics& diagnostics);

}  // namespace convenio::cli
