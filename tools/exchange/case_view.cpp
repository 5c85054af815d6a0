// See case_view.hpp.
#include "tools/exchange/case_view.hpp"

#include <set>

#include <fmt/format.h>

#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

namespace {

std::string plural(std::string unit) {
  if (!unit.empty() && unit.back() != 's') unit += 's';
  return unit;
}

}  // namespace

std::optional<Json> read_case_document(Source const& source, Findings& findings) {
  findings.of_file(source.name);
  auto root = read_document(source, findings);
  if (!root) return std::nullopt;
  if (text_at(&*root, "format") == "convenio-case-1" && member(&*root, "facts")) return root;
  findings.add(Code::no_case, "/format", "the document is no case",
               "\"format\": \"convenio-case-1\", and `facts`");
  return std::nullopt;
}

std::optional<CaseView> CaseView::of(Json const& of_case, std::string_view form, ExportOptions const& options,
                                     Findings& findings) {
  CaseView view;
  view.case_ = &of_case;
  std::vector<Json const*> documents;
  std::map<std::string, std::pair<Json const*, std::string>> places;  // of rows, by id
  for (auto const& one : items_at(member(&of_case, "exchange"), "documents")) {
    if (text_at(&one, "form") == form) documents.push_back(&one);
    for (auto const& row : items_at(&one, "rows"))
      places[text_at(&row, "id").value_or("")] = {&one, text_at(&row, "pointer").value_or("")};
  }
  if (options.document > documents.size() || (options.document == 0 && documents.size() > 1)) {
    findings.add(Code::which_document, "/exchange/documents",
                 fmt::format("the case was made from {} documents of this form", documents.size()),
                 "--document 1 names the first");
    return std::nullopt;
  }
  if (!documents.empty()) view.document_ = documents[options.document == 0 ? 0 : options.document - 1];
  for (auto const& one : items_at(view.document_, "as_written"))
    if (Json const* value = one.find("value"))
      view.as_written_[text_at(&one, "pointer").value_or("")] = {text_at(&one, "read").value_or(""), value};
  for (auto const& one : items_at(view.document_, "kept"))
    if (Json const* value = member(&one, "value")) view.kept_[text_at(&one, "pointer").value_or("")] = value;
  std::vector<RowView> further;
  for (bool const counted : {true, false}) {
    char const* const name = counted ? "history" : "not_counted";
    auto const& items = items_at(member(&of_case, "facts"), name);
    for (std::size_t n = 0; n < items.size(); ++n) {
      RowView row{&items[n], step(step("/facts", name), n), "", counted};
      auto const found = places.find(text_at(&items[n], "id").value_or("#"));
      if (found == places.end()) {
        further.push_back(row);
      } else if (found->second.first == view.document_) {
        row.pointer = found->second.second;
        view.rows_.push_back(row);
      }
    }
  }
  view.rows_.insert(view.rows_.end(), further.begin(), further.end());
  return view;
}

Json const* CaseView::fact(std::string_view name) const {
  Json const* const found = member(facts(), name);
  bool const instead =
      found && (member(found, "unknown") || member(found, "contradictory") || member(found, "between"));
  if (!instead) return found;
  return member(found, "contradictory") ? member(member(document_, "person"), name) : nullptr;
}

Json const* CaseView::as_written(std::string const& pointer, std::string_view read) const {
  auto const found = as_written_.find(pointer);
  return found != as_written_.end() && found->second.first == read ? found->second.second : nullptr;
}

void CaseView::place_kept(Json& root) const {
  for (auto const& [pointer, written] : as_written_)
    if (written.first.empty()) place(root, pointer, *written.second);
  for (auto const& [pointer, value] : kept_) place(root, pointer, *value);
}

Certified certified_in(Json const& row) {
  Certified out;
  Json const* const said = member(&row, "certified");
  if (!said) return out;
  auto const both = [&](std::string_view text) {
    auto const blank = text.find(' ');
    if (blank != std::string_view::npos)
      out.amounts.emplace_back(plural(std::string(text.substr(blank + 1))),
                               std::string(text.substr(0, blank)));
  };
  if (said->kind() == Json::Kind::string) both(said->string());
  if (said->kind() != Json::Kind::object) return out;
  if (auto const amount = text_at(said, "amount")) {
    both(*amount + ' ' + text_at(said, "unit").value_or(""));
    return out;
  }
  for (auto const& one : said->members()) {
    auto const text = one.value.kind() == Json::Kind::number   ? one.value.number()
                      : one.value.kind() == Json::Kind::string ? one.value.string()
                                                               : "";
    if (one.key == "day_week")
      out.week = text;
    else
      out.amounts.emplace_back(one.key, text);
  }
  return out;
}

std::optional<std::string> known_day(Json const* row, std::string_view key) {
  auto const text = text_at(row, key);
  return text && model::Date::parse(*text) ? text : std::nullopt;
}

}  // namespace convenio::exchange
