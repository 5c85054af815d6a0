// What a description lists, by places in the program: everything, or what concerns a choice. One list for the
// text and the JSON. Private to this room.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/selection.hpp"

namespace convenio::api {

struct Unchecked {
  std::uint32_t table = 0;
  std::size_t unchecked = 0, all = 0;  // figures
};

// The last day for which a table answers; `keys`: for which, where others have another day.
struct RunningOut {
  model::Date day;
  std::uint32_t table = model::none;
  std::string keys;
};

struct Contents {
  bool narrowed = false;  // by States, branches or packages: facts are then those that are asked
  std::vector<std::string> packages;
  std::vector<core::TextId> texts;
  std::map<std::uint32_t, std::vector<std::uint32_t>> awards;  // and their routes
  std::vector<std::uint32_t> questions;
  std::vector<RunningOut> running_out;  // by day
  std::vector<Unchecked> unchecked;
  std::vector<std::uint32_t> facts, attributes;
  Asked asked;  // who asks them
  std::vector<std::uint32_t> states;
  std::set<std::uint32_t> enumerations, records;
};

Contents contents_of(core::Program const& program, Chosen const& chosen);
std::string contents_as_json(core::Program const& program, Contents const& contents,
                             Selection const& selection);

}  // namespace convenio::api
