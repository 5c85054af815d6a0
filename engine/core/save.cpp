// Writes a program; see save.hpp. Numbers take seven bits a byte, the lowest first. All texts of a part stand
// first, each once: their count, their lengths, and they themselves behind one another; where one is said stands its
// number. A span is told from the one before it.
#include "engine/core/save.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "engine/core/save_fields.hpp"

namespace convenio::core {

namespace {

class Writer {
 public:
  template <class T>
  void put(T const& x) {
    using namespace saved;
    if constexpr (std::is_same_v<T, bool> || std::is_enum_v<T>) {
      static_assert(sizeof(x) == 1);
      out_ += static_cast<char>(x);
    } else if constexpr (is_number<T>) {
      number(std::uint64_t{static_cast<std::uint32_t>(static_cast<std::uint32_t>(x) + 1U)});  // `none` is 0
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      signed_number(x);
    } else if constexpr (std::is_same_v<T, std::string>) {
      text(x);
    } else if constexpr (std::is_same_v<T, text::Span>) {
      span(x);
    } else if constexpr (std::is_same_v<T, model::Date>) {
      signed_number(x.number());
    } else if constexpr (std::is_same_v<T, model::Rational>) {
      rational(x);
    } else if constexpr (std::is_same_v<T, model::Value>) {
      number(x.content.index());
      std::visit([this](auto const& content) { this->put(content); }, x.content);
    } else if constexpr (is_unsaved<T> || is_apart<T> || std::is_same_v<T, model::HistoryPtr>) {
      // A rule writes only the history without periods.
    } else if constexpr (is_vector<T>) {
      list(x);
    } else if constexpr (is_optional<T> || is_pointer<T>) {
      out_ += static_cast<char>(x ? 1 : 0);
      if (x) put(*x);
    } else if constexpr (std::is_same_v<T, model::ListValue>) {
      put(x.items);  // its extent follows from them
    } else if constexpr (std::is_same_v<T, model::RecordValue>) {
      put(x.record);
      put(x.fields);
    } else {
      static_assert(std::is_class_v<T>);
      boost::pfr::for_each_field(x, [this](auto const& field) { this->put(field); });
    }
  }

  // After the program, whose spans say which lines may be quoted.
  void put_quotes(Program const& program, text::Sources const& sources, std::string_view folder) {
    list(program.translations);
    std::vector<std::vector<text::Span>> quoted(sources.size());
    for (auto const& one : spans_) {
      if (one.source < sources.size()) quoted[one.source].push_back(one);
    }
    number(sources.size());
    for (text::SourceId id = 0; id < sources.size(); ++id) {
      std::string name = sources[id].name();
      if (!folder.empty() && name.starts_with(folder)) name.erase(0, folder.size());
      bytes(name);
      put_lines(sources[id], quoted[id]);
    }
  }

  std::string take_part() {
    std::string const fields = std::exchange(out_, {});
    number(lengths_.size());
    for (auto const length : lengths_) number(length);
    texts_.clear();
    lengths_.clear();
    return std::exchange(out_, {}) + std::exchange(all_, {}) + fields;
  }

 private:
  template <class T>
  void list(std::vector<T> const& items) {
    number(items.size());
    for (auto const& item : items) put(item);
  }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) out_ += static_cast<char>((value & 0x7FU) | 0x80U);
    out_ += static_cast<char>(value);
  }
  void signed_number(std::int64_t value) {
    auto const bits = static_cast<std::uint64_t>(value);
    number(value < 0 ? ~(bits << 1U) : bits << 1U);
  }
  void bytes(std::string_view text) {
    number(text.size());
    out_ += text;
  }
  void text(std::string const& text) {
    auto const [place, is_new] = texts_.try_emplace(text, texts_.size());
    number(place->second);
    if (!is_new) return;
    lengths_.push_back(text.size());
    all_ += text;
  }
  void span(text::Span const& span) {
    number(static_cast<std::uint32_t>(span.source + 1U));
    if (span.source == text::no_source) return;
    signed_number(std::int64_t{span.begin} - last_.begin);
    number(static_cast<std::uint32_t>(span.end - span.begin));
    last_ = span;
    spans_.push_back(span);
  }
  void rational(model::Rational const& value) {
    auto const whole = value.to_int64();
    out_ += static_cast<char>(whole ? 1 : 0);
    if (whole) {
      signed_number(*whole);
    } else {
      bytes(value.to_string());
    }
  }

  // The length of each line and, of those that a span touches, their text.
  void put_lines(text::Source const& source, std::vector<text::Span> const& spans) {
    std::vector<bool> kept(source.line_count() + 1, false);
    for (auto const& one : spans) {
      auto const last = source.position(std::max(one.begin, one.end)).line;
      for (auto line = source.position(one.begin).line; line <= last; ++line) kept[line] = true;
    }
    std::uint32_t lines = source.line_count();
    while (lines > 0 && !kept[lines]) --lines;  // those after the last that anything speaks of are left out
    number(lines);
    std::string_view left = source.text();
    for (std::uint32_t line = 1; line <= lines; ++line) {
      std::string_view const text = left.substr(0, std::min(left.find('\n'), left.size()));
      left.remove_prefix(std::min(text.size() + 1, left.size()));
      number(text.size() * 2 + (kept[line] ? 1 : 0));
      if (kept[line]) out_ += text;
    }
  }

  std::string out_, all_;  // fields; texts
  std::vector<std::size_t> lengths_;
  std::unordered_map<std::string, std::size_t> texts_;
  text::Span last_{0, 0, 0};
  std::vector<text::Span> spans_;
};

}  // namespace

std::string sealed(Parts const& parts, std::string_view identity) {
  auto const hash = [&](std::string_view part) { return checksum({engine_version(), identity, part}); };
  return fmt::format("{} {} {} {} {} {} {} {}\n{}{}", saved::first_word, save_format, engine_version(),
                     identity, hash(parts.program), parts.program.size(), hash(parts.quotes),
                     parts.quotes.size(), parts.program, parts.quotes);
}

std::string save(Program const& program, text::Sources const& sources, std::string_view folder) {
  Writer writer;
  writer.put(program);
  Parts parts;
  parts.program = writer.take_part();
  writer.put_quotes(program, sources, folder);
  parts.quotes = writer.take_part();
  return sealed(parts, program.identity);
}

std::string to_string(SaveTrouble const& trouble) {
  return fmt::format("[{}] {}", trouble.code.printed(), trouble.message);
}

}  // namespace convenio::core
