// What each string of a program is, struct by struct, and whether a text can be that. The strings are found
// by reflection, so that a new one without its row does not compile. Private to load.cpp, which asks while it
// reads: a text that stands in many places is looked at once. Knows no place where a string stands.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <boost/pfr/core.hpp>

#include "engine/core/program.hpp"
#include "engine/core/save.hpp"

namespace convenio::core {

enum class Says : std::uint8_t {
  name,        // chosen by who declares it
  shared,      // the same, with its package before it where another package has the same name
  word,        // the same, and may be a word that the language has taken
  package,     // one of the program's
  currency,    // three capitals
  rule,        // a name, or that of a rule which gives the day of decision or one that governs
  path,        // of a citation: "article 7, paragraph 2"; "" outside all articles
  confidence,  // one of four words; "" when none is stated
  text,        // in quotes, or copied from a rule file; may be empty
  identity     // 64 hexadecimal digits
};

// Of a struct: what it is called, and what its strings are, in their order. A list of strings counts as one.
template <class T>
struct Strings {
  static constexpr char const* what() { return ""; }
  static constexpr std::array<Says, 0> says{};
};

#define STRINGS(type, called, ...)                         \
  template <>                                              \
  struct Strings<type> {                                   \
    using enum Says;                                       \
    static constexpr char const* what() { return called; } \
    static constexpr std::array says{__VA_ARGS__};         \
  }
// clang-format off
STRINGS(Program, "program", text, name, identity);  // sentences, packages, identity
STRINGS(Currency, "currency", currency, text);
STRINGS(State, "state", name, text);
STRINGS(Enumeration, "enumeration", name, package);
STRINGS(Enumerator, "value", shared, text, package);
STRINGS(Record, "record", name, package, text);
STRINGS(RecordField, "field", word);
STRINGS(Conversion, "conversion", package, name, text);
STRINGS(Attribute, "attribute", shared, text);
STRINGS(LegalText, "text", package, name, text, text, text, text, confidence, text, name);  // the last: languages
STRINGS(LegalText::Replaced, "replacement", text);
STRINGS(Contradiction, "contradiction", name, text, text);
STRINGS(Interpretation, "interpretation", name, text, text);
STRINGS(Citation, "citation", path, text, text, text, confidence, text, text);  // article, paragraph, title
STRINGS(Parameter, "parameter", name);
STRINGS(HeldBy, "holder", text, text);  // form, deadline
STRINGS(Particular, "particular", name, text);
STRINGS(Fact, "fact", package, name, text);
STRINGS(Rule, "rule", package, rule, text, text);
STRINGS(Exception, "exception", shared);
STRINGS(Table, "table", package, name, text, confidence, text, text);
STRINGS(core::Row, "row", text, text, confidence, text, text);  // gap, checked; confidence, source, note
STRINGS(Precedence, "precedence", package, name, text);
STRINGS(Clause, "clause", shared, text);
STRINGS(Generator, "variable", name);
STRINGS(Award, "award", package, shared, text);
STRINGS(Route, "route", shared, text);
STRINGS(Question, "question", package, shared, text);
STRINGS(Place, "place", name);
STRINGS(Saying, "sentence", text);
STRINGS(Translation, "translation", package, text, text);
// clang-format on
#undef STRINGS

template <class T>
inline constexpr bool is_said = std::is_same_v<T, std::string> || std::is_same_v<T, std::vector<std::string>>;

template <class T, std::size_t... I>
consteval std::size_t strings_before(std::size_t end, std::index_sequence<I...>) {
  return ((I < end && is_said<boost::pfr::tuple_element_t<I, T>> ? 1U : 0U) + ... + 0U);
}

// What the string is that is field number `Field` of a T.
template <class T, std::size_t Field>
consteval Says said_in() {
  constexpr auto fields = std::make_index_sequence<boost::pfr::tuple_size_v<T>>();
  static_assert(strings_before<T>(fields.size(), fields) == Strings<T>::says.size(),
                "each string has its place in the row");
  return Strings<T>::says[strings_before<T>(Field, fields)];
}

// All texts of a saved program, each once, by number.
class Words {
 public:
  explicit Words(Taken taken) : taken_(taken) {}
  // The texts stand behind one another; a text ends where the next one begins. False where one is no text.
  bool read(std::string_view all, std::vector<std::uint32_t> ends);

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t place) const {
    std::size_t const begin = place == 0 ? 0 : ends_[place - 1];
    return all_.substr(begin, ends_[place] - begin);
  }
  // Whether a text can be what it is said to be. That packages are some is asked at the end.
  bool can_be(Says what, std::size_t place);
  bool only_packages(std::vector<std::string> const& packages) const;

 private:
  struct Found {
    bool asked = false, name = false, package = false;
  };
  bool is_name(std::size_t place);
  bool is_name(std::string_view said) const;
  bool governing(std::string_view said) const;
  bool party(std::string_view said) const;
  bool particular(std::string_view said) const;
  bool shared(std::string_view said);

  Taken taken_;
  std::string_view all_;
  std::vector<std::uint32_t> ends_;
  std::vector<Found> found_;
  std::unordered_set<std::string_view> before_dots_;  // packages of shared names
};

}  // namespace convenio::core
