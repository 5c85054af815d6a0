// The first page of the book: what there is by State, instrument, scheme and branch, and how much of it is
// encoded. Knows the book and the typed core; decides nothing.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tools/book/book.hpp"
#include "tools/book/frame.hpp"
#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

using core::Op;
using Kind = core::LegalText::Kind;

std::string lines(std::vector<std::string> const& items, std::string_view otherwise) {
  std::string html;
  for (auto const& item : items) html += (html.empty() ? "" : "<br/>") + item;
  return html.empty() ? std::string(otherwise) : html;
}

core::Program const& program(Book const& book) { return book.all.program; }

// The text as all packages together have it: the States of a text that another package names are the same
// there.
core::LegalText const* agreement_of(Book const& book, core::LegalText const& text) {
  for (core::TextId id = 0; id < program(book).texts.size(); ++id) {
    auto const& one = program(book).texts[id];
    if (one.package == text.package && one.name == text.name)
      return &program(book).texts[program(book).agreement_of(id)];
  }
  return nullptr;
}

// Codes of the States that a text binds, or whose law it is, in the order in which it names them.
std::vector<std::string> states_of(Book const& book, core::LegalText const& text) {
  std::vector<std::string> codes;
  auto const add = [&](model::StateId state) {
    auto code = core::state_code(program(book), state);
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  };
  auto const* whole = agreement_of(book, text);
  if (whole == nullptr) return codes;
  if (whole->state != core::none) add(whole->state);
  for (auto const& party : whole->parties) add(party.state);
  for (auto const& pair : whole->pairs) {
    add(pair.first);
    add(pair.second);
  }
  return codes;
}

std::string title_of(Book const& book, std::string const& code) {
  for (auto const& state : program(book).states) {
    if (state.code == code) return state.title;
  }
  return code;
}

std::string state_table(Book const& book) {
  struct Row {
    std::vector<std::string> schemes, instruments;
  };
  std::map<std::pair<std::string, std::string>, Row> rows;  // by title
  for (auto const& entry : book.texts) {
    auto const& text = book.text(entry);
    for (auto const& code : states_of(book, text)) {
      auto& row = rows[{title_of(book, code), code}];
      (text.kind == Kind::scheme ? row.schemes : row.instruments).push_back(text_link(book, entry));
    }
  }
  Table table("Schemes and instruments of each State", {"State", "Schemes", "Instruments that bind it"},
              "lists");
  for (auto const& [state, row] : rows) {
    table.row({{fmt::format("{} <span class=\"small\">{}</span>", escape(state.first), escape(state.second))},
               {lines(row.schemes, "none in this book")},
               {lines(row.instruments, "none in this book")}});
  }
  return table.empty() ? "<p>There are none.</p>\n" : table.html();
}

std::vector<Cell> counted(std::string head, std::string of, Count const& count) {
  auto const number = [](std::size_t n) { return fmt::format("{}", n); };
  return {{std::move(head)},
          {std::move(of), "words"},
          {number(count.articles)},
          {number(count.encoded)},
          {number(count.in_part), count.in_part > 0 ? "lacking" : ""},
          {number(count.bare)},
          {number(count.doubtful), count.doubtful > 0 ? "doubted" : ""},
          {number(count.passed + count.failed)},
          {number(count.failed), count.failed > 0 ? "fails" : ""}};
}

void add(Count& sum, Count const& one) {
  sum.articles += one.articles;
  sum.encoded += one.encoded;
  sum.in_part += one.in_part;
  sum.bare += one.bare;
  sum.doubtful += one.doubtful;
}

std::string text_table(Book const& book, bool schemes) {
  Table table(schemes ? "Articles of each scheme" : "Articles of each instrument",
              {schemes ? "Scheme" : "Instrument", schemes ? "State" : "Parties", "Articles", "Encoded",
               "With what is not encoded", "Without rules", "Not verified", "Tests", "Failed"},
              "numbers worded");
  Count sum;
  std::set<std::pair<std::size_t, std::string>> passed, failed;
  for (auto const& entry : book.texts) {
    auto const& text = book.text(entry);
    if ((text.kind == Kind::scheme) != schemes) continue;
    auto one = count(book.of(entry).outline, book.chapter(entry));
    count_tests(book.of(entry), entry.chapter, one);
    count_lacks(book.of(entry), entry.chapter, one);
    add(sum, one);
    for (auto const& test : book.of(entry).tests) {
      bool const here = std::any_of(test.articles.begin(), test.articles.end(), [&](std::size_t section) {
        return book.of(entry).outline.sections[section].chapter == entry.chapter;
      });
      if (here) (test.result.passed ? passed : failed).insert({entry.document, test.title});
    }
    std::string states;
    for (auto const& code : states_of(book, text))
      states += (states.empty() ? "" : ", ") + escape(title_of(book, code));
    if (text.kind == Kind::regulation)
      states = "applies " + escape(agreement_of(book, text)->title) + ": " + states;
    table.row(
        counted(text_link(book, entry), states.empty() ? "no State is named in this text" : states, one));
  }
  if (table.empty()) return "<p>There are none.</p>\n";
  sum.passed = passed.size();
  sum.failed = failed.size();
  table.row(counted("All", "", sum), "sum");
  return table.html();
}

