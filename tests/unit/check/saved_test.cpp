// Programs as bytes: what comes back is what was saved, and what makes no sense does not come back.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "engine/core/codes.hpp"
#include "engine/core/identity.hpp"
#include "engine/core/save.hpp"
#include "grammar/syntax/lexicon.hpp"
#include "load.hpp"

using namespace convenio;

namespace {

constexpr auto taken = syntax::lexicon::is_taken;

text::Code fault_of(std::string const& bytes) {
  auto const read = core::load_saved(bytes, taken);
  auto const* trouble = std::get_if<core::SaveTrouble>(&read);
  REQUIRE(trouble);
  return trouble->code;
}

text::Code fault_of(core::Program const& program) { return fault_of(core::save(program, {}, "")); }

testing::Checked small() {
  return testing::check_texts({R"(package p
currency ABC "a" minor 0.01
state Aland "Aland" currency ABC
fact birth: date "When?"
fact career: history "Which?"
rule double(n: whole): whole = n * 2
rule long: truth = let x = days(career) in x > 10 days and exists p in career where p.state is Aland
question q: whole = double(3)
)"});
}

}  // namespace

TEST_CASE("all shipped rules come back, field by field") {
  auto const rules = api::load(*api::folder(std::string(CONVENIO_SOURCE_DIR) + "/rules"));
  REQUIRE(rules.ok());
  auto const& sources = rules.inside().sources;
  core::Program program = rules.inside().program;
  std::string const bytes = core::save(program, sources, "");
  auto const read = core::load_saved(bytes, taken);
  if (auto const* trouble = std::get_if<core::SaveTrouble>(&read)) FAIL(core::to_string(*trouble));
  auto const& saved = std::get<core::SavedProgram>(read);
  CHECK(core::save(saved.program, saved.sources, "") == bytes);
  program.tests.clear();
  program.samples.clear();
  CHECK(core::dump(saved.program) == core::dump(program));
  CHECK(saved.program.identity == program.identity);
  // What an explanation quotes stands where it stood.
  REQUIRE(saved.sources.size() == sources.size());
  for (auto const& expression : program.expressions) {
    if (expression.span.source == text::no_source) continue;
    REQUIRE(saved.sources.slice(expression.span) == sources.slice(expression.span));
    REQUIRE(saved.sources.place(expression.span) == sources.place(expression.span));
  }
}

TEST_CASE("the folder of the rules is left out") {
  auto const rules = testing::load_files({{"/home/a/rules/p.convenio", "package p\nrule one: whole = 1\n"}});
  auto const read =
      core::load_saved(core::save(rules.inside().program, rules.inside().sources, "/home/a/rules/"), taken);
  CHECK(std::get<core::SavedProgram>(read).sources[0].name() == "p.convenio");
}

TEST_CASE("what is cut, altered or of another version is refused by its code") {
  auto const checked = small();
  std::string const bytes = core::save(checked.program, checked.sources, "");
  REQUIRE(std::holds_alternative<core::SavedProgram>(core::load_saved(bytes, taken)));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK(fault_of(bytes.substr(0, size)) == core::Code::truncated);
  for (std::size_t at = bytes.find('\n') + 1; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    CHECK(fault_of(changed) == core::Code::altered);
  }
  CHECK(fault_of(bytes + "x") == core::Code::altered);
  CHECK(fault_of("something else\n" + bytes) == core::Code::other_version);
  std::string other = bytes;
  std::string const format = fmt::format(" {} ", core::save_format);
  other.replace(other.find(format), format.size(), fmt::format(" {} ", core::save_format + 1));
  CHECK(fault_of(other) == core::Code::other_version);
}

TEST_CASE("what is not as a checker leaves it is refused") {
  auto const sound = small().program;
  CHECK(std::holds_alternative<core::SavedProgram>(core::load_saved(core::save(sound, {}, ""), taken)));
  using Change = void (*)(core::Program&);
  std::vector<std::pair<char const*, Change>> const changes{
      {"a child beyond the end", [](core::Program& p) { p.children.back() = 100'000; }},
      {"a child that contains itself",
       [](core::Program& p) {
         for (core::ExprId id = 0; id < p.expressions.size(); ++id) {
           if (p.expressions[id].child_count > 0) p.children[p.expressions[id].first_child] = id;
         }
       }},
      {"more children than there are", [](core::Program& p) { p.expressions.back().child_count = 4'000'000'000U; }},
      {"a type beyond the end", [](core::Program& p) { p.expressions.front().type = 77; }},
      {"a list of itself",
       [](core::Program& p) {
         p.types.push_back({core::Type::Kind::list, {}, model::none, model::none, model::none, model::none});
         p.types.back().element = static_cast<core::TypeId>(p.types.size() - 1);
       }},
      {"a rule that is not there",
       [](core::Program& p) {
         for (auto& e : p.expressions) {
           if (e.op == core::Op::call) e.a = 99;
         }
       }},
      {"an argument too few",
       [](core::Program& p) {
         for (auto& e : p.expressions) {
           if (e.op == core::Op::call) e.child_count = 0;
         }
       }},
      {"a local that nothing binds",
       [](core::Program& p) {
         for (auto& e : p.expressions) {
           if (e.op == core::Op::local) e.a = 40;
         }
       }},
      {"a truth for a number", [](core::Program& p) { p.constants.front().content = true; }},
      {"a citation that is not there", [](core::Program& p) { p.rules.front().citation = 99; }},
      {"a currency that follows itself", [](core::Program& p) { p.currencies.front().follows = 0; }},
      {"a state's currency that is not there", [](core::Program& p) { p.states.front().currencies = {9}; }},
      {"a builtin that is not there",
       [](core::Program& p) {
         for (auto& e : p.expressions) {
           if (e.op == core::Op::builtin) e.a = 200;
         }
       }},
      {"another operator",
       [](core::Program& p) {
         for (auto& e : p.expressions) {
           if (e.op == core::Op::multiply) e.op = core::Op::exists;
         }
       }},
      {"a result of another type",
       [](core::Program& p) {
         for (core::TypeId t = 0; t < p.types.size(); ++t) {
           if (p.types[t].kind == core::Type::Kind::date) p.rules.front().type = t;
         }
       }},
      {"a body that is not there", [](core::Program& p) { p.questions.front().body = model::none; }}};
  for (auto const& [what, change] : changes) {
    INFO(what);
    core::Program changed = sound;
    change(changed);
    CHECK(fault_of(changed) == core::Code::unsound);
  }
}

TEST_CASE("the identity is of packages and bytes, whatever the order") {
  auto const identity = [](std::vector<core::RuleSource> const& sources) {
    return core::rules_identity(sources);
  };
  CHECK(identity({{"a", "x"}, {"b", "y"}}) == identity({{"b", "y"}, {"a", "x"}}));
  CHECK(identity({{"a", "x"}, {"a", "y"}}) == identity({{"a", "y"}, {"a", "x"}}));
  CHECK(identity({{"a", "xy"}}) != identity({{"ax", "y"}}));
  CHECK(identity({{"a", "x"}, {"b", "y"}}) != identity({{"a", "xb"}, {"", "y"}}));
  CHECK(identity({{"a", "x"}}) != identity({{"a", "x"}, {"a", "x"}}));
  CHECK(core::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
