// A decision in the language of the reader: messages, sentences of the rules, values, citations.
// Knows the program, its translations and how a language writes numbers and days; knows no layout.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/render/words.hpp"
#include "engine/run/decision.hpp"
#include "grammar/text/locale.hpp"

namespace convenio::render {

using terms::Language;

enum class Message : std::uint16_t {
#define MESSAGE(name, ...) name,
#include "engine/render/messages.def"
};

// One for each page; not to be shared by threads.
class Speech {
 public:
  using Places = std::initializer_list<std::pair<std::string_view, std::string>>;

  Speech(core::Program const& program, Language language);
  Language language() const { return language_; }
  core::Program const& program() const { return program_; }

  std::string_view operator()(Message message) const;
  std::string operator()(Message message, Places places) const;

  // A title, question, word or sentence of the rules; as it stands where it is not translated.
  std::string text(std::string_view original) const;
  std::string sentence(run::Said const& said);

  std::string value(model::Value const& value, core::TypeId type);
  std::string state(model::StateId state);
  std::string day(model::Date date);
  std::string quantity(model::Rational const& number, model::Unit unit);
  std::string whole(std::uint64_t number);
  std::string list(std::vector<std::string> const& items) { return locale_.list(items); }
  std::string upper(std::string_view text) { return locale_.upper(text); }

  std::string status(run::Status status);
  std::string holder(Holder const& holder);
  // "Title of the text, article 7, paragraph 2"; "" for what stands outside every text.
  std::string cite(core::CitationId citation) const;
  // "Pension: Aland, old age"; the arguments alone: "Aland, old age".
  // By its title, else by its name with spaces.
  std::string called(std::string const& title, std::string const& name) const;
  std::string heading(std::string const& title, std::string const& name,
                      std::vector<core::Generator> const& generators, std::vector<model::Value> const& arguments);
  std::string arguments(std::vector<core::Generator> const& generators, std::vector<model::Value> const& arguments);

 private:
  bool in_sentences(core::TypeId type) const;
  std::string number(model::Rational const& number, unsigned least = 0);
  std::string amount(model::Amount const& amount);
  std::string share(model::Rational const& number);
  std::string enumerated(model::Enumerated const& one);

  core::Program const& program_;
  Language language_;
  text::Locale locale_;
};

}  // namespace convenio::render
