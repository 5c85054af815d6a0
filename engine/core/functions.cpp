// See functions.hpp.
#include "engine/core/functions.hpp"

#include <algorithm>
#include <numeric>

namespace convenio::core {

namespace {

struct Result {
  constexpr Result(Type::Kind k, model::Unit u = {}) : kind(k), unit(u) {}
  Type::Kind kind;
  model::Unit unit;
};

struct Check {
  Typing typing{};
  Signature signature;
};

constexpr Result quantity_of(model::Unit unit) { return {Type::Kind::quantity, unit}; }

constexpr Check own(Typing typing) { return {typing, {}}; }

constexpr Check signature(std::initializer_list<Operand> operands, Result result) {
  Check check{Typing::by_signature, {}};
  check.signature.gives = result.kind;
  check.signature.unit = result.unit;
  for (auto const& operand : operands) check.signature.all[check.signature.count++] = operand;
  return check;
}

constexpr Function row(std::optional<Builtin> builtin, char const* operation, std::string_view form,
                       std::string_view chapter, std::string_view says, Check check) {
  return {form, chapter, says, check.typing, check.signature, builtin, operation};
}

constexpr auto table = [] {
  using enum Type::Kind;
  return std::array{
#define BUILTIN(enumerator, operation, form, chapter, says, ...) \
  row(Builtin::enumerator, operation, form, chapter, says, __VA_ARGS__),
#define FUNCTION(form, chapter, says, ...) row(std::nullopt, nullptr, form, chapter, says, __VA_ARGS__),
#include "engine/core/functions.def"
#undef FUNCTION
#undef BUILTIN
  };
}();

constexpr std::size_t builtins = static_cast<std::size_t>(
    std::count_if(table.begin(), table.end(), [](auto const& f) { return f.builtin; }));

// INVARIANT: a Builtin is its place in the table; the forms of a name follow one another; every form has a
// bracket and every function a sentence; no two Builtins share the name of their operation.
constexpr bool well_formed() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    Function const& f = table[i];
    if (f.builtin.has_value() != (i < builtins)) return false;
    if (f.builtin && static_cast<std::size_t>(*f.builtin) != i) return false;
    if (f.name() == f.form || f.says.empty() || f.chapter.empty()) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (table[j].name() == f.name() && table[i - 1].name() != f.name()) return false;
      if (f.operation && table[j].operation && std::string_view(table[j].operation) == f.operation)
        return false;
    }
  }
  return true;
}
static_assert(well_formed());

// The places in the table, by name and then as they are there.
struct NameLess {
  static constexpr std::string_view name(std::size_t place) { return table[place].name(); }
  static constexpr std::string_view name(std::string_view name) { return name; }
  constexpr bool operator()(auto const& a, auto const& b) const { return name(a) < name(b); }
};
constexpr auto by_name = [] {
  std::array<std::size_t, table.size()> places{};
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(),
            [](std::size_t a, std::size_t b) { return NameLess()(a, b) || (!NameLess()(b, a) && a < b); });
  return places;
}();

}  // namespace

std::span<Function const> functions() { return table; }

std::span<Function const> forms_of(std::string_view name) {
  auto const [first, last] = std::equal_range(by_name.begin(), by_name.end(), name, NameLess());
  return first == last ? std::span<Function const>()
                       : std::span(table).subspan(*first, static_cast<std::size_t>(last - first));
}

Function const* function_of(std::uint32_t builtin) { return builtin < builtins ? &table[builtin] : nullptr; }

}  // namespace convenio::core
