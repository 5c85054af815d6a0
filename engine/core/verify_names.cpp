// One table says what each string of the program is, struct by struct; one walk holds all of them to it. The
// strings are found by reflection, so that a new one without its row does not compile.
#include "engine/core/verify_names.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>
#include <boost/pfr/core.hpp>

#include "engine/core/functions.hpp"
#include "engine/core/names.hpp"
#include "engine/core/save_fields.hpp"
#include "grammar/text/names.hpp"

namespace convenio::core {

namespace {

using model::none;

// ---------------------------------------------------------------- what each string is

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
STRINGS(Record, "record", name, package);
STRINGS(RecordField, "field", word);
STRINGS(Conversion, "conversion", package, name, text);
STRINGS(Attribute, "attribute", shared, text);
STRINGS(LegalText, "text", package, name, text, text, text, text, confidence, text, name);  // the last: languages
STRINGS(LegalText::Replaced, "replacement", text);
STRINGS(Contradiction, "contradiction", name, text, text);
STRINGS(Interpretation, "interpretation", name, text, text);
STRINGS(Citation, "citation", path, text, confidence, text, text);
STRINGS(Parameter, "parameter", name);
STRINGS(Fact, "fact", package, name, text);
STRINGS(Rule, "rule", package, rule, text, text);
STRINGS(Exception, "exception", shared);
STRINGS(Table, "table", package, name, text, confidence, text, text);
STRINGS(core::Row, "row", text, text, confidence, text, text);  // gap, checked; confidence, source, note
STRINGS(Precedence, "precedence", package, name, text);
STRINGS(Clause, "clause", shared);
STRINGS(Generator, "variable", name);
STRINGS(Award, "award", package, shared, text);
STRINGS(Route, "route", shared, text);
STRINGS(Question, "question", package, shared, text);
// clang-format on
#undef STRINGS

// ---------------------------------------------------------------- which fields have them

template <class T>
inline constexpr bool is_said = std::is_same_v<T, std::string> || std::is_same_v<T, std::vector<std::string>>;

// Never saved: their strings have no row.
template <class T>
inline constexpr bool is_of_tests = std::is_same_v<T, Test> || std::is_same_v<T, Sample>;

template <class T>
using Fields = std::make_index_sequence<boost::pfr::tuple_size_v<T>>;

template <class T, std::size_t... I>
consteval std::size_t strings_before(std::size_t end, std::index_sequence<I...>) {
  return ((I < end && is_said<boost::pfr::tuple_element_t<I, T>> ? 1U : 0U) + ... + 0U);
}

template <class T>
consteval bool matters();
template <class T, std::size_t... I>
consteval bool any_matters(std::index_sequence<I...>) {
  return (matters<boost::pfr::tuple_element_t<I, T>>() || ... || false);
}

// Whether words or dates are in it: expressions, of which there are many, have none.
template <class T>
consteval bool matters() {
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, model::Date> ||
                std::is_same_v<T, model::Value>) {
    return true;
  } else if constexpr (saved::is_vector<T> || saved::is_optional<T>) {
    return matters<typename T::value_type>();
  } else if constexpr (is_of_tests<T> || saved::is_number<T> || !std::is_aggregate_v<T>) {
    return false;
  } else {
    return any_matters<T>(Fields<T>());
  }
}

// ---------------------------------------------------------------- the walk

class Words {
 public:
  Words(Program const& program, Taken taken)
      : p_(program), taken_(taken), packages_(program.packages.begin(), program.packages.end()) {}

  std::string verdict() {
    if (!strings(p_)) return "a name";
    std::string found;
    boost::pfr::for_each_field(p_, [&](auto const& list) {
      using List = std::remove_cvref_t<decltype(list)>;
      if constexpr (saved::is_vector<List>) {
        if constexpr (matters<List>() && !is_said<List>) {
          for (std::size_t n = 0; found.empty() && n < list.size(); ++n) {
            if (!sound(list[n])) found = fmt::format("{} {}", called<typename List::value_type>(), n);
          }
        }
      }
    });
    return found;
  }

