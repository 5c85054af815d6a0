// The words of the language in their English spelling, in one table apart from the grammar:
// the grammar names a Word, so that another language is another table; the formatter reads the same table.
// Knows spellings and which of them a name may not take; knows no construct.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace convenio::syntax::lexicon {

// clang-format off
enum class Word : std::uint8_t {
  a, acquired, agreement, always, amended, amount, and_, any, apart, applies, article, as, at, award, below, between, both, by, calendar,
  carry, certified, checked, chosen, confidence, conflict, contradiction, contradictory, conversion, convert, converted,
  counts, currency, decided, decision, default_, discretion, displaced, each, election, else_, enacted, encoded, entitled, enumeration,
  every, exact, exception, exists, expect, extend, fact, first, follows, for_, form, from, given, governed, grants, has, held, highest,
  identifier, if_, import, impossible, in, interpretation, is, its, judgement, keeping, known, languages, ledger, let,
  like, list, make, match, minor, missing, money, no, not_, note, number, of, on, open, or_, order,
  otherwise, over, overrides, package, paid, pair, paragraph, parameter, parties, per, period, periods, precedence,
  quantity, question, record, regulation, remark, replaces, resolved, restated, review, rights, rounded, route, routes, rule,
  sample, satisfies, says, scheme, source, stands, state, states, steps, sum, table, test, the, then, those, time, times, to, translation,
  undated, undefined, under, unit, units, unknown, unless, until, via, when, where, while_, with, within, yes, zero
};
// clang-format on

// free: a word only at its place, elsewhere a name. reserved: never a name.
// declaration: reserved, and begins a declaration. field: free, and begins a field of a container.
// provenance: free, and says where a container, a declaration or a row comes from.
enum class Use : std::uint8_t { free, reserved, declaration, field, provenance };

struct Entry {
  Word word;
  std::string_view spelling;
  Use use;
};

