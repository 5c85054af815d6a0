// See nearest_report.hpp.
#include "engine/api/nearest_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/render/reasons.hpp"
#include "engine/render/refusal.hpp"
#include "engine/render/wrap.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api::turning {

using fast::Change;
using fast::find;
using model::none;

namespace {

constexpr std::size_t terms = 10;  // columns of a term beside its text

class Report {
 public:
  Report(Search const& asked, fast::Nearest const& nearest, std::vector<Turned> const& turned,
         std::optional<Decision> const& open)
      : asked_(asked),
        program_(asked.rules.inside().program),
        nearest_(nearest),
        turned_(turned),
        open_(open),
        award_(find(asked.before.decision, asked.wanted)) {
    options_.sources = &asked.rules.inside().sources;
    reasons_ = render::unmet(program_, {asked.before.facts, asked.before.decision, award_}, options_);
    if (asked.wanted.route != none) {
      std::erase_if(reasons_, [&](auto const& one) { return one.route != wanted_route(); });
    }
  }

  std::string text() const {
    render::Page page(80);
    page.paragraph(fmt::format("{} is {}", heading(), now()), 0, 2);
    print_reasons(page);
    page.gap();
    if (turned_.empty()) {
      page.line("Nothing that was tried turns it.");
    } else {
      page.line("What turns it, the soonest first");
    }
    for (std::size_t n = 0; n < turned_.size() && n < most_changes; ++n) print(page, n);
    if (turned_.size() > most_changes)
      page.gap().line(fmt::format("and {} more", turned_.size() - most_changes));
    if (nearest_.open && open_) {
      page.gap().paragraph(
          fmt::format("With {}, it is open whether there is a right:", title(*nearest_.open)), 0, 2);
      for (auto const& sentence : why_open(open_->inside())) page.paragraph(sentence, 2, 4);
    }
    page.gap();
    for (auto const& sentence : what_was_tried()) page.paragraph(sentence, 0, 2);
    return page.take();
  }

  std::string json() const {
    text::JsonWriter w(true);
    w.begin_object().member("format", "convenio-nearest-1").member("case", asked_.before.case_id);
    w.key("identity").begin_object().member("engine", version()).member("rules", program_.identity);
    w.member("case", asked_.before.decision.case_identity).end_object();
    w.member("award", asked_.label).key("route");
    if (asked_.wanted.route != none)
      w.string(wanted_route());
    else
      w.null();
    w.key("status");
    if (award_)
      w.string(run::name(award_->status));
    else
      w.null();
    w.key("right").truth(false);
    w.key("refused_by").begin_array();
    for (auto const& one : reasons_) {
      w.begin_object().member("route", one.route).member("condition", one.condition);
      w.optional_member("where", one.where).end_object();
    }
    w.end_array();
    may_change(w);
    w.key("changes").begin_array();
    for (std::size_t n = 0; n < turned_.size() && n < most_changes; ++n) change(w, turned_[n]);
    w.end_array().key("open");
    if (nearest_.open && open_) {
      w.begin_object();
      what_changes(w, *nearest_.open);
      w.key("reasons").begin_array();
      for (auto const& sentence : why_open(open_->inside())) w.string(sentence);
      w.end_array().end_object();
    } else {
      w.null();
    }
    w.key("evaluations").number(nearest_.evaluations).key("complete").truth(!nearest_.limited);
    return w.end_object().take() + "\n";
  }

 private:
  std::string heading() const {
    auto const& award = program_.awards[asked_.wanted.award];
    return render::heading_of(program_, award.title, award.name, award.generators, asked_.wanted.arguments);
  }
  std::string const& wanted_route() const {
    return program_.awards[asked_.wanted.award].routes[asked_.wanted.route].name;
  }
  std::string now() const {
    if (!award_) return "not asked for in this case";
    if (asked_.wanted.route == none) return std::string(render::status_in_words(award_->status));
    return fmt::format("{} by route {}", render::status_in_words(award_->routes[asked_.wanted.route].status),
                       wanted_route());
  }

