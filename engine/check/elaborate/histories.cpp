// `periods { ... }`: the certified history of a test or sample, as a constant.
// Knows the attributes that every period has; knows no evaluation.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

// The words after the state: each is a value of the one attribute whose enumeration has it.
void Lowering::period_words(syntax::PeriodRow const& row, std::vector<std::optional<model::Value>>& values) {
  core::Program& p = program();
  for (auto const& path : row.values) {
    if (path.parts.empty()) continue;
    std::vector<std::pair<std::size_t, model::Enumerated>> fitting;
    std::vector<std::string> candidates;
    for (std::size_t i = 0; i < p.attributes.size(); ++i) {
      TypeId const type = p.attributes[i].type;
      if (!sees_attribute(i) || !is_kind(p, type, TypeKind::enumeration)) continue;
      auto const enumeration = p.types[type].enumeration();
      std::string_view const before =
          path.parts.size() > 1 ? std::string_view(path.parts[path.parts.size() - 2].text) : "";
      bool const by_package = before != p.enumerations[enumeration].name;
      for (auto const v : words_meant(ws_, site_.package, enumeration, path.parts.back().text,
                                      by_package ? before : std::string_view{})) {
        fitting.emplace_back(i, model::Enumerated{enumeration, v});
      }
      auto const seen = words_seen(ws_, site_.package, enumeration);
      candidates.insert(candidates.end(), seen.begin(), seen.end());
    }
    if (fitting.empty()) {
      fault(Code::unknown_name, path.span,
            fmt::format("no attribute of periods has a value {}", quoted(spelled(path))),
            did_you_mean(path.parts.back().text, candidates));
    } else if (fitting.size() > 1) {
      bool const one_attribute = std::all_of(fitting.begin(), fitting.end(), [&](auto const& one) {
        return one.first == fitting.front().first;
      });
      auto const& word = fitting.front().second;
      fault(Code::ambiguous_name, path.span,
            one_attribute
                ? fmt::format("several packages add a word {}", quoted(spelled(path)))
                : fmt::format("several attributes of periods have a value {}", quoted(spelled(path))),
            one_attribute
                ? fmt::format("write {}", quoted(p.enumerations[word.enumeration].values[word.index].name))
                : fmt::format("write `with {} = {}`", p.attributes[fitting[0].first].name, spelled(path)));
    } else if (values[fitting[0].first]) {
      fault(Code::duplicate_name, path.span,
            fmt::format("the period has already a {}", quoted(p.attributes[fitting[0].first].name)));
    } else {
      values[fitting[0].first] = model::Value{fitting[0].second};
    }
  }
}

void Lowering::period_attributes(syntax::PeriodRow const& row, model::Period& period,
                                 std::vector<std::optional<model::Value>>& values) {
  core::Program& p = program();
  std::vector<std::string> names{"id", "certified"};
  for (auto const& attribute : ws_.attributes) names.push_back(attribute.decl->name.text);
  for (auto const& binding : row.attributes) {
    if (!binding.value) continue;
    std::string const& name = binding.name.text;
    auto const found = attributes_named(path_of(binding.name));
    if (found.size() > 1) {
      report_ambiguous(ws_, path_of(binding.name), found);
      continue;
    }
    std::size_t const at = found.empty() ? p.attributes.size() : found.front().index;
    bool const id = name == "id";
    bool const certified = name == "certified";
    if (at == p.attributes.size() && !id && !certified) {
      fault(Code::unknown_field, binding.name.span, fmt::format("a period has no {}", quoted(name)),
            did_you_mean(name, names));
      continue;
    }
    Ask ask;
    if (!id && !certified) ask.expected = p.attributes[at].type;
    Typed const got = lower(*binding.value, ask);
    TypeId const wanted = id ? simple(p, TypeKind::text) : certified ? got.type : p.attributes[at].type;
    if (got.type == poison) continue;
    if (!accepts(got.type, wanted) || (certified && !is_kind(p, got.type, TypeKind::quantity))) {
      mismatch(binding.value->span, certified ? quantity(p, model::Unit::months) : wanted, got.type,
               quoted(name));
      continue;
    }
    auto value = constant_of(p, got.id);
    if (!value) {
      fault(Code::not_constant, binding.value->span,
            fmt::format("{} of a period must be a plain value", quoted(name)));
    } else if (id) {
      period.id = value->as<std::string>();
    } else if (certified) {
      period.certified = model::CertifiedQuantity{value->as<model::Rational>(), p.types[got.type].unit};
    } else if (values[at]) {
      fault(Code::duplicate_name, binding.name.span,
            fmt::format("the period has already a {}", quoted(name)));
    } else {
      values[at] = std::move(*value);
    }
  }
}

