// Gaps and overlaps of the rows of a table, key by key; see validity.hpp.
// Knows keys as intervals; knows nothing of what a row says.
#include "engine/check/elaborate/validity.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/names.hpp"
#include "engine/check/declare/types.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/intervals.hpp"

namespace convenio::check {

namespace {

using model::Rational;
using RowList = std::vector<std::uint32_t>;

constexpr std::size_t most_words_sought = 64;  // of an enumeration, in rows that are cut otherwise
constexpr std::size_t most_named = 12;         // words that a message lists

// The place of a value on the line of its type; nothing for types without such a line.
std::optional<Rational> place_of(model::Value const& value) {
  if (auto const* date = std::get_if<model::Date>(&value.content)) return Rational(date->number());
  if (auto const* amount = std::get_if<model::Amount>(&value.content)) return amount->number;
  if (auto const* number = std::get_if<Rational>(&value.content)) return *number;
  if (auto const* word = std::get_if<model::Enumerated>(&value.content)) return Rational(word->index);
  if (auto const* state = std::get_if<model::StateRef>(&value.content)) return Rational(state->id);
  if (auto const* truth = std::get_if<bool>(&value.content)) return Rational(*truth ? 1 : 0);
  return std::nullopt;
}

// `number`: where a value of the key lies on its line.
template <class Number>
Interval interval_of(core::Key const& key, Number const& number_of) {
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

bool ordered_kind(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::whole || kind == TypeKind::ratio ||
         kind == TypeKind::quantity || kind == TypeKind::money;
}

// One key of all rows. Rows that say the same have one class; classes are in the order of their beginnings.
struct Column {
  std::vector<Interval> classes;
  std::vector<std::uint32_t> class_of;
};

struct Less {
  bool operator()(model::Value const& a, model::Value const& b) const { return model::compare(a, b) < 0; }
};

class Rows {
 public:
  Rows(Workspace& ws, core::Table const& table, std::vector<Span> const& spans)
      : ws_(ws), table_(table), spans_(spans), package_(ws.package_of.find(table.package)->second) {}
  void check();

 private:
  struct Group {  // rows of one class of a key
    std::uint32_t of;
    RowList rows;
    bool second = false;  // of the second of two lists that are compared
  };

  std::size_t key_count() const { return table_.keys.size(); }
  TypeKind kind(std::size_t key) const { return ws_.program.types[table_.keys[key].type].kind; }
  Column column(std::size_t key);
  void ranges();
  bool excused(std::size_t earlier, std::size_t later) const;
  void overlap(std::uint32_t a, std::uint32_t b);
  void divide(RowList const& rows, std::size_t key, bool second, std::vector<Group>& groups) const;
  void within(RowList const& rows, std::size_t key);
  void between(RowList const& first, RowList const& second, std::size_t key);
  void covered(std::size_t key, RowList const& rows);
  void words_covered(std::size_t key, RowList const& rows);
  bool cut_otherwise(std::size_t key, std::size_t word, std::uint32_t row);
  void coverage(std::size_t key);

  Workspace& ws_;
  core::Table const& table_;
  std::vector<Span> const& spans_;
  std::uint32_t package_;
  std::vector<Column> columns_;
  std::size_t most_overlaps_ = most_reports, most_gaps_ = most_reports;
  std::uint64_t looks_left_ = 50'000'000;  // of cut_otherwise; then a word without rows is a gap
  bool sound_ = true;
};

Column Rows::column(std::size_t key) {
  // Values without a line of their own (texts) lie on it in their order.
  std::map<model::Value, std::int64_t, Less> ranks;
  auto const place = [&](model::Value const& value) {
    if (auto const number = place_of(value)) return *number;
    return Rational(ranks[value]);
  };
  for (auto const& row : table_.rows) {
    auto const& own = row.keys[key];
    if (own.kind != core::Key::Kind::any && !place_of(own.low)) ranks.emplace(own.low, 0);
  }
  std::int64_t rank = 0;
  for (auto& [value, number] : ranks) number = rank++;

  std::vector<Interval> intervals;
  for (auto const& row : table_.rows) intervals.push_back(interval_of(row.keys[key], place));
  RowList order(intervals.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (starts_before(intervals[a], intervals[b])) return true;
    if (starts_before(intervals[b], intervals[a])) return false;
    return ends_before(intervals[a], intervals[b]);
  });
  Column column;
  column.class_of.resize(order.size());
  for (auto const r : order) {
    if (column.classes.empty() || !same(column.classes.back(), intervals[r]))
      column.classes.push_back(intervals[r]);
    column.class_of[r] = static_cast<std::uint32_t>(column.classes.size() - 1);
  }
  return column;
}

void Rows::ranges() {
  for (std::size_t k = 0; k < key_count(); ++k) columns_.push_back(column(k));
  for (std::size_t r = 0; r < table_.rows.size(); ++r) {
    for (auto const& column : columns_) {
      if (!empty(column.classes[column.class_of[r]])) continue;
      ws_.diagnostics.error(Code::empty_span, spans_[r], "the range of this row is empty");
      sound_ = false;
    }
  }
}

// Rows are read from above: `any` after the values that it does not mean is no overlap.
bool Rows::excused(std::size_t earlier, std::size_t later) const {
  auto const& was = table_.rows[earlier].enacted;
  auto const& became = table_.rows[later].enacted;
  if (became && (!was || *was < *became)) return true;  // it replaces what was known before
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

void Rows::overlap(std::uint32_t a, std::uint32_t b) {
  auto const [earlier, later] = std::minmax(a, b);
  if (most_overlaps_ == 0 || excused(earlier, later)) return;
  --most_overlaps_;
  ws_.diagnostics
      .error(Code::overlap, spans_[later], "this row overlaps an earlier one",
             table_.parameter ? "end the earlier one the day before the later one begins"
                              : "a value has one row")
      .places.push_back({spans_[earlier], "the earlier row"});
}

void Rows::divide(RowList const& rows, std::size_t key, bool second, std::vector<Group>& groups) const {
  auto const& class_of = columns_[key].class_of;
  RowList order = rows;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return class_of[a] < class_of[b]; });
  for (auto const r : order) {
    if (groups.empty() || groups.back().second != second || groups.back().of != class_of[r])
      groups.push_back({class_of[r], {}, second});
    groups.back().rows.push_back(r);
  }
}

// Rows that meet in all keys before this one are divided by it; only those that still meet go on to the next
// key.
void Rows::within(RowList const& rows, std::size_t key) {
  if (rows.size() < 2 || most_overlaps_ == 0) return;
  if (key == key_count()) {
    for (std::size_t i = 1; i < rows.size() && most_overlaps_ > 0; ++i) overlap(rows[i - 1], rows[i]);
    return;
  }
  std::vector<Group> groups;
  divide(rows, key, false, groups);
  auto const& classes = columns_[key].classes;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    within(groups[i].rows, key + 1);
    for (std::size_t j = i + 1; j < groups.size() && most_overlaps_ > 0; ++j) {
      if (ends_by(classes[groups[i].of], classes[groups[j].of])) break;
      between(groups[i].rows, groups[j].rows, key + 1);
    }
  }
}

