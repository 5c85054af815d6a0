// Settings of facts, as a person types them, put into a case document: `residence=BR`, `earnings(BR)=3000.00
// BRL per month`, `history[uy-1].to=2001-12-31`. Knows the document's shape and the types of facts; the
// values are checked by whoever reads the document.
#pragma once

#include <string_view>

#include "engine/api/convenio.hpp"
#include "engine/cases/json.hpp"
#include "engine/core/program.hpp"

namespace convenio::api {

// Not ok: the sentence begins with a code A0xx, and the document is as it was. A name that no fact has is put
// in as it is written, and found by the reader, who knows the names that are near.
Outcome set(core::Program const& program, cases::Json& document, std::string_view setting);

}  // namespace convenio::api
