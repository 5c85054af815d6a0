// What the parts of the store share: the connection, the order of a write, keys and sealed cells.
#pragma once

#include <map>

#include "engine/store/schema.hpp"
#include "engine/store/store.hpp"

namespace convenio::store {

struct Store::Inside {
  Inside(std::string const& path, Database::Mode mode, Settings const& settings) : database(path, mode, settings) {}

  // One act: `request` is what makes it the same when its key comes again, `work` writes and sets the result.
  Answer act(Act const& act, std::string const& kind, std::string const& request, std::function<void(Writing&)> const& work);

  Key salt();                             // of the office
  std::optional<Key> key(std::int64_t person);  // nothing where the person was erased
  Key key_of_case(std::int64_t case_id);        // a Refusal where there is none
  // Of a cell that must open; a Refusal where it does not.
  std::string opened(Key const& key, std::string_view use, Cell const& cell);

  Database database;
  std::map<std::int64_t, std::optional<Key>> keys;  // read in this state of the file
  bool settles = false;
};

// Several texts as one that is sealed, and back.
std::string joined(std::initializer_list<std::string_view> parts);
std::vector<std::string> taken_apart(std::string_view joined);

}  // namespace convenio::store