 private:
  template <class T>
  static constexpr char const* called() {
    if constexpr (std::is_same_v<T, model::Value>) return "constant";
    if constexpr (std::is_same_v<T, Validity>) return "validity";
    return Strings<T>::what();
  }

  template <class T>
  bool sound(T const& x) {
    if constexpr (!matters<T>() || is_said<T>) {
      return true;  // strings are their owner's
    } else if constexpr (std::is_same_v<T, model::Date>) {
      return within(x);
    } else if constexpr (std::is_same_v<T, model::Value>) {
      return value(x);
    } else if constexpr (saved::is_vector<T>) {
      return std::all_of(x.begin(), x.end(), [this](auto const& item) { return this->sound(item); });
    } else if constexpr (saved::is_optional<T>) {
      return !x || sound(*x);
    } else {
      bool fine = strings(x) && ordered(x);
      boost::pfr::for_each_field(x, [&](auto const& field) { fine = fine && this->sound(field); });
      return fine;
    }
  }

  // Its own, by its row.
  template <class T>
  bool strings(T const& x) {
    constexpr std::size_t count = boost::pfr::tuple_size_v<T>;
    static_assert(strings_before<T>(count, Fields<T>()) == Strings<T>::says.size(),
                  "each string has its place in the row");
    bool fine = true;
    boost::pfr::for_each_field(x, [&](auto const& field, auto index) {
      using Field = std::remove_cvref_t<decltype(field)>;
      if constexpr (is_said<Field>) {
        constexpr Says what = Strings<T>::says[strings_before<T>(decltype(index)::value, Fields<T>())];
        if constexpr (std::is_same_v<Field, std::string>) {
          fine = fine && says(what, field);
        } else {
          for (auto const& one : field) fine = fine && says(what, one);
        }
      }
    });
    return fine;
  }

