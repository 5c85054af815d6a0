// A case as a table. See table.hpp.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tools/exchange/case_view.hpp"
#include "tools/exchange/cells.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/csv.hpp"
#include "tools/exchange/table.hpp"

namespace convenio::exchange::table {

namespace {

class TableExport {
 public:
  TableExport(Map const& map, CaseView const& view, Findings& findings)
      : map_(map), view_(view), findings_(findings), entries_(entries_of(map)) {}

  std::string write();

 private:
  void take_head();
  Line line_of(RowView const& row, Json const* told);
  std::string field_of(Entry const& entry, RowView const& row, Json const* told);
  std::optional<Json> value_of(Entry const& entry, RowView const& row) const;
  void tell_the_rest(RowView const& row);
  void tell_facts_left();

  Map const& map_;
  CaseView const& view_;
  Findings& findings_;
  std::vector<Entry> entries_;
  std::map<std::string, Entry const*, std::less<>> by_column_;
  std::set<std::string> told_;  // what was told once for all lines
  Table table_;
};

std::string bare(std::string_view name) {
  auto const first = name.find_first_not_of(" \t");
  return first == std::string_view::npos
             ? ""
             : std::string(name.substr(first, name.find_last_not_of(" \t") - first + 1));
}

void TableExport::take_head() {
  auto const separator =
      text_at(view_.document(), "separator").value_or(text_at(&map_.root(), "separator").value_or(","));
  table_.separator = separator.empty() ? ',' : separator.front();
  table_.mark = member(view_.document(), "mark") != nullptr;
  for (auto const& name : items_at(view_.document(), "head"))
    if (name.kind() == Json::Kind::string) table_.head.push_back(name.string());
  bool const own = table_.head.empty();
  for (auto const& entry : entries_) {
    if (entry.column.empty() || !by_column_.emplace(entry.column, &entry).second) continue;
    if (own) table_.head.push_back(entry.column);
  }
}

std::optional<Json> TableExport::value_of(Entry const& entry, RowView const& row) const {
  switch (entry.of) {
    case Entry::Of::counted:
      return truth_of(row.counted);
    case Entry::Of::fact: {
      Json const* const found = view_.fact(entry.name);
      return found ? std::optional(*found) : std::nullopt;
    }
    case Entry::Of::document: {
      Json const* const found = at(view_.document(), '/' + entry.name);
      return found ? std::optional(*found) : std::nullopt;
    }
    case Entry::Of::period:
      break;
  }
  if (entry.name == "from" || entry.name == "to") {
    auto const day = known_day(row.row, entry.name);
    return day ? std::optional(text_of(*day)) : std::nullopt;
  }
  constexpr std::string_view certificate = "certified/";
  if (entry.name.starts_with(certificate)) {
    auto const part = entry.name.substr(certificate.size());
    auto const certified = certified_in(*row.row);
    if (part == "day_week" && !certified.week.empty()) return Json{cases::JsonNumber{certified.week}};
    bool const alone = certified.amounts.size() == 1;
    if (part == "amount" && alone) return text_of(certified.amounts.front().second);
    if (part == "unit" && alone) return text_of(certified.amounts.front().first);
    for (auto const& [unit, amount] : certified.amounts)
      if (unit == part)
        return amount.find('.') == std::string::npos ? Json{cases::JsonNumber{amount}} : text_of(amount);
    return std::nullopt;
  }
  Json const* const found = at(row.row, '/' + entry.name);
  return found ? std::optional(*found) : std::nullopt;
}

std::string TableExport::field_of(Entry const& entry, RowView const& row, Json const* told) {
  auto const value = value_of(entry, row);
  auto const kept = text_at(member(told, "kept"), entry.column);
  bool const instead = value && value->kind() == Json::Kind::object;
  if (kept && (entry.of != Entry::Of::period || !value || instead || entry.name == "id")) return *kept;
  if (!value) {
    bool const of_all = entry.of == Entry::Of::fact || entry.of == Entry::Of::document;
    if (of_all && told_.insert(entry.column).second)
      findings_.add(Code::not_stated, fmt::format("column {}", entry.column), "the case does not say this");
    return "";
  }
  if (Json const* const written = member(member(told, "as_written"), entry.column)) {
    Json const* const read = member(written, "read");
    bool const same = read && (equal(*read, *value) ||
                               (read->kind() == Json::Kind::number && value->kind() == Json::Kind::string &&
                                read->number() == value->string()));
    if (same) return text_at(written, "value").value_or("");
  }
  if (auto const text = write_cell(*entry.entry, *value)) return *text;
  findings_.add(Code::no_place, step(row.at, entry.name),
                fmt::format("the column {} has no way to say this", entry.column));
  return "";
}

// Attributes for which no column is.
void TableExport::tell_the_rest(RowView const& row) {
  for (auto const& one : row.row->members()) {
    if (one.key == "id" || one.key == "undated") continue;
    bool const said = std::any_of(entries_.begin(), entries_.end(), [&](Entry const& entry) {
      return entry.of == Entry::Of::period &&
             (entry.name == one.key || entry.name.starts_with(one.key + '/'));
    });
    bool const nothing = one.value.kind() == Json::Kind::array && one.value.items().empty();
    if (!said && !nothing)
      findings_.add(Code::no_place, step(row.at, one.key), "the table has no column for this");
    bool const day = one.key == "from" || one.key == "to";
    if (day && one.value.kind() == Json::Kind::string && !known_day(row.row, one.key))
      findings_.add(Code::no_place, step(row.at, one.key),
                    "a day that is not known by its date has no place in the table");
  }
}

Line TableExport::line_of(RowView const& row, Json const* told) {
  Line line;
  for (auto const& name : table_.head) {
    auto const column = bare(name);
    auto const found = by_column_.find(column);
    line.fields.push_back(found != by_column_.end() ? field_of(*found->second, row, told)
                                                    : text_at(member(told, "kept"), column).value_or(""));
  }
  tell_the_rest(row);
  return line;
}

void TableExport::tell_facts_left() {
  for (auto const& one : view_.facts()->members()) {
    bool const periods = one.key == "history" || one.key == "not_counted";
    bool const said = std::any_of(entries_.begin(), entries_.end(), [&](Entry const& entry) {
      return entry.of == Entry::Of::fact && entry.name == one.key;
    });
    if (!periods && !said)
      findings_.add(Code::no_place, step("/facts", one.key), "the table has no column for this fact");
  }
}

std::string TableExport::write() {
  take_head();
  std::map<std::string, RowView const*> by_id;
  for (auto const& row : view_.rows()) by_id.emplace(text_at(row.row, "id").value_or(""), &row);
  std::set<RowView const*> done;
  for (auto const& told : items_at(view_.document(), "rows")) {
    if (Json const* const fields = member(&told, "fields")) {
      Line line;
      for (auto const& field : items_at(&told, "fields"))
        line.fields.push_back(field.kind() == Json::Kind::string ? field.string() : "");
      if (!fields->items().empty()) table_.lines.push_back(std::move(line));
      continue;
    }
    auto const found = by_id.find(text_at(&told, "id").value_or(""));
    if (found == by_id.end()) continue;
    table_.lines.push_back(line_of(*found->second, &told));
    done.insert(found->second);
  }
  for (auto const& row : view_.rows())
    if (!done.contains(&row)) table_.lines.push_back(line_of(row, nullptr));
  tell_facts_left();
  return write_table(table_);
}

}  // namespace

std::optional<std::string> write(Map const& map, Json const& of_case, ExportOptions const& options,
                                 Findings& findings) {
  auto const view = CaseView::of(of_case, map.form(), options, findings);
  if (!view) return std::nullopt;
  return TableExport(map, *view, findings).write();
}

}  // namespace convenio::exchange::table
