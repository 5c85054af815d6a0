// Writing a file whole or not at all: into a new file beside it, which then takes its place.
// Knows POSIX files; knows nothing of what is written.
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;

constexpr int attempts = 100;  // at a name that nobody has

std::string said(std::string const& path, char const* what, int error) {
  return fmt::format("{} {}: {}", text::printable(path), what, std::strerror(error));
}
std::string unwritten(std::string const& path, int error) { return said(path, "cannot be written", error); }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

bool write_all(int to, std::string_view text) {
  while (!text.empty()) {
    auto const written = ::write(to, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A device, a pipe, or a stream of this process: what it holds is not replaced but written to.
std::string write_through(std::string const& path, std::string_view text) {
  Descriptor to(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (to.number() < 0 || !write_all(to.number(), text) || !to.close()) return unwritten(path, errno);
  return "";
}

// A new file in the folder of the target. Not left behind unless it took the target's place.
class Fresh {
 public:
  explicit Fresh(fs::path const& target) {
    std::random_device random;
    for (int n = 0; n < attempts && number_ < 0 && (n == 0 || errno == EEXIST); ++n) {
      auto const name = fmt::format(".convenio-{:08x}{:08x}.new", random(), random());
      path_ = (target.parent_path() / name).string();
      number_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    }
  }
  Fresh(Fresh const&) = delete;
  Fresh& operator=(Fresh const&) = delete;
  ~Fresh() {
    if (number_ >= 0) ::close(number_);
    if (there_) ::unlink(path_.c_str());
  }
  bool made() const { return number_ >= 0; }

  bool like(struct stat const& old) const {
    struct stat own {};
    if (::fstat(number_, &own) != 0) return false;
    bool const others = own.st_uid != old.st_uid || own.st_gid != old.st_gid;
    if (others && ::fchown(number_, old.st_uid, old.st_gid) != 0) return false;
    return ::fchmod(number_, old.st_mode & 07777U) == 0;
  }
  bool filled(std::string_view text) {
    if (!write_all(number_, text) || ::fsync(number_) != 0) return false;
    return ::close(std::exchange(number_, -1)) == 0;
  }
  bool replaces(std::string const& target) {
    there_ = ::rename(path_.c_str(), target.c_str()) != 0;
    return !there_;
  }

 private:
  std::string path_;
  int number_ = -1;
  bool there_ = true;
};

std::string replace(std::string const& target, struct stat const* old, std::string_view text) {
  if (old && ::access(target.c_str(), W_OK) != 0) return unwritten(target, errno);
  Fresh fresh(target);
  if (!fresh.made()) return unwritten(target, errno);
  if (old && !fresh.like(*old)) return said(target, "would lose its owner or mode", errno);
  if (!fresh.filled(text)) return unwritten(target, errno);
  return fresh.replaces(target) ? "" : said(target, "cannot be replaced", errno);
}

}  // namespace

std::string write_file(std::string const& path, std::string_view text) {
  if (path.starts_with("/dev/") || path.starts_with("/proc/")) return write_through(path, text);
  struct stat old {};
  if (::stat(path.c_str(), &old) == 0) {
    if (S_ISDIR(old.st_mode)) return fmt::format("{} is a folder", text::printable(path));
    if (S_ISCHR(old.st_mode) || S_ISFIFO(old.st_mode)) return write_through(path, text);
    if (!S_ISREG(old.st_mode)) return fmt::format("{} is no file, device or pipe", text::printable(path));
    std::error_code ec;
    auto const target = fs::canonical(path, ec);
    return ec ? fmt::format("{} cannot be written: {}", text::printable(path), ec.message())
              : replace(target.string(), &old, text);
  }
  if (errno != ENOENT) return unwritten(path, errno);
  struct stat link {};
  if (::lstat(path.c_str(), &link) == 0)
    return fmt::format("{} is a link that leads nowhere", text::printable(path));
  return replace(path, nullptr, text);
}

}  // namespace convenio::cli
