// Files and streams of the host: reading within a limit, writing whole.
// Knows no rule and no case; reports trouble as a printable sentence, throws nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convenio::cli {

struct FileText {
  std::string text;
  std::string trouble;     // "" when it was read
  bool too_large = false;  // it was not read because it is larger than the limit, in bytes
};

// "-" is standard input.
FileText read_file(std::string const& path, std::size_t limit);
// Replaces a file only when all of the text has been written; where a link leads is what is replaced, and
// mode and owner stay. A device or pipe is written to. "" or what went wrong; then nothing has changed.
std::string write_file(std::string const& path, std::string_view text);

// Files of a folder, by name; names without `/`. The folder is made where it is not there; what it holds must
// be what an earlier call left, of which files that are not among these are removed. "" or what went wrong.
std::string write_folder(std::string const& path,
                         std::vector<std::pair<std::string, std::string>> const& files);

void out(std::string_view text);  // standard output
void err(std::string_view text);  // standard error
bool flushed();                   // false: standard output could not be written

}  // namespace convenio::cli
