// Collecting, rendering, codes and the nearest name.
#include "grammar/text/diagnostic.hpp"

#include <doctest/doctest.h>

#include <array>
#include "grammar/text/utf8.hpp"

using namespace convenio::text;

namespace {

namespace Known {
constexpr convenio::text::Code unexpected{"C0101"}, invalid_utf8{"C0102"}, malformed_number{"C0105"};
}  // namespace Known

constexpr CodeInfo first{Known::unexpected, Severity::error, "title", "meaning", "wrong", "mended"};
constexpr CodeInfo second{Known::malformed_number, Severity::warning, "title", "meaning", "wrong", "mended"};
constexpr CodeInfo without_example{
    Known::malformed_number, Severity::error, "title", "meaning", "", "mended"};

}  // namespace

TEST_CASE("a registry is in the order of its codes, without repetition, and every row says something") {
  CHECK(well_formed(std::array{first, second}));
  CHECK_FALSE(well_formed(std::array{second, first}));
  CHECK_FALSE(well_formed(std::array{first, first}));
  CHECK_FALSE(well_formed(std::array{first, without_example}));
  CHECK(to_string(Known::unexpected) == "C0101");
}

TEST_CASE("sort orders by place and drops exact repetitions") {
  Diagnostics diagnostics;
  diagnostics.error(Known::malformed_number, {0, 9, 10}, "b");
  diagnostics.warning(Known::unexpected, {0, 2, 3}, "w");
  diagnostics.error(Known::unexpected, {0, 2, 3}, "a");
  diagnostics.error(Known::unexpected, {0, 2, 3}, "a");
  CHECK(diagnostics.error_count() == 3);
  diagnostics.sort();
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.error_count() == 2);
  CHECK(diagnostics.all()[0].message == "a");
  CHECK(diagnostics.all()[1].message == "w");
  CHECK(diagnostics.all()[2].message == "b");
}

TEST_CASE("a diagnostic is rendered with its line, its other places and its hint") {
  Sources sources;
  SourceId const id = sources.add("own.convenio", "rule año: days = dys(h)\nrule days: x\n");
  Diagnostics diagnostics;
  Diagnostic& fault =
      diagnostics.error(Known::unexpected, {id, 18, 21}, "no rule is called `dys`", "did you mean `days`?");
  fault.places.push_back({{id, 30, 34}, "declared here"});
  CHECK(render(diagnostics.all().front(), sources) ==
        "error[C0101] no rule is called `dys`\n"
        "  --> own.convenio:1:18\n"
        " 1 | rule año: days = dys(h)\n"
        "   |                  ^^^\n"
        "  ::: own.convenio:2:6\n"
        " 2 | rule days: x\n"
        "   |      ^^^^ declared here\n"
        "  hint: did you mean `days`?\n");
}

TEST_CASE("carets stand under wide characters and empty spans") {
  Sources sources;
  SourceId const id = sources.add("f", "年 x\n");
  CHECK(render({Known::unexpected, Severity::error, {id, 4, 5}, "m", "", {}, {}}, sources).find("|    ^\n") !=
        std::string::npos);
  CHECK(render({Known::unexpected, Severity::warning, {id, 5, 5}, "m", "", {}, {}}, sources)
            .find("|     ^\n") != std::string::npos);
  CHECK(render({Known::unexpected, Severity::warning, {}, "m", "", {}, {}}, sources) == "warning[C0101] m\n");
}

TEST_CASE("rendering keeps to 80 columns") {
  Sources sources;
  std::string const long_line = std::string(300, 'a') + " bbb " + std::string(300, 'c');
  SourceId const id = sources.add("f", long_line);
  std::string words;
  for (int i = 0; i < 40; ++i) words += "word ";
  for (Span const span : {Span{id, 301, 304}, Span{id, 0, 605}, Span{id, 0, 1}, Span{id, 604, 605}}) {
    std::string const text =
        render({Known::unexpected, Severity::error, span, words, words, {}, {}}, sources);
    std::size_t begin = 0;
    while (begin < text.size()) {
      std::size_t const end = text.find('\n', begin);
      CHECK(width(text.substr(begin, end - begin)) <= 80);
      begin = end + 1;
    }
  }
  std::string const middle =
      render({Known::unexpected, Severity::error, {id, 301, 304}, "m", "", {}, {}}, sources);
  std::size_t const shown = middle.find("bbb");
  REQUIRE(shown != std::string::npos);
  std::size_t const caret = middle.find("^^^");
  std::size_t const line = middle.rfind('\n', shown) + 1;
  std::size_t const caret_line = middle.rfind('\n', caret) + 1;
  CHECK(shown - line == caret - caret_line);
}

TEST_CASE("control characters do not reach the terminal") {
  Sources sources;
  SourceId const id = sources.add("f", std::string("a\x1b[31m\0b \xE2\x80\xAE x\xFF", 16));
  std::string const text =
      render({Known::invalid_utf8, Severity::error, {id, 1, 2}, "m", "", {}, {}}, sources);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\0') == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(is_valid_utf8(text));

  Diagnostics diagnostics;
  diagnostics.error(Known::unexpected, {id, 1, 2}, "found `2ul\x98`", Hint("write `\x1b\xE2\x80\xAE`"));
  CHECK(diagnostics.all()[0].message == "found `2ul?`");
  CHECK(diagnostics.all()[0].hint == "write `??`");
}

TEST_CASE("nearest finds slips of the pen, and nothing where nothing is near") {
  std::vector<std::string> const names{"own_days", "totalised", "año", "days"};
  CHECK(nearest("own_dyas", names) == "own_days");
  CHECK(nearest("totalized", names) == "totalised");
  CHECK(nearest("ano", names) == "año");
  CHECK(nearest("xyz", names).empty());
  CHECK(nearest("d", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("abd", {"abe", "abc"}) == "abc");  // of two equally near, the first in order
}
