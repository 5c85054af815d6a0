// See report.hpp.
#include "engine/render/report.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/core/wording.hpp"
#include "engine/render/named.hpp"
#include "engine/render/near.hpp"
#include "engine/render/reasons.hpp"
#include "engine/render/trail.hpp"

namespace convenio::render {

namespace {

using core::Op;
using model::Blocker;
using run::Awarded;
using run::Node;
using run::NodeId;
using run::RouteResult;
using run::Status;

bool const* truth_of(Node const* node) { return node ? std::get_if<bool>(&node->value.content) : nullptr; }

// The conditions under a truth that made it so: the sentences of rules, and where a rule has none, what is below it.
class Conditions {
 public:
  Conditions(Context const& context, Speech& speech) : context_(context), speech_(speech) {}

  // Of a condition that is met only what the rules say; of one that is not met always the reason.
  std::vector<Told> of(NodeId id, bool met) {
    met_ = met;
    follow(id, met, nullptr, 0);
    return std::move(told_);
  }

 private:
  static constexpr unsigned deepest = 64;
  static constexpr std::size_t most = 8;

  void follow(NodeId id, bool wished, Node const* rule, unsigned depth) {
    Node const* node = context_.node(id);
    auto const* truth = truth_of(node);
    if (!truth || *truth != wished || depth > deepest || told_.size() >= most || !seen_.insert(id).second) return;
    if (node->kind == Node::Kind::rule) {
      rule = node;
      if (!node->said.empty()) {
        for (auto const& said : node->said) tell({speech_.sentence(said), speech_.cite(node->citation)});
        return;
      }
    }
    auto const before = told_.size();
    inputs(*node, wished, rule, depth);
    if (told_.size() == before && !met_) leaf(*node, rule);
  }

  void inputs(Node const& node, bool wished, Node const* rule, unsigned depth) {
    if (node.inputs.empty() || !passes_on(node)) return;
    if (node.kind == Node::Kind::rule || node.kind == Node::Kind::route) {
      bool const route = node.kind == Node::Kind::route;
      std::size_t const from = route ? 0 : node.inputs.size() - 1;
      for (std::size_t n = from; n < node.inputs.size(); ++n) follow(node.inputs[n], wished, rule, depth + 1);
      return;
    }
    bool const flips = node.kind == Node::Kind::operation && node.op == Op::not_;
    for (auto const input : node.inputs) follow(input, flips ? !wished : wished, rule, depth + 1);
  }

  void leaf(Node const& node, Node const* rule) {
    if (rule && node.kind == Node::Kind::operation && node.op == Op::constant) {
      tell({cause_in_words(context_, *rule), speech_.cite(rule->citation)});
      return;
    }
    tell({cause_in_words(context_, node), rule ? speech_.cite(rule->citation) : ""});
  }

  void tell(Told told) {
    if (texts_.insert(told.text).second) told_.push_back(std::move(told));
  }

