// Reads JSON by the events of Boost.JSON's parser, which does not itself notice repeated keys.
// Knows documents, keys and limits; knows no fact.
#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <boost/json/basic_parser_impl.hpp>

#include "engine/cases/codes.hpp"
#include "engine/cases/json.hpp"

namespace convenio::cases {

namespace {

namespace bj = boost::json;

// Builds the tree. Every event returns true: faults are collected, only bad syntax ends the reading.
class Builder {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  using Ec = bj::error_code;

  Builder(Limits const& limits, Faults& faults) : limits_(&limits), faults_(&faults) {}

  bool on_document_begin(Ec&) { return true; }
  bool on_document_end(Ec&) { return true; }
  bool on_array_begin(Ec&) { return push(Json{Json::Items{}}); }
  bool on_array_end(std::size_t, Ec&) { return pop(); }
  bool on_object_begin(Ec&) { return push(Json{Json::Members{}}); }
  bool on_object_end(std::size_t, Ec&) {
    drop_repeated_keys(std::get<Json::Members>(open_.back().value.content));
    return pop();
  }
  bool on_string_part(bj::string_view part, std::size_t, Ec&) { return append(part); }
  bool on_string(bj::string_view part, std::size_t, Ec&) {
    append(part);
    check_text(text_, "text");
    return put(Json{std::exchange(text_, {})});
  }
  bool on_key_part(bj::string_view part, std::size_t, Ec&) { return append(part); }
  bool on_key(bj::string_view part, std::size_t, Ec&) {
    append(part);
    check_text(text_, "key");
    open_.back().key = std::exchange(text_, {});
    return true;
  }
  bool on_number_part(bj::string_view part, Ec&) { return append(part); }
  bool on_int64(std::int64_t, bj::string_view part, Ec&) { return number(part); }
  bool on_uint64(std::uint64_t, bj::string_view part, Ec&) { return number(part); }
  bool on_double(double, bj::string_view part, Ec&) { return number(part); }
  bool on_bool(bool value, Ec&) { return put(Json{value}); }
  bool on_null(Ec&) { return put(Json{}); }
  bool on_comment_part(bj::string_view, Ec&) { return true; }
  bool on_comment(bj::string_view, Ec&) { return true; }

  Json take() { return std::move(root_); }

 private:
  struct Frame {
    Json value;
    std::string key;  // the member that is being read
  };

  bool append(bj::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }

  bool number(bj::string_view part) {
    append(part);
    if (text_.size() > limits_->number) {
      faults_->add(
          Code::number_too_long, path(),
          fmt::format("a number of {} characters; at most {} are read", text_.size(), limits_->number));
      text_ = "0";
    }
    return put(Json{JsonNumber{std::exchange(text_, {})}});
  }

  bool push(Json value) {
    open_.push_back({std::move(value), {}});
    return true;
  }

  bool pop() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(value));
  }

  bool put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* items = std::get_if<Json::Items>(&open_.back().value.content)) {
      items->push_back(std::move(value));
    } else {
      std::get<Json::Members>(open_.back().value.content)
          .push_back({std::move(open_.back().key), std::move(value)});
    }
    return true;
  }

  void check_text(std::string& text, char const* what) {
    if (text.size() > limits_->text) {
      faults_->add(Code::text_too_long, path(),
                   fmt::format("a {} of {} bytes; at most {} are read", what, text.size(), limits_->text));
      text.clear();
    } else if (text.find('\0') != std::string::npos) {
      faults_->add(Code::nul_character, path(), fmt::format("a {} contains the character NUL", what));
      text.clear();
    }
  }

  void drop_repeated_keys(Json::Members& members) {
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return members[a].key < members[b].key; });
    std::vector<std::size_t> repeated;
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (members[order[i - 1]].key == members[order[i]].key) repeated.push_back(order[i]);
    }
    if (repeated.empty()) return;
    std::sort(repeated.begin(), repeated.end());
    open_.back().key.clear();
    std::string const base = path_to(open_.size() - 1);
    for (std::size_t i : repeated) {
      std::string place = base;
      append_key(place, members[i].key);
      faults_->add(Code::given_twice, place,
                   fmt::format("the key `{}` stands twice in one object", members[i].key),
                   "keep one of them; escaped and plain spellings of a key are the same key");
    }
    Json::Members kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!std::binary_search(repeated.begin(), repeated.end(), i)) kept.push_back(std::move(members[i]));
    }
    members = std::move(kept);
  }

  std::string path() const { return path_to(open_.size()); }
  std::string path_to(std::size_t frames) const {
    std::string out;
    for (std::size_t i = 0; i < frames; ++i) {
      if (auto const* items = std::get_if<Json::Items>(&open_[i].value.content)) {
        out += fmt::format("[{}]", items->size());
      } else {
        append_key(out, open_[i].key);
      }
    }
    return out;
  }

  Limits const* limits_;
  Faults* faults_;
  Json root_;
  std::vector<Frame> open_;
  std::string text_;
};

std::string place_of(std::string_view text, std::size_t offset) {
  std::size_t line = 1, column = 1;
  for (char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) {
      ++column;
    }
  }
  return fmt::format("line {}, column {}", line, column);
}

// The first half of a surrogate pair is the last thing before what stands at the offset or begins just before
// it.
bool after_half_a_pair(std::string_view text, std::size_t offset) {
  constexpr std::size_t half = 6;  // \uD800
  for (std::size_t back = 0; back <= 2 && offset >= back; ++back) {
    std::string_view const before = text.substr(0, offset - back);
    if (before.size() < 4) return false;
    std::string_view const last = before.substr(before.size() - std::min(before.size(), half));
    std::size_t const at = last.rfind("\\u");
    if (at == std::string_view::npos || at + 3 >= last.size()) continue;
    std::size_t slashes = 0;  // before this one, each may stand for itself
    for (std::size_t n = before.size() - last.size() + at; n > slashes && text[n - 1 - slashes] == '\\';)
      ++slashes;
    if (slashes % 2 != 0) continue;
    if ((last[at + 2] == 'd' || last[at + 2] == 'D') &&
        std::string_view("89abAB").find(last[at + 3]) != std::string_view::npos)
      return true;
  }
  return false;
}

