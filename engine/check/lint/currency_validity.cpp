// Amounts in a currency that was not in force when the row, version or article that states them holds.
// Knows spans of dates; an open beginning is taken to mean no date before the currency.
#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

core::Validity both(core::Validity const& own, core::Validity const& b) {
  core::Validity a = own;
  if (b.from && (!a.from || *a.from < *b.from)) a.from = b.from;
  if (b.until && (!a.until || *b.until < *a.until)) a.until = b.until;
  if (a.from && a.until && *a.until < *a.from) return own;  // they never hold together
  return a;
}

class CurrencyValidity {
 public:
  explicit CurrencyValidity(Workspace& ws) : ws_(ws) {}
  void amounts(ExprId root, core::Validity const& span);

 private:
  void amount(core::Expr const& e, model::CurrencyId currency, core::Validity const& span);

  Workspace& ws_;
};

void CurrencyValidity::amounts(ExprId root, core::Validity const& span) {
  if (!span.from && !span.until) return;
  std::vector<ExprId> left{root};
  while (!left.empty()) {
    ExprId const id = left.back();
    left.pop_back();
    if (id >= ws_.program.expressions.size()) continue;
    core::Expr const& e = ws_.program.expressions[id];
    if (e.op == core::Op::constant) {
      auto const* value = std::get_if<model::Amount>(&ws_.program.constants[e.a].content);
      if (value && value->currency < ws_.program.currencies.size()) amount(e, value->currency, span);
    }
    for (std::uint32_t i = 0; i < e.child_count; ++i) left.push_back(ws_.program.child(id, i));
  }
}

void CurrencyValidity::amount(core::Expr const& e, model::CurrencyId currency, core::Validity const& span) {
  core::Currency const& own = ws_.program.currencies[currency];
  bool const early = own.validity.from && ((span.from && *span.from < *own.validity.from) ||
                                           (span.until && *span.until < *own.validity.from));
  bool const late = own.validity.until && (!span.until || *own.validity.until < *span.until);
  if (early) {
    auto const day = span.from ? *span.from : *span.until;
    ws_.diagnostics.error(Code::currency_era, e.span,
                          fmt::format("this holds on {}, but {} was in force only from {}", day.to_string(),
                                      quoted(own.code), own.validity.from->to_string()),
                          currency_of_day(ws_, currency, day));
  } else if (late) {
    auto const next = own.validity.until->plus_days(1).value_or(*own.validity.until);
    auto const day = span.from && next < *span.from ? *span.from : next;
    ws_.diagnostics.error(Code::currency_era, e.span,
                          fmt::format("this holds on {}, but {} was in force only until {}", day.to_string(),
                                      quoted(own.code), own.validity.until->to_string()),
                          currency_of_day(ws_, currency, day));
  } else {
    return;
  }
  if (currency < ws_.currencies.size()) {
    ws_.diagnostics.last().places.push_back({ws_.currencies[currency].decl->name.span, "declared here"});
  }
}

}  // namespace

std::string currency_of_day(Workspace const& ws, model::CurrencyId currency, model::Date day) {
  core::Currency const& own = ws.program.currencies[currency];
  for (std::size_t i = 0; i < ws.program.currencies.size(); ++i) {
    core::Currency const& other = ws.program.currencies[i];
    bool const related = other.follows == currency || own.follows == i;
    if (related && other.validity.contains(day))
      return fmt::format("{} was in force on that day", quoted(other.code));
  }
  return "";
}

void check_currency_validity(Workspace& ws) {
  CurrencyValidity validity(ws);
  for (std::size_t i = 0; i < ws.program.tables.size(); ++i) {
    core::Table const& table = ws.program.tables[i];
    if (!table.parameter) continue;
    for (auto const& row : table.rows) {
      core::Validity span;
      if (!row.keys.empty()) {
        using KeyKind = core::Key::Kind;
        core::Key const& key = row.keys.back();  // the day
        auto const* low = std::get_if<model::Date>(&key.low.content);
        auto const* high = std::get_if<model::Date>(&key.high.content);
        bool const begins =
            key.kind == KeyKind::from || key.kind == KeyKind::range || key.kind == KeyKind::range_below;
        bool const ends = key.kind == KeyKind::until || key.kind == KeyKind::range;
        if (begins && low) span.from = *low;
        if (ends && high) span.until = *high;
      }
      validity.amounts(row.value, both(span, ws.tables[i].site.validity));
    }
  }
  for (std::size_t i = 0; i < ws.program.rules.size(); ++i) {
    core::Rule const& rule = ws.program.rules[i];
    core::Validity const& article = ws.rules[i].site.validity;
    validity.amounts(rule.body, article);
    for (auto const& version : rule.versions) validity.amounts(version.body, both(version.validity, article));
    for (std::size_t n = 0; n < rule.parts.size() && n < ws.rules[i].parts.size(); ++n) {
      core::Validity const& own = ws.rules[i].parts[n].site.validity;
      validity.amounts(rule.parts[n].body, own);
      for (auto const& version : rule.parts[n].versions)
        validity.amounts(version.body, both(version.validity, own));
    }
    for (std::size_t n = 0; n < rule.exceptions.size() && n < ws.rules[i].exceptions.size(); ++n) {
      core::Validity const& own = ws.rules[i].exceptions[n].site.validity;
      validity.amounts(rule.exceptions[n].body, own);
      validity.amounts(rule.exceptions[n].condition, own);
    }
  }
}

}  // namespace convenio::check
