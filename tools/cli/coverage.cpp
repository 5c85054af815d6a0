// convenio coverage: what of the rules people can read, in sentences and in which languages, package by package.
// Knows texts and sentences; decides nothing.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/core/wording.hpp"
#include "grammar/text/json_writer.hpp"
#include "grammar/text/locale.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

using terms::Language;

struct Lacking {
  std::string what, text;
};

struct Covered {
  std::size_t rules = 0, told = 0;        // that give a truth or an amount, and clauses of orders; with a sentence
  std::size_t texts = 0;                  // that can be translated
  std::map<Language, std::size_t> translated;
  std::vector<std::string> silent;        // rules without a sentence
  std::map<Language, std::vector<Lacking>> untranslated;
};

class Survey {
 public:
  explicit Survey(core::Program const& program) : p_(program) {}

  std::map<std::string, Covered> take() {
    for (auto const& rule : p_.rules) look_at(rule);
    for (auto const& one : p_.precedences) {
      for (auto const& clause : one.clauses) count(clause.citation, clause.name, !clause.saying.empty(), one.package);
    }
    for (auto const& one : core::spoken(p_)) look_at(one);
    return std::move(found_);
  }

 private:
  // The package of the text that it stands in; "" outside every text.
  std::string package_of(core::CitationId citation) const {
    auto const text = citation == model::none ? core::TextId(model::none) : p_.citations[citation].text;
    return text == model::none ? "" : p_.texts[text].package;
  }

  void count(core::CitationId citation, std::string const& name, bool told, std::string const& otherwise = "") {
    auto package = package_of(citation);
    if (package.empty()) package = otherwise;
    if (package.empty()) return;
    auto& covered = found_[package];
    ++covered.rules;
    if (told)
      ++covered.told;
    else
      covered.silent.push_back(citation == model::none ? name : fmt::format("{} ({})", name, core::to_string(p_, citation)));
  }

  // Whether what an expression gives is told by rules that it asks, or says for itself what it is: then a sentence of
  // its own would hide theirs.
  bool passes_on(core::ExprId id) {
    using core::Op;
    auto const& e = p_.expressions[id];
    auto const all_from = [&](std::uint32_t first) {
      for (std::uint32_t n = first; n < e.child_count; ++n)
        if (!passes_on(p_.child(id, n))) return false;
      return true;
    };
    if (e.op == Op::call) return speaks(p_.rules[e.rule()], e.rule());
    if (e.op == Op::and_ || e.op == Op::or_ || e.op == Op::not_) return all_from(0);
    if (e.op == Op::if_ || e.op == Op::match || e.op == Op::let_ || e.op == Op::in_force) return all_from(1);
    return e.op == Op::constant || e.op == Op::local || e.op == Op::fact || e.op == Op::undefined || e.op == Op::not_encoded;
  }
  bool passes_on(core::ExprId body, std::vector<core::Version> const& versions) {
    if (body != model::none) return passes_on(body);
    return !versions.empty() && std::all_of(versions.begin(), versions.end(), [&](core::Version const& one) { return passes_on(one.body); });
  }

  bool speaks(core::Rule const& rule, core::RuleId id) {
    if (auto const known = speaking_.find(id); known != speaking_.end()) return known->second;
    bool const all_parts = std::all_of(rule.parts.begin(), rule.parts.end(), [&](core::Part const& one) {
      return !one.sayings.empty() || passes_on(one.body, one.versions);
    });
    bool const own = rule.body == model::none && rule.versions.empty() ? !rule.parts.empty() : passes_on(rule.body, rule.versions);
    return speaking_[id] = !rule.sayings.empty() || (own && all_parts);
  }

  void look_at(core::Rule const& rule) {
    if (rule.type == model::none) return;
    auto const kind = p_.types[rule.type].kind;
    if (kind != core::Type::Kind::truth && kind != core::Type::Kind::money) return;
    bool const named = rule.name.find(' ') == std::string::npos;  // what a text applies to has no name of its own
    if (!rule.open && named) count(rule.citation, rule.name, !rule.sayings.empty() || passes_on(rule.body, rule.versions));
    for (auto const& part : rule.parts)
      count(part.citation, rule.name, !part.sayings.empty() || passes_on(part.body, part.versions));
    for (auto const& one : rule.exceptions) count(one.citation, one.name, !one.sayings.empty() || passes_on(one.body));
  }

