// The registry of the codes of case documents. Data only.
// clang-format off
#include "engine/cases/codes.hpp"

namespace convenio::cases {

std::vector<CodeInfo> const& registry() {
  static std::vector<CodeInfo> const table{
      {"K001", "not JSON",
       "The document cannot be read as JSON; the message names the line and the column. A comma "
       "after the last member and a missing quote are the usual reasons.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01",}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K002", "the document is too large",
       "A case, or a line of a batch, has at most 1 MiB.",
       R"(
{"format": "convenio-case-1", "id": "1", "comment": "{{1048577*x*}}",
 "facts": {}}
)",
       R"(
{"format": "convenio-case-1", "id": "1", "comment": "x",
 "facts": {}}
)"},
      {"K003", "nested too deeply",
       "Lists and objects stand at most 32 deep inside one another.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {{33*[*}}{{33*]*}}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K004", "a text or key is too long",
       "A text or key has at most 65 536 bytes.",
       R"(
{"format": "convenio-case-1", "id": "1", "comment": "{{65537*x*}}",
 "facts": {}}
)",
       R"(
{"format": "convenio-case-1", "id": "1", "comment": "x",
 "facts": {}}
)"},
      {"K005", "a number is too long",
       "A number has at most 34 characters.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"children": {{35*1*}}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"children": 1}}
)"},
      {"K006", "a key or fact stands twice",
       "Which of the two would count? A fact that the file states in two ways is given as "
       "contradictory.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01", "birth": "1961-01-01"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {"contradictory": ["1960-01-01", "1961-01-01"]}}}
)"},
      {"K007", "not UTF-8",
       "The document has a byte that is no UTF-8, or half of a surrogate pair.",
       R"(
{"format": "convenio-case-1", "id": "caf{byte E9}",
 "facts": {}}
)",
       R"(
{"format": "convenio-case-1", "id": "café",
 "facts": {}}
)"},
      {"K008", "the character NUL",
       "A text contains the character NUL, which no writing has.",
       R"(
{"format": "convenio-case-1", "id": "a\u0000b",
 "facts": {}}
)",
       R"(
{"format": "convenio-case-1", "id": "ab",
 "facts": {}}
)"},
      {"K010", "the document is no object",
       "A case is one JSON object with `format`, `id` and `facts`.",
       R"(
[]
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {}}
)"},
      {"K011", "not a format that is read here",
       "The first member says which format the document has.",
       R"(
{"format": "convenio-case-2", "id": "1",
 "facts": {}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {}}
)"},
      {"K012", "a member that a case does not have",
       "A case has the members format, id, comment and facts. Facts stand inside `facts`.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {}, "birth": "1960-01-01"}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K020", "no fact of this name is declared",
       "The loaded packages declare no fact of this name; `convenio describe` lists those that they "
       "declare. A fact that is misspelt would otherwise be missed in silence.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"brith": "1960-01-01"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K021", "several packages declare a fact of this name",
       "Write the package before the name.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
@second
package second
fact birth: date "When was the other person born?"
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"coast.birth": "1960-01-01"}}
@second
package second
fact birth: date "When was the other person born?"
)"},
      {"K022", "a period or record has no such field",
       "A period has state, from, to, id, certified, and what the packages declare with `period "
       "has`.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "sort": "compulsory"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K023", "something required is missing",
       "A case has format, id and facts; a period has state, from and to.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K024", "a key is no value of the fact's parameter",
       "A fact with parameters is an object whose keys are the values of the parameter.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Atlantis": "100.00 ARC"}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 ARC"}}}
)"},
      {"K030", "another kind of JSON value is asked for",
       "The fact is of a type that is written in another way: a text for dates, money and words, "
       "true or false for a truth, a list for a history.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"resident": 1}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"resident": true}}
)"},
      {"K031", "money or a ratio as a JSON number",
       "JSON numbers are read as binary fractions by many programs, and 0.1 is none. Money and "
       "ratios are written as texts.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": 100.00}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 ARC"}}}
)"},
      {"K032", "a text that cannot be read as the type asked for",
       "The hint shows how such a value is written.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1 January 1960"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K033", "no such currency",
       "The loaded packages declare no currency of this code.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 ARX"}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 ARC"}}}
)"},
      {"K034", "another currency is asked for",
       "The fact is in the money of a State, and this is no currency of that State.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 BEL"}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"wage": {"Ardenia": "100.00 ARC"}}}
)"},
      {"K035", "the currency was not in force on that day",
       "Money of a period is in the currency that was in force on its last day. An amount in the "
       "wrong currency of a State is wrong by the factor of its redenomination.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "10.00 BEL"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "10000 OLD"}]}}
)"},
      {"K036", "another unit is asked for",
       "Days, weeks, months and years of insurance are different units, and are never converted in "
       "silence.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"contributed": "10 years"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"contributed": "120 months"}}
)"},
      {"K037", "there is no such day",
       "The day must exist in that month of that year.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1961-02-29"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1961-02-28"}}
)"},
      {"K038", "a date outside 1850 to 2150",
       "Facts name days from 1850-01-01 to 2150-12-31.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1600-01-01"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K039", "the period ends before it begins",
       "Both days belong to the period.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1989-12-31",
   "kind": "compulsory"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K040", "no value of this enumeration",
       "The hint lists the words that the packages declare.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "forced"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K041", "no such state",
       "The loaded packages declare no state of this code.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Atlantis", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K042", "too many digits, or a quantity below zero",
       "Money has at most 18 digits before the point and 6 after it. Time of insurance is never "
       "below zero.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"contributed": "-3 months"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"contributed": "3 months"}}
)"},
      {"K043", "too many periods",
       "A case has at most 10 000 periods, a line of a batch 1 000 000.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {{10001*
  {"state": "Ardenia", "from": "1990-01-01", "to": "1990-01-01"},*}}
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
)"},
      {"K044", "two periods of one id share days",
       "An id names one insurance record, which may have several spans, but no day twice. Overlaps "
       "of different records are law and are resolved by rules.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "id": "a"},
  {"state": "Ardenia", "from": "1995-01-01", "to": "2005-12-31",
   "kind": "compulsory", "id": "a"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "id": "a"},
  {"state": "Ardenia", "from": "2000-01-01", "to": "2005-12-31",
   "kind": "compulsory", "id": "a"}]}}
)"},
      {"K045", "values said to be contradictory are the same",
       "A contradiction has two values that differ.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {"contradictory": ["1960-01-01", "1960-01-01"]}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K046", "pending, but neither a judgement nor a discretion",
       "Only what an officer still has to assess or to decide can be pending. A fact that nobody "
       "knows is `{\"unknown\": \"why\"}`.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {"pending": "asked for"}}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {"unknown": "asked for"}}}
)"},
      {"K047", "null",
       "`null` does not say whether nobody knows, or nobody asked. Leave the fact out, or say "
       "`{\"unknown\": \"why\"}`.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": null}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": {"unknown": "the register was lost"}}}
)"},
      {"K048", "an undated period for which nothing is certified",
       "A period without exact dates says how much was certified, and nothing else. Without `certified` it says "
       "nothing.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "undated": true,
   "kind": "compulsory", "pay": "10 OLD"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "undated": true, "certified": "240 days",
   "kind": "compulsory", "pay": "10 OLD"}]}}
)"},
      {"K099", "there are more faults than are listed",
       "At most 50 faults are listed. Correct these and read the case again.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {{{51*"fact#": 1, *}}"birth": "1960-01-01"}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"birth": "1960-01-01"}}
)"},
      {"K901", "a period repeats another one",
       "The period is equal to another one in everything but the id, and is counted once. Where both lack an "
       "attribute, they are one only if they have one id (see K903). This is a notice: the case is decided.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "1 OLD"},
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "1 OLD"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "1 OLD"}]}}
)"},
      {"K902", "an attribute of a period takes its default",
       "The packages declare a default for this attribute, and the period does not state it. This is "
       "a notice: the case is decided.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory"}]}}
