// See lines.hpp.
#include "engine/api/lines.hpp"

#include <algorithm>

#include "engine/render/json.hpp"
#include "engine/render/table.hpp"

namespace convenio::api {

using fast::Reg;
using fast::there;
using render::Field;
using Kind = core::Type::Kind;

namespace {

constexpr std::string_view mark = "@value@";         // stands for a value while a piece is made
constexpr std::string_view begin = R"({"case":"")";  // of a document, without the name of the case
constexpr std::size_t most_outcomes = 1'000;         // of more, the evaluator measures what it says
constexpr std::size_t most_alike = 100;              // pieces of one award for the same arguments

// Nothing that a case could say would change it.
bool is_closed(run::Status status) {
  return status != run::Status::undetermined && status != run::Status::at_least;
}

// Stands for itself in JSON and in a table.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char one) {
    return one >= 0x20 && one < 0x7f && one != '"' && one != '\\' && one != ',';
  });
}

// Of a document what stands between so much before and after; the line end after it is not there yet.
std::string within(std::string const& document, std::size_t before, std::size_t after) {
  before += begin.size();
  return document.substr(before, document.size() + 1 - before - after);
}

// Every argument is known when code is made.
bool is_known(fast::Known const& arguments) {
  return std::all_of(arguments.begin(), arguments.end(), [](auto const& one) { return one.has_value(); });
}

}  // namespace

Lines::Lines(fast::Machine& machine, render::Fields const& fields, bool table)
    : machine_(machine),
      program_(machine.program),
      fields_(fields),
      table_(table),
      of_reasons_(fields.has(Field::reasons) || fields.has(Field::needed)),
      of_open_(fields.has(Field::open) || fields.has(Field::needed)) {
  of_awards_ = table;
  of_answers_ = false;
  if (table) return;
  std::string const empty = rendered({});
  constexpr std::string_view awards = R"("awards":[)", answers = R"("answers":[)";
  auto const at_awards = empty.find(awards), at_answers = empty.find(answers);
  of_awards_ = at_awards != empty.npos;
  of_answers_ = at_answers != empty.npos;
  auto const first = of_awards_ ? at_awards + awards.size() : begin.size();
  auto const second = of_answers_ ? at_answers + answers.size() : first;
  head_ = empty.substr(begin.size(), first - begin.size());
  between_ = empty.substr(first, second - first);
  tail_ = empty.substr(second) + "\n";
}

std::string Lines::rendered(run::Decision const& decision) const {
  if (table_) return render::table_rows(program_, decision, fields_);
  render::JsonOptions options;
  options.fields = &fields_;
  return render::to_json(program_, decision, options);
}

bool Lines::of_one_text(core::TypeId type) const {
  auto const kind = program_.types[type].kind;
  return kind == Kind::money || kind == Kind::whole || kind == Kind::ratio || kind == Kind::quantity ||
         kind == Kind::date || kind == Kind::state || kind == Kind::enumeration;
}

// Whether more awards or answers could arise, or what keeps them from it is told.
bool Lines::may_list_more(Reg missing) const {
  if (there(missing)) return false;
  return of_open_ || of_reasons_ || machine_.absent.status(missing) == run::Status::undetermined;
}

bool Lines::says_why(Reg missing) const {
  return of_reasons_ && !there(missing) && !machine_.absent.blockers(missing).empty();
}

// `text` is a document with one award or answer, or a row.
void Lines::split(std::string const& text, Piece& piece, Pieces& pieces) const {
  auto const at = text.find(mark);
  piece.before = text.substr(0, at);
  if (at == text.npos) return;
  piece.with_value = true;
  piece.after = text.substr(at + mark.size());
  pieces.usable = pieces.usable && piece.after.find(mark) == std::string::npos;
}

