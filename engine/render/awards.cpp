// Awards and answers: status, amount, roundings, the routes with their reasons, and what chose between them.
// Knows decisions; knows no calculation step beyond the roundings and the causes of a refusal.
#include <algorithm>

#include <fmt/format.h>

#include "engine/render/reasons.hpp"
#include "engine/render/refusal.hpp"
#include "engine/render/sections.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using model::Blocker;
using run::Awarded;
using run::Node;
using run::RouteResult;
using run::Status;

constexpr std::size_t terms = 12;  // columns of a term beside its text

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// The decision does not hang on these.
void print_same_for(Page& page, std::vector<run::Tried> const& points) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto const& point = points[i];
    page.entry(
        i == 0 ? "The same" : "",
        fmt::format("for each of the {} possible values of {}: {}{}", point.count, point.subject, point.among,
                    point.impossible > 0 ? fmt::format(" ({} of them cannot be)", point.impossible) : ""),
        2, terms);
  }
}

void print_reasons(Page& page, Context const& context, std::vector<Blocker> const& blockers,
                   std::size_t indent) {
  for (auto const& reason : group(context.program, blockers)) {
    page.paragraph(fmt::format("{}: {}", kind_in_words(reason.kind), reason.subject), indent, indent + 2);
    if (!reason.question.empty()) page.paragraph(reason.question, indent + 2);
    for (auto const& asker : reason.asked_by) page.paragraph("asked by " + asker, indent + 2, indent + 4);
  }
}

void print_causes(Page& page, Context const& context, run::NodeId route, std::size_t indent) {
  for (auto const& one : unmet(context, route)) {
    page.paragraph(one.condition, indent, indent + 2);
    if (!one.where.empty()) page.paragraph("in " + one.where, indent + 2, indent + 4);
  }
}

void print_route(Page& page, Context const& context, core::Award const& award, core::TypeId type,
                 RouteResult const& result, std::size_t names) {
  auto const& route = award.routes[result.route];
  std::string text(status_in_words(result.status));
  if (result.status == Status::granted) text += ": " + value_in_words(context.program, result.value, type);
  if (!route.title.empty()) text += fmt::format("  ({})", route.title);
  page.entry(route.name, text, 4, names);
  std::size_t const indent = 4 + names;
  std::string const citation = cite(context.program, route.citation);
  if (!citation.empty()) page.paragraph(citation, indent, indent + 2);
  if (result.status == Status::refused ||
      (result.status == Status::not_applicable && result.blockers.empty())) {
    print_causes(page, context, result.node, indent);
  }
  print_reasons(page, context, result.blockers, indent);
}

// The roundings on the way to the amount of the chosen route.
void print_roundings(Page& page, Context const& context, Awarded const& awarded) {
  auto const& program = context.program;
  auto const& nodes = context.decision.explanation.nodes;
  auto const steps = rounding_steps(program, context.decision.explanation, chosen_node(awarded));
  if (steps.empty()) return;
  auto const shown = [&](Node const* node) {
    return node ? value_in_words(program, node->value, node->type) : "?";
  };
  if (model::equal(nodes[steps.back().node].value, awarded.value)) {
    page.entry("Unrounded", shown(steps.back().value), 2, terms);
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const& step = steps[i];
    std::string text = fmt::format("{}{}: {}", step.mode, step.step ? " to " + shown(step.step) : "",
                                   steps.size() > 1 ? shown(step.value) + " becomes " : "");
    text += shown(&nodes[step.node]);
    if (step.rule) {
      std::string const citation = cite(program, step.rule->citation);
      std::string const name = step.rule->label.substr(0, step.rule->label.find('('));
      text += fmt::format(" ({}{})", name, citation.empty() ? "" : ", " + citation);
    }
    page.entry(i == 0 ? "Rounded" : "", text, 2, terms);
  }
}

std::string route_in_words(core::Route const& route) {
  return route.title.empty() ? route.name : fmt::format("{} ({})", route.name, route.title);
}

