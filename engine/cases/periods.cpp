// Histories and periods of a case from JSON: dates, state, attributes, what was certified; repeated periods.
// Knows the written form of a period; knows no rule about it.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "engine/cases/values.hpp"

namespace convenio::cases {

using model::Blocker;
using model::Period;
using model::Value;

class PeriodReader {
 public:
  explicit PeriodReader(ValueReader& reader) : r_(reader), defaulted_(reader.program_.attributes.size()) {
    for (auto const& attribute : r_.program_.attributes) fallbacks_.push_back(closed(attribute.fallback));
  }

  std::optional<Period> read(Json const& json, std::string const& subject, std::size_t index);
  std::optional<Value> read_all(Json const& json, std::string const& subject);

 private:
  std::optional<model::Date> read_day(Json const& json, char const* key, bool required);
  bool read_dating(Json const& json, Period& period);
  bool read_state_of(Json const& json, Period& period);
  bool read_certified(Json const& json, Period& period);
  bool read_attributes(Json const& json, std::string const& subject, Period& period);
  bool known_members(Json const& json);
  std::vector<std::string> qualified(std::string const& name) const;
  bool one_story_per_id(std::vector<Period> const& periods, std::vector<std::size_t> const& places);
  void drop_repeated(std::vector<Period>& periods, std::vector<std::size_t>& places);
  void tell_possible_repetitions(std::vector<model::Doubt> const& doubts);
  void tell_defaults(std::string const& path);
  std::optional<Value> closed(core::ExprId expr) const;
  Json const* text_member(Json const& json, char const* key, bool required);

  ValueReader& r_;
  std::vector<std::optional<Value>> fallbacks_;  // by attribute
  std::vector<std::size_t> defaulted_;           // how many periods took it
};

// The value of a fallback that is a constant or a list of constants; nothing else is evaluated here.
std::optional<Value> PeriodReader::closed(core::ExprId expr) const {
  if (expr == model::none) return std::nullopt;
  auto const& program = r_.program_;
  auto const& e = program.expressions[expr];
  if (e.op == core::Op::constant) return program.constants[e.a];
  if (e.op != core::Op::list) return std::nullopt;
  auto list = std::make_shared<model::ListValue>();
  for (std::uint32_t i = 0; i < e.child_count; ++i) {
    auto item = closed(program.child(expr, i));
    if (!item) return std::nullopt;
    list->items.push_back(std::move(*item));
  }
  return Value{model::ListPtr(std::move(list))};
}

Json const* PeriodReader::text_member(Json const& json, char const* key, bool required) {
  Json const* member = json.find(key);
  if (!member) {
    if (required) r_.fault(Code::missing_member, fmt::format("a period without `{}`", key));
    return nullptr;
  }
  if (member->kind() == Json::Kind::string) return member;
  ValueReader::Enter const enter(r_, key);
  r_.fault(Code::wrong_json_kind, fmt::format("{}, and a text is asked for", in_words(member->kind())));
  return nullptr;
}

// `"undated": true`: the dates are the limits between which the days lie, and may be left out.
bool PeriodReader::read_dating(Json const& json, Period& period) {
  Json const* member = json.find("undated");
  if (!member) return true;
  if (member->kind() == Json::Kind::truth) {
    if (member->truth()) period.dating = model::Dating::undated;
    return true;
  }
  ValueReader::Enter const enter(r_, "undated");
  r_.fault(Code::wrong_json_kind,
           fmt::format("{}, and true or false is asked for", in_words(member->kind())));
  return false;
}

std::optional<model::Date> PeriodReader::read_day(Json const& json, char const* key, bool required) {
  Json const* member = text_member(json, key, required);
  if (!member) return std::nullopt;
  ValueReader::Enter const enter(r_, key);
  auto day = read_date(member->string());
  if (auto* trouble = std::get_if<Trouble>(&day)) {
    r_.fault(*trouble);
    return std::nullopt;
  }
  return std::get<model::Date>(day);
}

bool PeriodReader::read_state_of(Json const& json, Period& period) {
  Json const* member = text_member(json, "state", true);
  if (!member) return false;
  ValueReader::Enter const enter(r_, "state");
  auto state = read_state(r_.program_, member->string());
  if (auto* trouble = std::get_if<Trouble>(&state)) {
    r_.fault(*trouble);
    return false;
  }
  period.state = period.original_state = std::get<model::StateId>(state);
  return true;
}

// {"amount": "132", "unit": "months"}, or "132 months".
bool PeriodReader::read_certified(Json const& json, Period& period) {
  Json const* member = json.find("certified");
  if (!member) return true;
  ValueReader::Enter const enter(r_, "certified");
  std::string text;
  if (member->kind() == Json::Kind::string) {
    text = member->string();
  } else if (member->kind() == Json::Kind::object && member->members().size() == 2 &&
             member->find("amount") && member->find("unit") &&
             member->find("amount")->kind() == Json::Kind::string &&
             member->find("unit")->kind() == Json::Kind::string) {
    text = member->find("amount")->string() + ' ' + member->find("unit")->string();
  } else {
    r_.fault(Code::wrong_json_kind, "not a certified quantity",
             "as {\"amount\": \"132\", \"unit\": \"months\"}, both of them texts");
    return false;
  }
  model::Unit unit{};
  auto amount = read_quantity(text, unit);
  if (auto* trouble = std::get_if<Trouble>(&amount)) {
    r_.fault(*trouble);
    return false;
  }
  if (unit == model::Unit::calendar_days || unit == model::Unit::calendar_months) {
    r_.fault(Code::wrong_unit, fmt::format("{} are no unit of insurance", model::name(unit)),
             "days, weeks, months, quarters or years");
    return false;
  }
  period.certified = model::CertifiedQuantity{std::get<model::Rational>(amount), unit};
  return true;
}

bool PeriodReader::read_attributes(Json const& json, std::string const& subject, Period& period) {
  auto const& attributes = r_.program_.attributes;
  bool good = true;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    Json const* member = json.find(attributes[i].name);
    if (!member && fallbacks_[i]) {
      period.attributes.push_back(*fallbacks_[i]);
      ++defaulted_[i];
      continue;
    }
    std::string const part = fmt::format("{}[{}].{}", subject, period.id, attributes[i].name);
    if (!member) {
      period.attributes.push_back(model::absent({Blocker::Kind::missing_fact, part, {}}));
      continue;
    }
    ValueReader::Enter const enter(r_, attributes[i].name);
    auto value = r_.read_part(*member, attributes[i].type, part);
    good = good && value;
    if (value) period.attributes.push_back(std::move(*value));
  }
  return good;
}

