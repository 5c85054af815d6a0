// A case document as exporters read it: its facts, its rows, and the document that it came from.
// Knows the form of a case; knows no form of other systems.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tools/exchange/exchange.hpp"

namespace convenio::exchange {

// The document, if it is a case; else a finding.
std::optional<Json> read_case_document(Source const& source, Findings& findings);

struct RowView {
  Json const* row = nullptr;
  std::string at;       // its place in the case
  std::string pointer;  // in the document that it came from; "" where it came from none
  bool counted = true;
};

class CaseView {
 public:
  // `form`: of which kind of document. Nothing, with a finding, where several could be meant.
  static std::optional<CaseView> of(Json const& of_case, std::string_view form, ExportOptions const& options,
                                    Findings& findings);

  Json const* facts() const { return member(case_, "facts"); }
  Json const* document() const { return document_; }  // or null
  // Those of the document, then those of no document at all.
  std::vector<RowView> const& rows() const { return rows_; }
  // A fact, where the case knows it; what the document said of it, where documents disagree.
  Json const* fact(std::string_view name) const;
  // What was written at the place, where that means what is to be written now.
  Json const* as_written(std::string const& pointer, std::string_view read) const;
  bool keeps(std::string const& pointer) const { return kept_.contains(pointer); }
  void place_kept(Json& root) const;

 private:
  Json const* case_ = nullptr;
  Json const* document_ = nullptr;
  std::vector<RowView> rows_;
  std::map<std::string, std::pair<std::string, Json const*>, std::less<>> as_written_;
  std::map<std::string, Json const*, std::less<>> kept_;
};

// What a certificate says, by unit in its own words, and the days of its week.
struct Certified {
  std::vector<std::pair<std::string, std::string>> amounts;  // "months", "132"
  std::string week;
};
Certified certified_in(Json const& row);
// A day that is known, as text.
std::optional<std::string> known_day(Json const* row, std::string_view key);

}  // namespace convenio::exchange
