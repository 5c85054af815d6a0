// Spoiled documents: whatever is changed in a good case, reading ends with a case or with faults, twice the
// same.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/unit/cases/build.hpp"

using namespace convenio;
using convenio::cases::testing::World;

namespace {

constexpr char const* good = R"({"format": "convenio-case-1", "id": "x", "facts": {
  "birth": {"contradictory": ["1955-03-02", "1955-02-03"]}, "earnings": {"AA": "10.00 NEW"}, "share": "60 %",
  "postings": [{"start": "2020-01-01", "to_state": {"unknown": "?"}}], "served": "12 months", "children": 3,
  "history": [{"id": "\u0061", "state": "AA", "from": "1980-01-01", "to": "1980-12-31", "kind": "voluntary",
               "certified": {"amount": "12", "unit": "months"}, "used_in": ["BB"]}]}})";

}  // namespace

TEST_CASE("a spoiled case is read or refused, and always the same way") {
  World const w;
  REQUIRE(cases::read_case(w.program, good).ok());
  std::size_t refused = 0, runs = 0;
  bool const held = rc::check("spoiled bytes", [&] {
    std::string document = good;
    auto const changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes; ++i) {
      auto const at = *rc::gen::inRange<std::size_t>(0, document.size());
      switch (*rc::gen::inRange(0, 3)) {
        case 0:
          document[at] = static_cast<char>(*rc::gen::inRange(0, 256));
          break;
        case 1:
          document.erase(at, *rc::gen::inRange<std::size_t>(1, 12));
          break;
        default:
          document.insert(at, document.substr(*rc::gen::inRange<std::size_t>(0, document.size()), 9));
      }
    }
    auto const first = cases::read_case(w.program, document);
    auto const second = cases::read_case(w.program, document);
    RC_ASSERT(World::codes(first) == World::codes(second));
    for (auto const& fault : first.faults)
      RC_ASSERT(!fault.message.empty() && fault.code.printed().size() == 4);
    ++runs;
    refused += first.ok() ? 0 : 1;
  });
  CHECK(held);
  CHECK(refused * 2 > runs);  // the changes do spoil: the property is not tested on good cases only
}
