// Around each page: its head, the way through the book, and what it may load.
// Knows HTML and the names of the pages of the book; knows no rule.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convenio::book {

// A page that needs nothing else. It ends before what stands above `main`.
std::string head_alone(std::string_view title);
// A page of the book, up to what stands in `main`. `here`: which of the pages that every page leads to;
// scripts are files beside it.
std::string head_in_book(std::string_view title, std::string_view here,
                         std::vector<std::string_view> const& scripts);
std::string foot_in_book();

}  // namespace convenio::book
