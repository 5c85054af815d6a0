// The career: the timeline, and for each state its periods and what was displaced from them.
// Knows histories and ledgers; knows no award.
#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/render/sections.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using model::Period;

std::int64_t length(model::Date begin, model::Date end) { return end.number() - begin.number(); }

std::string certified_in_words(Period const& period) {
  if (!period.certified) return "";
  auto const& quantity = *period.certified;
  std::string unit = model::name(quantity.unit);
  if (quantity.amount == model::Rational(1)) unit.pop_back();
  return fmt::format("{} {}", quantity.amount.to_decimal(0, 6).value_or(quantity.amount.to_string()), unit);
}

// Between which days an undated period lies, as far as the case says.
std::string limits_in_words(Period const& period) {
  bool const from = period.begin != model::earliest_fact_date();
  std::string const last = last_day(period.end);
  bool const to = last != model::latest_fact_date().to_string();
  if (from && to) return period.begin.to_string() + " to " + last;
  if (from) return "from " + period.begin.to_string();
  return to ? "to " + last : "";
}

std::string clause_in_words(Context const& context, model::Resolution const& resolution,
                            std::uint32_t clause) {
  auto const& program = context.program;
  if (resolution.precedence >= program.precedences.size()) return "";
  auto const& clauses = program.precedences[resolution.precedence].clauses;
  if (clause >= clauses.size()) return "";
  std::string const citation = cite(program, clauses[clause].citation);
  return clauses[clause].name + (citation.empty() ? "" : ", " + citation);
}

void print_displaced(Page& page, Context const& context, model::StateId state) {
  for (auto const& one : context.resolutions) {
    std::int64_t days = 0;
    for (auto const& entry : one.resolution->ledger) {
      if (entry.displaced.state == state) days += length(entry.begin, entry.end);
    }
    if (days == 0) continue;
    page.paragraph(fmt::format("Displaced in {}: {}", one.label,
                               counted(static_cast<std::uint64_t>(days), "day", "days")),
                   2, 4);
    std::size_t rows = 0;
    for (auto const& entry : one.resolution->ledger) {
      if (entry.displaced.state != state) continue;
      if (++rows > period_limit && context.options.detail != Detail::full) continue;
      page.paragraph(
          fmt::format("{} to {}, {}, period {}: by {} (period {}) under {}", entry.begin.to_string(),
                      last_day(entry.end),
                      counted(static_cast<std::uint64_t>(length(entry.begin, entry.end)), "day", "days"),
                      entry.displaced.id, state_in_words(context.program, entry.displaced_by.state),
                      entry.displaced_by.id, clause_in_words(context, *one.resolution, entry.clause)),
          4, 6);
    }
    if (rows > period_limit && context.options.detail != Detail::full) {
      page.line(
          fmt::format("    and {} more stretches, which the full explanation lists", rows - period_limit));
    }
  }
}

// Every period that the case states, those included of which nobody can say whether they are one.
model::History as_stated(model::History const& history) {
  std::vector<Period> all = history.periods;
  all.insert(all.end(), history.undated.begin(), history.undated.end());
  for (auto const& doubt : history.doubts)
    all.insert(all.end(), doubt.candidates.begin(), doubt.candidates.end());
  return model::make_history(std::move(all));
}

// The part of a history of facts that is of one state, doubts included: those of a case are of one state
// each.
model::History of_state(model::History history, model::StateId state) {
  auto const other = [&](Period const& period) { return period.state != state; };
  std::erase_if(history.periods, other);
  std::erase_if(history.undated, other);
  std::erase_if(history.doubts, [&](model::Doubt const& doubt) { return other(doubt.candidates.front()); });
  return history;
}

void print_possible_repetitions(Page& page, model::History const& own) {
  for (auto const& doubt : own.doubts) {
    std::vector<std::string> ids, missing;
    for (auto const& period : doubt.candidates) ids.push_back(shorten(period.id, 16));
    for (auto const& blocker : doubt.why->blockers) missing.push_back(blocker.subject);
    page.paragraph(fmt::format("May be one period: {}; the case does not say: {}", fmt::join(ids, ", "),
                               fmt::join(missing, ", ")),
                   2, 4);
  }
}

void print_state(Page& page, Context const& context, model::History const& own, model::StateId state) {
  auto const& program = context.program;
  auto const history = as_stated(own);
  page.gap().line(state_in_words(program, state));
  bool const certified = !history.undated.empty() ||
                         std::any_of(history.periods.begin(), history.periods.end(),
                                     [&](Period const& period) { return period.certified.has_value(); });
  using enum Table::Side;
  Table table = certified ? Table({"period", "from", "to", "kind", "days", "certified"},
                                  {left, left, left, left, right, left})
                          : Table({"period", "from", "to", "kind", "days"}, {left, left, left, left, right});
  std::size_t rows = 0;
  for (auto const& period : history.periods) {
    if (++rows > period_limit && context.options.detail != Detail::full) continue;
    table.row({shorten(period.id, 16), period.begin.to_string(), last_day(period.end),
               kind_of(program, period), std::to_string(length(period.begin, period.end)),
               certified_in_words(period)});
  }
  for (auto const& period : history.undated) {
    if (++rows > period_limit && context.options.detail != Detail::full) continue;
    table.row({shorten(period.id, 16), "undated", limits_in_words(period), kind_of(program, period), "",
               certified_in_words(period)});
  }
  table.print(page, 2);
  if (rows > period_limit && context.options.detail != Detail::full) {
    page.line(fmt::format("  and {} more periods, which the full explanation lists", rows - period_limit));
  }
  print_possible_repetitions(page, own);
  auto const days = model::count_days(own);
  if (auto const* count = std::get_if<model::Rational>(&days.content)) {
    page.line(fmt::format("  In all, each day counted once: {} days", count->to_string()));
  }
  print_displaced(page, context, state);
}

}  // namespace

void print_career(Page& page, Context const& context) {
  for (auto const& [label, history] : histories_of(context.program, context.facts)) {
    section(page, fmt::format("Career ({})", label));
    auto const stated = as_stated(*history);
    std::string const drawing =
        timeline(context.program, stated, context.resolutions, {page.columns(), context.options.ascii});
    for (std::size_t at = 0; at < drawing.size();) {
      std::size_t const end = drawing.find('\n', at);
      page.line(std::string_view(drawing).substr(at, end - at));
      at = end + 1;
    }
    std::set<model::StateId> states;
    for (auto const& period : stated.periods) states.insert(period.state);
    for (auto const& period : stated.undated) states.insert(period.state);
    for (model::StateId state : states) print_state(page, context, of_state(*history, state), state);
  }
}

}  // namespace convenio::render
