// The lines of a batch as they come, until the input ends or the batch is interrupted.
// While an object lives, SIGINT and SIGTERM do not end the process: they end the lines. Knows no case.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <signal.h>

namespace convenio::cli {

class Lines {
 public:
  struct Line {
    std::string text;       // without its end
    bool too_long = false;  // beyond the limit; `text` is its beginning
  };

  // `before_waiting` is called whenever nothing is there to be read yet. limit: bytes of a line.
  Lines(int descriptor, std::size_t limit, std::function<void()> before_waiting);
  Lines(Lines const&) = delete;
  Lines& operator=(Lines const&) = delete;
  ~Lines();

  // nullopt: the input has ended or cannot be read, or a signal came. A line that a signal cut is not given.
  std::optional<Line> next();
  int error() const { return error_; }    // errno of the read that failed, or 0
  int signal() const { return signal_; }  // that ended the lines, or 0

 private:
  bool interrupted();
  bool refill();
  void take(Line& line, std::string_view part) const;

  int descriptor_;
  std::size_t limit_;
  std::function<void()> before_waiting_;
  sigset_t before_{};
  int signals_ = -1;
  std::string buffer_;
  std::size_t at_ = 0;
  int error_ = 0, signal_ = 0;
};

}  // namespace convenio::cli
