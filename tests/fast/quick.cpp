// The reader of batches against the reader of cases: of each document the same case, or it leaves the
// document to it. Shipped documents, those with bytes changed at random, and drawn ones over all shipped
// packages. usage: quick ROOT SPOILED DRAWN SEED   so many of the documents that are not shipped
//        quick ROOT --control            faults are planted in what the quick one reads by; each must be
//        found
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/api/inside.hpp"
#include "engine/cases/quick_read.hpp"
#include "engine/core/program.hpp"
#include "tests/fast/documents.hpp"
#include "tests/properties/shipped.hpp"

namespace {

using namespace convenio;

bool alike(cases::FactValue const& a, cases::FactValue const& b) {
  return a.kind == b.kind && a.note == b.note && a.among.has_value() == b.among.has_value() &&
         a.rows.size() == b.rows.size() && a.tried == b.tried &&
         std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                    [](auto const& x, auto const& y) { return model::equal(x, y); });
}

// All but the identity, and the notices of defaults that were taken.
bool alike(cases::Case const& strict, cases::Case const& quick) {
  bool const told = std::any_of(strict.notices.begin(), strict.notices.end(),
                                [](auto const& notice) { return notice.attribute == model::none; });
  return strict.id == quick.id && !told && quick.notices.empty() && strict.parts.empty() &&
         quick.parts.empty() && strict.supplied.empty() && quick.supplied.empty() &&
         std::equal(
             strict.facts.begin(), strict.facts.end(), quick.facts.begin(), quick.facts.end(),
             [](auto const& a, auto const& b) { return a.first == b.first && alike(a.second, b.second); });
}

// A byte left out, written twice or exchanged for one that means something; a piece of the document that is
// moved.
std::string spoiled(std::string document, properties::Random& random) {
  constexpr std::string_view meaning = "{}[]:,\"0123456789-+.eEtfn aZ/\\u\n";
  for (int times = random.coin() ? 1 : random.between(2, 4); times > 0 && !document.empty(); --times) {
    auto const place = random.below(document.size());
    switch (random.between(0, 7)) {
      case 0:
        document.erase(place, 1);
        break;
      case 1:
        document.insert(place, 1, document[place]);
        break;
      case 2: {
        auto const length = random.below(40);
        auto const piece = document.substr(place, length);
        document.insert(random.below(document.size()), piece);
        break;
      }
      case 3:
        document[place] = static_cast<char>(random.between(0, 255));
        break;
      case 4:
      case 5: {  // a digit or letter for another one, which may leave it sound
        auto const other = document.find_first_of("0123456789ABCDEFGHIabcdefghi", place);
        if (other == std::string::npos) break;
        bool const digit = document[other] <= '9';
        document[other] = static_cast<char>(digit ? '0' + random.between(0, 9) : document[other] + 1);
        break;
      }
      default:
        document[place] = meaning[random.below(meaning.size())];
        break;
    }
  }
  return document;
}

struct Counts {
  std::size_t read = 0, quick = 0, faulty = 0, different = 0;
};

// Documents follow each other in one reader, as they do in a batch.
void look(core::Program const& program, cases::FactNames const& names, cases::QuickReader& quick,
          std::string const& document, Counts& counts) {
  auto const strict = cases::read_case(program, names, document, {}, cases::Identity::left_out);
  auto const* read = quick.read(document);
  ++counts.read;
  counts.quick += read ? 1U : 0U;
  counts.faulty += strict.ok() ? 0U : 1U;
  if (!read || (strict.ok() && alike(strict.facts, *read))) return;
  if (++counts.different <= 3)
    fmt::print("read in another way{}: {}\n", strict.ok() ? "" : ", and it is faulty", document);
}

int compare(core::Program const& program, std::vector<std::string> const& documents, int spoilt, int drawn,
            unsigned seed) {
  properties::Random random(seed);
  properties::CaseMaker const maker(program);
  cases::FactNames const names(program);
  cases::QuickReader quick(program, names);
  Counts counts, shipped, of_drawn;
  for (auto const& document : documents) look(program, names, quick, document, shipped);
  for (int n = 0; n < drawn; ++n) look(program, names, quick, maker.person(random).json(), of_drawn);
  for (int n = 0; n < spoilt; ++n)
    look(program, names, quick,
         spoiled(random.coin() ? random.pick(documents) : maker.person(random).json(), random), counts);
  auto const tell = [](char const* what, Counts const& one) {
    fmt::print("{}: {} documents, {} of them read quickly, {} faulty, {} read in another way\n", what,
               one.read, one.quick, one.faulty, one.different);
  };
  tell("shipped", shipped);
  tell("drawn", of_drawn);
  tell("spoiled", counts);
  auto const all = shipped.read + of_drawn.read + counts.read;
  auto const different = shipped.different + of_drawn.different + counts.different;
  fmt::print(
      "figure: reader of batches equal to the reader of cases | {} of {} documents | tests/fast/quick.cpp\n",
      all - different, all);
  return different == 0 ? 0 : 1;
}

// ---------------------------------------------------------------- control

