// The rules and tokens that the files of the grammar share.
// No rule has an attribute: what it reads joins the node around it, in the session.
// Its name is what a drafter is told when it was expected.
#pragma once

#include "grammar/parser/directives.hpp"

namespace convenio::grammar {

// ---------------------------------------------------------------- tokens (tokens.cpp)

Iterator scan_name(Iterator first, Iterator last);  // neither a reserved word nor a unit
Iterator scan_any_word(Iterator first, Iterator last);
Iterator scan_callee(Iterator first, Iterator last);  // a name, or a unit word or `parties` before `(`
Iterator scan_text(Iterator first, Iterator last);
Iterator scan_date(Iterator first, Iterator last);
Iterator scan_number(Iterator first, Iterator last);
Iterator scan_percent(Iterator first, Iterator last);
Iterator scan_unit(Iterator first, Iterator last);
Iterator scan_currency(Iterator first, Iterator last);         // three capitals
Iterator scan_amount_currency(Iterator first, Iterator last);  // ... that do not begin the next row or fact
Iterator scan_label(Iterator first, Iterator last);            // of an article: `6.1.c`, `52(1)(b)`
Iterator scan_separator(Iterator first, Iterator last);        // `,` or a label word
Iterator scan_infix(Iterator first, Iterator last);            // all but `in` and `not in`
Iterator scan_in(Iterator first, Iterator last);
Iterator scan_prefix(Iterator first, Iterator last);
Iterator scan_mode(Iterator first, Iterator last);     // of a rounding
Iterator scan_missing(Iterator first, Iterator last);  // back, forward, refuse
Iterator scan_status(Iterator first, Iterator last);
Iterator scan_time(Iterator first, Iterator last);  // for which money is paid
Iterator scan_plain_type(Iterator first, Iterator last);

inline constexpr auto name = token(Kind::name, scan_name, "a name");
inline constexpr auto any_word = token(Kind::name, scan_any_word, "a name");
inline constexpr auto callee = token(Kind::name, scan_callee, "a name");
inline constexpr auto text_literal = token(Kind::text, scan_text, "a text in quotes");
inline constexpr auto date_literal = token(Kind::date, scan_date, "a date like 2005-06-01");
inline constexpr auto digits = token(Kind::number, scan_number, "a number");
inline constexpr auto percent = token(Kind::percent, scan_percent, "`%`");
inline constexpr auto unit = token(Kind::unit, scan_unit, "a unit like `months` or `calendar months`");
inline constexpr auto currency_code = token(Kind::currency, scan_currency, "a currency of three capitals");
inline constexpr auto amount_currency = token(Kind::currency, scan_amount_currency, "a currency");
inline constexpr auto article_label = token(Kind::label, scan_label, "a label like `7` or `6.1.c`");
inline constexpr auto separator = token(Kind::separator, scan_separator, "`,` or a word between arguments");
inline constexpr auto rounding_mode =
    token(Kind::word, scan_mode, "`down`, `up`, `half_up`, `half_down`, `half_even`, `floor` or `ceiling`");
inline constexpr auto missing_mode = token(Kind::word, scan_missing, "`back`, `forward` or `refuse`");
inline constexpr auto time_word =
    token(Kind::word, scan_time, "`day`, `week`, `fortnight`, `month` or `year`");
inline constexpr auto status_word = token(Kind::status, scan_status, "a status");

constexpr auto name_of(char const* label) { return token(Kind::name, scan_name, label); }
constexpr auto text_of(char const* label) { return token(Kind::text, scan_text, label); }

inline constexpr auto comma = sign(',');

// ---------------------------------------------------------------- rules

template <class Id>
using Rule = x3::rule<Id>;

struct path_id;
struct type_id;
struct per_id;
struct any_per_id;
struct expression_id;
struct form_id;  // an expression that begins with its own word
struct number_id;
struct use_id;
struct arguments_id;
struct periods_id;
struct title_id;
struct parameters_id;
struct provenance_id;
struct validity_id;
struct generators_id;
struct rows_id;
struct figure_id;
struct enacted_id;
struct data_declaration_id;
struct fact_declaration_id;
struct rule_declaration_id;
struct table_declaration_id;
struct award_declaration_id;
struct field_id;
struct sample_declaration_id;
struct wording_id;
struct container_id;
struct block_id;
struct file_id;

inline constexpr Rule<path_id> path("a name");
inline constexpr Rule<type_id> type("a type");
inline constexpr Rule<per_id> per("`per` and a time");          // `per month`
inline constexpr Rule<any_per_id> any_per("`per` and a time");  // also `per its time`
inline constexpr Rule<expression_id> expression("an expression");
inline constexpr Rule<form_id> form("an expression");
inline constexpr Rule<number_id> number("a number");
inline constexpr Rule<use_id> use("a name");
inline constexpr Rule<arguments_id> arguments("`(`");
inline constexpr Rule<title_id> title("a title in quotes");
inline constexpr Rule<parameters_id> parameters("`(`");
inline constexpr Rule<provenance_id> provenance("`confidence`, `source` or `note`");
inline constexpr Rule<validity_id> validity("`from` or `until`");
inline constexpr Rule<generators_id> generators("`for each`");
inline constexpr Rule<rows_id> rows("`{`");
inline constexpr Rule<figure_id> figure("`known to` or `checked`");
inline constexpr Rule<enacted_id> enacted("`enacted`");
inline constexpr Rule<data_declaration_id> data_declaration("a declaration");
inline constexpr Rule<fact_declaration_id> fact_declaration("a declaration");
inline constexpr Rule<rule_declaration_id> rule_declaration("a declaration");
inline constexpr Rule<table_declaration_id> table_declaration("a declaration");
inline constexpr Rule<award_declaration_id> award_declaration("a declaration");
inline constexpr Rule<field_id> field("a field");
inline constexpr Rule<sample_declaration_id> sample_declaration("a declaration");
inline constexpr Rule<wording_id> wording("a declaration");
inline constexpr Rule<container_id> container("a container");
inline constexpr Rule<file_id> file("a file");

BOOST_SPIRIT_DECLARE(Rule<path_id>, Rule<type_id>, Rule<per_id>, Rule<any_per_id>, Rule<expression_id>,
                     Rule<form_id>, Rule<number_id>, Rule<use_id>, Rule<arguments_id>, Rule<title_id>,
                     Rule<parameters_id>, Rule<provenance_id>, Rule<validity_id>, Rule<generators_id>,
                     Rule<rows_id>, Rule<figure_id>, Rule<enacted_id>, Rule<data_declaration_id>,
                     Rule<fact_declaration_id>, Rule<rule_declaration_id>, Rule<table_declaration_id>,
                     Rule<award_declaration_id>, Rule<field_id>, Rule<sample_declaration_id>,
                     Rule<wording_id>, Rule<container_id>, Rule<file_id>)

}  // namespace convenio::grammar
