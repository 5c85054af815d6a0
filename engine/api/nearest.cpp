// What would turn a refusal: the award and what may change, as they are asked for, and what is said of the
// answer. The search is engine/fast/nearest.hpp's; what it finds is decided by the reference.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/api/codes.hpp"
#include "engine/api/inside.hpp"
#include "engine/api/settings.hpp"
#include "engine/api/trying.hpp"
#include "engine/cases/json.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/cases/scalars.hpp"
#include "engine/fast/nearest.hpp"
#include "engine/render/reasons.hpp"
#include "engine/render/refusal.hpp"
#include "engine/render/wrap.hpp"
#include "engine/run/choice.hpp"
#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

constexpr std::size_t most_changes = 5;  // that are told
constexpr std::size_t most_reasons = 8;  // of the refusal, as text
constexpr std::size_t most_choices = 8;  // that are tried
constexpr std::size_t terms = 10;        // columns of a term beside its text

using core::Type;
using fast::Change;
using model::none;

Outcome refused(text::Code code, std::string_view sentence) {
  return {Status::bad_argument, fmt::format("[{}] {}", code.printed(), sentence)};
}

std::string without_spaces(std::string_view text) {
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) { return c != ' '; });
  return kept;
}

// ---------------------------------------------------------------- which award

run::Awarded const* find(run::Decision const& decision, fast::Wanted const& wanted) {
  for (auto const& one : decision.awards) {
    if (one.award == wanted.award &&
        std::equal(one.arguments.begin(), one.arguments.end(), wanted.arguments.begin(),
                   wanted.arguments.end(), [](auto const& a, auto const& b) { return model::equal(a, b); }))
      return &one;
  }
  return nullptr;
}

Outcome no_such_award(run::Decision const& decision, std::string_view asked) {
  std::vector<std::string> labels;
  for (auto const& one : decision.awards) labels.push_back(one.label);
  return refused(
      Code::no_such_award,
      fmt::format("{}: there is no such award; the awards of this case: {}", text::printable(asked),
                  labels.empty() ? "none" : fmt::format("{}", fmt::join(labels, ", "))));
}