  Context const& context_;
  Speech& speech_;
  bool met_ = false;
  std::set<NodeId> seen_;
  std::set<std::string> texts_;
  std::vector<Told> told_;
};

// What a route asked: its conditions, and what it grants.
struct RouteInputs {
  std::vector<NodeId> conditions;
  NodeId grants = model::none;
};
RouteInputs inputs_of(Context const& context, NodeId route) {
  RouteInputs found;
  Node const* node = context.node(route);
  if (!node) return found;
  for (auto const input : node->inputs) {
    Node const* one = context.node(input);
    if (truth_of(one))
      found.conditions.push_back(input);
    else
      found.grants = input;
  }
  return found;
}

// First what entitles, then to what the route applies.
std::vector<Told> met(Context const& context, Speech& speech, NodeId route) {
  std::vector<Told> all;
  auto conditions = inputs_of(context, route).conditions;
  std::reverse(conditions.begin(), conditions.end());
  for (auto const condition : conditions) {
    for (auto& told : Conditions(context, speech).of(condition, true)) all.push_back(std::move(told));
  }
  return all;
}

struct Step {
  Told told;
  model::Amount const* amount = nullptr;  // that the rule gave, if it is one
  std::size_t places = 0;                 // of the sentence
  bool share = false;                     // it gave a number, and speaks of the amount that it is a part of
};

// What rules say of the amounts and counts that the granted amount was made of, in the order of evaluation.
std::vector<Step> steps_of(Context const& context, Speech& speech, NodeId route) {
  std::vector<Step> all;
  auto const grants = inputs_of(context, route).grants;
  if (!context.node(grants)) return all;
  auto const used = reached(context.decision.explanation, {grants});
  std::set<std::string> seen;
  for (std::size_t n = 0; n <= grants; ++n) {
    Node const& node = context.decision.explanation.nodes[n];
    if (!used[n] || node.kind != Node::Kind::rule || truth_of(&node)) continue;
    for (auto const& said : node.said) {
      Told told{speech.sentence(said), speech.cite(node.citation)};
      auto const* amount = std::get_if<model::Amount>(&node.value.content);
      bool const share = std::holds_alternative<model::Rational>(node.value.content) &&
                         std::any_of(said.places.begin(), said.places.end(), [](model::Value const& place) {
                           return std::holds_alternative<model::Amount>(place.content);
                         });
      if (seen.insert(told.text).second) all.push_back({std::move(told), amount, said.places.size(), share});
    }
  }
  return all;
}

// Whether one is the other rounded to a coin, or the same.
bool alike(core::Program const& program, model::Amount const& a, model::Amount const& b) {
  if (a.currency != b.currency || a.currency >= program.currencies.size()) return false;
  auto const apart = a.number < b.number ? b.number - a.number : a.number - b.number;
  return apart < program.currencies[a.currency].minor;
}

// The amounts alone, and the shares of them. Of those that only round, limit or name one that stands there, the sentence that says most.
std::vector<Told> main_steps(core::Program const& program, std::vector<Step> const& all, model::Value const& result) {
  auto const* granted = std::get_if<model::Amount>(&result.content);
  std::vector<Step> kept;
  for (auto const& step : all) {
    if (step.share) kept.push_back(step);
    if (!step.amount || step.amount->number.is_zero()) continue;
    bool const said_above = granted && alike(program, *granted, *step.amount);
    if (said_above && step.places <= 1 && !kept.empty() && kept.back().share) continue;  // what the share came to
    auto const same = std::find_if(kept.begin(), kept.end(), [&](Step const& one) { return one.amount && alike(program, *one.amount, *step.amount); });
    if (same == kept.end()) {
      kept.push_back(step);
    } else if (step.places > same->places) {
      kept.erase(same);
      kept.push_back(step);
    }
  }
  std::vector<Told> told;
  for (auto const& step : kept) told.push_back(step.told);
  return told;
}

// Whether the arguments, or a field of one, say it.
bool is_part_of(model::Value const& value, std::vector<model::Value> const& arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [&](model::Value const& one) {
    auto const* record = std::get_if<model::RecordPtr>(&one.content);
    if (!record || !*record) return model::equal(value, one);
    auto const& fields = (*record)->fields;
    return std::any_of(fields.begin(), fields.end(), [&](model::Value const& field) { return model::equal(value, field); });
  });
}

// The first of them, and how many more there are.
std::string some_of(Speech& speech, std::vector<std::string> all) {
  constexpr std::size_t most = 3;
  auto const more = all.size() > most ? all.size() - most : 0;
  if (more > 0) all.resize(most);
  if (more > 0) all.push_back(speech(Message::and_more, {{"number", speech.whole(more)}}));
  return fmt::format("{}", fmt::join(all, "; "));
}

bool answered_by_no_text(Blocker const& blocker) {
  return blocker.kind == Blocker::Kind::not_encoded && blocker.subject.starts_with("no text answers `");
}

class Reporter {
 public:
  Reporter(Context const& context, Speech& speech) : context_(context), speech_(speech), near_(context.program, context.facts) {}