Lines::Piece const* Lines::piece(fast::AwardOutcome const& outcome) {
  auto const& cell = *outcome.cell;
  if (awards_.size() <= cell.number) awards_.resize(cell.number + 1);
  auto& pieces = awards_[cell.number];
  for (auto const& one : pieces.all) {
    if (one.status == outcome.status && one.route == outcome.route && one.payments == outcome.payments &&
        one.clauses == outcome.clauses)
      return pieces.usable ? &one : nullptr;
  }
  auto const& declared = program_.awards[cell.award];
  pieces.usable =
      pieces.usable && pieces.all.size() < most_alike && is_known(cell.known) && of_one_text(declared.type);
  if (!pieces.usable) return nullptr;
  Piece made{outcome.status, outcome.route, outcome.payments, {}, outcome.clauses, {}, {}, false, {}};
  run::Decision decision;
  decision.awards.push_back(machine_.written(outcome));
  auto& award = decision.awards.front();
  made.type = core::type_for(program_, declared.type, award.arguments);
  if (outcome.status == run::Status::granted) award.value = {std::string(mark)};
  std::string text = rendered(decision);
  if (!table_) text = within(text, head_.size(), between_.size() + tail_.size());
  split(text, made, pieces);
  return pieces.usable ? &pieces.all.emplace_back(std::move(made)) : nullptr;
}

Lines::Piece const* Lines::piece(fast::AnswerOutcome const& outcome) {
  auto const& cell = *outcome.cell;
  if (answers_.size() <= cell.number) answers_.resize(cell.number + 1);
  auto& pieces = answers_[cell.number];
  auto const& declared = program_.questions[cell.question];
  bool const truth = program_.types[declared.type].kind == Kind::truth;
  Reg const value = truth && outcome.status == run::Status::granted ? outcome.value : Reg{};
  for (auto const& one : pieces.all) {
    if (one.status == outcome.status && one.value == value) return pieces.usable ? &one : nullptr;
  }
  pieces.usable = pieces.usable && pieces.all.size() < most_alike && is_known(cell.known) &&
                  (truth || of_one_text(declared.type));
  if (!pieces.usable) return nullptr;
  Piece made{outcome.status, model::none, {}, value, {}, {}, {}, false, {}};
  run::Decision decision;
  decision.answers.push_back(machine_.written(outcome));
  auto& answer = decision.answers.front();
  made.type = core::type_for(program_, declared.type, answer.arguments);
  if (outcome.status == run::Status::granted && !truth) answer.value = {std::string(mark)};
  std::string const text = rendered(decision);
  split(within(text, head_.size() + between_.size(), tail_.size()), made, pieces);
  return pieces.usable ? &pieces.all.emplace_back(std::move(made)) : nullptr;
}

bool Lines::add_value(Reg value, core::TypeId type, core::TypeId written_as) {
  auto const text = core::to_string(program_, machine_.box(value, type), written_as);
  out_ += text;
  return is_plain(text);
}

bool Lines::add(Piece const& piece, Reg value, core::TypeId type) {
  out_ += piece.before;
  if (!piece.with_value) return true;
  if (!add_value(value, type, piece.type)) return false;
  out_ += piece.after;
  return true;
}

std::string const* Lines::write(fast::Outcomes const& outcomes, std::string_view case_id) {
  try {
    return put_together(outcomes, case_id) ? &out_ : nullptr;
  } catch (fast::Leave const&) {
    return nullptr;
  }
}

bool Lines::put_together(fast::Outcomes const& outcomes, std::string_view case_id) {
  if (!is_plain(case_id) || may_list_more(outcomes.missing)) return false;
  if (outcomes.awards.size() + outcomes.answers.size() > most_outcomes) return false;
  bool const settled =
      std::all_of(outcomes.awards.begin(), outcomes.awards.end(),
                  [&](auto const& one) { return is_closed(one.status) && !says_why(one.missing); }) &&
      ((!of_answers_ && !of_reasons_) ||
       std::all_of(outcomes.answers.begin(), outcomes.answers.end(),
                   [&](auto const& one) { return is_closed(one.status) && there(one.missing); }));
  if (!settled) return false;
  out_.clear();
  if (!table_) out_.append(R"({"case":")").append(case_id).append("\"").append(head_);
  bool first = true;
  for (auto const& one : outcomes.awards) {
    if (!of_awards_) break;
    if (table_)
      out_ += case_id;
    else if (!std::exchange(first, false))
      out_ += ',';
    auto const* found = piece(one);
    if (!found || !add(*found, one.value, program_.awards[one.cell->award].type)) return false;
  }
  if (table_) return !outcomes.awards.empty();
  out_ += between_;
  first = true;
  for (auto const& one : outcomes.answers) {
    if (!of_answers_) break;
    if (!std::exchange(first, false)) out_ += ',';
    auto const* found = piece(one);
    if (!found || !add(*found, one.value, program_.questions[one.cell->question].type)) return false;
  }
  out_ += tail_;
  return true;
}

}  // namespace convenio::api
