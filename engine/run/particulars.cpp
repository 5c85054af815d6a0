// Particulars of awards: what their rules say of the case as it is given, once the awards are decided.
// Nothing of a decision hangs on them: what they lack is their own reason, and asked of nobody.
#include "engine/run/evaluator.hpp"

#include <algorithm>

namespace convenio::run {

namespace {

bool is_stated(core::Particular const& particular, Status status) {
  return particular.always || status == Status::granted || status == Status::at_least;
}

template <class Item, class Less>
void insert_once(std::vector<Item>& all, Item const& one, Less const& less) {
  auto const place = std::lower_bound(all.begin(), all.end(), one, less);
  if (place == all.end() || less(one, *place)) all.insert(place, one);
}

}  // namespace

void Evaluator::state_particulars(Awarded& awarded, Frame& frame) {
  auto const& declared = program_.awards[awarded.award];
  for (std::uint32_t n = 0; n < declared.particulars.size(); ++n) {
    auto const& particular = declared.particulars[n];
    if (!is_stated(particular, awarded.status)) continue;
    auto const before = grounds_.mark();
    Results arguments(frame.locals.begin(),
                      frame.locals.begin() + static_cast<std::ptrdiff_t>(declared.generators.size()));
    auto const given = called(particular.rule, std::move(arguments), frame.asker);
    if (given.value.absent()) grounds_.drop(before);
    ParticularResult result;
    result.particular = n;
    result.node = given.node;
    result.value = given.value;
    result.status = Status::granted;
    if (given.value.absent()) {
      result.blockers = given.value.absence().blockers;
      result.status = status_of(given.value.absence());
    }
    if (!says(model::extent_of(result.value))) return;
    awarded.particulars.push_back(std::move(result));
  }
}

void Evaluator::state_particulars(Decision& decision) {
  auto const wanted = [&](Awarded const& one) {
    auto const& particulars = program_.awards[one.award].particulars;
    return std::any_of(particulars.begin(), particulars.end(),
                       [&](core::Particular const& each) { return is_stated(each, one.status); });
  };
  if (std::none_of(decision.awards.begin(), decision.awards.end(), wanted)) return;
  std::set<model::AwardId> kinds;
  for (auto const& one : decision.awards) {
    if (wanted(one)) kinds.insert(one.award);
  }
  auto const steps = budget_.steps();
  explanation_ = std::move(decision.explanation);
  grounds_.drop(0);
  for (auto const id : kinds) {
    auto const& declared = program_.awards[id];
    Frame frame{{declared.name, {}, declared.citation}, {}};
    Absences blockers;  // of the lists, which the decision has told
    enumerate(Sought::award, declared.generators, 0, frame, blockers, [&](Frame& own) {
      auto const is_it = [&](Awarded const& one) {
        if (one.award != id) return false;
        for (std::size_t n = 0; n < one.arguments.size(); ++n) {
          if (own.locals[n].value.absent() || !model::equal(own.locals[n].value, one.arguments[n])) return false;
        }
        return true;
      };
      auto const found = std::find_if(decision.awards.begin(), decision.awards.end(), is_it);
      if (found != decision.awards.end() && wanted(*found) && found->particulars.empty())
        state_particulars(*found, own);
    });
  }
  decision.explanation = std::move(explanation_);
  decision.steps += budget_.steps() - steps;
  rest_on_particulars(decision);
}

void Evaluator::rest_on_particulars(Decision& decision) const {
  auto const found = grounds_.all();
  auto const by_id = [](auto const& a, auto const& b) { return a < b; };
  auto const by_text = [](GoverningDate const& a, GoverningDate const& b) { return a.text < b.text; };
  auto const by_fact = [](DefaultTaken const& a, DefaultTaken const& b) { return a.fact < b.fact; };
  std::set<core::TextId> texts = found.texts;
  for (auto const citation : found.citations) {
    auto const& cited = program_.citations[citation];
    if (cited.text != none) texts.insert(cited.text);
    for (auto const reading : cited.interpretations) insert_once(decision.interpretations, reading, by_id);
  }
  for (auto const text : texts) {
    insert_once(decision.texts, text, by_id);
    auto const governing = program_.texts[text].governing;
    if (governing == none) continue;
    if (auto const known = memo_.find({governing, {}}); known != memo_.end())
      insert_once(decision.dates, {text, known->second.result.value}, by_text);
  }
  for (auto const& [path, taken] : defaults_) {
    if (found.fallbacks.contains(default_numbers_.at(path))) insert_once(decision.defaults, taken, by_fact);
  }
  std::erase_if(decision.unused_facts, [&](std::string const& path) {
    return std::any_of(facts_.begin(), facts_.end(), [&](auto const& asked) {
      return core::fact_path(program_, asked.first.fact, asked.first.arguments) == path;
    });
  });
}

}  // namespace convenio::run