  void print_reasons(render::Page& page) const {
    std::string route;
    for (std::size_t n = 0; n < reasons_.size() && n < most_reasons; ++n) {
      auto const& one = reasons_[n];
      if (one.route != route) page.paragraph("by route " + one.route, 2, 4);
      route = one.route;
      page.paragraph(one.condition, 4, 6);
      if (!one.where.empty()) page.paragraph("in " + one.where, 6, 8);
    }
    if (reasons_.size() > most_reasons)
      page.line(fmt::format("  and {} more conditions", reasons_.size() - most_reasons));
  }

  // ---------------------------------------------------------------- one change

  Choice const* choice(Change const& change) const {
    return change.choice == 0 ? nullptr : &asked_.choices[change.choice - 1];
  }
  std::string const& fact_name(core::FactId fact) const { return program_.facts[fact].name; }
  bool is_moved(Change const& change) const { return change.event && change.event != asked_.calendar.event; }

  std::string title(Change const& change) const {
    std::vector<std::string> parts;
    if (auto const* other = choice(change))
      parts.push_back(fmt::format("{} = {}", other->fact, other->after));
    if (change.months > 0)
      parts.push_back(
          fmt::format("{} in {} before {}",
                      render::counted(static_cast<std::uint64_t>(change.months), "more month", "more months"),
                      render::state_in_words(program_, change.state), change.event->to_string()));
    else if (is_moved(change))
      parts.push_back(fmt::format("{} on {}, {} later", fact_name(asked_.calendar.days.front()),
                                  change.event->to_string(), months_later(change)));
    else if (change.event)
      parts.push_back(fmt::format("{} on {}, as it is", fact_name(asked_.calendar.days.front()),
                                  change.event->to_string()));
    return fmt::format("{}", fmt::join(parts, ", and "));
  }
  // Whole months, the last one begun.
  std::string months_later(Change const& change) const {
    auto const& from = *asked_.calendar.event;
    auto months = model::completed_months(from, *change.event, model::MissingDay::back);
    auto const there = from.plus_months(months, model::MissingDay::back);
    if (there && *there < *change.event) ++months;
    return render::counted(static_cast<std::uint64_t>(months), "month", "months");
  }

  struct Insured {
    model::Date first, last;
    model::Period const* like = nullptr;
  };
  std::optional<Insured> insured(Change const& change) const {
    if (change.months == 0) return std::nullopt;
    auto const end = asked_.calendar.start.plus_months(change.months, model::MissingDay::back);
    auto const last = end ? end->plus_days(-1) : std::nullopt;
    auto const& facts = change.choice == 0 ? asked_.before.facts : choice(change)->facts;
    return Insured{asked_.calendar.start, last.value_or(asked_.calendar.start),
                   fast::example_of(asked_.calendar, facts, change.state)};
  }
  std::string attributes(model::Period const& period) const {
    std::vector<std::string> words;
    for (std::size_t n = 0; n < period.attributes.size() && n < program_.attributes.size(); ++n) {
      auto const& attribute = program_.attributes[n];
      if (attribute.fallback != none || period.attributes[n].absent()) continue;
      words.push_back(fmt::format("{} {}", attribute.name,
                                  core::to_string(program_, period.attributes[n], attribute.type)));
    }
    return fmt::format("{}", fmt::join(words, ", "));
  }

  // The days that are other than the case has them.
  std::vector<std::pair<std::string, model::Date>> days(Change const& change, Decided const& after) const {
    std::vector<std::pair<std::string, model::Date>> moved;
    auto const& from = change.choice == 0 ? asked_.before.facts : choice(change)->facts;
    if (!change.event) return moved;
    for (auto const fact : asked_.calendar.days) {
      auto const was = from.facts.find({fact, {}});
      auto const is = after.facts.facts.find({fact, {}});
      if (is == after.facts.facts.end() || is->second.values.size() != 1) continue;
      bool const same = was != from.facts.end() && was->second.values.size() == 1 &&
                        model::equal(was->second.values.front(), is->second.values.front());
      auto const* day = std::get_if<model::Date>(&is->second.values.front().content);
      if (!same && day) moved.emplace_back(fact_name(fact), *day);
    }
    return moved;
  }

