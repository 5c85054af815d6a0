// Decisions, who judged them, and letters. See store.hpp.
#include <fmt/format.h>

#include "engine/store/inside.hpp"

namespace convenio::store {

namespace {

constexpr char const* columns =
    "SELECT decisions.id, decisions.case_id, decisions.version, rules, engine, decisions.by, proposing.body, outcome, "
    "verdicts.by, judging.body, deviation IS NOT NULL, person FROM decisions JOIN cases ON cases.id = case_id "
    "JOIN events AS proposing ON proposing.seq = decisions.event LEFT JOIN verdicts ON verdicts.decision = decisions.id "
    "LEFT JOIN events AS judging ON judging.seq = verdicts.event";

DecisionInfo info_of(Row const& row) {
  DecisionInfo info;
  info.id = number(row.at(0));
  info.case_id = number(row.at(1));
  info.version = number(row.at(2));
  info.rules = text(row.at(3));
  info.engine = text(row.at(4));
  info.proposed_by = text(row.at(5));
  Claims claims;
  if (read_claims(text(row.at(6)), claims)) info.proposed_at = claims.at;
  info.outcome = text(row.at(7)) == "approved"   ? Outcome::approved
                 : text(row.at(7)) == "returned" ? Outcome::returned
                                                 : Outcome::proposed;
  info.judged_by = text(row.at(8));
  if (read_claims(text(row.at(9)), claims)) info.judged_at = claims.at;
  info.deviates = number(row.at(10)) != 0;
  return info;
}

std::string place_of(std::int64_t decision) { return fmt::format("decision {}", decision); }

}  // namespace

Answer Store::propose(Act const& act, Proposal const& proposal) {
  auto const request = joined({fmt::format("{}", proposal.case_id), fmt::format("{}", proposal.version), proposal.rules,
                               proposal.facts, proposal.deviation});
  return inside_->act(act, "proposed", request, [&](Writing& writing) {
    auto& database = writing.database();
    auto const key = inside_->key_of_case(proposal.case_id);
    auto const newest =
        number(database.first("SELECT max(version) FROM versions WHERE case_id = ?", {proposal.case_id})->at(0));
    if (newest != proposal.version)
      throw Refusal(Code::stale, fmt::format("case {}", proposal.case_id),
                    fmt::format("it is at version {}, and version {} was decided", newest, proposal.version));
    if (!database.first("SELECT 1 FROM releases WHERE rules = ?", {proposal.rules}))
      throw Refusal(Code::no_such_release, "release " + proposal.rules, "there is no such release");
    writing.person =
        number(database.first("SELECT person FROM cases WHERE id = ?", {proposal.case_id})->at(0));
    auto const id = writing.insert(
        "decisions", {{"case_id", proposal.case_id},
                      {"version", proposal.version},
                      {"rules", proposal.rules},
                      {"engine", checked(proposal.engine, "the version of the engine")},
                      {"by", act.by},
                      {"facts", Bytes{seal(key, "decisions.facts", proposal.facts)}},
                      {"decision", Bytes{seal(key, "decisions.decision", proposal.decision)}},
                      {"explanation", Bytes{seal(key, "decisions.explanation", proposal.explanation)}},
                      {"deviation", proposal.deviation.empty()
                                        ? Cell{}
                                        : Cell{Bytes{seal(key, "decisions.deviation", proposal.deviation)}}}});
    writing.detail("decision", id);
    writing.detail("case", proposal.case_id);
    writing.detail("version", proposal.version);
    writing.detail("release", proposal.rules);
    writing.detail("deviates", proposal.deviation.empty() ? "no" : "yes");
    writing.result = fmt::format(R"({{"decision":{},"case":{},"version":{}}})", id, proposal.case_id, proposal.version);
  });
}

Answer Store::judge(Act const& act, std::int64_t decision, Outcome outcome, std::string const& reason) {
  bool const approves = outcome == Outcome::approved;
  std::string const word = approves ? "approved" : "returned";
  return inside_->act(act, word, joined({fmt::format("{}", decision), reason}), [&](Writing& writing) {
    auto& database = writing.database();
    auto const place = place_of(decision);
    auto const row = database.first(std::string(columns) + " WHERE decisions.id = ?", {decision});
    if (!row) throw Refusal(Code::no_such_decision, place, "there is no such decision");
    auto const info = info_of(*row);
    auto const key = inside_->key_of_case(info.case_id);
    if (info.outcome != Outcome::proposed)
      throw Refusal(Code::judged, place, fmt::format("it was {} by {}", text(row->at(7)), info.judged_by));
    if (info.proposed_by == act.by)
      throw Refusal(Code::same_person, place, fmt::format("it was proposed by {}", act.by), "another person looks at it");
    auto const newest =
        number(database.first("SELECT max(version) FROM versions WHERE case_id = ?", {info.case_id})->at(0));
    if (approves && newest != info.version)
      throw Refusal(Code::outdated, place,
                    fmt::format("it is on version {} of the case, which is at version {}", info.version, newest),
                    "propose again");
    if (!approves && reason.empty()) throw Refusal(Code::no_reason, place, "it is sent back without a reason");
    writing.person = number(row->at(11));
    writing.insert("verdicts", {{"decision", decision},
                                {"outcome", word},
                                {"by", act.by},
                                {"reason", reason.empty() ? Cell{} : Cell{Bytes{seal(key, "verdicts", reason)}}}});
    writing.detail("decision", decision);
    writing.result = fmt::format(R"({{"decision":{},"outcome":"{}"}})", decision, word);
  });
}

std::vector<DecisionInfo> Store::decisions(std::int64_t case_id) {
  std::vector<DecisionInfo> found;
  inside_->keys.clear();
  inside_->database.reading([&] {
    inside_->database.each(std::string(columns) + " WHERE ?1 = 0 OR decisions.case_id = ?1 ORDER BY decisions.id", {case_id},
                           [&](Row const& row) {
                             found.push_back(info_of(row));
                             found.back().readable = inside_->key(number(row.at(11))).has_value();
                           });
  });
  return found;
}

Decision Store::decision(std::int64_t id) {
  Decision found;
  inside_->keys.clear();
  inside_->database.reading([&] {
    auto& database = inside_->database;
    auto const row = database.first(std::string(columns) + " WHERE decisions.id = ?", {id});
    if (!row)
      throw Refusal(Code::no_such_decision, place_of(id), "there is no such decision",
                    "`convenio office decisions` lists them");
    found.info = info_of(*row);
    auto const key = inside_->key_of_case(found.info.case_id);
    auto const sealed = database.first(
        "SELECT facts, decisions.decision, explanation, deviation, reason, decisions.event FROM decisions "
        "LEFT JOIN verdicts ON verdicts.decision = decisions.id WHERE decisions.id = ?",
        {id});
    auto& made = found.made;
    made.case_id = found.info.case_id;
    made.version = found.info.version;
    made.rules = found.info.rules;
    made.engine = found.info.engine;
    made.facts = inside_->opened(key, "decisions.facts", sealed->at(0));
    made.decision = inside_->opened(key, "decisions.decision", sealed->at(1));
    made.explanation = inside_->opened(key, "decisions.explanation", sealed->at(2));
    if (found.info.deviates) made.deviation = inside_->opened(key, "decisions.deviation", sealed->at(3));
    if (!bytes(sealed->at(4)).empty()) found.reason = inside_->opened(key, "verdicts", sealed->at(4));
    found.event = number(sealed->at(5));
  });
  return found;
}

Answer Store::add_letter(Act const& act, Letter const& letter) {
  auto const request = joined({fmt::format("{}", letter.decision), letter.addressee, letter.language, letter.content});
  return inside_->act(act, "letter", request, [&](Writing& writing) {
    auto const row = writing.database().first(
        "SELECT case_id, person FROM decisions JOIN cases ON cases.id = case_id WHERE decisions.id = ?", {letter.decision});
    if (!row) throw Refusal(Code::no_such_decision, place_of(letter.decision), "there is no such decision");
    auto const key = inside_->key_of_case(number(row->at(0)));
    writing.person = number(row->at(1));
    auto const id = writing.insert("letters", {{"decision", letter.decision},
                                               {"addressee", checked(letter.addressee, "the addressee")},
                                               {"language", checked(letter.language, "the language")},
                                               {"content", Bytes{seal(key, "letters", letter.content)}}});
    writing.detail("letter", id);
    writing.detail("decision", letter.decision);
    writing.result = fmt::format(R"({{"letter":{},"decision":{}}})", id, letter.decision);
  });
}

std::vector<Letter> Store::letters(std::int64_t decision) {
  std::vector<Letter> found;
  inside_->keys.clear();
  auto const row = inside_->database.first("SELECT case_id FROM decisions WHERE id = ?", {decision});
  if (!row) throw Refusal(Code::no_such_decision, place_of(decision), "there is no such decision");
  auto const key = inside_->key_of_case(number(row->at(0)));
  inside_->database.each("SELECT id, addressee, language, content FROM letters WHERE decision = ? ORDER BY id", {decision},
                         [&](Row const& one) {
                           found.push_back({number(one.at(0)), decision, text(one.at(1)), text(one.at(2)),
                                            inside_->opened(key, "letters", one.at(3))});
                         });
  return found;
}

}  // namespace convenio::store
