// Declarations of what is asked of a case: awards, routes, questions; and its samples and tests.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr recovering as_award{Kind::award, "the award"};
constexpr recovering as_route{Kind::route, "the route"};
constexpr recovering as_question{Kind::question, "the question"};
constexpr recovering as_fact{Kind::fact_value, "the fact", after_statement};
constexpr recovering as_given{Kind::given, "what is given", after_statement};
constexpr recovering as_expectation{Kind::expectation, "the expectation", after_statement};
constexpr recovering as_sample{Kind::sample, "the sample"};
constexpr recovering as_test{Kind::test, "the test"};

auto const typed = named{"`:` and a type"}[sign(':')] > type;
auto const when = node{Kind::when}[word(Word::when) > expression];
auto const by_path = node{Kind::by}[word(Word::by) > path];

auto const paid = node{Kind::paid}[word(Word::paid) > expression > word(Word::times) > word(Word::a) >
                                   token(Kind::word, scan_time, "`year`")];
auto const particular =
    node{Kind::particular}[word(Word::states) > name_of("the name of the particular") > -title >
                           -node{Kind::always}[word(Word::always)] > named{"`is`"}[word(Word::is)] > expression];
auto const in_steps = node{Kind::in_steps}[word(Word::in) > word(Word::steps) > path];
auto const award =
    as_award[word(Word::award) > name_of("the name of the award") > -title > -generators > typed > -paid >
             -(node{Kind::by}[word(Word::chosen) > word(Word::by) > path]) > -in_steps > *particular > -title >
             *provenance];

auto const entitled = node{Kind::entitled}[word(Word::entitled) > expression];
auto const grants = node{Kind::grants}[word(Word::grants) > expression];
auto const route_for =
    node{Kind::names}[in_brackets[sign('(') > path > *(comma > path) > named{"`,` or `)`"}[sign(')')]]];
auto const at_step = node{Kind::at_step}[word(Word::at) > path];
auto const statement_of_route =
    node{Kind::particular}[word(Word::states) > name_of("the name of the particular") > named{"`is`"}[word(Word::is)] >
                           expression];
auto const route = as_route[word(Word::route) > name_of("the name of the route") >
                            node{Kind::of}[word(Word::of) > path > -route_for] > -title > *provenance >
                            -at_step > -when > -entitled > -grants > *statement_of_route];

auto const question =
    as_question[word(Word::question) > name_of("the name of the question") > -title > -generators > -when >
                typed > *provenance >
                node{Kind::body}[named{"`=` after the type of the question"}[sign('=')] > expression] >
                -title];

// ---------------------------------------------------------------- samples and tests

auto const contradictory =
    node{Kind::contradictory}[word(Word::contradictory) >
                              named{"`[` and the values that contradict each other"}[sign('[')] > expression >
                              *(comma > expression) > named{"`]`"}[sign(']')]];
auto const unknown = node{Kind::unknown}[word(Word::unknown) > -text_literal];
auto const fact_value = as_fact[path >> -arguments > named{"`=` and the value of the fact"}[sign('=')] >
                                named{"a value"}[unknown | contradictory | expression]];

// A fact may be called `given`: only a name after the word makes it one.
auto const given =
    as_given[word(Word::given) >> path > -arguments > named{"`=` and the value that is given"}[sign('=')] >
             named{"a value"}[expression]];

auto const ledger_row =
    node{Kind::ledger_row}[name > named{"a date"}[date_literal] > word(Word::to) > date_literal >
                           word(Word::displaced) > word(Word::by) > name > word(Word::under) > path];
auto const ledger = node{Kind::ledger}[word(Word::ledger) >> word(Word::of) > expression > sign('{') >
                                       *ledger_row > named{"a row of the ledger, or `}`"}[sign('}')]];
auto const amount = node{Kind::amount}[word(Word::amount) > expression];
auto const for_facts = node{Kind::for_facts}[word(Word::for_) > expression > *(comma > expression)];
auto const expected_status = node{Kind::status}[status_word > -by_path > -amount > -for_facts];
auto const statement = node{Kind::states}[expression >> -expected_status];
auto const of_award = node{Kind::particular_of}[name >> word(Word::of) >> node{Kind::chain}[use] >>
                                                ((word(Word::is) > expression) | expected_status)];
auto const award_row = node{
    Kind::states}[node{Kind::chain}[use] > named{"`granted`, `refused` or another status"}[expected_status]];
auto const decision = node{Kind::decision}[word(Word::decision) >> sign('{') > *award_row >
                                           named{"an award and its status, or `}`"}[sign('}')]];
auto const expectation =
    as_expectation[word(Word::expect) > named{"an expression"}[ledger | decision | of_award | statement]];

auto const no_statement = NoItem("a fact or `expect`", after_statement, false);
auto const statements =
    node{Kind::block}[named{"`{`"}[sign('{')] > *(expectation | given | fact_value | no_statement) >
                      BlockEnd("the test or sample")];
auto const like = node{Kind::like}[word(Word::like) > path];
auto const sample =
    as_sample[word(Word::sample) > name_of("the name of the sample") > -like > *provenance > statements];
auto const test =
    as_test[word(Word::test) > text_of("what is tested, in quotes") > -like > *provenance > statements];

auto const award_declaration_def = award | route | question;
auto const sample_declaration_def = sample | test;

BOOST_SPIRIT_DEFINE(award_declaration, sample_declaration)
BOOST_SPIRIT_INSTANTIATE(Rule<award_declaration_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<sample_declaration_id>, Iterator, Context)

}  // namespace convenio::grammar
