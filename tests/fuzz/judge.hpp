// What must be true of every decision on rules that the checker accepted.
// Knows statuses, blockers and the two outputs; knows no fuzzer.
#pragma once

#include "tests/fuzz/checked.hpp"

namespace convenio::fuzz {

inline constexpr std::uint64_t steps = 5'000;  // enough for small rules, and no run takes long

// Evaluates and judges; `detail` chooses whether anything is explained and rendered, and how.
void judge(api::Rules const& rules, cases::Case const& facts, std::size_t detail);

}  // namespace convenio::fuzz
