// Conditions on periods that compare their fields: with each other, with facts and with what is known. They
// are asked of many periods and pairs of periods, so they are rows of tests, and no nodes are run for them.
// Where something is absent they are unsure, and the nodes say what follows. Knows periods; knows no list.
#pragma once

#include <optional>
#include <vector>

#include "engine/fast/machine.hpp"

namespace convenio::fast {

struct SpanSide {
  // word: what is known for each word that the attribute may be.
  enum class Kind : std::uint8_t { constant, fact, state, begin, last, attribute, word } kind{};
  std::uint32_t slot = 0;  // the local that is the period
  std::uint32_t attribute = 0;
  Reg value;
  Node const* node = nullptr;
  std::vector<Reg> words;
  Reg of(Machine& m) const;
};

struct SpanTest {
  enum class Op : std::uint8_t { equal, not_equal, less, less_equal } op{};
  SpanSide left, right;
};

struct SpanCondition {
  enum class Answer : std::uint8_t { no, yes, unsure };
  std::vector<SpanTest> all;  // every one must hold
  std::uint32_t cost = 0;     // steps of the reference, if all are asked
  Answer ask(Machine& m) const;
};

}  // namespace convenio::fast
