// What an id may be made of, and what it may be compared with.
#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <vector>

#include "engine/model/id.hpp"

using namespace convenio::model;

namespace {

template <class One, class Other>
concept Comparable = requires(One one, Other other) {
  one == other;
};
template <class One, class Other>
concept Ordered = requires(One one, Other other) {
  one < other;
};

static_assert(!std::is_convertible_v<FactId, StateId> && !std::is_constructible_v<StateId, FactId>);
static_assert(!std::is_convertible_v<std::uint32_t, StateId> &&
              std::is_constructible_v<StateId, std::uint32_t>);
static_assert(!Comparable<StateId, FactId> && !Ordered<StateId, FactId>);
static_assert(Comparable<StateId, StateId> && Ordered<StateId, StateId>);

}  // namespace

TEST_CASE("an id indexes a vector, and is none until it is given") {
  std::vector<std::string> const states{"AA", "BB"};
  StateId const second = 1;
  CHECK(states[second] == "BB");
  CHECK(StateId() == none);
  CHECK(second != none);
  CHECK(StateId(std::uint32_t{none}) == none);
  std::string all;
  for (StateId id = 0; id < states.size(); ++id) all += states[id];
  CHECK(all == "AABB");
}
