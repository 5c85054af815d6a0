// What people read of a program.
// Knows no value and no layout.
#include "engine/core/wording.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace convenio::core {

namespace {

bool names_a_place(std::string_view name) {
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !name.empty() && letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9');
  });
}

}  // namespace

std::optional<std::vector<Piece>> pieces_of(std::string_view sentence) {
  std::vector<Piece> pieces;
  while (!sentence.empty()) {
    auto const brace =
        std::find_if(sentence.begin(), sentence.end(), [](char c) { return c == '{' || c == '}'; });
    auto const open =
        brace == sentence.end() ? sentence.npos : static_cast<std::size_t>(brace - sentence.begin());
    if (open > 0) pieces.push_back({sentence.substr(0, open), false});
    if (open == std::string_view::npos) break;
    auto const close = sentence.find('}', open);
    if (sentence[open] == '}' || close == std::string_view::npos) return std::nullopt;
    pieces.push_back({sentence.substr(open + 1, close - open - 1), true});
    if (!names_a_place(pieces.back().text)) return std::nullopt;
    sentence.remove_prefix(close + 1);
  }
  return pieces;
}

std::vector<std::string> places_of(std::string_view sentence) {
  std::set<std::string> names;
  if (auto const pieces = pieces_of(sentence)) {
    for (auto const& piece : *pieces) {
      if (piece.place) names.emplace(piece.text);
    }
  }
  return {names.begin(), names.end()};
}

char const* name(Spoken::What what) {
  switch (what) {
    case Spoken::What::award:
      return "title of an award";
    case Spoken::What::route:
      return "title of a route";
    case Spoken::What::question:
      return "question";
    case Spoken::What::fact:
      return "question for a fact";
    case Spoken::What::attribute:
      return "question for an attribute of periods";
    case Spoken::What::word:
      return "word of an enumeration";
    case Spoken::What::text:
      return "title of a text";
    case Spoken::What::condition:
      return "condition of cases";
    case Spoken::What::conversion:
      return "title of a conversion";
    case Spoken::What::figure:
      return "name of a figure";
    case Spoken::What::rule:
      return "name of a rule";
    case Spoken::What::state:
      return "name of a State";
    case Spoken::What::saying:
      return "sentence of a rule";
    case Spoken::What::clause:
      return "sentence of a clause";
    case Spoken::What::reading:
      return "how a text is read";
    case Spoken::What::contradiction:
      return "contradiction";
    case Spoken::What::sentence:
      return "reason";
  }
  return "";
}

std::string in_words(Enumerator const& word) {
  return word.title.empty() ? with_spaces(word.name) : word.title;
}

std::string with_spaces(std::string_view name) {
  std::string spaced(name);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced;
}

namespace {

class Collection {
 public:
  explicit Collection(Program const& program) : p_(program) {}

  static std::string called(std::string const& title, std::string const& name) {
    return title.empty() ? with_spaces(name) : title;
  }

  std::vector<Spoken> take() {
    using What = Spoken::What;
    for (auto const& award : p_.awards) {
      add(What::award, award.package, called(award.title, award.name));
      for (auto const& one : award.particulars) add(What::award, award.package, called(one.title, one.name));
      for (auto const& route : award.routes) add(What::route, package_of(route.citation, award.package), called(route.title, route.name));
    }
    for (auto const& question : p_.questions) add(What::question, question.package, called(question.title, question.name));
    for (auto const& fact : p_.facts) add(What::fact, fact.package, fact.question);
    for (auto const& attribute : p_.attributes) add(What::attribute, "", attribute.question);
    for (auto const& enumeration : p_.enumerations) {
      for (auto const& word : enumeration.values) add(What::word, word.package, in_words(word));
    }
    for (auto const& text : p_.texts) add(What::text, text.package, text.title);
    for (auto const* conditions : {&p_.impossibles, &p_.remarks}) {
      for (auto const rule : *conditions) add(What::condition, p_.rules[rule].package, p_.rules[rule].title);
    }
    for (auto const& conversion : p_.conversions) add(What::conversion, conversion.package, conversion.title);
    for (auto const& record : p_.records) add(What::saying, record.package, record.saying);
    for (auto const& state : p_.states) add(What::state, "", state.title);
    for (auto const& rule : p_.rules) {
      if (is_told_by_name(rule)) add(What::rule, package_of(rule.citation, rule.package), with_spaces(rule.name));
      sayings(rule.package, rule.sayings);
      for (auto const& part : rule.parts) sayings(package_of(part.citation, rule.package), part.sayings);
      for (auto const& one : rule.exceptions) sayings(package_of(one.citation, rule.package), one.sayings);
    }
    for (auto const& constant : p_.constants) {
      if (auto const* words = std::get_if<std::string>(&constant.content)) add(What::sentence, "", *words);
    }
    for (auto const& sentence : p_.sentences) add(What::sentence, "", sentence);
    for (auto const& precedence : p_.precedences) {
      add(What::sentence, precedence.package, precedence.reason);
      for (auto const& clause : precedence.clauses) add(What::clause, package_of(clause.citation, precedence.package), clause.saying);
    }
    for (auto const& text : p_.texts) contradictions(text.package, text.contradictions);
    for (auto const& citation : p_.citations) readings(citation);
    for (auto const& table : p_.tables) {
      add(What::figure, table.package, table.title.empty() ? with_spaces(table.name) : table.title);
      for (auto const& row : table.rows) add(What::sentence, table.package, row.gap);
    }
    return std::move(found_);
  }