  void print(render::Page& page, std::size_t n) const {
    auto const& one = turned_[n];
    auto const& after = one.after.inside();
    page.gap().paragraph(fmt::format("{}. {}", n + 1, title(one.change)), 0, 3);
    if (auto const* other = choice(one.change); other && !other->before.empty())
      page.entry("choice", fmt::format("{} = {}, and not {}", other->fact, other->after, other->before), 3,
                 terms);
    if (auto const time = insured(one.change)) {
      std::string like;
      if (time->like) {
        auto const said = attributes(*time->like);
        like = fmt::format(", as period {}{}{}", time->like->id, said.empty() ? "" : ": ", said);
      }
      page.entry("insured", fmt::format("{} to {}{}", time->first.to_string(), time->last.to_string(), like),
                 3, terms);
    }
    bool first = true;
    for (auto const& [name, day] : days(one.change, after))
      page.entry(std::exchange(first, false) ? "days" : "", fmt::format("{} = {}", name, day.to_string()), 3,
                 terms);
    auto const* award = find(after.decision, asked_.wanted);
    if (award) {
      auto const sentences = what_follows(after, *award);
      for (std::size_t k = 0; k < sentences.size(); ++k)
        page.entry(k == 0 ? "then" : "", sentences[k], 3, terms);
    }
    auto const others = also(after);
    for (std::size_t k = 0; k < others.size(); ++k)
      page.entry(k == 0 ? "also" : "",
                 fmt::format("{}: {} becomes {}", others[k].label, others[k].before, others[k].after), 3,
                 terms);
  }

  bool grants(run::Awarded const& award) const {
    return (award.status == run::Status::granted || award.status == run::Status::at_least) &&
           !award.value.absent();
  }
  std::string amount(run::Awarded const& award) const {
    return core::to_string(program_, award.value, type(award));
  }
  core::TypeId type(run::Awarded const& award) const {
    return core::type_for(program_, program_.awards[award.award].type, award.arguments);
  }
  std::uint32_t route_of(run::Decision const& decision, run::Awarded const& award) const {
    return asked_.wanted.route != none ? asked_.wanted.route : fast::right_by(program_, decision, award);
  }

  std::vector<std::string> what_follows(Decided const& after, run::Awarded const& award) const {
    std::vector<std::string> sentences;
    auto const route = route_of(after.decision, award);
    auto const& routes = program_.awards[award.award].routes;
    std::string const by =
        route < routes.size()
            ? fmt::format("route {}{}", routes[route].name,
                          routes[route].title.empty() ? "" : fmt::format(" ({})", routes[route].title))
            : "";
    if (grants(award) && asked_.wanted.route == none) {
      sentences.push_back(fmt::format("{}{}, by {}", award.status == run::Status::granted ? "" : "at least ",
                                      render::value_in_words(program_, award.value, type(award)), by));
    } else {
      auto const granted = std::find_if(award.routes.begin(), award.routes.end(), [&](auto const& one) {
        return one.route == route && one.status == run::Status::granted;
      });
      if (granted != award.routes.end())
        sentences.push_back(
            fmt::format("{}, by {}", render::value_in_words(program_, granted->value, type(award)), by));
      else
        sentences.push_back(fmt::format("a right by {}; its amount is not known yet", by));
    }
    if (route < routes.size()) {
      if (auto const citation = render::cite(program_, routes[route].citation); !citation.empty())
        sentences.push_back(citation);
    }
    for (auto& sentence : open_amount(award, route)) sentences.push_back(std::move(sentence));
    return sentences;
  }

  // Why the amount of a route is not known; the first reasons.
  std::vector<std::string> open_amount(run::Awarded const& award, std::uint32_t route) const {
    std::vector<std::string> sentences;
    if (grants(award) && asked_.wanted.route == none) return sentences;
    for (auto const& one : award.routes) {
      if (one.route != route) continue;
      for (auto const& reason : render::group(program_, one.blockers)) {
        if (sentences.size() == 3) break;
        sentences.push_back(fmt::format("{}: {}", render::kind_in_words(reason.kind), reason.subject));
      }
    }
    return sentences;
  }

  std::vector<std::string> why_open(Decided const& after) const {
    std::vector<std::string> sentences;
    auto const* award = find(after.decision, asked_.wanted);
    if (!award) return sentences;
    for (auto const& reason : render::group(program_, award->blockers)) {
      if (sentences.size() == most_reasons) break;
      sentences.push_back(fmt::format("{}: {}", render::kind_in_words(reason.kind), reason.subject));
    }
    return sentences;
  }

