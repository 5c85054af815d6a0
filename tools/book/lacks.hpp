// What the sections of a package lack: what is not encoded, what nobody verified, and what is known up to a
// day only. Knows trees and the typed core; knows no markup.
#pragma once

#include <string>
#include <vector>

#include "tools/book/names.hpp"

namespace convenio::book {

// `not encoded "..."`, where it stands.
struct Gap {
  std::size_t section = nowhere;
  std::string sentence;
  std::size_t anchor = nowhere;  // the declaration that it stands in
};

// Confidence `unverified` or `low`, as a declaration states it of itself.
struct Doubt {
  std::size_t section = nowhere;
  std::string what;  // "paragraph 4.b", "table rates: 3 of 8 rows"
  std::string confidence;
  std::size_t anchor = nowhere;
};

struct Ending {
  std::size_t section = nowhere;
  std::size_t anchor = nowhere;
  std::string first,
      last;  // days, "2026-12-31": some figures are not known beyond the first, none beyond the last
};

struct Lacks {
  std::vector<Gap> gaps;  // by section, then in the order of the text
  std::vector<Doubt> doubts;
  std::vector<Ending> endings;
  std::vector<bool> doubtful;  // of each section: it, its text, or something in it is not verified
  std::size_t gaps_in(std::size_t section) const;
};

Lacks lacks(api::Loaded const& loaded, Outline const& outline, Names const& names);

}  // namespace convenio::book
