// Draws a career as rows of blocks over an axis of years.
// Knows histories and ledgers; knows no award and no rule.
#include "engine/render/timeline.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/render/words.hpp"
#include "engine/render/wrap.hpp"

namespace convenio::render {

namespace {

using model::Date;
using model::none;
using model::Period;

constexpr std::uint32_t unknown_kind = none - 1;

// The first attribute of an enumerated type that every period must state.
std::size_t kind_attribute(core::Program const& program) {
  auto const& all = program.attributes;
  auto const found = std::find_if(all.begin(), all.end(), [&](core::Attribute const& attribute) {
    return program.types[attribute.type].kind == core::Type::Kind::enumeration && attribute.fallback == none;
  });
  return static_cast<std::size_t>(found - all.begin());
}

// The place of the kind among its enumeration's values; 0 where there are no kinds.
std::uint32_t kind_index(core::Program const& program, Period const& period) {
  std::size_t const at = kind_attribute(program);
  if (at >= program.attributes.size()) return 0;
  if (at >= period.attributes.size()) return unknown_kind;
  auto const* kind = std::get_if<model::Enumerated>(&period.attributes[at].content);
  return kind ? kind->index : unknown_kind;
}

std::string kind_name(core::Program const& program, std::uint32_t index, bool with_title) {
  std::size_t const at = kind_attribute(program);
  if (at >= program.attributes.size()) return "";
  if (index == unknown_kind) return with_title ? "not known" : "?";
  auto const& value = program.enumerations[program.types[program.attributes[at].type].id].values[index];
  return with_title && !value.title.empty() ? value.title : value.name;
}

std::string_view fill(std::uint32_t index, bool ascii) {
  static constexpr std::array<std::string_view, 6> blocks{"█", "▒", "░", "▓", "▄", "▪"};
  static constexpr std::array<std::string_view, 6> letters{"#", "=", "-", "+", ":", "o"};
  if (index == unknown_kind) return "?";
  return (ascii ? letters : blocks)[std::min<std::size_t>(index, 5)];
}

struct Stretch {
  Date begin, end;
};

// A scale from months to columns.
class Axis {
 public:
  Axis(Date first, Date last, std::size_t columns) : first_year_(first.year()) {
    std::size_t const months = static_cast<std::size_t>(last.year() - first_year_ + 1) * 12;
    static constexpr std::array<std::size_t, 11> scales{1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240};
    for (std::size_t scale : scales) {
      scale_ = scale;
      if ((months + scale - 1) / scale <= columns) break;
    }
    cells_ = (months + scale_ - 1) / scale_;
  }

  std::size_t cells() const { return cells_; }
  std::string scale() const {
    if (scale_ % 12 != 0) return counted(scale_, "month", "months");
    return counted(scale_ / 12, "year", "years");
  }
  std::size_t cell(Date day) const {
    return static_cast<std::size_t>((day.year() - first_year_) * 12 + static_cast<int>(day.month()) - 1) /
           scale_;
  }
  std::string row(std::vector<Stretch> const& stretches, std::string_view mark) const {
    std::vector<bool> on(cells_);
    for (auto const& stretch : stretches) {
      std::size_t const last = cell(Date::from_number(stretch.end.number() - 1));
      for (std::size_t i = cell(stretch.begin); i <= last && i < cells_; ++i) on[i] = true;
    }
    std::string out;
    for (bool filled : on) out += filled ? mark : " ";
    return out;
  }
  // The years that are named, and the marks under them.
  void print(Page& page, std::size_t indent) const {
    int step = 1;
    for (int candidate : {1, 2, 5, 10, 20, 50, 100}) {
      step = candidate;
      if (static_cast<std::size_t>(candidate) * 12 >= scale_ * 6) break;
    }
    std::string years(indent + cells_ + 4, ' '), ticks(indent + cells_, ' ');
    int const last_year = first_year_ + static_cast<int>(cells_ * scale_ / 12);
    for (int year = first_year_; year <= last_year; ++year) {
      if (year % step != 0) continue;
      std::size_t const at = static_cast<std::size_t>(year - first_year_) * 12 / scale_;
      if (at >= cells_) continue;
      ticks[indent + at] = '|';
      if (indent + at + 4 <= std::max(page.columns(), indent + cells_))
        years.replace(indent + at, 4, std::to_string(year));
    }
    page.line(years).line(ticks);
  }

