// The registry, 01xx: characters, tokens and the shape of a file.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_text() {
  return {
      {Code::unexpected, Grade::error,
       "something else was expected here",
       "The text cannot be read on from this place. The message says what may stand here, in the "
       "words of the language, and the hint knows the signs that other languages write. What follows "
       "is read again from the next declaration on.",
       R"(
rule adult: truth = (birth == 2000-01-01)
)",
       R"(
rule adult: truth = (birth is 2000-01-01)
)"},
      {Code::invalid_utf8, Grade::error,
       "the file is not UTF-8 text",
       "Rule files are plain text in the encoding UTF-8. This byte is no character of it, or a "
       "control character that no text has. Save the file again as plain text in UTF-8.",
       R"(
-- caf{byte E9}
)",
       R"(
-- café
)"},
      {Code::unterminated_text, Grade::error,
       "a text has no closing quote on its line",
       "A text stands between two straight quotes on one line. A quote inside of it is written \\\".",
       R"(
fact height: whole "How tall is the person?
)",
       R"(
fact height: whole "How tall is the person?"
)"},
      {Code::impossible_date, Grade::error,
       "this day does not exist",
       "A date is written year-month-day, and the day must exist in that month of that year. Dates "
       "reach from 1850-01-01 to 2150-12-31.",
       R"(
rule last: date = 2023-02-29
)",
       R"(
rule last: date = 2023-02-28
)"},
      {Code::malformed_number, Grade::error,
       "this is not a number",
       "A number has digits, at most one point, and single underscores between digits where that "
       "helps the eye: 12_500.00. Between a number and its unit stands a space.",
       R"(
rule waiting: months = 12months
)",
       R"(
rule waiting: months = 12 months
)"},
      {Code::nesting_too_deep, Grade::error,
       "an expression or a container is nested too deeply",
       "More than 200 expressions or containers stand inside one another. Nobody can check such a "
       "rule: give its parts names.",
       R"(
rule deep: whole = {{201*(*}}1{{201*)*}}
)",
       R"(
rule shallow: whole = 1
)"},
      {Code::file_too_large, Grade::error,
       "the file, its package or the folder of rules is too large",
       "A file of rules has at most 1 048 576 bytes, the files of one package together 8 388 608, and a folder "
       "of rules 2 000 files. A package may have several files.",
       R"(
-- {{1048577*x*}}
)",
       R"(
-- x
)"},
      {Code::name_too_long, Grade::error,
       "a name is longer than 128 bytes",
       "A name of more than 128 bytes cannot be read on one line. Most letters are one byte, letters "
       "with accents two.",
       R"(
rule {{129*a*}}: truth = yes
)",
       R"(
rule a: truth = yes
)"},
      {Code::not_normalised, Grade::error,
       "a name is not in normal form NFC",
       "An accented letter can be stored as one character or as a letter and an accent after it. "
       "Both look the same on paper, and would be two different names. Names are written in the "
       "normal form NFC, in which each such letter is one character; the fix is that form.",
       R"(
rule ano{U+0303}s: whole = 1
)",
       R"(
rule años: whole = 1
)"},
      {Code::bidirectional_control, Grade::error,
       "an invisible character changes the direction of the text",
       "Some invisible characters make a screen show the text in another order than the one in which "
       "it is read. What a reader approves would then not be what the program does. They stand "
       "nowhere in a rule file, not in comments and not in texts.",
       R"(
-- paid from {U+202E}1102
)",
       R"(
-- paid from 2011
)"},
      {Code::mixed_scripts, Grade::error,
       "a name mixes letters of different alphabets",
       "Letters of the Latin, Greek and Cyrillic alphabets can look the same and are different. A "
       "name in two of these alphabets cannot be told from another name by reading it. Write the "
       "name in one alphabet; where every letter has a Latin twin, the fix is the Latin name.",
       R"(
rule waiting_p{U+0435}riod: months = 180 months
)",
       R"(
rule waiting_period: months = 180 months
)"},
      {Code::and_or_mixed, Grade::error,
       "`and` and `or` are mixed without brackets",
       "Readers disagree on what \"a and b or c\" means, and texts of law are quarrelled over for that "
       "reason. Brackets say what is meant.",
       R"(
rule either: truth = resident and covered(Ardenia) or covered(Belmara)
)",
       R"(
rule either: truth = resident and (covered(Ardenia) or covered(Belmara))
)"},
      {Code::chained_comparison, Grade::error,
       "comparisons are chained",
       "A comparison takes two values. Two comparisons are put together with `and`.",
       R"(
rule both: truth = 2000-01-01 <= birth < 2010-01-01
)",
       R"(
rule both: truth = 2000-01-01 <= birth and birth < 2010-01-01
)"},
      {Code::look_alike, Grade::error,
       "a name looks like another name",
       "This name has letters of another alphabet and looks like a name that is declared, or like a "
       "word of the language. No reader can tell the two. Write it with the same letters, or choose "
       "a name that looks different.",
       R"(
rule coco: whole = 1
rule twice: whole = 2 * {U+0441}{U+043E}{U+0441}{U+043E}
)",
       R"(
rule coco: whole = 1
rule twice: whole = 2 * coco
)"},
  };
}

}  // namespace convenio::text
