// What is said to people: sentences with their places, and translations.
// Knows the frame of a rule; knows no language but by its name.
#include "engine/check/elaborate/sayings.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/check/declare/codes.hpp"
#include "engine/check/elaborate/codes.hpp"
#include "engine/check/phases.hpp"
#include "engine/core/wording.hpp"

namespace convenio::check {

namespace {

constexpr std::string_view result_name = "value";

// What a sentence can show of itself.
bool speakable(core::Program const& program, TypeId id) {
  if (special(id)) return true;  // reported
  auto const& type = program.types[id];
  switch (type.kind) {
    case TypeKind::truth:
    case TypeKind::whole:
    case TypeKind::ratio:
    case TypeKind::money:
    case TypeKind::date:
    case TypeKind::quantity:
    case TypeKind::text:
    case TypeKind::state:
    case TypeKind::enumeration:
      return true;
    case TypeKind::list:
      return speakable(program, type.element) && program.types[type.element].kind != TypeKind::list;
    case TypeKind::period:
    case TypeKind::history:
    case TypeKind::record:
    case TypeKind::route:
    case TypeKind::conversion:
      return false;
  }
  return false;
}

// Where a place stands in the text as it is written; the whole text where it is not found as it reads.
Span place_in(Workspace const& ws, syntax::Text const& text, std::string_view name) {
  std::string_view const written = ws.sources.slice(text.span);
  auto const at = written.find(fmt::format("{{{}}}", name));
  if (at == std::string_view::npos) return text.span;
  auto const begin = text.span.begin + static_cast<std::uint32_t>(at) + 1;
  return {text.span.source, begin, begin + static_cast<std::uint32_t>(name.size())};
}

class Sentence {
 public:
  Sentence(Workspace& ws, syntax::Saying const& written, Lowering& lowering)
      : ws_(ws), written_(written), lowering_(lowering) {}

  core::Saying lower(TypeId result, std::uint32_t slot) {
    core::Saying saying;
    saying.text = written_.text.value;
    saying.result = slot;
    saying.condition = condition(result);
    auto const names = names_of(written_.text);
    std::set<std::string> given;
    for (auto const& place : written_.places) {
      if (!given.insert(place.name.text).second) {
        ws_.diagnostics.error(Code::duplicate_name, place.name.span,
                              fmt::format("the place {} is given twice", quoted(place.name.text)));
      } else if (std::find(names.begin(), names.end(), place.name.text) == names.end()) {
        ws_.diagnostics.error(Code::no_place, place.name.span,
                              fmt::format("the sentence has no place {}", quoted(place.name.text)),
                              fmt::format("write {} in the sentence, or leave it out", quoted("{" + place.name.text + "}")));
      } else if (place.value) {
        add(saying, place.name.text, *place.value, place.value->span);
      }
    }
    for (auto const& name : names) {
      if (given.contains(name)) continue;
      Span const where = place_in(ws_, written_.text, name);
      syntax::Reference reference;
      reference.path.parts.push_back({name, where});
      reference.path.span = where;
      add(saying, name, syntax::Expr{where, std::move(reference)}, where);
    }
    return saying;
  }

 private:
  ExprId condition(TypeId result) {
    TypeId const truth = simple(ws_.program, TypeKind::truth);
    std::vector<ExprId> all;
    if (written_.value) {
      syntax::Reference reference;
      reference.path.parts.push_back({std::string(result_name), written_.span});
      reference.path.span = written_.span;
      if (result != truth && !special(result)) {
        ws_.diagnostics.error(Code::type_mismatch, written_.text.span,
                              fmt::format("`says {}` speaks of a truth, and the rule gives {}",
                                          *written_.value ? "yes" : "no", type_name(ws_, result)),
                              "leave the word out, or write `when` and a condition");
        return none;
      }
      ExprId const value = lowering_.lower(syntax::Expr{written_.span, std::move(reference)}).id;
      all.push_back(*written_.value ? value : lowering_.emit(core::Op::not_, truth, {value}, written_.span));
    }
    if (written_.condition)
      all.push_back(lowering_.require(*written_.condition, truth, "the condition of a sentence"));
    return lowering_.all_of(all, written_.span);
  }

  std::vector<std::string> names_of(syntax::Text const& text) {
    if (!core::pieces_of(text.value)) {
      ws_.diagnostics.error(Code::no_place, text.span, "a brace of the sentence is no part of a place",
                            "a place is written `{name}`");
      return {};
    }
    return core::places_of(text.value);
  }

  void add(core::Saying& saying, std::string const& name, syntax::Expr const& written, Span where) {
    auto const value = lowering_.lower(written);
    if (!speakable(ws_.program, value.type)) {
      ws_.diagnostics.error(Code::no_place, where,
                            fmt::format("a sentence cannot show {}", type_name(ws_, value.type)),
                            "a place takes what can be told in a word: a number, an amount, a day, a State");
      return;
    }
    saying.places.push_back({name, value.id});
  }

