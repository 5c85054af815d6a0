// Awards over a list of records, told apart by fields of their records, and all of a kind as rows.
// Knows types and decisions; knows no award by its name. Three particulars have names that rows know: `extent`, how much is
// granted; `payer`, who bears it; `last_day`, until when (docs/reference/awards.md); letters know `document` too.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/core/wording.hpp"
#include "engine/render/report.hpp"

namespace convenio::render {

namespace {

using core::Type;
using run::Awarded;
using run::Status;

constexpr std::array in_rows{std::string_view("extent"), std::string_view("payer"), std::string_view("last_day")};

model::RecordValue const* record_of(Awarded const& awarded) {
  if (awarded.arguments.size() != 1) return nullptr;
  auto const* record = std::get_if<model::RecordPtr>(&awarded.arguments.front().content);
  return record ? record->get() : nullptr;
}

std::string cell(Speech& speech, core::RecordField const& field, model::Value const& value) {
  if (std::holds_alternative<model::Date>(value.content)) return core::to_string(speech.program(), value, field.type);
  return speech.value(value, field.type);
}

bool is_told(Account const& account) { return !account.in_money && account.awarded; }

// Where the award has one of this name.
core::Particular const* particular_named(core::Award const& award, std::string_view name) {
  auto const found = std::find_if(award.particulars.begin(), award.particulars.end(), [&](auto const& one) { return one.name == name; });
  return found == award.particulars.end() ? nullptr : &*found;
}

run::ParticularResult const* result_of(core::Award const& award, Awarded const& awarded, core::Particular const* particular) {
  auto const found = std::find_if(awarded.particulars.begin(), awarded.particulars.end(),
                                  [&](auto const& one) { return &award.particulars[one.particular] == particular; });
  return found == awarded.particulars.end() ? nullptr : &*found;
}

// The first and the last day of a record.
std::pair<model::Date const*, model::Date const*> ends_of(model::RecordValue const& record) {
  std::pair<model::Date const*, model::Date const*> days{nullptr, nullptr};
  for (auto const& field : record.fields) {
    auto const* day = std::get_if<model::Date>(&field.content);
    if (!day) continue;
    if (!days.first || *day < *days.first) days.first = day;
    if (!days.second || *days.second < *day) days.second = day;
  }
  return days;
}

class Rows {
 public:
  Rows(Speech& speech, Apart const& apart, std::vector<Account const*> const& accounts) : speech_(speech), apart_(apart), accounts_(accounts) {}

  Overview write() {
    auto const& award = speech_.program().awards[accounts_.front()->awarded->award];
    Overview made;
    made.title = speech_.called(award.title, award.name);
    auto const& fields = speech_.program().records[apart_.record].fields;
    for (auto const n : apart_.fields) made.heads.push_back(head(fields[n]));
    made.heads.emplace_back(speech_(Message::result));
    std::vector<core::Particular const*> shown;
    for (auto const name : in_rows) {
      if (auto const* one = particular_named(award, name)) shown.push_back(one);
    }
    for (auto const* one : shown) made.heads.push_back(speech_.text(one->title.empty() ? core::with_spaces(one->name) : one->title));
    for (auto const* account : accounts_) made.rows.push_back(row(*account, shown));
    drop_where_alike(made, apart_.fields.size() + 1);
    return made;
  }

 private:
  std::string head(core::RecordField const& field) const {
    auto const kind = speech_.program().types[field.type].kind;
    if (kind == Type::Kind::text) return std::string(speech_(Message::wanted_for));
    if (kind == Type::Kind::state) return std::string(speech_(Message::period_state));
    if (kind == Type::Kind::date) return std::string(speech_(Message::period_from));
    return speech_.text(core::with_spaces(field.name));
  }

  // How much is granted is told below; beside each other it is told where it differs.
  static void drop_where_alike(Overview& made, std::size_t column) {
    if (column >= made.heads.size()) return;
    auto const same = [&](auto const& row) { return row[column] == made.rows.front()[column]; };
    if (!std::all_of(made.rows.begin(), made.rows.end(), same)) return;
    auto const at = static_cast<std::ptrdiff_t>(column);
    made.heads.erase(made.heads.begin() + at);
    for (auto& row : made.rows) row.erase(row.begin() + at);
  }