  Report write() {
    for (auto const& awarded : context_.decision.awards) {
      if (awarded.award < context_.program.awards.size() && awarded.status != Status::not_applicable)
        report_.accounts.push_back(account(awarded));
    }
    report_.overviews = overviews(speech_, context_.decision.awards, report_.accounts);
    answers();
    wanted();
    gaps(context_.decision.blockers, "");
    report_.unencoded = unencoded_.take();
    report_.unanswered = unanswered_.take();
    for (auto const& reason : group(context_.program, context_.decision.blockers))
      report_.open.push_back(speech_.text(reason.subject));
    return std::move(report_);
  }

 private:
  Account account(Awarded const& awarded) {
    auto const& award = context_.program.awards[awarded.award];
    auto const type = core::type_for(context_.program, award.type, awarded.arguments);
    Account account;
    account.awarded = &awarded;
    account.heading = speech_.heading(award.title, award.name, award.generators, awarded.arguments);
    account.in_money = type >= context_.program.types.size() || context_.program.types[type].kind == core::Type::Kind::money;
    account.name = label(award, awarded);
    account.in_heading = !account.in_money && is_part_of(awarded.value, awarded.arguments);
    account.status = speech_.status(awarded.status);
    bool const least = awarded.status == Status::at_least;
    if (awarded.status == Status::granted || least) amount(account, awarded, type);
    auto const taken = chosen_node(awarded);
    if (taken != model::none && awarded.route < award.routes.size()) {
      auto const& route = award.routes[awarded.route];
      account.ground = {speech_.called(route.title, route.name), speech_.cite(route.citation)};
      account.met = met(context_, speech_, taken);
      contradictions(account, route);
      if (award.steps < context_.program.enumerations.size() && route.step != model::none)
        account.step = speech_.value({model::Enumerated{model::EnumerationId(award.steps), route.step}}, model::none);
      auto const steps = steps_of(context_, speech_, taken);
      for (auto const& one : steps) account.steps.push_back(one.told);
      if (account.steps.empty() && account.in_money) account.steps = last_steps(awarded);
      account.main_steps = main_steps(context_.program, steps, awarded.value);
      if (account.main_steps.empty()) account.main_steps = account.steps;
    }
    chosen(account, awarded, award);
    routes(account, awarded, award, type);
    for (auto const& one : awarded.particulars) particular(account, award, awarded, one);
    if (!account.in_money) in_question(account, award, awarded);
    for (auto const& point : awarded.same_for) {
      account.same_for.push_back(speech_(Message::same_for, {{"number", speech_.whole(point.count)},
                                                             {"subject", point.subject},
                                                             {"among", point.among}}));
    }
    if (awarded.status != Status::granted && awarded.status != Status::refused) {
      gaps(awarded.blockers, label(award, awarded));
    }
    return account;
  }

  // Of an award in money what is open is told by the whole explanation only.
  void particular(Account& account, core::Award const& award, Awarded const& awarded, run::ParticularResult const& one) {
    auto const& declared = award.particulars[one.particular];
    auto const type = core::type_for(context_.program, context_.program.rules[declared.rule].type, awarded.arguments);
    Stated stated{declared.name, speech_.text(declared.title.empty() ? core::with_spaces(declared.name) : declared.title), {}};
    if (one.status == Status::granted) {
      stated.text = speech_.value(one.value, type);
      stated.value = &one.value;
      if (Node const* giver = giving(context_.program, context_.decision.explanation, one.node)) stated.citation = speech_.cite(giver->citation);
    } else {
      if (account.in_money || declared.always) return;
      if (!one.blockers.empty() && std::all_of(one.blockers.begin(), one.blockers.end(), answered_by_no_text)) {
        account.unanswered.push_back(stated.title);
        return;
      }
      if (!awarded.same_for.empty() || !awarded.contested.empty()) {
        account.hanging.push_back(stated.title);
        return;
      }
      stated.text = why_open(speech_, one.status, one.blockers);
      stated.status = speech_.status(one.status);
    }
    (declared.always ? account.formalities : account.particulars).push_back(std::move(stated));
  }

