// See html.hpp.
#include "grammar/text/html.hpp"

#include "grammar/text/utf8.hpp"

namespace convenio::text {

std::string escape_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Decoded const next = decode(text, at);
    bool const control = (next.code < 0x20 && next.code != '\n' && next.code != '\t') || (next.code >= 0x7f && next.code < 0xa0);
    if (next.code == '&') {
      escaped += "&amp;";
    } else if (next.code == '<') {
      escaped += "&lt;";
    } else if (next.code == '>') {
      escaped += "&gt;";
    } else if (next.code == '"') {
      escaped += "&quot;";
    } else if (control) {
      if (next.code != '\r') escaped += ' ';
    } else if (!next.valid || is_bidirectional_control(next.code)) {
      append(escaped, 0xFFFD);  // it would turn the words that follow
    } else {
      escaped += text.substr(at, next.length);
    }
    at += next.length;
  }
  return escaped;
}

}  // namespace convenio::text
