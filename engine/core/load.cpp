// Reads a saved program; see save.hpp for its bytes and save.cpp for how they are written.
// Every number is taken as if an enemy had written it; what the numbers must mean is verify.hpp's.
#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "engine/core/codes.hpp"
#include "engine/core/enumerators.hpp"
#include "engine/core/identity.hpp"
#include "engine/core/save.hpp"
#include "engine/core/save_fields.hpp"
#include "engine/core/verify.hpp"
#include "engine/core/words.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::core {

namespace {

class Reader {
 public:
  Reader(std::string_view bytes, Taken taken) : at_(bytes.data()), end_(at_ + bytes.size()), words_(taken) {}

  // What says something that it cannot say; "" if nothing does.
  std::string_view misspoken() const { return misspoken_; }

  bool get_program(Program& program) {
    get_words();
    get(program);
    known_packages(program);
    return ended();
  }

  bool get_quotes(Program& program, text::Sources& sources) {
    get_words();
    vector(program.translations);
    known_packages(program);
    for (std::uint64_t left = count(); left > 0 && sound_; --left) {
      std::string const name(bytes());
      if (!text::is_valid_utf8(name) || name.find('\0') != name.npos) return false;
      sources.add(name, lines());
    }
    return ended();
  }

 private:
  bool ended() const { return sound_ && at_ == end_; }
  void known_packages(Program const& program) {
    if (sound_ && !words_.only_packages(program.packages)) misspeak("a package that is none");
  }
  void get_words() {
    std::vector<std::uint32_t> ends;
    auto left = count();
    ends.reserve(left);
    std::uint64_t size = 0;
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    for (; left > 0; --left) {
      size += small_number();
      if (size > std::min(static_cast<std::uint64_t>(end_ - at_), most)) return fail();
      ends.push_back(static_cast<std::uint32_t>(size));
    }
    std::string_view const all(at_, size);
    at_ += size;
    if (!words_.read(all, std::move(ends))) fail();
  }

  template <class T>
  void get(T& x) {
    using namespace saved;
    if constexpr (std::is_same_v<T, bool>) {
      x = byte(1) != 0;
    } else if constexpr (std::is_enum_v<T>) {
      x = static_cast<T>(byte(last_enumerator<T>()));
    } else if constexpr (is_number<T>) {
      x = T(static_cast<std::uint32_t>(small_number() - 1U));
    } else if constexpr (std::is_same_v<T, std::string>) {
      x = text();
    } else if constexpr (std::is_same_v<T, text::Span>) {
      span(x);
    } else if constexpr (std::is_same_v<T, model::Date>) {
      date(x);
    } else if constexpr (std::is_same_v<T, model::Rational>) {
      rational(x);
    } else if constexpr (std::is_same_v<T, model::Value>) {
      value(x);
    } else if constexpr (is_unsaved<T> || is_apart<T>) {
      // As it was made.
    } else if constexpr (std::is_same_v<T, model::HistoryPtr>) {
      x = std::make_shared<model::History>();
    } else if constexpr (is_vector<T>) {
      vector(x);
    } else if constexpr (is_optional<T>) {
      x.reset();
      if (byte(1) != 0) get(x.emplace());
    } else if constexpr (is_pointer<T>) {
      pointer(x);
    } else if constexpr (std::is_same_v<T, model::ListValue>) {
      get(x.items);
      x.extent = model::extent_of(x.items);
    } else if constexpr (std::is_same_v<T, model::RecordValue>) {
      get(x.record);
      get(x.fields);
      x.extent = model::extent_of(x.fields);
    } else {
      static_assert(std::is_class_v<T>);
      boost::pfr::for_each_field(x, [this](auto& field, auto index) {
        using Field = std::remove_cvref_t<decltype(field)>;
        if constexpr (is_said<Field>) {
          if (!said(said_in<T, decltype(index)::value>(), field)) misspeak(Strings<T>::what());
        } else {
          this->get(field);
        }
      });
      if (!ordered(x)) misspeak("a span of time");
    }
  }

