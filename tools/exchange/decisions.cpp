// What a decision says of each award, by the codes of a map. See decisions.hpp.
#include "tools/exchange/decisions.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "tools/exchange/codes.hpp"

namespace convenio::exchange::decisions {

namespace {

// "487863.49 ARS per month"
void take_amount(Told& told, std::string_view text) {
  auto const blank = text.find(' ');
  told.amount = text.substr(0, blank);
  if (blank == std::string_view::npos) return;
  auto const rest = text.substr(blank + 1);
  auto const per = rest.find(" per ");
  told.currency = rest.substr(0, per);
  if (per != std::string_view::npos) told.per = rest.substr(per + 5);
}

void take_once(std::vector<std::string>& all, std::string text) {
  if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
}

// The code of the rule that refused: the entry whose rule is named, whatever its arguments.
std::string refusal_of(Map const& map, std::string_view rule) {
  for (auto const& one : items_at(&map.root(), "refusals")) {
    auto const name = text_at(&one, "rule").value_or("");
    bool const named = !name.empty() && rule.starts_with(name) &&
                       (rule.size() == name.size() || rule[name.size()] == '(' || rule[name.size()] == ',');
    if (named) return text_at(&one, "code").value_or("");
  }
  return "";
}

class Teller {
 public:
  Teller(Map const& map, Findings& findings) : map_(map), findings_(findings) {}

  Told tell(Json const& award, std::string const& at) {
    Told told;
    told.label = text_at(&award, "label").value_or("");
    told.title = text_at(&award, "title").value_or("");
    told.status = text_at(&award, "status").value_or("");
    told.route = text_at(&award, "route").value_or("");
    take_arguments(told, award, at);
    take_outcome(told, award, at);
    take_particulars(told, award, at);
    return told;
  }

 private:
  void not_stated(std::string const& at, Told const& told, std::string_view what) {
    findings_.add(Code::not_stated, at, fmt::format("{}: {}", told.label, what));
  }

  // Which argument is the State and which the branch is for the map to say.
  void take_arguments(Told& told, Json const& award, std::string const& at) {
    Json const* const places = member(member(&map_.root(), "awards"), text_at(&award, "award").value_or(""));
    auto const& arguments = items_at(&award, "arguments");
    auto const argument = [&](char const* key) {
      auto const place = text_at(places, key).value_or("");
      std::size_t n = arguments.size();
      std::from_chars(place.data(), place.data() + place.size(), n);
      return n < arguments.size() && arguments[n].kind() == Json::Kind::string ? arguments[n].string() : "";
    };
    if (!places) {
      findings_.add(Code::no_place, at, fmt::format("{}: the map has no place for this award", told.label));
      return;
    }
    told.state = argument("state");
    told.branch = argument("branch");
    told.type = map_.code("types", text_of(told.branch));
    if (told.type.empty()) not_stated(at, told, fmt::format("the form has no type for {}", told.branch));
  }

  void take_outcome(Told& told, Json const& award, std::string const& at) {
    told.outcome = map_.code("outcomes", text_of(told.status));
    if (told.outcome.empty())
      not_stated(at, told, fmt::format("the outcome; it is {}, for which the form has no code", told.status));
    if (auto const amount = text_at(&award, "amount"); amount && told.status == "granted")
      take_amount(told, *amount);
    if (Json const* const payments = member(&award, "payments_a_year"))
      told.payments = payments->kind() == Json::Kind::number ? payments->number() : "";
    if (!told.amount.empty()) take_frequency(told, at);
    if (text_at(&award, "amount") && told.amount.empty())
      not_stated(at, told, "the amount, since it may still be more");
    for (auto const& route : items_at(&award, "routes")) {
      bool const applies = text_at(&route, "status") == told.status;
      if (text_at(&route, "route") == told.route)
        take_once(told.legal_basis, text_at(&route, "citation").value_or(""));
      if (!applies) continue;
      for (auto const& by : items_at(&route, "refused_by")) take_refusal(told, by, at);
    }
    for (auto const& clause : items_at(&award, "chosen_by"))
      take_once(told.legal_basis, text_at(&clause, "citation").value_or(""));
    for (auto const& reason : items_at(&award, "reasons"))
      take_once(told.reasons, text_at(&reason, "subject").value_or(""));
  }

  // Which of what the award states is which field of the form is for the map to say.
  void take_particulars(Told& told, Json const& award, std::string const& at) {
    Json const* const names = member(&map_.root(), "particulars");
    auto const stated = [&](char const* field) {
      auto const name = text_at(names, field).value_or("");
      for (auto const& one : items_at(&award, "particulars")) {
        if (name.empty() || text_at(&one, "name") != name || text_at(&one, "status") != "stated") continue;
        return text_at(&one, "value").value_or("");
      }
      return std::string();
    };
    told.review_to = stated("review_to");
    told.review_within = stated("review_within");
    bool const given = told.status == "granted" || told.status == "at_least";
    if (!given) return;
    told.institution = stated("institution");
    told.first_day = stated("first_day");
    if (told.first_day.empty()) not_stated(at, told, "from which day it is paid");
  }

  void take_refusal(Told& told, Json const& by, std::string const& at) {
    auto const rule = text_at(&by, "rule").value_or("");
    auto const code = refusal_of(map_, rule);
    if (code.empty()) not_stated(at, told, fmt::format("the code of a refusal; the map names none for {}", rule));
    take_once(told.refusals, code);
    auto const citation = text_at(&by, "citation").value_or("");
    take_once(told.reasons, citation.empty() ? rule : fmt::format("{} ({})", rule, citation));
    take_once(told.legal_basis, citation);
  }

  void take_frequency(Told& told, std::string const& at) {
    for (auto const& one : items_at(&map_.root(), "frequencies")) {
      if (text_at(&one, "per") != told.per) continue;
      auto const times = text_at(&one, "payments");
      if (!times || *times == told.payments) told.frequency = text_at(&one, "code").value_or("");
    }
    if (told.frequency.empty())
      not_stated(at, told,
                 told.payments.empty() ? "how often a year it is paid" : "a code for how often it is paid");
  }

  Map const& map_;
  Findings& findings_;
};

}  // namespace

std::vector<Told> told_of(Map const& map, Json const& decision, Findings& findings) {
  std::vector<Told> all;
  Teller teller(map, findings);
  auto const& awards = items_at(&decision, "awards");
  for (std::size_t n = 0; n < awards.size(); ++n) {
    auto told = teller.tell(awards[n], step("/awards", n));
    if (!told.state.empty()) all.push_back(std::move(told));
  }
  return all;
}

std::optional<std::string> write(Map const& map, Json const& of_case, std::string const& decision,
                                 ExportOptions const& options, Findings& findings) {
  auto const root = read_document({"the decision", decision}, findings);
  if (!root) return std::nullopt;
  auto const all = told_of(map, *root, findings);
  if (all.empty())
    findings.add(Code::not_stated, "/awards", "the decision has no award that the form can tell");
  auto const shape = text_at(&map.root(), "shape").value_or("");
  if (shape == "documents") return as_documents(map, of_case, all, findings);
  if (shape == "summary" && options.readable) return as_text(of_case, all);
  if (shape == "summary" && options.table) return as_table(all);
  if (shape == "summary") return as_summary(of_case, all, findings);
  findings.add(Code::bad_map, "/shape", "a map of decisions says \"shape\": \"documents\" or \"summary\"");
  return std::nullopt;
}

}  // namespace convenio::exchange::decisions
