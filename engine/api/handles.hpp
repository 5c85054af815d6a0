// The table behind the handles of convenio.h. A handle is a number made of its kind, its place in the table
// and how often that place was used before, so that one that was freed is never taken for a later one. What
// it stands for lives as long as someone uses it. Knows kinds and places; knows nothing of what they hold.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/api/convenio.hpp"

namespace convenio::api {

using Handle = std::uint64_t;  // 0: none

enum class HandleKind : std::uint8_t { sources = 1, rules = 2, decision = 3 };

// Any number of threads may use it at once.
class Handles {
 public:
  Handle add(HandleKind kind, std::shared_ptr<void const> held);
  // bad_handle: null, freed, never given out, or of another kind.
  Outcome find(Handle handle, HandleKind kind, std::shared_ptr<void const>& held) const;
  Outcome remove(Handle handle);

 private:
  struct Place {
    HandleKind kind{};
    std::uint32_t uses = 0;
    std::shared_ptr<void const> held;
  };
  Place const* place_of(Handle handle) const;

  mutable std::mutex mutex_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> free_;
};

}  // namespace convenio::api