  // Which route it is can hang on a fact, though it is granted whatever that turns out to be.
  void in_question(Account& account, core::Award const& award, Awarded const& awarded) {
    for (auto const n : awarded.also_by) {
      auto const& route = award.routes[n];
      account.also_by.push_back(speech_.text(route.title.empty() ? route.name : route.title));
    }
    std::vector<std::string> reasons;
    auto const add = [&](std::string const& subject) {
      auto const question = question_of(context_.program, subject);
      auto text = speech_.text(question.empty() ? subject : question);
      if (std::find(reasons.begin(), reasons.end(), text) == reasons.end()) reasons.push_back(std::move(text));
    };
    for (auto const& point : awarded.same_for) add(point.subject);
    for (auto const& blocker : awarded.contested) add(blocker.subject);
    account.hangs_on = some_of(speech_, reasons);
  }

  void contradictions(Account& account, core::Route const& route) {
    if (route.citation >= context_.program.citations.size()) return;
    for (auto const& one : context_.program.citations[route.citation].contradictions) {
      auto const how = one.resolution.empty() ? std::string(speech_(Message::not_resolved))
                                              : speech_(Message::taken_as, {{"reading", speech_.text(one.resolution)}});
      account.contradictions.push_back({fmt::format("{} ({})", speech_.text(one.sides), how), speech_.cite(route.citation)});
    }
  }

  // Without what is the same for all awards of the kind.
  std::string label(core::Award const& award, Awarded const& awarded) {
    auto const apart = told_apart(context_.program, context_.decision.awards, awarded.award);
    if (apart.record != model::none) return short_name(speech_, apart, awarded);
    std::vector<std::string> words;
    for (std::size_t n = 0; n < awarded.arguments.size(); ++n) {
      auto const& all = context_.decision.awards;
      bool const varies = all.size() < 2 || std::any_of(all.begin(), all.end(), [&](Awarded const& other) {
        return other.award == awarded.award && !model::equal(other.arguments[n], awarded.arguments[n]);
      });
      auto const type = n < award.generators.size() ? element_type(context_.program, award.generators[n]) : core::TypeId(model::none);
      if (varies) words.push_back(speech_.value(awarded.arguments[n], type));
    }
    return fmt::format("{}", fmt::join(words, ", "));
  }

  // Of rules that say nothing in sentences: by their names.
  std::vector<Told> last_steps(Awarded const& awarded) {
    constexpr std::size_t most = 3;
    auto all = calculation(context_, speech_, awarded, Facts::without);
    if (all.size() > most) all.erase(all.begin(), all.end() - most);
    return all;
  }

  void amount(Account& account, Awarded const& awarded, core::TypeId type) {
    auto text = speech_.value(awarded.value, type);
    if (auto const* times = std::get_if<model::Rational>(&awarded.payments.content)) {
      if (auto const number = times->to_decimal(0, 6))
        text = speech_(Message::payments, {{"amount", text}, {"number", *number}});
    }
    account.amount = awarded.status == Status::at_least ? speech_(Message::at_least_so_much, {{"amount", text}}) : text;
    if (awarded.bounds && !awarded.bounds->most.absent())
      account.at_most = speech_(Message::at_most_so_much, {{"amount", speech_.value(awarded.bounds->most, type)}});
  }

