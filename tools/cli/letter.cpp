// convenio letter: a decision as a letter, as HTML or, by a browser that is installed, as tagged PDF.
#include <array>
#include <cerrno>
#include <filesystem>

#include <fmt/format.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/cli/commands.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"

extern char** environ;  // NOLINT(readability-redundant-declaration): not every system declares it

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::array browsers{"chromium", "chromium-browser", "google-chrome"};

// Whether the program ended well; nothing where it is not installed.
std::optional<bool> ran(std::vector<std::string> const& words) {
  std::vector<char*> arguments;
  for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));  // as posix_spawn asks for them
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int const begun = posix_spawnp(&child, arguments[0], &quiet, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&quiet);
  if (begun != 0) return std::nullopt;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// A folder of our own, gone with the object.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "convenio-letter-XXXXXX").string();
    if (mkdtemp(name.data())) path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

constexpr std::size_t largest_pdf = 256U * 1024 * 1024;

// "" or what went wrong.
std::string write_pdf(std::string const& html, std::string const& file) {
  Scratch const scratch;
  if (scratch.path().empty()) return "there is no folder for files that are needed for a moment";
  auto const page = (scratch.path() / "letter.html").string(), made = (scratch.path() / "letter.pdf").string();
  if (auto trouble = write_file(page, html); !trouble.empty()) return trouble;
  bool found = false;
  for (auto const* browser : browsers) {
    std::vector<std::string> words{browser, "--headless", "--disable-gpu", "--no-pdf-header-footer",
                                   "--user-data-dir=" + (scratch.path() / "profile").string(), "--print-to-pdf=" + made};
    if (geteuid() == 0) words.emplace_back("--no-sandbox");  // which it refuses to have for root
    words.push_back("file://" + page);
    auto const well = ran(words);
    found = found || well;
    if (!well || !*well) continue;
    auto const pdf = read_file(made, largest_pdf);
    return pdf.trouble.empty() ? write_file(file, pdf.text) : pdf.trouble;
  }
  return found ? "the browser did not make a PDF of the letter"
               : "a PDF is made by chromium, which is not installed; leave --pdf out for HTML";
}

}  // namespace

Exit letter(Options const& options, LetterOptions const& asked) {
  static auto& rules = *new api::Rules;  // the process ends with the command, and takes this with it
  if (Exit const exit = load(options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done) return exit;
  std::optional<api::Decision> decision;
  if (Exit const exit = decide_file(rules, asked.file, decision, Told::yes); exit != Exit::done) return exit;
  auto const html = api::letter(*decision, {asked.to == "person" ? api::Addressee::person : api::Addressee::institution,
                                            *api::language_named(asked.language)});
  if (asked.pdf.empty()) {
    out(html);
    return Exit::done;
  }
  auto const trouble = write_pdf(html, asked.pdf);
  if (trouble.empty()) return Exit::done;
  err(fmt::format("convenio: {}: {}\n", asked.pdf, trouble));
  return Exit::host;
}

}  // namespace convenio::cli
