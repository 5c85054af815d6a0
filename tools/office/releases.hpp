// A release: the texts of rules as one document that is signed (convenio-release-1), and back. The hash of the rules is
// worked out again from it. Knows no key and no store.
#pragma once

#include <string>
#include <string_view>

#include "engine/api/inside.hpp"

namespace convenio::office {

// Bytes of a release that is read.
inline constexpr std::size_t release_limit = std::size_t{64} * 1024 * 1024;

// {"engine":"0.1.0","files":[{"name":"...","package":"...","text":"..."}],"format":"convenio-release-1","rules":"<hash>"},
// canonical JSON, the files in the order of their names. Rules from a saved program have no texts: "".
std::string archive_of(api::Rules const& rules);

struct Read {
  std::string engine, rules;  // as the release states them
  api::Rules loaded;
  std::string trouble;  // "" or why it is no release that this engine can use
};
// Loads what stands in a release, and looks whether it has the hash that it states.
Read read_release(std::string_view archive);

}  // namespace convenio::office
