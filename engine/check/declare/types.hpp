// The checker's view of types: interning, fitting, joining, and `money of S`.
// Knows no expression. A type is an index into the program's types, or one of two special ones.
#pragma once

#include <span>
#include <vector>

#include "engine/check/workspace.hpp"

namespace convenio::check {

inline constexpr TypeId poison{0xfffffffeU};   // after a reported fault: fits everything, silences followers
inline constexpr TypeId nothing{0xfffffffdU};  // of `undefined` and `[]`'s elements: fits everything

using TypeKind = core::Type::Kind;

inline bool special(TypeId type) { return type >= nothing; }

TypeId intern(core::Program& program, core::Type const& type);
TypeId simple(core::Program& program, TypeKind kind);
TypeId quantity(core::Program& program, model::Unit unit);
// Of any currency where it is none.
TypeId money(core::Program& program, model::CurrencyId currency, model::Per per = model::Per::sum);
TypeId list_of(core::Program& program, TypeId element);

// What is known of the state that a `money of S` or `quantity of S` speaks of: another local, a state, or
// nothing.
struct Holder {
  enum class Kind : std::uint8_t { unknown, local, state };
  Kind kind = Kind::unknown;
  std::uint32_t index = none;
};
// `type` with every `money of`, `quantity of` or record of local i replaced by what holders[i] says (beyond their
// number: unknown). Poison where the unit of a quantity cannot be told.
TypeId substitute(core::Program& program, TypeId type, std::span<Holder const> holders);
// Money of that state: `money` with its currency, and its time where the type speaks of it.
TypeId money_of_state(core::Program& program, core::Type const& money, model::StateId state);
// A record of that state.
TypeId record_of_state(core::Program& program, core::Type const& record, model::StateId state);
// Of a field, in the money of the state that `record` is of; in any money where that is not known.
TypeId field_type(core::Program& program, TypeId record, std::uint32_t field);
bool mentions_local(core::Program const& program, TypeId type);
bool in_unit_of_state(core::Program const& program, TypeId type);  // a quantity whose unit is not known here

// May a value of `from` stand where `to` is wanted?
bool fits(core::Program const& program, TypeId from, TypeId to);
// The smallest type that both fit; poison when there is none.
TypeId join(core::Program& program, TypeId a, TypeId b);

bool is_kind(core::Program const& program, TypeId type, TypeKind kind);
bool is_number(core::Program const& program, TypeId type);            // whole or ratio
bool is_ordered(core::Program const& program, TypeId type);           // whole, ratio, quantity, money, date
bool times_differ(core::Program const& program, TypeId a, TypeId b);  // of money
bool is_plain_money(core::Program const& program, TypeId type);       // currency not known
bool is_calendar(core::Program const& program, TypeId type);          // calendar months or days

std::string type_name(Workspace const& ws, TypeId type);  // quoted

// Of a state whose unit is asked for and not declared.
void report_no_unit(Workspace& ws, model::StateId state, Span span);
// `of S` behind what is no record of a State.
void report_of_no_state(Workspace& ws, core::Type const& type, syntax::Name const& of);
// A type as written. `parameters` are in scope for `money of S`, as locals 0..n-1.
TypeId resolve_type(Workspace& ws, std::uint32_t package, syntax::Type const& type,
                    std::span<core::Parameter const> parameters = {});

}  // namespace convenio::check
