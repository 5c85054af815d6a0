// What a case may be, tried as the reference evaluator tries it (engine/run/worlds.hpp): each completion is
// evaluated here. Knows no open point and no outcome.
#include "engine/fast/machine.hpp"

namespace convenio::fast {

namespace {

class Completions : public run::Plain {
 public:
  Completions(Machine& machine, bool evaluated) : machine_(machine), evaluated_(evaluated) {}
  std::optional<run::Decision> evaluate(cases::Case const& facts, Only const& only,
                                        Kinds const& kinds) override {
    if (std::exchange(evaluated_, false)) {
      first_ = false;
      return machine_.written(facts);
    }
    auto const* outcomes = machine_.evaluate_all(facts, only, kinds);
    bool const first = std::exchange(first_, false);
    if (!outcomes && first) throw Leave{"a case that cannot be"};
    if (!outcomes) return std::nullopt;
    return machine_.written(facts);
  }
  void out_of_steps() override { throw Leave{"completions that take many steps"}; }
  std::vector<cases::FactKey> unanswered() const override { return machine_.unanswered(); }

 private:
  Machine& machine_;
  bool evaluated_;  // the case itself, with no point chosen
  bool first_ = true;
};

}  // namespace

std::optional<run::Decision> Machine::decide(cases::Case const& facts) { return decide(facts, false, {}); }
std::optional<run::Decision> Machine::decide(cases::Case const& facts, model::AwardId award) {
  return decide(facts, false, award);
}
std::optional<run::Decision> Machine::decide_evaluated() { return decide(*case_, true, {}); }

std::optional<run::Decision> Machine::decide(cases::Case const& facts, bool evaluated,
                                             std::optional<model::AwardId> award) {
  Completions completions(*this, evaluated);
  try {
    return run::evaluate(program, facts, completions, award);
  } catch (Leave const& leave) {
    left_because_ = leave.why;
    return std::nullopt;
  }
}

std::vector<cases::FactKey> Machine::unanswered() const {
  std::vector<cases::FactKey> keys;
  for (auto const* cell : unanswered_) keys.push_back({cell->fact, cell->key});
  return keys;
}

}  // namespace convenio::fast
