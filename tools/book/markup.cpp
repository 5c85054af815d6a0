// See markup.hpp.
#include "tools/book/markup.hpp"

#include <fmt/format.h>

namespace convenio::book {

std::string escape(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (char const c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\r':
        break;
      default:
        escaped += (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f ? ' ' : c;
    }
  }
  return escaped;
}

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

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace convenio::book