  std::vector<std::string> row(Account const& account, std::vector<core::Particular const*> const& shown) {
    auto const& record = *record_of(*account.awarded);
    auto const& fields = speech_.program().records[apart_.record].fields;
    std::vector<std::string> cells;
    for (auto const n : apart_.fields) cells.push_back(cell(speech_, fields[n], record.fields[n]));
    cells.push_back(account.status);
    auto const& program = speech_.program();
    for (auto const* one : shown) {
      auto const* found = result_of(program.awards[account.awarded->award], *account.awarded, one);
      std::string text;
      if (found && found->status != Status::granted) text = speech_.status(found->status);
      if (found && found->status == Status::granted)
        text = cell(speech_, {one->name, core::type_for(program, program.rules[one->rule].type, account.awarded->arguments)}, found->value);
      // A right ends with its record, where nothing says that it ends sooner.
      auto const* last = ends_of(record).second;
      bool const ends = one->name == in_rows.back() && account.awarded->status == Status::granted && (!found || found->status != Status::granted);
      if (ends && last) text = last->to_string();
      cells.push_back(std::move(text));
    }
    return cells;
  }

  Speech& speech_;
  Apart const& apart_;
  std::vector<Account const*> const& accounts_;
};

}  // namespace

Apart told_apart(core::Program const& program, std::vector<Awarded> const& all, model::AwardId award) {
  Apart apart;
  std::vector<model::RecordValue const*> records;
  auto const type = program.awards[award].type;
  if (type >= program.types.size() || program.types[type].kind == Type::Kind::money) return apart;
  for (auto const& one : all) {
    if (one.award != award || one.status == Status::not_applicable) continue;
    auto const* record = record_of(one);
    if (!record || record->record >= program.records.size()) return apart;
    records.push_back(record);
  }
  if (records.empty()) return apart;
  apart.record = records.front()->record;
  auto const& fields = program.records[apart.record].fields;
  auto const same = [&](std::size_t field, std::size_t a, std::size_t b) { return model::equal(records[a]->fields[field], records[b]->fields[field]); };
  auto const alike = [&](std::size_t a, std::size_t b) {
    return std::all_of(apart.fields.begin(), apart.fields.end(), [&](std::size_t field) { return same(field, a, b); });
  };
  for (std::size_t n = 0; n < fields.size(); ++n) {
    auto const kind = program.types[fields[n].type].kind;
    if (kind == Type::Kind::text || kind == Type::Kind::state) apart.fields.push_back(n);
  }
  // Others as long as they tell two apart that were alike.
  for (std::size_t n = 0; n < fields.size(); ++n) {
    if (std::find(apart.fields.begin(), apart.fields.end(), n) != apart.fields.end()) continue;
    bool helps = false;
    for (std::size_t a = 0; a < records.size() && !helps; ++a) {
      for (std::size_t b = a + 1; b < records.size() && !helps; ++b) helps = alike(a, b) && !same(n, a, b);
    }
    if (helps) apart.fields.push_back(n);
  }
  return apart;
}

std::string short_name(Speech& speech, Apart const& apart, Awarded const& awarded) {
  auto const* record = record_of(awarded);
  if (!record || record->record != apart.record) return "";
  auto const& fields = speech.program().records[apart.record].fields;
  std::vector<std::string> words;
  for (auto const n : apart.fields) words.push_back(speech.value(record->fields[n], fields[n].type));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::vector<Overview> overviews(Speech& speech, std::vector<Awarded> const& all, std::vector<Account> const& accounts) {
  std::vector<Overview> made;
  std::vector<model::AwardId> done;
  for (auto const& account : accounts) {
    if (!is_told(account) || std::find(done.begin(), done.end(), account.awarded->award) != done.end()) continue;
    auto const award = account.awarded->award;
    done.push_back(award);
    std::vector<Account const*> of;
    for (auto const& one : accounts) {
      if (is_told(one) && one.awarded->award == award) of.push_back(&one);
    }
    auto const apart = told_apart(speech.program(), all, award);
    if (of.size() > 1 && apart.record != model::none) made.push_back(Rows(speech, apart, of).write());
  }
  return made;
}

std::vector<Overview> papers(Speech& speech, std::vector<Account> const& accounts) {
  std::vector<Overview> made;
  auto const& program = speech.program();
  for (auto const& account : accounts) {
    if (!is_told(account)) continue;
    auto const& award = program.awards[account.awarded->award];
    auto const* paper = particular_named(award, "document");
    auto const* record = record_of(*account.awarded);
    auto const* shown = paper ? result_of(award, *account.awarded, paper) : nullptr;
    if (!record || !shown || shown->status != Status::granted) continue;
    auto const in_words = [&](core::Particular const& one, model::Value const& value) {
      return speech.value(value, core::type_for(program, program.rules[one.rule].type, account.awarded->arguments));
    };
    auto const title = speech.called(paper->title, paper->name);
    auto const* payer = particular_named(award, in_rows[1]);
    auto const* ending = particular_named(award, in_rows[2]);
    if (made.empty() || made.back().title != title) {
      made.push_back({title, {std::string(speech(Message::wanted_for)), std::string(speech(Message::period_state)), title,
                              std::string(speech(Message::period_from)), std::string(speech(Message::period_to))}, {}});
      if (payer) made.back().heads.push_back(speech.called(payer->title, payer->name));
    }
    std::vector<std::string> who, where;
    auto const& fields = program.records[record->record].fields;
    for (std::size_t n = 0; n < fields.size(); ++n) {
      auto const kind = program.types[fields[n].type].kind;
      if (kind == Type::Kind::text) who.push_back(speech.value(record->fields[n], fields[n].type));
      if (kind == Type::Kind::state) where.push_back(speech.value(record->fields[n], fields[n].type));
    }
    auto const days = ends_of(*record);
    auto const* end = ending ? result_of(award, *account.awarded, ending) : nullptr;
    auto const* stated = end && end->status == Status::granted ? std::get_if<model::Date>(&end->value.content) : nullptr;
    auto const* last = stated && days.second && *stated < *days.second ? stated : days.second;
    auto const* pays = payer ? result_of(award, *account.awarded, payer) : nullptr;
    std::vector<std::string> row{fmt::format("{}", fmt::join(who, ", ")), fmt::format("{}", fmt::join(where, ", ")), in_words(*paper, shown->value),
                                 days.first ? speech.day(*days.first) : "", last ? speech.day(*last) : ""};
    if (payer) row.push_back(!pays ? "" : pays->status == Status::granted ? in_words(*payer, pays->value) : speech.status(pays->status));
    made.back().rows.push_back(std::move(row));
  }
  return made;
}

namespace {

bool alike(Account const& a, Account const& b) {
  auto const stated = [](Stated const& x, Stated const& y) { return x.title == y.title && x.text == y.text; };
  return !a.in_money && !b.in_money && a.awarded->award == b.awarded->award && a.awarded->status == b.awarded->status &&
         a.awarded->route == b.awarded->route && a.amount == b.amount && a.unanswered == b.unanswered &&
         a.hanging == b.hanging && a.hangs_on == b.hangs_on && a.also_by == b.also_by && a.beside == b.beside && a.same_for == b.same_for &&
         std::equal(a.particulars.begin(), a.particulars.end(), b.particulars.begin(), b.particulars.end(), stated) &&
         std::equal(a.formalities.begin(), a.formalities.end(), b.formalities.begin(), b.formalities.end(), stated);
}

template <class Item, class Same>
void unite(std::vector<Item>& all, std::vector<Item> const& more, Same const& same) {
  for (auto const& one : more) {
    if (std::none_of(all.begin(), all.end(), [&](Item const& other) { return same(one, other); })) all.push_back(one);
  }
}

}  // namespace

std::vector<Account> grouped(Speech& speech, core::Program const& program, std::vector<Account> const& accounts) {
  std::vector<Account> groups;
  for (auto const& account : accounts) {
    auto const at = std::find_if(groups.begin(), groups.end(), [&](Account const& one) { return alike(one, account); });
    if (at == groups.end()) {
      groups.push_back(account);
      continue;
    }
    auto const compared = [](ComparedRoute const& a, ComparedRoute const& b) { return a.title == b.title && a.result == b.result; };
    unite(at->met, account.met, [](Told const& a, Told const& b) { return a.text == b.text; });
    unite(at->unmet, account.unmet, [](Obstacle const& a, Obstacle const& b) { return a.route == b.route && a.reason.text == b.reason.text; });
    unite(at->earlier, account.earlier, compared);
    unite(at->routes, account.routes, compared);
    at->name += "; " + account.name;
    auto const& award = program.awards[account.awarded->award];
    at->heading = speech(Message::titled, {{"title", speech.called(award.title, award.name)}, {"text", at->name}});
    at->several = true;
  }
  return groups;
}

std::vector<Wanted> asked_once(std::vector<Wanted> all) {
  std::stable_sort(all.begin(), all.end(), [](Wanted const& a, Wanted const& b) { return a.for_award > b.for_award; });
  std::vector<Wanted> groups;
  auto const join = [](std::string& text, std::string const& more, std::string_view between) {
    if (!more.empty()) text += (text.empty() ? "" : std::string(between)) + more;
  };
  for (auto& one : all) {
    auto const at = std::find_if(groups.begin(), groups.end(), [&](Wanted const& other) {
      return other.question == one.question && other.holder == one.holder && other.for_award == one.for_award && !one.subject.empty();
    });
    if (at == groups.end()) {
      groups.push_back(std::move(one));
      continue;
    }
    join(at->named, one.named, "; ");
    join(at->subject, one.subject, ", ");
    unite(at->waits, one.waits, [](std::string const& a, std::string const& b) { return a == b; });
    at->labels = fmt::format("{}", fmt::join(at->waits, "; "));
  }
  return groups;
}

}  // namespace convenio::render
