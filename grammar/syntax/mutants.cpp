// Walks the declarations of a package and collects its changes.
// Knows every declaration that holds something to change; tests and samples are passed over.
#include "grammar/syntax/mutants.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "grammar/syntax/mutator.hpp"

namespace convenio::syntax {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view word_of(ContainerDecl::Kind kind) {
  switch (kind) {
    case ContainerDecl::Kind::agreement:
      return "agreement";
    case ContainerDecl::Kind::regulation:
      return "regulation";
    case ContainerDecl::Kind::scheme:
      return "scheme";
    case ContainerDecl::Kind::article:
      return "article";
    case ContainerDecl::Kind::paragraph:
      return "paragraph";
    case ContainerDecl::Kind::interpretation:
      return "interpretation";
  }
  return {};
}

}  // namespace

Mutator::Mutator(std::vector<File>& files, std::string_view package, text::Sources const& sources)
    : sources_(sources) {
  for (auto const& file : files) {
    for (auto const& one : file.declarations) learn_names(one);
  }
  for (auto const* extension : extensions_) learn_words(*extension, files);
  for (auto& file : files) {
    if (file.package.text != package) continue;
    for (auto& one : file.declarations) declaration(one);
  }
}

void Mutator::learn_names(Declaration const& declaration) {
  if (auto const* state = std::get_if<StateDecl>(&declaration.node)) states_.push_back(state->name.text);
  if (auto const* enumeration = std::get_if<EnumerationDecl>(&declaration.node)) {
    auto const& values = enumeration->values;
    for (std::size_t n = 0; n < values.size() && values.size() > 1; ++n)
      next_word_.try_emplace(values[n].name.text, values[(n + 1) % values.size()].name.text);
  }
  // The words that an extension adds change among themselves; a single one becomes a word of the enumeration.
  if (auto const* extension = std::get_if<ExtendDecl>(&declaration.node)) extensions_.push_back(extension);
  if (auto const* container = std::get_if<ContainerDecl>(&declaration.node)) {
    for (auto const& item : container->items) learn_names(item);
  }
}

void Mutator::learn_words(ExtendDecl const& extension, std::vector<File> const& files) {
  if (extension.values.empty() || extension.enumeration.parts.empty()) return;
  std::string const& first = extension.values.front().name.text;
  std::string_view next = first;
  for (auto const& file : files) {
    for (auto const& one : file.declarations) {
      auto const* enumeration = std::get_if<EnumerationDecl>(&one.node);
      bool const meant = enumeration && enumeration->name.text == extension.enumeration.parts.back().text;
      if (meant && !enumeration->values.empty()) next = enumeration->values.front().name.text;
    }
  }
  for (std::size_t n = 0; n < extension.values.size(); ++n) {
    bool const last = n + 1 == extension.values.size();
    std::string other(last ? next : std::string_view(extension.values[n + 1].name.text));
    if (other != extension.values[n].name.text)
      next_word_.try_emplace(extension.values[n].name.text, std::move(other));
  }
}

// A state becomes the next one that the package names, in the order of their declarations; if it names no
// other than those that stand beside it, the next of all.
std::vector<Mutant> Mutator::take() {
  auto const next = [&](StatePlace const& place, bool only_named) {
    auto const at = std::find(states_.begin(), states_.end(), place.name->text) - states_.begin();
    for (std::size_t n = 1; n < states_.size(); ++n) {
      auto const& candidate = states_[(static_cast<std::size_t>(at) + n) % states_.size()];
      if (!place.beside.contains(candidate) && (!only_named || used_.contains(candidate))) return candidate;
    }
    return std::string();
  };
  for (auto const& place : state_places_) {
    auto other = std::make_shared<std::string>(next(place, true));
    if (other->empty()) *other = next(place, false);
    auto& mutant = mutants_[place.mutant];
    mutant.change = fmt::format("`{}` to `{}`", place.name->text, *other);
    mutant.swap = [name = place.name, other] { std::swap(name->text, *other); };
  }
  std::erase_if(mutants_, [](Mutant const& one) { return one.change.ends_with("to ``"); });
  std::stable_sort(mutants_.begin(), mutants_.end(), [](Mutant const& a, Mutant const& b) {
    return std::pair(a.span.source, a.span.begin) < std::pair(b.span.source, b.span.begin);
  });
  return std::move(mutants_);
}

void Mutator::add(Span span, std::string change, std::function<void()> swap) {
  mutants_.push_back({span, std::move(change), fmt::format("{}", fmt::join(place_, ", ")), std::move(swap)});
}

Span Mutator::find(Span within, std::string_view word) const {
  auto const text = slice(within);
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    bool const begins = at == 0 || !is_word(text[at - 1]);
    bool const ends = at + word.size() == text.size() || !is_word(text[at + word.size()]);
    if (!begins || !ends) continue;
    auto const begin = within.begin + static_cast<std::uint32_t>(at);
    return {within.source, begin, begin + static_cast<std::uint32_t>(word.size())};
  }
  return within;
}

