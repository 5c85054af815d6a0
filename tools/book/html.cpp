// The page of a printed package: head, contents, the texts article by article, what is left, the index.
// Knows HTML and the parts of the document; loads nothing and needs nothing from outside the page.
#include <algorithm>

#include <fmt/format.h>

#include "tools/book/document.hpp"
#include "tools/book/frame.hpp"
#include "tools/book/markup.hpp"
#include "tools/book/source.hpp"

namespace convenio::book {

namespace {

std::string titled(std::string_view tag, std::string_view heading, std::string_view title) {
  return fmt::format("<{0}>{1}{2}</{0}>\n", tag, escape(heading),
                     title.empty() ? "" : fmt::format(" <span class=\"title\">{}</span>", escape(title)));
}

struct Tests {
  std::size_t passed = 0, failed = 0;
};

Tests tests_of(Document const& document, std::size_t section) {
  Tests tests;
  for (auto const& test : document.tests) {
    bool const named = std::find(test.named.begin(), test.named.end(), section) != test.named.end();
    if (named || test.used.contains(section)) ++(test.result.passed ? tests.passed : tests.failed);
  }
  return tests;
}

std::string figures(Document const& document, std::size_t section) {
  auto const& one = document.outline.sections[section];
  auto const tests = tests_of(document, section);
  auto text = measure_of(one);
  if (one.lines_of_rule == 0 && tests.passed + tests.failed == 0) return text;
  if (one.kind == Section::Kind::outside) return text;
  text += ", " + plural(tests.passed + tests.failed, "test", "tests");
  if (tests.failed > 0) text += fmt::format(" (<strong class=\"fails\">{} failed</strong>)", tests.failed);
  return text;
}

std::string contents(Document const& document) {
  std::string html =
      "<nav aria-labelledby=\"contents\">\n<h2 class=\"flow\" id=\"contents\">Contents</h2>\n<ol>\n";
  for (auto const& chapter : document.outline.chapters) {
    html += fmt::format("<li>{}\n", link(chapter.id, chapter.title));
    if (chapter.count > 0) html += "<ol>\n";
    for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n) {
      auto const& section = document.outline.sections[n];
      html +=
          fmt::format("<li>{}{} <span class=\"small\">{}</span></li>\n", link(section.id, section.heading),
                      section.title.empty() ? "" : " " + escape(section.title), figures(document, n));
    }
    html += chapter.count > 0 ? "</ol></li>\n" : "</li>\n";
  }
  html +=
      fmt::format("<li>{}</li>\n<li>{}</li>\n", link("other-tests", "Tests that belong to no single article"),
                  link("index", "Index of rules"));
  return html + "</ol>\n</nav>\n";
}

std::string section(Document const& document, SourceWriter const& writer, std::size_t number) {
  auto const& one = document.outline.sections[number];
  std::string html = fmt::format("<section id=\"{}\">\n", escape(one.id));
  html += titled("h3", one.heading, one.title);
  html += fmt::format("<p class=\"measure\">{}</p>\n", figures(document, number));
  html += band(document, number);
  auto const tests = section_tests(document, number);
  html += tests.empty() ? "" : "<div class=\"tested\">\n<div>\n";
  bool const silent = std::all_of(one.blocks.begin(), one.blocks.end(),
                                  [](Block const& block) { return block.statements.empty(); });
  for (std::size_t n = 0; n < one.blocks.size(); ++n) {
    auto const& block = one.blocks[n];
    std::string about = block.heading.empty() ? "" : titled("h4", block.heading, block.title);
    about += statements_list(block.statements);
    if (silent && block.heading.empty() && one.kind == Section::Kind::article && n == 0)
      about += "<p class=\"small\">Nothing of its own beyond what holds for the text as a whole.</p>\n";
    auto const rules =
        fmt::format("<pre><code>{}</code></pre>\n", writer.write(block.lines, one.indent_line));
    html += about.empty() ? fmt::format("<div class=\"pair alone\">\n{}</div>\n", rules)
                          : fmt::format("<div class=\"pair\">\n<div class=\"about\">\n{}</div>\n{}</div>\n",
                                        about, rules);
  }
  html += tests.empty() ? "" : "</div>\n" + tests + "</div>\n";
  return html + "</section>\n";
}

std::string head(Document const& document) {
  auto const& outline = document.outline;
  std::size_t const passed =
      static_cast<std::size_t>(std::count_if(document.tests.begin(), document.tests.end(),
                                             [](PrintedTest const& test) { return test.result.passed; }));
  std::size_t const failed = document.tests.size() - passed;
  std::string imports;
  for (auto const& name : outline.imports) {
    imports += fmt::format("{}<code>{}</code>", imports.empty() ? "; imports " : ", ", escape(name));
  }
  auto const gaps = document.lacks.gaps.size();
  return fmt::format(
      "<header>\n<h1>{}</h1>\n"
      "<p>A rule package of Convenio{}{}. Its tests: {} passed, {}{} failed{}.</p>\n{}"
      "<p class=\"small\">Each article shows on the left what the package says about the text, in the middle "
      "the "
      "rules as they are written, and beside or below them the tests that name the article or use its "
      "rules.</p>\n</header>\n",
      escape(outline.package),
      outline.folder.empty() || outline.folder == "."
          ? ""
          : fmt::format(" (<code>{}</code>)", escape(outline.folder)),
      imports, passed, failed > 0 ? "<strong class=\"fails\">" : "", failed, failed > 0 ? "</strong>" : "",
      gaps == 0
          ? ""
          : fmt::format("<p class=\"gap\"><strong>Not encoded:</strong> {} of this package say so, each "
                        "above the rules of its article.</p>\n",
                        plural(gaps, "place", "places")));
}

}  // namespace

