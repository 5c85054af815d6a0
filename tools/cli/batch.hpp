// The lines of a batch, given to several threads in blocks and written in the order in which they came.
// Knows no case; what becomes of a line is its worker's.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tools/cli/lines.hpp"

namespace convenio::cli {

// What is written of a line, which has this number. A worker serves one thread.
using Work = std::function<std::string(Lines::Line const& line, std::size_t number)>;

class Batch {
 public:
  // One worker for each thread; a single one works in the thread that calls. `at_once`: lines are not
  // gathered. `before`: so many lines were there already.
  Batch(std::vector<Work> workers, bool at_once, std::function<void(std::string const&)> write,
        std::size_t before = 0);
  Batch(Batch const&) = delete;
  Batch& operator=(Batch const&) = delete;
  ~Batch();

  void add(Lines::Line line);
  void drain();  // all that was added is written

 private:
  struct Block {
    std::size_t first = 0;  // the number of its first line
    std::vector<Lines::Line> lines;
    std::string text;
    bool done = false;
  };
  void hand_out();
  void write_done(std::size_t most_left);
  void work(Work const& worker);

  std::vector<Work> workers_;
  std::size_t most_lines_;
  std::function<void(std::string const&)> write_;
  std::size_t count_ = 0;
  std::shared_ptr<Block> gathered_;
  std::deque<std::shared_ptr<Block>> in_order_;  // handed out, and not written yet

  std::mutex mutex_;
  std::condition_variable has_work_, has_result_;
  std::deque<std::shared_ptr<Block>> waiting_;  // for a thread
  bool ended_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace convenio::cli
