// The C interface: handles and pointers in, convenio.hpp behind, statuses and texts out.
// Knows no rule and no case. Every pointer is looked at before it is used, and every exception ends here.
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <map>

#include <fmt/format.h>

#include "engine/api/convenio.h"
#include "engine/api/convenio.hpp"
#include "engine/api/handles.hpp"
#include "engine/api/trying.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::api {

namespace {

static_assert(static_cast<int>(Status::faulty_rules) == CONVENIO_FAULTY_RULES);
static_assert(static_cast<int>(Status::faulty_case) == CONVENIO_FAULTY_CASE);
static_assert(static_cast<int>(Status::too_large) == CONVENIO_TOO_LARGE);
static_assert(static_cast<int>(Status::no_package) == CONVENIO_NO_PACKAGE);
static_assert(static_cast<int>(Status::host) == CONVENIO_HOST);
static_assert(static_cast<int>(Status::bad_argument) == CONVENIO_BAD_ARGUMENT);
static_assert(static_cast<int>(Status::bad_handle) == CONVENIO_BAD_HANDLE);
static_assert(static_cast<int>(Status::no_memory) == CONVENIO_NO_MEMORY);
static_assert(static_cast<int>(Status::internal) == CONVENIO_INTERNAL);
static_assert(static_cast<int>(Status::faulty_program) == CONVENIO_FAULTY_PROGRAM);
static_assert(sizeof(convenio_error) == 512);

// Never destroyed: a thread may still use a handle while the process ends.
Handles& handles() {
  static Handles& all = *new Handles;
  return all;
}

struct Sources {
  std::string folder;
  bool has_folder = false;
  mutable std::mutex mutex;  // of what follows
  mutable std::map<std::string, std::string> texts;

