// Gaps and overlaps of versions and rows, by intervals on one line; see validity.hpp.
#include "engine/check/validity.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/check/types.hpp"

namespace convenio::check {

namespace {

using model::Rational;

// A cut of the line just before (`after` false) or just after a value; unbounded ends have no value.
struct Cut {
  std::optional<Rational> value;
  bool after = false;
};
struct Interval {
  Cut low, high;
};

bool before(Cut const& a, Cut const& b) {  // both bounded
  if (*a.value != *b.value) return *a.value < *b.value;
  return !a.after && b.after;
}

// low(a) before low(b), unbounded first
bool starts_before(Interval const& a, Interval const& b) {
  if (!a.low.value || !b.low.value) return !a.low.value && b.low.value.has_value();
  return before(a.low, b.low);
}

bool ends_by(Interval const& a, Interval const& b) {  // a is over when b begins
  if (!a.high.value || !b.low.value) return false;
  return !before(b.low, a.high);
}

bool meet(Interval const& a, Interval const& b) { return !ends_by(a, b) && !ends_by(b, a); }

bool empty(Interval const& a) { return a.low.value && a.high.value && !before(a.low, a.high); }

// How the values of a key lie on the line.
enum class Line : std::uint8_t { days, wholes, units, continuous };

// The cut as one before a value, where values lie one by one.
Cut stepped(Cut cut, Line line) {
  if (!cut.value || !cut.after || (line != Line::days && line != Line::wholes)) return cut;
  return {cut.value->floor() + Rational(1), false};
}

bool touches(Interval const& a, Interval const& b, Line line) {  // b follows a without a gap
  if (!a.high.value || !b.low.value) return true;
  Cut const end = stepped(a.high, line);
  Cut const begin = stepped(b.low, line);
  if (!before(end, begin)) return true;
  // `1 month to 12 months`, then `13 months`: whole numbers of a unit.
  bool const next = end.after && !begin.after && *begin.value == *end.value + Rational(1);
  return line == Line::units && next && end.value->is_whole();
}

std::string shown(Rational const& value, Line line) {
  if (line != Line::days) return value.to_decimal(0, 10).value_or(value.to_string());
  return model::Date::from_number(static_cast<std::int32_t>(value.to_int64().value_or(0))).to_string();
}

std::string gap_text(Interval const& a, Interval const& b, Line line) {
  Cut const end = stepped(a.high, line);
  Cut const begin = stepped(b.low, line);
  if (line == Line::days || line == Line::wholes) {
    Rational const last = *begin.value - Rational(1);
    if (*end.value == last) return fmt::format("nothing is said for {}", shown(last, line));
    return fmt::format("nothing is said from {} to {}", shown(*end.value, line), shown(last, line));
  }
  return fmt::format("nothing is said between {} and {}", shown(*end.value, line), shown(*begin.value, line));
}

struct Placed {
  Interval interval;
  Span span;
};

constexpr std::size_t most_reports = 10;  // per table; the rest are of the same kind

void gaps(Workspace& ws, std::vector<Placed> list, Line line, char const* what) {
  std::stable_sort(list.begin(), list.end(),
                   [](Placed const& a, Placed const& b) { return starts_before(a.interval, b.interval); });
  std::size_t reported = 0;
  for (std::size_t i = 1; i < list.size() && reported < most_reports; ++i) {
    auto const& [earlier, earlier_span] = list[i - 1];
    if (touches(earlier, list[i].interval, line)) continue;
    ++reported;
    ws.diagnostics
        .error(Code::gap, list[i].span,
               fmt::format("{} leave a gap: {}", what, gap_text(earlier, list[i].interval, line)),
               "close it, or say why nothing is known: `unknown \"reason\"` or `undefined \"reason\"`")
        .places.push_back({earlier_span, "after this"});
  }
}

Rational number_of(model::Value const& value) {
  if (auto const* date = std::get_if<model::Date>(&value.content)) return Rational(date->number());
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) return amount->number;
  if (auto const* number = std::get_if<Rational>(&value.content)) return *number;
  if (auto const* word = std::get_if<model::Enumerated>(&value.content)) return Rational(word->index);
  if (auto const* state = std::get_if<model::StateRef>(&value.content)) return Rational(state->id);
  if (auto const* truth = std::get_if<bool>(&value.content)) return Rational(*truth ? 1 : 0);
  return Rational(0);
}

Interval interval_of(core::Key const& key) {
  Interval all;
  switch (key.kind) {
    case core::Key::Kind::value:
      return {{number_of(key.low), false}, {number_of(key.low), true}};
    case core::Key::Kind::range:
      return {{number_of(key.low), false}, {number_of(key.high), true}};
    case core::Key::Kind::range_below:
      return {{number_of(key.low), false}, {number_of(key.high), false}};
    case core::Key::Kind::from:
      all.low = {number_of(key.low), false};
      return all;
    case core::Key::Kind::until:
      all.high = {number_of(key.high), true};
      return all;
    case core::Key::Kind::below:
      all.high = {number_of(key.high), false};
      return all;
    case core::Key::Kind::any:
      return all;
  }
  return all;
}

Interval interval_of(core::Validity const& validity) {
  Interval interval;
  if (validity.from) interval.low = {Rational(validity.from->number()), false};
  if (validity.until) interval.high = {Rational(validity.until->number()), true};
  return interval;
}

bool ordered_kind(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::whole || kind == TypeKind::ratio ||
         kind == TypeKind::quantity || kind == TypeKind::money;
}

// ---------------------------------------------------------------- tables

class Rows {
 public:
  Rows(Workspace& ws, core::Table const& table, std::vector<Span> const& spans)
      : ws_(ws), table_(table), spans_(spans) {}
  void check();

