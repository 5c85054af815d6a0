// The registry, 04xx: dates and spans.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_validity() {
  return {
      {Code::empty_span, Grade::error,
       "a span ends before it begins",
       "Both days of a span belong to it, so the end is the same day as the beginning or later.",
       R"(
currency OLC "old crown" from 2000-01-01 until 1999-12-31
)",
       R"(
currency OLC "old crown" from 1999-01-01 until 1999-12-31
)"},
      {Code::gap, Grade::error,
       "versions or rows leave a gap",
       "Between two versions or rows lies a day or a value for which nothing is said. Both ends of a "
       "span belong to it, so the next one begins on the day after. Where the source really says "
       "nothing, `unknown \"why\"` or `undefined \"why\"` says that.",
       R"(
parameter rate: ratio {
  until 2019-12-31: 10 %
  from 2020-02-01: 11 %
}
)",
       R"(
parameter rate: ratio {
  until 2019-12-31: 10 %
  from 2020-01-01: 11 %
}
)"},
      {Code::overlap, Grade::error,
       "versions or rows overlap",
       "Two versions or rows answer the same day or value. End the earlier one with `until` the day "
       "before the later one begins.",
       R"(
parameter rate: ratio {
  until 2020-01-01: 10 %
  from 2020-01-01: 11 %
}
)",
       R"(
parameter rate: ratio {
  until 2019-12-31: 10 %
  from 2020-01-01: 11 %
}
)"},
      {Code::no_governing_date, Grade::error,
       "no date governs what depends on one",
       "This changes with the date, and nothing says which date counts: of the claim, of the "
       "contingency, of the decision? The text says it for all its rules with `governed by DATE`, or "
       "a use says `as of DATE`.",
       R"(
parameter rate: ratio {
  until 2019-12-31: 10 %
  from 2020-01-01: 11 %
}
rule doubled: ratio = 2 * rate
)",
       R"(
parameter rate: ratio {
  until 2019-12-31: 10 %
  from 2020-01-01: 11 %
}
rule doubled: ratio = 2 * (rate as of claimed_on)
)"},
      {Code::not_dated, Grade::error,
       "`as of` needs something that changes with the date",
       "`as of DATE` chooses the version of a rule or the row of a parameter. What has no versions "
       "has nothing to choose from.",
       R"(
rule back_then: truth = covered(Ardenia) as of 2020-01-01
)",
       R"(
rule back_then: truth = covered(Ardenia)
)"},
      {Code::currency_era, Grade::error,
       "an amount in a currency that was not in force",
       "The row, version, article or period that states this amount holds on a day on which the "
       "currency did not exist yet, or no more. An amount in the wrong currency of a State is wrong "
       "by the factor of its redenomination. Divide the span where the currency changed.",
       R"(
parameter base: money {
  until 2001-12-31: 10.00 BEL
  from 2002-01-01: 12.00 BEL
}
)",
       R"(
parameter base: money {
  until 2001-12-31: 10_000 OLD
  from 2002-01-01: 12.00 BEL
}
)"},
      {Code::date_not_carried, Grade::warning,
       "`as of` does not reach what the rule uses",
       "`as of DATE` chooses the version of the rule that it follows. A parameter or rule that this "
       "rule uses is still taken on the date that governs its own text. If the other date is meant "
       "throughout, give the rule a date as a parameter and use it inside.",
       R"(
scheme own_act "Own Act" of Ardenia {
  governed by claimed_on
  article 1 {
    parameter rate: ratio {
      until 2019-12-31: 10 %
      from 2020-01-01: 11 %
    }
    rule share: ratio {
      until 2009-12-31 = rate
      from 2010-01-01 = 2 * rate
    }
    rule share_then: ratio = share as of 2005-01-01
  }
}
test "Shares" { claimed_on = 2024-01-01 expect share_then is 11 % }
)",
       R"(
scheme own_act "Own Act" of Ardenia {
  governed by claimed_on
  article 1 {
    parameter rate: ratio {
      until 2019-12-31: 10 %
      from 2020-01-01: 11 %
    }
    rule share(d: date): ratio {
      until 2009-12-31 = rate as of d
      from 2010-01-01 = 2 * (rate as of d)
    }
    rule share_then: ratio = share(2005-01-01) as of 2005-01-01
  }
}
test "Shares" { claimed_on = 2024-01-01 expect share_then is 10 % }
)"},
  };
}

}  // namespace convenio::text
