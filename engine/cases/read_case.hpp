// Reads a case document (docs/case-format.md) against the facts that a program declares.
// The one door from JSON to a Case: lists every independent fault, throws nothing, names no JSON library.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/cases/fault.hpp"

namespace convenio::cases {

struct ReadResult {
  Case facts;  // meaningful only when there are no faults; its id is set whenever it could be read
  std::vector<Fault> faults;
  bool ok() const { return faults.empty(); }
};

// The case of a document of UTF-8 JSON, read within `limits`. Every fault has a code (docs/case-format.md)
// and a path. The ids in the result are those of `program`; nothing in it points into `json`.
// How cases name the facts of a program, with their package and without. Made once, it serves many cases.
struct FactNames {
  explicit FactNames(core::Program const& program);
  std::map<std::string, std::vector<core::FactId>, std::less<>> by_name;
  std::vector<std::string> all;  // without packages, in the order of the program
};

// The identity of the case takes a third of the time; whoever does not say it can do without.
enum class Identity { worked_out, left_out };
ReadResult read_case(core::Program const& program, std::string_view json, Limits const& limits = {},
                     Identity identity = Identity::worked_out);
ReadResult read_case(core::Program const& program, FactNames const& names, std::string_view json,
                     Limits const& limits, Identity identity);
// The same of a document that is read already.
struct Json;
ReadResult read_case(core::Program const& program, Json const& document, Limits const& limits = {});

// A JSON Schema (2020-12) of the case documents that this program understands.
std::string write_schema(core::Program const& program);

// "[K037] facts.birth: there is no day 1955-02-30", and its hint on a second line; printable whatever the
// case says.
std::string to_string(Fault const& fault);
std::string to_string(std::string_view code, std::string_view path, std::string_view message,
                      std::string_view hint);

}  // namespace convenio::cases
