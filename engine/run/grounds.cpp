// See grounds.hpp.
#include "engine/run/grounds.hpp"

#include <algorithm>

namespace convenio::run {

void Grounds::add(Item item) {
  if (item.id == model::none) return;
  log_.push_back(item);
}

void Grounds::keep_only(Mark from, Mark last) {
  log_.erase(log_.begin() + static_cast<std::ptrdiff_t>(from),
             log_.begin() + static_cast<std::ptrdiff_t>(last));
}

Grounds::Entry Grounds::take(Mark from) {
  std::vector<Item> items(log_.begin() + static_cast<std::ptrdiff_t>(from), log_.end());
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  log_.resize(from);
  if (items.empty()) return Entry(model::none);
  if (items.size() == 1 && items.front().kind == Kind::entry) return Entry(items.front().id);
  entries_.push_back(std::move(items));
  return Entry(entries_.size() - 1);
}

Grounds::Entry Grounds::fold(Mark from) {
  Entry const entry = take(from);
  rest_on(entry);
  return entry;
}

void Grounds::keep_assumed(Mark from) { rest_on_assumed(take(from)); }

void Grounds::rest_on_assumed(Entry entry) {
  if (entry == model::none) return;
  Found found;
  collect(entries_[entry], found);
  for (auto const number : found.fallbacks) fallback(number);
  for (auto const number : found.attributes) attribute(number);
}

Grounds::Found Grounds::all() const {
  Found found;
  collect(log_, found);
  return found;
}

void Grounds::collect(std::vector<Item> const& from, Found& found) const {
  std::vector<bool> met(entries_.size(), false);
  std::vector<std::vector<Item> const*> left{&from};
  while (!left.empty()) {
    auto const& items = *left.back();
    left.pop_back();
    for (Item const item : items) {
      switch (item.kind) {
        case Kind::citation:
          found.citations.insert(core::CitationId(item.id));
          break;
        case Kind::text:
          found.texts.insert(core::TextId(item.id));
          break;
        case Kind::fallback:
          found.fallbacks.insert(item.id);
          break;
        case Kind::attribute:
          found.attributes.insert(item.id);
          break;
        case Kind::entry:
          if (met[item.id]) break;
          met[item.id] = true;
          left.push_back(&entries_[item.id]);
          break;
      }
    }
  }
}

}  // namespace convenio::run
