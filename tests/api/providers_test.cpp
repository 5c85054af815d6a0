// Folder, memory and texts laid over them: the same rules, and a status for each thing that may be wrong.
#include <unistd.h>

#include <doctest/doctest.h>

#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;
namespace fs = std::filesystem;

namespace {

// A folder that is gone after the test.
struct Scratch {
  fs::path path = fs::temp_directory_path() / ("convenio-api-" + std::to_string(::getpid()));
  Scratch() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Scratch() { fs::remove_all(path); }
  void write(std::string const& name, std::string const& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
};

std::string decided(api::Provider const& provider) {
  return api::to_json(api::decide(api::load(provider), small_case), {true, true, 0});
}

}  // namespace

TEST_CASE("memory gives the bytes that the folder gives, for every example case") {
  auto const rules = api::load(*api::memory(files_of(rules_folder)));
  REQUIRE(rules.ok());
  REQUIRE(shipped().ok());
  CHECK(rules.packages() == shipped().packages());
  CHECK(api::case_schema(rules) == api::case_schema(shipped()));
  for (auto const& path : example_cases()) {
    auto const document = contents(path);
    CHECK(api::to_json(api::decide(rules, document), {false, true, 0}) ==
          api::to_json(api::decide(shipped(), document), {false, true, 0}));
  }
}

TEST_CASE("an unsaved text takes the place of a file, and a new one stands beside it") {
  Scratch scratch;
  for (auto const& file : small()) scratch.write(file.name, file.text);
  auto const folder = api::folder(scratch.path.string());
  std::string const saved = decided(*folder);
  CHECK(saved == decided(*api::memory(small())));

  std::string const edited = "package small\nquestion two_more \"Two more?\": whole = one + 20\n";
  auto const over = api::overlay({{"small/b.convenio", edited}}, folder);
  CHECK(decided(*over) == decided(*api::memory({small()[0], {"small/b.convenio", edited}})));
  CHECK(decided(*over) != saved);
  CHECK(decided(*folder) == saved);

  auto const faulty = api::load(*api::overlay({{"small/c.convenio", "package small\nquestion"}}, folder));
  CHECK(faulty.outcome().status == api::Status::faulty_rules);
  CHECK(api::diagnose(faulty).find(scratch.path.string() + "/small/c.convenio:2") != std::string::npos);
}

TEST_CASE("a folder that is not there, that is empty, or that vanishes") {
  Scratch scratch;
  auto const folder = api::folder(scratch.path.string());
  CHECK(api::load(*folder).outcome().status == api::Status::host);
  CHECK(api::load(*folder).outcome().sentence.starts_with("no rule files"));
  scratch.write("a.convenio", first_half);
  auto const rules = api::load(*folder);
  REQUIRE(rules.ok());
  fs::remove_all(scratch.path);
  CHECK(api::decide(rules, small_case).ok());  // it was read
  CHECK(api::load(*folder).outcome().status == api::Status::host);
  CHECK(api::load(*folder).outcome().sentence == scratch.path.string() + " is no folder");
}

TEST_CASE("a file that vanishes after it was listed") {
  class Vanishing : public api::Provider {
    api::Outcome list(std::vector<std::string>& names) const override {
      names.emplace_back("a.convenio");
      return {};
    }
    api::Outcome read(std::string const&, std::string&) const override {
      return {api::Status::host, "a.convenio cannot be opened"};
    }
  };
  auto const rules = api::load(Vanishing());
  CHECK(rules.outcome().status == api::Status::host);
  CHECK(rules.outcome().sentence == "a.convenio cannot be opened");
  CHECK(api::decide(rules, small_case).outcome().status == api::Status::host);
}

TEST_CASE("names that no message could show are refused") {
  for (std::string const name : {"", "a\nb.convenio", "\xff.convenio"}) {
    CHECK(api::load(*api::memory({{name, first_half}})).outcome().status == api::Status::bad_argument);
  }
}

TEST_CASE("limits, on both sides") {
  auto const padded = [](std::size_t size) {
    std::string text = first_half + "--";
    text.resize(size, '-');
    return text;
  };
  CHECK(api::load(*api::memory({{"a.convenio", padded(api::file_limit)}})).ok());
  auto const large = api::load(*api::memory({{"a.convenio", padded(api::file_limit + 1)}}));
  CHECK(large.outcome().status == api::Status::faulty_rules);
  CHECK(api::diagnose(large).find("C0107") != std::string::npos);

  std::vector<api::File> files;
  for (std::size_t n = 0; n < api::files_limit; ++n) files.push_back({std::to_string(n), "package small\n"});
  CHECK(api::load(*api::memory(files)).ok());
  files.push_back({"more", "package small\n"});
  CHECK(api::load(*api::memory(files)).outcome().status == api::Status::too_large);

  // Eight whole files are a whole package; one more byte is too much.
  std::string const head = "package small\n--";
  files.clear();
  for (std::size_t n = 0; n < api::package_limit / api::file_limit; ++n)
    files.push_back({std::to_string(n), head + std::string(api::file_limit - head.size(), '-')});
  CHECK(api::load(*api::memory(files)).ok());
  files.push_back({"more", "package small\n"});
  CHECK(api::load(*api::memory(files)).outcome().status == api::Status::too_large);
}

TEST_CASE("a package that is not there") {
  auto const rules = api::load(*api::memory(small()), {"smal"});
  CHECK(rules.outcome().status == api::Status::no_package);
  CHECK(rules.outcome().sentence == "there is no package `smal`; did you mean `small`?");
}
