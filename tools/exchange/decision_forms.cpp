// The forms that tell decisions: a document for each State, and the summary for the person. See
// decisions.hpp.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/csv.hpp"
#include "tools/exchange/decisions.hpp"

namespace convenio::exchange::decisions {

namespace {

constexpr std::string_view nothing_stated = "not stated";

std::string with_blanks(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

void put_if(Json& to, std::string_view key, std::string const& text) {
  if (!text.empty()) put(to, key, text_of(text));
}

Json texts(std::vector<std::string> const& all) {
  Json out = list();
  for (auto const& one : all) std::get<Json::Items>(out.content).push_back(text_of(one));
  return out;
}

// What the case itself says of a day, where it is known.
std::string day_in(Json const& of_case, std::string_view fact) {
  auto const text = text_at(member(&of_case, "facts"), fact);
  return text && model::Date::parse(*text) ? *text : "";
}

// Names of the person, as a document that the case was made from has them.
std::string name_in(Json const& of_case, std::string_view key) {
  for (auto const& one : items_at(member(&of_case, "exchange"), "documents"))
    if (auto const text = text_at(member(&one, "person"), key)) return *text;
  return "";
}

// The envelope of a State, as the documents have it.
Json envelope_of(Json const& of_case, std::string const& state) {
  Json all = list();
  for (auto const& document : items_at(member(&of_case, "exchange"), "documents")) {
    for (auto const& one : items_at(&document, "references")) {
      if (text_at(&one, "state") != state) continue;
      Json reference = object();
      put(reference, "land", text_of(state));
      put_if(reference, "institusjonsid", text_at(&one, "institution").value_or(""));
      put_if(reference, "institusjonsnavn", text_at(&one, "institution_name").value_or(""));
      put_if(reference, "saksnummer", text_at(&one, "number").value_or(""));
      std::get<Json::Items>(all.content).push_back(std::move(reference));
    }
  }
  return all;
}

Json decision_row(Told const& told) {
  Json row = object();
  put_if(row, "type", told.type);
  put_if(row, "resultat", told.outcome);
  put_if(row, "virkningsdato", told.first_day);
  if (!told.amount.empty()) {
    Json& calculation = put(row, "beregning", list());
    Json one = object();
    if (!told.first_day.empty()) put(put(one, "periode", object()), "fom", text_of(told.first_day));
    put(put(one, "beloepBrutto", object()), "beloep", text_of(told.amount));
    put_if(one, "valuta", told.currency);
    put_if(one, "utbetalingshyppighet", told.frequency);
    std::get<Json::Items>(calculation.content).push_back(std::move(one));
  }
  if (!told.refusals.empty()) {
    Json& refusals = put(row, "avslagbegrunnelse", list());
    for (auto const& code : told.refusals) {
      Json one = object();
      put(one, "begrunnelse", text_of(code));
      std::get<Json::Items>(refusals.content).push_back(std::move(one));
    }
  }
  return row;
}

}  // namespace

std::string as_documents(Map const& map, Json const& of_case, std::vector<Told> const& all,
                         Findings& findings) {
  std::map<std::string, std::vector<Told const*>> by_state;
  for (auto const& told : all) by_state[told.state].push_back(&told);
  auto const decided = day_in(of_case, "decision_date");
  Json out = list();
  for (auto const& [state, awards] : by_state) {
    Json document = object();
    put_if(document, "sed", text_at(&map.root(), "sed").value_or(""));
    put_if(document, "sedGVer", text_at(&map.root(), "major").value_or(""));
    put_if(document, "sedVer", text_at(&map.root(), "minor").value_or(""));
    Json& nav = put(document, "nav", object());
    auto envelope = envelope_of(of_case, state);
    if (envelope.items().empty())
      findings.add(Code::not_stated, "",
                   fmt::format("{}: its institution, and the number of its file", state));
    else
      put(nav, "eessisak", std::move(envelope));
    Json person = object();
    put_if(person, "fornavn", name_in(of_case, "given_name"));
    put_if(person, "etternavn", name_in(of_case, "family_name"));
    put_if(person, "foedselsdato", day_in(of_case, "birth"));
    put(put(nav, "bruker", object()), "person", std::move(person));
    Json& pension = put(document, "pensjon", object());
    Json& rows = put(pension, "vedtak", list());
    for (auto const* told : awards) std::get<Json::Items>(rows.content).push_back(decision_row(*told));
    findings.add(
        Code::not_stated, "/pensjon/vedtak",
        fmt::format("{}: on which basis, and the article by its code", state),
        "the decision cites its articles in words: convenio explain");
    if (decided.empty())
      findings.add(Code::not_stated, "/pensjon/tilleggsinformasjon/dato",
                   fmt::format("{}: the day of the decision", state));
    else
      put(put(pension, "tilleggsinformasjon", object()), "dato", text_of(decided));
    std::get<Json::Items>(out.content).push_back(std::move(document));
  }
  return written(out);
}

std::string as_summary(Json const& of_case, std::vector<Told> const& all, Findings& findings) {
  Json out = object();
  put(out, "format", text_of("convenio-summary-1"));
  put(out, "case", text_of(text_at(&of_case, "id").value_or("")));
  put_if(out, "given_name", name_in(of_case, "given_name"));
  put_if(out, "family_name", name_in(of_case, "family_name"));
  put_if(out, "birth", day_in(of_case, "birth"));
  put_if(out, "decision_date", day_in(of_case, "decision_date"));
  Json& rows = put(out, "decisions", list());
  for (auto const& told : all) {
    Json row = object();
    put(row, "state", text_of(told.state));
    put_if(row, "branch", told.branch);
    put(row, "award", text_of(told.label));
    put(row, "status", text_of(told.status));
    put_if(row, "outcome", told.outcome);
    put_if(row, "amount", told.amount);
    put_if(row, "currency", told.currency);
    put_if(row, "per", told.per);
    put_if(row, "payments_a_year", told.payments);
    put_if(row, "frequency", told.frequency);
    put_if(row, "first_day", told.first_day);
    put_if(row, "institution", told.institution);
    put_if(row, "review_to", told.review_to);
    put_if(row, "review_within", told.review_within);
    if (!told.legal_basis.empty()) put(row, "legal_basis", texts(told.legal_basis));
    if (!told.refusals.empty()) put(row, "refusal_codes", texts(told.refusals));
    if (!told.reasons.empty()) put(row, "reasons", texts(told.reasons));
    std::get<Json::Items>(rows.content).push_back(std::move(row));
  }
  findings.add(Code::not_stated, "", "the net amount, and the institution's address");
  return written(out);
}

std::string as_table(std::vector<Told> const& all) {
  Table table;
  table.head = {"state", "branch",          "award",     "status",        "outcome", "amount",     "currency",
                "per",   "payments_a_year", "frequency", "first_day",     "institution", "review_to", "review_within",
                "refusal_codes", "reasons", "legal_basis"};
  for (auto const& told : all) {
    Line line;
    line.fields = {told.state,
                   told.branch,
                   told.label,
                   told.status,
                   told.outcome,
                   told.amount,
                   told.currency,
                   told.per,
                   told.payments,
                   told.frequency,
                   told.first_day,
                   told.institution,
                   told.review_to,
                   told.review_within,
                   fmt::format("{}", fmt::join(told.refusals, "; ")),
                   fmt::format("{}", fmt::join(told.reasons, "; ")),
                   fmt::format("{}", fmt::join(told.legal_basis, "; "))};
    table.lines.push_back(std::move(line));
  }
  return write_table(table);
}

std::string as_text(Json const& of_case, std::vector<Told> const& all) {
  constexpr std::size_t columns = 80;
  auto const or_nothing = [](std::string const& text) {
    return text.empty() ? std::string(nothing_stated) : text;
  };
  std::string out = "Summary of the decisions\n\n";
  auto const line = [&](std::string_view what, std::string const& text) {
    auto const lines = render::wrap(text::printable(text), columns - 26);
    for (std::size_t n = 0; n < lines.size(); ++n)
      out += fmt::format("{:<26}{}\n", n == 0 ? what : std::string_view{}, lines[n]);
  };
  line("Case", text_at(&of_case, "id").value_or(""));
  auto const given = name_in(of_case, "given_name"), family = name_in(of_case, "family_name");
  line("Person",
       given.empty() && family.empty() ? std::string(nothing_stated) : fmt::format("{} {}", given, family));
  line("Born", or_nothing(day_in(of_case, "birth")));
  line("Decided on", or_nothing(day_in(of_case, "decision_date")));
  for (auto const& told : all) {
    out += '\n';
    line(told.state, fmt::format("{}, {}", told.title, told.branch));
    line("  Outcome", with_blanks(told.status));
    if (told.amount.empty())
      line("  Amount", std::string(nothing_stated));
    else
      line("  Amount",
           fmt::format("{} {}{}{}", told.amount, told.currency, told.per.empty() ? "" : " per ", told.per));
    if (!told.amount.empty())
      line("  Paid", told.payments.empty() ? std::string(nothing_stated)
                                           : fmt::format("{} times a year", told.payments));
    bool const paid = told.status == "granted" || told.status == "at_least";
    if (paid) line("  First day", or_nothing(told.first_day));
    if (!told.institution.empty()) line("  Institution", told.institution);
    for (auto const& one : told.legal_basis) line("  By", one);
    for (auto const& one : told.reasons) line("  Because of", one);
    line("  Review by", or_nothing(told.review_to));
    line("  Time for a review", or_nothing(told.review_within));
  }
  return out;
}

}  // namespace convenio::exchange::decisions
