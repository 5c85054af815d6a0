// Containers, their fields, and the file as a whole.
#include "grammar/parser/rules.hpp"

namespace convenio::grammar {

constexpr recovering as_parties{Kind::parties, "the parties"};
constexpr recovering as_pair{Kind::pair, "the pair"};
constexpr recovering as_replacement{Kind::replaces, "the replacement"};
constexpr recovering as_governing_date{Kind::governed, "the governing date"};
constexpr recovering as_counting{Kind::counts, "the unit"};
constexpr recovering as_application{Kind::applies, "to what the text applies"};
constexpr recovering as_contradiction{Kind::contradiction, "the contradiction"};
constexpr recovering as_field{Kind::field, "the field"};
constexpr recovering as_languages{Kind::field, "the languages"};
constexpr recovering as_agreement{Kind::header, "the agreement", at_block};
constexpr recovering as_regulation{Kind::header, "the regulation", at_block};
constexpr recovering as_scheme{Kind::header, "the scheme", at_block};
constexpr recovering as_article{Kind::header, "the article", at_block};
constexpr recovering as_interpretation{Kind::header, "the interpretation", at_block};
constexpr recovering as_container{Kind::container, ""};
constexpr recovering as_package_line{Kind::package, "the package line"};
constexpr recovering as_import_line{Kind::imports, "the import line"};

inline constexpr Rule<struct item_id> item("a declaration");

// ---------------------------------------------------------------- fields

auto const state_names = node{Kind::names}[name > *(comma > name)];
auto const condition = node{Kind::while_}[word(Word::while_) > expression];
auto const parties =
    as_parties[word(Word::parties) > state_names > node{Kind::block}[+validity] > -condition];
auto const pair = as_pair[word(Word::pair) > name > comma > name > node{Kind::block}[+validity]];
auto const keeping = node{Kind::keeping}[word(Word::keeping) > word(Word::acquired) > word(Word::rights)];
auto const replaces =
    as_replacement[word(Word::replaces) > text_of("the name of the replaced instrument in quotes") >
                   word(Word::between) > state_names > -keeping];
auto const governed = as_governing_date[word(Word::governed) > word(Word::by) > expression];
auto const counts = as_counting[word(Word::counts) > word(Word::in) > unit];
auto const subject = node{
    Kind::parameter}[name_of("a name for what it applies to") > named{"`:` and a type"}[sign(':')] > type];
auto const applies =
    as_application[word(Word::applies) > -(word(Word::to) > subject) > word(Word::when) > expression];
auto const contradiction =
    as_contradiction[word(Word::contradiction) > name_of("the name of the contradiction") >
                     text_of("the two sides in quotes") >
                     -(node{Kind::resolution}[word(Word::resolved) > text_literal])];
auto const text_field = as_field[(mark(Word::identifier) | mark(Word::review)) > text_literal];
auto const languages = as_languages[mark(Word::languages) > state_names];

auto const field_def = parties | pair | replaces | governed | counts | applies | contradiction | text_field |
                       languages | provenance;

// ---------------------------------------------------------------- containers

auto const open_block = named{"`{` and what belongs to it"}[sign('{')];
auto const opens = named{"`{` and what belongs to it"}[&sign('{')];
auto const instrument_name = name_of("the name of the instrument");
auto const of = node{Kind::of}[word(Word::of) > name];
auto const agreement = as_agreement[mark(Word::agreement) > instrument_name > title > *provenance > opens];
auto const regulation =
    as_regulation[mark(Word::regulation) > instrument_name > title > of > *provenance > opens];
auto const scheme =
    as_scheme[mark(Word::scheme) > name_of("the name of the scheme") > title > of > *provenance > opens];
auto const article = as_article[(mark(Word::article) | mark(Word::paragraph)) > article_label > -title >
                                *validity > *provenance > opens];
auto const interpretation =
    as_interpretation[mark(Word::interpretation) > name_of("the name of the interpretation") > title >
                      node{Kind::by}[word(Word::by) > text_of("who reads it so, in quotes")] > *provenance >
                      opens];

auto const header = agreement | regulation | scheme | article | interpretation;
auto const block =
    node{Kind::block}[nested[open_block > *(item | NoItem("a declaration", after_declaration, false)) >
                             BlockEnd("the container")]];
auto const container_def = as_container[header > block];

auto const item_def = container | rule_declaration | table_declaration | award_declaration |
                      fact_declaration | data_declaration | field | sample_declaration | wording;

// ---------------------------------------------------------------- the file

auto const package = as_package_line[word(Word::package) > name_of("the name of the package")];
auto const import = as_import_line[word(Word::import) > name_of("the name of a package") > *(comma > name)];
auto const file_def =
    node{Kind::file}[*(package | import | item | NoItem("a declaration", after_declaration, true))];

BOOST_SPIRIT_DEFINE(field, container, item, file)
BOOST_SPIRIT_INSTANTIATE(Rule<file_id>, Iterator, Context)

}  // namespace convenio::grammar
