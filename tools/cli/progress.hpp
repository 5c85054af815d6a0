// How far a batch is, on a terminal, from the third second on: "12,000 cases, 4,000 a second, 3 min left".
// Knows no case. The clock serves this line only; no result depends on it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include <sys/types.h>

namespace convenio::cli {

class Progress {
 public:
  // Of the file behind the descriptor; of a pipe nobody knows how much is left. `before`: so many cases were
  // done.
  explicit Progress(int input, std::size_t before = 0);
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;
  ~Progress();
  void tick(std::size_t cases);

 private:
  using Clock = std::chrono::steady_clock;
  std::string text(std::size_t cases, double seconds) const;

  bool terminal_;
  bool any_ = false;
  int input_;
  std::size_t before_;
  off_t start_at_ = 0, size_ = 0;  // bytes; 0: not known
  Clock::time_point start_ = Clock::now(), shown_ = start_;
};

}  // namespace convenio::cli