 private:
  std::string const& package_of(CitationId citation, std::string const& otherwise) const {
    auto const text = citation == none ? TextId(none) : p_.citations[citation].text;
    return text == none ? otherwise : p_.texts[text].package;
  }
  // In a calculation: what gives an amount, a number or a day and has no sentence. What an open rule says depends on
  // which packages are there.
  bool is_told_by_name(Rule const& rule) const {
    bool const says = !rule.sayings.empty() ||
                      std::any_of(rule.exceptions.begin(), rule.exceptions.end(), [](Exception const& one) { return !one.sayings.empty(); });
    if (says || rule.open || rule.type == none || rule.name.find(' ') != std::string::npos) return false;
    if (rule.body != none) {
      auto const op = p_.expressions[rule.body].op;
      if (op == Op::not_encoded || op == Op::undefined) return false;
    }
    switch (p_.types[rule.type].kind) {
      case Type::Kind::money:
      case Type::Kind::ratio:
      case Type::Kind::quantity:
      case Type::Kind::whole:
      case Type::Kind::date:
      case Type::Kind::state:
      case Type::Kind::enumeration:
        return true;
      case Type::Kind::truth:
      case Type::Kind::text:
      case Type::Kind::period:
      case Type::Kind::history:
      case Type::Kind::list:
      case Type::Kind::record:
      case Type::Kind::route:
      case Type::Kind::conversion:
        return false;
    }
    return false;
  }
  void sayings(std::string const& package, std::vector<Saying> const& all) {
    for (auto const& one : all) add(Spoken::What::saying, package, one.text);
  }
  void contradictions(std::string const& package, std::vector<Contradiction> const& all) {
    for (auto const& one : all) {
      add(Spoken::What::contradiction, package, one.sides);
      add(Spoken::What::contradiction, package, one.resolution);
    }
  }
  void readings(Citation const& citation) {
    std::string const package = citation.text == none ? "" : p_.texts[citation.text].package;
    contradictions(package, citation.contradictions);
    for (auto const reading : citation.interpretations) add(Spoken::What::reading, package, p_.interpretations[reading].text);
  }
  void add(Spoken::What what, std::string const& package, std::string const& text) {
    if (!text.empty() && seen_.emplace(package, text).second) found_.push_back({what, package, text});
  }

  Program const& p_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<Spoken> found_;
};

}  // namespace

std::vector<Spoken> spoken(Program const& program) { return Collection(program).take(); }

std::string_view in_language(Program const& program, std::string_view text, terms::Language language) {
  if (language == terms::Language::english) return text;
  auto const& all = program.translations;
  auto const key = std::pair(language, text);
  auto const at = std::lower_bound(all.begin(), all.end(), key, [](Translation const& one, auto const& wanted) {
    return std::pair(one.language, std::string_view(one.original)) < wanted;
  });
  bool const found = at != all.end() && at->language == language && at->original == text;
  return found ? std::string_view(at->translated) : text;
}

}  // namespace convenio::core
