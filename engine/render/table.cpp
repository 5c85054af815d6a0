// See table.hpp.
#include "engine/render/table.hpp"

#include <string_view>

#include "engine/render/reasons.hpp"
#include "engine/render/words.hpp"
#include "grammar/text/csv.hpp"

namespace convenio::render {

namespace {

constexpr std::string_view between = "; ";  // of several in one cell

void add_cell(std::string& row, std::string_view text) {
  row += ',';
  text::add_csv_field(row, text);
}

std::string begun(std::string const& case_id) {
  std::string row;
  add_cell(row, case_id);
  return row.substr(1);
}

void add_to_list(std::string& list, std::string_view one) {
  if (!list.empty()) list += between;
  list += one;
}

std::string cell(core::Program const& program, run::Awarded const& one, Field field) {
  auto const& declared = program.awards[one.award];
  std::string list;
  switch (field) {
    case Field::award:
      return declared.name;
    case Field::label:
      return one.label;
    case Field::title:
      return declared.title;
    case Field::arguments:
      for (std::size_t n = 0; n < one.arguments.size(); ++n)
        add_to_list(
            list, core::to_string(program, one.arguments[n], element_type(program, declared.generators[n])));
      return list;
    case Field::status:
      return run::name(one.status);
    case Field::amount:
      if (one.value.absent()) return {};
      return core::to_string(program, one.value, core::type_for(program, declared.type, one.arguments));
    case Field::payments_a_year:
      if (one.payments.absent()) return {};
      return one.payments.as<model::Rational>().to_string();
    case Field::route:
      return one.route < declared.routes.size() ? declared.routes[one.route].name : std::string{};
    case Field::reasons:
      for (auto const& reason : group(program, one.blockers)) add_to_list(list, reason.subject);
      return list;
    case Field::particulars:
    case Field::chosen_by:
    case Field::roundings:
    case Field::same_for:
    case Field::also_by:
    case Field::narrowed:
    case Field::bounds:
    case Field::routes:
    case Field::identity:
    case Field::answers:
    case Field::needed:
    case Field::open:
    case Field::supplied:
    case Field::defaults:
    case Field::interpretations:
    case Field::contradictions:
    case Field::unverified:
    case Field::unchecked:
    case Field::texts:
    case Field::unused_facts:
    case Field::notices:
    case Field::steps:
      break;  // no cell of a table
  }
  return {};
}

}  // namespace

std::string table_head(Fields const& fields) {
  std::string head = begun("case");
  for (auto const field : fields.in_order())
    add_cell(head, all_fields()[static_cast<std::size_t>(field)].name);
  return head + "\r\n";
}

std::string table_rows(core::Program const& program, run::Decision const& decision, Fields const& fields) {
  std::string rows;
  for (auto const& award : decision.awards) {
    std::string row = begun(decision.case_id);
    for (auto const field : fields.in_order()) add_cell(row, cell(program, award, field));
    rows += row + "\r\n";
  }
  if (!decision.awards.empty()) return rows;
  rows = begun(decision.case_id);
  for (std::size_t n = 0; n < fields.in_order().size(); ++n) add_cell(rows, "");
  return rows + "\r\n";
}

std::string table_row(std::string const& case_id, std::string const& fault, Fields const& fields) {
  std::string row = begun(case_id);
  for (auto const field : fields.in_order())
    add_cell(row, field == Field::status ? "error" : field == Field::reasons ? fault : "");
  return row + "\r\n";
}

}  // namespace convenio::render
