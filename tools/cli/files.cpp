// Reading, and the standard streams. Writing is write_file.cpp's.
// Knows no rule and no case.
#include "tools/cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"

namespace convenio::cli {

namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

// `expected`: about so many bytes; nothing depends on it but how often the text moves while it grows.
FileText read_stream(std::FILE* stream, std::string const& name, std::size_t limit, std::size_t expected) {
  FileText result;
  result.text.reserve(std::min(expected, limit));
  char buffer[65536];
  while (std::size_t const read = std::fread(buffer, 1, sizeof buffer, stream)) {
    result.text.append(buffer, read);
    if (result.text.size() > limit) {
      result.too_large = true;
      result.trouble = fmt::format("{} is larger than {} bytes", name, limit);
      result.text.clear();
      return result;
    }
  }
  if (std::ferror(stream) != 0)
    result.trouble = fmt::format("{} cannot be read: {}", name, std::strerror(errno));
  return result;
}

}  // namespace

FileText read_file(std::string const& path, std::size_t limit) {
  if (path == "-") return read_stream(stdin, "standard input", limit, 0);
  std::string const name = text::printable(path);
  std::error_code ec;
  if (std::filesystem::is_directory(path, ec)) return {"", fmt::format("{} is a folder", name), false};
  File const file(std::fopen(path.c_str(), "rb"));
  if (!file) return {"", fmt::format("{} cannot be opened: {}", name, std::strerror(errno)), false};
  std::setvbuf(file.get(), nullptr, _IONBF, 0);  // it is read in large pieces anyway
  auto const size = std::filesystem::file_size(path, ec);
  return read_stream(file.get(), name, limit, ec ? 0 : size);
}

void out(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void err(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }
bool flushed() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace convenio::cli
