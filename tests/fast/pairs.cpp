// See pairs.hpp.
#include "tests/fast/pairs.hpp"

#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace convenio::fast_tests {

namespace {

render::Fields known_fields() {
  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.from == render::FieldInfo::From::outcome) fields.add(field.field);
  return fields;
}

render::Fields row_fields(bool with_reasons) {
  render::Fields fields;
  for (auto const& field : render::all_fields())
    if (field.place == render::FieldInfo::Place::row &&
        (with_reasons || field.field != render::Field::reasons))
      fields.add(field.field);
  return fields;
}

void show_difference(std::string const& a, std::string const& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  std::size_t const start = at > 200 ? at - 200 : 0;
  fmt::print("reference: {}\nfast: {}\n", a.substr(start, 500), b.substr(start, 500));
}

// What engine/fast says of a case that the rules call impossible.
constexpr char const* cannot_be = "a case that cannot be";

double percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::size_t Compared::left_in_all() const {
  return std::accumulate(left.begin(), left.end(), std::size_t{0},
                         [](std::size_t sum, auto const& one) { return sum + one.second; }) -
         impossible();
}

std::size_t Compared::impossible() const {
  auto const found = left.find(cannot_be);
  return found == left.end() ? 0 : found->second;
}

void Compared::add(Compared const& other) {
  cases += other.cases;
  different += other.different;
  fast += other.fast;
  as_lines += other.as_lines;
  as_rows += other.as_rows;
  for (auto const& [why, times] : other.left) left[why] += times;
}

void Compared::tell(std::string const& of) const {
  auto const can_be = cases - impossible();
  fmt::print("{}: {} cases, {} differ; {} cannot be; {} of the others left to the reference ({:.2f} %)\n", of,
             cases, different, impossible(), left_in_all(), percent(left_in_all(), can_be));
  for (auto const& [why, times] : left)
    if (why != cannot_be) fmt::print("  {} ({:.2f} %): {}\n", times, percent(times, can_be), why);
}

Pairs::Pair::Pair(api::Rules const& rules, render::Fields const& fields, bool table)
    : reference(rules, fields, table, api::Evaluators::reference), fast(rules, fields, table) {}

Pairs::Pairs(api::Rules const& rules)
    : all_(rules, known_fields(), false),
      rows_(rules, row_fields(false), false),
      table_(rules, row_fields(true), true) {}

void Pairs::count_why(Compared& compared) {
  for (auto const& [why, times] : all_.fast.tally().left)
    compared.left[why] += times - std::exchange(left_[why], times);
  std::erase_if(compared.left, [](auto const& one) { return one.second == 0; });
}

void Pairs::look(std::string const& what, cases::Case const& facts, Compared& compared) {
  constexpr std::size_t some = 8, most_shown = 3;
  ++number_;
  ++compared.cases;
  bool alike = true;
  for (auto* pair : {&all_, &rows_, &table_}) {
    if (pair != &all_ && number_ % some != 0) continue;
    auto const& tally = pair->fast.tally();
    auto const fast = tally.fast, from_pieces = tally.from_pieces;
    auto const one = pair->reference.decide(facts, number_), other = pair->fast.decide(facts, number_);
    if (pair == &all_) {
      compared.fast += tally.fast - fast;
      if (tally.fast == fast) count_why(compared);
    }
    if (pair == &rows_) compared.as_lines += tally.from_pieces - from_pieces;
    if (pair == &table_) compared.as_rows += tally.from_pieces - from_pieces;
    if (one == other) continue;
    if (alike && compared.different < most_shown) {
      fmt::print("{} {} differs\n", what, facts.id);
      show_difference(one, other);
    }
    alike = false;
  }
  compared.different += alike ? 0 : 1;
}

bool seldom_left(Compared const& compared) {
  constexpr std::size_t most = 3, of = 1'000;
  return compared.left_in_all() * of <= (compared.cases - compared.impossible()) * most;
}

int figure_of_left(std::string const& name, Compared const& compared, char const* file) {
  auto const can_be = compared.cases - compared.impossible();
  fmt::print("figure: {} | {} of {} cases ({:.2f} %), at most 0.30 % | {}\n", name, compared.left_in_all(),
             can_be, percent(compared.left_in_all(), can_be), file);
  return seldom_left(compared) ? 0 : 1;
}

int figure(std::string const& name, Compared const& compared, char const* file) {
  fmt::print("figure: {} | {} of {} cases, {} of those that can be left to it ({:.2f} %) | {}\n", name,
             compared.cases - compared.different, compared.cases, compared.left_in_all(),
             percent(compared.left_in_all(), compared.cases - compared.impossible()), file);
  return compared.different == 0 && compared.fast > 0 ? 0 : 1;
}

}  // namespace convenio::fast_tests
