// Names: unknown, ambiguous, twice declared, qualified; words of enumerations; fields.
#include "tests/unit/check/words.hpp"

using namespace convenio;
using namespace convenio::testing;

TEST_CASE("a name that nothing declares is refused with the nearest name") {
  auto const checked = check_article("rule x: date = brith");
  CHECK(checked.diagnostics.error_count() == 1);
  CHECK(checked.at(Code::unknown_name) == "brith");
  CHECK(checked.hint(Code::unknown_name) == "did you mean `birth`?");
  refuses("rule x: truth = no_such(1)", Code::unknown_name, "no_such");
  refuses("rule x: money XXX = 1.00 AAA", Code::unknown_name, "XXX");
  refuses("rule x(k: kidn): truth = yes", Code::unknown_name, "kidn");
}

TEST_CASE("only a name of the kind that is needed is suggested") {
  std::string const money = "package m\ncurrency XFR \"franc\" minor 0.01\n";
  auto const currency = check_texts({money + "state XF \"Frankland\" currency XFX\n"});
  CHECK(currency.hint(Code::unknown_name) == "did you mean `XFR`?");
  auto const call = check_texts({money + "state XF \"Frankland\" currency XFR\nrule r: whole = XE(1)\n"});
  CHECK(call.has(Code::unknown_name));
  CHECK(call.hint(Code::unknown_name).empty());
}

TEST_CASE("words of other languages mean a type where a type stands, and a truth where a value stands") {
  auto const hint = [](std::string const& rule) {
    return check_texts({"package m\n" + rule + "\n"}).hint(Code::unknown_name);
  };
  CHECK(hint("rule r: country = 1") == "a country is a `state`");
  CHECK(hint("rule r: whole = country").empty());
  CHECK(hint("rule r: truth = True") == "the truths are `yes` and `no`");
  CHECK(hint("rule r: true = yes").empty());
}

TEST_CASE("a name of a package that is not imported says so") {
  auto const checked = check_texts({words, "package law\nrule x: date = birth\n"});
  CHECK(checked.hint(Code::unknown_name).find("import base") != std::string::npos);
}

TEST_CASE("imports must exist") {
  auto const checked = check_texts({words, "package law\nimport bass\n"});
  CHECK(checked.at(Code::unknown_package) == "bass");
  CHECK(checked.hint(Code::unknown_package) == "did you mean `base`?");
}

TEST_CASE("a name declared by two visible packages must be qualified") {
  std::string const a = "package a\nrule answer: whole = 1\n";
  std::string const b = "package b\nrule answer: whole = 2\n";
  auto const bare = check_texts({a, b, "package c\nimport a, b\nrule x: whole = answer\n"});
  CHECK(bare.count(Code::ambiguous_name) == 1);
  auto const qualified = check_texts({a, b, "package c\nimport a, b\nrule x: whole = b.answer\n"});
  CHECK(qualified.diagnostics.error_count() == 0);
  CHECK(body_of(qualified, "x") == "(call answer)");
  auto const& rules = qualified.program.rules;
  CHECK(rules[qualified.program.expressions[find_rule(qualified.program, "x")->body].a].package == "b");
  CHECK(rules.size() == 3);
}

TEST_CASE("a package means its own name before those of its imports") {
  auto const checked = check_texts({"package a\nrule answer: whole = 1\n",
                                    "package c\nimport a\nrule answer: whole = 2\n"
                                    "rule x: whole = answer\nrule y: whole = a.answer\n"});
  INFO(checked.report());
  REQUIRE(checked.diagnostics.error_count() == 0);
  auto const package_called_by = [&](std::string_view name) {
    auto const& program = checked.program;
    return program.rules[program.expressions[find_rule(program, name)->body].a].package;
  };
  CHECK(package_called_by("x") == "c");
  CHECK(package_called_by("y") == "a");
}