 private:
  std::size_t key_count() const { return table_.keys.size(); }
  TypeKind kind(std::size_t key) const { return ws_.program.types[table_.keys[key].type].kind; }
  bool same_text(core::Key const& a, core::Key const& b) const;
  bool keys_meet(std::size_t a, std::size_t b, std::size_t key) const;
  bool excused(std::size_t earlier, std::size_t later) const;
  void ranges();
  void overlaps();
  std::string others(std::size_t row, std::size_t key) const;
  void covered(std::size_t key, std::vector<std::size_t> const& rows);
  void coverage();

  Workspace& ws_;
  core::Table const& table_;
  std::vector<Span> const& spans_;
  std::vector<std::vector<Interval>> intervals_;  // per row and key
  bool sound_ = true;
};

void Rows::ranges() {
  for (std::size_t r = 0; r < table_.rows.size(); ++r) {
    intervals_.emplace_back();
    for (auto const& key : table_.rows[r].keys) {
      intervals_.back().push_back(interval_of(key));
      if (!empty(intervals_.back().back())) continue;
      ws_.diagnostics.error(Code::empty_span, spans_[r], "the range of this row is empty");
      sound_ = false;
    }
  }
}

bool Rows::keys_meet(std::size_t a, std::size_t b, std::size_t key) const {
  core::Key const& first = table_.rows[a].keys[key];
  core::Key const& second = table_.rows[b].keys[key];
  if (kind(key) == TypeKind::text && first.kind == core::Key::Kind::value &&
      second.kind == core::Key::Kind::value) {
    return model::equal(first.low, second.low);
  }
  return meet(intervals_[a][key], intervals_[b][key]);
}

// Rows are read from above: `any` after the values that it does not mean is no overlap.
bool Rows::excused(std::size_t earlier, std::size_t later) const {
  bool more_general = false;
  for (std::size_t k = 0; k < key_count(); ++k) {
    core::Key const& first = table_.rows[earlier].keys[k];
    core::Key const& second = table_.rows[later].keys[k];
    if (second.kind == core::Key::Kind::any) {
      more_general = more_general || first.kind != core::Key::Kind::any;
      continue;
    }
    if (first.kind != second.kind || !model::equal(first.low, second.low) ||
        !model::equal(first.high, second.high)) {
      return false;
    }
  }
  return more_general;
}

// Sweeps along the key with the most different beginnings, so that long tables stay quick.
void Rows::overlaps() {
  std::size_t const rows = table_.rows.size();
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t k = 0; k < key_count(); ++k) {
    std::vector<Rational> lows;
    for (std::size_t r = 0; r < rows; ++r) {
      if (intervals_[r][k].low.value) lows.push_back(*intervals_[r][k].low.value);
    }
    std::sort(lows.begin(), lows.end(), [](Rational const& a, Rational const& b) { return a < b; });
    auto const different = static_cast<std::size_t>(std::unique(lows.begin(), lows.end()) - lows.begin());
    if (different > most) {
      most = different;
      best = k;
    }
  }
  std::vector<std::size_t> order(rows);
  for (std::size_t r = 0; r < rows; ++r) order[r] = r;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return starts_before(intervals_[a][best], intervals_[b][best]);
  });
  std::size_t reported = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = i + 1; j < rows && reported < most_reports; ++j) {
      if (ends_by(intervals_[order[i]][best], intervals_[order[j]][best])) break;
      std::size_t const earlier = std::min(order[i], order[j]);
      std::size_t const later = std::max(order[i], order[j]);
      bool all = true;
      for (std::size_t k = 0; all && k < key_count(); ++k) all = keys_meet(earlier, later, k);
      if (!all || excused(earlier, later)) continue;
      ++reported;
      ws_.diagnostics
          .error(Code::overlap, spans_[later], "this row overlaps an earlier one",
                 table_.parameter ? "end the earlier one the day before the later one begins"
                                  : "a value has one row")
          .places.push_back({spans_[earlier], "the earlier row"});
    }
  }
}