// The words for which awards are claimed: what a fact lists, and an award goes through.
std::set<std::uint32_t> claimed(core::Program const& of) {
  std::set<std::uint32_t> found;
  for (auto const& award : of.awards) {
    for (auto const& generator : award.generators) {
      auto const& source = of.expressions[generator.source];
      auto const& type = of.types[source.type];
      if (source.op != Op::fact || type.kind != core::Type::Kind::list) continue;
      if (of.types[type.element].kind == core::Type::Kind::enumeration)
        found.insert(of.types[type.element].enumeration());
    }
  }
  return found;
}

// The number of an article; its title where it has only words for a number.
std::string short_name(Section const& section) {
  bool const numbered = std::any_of(section.label.begin(), section.label.end(),
                                    [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
  return numbered || section.title.empty() ? section.label : section.title;
}

// Which articles name a branch: as what a part or a route is for, or in an expression.
class Branches {
 public:
  Branches(Book const& book) : book_(book), claimed_(claimed(program(book))) {
    for (auto const enumeration : claimed_) {
      for (auto const& word : program(book).enumerations[enumeration].values) titles_.push_back(word);
    }
    for (std::size_t n = 0; n < book.documents.size(); ++n) document(n);
  }

  std::string table() const {
    Table table("Texts that name each branch", {"Branch", "Schemes", "Instruments"}, "lists");
    for (auto const& word : titles_) {
      std::vector<std::string> schemes, instruments;
      for (auto const& entry : book_.texts) {
        auto const& sections = book_.of(entry).outline.sections;
        std::string articles;
        auto const found = named_.find({word.name, entry.document});
        if (found == named_.end()) continue;
        bool any = false;
        for (auto const section : found->second) {
          if (sections[section].chapter != entry.chapter) continue;
          any = true;
          if (sections[section].kind != Section::Kind::article) continue;
          articles += (articles.empty() ? ": " : ", ") +
                      away(address_of(book_.of(entry), sections[section].id), short_name(sections[section]));
        }
        if (!any) continue;
        auto& list = book_.text(entry).kind == Kind::scheme ? schemes : instruments;
        list.push_back(text_link(book_, entry) + articles);
      }
      table.row({{escape(word.title.empty() ? word.name : word.title)},
                 {lines(schemes, "none in this book")},
                 {lines(instruments, "none in this book")}});
    }
    return table.empty() ? "<p>No award of these packages is claimed for a branch.</p>\n" : table.html();
  }

 private:
  void name(Document const& document, std::size_t number, text::Span span, model::Enumerated word) {
    if (span.source == text::no_source) return;
    auto const section = document.outline.section_at(document.loaded.sources, span.source, span.begin);
    if (section >= document.outline.sections.size()) return;
    auto const& value = document.loaded.program.enumerations[word.enumeration].values[word.index];
    named_[{value.name, number}].insert(section);
  }

  void document(std::size_t number) {
    auto const& document = book_.documents[number];
    auto const& of = document.loaded.program;
    auto const words = claimed(of);
    for (auto const& expression : of.expressions) {
      if (expression.op == Op::constant) {
        auto const* word = std::get_if<model::Enumerated>(&of.constants[expression.a].content);
        if (word != nullptr && words.contains(word->enumeration))
          name(document, number, expression.span, *word);
      } else if (expression.op == Op::match) {
        auto const& subject =
            of.types[of.expressions[of.child(static_cast<core::ExprId>(&expression - of.expressions.data()),
                                             0)]
                         .type];
        if (subject.kind != core::Type::Kind::enumeration || !words.contains(subject.enumeration())) continue;
        auto const& children = of.matches[expression.a].child_of;
        for (std::uint32_t n = 0; n < children.size(); ++n) {
          if (children[n] != 0) name(document, number, expression.span, {subject.enumeration(), n});
        }
      }
    }
    auto const patterns = [&](std::vector<std::optional<model::Value>> const& all, core::ExprId body) {
      for (auto const& pattern : all) {
        auto const* word = pattern ? std::get_if<model::Enumerated>(&pattern->content) : nullptr;
        if (word != nullptr && words.contains(word->enumeration) && body < of.expressions.size())
          name(document, number, of.expressions[body].span, *word);
      }
    };
    for (auto const& rule : of.rules) {
      for (auto const& part : rule.parts)
        patterns(part.patterns, part.body != core::none ? part.body
                                : part.versions.empty() ? core::none
                                                        : part.versions.front().body);
    }
    for (auto const& award : of.awards) {
      for (auto const& route : award.routes) patterns(route.patterns, route.grants);
    }
  }

  Book const& book_;
  std::set<std::uint32_t> claimed_;
  std::vector<core::Enumerator> titles_;
  std::map<std::pair<std::string, std::size_t>, std::set<std::size_t>>
      named_;  // word and document to sections
};

std::string question_table(Book const& book) {
  Table table("What is answered beside awards", {"Question", "Where"}, "lists");
  for (auto const& document : book.documents) {
    for (auto const& anchor : document.names.anchors) {
      if (anchor.kind != "question") continue;
      auto const& section = document.outline.sections[anchor.section];
      auto const& chapter = document.outline.chapters[section.chapter];
      table.row({{away(address_of(document, anchor.id), anchor.title.empty() ? anchor.name : anchor.title)},
                 {escape(chapter.title) +
                  (section.kind == Section::Kind::article ? ", " + escape(section.heading) : "")}});
    }
  }
  return table.empty() ? "<p>There are none.</p>\n" : table.html();
}

std::string package_table(Book const& book) {
  Table table("Packages", {"Package", "Folder", "Texts", "Places not encoded", "Tests", "Failed"},
              "numbers worded");
  for (auto const& document : book.documents) {
    auto const& outline = document.outline;
    auto const texts = std::count_if(outline.chapters.begin(), outline.chapters.end(),
                                     [](Chapter const& one) { return one.text != core::none; });
    auto const failed = std::count_if(document.tests.begin(), document.tests.end(),
                                      [](PrintedTest const& test) { return !test.result.passed; });
    table.row({{away(page_of(outline.package), outline.package)},
               {fmt::format("<code>{}</code>", escape(outline.folder)), "words"},
               {fmt::format("{}", texts)},
               {fmt::format("{}", document.lacks.gaps.size()), document.lacks.gaps.empty() ? "" : "lacking"},
               {fmt::format("{}", document.tests.size())},
               {fmt::format("{}", failed), failed > 0 ? "fails" : ""}});
  }
  return table.html();
}

std::string part(std::string_view id, std::string_view title, std::string const& about,
                 std::string const& content) {
  return fmt::format(
      "<section aria-labelledby=\"{0}\">\n<h2 class=\"flow\" id=\"{0}\">{1}</h2>\n{2}{3}</section>\n", id,
      title, about.empty() ? "" : "<p class=\"small\">" + about + "</p>\n", content);
}

}  // namespace

std::string start_page(Book const& book) {
  std::size_t articles = 0, gaps = 0, tests = 0;
  for (auto const& entry : book.texts)
    articles += count(book.of(entry).outline, book.chapter(entry)).articles;
  for (auto const& document : book.documents) {
    gaps += document.lacks.gaps.size();
    tests += document.tests.size();
  }
  std::string page = head_in_book("Rule book", "index.html", {});
  page += fmt::format(
      "<h1>Rule book</h1>\n<p>{}, {} with {}, {}.</p>\n"
      "<p class=\"gap\"><strong>Not encoded:</strong> {} say so of themselves. "
      "<a href=\"not-encoded.html\">All of them on one page</a>.</p>\n",
      plural(book.documents.size(), "package", "packages"), plural(book.texts.size(), "text", "texts"),
      plural(articles, "article", "articles"), plural(tests, "test", "tests"),
      plural(gaps, "place", "places"));
  page +=
      "<nav aria-label=\"On this page\">\n<ul class=\"ways\">\n<li><a href=\"#states\">By State</a></li>\n"
      "<li><a href=\"#instruments\">By instrument</a></li>\n<li><a href=\"#schemes\">By scheme</a></li>\n"
      "<li><a href=\"#branches\">By branch</a></li>\n<li><a href=\"#questions\">By question</a></li>\n"
      "<li><a href=\"#packages\">By package</a></li>\n</ul>\n</nav>\n";
  std::string const counting =
      "Encoded: the article has rules, and none of them says that something is not encoded. Not verified: "
      "the text, the "
      "article or a part of it states that its confidence is low or that nobody verified it; such an article "
      "is counted "
      "in another column as well. A test is counted where it names an article or uses its rules.";
  page += part("states", "By State", "", state_table(book));
  page += part("instruments", "By instrument", counting, text_table(book, false));
  page += part("schemes", "By scheme", counting, text_table(book, true));
  page += part("branches", "By branch",
               "With the articles that name the branch; a text that speaks of all branches alike "
               "names none.",
               Branches(book).table());
  page += part("questions", "By question", "", question_table(book));
  page += part("packages", "By package", "", package_table(book));
  page += fmt::format(
      "<p class=\"small\">The rules have the identity <code class=\"long\">{}</code>, which each decision "
      "states as well.</p>\n",
      escape(program(book).identity));
  return page + foot_in_book();
}

}  // namespace convenio::book
