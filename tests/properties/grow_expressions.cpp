// Random names, leaves and expressions.
#include <array>

#include "tests/properties/grow.hpp"

namespace convenio::properties {

using namespace syntax;

namespace {

constexpr std::array<std::string_view, 16> plain_names{
    "a",      "b2",      "career",  "own_days", "x_",      "_y",        "año",  "größe",
    "zażółć", "Ardenia", "Belmara", "S",        "pension", "age_limit", "стаж", "é"};
// Words of the language that are names wherever they are not at their place.
constexpr std::array<std::string_view, 12> free_words{"granted", "amount", "note",    "source",
                                                      "order",   "each",   "exact",   "rights",
                                                      "minor",   "review", "parties", "via"};
constexpr std::array<std::string_view, 12> reserved{"if",   "rule",  "article", "then",  "paragraph", "is",
                                                    "test", "state", "in",      "month", "period",    "not"};
constexpr std::array<std::string_view, 4> currencies{"ARC", "BEL", "XCD", "EUR"};
constexpr std::array<std::string_view, 8> texts{
    "", "a", "two  words", "é ł ü", "-- no comment", "{ ( [ \" ]", "back\\slash", "line\nline"};
constexpr std::array<std::string_view, 10> labels{"for", "on",   "of",    "by",      "to",
                                                  "at",  "from", "under", "between", "with"};

Name named(std::string_view text) { return {std::string(text), {}}; }

}  // namespace

ExprPtr Grower::make(decltype(Expr::node) node) const {
  return std::make_unique<Expr>(Expr{{}, std::move(node)});
}

Name Grower::name() { return named(random_.pick(plain_names)); }
Name Grower::free_word() { return random_.chance(20) ? named(random_.pick(free_words)) : name(); }
Name Grower::any_word() { return random_.chance(20) ? named(random_.pick(reserved)) : free_word(); }

Path Grower::path(bool dotted) {
  Path result;
  result.parts.push_back(name());
  while (dotted && random_.chance(20)) result.parts.push_back(any_word());
  return result;
}

Text Grower::text() { return {std::string(random_.pick(texts)), {}}; }

Text Grower::reason() {
  Text result = text();
  while (result.value.empty()) result = text();
  return result;
}

std::optional<Text> Grower::maybe_text(unsigned percent) {
  if (!random_.chance(percent)) return std::nullopt;
  return text();
}

Date Grower::date() {
  return {random_.between(1850, 2150), static_cast<unsigned>(random_.between(1, 12)),
          static_cast<unsigned>(random_.between(1, 28))};
}

std::string Grower::digits(bool point) {
  std::string result;
  for (int i = random_.between(1, random_.chance(10) ? 18 : 4); i > 0; --i)
    result += static_cast<char>('0' + random_.between(0, 9));
  if (point && random_.chance(40)) result += "." + digits(false);
  return result;
}

Unit Grower::unit(bool calendar) {
  constexpr std::array insurance{Unit::days, Unit::weeks, Unit::months, Unit::quarters, Unit::years};
  constexpr std::array spans{Unit::calendar_days, Unit::calendar_months};
  return calendar && random_.chance(40) ? random_.pick(spans) : random_.pick(insurance);
}

Name Grower::currency() { return named(random_.pick(currencies)); }

RoundingMode Grower::rounding() { return static_cast<RoundingMode>(random_.below(7)); }

std::string Grower::label() { return random_.coin() ? "," : std::string(random_.pick(labels)); }

Type Grower::type(int depth) {
  using Kind = Type::Kind;
  constexpr std::array kinds{Kind::truth,    Kind::whole, Kind::ratio,     Kind::money,   Kind::date,
                             Kind::quantity, Kind::text,  Kind::state,     Kind::history, Kind::period,
                             Kind::list,     Kind::named, Kind::conversion};
  Type result;
  result.kind = random_.pick(kinds);
  if (result.kind == Kind::list && depth == 0) result.kind = Kind::whole;
  if (result.kind == Kind::quantity && random_.chance(20)) {
    result.of = name();
  } else if (result.kind == Kind::quantity) {
    result.unit = unit(true);
  }
  if (result.kind == Kind::named) {
    result.name = path();
    if (random_.chance(30)) result.of = name();
  }
  if (result.kind == Kind::list) result.element = std::make_unique<Type>(type(depth - 1));
  if (result.kind == Kind::money) {
    if (random_.coin()) {
      result.currency = currency();
    } else if (random_.coin()) {
      result.of = name();
    }
    if (random_.chance(40)) result.per = static_cast<Per>(1 + random_.below(6));
  }
  return result;
}

ExprPtr Grower::leaf() {
  switch (random_.below(8)) {
    case 0:
      return make(Number{digits(true), random_.chance(20)});
    case 1: {
      Unit const whole = random_.chance(10) ? Unit::calendar_years : unit(true);
      return make(Quantity{digits(true), whole});
    }
    case 2: {
      if (random_.chance(20)) {
        MoneyOf money{digits(true), path(), std::nullopt, random_.coin()};
        if (money.zero) money.digits = "0";
        if (random_.coin()) money.per = static_cast<Per>(1 + random_.below(6));
        return make(std::move(money));
      }
      return make(
          Money{digits(true), currency(), static_cast<Per>(random_.chance(70) ? 0 : random_.below(6))});
    }
    case 3:
      return make(DateLiteral{date()});
    case 4:
      return make(Truth{random_.coin()});
    case 5:
      return random_.coin() ? make(TextLiteral{text().value})
                            : (random_.coin() ? make(Undefined{reason()}) : make(NotEncoded{reason()}));
    default:
      return make(Reference{path()});
  }
}

Binding Grower::binding(int depth, bool word) {
  Name bound = word ? any_word() : name();
  return {std::move(bound), expression(depth)};
}

std::vector<Argument> Grower::arguments(int depth) {
  std::vector<Argument> result;
  for (int i = random_.between(0, 3); i > 0; --i)
    result.push_back({result.empty() ? "" : label(), {}, expression(depth)});
  return result;
}

ExprPtr Grower::operation(int depth) {
  switch (random_.below(10)) {
    case 0: {
      Path callee = path();
      constexpr std::array<std::string_view, 4> units{"days", "year", "months", "quarter"};
      if (random_.chance(20)) callee.parts = {named(random_.pick(units))};
      return make(Call{std::move(callee), arguments(depth)});
    }
    case 1: {
      // `a.b` of a plain name is a path, so that a field needs an object that is none.
      ExprPtr object = expression(depth);
      return make(Field{std::move(object), any_word()});
    }
    case 2:
      return make(Unary{random_.coin() ? UnaryOp::negate : UnaryOp::not_, expression(depth)});
    case 3:
      return make(Rounded{expression(depth), rounding(), expression(depth)});
    case 4:
      if (random_.chance(30)) {
        Restated result{expression(depth), static_cast<Per>(1 + random_.below(5)), nullptr};
        if (random_.coin()) result.factor = expression(depth);
        return make(std::move(result));
      }
      if (random_.chance(30)) {
        Converted result{expression(depth), std::nullopt, std::nullopt, expression(depth)};
        if (random_.coin()) {
          result.currency = currency();
        } else {
          result.of = name();
        }
        return make(std::move(result));
      }
      return make(Missing{expression(depth), static_cast<MissingDay>(random_.below(3))});
    case 5:
      return make(AsOf{expression(depth), expression(depth)});
    default: {
      auto const op = static_cast<BinaryOp>(random_.below(14));
      return make(Binary{op, {}, expression(depth), expression(depth)});
    }
  }
}

ExprPtr Grower::comprehension(int depth) {
  using Kind = Comprehension::Kind;
  Comprehension result;
  result.kind = static_cast<Kind>(random_.below(7));
  result.variable = free_word();
  result.source = expression(depth);
  bool const optional = result.kind == Kind::sum || result.kind == Kind::list ||
                        result.kind == Kind::number || result.kind == Kind::first;
  if (!optional || random_.coin()) result.condition = expression(depth);
  if (result.kind == Kind::sum || result.kind == Kind::list) result.value = expression(depth);
  return make(std::move(result));
}

ExprPtr Grower::periods(int depth) {
  Periods result;
  for (int i = random_.between(0, 2); i > 0; --i) {
    PeriodRow row;
    row.state = name();
    while (random_.chance(40)) row.values.push_back(path());
    row.undated = random_.chance(30);
    if (!row.undated || random_.coin()) {
      row.from = date();
      row.to = date();
    }
    while (random_.chance(30)) row.attributes.push_back(binding(depth, false));
    result.rows.push_back(std::move(row));
  }
  return make(std::move(result));
}

ExprPtr Grower::form(int depth) {
  switch (random_.below(12)) {
    case 0:
      return make(If{expression(depth), expression(depth), expression(depth)});
    case 1: {
      Let result;
      do result.bindings.push_back(binding(depth, false));
      while (random_.coin());
      result.body = expression(depth);
      return make(std::move(result));
    }
    case 2: {
      Match result;
      result.subject = expression(depth);
      do {
        Arm arm;
        arm.otherwise = random_.chance(20);
        if (!arm.otherwise) {
          do arm.values.push_back(path());
          while (random_.chance(30));
        }
        arm.body = expression(depth);
        result.arms.push_back(std::move(arm));
      } while (random_.coin());
      return make(std::move(result));
    }
    case 3:
      return make(Carry{name(), expression(depth), name(), expression(depth), expression(depth)});
    case 4: {
      ListLiteral result;
      while (random_.chance(60)) result.items.push_back(expression(depth));
      return make(std::move(result));
    }
    case 5:
      return make(Range{expression(depth), expression(depth), random_.coin() ? expression(depth) : nullptr});
    case 6: {
      Make result;
      result.record = path();
      if (random_.chance(30)) result.of = name();
      while (random_.chance(60)) result.fields.push_back(binding(depth, true));
      return make(std::move(result));
    }
    case 7:
      return periods(depth);
    case 8: {
      constexpr std::array modes{RoundingMode::down, RoundingMode::up, RoundingMode::half_up};
      Convert result{expression(depth), unit(false), std::nullopt, expression(depth), {}, std::nullopt};
      if (random_.coin()) result.table = make(Reference{path()});
      if (random_.chance(20)) {
        result.to_unit_of = name();
        result.to = Unit::days;
      }
      while (random_.chance(40)) result.via.push_back(unit(false));
      if (random_.coin()) result.mode = random_.pick(modes);
      return make(std::move(result));
    }
    case 9:
      return make(MakePeriod{expression(depth), expression(depth), expression(depth)});
    case 10: {
      With result{random_.coin() ? make(MakePeriod{expression(depth), expression(depth), expression(depth)})
                                 : expression(depth),
                  {}};
      do result.fields.push_back(binding(depth, true));
      while (random_.chance(60));
      return make(std::move(result));
    }
    default:
      return make(Certified{expression(depth), unit(false)});
  }
}

ExprPtr Grower::expression(int depth) {
  if (depth <= 0 || random_.chance(15)) return leaf();
  switch (random_.below(3)) {
    case 0:
      return form(depth - 1);
    case 1:
      return random_.coin() ? comprehension(depth - 1) : operation(depth - 1);
    default:
      return operation(depth - 1);
  }
}

}  // namespace convenio::properties
