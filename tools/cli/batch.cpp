// See batch.hpp. Only `waiting_`, `ended_` and the results of blocks are shared; all else is the caller's.
#include "tools/cli/batch.hpp"

#include <utility>

namespace convenio::cli {

namespace {

constexpr std::size_t lines_of_a_block = 32;
constexpr std::size_t blocks_of_a_thread = 4;  // that wait for it or for being written

}  // namespace

Batch::Batch(std::vector<Work> workers, bool at_once, std::function<void(std::string const&)> write,
             std::size_t before)
    : workers_(std::move(workers)),
      most_lines_(at_once || workers_.size() == 1 ? 1 : lines_of_a_block),
      write_(std::move(write)),
      count_(before) {
  if (workers_.size() == 1) return;
  for (auto const& worker : workers_) threads_.emplace_back([this, &worker] { work(worker); });
}

Batch::~Batch() {
  {
    std::lock_guard const lock(mutex_);
    ended_ = true;
  }
  has_work_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Batch::work(Work const& worker) {
  for (;;) {
    std::shared_ptr<Block> block;
    {
      std::unique_lock lock(mutex_);
      has_work_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      block = std::move(waiting_.front());
      waiting_.pop_front();
    }
    std::string text;
    for (std::size_t n = 0; n < block->lines.size(); ++n) text += worker(block->lines[n], block->first + n);
    {
      std::lock_guard const lock(mutex_);
      block->text = std::move(text);
      block->done = true;
    }
    has_result_.notify_one();
  }
}

void Batch::add(Lines::Line line) {
  ++count_;
  if (threads_.empty()) return write_(workers_.front()(line, count_));
  if (!gathered_) {
    gathered_ = std::make_shared<Block>();
    gathered_->first = count_;
  }
  gathered_->lines.push_back(std::move(line));
  if (gathered_->lines.size() >= most_lines_) hand_out();
}

void Batch::hand_out() {
  if (gathered_) {
    in_order_.push_back(gathered_);
    {
      std::lock_guard const lock(mutex_);
      waiting_.push_back(std::move(gathered_));
    }
    gathered_ = nullptr;
    has_work_.notify_one();
  }
  write_done(blocks_of_a_thread * threads_.size());
}

void Batch::write_done(std::size_t most_left) {
  while (!in_order_.empty()) {
    auto const& first = *in_order_.front();
    {
      std::unique_lock lock(mutex_);
      if (!first.done && in_order_.size() <= most_left) return;
      has_result_.wait(lock, [&] { return first.done; });
    }
    write_(first.text);
    in_order_.pop_front();
  }
}

void Batch::drain() {
  if (threads_.empty()) return;
  hand_out();
  write_done(0);
}

}  // namespace convenio::cli
