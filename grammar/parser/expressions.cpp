// Expressions: a flat chain of operands and operators. Precedence is folded in build_expression.cpp.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr auto infix = token(Kind::operator_, scan_infix, "an operator");
constexpr auto infix_in = token(Kind::operator_, scan_in, "`in`");
constexpr auto prefix = token(Kind::prefix, scan_prefix, "`not` or `-`");

inline constexpr Rule<struct primary_id> primary("an expression");
inline constexpr Rule<struct tail_id> tail("an operator");

auto const path_def = node{Kind::path}[name >> *(sign('.') > any_word)];

// `1 unit of the money of S`
auto const of_the_money =
    node{Kind::money_of}[(word(Word::units) | word(Word::unit)) > word(Word::of) > word(Word::the) >
                         word(Word::money) > word(Word::of) > path > -any_per];
auto const number_def =
    node{Kind::quantity}[digits >> -(percent | unit | (amount_currency >> -per) | of_the_money)];

auto const argument = node{Kind::argument}[expression];
auto const further_argument = node{Kind::argument}[separator > expression];
auto const arguments_def =
    node{Kind::arguments}[in_brackets[sign('(') > -(argument >> *further_argument) >
                                      named{"`,` or `)` after the argument"}[sign(')')]]];

auto const field_step = node{Kind::field_step}[sign('.') > any_word];
auto const use_def = node{Kind::use}[callee >> *field_step >> -arguments >> *field_step];

auto const parentheses =
    node{Kind::primary}[in_brackets[sign('(') > expression > named{"`)`"}[sign(')')]] >> *field_step];

auto const range_end = node{Kind::range_end}[word(Word::to) > expression > -(word(Word::by) > expression)];
auto const list_literal =
    node{Kind::list}[in_brackets[sign('[') > -(expression >> -range_end >> *(comma > expression)) >
                                 named{"`,` or `]` in the list"}[sign(']')]]];

auto const primary_def =
    token(Kind::date, scan_date, "a date") | number | text_literal | parentheses | list_literal | form | use;

auto const rounded =
    node{Kind::postfix_rounded}[word(Word::rounded) > rounding_mode > word(Word::to) > *prefix > primary];
auto const restated =
    node{Kind::postfix_restated}[word(Word::restated) > per > -(word(Word::by) > *prefix > primary)];
auto const other_money =
    named{"a currency, or `the money of` a State"}[currency_code | (word(Word::the) > word(Word::money) >
                                                                    word(Word::of) > name)];
auto const converted = node{Kind::postfix_converted}[word(Word::converted) > word(Word::to) > other_money >
                                                     word(Word::at) > *prefix > primary];
auto const missing = node{Kind::postfix_missing}[word(Word::missing) > missing_mode];
auto const as_of = node{Kind::postfix_as_of}[word(Word::as) >> word(Word::of) > primary];
auto const change = node{Kind::binding}[any_word > named{"`=` and the new value"}[sign('=')] > expression];
auto const with = node{Kind::postfix_with}[WithAllowed{} >> word(Word::with) >>
                                           in_brackets[sign('{') > (change % comma) > -comma >
                                                       named{"`,` or `}`"}[sign('}')]]];
auto const tail_def = node{Kind::infix}[infix > *prefix > primary] | rounded | restated | converted |
                      missing | as_of | with | node{Kind::infix}[InAllowed{} >> infix_in > *prefix > primary];

auto const expression_def = remembering[nested[node{Kind::chain}[((+prefix > primary) | primary) >> *tail]]];

BOOST_SPIRIT_DEFINE(path, number, arguments, use, primary, tail, expression)
BOOST_SPIRIT_INSTANTIATE(Rule<path_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<number_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<arguments_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<use_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<expression_id>, Iterator, Context)

}  // namespace convenio::grammar
