// Histories and periods of a case from JSON: dates, state, attributes, what was certified; repeated periods.
// Knows the written form of a period; knows no rule about it.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "engine/cases/codes.hpp"
#include "engine/cases/rows.hpp"
#include "engine/cases/touched.hpp"
#include "engine/cases/values.hpp"

namespace convenio::cases {

using model::Blocker;
using model::Period;
using model::Value;

class PeriodReader {
 public:
  explicit PeriodReader(ValueReader& reader) : r_(reader), defaulted_(reader.program_.attributes.size()) {
    for (auto const& attribute : r_.program_.attributes) fallbacks_.push_back(constant_of(r_.program_, attribute.fallback));
    known_.assign(std::begin(own_members), std::end(own_members));
    for (auto const& attribute : r_.program_.attributes) known_.push_back(attribute.name);
    std::sort(known_.begin(), known_.end());
  }

  std::optional<Row> read(Json const& json, std::string const& subject, std::size_t index);
  std::optional<Value> read_all(Json const& json, std::string const& subject);

 private:
  static constexpr char const* own_members[] = {"id", "state", "from", "to", "certified", "undated"};
  std::optional<OpenDay> read_day(Json const& json, char const* key, bool required, std::string const& row);
  std::vector<Value> days_listed(JsonMember const& list);
  std::optional<OpenDay> read_open_day(Json const& json, std::string subject, bool is_end);
  bool read_dating(Json const& json, Period& period);
  bool read_state_of(Json const& json, Period& period);
  bool read_certified(Json const& json, Period& period);
  bool read_several_units(Json const& json, Period& period);
  bool read_attributes(Json const& json, Row& row, bool certified_otherwise);
  bool known_members(Json const& json);
  std::vector<std::string> qualified(std::string const& name) const;
  std::optional<std::size_t> meant(std::vector<std::string> const& names) const;
  std::string_view written(std::size_t attribute, Json const& json) const;
  bool one_story_per_id(std::vector<Row> const& rows, std::vector<std::size_t> const& places);
  void drop_repeated(std::vector<Row>& rows, std::vector<std::size_t>& places);
  void link_possible_repetitions(std::vector<Row>& rows);
  void tell_possible_repetitions(std::vector<Row> const& rows);
  void tell_defaults(std::string const& path);
  Json const* text_member(Json const& json, char const* key, bool required);

