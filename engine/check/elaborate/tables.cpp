// Parameters and tables: keys and values of their rows.
// Knows keys as constants; gaps and overlaps are in validity.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "engine/check/declare/containers.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/elaborate/validity.hpp"
#include "engine/check/phases.hpp"

namespace convenio::check {

namespace {

model::Value not_there() {
  return model::absent({model::Blocker::Kind::undefined_text, "reported by the checker", ""});
}

class Table {
 public:
  Table(Workspace& ws, std::size_t index) : ws_(ws), index_(index), info_(ws.tables[index]) {}
  void lower();

 private:
  core::Key key(syntax::Key const& written, std::size_t at, Span row);
  model::Value bound(syntax::ExprPtr const& written, std::size_t key, Span row);
  Span type_of_key(std::size_t key) const;
  core::Row row(syntax::Row const& written);
  void value(syntax::Expr const& written, core::Row& row);
  void distrust_head();
  syntax::OfRows const& said() const { return info_.parameter ? info_.parameter->said : info_.table->said; }
  bool keyed_by_day();
  core::Table& table() { return ws_.program.tables[index_]; }

  Workspace& ws_;
  std::size_t index_;
  TableInfo const& info_;
};

// Where the type of a key stands; nowhere for the dates of a parameter.
Span Table::type_of_key(std::size_t key) const {
  bool const stands = info_.table && key < info_.table->keys.size() && info_.table->keys[key].type;
  return stands ? info_.table->keys[key].type->span : Span{};
}

model::Value Table::bound(syntax::ExprPtr const& written, std::size_t key, Span row) {
  if (!written) return not_there();
  Lowering lowering(ws_, info_.site, Purpose::row);
  TypeId const type = table().keys[key].type;
  ExprId const id = lowering.require(*written, type, "the key", {}, type_of_key(key));
  if (ws_.program.expressions[id].type == poison) return not_there();
  if (auto value = constant_of(ws_.program, id)) return std::move(*value);
  ws_.diagnostics.error(Code::not_constant, written->span, "the key of a row must be a plain value")
      .places.push_back({row, "in this row"});
  return not_there();
}

core::Key Table::key(syntax::Key const& written, std::size_t at, Span row) {
  core::Key key;
  TypeId const type = table().keys[at].type;
  key.kind = written.kind;
  if (key.kind == core::Key::Kind::any) return key;
  bool const two = key.kind == core::Key::Kind::range || key.kind == core::Key::Kind::range_below;
  if (key.kind != core::Key::Kind::value && !special(type) && !is_ordered(ws_.program, type)) {
    auto& told = ws_.diagnostics.error(
        Code::wrong_operands, written.span,
        fmt::format("values of {} have no order, so a row names each of them", type_name(ws_, type)));
    if (info_.table) told.places.push_back({type_of_key(at), "declared here"});
    key.low = key.high = not_there();
    return key;
  }
  if (two) {
    key.low = bound(written.low, at, row);
    key.high = bound(written.high, at, row);
  } else {  // one bound stands in both, whichever end it is
    key.low = bound(written.low ? written.low : written.high, at, row);
    key.high = key.low;
  }
  return key;
}

void Table::value(syntax::Expr const& written, core::Row& row) {
  if (auto const* lacking = std::get_if<syntax::NotEncoded>(&written.node)) {
    row.gap = lacking->reason.value;
    return;
  }
  if (auto const* unknown = std::get_if<syntax::Unknown>(&written.node)) {
    ws_.diagnostics
        .error(Code::not_constant, written.span,
               "what these files lack is not encoded; unknown is what a case lacks",
               unknown->reason ? "write `not encoded`" : "write `not encoded`, and why in quotes")
        .fix = text::Fix{{written.span.source, written.span.begin,
                          unknown->reason ? unknown->reason->span.begin : written.span.end},
                         unknown->reason ? "not encoded " : "not encoded \"The value is in no source.\""};
    return;
  }
  // `money of S` is money of the state that the row names.
  std::vector<Holder> holders;
  for (std::size_t k = 0; k < table().keys.size(); ++k) {
    Holder holder{Holder::Kind::local, static_cast<std::uint32_t>(k)};
    bool const one = k < row.keys.size() && row.keys[k].kind == core::Key::Kind::value;
    auto const* state = one ? std::get_if<model::StateRef>(&row.keys[k].low.content) : nullptr;
    if (state && !ws_.program.states[state->id].currencies.empty()) {
      holder = {Holder::Kind::state, state->id};
    }
    holders.push_back(holder);
  }
  TypeId const wanted = substitute(ws_.program, table().type, holders);
  Lowering lowering(ws_, info_.site, Purpose::row);
  row.value = lowering.require(written, wanted,
                               info_.parameter ? "the value of this parameter" : "the value of this row", {},
                               info_.parameter ? info_.parameter->type.span : info_.table->type.span);
}

core::Row Table::row(syntax::Row const& written) {
  core::Row row;
  row.span = written.span;
  row.confidence = confidence_text(ws_, written.provenance.confidence);
  row.source = text_or_empty(written.provenance.source);
  row.note = text_or_empty(written.provenance.note);
  auto const keys = table().keys;
  if (written.keys.size() != keys.size()) {
    ws_.diagnostics
        .error(Code::wrong_arguments, written.span,
               fmt::format("this row has {} key{}, but {} has {}", written.keys.size(),
                           written.keys.size() == 1 ? "" : "s", quoted(table().name), keys.size()))
        .places.push_back({table().span, "declared here"});
  } else {
    for (std::size_t k = 0; k < keys.size(); ++k) row.keys.push_back(key(written.keys[k], k, written.span));
  }
  if (written.value) value(*written.value, row);
  row.enacted = to_date(written.enacted);
  if (row.enacted) check_enacted(ws_, written.span);
  row.known_to = to_date(written.known_to ? written.known_to : said().known_to);
  row.checked = text_or_empty(written.checked ? written.checked : said().checked);
  if (row.known_to && !keyed_by_day()) {
    ws_.diagnostics.error(Code::no_governing_date, written.span,
                          fmt::format("a horizon is a day, and no key of {} is a date", quoted(table().name)),
                          "leave `known to` out; a key without a row is not encoded");
  }
  return row;
}

bool Table::keyed_by_day() {
  auto const& keys = table().keys;
  return std::any_of(keys.begin(), keys.end(), [&](core::Parameter const& key) {
    return special(key.type) || ws_.program.types[key.type].kind == TypeKind::date;
  });
}

void Table::lower() {
  auto const* parameter = info_.parameter;
  if (parameter && parameter->constant) {
    core::Row row;
    row.span = parameter->constant->span;
    row.known_to = to_date(parameter->said.known_to);
    row.checked = text_or_empty(parameter->said.checked);
    if (info_.dated) row.keys.push_back({core::Key::Kind::any, {}, {}});
    value(*parameter->constant, row);
    table().rows.push_back(std::move(row));
    distrust_head();
    return;
  }
  std::vector<Span> spans;
  for (auto const& written : parameter ? parameter->rows : info_.table->rows) {
    auto one = row(written);
    table().rows.push_back(std::move(one));
    spans.push_back(written.span);
  }
  distrust_head();
  check_rows(ws_, table(), spans);
}

// A head that no row fits is more likely wrong than all rows: what uses the table is not measured by it.
void Table::distrust_head() {
  auto const& rows = table().rows;
  if (rows.empty()) return;
  bool const keyed = !table().keys.empty();
  if (keyed && std::all_of(rows.begin(), rows.end(), [](core::Row const& row) { return row.keys.empty(); })) {
    ws_.damaged.push_back({table().span.source, table().span.begin, rows.back().span.end});
  }
  auto const wrong_value = [&](core::Row const& row) {
    return row.value != none && ws_.program.expressions[row.value].type == poison;
  };
  if (std::all_of(rows.begin(), rows.end(), wrong_value)) table().type = poison;
  for (std::size_t k = 0; k < table().keys.size(); ++k) {
    auto const wrong_key = [&](core::Row const& row) {
      return k < row.keys.size() && row.keys[k].kind != core::Key::Kind::any && row.keys[k].low.absent();
    };
    if (std::all_of(rows.begin(), rows.end(), wrong_key)) table().keys[k].type = poison;
  }
}

}  // namespace

void lower_tables(Workspace& ws) {
  for (std::size_t i = 0; i < ws.tables.size(); ++i) Table(ws, i).lower();
}

}  // namespace convenio::check
