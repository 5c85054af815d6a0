// Parameters and tables: keys and values of their rows.
// Knows keys as constants; gaps and overlaps are in validity.cpp.
#include <fmt/format.h>

#include "engine/check/containers.hpp"
#include "engine/check/lower.hpp"
#include "engine/check/names.hpp"
#include "engine/check/questions.hpp"
#include "engine/check/validity.hpp"

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
  core::Key key(syntax::Key const& written, TypeId type, Span row);
  model::Value bound(syntax::ExprPtr const& written, TypeId type, Span row);
  core::Row row(syntax::Row const& written);
  void value(syntax::Expr const& written, core::Row& row);
  core::Table& table() { return ws_.program.tables[index_]; }

  Workspace& ws_;
  std::size_t index_;
  TableInfo const& info_;
};

model::Value Table::bound(syntax::ExprPtr const& written, TypeId type, Span row) {
  if (!written) return not_there();
  Lowering lowering(ws_, info_.site, Purpose::row);
  ExprId const id = lowering.require(*written, type, "the key");
  if (ws_.program.expressions[id].type == poison) return not_there();
  if (auto value = constant_of(ws_.program, id)) return std::move(*value);
  ws_.diagnostics.error(Code::not_constant, written->span, "the key of a row must be a plain value")
      .places.push_back({row, "in this row"});
  return not_there();
}

core::Key Table::key(syntax::Key const& written, TypeId type, Span row) {
  core::Key key;
  switch (written.kind) {
    case syntax::Key::Kind::value:
      key.kind = core::Key::Kind::value;
      break;
    case syntax::Key::Kind::range:
      key.kind = core::Key::Kind::range;
      break;
    case syntax::Key::Kind::range_below:
      key.kind = core::Key::Kind::range_below;
      break;
    case syntax::Key::Kind::from:
      key.kind = core::Key::Kind::from;
      break;
    case syntax::Key::Kind::until:
      key.kind = core::Key::Kind::until;
      break;
    case syntax::Key::Kind::below:
      key.kind = core::Key::Kind::below;
      break;
    case syntax::Key::Kind::any:
      key.kind = core::Key::Kind::any;
      return key;
  }
  bool const two = key.kind == core::Key::Kind::range || key.kind == core::Key::Kind::range_below;
  if (key.kind != core::Key::Kind::value && !special(type) && !is_ordered(ws_.program, type)) {
    ws_.diagnostics.error(
        Code::wrong_operands, written.span,
        fmt::format("values of {} have no order, so a row names each of them", type_name(ws_, type)));
    key.low = key.high = not_there();
    return key;
  }
  if (two) {
    key.low = bound(written.low, type, row);
    key.high = bound(written.high, type, row);
  } else {  // one bound stands in both, whichever end it is
    key.low = bound(written.low ? written.low : written.high, type, row);
    key.high = key.low;
  }
  return key;
}

void Table::value(syntax::Expr const& written, core::Row& row) {
  if (auto const* unknown = std::get_if<syntax::Unknown>(&written.node)) {
    row.gap = unknown->reason ? unknown->reason->value : "the value is not known";
    return;
  }
  // `money of S` is money of the state that the row names.
  std::vector<Holder> holders;
  for (std::size_t k = 0; k < table().keys.size(); ++k) {
    Holder holder{Holder::Kind::local, static_cast<std::uint32_t>(k)};
    bool const one = k < row.keys.size() && row.keys[k].kind == core::Key::Kind::value;
    auto const* state = one ? std::get_if<model::StateRef>(&row.keys[k].low.content) : nullptr;
    if (state && !ws_.program.states[state->id].currencies.empty()) {
      holder = {Holder::Kind::currency, ws_.program.states[state->id].currencies.front()};
    }
    holders.push_back(holder);
  }
  TypeId const wanted = substitute(ws_.program, table().type, holders);
  Lowering lowering(ws_, info_.site, Purpose::row);
  row.value = lowering.require(written, wanted,
                               info_.parameter ? "the value of this parameter" : "the value of this row");
}

core::Row Table::row(syntax::Row const& written) {
  core::Row row;
  row.span = written.span;
  row.confidence = confidence_text(ws_, written.provenance.confidence);
  row.source = text_or_empty(written.provenance.source);
  row.note = text_or_empty(written.provenance.note);
  auto const keys = table().keys;
  if (written.keys.size() != keys.size()) {
    ws_.diagnostics.error(
        Code::wrong_arguments, written.span,
        fmt::format("this row has {} key{}, but {} has {}", written.keys.size(),
                    written.keys.size() == 1 ? "" : "s", quoted(table().name), keys.size()));
  }
  for (std::size_t k = 0; k < written.keys.size() && k < keys.size(); ++k) {
    row.keys.push_back(key(written.keys[k], keys[k].type, written.span));
  }
  if (written.value) value(*written.value, row);
  return row;
}

void Table::lower() {
  auto const* parameter = info_.parameter;
  if (parameter && parameter->constant) {
    core::Row row;
    row.span = parameter->constant->span;
    value(*parameter->constant, row);
    table().rows.push_back(std::move(row));
    return;
  }
  std::vector<Span> spans;
  for (auto const& written : parameter ? parameter->rows : info_.table->rows) {
    auto one = row(written);
    table().rows.push_back(std::move(one));
    spans.push_back(written.span);
  }
  check_rows(ws_, table(), spans);
}

}  // namespace

void lower_tables(Workspace& ws) {
  for (std::size_t i = 0; i < ws.tables.size(); ++i) Table(ws, i).lower();
}

}  // namespace convenio::check
