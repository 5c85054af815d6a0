// See borrowed_numbers.hpp: dates with the name of their month.
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "grammar/parser/borrowed_numbers.hpp"
#include "grammar/parser/scan.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// English, Spanish, Portuguese, French, German; and the short forms.
int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{
      " january jan enero janeiro janvier januar ene ",
      " february feb febrero fevereiro février fevrier februar fev ",
      " march mar marzo março marco mars märz ",
      " april apr abril avril abr ",
      " may mayo maio mai ",
      " june jun junio junho juin juni ",
      " july jul julio julho juillet juli ",
      " august aug agosto août aout ago ",
      " september sep sept septiembre setiembre setembro septembre set ",
      " october oct octubre outubro octobre oktober out ",
      " november nov noviembre novembro novembre ",
      " december dec diciembre dezembro décembre decembre dezember dic dez "};
  std::string const sought = fmt::format(" {} ", lower(word));
  for (std::size_t n = 0; n < months.size(); ++n) {
    if (months[n].find(sought) != std::string_view::npos) return static_cast<int>(n) + 1;
  }
  return 0;
}

// Reads the pieces of a date one after another.
class Pieces {
 public:
  Pieces(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}
  std::size_t end() const { return at_; }

  bool at_digit() const { return at_ < bytes_.size() && is_digit(bytes_[at_]); }
  bool blanks() {
    std::size_t const begin = at_;
    while (at_ < bytes_.size() && is_blank(bytes_[at_])) ++at_;
    return at_ > begin;
  }
  // At most `most` digits; "" where there are none.
  std::string_view digits(std::size_t most) {
    std::size_t const begin = at_;
    while (at_ < bytes_.size() && at_ - begin < most && is_digit(bytes_[at_])) ++at_;
    return bytes_.substr(begin, at_ - begin);
  }
  std::string_view word() {
    std::size_t const begin = at_;
    while (at_ < bytes_.size() && is_word_part(bytes_[at_]) && !is_digit(bytes_[at_])) ++at_;
    return bytes_.substr(begin, at_ - begin);
  }
  bool skip(std::string_view what) {
    if (!bytes_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  // `st` of `1st`, `er` of `1er`
  void ordinal() {
    std::size_t const begin = at_;
    std::string const ending = lower(word());
    if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th" && ending != "er") at_ = begin;
    if (!skip("º")) skip("°");
    skip(".");
  }
  void of() {  // `de`, `of`
    std::size_t const begin = at_;
    std::string const joining = lower(word());
    if ((joining != "de" && joining != "of" && joining != "del") || !blanks()) at_ = begin;
  }
  bool ends() const { return at_ == bytes_.size() || (!is_word_part(bytes_[at_]) && bytes_[at_] != '-'); }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

struct Read {
  std::string_view day, year;
  int month = 0;
  std::size_t end = 0;
};

Read day_first(std::string_view bytes, std::size_t at) {
  Pieces pieces(bytes, at);
  Read read;
  read.day = pieces.digits(2);
  pieces.ordinal();
  if (!pieces.blanks()) return {};
  pieces.of();
  read.month = month_of(pieces.word());
  pieces.skip(".");
  pieces.skip(",");
  if (read.month == 0 || !pieces.blanks()) return {};
  pieces.of();
  read.year = pieces.digits(4);
  read.end = pieces.end();
  return pieces.ends() && read.year.size() == 4 ? read : Read{};
}

Read month_first(std::string_view bytes, std::size_t at) {
  Pieces pieces(bytes, at);
  Read read;
  std::string_view const month = pieces.word();
  pieces.skip(".");
  if (!pieces.blanks()) return {};
  pieces.of();
  if (!pieces.at_digit()) return {};
  read.month = month_of(month);
  if (read.month == 0) return {};
  Pieces const month_alone = pieces;
  read.day = pieces.digits(2);
  pieces.ordinal();
  pieces.skip(",");
  if (!read.day.empty() && pieces.blanks()) {
    read.year = pieces.digits(4);
  } else {
    pieces = month_alone;
    read.day = {};
    read.year = pieces.digits(4);
  }
  read.end = pieces.end();
  return pieces.ends() && read.year.size() == 4 ? read : Read{};
}

}  // namespace

std::optional<Borrowed> date_in_words(std::string_view bytes, std::size_t at) {
  Read const read = is_digit(bytes[at]) ? day_first(bytes, at) : month_first(bytes, at);
  if (read.month == 0) return std::nullopt;
  bool const certain = !read.day.empty();
  std::string const meant =
      fmt::format("{}-{:02}-{:0>2}", read.year, read.month, certain ? std::string(read.day) : "1");
  return Borrowed{read.end - at,
                  Code::unexpected,
                  fmt::format("`{}` is not how a date is written", bytes.substr(at, read.end - at)),
                  certain ? fmt::format("write year-month-day: {}", meant)
                          : fmt::format("a date has a day: its first is {}", meant),
                  certain ? std::optional(meant) : std::nullopt,
                  meant};
}

}  // namespace convenio::grammar
