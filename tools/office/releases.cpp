// See releases.hpp.
#include "tools/office/releases.hpp"

#include <map>

#include <fmt/format.h>

#include "engine/cases/canonical.hpp"
#include "engine/core/identity.hpp"

namespace convenio::office {

namespace {

using cases::Json;
using cases::JsonMember;

Json in_words_of(std::string text) { return {std::move(text)}; }

std::string text_in(Json const& object, std::string_view key) {
  auto const* found = object.kind() == Json::Kind::object ? object.find(key) : nullptr;
  return found && found->kind() == Json::Kind::string ? found->string() : "";
}

}  // namespace

std::string archive_of(api::Rules const& rules) {
  auto const& loaded = rules.inside();
  std::map<std::string, Json> files;
  for (auto const& file : loaded.files) {
    auto const& source = loaded.sources[file.source];
    std::string name = source.name();
    if (name.starts_with(loaded.prefix)) name.erase(0, loaded.prefix.size());
    files[name] = Json{Json::Members{{"name", in_words_of(name)},
                                     {"package", in_words_of(file.package.text)},
                                     {"text", in_words_of(source.text())}}};
  }
  if (files.empty()) return "";
  Json::Items items;
  for (auto& [name, one] : files) items.push_back(std::move(one));
  return cases::canonical(Json{Json::Members{{"format", in_words_of("convenio-release-1")},
                                             {"engine", in_words_of(std::string(core::engine_version()))},
                                             {"rules", in_words_of(loaded.program.identity)},
                                             {"files", Json{std::move(items)}}}});
}

Read read_release(std::string_view archive) {
  Read made;
  cases::Faults faults(10);
  auto const document = archive.size() > release_limit
                            ? std::nullopt
                            : cases::read_json(archive, {.document = release_limit, .text = api::file_limit}, faults);
  auto const* const files = document && document->kind() == Json::Kind::object ? document->find("files") : nullptr;
  if (!faults.empty() || !files || files->kind() != Json::Kind::array || text_in(*document, "format") != "convenio-release-1") {
    made.trouble = "it is no document of the format convenio-release-1";
    return made;
  }
  made.engine = text_in(*document, "engine");
  made.rules = text_in(*document, "rules");
  std::vector<api::File> sources;
  for (auto const& file : files->items()) sources.push_back({text_in(file, "name"), text_in(file, "text")});
  made.loaded = api::load(*api::memory(std::move(sources)), {}, api::Tests::left_out);
  if (!made.loaded.ok())
    made.trouble = fmt::format("its rules cannot be loaded: {}", made.loaded.outcome().sentence);
  else if (made.engine != core::engine_version())
    made.trouble = fmt::format("it is for the engine {}, and this is {}", made.engine, core::engine_version());
  else if (made.rules != made.loaded.inside().program.identity)
    made.trouble = fmt::format("it states the hash {} and has {}", made.rules, made.loaded.inside().program.identity);
  return made;
}

}  // namespace convenio::office
