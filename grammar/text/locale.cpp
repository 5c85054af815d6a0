// See locale.hpp.
#include "grammar/text/locale.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "grammar/text/utf16.hpp"

namespace convenio::text {

namespace {

// Digits after the point.
std::size_t scale_of(std::string_view decimal) {
  auto const point = decimal.find('.');
  return point == std::string_view::npos ? 0 : decimal.size() - point - 1;
}

std::string places(std::string_view decimal) {
  auto const scale = scale_of(decimal);
  return scale == 0 ? "precision-integer" : "." + std::string(scale, '0');
}

}  // namespace

struct Locale::Formatters {
  std::map<std::string, UNumberFormatter*, std::less<>> numbers;
  UFormattedNumber* result = nullptr;
  UDateFormat* days = nullptr;
  UListFormatter* lists = nullptr;

  Formatters() = default;
  Formatters(Formatters const&) = delete;
  Formatters& operator=(Formatters const&) = delete;
  ~Formatters() {
    for (auto const& [skeleton, one] : numbers) icu().unumf_close(one);
    if (result) icu().unumf_closeResult(result);
    if (days) icu().udat_close(days);
    if (lists) icu().ulistfmt_close(lists);
  }
};

Locale::Locale(std::string_view language)
    : name_(language == "en" ? "en_GB" : std::string(language)), formatters_(std::make_unique<Formatters>()) {}
Locale::~Locale() = default;

std::string Locale::formatted(std::string const& skeleton, std::string_view decimal) {
  UErrorCode status = U_ZERO_ERROR;
  auto& formatter = formatters_->numbers[skeleton];
  if (!formatter) {
    auto const wide = to_utf16(skeleton);
    formatter = icu().unumf_openForSkeletonAndLocale(wide.data(), static_cast<std::int32_t>(wide.size()),
                                                     name_.c_str(), &status);
    require(status);
  }
  if (!formatters_->result) formatters_->result = icu().unumf_openResult(&status);
  icu().unumf_formatDecimal(formatter, decimal.data(), static_cast<std::int32_t>(decimal.size()), formatters_->result,
                            &status);
  require(status);
  return to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().unumf_resultToString(formatters_->result, to, room, error);
  }));
}

std::string Locale::number(std::string_view decimal) { return formatted(places(decimal), decimal); }

std::string Locale::span(std::string_view decimal, std::string_view unit) {
  return formatted(places(decimal) + " measure-unit/duration-" + std::string(unit) + " unit-width-full-name", decimal);
}

std::string Locale::percent(std::string_view hundredths) {
  return formatted(places(hundredths) + " percent", hundredths);
}

std::string Locale::day(int year, unsigned month, unsigned day) {
  UErrorCode status = U_ZERO_ERROR;
  if (!formatters_->days) {
    static constexpr std::u16string_view zone = u"UTC";
    formatters_->days = icu().udat_open(UDAT_NONE, UDAT_LONG, name_.c_str(), zone.data(),
                                        static_cast<std::int32_t>(zone.size()), nullptr, 0, &status);
    require(status);
  }
  namespace chrono = std::chrono;
  chrono::sys_days const civil = chrono::year(year) / chrono::month(month) / chrono::day(day);
  double const milliseconds = 86'400'000.0 * static_cast<double>(civil.time_since_epoch().count());
  // The first of a month is an ordinal in two of the languages, which ICU leaves to the writer.
  std::string_view const ordinal = day != 1 ? "" : name_ == "fr" ? "er" : name_ == "pt" ? "º" : "";
  auto text = to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().udat_format(formatters_->days, milliseconds, to, room, nullptr, error);
  }));
  if (!ordinal.empty() && text.starts_with("1 ")) text.insert(1, ordinal);
  return text;
}

std::string Locale::list(std::vector<std::string> const& items) {
  if (items.empty()) return "";
  if (items.size() == 1) return items.front();
  UErrorCode status = U_ZERO_ERROR;
  if (!formatters_->lists) formatters_->lists = icu().ulistfmt_open(name_.c_str(), &status);
  require(status);
  std::vector<std::u16string> wide;
  for (auto const& item : items) wide.push_back(to_utf16(item));
  std::vector<char16_t const*> texts;
  std::vector<std::int32_t> sizes;
  for (auto const& item : wide) {
    texts.push_back(item.data());
    sizes.push_back(static_cast<std::int32_t>(item.size()));
  }
  return to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().ulistfmt_format(formatters_->lists, texts.data(), sizes.data(), static_cast<std::int32_t>(texts.size()),
                                 to, room, error);
  }));
}

std::string Locale::country(std::string_view code) const {
  std::string const of = "und_" + std::string(code);
  auto const name = to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().uloc_getDisplayCountry(of.c_str(), name_.c_str(), to, room, error);
  }));
  return name == code ? "" : name;
}

std::string Locale::upper(std::string_view text) const {
  auto const wide = to_utf16(text);
  return to_utf8(written<std::u16string>([&](char16_t* to, std::int32_t room, UErrorCode* error) {
    return icu().u_strToUpper(to, room, wide.data(), static_cast<std::int32_t>(wide.size()), name_.c_str(), error);
  }));
}

}  // namespace convenio::text
