// A change that often leaves a text sound: a token becomes another that stands in the text too, of its kind
// and between the same signs. Knows words, numbers, texts in quotes and signs; knows no language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace convenio::fuzz {

// One to three such changes, of the text or, every fourth time, of one of the texts in `folder`: libFuzzer
// comes back to the first inputs hardly ever. The new size; 0 where there is nothing to change, or no room.
std::size_t swap_tokens(std::string const& folder, std::uint8_t* data, std::size_t size, std::size_t limit,
                        unsigned seed);

}  // namespace convenio::fuzz
