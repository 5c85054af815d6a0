// See reading.hpp.
#include "tools/exchange/reading.hpp"

#include <iterator>

#include <fmt/format.h>

#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view no_break_space = "\xc2\xa0";

std::string_view without_blanks(std::string_view text) {
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (std::string_view const blank : {blanks.substr(0, 1), blanks.substr(1, 1), blanks.substr(2, 1),
                                         blanks.substr(3, 1), no_break_space}) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        more = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        more = true;
      }
    }
  }
  return text;
}

// {"value": ["x"]} is x, and {"value": []} nothing; anything else is itself.
Json const* unwrapped(Json const* json) {
  static Json const nothing;
  if (json->kind() != Json::Kind::object || json->members().size() != 1) return json;
  auto const& only = json->members().front();
  if (only.key != "value") return json;
  if (only.value.kind() != Json::Kind::array) return &only.value;
  if (only.value.items().empty()) return &nothing;
  return only.value.items().size() == 1 ? &only.value.items().front() : json;
}

}  // namespace

Leaf Reading::leaf(Json const* of, std::string const& at, std::string_view key) {
  Leaf found{step(at, key), nullptr, {}};
  if (!of || of->kind() != Json::Kind::object) return found;
  found.raw = of->find(key);
  if (!found.raw) return found;
  Json const* const inner = unwrapped(found.raw);
  switch (inner->kind()) {
    case Json::Kind::null:
      return found;
    case Json::Kind::number:
      found.text = inner->number();
      return found;
    case Json::Kind::string: {
      auto const text = without_blanks(inner->string());
      if (text.empty()) {
        take(found, "");
        return found;
      }
      if (text.size() != inner->string().size())
        findings_.add(Code::blanks, found.pointer, "blanks stand around the value; it is taken without them");
      found.text = text;
      return found;
    }
    case Json::Kind::truth:
    case Json::Kind::array:
    case Json::Kind::object:
      findings_.add(Code::wrong_kind, found.pointer,
                    fmt::format("{}, and one text is asked for", cases::in_words(inner->kind())));
      return found;
  }
  return found;
}

void Reading::take(Leaf const& leaf, std::string_view read) {
  if (!leaf.raw) return;
  taken_.insert(leaf.raw);
  bool const plain = leaf.raw->kind() == Json::Kind::string && leaf.raw->string() == read && !read.empty();
  if (!plain) derive(leaf, read);
}

void Reading::release(Leaf const& leaf) {
  taken_.erase(leaf.raw);
  auto& items = std::get<Json::Items>(as_written_.content);
  if (!items.empty() && text_at(&items.back(), "pointer") == leaf.pointer) items.pop_back();
}

void Reading::derive(Leaf const& leaf, std::string_view read) {
  Json one = object();
  put(one, "pointer", text_of(leaf.pointer));
  put(one, "read", text_of(read));
  put(one, "value", leaf.raw ? *leaf.raw : Json{});
  if (leaf.raw) taken_.insert(leaf.raw);
  std::get<Json::Items>(as_written_.content).push_back(std::move(one));
}

// Whether anything within was taken.
bool Reading::collect(Json const& node, std::string const& pointer, std::vector<Kept>& out) const {
  if (taken_.contains(&node)) return true;
  std::vector<Kept> mine;
  bool any = false;
  if (node.kind() == Json::Kind::object) {
    for (auto const& one : node.members()) any |= collect(one.value, step(pointer, one.key), mine);
  } else if (node.kind() == Json::Kind::array) {
    for (std::size_t n = 0; n < node.items().size(); ++n)
      any |= collect(node.items()[n], step(pointer, n), mine);
  }
  if (any)
    out.insert(out.end(), std::make_move_iterator(mine.begin()), std::make_move_iterator(mine.end()));
  else if (!says_nothing(node))
    out.push_back({pointer, &node});
  return any;
}

void Reading::finish(Json const& root, Json& document) {
  std::vector<Kept> all;
  collect(root, "", all);
  Json kept = list();
  for (auto const& one : all) {
    if (!findings_.told_within(one.pointer))
      findings_.add(Code::kept, one.pointer, "a case has no place for this; it is kept beside the facts");
    Json item = object();
    put(item, "pointer", text_of(one.pointer));
    put(item, "value", *one.value);
    std::get<Json::Items>(kept.content).push_back(std::move(item));
  }
  if (!as_written_.items().empty()) put(document, "as_written", std::move(as_written_));
  if (!kept.items().empty()) put(document, "kept", std::move(kept));
}

}  // namespace convenio::exchange