  // By sentences of the clauses that decided, or by the amount where that is what decides.
  void chosen(Account& account, Awarded const& awarded, core::Award const& award) {
    if (awarded.route >= award.routes.size() || award.precedence >= context_.program.precedences.size()) return;
    auto const& precedence = context_.program.precedences[award.precedence];
    for (auto const at : awarded.clauses) {
      if (at >= precedence.clauses.size() || precedence.clauses[at].saying.empty()) continue;
      auto const& clause = precedence.clauses[at];
      account.chosen.push_back({speech_.text(clause.saying), speech_.cite(clause.citation)});
    }
    bool const pays_more = std::any_of(awarded.routes.begin(), awarded.routes.end(), [&](RouteResult const& one) {
      return one.status == Status::granted && one.route != awarded.route && !model::equal(one.value, awarded.value);
    });
    if (awarded.clauses.empty() && pays_more && precedence.otherwise == model::Otherwise::highest)
      account.chosen.push_back({std::string(speech_(Message::highest_chosen)), speech_.cite(precedence.citation)});
  }

  // Beside the amount that was taken its time need not be said again.
  static model::Value bare(model::Value value) {
    if (auto* amount = std::get_if<model::Amount>(&value.content)) amount->per = model::Per::sum;
    return value;
  }

  // Those that apply, as long as they could have been taken.
  void routes(Account& account, Awarded const& awarded, core::Award const& award, core::TypeId type) {
    std::vector<RouteResult const*> order;
    for (auto const& result : awarded.routes) {
      // What is open at an earlier step is told beside what a later one grants.
      bool const beside = award.steps != model::none && result.applies;
      bool const idle = result.status == Status::not_applicable || result.never || (result.moot && !beside);
      if (result.route < award.routes.size() && !idle && core::is_for(award.routes[result.route], awarded.arguments))
        order.push_back(&result);
    }
    bool const granted = !account.amount.empty();
    bool const in_steps = award.steps != model::none && awarded.route < award.routes.size() && granted;
    auto const step = [&](RouteResult const* result) { return award.routes[result->route].step; };
    std::stable_sort(order.begin(), order.end(), [&](auto const* a, auto const* b) {
      return in_steps && step(a) != step(b) ? step(a) < step(b) : rank(a->status) < rank(b->status);
    });
    auto const open = [](RouteResult const* result) { return result->status == Status::undetermined; };
    auto const near = [&](RouteResult const* result) { return near_.is(award.routes[result->route]); };
    // What leaves an award open is never left out.
    bool const far_left_out = granted || std::any_of(order.begin(), order.end(), [&](auto const* one) { return open(one) && near(one); });
    for (auto const* result : order) {
      auto const& route = award.routes[result->route];
      bool const taken = result->route == awarded.route && !account.amount.empty();
      bool const earlier = in_steps && step(result) < award.routes[awarded.route].step;
      if (far_left_out && open(result) && !near(result)) {
        ++account.beside;
        continue;
      }
      if (taken || (result->status == Status::not_encoded && !earlier)) continue;  // what is not encoded is told apart
      if (in_steps && step(result) > award.routes[awarded.route].step) continue;   // nobody asked it
      ComparedRoute compared;
      compared.title = speech_.called(route.title, route.name);
      compared.citation = speech_.cite(route.citation);
      compared.result = result->status == Status::granted ? speech_.value(bare(result->value), type) : speech_.status(result->status);
      if (result->status == Status::refused) {
        auto told = unmet_of(context_, speech_, result->node);
        if (account.amount.empty()) {  // each reason once, of the first route that it stands in the way of
          refuse(account, compared.title, std::move(told));
          continue;
        }
        if (!told.empty()) compared.result = speech_(Message::titled, {{"title", compared.result}, {"text", told.front().text}});
      } else if (in_steps && result->status != Status::granted) {
        compared.result = why_open(speech_, result->status, result->blockers);
      }
      (earlier ? account.earlier : account.routes).push_back(std::move(compared));
    }
  }

  static void refuse(Account& account, std::string const& route, std::vector<Told> reasons) {
    for (auto& one : reasons) {
      bool const known = std::any_of(account.unmet.begin(), account.unmet.end(), [&](Obstacle const& other) {
        return other.reason.text == one.text;
      });
      if (!known) account.unmet.push_back({route, std::move(one)});
    }
  }

