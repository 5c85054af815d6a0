// Each fact is left out, unknown, contradictory, pending, or a value that the bytes choose among ordinary and
// extreme ones. Knows no rule.
#include "tests/fuzz/document.hpp"

#include <fmt/format.h>

namespace convenio::fuzz {

namespace {

class Document {
 public:
  explicit Document(Bytes& bytes) : bytes_(bytes) {}
  std::string text();

 private:
  using Value = std::string (Document::*)();
  void fact(std::string_view name, Value value);
  void keyed(std::string_view name, Value value);
  std::string said(Value value);
  std::string truth() { return std::string(bytes_.pick({"true", "false"})); }
  std::string whole() {
    return std::string(bytes_.pick({"0", "1", "12", "-7", "19", "2000", "999999999999999999"}));
  }
  std::string ratio() {
    return fmt::format("\"{}\"", bytes_.pick({"0.5", "1/3", "60 %", "0", "-2.25", "1000000/7"}));
  }
  std::string amount(std::string_view currency) {
    return fmt::format("\"{} {}\"",
                       bytes_.pick({"100.00", "0.00", "999999999999999999.999999", "-3.01", "0.000001"}),
                       currency);
  }
  std::string francs() { return amount("BEF"); }
  std::string dollars() { return amount("ALD"); }
  std::string months() { return fmt::format("\"{} months\"", bytes_.pick({"12", "0", "1", "999", "0.5"})); }
  std::string span() { return fmt::format("\"{} calendar months\"", bytes_.pick({"780", "0", "1", "3612"})); }
  std::string date() {
    return fmt::format("\"{}\"", bytes_.pick({"2005-06-01", "1850-01-01", "2150-12-31", "2000-02-29",
                                              "2010-01-31", "1999-12-31", "2020-12-31", "1955-03-02"}));
  }
  std::string state() { return fmt::format("\"{}\"", bytes_.pick({"AL", "BE", "CE"})); }
  std::string kind() { return fmt::format("\"{}\"", bytes_.pick({"compulsory", "voluntary", "credited"})); }
  std::string kinds() { return fmt::format("[{}{}]", kind(), bytes_.flip() ? ", " + kind() : ""); }
  std::string jobs();
  std::string day();
  std::string history();

  Bytes& bytes_;
  std::string facts_;
};

std::string Document::said(Value value) {
  switch (bytes_.below(12)) {
    case 0:
      return R"({"unknown": "lost"})";
    case 1: {
      auto const one = (this->*value)();
      auto const other = (this->*value)();
      return one == other ? one : fmt::format(R"({{"contradictory": [{}, {}]}})", one, other);
    }
    default:
      return (this->*value)();
  }
}

void Document::fact(std::string_view name, Value value) {
  if (bytes_.below(6) == 0) return;
  facts_ += fmt::format("{}\"{}\": {}", facts_.empty() ? "" : ",\n", name, said(value));
}

void Document::keyed(std::string_view name, Value value) {
  std::string inner;
  for (auto const* const key : {"AL", "BE", "CE"}) {
    if (bytes_.below(4) == 0) continue;
    // Money of Aland is in dollars, of the others in francs.
    auto const own = value == &Document::francs && key[0] == 'A' ? &Document::dollars : value;
    inner += fmt::format("{}\"{}\": {}", inner.empty() ? "" : ", ", key, said(own));
  }
  if (!inner.empty()) facts_ += fmt::format("{}\"{}\": {{ {} }}", facts_.empty() ? "" : ",\n", name, inner);
}

std::string Document::jobs() {
  std::string all;
  for (std::size_t n = bytes_.below(3); n > 0; --n) {
    all += fmt::format(R"({}{{"host": {}, "since": {}, "wage": {}}})", all.empty() ? "" : ", ",
                       said(&Document::state), said(&Document::date), said(&Document::francs));
  }
  return "[" + all + "]";
}

std::string Document::day() {
  return fmt::format("{:04}-{:02}-{:02}", 1985 + bytes_.below(40), 1 + bytes_.below(12),
                     1 + bytes_.below(28));
}

std::string Document::history() {
  std::string all;
  for (std::size_t n = bytes_.below(6); n > 0; --n) {
    auto from = day();
    auto to = bytes_.flip() ? day() : from.substr(0, 4) + "-12-31";
    if (bytes_.below(16) == 15) from = "1850-01-01";
    if (bytes_.below(16) == 15) to = "2150-12-31";
    if (to < from) std::swap(from, to);
    all += fmt::format(R"({}{{"state": {}, "from": "{}", "to": "{}")", all.empty() ? "" : ",\n  ", state(),
                       from, to);
    if (bytes_.below(4) != 3) all += R"(, "kind": )" + said(&Document::kind);
    if (bytes_.below(4) == 3) all += R"(, "full": )" + said(&Document::truth);
    if (bytes_.below(4) == 3) all += R"(, "certified": )" + months();
    all += "}";
  }
  return "[" + all + "]";
}

std::string Document::text() {
  fact("history", &Document::history);
  fact("claim", &Document::date);
  keyed("earnings", &Document::francs);
  fact("truth_1", &Document::truth);
  keyed("truth_2", &Document::truth);
  fact("judged", &Document::truth);
  fact("chosen_1", &Document::truth);
  keyed("waived", &Document::truth);
  fact("whole_1", &Document::whole);
  fact("ratio_1", &Document::ratio);
  fact("money_1", &Document::francs);
  fact("months_1", &Document::months);
  fact("span_1", &Document::span);
  fact("birth", &Document::date);
  fact("home", &Document::state);
  fact("kinds", &Document::kinds);
  fact("jobs", &Document::jobs);
  fact("second", &Document::history);
  return fmt::format("{{\"format\": \"convenio-case-1\", \"id\": \"f\", \"facts\": {{\n{}\n}} }}", facts_);
}

}  // namespace

std::string make_document(Bytes& bytes) { return Document(bytes).text(); }

}  // namespace convenio::fuzz
