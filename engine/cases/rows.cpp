// What rows amount to; see rows.hpp.
#include "engine/cases/rows.hpp"

#include <algorithm>
#include <numeric>

namespace convenio::cases {

using model::Blocker;
using model::Period;
using model::Value;

namespace {

bool certifies_the_same(Period const& a, Period const& b) {
  if (!a.certified || !b.certified) return true;
  return model::same_certificate(a, b);
}

bool states(Row const& row, std::size_t attribute) {
  return row.stated[attribute] && model::extent_of(row.period.attributes[attribute]).whole;
}

// Nothing is left by which two rows of the same days could differ.
bool repeats(Row const& a, Row const& b) {
  if (!may_be_one(a, b) || a.period.certified.has_value() != b.period.certified.has_value()) return false;
  for (std::size_t i = 0; i < a.period.attributes.size(); ++i) {
    Value const& x = a.period.attributes[i];
    Value const& y = b.period.attributes[i];
    if (!model::extent_of(x).whole || !model::extent_of(y).whole || !model::equal(x, y)) return false;
  }
  return true;
}

// The days that one end of a row may be.
struct Possible {
  std::optional<OpenDay> const& open;
  model::Date known;

  bool in_a_row() const { return !open || open->among.days.has_value(); }
  bool contains(model::Date day) const {
    if (!open) return day == known;
    if (open->among.days) return open->among.days->first <= day && day <= open->among.days->second;
    auto const& listed = open->among.values;  // in order
    return std::any_of(listed.begin(), listed.end(),
                       [&](Value const& one) { return one.as<model::Date>() == day; });
  }
};

bool may_agree(Possible const& a, Possible const& b) {
  if (!a.in_a_row()) {
    auto const& listed = a.open->among.values;
    return std::any_of(listed.begin(), listed.end(),
                       [&](Value const& one) { return b.contains(one.as<model::Date>()); });
  }
  if (!b.in_a_row()) return may_agree(b, a);
  auto const first = [](Possible const& one) { return one.open ? one.open->among.days->first : one.known; };
  return a.contains(first(b)) || b.contains(first(a));
}

Possible beginning(Row const& row) { return {row.begin, row.period.begin}; }
Possible ending(Row const& row) { return {row.end, model::Date::from_number(row.period.end.number() - 1)}; }

// What both state is alike; what one of them lacks, it has from the other.
bool join(Row& into, Row const& from) {
  if (into.period.begin != from.period.begin || into.period.end != from.period.end) return false;
  if (!may_be_one(into, from)) return false;
  if (!into.period.certified) {
    into.period.certified = from.period.certified;
    into.period.besides = from.period.besides;
    into.period.day_week = from.period.day_week;
  }
  for (std::size_t i = 0; i < into.period.attributes.size(); ++i) {
    if (states(into, i) || !states(from, i)) continue;
    into.period.attributes[i] = from.period.attributes[i];
    into.stated[i] = true;
  }
  return true;
}

// Sets a day as chosen; false while it is open.
bool settle(std::optional<OpenDay>& day, Chosen const& chosen, model::Date& date, std::int32_t later,
            std::vector<Blocker>& open) {
  if (!day) return true;
  auto const place = chosen(day->subject);
  if (!place) {
    open.push_back({day->kind, day->subject, {}, model::none, true});
    return false;
  }
  date = model::Date::from_number(day->among.at(*place).as<model::Date>().number() + later);
  day.reset();
  return true;
}

// Groups of rows that may be one, through others too; each row's group is named by its first row.
std::vector<std::size_t> groups_of(std::vector<Row> const& rows) {
  std::vector<std::size_t> group(rows.size());
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (auto const earlier : rows[i].may_repeat) {
      auto const a = group[earlier], b = group[i];
      if (a == b) continue;
      for (auto& one : group)
        if (one == std::max(a, b)) one = std::min(a, b);
    }
  }
  return group;
}

}  // namespace

bool has_open_day(Row const& row) { return row.begin.has_value() || row.end.has_value(); }