 private:
  int first_year_;
  std::size_t scale_ = 1, cells_ = 0;
};

struct Row {
  std::string label;
  std::vector<Stretch> stretches;
  std::string_view mark;
};

std::vector<Row> rows_of(core::Program const& program, model::History const& history, bool ascii) {
  std::map<std::pair<model::StateId, std::uint32_t>, std::vector<Stretch>> groups;
  for (auto const& period : history.periods) {
    groups[{period.state, kind_index(program, period)}].push_back({period.begin, period.end});
  }
  std::vector<Row> rows;
  model::StateId above = none;
  for (auto& [group, stretches] : groups) {
    std::string const code = core::state_code(program, group.first);
    std::string const lead = group.first == above ? std::string(width(code), ' ') : code;
    above = group.first;
    rows.push_back({fmt::format("{} {}", lead, kind_name(program, group.second, false)), std::move(stretches),
                    fill(group.second, ascii)});
  }
  return rows;
}

std::vector<Row> displaced_rows(core::Program const& program, model::Resolution const& resolution,
                                bool ascii) {
  std::map<model::StateId, std::vector<Stretch>> groups;
  for (auto const& entry : resolution.ledger)
    groups[entry.displaced.state].push_back({entry.begin, entry.end});
  std::vector<Row> rows;
  for (auto& [state, stretches] : groups) {
    std::string const code = core::state_code(program, state);
    rows.push_back({"  " + code, std::move(stretches), ascii ? "x" : "×"});
  }
  return rows;
}

void print_rows(Page& page, Axis const& axis, std::vector<Row> const& rows, std::size_t labels) {
  for (auto const& row : rows) {
    page.line(pad_right(shorten(row.label, labels), labels) + ' ' + axis.row(row.stretches, row.mark));
  }
}

void print_legend(Page& page, core::Program const& program, model::History const& history, Axis const& axis,
                  bool ascii, bool displaced) {
  std::set<std::uint32_t> kinds;
  for (auto const& period : history.periods) kinds.insert(kind_index(program, period));
  std::string text;
  for (std::uint32_t kind : kinds) {
    std::string const name = kind_name(program, kind, true);
    text += fmt::format("{} {}, ", fill(kind, ascii), name.empty() ? "period" : name);
  }
  if (displaced) text += ascii ? "x displaced, " : "× displaced, ";
  page.paragraph(fmt::format("{}one column is {}", text, axis.scale()), 0, 2);
}

bool same_ledger(model::Resolution const& a, model::Resolution const& b) {
  return std::equal(a.ledger.begin(), a.ledger.end(), b.ledger.begin(), b.ledger.end(),
                    [](model::LedgerEntry const& x, model::LedgerEntry const& y) {
                      return x.begin == y.begin && x.end == y.end && x.clause == y.clause &&
                             x.displaced.id == y.displaced.id && x.displaced_by.id == y.displaced_by.id &&
                             x.displaced.state == y.displaced.state &&
                             x.displaced_by.state == y.displaced_by.state;
                    });
}

}  // namespace

std::string kind_of(core::Program const& program, Period const& period) {
  return kind_name(program, kind_index(program, period), false);
}

std::vector<NamedHistory> histories_of(core::Program const& program, cases::Case const& facts) {
  std::vector<NamedHistory> found;
  for (auto const& [key, value] : facts.facts) {
    if (value.kind != cases::FactValue::Kind::known || value.values.empty()) continue;
    if (auto const* history = std::get_if<model::HistoryPtr>(&value.values.front().content);
        history && *history) {
      found.push_back({core::fact_path(program, key.fact, key.arguments), *history});
    }
  }
  std::sort(found.begin(), found.end(),
            [](NamedHistory const& a, NamedHistory const& b) { return a.label < b.label; });
  return found;
}

std::vector<NamedResolution> resolutions_of(core::Program const& program,
                                            run::Explanation const& explanation) {
  std::vector<NamedResolution> found;
  for (auto const& node : explanation.nodes) {
    if (node.kind != run::Node::Kind::resolution) continue;
    auto const* history = std::get_if<model::HistoryPtr>(&node.value.content);
    if (!history || !*history || !(*history)->resolution || (*history)->resolution->ledger.empty()) continue;
    auto const& resolution = (*history)->resolution;
    if (resolution->precedence >= program.precedences.size()) continue;
    auto const& precedence = program.precedences[resolution->precedence];
    std::string label = precedence.name;
    for (std::size_t i = 0; i < resolution->arguments.size() && i < precedence.parameters.size(); ++i) {
      label += (i == 0 ? "(" : ", ") +
               core::to_string(program, resolution->arguments[i], precedence.parameters[i].type);
    }
    if (!resolution->arguments.empty()) label += ")";
    auto const same = std::find_if(found.begin(), found.end(), [&](NamedResolution const& one) {
      return one.resolution->precedence == resolution->precedence &&
             same_ledger(*one.resolution, *resolution);
    });
    if (same == found.end()) {
      found.push_back({std::move(label), resolution});
    } else if ((", " + same->label + ", ").find(", " + label + ", ") == std::string::npos) {
      same->label += ", " + label;
    }
  }
  return found;
}

std::string timeline(core::Program const& program, model::History const& history,
                     std::vector<NamedResolution> const& resolutions, TimelineOptions const& options) {
  Page page(options.columns);
  if (history.periods.empty())
    return page.line(history.undated.empty() ? "No periods." : "No dated periods.").take();
  Date first = history.periods.front().begin, end = history.periods.front().end;
  for (auto const& period : history.periods) {
    first = std::min(first, period.begin);
    end = std::max(end, period.end);
  }
  auto const rows = rows_of(program, history, options.ascii);
  std::size_t labels = 6;
  for (auto const& row : rows) labels = std::max(labels, std::min<std::size_t>(width(row.label), 22));
  Axis const axis(first, Date::from_number(end.number() - 1), page.columns() - labels - 1);
  axis.print(page, labels + 1);
  print_rows(page, axis, rows, labels);
  for (auto const& one : resolutions) {
    page.paragraph(fmt::format("Displaced in {}", one.label), 0, 2);
    print_rows(page, axis, displaced_rows(program, *one.resolution, options.ascii), labels);
  }
  print_legend(page, program, history, axis, options.ascii, !resolutions.empty());
  return page.take();
}

}  // namespace convenio::render
