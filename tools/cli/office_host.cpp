// See office_host.hpp. Knows the environment, the clock and the user.
#include "tools/cli/office_host.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace {

Exit exit_of_code(text::Code code) {
  for (auto const host : {store::Code::no_store, store::Code::busy, store::Code::full, store::Code::host, store::Code::read_only,
                          store::Code::exists})
    if (code == host) return Exit::host;
  return Exit::found;
}

std::string stated(char const* variable) {
  char const* const value = std::getenv(variable);
  return value ? value : "";
}

}  // namespace

std::string office_file(Office const& office) {
  if (!office.of.file.empty()) return office.of.file;
  auto const named = stated("CONVENIO_OFFICE");
  return named.empty() ? "office.db" : named;
}

std::string now() {
  std::time_t const seconds = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec);
}

store::Act act(Office const& office) {
  std::string by = office.of.by.empty() ? stated("CONVENIO_AS") : office.of.by;
  if (by.empty()) {
    auto const* const user = getpwuid(geteuid());
    by = user ? user->pw_name : fmt::format("user {}", geteuid());
  }
  return {by, now(), office.of.request};
}

Exit guarded(std::function<Exit()> const& work) {
  try {
    return work();
  } catch (store::Refusal const& refusal) {
    err(fmt::format("convenio: {}\n", store::to_string(refusal)));
    return exit_of_code(refusal.code());
  }
}

Exit with_office(Office const& office, store::Store::Mode mode, std::function<Exit(office::Desk&)> const& work) {
  return guarded([&] {
    store::Store store(office_file(office), mode);
    office::Desk desk(store);
    return work(desk);
  });
}

void say(Office const& office, store::Answer const& answer, std::string const& in_words) {
  if (office.of.json)
    out(answer.result + "\n");
  else
    out(fmt::format("{}{}\n", in_words, answer.repeated ? " (by an earlier request of this key)" : ""));
}

std::string whole_file(std::string const& path, std::size_t limit) {
  auto file = read_file(path, limit);
  if (file.too_large) throw store::Refusal(store::Code::too_large, text::printable(path), file.trouble);
  if (!file.trouble.empty()) throw store::Refusal(store::Code::host, text::printable(path), file.trouble);
  return std::move(file.text);
}

void new_file(std::string const& path, std::string const& text, bool secret) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0600 : 0644);
  auto const place = text::printable(path);
  if (file < 0 && errno == EEXIST) throw store::Refusal(store::Code::exists, place, "there is a file already");
  if (file < 0) throw store::Refusal(store::Code::host, place, std::strerror(errno));
  std::string_view left = text;
  while (!left.empty()) {
    auto const written = ::write(file, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) break;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  bool const good = left.empty() && ::fsync(file) == 0;
  int const why = errno;
  ::close(file);
  if (good) return;
  ::unlink(path.c_str());
  throw store::Refusal(why == ENOSPC ? store::Code::full : store::Code::host, place, std::strerror(why));
}

void write_signed(std::string const& path, std::string const& bytes, store::SecretKey const& key,
                  std::string const& comment, bool secret) {
  auto const signature = path + ".minisig";
  if (::access(signature.c_str(), F_OK) == 0)
    throw store::Refusal(store::Code::exists, text::printable(signature), "there is a file already");
  new_file(path, bytes, secret);
  new_file(path + ".minisig", store::sign(key, bytes, comment));
}

store::SecretKey secret_key(Office const& office) {
  constexpr std::size_t limit = std::size_t{64} * 1024;
  auto const path = office.asked.key.empty() ? office_file(office) + ".key" : office.asked.key;
  return store::read_secret_key(whole_file(path, limit), text::printable(path));
}

}  // namespace convenio::cli
