// See author.hpp. Every composite expression stands in parentheses or brackets; the layout of binding is
// tested by the random trees.
#include "tests/properties/author.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace convenio::properties {

std::string Author::literal(std::string const& type) {
  if (type == "truth") return random_.coin() ? "yes" : "no";
  if (type == "whole") return std::to_string(random_.between(0, 12));
  if (type == "ratio") return fmt::format("{} %", random_.between(0, 150));
  if (type == "money ARC")
    return fmt::format("{}.{:02} ARC", random_.between(0, 900), random_.between(0, 99));
  if (type == "days") return fmt::format("{} days", random_.between(0, 900));
  if (type == "months") return fmt::format("{} months", random_.between(0, 30));
  if (type == "calendar months") return fmt::format("{} calendar months", random_.between(0, 800));
  if (type == "date")
    return fmt::format("{}-{:02}-{:02}", random_.between(1995, 2015), random_.between(1, 12),
                       random_.between(1, 28));
  if (type == "state") return random_.pick(states);
  if (type == "kind") return random_.pick(kinds);
  return "[]";
}

// A name in scope of this type, with its arguments; "" if there is none.
std::string Author::call(std::string const& type, int depth, bool leaf) {
  std::vector<std::string> found;
  std::vector<Callable const*> callables;
  for (Local const& local : locals) {
    if (local.type == type) found.push_back(local.name);
  }
  bool const stateless =
      style_ == Style::symmetric &&
      std::none_of(locals.begin(), locals.end(), [](Local const& l) { return l.type == "state"; });
  for (Callable const& one : names) {
    bool const asks_state =
        std::find(one.parameters.begin(), one.parameters.end(), "state") != one.parameters.end();
    bool const fits =
        one.type == type && !(stateless && asks_state) &&
        (!leaf || one.parameters.empty() || (one.parameters.size() == 1 && one.parameters[0] == "state"));
    if (fits) callables.push_back(&one);
  }
  if (found.empty() && callables.empty()) return {};
  std::size_t const at = random_.below(found.size() + callables.size());
  if (at < found.size()) return found[at];
  Callable const& one = *callables[at - found.size()];
  std::string result = one.name;
  for (std::size_t i = 0; i < one.parameters.size(); ++i) {
    std::string const argument = expression(one.parameters[i], leaf ? 0 : depth - 1);
    result += i == 0 ? "(" : one.separators[i - 1] == "," ? ", " : " " + one.separators[i - 1] + " ";
    result += argument;
  }
  if (!one.parameters.empty()) result += ")";
  return one.suffix.empty() ? result : "(" + result + one.suffix + ")";
}

std::string Author::bound(std::string const& type, std::string const& name,
                          std::function<std::string()> const& body) {
  locals.push_back({name, type});
  std::string result = body();
  locals.pop_back();
  return result;
}

std::string Author::of_period(std::string const& period) {
  switch (random_.below(per_period() ? 4 : 2)) {
    case 0: {
      std::string const of = state(0);
      if (!of.empty()) return fmt::format("{}.state is {}", period, of);
      [[fallthrough]];
    }
    case 1:
      return fmt::format("{}.kind is {}{}", period, random_.chance(30) ? "not " : "", random_.pick(kinds));
    case 2:
      return fmt::format("{}.start < {}", period, date(0));
    default:
      return fmt::format("{}.end >= {}", period, date(0));
  }
}

std::string Author::choice(std::string const& type, int depth) {
  switch (random_.below(3)) {
    case 0:
      return fmt::format("(if {} then {} else {})", truth(depth - 1), expression(type, depth - 1),
                         expression(type, depth - 1));
    case 1: {
      std::string arms;
      for (std::size_t i = 0; i + 1 < kinds.size(); ++i)
        arms += fmt::format("{}: {}  ", kinds[i], expression(type, depth - 1));
      return fmt::format("(match {} {{ {}otherwise: {} }})", expression("kind", depth - 1), arms,
                         expression(type, depth - 1));
    }
    default: {
      std::string const name = fresh();
      std::string const of = random_.coin() ? "whole" : "truth";
      std::string const value = expression(of, depth - 1);
      return bound(of, name, [&] {
        return fmt::format("(let {} = {} in {})", name, value, expression(type, depth - 1));
      });
    }
  }
}

