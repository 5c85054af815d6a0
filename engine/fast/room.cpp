// See room.hpp.
#include "engine/fast/room.hpp"

#include <algorithm>
#include <iterator>

namespace convenio::fast {

void Arena::clear() {
  next_ = 0;
  at_ = end_ = nullptr;
}

void Arena::more(std::size_t size) {
  while (next_ < blocks_.size() && blocks_[next_].size < size) ++next_;
  if (next_ == blocks_.size()) {
    std::size_t const room = std::max(usual, size);
    blocks_.push_back({std::make_unique<std::byte[]>(room), room});
  }
  auto const& block = blocks_[next_++];
  at_ = block.bytes.get();
  end_ = at_ + block.size;
}

void Absent::clear() {
  if (reasons_.empty() && sets_.empty()) return;
  numbers_.clear();
  reasons_.clear();
  known_.clear();
  sets_.clear();
  statuses_.clear();
}

std::uint32_t Absent::number(model::Blocker const& reason) {
  auto const [place, fresh] = numbers_.try_emplace(reason, static_cast<std::uint32_t>(reasons_.size()));
  if (fresh) reasons_.push_back(&place->first);
  return place->second;
}

Reg Absent::of(Set set) {
  auto const [place, fresh] = known_.try_emplace(std::move(set), static_cast<std::uint32_t>(sets_.size()));
  if (fresh) sets_.push_back(&place->first);
  return {place->second, 0};
}

Reg Absent::because(model::Blocker reason) { return of({number(reason)}); }

Reg Absent::because(std::vector<model::Blocker> const& reasons) {
  Set set;
  for (auto const& reason : reasons) set.push_back(number(reason));
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return of(std::move(set));
}

Reg Absent::united(Reg a, Reg b) {
  Set const& one = *sets_[static_cast<std::size_t>(a.n)];
  Set const& other = *sets_[static_cast<std::size_t>(b.n)];
  Set all;
  std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(all));
  return of(std::move(all));
}

run::Status Absent::status(Reg absent) {
  auto const place = static_cast<std::size_t>(absent.n);
  statuses_.resize(sets_.size());
  if (!statuses_[place]) statuses_[place] = run::status_of({blockers(absent)});
  return *statuses_[place];
}

std::vector<model::Blocker> Absent::blockers(Reg absent) const {
  std::vector<model::Blocker> all;
  if (there(absent)) return all;
  for (auto const number : *sets_[static_cast<std::size_t>(absent.n)]) all.push_back(*reasons_[number]);
  std::sort(all.begin(), all.end());
  return all;
}

Reg Absent::asked(Reg absent, std::string const& asker) {
  if (there(absent)) return absent;
  auto all = blockers(absent);
  bool named = false;
  for (auto& reason : all) {
    if (!reason.asked_by.empty()) continue;
    reason.asked_by = asker;
    named = true;
  }
  return named ? because(all) : absent;
}

}  // namespace convenio::fast