TEST_CASE("two packages may call their routes alike; who imports both says which is meant") {
  auto const law = [](std::string const& name) {
    return "package " + name + "\nimport base, awards\nagreement act_" + name +
           " \"Act\" {\n  parties AA, BB from 2000-01-01\n  article 1 {\n    route alone of pension when "
           "party(S of act_" +
           name + " at birth) grants earnings(S)\n  }\n}\n";
  };
  std::string const awards =
      "package awards\nimport base\naward pension \"Pension\" for each S in [AA, BB]: money of S chosen by "
      "choice\n"
      "precedence choice(S: state) between routes of pension otherwise conflict\n";
  auto const both = [&](std::string const& route) {
    return check_texts(
        {words, awards, law("one"), law("two"),
         "package order\nimport base, awards, one, two\nagreement order \"Order\" {\n"
         "  parties AA, BB from 2000-01-01\n  article 1 {\n    stands better in choice\n      when "
         "party(S of order at birth) and this.route is " +
             route + "\n  }\n}\n"});
  };
  auto const qualified = both("two.alone");
  INFO(qualified.report());
  REQUIRE(qualified.diagnostics.error_count() == 0);
  auto const& routes = qualified.program.awards.at(0).routes;
  REQUIRE(routes.size() == 2);
  CHECK(routes[0].name == "one.alone");
  CHECK(routes[1].name == "two.alone");
  CHECK(both("alone").at(Code::ambiguous_name) == "alone");
}

TEST_CASE("a package declares a name once") {
  refuses("rule x: whole = 1  rule x: whole = 2", Code::duplicate_name, "x");
  refuses("rule x(a: whole, a: whole): whole = 1", Code::duplicate_name, "a");
  auto const enumerated = check_texts({"package p\nenumeration e { a, b, a }\n"});
  CHECK(enumerated.at(Code::duplicate_name) == "a");
}

TEST_CASE("a fact may be called like its enumeration") {
  auto const checked =
      check_texts({"package p\nenumeration sex { female, male }\nfact sex: sex \"?\"\n"
                   "rule x: truth = sex is female\nrule y: truth = sex is sex.male\n"});
  INFO(checked.report());
  CHECK(checked.diagnostics.error_count() == 0);
  CHECK(body_of(checked, "x") == "(is (fact sex) female)");
  CHECK(body_of(checked, "y") == "(is (fact sex) male)");
}

TEST_CASE("built-in functions keep their names") {
  refuses("rule age(d: date): whole = 1", Code::reserved_name, "age");
  accepts("rule year_of(d: date): whole = year(d)");
}

TEST_CASE("words of enumerations follow the type that is expected") {
  CHECK(lowered("truth = kin is voluntary") == "(is (fact kin) voluntary)");
  CHECK(lowered("truth = voluntary is kin") == "(is voluntary (fact kin))");
  CHECK(lowered("truth = kin in [voluntary, compulsory]") ==
        "(contains (fact kin) (list voluntary compulsory))");
  CHECK(lowered("kind = if wish then voluntary else compulsory") == "(if (fact wish) voluntary compulsory)");
  CHECK(lowered("colour = colour.voluntary") == "voluntary");
  refuses("rule x: truth = exists k in [voluntary] where wish", Code::ambiguous_name, "voluntary");
  refuses("rule x: truth = kin is red", Code::wrong_operands);
  refuses("rule x: kind = kind.compulsry", Code::unknown_name, "compulsry");
}

TEST_CASE("fields of periods and records") {
  CHECK(lowered("truth = exists p in career where p.kind is compulsory and p.state is S") ==
        "(exists $2 (fact career) (and (is (attribute kind $2) compulsory) (is (period state $2) $0)))");
  CHECK(lowered("truth = exists j in jobs where j.where_ is AA") ==
        "(exists $2 (fact jobs) (is (field 0 $2) AA))");
  refuses("rule x: truth = exists p in career where p.knid is compulsory", Code::unknown_field, "knid");
  refuses("rule x: truth = exists j in jobs where j.place is AA", Code::unknown_field, "place");
  refuses("rule x: whole = birth.year", Code::unknown_field, "year");
}

TEST_CASE("a declaration of another kind") {
  refuses("rule x: whole = thirty", Code::type_mismatch, "thirty");
  refuses("exception e to birth when wish then birth", Code::wrong_kind, "birth");
  refuses("rule x: money of kind = 1.00 AAA", Code::unknown_name, "kind");
}

TEST_CASE("independent faults are reported in one run, and a fault only once") {
  auto const checked =
      check_article("rule x: whole = nothing_here + 1  rule y: whole = x + 1  rule z: whole = yes");
  CHECK(checked.diagnostics.error_count() == 2);
}
