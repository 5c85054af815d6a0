// What rules say in words of the values that they gave, once the decision has been made: nothing hangs on it.
// Knows sentences and frames; knows no language.
#include "engine/run/evaluator.hpp"

#include <algorithm>

namespace convenio::run {

namespace {

constexpr std::size_t most_sentences = 2'000;       // of one decision
constexpr std::uint64_t steps_of_sentences = 400'000;

// What answered: an exception, the part of an open rule that fits, or the rule itself.
std::vector<core::Saying> const& sayings_of(core::Rule const& rule, std::uint32_t exception,
                                            std::vector<Value> const& arguments) {
  if (exception != none) return rule.exceptions[exception].sayings;
  for (auto const& part : rule.parts) {
    bool fits = true;
    for (std::size_t n = 0; n < part.patterns.size(); ++n) {
      fits = fits && (!part.patterns[n] ||
                      (!arguments[n].absent() && model::equal(arguments[n], *part.patterns[n])));
    }
    if (fits) return part.sayings;
  }
  return rule.sayings;
}

}  // namespace

void Evaluator::remember(RuleId id, std::uint32_t exception, Results const& arguments, NodeId node) {
  if (node == none || spoken_.size() >= most_sentences) return;
  Spoken spoken{node, id, nullptr, {}};
  for (auto const& argument : arguments) spoken.locals.push_back(argument.value);
  spoken.sayings = &sayings_of(program_.rules[id], exception, spoken.locals);
  if (!spoken.sayings->empty()) spoken_.push_back(std::move(spoken));
}

// By an evaluator of its own, so that what is asked for a sentence is not asked for the decision.
void Evaluator::say() {
  if (spoken_.empty()) return;
  Options quiet;
  quiet.explain = quiet.completions = false;
  quiet.step_limit = steps_of_sentences;
  Evaluator voice(program_, case_, quiet);
  for (auto const& [id, rule, sayings, locals] : spoken_) {
    auto& node = explanation_.nodes[id];
    if (node.value.absent()) continue;
    Frame frame{{program_.rules[rule].name, {}, program_.rules[rule].citation}, {}};
    for (auto const& local : locals) frame.locals.push_back({local, none});
    frame.locals.resize(std::max<std::size_t>(frame.locals.size(), program_.rules[rule].slots));
    for (auto const& saying : *sayings) {
      frame.set(saying.result, {node.value, none});
      if (saying.condition != none) {
        auto const holds = voice.evaluate(saying.condition, frame).value;
        if (holds.absent() || !holds.as<bool>()) continue;
      }
      Said said{&saying, {}};
      for (auto const& place : saying.places) said.places.push_back(voice.evaluate(place.value, frame).value);
      node.said.push_back(std::move(said));
    }
  }
  for (auto const& [first, copy] : copies_) explanation_.nodes[copy].said = explanation_.nodes[first].said;
}

}  // namespace convenio::run
