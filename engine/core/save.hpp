// A checked program as bytes, so that a case can be decided without reading the rules again.
// The bytes begin with one line: the format, the engine's version, the identity of the rules, and of each of
// two parts the BLAKE2b of the version, the identity and the part, and its size. The first part is the
// program without its tests, its texts before its fields; the other, what only pages say: the texts in other
// languages and, of the sources, the lines that an explanation may quote. Reading trusts nothing: a file that another hand has made is refused, or is as sound
// as a checked program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/core/program.hpp"
#include "grammar/text/code.hpp"
#include "grammar/text/source.hpp"

namespace convenio::core {

// Another one whenever Program, what it is made of, or the meaning of an operator changes.
inline constexpr unsigned save_format = 14;

struct SavedProgram {
  Program program;        // without tests and samples
  text::Sources sources;  // under the names that they had below the rules folder
};

struct SaveTrouble {
  text::Code code;  // of codes.def
  std::string message;
};
std::string to_string(SaveTrouble const& trouble);  // "[P003] the saved program was altered"

// Precondition: the program was checked without errors. `folder` is left out of the sources' names.
std::string save(Program const& program, text::Sources const& sources, std::string_view folder);
// Without the second part, `sources` and the program's translations stay empty, and nobody looks whether that
// part was altered: a decision that is not explained is told in English and needs none of it.
enum class Quotes : std::uint8_t { read, left_out };
// Whether the language has taken a word, so that no name can be it. Which words it has is the grammar's.
using Taken = bool (*)(std::string_view word);
std::variant<SavedProgram, SaveTrouble> load_saved(std::string_view bytes, Taken taken,
                                                   Quotes quotes = Quotes::read);

// What is behind the first line; and with the line that it should have, for those who test load_saved().
struct Parts {
  std::string program, quotes;
};
std::string sealed(Parts const& parts, std::string_view identity);

}  // namespace convenio::core
