// A P5000 into a case. See p5000.hpp.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "tools/exchange/codes.hpp"
#include "tools/exchange/p5000.hpp"
#include "tools/exchange/sums.hpp"

namespace convenio::exchange::p5000 {

namespace {

struct ReadRow {  // as totals are compared with
  std::string type;
  bool for_entitlement = true, for_amount = true;
  Sum sum;
};

class Reader {
 public:
  Reader(Map const& map, Json const& root, ImportOptions const& options, Findings& findings, CaseMaker& maker)
      : map_(map), root_(root), options_(options), findings_(findings), maker_(maker), reading_(findings) {}

  void read(std::string const& hash);

 private:
  void read_version(Json& document);
  void read_envelope(Json& document);
  void read_person(Json& document);
  void read_claim(Json& document);
  void read_rows(Json& document);
  void read_row(Json const& json, std::string const& at, Json& rows);
  void read_days(Json const& json, std::string const& at, Json& row, Sum const& sum);
  bool read_certified(Sum const& sum, std::string const& at, Json& row);
  void compare_with_days(Sum const& sum, std::string const& at, model::Date from, model::Date to);
  bool read_masks(Json const& json, std::string const& at, Json& row, ReadRow& told);
  void compare_totals();

  // A code of a section; null, with a finding, where the map has no meaning for it.
  Json const* coded(Leaf const& leaf, std::string_view section, char const* what);
  std::optional<std::string> state_of(Leaf const& leaf);
  std::optional<model::Date> day_of(Leaf const& leaf);
  void member_from(Json const* of, std::string const& at, char const* key, Json& to, char const* name);
  Json const* container(Json const* of, std::string const& at, char const* key, Json::Kind kind);

