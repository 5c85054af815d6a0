// Declarations that decide: rules, exceptions, parameters, tables, precedences, awards, routes, questions.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr recovering as_rule{Kind::rule, "the rule"};
constexpr recovering as_open_rule{Kind::rule, "the open rule"};
constexpr recovering as_condition{Kind::condition, "the condition"};
constexpr recovering as_exception{Kind::exception, "the exception"};
constexpr recovering as_parameter{Kind::parameter_decl, "the parameter"};
constexpr recovering as_table{Kind::table, "the table"};
constexpr recovering as_precedence{Kind::precedence, "the precedence"};
constexpr recovering as_clause{Kind::stands, "the clause"};
constexpr recovering as_apart{Kind::apart, "the clause"};
constexpr recovering as_decided{Kind::decided, "the day of decision"};

auto const when = node{Kind::when}[word(Word::when) > expression];
auto const then_body = node{Kind::body}[word(Word::then) > expression];

auto const version =
    node{Kind::version}[validity > -(node{Kind::to}[word(Word::to) > date_literal]) > -enacted >
                        named{"`=` after the dates of the version"}[sign('=')] > expression];
auto const versions = node{
    Kind::block}[sign('{') > *version > named{"`from DATE = ...`, `until DATE = ...`, or `}`"}[sign('}')]];
auto const body = node{Kind::body}[sign('=') > expression];
auto const result = node{Kind::result}[sign(':') > type];

auto const rule =
    as_rule[word(Word::rule) > name_of("the name of the rule") > -title > -parameters > -title > -result >
            *provenance > named{"`=` or `{` before what the rule says"}[body | versions]];
auto const open_rule =
    as_open_rule[mark(Word::open) > word(Word::rule) > name_of("the name of the rule") > -title >
                 -parameters > -title > named{"`:` and the type of the open rule"}[result] > *provenance >
                 -(body | versions)];

auto const condition =
    as_condition[(mark(Word::impossible) | mark(Word::remark)) > name_of("the name of the condition") >
                 text_of("what such a case is told, in quotes") > *provenance >
                 node{Kind::body}[word(Word::when) > expression]];

auto const overrides = node{Kind::overrides}[word(Word::overrides) > path > *(comma > path)];
auto const exception = as_exception[word(Word::exception) > name_of("the name of the exception") >
                                    word(Word::to) > path > -overrides > *provenance > when > then_body];

auto const typed = named{"`:` and a type"}[sign(':')] > type;
// What is said of the figures of a parameter or table.
auto const until_amended = node{Kind::until_amended}[word(Word::until) >> word(Word::amended)];
auto const said = *(provenance | figure | until_amended);
auto const unknown = node{Kind::unknown}[word(Word::unknown) > -text_literal];
auto const constant = node{Kind::body}[sign('=') > named{"an expression"}[unknown | expression] > said];
// Keys that stand at the name at once, as those of a rule, are read and then refused: the builder knows the
// fix.
auto const keys =
    parameters | (node{Kind::by}[word(Word::by)] > named{"`(` and the keys of the parameter"}[parameters]);
auto const parameter =
    as_parameter[word(Word::parameter) > name_of("the name of the parameter") > -title > -keys > -title >
                 typed > said > named{"`=` or `{` after the type of the parameter"}[constant | rows]];
auto const table = as_table[word(Word::table) > name_of("the name of the table") > -title >
                            named{"`(` and the keys of the table"}[parameters] > -title > typed > said >
                            named{"`{` and the rows of the table"}[rows]];

auto const domain = node{Kind::domain_periods}[word(Word::periods)] |
                    node{Kind::domain_routes}[word(Word::routes) > word(Word::of) > path];
auto const order = node{Kind::order}[word(Word::in) > word(Word::order) > path > *(comma > path)];
auto const otherwise = mark(Word::both) | mark(Word::conflict) |
                       node{Kind::highest}[word(Word::highest) > named{"`amount`"}[word(Word::amount)]] |
                       node{Kind::undefined}[word(Word::undefined) > text_of("the reason in quotes")];
auto const precedence =
    as_precedence[word(Word::precedence) > name_of("the name of the precedence") > -parameters >
                  word(Word::between) > named{"`periods` or `routes of` an award"}[domain] > *provenance >
                  -order > word(Word::otherwise) >
                  named{"`both`, `conflict`, `highest amount` or `undefined` with a reason"}[otherwise]];

// Each of the routes stands over those after it, or the one that pays more over the others.
auto const ranked = node{Kind::over}[sign(':') > path > +(word(Word::over) > path)] > -when;
auto const richest = node{Kind::by_amount}[sign(':') >> word(Word::highest) >> word(Word::amount) >
                                           named{"`of` and the routes that are compared"}[word(Word::of)] >
                                           path > +(comma > path)] > -when;
auto const stepwise = node{Kind::by_step}[sign(':') >> word(Word::in) > named{"`order of steps`"}[word(Word::order)] >
                                          word(Word::of) > word(Word::steps)] > -when;
auto const stands = as_clause[word(Word::stands) > name_of("the name of the clause") > word(Word::in) > path >
                              *provenance > (when | stepwise | richest | ranked)];

auto const apart = as_apart[word(Word::undated) > named{"`periods`"}[word(Word::periods)] >
                            named{"`apart`"}[word(Word::apart)] > word(Word::in) > path > *provenance];

auto const decided = as_decided[word(Word::decided) > word(Word::on) > expression];

auto const rule_declaration_def = rule | open_rule | condition | exception;
auto const table_declaration_def = parameter | table | precedence | stands | apart | decided;

BOOST_SPIRIT_DEFINE(rule_declaration, table_declaration)
BOOST_SPIRIT_INSTANTIATE(Rule<rule_declaration_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<table_declaration_id>, Iterator, Context)

}  // namespace convenio::grammar
