// A table into a case. See table.hpp.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "tools/exchange/case_view.hpp"
#include "tools/exchange/cells.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/csv.hpp"
#include "tools/exchange/sums.hpp"
#include "tools/exchange/table.hpp"

namespace convenio::exchange::table {

namespace {

std::string_view trimmed_field(std::string_view field) {
  while (!field.empty() && (field.front() == ' ' || field.front() == '\t')) field.remove_prefix(1);
  while (!field.empty() && (field.back() == ' ' || field.back() == '\t')) field.remove_suffix(1);
  return field;
}

Json unknown_because(std::string_view why) {
  Json out = object();
  put(out, "unknown", text_of(why));
  return out;
}

// Adds at a path of one or two steps.
void put_at(Json& root, std::string_view path, Json value) {
  place(root, std::string("/") + std::string(path), std::move(value));
}

class TableImport {
 public:
  TableImport(Map const& map, Table const& table, ImportOptions const& options, Findings& findings,
              CaseMaker& maker)
      : map_(map),
        table_(table),
        options_(options),
        findings_(findings),
        maker_(maker),
        entries_(entries_of(map)) {}

  void read(std::string const& hash);

 private:
  bool find_columns();
  void read_line(Line const& line, Json& rows, Json& document);
  // False where the days, or the certificate, say nothing for a case: their fields are kept.
  bool settle_days(Json& row, std::string const& place, bool bad_from, bool bad_to);
  bool settle_certified(Json& row, std::string const& place);
  void compare(Json const& row, std::string const& place);
  std::string place_of(Line const& line, Entry const& entry) const {
    return fmt::format("line {}, column {}", line.number, entry.column);
  }