// The names `PACKAGE.name` of attributes.
std::vector<std::string> PeriodReader::qualified(std::string const& name) const {
  std::vector<std::string> names;
  for (auto const& attribute : r_.program_.attributes) {
    if (attribute.name.ends_with('.' + name)) names.push_back(attribute.name);
  }
  return names;
}

bool PeriodReader::known_members(Json const& json) {
  std::vector<std::string> names{"id", "state", "from", "to", "certified", "undated"};
  for (auto const& attribute : r_.program_.attributes) names.push_back(attribute.name);
  bool good = true;
  for (auto const& member : json.members()) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    ValueReader::Enter const enter(r_, member.key);
    good = false;
    if (auto const of_packages = qualified(member.key); !of_packages.empty()) {
      r_.fault(Code::ambiguous_fact, "several packages give periods a field of this name",
               fmt::format("write one of: {}", fmt::join(of_packages, ", ")));
      if (r_.full()) break;
      continue;
    }
    r_.fault(Code::unknown_field, "a period has no such field",
             suggestion(member.key, names, fmt::format("its fields: {}", fmt::join(names, ", "))));
    if (r_.full()) break;
  }
  return good;
}

std::optional<Period> PeriodReader::read(Json const& json, std::string const& subject, std::size_t index) {
  if (json.kind() != Json::Kind::object) {
    r_.fault(Code::wrong_json_kind,
             fmt::format("{}, and a period, as an object, is asked for", in_words(json.kind())),
             "{\"state\": ..., \"from\": ..., \"to\": ...}");
    return std::nullopt;
  }
  Period period;
  bool good = known_members(json);
  if (Json const* id = text_member(json, "id", false)) period.id = id->string();
  if (period.id.empty()) period.id = fmt::format("#{}", index + 1);
  good = read_state_of(json, period) && good;
  good = read_dating(json, period) && good;
  bool const undated = period.dating == model::Dating::undated;
  auto from = read_day(json, "from", !undated);
  auto to = read_day(json, "to", !undated);
  if (undated && !json.find("from")) from = model::earliest_fact_date();
  if (undated && !json.find("to")) to = model::latest_fact_date();
  if (from && to && *to < *from) {
    ValueReader::Enter const enter(r_, "to");
    r_.fault(Code::ends_before_it_begins,
             fmt::format("ends on {}, before it begins on {}", to->to_string(), from->to_string()));
    good = false;
  }
  good = read_certified(json, period) && good;
  if (undated && !json.find("certified")) {
    r_.fault(Code::nothing_certified, "an undated period without `certified` says nothing",
             "say what is certified, as \"240 days\"");
    good = false;
  }
  if (json.find("to")) r_.era_ = to;
  good = read_attributes(json, subject, period) && good;
  r_.era_.reset();
  if (!good || !from || !to) return std::nullopt;
  period.begin = *from;
  period.end = model::Date::from_number(to->number() + 1);
  return period;
}

