// The tokens: where each ends. Plain functions over characters; no backtracking, no diagnostics.
// A token is taken as wide as a drafter may have meant it; build_*.cpp refuses what is wrong inside.
#include <algorithm>
#include <array>

#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

namespace {

Iterator word_end(Iterator first, Iterator last) {
  if (first == last || !is_word_start(*first)) return nullptr;
  while (first != last && is_word_part(*first)) ++first;
  return first;
}

std::string_view view(Iterator first, Iterator last) {
  return {first, static_cast<std::size_t>(last - first)};
}

Iterator digits_end(Iterator first, Iterator last, std::ptrdiff_t count) {
  if (last - first < count || !std::all_of(first, first + count, is_digit)) return nullptr;
  return first + count;
}

template <std::size_t N>
Iterator one_of(Iterator first, Iterator last, std::array<std::string_view, N> const& words) {
  Iterator const end = word_end(first, last);
  if (end == nullptr) return nullptr;
  return std::find(words.begin(), words.end(), view(first, end)) == words.end() ? nullptr : end;
}

// `not encoded "..."` is an expression of its own.
bool begins_not_encoded(Iterator first, Iterator last) {
  Iterator const end = word_end(first, last);
  if (end == nullptr || view(first, end) != spelling(Word::not_)) return false;
  Iterator const next = skip_blank(end, last);
  Iterator const next_end = next == last ? nullptr : word_end(next, last);
  if (next_end == nullptr || view(next, next_end) != spelling(Word::encoded)) return false;
  Iterator const after = skip_blank(next_end, last);
  return after != last && *after == '"';
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

Iterator scan_any_word(Iterator first, Iterator last) { return word_end(first, last); }

Iterator scan_name(Iterator first, Iterator last) {
  Iterator const end = word_end(first, last);
  if (end == nullptr) return nullptr;
  std::string_view const spelled = view(first, end);
  return is_taken(spelled) ? nullptr : end;
}

Iterator scan_callee(Iterator first, Iterator last) {
  Iterator const end = word_end(first, last);
  if (end == nullptr) return nullptr;
  std::string_view const spelled = view(first, end);
  if (is_reserved(spelled)) return nullptr;
  if (!is_unit_word(spelled)) return end;
  Iterator const next = skip_blank(end, last);
  return next != last && *next == '(' ? end : nullptr;
}

Iterator scan_text(Iterator first, Iterator last) {
  if (*first != '"') return nullptr;
  Iterator const end = skip_token(first, last);
  return end - first >= 2 && end[-1] == '"' ? end : nullptr;
}

Iterator scan_date(Iterator first, Iterator last) {
  Iterator at = digits_end(first, last, 4);
  for (int part = 0; part < 2; ++part) {
    if (at == nullptr || at == last || *at != '-') return nullptr;
    at = digits_end(at + 1, last, 2);
  }
  return at == nullptr || (at != last && is_word_part(*at)) ? nullptr : at;
}

Iterator scan_number(Iterator first, Iterator last) {
  if (!is_digit(*first)) return nullptr;
  Iterator at = first;
  while (at != last && is_word_part(*at)) ++at;
  bool const decimals = last - at > 1 && *at == '.' && is_digit(at[1]);
  if (decimals) {
    ++at;
    while (at != last && is_word_part(*at)) ++at;
  }
  return at;
}

Iterator scan_percent(Iterator first, Iterator) { return *first == '%' ? first + 1 : nullptr; }

Iterator scan_unit(Iterator first, Iterator last) {
  Iterator end = word_end(first, last);
  if (end == nullptr) return nullptr;
  if (view(first, end) == spelling(Word::calendar)) {
    Iterator const second = skip_blank(end, last);
    end = word_end(second, last);
    if (end == nullptr) return nullptr;
    first = second;
  }
  return is_unit_word(view(first, end)) ? end : nullptr;
}

Iterator scan_currency(Iterator first, Iterator last) {
  Iterator const end = word_end(first, last);
  if (end == nullptr || end - first != 3) return nullptr;
  return std::all_of(first, end, is_capital) ? end : nullptr;
}

Iterator scan_amount_currency(Iterator first, Iterator last) {
  Iterator const end = scan_currency(first, last);
  if (end == nullptr) return nullptr;
  Iterator const next = skip_blank(end, last);
  bool const begins_another = next != last && (*next == ':' || *next == '=' || *next == '(');
  return begins_another ? nullptr : end;
}

Iterator scan_label(Iterator first, Iterator last) {
  if (!is_word_part(*first)) return nullptr;
  auto const part = [](char c) {
    return is_word_part(c) || c == '.' || c == '-' || c == '(' || c == ')' || c == '[' || c == ']';
  };
  Iterator at = first;
  while (at != last && part(*at) && !(*at == '-' && at + 1 != last && at[1] == '-')) ++at;
  return at;
}

Iterator scan_separator(Iterator first, Iterator last) {
  if (*first == ',') return first + 1;
  Iterator const end = word_end(first, last);
  if (end == nullptr) return nullptr;
  std::string_view const spelled = view(first, end);
  bool const found =
      std::any_of(label_words.begin(), label_words.end(), [&](Word w) { return spelling(w) == spelled; });
  return found ? end : nullptr;
}

Iterator scan_infix(Iterator first, Iterator last) {
  if (*first == '<' || *first == '>') {
    bool const equal = first + 1 != last && first[1] == '=';
    bool const slip = *first == '<' && first + 1 != last && first[1] == '>';  // `<>`
    return slip ? nullptr : first + (equal ? 2 : 1);
  }
  if (std::string_view("+-*/").find(*first) != std::string_view::npos) return first + 1;
  Iterator const end = word_end(first, last);
  if (end == nullptr) return nullptr;
  std::string_view const spelled = view(first, end);
  if (spelled == spelling(Word::and_) || spelled == spelling(Word::or_)) return end;
  if (spelled != spelling(Word::is)) return nullptr;
  Iterator const second = skip_blank(end, last);
  Iterator const second_end = word_end(second, last);
  if (second_end == nullptr || view(second, second_end) != spelling(Word::not_)) return end;
  return begins_not_encoded(second, last) ? end : second_end;
}

Iterator scan_in(Iterator first, Iterator last) {
  Iterator end = word_end(first, last);
  if (end == nullptr) return nullptr;
  if (view(first, end) == spelling(Word::not_)) {
    first = skip_blank(end, last);
    end = word_end(first, last);
    if (end == nullptr) return nullptr;
  }
  return view(first, end) == spelling(Word::in) ? end : nullptr;
}

Iterator scan_prefix(Iterator first, Iterator last) {
  if (*first == '-') return first + 1;
  Iterator const end = word_end(first, last);
  if (end == nullptr || view(first, end) != spelling(Word::not_)) return nullptr;
  return begins_not_encoded(first, last) ? nullptr : end;
}

Iterator scan_mode(Iterator first, Iterator last) { return one_of(first, last, rounding_words); }

Iterator scan_time(Iterator first, Iterator last) { return one_of(first, last, time_words); }

Iterator scan_missing(Iterator first, Iterator last) { return one_of(first, last, missing_words); }

// Also a word that is nearly one, unless it begins the next fact: the checker names the one that is meant.
Iterator scan_status(Iterator first, Iterator last) {
  if (Iterator const end = one_of(first, last, status_words); end != nullptr) return end;
  Iterator const end = scan_name(first, last);
  if (end == nullptr) return nullptr;
  Iterator const next = skip_blank(end, last);
  if (next != last && std::string_view("=(.").find(*next) != std::string_view::npos) return nullptr;
  static std::vector<std::string> const words(status_words.begin(), status_words.end());
  return text::nearest(view(first, end), words).empty() ? nullptr : end;
}

Iterator scan_plain_type(Iterator first, Iterator last) {
  Iterator const end = one_of(first, last, plain_type_words);
  return end != nullptr && end != last && *end == '.' ? nullptr : end;
}

}  // namespace convenio::grammar
