// Currencies, states, records, conversions: what types and quantities are made of.
// Knows no rule and no expression.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/lint/codes.hpp"
#include "engine/check/phases.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::check {

namespace {

using model::Rational;

std::optional<Rational> positive(Workspace& ws, syntax::Figure const& figure) {
  auto const& [digits, span] = figure;
  auto const value = Rational::parse_decimal(digits);
  if (value && value->sign() > 0) return value;
  if (digits.empty()) return std::nullopt;  // reported by the parser
  ws.diagnostics.error(syntax::Code::malformed_number, span,
                       fmt::format("{} is not a number above zero", quoted(digits)));
  return std::nullopt;
}

void currencies(Workspace& ws) {
  for (std::size_t i = 0; i < ws.currencies.size(); ++i) {
    auto const& [decl, site, span] = ws.currencies[i];
    core::Currency& currency = ws.program.currencies[i];
    if (decl->minor) currency.minor = positive(ws, *decl->minor).value_or(currency.minor);
    currency.validity = to_validity(ws, decl->validity, span);
    if (decl->follows) {
      if (auto const symbol = resolve(ws, site.package, *decl->follows, {Kind::currency}, "a currency")) {
        currency.follows = model::CurrencyId(symbol->index);
      }
    }
    if (decl->factor) currency.factor = positive(ws, *decl->factor).value_or(currency.factor);
  }
}

constexpr std::size_t longest_line = 50;  // of currencies that followed one another

// A currency and those that it followed; a circle is reported once, at its first currency.
std::vector<model::CurrencyId> line_of(Workspace& ws, model::CurrencyId currency) {
  std::vector<model::CurrencyId> line;
  while (currency != none) {
    if (line.size() == longest_line) {
      ws.diagnostics.error(Code::too_many, ws.currencies[line.front()].span,
                           fmt::format("currency {} follows more than {} others, one after the other",
                                       quoted(ws.program.currencies[line.front()].code), longest_line - 1));
      ws.program.currencies[line.front()].follows = none;
      return line;
    }
    if (std::find(line.begin(), line.end(), currency) != line.end()) {
      ws.diagnostics.error(
          Code::cycle, ws.currencies[currency].span,
          fmt::format("currency {} follows itself", quoted(ws.program.currencies[currency].code)));
      ws.program.currencies[currency].follows = none;
      return line;
    }
    line.push_back(currency);
    currency = ws.program.currencies[currency].follows;
  }
  return line;
}

void states(Workspace& ws) {
  for (std::size_t i = 0; i < ws.currencies.size(); ++i) line_of(ws, static_cast<model::CurrencyId>(i));
  for (std::size_t i = 0; i < ws.states.size(); ++i) {
    auto const& [decl, site, span] = ws.states[i];
    if (decl->currency.text.empty()) continue;
    auto const symbol = resolve(ws, site.package, decl->currency, {Kind::currency}, "a currency");
    ws.program.states[i].per = decl->per;
    if (symbol) ws.program.states[i].currencies = line_of(ws, model::CurrencyId(symbol->index));
  }
}

void records(Workspace& ws) {
  for (std::size_t i = 0; i < ws.records.size(); ++i) {
    auto const& [decl, site, span] = ws.records[i];
    std::vector<core::RecordField> fields;
    std::vector<core::Parameter> state;
    if (decl->of) state.push_back({decl->of->text, simple(ws.program, TypeKind::state)});
    std::set<std::string_view> names;
    for (auto const& field : decl->fields) {
      if (!field.name.text.empty() && !names.insert(field.name.text).second) {
        ws.damaged.push_back(span);
        ws.diagnostics.error(Code::duplicate_name, field.name.span,
                             fmt::format("the record has two fields named {}", quoted(field.name.text)));
      }
      TypeId type = resolve_type(ws, site.package, field.type, state);
      if (unit_local(ws.program, type) != none) {
        ws.damaged.push_back(span);
        ws.diagnostics.error(Code::unit_of_no_state, field.type.span,
                             "a field of a record is not counted in the unit of a State",
                             "convert it to a unit that is named, and make the field of that");
        type = poison;
      }
      fields.push_back({field.name.text, type});
    }
    ws.program.records[i].fields = std::move(fields);
  }
}

bool of_calendar(syntax::Unit unit) {
  return unit == syntax::Unit::calendar_days || unit == syntax::Unit::calendar_months ||
         unit == syntax::Unit::calendar_years;
}

void conversions(Workspace& ws) {
  for (std::size_t i = 0; i < ws.conversions.size(); ++i) {
    auto const& [decl, site, span] = ws.conversions[i];
    std::vector<model::UnitEquation> equations;
    std::size_t const errors = ws.diagnostics.error_count();
    for (auto const& e : decl->equations) {
      if (of_calendar(e.left) || of_calendar(e.right)) {
        ws.diagnostics.error(
            Code::unit_mismatch, e.span, "spans of the calendar are not converted",
            "conversion tables speak of days, weeks, months, quarters and years of insurance");
        continue;
      }
      auto const left = positive(ws, e.left_number);
      auto const right = positive(ws, e.right_number);
      if (!left || !right) continue;
      if (e.left == e.right || model::direct_factor(equations, to_unit(e.left), to_unit(e.right))) {
        ws.diagnostics.error(Code::overlap, e.span,
                             e.left == e.right ? "an equation stands between two different units"
                                               : "the table has already an equation between these units");
        continue;
      }
      equations.push_back({*left, to_unit(e.left), *right, to_unit(e.right)});
    }
    if (ws.diagnostics.error_count() > errors) ws.damaged.push_back(span);
    ws.program.conversions[i].equations = std::move(equations);
  }
}

}  // namespace

void check_vocabulary(Workspace& ws) {
  currencies(ws);
  states(ws);
  records(ws);
  conversions(ws);
}

}  // namespace convenio::check