namespace {

constexpr std::size_t most_told = 20;  // repetitions that have a notice of their own

// Order of everything but the id. Two parts that are absent for one reason are alike, whatever period they
// name.
std::strong_ordering compare_content(Period const& a, Period const& b) {
  if (auto c = a.dating <=> b.dating; c != 0) return c;
  if (auto c = a.begin <=> b.begin; c != 0) return c;
  if (auto c = a.end <=> b.end; c != 0) return c;
  if (auto c = a.state <=> b.state; c != 0) return c;
  for (std::size_t i = 0; i < a.attributes.size(); ++i) {
    Value const& x = a.attributes[i];
    Value const& y = b.attributes[i];
    if (x.absent() && y.absent()) {
      auto c = x.absence().blockers.front().kind <=> y.absence().blockers.front().kind;
      if (c != 0) return c;
    } else if (auto c = model::compare(x, y); c != 0) {
      return c;
    }
  }
  if (auto c = a.certified.has_value() <=> b.certified.has_value(); c != 0 || !a.certified) return c;
  if (auto c = a.certified->unit <=> b.certified->unit; c != 0) return c;
  return a.certified->amount <=> b.certified->amount;
}

bool lacks_nothing(Period const& period) {
  return std::none_of(period.attributes.begin(), period.attributes.end(),
                      [](Value const& attribute) { return attribute.absent(); });
}

}  // namespace

// Two that lack the same attribute are one only by their id: what is lacking may differ.
void PeriodReader::drop_repeated(std::vector<Period>& periods, std::vector<std::size_t>& places) {
  std::vector<std::size_t> order(periods.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return compare_content(periods[a], periods[b]) < 0; });
  std::map<std::size_t, std::size_t> repeats;     // place of the repetition to place of the first
  std::map<std::string_view, std::size_t> by_id;  // places of those that are alike and lack an attribute
  std::size_t first = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Period const& period = periods[order[i]];
    if (i > 0 && compare_content(periods[order[first]], period) != 0) {
      first = i;
      by_id.clear();
    }
    if (lacks_nothing(period)) {
      if (i != first) repeats[order[i]] = order[first];
    } else if (auto const [known, fresh] = by_id.try_emplace(period.id, order[i]); !fresh) {
      repeats[order[i]] = known->second;
    }
  }
  std::size_t told = 0;
  for (auto const& [again, original] : repeats) {
    if (++told > most_told) break;
    ValueReader::Enter const enter(r_, places[again]);
    r_.notices_.push_back(
        {text::to_string(Code::repeated_period), r_.path_,
         fmt::format("period {} repeats period {} in everything but its id; it is counted once",
                     periods[again].id, periods[original].id)});
  }
  if (repeats.size() > most_told) {
    r_.notices_.push_back(
        {text::to_string(Code::repeated_period), r_.path_,
         fmt::format("{} more periods repeat others and are counted once", repeats.size() - most_told)});
  }
  std::vector<Period> kept;
  std::vector<std::size_t> kept_places;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (repeats.contains(i)) continue;
    kept.push_back(std::move(periods[i]));
    kept_places.push_back(places[i]);
  }
  periods = std::move(kept);
  places = std::move(kept_places);
}

