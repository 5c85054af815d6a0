// The registry, 03xx: types and units.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_types() {
  return {
      {Code::type_mismatch, Grade::error,
       "a value is of another type than is needed here",
       "Each value has a type, and only a whole number becomes a ratio by itself. The message names "
       "the type that is needed and the one that is there.",
       R"(
rule count: whole = resident
)",
       R"(
rule count: whole = if resident then 1 else 0
)"},
      {Code::wrong_arguments, Grade::error,
       "a call does not fit its declaration",
       "A call gives as many values as the declaration has parameters, with the same words between "
       "them. The hint shows the form.",
       R"(
rule here: truth = covered(Ardenia, Belmara)
)",
       R"(
rule here: truth = covered(Ardenia)
)"},
      {Code::wrong_operands, Grade::error,
       "an operator cannot take these values",
       "The sign or word between the values needs others: order needs numbers, quantities, money or "
       "dates, `and` needs truths.",
       R"(
rule odd: truth = resident < no
)",
       R"(
rule odd: truth = resident is no
)"},
      {Code::unit_mismatch, Grade::error,
       "quantities of different units are mixed",
       "Days, weeks, months and years of insurance are different units, and no number of days is a "
       "month by itself. Which table converts them, by which path and with which rounding is law, so "
       "it is written: `convert(q to months by TABLE down)`. Spans of the calendar are again "
       "something else.",
       R"(
rule long_enough: truth = days(career) >= 12 months
)",
       R"(
rule long_enough: truth =
  convert(days(career) to months by days_of_30 down) >= 12 months
)"},
      {Code::currency_mismatch, Grade::error,
       "amounts of different or unknown currencies are mixed",
       "Amounts can be added and compared in one currency only. There is no rate of exchange in the "
       "language; an amount in an earlier currency of the same State is redenominated.",
       R"(
rule sum_of_both: money ARC = 10.00 ARC + 10.00 BEL
)",
       R"(
rule sum_of_both: money ARC = 10.00 ARC + 10.00 ARC
)"},
      {Code::unrounded_division, Grade::error,
       "money is divided without a rounding",
       "A division leaves fractions of the smallest coin. What becomes of them is law and is said: "
       "`rounded half_up to 0.01`, or `exactly(...)` where the exact value goes on into another "
       "step.",
       R"(
rule monthly: money ARC = 1_000.00 ARC / 12
)",
       R"(
rule monthly: money ARC = (1_000.00 ARC / 12) rounded half_up to 0.01 ARC
)"},
      {Code::unstated_missing_day, Grade::error,
       "months are added to a date without `missing`",
       "A month after 31 January there is no 31 February. Texts of law differ: the last day of the "
       "month (`missing back`), the first of the next (`missing forward`), or no answer (`missing "
       "refuse`). The fix offers `missing refuse`, which guesses nothing.",
       R"(
rule deadline: date = claimed_on + 3 calendar months
)",
       R"(
rule deadline: date = claimed_on + 3 calendar months missing back
)"},
      {Code::not_constant, Grade::error,
       "a value that is known beforehand is needed here",
       "The keys of tables, and some other places, hold plain values: they do not depend on a case.",
       R"(
table rates(n: whole): ratio {
  floor(2.5): 1
}
)",
       R"(
table rates(n: whole): ratio {
  2: 1
}
)"},
      {Code::not_allowed_here, Grade::error,
       "this cannot be written here",
       "Periods are written in tests and samples only: a rule works on the history of the case. Rows "
       "of tables use constants, parameters and other tables, no facts and no rules.",
       R"(
rule sample_career: history =
  periods { Ardenia compulsory 1990-01-01 to 1999-12-31 }
)",
       R"(
sample one_career {
  career = periods { Ardenia compulsory 1990-01-01 to 1999-12-31 }
}
)"},
      {Code::no_conversion, Grade::error,
       "a conversion table has no such equation",
       "The table does not say how these two units are converted. Name the units in between with "
       "`via`, or take a table that has the equation.",
       R"(
rule in_weeks: weeks = convert(days(career) to weeks by days_of_30 down)
)",
       R"(
rule in_months: months = convert(days(career) to months by days_of_30 down)
)"},
      {Code::inexhaustive_match, Grade::error,
       "a `match` leaves values without an answer",
       "A `match` answers every value of its enumeration, or says what holds `otherwise`. A "
       "forgotten case would be a silent gap in the rules.",
       R"(
rule limit(B: branch): whole = match B { old_age: 65 }
)",
       R"(
rule limit(B: branch): whole = match B { old_age: 65  invalidity: 18 }
)"},
      {Code::duplicate_arm, Grade::error,
       "a `match` answers a value twice",
       "Two answers for one value contradict each other. The other place is the first answer.",
       R"(
rule limit(B: branch): whole =
  match B { old_age: 65  invalidity: 18  old_age: 66 }
)",
       R"(
rule limit(B: branch): whole = match B { old_age: 65  invalidity: 18 }
)"},
      {Code::wrong_default, Grade::error,
       "a default is missing or not allowed",
       "An election that is not made and a discretion that is not used have a result that the text "
       "states: their default. A fact and a judgement have none, since nothing is ever guessed.",
       R"(
election early: truth "Does the person claim early?"
)",
       R"(
election early: truth "Does the person claim early?" default no
)"},
      {Code::incomplete_record, Grade::error,
       "the fields given are not those of the record",
       "A record is made with every one of its fields, each once.",
       R"(
rule trip: visit = make visit { host = Belmara }
)",
       R"(
rule trip: visit = make visit { host = Belmara, start = 2024-01-01 }
)"},
  };
}

}  // namespace convenio::text
