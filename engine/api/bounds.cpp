// How far the awards of a case can go. Knows the words and the layout; what can be is engine/run/reach.hpp's.
#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/api/trying.hpp"
#include "engine/render/reasons.hpp"
#include "engine/run/reach.hpp"
#include "engine/run/worlds.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::api {

namespace {

constexpr std::size_t terms = 10;        // columns of a term beside its text
constexpr std::size_t most_points = 12;  // of an award, as text

class Report {
 public:
  Report(core::Program const& program, cases::Case const& facts, run::Reached const& reached)
      : program_(program), facts_(facts), reached_(reached) {}

  std::string text() const {
    render::Page page(80);
    for (auto const& one : reached_.awards) {
      auto const& award = reached_.decision.awards[one.award];
      page.gap().line(award.label);
      if (one.points.empty() && one.bounded_above) {
        page.entry("known", known(award), 2, terms);
        continue;
      }
      page.entry("lowest", lowest(one), 2, terms);
      page.entry("highest", highest(one), 2, terms);
      for (std::size_t n = 0; n < one.points.size() && n < most_points; ++n) {
        auto const& point = one.points[n];
        page.entry(n == 0 ? "hangs on" : "", fmt::format("{}: {}", point.subject, point.among), 2, terms);
        page.paragraph(left_in_words(one, point), 2 + terms, 2 + terms);
      }
      if (one.points.size() > most_points)
        page.entry("", fmt::format("and {} more", one.points.size() - most_points), 2, terms);
      bool first = true;
      for (auto const& sentence : why_open(one))
        page.entry(std::exchange(first, false) ? "open" : "", sentence, 2, terms);
    }
    if (reached_.awards.empty()) page.line("No award arises from these facts.");
    if (!reached_.decision.blockers.empty()) {
      page.gap().line("Whether there are further awards is open");
      for (auto const& reason : render::group(program_, reached_.decision.blockers))
        page.paragraph(in_words(reason), 2, 4);
    }
    page.gap().line(fmt::format("{} evaluated.", render::counted(reached_.completions, "way", "ways")));
    return page.take();
  }

  std::string json() const {
    text::JsonWriter w(true);
    w.begin_object().member("format", "convenio-bounds-1").member("case", facts_.id);
    w.key("identity").begin_object().member("engine", version()).member("rules", program_.identity);
    w.member("case", facts_.identity).end_object();
    w.key("evaluations").number(reached_.completions).key("awards").begin_array();
    for (auto const& one : reached_.awards) award(w, one);
    w.end_array().key("open").begin_array();
    for (auto const& reason : render::group(program_, reached_.decision.blockers)) w.string(in_words(reason));
    return w.end_array().end_object().take() + "\n";
  }

 private:
  core::TypeId type(run::Awarded const& award) const {
    return core::type_for(program_, program_.awards[award.award].type, award.arguments);
  }
  std::string amount(run::Reach const& one, model::Amount const& amount) const {
    return core::to_string(program_, {amount}, type(reached_.decision.awards[one.award]));
  }
  std::string known(run::Awarded const& award) const {
    if (award.status == run::Status::granted) return core::to_string(program_, award.value, type(award));
    return std::string(render::status_in_words(award.status));
  }

  // The statuses of the completions that grant nothing.
  std::string nothing(run::Reach const& one) const {
    std::vector<std::string_view> words;
    for (auto const status : one.statuses) {
      if (status == run::Status::refused || status == run::Status::not_applicable)
        words.push_back(render::status_in_words(status));
    }
    return fmt::format("nothing ({})", fmt::join(words, " or "));
  }
  std::string lowest(run::Reach const& one) const {
    if (one.nothing) return nothing(one);
    if (one.mixed) return "the amounts cannot be compared";
    std::string const tried = one.bounded_below ? "" : ", of what was tried; nothing bounds it";
    return one.least ? amount(one, *one.least) + tried : "nothing bounds it";
  }
  std::string highest(run::Reach const& one) const {
    if (one.mixed) return "the amounts cannot be compared";
    if (!one.most) return one.bounded_above ? nothing(one) : "nothing bounds it";
    return amount(one, *one.most) + (one.bounded_above ? "" : ", of what was tried; nothing bounds it");
  }
  std::string left(run::Reach const& one, model::Rational const& number) const {
    auto bound = one.most ? *one.most : model::Amount{};
    bound.number = number;
    return one.most ? amount(one, bound) : number.to_string();
  }
  std::string left_in_words(run::Reach const& one, run::Point const& point) const {
    if (!point.all) return fmt::format("{} of its {} values were tried", point.tried, point.count);
    if (!point.left) return "known, it leaves the amount open for one of its values at least";
    if (*point.left == model::Rational(0)) return "known, it leaves nothing open";
    return fmt::format("known, it leaves {} between lowest and highest at most", left(one, *point.left));
  }
  static std::string in_words(render::Reason const& reason) {
    return fmt::format("{}: {}", render::kind_in_words(reason.kind), reason.subject);
  }
  std::vector<std::string> why_open(run::Reach const& one) const {
    std::vector<std::string> sentences;
    for (auto const& reason : render::group(program_, one.unbounded)) {
      bool const asked = render::asks_for_a_fact(reason.kind);
      sentences.push_back(in_words(reason) + (asked ? ", of which there is no list of values to try" : ""));
    }
    if (one.sampled) sentences.emplace_back("a point has more values than are tried");
    if (one.limited)
      sentences.push_back(fmt::format("a limit of one case was met: {} evaluations, {} routes or {} steps",
                                      run::completions_limit, run::completion_routes, run::completion_steps));
    return sentences;
  }

  void award(text::JsonWriter& w, run::Reach const& one) const {
    auto const& award = reached_.decision.awards[one.award];
    w.begin_object().member("label", award.label);
    w.key("statuses").begin_array();
    for (auto const status : one.statuses) w.string(run::name(status));
    w.end_array().key("lowest");
    bound(w, one, one.nothing || !one.least ? std::nullopt : one.least, one.bounded_below || one.nothing);
    w.key("highest");
    bound(w, one, one.most, one.bounded_above);
    w.key("hangs_on").begin_array();
    for (auto const& point : one.points) {
      w.begin_object().member("fact", point.subject).member("among", point.among);
      w.key("values").number(point.count).key("tried").number(point.tried).key("leaves");
      if (point.all && point.left)
        w.string(left(one, *point.left));
      else
        w.null();
      w.end_object();
    }
    w.end_array().key("open").begin_array();
    for (auto const& sentence : why_open(one)) w.string(sentence);
    w.end_array().end_object();
  }

  // An amount of null is no amount at all.
  void bound(text::JsonWriter& w, run::Reach const& one, std::optional<model::Amount> const& value,
             bool certain) const {
    w.begin_object().key("amount");
    if (value && !one.mixed)
      w.string(amount(one, *value));
    else
      w.null();
    w.key("certain").truth(certain && !one.mixed).end_object();
  }

  core::Program const& program_;
  cases::Case const& facts_;
  run::Reached const& reached_;
};

}  // namespace

Outcome bounds(Rules const& rules, std::string_view case_json, Form form, std::string& made) {
  auto const decision = read_case(rules, case_json);
  for (auto const& fault : decision.faults()) made += to_string(fault) + "\n";
  if (!decision.ok()) return decision.outcome();
  auto const& facts = decision.inside().facts;
  auto const& program = rules.inside().program;
  auto const reached = run::reach(program, facts);
  Report const report(program, facts, reached);
  made = form == Form::json ? report.json() : report.text();
  return {};
}

}  // namespace convenio::api
