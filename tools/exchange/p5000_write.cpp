// A case as a P5000. See p5000.hpp.
#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

#include "tools/exchange/case_view.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/p5000.hpp"

namespace convenio::exchange::p5000 {

namespace {

class Writer {
 public:
  Writer(Map const& map, CaseView const& view, Findings& findings)
      : map_(map), view_(view), findings_(findings) {}
  std::string write();

 private:
  void emit(std::string const& pointer, std::string_view text);
  void emit_member(Json const* of, char const* name, std::string const& pointer);
  void write_version();
  void write_envelope();
  void write_person();
  void write_claim();
  void write_rows();
  void write_row(RowView const& row, std::string const& at);
  void write_days(RowView const& row, std::string const& at);
  void write_sum(RowView const& row, std::string const& at);
  void tell_facts();

  Map const& map_;
  CaseView const& view_;
  Findings& findings_;
  Json root_;
};

void Writer::emit(std::string const& pointer, std::string_view text) {
  Json const* const written = view_.as_written(pointer, text);
  if (!written)
    place(root_, pointer, text_of(text));
  else if (written->kind() != Json::Kind::null)
    place(root_, pointer, *written);
}

void Writer::emit_member(Json const* of, char const* name, std::string const& pointer) {
  if (auto const text = text_at(of, name)) emit(pointer, *text);
}

void Writer::write_version() {
  Json const* const document = view_.document();
  emit("/sed", text_at(document, "sed").value_or(text_at(&map_.root(), "sed").value_or("")));
  if (document) {
    emit_member(document, "major", "/sedGVer");
    emit_member(document, "minor", "/sedVer");
  } else if (auto const& versions = items_at(&map_.root(), "versions"); !versions.empty()) {
    emit_member(&versions.back(), "major", "/sedGVer");
    emit_member(&versions.back(), "minor", "/sedVer");
  }
}

void Writer::write_envelope() {
  auto const& references = items_at(view_.document(), "references");
  if (references.empty())
    findings_.add(Code::not_stated, "/exchange",
                  "which institution sends the form, and its number of the file");
  for (std::size_t n = 0; n < references.size(); ++n) {
    auto const at = step("/nav/eessisak", n);
    emit_member(&references[n], "state", at + "/land");
    emit_member(&references[n], "institution", at + "/institusjonsid");
    emit_member(&references[n], "institution_name", at + "/institusjonsnavn");
    emit_member(&references[n], "number", at + "/saksnummer");
  }
}

void Writer::write_person() {
  Json const* const person = member(view_.document(), "person");
  std::string const at = "/nav/bruker/person";
  if (!person) findings_.add(Code::not_stated, "/exchange", "the names and identifiers of the person");
  emit_member(person, "given_name", at + "/fornavn");
  emit_member(person, "family_name", at + "/etternavn");
  if (Json const* const birth = view_.fact("birth"); birth && birth->kind() == Json::Kind::string)
    emit(at + "/foedselsdato", birth->string());
  else if (!view_.keeps(at + "/foedselsdato"))
    findings_.add(Code::not_stated, "/facts/birth", "when the person was born");
  if (Json const* const sex = view_.fact("sex")) {
    auto const code = map_.code("sex", *sex);
    if (code.empty())
      findings_.add(Code::no_place, "/facts/sex", "no code of the map says this");
    else
      emit(at + "/kjoenn", code);
  }
  Json const* const states = view_.fact("nationalities");
  if (states && states->kind() == Json::Kind::array) {
    std::size_t n = 0;
    for (auto const& state : states->items()) {
      auto const where = step(at + "/statsborgerskap", n++);
      if (state.kind() == Json::Kind::string) emit(where + "/land", state.string());
    }
  }
  auto const& identifiers = items_at(person, "identifiers");
  for (std::size_t n = 0; n < identifiers.size(); ++n) {
    auto const where = step(at + "/pin", n);
    emit_member(&identifiers[n], "state", where + "/land");
    emit_member(&identifiers[n], "sector", where + "/sektor");
    emit_member(&identifiers[n], "value", where + "/identifikator");
    emit_member(&identifiers[n], "institution", where + "/institusjonsid");
    emit_member(&identifiers[n], "institution_name", where + "/institusjonsnavn");
  }
}

void Writer::write_claim() {
  std::string const at = "/pensjon/medlemskapboarbeid/enkeltkrav/krav";
  auto const& claimed = items_at(view_.facts(), "claimed");
  Json const* const stated = member(view_.document(), "claim");
  auto const is_claimed = [&](Json const& meaning) {
    Json const* const word = member(&meaning, "claimed");
    return word &&
           std::any_of(claimed.begin(), claimed.end(), [&](Json const& one) { return equal(one, *word); });
  };
  if (stated && is_claimed(*stated)) {
    emit(at, map_.code("claims", *stated));
    return;
  }
  std::string code;
  if (Json const* const section = member(&map_.root(), "claims"); section && !claimed.empty()) {
    for (auto const& one : section->members()) {
      Json const* const word = member(&one.value, "claimed");
      if (code.empty() && word && equal(claimed.front(), *word)) code = one.key;
    }
  }
  if (!code.empty())
    emit(at, code);
  else if (!view_.keeps(at))
    findings_.add(Code::not_stated, "/facts/claimed", "which benefit is claimed, by a code of the form");
  if (claimed.size() > 1)
    findings_.add(Code::no_place, "/facts/claimed",
                  "the form is of one benefit; the first that is claimed stands in it");
}

void Writer::write_days(RowView const& row, std::string const& at) {
  auto const day = [&](char const* name, char const* key) {
    auto const pointer = fmt::format("{}/periode/{}", at, key);
    Json const* const said = member(row.row, name);
    if (auto const known = known_day(row.row, name))
      emit(pointer, *known);
    else if (said && !member(said, "open") && (row.pointer.empty() || !member(said, "unknown")))
      findings_.add(Code::no_place, step(row.at, name),
                    "a day that is not known by its date has no place in the form");
  };
  day("from", "fom");
  day("to", "tom");
}

void Writer::write_sum(RowView const& row, std::string const& at) {
  auto const certified = certified_in(*row.row);
  for (auto const& [unit, amount] : certified.amounts) {
    if (unit == "days") {
      emit(at + "/sum/dager/nr", amount);
      continue;
    }
    bool placed = false;
    for (auto const& one : items_at(&map_.root(), "units")) {
      if (text_at(&one, "unit") != unit) continue;
      emit(fmt::format("{}/sum/{}", at, text_at(&one, "member").value_or("")), amount);
      placed = true;
    }
    if (!placed)
      findings_.add(Code::no_place, step(row.at, "certified"), fmt::format("{} have no place", unit));
  }
  if (!certified.week.empty()) emit(at + "/sum/dager/type", certified.week);
}

void Writer::write_row(RowView const& row, std::string const& at) {
  emit_member(row.row, "state", at + "/land");
  auto const coded = [&](char const* section, char const* key, char const* attribute) {
    auto const code = map_.code_of_members(section, *row.row);
    if (!code.empty())
      emit(fmt::format("{}/{}", at, key), code);
    else if (member(row.row, attribute))
      findings_.add(Code::no_place, step(row.at, attribute), "no code of the map says this");
  };
  coded("types", "type", "kind");
  coded("schemes", "ordning", "insurance_scheme");
  emit_member(row.row, "occupation", at + "/yrke");
  if (Json const* const words = member(row.row, "not_for_entitlement"))
    emit(at + "/relevans", mask_of(map_, *words));
  if (Json const* const words = member(row.row, "not_for_amount"))
    emit(at + "/beregning", mask_of(map_, *words));
  write_days(row, at);
  write_sum(row, at);
  static std::set<std::string_view> const known{"id",
                                                "state",
                                                "from",
                                                "to",
                                                "undated",
                                                "certified",
                                                "occupation",
                                                "kind",
                                                "circumstance",
                                                "insurance_scheme",
                                                "not_for_entitlement",
                                                "not_for_amount"};
  for (auto const& one : row.row->members()) {
    bool const by_mask = one.key == "not_counted_because" && member(row.row, "not_for_entitlement");
    if (!known.contains(one.key) && !by_mask)
      findings_.add(Code::no_place, step(row.at, one.key), "the form has no place for this");
  }
}

void Writer::write_rows() {
  std::size_t next = 0;  // behind those of the document
  std::string const before = std::string(rows_at[0]) + '/';
  for (auto const& row : view_.rows()) {
    if (!row.pointer.starts_with(before)) continue;
    std::size_t n = 0;
    std::from_chars(row.pointer.data() + before.size(), row.pointer.data() + row.pointer.size(), n);
    next = std::max(next, n + 1);
  }
  for (auto const& row : view_.rows())
    write_row(row, row.pointer.empty() ? step(rows_at[0], next++) : row.pointer);
  std::string const at = "/pensjon/medlemskapboarbeid/gyldigperiode";
  Json const* const stated = member(view_.document(), "has_periods");
  if (stated && stated->kind() == Json::Kind::truth)
    emit(at, stated->truth() ? "1" : "0");
  else if (!view_.document())
    emit(at, view_.rows().empty() ? "0" : "1");
}

void Writer::tell_facts() {
  static std::set<std::string_view> const known{"birth",   "sex",     "nationalities",
                                                "claimed", "history", "not_counted"};
  for (auto const& one : view_.facts()->members())
    if (!known.contains(one.key))
      findings_.add(Code::no_place, step("/facts", one.key), "the form has no place for this fact");
}

std::string Writer::write() {
  root_ = object();
  write_version();
  write_envelope();
  write_person();
  write_claim();
  write_rows();
  tell_facts();
  view_.place_kept(root_);
  return written(root_);
}

}  // namespace

std::optional<std::string> write(Map const& map, Json const& of_case, ExportOptions const& options,
                                 Findings& findings) {
  auto const view = CaseView::of(of_case, map.form(), options, findings);
  if (!view) return std::nullopt;
  return Writer(map, *view, findings).write();
}

}  // namespace convenio::exchange::p5000
