// Expressions that begin with their own word: let, if, match, the binders, make, periods, conversions.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

auto const truth = node{Kind::truth}[mark(Word::yes) | mark(Word::no)];

auto const let_binding = node{Kind::binding}[name_of("a name after `let`") > sign('=') > in_let[expression]];
auto const let =
    node{Kind::let}[word(Word::let) > let_binding > *(comma > let_binding) > word(Word::in) > expression];

auto const if_ = node{Kind::if_}[word(Word::if_) > expression > word(Word::then) > expression >
                                 named{"`else` and what holds otherwise"}[word(Word::else_)] > expression];

auto const where = node{Kind::where}[word(Word::where) > expression];
auto const variable = name_of("a name for the element");
auto const those =
    node{Kind::comprehension}[mark(Word::those) > variable > word(Word::in) > expression > where];
auto const exists =
    node{Kind::comprehension}[mark(Word::exists) > variable > word(Word::in) > expression > where];
auto const first =
    node{Kind::comprehension}[mark(Word::first) > variable > word(Word::in) > expression > -where];
auto const every = node{Kind::comprehension}[mark(Word::every) > variable > word(Word::in) > expression >
                                             node{Kind::where}[word(Word::satisfies) > expression]];
auto const number_of = node{Kind::comprehension}[mark(Word::number) > word(Word::of) > variable >
                                                 word(Word::in) > expression > -where];
auto const sum_of =
    node{Kind::comprehension}[(mark(Word::sum) | mark(Word::list)) > word(Word::of) > expression >
                              word(Word::for_) > variable > word(Word::in) > expression > -where];

auto const carry = node{Kind::carry}[word(Word::carry) > name_of("the name of what is carried") >
                                     word(Word::from) > expression > word(Word::over) > variable >
                                     word(Word::in) > expression > word(Word::as) > expression];

auto const arm_head = mark(Kind::otherwise, Word::otherwise) | path;
auto const arm =
    node{Kind::arm}[arm_head >> *(comma > path) > named{"`:` after the value"}[sign(':')] > expression];
auto const match = node{Kind::match}[word(Word::match) > expression >
                                     in_brackets[sign('{') > named{"a value and `:`"}[+arm] >
                                                 named{"a value and `:`, or `}`"}[sign('}')]]];

auto const field_value = node{Kind::binding}[any_word > sign('=') > expression];
auto const of_state = node{Kind::of_state}[word(Word::of) > name_of("the State")];
auto const make =
    node{Kind::make}[word(Word::make) > path > -of_state > in_brackets[sign('{') > -(field_value % comma) > -comma >
                                                           named{"`,` or `}`"}[sign('}')]]];

auto const make_period =
    node{Kind::make_period}[word(Word::period) > word(Word::of) > expression > word(Word::from) >
                            in_dates[expression] > word(Word::to) > in_dates[expression]];

auto const binding = node{Kind::binding}[name > sign('=') > expression];
auto const period_with = node{Kind::fields}[word(Word::with) > binding > *(comma > binding)];
auto const dates = named{"a date, or a value of the period before it"}[date_literal] >
                   word(Word::to) > date_literal;
auto const undated = node{Kind::undated}[word(Word::undated)] >
                     -(date_literal > word(Word::to) > date_literal);
auto const period_row = node{Kind::period_row}[name > *path > (undated | dates) > -period_with];
auto const periods =
    node{Kind::periods}[word(Word::periods) > in_brackets[sign('{') > *period_row >
                                                          named{"the state of a period, or `}`"}[sign('}')]]];

auto const via = node{Kind::via}[word(Word::via) > unit > *(comma > unit)];
auto const convert_mode =
    named{"`exact`, `down`, `up` or `half_up`"}[token(Kind::word, scan_mode, "") | mark(Word::exact)];
auto const unit_of = node{Kind::unit_of}[word(Word::unit) > word(Word::of) > name_of("the name of a state")];
auto const convert =
    node{Kind::convert}[word(Word::convert) >>
                        in_brackets[sign('(') > expression > word(Word::to) >
                                    named{"a unit like `months`, or `unit of` a state"}[unit_of | unit] >
                                    word(Word::by) > named{"a conversion"}[expression] > -via > convert_mode >
                                    -via > named{"`)`"}[sign(')')]]];
auto const certified =
    node{Kind::certified}[word(Word::certified) >>
                          in_brackets[sign('(') > expression > word(Word::to) > unit > sign(')')]];

auto const zero = node{Kind::money_of}[word(Word::zero) >> word(Word::of) >> path >> -any_per];

auto const undefined = node{Kind::undefined}[word(Word::undefined) > text_of("the reason in quotes")];

auto const not_encoded =
    node{Kind::not_encoded}[word(Word::not_) >> word(Word::encoded) >> text_of("the reason in quotes")];

auto const form_def = truth | let | if_ | those | exists | first | every | number_of | sum_of | carry |
                      match | make | make_period | periods | convert | certified | zero | undefined |
                      not_encoded;

BOOST_SPIRIT_DEFINE(form)
BOOST_SPIRIT_INSTANTIATE(Rule<form_id>, Iterator, Context)

}  // namespace convenio::grammar
