// The door: scan, parse, build. No exception leaves.
#include "grammar/parser/parse.hpp"

#include <fmt/format.h>

#include "grammar/parser/braces.hpp"
#include "grammar/parser/build.hpp"
#include "grammar/parser/outline.hpp"
#include "grammar/parser/rules.hpp"
#include "grammar/parser/scan.hpp"
#include "grammar/parser/unread.hpp"
#include "grammar/syntax/codes.hpp"

namespace convenio::grammar {

namespace {

syntax::File parse(text::Sources const& sources, text::SourceId source, text::Diagnostics& diagnostics,
                   bool with_tests) {
  std::string const& bytes = sources[source].text();
  if (bytes.size() > largest_file) {
    diagnostics.error(syntax::Code::file_too_large, {source, 0, 0},
                      fmt::format("the file has {} bytes; at most {} are read", bytes.size(), largest_file),
                      "divide it into several files of the same package");
    syntax::File empty;
    empty.source = source;
    empty.unread.push_back({syntax::Unread::Kind::nameless, {source, 0, 0}, {}, {}});
    return empty;
  }
  auto const reduced = with_tests ? std::nullopt : without_tests(bytes);
  std::size_t const others = diagnostics.all().size();
  Scanned scanned = scan(reduced ? *reduced : bytes, source, diagnostics);
  mend_braces(scanned, bytes, source, diagnostics);
  Session session;
  session.text = scanned.text;
  session.original = bytes;
  session.faults = &scanned.faults;
  session.source = source;
  session.diagnostics = &diagnostics;
  Blank const blank;
  x3::phrase_parse_context<Blank>::type const skipping = x3::make_context<x3::skipper_tag>(blank);
  auto const reference = std::ref(session);
  auto holder = reference;
  Context const context = x3::make_context<session_tag>(holder, skipping);
  std::vector<Node> roots;
  session.children = &roots;
  Iterator first = session.first();
  x3::unused_type none;
  file.parse(first, session.last(), context, none, none);
  syntax::File result = build(roots.front(), session);
  result.tests_left_out = reduced.has_value();
  std::vector<std::uint32_t> faults;
  for (std::size_t i = others; i < diagnostics.all().size(); ++i) {
    faults.push_back(diagnostics.all()[i].span.begin);
  }
  result.unread = unread(roots.front(), session, std::move(faults));
  return result;
}

}  // namespace

syntax::File parse(text::Sources const& sources, text::SourceId source, text::Diagnostics& diagnostics) {
  return parse(sources, source, diagnostics, true);
}

syntax::File parse_without_tests(text::Sources const& sources, text::SourceId source,
                                 text::Diagnostics& diagnostics) {
  return parse(sources, source, diagnostics, false);
}

}  // namespace convenio::grammar
