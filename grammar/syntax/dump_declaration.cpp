// Dump of declarations, containers and files.
#include "grammar/syntax/dumper.hpp"

namespace convenio::syntax {

void Dumper::paths(std::string_view head, std::vector<Path> const& all) {
  if (all.empty()) return;
  Line const line(*this, head);
  for (Path const& path : all) leaf(path);
}

void Dumper::parameters(std::vector<Parameter> const& all) {
  for (Parameter const& parameter : all) {
    Line const line(*this, "parameter");
    if (!parameter.label.empty()) leaf(parameter.label);
    leaf(parameter.name);
    if (!parameter.type) continue;
    leaf(":");
    leaf(*parameter.type);
  }
}

void Dumper::provenance(Provenance const& provenance) {
  if (provenance.confidence) {
    Line const line(*this, "confidence");
    leaf(*provenance.confidence);
  }
  if (provenance.source) {
    Line const line(*this, "source");
    leaf(*provenance.source);
  }
  if (provenance.note) {
    Line const line(*this, "note");
    leaf(*provenance.note);
  }
}

void Dumper::generators(std::vector<Generator> const& all) {
  for (Generator const& generator : all) {
    Line const line(*this, "for each");
    leaf(generator.variable);
    expression(*generator.source);
  }
}

void Dumper::operator()(StateDecl const& node) {
  Line const line(*this, "state");
  leaf(node.name);
  leaf(node.title);
  leaf(node.currency);
  if (node.per != Per::sum) leaf(std::string("paid per ") + terms::name(node.per));
}

void Dumper::operator()(CurrencyDecl const& node) {
  Line const line(*this, "currency");
  leaf(node.name);
  leaf(node.title);
  if (node.minor) leaf("minor " + node.minor->digits);
  leaf(node.validity);
  if (node.follows) leaf("follows " + node.follows->text);
  if (node.factor) leaf("at " + node.factor->digits);
}

void Dumper::operator()(EnumerationDecl const& node) {
  Line const line(*this, "enumeration");
  leaf(node.name);
  enumerators(node.values);
}

void Dumper::operator()(ExtendDecl const& node) {
  Line const line(*this, "extend");
  leaf(node.enumeration);
  enumerators(node.values);
}

void Dumper::enumerators(std::vector<Enumerator> const& values) {
  for (Enumerator const& value : values) {
    Line const value_line(*this, "value");
    leaf(value.name);
    leaf(value.title);
  }
}

void Dumper::operator()(RecordDecl const& node) {
  Line const line(*this, "record");
  leaf(node.name);
  if (node.of) leaf("of " + node.of->text);
  for (RecordField const& field : node.fields) {
    Line const field_line(*this, "field");
    leaf(field.name);
    leaf(field.type);
  }
  if (!node.says) return;
  Line const told(*this, "says");
  leaf(*node.says);
}

void Dumper::operator()(ConversionDecl const& node) {
  Line const line(*this, "conversion");
  leaf(node.name);
  leaf(node.title);
  for (Equation const& equation : node.equations) {
    Line const equation_line(*this, "equation");
    leaf(equation.left_number.digits);
    leaf(to_string(equation.left));
    leaf("=");
    leaf(equation.right_number.digits);
    leaf(to_string(equation.right));
  }
}

void Dumper::held_by(std::optional<HeldBy> const& clause) {
  if (!clause) return;
  Line const line(*this, "held by");
  leaf(clause->word);
  if (clause->of) {
    leaf("of");
    leaf(*clause->of);
  }
  if (clause->form) {
    leaf("by form");
    leaf(*clause->form);
  }
  if (clause->within) leaf("within " + clause->within->number.digits + " " + std::string(to_string(clause->within->unit)));
}

void Dumper::operator()(FactDecl const& node) {
  Line const line(*this, terms::name(node.role));
  leaf(node.name);
  leaf(":");
  leaf(node.type);
  leaf(node.question);
  parameters(node.parameters);
  below("default", node.fallback);
  held_by(node.held_by);
}

void Dumper::operator()(PeriodAttributeDecl const& node) {
  Line const line(*this, "period has");
  leaf(node.name);
  leaf(":");
  leaf(node.type);
  leaf(node.question);
  if (node.unless_certified_otherwise) leaf("unless certified otherwise");
  below("default", node.fallback);
  held_by(node.held_by);
}

void Dumper::operator()(RuleDecl const& node) {
  Line const line(*this, node.condition == RuleDecl::Condition::impossible ? "impossible"
                         : node.condition == RuleDecl::Condition::remark   ? "remark"
                         : node.open                                       ? "open rule"
                                                                           : "rule");
  leaf(node.name);
  leaf(node.title);
  if (node.result) {
    leaf(":");
    leaf(*node.result);
  }
  parameters(node.parameters);
  below("body", node.body);
  for (RuleVersion const& version : node.versions) {
    Line const version_line(*this, "version");
    leaf(version.validity);
    if (version.enacted) leaf("enacted " + to_string(*version.enacted));
    expression(*version.body);
  }
  says(node.says);
}

void Dumper::says(std::vector<Saying> const& all) {
  for (Saying const& one : all) {
    Line const line(*this, "says");
    if (one.value) leaf(*one.value ? "yes" : "no");
    leaf(one.text);
    below("when", one.condition);
    for (Binding const& place : one.places) {
      Line const place_line(*this, "place");
      leaf(place.name);
      expression(*place.value);
    }
  }
}

void Dumper::operator()(TranslationDecl const& node) {
  Line const line(*this, "translation");
  leaf(node.language);
  for (auto const& entry : node.entries) {
    Line const entry_line(*this, "text");
    leaf(entry.original);
    leaf(entry.translated);
  }
}

void Dumper::operator()(ExceptionDecl const& node) {
  Line const line(*this, "exception");
  leaf(node.name);
  leaf("to");
  leaf(node.rule);
  paths("overrides", node.overrides);
  below("when", node.condition);
  below("then", node.body);
  says(node.says);
}

void Dumper::key(Key const& key) {
  using Kind = Key::Kind;
  auto const head = [&]() -> std::string_view {
    switch (key.kind) {
      case Kind::value:
        return "key";
      case Kind::range:
        return "key to";
      case Kind::range_below:
        return "key to below";
      case Kind::from:
        return "key from";
      case Kind::until:
        return "key until";
      case Kind::below:
        return "key below";
      case Kind::any:
        return "key any";
    }
    return {};
  };
  Line const line(*this, head());
  if (key.low) expression(*key.low);
  if (key.high) expression(*key.high);
}

void Dumper::rows(std::vector<Row> const& all) {
  for (Row const& row : all) {
    Line const line(*this, row.rows.empty() ? "row" : "rows");
    for (Key const& one : row.keys) key(one);
    if (row.enacted) {
      Line const became(*this, "enacted");
      leaf(to_string(*row.enacted));
    }
    below("value", row.value);
    said({row.known_to, row.checked});
    provenance(row.provenance);
    rows(row.rows);
  }
}

void Dumper::said(OfRows const& of_rows) {
  if (of_rows.known_to) {
    Line const line(*this, "known to");
    leaf(to_string(*of_rows.known_to));
  }
  if (of_rows.until_amended) {
    Line const line(*this, "until amended");
  }
  if (!of_rows.checked) return;
  Line const line(*this, "checked");
  leaf(*of_rows.checked);
}

void Dumper::operator()(ParameterDecl const& node) {
  Line const line(*this, "parameter");
  leaf(node.name);
  leaf(node.title);
  leaf(":");
  leaf(node.type);
  if (!node.keys.empty()) {
    Line const by(*this, "by");
    parameters(node.keys);
  }
  said(node.said);
  below("constant", node.constant);
  rows(node.rows);
}

void Dumper::operator()(TableDecl const& node) {
  Line const line(*this, "table");
  leaf(node.name);
  leaf(node.title);
  leaf(":");
  leaf(node.type);
  parameters(node.keys);
  said(node.said);
  rows(node.rows);
}

void Dumper::operator()(PrecedenceDecl const& node) {
  Line const line(*this, "precedence");
  leaf(node.name);
  if (node.domain == PrecedenceDecl::Domain::periods) {
    leaf("between periods");
  } else {
    leaf("between routes of");
    leaf(node.award);
  }
  parameters(node.parameters);
  paths("order", node.order);
  Line const otherwise(*this, "otherwise");
  leaf(terms::name(node.otherwise));
  leaf(node.reason);
}

void Dumper::operator()(StandsDecl const& node) {
  Line const line(*this, "stands");
  leaf(node.name);
  leaf("in");
  leaf(node.precedence);
  paths(node.by_amount ? "highest of" : "over", node.routes);
  if (node.by_step) leaf("in order of steps");
  if (node.condition) below("when", node.condition);
  if (!node.says) return;
  Line const told(*this, "says");
  leaf(*node.says);
}

void Dumper::operator()(ApartDecl const& node) {
  Line const line(*this, "undated periods apart in");
  leaf(node.precedence);
}

void Dumper::operator()(DecidedDecl const& node) {
  Line const line(*this, "decided on");
  expression(*node.date);
}

void Dumper::operator()(AwardDecl const& node) {
  Line const line(*this, "award");
  leaf(node.name);
  leaf(node.title);
  leaf(":");
  leaf(node.type);
  generators(node.generators);
  below("paid", node.payments);
  particulars(node.particulars);
  if (!node.precedence.parts.empty()) {
    Line const chosen(*this, "chosen by");
    leaf(node.precedence);
  }
  if (node.steps.parts.empty()) return;
  Line const steps(*this, "in steps");
  leaf(node.steps);
}

void Dumper::particulars(std::vector<Particular> const& list) {
  for (Particular const& one : list) {
    Line const states(*this, one.always ? "states always" : "states");
    leaf(one.name);
    leaf(one.title);
    expression(*one.value);
  }
}

void Dumper::operator()(RouteDecl const& node) {
  Line const line(*this, "route");
  leaf(node.name);
  leaf("of");
  leaf(node.award);
  leaf(node.title);
  paths("for", node.arguments);
  if (!node.step.parts.empty()) {
    Line const step(*this, "at");
    leaf(node.step);
  }
  below("when", node.when);
  below("entitled", node.entitled);
  below("grants", node.grants);
  particulars(node.particulars);
}

void Dumper::operator()(QuestionDecl const& node) {
  Line const line(*this, "question");
  leaf(node.name);
  leaf(node.title);
  leaf(":");
  leaf(node.type);
  generators(node.generators);
  below("when", node.when);
  below("body", node.body);
}

void Dumper::operator()(ContradictionDecl const& node) {
  Line const line(*this, "contradiction");
  leaf(node.name);
  leaf(node.sides);
  if (!node.resolution) return;
  Line const resolved(*this, "resolved");
  leaf(*node.resolution);
}

void Dumper::operator()(PartiesDecl const& node) {
  Line const line(*this, "parties");
  for (Name const& state : node.states) leaf(state);
  leaf(node.validity);
  below("while", node.condition);
}

void Dumper::operator()(PairDecl const& node) {
  Line const line(*this, "pair");
  leaf(node.first);
  leaf(node.second);
  leaf(node.validity);
}

void Dumper::operator()(ReplacesDecl const& node) {
  Line const line(*this, "replaces");
  leaf(node.instrument);
  for (Name const& state : node.between) leaf(state);
  if (node.keeps_acquired_rights) leaf("keeping acquired rights");
}

void Dumper::operator()(FieldDecl const& node) {
  Line const line(*this, node.field.text);
  leaf(node.text);
  for (Name const& name : node.names) leaf(name);
}

void Dumper::operator()(CountsDecl const& node) {
  Line const line(*this, "counts in");
  leaf(to_string(node.unit));
}

void Dumper::operator()(GovernedDecl const& node) { below("governed by", node.date); }

void Dumper::operator()(AppliesDecl const& node) {
  Line const line(*this, "applies");
  parameters(node.subject);
  below("when", node.condition);
}

void Dumper::operator()(ContainerDecl const& node) {
  using Kind = ContainerDecl::Kind;
  auto const head = [&]() -> std::string_view {
    switch (node.kind) {
      case Kind::agreement:
        return "agreement";
      case Kind::regulation:
        return "regulation";
      case Kind::scheme:
        return "scheme";
      case Kind::article:
        return "article";
      case Kind::paragraph:
        return "paragraph";
      case Kind::interpretation:
        return "interpretation";
    }
    return {};
  };
  Line const line(*this, head());
  leaf(node.name);
  leaf(node.title);
  if (node.of) leaf("of " + node.of->text);
  if (node.by) leaf("by");
  leaf(node.by);
  leaf(node.validity);
  for (Declaration const& item : node.items) declaration(item);
}

void Dumper::facts(std::vector<FactValue> const& all, char const* what) {
  for (FactValue const& fact : all) {
    Line const line(*this, what);
    leaf(fact.fact);
    arguments(fact.arguments);
    below("value", fact.value);
  }
}

void Dumper::expectation(Expectation const& expectation) {
  if (expectation.kind == Expectation::Kind::decision) {
    Line const line(*this, "expect decision");
    for (Expectation const& award : expectation.awards) this->expectation(award);
    return;
  }
  Line const line(*this, expectation.kind == Expectation::Kind::ledger ? "expect ledger of" : "expect");
  if (expectation.particular) leaf(expectation.particular->text + " of");
  expression(*expectation.expr);
  below("is", expectation.is);
  if (expectation.kind == Expectation::Kind::status) {
    Line const status(*this, "status");
    leaf(expectation.status);
    if (expectation.by_route) leaf("by " + to_string(*expectation.by_route));
    below("amount", expectation.amount);
    for (ExprPtr const& fact : expectation.for_facts) below("for", fact);
  }
  for (LedgerRow const& row : expectation.ledger) {
    Line const row_line(*this, "row");
    leaf(row.state);
    leaf(to_string(row.from) + " to " + to_string(row.to));
    leaf(row.displaced_by);
    leaf(row.clause);
  }
}

void Dumper::operator()(SampleDecl const& node) {
  Line const line(*this, "sample");
  leaf(node.name);
  if (node.like) leaf("like " + to_string(*node.like));
  facts(node.facts);
}

void Dumper::operator()(TestDecl const& node) {
  Line const line(*this, "test");
  leaf(node.title);
  if (node.like) leaf("like " + to_string(*node.like));
  facts(node.facts);
  facts(node.given, "given");
  for (Expectation const& one : node.expectations) expectation(one);
}

void Dumper::declaration(Declaration const& declaration) {
  std::visit(*this, declaration.node);
  ++depth_;
  provenance(declaration.provenance);
  --depth_;
}

void Dumper::file(File const& file) {
  Line const line(*this, "package");
  leaf(file.package);
  for (Name const& import : file.imports) {
    Line const import_line(*this, "import");
    leaf(import);
  }
  for (Declaration const& one : file.declarations) declaration(one);
}

std::string dump(Declaration const& declaration) {
  Dumper dumper;
  dumper.declaration(declaration);
  return dumper.take() + "\n";
}

std::string dump(File const& file) {
  Dumper dumper;
  dumper.file(file);
  return dumper.take() + "\n";
}

}  // namespace convenio::syntax
