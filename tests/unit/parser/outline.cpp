// Heads and tests found without parsing: as the parser finds them, on every shipped file and on odd ones.
#include "grammar/parser/outline.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "support.hpp"

using namespace convenio;

namespace {

std::vector<std::string> shipped() {
  std::vector<std::string> texts;
  for (auto const& entry :
       std::filesystem::recursive_directory_iterator(std::string(CONVENIO_SOURCE_DIR) + "/rules")) {
    if (entry.path().extension() != ".convenio") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::string head(syntax::File const& file) {
  std::string text = file.package.text + ":";
  for (auto const& name : file.imports) text += " " + name.text + "@" + std::to_string(name.span.begin);
  return text;
}

std::string read_head(std::string const& text) {
  auto const file = grammar::read_head(text, 0);
  return file ? head(*file) : "none";
}

void drop_tests(std::vector<syntax::Declaration>& declarations) {
  std::erase_if(declarations, [](syntax::Declaration const& one) {
    return std::holds_alternative<syntax::TestDecl>(one.node) ||
           std::holds_alternative<syntax::SampleDecl>(one.node);
  });
  for (auto& one : declarations) {
    if (auto* container = std::get_if<syntax::ContainerDecl>(&one.node)) drop_tests(container->items);
  }
}

std::string dump_without_tests(std::string const& text, decltype(grammar::parse)& parse) {
  text::Sources sources;
  text::Diagnostics diagnostics;
  auto file = parse(sources, sources.add("t", text), diagnostics);
  drop_tests(file.declarations);
  std::string dumped = syntax::dump(file);
  for (auto const& one : diagnostics.all()) dumped += text::render(one, sources);
  return dumped;
}

std::string without_tests(std::string const& text) { return grammar::without_tests(text).value_or("none"); }

}  // namespace

TEST_CASE("every shipped file has a head and tests that need no parser") {
  std::size_t files = 0;
  for (auto const& text : shipped()) {
    ++files;
    INFO(text.substr(0, 200));
    CHECK(read_head(text) == head(testing::parsed(text).file));
    CHECK(grammar::without_tests(text).has_value());
    CHECK(dump_without_tests(text, grammar::parse_without_tests) == dump_without_tests(text, grammar::parse));
  }
  CHECK(files > 50);
}

TEST_CASE("a head is read exactly, or not at all") {
  CHECK(read_head("package a\nimport b, c\nrule x: t = 1\n") == "a: b@17 c@20");
  CHECK(read_head("-- package z\npackage a -- import b\nimport c") == "a: c@42");
  CHECK(read_head("package a") == "a:");
  for (auto const* text : {"", "rule x: t = 1", "package", "package rule", "package a import", "package a,",
                           "package a\nimprt b\nrule x: t = 1", "\xEF\xBB\xBFpackage a", "package \xC3\xA9",
                           "package a rule x: t = 1", "package a\nrule x: t = 1 import b",
                           "package a\nrule x: t = 1\nimport b", "package a\npackage b", "package day"}) {
    INFO(text);
    CHECK(read_head(text) == "none");
  }
  // In texts and comments the words mean nothing.
  CHECK(read_head("package a\nrule x: t = \"import b\" -- package c") == "a:");
}

TEST_CASE("tests are left out where it is certain where they end") {
  CHECK(without_tests("package a\ntest \"x\" {\n  expect 1 is 1\n}\nrule y: t = 1\n") ==
        "package a\n          \n               \n \nrule y: t = 1");
  CHECK(without_tests("package a\ntest \"x } \\\" {\" { -- }\n expect \"}\" is \"{\" }\n-- after") ==
        "package a");
  CHECK(without_tests("package a\nsample s like t {}\n") == "package a");
  CHECK(without_tests("package a\nagreement b \"B\" {\n  test \"x\" {}\n}") ==
        "package a\nagreement b \"B\" {\n             \n}");
  CHECK(without_tests("package a\nrule tested: t = 1 -- test \"x\" {") == "package a\nrule tested: t = 1");
  for (auto const* text : {
           "package a\ntest \"x\" {\n  expect 1 is 1\nrule y: t = 1\n}",  // `}` is missing before the rule
           "package a\ntest \"x\" {\n  expect 1 is 1\n}}\n",              // one too many
           "package a\ntest \"x\" {\n  expect 1 is 1\n",                  // none
           "package a\ntest \"x\" {\n  expect \"a is 1\n}\n",             // a text that does not end
           "package a\ntest \"x\" {\n  expect \"a\\\" is 1\n}\n",         // nor this one
           "package a\ntest \"x\" {\n  expect \xE2\x80\x9C}\xE2\x80\x9D is 1\n}\n",  // quotes that are none
           "package a\ntest \"x\" { expect 1 is 1 } rule y: t = 1\n",                // more on its line
           "package a\ntest \"x\"\nrule y: t = 1 {}\n",                              // no block of its own
           "package a\ntest \"x\" {}\n\x01",                                         // a control character
           "package a\nagreement b \"B\" {\n"                                        // the braces of the rest
       }) {
    INFO(text);
    CHECK(without_tests(text) == "none");
    CHECK(dump_without_tests(text, grammar::parse_without_tests) == dump_without_tests(text, grammar::parse));
  }
}

TEST_CASE("a file says whether its tests were left out") {
  text::Sources sources;
  text::Diagnostics diagnostics;
  auto const source = sources.add("t", "package a\ntest \"x\" {}\n");
  CHECK(grammar::parse(sources, source, diagnostics).declarations.size() == 1);
  auto const file = grammar::parse_without_tests(sources, source, diagnostics);
  CHECK(file.declarations.empty());
  CHECK(file.tests_left_out);
}