  ProviderPtr provider() const {
    std::lock_guard const lock(mutex);
    std::vector<File> files;
    for (auto const& [name, text] : texts) files.push_back({name, text});
    return has_folder ? overlay(std::move(files), api::folder(folder)) : memory(std::move(files));
  }
};

convenio_status told(convenio_error* error, Status status, std::string_view sentence) noexcept {
  if (error != nullptr) {
    std::size_t size = std::min(sentence.size(), sizeof error->sentence - 1);
    // Not in the middle of a character.
    while (size < sentence.size() && size > 0 && (sentence[size] & 0xc0) == 0x80) --size;
    error->status = static_cast<int>(status);
    std::memcpy(error->sentence, sentence.data(), size);
    error->sentence[size] = '\0';
  }
  return static_cast<convenio_status>(status);
}

template <class Call>
convenio_status guarded(convenio_error* error, Call const& call) noexcept {
  try {
    Outcome const outcome = call();
    return told(error, outcome.status, outcome.sentence);
  } catch (std::bad_alloc const&) {
    return told(error, Status::no_memory, "there is not enough memory");
  } catch (std::exception const& fault) {
    return told(error, Status::internal, fault.what());
  } catch (...) {
    return told(error, Status::internal, "an unknown fault");
  }
}

Outcome bad(std::string sentence) { return {Status::bad_argument, std::move(sentence)}; }

template <class Held>
Outcome find(Handle handle, HandleKind kind, std::shared_ptr<Held const>& held) {
  std::shared_ptr<void const> any;
  auto outcome = handles().find(handle, kind, any);
  held = std::static_pointer_cast<Held const>(any);
  return outcome;
}

// Hands a text out. `size` may be null.
Outcome hand_out(std::string_view made, char** text, std::size_t* size) {
  auto* const copy = static_cast<char*>(std::malloc(made.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, made.data(), made.size());
  copy[made.size()] = '\0';
  *text = copy;
  if (size != nullptr) *size = made.size();
  return {};
}

// Nothing is handed out until it is there.
Outcome nothing_yet(char** text, std::size_t* size) {
  if (size != nullptr) *size = 0;
  if (text == nullptr) return bad("`text` is null: there is no place for the answer");
  *text = nullptr;
  return {};
}

// A text of what a handle stands for. `make` gives it, or why there is none.
template <class Held, class Make>
convenio_status text_of(Handle handle, HandleKind kind, char** text, std::size_t* size, convenio_error* error,
                        Make const& make) noexcept {
  return guarded(error, [&]() -> Outcome {
    auto outcome = nothing_yet(text, size);
    std::shared_ptr<Held const> held;
    if (outcome.ok()) outcome = find(handle, kind, held);
    std::string made;
    if (outcome.ok()) outcome = make(*held, made);
    return outcome.ok() ? hand_out(made, text, size) : outcome;
  });
}

Outcome only(std::uint32_t options, std::uint32_t known) {
  return (options & ~known) == 0 ? Outcome{} : bad("`options` has some that this function does not know");
}

// `what` they are, and what one of them is.
Outcome texts(char const* const* given, std::size_t count, char const* what, char const* one,
              std::vector<std::string>& all) {
  if (given == nullptr && count > 0) return bad(fmt::format("`{}` is null", what));
  for (std::size_t n = 0; n < count; ++n) {
    if (given[n] == nullptr) return bad(fmt::format("{} {} is null", one, n));
    all.emplace_back(given[n]);
  }
  return {};
}

Outcome text_at(char const* bytes, std::size_t size, char const* name, std::string_view& text) {
  if (bytes == nullptr && size > 0) return bad(fmt::format("`{}` is null", name));
  text = size > 0 ? std::string_view(bytes, size) : std::string_view();
  return {};
}

Outcome form_of(int number, Form& form) {
  if (number != CONVENIO_TEXT && number != CONVENIO_JSON)
    return bad(fmt::format("there is no form {}", number));
  form = number == CONVENIO_JSON ? Form::json : Form::text;
  return {};
}

// A word and its value, one pair after another.
Outcome nearest_options(std::vector<std::string> const& words, NearestOptions& options) {
  if (words.size() % 2 != 0) return bad("`options` has a word without its value");
  for (std::size_t n = 0; n < words.size(); n += 2) {
    auto const& value = words[n + 1];
    if (words[n] == "may") {
      options.may.push_back(value);
    } else if (words[n] == "only") {
      options.only.push_back(value);
    } else if (words[n] == "in") {
      options.states.push_back(value);
    } else if (words[n] == "route") {
      options.route = value;
    } else if (words[n] == "months") {
      std::size_t months = 0;
      auto const read = std::from_chars(value.data(), value.data() + value.size(), months);
      if (read.ec != std::errc() || read.ptr != value.data() + value.size() || months == 0)
        return bad("`months` is no number from 1 on");
      options.months = months;
    } else {
      return bad(fmt::format("there is no option {}", text::printable(words[n])));
    }
  }
  return {};
}

// What is tried with a case that is given as text.
template <class Try>
convenio_status tried(Handle rules, char const* case_json, std::size_t case_size, int form, char** text,
                      std::size_t* size, convenio_error* error, Try const& attempt) noexcept {
  return text_of<Rules>(rules, HandleKind::rules, text, size, error,
                        [&](Rules const& held, std::string& made) -> Outcome {
                          std::string_view given;
                          Form wanted{};
                          auto outcome = form_of(form, wanted);
                          if (outcome.ok()) outcome = text_at(case_json, case_size, "case_json", given);
                          return outcome.ok() ? attempt(held, given, wanted, made) : outcome;
                        });
}

}  // namespace

}  // namespace convenio::api

using namespace convenio::api;

char const* convenio_version() { return version(); }
std::uint32_t convenio_abi_version() { return CONVENIO_ABI_VERSION; }

convenio_status convenio_sources_new(char const* path, convenio_sources* sources, convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    if (sources == nullptr) return bad("`sources` is null: there is no place for the handle");
    *sources = 0;
    auto made = std::make_shared<Sources>();
    made->has_folder = path != nullptr;
    if (path != nullptr) made->folder = path;
    *sources = handles().add(HandleKind::sources, std::move(made));
    return {};
  });
}

convenio_status convenio_sources_put(convenio_sources sources, char const* name, char const* text,
                                     std::size_t size, convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    std::shared_ptr<Sources const> held;
    if (auto outcome = find(sources, HandleKind::sources, held); !outcome.ok()) return outcome;
    if (name == nullptr) return bad("`name` is null");
    std::string_view given;
    if (auto outcome = text_at(text, size, "text", given); !outcome.ok()) return outcome;
    std::lock_guard const lock(held->mutex);
    held->texts[name] = given;
    return {};
  });
}