void Mutator::name(Name& name) {
  if (std::find(states_.begin(), states_.end(), name.text) != states_.end()) {
    if (states_.size() < 2) return;
    used_.insert(name.text);
    state_places_.push_back({&name, mutants_.size(), beside_});
    add(name.span, {}, {});
  } else if (auto const next = next_word_.find(name.text); next != next_word_.end()) {
    change(name.span, name.text, next->second, fmt::format("`{}` to `{}`", name.text, next->second));
  }
}

void Mutator::digits(std::string& digits, Span span) {
  for (bool const up : {true, false}) {
    if (auto const other = next_number(digits, up))
      change(span, digits, *other, fmt::format("`{}` to `{}`", digits, *other));
  }
}

void Mutator::parameters(std::vector<Parameter>& all) {
  for (auto& one : all) {
    if (!one.type) name(one.name);  // a state or a word that the part of an open rule answers for
  }
}
void Mutator::generators(std::vector<Generator>& all) {
  for (auto& one : all) expression(one.source);
}

void Mutator::declaration(Declaration& declaration) {
  auto const outer = std::exchange(span_, declaration.span);
  std::visit(*this, declaration.node);
  span_ = outer;
}

// The smallest unit and the span of a currency say how amounts are shown; no rule sees them.
void Mutator::operator()(CurrencyDecl& node) {
  if (node.factor) digits(node.factor->digits, node.factor->span);
}
void Mutator::operator()(ConversionDecl& node) {
  for (auto& equation : node.equations) {
    digits(equation.left_number.digits, equation.left_number.span);
    digits(equation.right_number.digits, equation.right_number.span);
  }
}
void Mutator::operator()(FactDecl& node) { expression(node.fallback); }
void Mutator::operator()(PeriodAttributeDecl& node) { expression(node.fallback); }
void Mutator::operator()(RuleDecl& node) {
  parameters(node.parameters);
  expression(node.body);
  versions(node.versions);
}
void Mutator::operator()(ExceptionDecl& node) {
  expression(node.condition);
  expression(node.body);
}
void Mutator::operator()(ParameterDecl& node) {
  expression(node.constant);
  rows(node.rows);
  day(node.said.known_to, span_);
}
void Mutator::operator()(TableDecl& node) {
  rows(node.rows);
  day(node.said.known_to, span_);
}
void Mutator::exchanged(std::vector<Path>& order) {
  for (std::size_t n = 0; n + 1 < order.size(); ++n) {
    auto& first = order[n];
    auto& second = order[n + 1];
    add(first.span, fmt::format("`{}` and `{}` exchanged", to_string(first), to_string(second)),
        [&first, &second] { std::swap(first, second); });
  }
}
void Mutator::operator()(PrecedenceDecl& node) {
  exchanged(node.order);
  using Otherwise = PrecedenceDecl::Otherwise;
  auto const other = node.otherwise == Otherwise::both || node.otherwise == Otherwise::highest
                         ? Otherwise::conflict
                         : Otherwise::both;
  change(find(span_, "otherwise"), node.otherwise, other,
         fmt::format("`otherwise {}` to `otherwise {}`", terms::name(node.otherwise), terms::name(other)));
}
void Mutator::operator()(StandsDecl& node) {
  if (node.by_amount) {
    change(find(span_, "highest"), node.by_amount, false, "`highest amount of` to the order of the routes");
  } else {
    exchanged(node.routes);
  }
  if (node.condition) expression(node.condition);
}
void Mutator::operator()(DecidedDecl& node) { expression(node.date); }
void Mutator::operator()(AwardDecl& node) {
  generators(node.generators);
  expression(node.payments);
  for (auto& one : node.particulars) expression(one.value);
}
void Mutator::operator()(RouteDecl& node) {
  expression(node.when);
  expression(node.entitled);
  expression(node.grants);
  for (auto& one : node.particulars) expression(one.value);
}
void Mutator::operator()(QuestionDecl& node) {
  generators(node.generators);
  expression(node.when);
  expression(node.body);
}
void Mutator::operator()(PartiesDecl& node) {
  for (auto& state : node.states) name(state);
  validity(node.validity);
  expression(node.condition);
}
void Mutator::operator()(PairDecl& node) {
  name(node.first);
  name(node.second);
  validity(node.validity);
}
void Mutator::operator()(CountsDecl& node) {
  Unit const other = node.unit == Unit::days ? Unit::months : Unit::days;
  change(span_, node.unit, other,
         fmt::format("`counts in {}` to `counts in {}`", to_string(node.unit), to_string(other)));
}
void Mutator::operator()(GovernedDecl& node) { expression(node.date); }
void Mutator::operator()(AppliesDecl& node) { expression(node.condition); }
void Mutator::operator()(ContainerDecl& node) {
  place_.push_back(fmt::format("{} {}", word_of(node.kind), node.name.text));
  validity(node.validity);
  for (auto& item : node.items) declaration(item);
  place_.pop_back();
}

std::vector<Mutant> mutants(std::vector<File>& files, std::string_view package,
                            text::Sources const& sources) {
  return Mutator(files, package, sources).take();
}

}  // namespace convenio::syntax
