// See gaps.hpp: what is told of days without a right, and what would close them, as text and as JSON.
#include <algorithm>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "engine/core/wording.hpp"
#include "engine/render/gaps.hpp"
#include "engine/render/reasons.hpp"
#include "engine/render/report.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::render {

namespace {

using run::Awarded;
using run::RouteResult;
using run::Status;

// One thing that would close a gap, or that stands in its way.
struct Remedy {
  enum class Kind : std::uint8_t { condition, fact, law, end, record } kind{};
  std::string route, citation;  // condition
  std::string text;             // the condition that is not met, the question, what is not encoded, the title of the particular
  std::string fact, holder;     // fact
  std::optional<model::Date> day;  // end
  friend bool operator==(Remedy const&, Remedy const&) = default;
};
char const* name(Remedy::Kind kind) {
  switch (kind) {
    case Remedy::Kind::condition:
      return "condition";
    case Remedy::Kind::fact:
      return "fact";
    case Remedy::Kind::law:
      return "law";
    case Remedy::Kind::end:
      return "end";
    case Remedy::Kind::record:
      return "record";
  }
  return "";
}

Message in_words(Lack lack) {
  switch (lack) {
    case Lack::floor_only:
      return Message::floor_only;
    case Lack::open:
      return Message::undetermined;
    case Lack::not_encoded:
      return Message::not_encoded;
    case Lack::silent:
      return Message::undefined;
    case Lack::ended:
      return Message::right_ended;
    case Lack::refused:
      return Message::refused;
    case Lack::no_record:
      return Message::no_record;
  }
  return Message::refused;
}

class GapsReport {
 public:
  GapsReport(Context const& context, GapsAsked const& asked)
      : context_(context), asked_(asked), award_(context.program.awards[asked.award]), speech_(context.program, context.options.language),
        lives_(gaps_of_lives(context.program, context.decision, asked)) {}

  std::string text() {
    Page page(context_.options.columns);
    auto const title = speech_.called(award_.title, award_.name);
    page.paragraph(speech_(Message::gaps_of, {{"award", title}, {"step", step(asked_.floor)}}), 0, 4);
    for (auto const& life : lives_) print(page, life);
    if (lives_.empty()) page.gap().line(speech_(Message::no_award));
    if (!context_.decision.blockers.empty()) {
      page.gap().line(speech_(Message::further_awards_open));
      for (auto const& reason : group(context_.program, context_.decision.blockers)) page.paragraph(speech_.text(reason.subject), 2, 4);
    }
    return page.take();
  }

  std::string json() {
    text::JsonWriter w(true);
    auto const& program = context_.program;
    w.begin_object().member("format", "convenio-gaps-1").member("case", context_.decision.case_id);
    w.key("identity").begin_object().member("engine", core::engine_version()).member("rules", program.identity);
    w.member("case", context_.decision.case_identity).end_object();
    w.member("award", award_.name).optional_member("title", award_.title);
    w.member("floor", program.enumerations[award_.steps].values[asked_.floor].name);
    if (asked_.ends_by < award_.particulars.size()) w.member("ends_by", award_.particulars[asked_.ends_by].name);
    w.key("lives").begin_array();
    for (auto const& life : lives_) write(w, life);
    w.end_array().key("open").begin_array();
    for (auto const& reason : group(program, context_.decision.blockers)) w.string(reason.subject);
    return w.end_array().end_object().take() + "\n";
  }

 private:
  std::string step(std::uint32_t index) { return speech_.value({model::Enumerated{model::EnumerationId(award_.steps), index}}, model::none); }
  std::string days(std::int64_t count) { return speech_.quantity(model::Rational(count), model::Unit::calendar_days); }
  std::string from_to(model::Date first, model::Date last) {
    if (first == last) return speech_.day(first);
    return speech_(Message::from_to, {{"first", speech_.day(first)}, {"last", speech_.day(last)}});
  }
  std::string title_of(core::Route const& route) { return speech_.text(route.title.empty() ? route.name : route.title); }

  void print(Page& page, Life const& life) {
    page.gap().paragraph(speech_(Message::life_of, {{"who", life.who},
                                                    {"span", from_to(life.first, life.last)},
                                                    {"covered", days(life.covered)},
                                                    {"days", days(life.days())}}),
                         0, 4);
    if (life.gaps.empty()) page.paragraph(speech_(Message::no_gap), 2);
    for (auto const& gap : life.gaps) {
      page.paragraph(speech_(Message::gap_of, {{"span", from_to(gap.first, gap.last)},
                                               {"days", days(gap.days())},
                                               {"lack", std::string(speech_(in_words(gap.lack)))}}),
                     2, 4);
      for (auto const n : gap.awards) {
        auto const& one = context_.decision.awards[n];
        page.paragraph(speech_(Message::titled, {{"title", speech_.arguments(award_.generators, one.arguments)}, {"text", stands(one)}}), 4, 6);
      }
      auto const all = remedies(gap);
      for (std::size_t n = 0; n < all.size(); ++n) page.paragraph(fmt::format("- {}", told(all[n])), 6, 8);
    }
  }

  // What is decided of a record: its status, and of a granted one by which step.
  std::string stands(Awarded const& one) {
    bool const granted = one.route < award_.routes.size() && (one.status == Status::granted || one.status == Status::at_least);
    if (!granted) return speech_.status(one.status);
    auto const& route = award_.routes[one.route];
    return fmt::format("{} ({})", speech_.status(one.status), route.step == model::none ? title_of(route) : step(route.step));
  }

