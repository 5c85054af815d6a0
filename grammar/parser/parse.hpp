// The one door from rule text to tree.
// Names no parser library; always returns a tree, with Broken nodes where the text has faults.
#pragma once

#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::grammar {

// The tree of a source that `sources` has. Faults go to `diagnostics`, about a thousand of one file at most;
// what could not be read is Broken in the tree, and its declaration is marked there as broken or damaged.
// Ends on any bytes, in time that grows with their number; a file over 1 MiB is refused by one fault, and its
// tree is empty. Throws nothing.
syntax::File parse(text::Sources const& sources, text::SourceId source, text::Diagnostics& diagnostics);

// The same without tests and samples, where nobody runs them: they are not read, and their faults not seen. A
// file in which it is not certain where they end is read whole (see outline.hpp).
syntax::File parse_without_tests(text::Sources const& sources, text::SourceId source,
                                 text::Diagnostics& diagnostics);

}  // namespace convenio::grammar
