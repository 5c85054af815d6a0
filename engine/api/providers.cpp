// The providers of rule texts that need no file system: memory, and texts over another provider.
// Knows names and bytes; knows nothing of what the texts say.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/api/convenio.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

Provider::~Provider() = default;
std::string Provider::prefix() const { return ""; }

namespace {

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
  if (found == texts_.end())
    return under_ ? under_->read(name, text) : Outcome{Status::host, name + " is not there"};
  text = found->second;
  return {};
}

}  // namespace

ProviderPtr memory(std::vector<File> files) { return std::make_shared<Overlay>(std::move(files), nullptr); }
ProviderPtr overlay(std::vector<File> files, ProviderPtr under) {
  return std::make_shared<Overlay>(std::move(files), std::move(under));
}

}  // namespace convenio::api
