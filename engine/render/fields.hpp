// Which fields of a decision are written, where not all of them are asked for.
// Knows their names and what they come from; knows no decision.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace convenio::render {

enum class Field : std::uint8_t {
#define FIELD(enumerator, ...) enumerator,
#include "engine/render/fields.def"
#undef FIELD
};

struct FieldInfo {
  enum class Place : std::uint8_t { row, award, decision };  // row: of an award, and a cell of a table
  enum class From : std::uint8_t { outcome, grounds, explanation };
  Field field{};
  std::string_view name;
  Place place{};
  From from{};
};
std::span<FieldInfo const> all_fields();
FieldInfo const* field_named(std::string_view name);

// In the order in which they were asked for, each once.
class Fields {
 public:
  void add(Field field);
  bool has(Field field) const { return ((bits_ >> static_cast<unsigned>(field)) & 1U) != 0; }
  bool any_of(FieldInfo::Place place) const;
  FieldInfo::From from() const;  // the most that one of them needs
  std::vector<Field> const& in_order() const { return order_; }

 private:
  std::uint64_t bits_ = 0;
  std::vector<Field> order_;
};

}  // namespace convenio::render
