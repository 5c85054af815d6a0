// What is found in a document that is taken in or handed out: coded, with its place in the document.
// Knows codes and words; knows no form. Never repeats an identifier or a name of the person.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/text/code.hpp"

namespace convenio::exchange {

struct Finding {
  text::Code code;
  text::Severity grade = text::Severity::error;
  std::string file, place;  // a JSON pointer, or a line and a column; "" for the whole document
  std::string message;      // one line, lower case, no full stop
  std::string hint;         // or ""
};

class Findings {
 public:
  void of_file(std::string_view name) {
    file_ = name;
    told_.clear();
  }
  std::string const& file() const { return file_; }
  void add(text::Code code, std::string_view place, std::string_view message, std::string_view hint = {});
  // Whether something was told of this place of the file, or of one inside it.
  bool told_within(std::string_view place) const {
    auto const found = told_.lower_bound(place);
    return found != told_.end() && std::string_view(*found).substr(0, place.size()) == place;
  }
  std::size_t errors() const { return errors_; }
  std::vector<Finding> const& all() const { return all_; }

 private:
  std::string file_;
  std::set<std::string, std::less<>> told_;
  std::size_t errors_ = 0;
  std::vector<Finding> all_;
};

// "p5000.json: /nav/bruker: [X013] ...", and the hint on a second line. Of each code the first `most`.
std::string to_text(Findings const& findings, std::size_t most);
std::string to_json(Findings const& findings);  // docs/schemas/findings-1.schema.json

}  // namespace convenio::exchange
