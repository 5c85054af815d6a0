// See quick_read.hpp. What one case leaves behind - its map, its periods, their texts - is written over by
// the next, so that most documents need no memory of their own.
#include "engine/cases/quick_read.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/cases/quick_cursor.hpp"
#include "engine/cases/scalars.hpp"
#include "engine/cases/values.hpp"

namespace convenio::cases {

using core::Type;
using model::Blocker;
using model::Period;
using model::Value;

namespace {

constexpr std::string_view format_name = "convenio-case-1";

// As read_decimal() has it, of at most 18 digits in all.
model::Rational decimal(std::string_view text) {
  constexpr std::size_t most_digits = 18, most_after_point = 6;
  bool const negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t number = 0, scale = 1;
  std::size_t digits = 0, after = 0;
  bool point = false;
  for (char const one : text) {
    if (one == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (!Cursor::is_digit(one) || ++digits > most_digits) throw GiveUp{};
    number = number * 10 + (one - '0');
    if (!point) continue;
    scale *= 10;
    ++after;
  }
  bool const zero_first = digits - after > 1 && text.front() == '0';
  if (digits == 0 || zero_first || (point && after == 0) || after > most_after_point) throw GiveUp{};
  while (scale > 1 && number % 10 == 0) {
    number /= 10;
    scale /= 10;
  }
  return {negative ? -number : number, scale};
}

}  // namespace

class QuickReader::Inside {
 public:
  Inside(core::Program const& program, FactNames const& names);
  Case const* read(std::string_view json);

 private:
  // What stays of a fact without parameters from one document to the next.
  struct Slot {
    FactValue* value = nullptr;
    std::uint64_t when = 0;
    std::string path;
  };
  // A value that is read once the days of its period are known.
  struct Later {
    std::string_view text;
    bool waits = false;
  };

  void read_document();
  void read_facts();
  void read_fact(core::FactId id);
  void read_level(core::FactId id, std::vector<Value>& arguments);
  void read_value(core::FactId id, core::TypeId type, FactValue& value);
  bool read_instead(core::Fact const& fact, FactValue& value);
  FactValue& value_of(core::FactId id);
  void forget_others();
  void check_unit(core::Fact const& fact, std::vector<Value> const& arguments) const;
  void fit_to_state(core::Fact const& fact, Value& value, std::vector<Value> const& arguments) const;

  void read(core::TypeId type, Value& out);
  void read_part(core::TypeId type, Value& out);
  void read_list(Type const& type, Value& out);
  void read_record(Type const& type, Value& out);
  Value scalar(core::TypeId type, std::string_view text) const;
  model::Date date(std::string_view text) const;
  Value money(core::TypeId type, std::string_view text) const;
  std::uint32_t word(model::EnumerationId enumeration, std::string_view text) const;
  model::StateId state(std::string_view text) const;

  void read_history(Value& out);
  void read_period(Period& period, std::size_t index);
  void read_certified(Period& period);
  void read_attribute(Period& period, std::size_t attribute, std::string_view text);
  void complete_attributes(Period& period);
  void put_in_order(std::vector<Period>& periods);
  std::shared_ptr<model::History> free_history();
  void resize(std::vector<Period>& periods, std::size_t count);
  static void check_apart(std::vector<Period> const& periods);
  bool is_of_one_word(std::size_t attribute);
  void name_attribute(Period const& period, std::size_t attribute);
  static Value unstated(std::string subject, Blocker::Kind kind, bool stated) {
    return model::absent({kind, std::move(subject), {}, model::none, stated});
  }

  core::Program const& program_;
  Limits const limits_;
  Members document_, facts_, period_, quantity_, instead_;
  std::vector<Members> records_;
  std::vector<std::vector<core::FactId>> named_;  // by number of the member: the facts of that name
  std::vector<std::optional<Value>> fallbacks_;   // by attribute
  model::Date const first_day_ = model::earliest_fact_date(), last_day_ = model::latest_fact_date();

