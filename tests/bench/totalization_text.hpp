// By hand as well: a case document read by simdjson, straight into the case, and the fields of the decision
// written as the engine writes them. It knows this one schema; a document that has another is no case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "tests/bench/totalization.hpp"

namespace totalization {

class Reader {
 public:
  // `document` has simdjson::SIMDJSON_PADDING bytes behind it that may be read. The case lives until the
  // next. The id is appended to `id`.
  Case const* read(std::string_view document, std::string& id);

 private:
  simdjson::ondemand::parser parser_;
  Case facts_;
};

// award, arguments, status, amount and route of each award, and a line end.
void write(std::string_view id, Result const& result, std::string& line);

}  // namespace totalization
