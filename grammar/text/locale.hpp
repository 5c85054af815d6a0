// How numbers, days, spans of time, lists and countries are written in a language, by ICU.
// Knows no value of the engine: numbers come as decimals, days as year, month and day.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace convenio::text {

// One for each page; not to be shared by threads.
class Locale {
 public:
  // A language that ICU knows: "es". English days have their month in the middle, so that no one can misread them.
  explicit Locale(std::string_view language);
  ~Locale();
  Locale(Locale const&) = delete;
  Locale& operator=(Locale const&) = delete;

  // "1234.50" as "1.234,50", with the digits after the point that it has.
  std::string number(std::string_view decimal);
  // With a unit of time as ICU calls it (`day`, `month`): "1 mes", "12 meses".
  std::string span(std::string_view decimal, std::string_view unit);
  std::string percent(std::string_view hundredths);  // "37.8" as "37,8 %"
  std::string day(int year, unsigned month, unsigned day);  // "2 de marzo de 2026"
  std::string list(std::vector<std::string> const& items);  // "a, b y c"
  // Of a code of two letters; "" where ICU knows no such country.
  std::string country(std::string_view code) const;
  std::string upper(std::string_view text) const;

 private:
  struct Formatters;
  std::string formatted(std::string const& skeleton, std::string_view decimal);

  std::string name_;
  std::unique_ptr<Formatters> formatters_;
};

}  // namespace convenio::text
