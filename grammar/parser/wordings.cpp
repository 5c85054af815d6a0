// What is said to people: the sentences of a rule, and what texts are called in other languages.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr recovering as_says{Kind::says, "the sentence"};
constexpr recovering as_translation{Kind::translation, "the translation"};

auto const place = node{Kind::binding}[name_of("the name of a place") > sign('=') > expression];
auto const says =
    as_says[word(Word::says) > -(mark(Word::yes) | mark(Word::no)) >
            -node{Kind::when}[word(Word::when) > expression] > text_of("the sentence in quotes") >
            -(node{Kind::where}[word(Word::where) > place > *(comma > place)])];

auto const translated =
    node{Kind::translated}[text_literal > named{"`:` after the text"}[sign(':')] >
                           text_of("what it is in that language, in quotes")];
auto const translation =
    as_translation[word(Word::translation) > name_of("the language, as `spanish`") > *provenance >
                   named{"`{`"}[sign('{')] > *(translated > -comma) >
                   named{"a text in quotes and `:`, or `}`"}[sign('}')]];

auto const wording_def = says | translation;

BOOST_SPIRIT_DEFINE(wording)
BOOST_SPIRIT_INSTANTIATE(Rule<wording_id>, Iterator, Context)

}  // namespace convenio::grammar
