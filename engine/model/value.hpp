// Values of the language at run time, among them the ones that are not there.
// Knows no table of the program and no evaluator.
// Laid out by hand, as a table to read.
// clang-format off
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/date.hpp"
#include "engine/model/id.hpp"
#include "engine/model/rational.hpp"
#include "engine/model/units.hpp"
#include "grammar/terms/terms.hpp"

namespace convenio::model {

// One reason why a value is not there.
struct Blocker {
  enum class Kind : std::uint8_t {
    missing_fact,        // the case does not say
    contradictory_fact,  // the case says two things
    pending_judgement,   // an officer has still to assess it
    open_discretion,     // an institution "may", and has not said
    conflict,            // two exceptions or routes apply and nothing decides
    not_encoded,         // the text may give an answer, and the rules lack it
    undefined_text,      // the text gives no answer
    not_in_force,        // the rule's text does not apply on the governing date
    impossible,          // a domain fault: division by zero, a day that does not exist, unlike currencies
    limit                // a documented bound was reached
  };
  Kind kind{};
  std::string subject;  // the fact as a case writes it ("reference_earnings(BR)"), or the sentence that says why
  std::string asked_by; // the rule that asks, with its citation; "" if the claim itself does
  FactId fact = none;   // the fact, where the case gives nothing for it
  bool stated = false;  // the case says that it is not known, so that no default stands for it
  friend auto operator<=>(Blocker const&, Blocker const&) = default;
};

// Sorted and without repetitions; never empty.
struct Absence {
  std::vector<Blocker> blockers;
};
using AbsencePtr = std::shared_ptr<Absence const>;

using terms::Per;

struct Amount {  // money
  Rational number;
  CurrencyId currency = none;
  Per per = Per::sum;
  friend bool operator==(Amount const&, Amount const&) = default;
};
struct Enumerated {
  EnumerationId enumeration = none;
  std::uint32_t index = 0;
  friend auto operator<=>(Enumerated const&, Enumerated const&) = default;
};
struct StateRef {
  StateId id = none;
  friend auto operator<=>(StateRef const&, StateRef const&) = default;
};
struct ConversionRef {  // by which units are converted
  std::uint32_t id = none;
  friend auto operator<=>(ConversionRef const&, ConversionRef const&) = default;
};
struct RouteRef {  // `this.route`
  AwardId award = none;
  std::uint32_t index = 0;
  friend auto operator<=>(RouteRef const&, RouteRef const&) = default;
};

struct Period;
struct History;
struct Value;
using PeriodPtr = std::shared_ptr<Period const>;
using HistoryPtr = std::shared_ptr<History const>;
struct ListValue;
struct RecordValue;
using ListPtr = std::shared_ptr<ListValue const>;
using RecordPtr = std::shared_ptr<RecordValue const>;

// Whole numbers, ratios and quantities are Rational; their unit is a matter of the static type.
struct Value {
  std::variant<AbsencePtr, bool, Rational, Amount, Date, std::string, Enumerated, StateRef, RouteRef, PeriodPtr,
               HistoryPtr, ListPtr, RecordPtr, ConversionRef>
      content;

  bool absent() const { return content.index() == 0; }
  Absence const& absence() const { return *std::get<AbsencePtr>(content); }
  template <class T>
  T const& as() const { return std::get<T>(content); }
};

// How much a value holds when it is written out, where shared values count each time they stand in it.
struct Extent {
  std::uint64_t parts = 1;           // itself and all that is in it; 16 bytes of a text or number are one
  bool whole = true;                 // nothing in it is absent or in doubt
};
Extent extent_of(Value const& value);                // at no cost
Extent extent_of(std::vector<Value> const& values);  // together, and one

struct ListValue { std::vector<Value> items; Extent extent = extent_of(items); };
struct RecordValue { RecordId record = none; std::vector<Value> fields; Extent extent = extent_of(fields); };

Value absent(Blocker blocker);

// Structural equality and a total order (for canonical sorting, `distinct`, memo keys). Absent values compare by blockers.
bool equal(Value const& a, Value const& b);
std::strong_ordering compare(Value const& a, Value const& b);

// The same, as long as no more than `most` parts are touched; what two values share is not looked into, and two parts
// are compared once.
struct Effort {
  std::uint64_t most = ~std::uint64_t{0};
  std::uint64_t touched = 0;
  bool beyond() const { return touched > most; }  // then the order says nothing
};
std::strong_ordering compare(Value const& a, Value const& b, Effort& effort);

// Of two numbers of so many words together an operation takes about as long as one step.
inline constexpr std::uint64_t words_of_a_step = 128;  // words of the one times words of the other

}  // namespace convenio::model
