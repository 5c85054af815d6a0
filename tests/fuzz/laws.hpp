// What the targets share that are given a package and a case: the first byte says how many bytes make the
// package (law.hpp), the rest make the case (document.hpp). Set FUZZ_SHOW to see both, and what the checker
// says. Knows no rule and no case.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/api/brief.hpp"
#include "tests/fuzz/checked.hpp"

namespace convenio::fuzz {

// Both evaluators over the rules of one package, as a batch has them.
struct Both {
  explicit Both(api::Rules const& rules);
  api::Brief reference, fast;
};

struct Law {
  api::Rules rules;
  std::unique_ptr<Both> both;  // none, until it is asked for
  std::uint64_t used = 0;
};

struct Given {
  Law* law = nullptr;  // kept, because many cases meet the same package
  std::string document;
  cases::Case facts;
};

// nullopt: the package is refused, or the case because what it calls contradictory is not.
std::optional<Given> given(std::uint8_t const* data, std::size_t size);

// For LLVMFuzzerCustomMutator. Mostly the case is changed: another package costs a hundred times as much.
std::size_t mutate_case(std::uint8_t* data, std::size_t size, std::size_t limit, unsigned seed);

}  // namespace convenio::fuzz
