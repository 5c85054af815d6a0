// What a decision says to people, in one language and in order of weight: the page, the calculation and the letter are
// laid out from it. Knows decisions and sentences; knows no layout.
#pragma once

#include <string>
#include <vector>

#include "engine/render/sections.hpp"
#include "engine/render/speech.hpp"

namespace convenio::render {

struct Told {                // a sentence, and the article that it stands in
  std::string text;
  std::string citation = {};  // "" outside every text
};

struct ComparedRoute {
  std::string title, result;  // "granted: 312,786.29 ARS per month", "refused: 14 years of 30"
  std::string citation;
};

struct Obstacle {
  std::string route;  // the title of the one that it stands in the way of
  Told reason;
};

// One award, or a question that was answered.
struct Account {
  run::Awarded const* awarded = nullptr;
  std::string heading;            // "Pension: Aland, old age"
  std::string status;
  std::string amount, at_most;    // "319,524.52 ARS per month, 13 payments a year"; "" where none is granted
  Told ground = {};               // the route that is taken
  std::vector<Told> met;          // conditions of that route
  std::vector<Obstacle> unmet;       // where no route is taken
  std::vector<Told> steps;        // on the way to the amount
  std::vector<Told> main_steps;   // of these the amounts that it was made of, each once; the nearest to it last
  std::vector<Told> chosen;       // why it is this route of several
  std::vector<ComparedRoute> routes;  // the others that apply
  std::vector<Told> particulars;  // that are stated: "First day: 2 March 2026"
  std::vector<Told> formalities;  // those that hold of every claim: where it is filed, how long an appeal can be made
  std::vector<std::string> same_for;
};

struct Wanted {              // what the case must still say
  std::string question, named;  // "Which kind of insurance is it?", "Aland, first day: 1 March 1984 ..."; the latter may be ""
  std::string subject;          // as a case writes it, for who enters it: "history[ar-1].kind"; "" where there is no question
  std::string holder, labels;
};

struct Gap {                 // why there is no result, and for what
  std::string sentence, labels;
};

struct Report {
  std::vector<Account> accounts;
  std::vector<std::pair<std::string, Told>> answers;  // the question with those it is asked for, and the answer
  std::vector<Wanted> wanted;
  std::vector<Gap> unencoded;         // what the rules lack
  std::vector<Gap> unanswered;        // where a text is silent, or two collide
  std::vector<std::string> open;      // why further awards may arise
};

Report report(Context const& context, Speech& speech);

// Which rules, which case, which engine.
std::string made_by(Context const& context, Speech const& speech);

// Numbered steps of the route that was taken, in sentences; with the facts of the case that it used, or without.
enum class Facts : std::uint8_t { with, without };
std::vector<Told> calculation(Context const& context, Speech& speech, run::Awarded const& awarded, Facts facts = Facts::with);

void print_report(Page& page, Context const& context, Speech& speech, Report const& report);
void print_calculations(Page& page, Context const& context, Speech& speech, Report const& report);

}  // namespace convenio::render
