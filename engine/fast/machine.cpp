// The working state of one machine: cells, frames, what a case gives.
// Knows no operator; awards are awards.cpp's.
#include "engine/fast/machine.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/fast/compile.hpp"

namespace convenio::fast {

namespace {

constexpr std::uint64_t most_steps = 1'000'000;  // of the kernels, in one case

}  // namespace

using model::Blocker;
using model::Value;

Machine::Machine(core::Program const& of)
    : program(of),
      stack_(stack_size),
      budget_(std::make_unique<ops::Budget>(most_steps, of.attributes.size())),
      given_(of.facts.size()),
      cells_(of.rules.size()),
      fact_cells_(of.facts.size()),
      award_cells_(of.awards.size()),
      question_cells_(of.questions.size()),
      next_award_cell_(of.awards.size()),
      next_question_cell_(of.questions.size()) {
  Compiler compiler(*this);
  auto const sources = [&](auto const& declared) {
    auto const* asker = compiler.asker(declared.name, {}, declared.citation);
    std::vector<Node const*> all;
    for (auto const& generator : declared.generators) all.push_back(compiler.closed(generator.source, asker));
    return all;
  };
  for (auto const& award : of.awards) award_sources_.push_back(sources(award));
  for (auto const& question : of.questions) question_sources_.push_back(sources(question));
  for (auto const condition : of.impossibles) impossibles_.push_back(&cell(condition, {}));
}

Machine::~Machine() = default;

void Machine::begin(cases::Case const& facts) {
  ++case_number_;
  case_ = &facts;
  arena.clear();
  absent.clear();
  rows_.clear();
  held_.clear();
  boxed_.clear();
  outcomes_.awards.clear();
  outcomes_.routes.clear();
  outcomes_.answers.clear();
  outcomes_.arguments.clear();
  outcomes_.missing = Reg{};
  asked_ = 0;
  chosen_.clear();
  top_ = stack_.data();
  limit_ = top_ + stack_size;
  frame = top_;
  depth_ = 0;
  work_ = 0;
  unanswered_.clear();
  if (budget_->steps() > 0 || budget_->kept().bytes() > 0)
    budget_ = std::make_unique<ops::Budget>(most_steps, program.attributes.size());
  left_because_.clear();
  for (auto const fact : given_facts_) given_[fact].clear();
  given_facts_.clear();
  for (auto const& given : facts.facts) {
    if (given_[given.first.fact].empty()) given_facts_.push_back(given.first.fact);
    given_[given.first.fact].push_back(&given);
  }
}

Reg Machine::because(Blocker::Kind kind, std::string subject, std::string const& asker) {
  if (kind == Blocker::Kind::limit) throw Leave{"a limit was reached"};
  return absent.because(Blocker{kind, std::move(subject), asker});
}

// ---------------------------------------------------------------- frames and calls

Reg Machine::run_in_frame(Node const* body, std::uint32_t slots, Reg const* values, std::size_t count) {
  spend(0);
  if (body->kind == Node::Kind::constant) return run(body);
  Reg* const outer = frame;
  Reg* const before = top_;
  bool const in_place = values + count == top_;  // the values stand where the frame would begin
  Reg* const own = in_place ? top_ - count : top_;
  if (own + slots > limit_ || depth_ >= depth_limit) throw Leave{"calls are nested deeply"};
  if (!in_place) std::copy(values, values + count, own);
  ++depth_;
  top_ = std::max(before, own + slots);
  frame = own;
  Reg const result = run(body);
  frame = outer;
  top_ = before;
  --depth_;
  return result;
}

Reg Machine::run_frameless(Cell const& cell) {
  spend(0);
  if (++depth_ >= depth_limit) throw Leave{"calls are nested deeply"};
  Reg const result = run(cell.body);
  --depth_;
  return result;
}

Cell& Machine::cell(core::RuleId rule, Known known) {
  auto& all = cells_[rule];
  auto const found =
      std::find_if(all.begin(), all.end(), [&](Cell const& cell) { return cell.known == known; });
  if (found != all.end()) return *found;
  auto& made = all.emplace_back();
  made.rule = rule;
  made.open = static_cast<std::uint32_t>(std::count(known.begin(), known.end(), std::nullopt));
  made.known = std::move(known);
  return made;
}

Reg Machine::call(Cell& cell, Reg const* arguments, std::size_t count) {
  if (cell.open == 0) {
    if (cell.when == case_number_) return cell.result;
    if (!cell.body) Compiler(*this).cell(cell);
    Reg const result =
        cell.frameless ? run_frameless(cell) : run_in_frame(cell.body, cell.slots, arguments, count);
    cell.when = case_number_;
    return cell.result = result;
  }
  if (cell.when != case_number_) {
    cell.when = case_number_;
    cell.calls.clear();
  }
  std::size_t const stride = cell.open + 1;
  for (std::size_t at = 0; at < cell.calls.size(); at += stride) {
    bool same = true;
    std::size_t open = at;
    for (std::size_t n = 0; same && n < count; ++n) {
      if (!cell.known[n]) same = cell.calls[open++] == arguments[n];
    }
    if (same) return cell.calls[at + cell.open];
  }
  if (!cell.body) Compiler(*this).cell(cell);
  Reg const result = run_in_frame(cell.body, cell.slots, arguments, count);
  for (std::size_t n = 0; n < count; ++n) {
    if (!cell.known[n]) cell.calls.push_back(arguments[n]);
  }
  cell.calls.push_back(result);
  return result;
}

// ---------------------------------------------------------------- facts

FactCell& Machine::fact_cell(core::FactId fact, Reg const* arguments, std::size_t count) {
  auto const& declared = program.facts[fact];
  auto const is_text = [&](std::size_t n) {
    return program.types[declared.parameters[n].type].kind == core::Type::Kind::text;
  };
  bool texts = false;
  for (std::size_t n = 0; n < count; ++n) {
    texts = texts || is_text(n);
    if (!is_text(n) && !is_scalar(program, declared.parameters[n].type))
      throw Leave{"a fact of something large"};
  }
  auto const all = [&](auto const& is_same) {
    for (std::size_t n = 0; n < count; ++n) {
      if (!is_same(n)) return false;
    }
    return true;
  };
  FactCell* unused = nullptr;
  for (auto& cell : fact_cells_[fact]) {
    bool const alike = all([&](std::size_t n) { return is_text(n) || cell.arguments[n] == arguments[n]; });
    if (!alike) continue;
    bool const same = !texts || all([&](std::size_t n) {
      return !is_text(n) || at<std::string>(cell.arguments[n]) == at<std::string>(arguments[n]);
    });
    if (same) {
      cell.asked = case_number_;
      return cell;
    }
    if (cell.asked != case_number_) unused = &cell;
  }
  // Texts are as many as persons: a cell that this case does not ask for takes the next one.
  FactCell& cell = unused ? *unused : fact_cells_[fact].emplace_back();
  cell.fact = fact;
  cell.asked = case_number_;
  cell.when = cell.unanswered = 0;
  cell.arguments.assign(arguments, arguments + count);
  cell.key.clear();
  for (std::size_t n = 0; n < count; ++n) cell.key.push_back(box(arguments[n], declared.parameters[n].type));
  for (std::size_t n = 0; n < count; ++n) {
    if (is_text(n)) cell.arguments[n] = pointing_to(&cell.key[n].as<std::string>());
  }
  cell.path = core::fact_path(program, fact, cell.key);
  return cell;
}

Reg Machine::fact(FactCell& cell, std::string const& asker) {
  if (knows(cell)) return cell.result;
  auto const& declared = program.facts[cell.fact];
  cases::FactValue const* given = nullptr;
  for (auto const* one : given_[cell.fact]) {
    bool const same =
        std::equal(one->first.arguments.begin(), one->first.arguments.end(), cell.key.begin(), cell.key.end(),
                   [](Value const& a, Value const& b) { return model::equal(a, b); });
    if (same) given = &one->second;
  }
  using Kind = cases::FactValue::Kind;
  auto const unanswered = [&] {
    if (std::exchange(cell.unanswered, case_number_) != case_number_) unanswered_.push_back(&cell);
  };
  Reg value;
  if (given && given->kind == Kind::known && !given->values.empty()) {
    value = absent.asked(unbox_kept(given->values.front(), declared.type), asker);
  } else if (given && given->kind == Kind::contradictory) {
    value = because(Blocker::Kind::contradictory_fact, cell.path, asker);
  } else if (declared.fallback != model::none && !given) {
    if (!cell.compiled) Compiler(*this).fact(cell);
    value = absent.asked(
        run_in_frame(cell.fallback, cell.slots, cell.arguments.data(), cell.arguments.size()), asker);
    if (!there(value)) unanswered();
  } else {
    unanswered();
    auto kind = Blocker::Kind::missing_fact;
    if (declared.role == core::Fact::Role::judgement) kind = Blocker::Kind::pending_judgement;
    if (declared.role == core::Fact::Role::discretion) kind = Blocker::Kind::open_discretion;
    return absent.because(
        Blocker{kind, cell.path, asker, given ? core::FactId(model::none) : cell.fact, given != nullptr});
  }
  if (there(value)) {
    cell.when = case_number_;
    cell.result = value;
  }
  return value;
}

Reg Machine::attribute(Span const& span, std::uint32_t index) {
  auto& row = rows_[span.row & ~Span::undated_mark];
  constexpr std::int64_t not_yet = -1;
  if (!row.attributes) {
    row.attributes = arena.array<Reg>(program.attributes.size());
    std::fill(row.attributes, row.attributes + program.attributes.size(), Reg{0, not_yet});
  }
  Reg* const place = row.attributes + index;
  if (place->d != not_yet) return *place;
  auto const& all = row.original->attributes;
  if (index >= all.size()) return *place = absent.because(std::vector<Blocker>{});
  return *place = unbox_kept(all[index], program.attributes[index].type);
}

}  // namespace convenio::fast
