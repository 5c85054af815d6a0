// Clauses over two periods, and the operations of the engine one after the other.

#include "engine/model/absence.hpp"
#include "tests/oracle/driver/scene.hpp"

namespace convenio::oracle {

using namespace model;

namespace {

Value field(Operand const& operand, Period const& self, Period const& other) {
  if (operand.side == '#') return Value{Rational(operand.constant)};
  Period const& p = operand.side == 't' ? self : other;
  switch (operand.field) {
    case 's':
      return Value{Rational(p.state)};
    case 'o':
      return Value{Rational(p.original_state == none ? p.state : p.original_state)};
    case 'k':
      return p.attributes[0];
    case 'r':
      return p.attributes[1];
    case 'b':
      return Value{Rational(p.begin.number())};
    default:
      return Value{Rational(p.end.number() - 1)};
  }
}

bool compares(Rational const& left, char sign, Rational const& right) {
  return sign == '=' ? left == right : sign == '!' ? left != right : left < right;
}

Value fault(Blocker::Kind kind, std::string subject) { return absent({kind, std::move(subject), ""}); }

AbsencePtr open_reason(Otherwise otherwise) {
  auto const kind =
      otherwise == Otherwise::undefined ? Blocker::Kind::undefined_text : Blocker::Kind::conflict;
  return fault(kind, "open").as<AbsencePtr>();
}

using Registers = std::vector<History>;

std::optional<History> filtered(History const& h, std::string const& text) {
  auto const clause = read_clause(text);
  if (!clause) return std::nullopt;
  return filter(h, [&](Period const& p) {
    Value const value = holds(*clause, p, p);
    return !value.absent() && value.as<bool>();
  });
}

std::optional<History> resolved(Scene const& scene, History const& h, std::size_t which, Flaw flaw) {
  if (which >= scene.precedences.size()) return std::nullopt;
  Precedence const& precedence = scene.precedences[which];
  auto const decide = [&](Period const& a, Period const& b) {
    Verdict result = verdict(precedence, a, b);
    if (flaw == Flaw::wrong_tie && result.kind == Verdict::Kind::open) result.kind = Verdict::Kind::first;
    return result;
  };
  return resolve(h, decide, precedence.otherwise, open_reason(precedence.otherwise), 0, {});
}

std::optional<Date> bound(std::string const& text, int more) {
  auto const date = Date::parse(text);
  return date ? date->plus_days(more) : std::nullopt;
}

std::optional<History> split_at(History const& h, std::vector<std::string> const& arguments) {
  std::vector<Date> at;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    auto const date = Date::parse(arguments[i]);
    if (!date) return std::nullopt;
    at.push_back(*date);
  }
  return split(h, at);
}

// The first argument of every verb is the number of a register; 0 and 1 hold the two histories.
std::optional<History> done(Scene const& scene, Step const& step, Registers const& registers, Flaw flaw) {
  auto const& arguments = step.arguments;
  auto const place = [&](std::size_t i) {
    return i < arguments.size() ? static_cast<std::size_t>(std::atoi(arguments[i].c_str()))
                                : registers.size();
  };
  if (place(0) >= registers.size()) return std::nullopt;
  History const& h = registers[place(0)];
  if (step.verb == "show") return h;
  if (step.verb == "merge") return merge(h);
  if (arguments.size() < 2) return std::nullopt;
  if (step.verb == "clip" && arguments.size() == 3)
    return clip(h, bound(arguments[1], 0), bound(arguments[2], 1));
  if (step.verb == "split") return split_at(h, arguments);
  if (step.verb == "those") return filtered(h, arguments[1]);
  if (step.verb == "resolve") return resolved(scene, h, place(1), flaw);
  if (step.verb == "attributed") return attributed(h, static_cast<StateId>(place(1)));
  if (place(1) >= registers.size()) return std::nullopt;
  History const& other = registers[place(1)];
  if (step.verb == "unite") return unite(h, other);
  if (step.verb == "subtract") return subtract(h, other);
  if (step.verb == "intersect") return intersect(h, other);
  return std::nullopt;
}

}  // namespace

// False as soon as one comparison is; absent when one that is missing could make it so.
Value holds(Clause const& clause, Period const& self, Period const& other) {
  std::vector<AbsencePtr> missing;
  for (Comparison const& c : clause) {
    Value const left = field(c.left, self, other), right = field(c.right, self, other);
    for (Value const& side : {left, right})
      if (side.absent()) missing.push_back(side.as<AbsencePtr>());
    if (left.absent() || right.absent()) continue;
    if (!compares(left.as<Rational>(), c.sign, right.as<Rational>())) return Value{false};
  }
  return missing.empty() ? Value{true} : Value{joined(missing)};
}

Verdict verdict(Precedence const& precedence, Period const& a, Period const& b) {
  std::vector<AbsencePtr> missing;
  bool a_stands = false, b_stands = false;
  std::uint32_t decisive = none;
  for (std::uint32_t n = 0; n < precedence.clauses.size(); ++n) {
    Value const ways[2] = {holds(precedence.clauses[n], a, b), holds(precedence.clauses[n], b, a)};
    for (Value const& way : ways)
      if (way.absent()) missing.push_back(way.as<AbsencePtr>());
    bool const first = !ways[0].absent() && ways[0].as<bool>();
    bool const second = !ways[1].absent() && ways[1].as<bool>();
    if (!first && !second) continue;
    if (decisive == none) decisive = n;
    a_stands = a_stands || first;
    b_stands = b_stands || second;
    if (precedence.ordered) break;
  }
  if (a_stands && b_stands) missing.push_back(fault(Blocker::Kind::conflict, "clauses").as<AbsencePtr>());
  if (!missing.empty()) return {Verdict::Kind::absent, none, joined(missing)};
  if (decisive == none) return {Verdict::Kind::open, none, nullptr};
  return {a_stands ? Verdict::Kind::first : Verdict::Kind::second, decisive, nullptr};
}

std::optional<std::string> play(Scene const& scene, Flaw flaw) {
  Registers registers{scene.a, scene.b};
  std::string line;
  for (Step const& step : scene.steps) {
    auto result = done(scene, step, registers, flaw);
    if (!result) return std::nullopt;
    if (!line.empty()) line += '|';
    line += print(*result, step.verb == "resolve", flaw);
    registers.push_back(std::move(*result));
  }
  return line;
}

}  // namespace convenio::oracle
