// Builder of tokens and of the small pieces: names, texts, dates, numbers, units, types, parameters.
#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "grammar/parser/build.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "grammar/text/names.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;
using text::Span;

namespace {

constexpr std::size_t most_digits = 38;

syntax::Unit unit_from(std::string_view word, bool calendar) {
  using enum syntax::Unit;
  constexpr std::array units{days, weeks, months, quarters, years};
  constexpr std::array calendar_units{calendar_days, weeks, calendar_months, quarters, calendar_years};
  std::size_t const place = place_of(unit_words, word) / 2;
  return calendar ? calendar_units[place] : units[place];
}

syntax::Type::Kind plain_type(std::string_view word) {
  using enum syntax::Type::Kind;
  constexpr std::array plain_types{truth, whole, ratio, date, text, state, period, history};
  static_assert(plain_types.size() == plain_type_words.size());
  return plain_types[place_of(plain_type_words, word)];
}

bool grouped_digits(std::string_view part) {
  if (part.empty() || part.front() == '_' || part.back() == '_') return false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    bool const digit = is_digit(part[i]);
    bool const single = part[i] == '_' && part[i - 1] != '_';
    if (!digit && !single) return false;
  }
  return true;
}

// `12months`: the fix puts the space in.
convenio::text::Hint spaced(std::string_view written) {
  std::string const words = "put a space between a number and its unit";
  auto const part = [](char c) { return is_digit(c) || c == '_' || c == '.'; };
  auto const end =
      static_cast<std::size_t>(std::find_if_not(written.begin(), written.end(), part) - written.begin());
  std::string_view const unit = written.substr(end);
  bool const known = is_unit_word(unit) || (unit.size() == 3 && unit.front() >= 'A' && unit.front() <= 'Z');
  if (!known || written.front() == '_' || !is_digit(written[end - 1])) return words;
  return {words, written, fmt::format("{} {}", written.substr(0, end), unit)};
}

}  // namespace

Node const* find(Node const& node, Kind kind) {
  for (Node const& child : node.children) {
    if (child.kind == kind) return &child;
  }
  return nullptr;
}

syntax::RoundingMode rounding_of(std::string_view word) {
  return static_cast<syntax::RoundingMode>(place_of(rounding_words, word));
}

void Builder::fault(text::Code code, Span where, std::string message, convenio::text::Hint hint) {
  report(session_, code, where, std::move(message), std::move(hint));
}

syntax::Name Builder::name(Node const& node) const { return {std::string(node.text), span(node)}; }

syntax::Path Builder::path(Node const& node) const {
  syntax::Path result;
  result.span = span(node);
  for (Node const& part : node.children) result.parts.push_back(name(part));
  return result;
}

syntax::Text Builder::text(Node const& node) {
  std::string_view raw = node.text;
  raw.remove_prefix(1);
  raw.remove_suffix(1);
  std::string value;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      value += raw[i];
      continue;
    }
    ++i;
    if (raw[i] == 'n') {
      value += '\n';
    } else if (raw[i] == '"' || raw[i] == '\\') {
      value += raw[i];
    } else {
      auto const at = static_cast<std::uint32_t>(node.begin + i);
      std::uint32_t const length = convenio::text::decode(raw, i).length + 1;
      fault(Code::unexpected, {session_.source, at, at + length},
            "after `\\` only `\"`, `\\` and `n` have a meaning", "write \\\\ for the sign itself");
    }
  }
  return {std::move(value), span(node)};
}

syntax::Text Builder::reason(Node const& node) {
  syntax::Text result = text(node);
  if (convenio::text::is_blank(result.value))
    fault(Code::unexpected, span(node), "this reason says nothing",
          "it is all that a decision can say there: write what the text leaves open, or what is not known");
  return result;
}