void Rows::between(RowList const& first, RowList const& second, std::size_t key) {
  if (most_overlaps_ == 0) return;
  if (key == key_count()) {
    for (auto const a : first) {
      for (std::size_t j = 0; j < second.size() && most_overlaps_ > 0; ++j) overlap(a, second[j]);
    }
    return;
  }
  std::vector<Group> groups;
  divide(first, key, false, groups);
  divide(second, key, true, groups);
  std::stable_sort(groups.begin(), groups.end(), [](Group const& a, Group const& b) { return a.of < b.of; });
  auto const& classes = columns_[key].classes;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = i + 1; j < groups.size() && most_overlaps_ > 0; ++j) {
      if (ends_by(classes[groups[i].of], classes[groups[j].of])) break;
      if (groups[i].second != groups[j].second) between(groups[i].rows, groups[j].rows, key + 1);
    }
  }
}

// Rows that are alike in all keys but this one leave no gap in it.
void Rows::covered(std::size_t key, RowList const& rows) {
  TypeKind const k = kind(key);
  if (k == TypeKind::enumeration || k == TypeKind::truth) return words_covered(key, rows);
  if (!ordered_kind(k)) return;
  std::vector<Placed> list;
  for (auto const r : rows) {
    if (table_.rows[r].keys[key].kind == core::Key::Kind::any) return;
    list.push_back({columns_[key].classes[columns_[key].class_of[r]], spans_[r]});
  }
  Line const line = k == TypeKind::date       ? Line::days
                    : k == TypeKind::whole    ? Line::wholes
                    : k == TypeKind::quantity ? Line::units
                                              : Line::continuous;
  report_gaps(ws_, std::move(list), line, "the rows", most_gaps_);
}