void PeriodReader::tell_possible_repetitions(std::vector<model::Doubt> const& doubts) {
  constexpr std::size_t most_named = 3;
  std::size_t told = 0;
  for (auto const& doubt : doubts) {
    if (++told > most_told) break;
    std::vector<std::string> ids;
    std::vector<std::string> missing;
    for (auto const& period : doubt.candidates) ids.push_back(period.id);
    for (auto const& blocker : doubt.why->blockers) missing.push_back(blocker.subject);
    auto const some = [&](std::vector<std::string>& names) {
      std::size_t const more = names.size() > most_named ? names.size() - most_named : 0;
      names.resize(names.size() - more);
      return fmt::format("{}{}", fmt::join(names, ", "), more ? fmt::format(" and {} more", more) : "");
    };
    r_.notices_.push_back({text::to_string(Code::perhaps_repeated), r_.path_,
                           fmt::format("periods {} are alike in all that is stated and may be one; state {}, "
                                       "or remove what repeats",
                                       some(ids), some(missing))});
  }
  if (doubts.size() > most_told) {
    r_.notices_.push_back(
        {text::to_string(Code::perhaps_repeated), r_.path_,
         fmt::format("{} more groups of periods may each be one", doubts.size() - most_told)});
  }
}

// Periods of one id must not share a day: they would tell two stories of it.
bool PeriodReader::one_story_per_id(std::vector<Period> const& periods,
                                    std::vector<std::size_t> const& places) {
  std::vector<std::size_t> order(periods.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return periods[a].id != periods[b].id ? periods[a].id < periods[b].id
                                          : periods[a].begin < periods[b].begin;
  });
  bool good = true;
  for (std::size_t i = 1; i < order.size(); ++i) {
    Period const& a = periods[order[i - 1]];
    Period const& b = periods[order[i]];
    if (a.id != b.id || a.end <= b.begin || a.dating != b.dating) continue;
    ValueReader::Enter const enter(r_, std::max(places[order[i - 1]], places[order[i]]));
    r_.fault(Code::same_days_twice, fmt::format("two periods with the id `{}` share days", a.id),
             "give each period its own id, or correct the one that is wrong");
    good = false;
  }
  return good;
}

void PeriodReader::tell_defaults(std::string const& path) {
  auto const& attributes = r_.program_.attributes;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (defaulted_[i] == 0) continue;
    r_.notices_.push_back({text::to_string(Code::default_taken), path,
                           fmt::format("`{}` is not stated for {} period{}; the declared default {} is taken",
                                       attributes[i].name, defaulted_[i], defaulted_[i] == 1 ? "" : "s",
                                       core::to_string(r_.program_, *fallbacks_[i], attributes[i].type)),
                           static_cast<std::uint32_t>(i)});
  }
}

std::optional<Value> PeriodReader::read_all(Json const& json, std::string const& subject) {
  if (json.kind() != Json::Kind::array) {
    r_.fault(Code::wrong_json_kind,
             fmt::format("{}, and a list of periods is asked for", in_words(json.kind())));
    return std::nullopt;
  }
  auto const& items = json.items();
  if (items.size() > r_.limits_.periods) {
    r_.fault(Code::too_many_periods,
             fmt::format("{} periods; at most {} are read", items.size(), r_.limits_.periods));
    return std::nullopt;
  }
  std::vector<Period> periods;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < items.size() && !r_.faults_.full(); ++i) {
    ValueReader::Enter const enter(r_, i);
    if (auto period = read(items[i], subject, i)) {
      periods.push_back(std::move(*period));
      places.push_back(i);
    }
  }
  bool const complete = periods.size() == items.size();
  drop_repeated(periods, places);
  if (!one_story_per_id(periods, places) || !complete) return std::nullopt;
  tell_defaults(r_.path_);
  auto history = model::doubt_repetitions(model::make_history(std::move(periods)));
  tell_possible_repetitions(history.doubts);
  return Value{std::make_shared<model::History const>(std::move(history))};
}

std::optional<Value> read_history(ValueReader& reader, Json const& json, std::string const& subject) {
  return PeriodReader(reader).read_all(json, subject);
}

std::optional<Value> read_period(ValueReader& reader, Json const& json, std::string const& subject) {
  auto period = PeriodReader(reader).read(json, subject, 0);
  if (!period) return std::nullopt;
  return Value{std::make_shared<Period const>(std::move(*period))};
}

}  // namespace convenio::cases