// `pension(UY, old_age)`, as a decision names it or written anew; with its package where that is said.
Outcome read_award(core::Program const& program, run::Decision const& decision, std::string_view asked,
                   fast::Wanted& wanted) {
  auto const plain = without_spaces(asked);
  for (auto const& one : decision.awards) {
    if (without_spaces(one.label) != plain) continue;
    wanted.award = one.award;
    wanted.arguments = one.arguments;
    return {};
  }
  auto const open = plain.find('(');
  auto const name = plain.substr(0, open);
  std::vector<std::string> words;
  if (open != std::string::npos) {
    if (plain.back() != ')') return no_such_award(decision, asked);
    std::string_view rest(plain);
    rest = rest.substr(open + 1, rest.size() - open - 2);
    for (;;) {
      auto const comma = rest.find(',');
      words.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  for (model::AwardId id = 0; id < program.awards.size(); ++id) {
    auto const& award = program.awards[id];
    if (award.name != name && award.package + "." + award.name != name) continue;
    if (award.generators.size() != words.size()) continue;
    std::vector<model::Value> arguments;
    for (std::size_t n = 0; n < words.size(); ++n) {
      auto const type = render::element_type(program, award.generators[n]);
      if (type == none) break;
      auto read = cases::read_scalar(program, type, words[n]);
      auto* value = std::get_if<model::Value>(&read);
      auto const* state = value ? std::get_if<model::StateRef>(&value->content) : nullptr;
      if (value && (!state || state->id < program.states.size())) arguments.push_back(std::move(*value));
    }
    if (arguments.size() != words.size()) continue;
    wanted.award = id;
    wanted.arguments = std::move(arguments);
    return {};
  }
  return no_such_award(decision, asked);
}

Outcome read_route(core::Program const& program, std::string const& asked, fast::Wanted& wanted) {
  if (asked.empty()) return {};
  std::vector<std::string> names;
  auto const& routes = program.awards[wanted.award].routes;
  for (std::uint32_t n = 0; n < routes.size(); ++n) {
    if (!core::is_for(routes[n], wanted.arguments)) continue;
    if (routes[n].name == asked) wanted.route = n;
    names.push_back(routes[n].name);
  }
  if (wanted.route != none) return {};
  return refused(Code::no_such_route, fmt::format("{}: there is no such route; those of the award: {}",
                                                  text::printable(asked), fmt::join(names, ", ")));
}

// ---------------------------------------------------------------- what may be chosen otherwise

struct Choice {
  std::string fact, before, after;
  cases::Case facts;
};

// A setting that was asked for must be good; one that is tried anyway is passed over where it is not.
Outcome choose(Rules const& rules, cases::Json const& document, std::string const& setting,
               std::string before, std::vector<Choice>& choices, std::string& made) {
  auto const& program = rules.inside().program;
  cases::Json changed = document;
  if (auto outcome = set(program, changed, setting); !outcome.ok()) return outcome;
  auto read = cases::read_case(program, changed);
  if (!read.faults.empty()) {
    for (auto const& fault : read.faults) made += cases::to_string(fault) + "\n";
    return {Status::faulty_case, "the case with this setting has faults"};
  }
  auto const equals = setting.find('=');
  choices.push_back(
      {setting.substr(0, equals), std::move(before), setting.substr(equals + 1), std::move(read.facts)});
  return {};
}

// The other words that a choice between few has.
std::vector<std::string> other_words(core::Program const& program, core::TypeId type,
                                     model::Value const& value) {
  std::vector<std::string> words;
  auto const& wanted = program.types[type];
  if (auto const* truth = std::get_if<bool>(&value.content)) words.emplace_back(*truth ? "no" : "yes");
  if (wanted.kind == Type::Kind::enumeration) {
    for (auto const& word : program.enumerations[wanted.enumeration()].values) {
      if (word.name != core::to_string(program, value, type)) words.push_back(word.name);
    }
  }
  return words;
}

// The elections at which the decision on the award looked.
std::vector<std::pair<std::string, std::string>> elections(core::Program const& program,
                                                           run::Decision const& decision,
                                                           run::Awarded const* award) {
  std::vector<std::pair<std::string, std::string>> found;  // the setting, and what holds now
  if (!award || award->node == none) return found;
  auto const& nodes = decision.explanation.nodes;
  auto const reached = render::reached(decision.explanation, {award->node});
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    auto const& node = nodes[n];
    if (!reached[n] || node.kind != run::Node::Kind::fact || node.value.absent()) continue;
    auto const& fact = program.facts[node.a];
    if (fact.role != core::Fact::Role::election) continue;
    for (auto const& word : other_words(program, fact.type, node.value))
      found.emplace_back(node.label + "=" + word, core::to_string(program, node.value, node.type));
  }
  return found;
}

// ---------------------------------------------------------------- what is said

struct Turned {
  Change change;
  Decision after;
};

struct Search {
  Rules const& rules;
  Decided const& before;
  fast::Wanted wanted;
  std::string label;
  fast::Calendar calendar;
  std::vector<Choice> choices;  // those after the case itself
};

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

// ---------------------------------------------------------------- before anything is tried

bool has_right(core::Program const& program, Decided const& before, fast::Wanted const& wanted,
               run::Awarded const& award) {
  if (wanted.route == none) return fast::right_by(program, before.decision, award) != none;
  for (std::uint32_t n = 0; n < award.routes.size(); ++n) {
    if (award.routes[n].route == wanted.route) return fast::has_right(program, before.decision, award, n);
  }
  return false;
}

// What is said where there is a right already; form and words of a search that found nothing to change.
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

Outcome is_open(core::Program const& program, std::string const& label,
                std::vector<model::Blocker> const& blockers, run::Status status) {
  std::vector<std::string> reasons;
  for (auto const& reason : render::group(program, blockers)) {
    if (reasons.size() == most_reasons) break;
    auto subject = reason.subject;
    if (subject.ends_with('.')) subject.pop_back();
    reasons.push_back(fmt::format("{}: {}", render::kind_in_words(reason.kind), subject));
  }
  return refused(Code::open_award, fmt::format("{} is {}; first this must be known: {}", label,
                                               render::status_in_words(status), fmt::join(reasons, "; ")));
}

bool may(NearestOptions const& options, std::string_view what) {
  return options.only.empty() ||
         std::find(options.only.begin(), options.only.end(), what) != options.only.end();
}

// The States in which time is added: those that are named, or those of the career and of the award.
Outcome find_states(core::Program const& program, NearestOptions const& options, cases::Case const& facts,
                    fast::Wanted const& wanted, fast::Calendar& calendar) {
  if (!may(options, "time")) return {};
  auto const add = [&](model::StateId state) {
    if (std::find(calendar.states.begin(), calendar.states.end(), state) == calendar.states.end())
      calendar.states.push_back(state);
  };
  for (auto const& code : options.states) {
    auto const read = cases::read_state(program, code);
    auto const* state = std::get_if<model::StateId>(&read);
    if (!state || *state >= program.states.size())
      return refused(Code::unknown_state,
                     fmt::format("{}: these rules declare no such State", text::printable(code)));
    add(*state);
  }
  if (!options.states.empty() || calendar.history == none) return {};
  auto const given = facts.facts.find({calendar.history, {}});
  auto const& history = *given->second.values.front().as<model::HistoryPtr>();
  for (auto const& period : history.periods) {
    if (period.state < program.states.size()) add(period.state);
  }
  for (auto const& argument : wanted.arguments) {
    if (auto const* state = std::get_if<model::StateRef>(&argument.content)) add(state->id);
  }
  return {};
}

}  // namespace

