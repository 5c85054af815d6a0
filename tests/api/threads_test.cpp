// Several threads decide on one set of rules and let go of its handles meanwhile. Built with the preset
// `threads`, the sanitizer looks on.
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "engine/api/convenio.h"
#include "tests/api/rules.hpp"

using namespace convenio;
using namespace convenio::testing;

namespace {

constexpr int threads = 4;

template <class Work>
void together(Work const& work) {
  std::vector<std::jthread> all;
  for (int n = 0; n < threads; ++n) all.emplace_back([&work, n] { work(n); });
}

}  // namespace

TEST_CASE("one set of rules, several threads, the same bytes") {
  std::vector<std::string> documents, wanted;
  for (auto const& path : example_cases()) {
    documents.push_back(contents(path));
    auto const decision = api::decide(shipped(), documents.back());
    wanted.push_back(api::to_json(decision, {false, true, 0}) + api::explain(decision));
  }
  std::atomic<int> different = 0, tried = 0;
  together([&](int thread) {
    api::Rules const own = shipped();
    for (std::size_t n = 0; n < documents.size(); ++n) {
      std::size_t const at = (n + static_cast<std::size_t>(thread) * 3) % documents.size();
      auto const decision = api::decide(own, documents[at]);
      different += api::to_json(decision, {false, true, 0}) + api::explain(decision) != wanted[at] ? 1 : 0;
      ++tried;
    }
  });
  CHECK(tried == threads * static_cast<int>(documents.size()));
  CHECK(different == 0);
}

TEST_CASE("several threads read, check, save, read again, describe and decide at once") {
  struct Said {
    std::string saved, described, schema, decided;
    bool operator==(Said const&) const = default;
  };
  auto const say = [] {
    Said said;
    auto const read = api::load(*api::memory(small()));
    bool fine = api::compile(read, said.saved).ok();
    auto const rules = api::load_saved(said.saved);
    fine = fine && api::describe(rules, "", said.described).ok();
    said.schema = api::case_schema(rules);
    said.decided = api::explain(api::decide(rules, small_case));
    return fine ? said : Said{};
  };
  Said const wanted = say();
  REQUIRE_FALSE(wanted.decided.empty());
  std::atomic<int> different = 0;
  together([&](int) {
    for (int round = 0; round < 10; ++round) different += say() == wanted ? 0 : 1;
  });
  CHECK(different == 0);
}

TEST_CASE("several threads load, decide and free by handles; one frees what the others use") {
  convenio_sources sources = 0;
  REQUIRE(convenio_sources_new(nullptr, &sources, nullptr) == CONVENIO_OK);
  for (auto const& file : small())
    REQUIRE(convenio_sources_put(sources, file.name.c_str(), file.text.c_str(), file.text.size(), nullptr) ==
            CONVENIO_OK);
  convenio_rules shared = 0;
  REQUIRE(convenio_load(sources, nullptr, 0, &shared, nullptr) == CONVENIO_OK);
  std::atomic<int> decided = 0, refused = 0, odd = 0;
  together([&](int thread) {
    for (int round = 0; round < 50; ++round) {
      convenio_rules own = 0;
      odd += convenio_sources_put(sources, "small/c.convenio", "package small\n", 14, nullptr) != CONVENIO_OK;
      odd += convenio_load(sources, nullptr, 0, &own, nullptr) != CONVENIO_OK;
      if (thread == 0 && round == 25) odd += convenio_free(shared, nullptr) != CONVENIO_OK;
      for (convenio_rules const rules : {own, shared}) {
        convenio_decision decision = 0;
        char* text = nullptr;
        auto const status = convenio_decide(rules, small_case.data(), small_case.size(), &decision, nullptr);
        if (status == CONVENIO_BAD_HANDLE && rules == shared) {
          ++refused;
          continue;
        }
        odd += status != CONVENIO_OK;
        odd += convenio_decision_json(decision, 0, &text, nullptr, nullptr) != CONVENIO_OK;
        odd += convenio_free(decision, nullptr) != CONVENIO_OK;
        convenio_free_text(&text);
        ++decided;
      }
      odd += convenio_free(own, nullptr) != CONVENIO_OK;
    }
  });
  CHECK(odd == 0);
  CHECK(decided + refused == threads * 100);
  CHECK(refused >= 25);
  CHECK(convenio_free(shared, nullptr) == CONVENIO_BAD_HANDLE);
  CHECK(convenio_free(sources, nullptr) == CONVENIO_OK);
}

#ifdef CONVENIO_PLANT
// A data race inside the library, which only a library that is instrumented throughout can show.
TEST_CASE("planted: several threads let the library write to one place") {
  convenio_sources sources = 0;
  REQUIRE(convenio_sources_new(nullptr, &sources, nullptr) == CONVENIO_OK);
  REQUIRE(convenio_sources_put(sources, "p/p.convenio", "package p\n", 10, nullptr) == CONVENIO_OK);
  convenio_rules same = 0;
  together([&](int) {
    for (int round = 0; round < 10; ++round) convenio_load(sources, nullptr, 0, &same, nullptr);
  });
}
#endif