std::string Author::truth(int depth) {
  if (depth <= 0) {
    std::string const named = call("truth", 0, true);
    return named.empty() || random_.chance(10) ? literal("truth") : named;
  }
  constexpr std::array<std::string_view, 6> signs{"<", "<=", ">", ">=", "is", "is not"};
  constexpr std::array<std::string_view, 6> compared{"whole", "ratio", "days", "months", "date", "money ARC"};
  switch (random_.below(9)) {
    case 0:
      return fmt::format("(not {})", truth(depth - 1));
    case 1:
      return fmt::format("({} and {})", truth(depth - 1), truth(depth - 1));
    case 2:
      return fmt::format("({} or {})", truth(depth - 1), truth(depth - 1));
    case 3:
    case 4: {
      std::string const type(random_.pick(compared));
      return fmt::format("({} {} {})", expression(type, depth - 1), random_.pick(signs),
                         expression(type, depth - 1));
    }
    case 5: {
      std::string const name = fresh();
      bool const some = random_.coin();
      return fmt::format("({} {} in {} {} {})", some ? "exists" : "every", name, history(depth - 1),
                         some ? "where" : "satisfies", of_period(name));
    }
    case 6:
      return fmt::format("empty({})", history(depth - 1));
    case 7: {
      std::string const named = call("truth", depth, false);
      return named.empty() ? truth(0) : named;
    }
    default:
      return choice("truth", depth);
  }
}

std::string Author::whole(int depth) {
  if (depth <= 0) {
    std::string const named = call("whole", 0, true);
    return named.empty() || random_.chance(30) ? literal("whole") : named;
  }
  switch (random_.below(per_period() ? 9 : 6)) {
    case 0:
      return fmt::format("({} {} {})", whole(depth - 1), random_.coin() ? "+" : "-", whole(depth - 1));
    case 1:
      return fmt::format("({} * {})", whole(depth - 1), whole(0));
    case 2:
      return fmt::format("{}({})", random_.coin() ? "floor" : "ceiling", ratio(depth - 1));
    case 3:
      return fmt::format("{}({})", random_.coin() ? "year" : "month", date(depth - 1));
    case 4: {
      std::string const named = call("whole", depth, false);
      return named.empty() ? whole(0) : named;
    }
    case 5:
      return choice("whole", depth);
    case 6: {
      std::string const name = fresh();
      return fmt::format("(number of {} in {} where {})", name, history(depth - 1), of_period(name));
    }
    case 7: {
      std::string const name = fresh(), sum = fresh(), start = whole(0);
      std::string const last = std::to_string(random_.between(0, 4));
      return bound("whole", name, [&] {
        return bound("whole", sum, [&] {
          return fmt::format("(carry {} from {} over {} in [1 to {}] as {})", sum, start, name, last,
                             whole(1));
        });
      });
    }
    default:
      return fmt::format("length({})", history(depth - 1));
  }
}

std::string Author::ratio(int depth) {
  if (depth <= 0) {
    std::string const named = call("ratio", 0, true);
    return named.empty() || random_.chance(30) ? literal("ratio") : named;
  }
  switch (random_.below(6)) {
    case 0:
      return fmt::format("({} / {})", whole(depth - 1),
                         random_.chance(85) ? std::to_string(random_.between(1, 9)) : whole(0));
    case 1:
      return fmt::format("({} / {} days)", time("days", depth - 1), random_.between(1, 400));
    case 2:
      return fmt::format("min({}, {})", ratio(depth - 1), ratio(0));
    case 3:
      return fmt::format("({} {} {})", ratio(depth - 1), random_.coin() ? "+" : "*", ratio(0));
    case 4: {
      std::string const named = call("ratio", depth, false);
      return named.empty() ? ratio(0) : named;
    }
    default:
      return choice("ratio", depth);
  }
}

std::string Author::money(int depth) {
  if (depth <= 0) {
    std::string const named = call("money ARC", 0, true);
    return named.empty() || random_.chance(30) ? literal("money ARC") : named;
  }
  constexpr std::array<std::string_view, 7> modes{"down",      "up",    "half_up", "half_down",
                                                  "half_even", "floor", "ceiling"};
  constexpr std::array<std::string_view, 4> steps{"0.01", "0.10", "1.00", "5.00"};
  switch (random_.below(6)) {
    case 0:
      return fmt::format("({} {} {})", money(depth - 1), random_.coin() ? "+" : "-", money(depth - 1));
    case 1:
      return fmt::format("({} * {})", money(depth - 1), ratio(depth - 1));
    case 2:
      return fmt::format("(({} / {}) rounded {} to {} ARC)", money(depth - 1), random_.between(1, 13),
                         random_.pick(modes), random_.pick(steps));
    case 3:
      return fmt::format("{}({}, {})", random_.coin() ? "min" : "max", money(depth - 1), money(0));
    case 4: {
      std::string const named = call("money ARC", depth, false);
      return named.empty() ? money(0) : named;
    }
    default:
      return choice("money ARC", depth);
  }
}

