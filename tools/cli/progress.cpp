// See progress.hpp.
#include "tools/cli/progress.hpp"

#include <cmath>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/api/inside.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace {

constexpr std::chrono::milliseconds silent{2000}, between{500};

std::string duration(double seconds) {
  auto const whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min", (whole + 59) / 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

Progress::Progress(int input, std::size_t before)
    : terminal_(::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) != 1),
      input_(input),
      before_(before) {
  struct stat about {};
  if (::fstat(input, &about) != 0 || !S_ISREG(about.st_mode)) return;
  start_at_ = ::lseek(input, 0, SEEK_CUR);
  size_ = about.st_size;
}

Progress::~Progress() {
  if (any_) err("\r\x1b[K");
}

std::string Progress::text(std::size_t cases, double seconds) const {
  auto const a_second = static_cast<double>(cases - before_) / seconds;
  auto line = fmt::format("{}, {:.{}f} a second", render::counted(cases, "case", "cases"), a_second,
                          a_second < 10 ? 1 : 0);
  auto const at = size_ > 0 ? ::lseek(input_, 0, SEEK_CUR) : 0;
  if (at > start_at_ && at <= size_)
    line += fmt::format(", {} left", duration(seconds * static_cast<double>(size_ - at) /
                                              static_cast<double>(at - start_at_)));
  return line;
}

void Progress::tick(std::size_t cases) {
  if (!terminal_ || cases % 16 != 0) return;
  auto const now = Clock::now();
  if (now - start_ < silent || now - shown_ < between) return;
  shown_ = now;
  any_ = true;
  err("\r\x1b[K" + text(cases, std::chrono::duration<double>(now - start_).count()));
}

}  // namespace convenio::cli
