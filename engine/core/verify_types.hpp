// The forms of values at run time, and the expressions that give them. Private to verify*.cpp.
// Knows operators and their operands; evaluates nothing.
#pragma once

#include <initializer_list>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "engine/core/functions.hpp"
#include "engine/core/program.hpp"

namespace convenio::core {

enum class FormKind : std::uint8_t {
  nothing,  // what is always absent, or stands for the elements of an empty list: fits everywhere
  truth,
  number,  // whole numbers, ratios and quantities alike
  money,
  date,
  text,
  state,
  period,
  history,
  enumeration,
  record,
  route,
  conversion,
  side,  // one of two routes, in a precedence between those of an award
  list
};

FormKind form_kind(Type::Kind kind);

using FormId = std::uint32_t;

struct Form {
  FormKind kind{};
  std::uint32_t of = model::none;  // enumeration, record, award; of a list the form of its elements
  friend bool operator==(Form const&, Form const&) = default;
};

class Forms {
 public:
  // Every type has a form unless it names what is not there, or a list or record contains itself.
  explicit Forms(Program const& program);
  bool sound() const { return sound_; }

  FormId of(TypeId type) const { return of_type_[type]; }
  FormId simple(FormKind kind) const { return static_cast<FormId>(kind); }
  FormId list_of(FormId element) { return intern({FormKind::list, element}); }
  FormId intern(Form form);
  Form const& operator[](FormId id) const { return forms_[id]; }
  FormKind kind(FormId id) const { return forms_[id].kind; }

  // Whether what gives `from` may stand where `to` is asked for.
  bool fits(FormId from, FormId to) const;
  // The form of what is one of the two; none if nothing is both.
  FormId joined(FormId a, FormId b);
  // A constant, a key or a pattern: there, and of this form throughout.
  bool fits(model::Value const& value, FormId form) const;

 private:
  FormId make(TypeId type, unsigned depth);
  bool acyclic(model::RecordId record, unsigned depth) const;
  Program const& p_;
  std::vector<Form> forms_;  // first one of each kind that says nothing more, in their order
  std::vector<FormId> of_type_;
  bool sound_ = true;
};

// The locals of one frame, by slot; none: not known where the expression stands.
struct Scope {
  std::vector<FormId> locals;
  FormId at(std::uint32_t slot) const { return slot < locals.size() ? locals[slot] : model::none; }
};

class Expressions {
 public:
  Expressions(Program const& program, Forms& forms) : p_(program), f_(forms) {}
  // Whether it can be evaluated in the scope and gives such a value. `none` is no expression.
  bool gives(ExprId id, FormId form, Scope const& scope);
  // The form that it gives; none where it is not sound.
  FormId form_of(ExprId id, Scope const& scope);

 private:
  using Given = boost::container::small_vector<FormId, 6>;  // forms of the operands
  FormId infer(ExprId id);
  FormId infer(Expr const& e);
  FormId local(std::uint32_t slot) const { return scope_.at(slot); }
  FormId within(std::uint32_t slot, FormId variable,
                ExprId body);  // the form of a body that sees the variable
  FormId let(Expr const& e);
  FormId in_force(Expr const& e);
  FormId choice(Expr const& e);
  FormId binder(Expr const& e);
  FormId carry(Expr const& e);
  FormId strict(Expr const& e);
  FormId reference(Expr const& e, Given const& given);
  FormId comparison(Expr const& e, Given const& given);
  FormId arithmetic(Expr const& e, Given const& given);
  FormId structure(Expr const& e, Given const& given);
  FormId range(Expr const& e, Given const& given);
  FormId period(Expr const& e, Given const& given);
  FormId made_period(Expr const& e, Given const& given);
  FormId resolved(Expr const& e, Given const& given);
  FormId instrument(Expr const& e, Given const& given);
  FormId builtin(Expr const& e, Given const& given);
  FormId list_builtin(Typing typing, TypeId type, Given const& given);
  FormId signature(Given const& given, Signature const& declared);
  FormId signature(Given const& given, std::initializer_list<FormKind> takes, FormKind gives);

  bool is(FormId form, FormKind kind) const;  // or nothing
  bool numeric(FormId form) const { return is(form, FormKind::number) || is(form, FormKind::money); }
  bool takes(Given const& given, std::vector<Parameter> const& parameters) const;
  FormId element(FormId source);  // of a list or a history; none of anything else
  ExprId child(Expr const& e, std::uint32_t n) const { return p_.children[e.first_child + n]; }

  Program const& p_;
  Forms& f_;
  Scope scope_;
  std::size_t visits_ = 0;
  unsigned depth_ = 0;
};

}  // namespace convenio::core