syntax::Date Builder::date(Node const& node) {
  auto const number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (char const c : node.text.substr(at, count)) value = value * 10 + (c - '0');
    return value;
  };
  int const year = number(0, 4);
  auto const month = static_cast<unsigned>(number(5, 2));
  auto const day = static_cast<unsigned>(number(8, 2));
  namespace ch = std::chrono;
  unsigned const some_month = std::clamp(month, 1U, 12U);
  ch::year_month_day_last const month_end = ch::year(year) / ch::month(some_month) / ch::last;
  auto const last_day = static_cast<unsigned>(month_end.day());
  constexpr int first_year = 1850;
  constexpr int last_year = 2150;
  if (month != some_month) {
    fault(Code::impossible_date, span(node),
          fmt::format("`{}` is no date: there is no month {}", node.text, month),
          "a date is written year-month-day");
  } else if (day == 0 || day > last_day) {
    fault(Code::impossible_date, span(node),
          fmt::format("`{}` is no date: that month has {} days", node.text, last_day));
  } else if (year < first_year || year > last_year) {
    fault(Code::impossible_date, span(node), fmt::format("`{}` is out of range", node.text),
          fmt::format("dates reach from {}-01-01 to {}-12-31", first_year, last_year));
  }
  return {std::clamp(year, first_year, last_year), some_month, std::clamp(day, 1U, last_day)};
}

std::string Builder::digits(Node const& node) {
  std::size_t const point = node.text.find('.');
  bool sound = grouped_digits(node.text.substr(0, point));
  if (point != std::string_view::npos) sound = sound && grouped_digits(node.text.substr(point + 1));
  std::string result;
  for (char const c : node.text) {
    if (c != '_') result += c;
  }
  if (!sound) {
    bool const letters =
        std::any_of(node.text.begin(), node.text.end(), [](char c) { return is_word_start(c) && c != '_'; });
    bool const brief = node.text.size() <= most_digits;
    fault(Code::malformed_number, span(node),
          brief ? fmt::format("`{}` is not a number", node.text) : "this is not a number",
          letters ? spaced(node.text) : convenio::text::Hint("`_` stands between two digits"));
    return {};
  }
  if (result.size() > most_digits + (point == std::string_view::npos ? 0 : 1)) {
    fault(Code::malformed_number, span(node),
          fmt::format("this number has more than {} digits", most_digits));
    return {};
  }
  return result;
}

syntax::Unit Builder::unit(Node const& node) {
  std::string_view const prefix = spelling(Word::calendar);
  std::string_view word = node.text;
  bool const calendar = word.starts_with(prefix);
  if (calendar) {
    char const* const end = word.data() + word.size();
    char const* const at = skip_blank(word.data() + prefix.size(), end);
    word = {at, static_cast<std::size_t>(end - at)};
  }
  syntax::Unit const result = unit_from(word, calendar);
  if (calendar && (result == syntax::Unit::weeks || result == syntax::Unit::quarters)) {
    fault(Code::unexpected, span(node), fmt::format("there are no `calendar {}`", word),
          "spans of the calendar are `calendar days`, `calendar months` and `calendar years`");
  }
  return result;
}

// `per month`, or nothing where no time is written.
std::optional<syntax::Per> Builder::per_in(Node const& node) const {
  Node const* const per = find(node, Kind::per);
  if (per == nullptr || per->children.empty()) return std::nullopt;
  std::string_view const word = per->children.back().text;
  if (word == spelling(Word::its)) return syntax::Per::its;
  return static_cast<syntax::Per>(place_of(time_words, word) + 1);
}

