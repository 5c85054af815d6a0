// The pass over the characters; see scan.hpp.
#include "grammar/parser/scan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "grammar/parser/borrowed.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "grammar/text/confusables.hpp"
#include "grammar/text/names.hpp"
#include "grammar/text/normal_form.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::grammar {

using namespace syntax::lexicon;

namespace Code = syntax::Code;
using text::Decoded;
using text::longest_name;

namespace {

constexpr std::size_t most_faults = 100;  // of this pass; more of them say nothing new

constexpr bool printable(char c) { return c >= 0x20 && c < 0x7F; }  // of ASCII

bool begins_label(std::string_view word) {
  return word == spelling(Word::article) || word == spelling(Word::paragraph);
}

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
    compare_looks();
    std::sort(result_.faults.begin(), result_.faults.end());
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
    } else if (label_follows_ && is_digit(c)) {
      label();
    } else if (auto const other = borrowed_literal(bytes_, at_)) {
      literal(*other);
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

  // `instead`: what is certainly meant in place of the whole.
  void fault(text::Code code, std::size_t length, std::string message, std::string hint = {},
             std::optional<std::string> instead = std::nullopt) {
    if (result_.faults.size() >= most_faults) return;
    auto const begin = static_cast<std::uint32_t>(at_);
    auto const end = static_cast<std::uint32_t>(at_ + length);
    text::Span const span{source_, begin, end};
    result_.faults.push_back(begin);
    auto& diagnostic = diagnostics_.error(code, span, std::move(message), std::move(hint));
    if (instead) diagnostic.fix = text::Fix{span, std::move(*instead)};
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

  // One character inside a text or comment.
  void inner() {
    if (printable(bytes_[at_])) {
      ++at_;
      return;
    }
    auto const byte = static_cast<unsigned char>(bytes_[at_]);
    if (byte < 0x80 && !text::stands_in_text(byte)) return control(' ');
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
          "remove it: what is read would not be what is meant", "");
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

  // One fault; the grammar reads what is meant, or some number where that is longer than what is there.
  void literal(Borrowed const& other) {
    fault(other.code, other.length, other.message, other.hint, other.instead);
    std::string_view const read = other.read.size() <= other.length ? std::string_view(other.read) : "0";
    blank(at_, other.length, ' ');
    result_.text.replace(at_, read.size(), read);
    at_ += other.length;
  }

  void comment() {
    while (at_ < bytes_.size() && bytes_[at_] != '\n') inner();
  }

  // Of an article: `13.1.2` is no date and no number.
  void label() {
    label_follows_ = false;
    while (at_ < bytes_.size() && (is_word_part(bytes_[at_]) || bytes_[at_] == '.')) {
      Decoded const here = text::decode(bytes_, at_);
      if (!here.valid) {
        invalid();
      } else if (text::is_bidirectional_control(here.code)) {
        bidirectional(here);
      } else if (here.code >= 0x80 && !text::is_name_part(here.code)) {
        no_letter(here);
      } else {
        at_ += here.length;
      }
    }
  }

  void word() {
    std::size_t const begin = at_;
    std::size_t end = at_;
    while (end < bytes_.size() && is_word_part(bytes_[end]) && printable(bytes_[end])) ++end;
    if ((end == bytes_.size() || !is_word_part(bytes_[end])) && end - begin <= longest_name) {
      label_follows_ = begins_label(bytes_.substr(begin, end - begin));
      at_ = end;
      return;
    }
    std::string name;  // without what should not be in it
    while (at_ < bytes_.size() && is_word_part(bytes_[at_])) {
      Decoded const here = text::decode(bytes_, at_);
      if (!here.valid) {
        name += '_';
        invalid();
        continue;
      }
      if (text::is_bidirectional_control(here.code)) {
        bidirectional(here);
        continue;
      }
      bool const sound = name.empty() ? text::is_name_start(here.code) : text::is_name_part(here.code);
      if (here.code >= 0x80 && !sound) {
        std::size_t const at = at_;
        no_letter(here);
        if (text::is_invisible(here.code)) continue;
        settle(begin, at, name);
        return;
      }
      name += bytes_.substr(at_, here.length);
      at_ += here.length;
    }
    settle(begin, at_, name);
  }

  // Reports a name that misleads, and puts in its place, with spaces up to `end`, the one that is meant.
  void settle(std::size_t begin, std::size_t end, std::string name) {
    std::size_t const after = at_;
    at_ = begin;
    check_name(end - begin, name);
    at_ = after;
    if (!text::is_ascii(name)) {
      borrowed_words_.push_back({begin, end, name, text::look_of(name)});
    }
    label_follows_ = begins_label(name);
    replace(begin, end, std::move(name));
  }

  void replace(std::size_t begin, std::size_t end, std::string name) {
    if (name.size() > end - begin || name == std::string_view(result_.text).substr(begin, end - begin))
      return;
    name.resize(end - begin, ' ');
    result_.text.replace(begin, name.size(), name);
  }

  // Names of this file that look the same: those in other letters than the rest are taken for the others.
  void compare_looks() {
    if (borrowed_words_.empty()) return;
    std::set<std::string, std::less<>> plain;
    char const* const last = result_.text.data() + result_.text.size();
    for (char const* at = skip_blank(result_.text.data(), last); at != last;) {
      char const* const end = skip_token(at, last);
      if (is_word_start(*at)) plain.emplace(at, end);
      at = skip_blank(end, last);
    }
    std::map<std::string, std::string> first_of;  // look -> the name that had it first
    std::set<std::string> reported;
    for (BorrowedWord const& word : borrowed_words_) {
      bool const latin = plain.contains(word.look);
      std::string const other = latin ? word.look : first_of.try_emplace(word.look, word.name).first->second;
      if (other == word.name) continue;
      at_ = word.begin;
      if (reported.insert(word.name).second) {
        fault(Code::look_alike, word.end - word.begin,
              fmt::format("`{}` looks like `{}`, but is another name", word.name, other),
              fmt::format("write `{}` as elsewhere in the file: here {}", other, borrowed_letters(word.name)),
              other);
      }
      replace(word.begin, word.end, other);
    }
  }

  void check_name(std::size_t length, std::string& name) {
    if (name.size() > longest_name) {
      fault(Code::name_too_long, length, fmt::format("this name is {} bytes long", name.size()),
            fmt::format("a name is at most {} bytes long", longest_name));
      return;
    }
    if (text::is_ascii(name)) return;
    std::string const normal = text::to_nfc(name);
    std::string const look = text::look_of(normal);
    if (text::mixes_alphabets(name)) {
      bool const settled = text::is_ascii(look);
      fault(Code::mixed_scripts, length, fmt::format("`{}` mixes letters of different alphabets", name),
            settled ? fmt::format("write `{}` with Latin letters only: {}", look, borrowed_letters(normal))
                    : "letters that look the same make different names; use one alphabet",
            settled ? std::optional(look) : std::nullopt);
      if (settled) name = look;
    } else if (look != normal && is_taken(look)) {
      fault(Code::look_alike, length,
            fmt::format("`{}` looks like the word `{}` of the language, but is another", name, look),
            fmt::format("write `{}` with Latin letters: {}", look, borrowed_letters(normal)), look);
      name = look;
    } else if (normal != name) {
      fault(
          Code::not_normalised, length, fmt::format("`{}` is not written in normal form NFC", name),
          fmt::format("write `{}`: it looks the same, and every program takes it for the same name", normal),
          normal);
      name = normal;
    }
  }

  // A character that is neither a letter nor a sign of the language.
  void no_letter(Decoded const& here) {
    std::string const shown(bytes_.substr(at_, here.length));
    if (text::is_special_space(here.code)) {
      fault(Code::unexpected, here.length, "a special space character stands here", "write a plain space",
            " ");
    } else if (text::is_invisible(here.code)) {
      fault(
          Code::unexpected, here.length,
          fmt::format("the invisible character U+{:04X} stands here", static_cast<std::uint32_t>(here.code)),
          "remove it", "");
    } else {
      auto const plain = plain_sign(here.code);
      fault(Code::unexpected, here.length, fmt::format("the character `{}` has no meaning here", shown),
            !plain           ? ""
            : *plain == "-"  ? "write the plain sign -"
            : *plain == "\"" ? "write the straight quote \""
                             : fmt::format("write {}", *plain),
            plain);
    }
    blank(at_, here.length, ' ');
    at_ += here.length;
  }

  std::string_view bytes_;
  text::SourceId source_;
  text::Diagnostics& diagnostics_;
  struct BorrowedWord {  // with letters outside ASCII
    std::size_t begin, end;
    std::string name, look;
  };

  std::size_t at_ = 0;
  bool label_follows_ = false;  // the word before was `article` or `paragraph`
  std::vector<BorrowedWord> borrowed_words_;
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
