// The canonical order of periods, doubts and histories, and cutting them to fewer days. Private to this room.
#pragma once

#include <vector>

#include "engine/model/history.hpp"

namespace convenio::model {

std::strong_ordering compare(std::vector<Value> const& a, std::vector<Value> const& b);
std::strong_ordering compare(Doubt const& a, Doubt const& b);
// By what the histories hold; which resolution they came from is no part of their value.
std::strong_ordering compare(History const& a, History const& b);

// Everything that says what kind of insurance it is: state, original state, attributes.
std::strong_ordering compare_nature(Period const& a, Period const& b);
// What was certified, and whether it is whole.
std::strong_ordering compare_certified(Period const& a, Period const& b);
// All but the id.
std::strong_ordering compare_content(Period const& a, Period const& b);

// The part inside [begin, end), which must not be empty; `whole` falls when days are lost.
Period cut(Period const& period, Date begin, Date end);
Doubt cut(Doubt const& doubt, Date begin, Date end);

// An undated period where it matters which days are its own.
Doubt doubtful(Period const& undated);
AbsencePtr without_dates(Period const& undated);
// Whether the days of this undated period may be those of others, so that they would count twice.
bool may_share_days(History const& h, std::size_t which);

// Puts periods and doubts in canonical order; drops those without a day. `undated` periods stand among the
// others.
History make_history(std::vector<Period> periods, std::vector<Doubt> doubts,
                     std::shared_ptr<Resolution const> resolution);

}  // namespace convenio::model