  Workspace& ws_;
  syntax::Saying const& written_;
  Lowering& lowering_;
};

}  // namespace

std::vector<core::Saying> lower_sayings(Workspace& ws, std::vector<syntax::Saying> const& written, TypeId result,
                                        Lowering& lowering) {
  std::vector<core::Saying> all;
  if (written.empty()) return all;
  auto const slot = lowering.declare(std::string(result_name), result);
  for (auto const& one : written) all.push_back(Sentence(ws, one, lowering).lower(result, slot));
  return all;
}

// ---------------------------------------------------------------- clauses

std::string clause_saying(Workspace& ws, syntax::Text const& told) {
  auto const pieces = core::pieces_of(told.value);
  auto const places = core::places_of(told.value);
  if (pieces && places.empty()) return told.value;
  ws.diagnostics.error(Code::no_place, pieces ? place_in(ws, told, places.front()) : told.span,
                       "the sentence of a clause has no places", "say it without figures: rules tell those that a clause compares");
  return "";
}

// ---------------------------------------------------------------- records

void lower_records(Workspace& ws) {
  for (std::size_t n = 0; n < ws.records.size(); ++n) {
    auto const& told = ws.records[n].decl->says;
    if (!told) continue;
    core::Record& record = ws.program.records[n];
    if (!core::pieces_of(told->value)) {
      ws.diagnostics.error(Code::no_place, told->span, "a brace of the sentence is no part of a place",
                           "a place is written `{name}`");
      continue;
    }
    std::vector<std::string> names;
    for (auto const& field : record.fields) names.push_back(field.name);
    for (auto const& place : core::places_of(told->value)) {
      auto const at = std::find(names.begin(), names.end(), place) - names.begin();
      Span const where = place_in(ws, *told, place);
      if (at == static_cast<std::ptrdiff_t>(names.size())) {
        ws.diagnostics.error(Code::no_place, where,
                             fmt::format("record {} has no field {}", quoted(record.name), quoted(place)),
                             did_you_mean(place, names));
      } else if (TypeId const type = record.fields[static_cast<std::size_t>(at)].type; !speakable(ws.program, type)) {
        ws.diagnostics.error(Code::no_place, where,
                             fmt::format("a sentence cannot show {}", type_name(ws, type)),
                             "a place takes what can be told in a word: a number, an amount, a day, a State");
      }
    }
    record.saying = told->value;
  }
}

// ---------------------------------------------------------------- translations

namespace {

std::optional<terms::Language> language_of(Workspace& ws, syntax::Name const& name) {
  std::vector<std::string> names;
  for (auto const language : terms::languages) {
    if (language == terms::Language::english) continue;
    if (name.text == terms::name(language)) return language;
    names.emplace_back(terms::name(language));
  }
  ws.diagnostics.error(Code::unknown_name, name.span,
                       fmt::format("{} is no language into which rules are translated", quoted(name.text)),
                       did_you_mean(name.text, names));
  return std::nullopt;
}

}  // namespace

void lower_translations(Workspace& ws) {
  if (ws.translations.empty()) return;
  std::set<std::string> known;
  for (auto const& one : core::spoken(ws.program)) known.insert(one.text);
  std::map<std::pair<terms::Language, std::string>, std::pair<std::string, Span>> first;
  for (auto const& declared : ws.translations) {
    auto const language = language_of(ws, declared.decl->language);
    if (!language) continue;
    for (auto const& entry : declared.decl->entries) {
      auto const& original = entry.original.value;
      if (!known.contains(original)) {
        if (lacks_declarations(ws) || ws.diagnostics.has_errors()) continue;
        ws.diagnostics.error(Code::translates_nothing, entry.original.span, "no title, question, word or sentence says this",
                             did_you_mean(original, {known.begin(), known.end()}));
        continue;
      }
      auto const [earlier, fresh] = first.try_emplace({*language, original}, entry.translated.value, entry.original.span);
      if (!fresh) {
        // Packages that share a word may each translate it, in the same way.
        if (earlier->second.first != entry.translated.value) {
          ws.diagnostics
              .error(Code::translates_nothing, entry.translated.span,
                     fmt::format("this is translated into {} in two ways", terms::name(*language)),
                     "one text has one translation; say the two things in two ways, or translate both alike")
              .places.push_back({earlier->second.second, "the other one"});
        }
        continue;
      }
      auto const places = core::places_of(original);
      if (!core::pieces_of(entry.translated.value) || places != core::places_of(entry.translated.value)) {
        ws.diagnostics.error(Code::no_place, entry.translated.span, "the places are not those of the text that is translated",
                             places.empty() ? "it has none" : fmt::format("its places are: {}", fmt::join(places, ", ")));
        continue;
      }
      ws.program.translations.push_back(
          {ws.packages[declared.site.package].name, *language, original, entry.translated.value});
    }
  }
  std::sort(ws.program.translations.begin(), ws.program.translations.end(), [](auto const& a, auto const& b) {
    return std::pair(a.language, std::string_view(a.original)) < std::pair(b.language, std::string_view(b.original));
  });
}

}  // namespace convenio::check
