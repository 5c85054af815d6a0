// How the members of a document are taken, so that none is lost: what was taken is marked, what was written
// otherwise than a form writes it is remembered, and what nobody took is kept.
// Knows JSON and the wrapping of values; knows no form.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>

#include "tools/exchange/findings.hpp"
#include "tools/exchange/tree.hpp"

namespace convenio::exchange {

// A member of which the value is one text.
struct Leaf {
  std::string pointer;
  Json const* raw = nullptr;        // as it stands, a null too; null where there is no such member
  std::optional<std::string> text;  // without blanks around it; nothing where nothing is said
};

class Reading {
 public:
  explicit Reading(Findings& findings) : findings_(findings) {}

  // A text, a number as its text, or {"value": [one of these]}. Another kind of value is a finding.
  Leaf leaf(Json const* of, std::string const& at, std::string_view key);
  // The leaf is taken; an export writes `read` in its place, or what stands there where that is the same.
  void take(Leaf const& leaf, std::string_view read);
  // As take(), where the leaf says nothing and the value comes from elsewhere.
  void derive(Leaf const& leaf, std::string_view read);

  // The leaf that was read last is not taken after all.
  void release(Leaf const& leaf);

  // What nobody took, each a finding unless something was told of it: into `kept` and `as_written`.
  void finish(Json const& root, Json& document);

 private:
  struct Kept {
    std::string pointer;
    Json const* value;
  };
  bool collect(Json const& node, std::string const& pointer, std::vector<Kept>& out) const;

  Findings& findings_;
  std::unordered_set<Json const*> taken_;
  Json as_written_ = list();
};

}  // namespace convenio::exchange
