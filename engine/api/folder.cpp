// Rule files of a folder and of the folders below it, links followed.
// Knows the file system; knows nothing of what the files say. What looks like a rule file and cannot be read
// as one is refused by name, so that no rule is left out without a word.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "engine/api/convenio.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view suffix = ".convenio";
constexpr std::string_view lock_of_an_editor =
    ".#";  // a link that leads nowhere, beside the file being edited

Outcome host(std::string sentence) { return {Status::host, std::move(sentence)}; }
Outcome unreadable(std::string const& path, std::string const& why) {
  return host(fmt::format("{} cannot be read: {}", text::printable(path), why));
}

// One walk through the folders. Each is entered once, so that links cannot lead in a circle.
class Walk {
 public:
  Walk(std::size_t prefix, std::vector<std::string>& names) : prefix_(prefix), names_(names) {}
  Outcome enter(std::string const& folder);

 private:
  Outcome look_at(std::string const& path, std::string const& name);

  std::size_t prefix_;
  std::vector<std::string>& names_;
  std::map<std::pair<dev_t, ino_t>, std::string> entered_;
};

Outcome Walk::enter(std::string const& folder) {
  struct stat status {};
  if (::stat(folder.c_str(), &status) != 0) return unreadable(folder, std::strerror(errno));
  auto const [other, is_new] = entered_.emplace(std::pair{status.st_dev, status.st_ino}, folder);
  if (!is_new) {
    return host(fmt::format("{} and {} are the same folder", text::printable(other->second),
                            text::printable(folder)));
  }
  std::error_code ec;
  std::vector<std::string> here;
  for (fs::directory_iterator at(folder, ec); !ec && at != fs::directory_iterator(); at.increment(ec))
    here.push_back(at->path().filename().string());
  if (ec) return unreadable(folder, ec.message());
  std::sort(here.begin(), here.end());
  for (auto const& name : here) {
    if (names_.size() > files_limit) return {};
    if (auto outcome = look_at((folder.ends_with('/') ? folder : folder + "/") + name, name); !outcome.ok())
      return outcome;
  }
  return {};
}

Outcome Walk::look_at(std::string const& path, std::string const& name) {
  auto const refused = [&](char const* what) {
    return host(fmt::format("{} {}", text::printable(path), what));
  };
  std::error_code ec;
  auto const type = fs::status(path, ec).type();
  bool const rule_file = name.ends_with(suffix);
  switch (type) {
    case fs::file_type::directory:
      return rule_file ? refused("is a folder with the name of a rule file") : enter(path);
    case fs::file_type::regular:
      if (rule_file) names_.push_back(path.substr(prefix_));
      return {};
    case fs::file_type::not_found:
      if (!fs::is_symlink(fs::symlink_status(path, ec)) || name.starts_with(lock_of_an_editor)) return {};
      return refused("is a link that leads nowhere");
    case fs::file_type::none:
    case fs::file_type::unknown:
      return unreadable(path, ec.message());
    case fs::file_type::symlink:
    case fs::file_type::block:
    case fs::file_type::character:
    case fs::file_type::fifo:
    case fs::file_type::socket:
      break;
  }
  return rule_file ? refused("is no file") : Outcome{};
}

class Folder : public Provider {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  Outcome list(std::vector<std::string>& names) const override {
    std::error_code ec;
    if (!fs::is_directory(path_, ec)) return host(fmt::format("{} is no folder", text::printable(path_)));
    return Walk(prefix().size(), names).enter(path_);
  }
  Outcome read(std::string const& name, std::string& text) const override;
  std::string prefix() const override { return path_.ends_with('/') ? path_ : path_ + "/"; }

 private:
  std::string path_;
};

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Outcome Folder::read(std::string const& name, std::string& text) const {
  std::string const path = prefix() + name;
  std::unique_ptr<std::FILE, Closer> const file(std::fopen(path.c_str(), "rb"));
  if (!file) return host(fmt::format("{} cannot be opened: {}", text::printable(path), std::strerror(errno)));
  char buffer[65536];
  while (std::size_t const read = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, read);
    if (text.size() > file_limit)
      return {Status::too_large, fmt::format("{} is too large", text::printable(path))};
  }
  return std::ferror(file.get()) != 0 ? unreadable(path, std::strerror(errno)) : Outcome{};
}

}  // namespace

ProviderPtr folder(std::string path) { return std::make_shared<Folder>(std::move(path)); }

}  // namespace convenio::api