  struct Other {
    std::string label, before, after;
  };
  // Awards to which there is a right in one of the two cases, and not in the other.
  std::vector<Other> also(Decided const& after) const {
    std::vector<Other> others;
    auto const& before = asked_.before.decision;
    auto const right = [&](run::Decision const& decision, run::Awarded const* award) {
      return award && fast::right_by(program_, decision, *award) != none;
    };
    auto const status = [](run::Awarded const* award) {
      return award ? std::string(render::status_in_words(award->status)) : std::string("not asked for");
    };
    auto const add = [&](run::Awarded const& one, run::Awarded const* was, run::Awarded const* is) {
      bool const had = right(before, was);
      bool const has = right(after.decision, is);
      if (had == has) return;
      bool const granted = is && grants(*is);
      others.push_back({one.label, status(was), has && !granted ? "a right" : status(is)});
    };
    for (auto const& one : before.awards) {
      if (&one == award_) continue;
      add(one, &one, find(after.decision, {one.award, one.arguments, none}));
    }
    for (auto const& one : after.decision.awards) {
      fast::Wanted const same{one.award, one.arguments, none};
      if (!find(before, same) && &one != find(after.decision, asked_.wanted)) add(one, nullptr, &one);
    }
    return others;
  }

  // ---------------------------------------------------------------- what may change

  std::vector<std::string> what_was_tried() const {
    std::vector<std::string> sentences;
    auto const& calendar = asked_.calendar;
    std::vector<std::string> days, states, choices;
    for (auto const fact : calendar.days) days.push_back(fact_name(fact));
    for (auto const state : calendar.states) states.push_back(core::state_code(program_, state));
    for (auto const& one : asked_.choices) choices.push_back(fmt::format("{} = {}", one.fact, one.after));
    bool const dated = !days.empty() && calendar.event.has_value();
    if (dated && nearest_.evaluations == 0)
      sentences.emplace_back(
          "No month lies before the event, and the days may not come later: no time can be added.");
    else if (dated && calendar.later)
      sentences.push_back(fmt::format(
          "Tried: {} later, up to {} months from {} on{}.", fmt::join(days, ", "), calendar.months,
          calendar.start.to_string(),
          states.empty() ? "" : fmt::format(", with insurance from then on in {}", fmt::join(states, ", "))));
    else if (dated && !states.empty())
      sentences.push_back(fmt::format("Tried: insurance from {} on in {}.", calendar.start.to_string(),
                                      fmt::join(states, ", ")));
    else
      sentences.emplace_back("No day may come later, and so no time can be added.");
    if (!choices.empty()) sentences.push_back(fmt::format("Tried: {}.", fmt::join(choices, "; ")));
    if (!turned_.empty())
      sentences.emplace_back(
          "Amounts rest on what the case certifies today: earnings of the time to come are not known.");
    sentences.push_back(fmt::format("{} evaluated.", render::counted(nearest_.evaluations, "way", "ways")));
    if (nearest_.limited)
      sentences.push_back(fmt::format("The limit of {} was met: not all months were tried.",
                                      std::uint64_t{fast::most_evaluations}));
    return sentences;
  }

  void may_change(text::JsonWriter& w) const {
    auto const& calendar = asked_.calendar;
    bool const dated = !calendar.days.empty() && calendar.event.has_value();
    w.key("may_change").begin_object().key("days").begin_array();
    if (dated) {
      for (auto const fact : calendar.days) w.string(fact_name(fact));
    }
    w.end_array().key("later").truth(dated && calendar.later);
    w.key("from");
    if (dated)
      w.string(calendar.start.to_string());
    else
      w.null();
    w.key("months").number(static_cast<std::uint64_t>(calendar.months));
    w.key("states").begin_array();
    for (auto const state : calendar.states) w.string(core::state_code(program_, state));
    w.end_array().key("choices").begin_array();
    for (auto const& one : asked_.choices)
      w.begin_object().member("fact", one.fact).member("value", one.after).end_object();
    w.end_array().end_object();
  }

