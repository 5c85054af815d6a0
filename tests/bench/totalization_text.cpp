// See totalization_text.hpp.
#include "tests/bench/totalization_text.hpp"

#include <chrono>

#include <fmt/format.h>

#include "tests/bench/drawn.hpp"

namespace totalization {

namespace {

int two(char const* at) { return (at[0] - '0') * 10 + at[1] - '0'; }

std::int32_t day_of(std::string_view iso) {
  using namespace std::chrono;
  if (iso.size() != 10) return 0;
  year_month_day const day{year(two(iso.data()) * 100 + two(iso.data() + 2)),
                           month(static_cast<unsigned>(two(iso.data() + 5))),
                           std::chrono::day(static_cast<unsigned>(two(iso.data() + 8)))};
  return static_cast<std::int32_t>(sys_days(day).time_since_epoch().count());
}

// "1234.56 UNI"
std::int32_t cents_of(std::string_view amount) {
  std::int32_t cents = 0;
  for (char const one : amount) {
    if (one == ' ') break;
    if (one != '.') cents = cents * 10 + one - '0';
  }
  return cents;
}

std::uint8_t state_of(std::string_view code) {
  switch (code[0]) {
    case 'A':
      return 0;
    case 'B':
      return 1;
    case 'P':
      return 2;
    default:
      return 3;
  }
}

}  // namespace

Case const* Reader::read(std::string_view document, std::string& id) {
  simdjson::ondemand::document json;
  if (parser_.iterate(document.data(), document.size(), document.size() + simdjson::SIMDJSON_PADDING)
          .get(json))
    return nullptr;
  std::string_view text;
  simdjson::ondemand::object facts;
  simdjson::ondemand::array career;
  if (json["id"].get_string().get(text)) return nullptr;
  id.append(text);
  if (json["facts"].get_object().get(facts)) return nullptr;
  if (facts["birth"].get_string().get(text)) return nullptr;
  facts_.birth = day_of(text);
  if (facts["claim"].get_string().get(text)) return nullptr;
  facts_.claim = day_of(text);
  if (facts["sex"].get_string().get(text)) return nullptr;
  facts_.female = text == "female";
  facts_.age = completed_years(facts_.birth, facts_.claim);
  if (facts["career"].get_array().get(career)) return nullptr;
  facts_.periods.clear();
  for (auto row : career) {
    simdjson::ondemand::object fields;
    if (row.get_object().get(fields)) return nullptr;
    Period period;
    if (fields["state"].get_string().get(text)) return nullptr;
    period.state = state_of(text);
    if (fields["from"].get_string().get(text)) return nullptr;
    period.from = day_of(text);
    if (fields["to"].get_string().get(text)) return nullptr;
    period.end = day_of(text) + 1;
    if (fields["kind"].get_string().get(text)) return nullptr;
    period.kind = text == "mandatory"   ? Kind::mandatory
                  : text == "voluntary" ? Kind::voluntary
                                        : Kind::assimilated;
    if (fields["earnings"].get_string().get(text)) return nullptr;
    period.cents = cents_of(text);
    facts_.periods.push_back(period);
  }
  return &facts_;
}

void write(std::string_view id, Result const& result, std::string& line) {
  auto const to = std::back_inserter(line);
  fmt::format_to(to, R"({{"case":"{}","awards":[)", id);
  for (std::size_t n = 0; n < states; ++n) {
    line.append(n == 0 ? R"({"award":"pension","arguments":[")" : R"(,{"award":"pension","arguments":[")");
    line.append(state_names[n]);
    if (result.route[n] == Route::none) {
      line.append(R"("],"status":"refused","amount":null,"route":null})");
      continue;
    }
    fmt::format_to(to, R"("],"status":"granted","amount":"{}.{:02} UNI","route":"{}"}})",
                   result.cents[n] / 100, result.cents[n] % 100,
                   route_names[static_cast<std::size_t>(result.route[n])]);
  }
  line.append("]}\n");
}

}  // namespace totalization
