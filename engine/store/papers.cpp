// Documents that came, and requests for facts with what became of them. See store.hpp.
#include <fmt/format.h>

#include "engine/store/inside.hpp"

namespace convenio::store {

namespace {

std::int64_t person_of(Database& database, std::int64_t case_id) {
  return number(database.first("SELECT person FROM cases WHERE id = ?", {case_id})->at(0));
}

}  // namespace

Answer Store::add_document(Act const& act, Document const& document) {
  auto const request = joined({fmt::format("{} {}", document.case_id, document.replaces), document.kind, document.description,
                               document.content});
  return inside_->act(act, "document", request, [&](Writing& writing) {
    auto& database = writing.database();
    auto const key = inside_->key_of_case(document.case_id);
    auto const place = fmt::format("document {}", document.replaces);
    if (document.replaces != 0) {
      auto const row = database.first("SELECT case_id FROM documents WHERE id = ?", {document.replaces});
      if (!row || number(row->at(0)) != document.case_id)
        throw Refusal(Code::no_such_paper, place, "the case has no such document");
      if (database.first("SELECT 1 FROM documents WHERE replaces = ?", {document.replaces}))
        throw Refusal(Code::stale, place, "another document stands in its place already");
    }
    writing.person = person_of(database, document.case_id);
    auto const id = writing.insert(
        "documents",
        {{"case_id", document.case_id},
         {"kind", checked(document.kind, "the kind of a document")},
         {"replaces", document.replaces == 0 ? Cell{} : Cell{document.replaces}},
         {"sealed", Bytes{seal(key, "documents", document.description)}},
         {"content",
          document.content.empty() ? Cell{} : Cell{Bytes{seal(key, "documents.content", document.content)}}}});
    writing.detail("document", id);
    writing.detail("case", document.case_id);
    writing.result = fmt::format(R"({{"document":{},"case":{}}})", id, document.case_id);
  });
}

std::vector<Document> Store::documents(std::int64_t case_id) {
  std::vector<Document> found;
  inside_->keys.clear();
  auto const key = inside_->key_of_case(case_id);
  inside_->database.each(
      "SELECT id, replaces, kind, sealed, content, EXISTS (SELECT 1 FROM documents AS later WHERE later.replaces = "
      "documents.id) FROM documents WHERE case_id = ? ORDER BY id",
      {case_id}, [&](Row const& row) {
        Document one{number(row.at(0)), case_id, number(row.at(1)), text(row.at(2)), "", "", number(row.at(5)) == 0};
        one.description = inside_->opened(key, "documents", row.at(3));
        if (!bytes(row.at(4)).empty()) one.content = inside_->opened(key, "documents.content", row.at(4));
        found.push_back(std::move(one));
      });
  return found;
}

Answer Store::add_request(Act const& act, Request const& request) {
  auto const asked = joined({fmt::format("{}", request.case_id), request.path, request.holder, request.form, request.due,
                             request.note});
  return inside_->act(act, "requested", asked, [&](Writing& writing) {
    auto const key = inside_->key_of_case(request.case_id);
    for (auto const* word : {&request.holder, &request.form, &request.due})
      if (!word->empty()) checked(*word, "a word of the request");
    writing.person = person_of(writing.database(), request.case_id);
    auto const id = writing.insert("requests", {{"case_id", request.case_id},
                                                {"path", checked(request.path, "the fact")},
                                                {"holder", request.holder},
                                                {"form", request.form},
                                                {"due", request.due},
                                                {"note", Bytes{seal(key, "requests", request.note)}}});
    writing.detail("request", id);
    writing.detail("case", request.case_id);
    writing.result = fmt::format(R"({{"request":{},"case":{}}})", id, request.case_id);
  });
}

Answer Store::add_step(Act const& act, std::int64_t request, std::string const& what, std::string const& day) {
  return inside_->act(act, "request " + what, joined({fmt::format("{}", request), day}), [&](Writing& writing) {
    auto& database = writing.database();
    auto const row = database.first("SELECT case_id FROM requests WHERE id = ?", {request});
    if (!row) throw Refusal(Code::no_such_paper, fmt::format("request {}", request), "there is no such request");
    inside_->key_of_case(number(row->at(0)));
    auto const step =
        number(database.first("SELECT ifnull(max(step), 0) + 1 FROM steps WHERE request = ?", {request})->at(0));
    writing.insert("steps", {{"request", request}, {"step", step}, {"what", what}, {"day", checked(day, "the day")}});
    writing.detail("request", request);
    writing.detail("step", step);
    writing.result = fmt::format(R"({{"request":{},"step":{}}})", request, step);
  });
}

std::vector<Request> Store::requests(std::int64_t case_id) {
  std::vector<Request> found;
  inside_->keys.clear();
  inside_->database.reading([&] {
    inside_->database.each(
        "SELECT requests.id, case_id, path, holder, form, due, note, person FROM requests JOIN cases ON cases.id = case_id "
        "WHERE ?1 = 0 OR case_id = ?1 ORDER BY requests.id",
        {case_id}, [&](Row const& row) {
          Request one{number(row.at(0)), number(row.at(1)), text(row.at(2)), text(row.at(3)), text(row.at(4)),
                      text(row.at(5)),   "",                {}};
          if (auto const key = inside_->key(number(row.at(7)))) one.note = inside_->opened(*key, "requests", row.at(6));
          found.push_back(std::move(one));
        });
    for (auto& one : found)
      inside_->database.each("SELECT what, day FROM steps WHERE request = ? ORDER BY step", {one.id},
                             [&](Row const& row) { one.steps.emplace_back(text(row.at(0)), text(row.at(1))); });
  });
  return found;
}

}  // namespace convenio::store