  // Sentences in the order in which they are met, each with what waits for it.
  class Gaps {
   public:
    void add(std::string const& sentence, std::string const& label) {
      auto at = std::find_if(all_.begin(), all_.end(), [&](auto const& one) { return one.first == sentence; });
      if (at == all_.end()) at = all_.insert(at, {sentence, {}});
      if (!label.empty() && std::find(at->second.begin(), at->second.end(), label) == at->second.end())
        at->second.push_back(label);
    }
    std::vector<Gap> take() const {
      std::vector<Gap> gaps;
      for (auto const& [sentence, labels] : all_) gaps.push_back({sentence, fmt::format("{}", fmt::join(labels, "; "))});
      return gaps;
    }

   private:
    std::vector<std::pair<std::string, std::vector<std::string>>> all_;
  };

  // Of an open rule that no part answers for a State: whose law it is.
  model::StateId law_of(std::string_view subject) const {
    constexpr std::string_view asked = "` for ";
    auto const at = subject.starts_with("no text answers `") ? subject.find(asked) : std::string_view::npos;
    if (at == std::string_view::npos) return model::StateId(model::none);
    auto const code = subject.substr(at + asked.size(), 2);
    auto const& states = context_.program.states;
    auto const found = std::find_if(states.begin(), states.end(), [&](core::State const& one) { return one.code == code; });
    auto const rest = subject.substr(std::min(at + asked.size() + 2, subject.size()));
    if (found == states.end() || !(rest.empty() || rest.front() == ',')) return model::StateId(model::none);
    return model::StateId(static_cast<std::uint32_t>(found - states.begin()));
  }

  void gaps(std::vector<Blocker> const& blockers, std::string const& label) {
    for (auto const& blocker : blockers) {
      if (asks_for_a_fact(blocker.kind)) continue;
      auto const law = blocker.kind == Blocker::Kind::not_encoded ? law_of(blocker.subject) : model::StateId(model::none);
      if (law == model::none) {
        (blocker.kind == Blocker::Kind::not_encoded ? unencoded_ : unanswered_).add(speech_.text(blocker.subject), label);
      } else {
        auto const state = speech_.state(law);
        unencoded_.add(speech_(Message::law_of_state, {{"state", state}}), label == state ? "" : label);
      }
    }
  }

  // A question that is answered alike for several is told once.
  void answers() {
    struct Alike {
      std::string question;
      Told answer;
      std::vector<std::string> labels;
    };
    std::vector<Alike> all;
    for (auto const& answer : context_.decision.answers) {
      if (answer.question >= context_.program.questions.size() || answer.status == Status::not_applicable) continue;
      auto const& question = context_.program.questions[answer.question];
      bool const answered = answer.status == Status::granted;
      auto const type = core::type_for(context_.program, question.type, answer.arguments);
      Told told{answered ? in_short(answer.value, type) : speech_.status(answer.status), speech_.cite(question.citation)};
      auto const title = speech_.called(question.title, question.name);
      auto const label = speech_.arguments(question.generators, answer.arguments);
      if (!answered) gaps(answer.blockers, label);
      auto const at = std::find_if(all.begin(), all.end(), [&](Alike const& one) {
        return one.question == title && one.answer.text == told.text && one.answer.citation == told.citation;
      });
      if (at == all.end())
        all.push_back({title, std::move(told), {label}});
      else
        at->labels.push_back(label);
    }
    for (auto& one : all) {
      bool const alone = std::none_of(all.begin(), all.end(), [&](Alike const& other) { return &other != &one && other.question == one.question; });
      std::erase(one.labels, "");
      auto const whom = fmt::format("{}", fmt::join(one.labels, "; "));
      if (!alone && !whom.empty()) one.answer.text = speech_(Message::titled, {{"title", whom}, {"text", one.answer.text}});
      auto const asked = std::find_if(report_.answers.begin(), report_.answers.end(), [&](auto const& earlier) { return earlier.first == one.question; });
      if (asked == report_.answers.end())
        report_.answers.emplace_back(one.question, std::move(one.answer));
      else
        asked->second.text += "; " + one.answer.text;
    }
  }

