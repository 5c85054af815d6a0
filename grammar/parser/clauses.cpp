// Types and the clauses that many declarations share: titles, parameters, validity, provenance, rows.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

auto const per_def = node{Kind::per}[word(Word::per) > time_word];
auto const any_per_def =
    node{Kind::per}[word(Word::per) > named{"`day`, `week`, `fortnight`, `month`, `year` or `its time`"}
                                          [(mark(Word::its) >> word(Word::time)) | time_word]];

auto const money_type =
    node{Kind::money_type}[word(Word::money) >
                           -(currency_code | (word(Word::of) > name_of("the name of a state"))) > -any_per];
auto const quantity_type =
    node{Kind::quantity_type}[word(Word::quantity) >> word(Word::of) > name_of("the name of a state")];
auto const list_type = node{Kind::list_type}[word(Word::list) > word(Word::of) > nested[type]];
// A parameter that follows is `of NAME: TYPE`.
auto const of_state = node{Kind::of_state}[&(word(Word::of) >> name >> !sign(':')) >> word(Word::of) >> name];
auto const type_def =
    node{Kind::type}[money_type | quantity_type | list_type | mark(Word::conversion) |
                     token(Kind::word, scan_plain_type, "a type") | unit | node{Kind::named_type}[path >> -of_state]];

auto const title_def = node{Kind::title}[text_literal];

auto const parameter_type = sign(':') > type;
auto const parameter = node{Kind::parameter}[named{"the name of a parameter"}[name] >> -parameter_type];
auto const further_parameter =
    node{Kind::parameter}[separator > named{"the name of a parameter"}[name] > -parameter_type];
auto const parameters_end = named{"`,` or `)` after the parameter"}[sign(')')];
auto const parameters_def =
    node{Kind::parameters}[sign('(') >
                           named{"the name of a parameter"}[sign(')') | (parameter > *further_parameter >
                                                                         parameters_end)]];

auto const confidence = node{Kind::confidence}[word(Word::confidence) >> name];
auto const source = node{Kind::source}[word(Word::source) >> text_literal];
auto const note = node{Kind::note}[word(Word::note) >> text_literal];
auto const provenance_def = confidence | source | note;

auto const from = node{Kind::from}[word(Word::from) > date_literal];
auto const until = node{Kind::until}[word(Word::until) > date_literal];
auto const validity_def = from | until;

auto const generator = node{Kind::generator}[name_of("a name for the element") > word(Word::in) > expression];
auto const generators_def =
    node{Kind::generators}[word(Word::for_) > word(Word::each) > generator > *(comma > generator)];

// An amount as a key stands before `:`, where after a value a code would begin the next row.
auto const key_amount = node{Kind::chain}[node{Kind::quantity}[digits >> currency_code >> -per]];
auto const key_end = key_amount | expression;
auto const range =
    node{Kind::high}[word(Word::to) > key_end] | node{Kind::high_below}[word(Word::below) > key_end];
auto const key =
    node{Kind::key_any}[word(Word::any)] | node{Kind::key_from}[word(Word::from) > key_end > -range] |
    node{Kind::key_until}[word(Word::until) > key_end] | node{Kind::key_below}[word(Word::below) > key_end] |
    node{Kind::key_value}[key_end >> -range];
auto const figure_def = node{Kind::known_to}[word(Word::known) >> word(Word::to) > date_literal] |
                        node{Kind::checked}[word(Word::checked) >> text_literal];
auto const enacted_def = node{Kind::enacted}[word(Word::enacted) > date_literal];

auto const unknown = node{Kind::unknown}[word(Word::unknown) > -text_literal];
auto const row_value = sign(':') > named{"the value of the row"}[unknown | expression] >
                       *(provenance | figure);
// A row, or what begins a group of rows: keys that they have in common.
auto const row_head = key > *(comma > named{"another key"}[key]);
auto const inner_row =
    node{Kind::row}[row_head > -enacted > named{"`:` after the key of the row"}[row_value]];
auto const group = node{Kind::block}[sign('{') > *inner_row > named{"a row of the group, or `}`"}[sign('}')]];
auto const spoken_group = +(provenance | figure) > named{"`{` and the rows of the group"}[group];
auto const single_row = -enacted > named{"`:` after the key of the row"}[row_value];
auto const row = node{Kind::row}[row_head > (group | spoken_group | single_row)];
auto const rows_def =
    node{Kind::block}[sign('{') > *row > named{"a row like `from 2020-01-01: 5`, or `}`"}[sign('}')]];

BOOST_SPIRIT_DEFINE(type, per, any_per, title, parameters, provenance, validity, generators, rows, figure,
                    enacted)
BOOST_SPIRIT_INSTANTIATE(Rule<type_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<per_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<any_per_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<title_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<parameters_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<provenance_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<validity_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<generators_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<rows_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<figure_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<enacted_id>, Iterator, Context)

}  // namespace convenio::grammar
