// What an office hands out to be checked elsewhere: checkpoints of its register and bundles of decisions. Both are
// canonical JSON, and are signed as files. Knows no key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/store/store.hpp"

namespace convenio::office {

// convenio-checkpoint-1: how many events there are, the hash of the last one, the persons that were erased.
std::string checkpoint(store::Store& store, std::string const& at);
// What verify() asks for; nothing where the text is no checkpoint.
std::optional<store::Head> read_checkpoint(std::string_view text);

// convenio-bundle-1: a decision with its facts, its letters, its release and its event: all that is needed to work it out
// again elsewhere.
std::string bundle(store::Store& store, std::int64_t decision);

}  // namespace convenio::office
