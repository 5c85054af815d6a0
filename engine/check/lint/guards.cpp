// See guards.hpp. A condition guards where each way in which it can hold passes a test of parties.
#include "engine/check/lint/guards.hpp"

#include <algorithm>

#include "engine/check/declare/types.hpp"
#include "engine/check/elaborate/lower.hpp"
#include "engine/check/lint/uses.hpp"

namespace convenio::check {

namespace {

constexpr std::uint32_t deepest =
    1'500;  // calls and expressions inside each other; what is deeper is taken for guarded

bool is_agreement(core::Program const& p, TextId text) {
  return text != none && p.texts[text].kind == core::LegalText::Kind::agreement;
}

}  // namespace

Guards::Guards(Workspace const& ws, TextId text) : ws_(ws), p_(ws.program), text_(text) {
  core::LegalText const& named = p_.texts[text];
  if (named.kind == core::LegalText::Kind::scheme) {
    state_ = named.state;
  } else {
    agreement_ = p_.agreement_of(text);
  }
}

bool Guards::names_no_parties() const { return agreement_ != none && p_.texts[agreement_].parties.empty(); }

// An agreement of which nobody knows since when it binds names no parties: then the condition says whom.
bool Guards::party(model::StateId state) const {
  if (agreement_ == none) return state == state_;
  if (names_no_parties()) return true;
  auto const& parties = p_.texts[agreement_].parties;
  return std::any_of(parties.begin(), parties.end(), [&](auto const& one) { return one.state == state; });
}

// An operator that asks who is a party of this text. Agreements of one package may share their rules, and one
// that names no parties has those of another.
bool Guards::own(core::Expr const& e) const {
  if (agreement_ == none) return false;
  if (e.op != core::Op::party && e.op != core::Op::bound && e.op != core::Op::parties) return false;
  TextId const asked = p_.agreement_of(e.text());
  if (asked == agreement_ || p_.texts[agreement_].parties.empty()) return true;
  return is_agreement(p_, asked) && p_.texts[asked].package == p_.texts[text_].package;
}

// The condition of a State that is a party `while` it holds.
bool Guards::makes_party(core::RuleId rule) const {
  if (agreement_ == none) return false;
  auto const& parties = p_.texts[agreement_].parties;
  return std::any_of(parties.begin(), parties.end(), [&](auto const& one) { return one.condition == rule; });
}

bool Guards::mentions(ExprId root) {
  std::vector<ExprId> left{root};
  std::vector<core::RuleId> met;
  while (!left.empty()) {
    ExprId const id = left.back();
    left.pop_back();
    if (id >= p_.expressions.size()) continue;
    core::Expr const& e = p_.expressions[id];
    if (own(e)) return true;
    if (e.op == core::Op::constant && state_ != none) {
      auto const* named = std::get_if<model::StateRef>(&p_.constants[e.a].content);
      if (named && named->id == state_) return true;
    }
    if (e.op == core::Op::call && std::find(met.begin(), met.end(), e.rule()) == met.end()) {
      met.push_back(e.rule());
      if (!ws_.rules[e.a].governed) {
        auto const bodies = bodies_of(p_.rules[e.a]);
        left.insert(left.end(), bodies.begin(), bodies.end());
      }
    }
    for (std::uint32_t i = 0; i < e.child_count; ++i) left.push_back(p_.child(id, i));
  }
  return false;
}

bool Guards::enough(Origin origin, Frame const& frame) const {
  return frame.subject ? origin == Origin::subject : origin != Origin::fixed;
}

bool Guards::is_no(ExprId id) const {
  auto const known = constant_of(p_, id);
  auto const* truth = known ? std::get_if<bool>(&known->content) : nullptr;
  return truth && !*truth;
}

// `this.route is ROUTE`, of this text or of another one of its package.
bool Guards::own_route(ExprId id) const {
  core::Expr const& e = p_.expressions[id];
  if (e.op != core::Op::equal) return false;
  for (std::uint32_t side : {0U, 1U}) {
    auto const known = constant_of(p_, p_.child(id, side));
    auto const* route = known ? std::get_if<model::RouteRef>(&known->content) : nullptr;
    if (!route) continue;
    TextId const text = p_.citations[p_.awards[route->award].routes[route->index].citation].text;
    return text != none && (p_.agreement_of(text) == p_.agreement_of(text_) ||
                            p_.texts[text].package == p_.texts[text_].package);
  }
  return false;
}

Origin Guards::origin(ExprId id, Frame& frame) {
  if (id >= p_.expressions.size()) return Origin::fixed;
  core::Expr const& e = p_.expressions[id];
  if (e.op == core::Op::local) return e.a < frame.locals.size() ? frame.locals[e.a] : Origin::given;
  Origin most = Origin::fixed;
  if (e.op == core::Op::fact || e.op == core::Op::call ||
      core::asks_for_award(e.op))
    most = Origin::given;
  if (++depth_ < deepest) {
    for (std::uint32_t i = 0; i < e.child_count; ++i) most = std::max(most, origin(p_.child(id, i), frame));
  }
  --depth_;
  return most;
}

std::uint8_t Guards::leaf(ExprId id, Frame& frame) {
  if (!mentions(id)) return no_sign;
  return enough(origin(id, frame), frame) ? both : asks_parties;
}

std::uint8_t Guards::of_parties(ExprId id, Frame& frame, std::uint32_t states) {
  for (std::uint32_t i = 0; i < states; ++i) {
    if (enough(origin(p_.child(id, i), frame), frame)) return both;
  }
  return asks_parties;
}

// `S is AR`, `S in [AR, BR]`, `AR in career_states`: a State of the case, pinned to parties.
std::uint8_t Guards::of_states(ExprId id, Frame& frame) {
  TypeId const type = p_.expressions[p_.child(id, 0)].type;
  if (!is_kind(p_, type, TypeKind::state)) return leaf(id, frame);
  std::uint8_t const pinned = agreement_ == none || names_no_parties() ? both : of_the_case;
  for (std::uint32_t side : {0U, 1U}) {
    auto const known = constant_of(p_, p_.child(id, side));
    if (!known) continue;
    std::vector<model::Value> values{*known};
    if (auto const* list = std::get_if<model::ListPtr>(&known->content)) values = (*list)->items;
    bool const parties = std::all_of(values.begin(), values.end(), [&](model::Value const& value) {
      auto const* state = std::get_if<model::StateRef>(&value.content);
      return state && party(state->id);
    });
    if (!parties && !values.empty()) return no_sign;  // of other States as well
    if (enough(origin(p_.child(id, 1 - side), frame), frame)) return pinned;
  }
  return leaf(id, frame);
}

std::uint8_t Guards::of_call(core::Expr const& e, ExprId id, Frame& frame) {
  core::Rule const& rule = p_.rules[e.a];
  if (makes_party(e.rule())) return asks_parties;
  Frame inner{{}, frame.subject};
  for (std::uint32_t i = 0; i < e.child_count; ++i) inner.locals.push_back(origin(p_.child(id, i), frame));
  Call call{e.rule(), inner.locals};
  call.second.push_back(frame.subject ? Origin::subject : Origin::fixed);
  if (auto const it = known_.find(call); it != known_.end()) return it->second;
  std::vector<ExprId> bodies{rule.body};
  for (auto const& version : rule.versions) bodies.push_back(version.body);
  for (auto const& part : rule.parts) {
    bodies.push_back(part.body);
    for (auto const& version : part.versions) bodies.push_back(version.body);
  }
  std::uint8_t signs_of_all = both;
  bool any = false;
  auto const include = [&](std::uint8_t found) {
    signs_of_all = static_cast<std::uint8_t>(signs_of_all & found);
  };
  for (ExprId const body : bodies) {
    if (body == none || is_no(body)) continue;
    any = true;
    include(signs(body, inner));
  }
  auto const& info = ws_.rules[e.a];
  for (std::size_t n = 0; n < rule.exceptions.size() && n < info.exceptions.size(); ++n) {
    auto const& exception = rule.exceptions[n];
    // Those of other packages are kept to where these apply.
    if (info.exceptions[n].site.package != info.site.package) continue;
    if (exception.body == none || is_no(exception.body)) continue;
    include(static_cast<std::uint8_t>(signs(exception.condition, inner) | signs(exception.body, inner)));
  }
  std::uint8_t const found = any ? signs_of_all : std::uint8_t{no_sign};
  known_.emplace(call, found);
  return found;
}

// An award is granted where one of its routes grants it.
std::uint8_t Guards::of_award(core::Expr const& e, ExprId id, Frame& frame) {
  Frame inner{{}, frame.subject};
  for (std::uint32_t i = 0; i < e.child_count; ++i) inner.locals.push_back(origin(p_.child(id, i), frame));
  std::uint8_t signs_of_all = both;
  for (auto const& route : p_.awards[e.award()].routes) {
    bool of_others = false;
    for (std::uint32_t i = 0; i < route.patterns.size() && i < e.child_count; ++i) {
      auto const known = constant_of(p_, p_.child(id, i));
      of_others = of_others || (known && route.patterns[i] && !model::equal(*known, *route.patterns[i]));
    }
    if (of_others) continue;
    auto own = inner;
    std::uint8_t found = signs(route.when, own);
    found = static_cast<std::uint8_t>(found | signs(route.entitled, own));
    signs_of_all = static_cast<std::uint8_t>(signs_of_all & found);
  }
  return signs_of_all;
}

std::uint8_t Guards::signs(ExprId id, Frame& frame) {
  if (id >= p_.expressions.size()) return no_sign;
  if (depth_ >= deepest) return both;
  struct Deeper {
    std::uint32_t& depth;
    explicit Deeper(std::uint32_t& d) : depth(d) { ++depth; }
    ~Deeper() { --depth; }
    Deeper(Deeper const&) = delete;
    Deeper& operator=(Deeper const&) = delete;
  } const deeper(depth_);
  core::Expr const& e = p_.expressions[id];
  auto const child = [&](std::uint32_t n) { return p_.child(id, n); };
  auto const alternatives = [&](std::uint32_t first) {  // of which one decides
    std::uint8_t all = both;
    bool any = false;
    for (std::uint32_t i = first; i < e.child_count; ++i) {
      if (is_no(child(i))) continue;
      any = true;
      all = static_cast<std::uint8_t>(all & signs(child(i), frame));
    }
    return any ? all : std::uint8_t{both};
  };
  auto const bind = [&](std::uint32_t slot, Origin origin) {
    if (slot >= frame.locals.size()) frame.locals.resize(slot + 1, Origin::given);
    frame.locals[slot] = origin;
  };
  switch (e.op) {
    case core::Op::and_: {
      std::uint8_t any = no_sign;
      for (std::uint32_t i = 0; i < e.child_count; ++i)
        any = static_cast<std::uint8_t>(any | signs(child(i), frame));
      return any;
    }
    case core::Op::or_:
      return alternatives(0);
    case core::Op::match:
      return alternatives(1);
    case core::Op::if_: {
      std::uint8_t const condition = signs(child(0), frame);
      if (is_no(child(2))) return static_cast<std::uint8_t>(condition | signs(child(1), frame));
      if (is_no(child(1))) return signs(child(2), frame);
      return static_cast<std::uint8_t>((condition | signs(child(1), frame)) & signs(child(2), frame));
    }
    case core::Op::let_:
      bind(e.a, origin(child(0), frame));
      return signs(child(1), frame);
    case core::Op::in_force:
      return signs(child(1), frame);
    case core::Op::call:
      return of_call(e, id, frame);
    case core::Op::awarded:
      return of_award(e, id, frame);
    case core::Op::party:
      return own(e) ? of_parties(id, frame, 1) : std::uint8_t{no_sign};
    case core::Op::bound:
      return own(e) ? of_parties(id, frame, 2) : std::uint8_t{no_sign};
    case core::Op::exists: {
      bind(e.a, origin(child(0), frame));
      std::uint8_t found = leaf(child(0), frame);
      if (e.child_count > 1) found = static_cast<std::uint8_t>(found | signs(child(1), frame));
      return found;
    }
    case core::Op::every:
      return no_sign;  // nobody at all satisfies it too
    case core::Op::not_: {
      core::Op const inner = p_.expressions[child(0)].op;
      bool const test = inner == core::Op::party || inner == core::Op::bound || inner == core::Op::call ||
                        inner == core::Op::awarded || inner == core::Op::and_ || inner == core::Op::or_ ||
                        inner == core::Op::exists;
      return test ? std::uint8_t{no_sign} : leaf(id, frame);
    }
    case core::Op::equal:
      if (own_route(id)) return both;
      return of_states(id, frame);
    case core::Op::contains:
      return of_states(id, frame);
    case core::Op::constant:
    case core::Op::local:
    case core::Op::fact:
    case core::Op::lookup:
    case core::Op::not_equal:
    case core::Op::less:
    case core::Op::less_equal:
    case core::Op::add:
    case core::Op::subtract:
    case core::Op::multiply:
    case core::Op::divide:
    case core::Op::negate:
    case core::Op::add_span:
    case core::Op::round:
    case core::Op::convert:
    case core::Op::restate:
    case core::Op::exchange:
    case core::Op::money_of:
    case core::Op::field:
    case core::Op::make:
    case core::Op::list:
    case core::Op::range:
    case core::Op::undefined:
    case core::Op::not_encoded:
    case core::Op::award:
    case core::Op::granted_by:
    case core::Op::those:
    case core::Op::number:
    case core::Op::first:
    case core::Op::sum:
    case core::Op::map:
    case core::Op::carry:
    case core::Op::period_field:
    case core::Op::period_attribute:
    case core::Op::route_field:
    case core::Op::make_period:
    case core::Op::periods:
    case core::Op::resolve:
    case core::Op::certified:
    case core::Op::builtin:
    case core::Op::linked:
    case core::Op::parties:
      return leaf(id, frame);
  }
  return no_sign;
}

bool Guards::guarded(ExprId condition, Origins const& locals, bool pinned) {
  Frame frame{locals, std::find(locals.begin(), locals.end(), Origin::subject) != locals.end()};
  std::uint8_t const by_itself = !pinned                                    ? no_sign
                                 : agreement_ == none || names_no_parties() ? both
                                                                            : of_the_case;
  return (by_itself | signs(condition, frame)) == both;
}

}  // namespace convenio::check
