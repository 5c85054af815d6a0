// The form P5000 in the JSON that NAV publishes: one State's periods of one person.
// Knows the members of the form; knows no code, which the map has.
#pragma once

#include "tools/exchange/case_maker.hpp"
#include "tools/exchange/exchange.hpp"

namespace convenio::exchange::p5000 {

inline constexpr char const* rows_at[] = {"/pensjon/medlemskapboarbeid/medlemskap", "/pensjon/medlemskap"};

void read(Map const& map, Source const& source, ImportOptions const& options, Findings& findings,
          CaseMaker& maker);
std::optional<std::string> write(Map const& map, Json const& of_case, ExportOptions const& options,
                                 Findings& findings);

// What the mask of a form leaves out: the branches of the map whose digit is 0.
Json left_out_by(Map const& map, std::string_view mask);
std::string mask_of(Map const& map, Json const& left_out);

}  // namespace convenio::exchange::p5000
