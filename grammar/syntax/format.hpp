// The one layout of rule files. Keeps every token, every comment and the author's line breaks;
// changes only white space. Works on tokens, so that a file with faults can be formatted too.
#pragma once

#include <string>
#include <string_view>

namespace convenio::syntax {

// The text laid out. format(format(x)) is format(x), and the tokens of the result are those of `text`.
std::string format(std::string_view text);

}  // namespace convenio::syntax
