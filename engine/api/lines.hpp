// The lines of a case in a batch straight from the outcomes of the fast evaluator, where nothing in them is
// open. What stands around an amount is written once by engine/render for each award, route and status that
// is met, and kept; so a line is put together from pieces, and has the bytes of the whole decision written
// out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/machine.hpp"
#include "engine/render/fields.hpp"

namespace convenio::api {

class Lines {
 public:
  // Of one machine, whose program and the fields must outlive it.
  Lines(fast::Machine& machine, render::Fields const& fields, bool table);

  // The lines of the case that the machine evaluated last, each with its end. null: they are not put together
  // here. They stand until the next are written.
  std::string const* write(fast::Outcomes const& outcomes, std::string_view case_id);

 private:
  // What stands before and after a value, for outcomes that are alike in all but that.
  struct Piece {
    run::Status status{};
    std::uint32_t route = model::none;
    fast::Reg payments, value;  // value: where it is a part of the piece
    std::vector<std::uint32_t> clauses;
    std::string before, after;
    bool with_value = false;
    core::TypeId type = model::none;  // in which the value is written
  };
  struct Pieces {
    std::vector<Piece> all;
    bool usable = true;
  };

  bool put_together(fast::Outcomes const& outcomes, std::string_view case_id);
  Piece const* piece(fast::AwardOutcome const& outcome);
  Piece const* piece(fast::AnswerOutcome const& outcome);
  bool says_why(fast::Reg missing) const;
  bool may_list_more(fast::Reg missing) const;
  void split(std::string const& text, Piece& piece, Pieces& pieces) const;
  bool add(Piece const& piece, fast::Reg value, core::TypeId type);
  bool add_value(fast::Reg value, core::TypeId type, core::TypeId written_as);
  bool of_one_text(core::TypeId type) const;
  std::string rendered(run::Decision const& decision) const;

  fast::Machine& machine_;
  core::Program const& program_;
  render::Fields const& fields_;
  bool table_, of_awards_, of_answers_, of_reasons_, of_open_;
  std::string head_, between_, tail_;     // of a document: before the awards, before the answers, at the end
  std::vector<Pieces> awards_, answers_;  // by number of the cell
  std::string out_;
};

}  // namespace convenio::api
