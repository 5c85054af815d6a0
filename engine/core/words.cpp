// See words.hpp.
#include "engine/core/words.hpp"

#include <algorithm>

#include "engine/core/names.hpp"
#include "grammar/text/names.hpp"

namespace convenio::core {

namespace {

bool is_path(std::string_view said) {
  constexpr std::string_view between = ", ";
  for (;;) {
    auto const end = std::min(said.find(between), said.size());
    auto const one = said.substr(0, end);
    auto const space = std::min(one.find(' '), one.size());
    auto const container = one.substr(0, space);
    bool const known = container == "article" || container == "paragraph";
    if (!known || space == one.size() || !text::is_label(one.substr(space + 1))) return false;
    if (end == said.size()) return true;
    said.remove_prefix(end + between.size());
  }
}

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

bool Words::read(std::string_view all, std::vector<std::uint32_t> ends) {
  all_ = all;
  ends_ = std::move(ends);
  found_.resize(ends_.size());
  // Where all together are a text, each is one that begins with a character.
  return text::is_text(all_) && std::none_of(ends_.begin(), ends_.end(), [&](std::uint32_t end) {
           return end < all_.size() && continues(all_[end]);
         });
}

bool Words::can_be(Says what, std::size_t place) {
  std::string_view const said = (*this)[place];
  switch (what) {
    case Says::name:
      return is_name(place);
    case Says::shared:
      return is_name(place) || shared(said);
    case Says::word:
      return text::is_name(said);
    case Says::package:
      return found_[place].package = true;
    case Says::currency:
      return said.size() == 3 &&
             std::all_of(said.begin(), said.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    case Says::rule:
      return is_name(place) || said == decision_rule_name || governing(said);
    case Says::path:
      return said.empty() || is_path(said);
    case Says::confidence:
      return said.empty() || std::find(confidences.begin(), confidences.end(), said) != confidences.end();
    case Says::text:
      return true;
    case Says::identity:
      return said.size() == 64 && said.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  }
  return false;
}

bool Words::only_packages(std::vector<std::string> const& packages) const {
  std::unordered_set<std::string_view> const known(packages.begin(), packages.end());
  for (std::size_t place = 0; place < found_.size(); ++place) {
    if (found_[place].package && !known.contains((*this)[place])) return false;
  }
  return std::all_of(before_dots_.begin(), before_dots_.end(),
                     [&](std::string_view one) { return known.contains(one); });
}

// Most names stand in many places.
bool Words::is_name(std::size_t place) {
  Found& found = found_[place];
  if (!found.asked) found = {true, is_name((*this)[place]), found.package};
  return found.name;
}

bool Words::is_name(std::string_view said) const { return text::is_name(said) && !taken_(said); }

bool Words::shared(std::string_view said) {
  auto const dot = said.find('.');
  if (dot == std::string_view::npos || !is_name(said.substr(dot + 1))) return false;
  before_dots_.insert(said.substr(0, dot));
  return true;
}

bool Words::governing(std::string_view said) const {
  static std::string const dates = governing_rule_name("");
  static std::string const applications = application_rule_name("");
  auto const of_text = [&](std::string const& before) {
    return said.starts_with(before) && is_name(said.substr(before.size()));
  };
  return of_text(dates) || of_text(applications) || party(said) || particular(said);
}

bool Words::party(std::string_view said) const {
  static std::string const between = party_rule_name("", "");
  auto const at = said.find(between);
  return at != std::string_view::npos && is_name(said.substr(0, at)) &&
         is_name(said.substr(at + between.size()));
}

bool Words::particular(std::string_view said) const {
  static std::string const between = particular_rule_name("", "");
  auto const at = said.find(between);
  if (at == std::string_view::npos || !is_name(said.substr(0, at))) return false;
  auto const award = said.substr(at + between.size());
  static std::string const by = stated_rule_name("", "", "").substr(between.size());
  auto const route = award.find(by);
  if (route == std::string_view::npos) return is_name(award);
  return is_name(award.substr(0, route)) && is_name(award.substr(route + by.size()));
}

}  // namespace convenio::core
