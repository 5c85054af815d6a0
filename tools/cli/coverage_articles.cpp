// convenio coverage --articles: of each article what is encoded, which tests work it out, and what is not encoded and why.
// Knows where declarations stand; decides nothing itself.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

namespace convenio::cli {

namespace {

struct Article {
  std::string package, text, label, title;
  std::size_t declared = 0;       // rules, parts, exceptions, routes, clauses, questions, tables
  std::set<std::size_t> tests;    // that work some of it out
  std::set<std::string> gaps;     // why a part is not encoded
  bool notes = false;             // something is only told

  char const* state() const {
    if (declared == 0) return gaps.empty() ? notes ? "told in a note" : "words only" : "not encoded";
    if (tests.empty()) return "encoded, not tested";
    return gaps.empty() ? "encoded and tested" : "tested, in part not encoded";
  }
};

class Survey {
 public:
  explicit Survey(core::Program const& program) : p_(program), of_(program.citations.size(), none) {
    for (std::uint32_t n = 0; n < p_.citations.size(); ++n) place(n);
    for (auto const& rule : p_.rules) look_at(rule);
    for (auto const& table : p_.tables) look_at(table);
    for (auto const& precedence : p_.precedences) {
      for (auto const& clause : precedence.clauses) declare(clause.citation, {clause.condition});
    }
    for (auto const& award : p_.awards) {
      for (auto const& route : award.routes) declare(route.citation, {route.when, route.entitled, route.grants});
    }
    for (auto const& question : p_.questions) declare(question.citation, {question.when, question.body});
  }

  void test(std::size_t number, std::set<core::CitationId> const& cited) {
    for (auto const citation : cited) {
      if (of_[citation] != none) articles_[of_[citation]].tests.insert(number);
    }
  }

  std::vector<Article> take() { return std::move(articles_); }

 private:
  static constexpr auto none = model::none;

  // Paragraphs and interpretations belong to their article.
  void place(std::uint32_t citation) {
    auto const& one = p_.citations[citation];
    if (one.text == none || one.article.empty()) return;
    auto const& text = p_.texts[one.text];
    auto const key = std::pair(std::uint32_t(one.text), one.article);
    auto const [found, added] = places_.emplace(key, articles_.size());
    if (added) articles_.push_back({text.package, text.title.empty() ? text.name : text.title, one.article, one.title, 0, {}, {}, false});
    of_[citation] = static_cast<std::uint32_t>(found->second);
    articles_[found->second].notes = articles_[found->second].notes || !one.note.empty();
  }

  void declare(core::CitationId citation, std::vector<core::ExprId> const& parts) {
    if (citation == none || of_[citation] == none) return;
    auto& article = articles_[of_[citation]];
    bool only_gap = !parts.empty();
    for (auto const part : parts) {
      if (part == none) continue;
      gaps(part, article);
      only_gap = only_gap && p_.expressions[part].op == core::Op::not_encoded;
    }
    if (!only_gap) ++article.declared;
  }

  void look_at(core::Rule const& rule) {
    bool const named = rule.name.find(' ') == std::string::npos;
    if (named && !rule.open) {
      std::vector<core::ExprId> bodies{rule.body};
      for (auto const& version : rule.versions) bodies.push_back(version.body);
      std::erase(bodies, core::ExprId(none));
      declare(rule.citation, bodies);
    }
    for (auto const& part : rule.parts) {
      std::vector<core::ExprId> bodies{part.body};
      for (auto const& version : part.versions) bodies.push_back(version.body);
      std::erase(bodies, core::ExprId(none));
      declare(part.citation, bodies);
    }
    for (auto const& one : rule.exceptions) declare(one.citation, {one.condition, one.body});
  }

  void look_at(core::Table const& table) {
    if (table.citation == none || of_[table.citation] == none) return;
    auto& article = articles_[of_[table.citation]];
    ++article.declared;
    for (auto const& row : table.rows) {
      if (row.value == none && !row.gap.empty()) article.gaps.insert(row.gap);
    }
  }

  void gaps(core::ExprId id, Article& article) {
    auto const& e = p_.expressions[id];
    if (e.op == core::Op::not_encoded && e.a < p_.sentences.size()) article.gaps.insert(p_.sentences[e.a]);
    for (std::uint32_t n = 0; n < e.child_count; ++n) gaps(p_.child(id, n), article);
  }

  core::Program const& p_;
  std::vector<std::uint32_t> of_;  // by citation: its article, or none
  std::vector<Article> articles_;
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> places_;
};

std::map<std::string, std::size_t> states_of(std::vector<Article> const& all) {
  std::map<std::string, std::size_t> states;
  for (auto const& one : all) ++states[one.state()];
  return states;
}

std::string as_text(std::vector<Article> const& all) {
  std::string text, heading;
  for (auto const& one : all) {
    if (one.text != heading) text += fmt::format("{}{} ({})\n", heading.empty() ? "" : "\n", text::printable(one.text), one.package);
    heading = one.text;
    std::string const title = one.title.empty() ? "" : " " + text::printable(one.title);
    text += fmt::format("  {}{}\n      {}: {} declared, {} tests\n", one.label, title, one.state(), one.declared, one.tests.size());
    for (auto const& gap : one.gaps) text += fmt::format("      not encoded: {}\n", text::printable(gap));
  }
  text += "\n";
  for (auto const& [state, count] : states_of(all)) text += fmt::format("{:>5}  {}\n", count, state);
  return text;
}

std::string as_json(std::vector<Article> const& all) {
  text::JsonWriter json(true);
  json.begin_object().member("format", "convenio-articles-1").key("articles").begin_array();
  for (auto const& one : all) {
    json.begin_object().member("package", one.package).member("text", one.text).member("article", one.label);
    json.member("title", one.title).member("state", one.state());
    json.key("declared").number(one.declared);
    json.key("tests").number(one.tests.size());
    json.key("not_encoded").begin_array();
    for (auto const& gap : one.gaps) json.string(gap);
    json.end_array().end_object();
  }
  return json.end_array().end_object().take() + "\n";
}

}  // namespace

Exit coverage_of_articles(Options const& options, CoverageOptions const& asked) {
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules); exit != Exit::done) return exit;
  auto const& program = rules.inside().program;
  Survey survey(program);
  for (std::size_t n = 0; n < program.tests.size(); ++n) survey.test(n, api::run_test(program, program.tests[n], {.explain = true}).cited);
  auto articles = survey.take();
  if (!options.packages.empty()) {
    std::erase_if(articles, [&](Article const& one) {
      return std::find(options.packages.begin(), options.packages.end(), one.package) == options.packages.end();
    });
  }
  out(asked.json ? as_json(articles) : as_text(articles));
  return Exit::done;
}

}  // namespace convenio::cli