  ValueReader& r_;
  std::vector<std::optional<Value>> fallbacks_;  // by attribute
  std::vector<std::size_t> defaulted_;           // how many periods took it
  std::vector<std::string_view> known_;          // members of a period, sorted
};

std::optional<Value> constant_of(core::Program const& program, core::ExprId expr) {
  if (expr == model::none) return std::nullopt;
  auto const& e = program.expressions[expr];
  if (e.op == core::Op::constant) return program.constants[e.a];
  if (e.op != core::Op::list) return std::nullopt;
  std::vector<Value> items;
  for (std::uint32_t i = 0; i < e.child_count; ++i) {
    auto item = constant_of(program, program.child(expr, i));
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return Value{std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
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

// A day, which is the only one of its candidates; or what the case says in its place.
std::optional<OpenDay> PeriodReader::read_day(Json const& json, char const* key, bool required,
                                              std::string const& row) {
  Json const* member = json.find(key);
  if (!member) {
    if (required) r_.fault(Code::missing_member, fmt::format("a period without `{}`", key));
    return std::nullopt;
  }
  ValueReader::Enter const enter(r_, key);
  return read_open_day(*member, fmt::format("{}.{}", row, key), std::string_view(key) == "to");
}

// Of {"contradictory": [...]}, where a month or a year stands for its days; empty: faulty.
std::vector<Value> PeriodReader::days_listed(JsonMember const& list) {
  constexpr std::size_t most = 1'000;
  ValueReader::Enter const enter(r_, list.key);
  std::vector<Value> days;
  bool good = list.value.kind() == Json::Kind::array;
  if (!good) r_.fault(Code::wrong_json_kind, "the list of the days that contradict each other is asked for");
  for (std::size_t i = 0; good && i < list.value.items().size(); ++i) {
    ValueReader::Enter const item(r_, i);
    Json const& one = list.value.items()[i];
    if (ValueReader::instead_of_date(one) == Instead::span) {
      auto const span = r_.span_of(one);
      for (std::size_t n = 0; span && n < std::min(span->count(), most + 1); ++n) days.push_back(span->at(n));
      good = span.has_value();
    } else if (one.kind() != Json::Kind::string) {
      r_.fault(Code::wrong_json_kind, fmt::format("{}, and a date is asked for", in_words(one.kind())),
               "as \"2005-06-01\"");
      good = false;
    } else {
      auto const day = read_date(one.string());
      auto const* trouble = std::get_if<Trouble>(&day);
      if (trouble)
        r_.fault(*trouble);
      else
        days.push_back({std::get<model::Date>(day)});
      good = !trouble;
    }
  }
  if (good && days.size() > most) {
    r_.fault(Code::too_many_candidates, fmt::format("more than {} days among contradictory ones", most));
    good = false;
  }
  if (good && (days.empty() || std::all_of(days.begin(), days.end(),
                                           [&](Value const& day) { return model::equal(day, days[0]); }))) {
    r_.fault(Code::no_contradiction, "these days do not contradict each other",
             "state the day once, without `contradictory`");
    good = false;
  }
  return good ? days : std::vector<Value>{};
}

std::optional<OpenDay> PeriodReader::read_open_day(Json const& json, std::string subject, bool is_end) {
  OpenDay day{std::move(subject), Blocker::Kind::missing_fact, {}};
  day.path = r_.path_;
  if (is_end && json.kind() == Json::Kind::object && json.members().size() == 1 &&
      json.members().front().key == "open") {
    r_.note_of(json);
    day.running = true;
    return day;
  }
  switch (ValueReader::instead_of_date(json)) {
    case Instead::nothing: {
      if (json.kind() != Json::Kind::string) {
        r_.fault(Code::wrong_json_kind, fmt::format("{}, and a date is asked for", in_words(json.kind())),
                 is_end ? "as \"2005-06-01\"; a period that is not over: {\"open\": \"still running\"}"
                        : "as \"2005-06-01\"; a day that is not known: {\"unknown\": \"why\"}");
        return std::nullopt;
      }
      auto read = read_date(json.string());
      if (auto* trouble = std::get_if<Trouble>(&read)) {
        r_.fault(*trouble);
        return std::nullopt;
      }
      day.among.values.push_back({std::get<model::Date>(read)});
      return day;
    }
    case Instead::unknown:
      r_.note_of(json);
      return day;
    case Instead::pending:
      r_.fault(Code::cannot_be_pending, "only a judgement or a discretion can be pending",
               "a day that is not known: {\"unknown\": \"why\"}");
      return std::nullopt;
    case Instead::contradictory: {
      day.kind = Blocker::Kind::contradictory_fact;
      day.among.values = days_listed(json.members().front());
      if (day.among.values.empty()) return std::nullopt;
      std::sort(day.among.values.begin(), day.among.values.end(),
                [](Value const& a, Value const& b) { return model::compare(a, b) < 0; });
      day.among.values.erase(std::unique(day.among.values.begin(), day.among.values.end(),
                                         [](Value const& a, Value const& b) { return model::equal(a, b); }),
                             day.among.values.end());
      return day;
    }
    case Instead::span: {
      auto days = r_.span_of(json);
      if (!days) return std::nullopt;
      day.among = std::move(*days);
      return day;
    }
  }
  return std::nullopt;
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
  if (period.state >= r_.program_.states.size()) {
    r_.notice(Code::undeclared_state,
              fmt::format("no rule mentions {}; the period is kept, and nothing is decided for that State",
                          member->string()));
  }
  return true;
}

// {"years": 1, "months": 2, "days": 5, "day_week": 6}
bool PeriodReader::read_several_units(Json const& json, Period& period) {
  using model::Unit;
  static constexpr std::array units{Unit::years, Unit::quarters, Unit::months, Unit::weeks, Unit::days};
  std::vector<model::CertifiedQuantity> parts;
  bool good = true;
  std::vector<std::string> names;
  for (Unit const unit : units) names.emplace_back(model::name(unit));
  names.emplace_back("day_week");
  for (auto const& member : json.members()) {
    ValueReader::Enter const enter(r_, member.key);
    if (std::find(names.begin(), names.end(), member.key) == names.end()) {
      r_.fault(Code::unknown_field, "a certificate has no such unit",
               suggestion(member.key, names, fmt::format("its units: {}", fmt::join(names, ", "))));
      good = false;
      continue;
    }
    std::string const text = member.value.kind() == Json::Kind::number   ? member.value.number()
                             : member.value.kind() == Json::Kind::string ? member.value.string()
                                                                         : "?";
    if (member.key == "day_week") {
      if (text != "5" && text != "6" && text != "7") {
        r_.fault(Code::unreadable, "a week of insurance has 5, 6 or 7 days", "as 6");
        good = false;
      } else {
        period.day_week = static_cast<std::uint32_t>(text[0] - '0');
      }
      continue;
    }
    Unit unit{};
    auto amount = read_quantity(text + ' ' + member.key, unit);
    if (auto* trouble = std::get_if<Trouble>(&amount)) {
      r_.fault(*trouble);
      good = false;
      continue;
    }
    parts.push_back({std::get<model::Rational>(amount), unit});
  }
  if (good && parts.empty()) {
    r_.fault(Code::missing_member, "a certificate without a quantity", "as {\"months\": 2, \"days\": 5}");
    good = false;
  }
  if (!good) return false;
  auto const place = [](Unit unit) { return std::find(units.begin(), units.end(), unit); };
  std::sort(parts.begin(), parts.end(),
            [&](auto const& a, auto const& b) { return place(a.unit) < place(b.unit); });
  period.certified = parts.front();
  period.besides.assign(parts.begin() + 1, parts.end());
  return true;
}

// {"amount": "132", "unit": "months"}, or "132 months", or several units of one certificate.
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
  } else if (member->kind() == Json::Kind::object && !member->find("amount") && !member->find("unit")) {
    return read_several_units(*member, period);
  } else {
    r_.fault(Code::wrong_json_kind, "not a certified quantity",
             "as \"132 months\", or {\"years\": 11, \"months\": 2}");
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

bool PeriodReader::read_attributes(Json const& json, Row& row, bool otherwise) {
  Period& period = row.period;
  auto const& attributes = r_.program_.attributes;
  bool good = true;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    Json const* member = json.find(written(i, json));
    row.stated.push_back(member != nullptr);
    bool const may_default = fallbacks_[i] && !(otherwise && attributes[i].unless_certified_otherwise);
    if (!member && may_default) {
      period.attributes.push_back(*fallbacks_[i]);
      ++defaulted_[i];
      continue;
    }
    std::string const part = fmt::format("{}.{}", row.subject, attributes[i].name);
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

// Which of these the case means by the name alone.
std::optional<std::size_t> PeriodReader::meant(std::vector<std::string> const& names) const {
  if (names.empty() || !r_.touched()) return std::nullopt;
  std::vector<std::string_view> packages;
  for (auto const& name : names) packages.push_back(std::string_view(name).substr(0, name.find('.')));
  return r_.touched()->only(packages);
}

// How a period of this case writes the name of an attribute that several packages have: with its package, or
// alone where that says which.
std::string_view PeriodReader::written(std::size_t attribute, Json const& json) const {
  std::string const& name = r_.program_.attributes[attribute].name;
  auto const dot = name.find('.');
  if (dot == std::string::npos || json.find(name)) return name;
  std::string const alone = name.substr(dot + 1);
  if (!json.find(alone)) return name;
  auto const names = qualified(alone);
  auto const one = meant(names);
  return one && names[*one] == name ? std::string_view(name).substr(dot + 1) : name;
}

bool PeriodReader::known_members(Json const& json) {
  bool good = true;
  for (auto const& member : json.members()) {
    if (std::binary_search(known_.begin(), known_.end(), std::string_view(member.key))) continue;
    auto const of_packages = qualified(member.key);
    if (meant(of_packages)) continue;
    ValueReader::Enter const enter(r_, member.key);
    good = false;
    if (!of_packages.empty()) {
      r_.fault(Code::ambiguous_fact, "several packages give periods a field of this name",
               fmt::format("write one of: {}", fmt::join(of_packages, ", ")));
      if (r_.full()) break;
      continue;
    }
    std::vector<std::string> names(std::begin(own_members), std::end(own_members));
    for (auto const& attribute : r_.program_.attributes) names.push_back(attribute.name);
    r_.fault(Code::unknown_field, "a period has no such field",
             suggestion(member.key, names, fmt::format("its fields: {}", fmt::join(names, ", "))));
    if (r_.full()) break;
  }
  return good;
}

std::optional<Row> PeriodReader::read(Json const& json, std::string const& subject, std::size_t index) {
  if (json.kind() != Json::Kind::object) {
    r_.fault(Code::wrong_json_kind,
             fmt::format("{}, and a period, as an object, is asked for", in_words(json.kind())),
             "{\"state\": ..., \"from\": ..., \"to\": ...}");
    return std::nullopt;
  }
  Row row;
  Period& period = row.period;
  bool good = known_members(json);
  if (Json const* id = text_member(json, "id", false)) period.id = id->string();
  if (period.id.empty()) period.id = fmt::format("#{}", index + 1);
  row.subject = fmt::format("{}[{}]", subject, period.id);
  good = read_state_of(json, period) && good;
  good = read_dating(json, period) && good;
  bool const undated = period.dating == model::Dating::undated;
  auto from = read_day(json, "from", !undated, row.subject);
  auto to = read_day(json, "to", false, row.subject);
  if (undated && !json.find("from")) from = OpenDay{{}, {}, {{{model::earliest_fact_date()}}, {}}};
  if (undated && !json.find("to")) to = OpenDay{{}, {}, {{{model::latest_fact_date()}}, {}}};
  if (!undated && !json.find("to")) {  // nobody says when it ended
    to = OpenDay{row.subject + ".to", Blocker::Kind::missing_fact};
    to->path = r_.path_;
  }
  auto const known = [](std::optional<OpenDay> const& day) { return day && day->among.count() == 1; };
  auto const first = [](std::optional<OpenDay> const& day) { return day->among.at(0).as<model::Date>(); };
  auto const last = [](std::optional<OpenDay> const& day) {
    return day->among.at(day->among.count() - 1).as<model::Date>();
  };
  if (from && to && from->among.count() > 0 && to->among.count() > 0 && last(to) < first(from)) {
    ValueReader::Enter const enter(r_, "to");
    r_.fault(Code::ends_before_it_begins, fmt::format("ends on {}, before it begins on {}",
                                                      last(to).to_string(), first(from).to_string()));
    good = false;
  }
  good = read_certified(json, period) && good;
  if (undated && !json.find("certified")) {
    r_.fault(Code::nothing_certified, "an undated period without `certified` says nothing",
             "say what is certified, as \"240 days\"");
    good = false;
  }
  bool const dated = known(from) && known(to);
  if (known(from)) period.begin = first(from);
  if (known(to)) period.end = model::Date::from_number(first(to).number() + 1);
  // Days that are not known agree with no certificate.
  bool const otherwise = dated ? model::certified_otherwise(period) : period.certified.has_value();
  if (json.find("to") && known(to)) r_.era_ = first(to);
  good = read_attributes(json, row, otherwise) && good;
  r_.era_.reset();
  if (!good || !from || !to) return std::nullopt;
  if (!known(from)) row.begin = std::move(from);
  if (!known(to)) row.end = std::move(to);
  return row;
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
  if (auto c = a.certified->amount <=> b.certified->amount; c != 0) return c;
  if (auto c = a.besides.size() <=> b.besides.size(); c != 0) return c;
  for (std::size_t i = 0; i < a.besides.size(); ++i) {
    if (auto c = a.besides[i].unit <=> b.besides[i].unit; c != 0) return c;
    if (auto c = a.besides[i].amount <=> b.besides[i].amount; c != 0) return c;
  }
  return a.day_week <=> b.day_week;
}

bool lacks_nothing(Period const& period) {
  return std::none_of(period.attributes.begin(), period.attributes.end(),
                      [](Value const& attribute) { return attribute.absent(); });
}

}  // namespace

// Two that lack the same attribute are one only by their id: what is lacking may differ. Those with an open
// day are none of them.
void PeriodReader::drop_repeated(std::vector<Row>& rows, std::vector<std::size_t>& places) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!has_open_day(rows[i])) order.push_back(i);
  }
  auto const before = [&](std::size_t a, std::size_t b) {
    return compare_content(rows[a].period, rows[b].period) < 0;
  };
  std::stable_sort(order.begin(), order.end(), before);
  std::map<std::size_t, std::size_t> repeats;     // place of the repetition to place of the first
  std::map<std::string_view, std::size_t> by_id;  // places of those that are alike and lack an attribute
  std::size_t first = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Period const& period = rows[order[i]].period;
    if (i > 0 && compare_content(rows[order[first]].period, period) != 0) {
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
    r_.notice(Code::repeated_period,
              fmt::format("period {} repeats period {} in everything but its id; it is counted once",
                          rows[again].period.id, rows[original].period.id));
  }
  if (repeats.size() > most_told) {
    r_.notice(Code::repeated_period,
              fmt::format("{} more periods repeat others and are counted once", repeats.size() - most_told));
  }
  std::vector<Row> kept;
  std::vector<std::size_t> kept_places;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (repeats.contains(i)) continue;
    kept.push_back(std::move(rows[i]));
    kept_places.push_back(places[i]);
  }
  rows = std::move(kept);
  places = std::move(kept_places);
}