  std::string told(Remedy const& one) {
    switch (one.kind) {
      case Remedy::Kind::condition: {
        auto const text = speech_(Message::titled, {{"title", one.route}, {"text", one.text}});
        return one.citation.empty() ? text : fmt::format("{} [{}]", text, one.citation);
      }
      case Remedy::Kind::fact:
        return one.holder.empty() ? fmt::format("{} [{}]", one.text, one.fact)
                                  : fmt::format("{} [{}] ({})", one.text, one.fact, speech_(Message::from_whom, {{"holder", one.holder}}));
      case Remedy::Kind::law:
        return one.text;
      case Remedy::Kind::end:
        return speech_(Message::ends_on, {{"title", one.text}, {"day", speech_.day(*one.day)}});
      case Remedy::Kind::record:
        return std::string(speech_(Message::say_where));
    }
    return "";
  }

  static void add(std::vector<Remedy>& all, Remedy one) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
  }

  std::vector<Remedy> remedies(Hole const& gap) {
    std::vector<Remedy> all;
    if (gap.awards.empty()) add(all, {Remedy::Kind::record, {}, {}, {}, {}, {}, {}});
    for (auto const n : gap.awards) {
      auto const& one = context_.decision.awards[n];
      for (auto const& stated : one.particulars) {
        auto const* day = std::get_if<model::Date>(&stated.value.content);
        if (stated.particular != asked_.ends_by || stated.status != Status::granted || !day || *day >= gap.first) continue;
        auto const& particular = award_.particulars[stated.particular];
        auto const title = particular.title.empty() ? core::with_spaces(particular.name) : particular.title;
        add(all, {Remedy::Kind::end, {}, {}, speech_.text(title), {}, {}, *day});
      }
      for (auto const& point : one.same_for) fact(all, point.subject);
      blockers(all, one.blockers);
      for (auto const* result : before_the_floor(one)) {
        auto const& route = award_.routes[result->route];
        if (result->status != Status::refused) {
          blockers(all, result->blockers);
          continue;
        }
        for (auto const& reason : unmet_of(context_, speech_, result->node))
          add(all, {Remedy::Kind::condition, title_of(route), reason.citation, reason.text, {}, {}, {}});
      }
    }
    return all;
  }

  // Routes that are for such a record and stand before the floor, in the order of their steps.
  std::vector<RouteResult const*> before_the_floor(Awarded const& one) const {
    std::vector<RouteResult const*> all;
    for (auto const& result : one.routes) {
      bool const idle = result.status == Status::not_applicable || result.status == Status::granted || result.status == Status::at_least;
      if (idle || result.never || result.route >= award_.routes.size() || award_.routes[result.route].step >= asked_.floor) continue;
      if (result.status != Status::refused && !result.applies) continue;
      if (core::is_for(award_.routes[result.route], one.arguments)) all.push_back(&result);
    }
    std::stable_sort(all.begin(), all.end(), [&](auto const* a, auto const* b) { return award_.routes[a->route].step < award_.routes[b->route].step; });
    return all;
  }

  void blockers(std::vector<Remedy>& all, std::vector<model::Blocker> const& blockers) {
    for (auto const& reason : group(context_.program, blockers)) {
      if (asks_for_a_fact(reason.kind))
        fact(all, reason.subject);
      else
        add(all, {Remedy::Kind::law, {}, {}, speech_.text(reason.subject), {}, {}, {}});
    }
  }

  void fact(std::vector<Remedy>& all, std::string const& subject) {
    auto const question = question_of(context_.program, subject);
    auto const holder = holder_of(context_.program, subject);
    add(all, {Remedy::Kind::fact, {}, {}, speech_.text(question.empty() ? subject : question), subject, holder ? speech_.holder(*holder) : "", {}});
  }

  void write(text::JsonWriter& w, Life const& life) {
    w.begin_object().member("who", life.who).member("from", life.first.to_string()).member("to", life.last.to_string());
    w.key("days").number(static_cast<std::uint64_t>(life.days())).key("covered").number(static_cast<std::uint64_t>(life.covered));
    w.key("gaps").begin_array();
    for (auto const& gap : life.gaps) {
      w.begin_object().member("from", gap.first.to_string()).member("to", gap.last.to_string());
      w.key("days").number(static_cast<std::uint64_t>(gap.days())).member("lack", render::name(gap.lack));
      w.key("awards").begin_array();
      for (auto const n : gap.awards) {
        auto const& one = context_.decision.awards[n];
        w.begin_object().member("label", one.label).member("status", run::name(one.status));
        if (one.route < award_.routes.size()) {
          auto const& route = award_.routes[one.route];
          w.member("route", route.name);
          if (route.step != model::none) w.member("step", context_.program.enumerations[award_.steps].values[route.step].name);
        }
        w.end_object();
      }
      w.end_array().key("closed_by").begin_array();
      for (auto const& one : remedies(gap)) {
        w.begin_object().member("kind", name(one.kind)).optional_member("route", one.route).optional_member("citation", one.citation);
        w.optional_member("text", one.text).optional_member("fact", one.fact).optional_member("holder", one.holder);
        if (one.day) w.member("day", one.day->to_string());
        w.end_object();
      }
      w.end_array().end_object();
    }
    w.end_array().end_object();
  }

  Context const& context_;
  GapsAsked const& asked_;
  core::Award const& award_;
  Speech speech_;
  std::vector<Life> lives_;
};

}  // namespace

std::string gaps_as_text(core::Program const& program, cases::Case const& facts, run::Decision const& decision, GapsAsked const& asked,
                         TextOptions const& options) {
  Context const context{program, facts, decision, options, {}};
  return GapsReport(context, asked).text();
}

std::string gaps_as_json(core::Program const& program, cases::Case const& facts, run::Decision const& decision, GapsAsked const& asked) {
  TextOptions const options;
  Context const context{program, facts, decision, options, {}};
  return GapsReport(context, asked).json();
}

}  // namespace convenio::render
