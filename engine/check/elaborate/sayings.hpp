// The sentences of a rule, in the frame that its body was lowered in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/elaborate/lower.hpp"

namespace convenio::check {

// `result`: the type of what the rule gives, which sentences call `value`.
std::vector<core::Saying> lower_sayings(Workspace& ws, std::vector<syntax::Saying> const& written, TypeId result,
                                        Lowering& lowering);

// What a clause says where it decided: a text without places.
std::string clause_saying(Workspace& ws, syntax::Text const& told);

}  // namespace convenio::check
