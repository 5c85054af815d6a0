// The articles that the title of a test names.
// Knows how titles cite; knows no test and no text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convenio::check {

// A label with the word before it ("Article", "Regulation", or "" for a label that speaks for itself):
// `Article 5.1.b, 5.1.c and 5.2` has three.
struct Mention {
  std::string word, label;
};
std::vector<Mention> mentions(std::string_view title);

// `5.1.b` lies in article 5, not in article 51.
bool lies_in(std::string_view label, std::string_view article);

}  // namespace convenio::check
