// Declarations of what cases are made of: states, currencies, enumerations, records, conversions, facts.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr recovering as_state{Kind::state, "the state"};
constexpr recovering as_currency{Kind::currency_decl, "the currency"};
constexpr recovering as_enumeration{Kind::enumeration, "the enumeration"};
constexpr recovering as_extension{Kind::extend, "the extension"};
constexpr recovering as_record{Kind::record, "the record"};
constexpr recovering as_conversion{Kind::conversion, "the conversion"};
constexpr recovering as_fact{Kind::fact, "the fact"};
constexpr recovering as_attribute_of_periods{Kind::period_attribute, "the attribute of periods"};

auto const typed = named{"`:` and a type"}[sign(':')] > type;
auto const open_brace = named{"`{`"}[sign('{')];
auto const fallback = node{Kind::default_}[word(Word::default_) > expression];

auto const state = as_state[word(Word::state) > name_of("the name of the state") >
                            text_of("the full name of the state in quotes") > word(Word::currency) >
                            currency_code > -(word(Word::paid) > per) > *provenance];

auto const minor = node{Kind::minor}[word(Word::minor) > digits];
auto const follows = node{Kind::follows}[word(Word::follows) > currency_code > word(Word::at) > digits];
auto const currency =
    as_currency[word(Word::currency) > currency_code > text_of("the name of the currency in quotes") >
                -minor > *validity > -follows > *provenance];

auto const enumerator = node{Kind::enumerator}[name >> -title];
auto const enumeration =
    as_enumeration[word(Word::enumeration) > name_of("the name of the enumeration") > *provenance >
                   open_brace > *(enumerator > -comma) > named{"another value, or `}`"}[sign('}')]];

auto const extension =
    as_extension[word(Word::extend) > named{"the name of the enumeration"}[path] > *provenance > open_brace >
                 *(enumerator > -comma) > named{"another value, or `}`"}[sign('}')]];

auto const of_state = node{Kind::of_state}[word(Word::of) > name_of("a name for the State")];
auto const record_field = node{Kind::record_field}[any_word > typed];
auto const record =
    as_record[word(Word::record) > name_of("the name of the record") > -of_state > *provenance > open_brace >
              *(record_field > -comma) > named{"another field, or `}`"}[sign('}')]];

auto const equation =
    node{Kind::equation}[digits > unit > named{"`=` after the left unit"}[sign('=')] > digits > unit];
auto const conversion =
    as_conversion[word(Word::conversion) > name_of("the name of the conversion") > -title > *provenance >
                  open_brace > *equation > named{"an equation like `1 month = 30 days`, or `}`"}[sign('}')]];

auto const by_form = node{Kind::form}[word(Word::by) > named{"`form`"}[word(Word::form)] >
                                   text_of("the form in quotes")];
auto const within_time = node{Kind::within}[word(Word::within) > digits > unit];
// Who it is: a word of the packages, and a State or a parameter of the fact.
auto const held_by = node{Kind::held_by}[word(Word::held) > word(Word::by) > name_of("who holds it") >
                                         -(word(Word::of) > name_of("a State, or a parameter of the fact")) >
                                         -by_form > -within_time];

auto const role = mark(Word::fact) | mark(Word::judgement) | mark(Word::election) | mark(Word::discretion);
auto const fact =
    as_fact[role > name_of("the name of the fact") > -parameters > typed >
            text_of("the question in quotes, after the type") > -fallback > -held_by > *provenance];

auto const unless_certified =
    node{Kind::unless_certified}[word(Word::unless) > word(Word::certified) > word(Word::otherwise)];
auto const period_attribute =
    as_attribute_of_periods[word(Word::period) > word(Word::has) > name_of("the name of the attribute") >
                            typed > text_of("the question in quotes, after the type") >
                            -(fallback > -unless_certified) > -held_by > *provenance];

auto const data_declaration_def = state | currency | enumeration | extension | record | conversion;
auto const fact_declaration_def = fact | period_attribute;

BOOST_SPIRIT_DEFINE(data_declaration, fact_declaration)
BOOST_SPIRIT_INSTANTIATE(Rule<data_declaration_id>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(Rule<fact_declaration_id>, Iterator, Context)

}  // namespace convenio::grammar