@law
package law
import coast
question kinds_of_pay: list of money = list of p.pay for p in career
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "kind": "compulsory", "pay": "10 OLD"}]}}
@law
package law
import coast
question kinds_of_pay: list of money = list of p.pay for p in career
)"},
      {"K903", "a period may repeat another one",
       "The periods have the same dates, state and certified quantity, and are alike in every attribute that "
       "all of them state; an attribute is missing that could tell them apart. They may be one certificate "
       "sent twice, or several. Their days count; what asks how many periods there are, or what is certified "
       "for them together, stays open. State the attribute, or remove what repeats. This is a notice: the case "
       "is decided.",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"id": "a", "state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "certified": "120 months", "pay": "1 OLD"},
  {"id": "b", "state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "certified": "120 months", "pay": "1 OLD", "kind": "compulsory"}]}}
)",
       R"(
{"format": "convenio-case-1", "id": "1",
 "facts": {"career": [
  {"id": "a", "state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "certified": "120 months", "pay": "1 OLD", "kind": "voluntary"},
  {"id": "b", "state": "Ardenia", "from": "1990-01-01", "to": "1999-12-31",
   "certified": "120 months", "pay": "1 OLD", "kind": "compulsory"}]}}
)"},
  };
  return table;
}

}  // namespace convenio::cases