// All characters of the number that the offset is in or just behind.
std::string_view number_around(std::string_view text, std::size_t offset) {
  constexpr std::string_view characters = "+-.0123456789Ee";
  auto const part = [&](std::size_t at) { return characters.find(text[at]) != std::string_view::npos; };
  std::size_t begin = std::min(offset, text.size()), end = begin;
  while (begin > 0 && part(begin - 1)) --begin;
  while (end < text.size() && part(end)) ++end;
  return text.substr(begin, end - begin);
}

std::string found_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size() || text[offset] < 0x20 || text[offset] == 0x7f) return {};
  return fmt::format(": found `{}`", text[offset]);
}

// What people and programs write in place of JSON.
std::string slip_at(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  std::size_t before = offset;
  while (before > 0 && std::string_view(" \t\r\n").find(text[before - 1]) != std::string_view::npos) --before;
  char const last = before > 0 ? text[before - 1] : '\0';
  char const here = text[offset];
  if ((here == '}' || here == ']') && last == ',') return "the last member of an object or list has no comma";
  bool const after_value =
      last == '"' || last == '}' || last == ']' || (last >= '0' && last <= '9') || last == 'e';
  if (after_value && (here == '"' || here == '{' || here == '[')) return "a comma is missing before it";
  if (here == '\'') return "texts stand in double quotes";
  if (here == '/' || here == '#') return "JSON has no remarks; a case may have a `comment`";
  if (here == 'T' || here == 'F' || here == 'N') return "`true`, `false` and `null` have small letters";
  if (last == '{' || last == ',') return "the name of a member stands in double quotes";
  if (last == ':' && ((here >= 'a' && here <= 'z') || (here >= 'A' && here <= 'Z')))
    return "a text stands in double quotes";
  return {};
}

void report(bj::error_code ec, std::string_view text, std::size_t offset, Limits const& limits,
            Faults& faults) {
  std::string const place = place_of(text, offset);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    faults.add(Code::not_json, "", "there is nothing where a case should be");
  } else if (ec == bj::error::exponent_overflow) {
    auto const number = number_around(text, offset).size();
    if (number > limits.number) {
      faults.add(
          Code::number_too_long, "",
          fmt::format("a number of {} characters; at most {} are read, {}", number, limits.number, place));
    } else {
      faults.add(Code::unreadable, "", fmt::format("an exponent beyond what is read, {}", place));
    }
  } else if (ec == bj::error::too_deep) {
    faults.add(Code::nested_too_deeply, "", fmt::format("nested more than {} deep, {}", limits.depth, place));
  } else if (ec == bj::error::illegal_leading_surrogate || ec == bj::error::illegal_trailing_surrogate ||
             ec == bj::error::expected_utf16_escape || after_half_a_pair(text, offset)) {
    faults.add(Code::not_utf8, "", fmt::format("half of a surrogate pair, {}", place),
               "write the character itself, or both halves of its \\u escape");
  } else if (ec == bj::error::incomplete) {
    faults.add(Code::not_json, "", fmt::format("the JSON document ends too early, {}", place),
               "a bracket, brace or quotation mark is not closed");
  } else if (offset < text.size() && static_cast<unsigned char>(text[offset]) >= 0x80) {
    faults.add(Code::not_utf8, "", fmt::format("not JSON in UTF-8, {}", place), "save the file as UTF-8");
  } else {
    faults.add(Code::not_json, "", fmt::format("not JSON, {}{}", place, found_at(text, offset)),
               slip_at(text, offset));
  }
}

}  // namespace

Json const* Json::find(std::string_view key) const {
  for (auto const& member : members()) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

char const* in_words(Json::Kind kind) {
  switch (kind) {
    case Json::Kind::null:
      return "null";
    case Json::Kind::truth:
      return "true or false";
    case Json::Kind::number:
      return "a number";
    case Json::Kind::string:
      return "a text";
    case Json::Kind::array:
      return "a list";
    case Json::Kind::object:
      return "an object";
  }
  return "";
}

// At most `most` bytes, never half a character.
static std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
  return text.substr(0, most);
}

void append_key(std::string& path, std::string_view key) {
  bool const plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
  if (!plain) {
    path += '[' + quoted(cut(key, 64)) + ']';
  } else {
    if (!path.empty()) path += '.';
    path += cut(key, 128);
  }
}

std::optional<Json> read_json(std::string_view text, Limits const& limits, Faults& faults) {
  if (text.size() > limits.document) {
    faults.add(Code::document_too_large, "",
               fmt::format("the document has {} bytes; at most {} are read", text.size(), limits.document));
    return std::nullopt;
  }
  if (text.substr(0, 3) == "\xef\xbb\xbf") text.remove_prefix(3);
  bj::parse_options options;
  options.max_depth = limits.depth;
  bj::basic_parser<Builder> parser(options, limits, faults);
  bj::error_code ec;
  std::size_t const read = parser.write_some(false, text.data(), text.size(), ec);
  if (ec) {
    report(ec, text, read, limits, faults);
    return std::nullopt;
  }
  if (read < text.size()) {
    faults.add(Code::not_json, "",
               fmt::format("something follows the end of the JSON document, {}", place_of(text, read)));
    return std::nullopt;
  }
  return parser.handler().take();
}

}  // namespace convenio::cases
