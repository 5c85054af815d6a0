// Both evaluators over one set of rules: of each case the same bytes of a decision, of all fields that the
// fast one knows, or it leaves the case to the reference. Knows decisions; must not know where cases come
// from.
#pragma once

#include <map>
#include <string>

#include "engine/api/brief.hpp"
#include "engine/api/inside.hpp"

namespace convenio::fast_tests {

// What came of one kind of case.
struct Compared {
  std::size_t cases = 0, different = 0, fast = 0;
  std::size_t as_lines = 0, as_rows = 0;    // put together from pieces
  std::map<std::string, std::size_t> left;  // to the reference, by why
  std::size_t left_in_all() const;  // of those that can be; the others are refused, and nobody decides them
  std::size_t impossible() const;
  void add(Compared const& other);
  // A line for the whole, and a line for each cause by which cases were left.
  void tell(std::string const& of) const;
};

class Pairs {
 public:
  explicit Pairs(api::Rules const& rules);
  // Prints the first differences of a run.
  void look(std::string const& what, cases::Case const& facts, Compared& compared);

 private:
  struct Pair {
    Pair(api::Rules const& rules, render::Fields const& fields, bool table);
    api::Brief reference, fast;
  };
  // All that the fast one knows; and what lines are put together from pieces for, of some cases.
  Pair all_, rows_, table_;
  void count_why(Compared& compared);

  std::size_t number_ = 0;
  std::map<std::string, std::size_t> left_;  // so far, by why
};

// Whether at most 2 % of those that can be were left to the reference.
bool seldom_left(Compared const& compared);

// The lines that tests/figures.py reads; the exit codes.
int figure_of_left(std::string const& name, Compared const& compared, char const* file);
int figure(std::string const& name, Compared const& compared, char const* file);

}  // namespace convenio::fast_tests
