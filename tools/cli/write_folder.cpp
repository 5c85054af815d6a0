// Writing a folder of pages: into a new or empty one, or over what was written so before, and nothing else.
// Knows POSIX folders and the list of names that such a folder holds; knows nothing of what is written.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view list_name = "convenio-book.txt";
constexpr std::string_view list_head = "convenio-book 1\n";
constexpr std::size_t list_limit = std::size_t{1024} * 1024;
constexpr std::size_t told = 5;  // names of what is in the way

std::string list_of(std::set<std::string> const& names) {
  std::string text(list_head);
  for (auto const& name : names) text += name + "\n";
  return text;
}

// The names that an earlier writing left in the list; nothing where there is no such list.
std::set<std::string> listed(fs::path const& folder) {
  std::set<std::string> names;
  auto const file = read_file((folder / list_name).string(), list_limit);
  if (!file.trouble.empty() || !file.text.starts_with(list_head)) return names;
  names.insert(std::string(list_name));
  for (std::size_t at = list_head.size(); at < file.text.size();) {
    auto const end = std::min(file.text.find('\n', at), file.text.size());
    names.insert(file.text.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

struct Inside {
  std::set<std::string> ours;        // files that are in the list
  std::vector<std::string> foreign;  // everything else
  std::string trouble;
};

Inside look(fs::path const& folder) {
  Inside inside;
  auto const before = listed(folder);
  std::error_code ec;
  for (fs::directory_iterator at(folder, ec), end; !ec && at != end; at.increment(ec)) {
    auto const name = at->path().filename().string();
    struct stat found {};
    bool const file =
        ::lstat(at->path().c_str(), &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink == 1;
    if (file && before.contains(name))
      inside.ours.insert(name);
    else
      inside.foreign.push_back(text::printable(name));
  }
  if (ec)
    inside.trouble = fmt::format("{} cannot be read: {}", text::printable(folder.string()), ec.message());
  std::sort(inside.foreign.begin(), inside.foreign.end());
  return inside;
}

}  // namespace

std::string write_folder(std::string const& path,
                         std::vector<std::pair<std::string, std::string>> const& files) {
  fs::path const folder(path);
  auto const shown = text::printable(path);
  if (path.empty()) return "the folder has no name";
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno != ENOENT) return fmt::format("{} cannot be read: {}", shown, std::strerror(errno));
    if (::mkdir(path.c_str(), 0777) != 0)
      return fmt::format("the folder {} cannot be made: {}", shown, std::strerror(errno));
  } else if (!S_ISDIR(found.st_mode)) {
    return fmt::format("{} is no folder", shown);
  }
  auto const inside = look(folder);
  if (!inside.trouble.empty()) return inside.trouble;
  if (!inside.foreign.empty()) {
    auto const count = std::min(inside.foreign.size(), told);
    std::vector<std::string> const few(inside.foreign.begin(),
                                       inside.foreign.begin() + static_cast<std::ptrdiff_t>(count));
    return fmt::format("{} holds what no earlier book left there ({}{}); name a new or an empty folder",
                       shown, fmt::join(few, ", "), inside.foreign.size() > count ? ", ..." : "");
  }
  std::set<std::string> names;
  for (auto const& [name, text] : files) names.insert(name);
  // The list goes first, with old and new names, so that an interrupted writing can be done again.
  auto both = inside.ours;
  both.insert(names.begin(), names.end());
  both.erase(std::string(list_name));
  auto const list = (folder / list_name).string();
  if (auto trouble = write_file(list, list_of(both)); !trouble.empty()) return trouble;
  for (auto const& [name, text] : files) {
    if (auto trouble = write_file((folder / name).string(), text); !trouble.empty()) return trouble;
  }
  for (auto const& name : both) {
    std::error_code ec;
    if (!names.contains(name)) fs::remove(folder / name, ec);
    if (ec)
      return fmt::format("{} cannot be removed: {}", text::printable((folder / name).string()), ec.message());
  }
  return write_file(list, list_of(names));
}

}  // namespace convenio::cli
