// convenio explain: decides one case and says why, in the words of the texts.
#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "engine/cases/read_case.hpp"
#include "engine/render/json.hpp"
#include "engine/render/text.hpp"
#include "engine/run/evaluate.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

Exit read_case_file(Loaded const& loaded, std::string const& path, cases::ReadResult& read) {
  cases::Limits const limits;
  auto const file = read_file(path, limits.document);
  if (!file.trouble.empty()) {
    cases::Fault const large{cases::Code::document_too_large, "",
                             fmt::format("the document has more than {} bytes", limits.document), ""};
    err(file.too_large ? fmt::format("{}: {}\n", path, cases::to_string(large))
                       : fmt::format("convenio: {}\n", file.trouble));
    return file.too_large ? Exit::found : Exit::host;
  }
  read = cases::read_case(loaded.program, file.text, limits);
  for (auto const& fault : read.faults) err(fmt::format("{}: {}\n", path, cases::to_string(fault)));
  return read.ok() ? Exit::done : Exit::found;
}

Exit explain(Options const& options, ExplainOptions const& asked) {
  Loaded loaded;
  if (Exit const exit = load(options, loaded); exit != Exit::done) return exit;
  cases::ReadResult read;
  if (Exit const exit = read_case_file(loaded, asked.file, read); exit != Exit::done) return exit;
  auto const decision = run::evaluate(loaded.program, read.facts);
  if (asked.json) {
    bool const nodes = asked.detail != ExplainOptions::Detail::brief;
    out(render::to_json(loaded.program, decision, json_options(options, loaded, true, nodes)) + "\n");
    return Exit::done;
  }
  render::TextOptions text;
  switch (asked.detail) {
    case ExplainOptions::Detail::brief:
      text.detail = render::Detail::brief;
      break;
    case ExplainOptions::Detail::sheet:
      text.detail = render::Detail::sheet;
      break;
    case ExplainOptions::Detail::full:
      text.detail = render::Detail::full;
      break;
  }
  text.columns = asked.width;
  text.ascii = asked.ascii;
  text.sources = &loaded.sources;
  out(render::to_text(loaded.program, read.facts, decision, text));
  return Exit::done;
}

}  // namespace convenio::cli