std::string choice_in_words(Context const& context, core::Award const& award, Awarded const& awarded) {
  std::string text = "route " + route_in_words(award.routes[awarded.route]);
  bool const stated = award.precedence < context.program.precedences.size();
  for (std::size_t i = 0; stated && i < awarded.clauses.size(); ++i) {
    auto const& clauses = context.program.precedences[award.precedence].clauses;
    if (awarded.clauses[i] >= clauses.size()) continue;
    auto const& clause = clauses[awarded.clauses[i]];
    std::string const citation = cite(context.program, clause.citation);
    text += fmt::format("{} {}{}", i == 0 ? ", chosen by" : " and", clause.name,
                        citation.empty() ? "" : fmt::format(" ({})", citation));
  }
  if (awarded.clauses.empty()) {
    auto const granted =
        std::count_if(awarded.routes.begin(), awarded.routes.end(),
                      [](RouteResult const& route) { return route.status == Status::granted; });
    bool const highest =
        stated && context.program.precedences[award.precedence].otherwise == model::Otherwise::highest;
    if (granted == 1) text += ", the only one that is granted";
    if (granted > 1 && highest) text += ", which pays most";
  }
  return text;
}

// Those that matter most first.
void print_routes(Page& page, Context const& context, Awarded const& awarded) {
  auto const& award = context.program.awards[awarded.award];
  std::vector<RouteResult const*> order;
  std::size_t names = 0;
  for (auto const& route : awarded.routes) {
    if (route.route >= award.routes.size()) continue;
    if (!core::is_for(award.routes[route.route], awarded.arguments)) continue;
    order.push_back(&route);
    names = std::max(names, width(award.routes[route.route].name) + 2);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](auto const* a, auto const* b) { return rank(a->status) < rank(b->status); });
  page.line("  Routes considered");
  for (RouteResult const* route : order)
    print_route(page, context, award, core::type_for(context.program, award.type, awarded.arguments), *route,
                std::min<std::size_t>(names, 22));
}

// What is stated, each with its article; then what is open, and what the rules lack, which is only named.
void print_particulars(Page& page, Context const& context, Awarded const& awarded) {
  auto const& award = context.program.awards[awarded.award];
  auto const title = [&](run::ParticularResult const& one) {
    auto const& particular = award.particulars[one.particular];
    return particular.title.empty() ? particular.name : particular.title;
  };
  constexpr std::size_t widest = 26;
  std::size_t names = 0;
  std::vector<std::string> lacking;
  for (auto const& one : awarded.particulars) {
    if (one.status == Status::not_encoded)
      lacking.push_back(title(one));
    else
      names = std::max(names, width(title(one)) + 2);
  }
  if (names > 0) page.line("  Particulars");
  for (auto const& one : awarded.particulars) {
    if (one.status == Status::not_encoded) continue;
    auto const& rule = context.program.rules[award.particulars[one.particular].rule];
    auto const type = core::type_for(context.program, rule.type, awarded.arguments);
    std::size_t const column = std::min(names, widest);
    bool const stated = one.status == Status::granted;
    page.entry(title(one),
               stated ? argument_in_words(context.program, one.value, type)
                      : std::string(status_in_words(one.status)),
               4, column);
    Node const* giver = giving(context.program, context.decision.explanation, one.node);
    if (std::string const place = giver ? cite(context.program, giver->citation) : ""; !place.empty())
      page.paragraph(place, 4 + column, 6 + column);
    if (!stated) print_reasons(page, context, one.blockers, 4 + column);
  }
  if (!lacking.empty()) page.paragraph(fmt::format("Not encoded: {}", fmt::join(lacking, ", ")), 2, 4);
}

