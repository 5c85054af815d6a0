// See comparison.hpp.
#include "tools/book/comparison.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/book/frame.hpp"
#include "tools/book/markup.hpp"
#include "tools/book/source.hpp"

namespace convenio::book {

namespace {

// Words of a title that say nothing of its subject.
constexpr std::array<std::string_view, 32> empty_words{
    "a",    "an",   "and", "are",   "as",   "at",  "by",    "each", "for",   "from", "in",
    "into", "is",   "it",  "its",   "less", "not", "of",    "on",   "one",   "or",   "other",
    "same", "than", "the", "their", "this", "to",  "under", "what", "which", "with"};

// Of 1000, how much it counts that two articles share the words of their titles, what they answer for other
// packages, and the rest: titles of paragraphs, and what they read of other packages.
constexpr std::size_t for_titles = 600, for_answers = 300, for_rest = 100;
constexpr std::size_t enough = 180;

struct Keys {
  std::set<std::string> title, answers, rest;
};

// "periods" and "period" are one word.
void add_words(std::set<std::string>& keys, std::string_view title) {
  std::string word;
  auto const finish = [&] {
    bool const empty = std::binary_search(empty_words.begin(), empty_words.end(), word);
    if (word.size() > 4 && word.back() == 's') word.pop_back();
    if (word.size() > 2 && !empty) keys.insert(word);
    word.clear();
  };
  for (char const c : title) {
    bool const letter = (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    bool const capital = c >= 'A' && c <= 'Z';
    if (letter || capital)
      word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    else
      finish();
  }
  finish();
}

// What the article answers for other packages, and what of theirs it reads.
void add_names(Keys& keys, Document const& document, std::size_t section) {
  for (auto const& block : document.outline.sections[section].blocks) {
    auto const& source = document.loaded.sources[block.lines.source];
    for (auto at = document.names.uses.lower_bound({block.lines.source, 0});
         at != document.names.uses.end() && at->first.first == block.lines.source; ++at) {
      auto const line = source.position(at->first.second).line;
      if (line < block.lines.first || line > block.lines.last ||
          at->second.package == document.outline.package)
        continue;
      (document.names.declared.contains(at->first) ? keys.answers : keys.rest).insert(at->second.name);
    }
  }
}

std::vector<Keys> keys_of(Side const& side) {
  std::vector<Keys> all;
  for (std::size_t n = side.of().first; n < side.of().first + side.of().count; ++n) {
    auto const& section = side.document->outline.sections[n];
    auto& keys = all.emplace_back();
    if (section.kind == Section::Kind::head) continue;
    add_words(keys.title, section.title);
    for (auto const& block : section.blocks) add_words(keys.rest, block.title);
    add_names(keys, *side.document, n);
  }
  return all;
}

struct Candidate {
  std::size_t score = 0, left = 0, right = 0;
  std::vector<std::string> shared;
};

using Often = std::map<std::string, std::size_t>;

// Of 1000, how much of both sets is in both. A word that stands in one title of each text counts in full; one
// that stands in many says less of each.
std::size_t common(std::set<std::string> const& left, std::set<std::string> const& right,
                   Often const* often) {
  auto const weight = [&](std::string const& key) {
    std::size_t const titles = often ? often->at(key) : 1;
    return titles <= 2 ? std::size_t{720} : 1440 / titles;
  };
  std::size_t both = 0, all = 0;
  for (auto const& key : left) {
    all += weight(key);
    if (right.contains(key)) both += 2 * weight(key);
  }
  for (auto const& key : right) all += weight(key);
  return all == 0 ? 0 : both * 1000 / all;
}

Candidate candidate(Keys const& left, Keys const& right, Often const& often) {
  Candidate found;
  auto const titles = common(left.title, right.title, &often),
             answers = common(left.answers, right.answers, nullptr);
  if (titles + answers == 0) return found;
  found.score =
      (titles * for_titles + answers * for_answers + common(left.rest, right.rest, nullptr) * for_rest) /
      1000;
  std::set_intersection(left.title.begin(), left.title.end(), right.title.begin(), right.title.end(),
                        std::back_inserter(found.shared));
  std::set_intersection(left.answers.begin(), left.answers.end(), right.answers.begin(), right.answers.end(),
                        std::back_inserter(found.shared));
  return found;
}

std::string article(Side const& side, SourceWriter const& writer, std::size_t number) {
  auto const& document = *side.document;
  auto const& one = document.outline.sections[number];
  std::string html = fmt::format(
      "<h3>{}{}</h3>\n", escape(one.heading),
      one.title.empty() ? "" : fmt::format(" <span class=\"title\">{}</span>", escape(one.title)));
  html += fmt::format("<p class=\"measure\">{}</p>\n", measure_of(one));
  html += band(document, number, Links::none);
  for (auto const& block : one.blocks) {
    if (!block.heading.empty())
      html += fmt::format(
          "<h4>{}{}</h4>\n", escape(block.heading),
          block.title.empty() ? "" : fmt::format(" <span class=\"title\">{}</span>", escape(block.title)));
    html += statements_list(block.statements);
    html += fmt::format("<pre><code>{}</code></pre>\n", writer.write(block.lines, one.indent_line));
  }
  return html;
}

}  // namespace

std::vector<Row> comparison(Side const& left, Side const& right) {
  auto const left_keys = keys_of(left), right_keys = keys_of(right);
  Often often;
  for (auto const* side : {&left_keys, &right_keys}) {
    for (auto const& keys : *side) {
      for (auto const& word : keys.title) ++often[word];
    }
  }
  std::vector<Candidate> candidates;
  for (std::size_t l = 0; l < left_keys.size(); ++l) {
    for (std::size_t r = 0; r < right_keys.size(); ++r) {
      auto one = candidate(left_keys[l], right_keys[r], often);
      one.left = l;
      one.right = r;
      if (one.score >= enough) candidates.push_back(std::move(one));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](Candidate const& a, Candidate const& b) { return a.score > b.score; });
  std::vector<Row> rows(left_keys.size());
  std::set<std::size_t> taken;
  for (auto& one : candidates) {
    if (rows[one.left].right != nowhere || !taken.insert(one.right).second) continue;
    rows[one.left].right = right.of().first + one.right;
    rows[one.left].shared = std::move(one.shared);
  }
  auto const has_head = [](Side const& side) {
    return side.of().count > 0 &&
           side.document->outline.sections[side.of().first].kind == Section::Kind::head;
  };
  bool const heads = has_head(left) && has_head(right);
  if (heads) {  // the texts as a whole
    rows.front().right = right.of().first;
    taken.insert(0);
  }
  for (std::size_t n = 0; n < rows.size(); ++n) rows[n].left = left.of().first + n;
  std::stable_partition(rows.begin(), rows.end(), [](Row const& row) { return row.right != nowhere; });
  for (std::size_t n = 0; n < right_keys.size(); ++n) {
    if (!taken.contains(n)) rows.push_back({nowhere, right.of().first + n, {}});
  }
  return rows;
}

std::string comparison_page(Side const& left, Side const& right) {
  auto const rows = comparison(left, right);
  auto const paired = std::count_if(rows.begin(), rows.end(), [](Row const& row) {
    return row.left != nowhere && row.right != nowhere && !row.shared.empty();
  });
  SourceWriter const left_writer(left.document->loaded.sources, left.document->names, Links::none);
  SourceWriter const right_writer(right.document->loaded.sources, right.document->names, Links::none);
  auto const title = fmt::format("{} and {}", left.of().title, right.of().title);
  std::string page =
      head_alone(title) +
      fmt::format("<main>\n<h1>{}</h1>\n<p>{} side by side.</p>\n<p class=\"small\">{}</p>\n", escape(title),
                  plural(static_cast<std::size_t>(paired), "pair of articles", "pairs of articles"),
                  how_compared);
  std::string part;
  for (auto const& row : rows) {
    auto const now = row.right == nowhere  ? "Only in " + left.of().title
                     : row.left == nowhere ? "Only in " + right.of().title
                                           : std::string("Side by side");
    if (now != part) page += fmt::format("<h2 class=\"flow\">{}</h2>\n", escape(now));
    part = now;
    page += "<div class=\"versus\">\n";
    if (!row.shared.empty())
      page += fmt::format("<p class=\"small\">Both: {}</p>\n",
                          escape(fmt::format("{}", fmt::join(row.shared, ", "))));
    for (bool const first : {true, false}) {
      auto const& side = first ? left : right;
      auto const number = first ? row.left : row.right;
      if (number == nowhere) continue;
      page += fmt::format("<div class=\"side\">\n<p class=\"of\">{}</p>\n{}</div>\n", escape(side.of().title),
                          article(side, first ? left_writer : right_writer, number));
    }
    page += "</div>\n";
  }
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace convenio::book
