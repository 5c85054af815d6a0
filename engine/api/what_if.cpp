// The awards of a case before and after some facts are set. Knows the order of reading, deciding and
// comparing.
#include <algorithm>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/api/settings.hpp"
#include "engine/api/trying.hpp"
#include "engine/cases/json.hpp"
#include "engine/render/changes.hpp"
#include "engine/render/wrap.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api {

namespace {

constexpr std::size_t most_changes = 40;  // of an award, as text

struct Pair {
  run::Awarded const* before = nullptr;
  run::Awarded const* after = nullptr;
  run::Awarded const& any() const { return after ? *after : *before; }
};

bool same(run::Awarded const& a, run::Awarded const& b) {
  return a.award == b.award &&
         std::equal(a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
                    [](auto const& x, auto const& y) { return model::equal(x, y); });
}

// In the order of the first, and then what only the second has.
std::vector<Pair> paired(run::Decision const& before, run::Decision const& after) {
  std::vector<Pair> pairs;
  for (auto const& one : before.awards) pairs.push_back({&one, nullptr});
  for (auto const& one : after.awards) {
    auto const found = std::find_if(pairs.begin(), pairs.end(),
                                    [&](Pair const& pair) { return pair.before && same(*pair.before, one); });
    if (found != pairs.end())
      found->after = &one;
    else
      pairs.push_back({nullptr, &one});
  }
  return pairs;
}

bool has_amount(run::Awarded const& award) {
  return (award.status == run::Status::granted || award.status == run::Status::at_least) &&
         !award.value.absent();
}

bool is_changed(Pair const& pair) {
  if (!pair.before || !pair.after) return true;
  auto const& a = *pair.before;
  auto const& b = *pair.after;
  if (a.status != b.status || a.route != b.route || has_amount(a) != has_amount(b)) return true;
  return has_amount(a) ? !model::equal(a.value, b.value) : a.blockers != b.blockers;
}

class Report {
 public:
  Report(Decided const& before, Decided const& after, std::vector<std::string> const& settings)
      : program_(before.rules.inside().program),
        sources_(before.rules.inside().sources),
        before_(before),
        after_(after),
        settings_(settings),
        pairs_(paired(before.decision, after.decision)) {}

  std::string text() const {
    render::Page page(80);
    page.paragraph(fmt::format("What if {}", fmt::join(settings_, ", ")), 0, 2).gap();
    print_awards(page);
    for (auto const& pair : pairs_) {
      if (!is_changed(pair)) continue;
      page.gap().line(pair.any().label);
      print_changes(page, pair);
    }
    auto const told = notices();
    if (!told.empty()) page.gap().line("Notices of the case with these facts");
    for (auto const& notice : told)
      page.paragraph(fmt::format("{}{}{}: {}", notice.code, notice.path.empty() ? "" : ", ", notice.path,
                                 notice.message),
                     2, 4);
    return page.take();
  }

  std::string json() const {
    text::JsonWriter w(true);
    w.begin_object().member("format", "convenio-what-if-1").member("case", before_.case_id);
    w.key("set").begin_array();
    for (auto const& one : settings_) w.string(one);
    w.end_array();
    w.key("identity").begin_object().member("engine", version()).member("rules", program_.identity);
    w.member("before", before_.decision.case_identity)
        .member("after", after_.decision.case_identity)
        .end_object();
    w.key("awards").begin_array();
    for (auto const& pair : pairs_) {
      w.begin_object().member("label", pair.any().label).key("changed").truth(is_changed(pair));
      award(w, "before", pair.before);
      award(w, "after", pair.after);
      w.key("changed_by").begin_array();
      if (is_changed(pair)) {
        for (auto const& change : changes_of(pair)) {
          w.begin_object().member("kind", render::name(change.kind)).member("label", change.label);
          w.optional_member("citation", change.citation);
          w.member("before", change.before).member("after", change.after).end_object();
        }
      }
      w.end_array().end_object();
    }
    w.end_array().key("notices").begin_array();
    for (auto const& notice : notices()) {
      w.begin_object().member("code", notice.code).member("path", notice.path);
      w.member("message", notice.message).end_object();
    }
    return w.end_array().end_object().take() + "\n";
  }

 private:
  // What is noticed of the case with these facts, and not of the other.
  std::vector<cases::Notice> notices() const {
    auto const& known = before_.decision.notices;
    std::vector<cases::Notice> more;
    for (auto const& notice : after_.decision.notices) {
      bool const told = std::any_of(known.begin(), known.end(), [&](cases::Notice const& one) {
        return one.code == notice.code && one.path == notice.path && one.message == notice.message;
      });
      if (!told) more.push_back(notice);
    }
    return more;
  }

