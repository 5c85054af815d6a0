// The facts of one case, typed against a program's fact declarations.
// Knows no file format (see read_case.hpp) and decides nothing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/model/value.hpp"

namespace convenio::cases {

struct FactValue {
  using Kind = core::FactState;
  Kind kind{};
  std::vector<model::Value> values;  // one, none, or the several that contradict each other
  std::string note;                  // where the case says why
};

struct Notice {  // something the reader saw that does not stop the case
  std::string code, path, message;
  std::uint32_t attribute = model::none;  // of periods, whose default was taken
};

struct Case {
  std::string id;
  std::map<std::string, FactValue> facts;  // by core::fact_path
  std::vector<Notice> notices;
};

}  // namespace convenio::cases
