// The relations over the packages that are shipped, with random cases, through the library and through the
// program. Knows no package by name.
#include <unistd.h>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <fmt/format.h>

#include "tests/properties/made.hpp"
#include "tests/properties/shipped.hpp"

namespace convenio::properties {

namespace {

namespace fs = std::filesystem;
using Files = std::vector<std::pair<std::string, std::string>>;

std::string contents(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Files rule_files() {
  Files files;
  for (auto const& entry : fs::recursive_directory_iterator(fs::path(CONVENIO_SOURCE_DIR) / "rules")) {
    if (entry.path().extension() == ".convenio")
      files.emplace_back(entry.path().string(), contents(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

World const& shipped() {
  static auto const world = load(rule_files());
  return *world;
}

struct Drawn {
  Person person;
  Decided first;
  bool good = false;
};

Drawn drawn(Trial& trial, bool explain = false, std::string const& package = "") {
  static CaseMaker const maker(shipped().program);
  constexpr int most = 200;  // of cases that cannot be true (K050) before a possible one
  Drawn result;
  for (int n = 0; n < most; ++n) {
    result.person = maker.person(trial.random, package);
    result.first = decide(shipped(), result.person.json(), explain);
    if (result.first.good || result.first.json.find("[K050]") == std::string::npos) break;
  }
  result.good =
      trial.check(result.first.good, "the case is refused:\n" + result.first.json + result.person.json());
  for (auto const& [label, saying] : result.first.said)
    trial.telling = trial.telling || saying.starts_with("granted") || saying.starts_with("refused");
  return result;
}

std::string told(Drawn const& d, std::string const& what, std::string const& other) {
  return fmt::format("{}--- case\n{}\n--- other case\n{}\n", what, d.person.json(), other);
}

void order(Trial& trial) {
  Drawn const d = drawn(trial);
  if (!d.good) return;
  Person other = d.person;
  trial.random.shuffle(other.career);
  trial.random.shuffle(other.facts);
  if (trial.planted) other.career.front().to += 700;
  Decided const again = decide(shipped(), other.json());
  trial.check(
      again.json == d.first.json,
      told(d, "another order, another decision:\n" + differences(d.first.said, again.said), other.json()));
}

// What can tell two periods apart.
bool states_all(PersonPeriod const& period) {
  return std::all_of(shipped().program.attributes.begin(), shipped().program.attributes.end(),
                     [&](core::Attribute const& attribute) {
                       auto const stated = [&](auto const& one) { return one.first == attribute.name; };
                       return attribute.fallback != model::none ||
                              std::any_of(period.attributes.begin(), period.attributes.end(), stated);
                     });
}

void repetition(Trial& trial) {
  Drawn const d = drawn(trial);
  if (!d.good) return;
  Person other = d.person;
  PersonPeriod again = trial.random.pick(other.career);
  bool const known = states_all(again);
  if (known) again.id = "again";
  if (trial.planted) {
    again.id = "again";
    again.to += 700;
  }
  other.career.push_back(again);
  Decided const decided = decide(shipped(), other.json());
  std::string const differ = differences(d.first.said, decided.said);
  bool const noted = std::count(decided.notices.begin(), decided.notices.end(), "K901") == 1;
  trial.check(differ.empty() && noted, told(d, "a repeated period:\n" + differ, other.json()));
}

void identifiers(Trial& trial) {
  Drawn const d = drawn(trial);
  if (!d.good) return;
  Person other = d.person;
  other.id = "someone";
  std::size_t number = other.career.size();
  for (PersonPeriod& period : other.career) period.id = fmt::format("period {}", number--);
  if (trial.planted) other.career.front().state = other.career.front().state == "AR" ? "BR" : "AR";
  Decided const again = decide(shipped(), other.json());
  std::string const differ = differences(d.first.said, again.said);
  trial.check(again.good && differ.empty(), told(d, "other identifiers:\n" + differ, other.json()));
}

void unused(Trial& trial) {
  static auto const more = [] {
    Files files = rule_files();
    files.emplace_back("zz.convenio", "package zz\nfact zz_unread: whole \"Who reads this?\"\n");
    return load(files);
  }();
  Drawn const d = drawn(trial);
  if (!d.good) return;
  Person other = d.person;
  other.facts.emplace_back("zz_unread", "5");
  if (trial.planted) other.facts.resize(1);
  Decided const again = decide(*more, other.json());
  std::string const differ = differences(d.first.said, again.said);
  trial.check(again.good && differ.empty() && again.needed == d.first.needed,
              told(d, "an unused fact:\n" + differ, other.json()));
}

void completion(Trial& trial) {
  Drawn const d = drawn(trial);
  if (!d.good) return;
  Person part = d.person;
  std::vector<std::pair<std::string, std::string>> kept;
  auto const& facts = shipped().program.facts;
  unsigned const percent = static_cast<unsigned>(trial.random.between(10, 60));
  for (auto const& fact : part.facts) {
    std::string const name = fact.first.substr(fact.first.rfind('.') + 1);
    bool const choice = std::any_of(facts.begin(), facts.end(), [&](core::Fact const& one) {
      return one.name == name && one.fallback != model::none;
    });
    if (choice || !trial.random.chance(percent)) kept.push_back(fact);
  }
  part.facts = kept;
  auto const& attributes = shipped().program.attributes;
  for (PersonPeriod& period : part.career) {
    std::erase_if(period.attributes, [&](auto const& one) {
      bool const choice = std::any_of(attributes.begin(), attributes.end(), [&](core::Attribute const& a) {
        return a.name == one.first && a.fallback != model::none;
      });
      return !choice && trial.random.chance(percent / 2);
    });
  }
  for (PersonPeriod& period : part.career) period.to += trial.planted ? 2000 : 0;
  Decided const partial = decide(shipped(), part.json());
  if (!trial.check(partial.good, told(d, partial.json, part.json()))) return;
  trial.telling = false;
  std::string wrong;
  for (auto const& [label, saying] : partial.said) {
    if (is_open(saying)) continue;
    trial.telling = trial.telling || saying.starts_with("granted") || saying.starts_with("refused");
    auto const found = d.first.said.find(label);
    std::string const full = found == d.first.said.end() ? "not there" : found->second;
    if (!bears_out(full, saying))
      wrong += fmt::format("{}: {} with less known, but {} with all\n", label, saying, full);
  }
  trial.check(wrong.empty(), told(d, "what was known changed:\n" + wrong, part.json()));
}

void rounding(Trial& trial) {
  Drawn const d = drawn(trial);
  if (!d.good) return;
  trial.telling = false;
  std::string const wrong = roundings(shipped(), d.first, trial.telling, trial.planted != 0);
  trial.check(wrong.empty(), told(d, wrong, ""));
}

// ---------------------------------------------------------------- P22: thresholds

bool is_whole_word(std::string const& text, std::size_t at, std::size_t size) {
  auto const part = [&](std::size_t i) {
    return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0 || text[i] == '_');
  };
  return (at == 0 || !part(at - 1)) && !part(at + size);
}

// Without what people are told: lines that begin with `says`, and those that go on with them.
std::string without_sentences(std::string const& text) {
  std::string kept;
  bool says = false, goes_on = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t const end = std::min(text.find('\n', at), text.size() - 1);
    std::string const line = text.substr(at, end + 1 - at);
    at = end + 1;
    auto const begin = line.find_first_not_of(" \t\n");
    bool const same = says && begin != std::string::npos &&
                      (goes_on || line[begin] == '"' || line.compare(begin, 6, "where ") == 0 || line.compare(begin, 5, "when ") == 0);
    says = same || (begin != std::string::npos && line.compare(begin, 5, "says ") == 0);
    if (says) {
      auto const last = line.find_last_not_of(" \t\n");
      goes_on = last != std::string::npos && line[last] == ',';
    } else {
      kept += line;
    }
  }
  return kept;
}

using Threshold = std::pair<std::string, std::string>;  // its declaration and its package

// Parameters with one value that stand nowhere but after `>=`: at least so much.
std::vector<Threshold> thresholds(Files const& files) {
  std::vector<Threshold> result;
  std::regex const declared("parameter (\\w+)[^:{=]*: [a-z ]+ = (\\d+) (?:calendar )?(?:days|months|years)");
  for (auto const& [path, text] : files) {
    for (std::sregex_iterator it(text.begin(), text.end(), declared), end; it != end; ++it) {
      std::string const name = (*it)[1];
      std::size_t used = 0, least = 0, declarations = 0;
      for (auto const& [other, whole] : files) {
        if (other.find("tests.convenio") != std::string::npos) continue;
        auto const all = without_sentences(whole);
        for (std::size_t at = all.find(name); at != std::string::npos; at = all.find(name, at + 1)) {
          if (!is_whole_word(all, at, name.size())) continue;
          if (at >= 10 && all.compare(at - 10, 10, "parameter ") == 0) {
            ++declarations;
          } else {
            ++used;
            least += at >= 3 && all.compare(at - 3, 3, ">= ") == 0 ? 1U : 0U;
          }
        }
      }
      if (used > 0 && used == least && declarations == 1) {
        std::smatch package;
        std::regex_search(text, package, std::regex("package (\\w+)"));
        result.emplace_back((*it)[0], package[1]);
      }
    }
  }
  return result;
}

Files raised_by_one(Files files, std::string const& declaration) {
  std::regex const number("= (\\d+)");
  std::smatch found;
  std::regex_search(declaration, found, number);
  int const value = std::stoi(found[1]) + 1;
  std::string const other = found.prefix().str() + fmt::format("= {}", value) + found.suffix().str();
  for (auto& [path, text] : files) {
    if (std::size_t const at = text.find(declaration); at != std::string::npos)
      text.replace(at, declaration.size(), other);
  }
  return files;
}

struct Raised {
  std::string what, package;
  std::unique_ptr<World> world;
};

std::vector<Raised> const& raised() {
  static std::vector<Raised> const all = [] {
    std::vector<Raised> result;
    for (auto const& [declaration, package] : thresholds(rule_files()))
      result.push_back({declaration, package, load(raised_by_one(rule_files(), declaration))});
    return result;
  }();
  return all;
}

// For the control: no length of service and no age is asked of anybody.
World const& without_thresholds() {
  static auto const world = [] {
    std::regex const length("(parameter \\w+[^:{=\n]*: [a-z ]+ = )\\d+( (?:calendar )?(?:days|months|years))");
    Files files = rule_files();
    for (auto& [path, text] : files) {
      if (path.find("tests.convenio") == std::string::npos) text = std::regex_replace(text, length, "$010$2");
    }
    return load(files);
  }();
  return *world;
}

void higher_threshold(Trial& trial) {
  if (raised().empty()) return;
  Raised const& one = raised()[trial.round % raised().size()];
  bool telling = false;
  for (int i = 0; i < 3; ++i) {
    Drawn const d = drawn(trial, false, one.package);
    if (!d.good) return;
    Decided const again = decide(trial.planted ? without_thresholds() : *one.world, d.person.json());
    for (auto const& award : d.first.decision.awards) {
      if (award.status != run::Status::refused) continue;
      telling = true;
      std::string const& now = again.said.at(award.label);
      bool const still = now.starts_with("refused") || now.starts_with("not_applicable");
      trial.check(still,
                  told(d, fmt::format("{}: refused, and then {}\n{}\n", award.label, now, one.what), ""));
    }
  }
  trial.telling = telling;
}

// ---------------------------------------------------------------- P18: the program

fs::path scratch() {
  static fs::path const folder = [] {
    fs::path const made =
        fs::temp_directory_path() / fmt::format("convenio-properties-{}", static_cast<long>(::getpid()));
    fs::create_directories(made);
    return made;
  }();
  return folder;
}

void write(fs::path const& path, std::string const& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string output(std::string const& arguments) {
  std::string const command = fmt::format("{} {} 2>/dev/null", CONVENIO_PROGRAM, arguments);
  std::string result;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 65536> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    result.append(buffer.data(), n);
  ::pclose(pipe);
  return result;
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> result;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) result.push_back(line);
  return result;
}

std::string without_space(std::string const& text) {
  std::string result;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
    if (quoted || (text[i] != ' ' && text[i] != '\n')) result += text[i];
  }
  return result;
}

// A generated package, its files written in any order: the batch, single cases and the library agree.
void program_and_library(Trial& trial) {
  Package const made = package(trial.random, trial.size);
  Files files = made.files(trial.random);
  auto const world = load(files);
  fs::path const folder = scratch() / fmt::format("{}", trial.round);
  fs::remove_all(folder);
  trial.random.shuffle(files);
  for (auto const& [name, text] : files) write(folder / "rules" / name, text);
  std::string batch;
  std::vector<std::string> cases, wanted;
  for (int i = 0; i < 6; ++i) {
    cases.push_back(any_person(made, trial.random).json());
    batch += cases.back() + "\n";
    wanted.push_back(decide(*world, cases.back()).json);
    trial.telling = trial.telling || wanted.back().find("\"granted\"") != std::string::npos;
  }
  if (trial.planted) std::swap(wanted.front(), wanted.back());
  write(folder / "batch", batch);
  write(folder / "case.json", cases.back());
  std::string const rules = fmt::format("--rules {}", (folder / "rules").string());
  auto const lines = lines_of(output(fmt::format("{} evaluate - < {}", rules, (folder / "batch").string())));
  trial.check(lines == wanted, "the batch decides otherwise than the library\n" + made.text() + batch);
  std::string const single = output(fmt::format("{} evaluate {}", rules, (folder / "case.json").string()));
  trial.check(without_space(single) == without_space(wanted.back()),
              "the single case is decided otherwise\n" + made.text() + single);
  fs::remove_all(folder);
}

void batch_and_single(Trial& trial) {
  std::string batch;
  std::vector<std::string> cases;
  for (int i = 0; i < 8; ++i) {
    cases.push_back(drawn(trial).person.json());
    batch += cases.back() + "\n";
  }
  fs::path const folder = scratch() / "shipped";
  write(folder / "batch", batch);
  write(folder / "case.json", trial.planted ? cases.front() : cases.back());
  std::string const rules = fmt::format("--rules {}/rules", CONVENIO_SOURCE_DIR);
  auto const lines = lines_of(output(fmt::format("{} evaluate - < {}", rules, (folder / "batch").string())));
  std::string const single = output(fmt::format("{} evaluate {}", rules, (folder / "case.json").string()));
  trial.check(lines.size() == cases.size() && without_space(lines.back()) == without_space(single),
              "alone decided otherwise than in a batch:\n" + cases.back());
}

}  // namespace

}  // namespace convenio::properties

int main(int argc, char** argv) {
  using namespace convenio::properties;
  if (!shipped().faults.empty()) {
    fmt::print("the shipped rules have faults:\n{}", shipped().faults);
    return 1;
  }
  std::string const result = "with an award granted or refused";
  std::string const drawn_over =
      fmt::format("{} facts, careers over the States of any agreement", shipped().program.facts.size());
  int const code =
      run({{"P1 order, shipped",
            "always; the same bytes; " + drawn_over,
            8,
            order,
            {"another order, another decision"},
            result},
           {"P3 repetition, shipped",
            "equal but for the id, where nothing is missing, or wholly; one notice K901",
            8,
            repetition,
            {"a repeated period:"},
            result},
           {"P10 unused fact, shipped", "no rule reads it", 8, unused, {"an unused fact:"}, result},
           {"P11 identifiers, shipped",
            "identifiers of periods and cases are no data",
            8,
            identifiers,
            {"other identifiers:"},
            result},
           {"P13 completion, shipped",
            "what has a default is given",
            16,
            completion,
            {"what was known changed"},
            result},
           {"P16 rounding, shipped", "always", 24, rounding, {" rounded to "}, "with a rounding"},
           {"P22 higher threshold, shipped",
            fmt::format("{} parameters that stand after >= only, raised by one; awards that were refused",
                        raised().size()),
            static_cast<unsigned>(2 * raised().size()),
            higher_threshold,
            {": refused, and then "},
            "with an award refused"},
           {"P18 program and library",
            "always; generated packages; batch, single case, library",
            25,
            program_and_library,
            {"the batch decides otherwise than the library"},
            "with an award granted"},
           {"P18 batch and single, shipped",
            "always",
            2,
            batch_and_single,
            {"alone decided otherwise than in a batch"},
            result}},
          argc, argv);
  std::filesystem::remove_all(scratch());
  return code;
}
