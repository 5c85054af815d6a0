// The one door from rule text to tree.
// Names no parser library; always returns a tree, with Broken nodes where the text has faults.
#pragma once

#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::grammar {

syntax::File parse(text::Sources const& sources, text::SourceId source, text::Diagnostics& diagnostics);

}  // namespace convenio::grammar