std::string Author::time(std::string const& unit, int depth) {
  if (unit == "calendar months") {
    bool const age = depth > 0 && random_.coin();
    return age ? fmt::format("age({} at {} missing back)", date(0), date(0)) : literal(unit);
  }
  if (depth <= 0 || random_.chance(10)) {
    std::string const named = call(unit, 0, true);
    return named.empty() || random_.chance(30) ? literal(unit) : named;
  }
  switch (random_.below(5)) {
    case 0:
      return fmt::format("({} + {})", time(unit, depth - 1), time(unit, 0));
    case 1:
      return choice(unit, depth);
    default:
      break;
  }
  std::string const of = history(depth - 1);
  if (unit == "days") return fmt::format("days({})", of);
  switch (random_.below(4)) {
    case 0:
      return fmt::format("touched_months({})", of);
    case 1:
      return fmt::format("complete_months({})", of);
    case 2:
      return fmt::format("months_by_date({} missing back by 30 days)", of);
    default:
      return fmt::format("convert(days({}) to months by {} {})", of, conversion,
                         random_.coin() ? "down" : "exact");
  }
}

std::string Author::date(int depth) {
  if (depth <= 0) {
    std::string const named = call("date", 0, true);
    return named.empty() || random_.chance(40) ? literal("date") : named;
  }
  constexpr std::array<std::string_view, 3> missing{"back", "forward", "refuse"};
  switch (random_.below(6)) {
    case 0:
      return fmt::format("({} {} {} calendar months missing {})", date(depth - 1), random_.coin() ? "+" : "-",
                         random_.between(0, 40), random_.pick(missing));
    case 1:
      return fmt::format("({} + {} calendar days)", date(depth - 1), random_.between(0, 400));
    case 2:
      return fmt::format("{}({})", random_.coin() ? "first_of_month" : "last_of_month", date(depth - 1));
    case 3:
      return fmt::format("{}({})", random_.coin() ? "first_day" : "last_day", history(depth - 1));
    case 4:
      return fmt::format("{}({}, {})", random_.coin() ? "min" : "max", date(depth - 1), date(0));
    default:
      return choice("date", depth);
  }
}

// "" where a symmetric rule knows no state.
std::string Author::state(int depth) {
  std::string const named = call("state", depth, true);
  bool const literally = style_ != Style::symmetric;
  if (!literally) return named;
  if (named.empty() || random_.chance(30)) return literal("state");
  if (depth > 0 && ordered() && random_.chance(30)) {
    std::string const name = fresh();
    return fmt::format("(first {} in {} where {}).state", name, history(depth - 1), of_period(name));
  }
  return named;
}

std::string Author::history(int depth) {
  if (depth <= 0) {
    std::string const named = call("history", 0, true);
    return named;
  }
  switch (random_.below(8)) {
    case 0:
    case 1: {
      std::string const name = fresh();
      return fmt::format("(those {} in {} where {})", name, history(depth - 1), of_period(name));
    }
    case 2:
      return fmt::format("clip({} from {} to {})", history(depth - 1), date(0), date(0));
    case 3:
      return fmt::format("({} {} {})", history(depth - 1), random_.coin() ? "+" : "-", history(depth - 1));
    case 4:
      return random_.coin() ? fmt::format("common({}, {})", history(depth - 1), history(depth - 1))
                            : fmt::format("merge({})", history(depth - 1));
    case 5: {
      std::string const of = state(0);
      if (of.empty() || precedence.empty()) return history(depth - 1);
      return fmt::format("resolve({} by {}({}))", history(depth - 1), precedence, of);
    }
    case 6: {
      std::string const named = call("history", depth, false);
      return named.empty() ? history(0) : named;
    }
    default:
      return random_.coin() ? choice("history", depth)
                            : fmt::format("split({} at {})", history(depth - 1), date(0));
  }
}

std::string Author::expression(std::string const& type, int depth) {
  if (type == "truth") return truth(depth);
  if (type == "whole") return whole(depth);
  if (type == "ratio") return ratio(depth);
  if (type == "money ARC") return money(depth);
  if (type == "date") return date(depth);
  if (type == "state") return state(depth);
  if (type == "history") return history(depth);
  if (type == "kind") {
    std::string const named = call("kind", 0, true);
    return named.empty() || random_.chance(20) ? literal("kind") : named;
  }
  return time(type, depth);
}

}  // namespace convenio::properties
