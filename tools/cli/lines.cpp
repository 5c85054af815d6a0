// See lines.hpp. Signals arrive as data beside the input, so that nothing is cut where they come.
#include "tools/cli/lines.hpp"

#include <cerrno>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace convenio::cli {

namespace {

constexpr std::size_t block = 65536;  // bytes read at once

// A signal that was ignored from the start stays so: a batch in the background does not end with the
// terminal.
void add_unless_ignored(sigset_t& set, int number) {
  struct sigaction now {};
  if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler != SIG_IGN) ::sigaddset(&set, number);
}

}  // namespace

Lines::Lines(int descriptor, std::size_t limit, std::function<void()> before_waiting)
    : descriptor_(descriptor), limit_(limit), before_waiting_(std::move(before_waiting)) {
  sigset_t set;
  ::sigemptyset(&set);
  add_unless_ignored(set, SIGINT);
  add_unless_ignored(set, SIGTERM);
  ::sigprocmask(SIG_BLOCK, &set, &before_);
  signals_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

Lines::~Lines() {
  if (signals_ >= 0) ::close(signals_);
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

bool Lines::interrupted() {
  signalfd_siginfo information{};
  if (signal_ == 0 && ::read(signals_, &information, sizeof information) == sizeof information)
    signal_ = static_cast<int>(information.ssi_signo);
  return signal_ != 0;
}

bool Lines::refill() {
  pollfd waited[] = {{descriptor_, POLLIN, 0}, {signals_, POLLIN, 0}};
  if (::poll(waited, 2, 0) == 0) {
    before_waiting_();
    while (::poll(waited, 2, -1) < 0 && errno == EINTR) continue;
  }
  if (interrupted()) return false;
  buffer_.resize(block);
  at_ = 0;
  auto read = ::read(descriptor_, buffer_.data(), block);
  while (read < 0 && errno == EINTR) read = ::read(descriptor_, buffer_.data(), block);
  if (read < 0) error_ = errno;
  buffer_.resize(read > 0 ? static_cast<std::size_t>(read) : 0);
  return read > 0;
}

void Lines::take(Line& line, std::string_view part) const {
  std::size_t const room = limit_ - line.text.size();
  line.text += part.substr(0, room);
  line.too_long = line.too_long || part.size() > room;
}

std::optional<Lines::Line> Lines::next() {
  if (interrupted()) return std::nullopt;
  Line line;
  bool any = false;
  for (;;) {
    std::string_view const rest = std::string_view(buffer_).substr(at_);
    std::size_t const end = rest.find('\n');
    take(line, rest.substr(0, end));
    any = any || !rest.empty();
    if (end != std::string_view::npos) {
      at_ += end + 1;
      break;
    }
    at_ = buffer_.size();
    if (refill()) continue;
    if (!any || signal_ != 0 || error_ != 0) return std::nullopt;
    break;
  }
  if (line.text.ends_with('\r')) line.text.pop_back();
  return line;
}

}  // namespace convenio::cli
