// See contents.hpp.
#include "engine/api/contents.hpp"

#include <algorithm>

namespace convenio::api {

namespace {

using model::none;

std::string key_in_words(core::Program const& program, core::Key const& key, core::TypeId type) {
  using Kind = core::Key::Kind;
  auto const low = [&] { return core::to_string(program, key.low, type); };
  auto const high = [&] { return core::to_string(program, key.high, type); };
  switch (key.kind) {
    case Kind::value:
      return low();
    case Kind::range:
      return low() + " to " + high();
    case Kind::range_below:
      return low() + " below " + high();
    case Kind::from:
      return "from " + low();
    case Kind::until:
      return "until " + high();
    case Kind::below:
      return "below " + high();
    case Kind::any:
      return "any";
  }
  return "";
}

// The last day for which a table answers, by what its other keys say: each State, branch or the like has its
// own.
// As it was known on the day, where one is chosen.
std::map<std::string, model::Date> horizons(core::Program const& program, core::Table const& table,
                                            std::optional<model::Date> on) {
  std::map<std::string, model::Date> last;
  for (auto const& row : table.rows) {
    bool const known = !on || !row.enacted || *row.enacted <= *on;
    if (!row.known_to || !known) continue;
    std::string words;
    for (std::size_t n = 0; n < row.keys.size() && n < table.keys.size(); ++n) {
      if (program.types[table.keys[n].type].kind == core::Type::Kind::date) continue;
      words += (words.empty() ? "" : ", ") + key_in_words(program, row.keys[n], table.keys[n].type);
    }
    auto const [place, fresh] = last.try_emplace(words, *row.known_to);
    if (!fresh && place->second < *row.known_to) place->second = *row.known_to;
  }
  return last;
}

class Gathering {
 public:
  Gathering(core::Program const& program, Chosen const& chosen) : p_(program), chosen_(chosen) {
    out_.narrowed = !chosen.states.empty() || !chosen.branches.empty() || !chosen.packages.empty();
  }

  Contents run() {
    out_.asked = asked_of_cases(p_, chosen_, chosen_.branches.empty());
    packages();
    texts();
    awards();
    figures();
    facts();
    words();
    return std::move(out_);
  }

 private:
  bool shown(core::CitationId citation, std::string const& package) const {
    bool const cited = citation < p_.citations.size() && p_.citations[citation].text != none;
    auto const& own = cited ? p_.texts[p_.citations[citation].text].package : package;
    return is_of(own, chosen_) && concerns(p_, citation, package, chosen_);
  }

  void packages() {
    for (auto const& package : p_.packages) {
      bool const there = !out_.narrowed || concerns(p_, core::CitationId(none), package, chosen_);
      if (is_of(package, chosen_) && there) out_.packages.push_back(package);
    }
  }

  void texts() {
    for (core::TextId id = 0; id < p_.texts.size(); ++id) {
      auto const& text = p_.texts[id];
      // A regulation has the parties of its agreement; by a day alone it is not left out.
      bool const kept = text.kind == core::LegalText::Kind::regulation && !out_.narrowed;
      if (is_of(text.package, chosen_) && (kept || concerns(p_, id, chosen_))) out_.texts.push_back(id);
    }
  }

  bool claimed(core::Award const& award) const {
    if (chosen_.branches.empty()) return true;
    auto const facts = claiming_facts(p_);
    return std::any_of(award.generators.begin(), award.generators.end(), [&](auto const& one) {
      auto const& source = p_.expressions[one.source];
      return source.op == core::Op::fact && facts.contains(source.fact());
    });
  }

  void awards() {
    for (std::uint32_t n = 0; n < p_.awards.size(); ++n) {
      auto const& award = p_.awards[n];
      if (!claimed(award)) continue;
      std::vector<std::uint32_t> routes;
      for (std::uint32_t r = 0; r < award.routes.size(); ++r) {
        auto const& route = award.routes[r];
        if (shown(route.citation, award.package) && may_fit(p_, route.patterns, chosen_)) routes.push_back(r);
      }
      if (!routes.empty() || shown(award.citation, award.package)) out_.awards[n] = std::move(routes);
    }
    for (std::uint32_t n = 0; n < p_.questions.size(); ++n) {
      auto const& question = p_.questions[n];
      if (chosen_.branches.empty() && shown(question.citation, question.package)) out_.questions.push_back(n);
    }
  }