  Map const& map_;
  Table const& table_;
  ImportOptions const& options_;
  Findings& findings_;
  CaseMaker& maker_;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> columns_;  // by head
  std::map<std::string, Json> first_;           // what the first line says of the whole, by column and entry
  std::set<std::string> seen_, ids_;
  std::size_t number_ = 0;  // of the document
  std::size_t row_ = 1;     // the head is the first; a period without an id is named by it, whatever empty lines there are
};

bool TableImport::find_columns() {
  bool good = true;
  for (std::size_t n = 0; n < table_.head.size(); ++n) {
    auto const name = std::string(trimmed_field(table_.head[n]));
    if (!columns_.emplace(name, n).second) {
      findings_.add(Code::no_column, "line 1", fmt::format("the head names the column `{}` twice", name));
      good = false;
    }
  }
  for (auto const& entry : entries_) {
    if (entry.column.empty() || columns_.contains(entry.column)) continue;
    if (Json const* const may = member(entry.entry, "optional");
        may && may->kind() == Json::Kind::truth && may->truth())
      continue;
    findings_.add(Code::no_column, "line 1", fmt::format("the table has no column `{}`", entry.column),
                  fmt::format("its columns: {}", fmt::join(table_.head, ", ")));
    good = false;
  }
  return good;
}

bool TableImport::settle_certified(Json& row, std::string const& place) {
  auto& members = std::get<Json::Members>(row.content);
  auto const found =
      std::find_if(members.begin(), members.end(), [](auto const& one) { return one.key == "certified"; });
  if (found == members.end() || found->value.kind() != Json::Kind::object) return true;
  auto& parts = std::get<Json::Members>(found->value.content);
  bool const amount =
      std::any_of(parts.begin(), parts.end(), [](auto const& one) { return one.key != "day_week"; });
  if (!amount) {
    members.erase(found);
    return false;
  }
  for (auto& part : parts) {  // as the case has an amount with its unit
    if (part.key == "amount" && part.value.kind() == Json::Kind::number)
      part.value = text_of(part.value.number());
  }
  Json const* const unit = found->value.find("unit");
  bool const alone = (found->value.find("amount") != nullptr) != (unit != nullptr);
  if (!alone) return true;
  findings_.add(Code::bad_cell, place, "an amount without its unit, or a unit without its amount");
  members.erase(found);
  return false;
}

void TableImport::compare(Json const& row, std::string const& place) {
  auto const from = model::Date::parse(text_at(&row, "from").value_or("")),
             to = model::Date::parse(text_at(&row, "to").value_or(""));
  Json const* const certified = member(&row, "certified");
  if (!from || !to || !certified || items_at(&map_.root(), "units").empty()) return;
  auto const certificate = certified_in(row);
  Sum sum;
  sum.week = certificate.week;
  for (auto const& [unit, text] : certificate.amounts)
    if (auto const amount = amount_of(text)) sum.parts.push_back({unit, *amount, {}});
  if (sum.parts.empty()) return;
  Rational const span(std::int64_t{to->number()} - from->number() + 1);
  auto const [least, most] = days_spanned(map_, sum);
  if (most < span)
    findings_.add(Code::sum_is_smaller, place,
                  fmt::format("at most {} days are certified, and the dates span {}",
                              most.ceiling().to_string(), span.to_string()));
  if (least > span)
    findings_.add(Code::sum_is_larger, place,
                  fmt::format("at least {} days are certified, and the dates span {}",
                              least.floor().to_string(), span.to_string()));
}

bool TableImport::settle_days(Json& row, std::string const& place, bool bad_from, bool bad_to) {
  auto const from = text_at(&row, "from"), to = text_at(&row, "to");
  if (!from && !to && !bad_from && !bad_to && member(&row, "certified")) {
    if (!member(&row, "undated")) put(row, "undated", truth_of(true));
    return true;
  }
  if (from && to && *to < *from) {
    findings_.add(Code::out_of_order, place,
                  fmt::format("the period is to end on {}, before it begins on {}", *to, *from));
    for (auto& one : std::get<Json::Members>(row.content))
      if (one.key == "from" || one.key == "to")
        one.value = unknown_because("the table states an end before the beginning");
    return false;
  }
  if (!from) {
    if (!bad_from) findings_.add(Code::no_beginning, place, "the line does not say when the period begins");
    put(row, "from",
        unknown_because(bad_from ? "the table states a day that cannot be" : "the table does not say it"));
  }
  if (!to && bad_to) put(row, "to", unknown_because("the table states a day that cannot be"));
  if (!to && !bad_to) {
    Json open = object();
    put(open, "open", text_of("the table states no end"));
    put(row, "to", std::move(open));
    findings_.add(Code::open_period, place,
                  "the line does not say when the period ended; it is taken to go on");
  }
  if (to && options_.on && *to > options_.on->to_string())
    findings_.add(Code::future_end, place,
                  fmt::format("the period ends on {}, after {}", *to, options_.on->to_string()));
  compare(row, place);
  return true;
}

void TableImport::read_line(Line const& line, Json& rows, Json& document) {
  auto const place = fmt::format("line {}", line.number);
  ++row_;
  Json told = object();  // what the row of the document remembers
  Json kept = object(), as_written = object();
  put(told, "line", number_of(line.number));
  if (!line.whole) {
    Json fields = list();
    for (auto const& field : line.fields) std::get<Json::Items>(fields.content).push_back(text_of(field));
    put(told, "fields", std::move(fields));
    std::get<Json::Items>(rows.content).push_back(std::move(told));
    return;
  }
  Json row = object();
  bool counted = true, settled = true, bad_from = false, bad_to = false;
  std::string id;
  std::vector<bool> taken(line.fields.size(), false);
  for (auto const& entry : entries_) {
    std::string_view field;
    std::size_t column = line.fields.size();
    if (auto const found = columns_.find(entry.column); !entry.column.empty() && found != columns_.end()) {
      column = found->second;
      field = trimmed_field(line.fields[column]);
    }
    auto cell = read_cell(*entry.entry, field);
    if (cell.kind == Cell::Kind::bad) {
      bool const day = entry.name == "from" || entry.name == "to";
      findings_.add(day ? Code::bad_day : Code::bad_cell, place_of(line, entry), cell.trouble);
      settled &= entry.of != Entry::Of::counted;  // whether it counts is not to be guessed
      bad_from |= entry.name == "from";
      bad_to |= entry.name == "to";
      continue;
    }
    if (column < line.fields.size() && cell.kind == Cell::Kind::value) {
      auto const again = write_cell(*entry.entry, cell.value);
      if (!again || *again != line.fields[column]) {
        Json one = object();
        put(one, "read", cell.value);
        put(one, "value", text_of(line.fields[column]));
        put(as_written, entry.column, std::move(one));
      }
      taken[column] = true;
    }
    if (cell.kind == Cell::Kind::nothing) {
      bool const of_all =
          entry.of == Entry::Of::fact || entry.of == Entry::Of::document || entry.name == "id";
      if (of_all && column < line.fields.size() && line.fields[column].empty())
        put(kept, entry.column, text_of(""));
      continue;
    }
    switch (entry.of) {
      case Entry::Of::period:
        if (entry.name == "id" && cell.value.kind() == Json::Kind::string)
          id = cell.value.string();
        else
          put_at(row, entry.name, std::move(cell.value));
        break;
      case Entry::Of::fact:
      case Entry::Of::document: {
        // What an earlier line says otherwise of the whole is kept with this line.
        auto const& first = first_.emplace(entry.column + '\n' + entry.name, cell.value);
        if (!equal(first.first->second, cell.value) && column < taken.size()) taken[column] = false;
        if (entry.of == Entry::Of::fact && first.second) put_at(document, "person/" + entry.name, cell.value);
        if (entry.of == Entry::Of::fact)
          maker_.fact(entry.name, std::move(cell.value), place_of(line, entry));
        else if (first.second)
          put_at(document, entry.name, std::move(cell.value));
        else if (column < taken.size() && !taken[column])
          findings_.add(Code::kept, place_of(line, entry),
                        "an earlier line says something else of the document; it is kept");
        break;
      }
      case Entry::Of::counted:
        counted = cell.value.kind() != Json::Kind::truth || cell.value.truth();
        break;
    }
  }
  auto const state = text_at(&row, "state");
  bool const named = state && state->size() == 2 &&
                     std::all_of(state->begin(), state->end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!named || !settled) {
    if (!named)
      findings_.add(Code::no_state, place,
                    "the line names no State by two capital letters; it is not among the periods");
    Json fields = list();
    for (auto const& field : line.fields) std::get<Json::Items>(fields.content).push_back(text_of(field));
    put(told, "fields", std::move(fields));
    std::get<Json::Items>(rows.content).push_back(std::move(told));
    return;
  }
  auto const release = [&](std::string_view name) {
    for (auto const& entry : entries_) {
      auto const found = columns_.find(entry.column);
      if (entry.of == Entry::Of::period && entry.name.starts_with(name) && found != columns_.end())
        taken[found->second] = false;
    }
  };
  if (!settle_certified(row, place)) release("certified/");
  if (!settle_days(row, place, bad_from, bad_to)) {
    release("from");
    release("to");
  }
  for (std::size_t n = 0; n < line.fields.size(); ++n) {
    if (taken[n] || line.fields[n].empty()) continue;
    put(kept, trimmed_field(table_.head[n]), text_of(line.fields[n]));
  }
  if (!seen_.insert(written(row) + written(kept)).second)
    findings_.add(Code::repeated_row, place, "the line says what an earlier line says; both are kept");
  if (id.empty()) id = fmt::format("d{}-{}", number_, row_);
  if (!ids_.insert(id).second) {  // the case needs one for each
    findings_.add(Code::repeated_row, place,
                  fmt::format("an earlier line has the id `{}`, too; another is given", id));
    auto const again = fmt::format("{} (line {})", id, line.number);
    for (auto const& entry : entries_) {
      if (entry.of != Entry::Of::period || entry.name != "id" || entry.column.empty()) continue;
      put(kept, entry.column, text_of(id));
    }
    id = again;
    ids_.insert(id);
  }
  Json whole = object();
  put(whole, "id", text_of(id));
  for (auto& one : std::get<Json::Members>(row.content)) put(whole, one.key, std::move(one.value));
  if (!counted)
    findings_.add(Code::not_counted, place, "the period does not count; it stands in `not_counted`");
  put(told, "id", text_of(id));
  put(told, "counted", truth_of(counted));
  if (!as_written.members().empty()) put(told, "as_written", std::move(as_written));
  if (!kept.members().empty()) put(told, "kept", std::move(kept));
  std::get<Json::Items>(rows.content).push_back(std::move(told));
  maker_.period(std::move(whole), counted);
}

void TableImport::read(std::string const& hash) {
  number_ = maker_.next_document();
  Json document = object();
  put(document, "form", text_of(map_.form()));
  put(document, "sha256", text_of(hash));
  if (table_.mark) put(document, "mark", truth_of(true));
  put(document, "separator", text_of(std::string(1, table_.separator)));
  Json head = list();
  for (auto const& name : table_.head) std::get<Json::Items>(head.content).push_back(text_of(name));
  put(document, "head", std::move(head));
  if (!find_columns()) return;
  for (auto const& name : table_.head) {
    auto const trimmed = trimmed_field(name);
    if (std::none_of(entries_.begin(), entries_.end(),
                     [&](auto const& entry) { return entry.column == trimmed; }))
      findings_.add(Code::kept, fmt::format("column {}", trimmed),
                    "the map has no entry for this column; its fields are kept");
  }
  Json rows = list();
  for (auto const& line : table_.lines) read_line(line, rows, document);
  put(document, "rows", std::move(rows));
  maker_.document(std::move(document));
}

}  // namespace

std::vector<Entry> entries_of(Map const& map) {
  std::vector<Entry> all;
  auto const add = [&](Entry::Of of, std::string name, Json const& entry) {
    all.push_back({of, std::move(name), &entry, text_at(&entry, "column").value_or("")});
  };
  auto const section = [&](char const* key, Entry::Of of) {
    Json const* const found = member(&map.root(), key);
    if (!found || found->kind() != Json::Kind::object) return;
    for (auto const& one : found->members())
      if (one.value.kind() == Json::Kind::object) add(of, one.key, one.value);
  };
  section("period", Entry::Of::period);
  section("facts", Entry::Of::fact);
  section("document", Entry::Of::document);
  if (Json const* const counted = member(&map.root(), "counted"))
    add(Entry::Of::counted, "counted", *counted);
  return all;
}

void read(Map const& map, Source const& source, ImportOptions const& options, Findings& findings,
          CaseMaker& maker) {
  findings.of_file(source.name);
  auto const separator = text_at(&map.root(), "separator").value_or("");
  auto const table = read_table(source, separator.empty() ? '\0' : separator.front(), findings);
  if (table.head.empty()) {
    findings.add(Code::another_document, "", "the table has no head: its first line names the columns");
    return;
  }
  TableImport(map, table, options, findings, maker).read(core::sha256(source.text));
}

}  // namespace convenio::exchange::table
