// See markup.hpp.
#include "tools/book/markup.hpp"

#include <fmt/format.h>

#include "grammar/text/html.hpp"

namespace convenio::book {

std::string escape(std::string_view text) { return text::escape_html(text); }

std::string identifier(std::string_view text) {
  std::string id;
  for (char const c : text) {
    bool const stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '.' || c == '-' || (static_cast<unsigned char>(c) & 0x80U) != 0;
    id += stays ? c : '-';
  }
  return id;
}

std::string link(std::string_view id, std::string_view text) {
  return fmt::format("<a href=\"#{}\">{}</a>", escape(id), escape(text));
}

std::string address(std::string_view text) {
  bool const web = text.starts_with("https://") || text.starts_with("http://");
  if (!web || text.find_first_of(" \t\n") != std::string_view::npos) return escape(text);
  return fmt::format("<a href=\"{0}\">{0}</a>", escape(text));
}

std::string away(std::string_view address, std::string_view text) {
  return fmt::format("<a href=\"{}\">{}</a>", escape(address), escape(text));
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

namespace {

std::string of_kind(std::string_view kind) { return kind.empty() ? "" : fmt::format(" class=\"{}\"", kind); }

}  // namespace

Table::Table(std::string_view caption, std::vector<std::string> heads, std::string_view kind)
    : caption_(caption), kind_(kind), heads_(std::move(heads)) {}

void Table::row(std::vector<Cell> const& cells, std::string_view kind) {
  rows_ += fmt::format("<tr{}>", of_kind(kind));
  for (std::size_t n = 0; n < cells.size(); ++n) {
    auto const& [html, of] = cells[n];
    rows_ += n == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", of_kind(of), html)
                    : fmt::format("<td{} data-head=\"{}\">{}</td>", of_kind(of), escape(heads_[n]), html);
  }
  rows_ += "</tr>\n";
}

std::string Table::html() const {
  std::string head;
  for (auto const& one : heads_) head += fmt::format("<th scope=\"col\">{}</th>", escape(one));
  return fmt::format(
      "<table{}>\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
      of_kind(kind_), escape(caption_), head, rows_);
}

}  // namespace convenio::book
