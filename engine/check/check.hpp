// From trees to the typed core: names, types, units, validity, exhaustiveness, cycles, reach.
// Reports every independent fault; the program may be run only when `diagnostics` has no error.
#pragma once

#include <vector>

#include "engine/core/program.hpp"
#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::check {

// `files`: all files of all packages that are to be run together. The program does not depend on their order.
core::Program check(std::vector<syntax::File> const& files, text::Sources const& sources,
                    text::Diagnostics& diagnostics);

}  // namespace convenio::check
