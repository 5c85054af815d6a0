// The registry, 02xx: names.
// Data only: what each code means, and an example with its correction.
// clang-format off
#include "grammar/text/codes.hpp"

namespace convenio::text {

std::vector<CodeInfo> codes_of_names() {
  return {
      {Code::unknown_name, Grade::error,
       "a name that nothing declares",
       "No declaration, parameter or value of this name can be seen here. The hint shows the name "
       "that is nearest, or the package that declares it and would have to be imported.",
       R"(
rule young: truth = brith > 2000-01-01
)",
       R"(
rule young: truth = birth > 2000-01-01
)"},
      {Code::ambiguous_name, Grade::error,
       "several visible declarations have this name",
       "Two packages that are visible here declare this name. Write the package before it.",
       R"(
package example
import coast
import second
rule either: whole = waiting
@second
package second
rule waiting: whole = 1
@coast_more
package coast
fact waiting: whole "How long?"
test "Waiting" { waiting = 1 expect waiting is 1 }
)",
       R"(
package example
import coast
import second
rule either: whole = second.waiting
@second
package second
rule waiting: whole = 1
@coast_more
package coast
fact waiting: whole "How long?"
test "Waiting" { waiting = 1 expect waiting is 1 }
)"},
      {Code::duplicate_name, Grade::error,
       "a name is declared twice",
       "Within a package a name stands for one thing. The other place is the one that was declared "
       "first.",
       R"(
rule age_of_right: whole = 65
parameter age_of_right: whole = 67
)",
       R"(
parameter age_of_right: whole = 67
)"},
      {Code::unknown_package, Grade::error,
       "a package is not there",
       "No file among those that are loaded begins with the package that is imported. Its name may be "
       "misspelt, or its folder may not lie below the folder of the rules. A package line that stands in "
       "one file alone, and is nearly that of the files in its folder, is reported too.",
       R"(
package example
import cost
)",
       R"(
package example
import coast
)"},
      {Code::wrong_kind, Grade::error,
       "the name is of another kind than is needed here",
       "The name is declared, but as something else: a currency where a state is needed, an award "
       "where a value is needed. The other place shows the declaration.",
       R"(
rule host: state = ARC
)",
       R"(
rule host: state = Ardenia
)"},
      {Code::unknown_field, Grade::error,
       "a value has no such field",
       "After a dot stands a field: of a record, or of a period, whose fields are state, start, end, "
       "id and what `period has` declares.",
       R"(
rule guests(v: visit): date = v.begin
)",
       R"(
rule guests(v: visit): date = v.start
)"},
      {Code::reserved_name, Grade::error,
       "the name belongs to a built-in function",
       "Functions such as age, days or clip are always there, and a rule of that name could not be "
       "called.",
       R"(
rule age(d: date): whole = 0
)",
       R"(
rule age_at(d: date): whole = 0
)"},
  };
}

}  // namespace convenio::text
