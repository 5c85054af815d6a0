// Decisions as rows of a table (CSV, RFC 4180): one for each award, and one for a case without any.
// Knows the fields of a decision that are one text; the first column is the case.
#pragma once

#include <string>

#include "engine/render/fields.hpp"
#include "engine/run/decision.hpp"

namespace convenio::render {

std::string table_head(Fields const& fields);
std::string table_rows(core::Program const& program, run::Decision const& decision, Fields const& fields);
// Of a case that is not decided: why, in the column `reasons`, and the word `error` in the column `status`.
std::string table_row(std::string const& case_id, std::string const& fault, Fields const& fields);

}  // namespace convenio::render