convenio_status convenio_load(convenio_sources sources, char const* const* packages, std::size_t count,
                              convenio_rules* rules, convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    if (rules == nullptr) return bad("`rules` is null: there is no place for the handle");
    *rules = 0;
    std::shared_ptr<Sources const> held;
    if (auto outcome = find(sources, HandleKind::sources, held); !outcome.ok()) return outcome;
    std::vector<std::string> wanted;
    if (auto outcome = texts(packages, count, "packages", "package", wanted); !outcome.ok()) return outcome;
    auto loaded = std::make_shared<Rules const>(load(*held->provider(), wanted));
    auto outcome = loaded->outcome();
    if (outcome.ok() || outcome.status == Status::faulty_rules)
      *rules = handles().add(HandleKind::rules, std::move(loaded));
    return outcome;
  });
}

convenio_status convenio_compile(convenio_rules rules, char** bytes, std::size_t* size,
                                 convenio_error* error) {
  return text_of<Rules>(rules, HandleKind::rules, bytes, size, error,
                        [size](Rules const& held, std::string& made) -> Outcome {
                          if (size == nullptr)
                            return bad("`size` is null, and the bytes do not end with a NUL");
                          return compile(held, made);
                        });
}

convenio_status convenio_load_saved(char const* bytes, std::size_t size, convenio_rules* rules,
                                    convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    if (rules == nullptr) return bad("`rules` is null: there is no place for the handle");
    *rules = 0;
    std::string_view given;
    if (auto outcome = text_at(bytes, size, "bytes", given); !outcome.ok()) return outcome;
    auto loaded = std::make_shared<Rules const>(load_saved(given));
    auto outcome = loaded->outcome();
    if (outcome.ok()) *rules = handles().add(HandleKind::rules, std::move(loaded));
    return outcome;
  });
}

convenio_status convenio_diagnose(convenio_rules rules, int form, char** text, std::size_t* size,
                                  convenio_error* error) {
  return text_of<Rules>(rules, HandleKind::rules, text, size, error,
                        [&](Rules const& held, std::string& made) -> Outcome {
                          if (form != CONVENIO_TEXT && form != CONVENIO_JSON)
                            return bad(fmt::format("there is no form {}", form));
                          made = diagnose(held, {form == CONVENIO_JSON ? Form::json : Form::text, true});
                          return {};
                        });
}

convenio_status convenio_describe(convenio_rules rules, char const* on, char** text, std::size_t* size,
                                  convenio_error* error) {
  return text_of<Rules>(
      rules, HandleKind::rules, text, size, error,
      [&](Rules const& held, std::string& made) { return describe(held, on == nullptr ? "" : on, made); });
}

convenio_status convenio_case_schema(convenio_rules rules, char** text, std::size_t* size,
                                     convenio_error* error) {
  return text_of<Rules>(rules, HandleKind::rules, text, size, error,
                        [](Rules const& held, std::string& made) {
                          if (held.ok()) made = case_schema(held);
                          return held.outcome();
                        });
}

convenio_status convenio_decide(convenio_rules rules, char const* case_json, std::size_t size,
                                convenio_decision* decision, convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    if (decision == nullptr) return bad("`decision` is null: there is no place for the handle");
    *decision = 0;
    std::shared_ptr<Rules const> held;
    if (auto outcome = find(rules, HandleKind::rules, held); !outcome.ok()) return outcome;
    std::string_view given;
    if (auto outcome = text_at(case_json, size, "case_json", given); !outcome.ok()) return outcome;
    auto made = std::make_shared<Decision const>(decide(*held, given));
    auto outcome = made->outcome();
    if (outcome.ok() || outcome.status == Status::faulty_case)
      *decision = handles().add(HandleKind::decision, std::move(made));
    return outcome;
  });
}