void print_award(Page& page, Context const& context, Awarded const& awarded) {
  auto const& award = context.program.awards[awarded.award];
  auto const type = core::type_for(context.program, award.type, awarded.arguments);
  page.gap().heading(
      heading_of(context.program, award.title, award.name, award.generators, awarded.arguments),
      upper(status_in_words(awarded.status)));
  bool const at_least = awarded.status == Status::at_least;
  if (awarded.status == Status::granted || at_least) {
    page.entry(at_least ? "At least" : "Amount", value_in_words(context.program, awarded.value, type), 2,
               terms);
    if (auto const* times = std::get_if<model::Rational>(&awarded.payments.content))
      page.entry("Paid", fmt::format("{} times a year", times->to_string()), 2, terms);
    print_roundings(page, context, awarded);
    if (awarded.route < award.routes.size()) {
      page.entry("Granted by", choice_in_words(context, award, awarded), 2, terms);
      std::string const citation = cite(context.program, award.routes[awarded.route].citation);
      if (!citation.empty()) page.entry("", citation, 2, terms);
    }
    print_same_for(page, awarded.same_for);
    for (auto const other : awarded.also_by) {
      if (other < award.routes.size())
        page.entry("", fmt::format("for some of them by route {}", route_in_words(award.routes[other])), 2,
                   terms);
    }
    if (at_least) {
      if (awarded.bounds && !awarded.bounds->most.absent())
        page.entry("At most", value_in_words(context.program, awarded.bounds->most, type), 2, terms);
      page.line("  Open, and able only to raise the amount:");
      print_reasons(page, context, awarded.blockers, 4);
    }
    print_working(page, context, awarded);
  } else {
    print_same_for(page, awarded.same_for);
  }
  if (awarded.status != Status::granted && !at_least &&
      (awarded.routes.empty() || (awarded.status == Status::conflict && !awarded.blockers.empty()))) {
    print_reasons(page, context, awarded.blockers, 2);
  }
  print_particulars(page, context, awarded);
  if (awarded.routes.empty()) return;
  print_routes(page, context, awarded);
}

}  // namespace

namespace {

bool asks_an_instrument(Node const& node) {
  return node.op == core::Op::party || node.op == core::Op::bound || node.op == core::Op::linked;
}

}  // namespace

std::string cause_in_words(Context const& context, Node const& node) {
  auto const& program = context.program;
  std::string const value = core::to_string(program, node.value, node.type);
  if (node.kind != Node::Kind::operation) return fmt::format("{} is {}", node.label, value);
  std::string const written = as_written(context, node);
  std::string out =
      written.empty() ? fmt::format("a condition is {}", value) : fmt::format("{} is {}", written, value);
  bool const comparison = node.op == core::Op::equal || node.op == core::Op::not_equal ||
                          node.op == core::Op::less || node.op == core::Op::less_equal ||
                          node.op == core::Op::contains;
  if (comparison && node.inputs.size() == 2 && context.node(node.inputs[0]) && context.node(node.inputs[1])) {
    Node const* left = context.node(node.inputs[0]);
    Node const* right = context.node(node.inputs[1]);
    if (written_backwards(program, node)) std::swap(left, right);
    out += fmt::format(": {} against {}", value_in_words(program, left->value, left->type),
                       value_in_words(program, right->value, right->type));
  } else if (asks_an_instrument(node)) {
    std::vector<std::string> given;
    for (run::NodeId input : node.inputs) {
      if (Node const* one = context.node(input))
        given.push_back(value_in_words(program, one->value, one->type));
    }
    if (!given.empty()) out += fmt::format(": {}", fmt::join(given, ", "));
  }
  return out;
}

void print_awards(Page& page, Context const& context) {
  section(page, "Decision");
  for (auto const& awarded : context.decision.awards) {
    if (awarded.award < context.program.awards.size()) print_award(page, context, awarded);
  }
  if (context.decision.awards.empty()) page.line("No award arises from these facts.");
  if (!context.decision.blockers.empty()) {
    page.gap().line("Whether there are further awards or questions is open");
    print_reasons(page, context, context.decision.blockers, 2);
  }
}

void print_answers(Page& page, Context const& context) {
  if (context.decision.answers.empty()) return;
  section(page, "Questions");
  for (auto const& answer : context.decision.answers) {
    if (answer.question >= context.program.questions.size()) continue;
    auto const& question = context.program.questions[answer.question];
    bool const answered = answer.status == Status::granted;
    page.gap().heading(
        heading_of(context.program, question.title, question.name, question.generators, answer.arguments),
        answered ? "" : upper(status_in_words(answer.status)));
    if (answered)
      page.entry("Answer",
                 argument_in_words(context.program, answer.value,
                                   core::type_for(context.program, question.type, answer.arguments)),
                 2, terms);
    std::string const citation = cite(context.program, question.citation);
    if (!citation.empty()) page.entry("", citation, 2, terms);
    print_same_for(page, answer.same_for);
    print_reasons(page, context, answer.blockers, 2);
  }
}

}  // namespace convenio::render
