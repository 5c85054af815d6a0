// The providers of rule texts: a folder, memory, and texts over another provider.
// Knows names and bytes; knows nothing of what the texts say.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "engine/api/convenio.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace fs = std::filesystem;

Provider::~Provider() = default;
std::string Provider::prefix() const { return ""; }

namespace {

constexpr std::string_view suffix = ".convenio";

Outcome host(std::string sentence) { return {Status::host, std::move(sentence)}; }

class Folder : public Provider {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  Outcome list(std::vector<std::string>& names) const override;
  Outcome read(std::string const& name, std::string& text) const override;
  std::string prefix() const override { return path_.ends_with('/') ? path_ : path_ + "/"; }

 private:
  std::string path_;
};

Outcome Folder::list(std::vector<std::string>& names) const {
  std::error_code ec;
  if (!fs::is_directory(path_, ec)) return host(fmt::format("{} is no folder", path_));
  fs::recursive_directory_iterator at(path_, ec);
  std::size_t const below = prefix().size();
  for (; !ec && at != fs::recursive_directory_iterator() && names.size() <= files_limit; at.increment(ec)) {
    std::error_code kind;
    std::string const path = at->path().generic_string();
    if (path.ends_with(suffix) && at->is_regular_file(kind)) names.push_back(path.substr(below));
  }
  if (ec) return host(fmt::format("{} cannot be read: {}", path_, ec.message()));
  return {};
}

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Outcome Folder::read(std::string const& name, std::string& text) const {
  std::string const path = prefix() + name;
  std::unique_ptr<std::FILE, Closer> const file(std::fopen(path.c_str(), "rb"));
  if (!file) return host(fmt::format("{} cannot be opened: {}", path, std::strerror(errno)));
  char buffer[65536];
  while (std::size_t const read = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, read);
    if (text.size() > file_limit) return {Status::too_large, fmt::format("{} is too large", path)};
  }
  if (std::ferror(file.get()) != 0)
    return host(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
  return {};
}

// A name that a message can show.
bool presentable(std::string const& name) {
  auto const control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !name.empty() && text::is_valid_utf8(name) && std::none_of(name.begin(), name.end(), control);
}

// Texts, alone or over another provider.
class Overlay : public Provider {
 public:
  Overlay(std::vector<File> files, ProviderPtr under) : under_(std::move(under)) {
    for (auto& file : files) texts_[std::move(file.name)] = std::move(file.text);
  }
  Outcome list(std::vector<std::string>& names) const override;
  Outcome read(std::string const& name, std::string& text) const override;
  std::string prefix() const override { return under_ ? under_->prefix() : ""; }

 private:
  std::map<std::string, std::string> texts_;
  ProviderPtr under_;
};

Outcome Overlay::list(std::vector<std::string>& names) const {
  if (under_) {
    if (auto outcome = under_->list(names); !outcome.ok()) return outcome;
  }
  std::erase_if(names, [&](std::string const& name) { return texts_.contains(name); });
  for (auto const& [name, text] : texts_) {
    if (!presentable(name)) {
      return {Status::bad_argument,
              fmt::format("`{}` is no name for a file of rules", text::printable(name))};
    }
    names.push_back(name);
  }
  return {};
}

Outcome Overlay::read(std::string const& name, std::string& text) const {
  auto const found = texts_.find(name);
  if (found == texts_.end()) return under_ ? under_->read(name, text) : host(name + " is not there");
  text = found->second;
  return {};
}

}  // namespace

ProviderPtr folder(std::string path) { return std::make_shared<Folder>(std::move(path)); }
ProviderPtr memory(std::vector<File> files) { return std::make_shared<Overlay>(std::move(files), nullptr); }
ProviderPtr overlay(std::vector<File> files, ProviderPtr under) {
  return std::make_shared<Overlay>(std::move(files), std::move(under));
}

}  // namespace convenio::api