// As in a case document: money of a period is in the currency in force on its last day.
void Lowering::check_era(syntax::PeriodRow const& row, std::string const& name,
                         std::optional<model::Value> const& value, model::Date last) {
  auto const* amount = value ? std::get_if<model::Amount>(&value->content) : nullptr;
  if (!amount || amount->currency >= program().currencies.size()) return;
  core::Currency const& currency = program().currencies[amount->currency];
  if (currency.validity.contains(last)) return;
  for (auto const& binding : row.attributes) {
    if (binding.name.text != name || !binding.value) continue;
    fault(Code::currency_era, binding.value->span,
          fmt::format("the period ends on {}, and {} was not in force on that day", last.to_string(),
                      quoted(currency.code)),
          currency_of_day(ws_, amount->currency, last));
  }
}

std::optional<model::Period> Lowering::period(syntax::PeriodRow const& row, std::size_t number) {
  core::Program& p = program();
  model::Period period;
  period.id = fmt::format("{}", number);
  std::vector<std::optional<model::Value>> values(p.attributes.size());
  auto const state = resolve(ws_, site_.package, row.state, {Kind::state}, "a state");
  period_words(row, values);
  period_attributes(row, period, values);
  if (!state) return std::nullopt;
  period.state = model::StateId(state->index);
  period.original_state = period.state;
  if (row.undated && !period.certified) {
    fault(Code::incomplete_record, row.span,
          "an undated period says nothing without what is certified for it", "add `with certified = ...`");
    return std::nullopt;
  }
  if (row.undated) period.dating = model::Dating::undated;
  period.begin = row.from ? to_date(*row.from) : model::earliest_fact_date();
  model::Date const last = row.to ? to_date(*row.to) : model::latest_fact_date();
  if (last < period.begin) {
    fault(Code::empty_span, row.span, "this period ends before it begins");
    return std::nullopt;
  }
  period.end = last.plus_days(1).value_or(last);
  for (std::size_t i = 0; i < values.size(); ++i) check_era(row, p.attributes[i].name, values[i], last);
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool const may_default =
        !(p.attributes[i].unless_certified_otherwise && model::certified_otherwise(period));
    if (!values[i] && may_default) values[i] = ws_.attributes[i].fallback;
    if (!values[i]) {
      std::string const subject = fmt::format("{}[{}].{}", history_name_, period.id, p.attributes[i].name);
      values[i] = model::absent({model::Blocker::Kind::missing_fact, subject, ""});
    }
    period.attributes.push_back(std::move(*values[i]));
  }
  return period;
}

Typed Lowering::periods(syntax::Periods const& e, Span span) {
  TypeId const history = simple(program(), TypeKind::history);
  if (purpose_ != Purpose::test_fact && purpose_ != Purpose::expectation) {
    return {fault(Code::not_allowed_here, span, "`periods` stands only in tests and samples",
                  "a rule works on the history that a case gives")
                .id,
            history};
  }
  std::vector<model::Period> list;
  bool complete = true;
  for (std::size_t i = 0; i < e.rows.size(); ++i) {
    auto one = period(e.rows[i], i + 1);
    complete = complete && one;
    if (one) list.push_back(std::move(*one));
  }
  if (!complete) return {fault_silently(span).id, history};
  auto value = std::make_shared<model::History const>(model::make_history(std::move(list)));
  program().constants.push_back({model::HistoryPtr(std::move(value))});
  auto const constant = static_cast<std::uint32_t>(program().constants.size() - 1);
  return {emit(core::Op::periods, history, {}, span, constant), history};
}

}  // namespace convenio::check
