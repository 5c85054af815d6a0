// Decisions in brief: the fields that are asked for, of one case after another. What the fast evaluator
// decides as the reference would is decided by it; everything else, and every field that it knows nothing of,
// by the reference. For the programs of this repository; it is not installed. One of them serves one thread.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/api/convenio.hpp"
#include "engine/cases/case.hpp"
#include "engine/render/fields.hpp"
#include "engine/run/decision.hpp"

namespace convenio::api {

// What came of many cases.
struct Tally {
  std::size_t cases = 0, bad = 0;
  std::map<run::Status, std::size_t> awards;
  // Of awards that are open: how often each reason stands in their way, by the name of the fact or by its
  // sentence.
  std::map<std::pair<run::Status, std::string>, std::size_t> reasons;
  std::size_t fast = 0;                     // cases that the fast evaluator decided
  std::size_t from_pieces = 0;              // of these, whose lines were put together from pieces
  std::map<std::string, std::size_t> left;  // cases that it left to the reference, by why

  void add(run::Decision const& decision);
  void add(run::Status status, std::vector<model::Blocker> const& blockers);  // of an award
  void add(Tally const& other);
};

enum class Evaluators { both, reference };

class Brief {
 public:
  Brief(Rules const& rules, render::Fields fields, bool table, Evaluators evaluators = Evaluators::both);
  ~Brief();
  Brief(Brief const&) = delete;
  Brief& operator=(Brief const&) = delete;

  // The lines of a case, each with its end. `line`: of the batch, which the line of a faulty case states.
  std::string decide(std::string_view case_json, std::size_t line);
  std::string decide(cases::Case const& facts, std::size_t line);
  // Of a case that could not even be read.
  std::string refuse(Decision const& refused, std::size_t line);
  std::string head() const;  // of a table
  Tally const& tally() const { return tally_; }

 private:
  struct Inside;
  std::string written(run::Decision const& decision);
  std::string by_reference(cases::Case const& facts, std::size_t line);

  Rules rules_;
  render::Fields fields_;
  bool table_;
  std::unique_ptr<Inside> inside_;
  Tally tally_;
};

}  // namespace convenio::api
