// See brief.hpp.
#include "engine/api/brief.hpp"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/api/lines.hpp"
#include "engine/cases/quick_read.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/fast/machine.hpp"
#include "engine/render/json.hpp"
#include "engine/render/table.hpp"

namespace convenio::api {

using render::FieldInfo;

struct Brief::Inside {
  explicit Inside(core::Program const& program) : names(program), quick(program, names) {}
  cases::FactNames names;
  cases::QuickReader quick;
  std::optional<fast::Machine> machine;  // none: the reference decides all
  std::optional<Lines> lines;            // of the machine
};

namespace {

bool is_settled(run::Status status) {
  return status == run::Status::granted || status == run::Status::refused ||
         status == run::Status::not_applicable;
}

// Without the State or the period that it is asked for, so that cases can be counted together.
std::string subject_of(model::Blocker const& blocker) {
  if (!render::asks_for_a_fact(blocker.kind)) return blocker.subject;
  return blocker.subject.substr(0, blocker.subject.find_first_of("([."));
}

}  // namespace

void Tally::add(run::Decision const& decision) {
  for (auto const& award : decision.awards) add(award.status, award.blockers);
}

void Tally::add(run::Status status, std::vector<model::Blocker> const& blockers) {
  ++awards[status];
  if (is_settled(status)) return;
  std::set<std::string> met;
  for (auto const& blocker : blockers) met.insert(subject_of(blocker));
  for (auto const& subject : met) ++reasons[{status, subject}];
}

void Tally::add(Tally const& other) {
  cases += other.cases;
  bad += other.bad;
  fast += other.fast;
  from_pieces += other.from_pieces;
  for (auto const& [status, count] : other.awards) awards[status] += count;
  for (auto const& [reason, count] : other.reasons) reasons[reason] += count;
  for (auto const& [why, count] : other.left) left[why] += count;
}

Brief::Brief(Rules const& rules, render::Fields fields, bool table, Evaluators evaluators)
    : rules_(rules),
      fields_(std::move(fields)),
      table_(table),
      inside_(std::make_unique<Inside>(rules.inside().program)) {
  bool const enough = fields_.from() == FieldInfo::From::outcome;
  if (!rules.ok() || !enough || evaluators == Evaluators::reference) return;
  inside_->machine.emplace(rules.inside().program);
  inside_->lines.emplace(*inside_->machine, fields_, table_);
}

Brief::~Brief() = default;

std::string Brief::head() const { return table_ ? render::table_head(fields_) : std::string{}; }

std::string Brief::written(run::Decision const& decision) {
  tally_.add(decision);
  auto const& program = rules_.inside().program;
  if (table_) return render::table_rows(program, decision, fields_);
  render::JsonOptions options;
  options.fields = &fields_;
  return render::to_json(program, decision, options) + "\n";
}

std::string Brief::refuse(Decision const& refused, std::size_t line) {
  ++tally_.cases;
  ++tally_.bad;
  if (!table_) return to_json(refused, {false, false, line}) + "\n";
  return render::table_row(refused.case_id(), fmt::format("line {}: {}", line, refused.outcome().sentence),
                           fields_);
}

std::string Brief::by_reference(cases::Case const& facts, std::size_t line) {
  run::Options options;
  options.explain = fields_.from() == FieldInfo::From::explanation;
  options.particulars = fields_.from() != FieldInfo::From::outcome;
  auto const decision = api::decide(rules_, facts, options);
  if (!decision.ok()) return refuse(decision, line);
  ++tally_.cases;
  return written(decision.inside().decision);
}

std::string Brief::decide(std::string_view case_json, std::size_t line) {
  if (inside_->machine) {
    if (auto const* facts = inside_->quick.read(case_json)) return decide(*facts, line);
  }
  bool const stated = fields_.has(render::Field::identity);
  auto const read = cases::read_case(rules_.inside().program, inside_->names, case_json, {},
                                     stated ? cases::Identity::worked_out : cases::Identity::left_out);
  return read.faults.empty() ? decide(read.facts, line) : refuse(read_case(rules_, case_json), line);
}

std::string Brief::decide(cases::Case const& facts, std::size_t line) {
  if (!inside_->machine) return by_reference(facts, line);
  auto& machine = *inside_->machine;
  auto const* outcomes = machine.evaluate(facts);
  auto const* lines = outcomes ? inside_->lines->write(*outcomes, facts.id) : nullptr;
  auto const decision = outcomes && !lines ? machine.decide_evaluated() : std::nullopt;
  if (!lines && !decision) {
    ++tally_.left[machine.left_because()];
    return by_reference(facts, line);
  }
  ++tally_.cases;
  ++tally_.fast;
  if (!lines) return written(*decision);
  ++tally_.from_pieces;
  for (auto const& one : outcomes->awards)
    tally_.add(one.status,
               is_settled(one.status) ? std::vector<model::Blocker>{} : machine.absent.blockers(one.missing));
  return *lines;
}

}  // namespace convenio::api