  // As a table where its rows have room, otherwise one award below the other.
  void print_awards(render::Page& page) const {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> widths(3);
    for (auto const& pair : pairs_) {
      rows.push_back(
          {pair.any().label, in_words(pair.before), is_changed(pair) ? in_words(pair.after) : "the same"});
      for (std::size_t n = 0; n < widths.size(); ++n)
        widths[n] = std::max(widths[n], render::width(rows.back()[n]));
    }
    if (rows.empty()) {
      page.line("No award arises from these facts, nor from the others.");
      return;
    }
    if (widths[0] + widths[1] + widths[2] + 4 <= page.columns()) {
      render::Table table({"award", "before", "after"}, std::vector(3, render::Table::Side::left));
      for (auto& row : rows) table.row(std::move(row));
      return table.print(page, 0);
    }
    for (auto const& row : rows) {
      page.line(row[0]);
      page.entry("before", row[1], 2, 8).entry("after", row[2], 2, 8);
    }
  }

  std::vector<render::Change> changes_of(Pair const& pair) const {
    render::TextOptions options;
    options.sources = &sources_;
    return render::changes(program_, {before_.facts, before_.decision, pair.before},
                           {after_.facts, after_.decision, pair.after}, options);
  }

  std::string amount(run::Awarded const& award) const {
    return core::to_string(program_, award.value,
                           core::type_for(program_, program_.awards[award.award].type, award.arguments));
  }

  std::string route(run::Awarded const& award) const {
    auto const& routes = program_.awards[award.award].routes;
    return award.route < routes.size() && has_amount(award) ? routes[award.route].name : "";
  }

  std::string in_words(run::Awarded const* award) const {
    if (!award) return "does not arise";
    if (!has_amount(*award)) return std::string(render::status_in_words(award->status));
    auto const taken = route(*award);
    return fmt::format("{}{}{}", award->status == run::Status::at_least ? "at least " : "", amount(*award),
                       taken.empty() ? "" : fmt::format(" ({})", taken));
  }

  void award(text::JsonWriter& w, char const* side, run::Awarded const* award) const {
    w.key(side);
    if (!award) {
      w.null();
      return;
    }
    w.begin_object().member("status", run::name(award->status)).key("amount");
    if (has_amount(*award))
      w.string(amount(*award));
    else
      w.null();
    w.key("route");
    if (auto const name = route(*award); !name.empty())
      w.string(name);
    else
      w.null();
    w.end_object();
  }

  void print_changes(render::Page& page, Pair const& pair) const {
    auto const changes = changes_of(pair);
    for (std::size_t n = 0; n < changes.size() && n < most_changes; ++n) {
      auto const& change = changes[n];
      bool const route = change.kind == render::Change::Kind::route;
      page.paragraph(fmt::format("{}{}: {} becomes {}", route ? "route " : "", change.label, change.before,
                                 change.after),
                     2, 4);
      if (!change.citation.empty()) page.paragraph("in " + change.citation, 4, 6);
    }
    if (changes.size() > most_changes) page.line(fmt::format("  and {} more", changes.size() - most_changes));
    if (changes.empty())
      page.paragraph(pair.before && pair.after
                         ? "for other reasons, which `convenio explain` tells of each case"
                         : "by what is asked: for it the rules look at the one case and not at the other",
                     2, 2);
  }

  core::Program const& program_;
  text::Sources const& sources_;
  Decided const& before_;
  Decided const& after_;
  std::vector<std::string> const& settings_;
  std::vector<Pair> pairs_;
};

Outcome told(Decision const& decision, std::string& made) {
  for (auto const& fault : decision.faults()) made += to_string(fault) + "\n";
  return decision.outcome();
}

}  // namespace

Outcome what_if(Rules const& rules, std::string_view case_json, std::vector<std::string> const& settings,
                Form form, std::string& made, bool& set_by) {
  set_by = false;
  auto const before = decide(rules, case_json);
  if (!before.ok()) return told(before, made);
  cases::Faults faults(1);
  auto document = cases::read_json(case_json, {}, faults);
  if (!document) return {Status::internal, "the case cannot be read twice"};
  set_by = true;
  for (auto const& setting : settings) {
    if (auto outcome = set(rules.inside().program, *document, setting); !outcome.ok()) return outcome;
  }
  auto const after = decide(rules, *document);
  if (!after.ok()) return told(after, made);
  Report const report(before.inside(), after.inside(), settings);
  made = form == Form::json ? report.json() : report.text();
  return {};
}

}  // namespace convenio::api
