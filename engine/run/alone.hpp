// One award by the reference evaluator, and nothing else of the case.
#pragma once

#include <vector>

#include "engine/run/evaluate.hpp"

namespace convenio::run {

// As it is before anything that is open is tried. It may be that it does not arise.
Decision evaluate_alone(core::Program const& program, cases::Case const& facts, model::AwardId award,
                        std::vector<model::Value> const& arguments, Options const& options);

}  // namespace convenio::run
