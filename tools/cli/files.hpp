// Files and streams of the host: reading within a limit, finding rule files, writing.
// Knows no rule and no case; reports trouble as text, throws nothing.
#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convenio::cli {

struct FileText {
  std::string text;
  std::string trouble;     // "" when it was read
  bool too_large = false;  // it was not read because it is larger than the limit
};

// "-" is standard input.
FileText read_file(std::string const& path, std::size_t limit);
// Replaces the file only when all of the text has been written. "" or what went wrong.
std::string write_file(std::string const& path, std::string_view text);

// All files under the folder whose names end so, in the order of their paths. "" or what went wrong.
std::string find_files(std::filesystem::path const& folder, std::string_view suffix, std::size_t limit,
                       std::vector<std::string>& found);

// One line of a stream without its end. nullopt at the end of the stream. A line beyond the limit is skipped,
// and `too_long` set.
std::optional<std::string> read_line(std::FILE* stream, std::size_t limit, bool& too_long);

void out(std::string_view text);  // standard output
void err(std::string_view text);  // standard error
bool flushed();                   // false: standard output could not be written

}  // namespace convenio::cli
