// See gaps.hpp: the days, and which of them lack a right.
#include "engine/render/gaps.hpp"

#include <algorithm>
#include <set>

#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

using core::Type;
using model::Date;
using run::Awarded;
using run::Status;

struct Spell {  // one record, and what is decided of it
  std::size_t award;
  Date first, last;
  std::optional<Date> ends;  // where its right ends sooner
  std::optional<Lack> lack;  // none: granted beyond the floor
};

class Lives {
 public:
  Lives(core::Program const& program, run::Decision const& decision, GapsAsked const& asked)
      : program_(program), decision_(decision), asked_(asked), declared_(program.awards[asked.award]) {}

  std::vector<Life> all() {
    std::vector<std::pair<std::string, std::vector<Spell>>> persons;
    auto const fields = life_fields(program_, declared_);
    if (!fields) return {};
    for (std::size_t n = 0; n < decision_.awards.size(); ++n) {
      auto const& one = decision_.awards[n];
      if (one.award != asked_.award) continue;
      auto const& record = *one.arguments.front().as<model::RecordPtr>();
      auto const& who = record.fields[fields->who].as<std::string>();
      auto const* first = std::get_if<Date>(&record.fields[fields->first].content);
      auto const* last = std::get_if<Date>(&record.fields[fields->last].content);
      if (!first || !last || *last < *first) continue;
      auto at = std::find_if(persons.begin(), persons.end(), [&](auto const& person) { return person.first == who; });
      if (at == persons.end()) at = persons.insert(at, {who, {}});
      at->second.push_back({n, *first, *last, end_of(one), lack_of(one)});
    }
    std::vector<Life> lives;
    for (auto const& [who, spells] : persons) lives.push_back(life(who, spells));
    return lives;
  }

 private:
  bool beyond(std::uint32_t route) const { return route < declared_.routes.size() && declared_.routes[route].step < asked_.floor; }

  std::optional<Lack> lack_of(Awarded const& one) const {
    switch (one.status) {
      case Status::granted:
      case Status::at_least:
        // By which route it is granted may hang on what is not known.
        if (beyond(one.route))
          return std::all_of(one.also_by.begin(), one.also_by.end(), [&](auto route) { return beyond(route); }) ? std::nullopt
                                                                                                               : std::optional<Lack>(Lack::open);
        return Lack::floor_only;
      case Status::undetermined:
        return Lack::open;
      case Status::not_encoded:
        return Lack::not_encoded;
      case Status::undefined:
      case Status::conflict:
        return Lack::silent;
      case Status::refused:
      case Status::not_applicable:
        return Lack::refused;
    }
    return Lack::refused;
  }

  std::optional<Date> end_of(Awarded const& one) const {
    for (auto const& stated : one.particulars) {
      if (stated.particular != asked_.ends_by || stated.status != Status::granted) continue;
      if (auto const* day = std::get_if<Date>(&stated.value.content)) return *day;
    }
    return std::nullopt;
  }

  // Every day between two of these is as the first.
  static std::vector<Date> turns(std::vector<Spell> const& spells) {
    std::set<std::int32_t> days;
    for (auto const& one : spells) {
      days.insert({one.first.number(), one.last.number() + 1});
      if (one.ends && one.first <= *one.ends && *one.ends < one.last) days.insert(one.ends->number() + 1);
    }
    std::vector<Date> all;
    for (auto const day : days) all.push_back(Date::from_number(day));
    return all;
  }

  static std::optional<Lack> on_day(Spell const& spell, Date day) {
    bool const ended = spell.ends && *spell.ends < day;
    bool const granted = !spell.lack || *spell.lack == Lack::floor_only;
    return ended && granted ? std::optional(Lack::ended) : spell.lack;
  }

  static Life life(std::string const& who, std::vector<Spell> const& spells) {
    Life made{who, spells.front().first, spells.front().last, 0, {}};
    auto const days = turns(spells);
    made.first = days.front();
    made.last = Date::from_number(days.back().number() - 1);
    for (std::size_t n = 0; n + 1 < days.size(); ++n) {
      Hole gap{days[n], Date::from_number(days[n + 1].number() - 1), Lack::no_record, {}};
      bool covered = false;
      for (auto const& spell : spells) {
        if (gap.first < spell.first || spell.last < gap.first) continue;
        auto const lack = on_day(spell, gap.first);
        covered = covered || !lack;
        if (!lack) continue;
        gap.lack = std::min(gap.lack, *lack);
        gap.awards.push_back(spell.award);
      }
      if (covered) {
        made.covered += gap.days();
        continue;
      }
      auto* before = made.gaps.empty() ? nullptr : &made.gaps.back();
      bool const goes_on = before && before->last.number() + 1 == gap.first.number() && before->lack == gap.lack && before->awards == gap.awards;
      if (goes_on)
        before->last = gap.last;
      else
        made.gaps.push_back(std::move(gap));
    }
    return made;
  }

  core::Program const& program_;
  run::Decision const& decision_;
  GapsAsked const& asked_;
  core::Award const& declared_;
};

}  // namespace

char const* name(Lack lack) {
  switch (lack) {
    case Lack::floor_only:
      return "floor_only";
    case Lack::open:
      return "open";
    case Lack::not_encoded:
      return "not_encoded";
    case Lack::silent:
      return "undefined";
    case Lack::ended:
      return "ended";
    case Lack::refused:
      return "refused";
    case Lack::no_record:
      return "no_record";
  }
  return "";
}

std::optional<LifeFields> life_fields(core::Program const& program, core::Award const& award) {
  if (award.generators.size() != 1) return std::nullopt;
  auto const type = element_type(program, award.generators.front());
  if (type >= program.types.size() || program.types[type].kind != Type::Kind::record) return std::nullopt;
  LifeFields found;
  found.record = program.types[type].record();
  auto const& fields = program.records[found.record].fields;
  auto const next = [&](Type::Kind kind, std::size_t from) {
    for (auto n = from; n < fields.size(); ++n) {
      if (program.types[fields[n].type].kind == kind) return n;
    }
    return fields.size();
  };
  found.who = next(Type::Kind::text, 0);
  found.place = next(Type::Kind::state, 0);
  found.first = next(Type::Kind::date, 0);
  found.last = next(Type::Kind::date, found.first + 1);
  if (std::max({found.who, found.place, found.first, found.last}) >= fields.size()) return std::nullopt;
  return found;
}

std::vector<Life> gaps_of_lives(core::Program const& program, run::Decision const& decision, GapsAsked const& asked) {
  return Lives(program, decision, asked).all();
}

}  // namespace convenio::render