// Rows of the same days and State. Of very many no pairs are looked for: each may be the first. Of those with
// an open day the candidates are not all known yet.
void PeriodReader::link_possible_repetitions(std::vector<Row>& rows) {
  constexpr std::size_t most_compared = 64;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!has_open_day(rows[i])) order.push_back(i);
  }
  auto const compare_days = [&](std::size_t a, std::size_t b) {
    Period const &x = rows[a].period, &y = rows[b].period;
    if (auto c = x.dating <=> y.dating; c != 0) return c;
    if (auto c = x.begin <=> y.begin; c != 0) return c;
    if (auto c = x.end <=> y.end; c != 0) return c;
    return std::strong_ordering(x.state <=> y.state);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return compare_days(a, b) < 0; });
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && compare_days(order[begin], order[end]) == 0) ++end;
    bool const many = end - begin > most_compared;
    for (std::size_t i = begin + 1; i < end; ++i) {
      Row& row = rows[order[i]];
      row.too_many = many;
      if (many) {
        row.may_repeat.push_back(order[begin]);
        continue;
      }
      for (std::size_t j = begin; j < i; ++j) {
        if (may_be_one(rows[order[j]], row)) row.may_repeat.push_back(order[j]);
      }
    }
  }
}

void PeriodReader::tell_possible_repetitions(std::vector<Row> const& rows) {
  constexpr std::size_t most_named = 3;
  std::size_t told = 0;
  for (Row const& row : rows) {
    if (row.may_repeat.empty()) continue;
    if (++told > most_told) continue;
    std::vector<std::string> ids;
    for (auto const other : row.may_repeat) {
      if (ids.size() < most_named) ids.push_back(rows[other].period.id);
    }
    std::vector<std::string> missing;
    auto const lacks = [&](Row const& one) {
      for (std::size_t i = 0; i < one.stated.size(); ++i) {
        bool const stated = one.stated[i] && !one.period.attributes[i].absent();
        if (!stated && missing.size() < most_named && (!r_.touched() || r_.touched()->reads(i)))
          missing.push_back(fmt::format("{}.{}", one.subject, r_.program_.attributes[i].name));
      }
    };
    lacks(row);
    lacks(rows[row.may_repeat.front()]);
    std::string const what = missing.empty()
                                 ? "state what tells them apart"
                                 : fmt::format("state what tells them apart ({})", fmt::join(missing, ", "));
    r_.notice(
        Code::perhaps_repeated,
        fmt::format("period {} is alike in all that is stated to {}, and may be the same; {}, or remove "
                    "what repeats",
                    row.period.id, fmt::join(ids, ", "), what));
  }
  if (told > most_told) {
    r_.notice(Code::perhaps_repeated, fmt::format("{} more periods may repeat others", told - most_told));
  }
}

