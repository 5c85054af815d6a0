// Puts a case document together from one or several documents of the same person.
// Knows the form of a case; knows no form of other systems.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/exchange/findings.hpp"
#include "tools/exchange/tree.hpp"

namespace convenio::exchange {

class CaseMaker {
 public:
  explicit CaseMaker(Findings& findings) : findings_(findings) {}

  std::size_t next_document() const { return documents_.size() + 1; }
  // What a document says of a fact. Documents that say different things make it contradictory.
  void fact(std::string const& name, Json value, std::string const& place);
  // The same of a list of words, of which documents may each name some.
  void word_of(std::string const& name, std::string const& word);
  void period(Json row, bool counted);
  void document(Json document) { documents_.push_back(std::move(document)); }
  bool empty() const { return documents_.empty(); }

  std::string take(std::string const& id);  // the document; tells when it is larger than what is decided

 private:
  Findings& findings_;
  std::map<std::string, Json::Items> said_;
  std::map<std::string, std::vector<std::string>> words_;
  Json::Items history_, not_counted_, documents_;
};

}  // namespace convenio::exchange