  // The last day for which a table answers, as far as is known on the day; none where it says none.
  void figures() {
    for (std::uint32_t n = 0; n < p_.tables.size(); ++n) {
      auto const& table = p_.tables[n];
      // A figure that has run out is told with its day: the validity of articles is not asked.
      Chosen undated = chosen_;
      undated.on.reset();
      if (!is_of(table.package, chosen_) || !concerns(p_, table.citation, table.package, undated)) continue;
      auto const last = horizons(p_, table, chosen_.on);
      bool const alike = std::all_of(last.begin(), last.end(),
                                     [&](auto const& one) { return one.second == last.begin()->second; });
      for (auto const& [keys, day] : last) {
        out_.running_out.push_back({day, n, alike ? "" : keys});
        if (alike) break;
      }
      auto const figure = [](core::Row const& row) { return row.value != none; };
      auto const open = [&](core::Row const& row) { return figure(row) && row.checked.empty(); };
      auto const all = std::count_if(table.rows.begin(), table.rows.end(), figure);
      auto const unchecked = std::count_if(table.rows.begin(), table.rows.end(), open);
      if (unchecked > 0)
        out_.unchecked.push_back({n, static_cast<std::size_t>(unchecked), static_cast<std::size_t>(all)});
    }
    std::stable_sort(out_.running_out.begin(), out_.running_out.end(),
                     [](auto const& a, auto const& b) { return a.day < b.day; });
  }

  // Of a package are what it declares and what it asks.
  bool asked_here(std::map<std::uint32_t, Askers> const& asked, std::uint32_t id,
                  std::string const& package) const {
    auto const found = asked.find(id);
    if (found == asked.end()) return false;
    return chosen_.packages.empty() || chosen_.packages.contains(package) ||
           std::any_of(found->second.begin(), found->second.end(),
                       [&](auto const& one) { return chosen_.packages.contains(one); });
  }

  void facts() {
    for (std::uint32_t n = 0; n < p_.facts.size(); ++n) {
      if (!out_.narrowed || asked_here(out_.asked.facts, n, p_.facts[n].package)) out_.facts.push_back(n);
    }
    for (std::uint32_t n = 0; n < p_.attributes.size(); ++n) {
      if (!out_.narrowed || asked_here(out_.asked.attributes, n, "")) out_.attributes.push_back(n);
    }
  }

  void words_of(core::TypeId id) {
    auto const& type = p_.types[id];
    if (type.kind == core::Type::Kind::enumeration) out_.enumerations.insert(type.id);
    if (type.kind == core::Type::Kind::list) words_of(type.element);
    if (type.kind != core::Type::Kind::record || !out_.records.insert(type.id).second) return;
    for (auto const& field : p_.records[type.id].fields) words_of(field.type);
  }

  void words() {
    if (!out_.narrowed) {
      for (std::uint32_t n = 0; n < p_.states.size(); ++n) out_.states.push_back(n);
      for (std::uint32_t n = 0; n < p_.enumerations.size(); ++n) out_.enumerations.insert(n);
      for (std::uint32_t n = 0; n < p_.records.size(); ++n) out_.records.insert(n);
      return;
    }
    std::set<std::uint32_t> states(chosen_.states.begin(), chosen_.states.end());
    for (auto const id : out_.texts) {
      auto const& text = p_.texts[id];
      if (!chosen_.states.empty()) break;
      if (text.state != none) states.insert(text.state);
      for (auto const& party : text.parties) states.insert(party.state);
    }
    out_.states.assign(states.begin(), states.end());
    for (auto const id : out_.facts) {
      words_of(p_.facts[id].type);
      for (auto const& parameter : p_.facts[id].parameters) words_of(parameter.type);
    }
    for (auto const id : out_.attributes) words_of(p_.attributes[id].type);
  }

  core::Program const& p_;
  Chosen const& chosen_;
  Contents out_;
};

}  // namespace

Contents contents_of(core::Program const& program, Chosen const& chosen) {
  return Gathering(program, chosen).run();
}

}  // namespace convenio::api