  Cursor cursor_;
  std::uint64_t turn_ = 0;
  Case case_;
  std::vector<Slot> slots_;             // by fact
  std::vector<core::FactId> standing_;  // facts that have a place in the case
  std::vector<FactKey> keyed_;          // of facts with parameters
  std::vector<std::shared_ptr<model::History>> histories_;
  std::vector<Period> spare_;
  std::vector<Later> later_;  // by attribute
  std::vector<char> given_;   // by attribute
  std::vector<std::uint32_t> order_;
  std::string fact_path_;  // of the fact that is read
  std::string subject_;    // of the value that is read
  std::optional<model::Date> era_;
  bool in_period_ = false;
};

namespace {

enum class InDocument : std::uint8_t { format, id, comment, facts };
enum class InPeriod : std::uint8_t { id, state, from, to, certified, attributes };
enum class InQuantity : std::uint8_t { amount, unit };
enum class InsteadOf : std::uint8_t { unknown, pending };

template <class Enum>
std::uint32_t number(Enum one) {
  return static_cast<std::uint32_t>(one);
}

}  // namespace

QuickReader::Inside::Inside(core::Program const& program, FactNames const& names)
    : program_(program), slots_(program.facts.size()) {
  document_.add("format", number(InDocument::format));
  document_.add("id", number(InDocument::id));
  document_.add("comment", number(InDocument::comment));
  document_.add("facts", number(InDocument::facts));
  for (auto const& [name, facts] : names.by_name) {
    facts_.add(name, static_cast<std::uint32_t>(named_.size()));
    named_.push_back(facts);
  }
  quantity_.add("amount", number(InQuantity::amount));
  quantity_.add("unit", number(InQuantity::unit));
  instead_.add("unknown", number(InsteadOf::unknown));
  instead_.add("pending", number(InsteadOf::pending));
  period_.add("id", number(InPeriod::id));
  period_.add("state", number(InPeriod::state));
  period_.add("from", number(InPeriod::from));
  period_.add("to", number(InPeriod::to));
  period_.add("certified", number(InPeriod::certified));
  for (std::size_t n = 0; n < program.attributes.size(); ++n) {
    period_.add(program.attributes[n].name, number(InPeriod::attributes) + static_cast<std::uint32_t>(n));
    fallbacks_.push_back(constant_of(program, program.attributes[n].fallback));
  }
  for (auto const& record : program.records) {
    auto& members = records_.emplace_back();
    for (std::size_t n = 0; n < record.fields.size(); ++n)
      members.add(record.fields[n].name, static_cast<std::uint32_t>(n));
  }
  later_.resize(program.attributes.size());
  given_.resize(program.attributes.size());
}

Case const* QuickReader::Inside::read(std::string_view json) {
  ++turn_;
  cursor_ = Cursor(json);
  era_.reset();
  in_period_ = false;
  for (auto const& key : keyed_) case_.facts.erase(key);
  keyed_.clear();
  if (json.size() > limits_.document) return nullptr;
  try {
    read_document();
  } catch (GiveUp const&) {
    return nullptr;
  }
  return &case_;
}

// ---------------------------------------------------------------- the document and its facts

void QuickReader::Inside::read_document() {
  unsigned seen = 0;
  document_.read(cursor_, [&](std::uint32_t member) {
    unsigned const bit = 1U << member;
    if ((seen & bit) != 0) throw GiveUp{};
    seen |= bit;
    switch (static_cast<InDocument>(member)) {
      case InDocument::format:
        if (cursor_.string() != format_name) throw GiveUp{};
        break;
      case InDocument::id:
        case_.id.assign(cursor_.string());
        break;
      case InDocument::comment:
        cursor_.string();
        break;
      case InDocument::facts:
        read_facts();
        break;
    }
  });
  unsigned const needed =
      1U << number(InDocument::format) | 1U << number(InDocument::id) | 1U << number(InDocument::facts);
  if ((seen & needed) != needed || !cursor_.at_end()) throw GiveUp{};
}

void QuickReader::Inside::read_facts() {
  facts_.read(cursor_, [&](std::uint32_t member) {
    auto const& meant = named_[member];
    if (meant.size() != 1) throw GiveUp{};
    auto& slot = slots_[meant.front()];
    if (slot.when == turn_) throw GiveUp{};
    slot.when = turn_;
    read_fact(meant.front());
  });
  forget_others();
}

FactValue& QuickReader::Inside::value_of(core::FactId id) {
  auto& slot = slots_[id];
  if (!slot.value) {
    slot.value = &case_.facts[FactKey{id, {}}];
    slot.path = core::fact_path(program_, id, {});
    standing_.push_back(id);
  }
  return *slot.value;
}

// What the case before gave, and this one does not.
void QuickReader::Inside::forget_others() {
  std::erase_if(standing_, [&](core::FactId id) {
    if (slots_[id].when == turn_) return false;
    case_.facts.erase(FactKey{id, {}});
    slots_[id].value = nullptr;
    return true;
  });
}

void QuickReader::Inside::read_fact(core::FactId id) {
  auto const& fact = program_.facts[id];
  if (fact.parameters.empty()) {
    auto& value = value_of(id);
    fact_path_ = slots_[id].path;
    read_value(id, fact.type, value);
    return;
  }
  std::vector<Value> arguments;
  read_level(id, arguments);
}

void QuickReader::Inside::read_level(core::FactId id, std::vector<Value>& arguments) {
  auto const& fact = program_.facts[id];
  if (arguments.size() == fact.parameters.size()) {
    fact_path_ = core::fact_path(program_, id, arguments);
    FactValue value;
    check_unit(fact, arguments);
    read_value(id, core::type_for(program_, fact.type, arguments), value);
    for (auto& one : value.values) fit_to_state(fact, one, arguments);
    FactKey key{id, arguments};
    if (!case_.facts.emplace(key, std::move(value)).second) throw GiveUp{};
    keyed_.push_back(std::move(key));
    return;
  }
  cursor_.expect('{');
  if (cursor_.take('}')) return;
  do {
    arguments.push_back(scalar(fact.parameters[arguments.size()].type, cursor_.string()));
    cursor_.expect(':');
    read_level(id, arguments);
    arguments.pop_back();
  } while (cursor_.take(','));
  cursor_.expect('}');
}

namespace {

// The State that is an argument of the fact, by which its unit or currency is known.
core::State const& state_among(core::Program const& program, std::vector<Value> const& arguments,
                               std::uint32_t local) {
  auto const* of = std::get_if<model::StateRef>(&arguments[local].content);
  if (!of) throw GiveUp{};
  return program.states[of->id];
}

// Money of S inside of lists and records.
bool speaks_of_a_state(core::Program const& program, core::TypeId id) {
  auto const& type = program.types[id];
  if (type.kind == Type::Kind::list) return speaks_of_a_state(program, type.element);
  return type.of != model::none || type.state != model::none;
}

}  // namespace

void QuickReader::Inside::check_unit(core::Fact const& fact, std::vector<Value> const& arguments) const {
  auto const local = core::unit_local(program_, fact.type);
  if (local >= arguments.size()) return;
  bool const listed = program_.types[fact.type].kind == Type::Kind::list;
  if (listed || !state_among(program_, arguments, local).unit) throw GiveUp{};
}

// `money of S`: in a currency of the State, for the time that its amounts are for.
void QuickReader::Inside::fit_to_state(core::Fact const& fact, Value& value,
                                       std::vector<Value> const& arguments) const {
  auto const& type = program_.types[fact.type];
  if (type.kind == Type::Kind::list || type.kind == Type::Kind::record) {
    if (speaks_of_a_state(program_, fact.type)) throw GiveUp{};
    return;
  }
  auto* amount = std::get_if<model::Amount>(&value.content);
  if (!amount || type.of >= arguments.size()) return;
  auto const& own = state_among(program_, arguments, type.of);
  if (type.per == model::Per::its) {
    if (amount->per != model::Per::sum && amount->per != own.per) throw GiveUp{};
    amount->per = own.per;
  }
  auto const& currencies = own.currencies;
  if (std::find(currencies.begin(), currencies.end(), amount->currency) == currencies.end()) throw GiveUp{};
}

void QuickReader::Inside::read_value(core::FactId id, core::TypeId type, FactValue& value) {
  value.note.clear();
  if (read_instead(program_.facts[id], value)) return;
  value.kind = FactValue::Kind::known;
  value.values.resize(1);
  subject_ = fact_path_;
  read(type, value.values.front());
}

// {"unknown": "why"}, {"pending": "note"}
bool QuickReader::Inside::read_instead(core::Fact const& fact, FactValue& value) {
  if (cursor_.next() != '{' || program_.types[fact.type].kind == Type::Kind::record) return false;
  std::size_t members = 0;
  instead_.read(cursor_, [&](std::uint32_t member) {
    bool const assessed =
        fact.role == core::Fact::Role::judgement || fact.role == core::Fact::Role::discretion;
    if (++members > 1 || (member == number(InsteadOf::pending) && !assessed)) throw GiveUp{};
    value.note.assign(cursor_.string());
  });
  if (members != 1) throw GiveUp{};
  value.kind = FactValue::Kind::unknown;
  value.values.clear();
  return true;
}

// ---------------------------------------------------------------- values

void QuickReader::Inside::read(core::TypeId type_id, Value& out) {
  auto const& type = program_.types[type_id];
  switch (type.kind) {
    case Type::Kind::truth:
      out.content = cursor_.truth();
      return;
    case Type::Kind::whole:
      out.content = model::Rational(cursor_.whole());
      return;
    case Type::Kind::history:
      return read_history(out);
    case Type::Kind::list:
      return read_list(type, out);
    case Type::Kind::record:
      return read_record(type, out);
    case Type::Kind::ratio:
    case Type::Kind::money:
    case Type::Kind::date:
    case Type::Kind::quantity:
    case Type::Kind::text:
    case Type::Kind::state:
    case Type::Kind::enumeration:
    case Type::Kind::conversion:
      out = scalar(type_id, cursor_.string());
      return;
    case Type::Kind::period:
    case Type::Kind::route:
      throw GiveUp{};
  }
}

void QuickReader::Inside::read_part(core::TypeId type, Value& out) {
  if (cursor_.next() != '{' || program_.types[type].kind == Type::Kind::record) return read(type, out);
  std::size_t members = 0;
  instead_.read(cursor_, [&](std::uint32_t member) {
    if (++members > 1) throw GiveUp{};
    cursor_.string();
    out = unstated(
        subject_,
        member == number(InsteadOf::pending) ? Blocker::Kind::pending_judgement : Blocker::Kind::missing_fact,
        true);
  });
  if (members != 1) throw GiveUp{};
}

void QuickReader::Inside::read_list(Type const& type, Value& out) {
  std::vector<Value> items;
  auto const before = subject_.size();
  cursor_.expect('[');
  if (!cursor_.take(']')) {
    do {
      if (items.size() == limits_.periods) throw GiveUp{};
      subject_ += fmt::format("[{}]", items.size());
      read_part(type.element, items.emplace_back());
      subject_.resize(before);
    } while (cursor_.take(','));
    cursor_.expect(']');
  }
  out.content = std::make_shared<model::ListValue const>(model::ListValue{std::move(items)});
}

void QuickReader::Inside::read_record(Type const& type, Value& out) {
  auto const& fields = program_.records[type.id].fields;
  std::vector<Value> values(fields.size());
  std::vector<bool> seen(fields.size());
  auto const before = subject_.size();
  auto const with_name = [&](std::size_t field, auto const& each) {
    subject_ += '.';
    subject_ += fields[field].name;
    each();
    subject_.resize(before);
  };
  records_[type.id].read(cursor_, [&](std::uint32_t field) {
    if (seen[field]) throw GiveUp{};
    seen[field] = true;
    with_name(field, [&] { read_part(fields[field].type, values[field]); });
  });
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (seen[field]) continue;
    with_name(field, [&] { values[field] = unstated(subject_, Blocker::Kind::missing_fact, false); });
  }
  out.content =
      std::make_shared<model::RecordValue const>(model::RecordValue{type.record(), std::move(values)});
}

Value QuickReader::Inside::scalar(core::TypeId type_id, std::string_view text) const {
  auto const& type = program_.types[type_id];
  switch (type.kind) {
    case Type::Kind::date:
      return {date(text)};
    case Type::Kind::money:
      return money(type_id, text);
    case Type::Kind::enumeration:
      return {model::Enumerated{type.enumeration(), word(type.enumeration(), text)}};
    case Type::Kind::state:
      return {model::StateRef{state(text)}};
    case Type::Kind::text:
      return {std::string(text)};
    case Type::Kind::truth:
    case Type::Kind::whole:
    case Type::Kind::ratio:
    case Type::Kind::quantity:
    case Type::Kind::period:
    case Type::Kind::history:
    case Type::Kind::list:
    case Type::Kind::record:
    case Type::Kind::conversion:
    case Type::Kind::route:
      break;
  }
  auto known = read_scalar(program_, type_id, text, era_);
  if (std::holds_alternative<Trouble>(known)) throw GiveUp{};
  return std::get<Value>(std::move(known));
}

model::Date QuickReader::Inside::date(std::string_view text) const {
  auto const day = model::Date::parse(text);
  if (!day || *day < first_day_ || last_day_ < *day) throw GiveUp{};
  return *day;
}

// Of the currency that the type names, for the time that the type says. Others as read_scalar() has them.
Value QuickReader::Inside::money(core::TypeId type_id, std::string_view text) const {
  auto const& type = program_.types[type_id];
  auto const space = text.find(' ');
  bool const usual = type.currency != model::none && type.per != model::Per::its && space != text.npos &&
                     text.substr(space + 1) == program_.currencies[type.currency].code;
  if (usual) {
    auto const& validity = program_.currencies[type.currency].validity;
    if (era_ && !validity.contains(*era_)) throw GiveUp{};
    return {model::Amount{decimal(text.substr(0, space)), type.currency, type.per}};
  }
  auto known = read_scalar(program_, type_id, text, era_);
  if (std::holds_alternative<Trouble>(known)) throw GiveUp{};
  return std::get<Value>(std::move(known));
}

std::uint32_t QuickReader::Inside::word(model::EnumerationId enumeration, std::string_view text) const {
  auto const& values = program_.enumerations[enumeration].values;
  for (std::uint32_t n = 0; n < values.size(); ++n) {
    if (values[n].name == text) return n;
  }
  throw GiveUp{};
}

// Of a State that no package declares the reader of cases says so.
model::StateId QuickReader::Inside::state(std::string_view text) const {
  for (std::uint32_t n = 0; n < program_.states.size(); ++n) {
    if (program_.states[n].code == text) return model::StateId(n);
  }
  throw GiveUp{};
}

// ---------------------------------------------------------------- periods

std::shared_ptr<model::History> QuickReader::Inside::free_history() {
  for (auto const& one : histories_) {
    if (one.use_count() == 1) return one;
  }
  return histories_.emplace_back(std::make_shared<model::History>());
}

// Periods that are not needed now keep their room for a later case.
void QuickReader::Inside::resize(std::vector<Period>& periods, std::size_t count) {
  while (periods.size() > count) {
    spare_.push_back(std::move(periods.back()));
    periods.pop_back();
  }
  while (periods.size() < count) {
    if (spare_.empty()) {
      periods.emplace_back();
    } else {
      periods.push_back(std::move(spare_.back()));
      spare_.pop_back();
    }
  }
}

void QuickReader::Inside::read_history(Value& out) {
  if (in_period_) throw GiveUp{};
  out.content = model::AbsencePtr{};
  auto const history = free_history();
  auto& periods = history->periods;
  std::size_t count = 0;
  cursor_.expect('[');
  if (!cursor_.take(']')) {
    do {
      if (count == limits_.periods) throw GiveUp{};
      if (count == periods.size()) resize(periods, count + 1);
      in_period_ = true;
      read_period(periods[count], count);
      in_period_ = false;
      ++count;
    } while (cursor_.take(','));
    cursor_.expect(']');
  }
  resize(periods, count);
  put_in_order(periods);
  check_apart(periods);
  out.content = model::HistoryPtr(history);
}

void QuickReader::Inside::read_period(Period& period, std::size_t index) {
  unsigned seen = 0;
  std::fill(given_.begin(), given_.end(), 0);
  bool any_later = false;
  period.id.clear();
  period.certified.reset();
  period.attributes.resize(program_.attributes.size());
  auto const has = [&](InPeriod member) { return ((seen >> number(member)) & 1U) != 0; };
  model::Date last;
  period_.read(cursor_, [&](std::uint32_t member) {
    auto const which = static_cast<InPeriod>(std::min(member, number(InPeriod::attributes)));
    if (which != InPeriod::attributes) {
      if (has(which)) throw GiveUp{};
      seen |= 1U << member;
    }
    switch (which) {
      case InPeriod::id:
        period.id.assign(cursor_.string());
        break;
      case InPeriod::state:
        period.state = period.original_state = state(cursor_.string());
        break;
      case InPeriod::from:
        period.begin = date(cursor_.string());
        break;
      case InPeriod::to:
        last = date(cursor_.string());
        break;
      case InPeriod::certified:
        read_certified(period);
        break;
      case InPeriod::attributes: {
        auto const attribute = member - number(InPeriod::attributes);
        if (given_[attribute] != 0) throw GiveUp{};
        given_[attribute] = 1;
        later_[attribute].waits = !has(InPeriod::id) || !has(InPeriod::to);
        if (later_[attribute].waits) {
          later_[attribute].text = cursor_.value_passed_over();
          any_later = true;
        } else {
          era_ = last;
          if (!is_of_one_word(attribute)) name_attribute(period, attribute);
          read_part(program_.attributes[attribute].type, period.attributes[attribute]);
        }
        break;
      }
    }
  });
  if (!has(InPeriod::state) || !has(InPeriod::from) || !has(InPeriod::to) || last < period.begin)
    throw GiveUp{};
  if (period.id.empty()) {
    if (has(InPeriod::id)) throw GiveUp{};
    period.id = fmt::format("#{}", index + 1);
  }
  period.end = model::Date::from_number(last.number() + 1);
  era_ = last;
  for (std::size_t n = 0; any_later && n < given_.size(); ++n) {
    if (given_[n] != 0 && later_[n].waits) read_attribute(period, n, later_[n].text);
  }
  era_.reset();
  complete_attributes(period);
}

// What is absent in it is named.
bool QuickReader::Inside::is_of_one_word(std::size_t attribute) {
  auto const kind = program_.types[program_.attributes[attribute].type].kind;
  return kind != Type::Kind::list && kind != Type::Kind::record && cursor_.next() != '{';
}

void QuickReader::Inside::name_attribute(Period const& period, std::size_t attribute) {
  subject_ = fact_path_;
  subject_ += '[';
  subject_ += period.id;
  subject_ += "].";
  subject_ += program_.attributes[attribute].name;
}

// One that was passed over.
void QuickReader::Inside::read_attribute(Period& period, std::size_t attribute, std::string_view text) {
  Cursor const after = std::exchange(cursor_, Cursor(text));
  name_attribute(period, attribute);
  read_part(program_.attributes[attribute].type, period.attributes[attribute]);
  if (!cursor_.at_end()) throw GiveUp{};
  cursor_ = after;
}

void QuickReader::Inside::complete_attributes(Period& period) {
  std::optional<bool> otherwise;
  for (std::size_t n = 0; n < given_.size(); ++n) {
    if (given_[n] != 0) continue;
    bool defaulted = fallbacks_[n].has_value();
    if (defaulted && program_.attributes[n].unless_certified_otherwise) {
      if (!otherwise) otherwise = model::certified_otherwise(period);
      defaulted = !*otherwise;
    }
    if (defaulted) {
      period.attributes[n] = *fallbacks_[n];
    } else {
      name_attribute(period, n);
      period.attributes[n] = unstated(subject_, Blocker::Kind::missing_fact, false);
    }
  }
}

// "132 months", {"amount": "132", "unit": "months"}. Several units stay with the reader of cases.
void QuickReader::Inside::read_certified(Period& period) {
  std::string_view amount, unit;
  std::string both;
  if (cursor_.next() == '{') {
    quantity_.read(cursor_, [&](std::uint32_t member) {
      auto& part = member == number(InQuantity::amount) ? amount : unit;
      if (part.data()) throw GiveUp{};
      part = cursor_.string();
    });
    if (!amount.data() || !unit.data()) throw GiveUp{};
    both.append(amount).append(" ").append(unit);
  } else {
    both = cursor_.string();
  }
  model::Unit known{};
  auto const read = read_quantity(both, known);
  bool const of_insurance = known != model::Unit::calendar_days && known != model::Unit::calendar_months;
  if (std::holds_alternative<Trouble>(read) || !of_insurance) throw GiveUp{};
  period.certified = model::CertifiedQuantity{std::get<model::Rational>(read), known};
}

// Canonical, as far as periods differ in days or State; check_apart() sees to the others.
void QuickReader::Inside::put_in_order(std::vector<Period>& periods) {
  auto const before = [](Period const& a, Period const& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end < b.end;
    return a.state < b.state;
  };
  if (!std::is_sorted(periods.begin(), periods.end(), before))
    std::sort(periods.begin(), periods.end(), before);
}

// Periods of the same days and State may be one, and those of one id must not share a day.
void QuickReader::Inside::check_apart(std::vector<Period> const& periods) {
  constexpr std::size_t most_compared = 100'000;
  std::size_t compared = 0;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    Period const& a = periods[i];
    for (std::size_t j = i + 1; j < periods.size() && periods[j].begin < a.end; ++j) {
      Period const& b = periods[j];
      bool const alike = a.begin == b.begin && a.end == b.end && a.state == b.state;
      if (alike || a.id == b.id || ++compared > most_compared) throw GiveUp{};
    }
  }
}

// ---------------------------------------------------------------- the door

QuickReader::QuickReader(core::Program const& program, FactNames const& names)
    : inside_(std::make_unique<Inside>(program, names)) {}
QuickReader::~QuickReader() = default;
Case const* QuickReader::read(std::string_view json) { return inside_->read(json); }

}  // namespace convenio::cases
