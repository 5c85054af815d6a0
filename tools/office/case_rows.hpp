// A case document as the rows that an office keeps of it, and back. Every member of the document has a row: of `facts` by
// "facts.NAME", others by their name; the periods of a history have one each. Nothing is lost on the way.
// Knows the form of a case document; knows no fact.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/store.hpp"

namespace convenio::office {

struct Rows {
  std::string id;
  std::vector<store::Fact> facts;
  std::vector<store::Period> periods;  // without slots
};
// Nothing where the text is no case document: `trouble` says why, with a code K0xx.
std::optional<Rows> rows_of(std::string_view document, std::string& trouble);

// The document, in canonical form.
std::string document_of(store::Content const& content);

// What of `wanted` is not so in `now`, with the source and note that are given for it.
store::Change difference(store::Content const& now, Rows const& wanted, std::string const& source, std::string const& note);

}  // namespace convenio::office