  void fail() {
    sound_ = false;
    at_ = end_;
  }
  void misspeak(std::string_view what) {
    if (sound_) misspoken_ = what;
    fail();
  }
  unsigned char byte(unsigned char greatest) {
    if (at_ == end_) return fail(), '\0';
    auto const value = static_cast<unsigned char>(*at_++);
    if (value > greatest) return fail(), '\0';
    return value;
  }
  std::uint64_t number() {  // most take one byte
    return at_ != end_ && !goes_on(*at_) ? static_cast<unsigned char>(*at_++) : long_number();
  }
  static bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; }
  std::uint64_t long_number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; at_ != end_ && shift < 64; shift += 7) {
      auto const bits = static_cast<unsigned char>(*at_++);
      value |= std::uint64_t{bits & 0x7FU} << shift;
      if ((bits & 0x80U) == 0) return value;
    }
    return fail(), 0;
  }
  std::uint32_t small_number() {
    auto const value = number();
    if (value > std::numeric_limits<std::uint32_t>::max()) return fail(), 0;
    return static_cast<std::uint32_t>(value);
  }
  std::int64_t signed_number() {
    auto const bits = number();
    return static_cast<std::int64_t>((bits & 1U) != 0 ? ~(bits >> 1U) : bits >> 1U);
  }
  // Of things that take at least one byte each.
  std::uint64_t count() {
    auto const value = number();
    if (value > static_cast<std::uint64_t>(end_ - at_)) return fail(), 0;
    return value;
  }
  std::string_view bytes() {
    auto const size = count();
    std::string_view const result(at_, size);
    at_ += size;
    return result;
  }
  std::optional<std::size_t> place() {
    auto const place = number();
    if (place < words_.size()) return place;
    return fail(), std::nullopt;
  }
  std::string_view text() {
    auto const at = place();
    return at ? words_[*at] : std::string_view{};
  }
  bool said(Says what, std::string& x) {
    auto const at = place();
    if (!at || !words_.can_be(what, *at)) return false;
    if (auto const word = words_[*at]; !word.empty()) x = std::string(word);
    return true;
  }
  bool said(Says what, std::vector<std::string>& list) {
    for (auto left = count(); left > 0 && sound_; --left) {
      if (!said(what, list.emplace_back())) return false;
    }
    return true;
  }
  static bool ordered(Validity const& validity) {
    return !validity.from || !validity.until || *validity.from <= *validity.until;
  }
  template <class T>
  static bool ordered(T const&) {
    return true;
  }
  void span(text::Span& span) {
    span.source = small_number() - 1U;
    span.begin = span.end = 0;
    if (span.source == text::no_source) return;
    last_begin_ += signed_number();
    if (last_begin_ < 0 || last_begin_ > std::numeric_limits<std::int32_t>::max()) return fail();
    span.begin = static_cast<std::uint32_t>(last_begin_);
    span.end = span.begin + small_number();
  }
  void date(model::Date& date) {
    auto const days = signed_number();
    if (days < earliest_ || days > latest_) return misspeak("a date");
    date = model::Date::from_number(static_cast<std::int32_t>(days));
  }
  void rational(model::Rational& value) {
    if (byte(1) != 0) {
      value = model::Rational(signed_number());
    } else if (auto const parsed = model::Rational::parse(bytes())) {
      value = *parsed;
    } else {
      fail();
    }
  }
  template <std::size_t N = 0>
  void content(model::Value& value, std::uint64_t index) {
    using Content = decltype(value.content);
    if constexpr (N < std::variant_size_v<Content>) {
      if (index != N) return content<N + 1>(value, index);
      get(value.content.emplace<N>());
    } else {
      fail();
    }
  }
  void value(model::Value& value) {
    if (depth_ == saved::deepest_value) return fail();
    ++depth_;
    content(value, number());
    --depth_;
  }
  // That one of them takes.
  template <class T>
  static constexpr std::size_t fewest_bytes() {
    if constexpr (std::is_aggregate_v<T>) return boost::pfr::tuple_size_v<T>;
    return 1;
  }
  template <class T>
  void vector(std::vector<T>& list) {
    auto const size = count();
    if (size > static_cast<std::uint64_t>(end_ - at_) / fewest_bytes<T>()) return fail();
    list = std::vector<T>(size);
    for (auto item = list.begin(); item != list.end() && sound_; ++item) get(*item);
  }
  template <class T>
  void pointer(std::shared_ptr<T const>& pointer) {
    pointer.reset();
    if (byte(1) == 0) return;
    auto const made = std::make_shared<T>();
    get(*made);
    pointer = made;
  }
  std::string lines() {
    std::string text;
    for (std::uint64_t left = count(); left > 0 && sound_; --left) {
      auto const length = number();
      if (length / 2 >= room_) return fail(), text;
      room_ -= length / 2 + 1;
      if ((length & 1U) == 0) {
        text.append(length / 2, ' ');
      } else if (length / 2 > static_cast<std::uint64_t>(end_ - at_)) {
        return fail(), text;
      } else {
        text.append(at_, length / 2);
        at_ += length / 2;
      }
      if (left > 1) text += '\n';
    }
    return text;
  }

  char const* at_;
  char const* end_;
  bool sound_ = true;
  std::string_view misspoken_;
  Words words_;
  // Of a rule file, or the day after the last as an end that is not included.
  std::int64_t earliest_ = model::earliest_fact_date().number();
  std::int64_t latest_ = model::latest_fact_date().number() + 1;
  std::int64_t last_begin_ = 0;
  unsigned depth_ = 0;
  std::size_t room_ = std::size_t{64} * 1024 * 1024;  // bytes of all sources together
};

