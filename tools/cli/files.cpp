// Files and streams of the host.
// Knows no rule and no case.
#include "tools/cli/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fmt/format.h>

namespace convenio::cli {

namespace fs = std::filesystem;

namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

// `expected`: bytes, as far as they are known.
FileText read_stream(std::FILE* stream, std::string const& name, std::size_t limit,
                     std::size_t expected = 0) {
  FileText result;
  result.text.reserve(expected);
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
  if (path == "-") return read_stream(stdin, "standard input", limit);
  std::error_code ec;
  if (fs::is_directory(path, ec)) return {"", fmt::format("{} is a folder", path), false};
  File const file(std::fopen(path.c_str(), "rb"));
  if (!file) return {"", fmt::format("{} cannot be opened: {}", path, std::strerror(errno)), false};
  auto const size = fs::file_size(path, ec);
  return read_stream(file.get(), path, limit,
                     ec ? 0 : static_cast<std::size_t>(std::min<std::uintmax_t>(size, limit)));
}

std::string write_file(std::string const& path, std::string_view text) {
  std::string const fresh = path + ".new";
  {
    File file(std::fopen(fresh.c_str(), "wb"));
    if (!file) return fmt::format("{} cannot be written: {}", fresh, std::strerror(errno));
    bool good = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
    good = std::fclose(file.release()) == 0 && good;
    if (!good) return fmt::format("{} cannot be written: {}", fresh, std::strerror(errno));
  }
  std::error_code ec;
  auto const status = fs::status(path, ec);
  if (!ec) fs::permissions(fresh, status.permissions(), ec);
  fs::rename(fresh, path, ec);
  return ec ? fmt::format("{} cannot be replaced: {}", path, ec.message()) : "";
}

std::string find_files(fs::path const& folder, std::string_view suffix, std::size_t limit,
                       std::vector<std::string>& found) {
  std::error_code ec;
  if (!fs::is_directory(folder, ec)) return fmt::format("{} is no folder", folder.generic_string());
  fs::recursive_directory_iterator at(folder, ec);
  for (; !ec && at != fs::recursive_directory_iterator(); at.increment(ec)) {
    std::error_code kind;
    std::string path = at->path().generic_string();
    if (!path.ends_with(suffix) || !at->is_regular_file(kind)) continue;
    found.push_back(std::move(path));
    if (found.size() > limit) return fmt::format("more than {} files in {}", limit, folder.generic_string());
  }
  if (ec) return fmt::format("{} cannot be read: {}", folder.generic_string(), ec.message());
  std::sort(found.begin(), found.end());
  return "";
}

std::optional<std::string> read_line(std::FILE* stream, std::size_t limit, bool& too_long) {
  std::string line;
  too_long = false;
  bool any = false;
  for (int c = std::getc(stream); c != EOF; c = std::getc(stream)) {
    any = true;
    if (c == '\n') break;
    if (line.size() < limit)
      line += static_cast<char>(c);
    else
      too_long = true;
  }
  if (!any) return std::nullopt;
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

void out(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void err(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }
bool flushed() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

}  // namespace convenio::cli
