// Random declarations, containers and files.
#include <array>

#include "tests/properties/grow.hpp"

namespace convenio::properties {

using namespace syntax;

namespace {

Declaration declared(decltype(Declaration::node) node, Provenance provenance = {}) {
  Declaration result;
  result.node = std::move(node);
  result.provenance = std::move(provenance);
  return result;
}

// After plain `money` the word `of` would begin its state.
// Behind which `of NAME` says the State.
bool takes_a_state(Type const& type) {
  if (type.kind == Type::Kind::list) return takes_a_state(*type.element);
  if (type.kind == Type::Kind::named) return !type.of;
  return type.kind == Type::Kind::money && !type.currency && !type.of && type.per == Per::sum;
}

}  // namespace

Validity Grower::validity(bool needed) {
  Validity result;
  if (random_.chance(40)) result.from = date();
  if (random_.chance(30)) result.until = date();
  if (needed && !result.from && !result.until) result.from = date();
  return result;
}

Provenance Grower::provenance(unsigned percent) {
  Provenance result;
  if (random_.chance(percent)) result.confidence = name();
  if (random_.chance(percent)) result.source = text();
  if (random_.chance(percent)) result.note = text();
  return result;
}

OfRows Grower::said() {
  OfRows result;
  if (random_.chance(20)) result.known_to = date();
  result.checked = maybe_text(15);
  result.until_amended = random_.chance(15);
  return result;
}

std::vector<Parameter> Grower::parameters() {
  std::vector<Parameter> result;
  while (result.size() < 3 && random_.coin()) {
    Parameter parameter{result.empty() ? "" : label(), {}, free_word(), std::nullopt};
    bool const taken = !result.empty() && result.back().type && takes_a_state(*result.back().type);
    if (taken && parameter.label == "of") parameter.label = ",";
    if (random_.chance(80)) parameter.type = type();
    result.push_back(std::move(parameter));
  }
  return result;
}

std::vector<Row> Grower::rows(std::size_t keys, int depth, bool of_group) {
  std::vector<Row> result;
  for (int i = random_.between(of_group ? 1 : 0, 3); i > 0; --i) {
    Row row;
    bool const group = !of_group && keys > 1 && random_.chance(20);
    for (std::size_t k = 0; k < (group ? 1 : keys); ++k) {
      Key key;
      key.kind = static_cast<Key::Kind>(random_.below(7));
      bool const low = key.kind == Key::Kind::value || key.kind == Key::Kind::range ||
                       key.kind == Key::Kind::range_below || key.kind == Key::Kind::from;
      bool const high = key.kind == Key::Kind::until || key.kind == Key::Kind::below ||
                        key.kind == Key::Kind::range || key.kind == Key::Kind::range_below;
      if (low) key.low = expression(random_.chance(80) ? 0 : 1);
      if (high) key.high = expression(random_.chance(80) ? 0 : 1);
      row.keys.push_back(std::move(key));
    }
    if (group) {
      row.rows = rows(keys - 1, depth, true);
    } else {
      row.value = random_.chance(15) ? make(NotEncoded{reason()}) : expression(depth);
      if (random_.chance(15)) row.enacted = date();
    }
    if (random_.chance(15)) row.known_to = date();
    row.checked = maybe_text(15);
    row.provenance = provenance();
    result.push_back(std::move(row));
  }
  return result;
}

std::vector<Generator> Grower::generators(int depth) {
  std::vector<Generator> result;
  while (result.size() < 2 && random_.coin()) {
    Name variable = name();
    result.push_back({std::move(variable), expression(depth)});
  }
  return result;
}

std::vector<Name> Grower::names() {
  std::vector<Name> result;
  do result.push_back(name());
  while (random_.coin());
  return result;
}

Declaration Grower::data(int depth) {
  switch (random_.below(8)) {
    case 7: {
      ExtendDecl result{path(), {}};
      for (int i = random_.between(0, 4); i > 0; --i) result.values.push_back({free_word(), maybe_text()});
      return declared(std::move(result), provenance());
    }
    case 0:
      return declared(StateDecl{name(), text(), currency(),
                                static_cast<Per>(random_.chance(70) ? 0 : 1 + random_.below(5))},
                      provenance());
    case 1: {
      CurrencyDecl result{currency(), text(), std::nullopt, validity(), std::nullopt, std::nullopt};
      if (random_.coin()) result.minor = syntax::Figure{digits(true), {}};
      if (random_.chance(30)) {
        result.follows = currency();
        result.factor = syntax::Figure{digits(true), {}};
      }
      return declared(std::move(result), provenance());
    }
    case 2: {
      EnumerationDecl result{name(), {}};
      for (int i = random_.between(0, 4); i > 0; --i) result.values.push_back({free_word(), maybe_text()});
      return declared(std::move(result), provenance());
    }
    case 3: {
      RecordDecl result{name(), {}, {}, {}};
      if (random_.coin()) result.of = name();
      for (int i = random_.between(0, 4); i > 0; --i) result.fields.push_back({any_word(), type()});
      if (random_.coin()) result.says = text();
      return declared(std::move(result), provenance());
    }
    case 4: {
      ConversionDecl result{name(), maybe_text(), {}};
      for (int i = random_.between(0, 3); i > 0; --i)
        result.equations.push_back({{digits(true), {}}, unit(false), {digits(true), {}}, unit(false), {}});
      return declared(std::move(result), provenance());
    }
    case 5: {
      PeriodAttributeDecl result{name(), type(), text(), nullptr, false, {}};
      if (random_.coin()) result.fallback = expression(depth);
      result.unless_certified_otherwise = result.fallback && random_.coin();
      result.held_by = held_by();
      return declared(std::move(result), provenance());
    }
    default: {
      FactDecl result{
          static_cast<FactDecl::Role>(random_.below(4)), name(), parameters(), type(), text(), nullptr, {}};
      if (random_.coin()) result.fallback = expression(depth);
      result.held_by = held_by();
      return declared(std::move(result), provenance());
    }
  }
}

Declaration Grower::decisive(int depth) {
  switch (random_.below(8)) {
    case 0: {
      ExceptionDecl result{free_word(), path(), {}, expression(depth), expression(depth), {}};
      while (random_.chance(30)) result.overrides.push_back(path());
      return declared(std::move(result), provenance());
    }
    case 1: {
      ParameterDecl result{name(), maybe_text(), {}, type(), nullptr, {}, said()};
      if (random_.chance(30)) {
        result.keys = parameters();
        result.rows = rows(result.keys.size() + 1, depth);
      } else if (random_.coin()) {
        result.constant = random_.chance(15) ? make(NotEncoded{reason()}) : expression(depth);
      } else {
        result.rows = rows(1, depth);
      }
      return declared(std::move(result), provenance());
    }
    case 2: {
      TableDecl result{name(), maybe_text(), parameters(), type(), {}, said()};
      result.rows = rows(1 + random_.below(3), depth);
      return declared(std::move(result), provenance());
    }
    case 3: {
      PrecedenceDecl result;
      result.name = name();
      result.parameters = parameters();
      if (random_.coin()) {
        result.domain = PrecedenceDecl::Domain::routes;
        result.award = path();
      }
      while (random_.coin()) result.order.push_back(path());
      result.otherwise = static_cast<PrecedenceDecl::Otherwise>(random_.below(4));
      if (result.otherwise == PrecedenceDecl::Otherwise::undefined) result.reason = reason();
      return declared(std::move(result), provenance());
    }
    case 4:
      if (random_.chance(20)) {
        TranslationDecl result{name(), {}};
        while (random_.coin()) result.entries.push_back({text(), text()});
        return declared(std::move(result), provenance());
      }
      if (random_.chance(30)) return declared(ApartDecl{path()}, provenance());
      if (random_.chance(10)) {
        StandsDecl stepwise{name(), path(), nullptr, {}, false, true};
        if (random_.coin()) stepwise.condition = expression(depth);
        return declared(std::move(stepwise), provenance());
      }
      if (random_.chance(30)) {
        StandsDecl ranked{name(), path(), nullptr, {path(), path()}};
        ranked.by_amount = random_.coin();
        if (random_.coin()) ranked.condition = expression(depth);
        return declared(std::move(ranked), provenance());
      }
      {
        StandsDecl told{name(), path(), expression(depth), {}};
        if (random_.coin()) told.says = text();
        return declared(std::move(told), provenance());
      }
    case 5: {
      RuleDecl result;
      result.open = true;
      result.name = name();
      result.title = maybe_text();
      result.parameters = parameters();
      result.result = type();
      return declared(std::move(result), provenance());
    }
    case 6: {
      RuleDecl result;
      result.condition = random_.coin() ? RuleDecl::Condition::impossible : RuleDecl::Condition::remark;
      result.name = name();
      result.title = text();
      result.result.emplace();
      result.result->kind = Type::Kind::truth;
      result.body = expression(depth);
      return declared(std::move(result), provenance());
    }
    default: {
      RuleDecl result;
      result.name = free_word();
      result.title = maybe_text();
      result.parameters = parameters();
      if (random_.chance(80)) result.result = type();
      if (random_.chance(70)) {
        result.body = expression(depth);
      } else {
        do
          result.versions.push_back({validity(true),
                                     expression(depth),
                                     {},
                                     random_.chance(20) ? std::optional(date()) : std::nullopt});
        while (random_.coin());
      }
      while (random_.chance(20)) {
        Saying said;
        if (random_.coin()) said.value = random_.coin();
        if (random_.coin()) said.condition = expression(depth);
        said.text = text();
        while (random_.chance(30)) said.places.push_back({name(), expression(depth)});
        result.says.push_back(std::move(said));
      }
      return declared(std::move(result), provenance());
    }
  }
}

Declaration Grower::asked(int depth) {
  auto const clause = [&] { return random_.chance(30) ? make(Truth{true}) : expression(depth); };
  auto const stated = [&](std::vector<Particular>& all, bool of_route) {
    while (random_.chance(20)) {
      Particular one{name(), {}, false, expression(depth)};
      if (!of_route) one.title = maybe_text();
      if (!of_route) one.always = random_.coin();
      all.push_back(std::move(one));
    }
  };
  switch (random_.below(3)) {
    case 0: {
      AwardDecl result;
      result.name = name();
      result.title = maybe_text();
      result.generators = generators(depth);
      result.type = type();
      if (random_.chance(30)) result.payments = expression(depth);
      if (random_.coin()) result.precedence = path();
      if (random_.chance(20)) result.steps = path();
      stated(result.particulars, false);
      return declared(std::move(result), provenance());
    }
    case 1: {
      RouteDecl result;
      result.name = name();
      result.award = path();
      result.title = maybe_text();
      result.when = clause();
      result.entitled = clause();
      while (random_.chance(20)) result.arguments.push_back(path());
      if (random_.coin()) result.grants = expression(depth);
      if (random_.chance(20)) result.step = path();
      stated(result.particulars, true);
      return declared(std::move(result), provenance());
    }
    default:
      return declared(
          QuestionDecl{name(), maybe_text(), generators(depth), clause(), type(), expression(depth)},
          provenance());
  }
}

std::vector<FactValue> Grower::facts(int depth) {
  std::vector<FactValue> result;
  while (result.size() < 3 && random_.chance(60)) {
    FactValue fact{path(), arguments(0), nullptr, {}};
    switch (random_.below(6)) {
      case 0:
        fact.value = make(Unknown{random_.coin() ? std::optional(reason()) : std::nullopt});
        break;
      case 1: {
        Contradictory both;
        do both.values.push_back(expression(depth));
        while (random_.coin());
        fact.value = make(std::move(both));
        break;
      }
      default:
        fact.value = random_.chance(20) ? periods(0) : expression(depth);
    }
    result.push_back(std::move(fact));
  }
  return result;
}

std::optional<HeldBy> Grower::held_by() {
  if (random_.coin()) return std::nullopt;
  HeldBy result{name(), std::nullopt};
  if (random_.coin()) result.of = name();
  return result;
}

Expectation Grower::expectation(int depth) {
  using Kind = Expectation::Kind;
  Expectation result;
  result.kind = static_cast<Kind>(random_.below(4));
  if (result.kind == Kind::decision) {
    for (int i = random_.between(0, 2); i > 0; --i)
      result.awards.push_back(
          status(random_.coin() ? make(Reference{path()}) : make(Call{path(), arguments(depth)}), depth));
    return result;
  }
  if (result.kind == Kind::status) return status(expression(depth), depth);
  result.expr = expression(depth);
  if (result.kind == Kind::ledger) {
    for (int i = random_.between(0, 2); i > 0; --i)
      result.ledger.push_back({name(), date(), date(), name(), path(), {}});
  }
  return result;
}

Expectation Grower::status(ExprPtr of, int depth) {
  constexpr std::array<std::string_view, 8> statuses{"granted",      "refused",   "not_applicable",
                                                     "undetermined", "undefined", "conflict",
                                                     "not_encoded",  "at_least"};
  Expectation result;
  result.kind = Expectation::Kind::status;
  result.expr = std::move(of);
  result.status = {std::string(random_.pick(statuses)), {}};
  if (random_.coin()) result.by_route = path();
  if (random_.coin()) result.amount = expression(depth);
  while (random_.chance(40)) result.for_facts.push_back(expression(depth));
  return result;
}

Declaration Grower::tried(int depth) {
  std::optional<Path> like;
  if (random_.coin()) like = path();
  if (random_.coin()) return declared(SampleDecl{name(), std::move(like), facts(depth)}, provenance());
  TestDecl result{text(), std::move(like), facts(depth), {}, {}};
  while (random_.chance(30)) result.given.push_back({path(), arguments(depth), expression(depth), {}});
  while (random_.coin()) result.expectations.push_back(expectation(depth));
  return declared(std::move(result), provenance());
}

Declaration Grower::field(int depth) {
  switch (random_.below(9)) {
    case 0:
      return declared(ContradictionDecl{name(), text(), maybe_text(50)});
    case 1:
      return declared(PartiesDecl{names(), validity(true), random_.chance(30) ? expression(depth) : nullptr});
    case 2:
      return declared(PairDecl{name(), name(), validity(true)});
    case 3:
      return declared(ReplacesDecl{text(), names(), random_.coin()});
    case 4: {
      FieldDecl result{{random_.coin() ? "identifier" : "review", {}}, text(), {}};
      return declared(std::move(result));
    }
    case 5:
      return declared(FieldDecl{{"languages", {}}, std::nullopt, names()});
    case 6: {
      AppliesDecl result;
      if (random_.coin()) result.subject.push_back({"", {}, name(), type(depth)});
      result.condition = expression(depth);
      return declared(std::move(result));
    }
    case 7:
      return declared(CountsDecl{unit(true)});
    default:
      return declared(GovernedDecl{expression(depth)});
  }
}

Declaration Grower::container(int depth, bool inside) {
  using Kind = ContainerDecl::Kind;
  constexpr std::array<std::string_view, 9> labels{"7",   "6.1.c",   "DT7", "52(1)(b)", "11a",
                                                   "1-2", "3.[x].y", "II",  "2005"};
  ContainerDecl result;
  result.kind = static_cast<Kind>(random_.below(6));
  bool const labelled = result.kind == Kind::article || result.kind == Kind::paragraph;
  result.name = labelled ? Name{std::string(random_.pick(labels)), {}} : name();
  if (!labelled || random_.coin()) result.title = text();
  if (result.kind == Kind::regulation || result.kind == Kind::scheme) result.of = name();
  if (result.kind == Kind::interpretation) result.by = text();
  if (labelled) result.validity = validity();
  int const most = inside ? 2 : 1 + size_ / 2;
  for (int i = random_.between(0, most); i > 0; --i) result.items.push_back(declaration(depth, true));
  return declared(std::move(result), provenance());
}

Declaration Grower::declaration(int depth, bool inside) {
  std::size_t const kind = random_.below(inside ? 10 : 9);
  switch (kind) {
    case 0:
    case 1:
      return data(depth);
    case 2:
    case 3:
    case 4:
      return decisive(depth);
    case 5:
      return asked(depth);
    case 6:
      return tried(depth);
    case 7:
    case 8:
      return depth > 0 ? container(depth - 1, inside) : decisive(depth);
    default:
      return field(depth);
  }
}

File Grower::file() {
  File result;
  result.package = name();
  while (random_.chance(30)) result.imports.push_back(name());
  int const most = 1 + size_ / 2;
  for (int i = random_.between(1, most); i > 0; --i)
    result.declarations.push_back(declaration(std::min(4, 1 + size_ / 2), false));
  return result;
}

}  // namespace convenio::properties
