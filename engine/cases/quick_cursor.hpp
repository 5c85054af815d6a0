// A place in a JSON text, for a reader that takes only what is plain: texts in ASCII without escapes, whole
// numbers, `true` and `false`. Anything else is a GiveUp, which is no fault of the text: another reader takes
// it. Private to this room. Knows no fact and no program.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace convenio::cases {

struct GiveUp {};

class Cursor {
 public:
  Cursor() = default;
  explicit Cursor(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool at_end() {
    skip_space();
    return at_ == end_;
  }
  char next() {
    skip_space();
    return at_ < end_ ? *at_ : '\0';
  }
  bool take(char wanted) {
    if (at_ < end_ && *at_ == wanted) {
      ++at_;
      return true;
    }
    if (next() != wanted) return false;
    ++at_;
    return true;
  }
  void expect(char wanted) {
    if (!take(wanted)) throw GiveUp{};
  }
  bool take(std::string_view exactly) {
    if (exactly.size() > static_cast<std::size_t>(end_ - at_)) return false;
    if (std::memcmp(at_, exactly.data(), exactly.size()) != 0) return false;
    at_ += exactly.size();
    return true;
  }

  std::string_view string() {
    expect('"');
    char const* const begin = at_;
    while (end_ - at_ >= 8 && pass_plain()) {
    }
    while (at_ < end_ && is_plain(*at_)) ++at_;
    std::string_view const text(begin, static_cast<std::size_t>(at_ - begin));
    if (at_ == end_ || *at_ != '"' || text.size() > longest) throw GiveUp{};
    ++at_;
    return text;
  }
  // At most 18 digits, which always fit.
  std::int64_t whole() {
    skip_space();
    bool const negative = at_ < end_ && *at_ == '-';
    if (negative) ++at_;
    char const* const begin = at_;
    std::int64_t value = 0;
    while (at_ < end_ && is_digit(*at_) && at_ - begin < most_digits) value = value * 10 + (*at_++ - '0');
    bool const more = at_ < end_ && (is_digit(*at_) || *at_ == '.' || *at_ == 'e' || *at_ == 'E');
    bool const zero_first = at_ - begin > 1 && *begin == '0';
    if (at_ == begin || more || zero_first || (negative && value == 0)) throw GiveUp{};
    return negative ? -value : value;
  }
  bool truth() {
    skip_space();
    if (take(std::string_view("true"))) return true;
    if (take(std::string_view("false"))) return false;
    throw GiveUp{};
  }

  // Past a value, which whoever comes back to it reads in earnest.
  std::string_view value_passed_over() {
    skip_space();
    char const* const begin = at_;
    int depth = 0;
    do {
      char const here = next();
      if (here == '"') {
        string();
      } else if (here == '{' || here == '[') {
        ++depth;
        ++at_;
      } else if (here == '}' || here == ']') {
        --depth;
        ++at_;
      } else if (here == ',' || here == ':') {
        ++at_;
      } else {
        char const* const word = at_;
        while (at_ < end_ && is_of_a_word(*at_)) ++at_;
        if (at_ == word) throw GiveUp{};
      }
    } while (depth > 0);
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }

  static bool is_digit(char one) { return one >= '0' && one <= '9'; }

 private:
  static constexpr std::size_t longest = std::size_t{16} * 1024;
  static constexpr std::ptrdiff_t most_digits = 18;
  static bool is_plain(char one) { return one >= 0x20 && one < 0x7f && one != '"' && one != '\\'; }
  static bool is_of_a_word(char one) {
    return is_digit(one) || (one >= 'a' && one <= 'z') || one == '-' || one == '+' || one == '.' ||
           one == 'E';
  }
  // Past eight plain bytes, or those before the first that is not; whether there may be more. A bit of `odd`
  // is set in each byte that is not plain, and perhaps in one after such a byte.
  bool pass_plain() {
    constexpr std::uint64_t ones = 0x0101'0101'0101'0101, tops = 0x8080'8080'8080'8080;
    if constexpr (std::endian::native != std::endian::little) return false;
    std::uint64_t eight = 0;
    std::memcpy(&eight, at_, sizeof eight);
    auto const is_zero = [](std::uint64_t bytes) { return (bytes - ones) & ~bytes; };
    std::uint64_t const below_space = (eight - ones * 0x20) & ~eight;
    std::uint64_t const odd = (eight | below_space | is_zero(eight ^ (ones * '"')) |
                               is_zero(eight ^ (ones * '\\')) | is_zero(eight ^ (ones * 0x7f))) &
                              tops;
    at_ += odd == 0 ? 8 : std::countr_zero(odd) / 8;
    return odd == 0;
  }
  void skip_space() {
    while (at_ < end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  char const *at_ = nullptr, *end_ = nullptr;
};

// The members that one kind of object may have, by number. Where they stand as they stood in the object
// before, a name is only compared.
class Members {
 public:
  void add(std::string const& name, std::uint32_t number) {
    if (!numbers_.try_emplace(name, number).second) return;
    if (keys_.size() <= number) keys_.resize(number + 1);
    keys_[number] = '"' + name + "\":";
  }
  // Reads `"name":`.
  std::uint32_t next(Cursor& cursor, std::size_t place) {
    if (place < order_.size() && cursor.take(keys_[order_[place]])) return order_[place];
    name_.assign(cursor.string());
    cursor.expect(':');
    auto const found = numbers_.find(name_);
    if (found == numbers_.end()) throw GiveUp{};
    if (place >= order_.size()) order_.resize(place + 1, found->second);
    order_[place] = found->second;
    return found->second;
  }
  // Calls `each` with the number of every member; it reads the value.
  template <class Each>
  void read(Cursor& cursor, Each const& each) {
    cursor.expect('{');
    if (cursor.take('}')) return;
    std::size_t place = 0;
    do {
      if (place > keys_.size()) throw GiveUp{};
      each(next(cursor, place++));
    } while (cursor.take(','));
    cursor.expect('}');
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> keys_;
  std::vector<std::uint32_t> order_;
  std::string name_;
};

}  // namespace convenio::cases