Document document(api::Loaded const& loaded, std::string const& package) {
  Document made{loaded, outline(loaded, package), {}, {}, {}};
  made.names = names(loaded, made.outline);
  made.tests = tests(loaded, made.outline, made.names);
  made.lacks = lacks(loaded, made.outline, made.names);
  return made;
}

std::string measure_of(Section const& section) {
  if (section.lines_of_rule == 0) return "no rules";
  return fmt::format("{}, {}", plural(section.rules, "rule", "rules"),
                     plural(section.lines_of_rule, "line", "lines"));
}

std::string statements_list(std::vector<Statement> const& all) {
  if (all.empty()) return "";
  std::string html = "<dl>\n";
  for (auto const& one : all) {
    html += fmt::format("<dt>{}{}</dt>", escape(one.term),
                        one.name.empty() ? "" : fmt::format(" <code>{}</code>", escape(one.name)));
    for (auto const& sentence : one.sentences) html += fmt::format("<dd>{}</dd>", address(sentence));
    html += '\n';
  }
  return html + "</dl>\n";
}

std::string html(Document const& document, Bound bound) {
  SourceWriter const writer(document.loaded.sources, document.names);
  auto const title = document.outline.package + ": rules and tests";
  std::string page = bound == Bound::alone ? head_alone(title) : head_in_book(title, "", {});
  if (bound == Bound::alone) {
    page += head(document) + "<main>\n";
  } else {
    page += head(document);
  }
  page += "<h2 class=\"flow\" id=\"texts\">Texts</h2>\n" + texts_table(document);
  page += "<h2 class=\"flow\" id=\"counts\">Counts</h2>\n" + counts_table(document);
  page += contents(document);
  for (auto const& chapter : document.outline.chapters) {
    bool const articles = count(document.outline, chapter).articles > 0;  // then it begins a page
    page += fmt::format("<h2{} id=\"{}\">{}</h2>\n", articles ? "" : " class=\"flow\"", escape(chapter.id),
                        escape(chapter.title));
    for (std::size_t n = chapter.first; n < chapter.first + chapter.count; ++n)
      page += section(document, writer, n);
  }
  page += "<h2 id=\"other-tests\">Tests that belong to no single article</h2>\n" + other_tests(document);
  page += "<h2 id=\"index\">Index of rules</h2>\n" + index_table(document) + foreign_table(document);
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace convenio::book