void Rows::words_covered(std::size_t key, RowList const& rows) {
  auto const& type = ws_.program.types[table_.keys[key].type];
  bool const truth = type.kind == TypeKind::truth;
  std::size_t const words = truth ? 2 : ws_.program.enumerations[type.id].values.size();
  std::set<std::size_t> said;
  for (auto const r : rows) {
    core::Key const& own = table_.rows[r].keys[key];
    if (own.kind == core::Key::Kind::any) return;
    said.insert(static_cast<std::size_t>(place_of(own.low).value_or(Rational(0)).to_int64().value_or(0)));
  }
  // What another package adds cannot be asked for here; where it comes, the answer is not encoded.
  for (std::size_t i = 0; i < words && !truth; ++i) {
    if (!sees_word(ws_, package_, type.id, i)) said.insert(i);
  }
  if (said.size() >= words || most_gaps_ == 0) return;
  for (std::size_t i = 0; i < words && i < most_words_sought; ++i) {
    if (!said.contains(i) && cut_otherwise(key, i, rows.front())) said.insert(i);
  }
  if (said.size() >= words) return;
  --most_gaps_;
  std::string left;
  std::size_t named = 0;
  for (std::size_t i = 0; i < words && named < most_named; ++i) {
    if (said.contains(i)) continue;
    left += (left.empty() ? "" : ", ") +
            quoted(truth ? (i == 0 ? "no" : "yes") : ws_.program.enumerations[type.id].values[i].name);
    ++named;
  }
  if (std::size_t const more = words - said.size() - named; more > 0)
    left += fmt::format(" and {} more", more);
  ws_.diagnostics.error(Code::gap, spans_[rows.back()],
                        fmt::format("the rows leave a gap: nothing is said for {}", left),
                        "add rows for them, or a last row `any`");
}

// A word with rows of its own that reach as far as `row` in every other key, and are cut at other places.
// Holes between these rows are seen where they are compared with one another.
bool Rows::cut_otherwise(std::size_t key, std::size_t word, std::uint32_t row) {
  if (looks_left_ < table_.rows.size()) return false;
  looks_left_ -= table_.rows.size();
  auto const interval = [&](std::uint32_t r, std::size_t k) -> Interval const& {
    return columns_[k].classes[columns_[k].class_of[r]];
  };
  RowList own;
  for (std::uint32_t r = 0; r < table_.rows.size(); ++r) {
    core::Key const& named = table_.rows[r].keys[key];
    bool fits = named.kind == core::Key::Kind::value &&
                place_of(named.low) == Rational(static_cast<std::int64_t>(word));
    for (std::size_t k = 0; fits && k < key_count(); ++k)
      fits = k == key || meet(interval(r, k), interval(row, k));
    if (fits) own.push_back(r);
  }
  for (std::size_t k = 0; k < key_count(); ++k) {
    if (k == key) continue;
    auto const first = [&](std::uint32_t r) { return !starts_before(interval(row, k), interval(r, k)); };
    auto const last = [&](std::uint32_t r) { return !ends_before(interval(r, k), interval(row, k)); };
    if (std::none_of(own.begin(), own.end(), first) || std::none_of(own.begin(), own.end(), last))
      return false;
  }
  return !own.empty();
}

void Rows::coverage(std::size_t key) {
  auto const order_without_key = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t k = 0; k < key_count(); ++k) {
      auto const& class_of = columns_[k].class_of;
      if (k != key && class_of[a] != class_of[b]) return class_of[a] <=> class_of[b];
    }
    return std::strong_ordering::equal;
  };
  RowList order(table_.rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return order_without_key(a, b) < 0; });
  for (auto first = order.begin(); first != order.end();) {
    auto last = first;
    while (last != order.end() && order_without_key(*first, *last) == 0) ++last;
    if (last - first > 1 || key_count() == 1) covered(key, {first, last});
    first = last;
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
  RowList all(table_.rows.size());
  std::iota(all.begin(), all.end(), 0U);
  within(all, 0);
  if (errors != ws_.diagnostics.error_count()) return;
  for (std::size_t k = 0; k < key_count(); ++k) coverage(k);
}

}  // namespace

void check_rows(Workspace& ws, core::Table const& table, std::vector<Span> const& spans) {
  Rows(ws, table, spans).check();
}

}  // namespace convenio::check