inline constexpr std::array english{Entry{Word::a, "a", Use::free},
                                    Entry{Word::acquired, "acquired", Use::free},
                                    Entry{Word::agreement, "agreement", Use::declaration},
                                    Entry{Word::always, "always", Use::free},
                                    Entry{Word::amended, "amended", Use::free},
                                    Entry{Word::amount, "amount", Use::free},
                                    Entry{Word::and_, "and", Use::reserved},
                                    Entry{Word::any, "any", Use::reserved},
                                    Entry{Word::apart, "apart", Use::free},
                                    Entry{Word::applies, "applies", Use::field},
                                    Entry{Word::article, "article", Use::declaration},
                                    Entry{Word::as, "as", Use::reserved},
                                    Entry{Word::at, "at", Use::reserved},
                                    Entry{Word::award, "award", Use::declaration},
                                    Entry{Word::below, "below", Use::reserved},
                                    Entry{Word::between, "between", Use::reserved},
                                    Entry{Word::both, "both", Use::free},
                                    Entry{Word::by, "by", Use::reserved},
                                    Entry{Word::calendar, "calendar", Use::reserved},
                                    Entry{Word::carry, "carry", Use::reserved},
                                    Entry{Word::certified, "certified", Use::free},
                                    Entry{Word::checked, "checked", Use::free},
                                    Entry{Word::chosen, "chosen", Use::free},
                                    Entry{Word::confidence, "confidence", Use::provenance},
                                    Entry{Word::conflict, "conflict", Use::free},
                                    Entry{Word::contradiction, "contradiction", Use::field},
                                    Entry{Word::contradictory, "contradictory", Use::free},
                                    Entry{Word::conversion, "conversion", Use::declaration},
                                    Entry{Word::convert, "convert", Use::free},
                                    Entry{Word::converted, "converted", Use::reserved},
                                    Entry{Word::counts, "counts", Use::field},
                                    Entry{Word::currency, "currency", Use::declaration},
                                    Entry{Word::decided, "decided", Use::declaration},
                                    Entry{Word::decision, "decision", Use::free},
                                    Entry{Word::default_, "default", Use::reserved},
                                    Entry{Word::discretion, "discretion", Use::declaration},
                                    Entry{Word::displaced, "displaced", Use::free},
                                    Entry{Word::each, "each", Use::free},
                                    Entry{Word::election, "election", Use::declaration},
                                    Entry{Word::else_, "else", Use::reserved},
                                    Entry{Word::enacted, "enacted", Use::free},
                                    Entry{Word::encoded, "encoded", Use::free},
                                    Entry{Word::entitled, "entitled", Use::free},
                                    Entry{Word::enumeration, "enumeration", Use::declaration},
                                    Entry{Word::every, "every", Use::reserved},
                                    Entry{Word::exact, "exact", Use::free},
                                    Entry{Word::exception, "exception", Use::declaration},
                                    Entry{Word::exists, "exists", Use::reserved},
                                    Entry{Word::expect, "expect", Use::reserved},
                                    Entry{Word::extend, "extend", Use::declaration},
                                    Entry{Word::fact, "fact", Use::declaration},
                                    Entry{Word::first, "first", Use::reserved},
                                    Entry{Word::follows, "follows", Use::free},
                                    Entry{Word::for_, "for", Use::reserved},
                                    Entry{Word::form, "form", Use::free},
                                    Entry{Word::from, "from", Use::reserved},
                                    Entry{Word::given, "given", Use::free},
                                    Entry{Word::governed, "governed", Use::field},
                                    Entry{Word::grants, "grants", Use::free},
                                    Entry{Word::has, "has", Use::free},
                                    Entry{Word::held, "held", Use::free},
                                    Entry{Word::highest, "highest", Use::free},
                                    Entry{Word::identifier, "identifier", Use::field},
                                    Entry{Word::if_, "if", Use::reserved},
                                    Entry{Word::import, "import", Use::declaration},
                                    Entry{Word::impossible, "impossible", Use::declaration},
                                    Entry{Word::in, "in", Use::reserved},
                                    Entry{Word::interpretation, "interpretation", Use::declaration},
                                    Entry{Word::is, "is", Use::reserved},
                                    Entry{Word::its, "its", Use::free},
                                    Entry{Word::judgement, "judgement", Use::declaration},
                                    Entry{Word::keeping, "keeping", Use::free},
                                    Entry{Word::known, "known", Use::free},
                                    Entry{Word::languages, "languages", Use::field},
                                    Entry{Word::ledger, "ledger", Use::free},
                                    Entry{Word::let, "let", Use::reserved},
                                    Entry{Word::like, "like", Use::free},
                                    Entry{Word::list, "list", Use::reserved},
                                    Entry{Word::make, "make", Use::reserved},
                                    Entry{Word::match, "match", Use::reserved},
                                    Entry{Word::minor, "minor", Use::free},
                                    Entry{Word::missing, "missing", Use::reserved},
                                    Entry{Word::money, "money", Use::free},
                                    Entry{Word::no, "no", Use::reserved},
                                    Entry{Word::not_, "not", Use::reserved},
                                    Entry{Word::note, "note", Use::provenance},
                                    Entry{Word::number, "number", Use::reserved},
                                    Entry{Word::of, "of", Use::reserved},
                                    Entry{Word::on, "on", Use::reserved},
                                    Entry{Word::open, "open", Use::declaration},
                                    Entry{Word::or_, "or", Use::reserved},
                                    Entry{Word::order, "order", Use::free},
                                    Entry{Word::otherwise, "otherwise", Use::reserved},
                                    Entry{Word::over, "over", Use::reserved},
                                    Entry{Word::overrides, "overrides", Use::reserved},
                                    Entry{Word::package, "package", Use::declaration},
                                    Entry{Word::paid, "paid", Use::free},
                                    Entry{Word::pair, "pair", Use::field},
                                    Entry{Word::paragraph, "paragraph", Use::declaration},
                                    Entry{Word::parameter, "parameter", Use::declaration},
                                    Entry{Word::parties, "parties", Use::field},
                                    Entry{Word::per, "per", Use::reserved},
                                    Entry{Word::period, "period", Use::declaration},
                                    Entry{Word::periods, "periods", Use::reserved},
                                    Entry{Word::precedence, "precedence", Use::declaration},
                                    Entry{Word::quantity, "quantity", Use::free},
                                    Entry{Word::question, "question", Use::declaration},
                                    Entry{Word::record, "record", Use::declaration},
                                    Entry{Word::regulation, "regulation", Use::declaration},
                                    Entry{Word::remark, "remark", Use::declaration},
                                    Entry{Word::replaces, "replaces", Use::field},
                                    Entry{Word::resolved, "resolved", Use::free},
                                    Entry{Word::restated, "restated", Use::reserved},
                                    Entry{Word::review, "review", Use::field},
                                    Entry{Word::rights, "rights", Use::free},
                                    Entry{Word::rounded, "rounded", Use::reserved},
                                    Entry{Word::route, "route", Use::declaration},
                                    Entry{Word::routes, "routes", Use::free},
                                    Entry{Word::rule, "rule", Use::declaration},
                                    Entry{Word::sample, "sample", Use::declaration},
                                    Entry{Word::satisfies, "satisfies", Use::reserved},
                                    Entry{Word::says, "says", Use::declaration},
                                    Entry{Word::scheme, "scheme", Use::declaration},
                                    Entry{Word::source, "source", Use::provenance},
                                    Entry{Word::stands, "stands", Use::declaration},
                                    Entry{Word::state, "state", Use::declaration},
                                    Entry{Word::states, "states", Use::free},
                                    Entry{Word::steps, "steps", Use::free},
                                    Entry{Word::sum, "sum", Use::reserved},
                                    Entry{Word::table, "table", Use::declaration},
                                    Entry{Word::test, "test", Use::declaration},
                                    Entry{Word::the, "the", Use::free},
                                    Entry{Word::then, "then", Use::reserved},
                                    Entry{Word::those, "those", Use::reserved},
                                    Entry{Word::time, "time", Use::free},
                                    Entry{Word::times, "times", Use::free},
                                    Entry{Word::to, "to", Use::reserved},
                                    Entry{Word::translation, "translation", Use::declaration},
                                    Entry{Word::undated, "undated", Use::declaration},
                                    Entry{Word::undefined, "undefined", Use::reserved},
                                    Entry{Word::under, "under", Use::reserved},
                                    Entry{Word::unit, "unit", Use::free},
                                    Entry{Word::units, "units", Use::free},
                                    Entry{Word::unknown, "unknown", Use::reserved},
                                    Entry{Word::unless, "unless", Use::free},
                                    Entry{Word::until, "until", Use::reserved},
                                    Entry{Word::via, "via", Use::free},
                                    Entry{Word::when, "when", Use::reserved},
                                    Entry{Word::where, "where", Use::reserved},
                                    Entry{Word::while_, "while", Use::free},
                                    Entry{Word::with, "with", Use::reserved},
                                    Entry{Word::within, "within", Use::free},
                                    Entry{Word::yes, "yes", Use::reserved},
                                    Entry{Word::zero, "zero", Use::free}};

