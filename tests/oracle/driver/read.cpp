// Reads a line of input. Strict about what it needs and silent about why: the generator is the only writer.
#include <charconv>

#include "tests/oracle/driver/scene.hpp"

namespace convenio::oracle {

using namespace model;

namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Value> attribute(std::string const& text, std::string const& id, char const* name) {
  if (text == "?") return absent({Blocker::Kind::missing_fact, id + "." + name, ""});
  auto const value = number(text);
  if (!value) return std::nullopt;
  return Value{Rational(*value)};
}

bool read_certified(std::string_view text, Period& p) {
  if (text == "-") return true;
  auto const amount = number(text.substr(0, text.size() - 1));
  if (!amount) return false;
  p.certified = CertifiedQuantity{Rational(*amount), text.back() == 'd' ? Unit::days : Unit::months};
  return true;
}

std::optional<Period> period(std::string_view text, Flaw flaw) {
  auto const parts = words(text, ',');
  if (parts.size() != 7) return std::nullopt;
  auto const first = Date::parse(parts[1]), last = Date::parse(parts[2]);
  auto const state = number(parts[3]);
  auto const kind = attribute(parts[4], parts[0], "kind"), rank = attribute(parts[5], parts[0], "rank");
  if (!first || !last || !state || !kind || !rank) return std::nullopt;
  Period p;
  p.begin = *first;
  p.end = flaw == Flaw::end_exclusive && *first < *last ? *last : *last->plus_days(1);
  p.state = static_cast<StateId>(*state);
  p.id = parts[0];
  p.attributes = {*kind, *rank};
  if (!read_certified(parts[6], p)) return std::nullopt;
  return p;
}

std::optional<Operand> operand(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  if (text[0] != '#') return Operand{text[0], text[1], 0};
  auto const constant = number(text.substr(1));
  if (!constant) return std::nullopt;
  return Operand{'#', 0, *constant};
}

bool read_header(Precedence& p, std::string const& otherwise, std::string const& order) {
  if (otherwise != "both" && otherwise != "conflict" && otherwise != "undefined") return false;
  p.otherwise = otherwise == "both"       ? Otherwise::both
                : otherwise == "conflict" ? Otherwise::conflict
                                          : Otherwise::undefined;
  p.ordered = order == "ordered";
  return p.ordered || order == "free";
}

}  // namespace

std::vector<std::string> words(std::string_view text, char separator) {
  std::vector<std::string> result;
  while (!text.empty()) {
    auto const at = text.find(separator);
    if (at != 0) result.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return result;
}

std::optional<Clause> read_clause(std::string_view text) {
  Clause clause;
  for (auto const& part : words(text, '&')) {
    auto const at = part.find_first_of("=!<");
    if (at == std::string::npos) return std::nullopt;
    auto const left = operand(std::string_view(part).substr(0, at));
    auto const right = operand(std::string_view(part).substr(at + 1));
    if (!left || !right) return std::nullopt;
    clause.push_back({*left, *right, part[at]});
  }
  return clause;
}

std::optional<Scene> read_scene(std::string_view line, Flaw flaw) {
  Scene scene;
  auto const sections = words(line, ';');
  if (sections.empty()) return std::nullopt;
  std::vector<Period> a, b;
  auto const tokens = words(sections[0], ' ');
  char part = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string const& token = tokens[i];
    if (token == "A" || token == "B") {
      part = token[0];
    } else if (token == "P") {
      part = 'P';
      scene.precedences.emplace_back();
      if (i + 2 >= tokens.size()) return std::nullopt;
      if (!read_header(scene.precedences.back(), tokens[i + 1], tokens[i + 2])) return std::nullopt;
      i += 2;
    } else if (part == 'P') {
      auto const clause = read_clause(token);
      if (!clause) return std::nullopt;
      scene.precedences.back().clauses.push_back(*clause);
    } else {
      auto const p = period(token, flaw);
      if (!p) return std::nullopt;
      (part == 'A' ? a : b).push_back(*p);
    }
  }
  scene.a = make_history(std::move(a));
  scene.b = make_history(std::move(b));
  for (std::size_t i = 1; i < sections.size(); ++i) {
    auto step = words(sections[i], ' ');
    if (step.empty()) return std::nullopt;
    scene.steps.push_back({step[0], {step.begin() + 1, step.end()}});
  }
  return scene;
}

}  // namespace convenio::oracle