  // Of a long list how long it is, and its ends.
  std::string in_short(model::Value const& value, core::TypeId type) {
    constexpr std::size_t long_list = 8;
    auto const* list = std::get_if<model::ListPtr>(&value.content);
    if (!list || !*list || (*list)->items.size() <= long_list) return speech_.value(value, type);
    auto const element = context_.program.types[type].element;
    auto const& items = (*list)->items;
    return speech_(Message::so_many_from_to, {{"number", speech_.whole(items.size())},
                                              {"first", speech_.value(items.front(), element)},
                                              {"last", speech_.value(items.back(), element)}});
  }

  void wanted() {
    for (auto const& reason : still_needed(context_.program, context_.decision)) {
      Wanted one;
      one.question = speech_.text(reason.question.empty() ? reason.subject : reason.question);
      if (!reason.question.empty()) {
        one.subject = reason.subject;
        one.named = named(context_, speech_, reason.subject);
      }
      if (reason.held_by) one.holder = speech_.holder(*reason.held_by);
      one.waits = waiting(reason.needed_for);
      one.labels = fmt::format("{}", fmt::join(one.waits, "; "));
      one.for_award = std::any_of(context_.decision.awards.begin(), context_.decision.awards.end(),
                                  [&](Awarded const& awarded) { return reason.needed_for.contains(awarded.label); });
      report_.wanted.push_back(std::move(one));
    }
  }

  // The awards that wait, and where none does the questions, each once.
  std::vector<std::string> waiting(std::set<std::string> const& labels) {
    auto const& decision = context_.decision;
    bool const one_kind = std::all_of(decision.awards.begin(), decision.awards.end(), [&](Awarded const& one) {
      return one.award == decision.awards.front().award;
    });
    std::vector<std::string> words;
    auto const add = [&](std::string text) {
      if (!text.empty() && std::find(words.begin(), words.end(), text) == words.end()) words.push_back(std::move(text));
    };
    for (auto const& awarded : decision.awards) {
      if (!labels.contains(awarded.label) || awarded.award >= context_.program.awards.size()) continue;
      auto const& award = context_.program.awards[awarded.award];
      auto const varies = one_kind ? label(award, awarded) : "";
      add(varies.empty() ? speech_.heading(award.title, award.name, award.generators, awarded.arguments) : varies);
    }
    for (auto const& answer : decision.answers) {
      if (!words.empty() && words.size() >= labels.size()) break;
      if (!labels.contains(answer.label) || answer.question >= context_.program.questions.size()) continue;
      auto const& question = context_.program.questions[answer.question];
      if (words.empty() || decision.awards.empty()) add(speech_.called(question.title, question.name));
    }
    return words;
  }

  Context const& context_;
  Speech& speech_;
  Near near_;
  Report report_;
  Gaps unencoded_, unanswered_;
};

}  // namespace

std::vector<Told> unmet_of(Context const& context, Speech& speech, NodeId route) {
  auto const conditions = inputs_of(context, route).conditions;
  for (std::size_t n = conditions.size(); n-- > 0;) {
    auto const* truth = truth_of(context.node(conditions[n]));
    if (truth && !*truth) return Conditions(context, speech).of(conditions[n], false);
  }
  return {};
}

std::string why_open(Speech& speech, Status status, std::vector<Blocker> const& blockers) {
  std::vector<std::string> reasons;
  for (auto const& reason : group(speech.program(), blockers)) {
    auto text = speech.text(reason.question.empty() ? reason.subject : reason.question);
    if (std::find(reasons.begin(), reasons.end(), text) == reasons.end()) reasons.push_back(std::move(text));
  }
  auto const word = speech.status(status);
  return reasons.empty() ? word : speech(Message::titled, {{"title", word}, {"text", some_of(speech, std::move(reasons))}});
}

Report report(Context const& context, Speech& speech) { return Reporter(context, speech).write(); }

}  // namespace convenio::render
