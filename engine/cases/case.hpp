// The facts of one case, typed against a program's fact declarations.
// Knows no file format (see read_case.hpp) and decides nothing.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/program.hpp"
#include "engine/model/value.hpp"

namespace convenio::cases {

// A fact, for the arguments that it is asked for; ordered by the facts of the program, then by the arguments.
struct FactKey {
  core::FactId fact;
  std::vector<model::Value> arguments;
};
std::strong_ordering operator<=>(FactKey const& a, FactKey const& b);
bool operator==(FactKey const& a, FactKey const& b);

// The values among which the true one is, where the case does not say which: these, or every day of a span.
struct Candidates {
  std::vector<model::Value> values;
  std::optional<std::pair<model::Date, model::Date>> days;  // both inclusive
  std::size_t count() const;
  model::Value at(std::size_t place) const;
};

struct Rows;  // a history as it is written, see rows.hpp

struct FactValue {
  using Kind = core::FactState;
  Kind kind{};
  std::vector<model::Value> values;      // one, none, or the several that contradict each other
  std::string note = {};                 // where the case says why
  std::optional<Candidates> among = {};  // unknown, but one of these
  // One for each of `values`, or none: of a history with days that are open or rows that may be one.
  std::vector<std::shared_ptr<Rows const>> rows = {};
  std::vector<std::string> tried = {};  // parts that have one of their candidates here, see openings.hpp
};

struct Notice {  // something the reader saw that does not stop the case
  std::string code, path, message;
  std::uint32_t attribute = model::none;  // of periods, whose default was taken
};

// What an office gives in place of what the rules do not encode.
struct Supplied {
  enum class Kind : std::uint8_t { rule, table } kind{};
  std::uint32_t index = 0;
  std::size_t place = 0;                               // in the case
  std::string name;                                    // as the case writes it
  std::vector<std::optional<model::Value>> arguments;  // by parameter or key; none: any
  std::optional<model::Date> from, to;                 // of the key that is a date
  model::Value value;
  std::string source;
  bool always = false;  // also in place of what the rules say: a test gives it, no case does
};
inline constexpr std::size_t most_supplied = 1'000;

struct Case {
  std::string id;
  std::string identity;  // SHA-256 of the canonical document (see canonical.hpp), in hexadecimal digits
  std::map<FactKey, FactValue> facts;
  // Parts of values (`history[ar-1].kind`) that the case leaves open between these; the value itself lacks
  // them.
  std::map<std::string, Candidates> parts;
  std::vector<Supplied> supplied;  // in the order of the case; the first that fits counts
  std::vector<Notice> notices;
};

}  // namespace convenio::cases
