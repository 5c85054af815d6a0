// Changes of spans of time and of the rows of tables: a boundary moves by one step, with the ends on both of
// its sides, so that neither gap nor overlap gives the change away. Knows keys, versions and validity; knows
// nothing of what they select.
#include <fmt/format.h>

#include "grammar/syntax/mutator.hpp"

namespace convenio::syntax {

namespace {

// The column's own text aside, rows with the same of these belong together.
std::string other_keys(Row const& row, std::size_t column) {
  std::string text;
  for (std::size_t n = 0; n < row.keys.size(); ++n) {
    if (n == column) continue;
    auto const& key = row.keys[n];
    text += fmt::format("{}:", static_cast<int>(key.kind));
    if (key.low) text += dump(*key.low);
    if (key.high) text += dump(*key.high);
    text += ';';
  }
  return text;
}

}  // namespace

// The change of one boundary: all ends that stand at it move.
void Mutator::ends(std::map<std::string, std::vector<End>> const& boundaries) {
  for (auto const& [first, all] : boundaries) {
    for (bool const up : {true, false}) {
      std::vector<std::function<void()>> swaps;
      for (auto const& end : all) {
        if (auto const& swap = up ? end.up : end.down) swaps.push_back(swap);
      }
      if (swaps.size() != all.size()) continue;
      auto const& end = all.front();
      add(end.span,
          fmt::format("`{}` to `{}`{}", end.value, up ? end.higher : end.lower,
                      all.size() > 1 ? ", and what adjoins" : ""),
          [swaps] {
            for (auto const& swap : swaps) swap();
          });
    }
  }
}

void Mutator::row_ends(std::vector<Row*> const& all, std::size_t column) {
  std::map<std::string, std::map<std::string, std::vector<End>>> groups;
  for (auto* const one : all) {
    Row& row = *one;
    if (column >= row.keys.size()) continue;
    auto& key = row.keys[column];
    if (key.kind == Key::Kind::value || key.kind == Key::Kind::any) continue;
    auto& group = groups[other_keys(row, column)];
    bool const below = key.kind == Key::Kind::range_below || key.kind == Key::Kind::below;
    auto const collect = [&](ExprPtr& place, bool inclusive_end) {
      if (!place || written(*place, false).empty()) return;
      auto const beyond = inclusive_end ? next_value(*place, true) : nullptr;
      bool const grouped = slice(place->span).find('_') != std::string_view::npos;
      End end;
      end.span = place->span;
      end.value = slice(place->span);
      for (bool const up : {true, false}) {
        auto stepped = next_value(*place, up);
        if (!stepped) continue;
        (up ? end.higher : end.lower) = written(*stepped, grouped);
        auto other = std::make_shared<ExprPtr>(std::move(stepped));
        (up ? end.up : end.down) = [&place, other] { std::swap(place, *other); };
      }
      group[dump(beyond ? *beyond : *place)].push_back(std::move(end));
    };
    collect(key.low, false);
    collect(key.high, !below);
  }
  for (auto const& [others, boundaries] : groups) ends(boundaries);
}

void Mutator::rows(std::vector<Row>& all) {
  // Rows of a group have what follows the keys of the group, and are no neighbours of those of another.
  std::vector<Row*> single, groups;
  for (auto& row : all) (row.rows.empty() ? single : groups).push_back(&row);
  for (auto const* list : {&single, &groups}) {
    std::size_t const columns = list->empty() ? 0 : list->front()->keys.size();
    for (std::size_t column = 0; column < columns; ++column) row_ends(*list, column);
  }
  for (auto& row : all) {
    expression(row.value);
    day(row.enacted, row.span);
    day(row.known_to, row.span);
    rows(row.rows);
  }
}

void Mutator::day(std::optional<Date>& place, Span within) {
  if (!place) return;
  auto const date = to_string(*place);
  for (bool const up : {true, false}) {
    std::optional<Date> const other = next_day(*place, up);
    change(find(within, date), place, other, fmt::format("`{}` to `{}`", date, to_string(*other)));
  }
}

void Mutator::versions(std::vector<RuleVersion>& all) {
  std::map<std::string, std::vector<End>> boundaries;
  for (auto& version : all) {
    auto const collect = [&](std::optional<Date>& place, bool inclusive_end) {
      if (!place) return;
      End end;
      end.value = to_string(*place);
      end.span = find(version.span, end.value);
      for (bool const up : {true, false}) {
        auto const other = std::make_shared<std::optional<Date>>(next_day(*place, up));
        (up ? end.higher : end.lower) = to_string(**other);
        (up ? end.up : end.down) = [&place, other] { std::swap(place, *other); };
      }
      boundaries[inclusive_end ? end.higher : end.value].push_back(std::move(end));
    };
    collect(version.validity.from, false);
    collect(version.validity.until, true);
  }
  ends(boundaries);
  for (auto& version : all) {
    day(version.enacted, version.span);
    expression(version.body);
  }
}

void Mutator::validity(Validity& validity) {
  for (auto* place : {&validity.from, &validity.until}) day(*place, span_);
}

}  // namespace convenio::syntax
