// convenio explain-error: what a code means, with an example that gives it and the example mended.
// Knows the registries of rules, of cases, of saved programs, of questions about rules, of documents of
// other systems and of offices; the last four have no examples; and the reasons of decisions. The pages in docs/errors are what it prints with
// --markdown.
#include <algorithm>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/store/codes.hpp"
#include "grammar/text/diagnostic.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/exchange/codes.hpp"

namespace convenio::cli {

namespace {

struct Entry {
  std::string code, kind;
  std::string_view title, meaning, wrong, mended;
  bool of_case = false;
};

std::string_view trimmed(std::string_view example) {
  while (!example.empty() && example.front() == '\n') example.remove_prefix(1);
  return example;
}

std::vector<Entry> entries() {
  std::vector<Entry> all;
  auto const add = [&](text::CodeInfo const& info, bool of_case, char const* error, char const* warning) {
    all.push_back({text::to_string(info.code), info.severity == text::Severity::error ? error : warning,
                   info.title, info.meaning, trimmed(info.wrong), trimmed(info.mended), of_case});
  };
  for (auto const& info : api::rule_codes()) add(info, false, "error", "warning");
  for (auto const& info : api::case_codes()) add(info, true, "fault of a case", "notice on a case");
  for (auto const& info : api::program_codes()) add(info, false, "fault of a saved program", "");
  for (auto const& info : api::asked_codes()) add(info, false, "fault of a question about rules", "");
  for (auto const& info : exchange::exchange_codes)
    add(info, false, "fault of an exchanged document", "notice on an exchanged document");
  for (auto const& info : store::store_codes) add(info, false, "trouble of an office", "");
  return all;
}

std::string indented(std::string_view example) {
  std::string result;
  while (!example.empty()) {
    auto const end = std::min(example.find('\n'), example.size());
    result += end == 0 ? "\n" : fmt::format("    {}\n", example.substr(0, end));
    example.remove_prefix(std::min(end + 1, example.size()));
  }
  return result;
}

std::string page(Entry const& entry) {
  constexpr std::size_t columns = 80;
  std::string const title = fmt::format("{}  {}: {}", entry.code, entry.kind, entry.title);
  std::string const text = fmt::format("{}\n\n{}\n", fmt::join(render::wrap(title, columns), "\n"),
                                       fmt::join(render::wrap(entry.meaning, columns), "\n"));
  if (entry.wrong.empty()) return text;
  return fmt::format("{}\nWrong:\n\n{}\nMended:\n\n{}", text, indented(entry.wrong), indented(entry.mended));
}

std::string markdown(Entry const& entry) {
  std::string_view const language = entry.of_case ? "json" : "convenio";
  std::string const text = fmt::format("# {}: {}\n\n*{}* · [all codes](README.md)\n\n{}\n", entry.code,
                                       entry.title, entry.kind, entry.meaning);
  if (entry.wrong.empty()) return text;
  return fmt::format("{}\nWrong:\n\n```{}\n{}```\n\nMended:\n\n```{}\n{}```\n", text, language, entry.wrong,
                     language, entry.mended);
}

std::string overview(std::vector<Entry> const& all) {
  std::string result =
      "# The codes of faults\n\n"
      "Each fault that the program reports has a code that never changes its meaning. `convenio "
      "explain-error CODE`\n"
      "prints these pages. Codes that begin with C are of rules, those with K of cases, those with P of "
      "saved\n"
      "programs, those with A of what is asked of rules (`describe`, `new case`), those with X of\n"
      "documents of other systems (`import`, `export`), those with S of an office (`office`).\n\n"
      "| code | | |\n|---|---|---|\n";
  for (auto const& entry : all) {
    result += fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", entry.code, entry.kind, entry.title);
  }
  return result +
         fmt::format(
             "\nThe examples are files of a package of their own, `package example`, that imports the "
             "package "
             "below, or\ncases of it. In them `{{U+202E}}` stands for the character of that number, "
             "`{{byte E9}}` for that byte,\n`{{{{99*x*}}}}` for ninety-nine times x, where `#` counts, and a "
             "line `@name` begins a further file.\n\n```convenio\n{}```\n",
             trimmed(api::example_rules()));
}

}  // namespace

Exit explain_error(ExplainErrorOptions const& explain) {
  auto const all = entries();
  if (explain.list) {
    for (auto const& entry : all) out(fmt::format("{}  {}: {}\n", entry.code, entry.kind, entry.title));
    return Exit::done;
  }
  if (explain.code.empty()) {
    if (explain.markdown) {
      out(overview(all));
      return Exit::done;
    }
    err("convenio: which code? `convenio explain-error --list` lists all\n");
    return Exit::usage;
  }
  std::string code;
  for (char const c : explain.code) code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  std::vector<std::string> codes;
  for (auto const& entry : all) {
    codes.push_back(entry.code);
    if (entry.code != code) continue;
    out(explain.markdown ? markdown(entry) : page(entry));
    return Exit::done;
  }
  for (auto const& reason : api::reason_codes()) {  // which are no faults, and stand in no list of them
    codes.emplace_back(reason.code);
    if (reason.code != code) continue;
    auto const open = code.starts_with("D1");
    auto const title = fmt::format("{}  {}: {}", reason.code, open ? "keeps an award open" : "refuses a route", reason.word);
    out(explain.markdown ? fmt::format("# {}\n\n{}\n", title, reason.meaning)
                         : fmt::format("{}\n\n{}\n", title, fmt::join(render::wrap(reason.meaning, 80), "\n")));
    return Exit::done;
  }
  std::string const near = text::nearest(code, codes);
  err(fmt::format("convenio: there is no code `{}`{}\n", explain.code,
                  near.empty() ? "; `convenio explain-error --list` lists all"
                               : fmt::format("; did you mean `{}`?", near)));
  return Exit::usage;
}

}  // namespace convenio::cli
