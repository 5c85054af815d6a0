// See handles.hpp.
#include "engine/api/handles.hpp"

#include <cassert>
#include <string_view>

#include <fmt/format.h>

namespace convenio::api {

namespace {

// A handle: kind in the upper 8 bits, then 24 bits of uses, counted from 1, then 32 bits of place.
constexpr unsigned place_bits = 32, use_bits = 24;
constexpr std::uint32_t most_uses = (1U << use_bits) - 1;

std::uint32_t place_in(Handle handle) { return static_cast<std::uint32_t>(handle); }
std::uint32_t uses_in(Handle handle) { return static_cast<std::uint32_t>(handle >> place_bits) & most_uses; }
HandleKind kind_in(Handle handle) { return static_cast<HandleKind>(handle >> (place_bits + use_bits)); }

std::string_view in_words(HandleKind kind) {
  switch (kind) {
    case HandleKind::sources:
      return "sources";
    case HandleKind::rules:
      return "rules";
    case HandleKind::decision:
      return "a decision";
  }
  return "nothing";
}

Outcome unknown(Handle handle) {
  return {Status::bad_handle,
          handle == 0 ? "the handle is null" : "the handle was freed, or was never given out"};
}

}  // namespace

Handle Handles::add(HandleKind kind, std::shared_ptr<void const> held) {
  std::lock_guard const lock(mutex_);
  if (free_.empty()) {
    free_.reserve(places_.size() + 1);  // so that remove() never has to ask for memory
    places_.emplace_back();
    free_.push_back(static_cast<std::uint32_t>(places_.size() - 1));
  }
  std::uint32_t const at = free_.back();
  free_.pop_back();
  Place& place = places_[at];
  assert(!place.held && place.uses < most_uses);
  place.kind = kind;
  ++place.uses;
  place.held = std::move(held);
  return (Handle{static_cast<std::uint8_t>(kind)} << (place_bits + use_bits)) |
         (Handle{place.uses} << place_bits) | at;
}

Handles::Place const* Handles::place_of(Handle handle) const {
  std::uint32_t const at = place_in(handle);
  if (at >= places_.size()) return nullptr;
  Place const& place = places_[at];
  bool const same = place.held && place.kind == kind_in(handle) && place.uses == uses_in(handle);
  return same ? &place : nullptr;
}

Outcome Handles::find(Handle handle, HandleKind kind, std::shared_ptr<void const>& held) const {
  std::lock_guard const lock(mutex_);
  Place const* const place = place_of(handle);
  if (place == nullptr) return unknown(handle);
  if (place->kind != kind) {
    return {Status::bad_handle,
            fmt::format("the handle is of {}, not of {}", in_words(place->kind), in_words(kind))};
  }
  held = place->held;
  return {};
}

Outcome Handles::remove(Handle handle) {
  std::shared_ptr<void const> held;  // goes after the lock
  std::lock_guard const lock(mutex_);
  Place const* const place = place_of(handle);
  if (place == nullptr) return unknown(handle);
  std::uint32_t const at = place_in(handle);
  held = std::move(places_[at].held);
  // A place that was used as often as can be told is not used again.
  if (place->uses < most_uses) free_.push_back(at);
  return {};
}

}  // namespace convenio::api
