// See fields.hpp.
#include "engine/render/fields.hpp"

#include <algorithm>

namespace convenio::render {

namespace {

FieldInfo const& info(Field field) { return all_fields()[static_cast<std::size_t>(field)]; }

}  // namespace

std::span<FieldInfo const> all_fields() {
  static constexpr FieldInfo all[] = {
#define FIELD(enumerator, name, place, from) \
  {Field::enumerator, name, FieldInfo::Place::place, FieldInfo::From::from},
#include "engine/render/fields.def"
#undef FIELD
  };
  static_assert(std::size(all) <= 64);
  return all;
}

FieldInfo const* field_named(std::string_view name) {
  auto const all = all_fields();
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

void Fields::add(Field field) {
  if (has(field)) return;
  bits_ |= std::uint64_t{1} << static_cast<unsigned>(field);
  order_.push_back(field);
}

bool Fields::any_of(FieldInfo::Place place) const {
  return std::any_of(order_.begin(), order_.end(), [&](Field one) { return info(one).place == place; });
}

FieldInfo::From Fields::from() const {
  auto most = FieldInfo::From::outcome;
  for (auto const one : order_) most = std::max(most, info(one).from);
  return most;
}

}  // namespace convenio::render