bool may_be_one(Row const& a, Row const& b) {
  if (a.period.dating != b.period.dating || a.period.state != b.period.state) return false;
  if (!may_agree(beginning(a), beginning(b)) || !may_agree(ending(a), ending(b))) return false;
  if (!certifies_the_same(a.period, b.period)) return false;
  for (std::size_t i = 0; i < a.period.attributes.size(); ++i) {
    Value const& x = a.period.attributes[i];
    Value const& y = b.period.attributes[i];
    if (states(a, i) && states(b, i) && !model::equal(x, y)) return false;
  }
  return true;
}

void link_rows_with_open_days(Rows& all) {
  constexpr std::size_t most_compared = 64;
  auto& rows = all.rows;
  if (rows.size() > most_compared) return;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      bool const open = has_open_day(rows[i]) || has_open_day(rows[j]);
      if (open && may_be_one(rows[j], rows[i])) rows[i].may_repeat.push_back(j);
    }
    std::sort(rows[i].may_repeat.begin(), rows[i].may_repeat.end());
  }
}

std::optional<Value> history_of(Rows const& written, Chosen const& chosen) {
  std::vector<Row> rows = written.rows;
  std::vector<Blocker> open;
  for (Row& row : rows) {
    bool const begins = settle(row.begin, chosen, row.period.begin, 0, open);
    bool const ends = settle(row.end, chosen, row.period.end, 1, open);
    if (begins && ends && row.period.end <= row.period.begin) return std::nullopt;
  }
  if (!open.empty()) {
    std::sort(open.begin(), open.end());
    return Value{std::make_shared<model::Absence const>(model::Absence{std::move(open)})};
  }

  std::vector<bool> gone(rows.size(), false);
  std::vector<std::size_t> same(rows.size());  // the row that it is the same as
  std::iota(same.begin(), same.end(), std::size_t{0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].may_repeat.empty()) continue;
    auto const place = chosen(rows[i].subject);
    auto const again = std::find_if(rows[i].may_repeat.begin(), rows[i].may_repeat.end(), [&](std::size_t j) {
      bool const open_day = has_open_day(written.rows[i]) || has_open_day(written.rows[j]);
      return open_day && repeats(rows[j], rows[i]);
    });
    if (again != rows[i].may_repeat.end()) {  // by the days that were chosen it repeats another
      if (place && *place == 0) return std::nullopt;
      if (!place) {
        same[i] = same[*again];
        gone[i] = true;
        continue;
      }
    }
    if (!place || *place == 0) continue;
    same[i] = same[rows[i].may_repeat[*place - 1]];
    if (!join(rows[same[i]], rows[i])) return std::nullopt;
    gone[i] = true;
  }
  // Rows of which nothing was chosen may still be one.
  std::vector<Row> left;
  std::vector<std::size_t> place(rows.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (gone[i]) continue;
    place[i] = left.size();
    left.push_back(rows[i]);
    auto& may = left.back().may_repeat;
    if (!may.empty() && chosen(rows[i].subject)) may.clear();
    std::vector<std::size_t> now;
    for (auto const earlier : may) {
      if (rows[i].too_many || may_be_one(rows[same[earlier]], rows[i])) now.push_back(place[same[earlier]]);
    }
    may = std::move(now);
  }
  auto const group = groups_of(left);
  std::vector<Period> periods;
  std::vector<model::Doubt> doubts;
  std::vector<std::vector<std::size_t>> members(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) members[group[i]].push_back(i);
  for (auto const& together : members) {
    if (together.empty()) continue;
    Period const& first = left[together.front()].period;
    if (together.size() == 1) {
      periods.push_back(first);
      continue;
    }
    std::vector<Blocker> why;
    model::Doubt doubt{first.begin, first.end, {}, first.dating != model::Dating::dated, nullptr};
    for (auto const i : together) {
      doubt.candidates.push_back(left[i].period);
      if (!left[i].may_repeat.empty())
        why.push_back({Blocker::Kind::missing_fact, left[i].subject, {}, model::none, true});
    }
    std::sort(why.begin(), why.end());
    why.erase(std::unique(why.begin(), why.end()), why.end());
    doubt.why = std::make_shared<model::Absence const>(model::Absence{std::move(why)});
    doubts.push_back(std::move(doubt));
  }
  return Value{
      std::make_shared<model::History const>(model::make_history(std::move(periods), std::move(doubts)))};
}

}  // namespace convenio::cases