Outcome nearest(Rules const& rules, std::string_view case_json, std::string_view award,
                NearestOptions const& options, Form form, std::string& made, bool& set_by) {
  set_by = false;
  for (auto const& word : options.only) {
    if (word != "time" && word != "later" && word != "choices")
      return refused(Code::nothing_may_change,
                     fmt::format("{}: what may change is time, later or choices", text::printable(word)));
  }
  auto const before = decide(rules, case_json);
  if (!before.ok()) {
    for (auto const& fault : before.faults()) made += to_string(fault) + "\n";
    return before.outcome();
  }
  auto const& program = rules.inside().program;
  Search asked{rules, before.inside(), {}, {}, {}, {}};
  auto const& decided = before.inside();
  if (auto outcome = read_award(program, decided.decision, award, asked.wanted); !outcome.ok())
    return outcome;
  if (auto outcome = read_route(program, options.route, asked.wanted); !outcome.ok()) return outcome;
  auto const* now = find(decided.decision, asked.wanted);
  asked.label = now ? now->label : without_spaces(award);
  if (now && has_right(program, decided, asked.wanted, *now)) {
    made = said_already(asked, *now, form);
    return {};
  }
  if (now) {
    auto const* route = asked.wanted.route != none && asked.wanted.route < now->routes.size()
                            ? &now->routes[asked.wanted.route]
                            : nullptr;
    auto const status = route ? route->status : now->status;
    if (run::is_open(status))
      return is_open(program, asked.label, route ? route->blockers : now->blockers, status);
  }

  cases::Faults faults(1);
  auto const document = cases::read_json(case_json, {}, faults);
  if (!document) return {Status::internal, "the case cannot be read twice"};
  for (auto const& setting : options.may) {
    set_by = true;
    if (auto outcome = choose(rules, *document, setting, {}, asked.choices, made); !outcome.ok())
      return outcome;
    set_by = false;
  }
  if (may(options, "choices")) {
    for (auto const& [setting, held] : elections(program, decided.decision, now)) {
      std::string ignored;
      if (asked.choices.size() < most_choices)
        choose(rules, *document, setting, held, asked.choices, ignored);
    }
  }

  fast::Machine machine(program);
  asked.calendar = fast::calendar_of(machine, decided.facts, asked.wanted);
  asked.calendar.later = may(options, "later");
  asked.calendar.months = static_cast<std::int64_t>(
      std::min<std::size_t>(options.months, static_cast<std::size_t>(fast::most_months)));
  if (auto outcome = find_states(program, options, decided.facts, asked.wanted, asked.calendar);
      !outcome.ok())
    return outcome;
  std::vector<cases::Case> choices{decided.facts};
  for (auto const& one : asked.choices) choices.push_back(one.facts);
  auto const found = fast::nearest(machine, asked.wanted, asked.calendar, choices);

  auto const as_changed = [&](Change const& change) {
    return decide(rules, fast::changed(program, asked.calendar, choices[change.choice], change), {});
  };
  std::vector<Turned> turned;
  for (auto const& change : found.changes) {
    turned.push_back({change, turned.size() < most_changes ? as_changed(change) : before});
  }
  std::optional<Decision> open;
  if (found.open) open = as_changed(*found.open);
  Report const report(asked, found, turned, open);
  made = form == Form::json ? report.json() : report.text();
  return {};
}

}  // namespace convenio::api