// The words that name a unit, singular and plural, in the order of syntax::Unit; `calendar` may stand before
// days, months and years. They cannot be names, but may be called: `days(h)`, `year(d)`.
inline constexpr std::array<std::string_view, 10> unit_words{
    "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years"};

// In the order of syntax::RoundingMode, syntax::MissingDay.
inline constexpr std::array<std::string_view, 7> rounding_words{"down",      "up",    "half_up", "half_down",
                                                                "half_even", "floor", "ceiling"};
// In the order of terms::Per, without the sum before them.
inline constexpr std::array<std::string_view, 5> time_words{"day", "week", "fortnight", "month", "year"};
inline constexpr std::array<std::string_view, 3> missing_words{"back", "forward", "refuse"};
inline constexpr std::array<std::string_view, 8> status_words{"granted",      "refused",   "not_applicable",
                                                              "undetermined", "undefined", "conflict",
                                                              "not_encoded",  "at_least"};
// In the order of plain_types in build_tokens.cpp.
inline constexpr std::array<std::string_view, 8> plain_type_words{"truth", "whole", "ratio",  "date",
                                                                  "text",  "state", "period", "history"};

// The words that may stand between the arguments of a call.
inline constexpr std::array label_words{Word::for_, Word::on,   Word::of,    Word::by,      Word::to,
                                        Word::at,   Word::from, Word::under, Word::between, Word::with};

constexpr std::string_view spelling(Word word) { return english[static_cast<std::size_t>(word)].spelling; }

constexpr bool in_order() {
  for (std::size_t i = 0; i < english.size(); ++i) {
    if (static_cast<std::size_t>(english[i].word) != i) return false;
  }
  return true;
}
static_assert(in_order(), "the table follows the order of Word");

constexpr Entry const* find_word(std::string_view spelled) {
  for (Entry const& entry : english) {
    if (entry.spelling == spelled) return &entry;
  }
  return nullptr;
}

constexpr bool is_unit_word(std::string_view spelled) {
  for (std::string_view const unit : unit_words) {
    if (unit == spelled) return true;
  }
  return false;
}

// The place of a word in one of the tables above; their size where it is none of them.
template <std::size_t N>
constexpr std::size_t place_of(std::array<std::string_view, N> const& words, std::string_view spelled) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == spelled) return i;
  }
  return N;
}

constexpr bool is_reserved(std::string_view spelled) {
  Entry const* const entry = find_word(spelled);
  return entry != nullptr && (entry->use == Use::reserved || entry->use == Use::declaration);
}

// By the language, so that no name can be the word.
constexpr bool is_taken(std::string_view spelled) { return is_reserved(spelled) || is_unit_word(spelled); }

}  // namespace convenio::syntax::lexicon