// What the quick reader reads by, as a program in which something else stands.
struct Fault {
  char const* name;
  void (*plant)(core::Program& program);
};

constexpr Fault faults[] = {
    {"two States are exchanged",
     [](core::Program& p) {
       for (std::size_t n = 0; n + 1 < p.states.size(); n += 2)
         std::swap(p.states[n].code, p.states[n + 1].code);
     }},
    {"two words are exchanged",
     [](core::Program& p) {
       for (auto& one : p.enumerations)
         if (one.values.size() > 1) std::swap(one.values[0].name, one.values[1].name);
     }},
    {"two currencies are exchanged",
     [](core::Program& p) {
       for (std::size_t n = 0; n + 1 < p.currencies.size(); n += 2)
         std::swap(p.currencies[n].code, p.currencies[n + 1].code);
     }},
    {"no currency is ever out of force",
     [](core::Program& p) {
       for (auto& one : p.currencies) one.validity = {};
     }},
    {"no field of periods has a default",
     [](core::Program& p) {
       for (auto& one : p.attributes) one.fallback = core::ExprId(model::none);
     }},
    {"a currency is of every State",
     [](core::Program& p) {
       for (auto& state : p.states) {
         state.currencies.clear();
         for (std::uint32_t n = 0; n < p.currencies.size(); ++n)
           state.currencies.push_back(model::CurrencyId(n));
       }
     }},
    {"every fact may be pending",
     [](core::Program& p) {
       for (auto& one : p.facts) one.role = core::Fact::Role::judgement;
     }},
    {"a unit is as good as another",
     [](core::Program& p) {
       for (auto& one : p.types)
         if (one.kind == core::Type::Kind::quantity) one.unit = model::Unit::days;
     }},
};

// Documents in which something is asked for in another unit, currency or State than it is given in.
std::vector<std::string> ill_fitting(core::Program const& program) {
  using Kind = core::Type::Kind;
  std::vector<std::string> all;
  auto const add = [&](core::Fact const& fact, std::string const& value) {
    all.push_back(fmt::format(R"({{"format":"convenio-case-1","id":"1","facts":{{"{}.{}":{}}}}})",
                              fact.package, fact.name, value));
  };
  for (auto const& fact : program.facts) {
    auto const& type = program.types[fact.type];
    bool const of_a_state =
        fact.parameters.size() == 1 && program.types[fact.parameters.front().type].kind == Kind::state;
    if (fact.parameters.empty()) add(fact, R"({"pending":"x"})");
    if (fact.parameters.empty() && type.kind == Kind::quantity) add(fact, R"("12 days")");
    for (auto const& currency : program.currencies) {
      if (of_a_state && type.kind == Kind::money)
        add(fact, fmt::format(R"({{"{}":"1.00 {}"}})", program.states.front().code, currency.code));
      if (type.kind != Kind::history || !fact.parameters.empty()) continue;
      for (auto const& attribute : program.attributes) {
        if (program.types[attribute.type].kind != Kind::money) continue;
        add(fact,
            fmt::format(R"([{{"id":"a","state":"{}","from":"1900-01-01","to":"2100-01-01","{}":"1.00 {}"}}])",
                        program.states.front().code, attribute.name, currency.code));
      }
    }
  }
  return all;
}

int control(core::Program program, std::vector<std::string> const& documents) {
  for (auto& currency : program.currencies)  // so that each can be out of force
    if (!currency.validity.until) currency.validity.until = model::Date::from_ymd(2050, 12, 31);
  cases::FactNames const names(program);
  properties::CaseMaker const maker(program);
  auto const differences = [&](core::Program const& bent) {
    properties::Random random(7);
    cases::QuickReader quick(bent, names);
    Counts counts;
    counts.different = 3;  // found without being told
    auto const one = [&](std::string const& document) { look(program, names, quick, document, counts); };
    for (auto const& document : documents) one(document);
    for (int n = 0; n < 300; ++n) one(maker.person(random).json());
    for (auto const& document : ill_fitting(program)) one(document);
    return counts.different - 3;
  };
  std::size_t found = 0;
  for (auto const& fault : faults) {
    core::Program bent = program;
    fault.plant(bent);
    bool const noticed = differences(bent) > 0;
    found += noticed ? 1U : 0U;
    if (!noticed) fmt::print("not found: {}\n", fault.name);
  }
  bool const quiet = differences(program) == 0;
  if (!quiet) fmt::print("without a fault a difference is found\n");
  fmt::print("control: {} of {} planted faults found\n", found, std::size(faults));
  return quiet && found == std::size(faults) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::filesystem::path const root = argv[1];
  auto const rules = api::load(*api::folder((root / "rules").string()));
  if (!rules.ok()) return fmt::print("{}\n", rules.outcome().sentence), 2;
  auto const& program = rules.inside().program;
  auto const documents = fast_tests::shipped_documents(rules, root);
  if (std::string(argv[2]) == "--control") return control(program, documents);
  if (argc < 5) return 2;
  return compare(program, documents, std::stoi(argv[2]), std::stoi(argv[3]),
                 static_cast<unsigned>(std::stoul(argv[4])));
}
