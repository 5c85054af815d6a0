// Rules to bytes and back. Knows what a saved program must not have: tests. Its format is engine/core's.
#include <unordered_set>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/check/check.hpp"
#include "grammar/parser/parse.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::api {

namespace {

// The same rules without their tests, and without what only these use. Sound, as the whole is.
core::Program without_tests(Loaded const& loaded) {
  text::Diagnostics nothing_new;
  std::vector<syntax::File> files;
  for (auto const& file : loaded.files)
    files.push_back(grammar::parse_without_tests(loaded.sources, file.source, nothing_new));
  return check::check(files, loaded.sources, nothing_new);
}

// lexicon::is_taken, of many words.
bool is_taken(std::string_view word) {
  static std::unordered_set<std::string_view> const taken = [] {
    std::unordered_set<std::string_view> words(syntax::lexicon::unit_words.begin(),
                                               syntax::lexicon::unit_words.end());
    for (auto const& entry : syntax::lexicon::english) {
      if (syntax::lexicon::is_taken(entry.spelling)) words.insert(entry.spelling);
    }
    return words;
  }();
  return taken.contains(word);
}

}  // namespace

Outcome compile(Rules const& rules, std::string& bytes) {
  if (!rules.ok()) return rules.outcome();
  auto const& loaded = rules.inside();
  bool const was_saved = loaded.files.empty();
  auto made = core::save(was_saved ? loaded.program : without_tests(loaded), loaded.sources, loaded.prefix);
  if (made.size() > program_limit)
    return {Status::too_large, fmt::format("the saved program has more than {} bytes", program_limit)};
  auto const again = load_saved(made);
  if (!again.ok()) return {Status::internal, "what was saved cannot be read: " + again.outcome().sentence};
  bytes = std::move(made);
  return {};
}

Rules load_saved(std::string_view bytes) { return api::load_saved(bytes, core::Quotes::read); }

Rules load_saved(std::string_view bytes, core::Quotes quotes) {
  auto loaded = std::make_shared<Loaded>();
  if (bytes.size() > program_limit) {
    loaded->outcome = {Status::too_large,
                       fmt::format("the saved program has more than {} bytes", program_limit)};
    return Rules(std::move(loaded));
  }
  auto read = core::load_saved(bytes, is_taken, quotes);
  if (auto const* trouble = std::get_if<core::SaveTrouble>(&read)) {
    loaded->outcome = {Status::faulty_program, core::to_string(*trouble)};
  } else {
    auto& saved = std::get<core::SavedProgram>(read);
    loaded->program = std::move(saved.program);
    loaded->sources = std::move(saved.sources);
  }
  return Rules(std::move(loaded));
}

}  // namespace convenio::api