  void look_at(core::Spoken const& one) {
    if (one.what == core::Spoken::What::state && is_known_country(one.text)) return;
    auto& covered = found_[one.package];
    ++covered.texts;
    for (auto const language : terms::languages) {
      if (language == Language::english) continue;
      bool const translated = std::any_of(p_.translations.begin(), p_.translations.end(), [&](auto const& other) {
        return other.language == language && other.original == one.text;
      });
      if (translated)
        ++covered.translated[language];
      else
        covered.untranslated[language].push_back({core::name(one.what), one.text});
    }
  }

  // By its code: then its name in other languages is known without the rules.
  bool is_known_country(std::string const& title) const {
    text::Locale const english(terms::code(Language::english));
    return std::any_of(p_.states.begin(), p_.states.end(), [&](core::State const& one) {
      return one.title == title && english.country(one.code) == title;
    });
  }

  core::Program const& p_;
  std::map<std::string, Covered> found_;
  std::map<core::RuleId, bool> speaking_;
};

std::string share(std::size_t part, std::size_t whole) { return fmt::format("{} of {}", part, whole); }

std::string as_text(std::map<std::string, Covered> const& found, bool list) {
  std::string text = fmt::format("{:<22} {:>14}", "package", "with sentences");
  for (auto const language : terms::languages) {
    if (language != Language::english) text += fmt::format(" {:>12}", terms::name(language));
  }
  text += "\n";
  for (auto const& [package, covered] : found) {
    text += fmt::format("{:<22} {:>14}", package.empty() ? "(reasons)" : package, share(covered.told, covered.rules));
    for (auto const language : terms::languages) {
      if (language == Language::english) continue;
      auto const at = covered.translated.find(language);
      text += fmt::format(" {:>12}", share(at == covered.translated.end() ? 0 : at->second, covered.texts));
    }
    text += "\n";
    if (!list) continue;
    for (auto const& rule : covered.silent) text += fmt::format("  no sentence: {}\n", rule);
    for (auto const& [language, all] : covered.untranslated) {
      for (auto const& one : all) text += fmt::format("  not in {}, {}: {}\n", terms::name(language), one.what, text::printable(one.text));
    }
  }
  return text;
}

std::string as_json(std::map<std::string, Covered> const& found) {
  text::JsonWriter json(true);
  json.begin_object().member("format", "convenio-coverage-1").key("packages").begin_array();
  for (auto const& [package, covered] : found) {
    json.begin_object().member("package", package);
    json.key("rules").number(covered.rules);
    json.key("with_sentences").number(covered.told);
    json.key("silent").begin_array();
    for (auto const& rule : covered.silent) json.string(rule);
    json.end_array();
    json.key("texts").number(covered.texts);
    json.key("languages").begin_array();
    for (auto const language : terms::languages) {
      if (language == Language::english) continue;
      auto const at = covered.translated.find(language);
      json.begin_object().member("language", terms::code(language));
      json.key("translated").number(at == covered.translated.end() ? 0 : at->second);
      json.key("lacking").begin_array();
      if (auto const lacking = covered.untranslated.find(language); lacking != covered.untranslated.end()) {
        for (auto const& one : lacking->second) json.begin_object().member("what", one.what).member("text", one.text).end_object();
      }
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

}  // namespace

Exit coverage(Options const& options, CoverageOptions const& asked) {
  if (asked.articles) return coverage_of_articles(options, asked);
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done) return exit;
  auto found = Survey(rules.inside().program).take();
  if (!options.packages.empty()) {
    std::erase_if(found, [&](auto const& one) {
      return std::find(options.packages.begin(), options.packages.end(), one.first) == options.packages.end();
    });
  }
  out(asked.json ? as_json(found) : as_text(found, asked.list));
  return Exit::done;
}

}  // namespace convenio::cli
