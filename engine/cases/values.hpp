// Values of a case from JSON, by the type that is asked for: records, lists, periods, and what is not known.
// Keeps the path for faults and the subject for blockers. Knows types; knows no fact and no case document.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/cases/case.hpp"
#include "engine/cases/json.hpp"
#include "engine/cases/scalars.hpp"

namespace convenio::cases {

class Touched;

// What a case may say instead of a value: {"unknown": "why"}, {"contradictory": [v1, v2]}, {"pending":
// "note"}; and for a date {"between": [d1, d2]}, or its year or month alone.
enum class Instead : std::uint8_t { nothing, unknown, contradictory, pending, span };

class ValueReader {
 public:
  ValueReader(core::Program const& program, Limits const& limits, Faults& faults, Case& out)
      : program_(program), limits_(limits), faults_(faults), notices_(out.notices), parts_(out.parts) {}

  // Reads `json` as a value of the type. nullopt: it has faults, which have been added.
  // `subject` names the value in the case's words ("history"): blockers of absent parts begin with it.
  std::optional<model::Value> read(Json const& json, core::TypeId type, std::string const& subject);

  // Which package is meant where several use one name, see touched.hpp; none: nobody knows the case.
  void read_for(Touched& touched) { touched_ = &touched; }
  Touched* touched() const { return touched_; }

  Instead instead_of(Json const& json, core::TypeId type) const;
  static Instead instead_of_date(Json const& json);
  // The text of {"unknown": ...} and {"pending": ...}; a fault if it is none.
  std::string note_of(Json const& json);
  // The values of {"contradictory": [...]}; empty: faulty.
  std::vector<model::Value> contradictory_of(Json const& json, core::TypeId type, std::string const& subject);
  // The days of {"between": [d1, d2]}, "1950" and "1950-03"; nullopt: faulty.
  std::optional<Candidates> span_of(Json const& json);
  // The rows of the history that was read last, if something in them is open; of contradictory ones, of each.
  std::vector<std::shared_ptr<Rows const>> take_rows() { return std::exchange(rows_, {}); }
  // `money of S`: in a currency of the state, for the time that its amounts are for; in lists and records as well.
  // No: a fault was told. `arguments` say which state a type is of.
  bool fit_to_state(core::TypeId type, model::Value& value, std::vector<model::Value> const& arguments);
  void notice(text::Code code, std::string message) {
    notices_.push_back({text::to_string(code), path_, std::move(message)});
  }

  void fault(text::Code code, std::string_view message, std::string_view hint = {}) {
    faults_.add(code, path_, message, hint);
  }
  void fault(Trouble const& trouble) { fault(trouble.code, trouble.message, trouble.hint); }

  bool full() const { return faults_.full(); }

  // The path grows while an Enter lives.
  class Enter {
   public:
    Enter(ValueReader& reader, std::string_view key) : reader_(reader), size_(reader.path_.size()) {
      append_key(reader.path_, key);
    }
    Enter(ValueReader& reader, std::size_t index) : reader_(reader), size_(reader.path_.size()) {
      reader.path_ += '[' + std::to_string(index) + ']';
    }
    ~Enter() { reader_.path_.resize(size_); }
    Enter(Enter const&) = delete;
    Enter& operator=(Enter const&) = delete;

   private:
    ValueReader& reader_;
    std::size_t size_;
  };

 private:
  friend class PeriodReader;

  bool fit_amount(core::Type const& type, model::Amount& amount, core::State const& own);

  std::optional<model::Value> read_part(Json const& json, core::TypeId type, std::string const& subject);
  std::optional<model::Value> read_list(Json const& json, core::Type const& type, std::string const& subject);
  std::optional<model::Value> read_record(Json const& json, core::Type const& type,
                                          std::string const& subject);
  model::Value among(std::string const& subject, model::Blocker::Kind kind, Candidates candidates);
  std::optional<model::Value> wrong_kind(Json const& json, core::TypeId type);

  core::Program const& program_;
  Limits const& limits_;
  Faults& faults_;
  std::vector<Notice>& notices_;
  std::map<std::string, Candidates>& parts_;
  std::vector<std::shared_ptr<Rows const>> rows_;
  std::string path_;
  Touched* touched_ = nullptr;
  std::optional<model::Date> era_;  // of money: the last day of the period that is read
};

// periods.cpp
std::optional<model::Value> read_history(ValueReader& reader, Json const& json, std::string const& subject);
std::optional<model::Value> read_period(ValueReader& reader, Json const& json, std::string const& subject);
// The value of a fallback that is a constant or a list of constants; nothing else is evaluated here.
std::optional<model::Value> constant_of(core::Program const& program, core::ExprId expr);

}  // namespace convenio::cases
