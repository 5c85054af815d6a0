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

// What is said of an award besides what it grants.
struct Stated {
  std::string name, title, text;
  std::string citation = {};
  model::Value const* value = nullptr;  // null: open, and the text says why
  std::string status = {};              // of one that is open, without the reason
};

// One award.
struct Account {
  run::Awarded const* awarded = nullptr;
  bool in_money = true;           // what it grants
  std::string heading;            // "Pension: Aland, old age"
  std::string name;               // what sets it apart from its like: "Anna, Aland"
  bool several = false;           // of a group of awards: there are more than one
  bool in_heading = false;        // what it grants stands there
  std::string status;
  std::string amount, at_most;    // "319,524.52 ARS per month, 13 payments a year"; "" where none is granted
  Told ground = {};               // the route that is taken
  std::vector<Told> met;          // conditions of that route
  std::vector<Obstacle> unmet;       // where no route is taken
  std::vector<Told> steps;        // on the way to the amount
  std::vector<Told> main_steps;   // of these the amounts that it was made of, each once; the nearest to it last
  std::vector<Told> chosen;       // why it is this route of several
  std::vector<ComparedRoute> routes;  // the others that apply
  std::size_t beside = 0;             // and how many are open under texts of States that the case does not name
  std::string step;                   // of an award in steps: the one that the taken route stands at
  std::vector<ComparedRoute> earlier;  // what steps before it came to
  std::vector<Stated> particulars;    // of an award in money only those that are stated
  std::vector<std::string> unanswered;  // titles of those that no text answers
  std::vector<std::string> hanging;     // titles of those that hang on which route it is,
  std::string hangs_on;                 // as these facts turn out
  std::vector<std::string> also_by;     // titles of the other routes that it can be
  std::vector<Told> contradictions;   // in the article of the taken route
  std::vector<Stated> formalities;    // those that hold of every claim: where it is filed, how long an appeal can be made
  std::vector<std::string> same_for;
};

struct Wanted {              // what the case must still say
  std::string question, named;  // "Which kind of insurance is it?", "Aland, first day: 1 March 1984 ..."; the latter may be ""
  std::string subject;          // as a case writes it, for who enters it: "history[ar-1].kind"; "" where there is no question
  std::string holder, labels;
  std::vector<std::string> waits;  // what `labels` lists
  bool for_award = false;          // not for questions alone
};

struct Gap {                 // why there is no result, and for what
  std::string sentence, labels;
};

// Awards of one kind over a list of records, one a row.
struct Overview {
  std::string title;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
};

struct Report {
  std::vector<Account> accounts;
  std::vector<Overview> overviews;    // of awards that are not in money, where there are several of a kind
  std::vector<std::pair<std::string, Told>> answers;  // the question with those it is asked for, and the answer
  std::vector<Wanted> wanted;
  std::vector<Gap> unencoded;         // what the rules lack
  std::vector<Gap> unanswered;        // where a text is silent, or two collide
  std::vector<std::string> open;      // why further awards may arise
};

Report report(Context const& context, Speech& speech);

// Accounts that say the same of several, told once.
std::vector<Account> grouped(Speech& speech, core::Program const& program, std::vector<Account> const& accounts);

// Awards first, and each question once for all that it is asked of.
std::vector<Wanted> asked_once(std::vector<Wanted> all);

// overview.cpp, as the two above. Fields of the record that an award runs over by which its awards are told apart; none where it runs over no
// record.
struct Apart {
  model::RecordId record = model::none;
  std::vector<std::size_t> fields;
};
Apart told_apart(core::Program const& program, std::vector<run::Awarded> const& all, model::AwardId award);
// "Anna, Aland".
std::string short_name(Speech& speech, Apart const& apart, run::Awarded const& awarded);
std::vector<Overview> overviews(Speech& speech, std::vector<run::Awarded> const& all, std::vector<Account> const& accounts);

// What papers must say: of each granted record with a particular `document` for whom and where, from when to when, and who pays.
std::vector<Overview> papers(Speech& speech, std::vector<Account> const& accounts);

// Why a value is absent, in a sentence: the questions of facts that it waits for, what a text lacks.
std::string why_open(Speech& speech, run::Status status, std::vector<model::Blocker> const& blockers);
// Why a route is refused: the conditions that are not met.
std::vector<Told> unmet_of(Context const& context, Speech& speech, run::NodeId route);

// Which rules, which case, which engine.
std::string made_by(Context const& context, Speech const& speech);

// Numbered steps of the route that was taken, in sentences; with the facts of the case that it used, or without.
enum class Facts : std::uint8_t { with, without };
std::vector<Told> calculation(Context const& context, Speech& speech, run::Awarded const& awarded, Facts facts = Facts::with);

void print_report(Page& page, Context const& context, Speech& speech, Report const& report);
void print_calculations(Page& page, Context const& context, Speech& speech, Report const& report);
// The interpretations that it rests on, and where its texts contradict each other.
void print_readings(Page& page, Context const& context, Speech& speech);

}  // namespace convenio::render
