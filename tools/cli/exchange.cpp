// convenio import, convenio export: documents of other systems into cases, and cases into such documents.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "grammar/text/utf8.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"
#include "tools/exchange/exchange.hpp"

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t exchange_limit = std::size_t{64} * 1024 * 1024;
constexpr std::size_t told_of_each_code = 20;

Exit read_source(std::string const& path, exchange::Source& source) {
  auto file = read_file(path, exchange_limit);
  if (!file.trouble.empty()) {
    err(fmt::format("convenio: {}{}\n", file.too_large ? "[X001] " : "", file.trouble));
    return file.too_large ? Exit::found : Exit::host;
  }
  source = {path == "-" ? "standard input" : path, std::move(file.text)};
  return Exit::done;
}

// The map that is named, or the one of the form beside the rules.
Exit read_map(Options const& options, std::string const& named, std::string const& form,
              exchange::Findings& findings, std::optional<exchange::Map>& map) {
  std::string path = named;
  if (path.empty() && form == "csv") {
    err("convenio: a table needs a map of its columns: --columns FILE\n");
    return Exit::usage;
  }
  if (path.empty()) {
    bool const plain = form.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
    std::string const folder = rules_folder(options);
    fs::path const maps = fs::path(folder) / "exchange";
    path = (maps / (form + ".json")).generic_string();
    std::error_code ec;
    if (!plain || folder.empty() || !fs::is_regular_file(path, ec)) {
      std::vector<std::string> names;
      for (auto const& entry : fs::directory_iterator(maps, ec))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
      std::sort(names.begin(), names.end());
      err(fmt::format(
          "convenio: there is no form `{}`{}{}\n", text::printable(form),
          names.empty() ? "; no map of codes lies in the folder `exchange` of the rules" : "; there are ",
          fmt::join(names, ", ")));
      return Exit::usage;
    }
  }
  exchange::Source source;
  if (Exit const exit = read_source(path, source); exit != Exit::done) return exit;
  map = exchange::Map::read(source, findings);
  return map ? Exit::done : Exit::found;
}

// Writes what was made and what was found. `exit`: how it went before.
Exit hand_out(std::optional<std::string> const& made, std::string const& output, std::string const& report,
              exchange::Findings const& findings, Exit exit) {
  err(exchange::to_text(findings, told_of_each_code));
  std::string trouble;
  if (!report.empty()) trouble = write_file(report, exchange::to_json(findings));
  if (trouble.empty() && made) {
    if (output.empty() || output == "-")
      out(*made);
    else
      trouble = write_file(output, *made);
  }
  if (!trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  if (exit != Exit::done) return exit;
  return made && findings.errors() == 0 ? Exit::done : Exit::found;
}

}  // namespace

Exit import_documents(Options const& options, ImportOptions const& asked) {
  exchange::Findings findings;
  exchange::ImportOptions wanted;
  wanted.id = asked.id;
  if (!asked.on.empty()) {
    wanted.on = model::Date::parse(asked.on);
    if (!wanted.on) {
      err(fmt::format("convenio: `{}` is no day; write --on as 2026-01-31\n", text::printable(asked.on)));
      return Exit::usage;
    }
  }
  std::optional<exchange::Map> map;
  if (Exit const exit = read_map(options, asked.map, asked.form, findings, map); exit != Exit::done)
    return hand_out({}, "", asked.findings, findings, exit);
  std::vector<exchange::Source> sources(asked.files.size());
  for (std::size_t n = 0; n < sources.size(); ++n)
    if (Exit const exit = read_source(asked.files[n], sources[n]); exit != Exit::done) return exit;
  if (wanted.id.empty())
    wanted.id =
        sources.front().name == "standard input" ? "case" : fs::path(sources.front().name).stem().string();
  auto const made = exchange::import_documents(*map, sources, wanted, findings);
  return hand_out(made, asked.output, asked.findings, findings, Exit::done);
}

Exit export_case(Options const& options, ExportOptions const& asked) {
  exchange::Findings findings;
  std::optional<exchange::Map> map;
  auto const form = asked.form.substr(0, asked.form.find(':'));
  auto const shape = form.size() < asked.form.size() ? asked.form.substr(form.size() + 1) : "json";
  if (shape != "json" && shape != "text" && shape != "csv") {
    err(fmt::format("convenio: a form is written as json, text or csv, and not as `{}`\n",
                    text::printable(shape)));
    return Exit::usage;
  }
  if (Exit const exit = read_map(options, asked.map, form, findings, map); exit != Exit::done)
    return hand_out({}, "", asked.findings, findings, exit);
  if (shape != "json" && exchange::text_at(&map->root(), "shape") != "summary") {
    err(fmt::format("convenio: `{}` has one form only; leave `:{}` out\n", form, shape));
    return Exit::usage;
  }
  exchange::Source source;
  if (Exit const exit = read_source(asked.file, source); exit != Exit::done) return exit;
  std::string decision;
  if (exchange::needs_decision(*map)) {
    static auto& rules = *new api::Rules;  // the process ends with the command, and takes these with it
    if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done)
      return exit;
    static auto& decided = *new api::Decision(api::decide(rules, source.text));
    for (auto const& fault : decided.faults())
      err(fmt::format("{}: {}\n", source.name, api::to_string(fault)));
    if (!decided.ok()) return exit_of(decided.outcome());
    decision = api::to_json(decided);
  }
  auto const made = exchange::export_case(*map, source, decision,
                                          {asked.document, shape == "text", shape == "csv"}, findings);
  return hand_out(made, asked.output, asked.findings, findings, Exit::done);
}

}  // namespace convenio::cli
