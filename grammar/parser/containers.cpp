// Containers, their fields, and the file as a whole.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

inline constexpr Rule<struct item_id> item("a declaration");

// ---------------------------------------------------------------- fields

auto const state_names = node{Kind::names}[name > *(comma > name)];
auto const parties = recovering{
    Kind::parties, "the parties"}[word(Word::parties) > state_names > node{Kind::block}[+validity]];
auto const pair =
    recovering{Kind::pair, "the pair"}[word(Word::pair) > name > comma > name > node{Kind::block}[+validity]];
auto const keeping = node{Kind::keeping}[word(Word::keeping) > word(Word::acquired) > word(Word::rights)];
auto const replaces =
    recovering{
        Kind::replaces,
        "the replacement"}[word(Word::replaces) > text_of("the name of the replaced instrument in quotes") >
                           word(Word::between) > state_names > -keeping];
auto const governed =
    recovering{Kind::governed, "the governing date"}[word(Word::governed) > word(Word::by) > expression];
auto const contradiction =
    recovering{Kind::contradiction,
               "the contradiction"}[word(Word::contradiction) > name_of("the name of the contradiction") >
                                    text_of("the two sides in quotes") >
                                    -(node{Kind::resolution}[word(Word::resolved) > text_literal])];
auto const text_field =
    recovering{Kind::field, "the field"}[(mark(Word::identifier) | mark(Word::review)) > text_literal];
auto const languages = recovering{Kind::field, "the languages"}[mark(Word::languages) > state_names];

auto const field_def =
    parties | pair | replaces | governed | contradiction | text_field | languages | provenance;

// ---------------------------------------------------------------- containers

auto const open_block = named{"`{` and what belongs to it"}[sign('{')];
auto const instrument_name = name_of("the name of the instrument");
auto const of = node{Kind::of}[word(Word::of) > name];
auto const agreement = recovering{Kind::header, "the agreement",
                                  at_block}[mark(Word::agreement) > instrument_name > title > *provenance];
auto const regulation =
    recovering{Kind::header, "the regulation",
               at_block}[mark(Word::regulation) > instrument_name > title > of > *provenance];
auto const scheme =
    recovering{Kind::header, "the scheme",
               at_block}[mark(Word::scheme) > name_of("the name of the scheme") > title > of > *provenance];
auto const article =
    recovering{Kind::header, "the article", at_block}[(mark(Word::article) | mark(Word::paragraph)) >
                                                      article_label > -title > *validity > *provenance];
auto const interpretation =
    recovering{
        Kind::header, "the interpretation",
        at_block}[mark(Word::interpretation) > name_of("the name of the interpretation") > title >
                  node{Kind::by}[word(Word::by) > text_of("who reads it so, in quotes")] > *provenance];

auto const header = agreement | regulation | scheme | article | interpretation;
auto const block =
    node{Kind::block}[nested[open_block > *(item | NoItem("a declaration", after_declaration, false)) >
                             BlockEnd("the container")]];
auto const container_def = recovering{Kind::container, ""}[header > block];

auto const item_def = container | rule_declaration | table_declaration | award_declaration |
                      fact_declaration | data_declaration | field | sample_declaration;

// ---------------------------------------------------------------- the file

auto const package =
    recovering{Kind::package, "the package line"}[word(Word::package) > name_of("the name of the package")];
auto const import =
    recovering{Kind::imports,
               "the import line"}[word(Word::import) > name_of("the name of a package") > *(comma > name)];
auto const file_def = node{
    Kind::file}[*(package | import | item | NoItem("a declaration", after_declaration, true)) >> x3::eps];

BOOST_SPIRIT_DEFINE(field, container, item, file)
BOOST_SPIRIT_INSTANTIATE(Rule<file_id>, Iterator, Context)

}  // namespace convenio::grammar
