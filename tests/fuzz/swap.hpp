// Changes that often leave a text sound: a token becomes another that stands in the text too, of its kind and
// between the same signs. Knows words, numbers, texts in quotes and signs; knows no language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace convenio::fuzz {

// The texts of tests/fuzz/seeds/TARGET, written by hand.
std::vector<std::string> read_seeds(std::string const& target);

// The new size of `data`. Bytes changed at random are hardly ever accepted: half of the changes keep to
// tokens, of the text or, every fourth time, of a seed, since libFuzzer hardly ever comes back to the first
// inputs. Every fourth of these is changed by libFuzzer too; so are all the rest.
std::size_t mutate(std::vector<std::string> const& seeds, std::uint8_t* data, std::size_t size,
                   std::size_t limit, unsigned seed);

}  // namespace convenio::fuzz