  bool says(Says what, std::string_view said) {
    switch (what) {
      case Says::name:
        return is_name(said);
      case Says::shared: {
        auto const dot = said.find('.');
        if (dot == std::string_view::npos) return is_name(said);
        return packages_.contains(said.substr(0, dot)) && is_name(said.substr(dot + 1));
      }
      case Says::word:
        return text::is_name(said);
      case Says::package:
        return packages_.contains(said);
      case Says::currency:
        return said.size() == 3 &&
               std::all_of(said.begin(), said.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      case Says::rule:
        return is_name(said) || said == decision_rule_name || governing(said);
      case Says::path:
        return said.empty() || is_path(said);
      case Says::confidence:
        return said.empty() || std::find(confidences.begin(), confidences.end(), said) != confidences.end();
      case Says::text:
        return text::is_text(said);
      case Says::identity:
        return said.size() == 64 && said.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    }
    return false;
  }

  // Most names stand in many places.
  bool is_name(std::string_view said) {
    if (names_.contains(said)) return true;
    if (!text::is_name(said) || taken_(said)) return false;
    names_.insert(said);
    return true;
  }

  bool governing(std::string_view said) {
    static std::string const dates = governing_rule_name("");
    static std::string const applications = application_rule_name("");
    auto const of_text = [&](std::string const& before) {
      return said.starts_with(before) && is_name(said.substr(before.size()));
    };
    return of_text(dates) || of_text(applications) || party(said);
  }

  bool party(std::string_view said) {
    static std::string const between = party_rule_name("", "");
    auto const at = said.find(between);
    return at != std::string_view::npos && is_name(said.substr(0, at)) &&
           is_name(said.substr(at + between.size()));
  }

  static bool is_path(std::string_view said) {
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

  // Of a rule file, or the day after the last as an end that is not included.
  static bool within(model::Date date) {
    return model::earliest_fact_date() <= date && date.number() <= model::latest_fact_date().number() + 1;
  }

  static bool ordered(Validity const& validity) {
    return !validity.from || !validity.until || *validity.from <= *validity.until;
  }
  template <class T>
  static bool ordered(T const&) {
    return true;
  }

  // A constant, a key or a pattern. Periods are the case's, and verify_types.cpp lets no rule reach one.
  bool value(model::Value const& of) {
    struct Part {
      Words& words;
      bool operator()(model::AbsencePtr const& why) const { return why == nullptr; }  // an open end
      bool operator()(std::string const& said) const { return text::is_text(said); }
      bool operator()(model::Date const& date) const { return within(date); }
      bool operator()(model::ListPtr const& list) const { return !list || words.sound(list->items); }
      bool operator()(model::RecordPtr const& record) const { return !record || words.sound(record->fields); }
      bool operator()(bool) const { return true; }
      bool operator()(model::Rational const&) const { return true; }
      bool operator()(model::Amount const&) const { return true; }
      bool operator()(model::Enumerated const&) const { return true; }
      bool operator()(model::StateRef const&) const { return true; }
      bool operator()(model::RouteRef const&) const { return true; }
      bool operator()(model::ConversionRef const&) const { return true; }
      bool operator()(model::PeriodPtr const&) const { return true; }
      bool operator()(model::HistoryPtr const&) const { return true; }
    };
    return std::visit(Part{*this}, of.content);
  }

  Program const& p_;
  Taken taken_;
  std::unordered_set<std::string_view> packages_;
  std::unordered_set<std::string_view> names_;  // that were found to be some
};

// ---------------------------------------------------------------- each name once, at its home

class Homes {
 public:
  explicit Homes(Program const& program) : p_(program) {}

  std::string verdict() {
    if (!each_once(p_.packages, [](auto const& one) { return std::string_view(one); }))
      return "a package named twice";
    if (!each_once(p_.attributes, by_name)) return "an attribute named twice";
    if (!declarations()) return "a declaration named twice";
    std::string found;
    auto const all = [&](char const* what, auto const& list, auto const& sound) {
      for (std::size_t n = 0; found.empty() && n < list.size(); ++n) {
        if (!sound(list[n])) found = fmt::format("the names of {} {}", what, n);
      }
    };
    all("enumeration", p_.enumerations, [](auto const& x) { return each_once(x.values, by_name); });
    all("record", p_.records, [](auto const& x) { return each_once(x.fields, by_name); });
    all("attribute", p_.attributes, [](auto const& x) { return !is_one_of(fields_of_periods, x.name); });
    all("fact", p_.facts, [](auto const& x) { return callable(x.name, x.parameters); });
    all("rule", p_.rules,
        [](auto const& x) { return callable(x.name, x.parameters) && each_once(x.exceptions, by_name); });
    all("table", p_.tables,
        [](auto const& x) { return x.parameter ? each_once(x.keys, by_name) : callable(x.name, x.keys); });
    all("precedence", p_.precedences,
        [](auto const& x) { return each_once(x.parameters, by_name) && each_once(x.clauses, by_name); });
    all("award", p_.awards, [](auto const& x) {
      return (x.generators.empty() || forms_of(x.name).empty()) && each_once(x.generators, by_variable) &&
             each_once(x.routes, by_name);
    });
    all("question", p_.questions, [](auto const& x) { return each_once(x.generators, by_variable); });
    return found.empty() ? reasons() : found;
  }

 private:
  static constexpr auto by_name = [](auto const& one) { return std::string_view(one.name); };
  static constexpr auto by_variable = [](Generator const& one) { return std::string_view(one.variable); };

  template <class List, class Key>
  static bool each_once(List const& list, Key const& key) {
    if (list.size() < 2) return true;
    std::vector<decltype(key(list.front()))> keys;
    for (auto const& one : list) keys.push_back(key(one));
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
  }
  template <class Words>
  static bool is_one_of(Words const& words, std::string_view said) {
    return std::find(words.begin(), words.end(), said) != words.end();
  }

  // What is called with arguments cannot have the name of a built-in function.
  static bool callable(std::string_view name, std::vector<Parameter> const& parameters) {
    return (parameters.empty() || forms_of(name).empty()) && each_once(parameters, by_name);
  }

  // Those of one package have one space of names, texts another.
  bool declarations() const {
    std::vector<std::pair<std::string_view, std::string_view>> names;
    auto const add = [&](auto const& list) {
      for (auto const& one : list) names.emplace_back(one.package, one.name);
    };
    add(p_.conversions);
    add(p_.facts);
    // Names that are given are no declarations: governing_rules() holds each to its text, which may have
    // many.
    for (auto const& rule : p_.rules) {
      if (rule.name.find(' ') == std::string::npos) names.emplace_back(rule.package, rule.name);
    }
    add(p_.tables);
    add(p_.precedences);
    add(p_.awards);
    add(p_.questions);
    auto const whole = [](auto const& one) { return one; };
    auto const of_text = [](LegalText const& one) {
      return std::pair<std::string_view, std::string_view>(one.package, one.name);
    };
    return each_once(names, whole) && each_once(p_.texts, of_text);
  }

  // What must say something, since it is all that a decision can say there; and what stands in a text.
  std::string reasons() const {
    for (std::size_t n = 0; n < p_.expressions.size(); ++n) {
      auto const& one = p_.expressions[n];
      bool const silent = one.op == Op::undefined || one.op == Op::not_encoded;
      if (silent && (one.a >= p_.sentences.size() || text::is_blank(p_.sentences[one.a])))
        return fmt::format("the reason of expression {}", n);
    }
    for (std::size_t n = 0; n < p_.precedences.size(); ++n) {
      auto const& one = p_.precedences[n];
      if (one.otherwise == model::Otherwise::undefined && text::is_blank(one.reason))
        return fmt::format("the reason of precedence {}", n);
    }
    for (std::size_t n = 0; n < p_.tables.size(); ++n) {
      for (auto const& row : p_.tables[n].rows) {
        if (row.value == none && text::is_blank(row.gap)) return fmt::format("the reason of table {}", n);
      }
    }
    for (std::size_t n = 0; n < p_.citations.size(); ++n) {
      auto const& one = p_.citations[n];
      if (one.text == none && !one.path.empty()) return fmt::format("the article of citation {}", n);
    }
    return governing_rules();
  }

  // Each has the name of its text, that of the day of decision its own, and no other rule has such a name.
  std::string governing_rules() const {
    std::vector<bool> governs(p_.rules.size(), false);
    if (p_.decided_on != none) {
      if (p_.decided_on >= p_.rules.size() || p_.rules[p_.decided_on].name != decision_rule_name)
        return "the rule that gives the day of decision";
      governs[p_.decided_on] = true;
    }
    for (auto const& text : p_.texts) {
      for (RuleId const rule : text.applications) {
        if (rule >= p_.rules.size() || p_.rules[rule].name != application_rule_name(text.name))
          return "a rule that says when a text applies";
        governs[rule] = true;
      }
      for (auto const& party : text.parties) {
        if (party.condition == none) continue;
        if (party.condition >= p_.rules.size() || party.state >= p_.states.size() ||
            p_.rules[party.condition].name != party_rule_name(p_.states[party.state].code, text.name))
          return "a rule that says while a State is a party";
        governs[party.condition] = true;
      }
      if (text.governing == none) continue;
      if (text.governing >= p_.rules.size() ||
          p_.rules[text.governing].name != governing_rule_name(text.name))
        return "the rule that gives a governing date";
      governs[text.governing] = true;
    }
    for (std::size_t n = 0; n < p_.rules.size(); ++n) {
      if (!governs[n] && p_.rules[n].name.find(' ') != std::string::npos)
        return fmt::format("the name of rule {}", n);
    }
    return "";
  }

  Program const& p_;
};

}  // namespace

std::string misnamed(Program const& program, Taken taken) {
  if (std::string found = Words(program, taken).verdict(); !found.empty()) return "what is said in " + found;
  return Homes(program).verdict();
}

}  // namespace convenio::core
