// See named.hpp.
#include "engine/render/named.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/wording.hpp"

namespace convenio::render {

namespace {

using cases::OpenDay;
using cases::Row;
using model::Date;

std::string open_day(Speech& speech, OpenDay const& open) {
  auto const count = open.among.count();
  if (open.running || count == 0) return std::string(speech(Message::not_known));
  auto const at = [&](std::size_t place) { return speech.day(open.among.at(place).as<Date>()); };
  if (count == 1) return at(0);
  if (count == 2) return speech(Message::one_or_other, {{"one", at(0)}, {"other", at(1)}});
  return speech(Message::between_days, {{"first", at(0)}, {"last", at(count - 1)}});
}

std::string period_in_words(Speech& speech, Row const& row) {
  auto const days = days_of(speech, row);
  return speech(Message::period_named,
                {{"state", speech.state(row.period.state)}, {"from", days.first}, {"to", days.last}});
}

// Arguments are written as a case writes them.
std::string argument_in_words(core::Program const& program, Speech& speech, std::string_view written, core::TypeId type) {
  if (type < program.types.size() && program.types[type].kind == core::Type::Kind::state) {
    auto const& all = program.states;
    auto const found = std::find_if(all.begin(), all.end(), [&](core::State const& one) { return one.code == written; });
    if (found != all.end()) return speech.state(model::StateId(static_cast<std::uint32_t>(found - all.begin())));
  }
  if (type < program.types.size() && program.types[type].kind == core::Type::Kind::enumeration) {
    auto const& words = program.enumerations[program.types[type].enumeration()].values;
    auto const found = std::find_if(words.begin(), words.end(), [&](core::Enumerator const& one) { return one.name == written; });
    if (found != words.end()) return speech.text(core::in_words(*found));
  }
  if (auto const date = Date::parse(written)) return speech.day(*date);
  return std::string(written);
}

std::string arguments_in_words(core::Program const& program, Speech& speech, std::string_view subject) {
  auto const open = subject.find('(');
  auto const name = subject.substr(0, open);
  auto const fact = std::find_if(program.facts.begin(), program.facts.end(), [&](core::Fact const& one) {
    return one.name == name || fmt::format("{}.{}", one.package, one.name) == name;
  });
  if (fact == program.facts.end() || fact->parameters.empty()) return "";
  auto rest = subject.substr(open + 1, subject.rfind(')') - open - 1);
  std::vector<std::string> words;
  for (std::size_t n = 0; n < fact->parameters.size(); ++n) {
    bool const last = n + 1 == fact->parameters.size();
    auto const end = last ? rest.size() : std::min(rest.find(", "), rest.size());
    words.push_back(argument_in_words(program, speech, rest.substr(0, end), fact->parameters[n].type));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

Days days_of(Speech& speech, Row const& row) {
  bool const undated = row.period.dating == model::Dating::undated;
  auto const first = [&] { return undated && row.period.begin == model::earliest_fact_date(); };
  auto const last = [&] { return Date::from_number(row.period.end.number() - 1); };
  Days days;
  if (row.begin)
    days.first = open_day(speech, *row.begin);
  else
    days.first = first() ? std::string(speech(Message::undated)) : speech.day(row.period.begin);
  if (row.end)
    days.last = open_day(speech, *row.end);
  else
    days.last = undated && last() == model::latest_fact_date() ? std::string(speech(Message::undated)) : speech.day(last());
  return days;
}

std::vector<Row> rows_of(cases::FactValue const& given) {
  if (!given.rows.empty() && given.rows.front()) return given.rows.front()->rows;
  std::vector<Row> rows;
  auto const* history = given.values.empty() ? nullptr : std::get_if<model::HistoryPtr>(&given.values.front().content);
  if (!history || !*history) return rows;
  auto const add = [&](model::Period const& period) {
    Row row;
    row.period = period;
    rows.push_back(std::move(row));
  };
  for (auto const& period : (*history)->periods) add(period);
  for (auto const& period : (*history)->undated) add(period);
  return rows;
}

std::string named(Context const& context, Speech& speech, std::string const& subject) {
  auto const name = subject.substr(0, subject.find_first_of("(["));
  auto const field = subject.rfind("].");
  auto const part = field == std::string::npos ? std::string_view(subject) : std::string_view(subject).substr(0, field + 1);
  if (part.ends_with(']')) {
    for (auto const& [key, given] : context.facts.facts) {
      if (key.fact >= context.program.facts.size()) continue;
      auto const& fact = context.program.facts[key.fact];
      if (fact.name != name && fmt::format("{}.{}", fact.package, fact.name) != name) continue;
      for (auto const& row : rows_of(given)) {
        if (part.ends_with(fmt::format("[{}]", row.period.id))) return period_in_words(speech, row);
      }
    }
  }
  return subject.find('(') == std::string::npos ? "" : arguments_in_words(context.program, speech, subject);
}

}  // namespace convenio::render
