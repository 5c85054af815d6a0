// Branches that nobody claimed and that would be granted. An award that runs over a fact which lists words of
// an enumeration (`for each B in claimed`) is tried for the other words as well, where none that were claimed
// is granted. Knows declarations of awards; what is tried leaves no trace in the decision but a notice.
#include "engine/run/evaluator.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace convenio::run {

namespace {

bool is_granted(Status status) { return status == Status::granted || status == Status::at_least; }

}  // namespace

std::optional<Awarded> Evaluator::award_for(model::AwardId id, std::vector<Value> const& arguments) {
  auto const& declared = program_.awards[id];
  Frame frame{{declared.name, {}, declared.citation}, {}};
  for (auto const& argument : arguments) frame.locals.push_back({argument, none});
  return award(id, frame);
}

void Evaluator::not_claimed(model::AwardId id, std::vector<Awarded> const& awarded,
                            std::vector<cases::Notice>& notices) {
  auto const& generators = program_.awards[id].generators;
  std::uint64_t left = options_.step_limit > budget_.steps() ? options_.step_limit - budget_.steps() : 0;
  for (std::size_t n = 0; n < generators.size(); ++n) {
    auto const& source = expr(generators[n].source);
    if (source.op != core::Op::fact || source.child_count != 0) continue;
    auto const& list = program_.types[source.type];
    if (list.kind != core::Type::Kind::list ||
        program_.types[list.element].kind != core::Type::Kind::enumeration)
      continue;
    auto const words = program_.types[list.element].enumeration();
    auto const beside = [&](Awarded const& a, Awarded const& b) {  // alike but for the word
      for (std::size_t m = 0; m < generators.size(); ++m) {
        if (m != n && !model::equal(a.arguments[m], b.arguments[m])) return false;
      }
      return true;
    };
    for (auto const& first : awarded) {
      bool earlier = false, granted = false, refused = false;
      std::vector<std::uint32_t> claimed;
      for (auto const& other : awarded) {
        if (!beside(first, other)) continue;
        earlier = earlier || &other < &first;
        granted = granted || is_granted(other.status);
        refused = refused || other.status == Status::refused;
        if (other.arguments[n].absent()) continue;
        claimed.push_back(other.arguments[n].as<model::Enumerated>().index);
      }
      if (earlier || granted || !refused) continue;
      for (std::uint32_t word = 0; word < program_.enumerations[words].values.size(); ++word) {
        if (std::find(claimed.begin(), claimed.end(), word) != claimed.end()) continue;
        auto arguments = first.arguments;
        arguments[n] = {model::Enumerated{words, word}};
        Options quiet = options_;
        quiet.explain = false;
        quiet.step_limit = left;
        Evaluator apart(program_, case_, quiet);
        auto const tried = apart.award_for(id, arguments);
        left -= std::min(left, apart.budget_.steps());
        if (!tried || !is_granted(tried->status)) continue;
        auto const& declared = program_.awards[id];
        notices.push_back({"R004", "facts." + core::fact_path(program_, source.fact(), {}),
                           fmt::format("`{}` is not claimed; {} would be granted: {}{}, by route {}",
                                       program_.enumerations[words].values[word].name, tried->label,
                                       tried->status == Status::at_least ? "at least " : "",
                                       core::to_string(program_, tried->value, declared.type),
                                       declared.routes[tried->route].name)});
      }
    }
  }
}

}  // namespace convenio::run
