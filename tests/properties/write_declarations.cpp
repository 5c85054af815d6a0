// Declarations, containers and files as tokens.
#include <algorithm>
#include <array>

#include "tests/properties/write.hpp"

namespace convenio::properties {

using namespace syntax;

namespace {

bool is_currency(std::string const& token) {
  return token.size() == 3 &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Writer::Tokens Writer::apart(auto const& write) {
  Tokens before = std::exchange(out_, {});
  write();
  return std::exchange(out_, std::move(before));
}

void Writer::before_colon(Expr const& expr) {
  Tokens const tokens = apart([&] { expression(expr); });
  bool const money = is_currency(tokens.back());
  if (money) put("(");
  out_.insert(out_.end(), tokens.begin(), tokens.end());
  if (money) put(")");
}

void Writer::validity(Validity const& of) {
  auto const until = [&] {
    if (!of.until) return;
    put("until");
    date(*of.until);
  };
  bool const first = random_.chance(20);
  if (first) until();
  if (of.from) {
    put("from");
    date(*of.from);
  }
  if (!first) until();
}

void Writer::provenance(Provenance const& of) {
  if (of.confidence) {
    put("confidence");
    name(*of.confidence);
  }
  if (of.source) {
    put("source");
    text(of.source->value);
  }
  if (!of.note) return;
  put("note");
  text(of.note->value);
}

void Writer::parameters(std::vector<Parameter> const& all, bool empty) {
  if (all.empty() && !empty) return;
  put("(");
  for (Parameter const& parameter : all) {
    if (!parameter.label.empty()) put(parameter.label);
    name(parameter.name);
    if (!parameter.type) continue;
    put(":");
    type(*parameter.type);
  }
  put(")");
}

void Writer::title_and_parameters(std::optional<Text> const& of, std::vector<Parameter> const& all,
                                  bool empty) {
  bool const first = random_.coin();
  if (first) title(of);
  parameters(all, empty);
  if (!first) title(of);
}

void Writer::key(Key const& of) {
  // A key that is money and more, or that could go on with the row before, needs parentheses.
  auto const bound = [&](Expr const& expr) {
    Tokens const tokens = apart([&] { expression(expr); });
    bool const money = std::any_of(tokens.begin(), tokens.end(), is_currency) && tokens.size() > 2;
    bool const goes_on = tokens.front() == "-" || tokens.front().front() == '"';
    bool const wrapped = money || goes_on;
    if (wrapped) put("(");
    out_.insert(out_.end(), tokens.begin(), tokens.end());
    if (wrapped) put(")");
  };
  using Kind = Key::Kind;
  bool const ranged = of.kind == Kind::range || of.kind == Kind::range_below;
  if (of.kind == Kind::from || (ranged && random_.coin())) put("from");
  if (of.kind == Kind::any) put("any");
  if (of.low) bound(*of.low);
  if (of.kind == Kind::until) put("until");
  if (of.kind == Kind::below || of.kind == Kind::range_below) put("below");
  if (of.kind == Kind::range) put("to");
  if (of.high) bound(*of.high);
}

void Writer::rows(std::vector<Row> const& all) {
  put("{");
  Tokens value;  // of the row before
  bool bare = false;
  auto const flush = [&](Tokens const& next) {
    bool const called = bare && !value.empty() && !next.empty() && next.front() == "(";
    if (called) put("(");
    out_.insert(out_.end(), value.begin(), value.end());
    if (called) put(")");
    value.clear();
  };
  for (Row const& row : all) {
    Tokens const keys = apart([&] {
      for (std::size_t i = 0; i < row.keys.size(); ++i) {
        if (i > 0) put(",");
        key(row.keys[i]);
      }
      if (row.enacted) {
        put("enacted");
        date(*row.enacted);
      }
      if (row.rows.empty()) put(":");
    });
    flush(keys);
    out_.insert(out_.end(), keys.begin(), keys.end());
    if (!row.rows.empty()) {
      provenance(row.provenance);
      said({row.known_to, row.checked});
      rows(row.rows);
      continue;
    }
    bare = !std::holds_alternative<Unknown>(row.value->node);
    value = apart([&] { value_of(*row.value); });
    Tokens const clauses = apart([&] {
      provenance(row.provenance);
      said({row.known_to, row.checked});
    });
    if (clauses.empty()) continue;
    flush({});
    out_.insert(out_.end(), clauses.begin(), clauses.end());
  }
  flush({});
  put("}");
}

void Writer::generators(std::vector<Generator> const& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == 0) {
      words("for each");
    } else {
      put(",");
    }
    name(all[i].variable);
    put("in");
    before_colon(*all[i].source);
  }
}

void Writer::operator()(StateDecl const& node) {
  put("state");
  name(node.name);
  text(node.title.value);
  put("currency");
  name(node.currency);
  if (node.per != syntax::Per::sum) put("paid");
  paid(node.per);
  provenance(*provenance_);
}

void Writer::operator()(CurrencyDecl const& node) {
  put("currency");
  name(node.name);
  text(node.title.value);
  if (node.minor) {
    put("minor");
    digits(node.minor->digits);
  }
  validity(node.validity);
  if (node.follows) {
    put("follows");
    name(*node.follows);
    put("at");
    digits(node.factor->digits);
  }
  provenance(*provenance_);
}

void Writer::operator()(EnumerationDecl const& node) {
  put("enumeration");
  name(node.name);
  provenance(*provenance_);
  values(node.values);
}

void Writer::operator()(ExtendDecl const& node) {
  put("extend");
  path(node.enumeration);
  provenance(*provenance_);
  values(node.values);
}

void Writer::values(std::vector<Enumerator> const& all) {
  put("{");
  for (Enumerator const& value : all) {
    name(value.name);
    title(value.title);
    if (random_.coin()) put(",");
  }
  put("}");
}

void Writer::operator()(RecordDecl const& node) {
  put("record");
  name(node.name);
  if (node.of) {
    put("of");
    name(*node.of);
  }
  provenance(*provenance_);
  put("{");
  for (RecordField const& field : node.fields) {
    name(field.name);
    put(":");
    type(field.type);
    if (random_.coin()) put(",");
  }
  put("}");
  if (!node.says) return;
  put("says");
  text(node.says->value);
}

void Writer::operator()(ConversionDecl const& node) {
  put("conversion");
  name(node.name);
  title(node.title);
  provenance(*provenance_);
  put("{");
  for (Equation const& equation : node.equations) {
    digits(equation.left_number.digits);
    unit(equation.left);
    put("=");
    digits(equation.right_number.digits);
    unit(equation.right);
  }
  put("}");
}

template <typename Asked>
void Writer::question(Asked const& node) {
  type(node.type);
  text(node.question.value);
  if (node.fallback) {
    put("default");
    expression(*node.fallback);
  }
  if constexpr (std::is_same_v<Asked, PeriodAttributeDecl>) {
    if (node.unless_certified_otherwise) words("unless certified otherwise");
  }
  if (node.held_by) {
    words("held by");
    name(node.held_by->word);
    if (node.held_by->of) {
      put("of");
      name(*node.held_by->of);
    }
  }
  provenance(*provenance_);
}

void Writer::operator()(FactDecl const& node) {
  constexpr std::array<std::string_view, 4> roles{"fact", "judgement", "election", "discretion"};
  put(roles[static_cast<std::size_t>(node.role)]);
  name(node.name);
  parameters(node.parameters);
  put(":");
  question(node);
}

void Writer::operator()(PeriodAttributeDecl const& node) {
  words("period has");
  name(node.name);
  put(":");
  question(node);
}

void Writer::operator()(RuleDecl const& node) {
  using Condition = RuleDecl::Condition;
  if (node.condition != Condition::no) {
    put(node.condition == Condition::remark ? "remark" : "impossible");
    name(node.name);
    text(node.title->value);
    provenance(*provenance_);
    put("when");
    expression(*node.body);
    return;
  }
  if (node.open) put("open");
  put("rule");
  name(node.name);
  title_and_parameters(node.title, node.parameters);
  if (node.result) {
    put(":");
    type(*node.result);
  }
  provenance(*provenance_);
  if (node.body) {
    put("=");
    expression(*node.body);
  }
  if (!node.versions.empty()) versions(node);
  says(node.says);
}

void Writer::says(std::vector<Saying> const& all) {
  for (Saying const& one : all) {
    put("says");
    if (one.value) put(*one.value ? "yes" : "no");
    if (one.condition) {
      put("when");
      expression(*one.condition);
    }
    text(one.text.value);
    for (std::size_t i = 0; i < one.places.size(); ++i) {
      put(i == 0 ? "where" : ",");
      name(one.places[i].name);
      put("=");
      expression(*one.places[i].value);
    }
  }
}

void Writer::operator()(TranslationDecl const& node) {
  put("translation");
  name(node.language);
  provenance(*provenance_);
  put("{");
  for (auto const& entry : node.entries) {
    text(entry.original.value);
    put(":");
    text(entry.translated.value);
  }
  put("}");
}

void Writer::versions(RuleDecl const& node) {
  put("{");
  for (RuleVersion const& version : node.versions) {
    put(version.validity.from ? "from" : "until");
    date(version.validity.from ? *version.validity.from : *version.validity.until);
    if (version.validity.from && version.validity.until) {
      put("to");
      date(*version.validity.until);
    }
    if (version.enacted) {
      put("enacted");
      date(*version.enacted);
    }
    put("=");
    expression(*version.body);
  }
  put("}");
}

void Writer::operator()(ExceptionDecl const& node) {
  put("exception");
  name(node.name);
  put("to");
  path(node.rule);
  if (!node.overrides.empty()) {
    put("overrides");
    paths(node.overrides);
  }
  provenance(*provenance_);
  put("when");
  expression(*node.condition);
  put("then");
  expression(*node.body);
}

void Writer::operator()(ParameterDecl const& node) {
  put("parameter");
  name(node.name);
  title(node.title);
  if (!node.keys.empty()) {
    put("by");
    parameters(node.keys);
  }
  put(":");
  type(node.type);
  if (node.constant == nullptr) {
    provenance(*provenance_);
    said(node.said);
    return rows(node.rows);
  }
  bool const first = random_.coin();
  if (first) provenance(*provenance_);
  put("=");
  value_of(*node.constant);
  if (!first) provenance(*provenance_);
  said(node.said);
}

void Writer::operator()(TableDecl const& node) {
  put("table");
  name(node.name);
  title_and_parameters(node.title, node.keys, true);
  put(":");
  type(node.type);
  provenance(*provenance_);
  said(node.said);
  rows(node.rows);
}

void Writer::operator()(PrecedenceDecl const& node) {
  put("precedence");
  name(node.name);
  parameters(node.parameters);
  put("between");
  if (node.domain == PrecedenceDecl::Domain::periods) {
    put("periods");
  } else {
    words("routes of");
    path(node.award);
  }
  provenance(*provenance_);
  if (!node.order.empty()) {
    words("in order");
    paths(node.order);
  }
  put("otherwise");
  constexpr std::array<std::string_view, 4> ways{"both", "conflict", "undefined", "highest amount"};
  words(ways[static_cast<std::size_t>(node.otherwise)]);
  title(node.reason);
}

void Writer::operator()(ApartDecl const& node) {
  words("undated periods apart in");
  path(node.precedence);
  provenance(*provenance_);
}

void Writer::operator()(StandsDecl const& node) {
  put("stands");
  name(node.name);
  put("in");
  path(node.precedence);
  provenance(*provenance_);
  if (!node.routes.empty()) {
    put(":");
    if (node.by_amount) words("highest amount of");
    for (std::size_t i = 0; i < node.routes.size(); ++i) {
      if (i > 0) put(node.by_amount ? "," : "over");
      path(node.routes[i]);
    }
  }
  if (node.by_step) words(": in order of steps");
  if (node.condition) {
    put("when");
    expression(*node.condition);
  }
  if (!node.says) return;
  put("says");
  text(node.says->value);
}

void Writer::particulars(std::vector<Particular> const& all) {
  for (auto const& one : all) {
    put("states");
    name(one.name);
    title(one.title);
    if (one.always) put("always");
    put("is");
    expression(*one.value);
  }
}

void Writer::operator()(DecidedDecl const& node) {
  words("decided on");
  expression(*node.date);
}

void Writer::said(syntax::OfRows const& of_rows) {
  if (of_rows.until_amended) words("until amended");
  if (of_rows.known_to) {
    words("known to");
    date(*of_rows.known_to);
  }
  if (!of_rows.checked) return;
  put("checked");
  text(of_rows.checked->value);
}

void Writer::operator()(AwardDecl const& node) {
  put("award");
  name(node.name);
  title(node.title);
  generators(node.generators);
  put(":");
  type(node.type);
  if (node.payments) {
    put("paid");
    expression(*node.payments);
    words("times a year");
  }
  if (!node.precedence.parts.empty()) {
    words("chosen by");
    path(node.precedence);
  }
  if (!node.steps.parts.empty()) {
    words("in steps");
    path(node.steps);
  }
  particulars(node.particulars);
  provenance(*provenance_);
}

void Writer::operator()(RouteDecl const& node) {
  put("route");
  name(node.name);
  put("of");
  path(node.award);
  if (!node.arguments.empty()) {
    put("(");
    paths(node.arguments);
    put(")");
  }
  title(node.title);
  provenance(*provenance_);
  auto const clause = [&](std::string_view word, ExprPtr const& expr) {
    auto const* const truth = std::get_if<Truth>(&expr->node);
    bool const plain = truth != nullptr && truth->value;
    if (plain && random_.coin()) return;
    put(word);
    expression(*expr);
  };
  if (!node.step.parts.empty()) {
    put("at");
    path(node.step);
  }
  clause("when", node.when);
  clause("entitled", node.entitled);
  if (node.grants != nullptr) {
    put("grants");
    expression(*node.grants);
  }
  particulars(node.particulars);
}

void Writer::operator()(QuestionDecl const& node) {
  put("question");
  name(node.name);
  title(node.title);
  generators(node.generators);
  auto const* const truth = std::get_if<Truth>(&node.when->node);
  if (truth == nullptr || !truth->value || random_.coin()) {
    put("when");
    before_colon(*node.when);
  }
  put(":");
  type(node.type);
  provenance(*provenance_);
  put("=");
  expression(*node.body);
}

void Writer::operator()(ContradictionDecl const& node) {
  put("contradiction");
  name(node.name);
  text(node.sides.value);
  if (!node.resolution) return;
  put("resolved");
  text(node.resolution->value);
}

void Writer::operator()(PartiesDecl const& node) {
  put("parties");
  names(node.states);
  validity(node.validity);
  if (!node.condition) return;
  put("while");
  expression(*node.condition);
}

void Writer::operator()(PairDecl const& node) {
  put("pair");
  names({node.first, node.second});
  validity(node.validity);
}

void Writer::operator()(ReplacesDecl const& node) {
  put("replaces");
  text(node.instrument.value);
  put("between");
  names(node.between);
  if (node.keeps_acquired_rights) words("keeping acquired rights");
}

void Writer::operator()(FieldDecl const& node) {
  name(node.field);
  title(node.text);
  names(node.names);
}

void Writer::operator()(CountsDecl const& node) {
  words("counts in");
  unit(node.unit);
}

void Writer::operator()(GovernedDecl const& node) {
  words("governed by");
  expression(*node.date);
}

void Writer::operator()(AppliesDecl const& node) {
  put("applies");
  for (Parameter const& subject : node.subject) {
    put("to");
    name(subject.name);
    put(":");
    type(*subject.type);
  }
  put("when");
  expression(*node.condition);
}

void Writer::operator()(ContainerDecl const& node) {
  constexpr std::array<std::string_view, 6> heads{"agreement", "regulation", "scheme",
                                                  "article",   "paragraph",  "interpretation"};
  Provenance const& own = *provenance_;
  put(heads[static_cast<std::size_t>(node.kind)]);
  name(node.name);
  title(node.title);
  if (node.of) {
    put("of");
    name(*node.of);
  }
  if (node.by) {
    put("by");
    text(node.by->value);
  }
  validity(node.validity);
  bool const head = random_.coin();
  if (head) provenance(own);
  put("{");
  if (!head) provenance(own);
  for (Declaration const& item : node.items) declaration(item);
  put("}");
}

// `unknown` and `contradictory` are no expressions and take no parentheses.
void Writer::value_of(Expr const& expr) {
  bool const word =
      std::holds_alternative<Unknown>(expr.node) || std::holds_alternative<Contradictory>(expr.node);
  if (word) {
    std::visit(*this, expr.node);
  } else {
    expression(expr);
  }
}

void Writer::fact(FactValue const& fact) {
  path(fact.fact);
  if (!fact.arguments.empty() || random_.chance(5)) arguments(fact.arguments);
  put("=");
  value_of(*fact.value);
}

void Writer::expectation(Expectation const& of) {
  put("expect");
  if (of.kind == Expectation::Kind::decision) {
    words("decision {");
    for (Expectation const& award : of.awards) {
      std::visit(*this, award.expr->node);  // an award is named, and takes no parentheses
      status(award);
    }
    put("}");
    return;
  }
  if (of.kind == Expectation::Kind::ledger) {
    words("ledger of");
    expression(*of.expr);
    put("{");
    for (LedgerRow const& row : of.ledger) {
      name(row.state);
      date(row.from);
      put("to");
      date(row.to);
      words("displaced by");
      name(row.displaced_by);
      put("under");
      path(row.clause);
    }
    put("}");
    return;
  }
  auto const start = out_.size();
  expression(*of.expr);
  if (out_[start] == "zero") bracket_from(start);  // `zero of a is ...` speaks of a particular of an award
  if (of.kind == Expectation::Kind::status) status(of);
}

void Writer::status(Expectation const& of) {
  name(of.status);
  if (of.by_route) {
    put("by");
    path(*of.by_route);
  }
  if (of.amount) {
    put("amount");
    expression(*of.amount);
  }
  for (std::size_t i = 0; i < of.for_facts.size(); ++i) {
    put(i == 0 ? "for" : ",");
    expression(*of.for_facts[i]);
  }
}

void Writer::operator()(SampleDecl const& node) {
  put("sample");
  name(node.name);
  if (node.like) {
    put("like");
    path(*node.like);
  }
  provenance(*provenance_);
  put("{");
  for (FactValue const& one : node.facts) fact(one);
  put("}");
}

void Writer::operator()(TestDecl const& node) {
  put("test");
  text(node.title.value);
  if (node.like) {
    put("like");
    path(*node.like);
  }
  provenance(*provenance_);
  put("{");
  for (FactValue const& one : node.facts) fact(one);
  for (FactValue const& one : node.given) {
    put("given");
    fact(one);
  }
  for (Expectation const& one : node.expectations) expectation(one);
  put("}");
}

void Writer::declaration(Declaration const& declaration) {
  Provenance const* const before = std::exchange(provenance_, &declaration.provenance);
  std::visit(*this, declaration.node);
  provenance_ = before;
}

std::vector<std::string> Writer::file(File const& file) {
  put("package");
  name(file.package);
  for (std::size_t i = 0; i < file.imports.size();) {
    put("import");
    name(file.imports[i++]);
    while (i < file.imports.size() && random_.coin()) {
      put(",");
      name(file.imports[i++]);
    }
  }
  for (Declaration const& one : file.declarations) declaration(one);
  return std::exchange(out_, {});
}

}  // namespace convenio::properties
