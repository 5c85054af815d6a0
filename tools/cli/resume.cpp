// See resume.hpp.
#include "tools/cli/resume.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/api/codes.hpp"
#include "engine/cases/json.hpp"
#include "engine/run/decision.hpp"
#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"

namespace convenio::cli {

namespace {

constexpr std::string_view format_name = "convenio-batch-1";
constexpr std::size_t manifest_limit = std::size_t{16} * 1024 * 1024;
constexpr std::size_t fewest_lines = 50;  // between two manifests, unless the batch ends
constexpr auto pause = std::chrono::milliseconds(200);

Exit refused(text::Code code, std::string_view sentence) {
  err(fmt::format("convenio: [{}] {}\n", code.printed(), sentence));
  return Exit::found;
}

std::string text_of(cases::Json const& object, std::string_view key) {
  auto const* member = object.find(key);
  return member && member->kind() == cases::Json::Kind::string ? member->string() : "";
}

std::optional<std::uint64_t> number_of(cases::Json const& object, std::string_view key) {
  auto const* member = object.find(key);
  if (!member || member->kind() != cases::Json::Kind::number) return std::nullopt;
  auto const& digits = member->number();
  std::uint64_t value = 0;
  auto const [end, trouble] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (trouble != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<run::Status> status_named(std::string_view word) {
  using run::Status;
  for (auto const status : {Status::granted, Status::at_least, Status::refused, Status::not_applicable,
                            Status::undetermined, Status::not_encoded, Status::undefined, Status::conflict}) {
    if (word == run::name(status)) return status;
  }
  return std::nullopt;
}

bool read_tally(cases::Json const& from, api::Tally& tally) {
  auto const lines = number_of(from, "cases"), bad = number_of(from, "bad");
  auto const* counts = from.find("counts");
  if (!lines || !bad || !counts || counts->kind() != cases::Json::Kind::array) return false;
  tally.cases = *lines;
  tally.bad = *bad;
  for (auto const& one : counts->items()) {
    if (one.kind() != cases::Json::Kind::object) return false;
    auto const status = status_named(text_of(one, "status"));
    auto const count = number_of(one, "count");
    if (!status || !count) return false;
    if (one.find("reason"))
      tally.reasons[{*status, text_of(one, "reason")}] = *count;
    else
      tally.awards[*status] = *count;
  }
  return true;
}

}  // namespace

Exit Resume::begin() {
  std::error_code ec;
  bool const fresh = !std::filesystem::exists(path_, ec);
  if (!fresh) {
    auto const file = read_file(path_, manifest_limit);
    if (!file.trouble.empty()) {
      err(fmt::format("convenio: {}\n", file.trouble));
      return Exit::host;
    }
    if (Exit const exit = take(file.text); exit != Exit::done) return exit;
  }
  if (Exit const exit = find_output(fresh); exit != Exit::done) return exit;
  if (!fresh) return Exit::done;
  input_hash_ = input_.hex();
  return keep({});
}

Exit Resume::take(std::string const& text) {
  using api::Code::no_manifest;
  auto const name = text::printable(path_);
  cases::Limits limits;
  limits.document = manifest_limit;
  cases::Faults faults(1);
  auto const manifest = cases::read_json(text, limits, faults);
  if (!manifest || !faults.empty() || manifest->kind() != cases::Json::Kind::object ||
      text_of(*manifest, "format") != format_name)
    return refused(no_manifest, fmt::format("{} is no manifest of a batch", name));
  auto const other = [&](std::string_view key, std::string_view now) {
    return text_of(*manifest, key) != now;
  };
  using api::Code::another_batch;
  if (other("engine", core::engine_version()))
    return refused(another_batch,
                   fmt::format("the batch of {} began with the engine {}, and this is {}", name,
                               text::printable(text_of(*manifest, "engine")), core::engine_version()));
  if (other("rules", rules_))
    return refused(another_batch,
                   fmt::format("the rules are not those with which the batch of {} began", name));
  if (other("form", form_))
    return refused(another_batch, fmt::format("the batch of {} began with {}, and now {} is asked for", name,
                                              text::printable(text_of(*manifest, "form")), form_));
  auto const lines = number_of(*manifest, "lines"), from = number_of(*manifest, "output_from"),
             bytes = number_of(*manifest, "output_bytes");
  auto const* tally = manifest->find("tally");
  if (!lines || !from || !bytes || !tally || tally->kind() != cases::Json::Kind::object ||
      !read_tally(*tally, tally_))
    return refused(no_manifest, fmt::format("{} is a manifest that somebody has changed", name));
  lines_ = *lines;
  from_ = *from;
  bytes_ = *bytes;
  input_hash_ = text_of(*manifest, "input");
  output_hash_ = text_of(*manifest, "output");
  return Exit::done;
}

Exit Resume::find_output(bool fresh) {
  using api::Code::other_output;
  struct stat file {};
  int const flags = ::fcntl(STDOUT_FILENO, F_GETFL);
  if (::fstat(STDOUT_FILENO, &file) != 0 || !S_ISREG(file.st_mode) || flags < 0 || (flags & O_APPEND) == 0)
    return refused(
        other_output,
        "a batch that can go on writes to a file, at its end: convenio evaluate - --resume ... >> FILE");
  if (::flock(STDOUT_FILENO, LOCK_EX | LOCK_NB) != 0) {
    err("convenio: another run writes to the same file\n");
    return Exit::host;
  }
  auto const size = static_cast<std::uint64_t>(file.st_size);
  if (fresh) {
    from_ = size;
    return Exit::done;
  }
  if (size < from_ || size - from_ < bytes_)
    return refused(other_output,
                   fmt::format("the output has {} bytes, and {} were written before the interruption",
                               size - std::min(size, from_), bytes_));
  int const again = ::open("/proc/self/fd/1", O_RDONLY | O_CLOEXEC);
  if (again < 0) {
    err(fmt::format("convenio: the output cannot be read: {}\n", std::strerror(errno)));
    return Exit::host;
  }
  std::vector<char> block(std::size_t{1} << 16U);
  std::uint64_t read = 0;
  while (read < bytes_) {
    auto const wanted = std::min<std::uint64_t>(block.size(), bytes_ - read);
    auto const got = ::pread(again, block.data(), wanted, static_cast<off_t>(from_ + read));
    if (got <= 0) break;
    output_.add({block.data(), static_cast<std::size_t>(got)});
    read += static_cast<std::uint64_t>(got);
  }
  ::close(again);
  if (read < bytes_ || output_.hex() != output_hash_)
    return refused(other_output, "the output is not what was written before the interruption");
  if (::ftruncate(STDOUT_FILENO, static_cast<off_t>(from_ + bytes_)) != 0) {
    err(fmt::format("convenio: the output cannot be cut: {}\n", std::strerror(errno)));
    return Exit::host;
  }
  return Exit::done;
}

Exit Resume::skip(Lines& lines) {
  auto const wanted = lines_;
  lines_ = 0;
  while (lines_ < wanted) {
    auto const line = lines.next();
    if (!line) break;
    read(*line);
  }
  kept_ = wanted;
  if (lines.signal() != 0 || lines.error() != 0) return Exit::done;  // the manifest stays as it is
  if (lines_ == wanted && input_.hex() == input_hash_) return Exit::done;
  return refused(
      api::Code::other_input,
      lines_ < wanted
          ? fmt::format("the input has {} lines, and {} were decided before the interruption", lines_, wanted)
          : fmt::format("the first {} lines are not those that were decided before the interruption",
                        wanted));
}

void Resume::read(Lines::Line const& line) {
  ++lines_;
  input_.add_part(line.text);
  if (line.too_long) input_.add_part("and more");
}

void Resume::written(std::string_view text) {
  output_.add(text);
  bytes_ += text.size();
}

bool Resume::due() const {
  return lines_ - kept_ >= fewest_lines && std::chrono::steady_clock::now() - kept_at_ >= pause;
}

Exit Resume::keep(api::Tally const& all) {
  if (!flushed()) {
    err("convenio: standard output cannot be written\n");
    return Exit::host;
  }
  if (auto const trouble = write_file(path_, text(all)); !trouble.empty()) {
    err(fmt::format("convenio: {}\n", trouble));
    return Exit::host;
  }
  kept_ = lines_;
  kept_at_ = std::chrono::steady_clock::now();
  return Exit::done;
}

std::string Resume::text(api::Tally const& all) {
  text::JsonWriter w(true);
  w.begin_object().member("format", format_name).member("engine", core::engine_version());
  w.member("rules", rules_).member("form", form_);
  w.key("lines").number(lines_).member("input", input_.hex());
  w.key("output_from").number(from_).key("output_bytes").number(bytes_).member("output", output_.hex());
  w.key("tally")
      .begin_object()
      .key("cases")
      .number(all.cases)
      .key("bad")
      .number(all.bad)
      .key("counts")
      .begin_array();
  for (auto const& [status, count] : all.awards)
    w.begin_object().member("status", run::name(status)).key("count").number(count).end_object();
  for (auto const& [reason, count] : all.reasons) {
    w.begin_object().member("status", run::name(reason.first)).member("reason", reason.second);
    w.key("count").number(count).end_object();
  }
  return w.end_array().end_object().end_object().take() + "\n";
}

}  // namespace convenio::cli