// Periods of one id must not share a day: they would tell two stories of it.
bool PeriodReader::one_story_per_id(std::vector<Row> const& rows, std::vector<std::size_t> const& places) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!has_open_day(rows[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    Period const &a = rows[x].period, &b = rows[y].period;
    return a.id != b.id ? a.id < b.id : a.begin < b.begin;
  });
  bool good = true;
  for (std::size_t i = 1; i < order.size(); ++i) {
    Period const& a = rows[order[i - 1]].period;
    Period const& b = rows[order[i]].period;
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
  std::vector<Row> rows;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < items.size() && !r_.faults_.full(); ++i) {
    ValueReader::Enter const enter(r_, i);
    if (auto row = read(items[i], subject, i)) {
      rows.push_back(std::move(*row));
      places.push_back(i);
    }
  }
  bool const complete = rows.size() == items.size();
  drop_repeated(rows, places);
  if (!one_story_per_id(rows, places) || !complete) return std::nullopt;
  tell_defaults(r_.path_);
  link_possible_repetitions(rows);
  tell_possible_repetitions(rows);
  bool const open = std::any_of(rows.begin(), rows.end(), [](Row const& row) {
    return row.begin || row.end || !row.may_repeat.empty();
  });
  if (!open) {
    std::vector<Period> periods;
    for (Row& row : rows) periods.push_back(std::move(row.period));
    return Value{std::make_shared<model::History const>(model::make_history(std::move(periods)))};
  }
  auto written = std::make_shared<Rows>(Rows{std::move(rows)});
  auto value = history_of(*written, [](auto const&) { return std::nullopt; });
  r_.rows_.push_back(std::move(written));
  return value;
}

std::optional<Value> read_history(ValueReader& reader, Json const& json, std::string const& subject) {
  return PeriodReader(reader).read_all(json, subject);
}

std::optional<Value> read_period(ValueReader& reader, Json const& json, std::string const& subject) {
  auto row = PeriodReader(reader).read(json, subject, 0);
  if (!row) return std::nullopt;
  if (row->begin || row->end) {
    reader.fault(Code::wrong_json_kind, "a period that is no part of a history has its days",
                 "as \"2005-06-01\"");
    return std::nullopt;
  }
  return Value{std::make_shared<Period const>(std::move(row->period))};
}

}  // namespace convenio::cases
