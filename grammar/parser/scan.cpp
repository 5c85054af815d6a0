// The pass over the characters; see scan.hpp.
#include "grammar/parser/scan.hpp"

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"

namespace convenio::grammar {

using text::Code;
using text::Decoded;

namespace {

constexpr std::size_t most_faults = 100;  // of this pass; more of them say nothing new

class Scanner {
 public:
  Scanner(std::string_view bytes, text::SourceId source, text::Diagnostics& diagnostics)
      : bytes_(bytes), source_(source), diagnostics_(diagnostics) {
    result_.text = bytes;
  }

  Scanned run() {
    if (bytes_.starts_with("\xEF\xBB\xBF")) {
      blank(0, 3, ' ');
      at_ = 3;
    }
    while (at_ < bytes_.size()) step();
    return std::move(result_);
  }

 private:
  void step() {
    char const c = bytes_[at_];
    if (is_space(c)) {
      ++at_;
    } else if (c == '"') {
      quoted();
    } else if (c == '-' && bytes_.substr(at_).starts_with("--")) {
      comment();
    } else if (is_word_start(c)) {
      word();
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      control(' ');
    } else if (is_digit(c)) {
      while (at_ < bytes_.size() && is_word_part(bytes_[at_]) && (bytes_[at_] & '\x80') == 0) ++at_;
    } else {
      ++at_;
    }
  }

  void fault(Code code, std::size_t length, std::string message, std::string hint = {}) {
    if (result_.faults.size() >= most_faults) return;
    auto const begin = static_cast<std::uint32_t>(at_);
    auto const end = static_cast<std::uint32_t>(at_ + length);
    result_.faults.push_back(begin);
    diagnostics_.error(code, {source_, begin, end}, std::move(message), std::move(hint));
  }

  void blank(std::size_t from, std::size_t length, char with) {
    for (std::size_t i = from; i < from + length; ++i) result_.text[i] = with;
  }

  void control(char with) {
    auto const byte = static_cast<unsigned char>(bytes_[at_]);
    fault(Code::invalid_utf8, 1, fmt::format("a control character (byte {:#04x}) stands in the file", byte),
          "remove it; was the file saved as plain text?");
    blank(at_, 1, with);
    ++at_;
  }

  // One character inside a text or comment; true if it is sound.
  void inner() {
    auto const byte = static_cast<unsigned char>(bytes_[at_]);
    if ((byte < 0x20 && byte != '\t' && byte != '\r') || byte == 0x7F) return control(' ');
    Decoded const here = text::decode(bytes_, at_);
    if (!here.valid) {
      invalid();
    } else if (text::is_bidirectional_control(here.code)) {
      bidirectional(here);
    } else {
      at_ += here.length;
    }
  }

  void invalid() {
    fault(Code::invalid_utf8, 1,
          fmt::format("the byte {:#04x} is not UTF-8 text", static_cast<unsigned char>(bytes_[at_])),
          "save the file in the encoding UTF-8");
    blank(at_, 1, '_');
    ++at_;
  }

  void bidirectional(Decoded const& here) {
    fault(Code::bidirectional_control, here.length,
          fmt::format("the invisible character U+{:04X} changes the direction of the text",
                      static_cast<std::uint32_t>(here.code)),
          "remove it: what is read would not be what is meant");
    blank(at_, here.length, ' ');
    at_ += here.length;
  }

  void quoted() {
    std::size_t const opening = at_;
    ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '\n') {
      if (bytes_[at_] == '"') {
        ++at_;
        return;
      }
      bool const escape = bytes_[at_] == '\\' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] != '\n';
      if (escape) ++at_;
      inner();
    }
    std::size_t const end = at_;
    at_ = opening;
    fault(Code::unterminated_text, 1, "this text has no closing `\"` on its line",
          "a text ends on the line where it begins; write \\\" for a quote inside it");
    at_ = end;
    if (end < bytes_.size()) {
      result_.text[end] = '"';
    } else {
      result_.text.push_back('"');
    }
  }

  void comment() {
    while (at_ < bytes_.size() && bytes_[at_] != '\n') inner();
  }

