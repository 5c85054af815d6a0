// The words of a decision: statuses, reasons, questions, citations, values for people to read.
// Knows the program and the decision's parts; knows no layout.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/decision.hpp"

namespace convenio::render {

std::string_view status_in_words(run::Status status);  // "the text is silent" for undefined
int rank(run::Status status);  // those that matter most come first
std::string_view kind_in_words(model::Blocker::Kind kind);
std::string_view because_in_words(run::Because because);  // "two of its values give two results"
bool asks_for_a_fact(model::Blocker::Kind kind);  // the case could settle it

// The question that the program asks for the fact that a blocker names; "" if it names none.
std::string question_of(core::Program const& program, std::string const& subject);

// Who holds the fact that a blocker names, where its declaration says so.
struct Holder {
  std::string word, title;  // "institution", "the institution"
  std::string state;        // "BR", or ""
  std::string form, within; // by which it is asked for, and how long the holder has; or ""
};
std::optional<Holder> holder_of(core::Program const& program, std::string const& subject);
// "the institution of Aland (AL)"
std::string holder_in_words(core::Program const& program, Holder const& holder);
// As it is declared: "the institution of S"; "" where nothing is said.
std::string holder_in_words(core::Program const& program, core::HeldBy const& held,
                            std::vector<core::Parameter> const& parameters = {});

// "Title of the text, article 7"; "" for what stands outside every text.
std::string cite(core::Program const& program, core::CitationId citation);

// The title of the text in which an interpretation stands; "" for one outside every text.
std::string where_of(core::Program const& program, std::uint32_t interpretation);

// A value for people: exact, and with its decimals where the exact one is a fraction.
std::string value_in_words(core::Program const& program, model::Value const& value, core::TypeId type);
// "Title (CODE)" of a state, or the enumerator's own words; otherwise as value_in_words.
std::string argument_in_words(core::Program const& program, model::Value const& value, core::TypeId type);
// "Pension: Title (CODE), old age" from title or name and arguments.
std::string heading_of(core::Program const& program, std::string const& title, std::string const& name,
                       std::vector<core::Generator> const& generators,
                       std::vector<model::Value> const& arguments);
core::TypeId element_type(core::Program const& program, core::Generator const& generator);

std::string type_in_words(core::Program const& program, core::TypeId type);
std::string state_in_words(core::Program const& program, model::StateId state);  // "Title (CODE)"
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
std::string last_day(model::Date end);  // of a half-open range

}  // namespace convenio::render