// What the other keys of a row say, as a text that equals for equal keys.
std::string Rows::others(std::size_t row, std::size_t key) const {
  std::string text;
  for (std::size_t k = 0; k < key_count(); ++k) {
    if (k == key) continue;
    core::Key const& own = table_.rows[row].keys[k];
    text += fmt::format("{} {} {};", static_cast<int>(own.kind),
                        core::to_string(ws_.program, own.low, table_.keys[k].type),
                        core::to_string(ws_.program, own.high, table_.keys[k].type));
  }
  return text;
}

void Rows::covered(std::size_t key, std::vector<std::size_t> const& rows) {
  TypeKind const k = kind(key);
  if (ordered_kind(k)) {
    std::vector<Placed> list;
    for (auto const r : rows) {
      if (table_.rows[r].keys[key].kind == core::Key::Kind::any) return;
      list.push_back({intervals_[r][key], spans_[r]});
    }
    Line const line = k == TypeKind::date       ? Line::days
                      : k == TypeKind::whole    ? Line::wholes
                      : k == TypeKind::quantity ? Line::units
                                                : Line::continuous;
    gaps(ws_, std::move(list), line, "the rows");
    return;
  }
  if (k != TypeKind::enumeration && k != TypeKind::truth) return;
  std::vector<std::string> names;
  if (k == TypeKind::truth)
    names = {"no", "yes"};
  else {
    for (auto const& v : ws_.program.enumerations[ws_.program.types[table_.keys[key].type].id].values)
      names.push_back(v.name);
  }
  std::vector<bool> said(names.size(), false);
  for (auto const r : rows) {
    core::Key const& own = table_.rows[r].keys[key];
    if (own.kind == core::Key::Kind::any) return;
    auto const index = number_of(own.low).to_int64().value_or(0);
    if (index >= 0 && static_cast<std::size_t>(index) < said.size())
      said[static_cast<std::size_t>(index)] = true;
  }
  std::string left;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!said[i]) left += (left.empty() ? "" : ", ") + quoted(names[i]);
  }
  if (left.empty()) return;
  ws_.diagnostics.error(Code::gap, spans_[rows.back()],
                        fmt::format("the rows leave a gap: nothing is said for {}", left),
                        "add rows for them, or a last row `any`");
}

void Rows::coverage() {
  for (std::size_t k = 0; k < key_count(); ++k) {
    std::map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t r = 0; r < table_.rows.size(); ++r) groups[others(r, k)].push_back(r);
    for (auto const& [name, rows] : groups) {
      if (rows.size() > 1 || key_count() == 1) covered(k, rows);
    }
  }
}

void Rows::check() {
  for (auto const& key : table_.keys) {
    if (special(key.type)) return;
  }
  for (auto const& row : table_.rows) {
    if (row.keys.size() != key_count()) return;
    for (std::size_t k = 0; k < key_count(); ++k) {
      auto const& key = row.keys[k];
      if (key.kind != core::Key::Kind::any && (key.low.absent() || key.high.absent())) return;  // reported
    }
  }
  if (key_count() == 0 || table_.rows.empty()) return;
  ranges();
  if (!sound_) return;
  std::size_t const errors = ws_.diagnostics.error_count();
  overlaps();
  if (errors == ws_.diagnostics.error_count()) coverage();
}

}  // namespace

void check_versions(Workspace& ws, std::vector<Dated> const& versions) {
  std::vector<Placed> list;
  for (auto const& v : versions) {
    list.push_back({interval_of(v.validity), v.span});
    if (empty(list.back().interval)) return;  // reported where the span was read
  }
  std::stable_sort(list.begin(), list.end(),
                   [](Placed const& a, Placed const& b) { return starts_before(a.interval, b.interval); });
  bool overlap = false;
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (!meet(list[i - 1].interval, list[i].interval)) continue;
    overlap = true;
    ws.diagnostics
        .error(Code::overlap, list[i].span, "this version overlaps another one",
               "end the earlier one with `until` the day before")
        .places.push_back({list[i - 1].span, "the other version"});
  }
  if (!overlap) gaps(ws, std::move(list), Line::days, "the versions");
}

void check_rows(Workspace& ws, core::Table const& table, std::vector<Span> const& spans) {
  Rows(ws, table, spans).check();
}

}  // namespace convenio::check