  // What of the case becomes otherwise, without what follows.
  void what_changes(text::JsonWriter& w, Change const& change) const {
    w.member("title", title(change));
    w.key("wait").number(static_cast<std::uint64_t>(change.wait));
    w.key("event");
    if (change.event)
      w.string(change.event->to_string());
    else
      w.null();
    w.key("insured");
    if (auto const time = insured(change)) {
      w.begin_object().key("months").number(static_cast<std::uint64_t>(change.months));
      w.member("state", core::state_code(program_, change.state));
      w.member("from", time->first.to_string()).member("to", time->last.to_string());
      w.key("like");
      if (time->like)
        w.string(time->like->id);
      else
        w.null();
      w.end_object();
    } else {
      w.null();
    }
    w.key("choice");
    if (auto const* other = choice(change))
      w.begin_object()
          .member("fact", other->fact)
          .optional_member("before", other->before)
          .member("after", other->after)
          .end_object();
    else
      w.null();
  }

  void change(text::JsonWriter& w, Turned const& one) const {
    auto const& after = one.after.inside();
    w.begin_object();
    what_changes(w, one.change);
    w.key("days").begin_array();
    for (auto const& [name, day] : days(one.change, after))
      w.begin_object().member("fact", name).member("day", day.to_string()).end_object();
    w.end_array().key("after");
    auto const* award = find(after.decision, asked_.wanted);
    if (award) {
      auto const route = route_of(after.decision, *award);
      auto const& routes = program_.awards[award->award].routes;
      w.begin_object().member("status", run::name(award->status)).key("amount");
      if (grants(*award))
        w.string(amount(*award));
      else
        w.null();
      w.key("route");
      if (route < routes.size())
        w.string(routes[route].name);
      else
        w.null();
      w.optional_member("citation",
                        route < routes.size() ? render::cite(program_, routes[route].citation) : "");
      w.key("reasons").begin_array();
      for (auto const& sentence : open_amount(*award, route)) w.string(sentence);
      w.end_array().end_object();
    } else {
      w.null();
    }
    w.key("also").begin_array();
    for (auto const& other : also(after))
      w.begin_object()
          .member("label", other.label)
          .member("before", other.before)
          .member("after", other.after)
          .end_object();
    w.end_array().end_object();
  }

  Search const& asked_;
  core::Program const& program_;
  fast::Nearest const& nearest_;
  std::vector<Turned> const& turned_;
  std::optional<Decision> const& open_;
  run::Awarded const* award_;
  render::TextOptions options_;
  std::vector<render::Unmet> reasons_;
};

}  // namespace

std::string report(Search const& asked, fast::Nearest const& nearest, std::vector<Turned> const& turned,
                   std::optional<Decision> const& open, Form form) {
  Report const report(asked, nearest, turned, open);
  return form == Form::json ? report.json() : report.text();
}

std::string said_already(Search const& asked, run::Awarded const& award, Form form) {
  auto const& program = asked.rules.inside().program;
  auto const& declared = program.awards[award.award];
  auto const route =
      asked.wanted.route != none ? asked.wanted.route : fast::right_by(program, asked.before.decision, award);
  std::string const name = route < declared.routes.size() ? declared.routes[route].name : "";
  bool const granted = award.status == run::Status::granted || award.status == run::Status::at_least;
  std::string const amount =
      granted ? core::to_string(program, award.value, core::type_for(program, declared.type, award.arguments))
              : "";
  if (form == Form::json) {
    text::JsonWriter w(true);
    w.begin_object().member("format", "convenio-nearest-1").member("case", asked.before.case_id);
    w.key("identity").begin_object().member("engine", version()).member("rules", program.identity);
    w.member("case", asked.before.decision.case_identity).end_object();
    w.member("award", asked.label).key("route");
    if (asked.wanted.route != none)
      w.string(name);
    else
      w.null();
    w.member("status", run::name(award.status)).key("right").truth(true);
    w.key("refused_by").begin_array().end_array().key("may_change").null();
    w.key("changes").begin_array().end_array().key("open").null();
    w.key("evaluations").number(0).key("complete").truth(true);
    return w.end_object().take() + "\n";
  }
  render::Page page(80);
  page.paragraph(
      fmt::format(
          "{}: there is a right already, by route {}{}.",
          render::heading_of(program, declared.title, declared.name, declared.generators, award.arguments),
          name,
          granted ? fmt::format(": {}{}", award.status == run::Status::granted ? "" : "at least ", amount)
                  : "; its amount is not known yet"),
      0, 2);
  return page.take();
}

}  // namespace convenio::api::turning
