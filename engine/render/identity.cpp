// The foot of a decision: which rules, which case, which engine, and the dates that governed the texts.
// Knows how much of a hash people compare; the whole of it is in the JSON.
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/core/identity.hpp"
#include "engine/render/sections.hpp"

namespace convenio::render {

namespace {

constexpr std::size_t shown_digits = 12;

std::string dates(Context const& context) {
  std::map<std::string, std::vector<std::string>> texts;  // by date
  for (auto const& one : context.decision.dates) {
    if (one.date.absent()) continue;
    texts[one.date.as<model::Date>().to_string()].push_back(context.program.texts[one.text].name);
  }
  std::vector<std::string> parts;
  for (auto const& [date, names] : texts) parts.push_back(fmt::format("{} {}", fmt::join(names, ", "), date));
  return fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace

void print_identity(Page& page, Context const& context) {
  auto const part = [](std::string const& hash) { return hash.substr(0, shown_digits); };
  page.gap().line(fmt::format("Rules {}  Case {}  Engine {}", part(context.program.identity),
                              part(context.decision.case_identity), core::engine_version()));
  if (std::string const governing = dates(context); !governing.empty())
    page.paragraph("Governed by the law of: " + governing, 0, 2);
}

}  // namespace convenio::render
