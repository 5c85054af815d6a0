// The forms of types and of constants.
#include "engine/core/verify_types.hpp"

#include <algorithm>

#include "engine/core/enumerators.hpp"

namespace convenio::core {

using model::none;

namespace {

constexpr unsigned deepest_type = 40;  // lists and records inside one another

}  // namespace

Forms::Forms(Program const& program) : p_(program) {
  for (unsigned kind = 0; kind <= last_enumerator<FormKind>(); ++kind)
    forms_.push_back({static_cast<FormKind>(kind), none});
  for (TypeId type = 0; type < p_.types.size(); ++type) of_type_.push_back(make(type, 0));
  for (model::RecordId record = 0; record < p_.records.size(); ++record) {
    for (auto const& field : p_.records[record].fields) sound_ = sound_ && field.type < p_.types.size();
  }
  for (model::RecordId record = 0; sound_ && record < p_.records.size(); ++record)
    sound_ = acyclic(record, 0);
}

FormId Forms::intern(Form form) {
  auto const found = std::find(forms_.begin(), forms_.end(), form);
  if (found != forms_.end()) return static_cast<FormId>(found - forms_.begin());
  forms_.push_back(form);
  return static_cast<FormId>(forms_.size() - 1);
}

FormKind form_kind(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::truth:
      return FormKind::truth;
    case Type::Kind::whole:
    case Type::Kind::ratio:
    case Type::Kind::quantity:
      return FormKind::number;
    case Type::Kind::money:
      return FormKind::money;
    case Type::Kind::date:
      return FormKind::date;
    case Type::Kind::text:
      return FormKind::text;
    case Type::Kind::state:
      return FormKind::state;
    case Type::Kind::period:
      return FormKind::period;
    case Type::Kind::history:
      return FormKind::history;
    case Type::Kind::list:
      return FormKind::list;
    case Type::Kind::enumeration:
      return FormKind::enumeration;
    case Type::Kind::record:
      return FormKind::record;
    case Type::Kind::conversion:
      return FormKind::conversion;
    case Type::Kind::route:
      return FormKind::route;
  }
  return FormKind::nothing;
}

FormId Forms::make(TypeId type, unsigned depth) {
  if (type >= p_.types.size() || depth > deepest_type) {
    sound_ = false;
    return 0;
  }
  Type const& t = p_.types[type];
  auto const named = [&](FormKind kind, std::size_t count) {
    sound_ = sound_ && t.id < count;
    return intern({kind, t.id});
  };
  if (t.kind == Type::Kind::list) return list_of(make(t.element, depth + 1));
  if (t.kind == Type::Kind::enumeration) return named(FormKind::enumeration, p_.enumerations.size());
  sound_ = sound_ && (t.state == none || t.state < p_.states.size());
  if (t.kind == Type::Kind::record) return named(FormKind::record, p_.records.size());
  if (t.kind == Type::Kind::route) return named(FormKind::route, p_.awards.size());
  if (t.kind == Type::Kind::money)
    sound_ = sound_ && (t.currency == none || t.currency < p_.currencies.size());
  return simple(form_kind(t.kind));
}

bool Forms::acyclic(model::RecordId record, unsigned depth) const {
  if (depth > deepest_type) return false;
  auto const& fields = p_.records[record].fields;
  return std::all_of(fields.begin(), fields.end(), [&](RecordField const& field) {
    FormId form = of(field.type);
    while (kind(form) == FormKind::list) form = forms_[form].of;
    return kind(form) != FormKind::record || acyclic(model::RecordId(forms_[form].of), depth + 1);
  });
}

bool Forms::fits(FormId from, FormId to) const {
  if (from == to || kind(from) == FormKind::nothing) return true;
  return kind(from) == FormKind::list && kind(to) == FormKind::list && fits(forms_[from].of, forms_[to].of);
}

FormId Forms::joined(FormId a, FormId b) {
  if (fits(a, b)) return b;
  if (fits(b, a)) return a;
  if (kind(a) != FormKind::list || kind(b) != FormKind::list) return none;
  FormId const element = joined(forms_[a].of, forms_[b].of);
  return element == none ? none : list_of(element);
}

bool Forms::fits(model::Value const& value, FormId form) const {
  Form const& f = forms_[form];
  switch (f.kind) {
    case FormKind::nothing:
    case FormKind::period:
    case FormKind::side:
      return false;
    case FormKind::route: {
      auto const* route = std::get_if<model::RouteRef>(&value.content);
      return route && route->award == f.of && route->index < p_.awards[f.of].routes.size();
    }
    case FormKind::conversion: {
      auto const* conversion = std::get_if<model::ConversionRef>(&value.content);
      return conversion && conversion->id < p_.conversions.size();
    }
    case FormKind::truth:
      return std::holds_alternative<bool>(value.content);
    case FormKind::number:
      return std::holds_alternative<model::Rational>(value.content);
    case FormKind::money: {
      auto const* amount = std::get_if<model::Amount>(&value.content);
      return amount && amount->currency < p_.currencies.size() && amount->per != model::Per::its;
    }
    case FormKind::date:
      return std::holds_alternative<model::Date>(value.content);
    case FormKind::text:
      return std::holds_alternative<std::string>(value.content);
    case FormKind::state: {
      auto const* state = std::get_if<model::StateRef>(&value.content);
      return state && state->id < p_.states.size();
    }
    case FormKind::history: {  // periods are the case's; a rule writes none
      auto const* history = std::get_if<model::HistoryPtr>(&value.content);
      return history && *history && (*history)->periods.empty() && (*history)->doubts.empty() &&
             (*history)->undated.empty() && !(*history)->resolution;
    }
    case FormKind::enumeration: {
      auto const* one = std::get_if<model::Enumerated>(&value.content);
      return one && one->enumeration == f.of && one->index < p_.enumerations[f.of].values.size();
    }
    case FormKind::record: {
      auto const* made = std::get_if<model::RecordPtr>(&value.content);
      if (!made || !*made || (*made)->record != f.of) return false;
      auto const& fields = p_.records[f.of].fields;
      return std::equal(
          fields.begin(), fields.end(), (*made)->fields.begin(), (*made)->fields.end(),
          [&](RecordField const& field, model::Value const& v) { return fits(v, of(field.type)); });
    }
    case FormKind::list: {
      auto const* list = std::get_if<model::ListPtr>(&value.content);
      return list && *list &&
             std::all_of((*list)->items.begin(), (*list)->items.end(),
                         [&](auto const& item) { return fits(item, f.of); });
    }
  }
  return false;
}

}  // namespace convenio::core