struct PartHead {
  std::string_view hash;
  std::size_t size = 0;
};
struct Head {
  std::string_view engine, identity;
  PartHead program, quotes;
};

SaveTrouble trouble(text::Code code, std::string message) { return {code, std::move(message)}; }

std::variant<Head, SaveTrouble> read_head(std::string_view& bytes) {
  constexpr std::size_t longest = 400;
  auto const line = bytes.substr(0, std::min(bytes.find('\n'), longest));
  auto const ours = std::min(line.size(), saved::first_word.size());
  if (line.substr(0, ours) != saved::first_word.substr(0, ours))
    return trouble(Code::other_version, "this is no saved program");
  if (line.size() == bytes.size())
    return trouble(Code::truncated, "the saved program ends in its first line");
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at <= line.size();) {
    auto const end = std::min(line.find(' ', at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  if (words.size() < 3 || words[0] != saved::first_word)
    return trouble(Code::other_version, "this is no saved program");
  if (words[1] != std::to_string(save_format)) {
    return trouble(Code::other_version,
                   fmt::format("a saved program of another format than {}, which is read here", save_format));
  }
  if (words[2] != engine_version()) {
    return trouble(
        Code::other_version,
        fmt::format("saved by an engine of another version than {}, which reads it", engine_version()));
  }
  Head head;
  head.engine = words[2];
  auto const is_size = [](std::string_view word, std::size_t& size) {
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), size);
    constexpr auto most = std::numeric_limits<std::size_t>::max() / 2;  // so that two have a sum
    return error == std::errc{} && end == word.data() + word.size() && size <= most;
  };
  bool const whole =
      words.size() == 8 && is_size(words[5], head.program.size) && is_size(words[7], head.quotes.size);
  if (!whole) return trouble(Code::altered, "the first line of the saved program was altered");
  head.identity = words[3];
  head.program.hash = words[4];
  head.quotes.hash = words[6];
  bytes.remove_prefix(line.size() + 1);
  return head;
}

}  // namespace

std::variant<SavedProgram, SaveTrouble> load_saved(std::string_view bytes, Taken taken, Quotes quotes) {
  auto const read = read_head(bytes);
  if (auto const* found = std::get_if<SaveTrouble>(&read)) return *found;
  auto const& head = std::get<Head>(read);
  auto const size = head.program.size + head.quotes.size;
  if (bytes.size() < size) {
    return trouble(Code::truncated,
                   fmt::format("the saved program ends after {} of {} bytes", bytes.size(), size));
  }
  auto const program = bytes.substr(0, head.program.size), quoted = bytes.substr(head.program.size);
  auto const altered = [&](std::string_view part, PartHead const& of) {
    return checksum({head.engine, head.identity, part}) != of.hash;
  };
  if (bytes.size() > size || altered(program, head.program) ||
      (quotes == Quotes::read && altered(quoted, head.quotes)))
    return trouble(Code::altered, "the saved program is not as it was written");
  std::variant<SavedProgram, SaveTrouble> saved;
  auto& result = std::get<SavedProgram>(saved);
  Reader reader(program, taken), pages(quoted, taken);
  bool fine = reader.get_program(result.program) && result.program.identity == head.identity;
  if (fine && quotes == Quotes::read) fine = pages.get_quotes(result.program, result.sources);
  if (!fine) {
    auto const what = reader.misspoken().empty() ? pages.misspoken() : reader.misspoken();
    return trouble(Code::unsound, what.empty() ? "the saved program cannot be read"
                                               : fmt::format("the saved program is not sound: {} says what "
                                                             "no rule file can",
                                                             what));
  }
  std::string found = unsound(result.program);
  if (found.empty()) found = unsound(result.sources);
  if (!found.empty()) return trouble(Code::unsound, fmt::format("the saved program is not sound: {}", found));
  return saved;
}

}  // namespace convenio::core
