// Periods that a rule makes: `period of S from D to D`, and `p with { ... }`.
// Knows what a period is made of; knows no evaluation.
#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/declare/names.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

using Part = core::PeriodMaking::Part;

namespace {

struct Own {  // what every period has, whatever the attributes
  char const* name;
  Part::Kind kind;
};
constexpr Own own_parts[] = {{"start", Part::Kind::begin},
                             {"end", Part::Kind::end},
                             {"id", Part::Kind::id},
                             {"certified", Part::Kind::certified}};

bool same(Part const& a, Part const& b) { return a.kind == b.kind && a.attribute == b.attribute; }

}  // namespace

void Lowering::period_parts(std::vector<syntax::Binding> const& given, core::PeriodMaking& making,
                            std::vector<ExprId>& children) {
  core::Program& p = program();
  std::vector<std::string> names;
  for (auto const& own : own_parts) names.emplace_back(own.name);
  for (std::size_t i = 0; i < p.attributes.size(); ++i)
    if (sees_attribute(i)) names.push_back(ws_.attributes[i].decl->name.text);
  for (auto const& binding : given) {
    if (!binding.value) continue;
    std::string const& name = binding.name.text;
    std::optional<Part> part;
    for (auto const& own : own_parts)
      if (name == own.name) part = Part{own.kind, none, {}};
    auto const found = attributes_named(path_of(binding.name));
    if (!part && found.size() > 1) {
      report_ambiguous(ws_, path_of(binding.name), found);
      lower(*binding.value);
      continue;
    }
    if (!part && !found.empty()) part = Part{Part::Kind::attribute, found.front().index, {}};
    if (!part) {
      auto const message = fmt::format("{} of a period cannot be given", quoted(name));
      if (name == "state")
        fault(Code::unknown_field, binding.name.span, message,
              "the state of periods is changed by `attributed(h to S)`");
      else
        fault(Code::unknown_field, binding.name.span, message, did_you_mean(name, names));
      lower(*binding.value);
      continue;
    }
    for (auto const& earlier : making.parts) {
      if (same(earlier, *part))
        fault(Code::incomplete_record, binding.name.span, fmt::format("{} is given twice", quoted(name)));
    }
    if (part->kind == Part::Kind::certified) {
      Typed const value = lower(*binding.value);
      bool const quantity_of_insurance = is_kind(program(), value.type, TypeKind::quantity) &&
                                         program().types[value.type].unit != model::Unit::calendar_days &&
                                         program().types[value.type].unit != model::Unit::calendar_months;
      if (!special(value.type) && !quantity_of_insurance)
        mismatch(binding.value->span, quantity(program(), model::Unit::months), value.type, quoted(name));
      if (quantity_of_insurance) part->unit = program().types[value.type].unit;
      children.push_back(value.id);
    } else {
      TypeId const wanted = part->kind == Part::Kind::attribute ? p.attributes[part->attribute].type
                            : part->kind == Part::Kind::id      ? simple(p, TypeKind::text)
                                                                : simple(p, TypeKind::date);
      children.push_back(require(*binding.value, wanted, quoted(name)));
    }
    making.parts.push_back(*part);
  }
}

Typed Lowering::make_period(syntax::MakePeriod const& e, std::vector<syntax::Binding> const& given,
                            Span span) {
  if (!e.state || !e.from || !e.to) return fault_silently(span);
  core::PeriodMaking making;
  std::vector<ExprId> children{
      require(*e.state, simple(program(), TypeKind::state), "the state of a period")};
  TypeId const date = simple(program(), TypeKind::date);
  children.push_back(require(*e.from, date, "the first day of a period"));
  making.parts.push_back({Part::Kind::begin, none, {}});
  children.push_back(require(*e.to, date, "the last day of a period"));
  making.parts.push_back({Part::Kind::end, none, {}});
  period_parts(given, making, children);
  core::Program& p = program();
  for (std::uint32_t i = 0; i < p.attributes.size(); ++i) {
    Part const part{Part::Kind::attribute, i, {}};
    bool stated = !ws_.attributes[i].fallback;
    for (auto const& one : making.parts) stated = stated || same(one, part);
    if (stated) continue;
    // No words of its own: the default stands where the attribute is declared.
    children.push_back(constant(*ws_.attributes[i].fallback, p.attributes[i].type, {}).id);
    making.parts.push_back(part);
  }
  p.period_makings.push_back(std::move(making));
  TypeId const type = simple(p, TypeKind::period);
  return {emit(core::Op::make_period, type, children, span,
               static_cast<std::uint32_t>(p.period_makings.size() - 1)),
          type};
}

Typed Lowering::changed_period(Typed period, std::vector<syntax::Binding> const& given, Span span) {
  core::PeriodMaking making;
  making.copy = true;
  std::vector<ExprId> children{period.id};
  period_parts(given, making, children);
  core::Program& p = program();
  p.period_makings.push_back(std::move(making));
  return {emit(core::Op::make_period, period.type, children, span,
               static_cast<std::uint32_t>(p.period_makings.size() - 1)),
          period.type};
}

}  // namespace convenio::check