convenio_status convenio_decide_many(convenio_rules rules, char const* const* cases, std::size_t const* sizes,
                                     std::size_t count, convenio_each each, void* context,
                                     convenio_error* error) {
  return guarded(error, [&]() -> Outcome {
    std::shared_ptr<Rules const> held;
    if (auto outcome = find(rules, HandleKind::rules, held); !outcome.ok()) return outcome;
    if (!held->ok()) return held->outcome();
    if (each == nullptr) return bad("`each` is null");
    if (count > 0 && (cases == nullptr || sizes == nullptr)) return bad("`cases` or `sizes` is null");
    std::vector<std::string_view> given(count);
    for (std::size_t n = 0; n < count; ++n) {
      if (auto outcome = text_at(cases[n], sizes[n], fmt::format("cases[{}]", n).c_str(), given[n]);
          !outcome.ok())
        return outcome;
    }
    decide(*held, given, [&](std::size_t place, Decision const& decision) {
      auto const status = static_cast<convenio_status>(decision.outcome().status);
      auto const json = to_json(decision);
      return each(context, place, status, json.c_str(), json.size()) == 0;
    });
    return {};
  });
}

convenio_status convenio_decision_json(convenio_decision decision, std::uint32_t options, char** text,
                                       std::size_t* size, convenio_error* error) {
  return text_of<Decision>(
      decision, HandleKind::decision, text, size, error, [&](Decision const& held, std::string& made) {
        auto outcome = only(options, CONVENIO_INDENTED | CONVENIO_EXPLANATION);
        if (outcome.ok())
          made =
              to_json(held, {(options & CONVENIO_INDENTED) != 0, (options & CONVENIO_EXPLANATION) != 0, 0});
        return outcome;
      });
}

convenio_status convenio_explain(convenio_decision decision, int detail, std::uint32_t columns,
                                 std::uint32_t options, char const* language, char** text,
                                 std::size_t* size, convenio_error* error) {
  return text_of<Decision>(
      decision, HandleKind::decision, text, size, error,
      [&](Decision const& held, std::string& made) -> Outcome {
        if (auto outcome = only(options, CONVENIO_ASCII); !outcome.ok()) return outcome;
        if (detail < CONVENIO_BRIEF || detail > CONVENIO_FULL)
          return bad(fmt::format("there is no detail {}", detail));
        if (columns < 40 || columns > 400) return bad("`columns` is not from 40 to 400");
        auto const spoken = language ? language_named(language) : std::optional(Language::english);
        if (!spoken) return bad(fmt::format("decisions are not told in `{}`", convenio::text::printable(language)));
        made = explain(held, {static_cast<Detail>(detail), columns, (options & CONVENIO_ASCII) != 0, *spoken});
        return {};
      });
}

convenio_status convenio_what_if(convenio_rules rules, char const* case_json, std::size_t case_size,
                                 char const* const* settings, std::size_t count, int form, char** text,
                                 std::size_t* size, convenio_error* error) {
  return tried(rules, case_json, case_size, form, text, size, error,
               [&](Rules const& held, std::string_view given, Form wanted, std::string& made) {
                 std::vector<std::string> all;
                 bool set = false;
                 auto outcome = texts(settings, count, "settings", "setting", all);
                 return outcome.ok() ? what_if(held, given, all, wanted, made, set) : outcome;
               });
}

convenio_status convenio_bounds(convenio_rules rules, char const* case_json, std::size_t case_size, int form,
                                char** text, std::size_t* size, convenio_error* error) {
  return tried(rules, case_json, case_size, form, text, size, error,
               [](Rules const& held, std::string_view given, Form wanted, std::string& made) {
                 return bounds(held, given, wanted, made);
               });
}

convenio_status convenio_nearest(convenio_rules rules, char const* case_json, std::size_t case_size,
                                 char const* award, char const* const* options, std::size_t count, int form,
                                 char** text, std::size_t* size, convenio_error* error) {
  return tried(rules, case_json, case_size, form, text, size, error,
               [&](Rules const& held, std::string_view given, Form wanted, std::string& made) -> Outcome {
                 if (award == nullptr) return bad("`award` is null");
                 std::vector<std::string> words;
                 NearestOptions asked;
                 bool set = false;
                 auto outcome = texts(options, count, "options", "option", words);
                 if (outcome.ok()) outcome = nearest_options(words, asked);
                 return outcome.ok() ? nearest(held, given, award, asked, wanted, made, set) : outcome;
               });
}

convenio_status convenio_free(std::uint64_t handle, convenio_error* error) {
  return guarded(error, [&] { return handles().remove(handle); });
}

void convenio_free_text(char** text) {
  if (text == nullptr) return;
  std::free(*text);
  *text = nullptr;
}