  void word() {
    std::size_t const begin = at_;
    bool latin = false;
    bool lookalike = false;
    bool combining = false;
    while (at_ < bytes_.size() && is_word_part(bytes_[at_])) {
      Decoded const here = text::decode(bytes_, at_);
      if (!here.valid) {
        invalid();
        continue;
      }
      if (text::is_bidirectional_control(here.code)) {
        bidirectional(here);
        continue;
      }
      if (here.code >= 0x80 && !text::is_letter(here.code)) {
        foreign(here);
        continue;
      }
      text::Script const script = text::script_of(here.code);
      latin = latin || script == text::Script::latin;
      lookalike = lookalike || script == text::Script::greek || script == text::Script::cyrillic;
      combining = combining || text::is_combining(here.code);
      at_ += here.length;
    }
    check_name(begin, latin && lookalike, combining);
  }

  void check_name(std::size_t begin, bool mixed, bool combining) {
    std::size_t const end = at_;
    std::size_t const length = end - begin;
    std::string const name = result_.text.substr(begin, length > longest_name ? 0 : length);
    at_ = begin;
    if (length > longest_name) {
      fault(Code::name_too_long, length, fmt::format("this name is {} bytes long", length),
            fmt::format("a name is at most {} bytes long", longest_name));
    } else if (combining) {
      fault(Code::not_normalised, length, fmt::format("`{}` is written with combining accents", name),
            "write the accented letters as single characters (normal form NFC)");
    } else if (mixed) {
      fault(Code::mixed_scripts, length, fmt::format("`{}` mixes letters of different alphabets", name),
            "letters that look the same make different names; use one alphabet");
    }
    at_ = end;
  }

  // A character that is neither a letter nor a sign of the language.
  void foreign(Decoded const& here) {
    std::string const shown(bytes_.substr(at_, here.length));
    std::string hint;
    if (here.code >= 0x201C && here.code <= 0x201F) hint = "write the straight quote \"";
    if (here.code == 0x00AB || here.code == 0x00BB) hint = "write the straight quote \"";
    if (here.code >= 0x2010 && here.code <= 0x2015) hint = "write the plain sign -";
    if (here.code == 0x2212) hint = "write the plain sign -";
    if (here.code == 0x2264) hint = "write <=";
    if (here.code == 0x2265) hint = "write >=";
    if (here.code == 0x2260) hint = "write `is not`";
    if (here.code == 0x00D7) hint = "write *";
    if (here.code == 0x00F7) hint = "write /";
    bool const space =
        here.code == 0x00A0 || (here.code >= 0x2000 && here.code <= 0x200B) || here.code == 0x202F;
    if (space) {
      fault(Code::unexpected, here.length, "a special space character stands here", "write a plain space");
    } else {
      fault(Code::unexpected, here.length, fmt::format("the character `{}` has no meaning here", shown),
            hint);
    }
    blank(at_, here.length, ' ');
    at_ += here.length;
  }

  std::string_view bytes_;
  text::SourceId source_;
  text::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  Scanned result_;
};

}  // namespace

Scanned scan(std::string_view bytes, text::SourceId source, text::Diagnostics& diagnostics) {
  return Scanner(bytes, source, diagnostics).run();
}

char const* skip_blank(char const* first, char const* last) {
  while (first != last) {
    if (is_space(*first)) {
      ++first;
    } else if (*first == '-' && first + 1 != last && first[1] == '-') {
      while (first != last && *first != '\n') ++first;
    } else {
      break;
    }
  }
  return first;
}

char const* skip_token(char const* first, char const* last) {
  if (first == last) return first;
  if (*first == '"') {
    ++first;
    while (first != last && *first != '"' && *first != '\n') {
      bool const escape = *first == '\\' && first + 1 != last && first[1] != '\n';
      first += escape ? 2 : 1;
    }
    return first == last || *first == '\n' ? first : first + 1;
  }
  if (!is_word_part(*first)) return first + 1;
  while (first != last && is_word_part(*first)) ++first;
  return first;
}

}  // namespace convenio::grammar