syntax::Type Builder::type(Node const& node) {
  using Kind_ = syntax::Type::Kind;
  syntax::Type result;
  result.span = span(node);
  if (node.children.empty()) return result;
  Node const& inner = node.children.front();
  if (inner.kind == Kind::word && inner.text == spelling(Word::conversion)) {
    result.kind = Kind_::conversion;
  } else if (inner.kind == Kind::word) {
    result.kind = plain_type(inner.text);
  } else if (inner.kind == Kind::unit) {
    result.kind = Kind_::quantity;
    result.unit = unit(inner);
    if (result.unit == syntax::Unit::calendar_years) {
      fault(Code::unexpected, span(inner), "`calendar years` is not a type",
            "write `calendar months`: a year is 12 of them");
      result.unit = syntax::Unit::calendar_months;
    }
  } else if (inner.kind == Kind::money_type) {
    result.kind = Kind_::money;
    if (Node const* currency = find(inner, Kind::currency)) result.currency = name(*currency);
    if (Node const* of = find(inner, Kind::name)) result.of = name(*of);
    result.per = per_in(inner).value_or(syntax::Per::sum);
  } else if (inner.kind == Kind::quantity_type) {
    result.kind = Kind_::quantity;
    if (Node const* of = find(inner, Kind::name)) result.of = name(*of);
  } else if (inner.kind == Kind::list_type) {
    result.kind = Kind_::list;
    result.element = std::make_unique<syntax::Type>(type(inner.children.front()));
  } else {
    result.kind = Kind_::named;
    result.name = path(inner.children.front());
    if (Node const* of = find(inner, Kind::of_state)) result.of = name_in(*of, Kind::name);
  }
  return result;
}

std::optional<syntax::Date> Builder::date_in(Node const& node, Kind clause) {
  Node const* const found = find(node, clause);
  if (found == nullptr || found->children.empty()) return std::nullopt;
  return date(found->children.front());
}

syntax::Validity Builder::validity(Node const& node) {
  syntax::Validity result;
  for (Node const& child : node.children) {
    if (child.kind == Kind::from) {
      if (result.from) fault(Code::unexpected, span(child), "`from` is given twice");
      result.from = date(child.children.front());
    }
    if (child.kind == Kind::until || child.kind == Kind::to) {
      if (result.until) fault(Code::unexpected, span(child), "the end is given twice");
      result.until = date(child.children.front());
    }
  }
  return result;
}

std::vector<syntax::Parameter> Builder::parameters(Node const& node) {
  std::vector<syntax::Parameter> result;
  Node const* const list = find(node, Kind::parameters);
  if (list == nullptr) return result;
  for (Node const& child : list->children) {
    syntax::Parameter parameter;
    if (Node const* label = find(child, Kind::separator)) {
      parameter.label = label->text;
      parameter.label_span = span(*label);
    }
    if (Node const* named = find(child, Kind::name)) parameter.name = name(*named);
    if (Node const* typed = find(child, Kind::type)) parameter.type = type(*typed);
    result.push_back(std::move(parameter));
  }
  return result;
}

void Builder::provenance(Node const& clause, syntax::Provenance& into) {
  if (clause.kind == Kind::confidence) {
    if (into.confidence) fault(Code::unexpected, span(clause), "`confidence` is given twice");
    into.confidence = name(clause.children.front());
    return;
  }
  std::optional<syntax::Text>& place = clause.kind == Kind::source ? into.source : into.note;
  syntax::Text added = text(clause.children.front());
  if (place) {
    place->value += "\n" + added.value;  // several notes are one note of several lines
  } else {
    place = std::move(added);
  }
}

syntax::Provenance Builder::provenance_of(Node const& node) {
  syntax::Provenance result;
  for (Node const& child : node.children) {
    bool const clause =
        child.kind == Kind::confidence || child.kind == Kind::source || child.kind == Kind::note;
    if (clause) provenance(child, result);
    if (child.kind == Kind::body) {
      for (Node const& inner : child.children) {
        bool const trailing =
            inner.kind == Kind::confidence || inner.kind == Kind::source || inner.kind == Kind::note;
        if (trailing) provenance(inner, result);
      }
    }
  }
  return result;
}

std::optional<syntax::Text> Builder::title(Node const& node) {
  std::optional<syntax::Text> result;
  for (Node const& child : node.children) {
    if (child.kind != Kind::title) continue;
    if (result) {
      fault(Code::unexpected, span(child), "the title is given twice");
    } else {
      result = text(child.children.front());
    }
  }
  return result;
}

}  // namespace convenio::grammar
