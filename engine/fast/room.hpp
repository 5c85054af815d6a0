// What values of one case point to: histories, lists, records, and why something is absent. Everything lives
// until the next case begins. Knows values; knows no program and no rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/fast/register.hpp"
#include "engine/model/history.hpp"
#include "engine/model/value.hpp"
#include "engine/run/decision.hpp"

namespace convenio::fast {

// A period as it was certified or made; spans are pieces of it.
struct Row {
  model::Period const* original = nullptr;
  Reg* attributes = nullptr;  // one for each of the program; taken over when first asked for
};

// Days [begin, end) of a row, as numbers; of a period without dates, those among which its days lie.
struct Span {
  std::int32_t begin = 0, end = 0;
  std::uint32_t state = model::none;
  std::uint32_t row = 0;  // its number, and whether it is without dates
  static constexpr std::uint32_t undated_mark = std::uint32_t{1} << 31U;
  bool undated() const { return (row & undated_mark) != 0; }
};

// model::Doubt, with the absence as the machine has it.
struct Doubt {
  std::int32_t begin = 0, end = 0;
  Span const* candidates = nullptr;
  std::uint32_t count = 0;
  bool may_be_absent = false;
  Reg why;
};
struct Doubts {
  Doubt const* all = nullptr;
  std::uint32_t count = 0;
  Doubt const* begin() const { return all; }
  Doubt const* end() const { return all + count; }
};

struct History {
  Span const* spans = nullptr;  // those with dates and then those without, each in canonical order
  std::uint32_t count = 0;      // of those with dates
  std::uint32_t undated = 0;
  Doubts const* doubts = nullptr;                 // none: there are none
  mutable model::HistoryPtr const* as = nullptr;  // the same as a value of the language, once it was needed
  bool plain() const { return undated == 0 && !doubts; }
  Span const* begin() const { return spans; }
  Span const* end() const { return spans + count; }
  std::uint64_t size() const { return count + undated + (doubts ? doubts->count : 0); }
  std::span<Span const> periods() const { return {spans, count + undated}; }
};

struct List {
  Reg const* items = nullptr;
  std::uint32_t count = 0;
  Reg const* begin() const { return items; }
  Reg const* end() const { return items + count; }
};

struct Record {
  std::uint32_t record = model::none;
  Reg const* fields = nullptr;
};

class Arena {
 public:
  template <class T>
  T* array(std::size_t count) {
    static_assert(alignof(T) <= alignment);
    std::size_t const size = (count * sizeof(T) + alignment - 1) / alignment * alignment;
    if (size > static_cast<std::size_t>(end_ - at_)) more(size);
    return reinterpret_cast<T*>(std::exchange(at_, at_ + size));
  }
  void clear();

 private:
  static constexpr std::size_t usual = std::size_t{64} * 1024, alignment = alignof(std::max_align_t);
  void more(std::size_t size);
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t next_ = 0;  // block
  std::byte *at_ = nullptr, *end_ = nullptr;
};

// Why values are absent: sets of reasons, each by its number.
class Absent {
 public:
  void clear();
  Reg because(model::Blocker reason);
  Reg because(std::vector<model::Blocker> const& reasons);  // may be none at all
  Reg both(Reg a, Reg b) {                                  // the union, as far as they are absent
    if (there(b)) return a;
    return there(a) || a == b ? b : united(a, b);
  }
  std::vector<model::Blocker> blockers(Reg absent) const;  // sorted
  run::Status status(Reg absent);                          // that it stands for
  template <class Holds>
  bool all_of(Reg absent, Holds const& holds) const {
    for (auto const number : *sets_[static_cast<std::size_t>(absent.n)])
      if (!holds(*reasons_[number])) return false;
    return true;
  }
  // The same, with `asker` named in the reasons that name nobody.
  Reg asked(Reg absent, std::string const& asker);

 private:
  using Set = std::vector<std::uint32_t>;  // sorted numbers of reasons
  Reg united(Reg a, Reg b);
  Reg of(Set set);
  std::uint32_t number(model::Blocker const& reason);
  std::map<model::Blocker, std::uint32_t> numbers_;
  std::vector<model::Blocker const*> reasons_;
  std::map<Set, std::uint32_t> known_;
  std::vector<Set const*> sets_;
  std::vector<std::optional<run::Status>> statuses_;  // of the sets, as far as they were asked for
};

}  // namespace convenio::fast