  Map const& map_;
  Json const& root_;
  ImportOptions const& options_;
  Findings& findings_;
  CaseMaker& maker_;
  Reading reading_;
  std::size_t number_ = 0, row_ = 0;
  std::set<std::string> senders_;
  std::string branch_;  // that is claimed, "" where that is not known
  std::set<std::string> seen_;
  std::vector<ReadRow> read_;
};

Json unknown(std::string_view why) {
  Json out = object();
  put(out, "unknown", text_of(why));
  return out;
}

// An object or list of the form; something else is a finding, and is kept.
Json const* Reader::container(Json const* of, std::string const& at, char const* key, Json::Kind kind) {
  Json const* const found = member(of, key);
  if (!found || found->kind() == kind) return found;
  findings_.add(Code::wrong_kind, step(at, key),
                fmt::format("{}, and {} is asked for", cases::in_words(found->kind()),
                            kind == Json::Kind::object ? "an object" : "a list"));
  return nullptr;
}

Json const* Reader::coded(Leaf const& leaf, std::string_view section, char const* what) {
  if (!leaf.text) return nullptr;
  Json const* const found = map_.meaning(section, *leaf.text);
  if (!found)
    findings_.add(Code::unknown_code, leaf.pointer,
                  fmt::format("`{}` is no {} that the map lists", *leaf.text, what));
  else if (found->kind() == Json::Kind::null)
    findings_.add(Code::means_nothing, leaf.pointer,
                  fmt::format("`{}` is a {} for which the rules have no word", *leaf.text, what));
  return found && found->kind() != Json::Kind::null ? found : nullptr;
}

// Two capital letters, after those that the map writes otherwise.
std::optional<std::string> Reader::state_of(Leaf const& leaf) {
  if (!leaf.text) return std::nullopt;
  Json const* const other = map_.meaning("states", *leaf.text);
  std::string const code = other && other->kind() == Json::Kind::string ? other->string() : *leaf.text;
  bool const good =
      code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (good) return code;
  findings_.add(Code::unknown_code, leaf.pointer, "a State is named by two capital letters",
                "as in ISO 3166");
  return std::nullopt;
}

std::optional<model::Date> Reader::day_of(Leaf const& leaf) {
  if (!leaf.text) return std::nullopt;
  auto const day = model::Date::parse(*leaf.text);
  if (day && *day >= model::earliest_fact_date() && *day <= model::latest_fact_date()) return day;
  findings_.add(Code::bad_day, leaf.pointer, day ? "a day before 1850 or after 2150" : "not a day",
                "year-month-day, as 1980-01-31");
  return std::nullopt;
}

void Reader::member_from(Json const* of, std::string const& at, char const* key, Json& to, char const* name) {
  auto const leaf = reading_.leaf(of, at, key);
  if (!leaf.text) return;
  put(to, name, text_of(*leaf.text));
  reading_.take(leaf, *leaf.text);
}

void Reader::read_version(Json& document) {
  member_from(&root_, "", "sed", document, "sed");
  auto const major = reading_.leaf(&root_, "", "sedGVer"), minor = reading_.leaf(&root_, "", "sedVer");
  if (major.text) put(document, "major", text_of(*major.text));
  if (minor.text) put(document, "minor", text_of(*minor.text));
  reading_.take(major, major.text.value_or(""));
  reading_.take(minor, minor.text.value_or(""));
  for (auto const& one : items_at(&map_.root(), "versions")) {
    if (text_at(&one, "major") != major.text || text_at(&one, "minor") != minor.text) continue;
    put(document, "model", text_of(text_at(&one, "model").value_or("")));
    return;
  }
  findings_.add(
      Code::unknown_version, minor.raw ? "/sedVer" : "",
      major.text && minor.text
          ? fmt::format("the version {}, {} is not among those that the map lists", *major.text, *minor.text)
          : "the document does not say which version it is of");
}

void Reader::read_envelope(Json& document) {
  Json const* const nav = container(&root_, "", "nav", Json::Kind::object);
  Json const* const all = container(nav, "/nav", "eessisak", Json::Kind::array);
  if (!all) return;
  Json references = list();
  for (std::size_t n = 0; n < all->items().size(); ++n) {
    auto const at = step("/nav/eessisak", n);
    Json const* const one = &all->items()[n];
    Json reference = object();
    auto const land = reading_.leaf(one, at, "land");
    if (auto const state = state_of(land)) {
      put(reference, "state", text_of(*state));
      reading_.take(land, *state);
      senders_.insert(*state);
    }
    member_from(one, at, "institusjonsid", reference, "institution");
    member_from(one, at, "institusjonsnavn", reference, "institution_name");
    member_from(one, at, "saksnummer", reference, "number");
    std::get<Json::Items>(references.content).push_back(std::move(reference));
  }
  put(document, "references", std::move(references));
}

void Reader::read_person(Json& document) {
  Json const* const nav = member(&root_, "nav");
  Json const* const user = container(nav, "/nav", "bruker", Json::Kind::object);
  Json const* const person = container(user, "/nav/bruker", "person", Json::Kind::object);
  if (!person) return;
  std::string const at = "/nav/bruker/person";
  Json said = object();
  member_from(person, at, "fornavn", said, "given_name");
  member_from(person, at, "etternavn", said, "family_name");
  auto const birth = reading_.leaf(person, at, "foedselsdato");
  if (auto const day = day_of(birth)) {
    auto const text = day->to_string();
    put(said, "birth", text_of(text));
    maker_.fact("birth", text_of(text), birth.pointer);
    reading_.take(birth, text);
  } else if (birth.text) {
    maker_.fact("birth", unknown("the document states a day that cannot be"), birth.pointer);
  }
  auto const sex = reading_.leaf(person, at, "kjoenn");
  if (Json const* const word = coded(sex, "sex", "code of a sex")) {
    put(said, "sex", *word);
    maker_.fact("sex", *word, sex.pointer);
    reading_.take(sex, map_.code("sex", *word));
  } else if (sex.text) {
    maker_.fact("sex", unknown("the document does not say it"), sex.pointer);
  }
  if (Json const* const all = container(person, at, "statsborgerskap", Json::Kind::array)) {
    Json states = list();
    bool whole = true;
    for (std::size_t n = 0; n < all->items().size(); ++n) {
      auto const land = reading_.leaf(&all->items()[n], step(at + "/statsborgerskap", n), "land");
      auto const state = state_of(land);
      whole = whole && state;
      if (!state) continue;
      std::get<Json::Items>(states.content).push_back(text_of(*state));
      reading_.take(land, *state);
    }
    if (!states.items().empty()) {
      put(said, "nationalities", states);
      maker_.fact("nationalities",
                  whole ? std::move(states) : unknown("the document names one that cannot be read"),
                  at + "/statsborgerskap");
    }
  }
  if (Json const* const all = container(person, at, "pin", Json::Kind::array)) {
    Json identifiers = list();
    for (std::size_t n = 0; n < all->items().size(); ++n) {
      auto const where = step(at + "/pin", n);
      Json const* const pin = &all->items()[n];
      Json one = object();
      auto const land = reading_.leaf(pin, where, "land");
      if (auto const state = state_of(land)) {
        put(one, "state", text_of(*state));
        reading_.take(land, *state);
      }
      member_from(pin, where, "sektor", one, "sector");
      member_from(pin, where, "identifikator", one, "value");
      member_from(pin, where, "institusjonsid", one, "institution");
      member_from(pin, where, "institusjonsnavn", one, "institution_name");
      std::get<Json::Items>(identifiers.content).push_back(std::move(one));
    }
    put(said, "identifiers", std::move(identifiers));
  }
  put(document, "person", std::move(said));
}

void Reader::read_claim(Json& document) {
  Json const* const pension = container(&root_, "", "pensjon", Json::Kind::object);
  Json const* const part = container(pension, "/pensjon", "medlemskapboarbeid", Json::Kind::object);
  std::string const at = "/pensjon/medlemskapboarbeid";
  Json const* const claim = container(part, at, "enkeltkrav", Json::Kind::object);
  auto const code = reading_.leaf(claim, at + "/enkeltkrav", "krav");
  if (Json const* const meaning = coded(code, "claims", "benefit")) {
    branch_ = text_at(meaning, "claimed").value_or("");
    put(document, "claim", *meaning);
    maker_.word_of("claimed", branch_);
    reading_.take(code, map_.code("claims", *meaning));
  }
}

bool Reader::read_masks(Json const& json, std::string const& at, Json& row, ReadRow& told) {
  auto const mask = [&](char const* key, char const* section, char const* attribute, bool& any) {
    auto const leaf = reading_.leaf(&json, at, key);
    if (!leaf.text) return false;
    if (!map_.lists(section, *leaf.text)) {
      findings_.add(Code::unknown_code, leaf.pointer,
                    fmt::format("`{}` is no mask that the map lists", *leaf.text));
      return false;
    }
    auto left_out = left_out_by(map_, *leaf.text);
    auto const& words = left_out.items();
    any = words.size() < items_at(&map_.root(), "mask").size();
    bool const of_claim =
        branch_.empty() ? !words.empty() : std::any_of(words.begin(), words.end(), [&](Json const& w) {
          return equal(w, text_of(branch_));
        });
    put(row, attribute, std::move(left_out));
    reading_.take(leaf, *leaf.text);
    return of_claim;
  };
  bool const no_right = mask("relevans", "entitlement_masks", "not_for_entitlement", told.for_entitlement);
  bool const no_amount = mask("beregning", "amount_masks", "not_for_amount", told.for_amount);
  if (!no_right && !no_amount) return true;
  if (no_right && no_amount && !branch_.empty()) {
    put(row, "not_counted_because",
        text_of("by its codes it counts neither for the right nor for the amount of what is claimed"));
    findings_.add(Code::not_counted, at,
                  "the row counts neither for the right nor for the amount of what is claimed");
    return false;
  }
  findings_.add(Code::counts_in_part, at,
                no_amount && !no_right   ? "the row counts for the right, and not for the amount"
                : no_right && !no_amount ? "the row counts for the amount, and not for the right"
                                         : "the row does not count for every benefit",
                "no rule reads `not_for_entitlement` and `not_for_amount` yet");
  return true;
}

void Reader::compare_with_days(Sum const& sum, std::string const& at, model::Date from, model::Date to) {
  auto const place = step(at, "sum");
  Rational const span(std::int64_t{to.number()} - from.number() + 1);
  auto const [least, most] = days_spanned(map_, sum);
  if (most < span)
    findings_.add(Code::sum_is_smaller, place,
                  fmt::format("the sum comes to at most {} days, and the dates span {}",
                              most.ceiling().to_string(), span.to_string()));
  else if (least > span)
    findings_.add(Code::sum_is_larger, place,
                  fmt::format("the sum comes to at least {} days, and the dates span {}",
                              least.floor().to_string(), span.to_string()));
}

void Reader::read_days(Json const& json, std::string const& at, Json& row, Sum const& sum) {
  auto const where = step(at, "periode");
  Json const* const days = container(&json, at, "periode", Json::Kind::object);
  auto const from = reading_.leaf(days, where, "fom"), to = reading_.leaf(days, where, "tom");
  if (!from.text && !to.text && !sum.parts.empty() && !findings_.told_within(where)) {
    put(row, "undated", truth_of(true));
    return;
  }
  auto const first = day_of(from), last = day_of(to);
  if (first && last && *last < *first) {
    findings_.add(Code::out_of_order, where,
                  fmt::format("the period is to end on {}, before it begins on {}", last->to_string(),
                              first->to_string()));
    put(row, "from", unknown("the document states an end before the beginning"));
    put(row, "to", unknown("the document states an end before the beginning"));
    return;
  }
  if (first) {
    put(row, "from", text_of(first->to_string()));
    reading_.take(from, first->to_string());
  } else {
    if (!from.text)
      findings_.add(Code::no_beginning, from.pointer, "the row does not say when the period begins");
    put(row, "from",
        unknown(from.text ? "the document states a day that cannot be" : "the document does not say it"));
  }
  if (last) {
    put(row, "to", text_of(last->to_string()));
    reading_.take(to, last->to_string());
    if (options_.on && *last > *options_.on)
      findings_.add(
          Code::future_end, to.pointer,
          fmt::format("the period ends on {}, after {}", last->to_string(), options_.on->to_string()));
  } else if (to.text || (to.raw && findings_.told_within(to.pointer))) {
    put(row, "to", unknown("the document states a day that cannot be"));
  } else {
    Json open = object();
    put(open, "open", text_of("the document states no end"));
    put(row, "to", std::move(open));
    findings_.add(Code::open_period, to.pointer,
                  "the row does not say when the period ended; it is taken to go on");
  }
  if (first && last && !sum.parts.empty()) compare_with_days(sum, at, *first, *last);
}

// False where the certificate is beyond any life, and was not taken.
bool Reader::read_certified(Sum const& sum, std::string const& at, Json& row) {
  constexpr int longest_life = 120 * 365;
  if (days_spanned(map_, sum).first > Rational(longest_life)) {
    findings_.add(Code::impossible_sum, step(at, "sum"), "the sum is more than 120 years");
    return false;
  }
  if (auto certified = accept(sum, reading_)) put(row, "certified", std::move(*certified));
  return true;
}

void Reader::read_row(Json const& json, std::string const& at, Json& rows) {
  ++row_;
  if (json.kind() == Json::Kind::null) return;
  if (json.kind() != Json::Kind::object) {
    findings_.add(Code::wrong_kind, at,
                  fmt::format("{}, and a row, as an object, is asked for", cases::in_words(json.kind())));
    return;
  }
  auto const land = reading_.leaf(&json, at, "land");
  auto state = state_of(land);
  bool const derived = !state && !land.text && !findings_.told_within(land.pointer) && senders_.size() == 1;
  if (derived) state = *senders_.begin();
  if (!state) {
    reading_.release(land);
    findings_.add(Code::no_state, at,
                  "the row says of no State that the period is its; it is not among the periods");
    return;
  }
  Json row = object();
  auto const id = fmt::format("d{}-{}", number_, row_);
  put(row, "id", text_of(id));
  put(row, "state", text_of(*state));
  if (derived) {
    findings_.add(Code::state_derived, land.pointer,
                  fmt::format("the State of the sender, {}, is taken", *state));
    reading_.derive(land, *state);
  } else {
    reading_.take(land, *state);
  }
  ReadRow told;
  auto sum =
      read_sum(map_, reading_, findings_, container(&json, at, "sum", Json::Kind::object), step(at, "sum"));
  if (!read_certified(sum, at, row)) sum = {};
  read_days(json, at, row, sum);
  told.sum = std::move(sum);
  auto const type = reading_.leaf(&json, at, "type"), scheme = reading_.leaf(&json, at, "ordning");
  if (Json const* const meaning = coded(type, "types", "type of period")) {
    for (auto const& one : meaning->members()) put(row, one.key, one.value);
    told.type = *type.text;
    reading_.take(type, map_.code("types", *meaning));
  }
  if (Json const* const meaning = coded(scheme, "schemes", "scheme")) {
    for (auto const& one : meaning->members()) put(row, one.key, one.value);
    reading_.take(scheme, map_.code("schemes", *meaning));
  }
  member_from(&json, at, "yrke", row, "occupation");
  bool const counted = read_masks(json, at, row, told);
  read_.push_back(std::move(told));
  auto said = row;  // without its id, and with the days as they stand there
  std::get<Json::Members>(said.content).erase(std::get<Json::Members>(said.content).begin());
  Json const* const days = member(&json, "periode");
  if (!seen_.insert(written(said) + (days ? written(*days) : "")).second)
    findings_.add(Code::repeated_row, at, "the row says what an earlier row says; both are kept");
  Json place = object();
  put(place, "id", text_of(id));
  put(place, "pointer", text_of(at));
  std::get<Json::Items>(rows.content).push_back(std::move(place));
  maker_.period(std::move(row), counted);
}

void Reader::read_rows(Json& document) {
  Json rows = list();
  Json const* const pension = member(&root_, "pensjon");
  Json const* const part = member(pension, "medlemskapboarbeid");
  Json const* const all[] = {
      container(part, "/pensjon/medlemskapboarbeid", "medlemskap", Json::Kind::array),
      container(pension, "/pensjon", "medlemskap", Json::Kind::array),
  };
  std::size_t count = 0;
  for (std::size_t home = 0; home < 2; ++home) {
    if (!all[home]) continue;
    auto const& items = all[home]->items();
    if (home == 1 && !items.empty())
      findings_.add(Code::deprecated_place, rows_at[1],
                    count == 0 ? "the rows stand at the deprecated place; they are read"
                               : "rows stand at both places; all are read");
    for (std::size_t n = 0; n < items.size(); ++n) read_row(items[n], step(rows_at[home], n), rows);
    count += items.size();
  }
  put(document, "rows", std::move(rows));
  auto const indicator = reading_.leaf(part, "/pensjon/medlemskapboarbeid", "gyldigperiode");
  if (indicator.text && *indicator.text != "0" && *indicator.text != "1") {
    findings_.add(Code::bad_indicator, indicator.pointer,
                  fmt::format("`{}`, where 1 or 0 is asked for", *indicator.text));
  } else if (indicator.text) {
    bool const has = *indicator.text == "1";
    put(document, "has_periods", truth_of(has));
    reading_.take(indicator, *indicator.text);
    if (has != (count > 0))
      findings_.add(Code::indicator_disagrees, indicator.pointer,
                    has ? "there are to be periods, and there is no row"
                        : fmt::format("there are to be no periods, and there are {} rows", count));
  }
  if (count > 0 && !member(&document, "claim") &&
      !findings_.told_within("/pensjon/medlemskapboarbeid/enkeltkrav"))
    findings_.add(Code::no_claim, "/pensjon/medlemskapboarbeid/enkeltkrav",
                  "there are periods, and no benefit is claimed");
}

// Of each type, the total of the form against the sum of the rows that count for it, in days of one week.
void Reader::compare_totals() {
  Json const* const pension = member(&root_, "pensjon");
  for (bool const entitlement : {true, false}) {
    char const* const key = entitlement ? "medlemskapTotal" : "trygdetid";
    auto const& totals = items_at(pension, key);
    for (std::size_t n = 0; n < totals.size(); ++n) {
      auto const at = step(step("/pensjon", key), n);
      Findings aside;
      Reading apart(aside);
      auto const type = apart.leaf(&totals[n], at, "type");
      auto const total = read_sum(map_, apart, aside, member(&totals[n], "sum"), step(at, "sum"));
      if (!type.text || total.parts.empty() || aside.errors() > 0) continue;
      std::set<std::string> weeks;
      if (!total.week.empty()) weeks.insert(total.week);
      for (auto const& row : read_)
        if (row.type == *type.text && !row.sum.week.empty()) weeks.insert(row.sum.week);
      if (weeks.size() > 1) continue;
      std::string const week = weeks.empty() ? "6" : *weeks.begin();
      Rational sum;
      for (auto const& row : read_)
        if (row.type == *type.text && (entitlement ? row.for_entitlement : row.for_amount))
          sum = sum + days_of_week(map_, row.sum, week);
      auto const stated = days_of_week(map_, total, week);
      if (sum == stated) continue;
      auto const in_decimals = [](Rational const& days) {
        return days.to_decimal(0, 6).value_or(days.to_string());
      };
      findings_.add(Code::totals_differ, at,
                    fmt::format("the total of type {} is {} days of a week of {}, and its rows come to {}",
                                *type.text, in_decimals(stated), week, in_decimals(sum)));
    }
  }
}

void Reader::read(std::string const& hash) {
  number_ = maker_.next_document();
  Json document = object();
  put(document, "form", text_of(map_.form()));
  read_version(document);
  put(document, "sha256", text_of(hash));
  read_envelope(document);
  read_person(document);
  read_claim(document);
  read_rows(document);
  compare_totals();
  reading_.finish(root_, document);
  maker_.document(std::move(document));
}

}  // namespace

Json left_out_by(Map const& map, std::string_view mask) {
  Json out = list();
  auto const& words = items_at(&map.root(), "mask");
  for (std::size_t n = 0; n < words.size() && n < mask.size(); ++n)
    if (mask[n] == '0') std::get<Json::Items>(out.content).push_back(words[n]);
  return out;
}

std::string mask_of(Map const& map, Json const& left_out) {
  std::string mask;
  auto const& all = left_out.items();
  for (auto const& word : items_at(&map.root(), "mask"))
    mask +=
        std::any_of(all.begin(), all.end(), [&](Json const& one) { return equal(one, word); }) ? '0' : '1';
  return mask;
}

void read(Map const& map, Source const& source, ImportOptions const& options, Findings& findings,
          CaseMaker& maker) {
  findings.of_file(source.name);
  auto const root = read_document(source, findings, form_depth);
  if (!root) return;
  Findings aside;
  Reading apart(aside);
  auto const kind = apart.leaf(&*root, "", "sed");
  auto const wanted = text_at(&map.root(), "sed").value_or("");
  if (kind.text != wanted) {
    findings.add(Code::another_document, "/sed",
                 kind.text ? fmt::format("a document of the kind `{}`", *kind.text)
                           : "the document does not say its kind",
                 fmt::format("a {} is asked for", wanted));
    return;
  }
  Reader(map, *root, options, findings, maker).read(core::sha256(source.text));
}

}  // namespace convenio::exchange::p5000
