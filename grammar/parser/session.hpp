// What one run of the parser keeps: the text, the faults found, the depth; and how faults are worded.
// Plain C++: no parser library, no construct of the language beyond its words.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parser/node.hpp"
#include "grammar/parser/scan.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "grammar/text/diagnostic.hpp"

namespace convenio::grammar {

inline constexpr unsigned deepest_nesting = 200;
inline constexpr unsigned most_faults = 1000;  // of one file; more of them help nobody

// A word that begins nothing, read as the one that was meant: `articel` as `article`.
struct Misread {
  char const* at = nullptr;
  Word word{};
  bool is(char const* token, Word wanted) const { return token == at && wanted == word; }
};

struct Session {
  std::string_view text;  // after the scan
  std::string_view original;
  std::vector<std::uint32_t> const* faults = nullptr;  // of the scan
  text::SourceId source = text::no_source;
  text::Diagnostics* diagnostics = nullptr;
  std::vector<Node>* children = nullptr;  // of the node that is being read
  unsigned depth = 0;
  bool in_allowed = true;    // `in` as a comparison; not in the value of a `let`
  bool with_allowed = true;  // `with { ... }`; not in the dates of a period
  char const* expression_end = nullptr;
  char const* resumed_at = nullptr;  // after the last fault; nothing new is known at that place
  Misread misread;                   // the last word that is read as another one
  unsigned faults_reported = 0;
  bool too_deep = false;  // that was said, and the way back up has not gone far yet
  bool unclosed = false;  // a `}` is missing at the end of the file, and that was said

  char const* first() const { return text.data(); }
  char const* last() const { return text.data() + text.size(); }
  // In the source; the text may be one quote longer.
  std::uint32_t offset(char const* at) const {
    return static_cast<std::uint32_t>(std::min(static_cast<std::size_t>(at - text.data()), original.size()));
  }
};

// The only way to a diagnostic: counts them, and says so when it is enough.
void report(Session& session, text::Code code, text::Span span, std::string message, text::Hint hint = {},
            std::vector<text::Place> places = {});

// `where`: after the last token that was understood. `expected`: in the drafter's words, "" when the
// fault has been reported already. `construct`: "the rule", or "".
void complain(Session& session, char const* where, std::string_view expected, std::string_view construct);
// Returns the word that was probably meant.
std::optional<Word> complain_about_item(Session& session, char const* where, std::string_view expected);
void complain_about_depth(Session& session, char const* where);
void complain_about_closing(Session& session, char const* where, std::string_view construct);

bool begins_line(Session const& session, char const* at);
// Whether the line of `at` ends in `{`, and the next one begins a declaration.
bool begins_container(Session const& session, char const* at);

// Where to go on after a fault at `where` in a construct that began at `begin`.
// Each moves past `begin` or stops at the end, so that parsing ends on any input.
using Resync = char const* (*)(Session const&, char const* begin, char const* where);
char const* after_declaration(Session const& session, char const* begin, char const* where);
char const* at_block(Session const& session, char const* begin, char const* where);
char const* after_statement(Session const& session, char const* begin, char const* where);

}  // namespace convenio::grammar
