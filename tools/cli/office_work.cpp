// convenio office, the work on cases: import, change, show, propose, approve, letters, papers, erase.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/cases/canonical.hpp"
#include "engine/core/identity.hpp"
#include "engine/model/date.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/office_host.hpp"

namespace convenio::cli {

namespace {

namespace fs = std::filesystem;
using store::Store;
using text::printable;

std::optional<std::int64_t> version_of(OfficeCommand const& asked) {
  return asked.version == 0 ? std::nullopt : std::optional(asked.version);
}

std::string member(std::string const& json, std::string_view key) {
  cases::Faults faults(1);
  auto const read = cases::read_json(json, {}, faults);
  auto const* found = read && read->kind() == cases::Json::Kind::object ? read->find(key) : nullptr;
  if (!found) return "";
  return found->kind() == cases::Json::Kind::string ? found->string() : cases::canonical(*found);
}

// The files that are named, and those that end in .json of the folders that are.
std::vector<std::string> documents_at(std::vector<std::string> const& named) {
  std::vector<std::string> found;
  for (auto const& name : named) {
    std::error_code ec;
    if (!fs::is_directory(name, ec)) {
      found.push_back(name);
      continue;
    }
    std::vector<std::string> inside;
    for (auto const& entry : fs::directory_iterator(name, ec))
      if (entry.path().extension() == ".json") inside.push_back(entry.path().generic_string());
    std::sort(inside.begin(), inside.end());
    found.insert(found.end(), inside.begin(), inside.end());
  }
  return found;
}

// "tax number=20-1" as JSON.
std::string identifier(std::string const& text) {
  auto const at = text.find('=');
  cases::JsonWriter json(false);
  json.begin_object().member("kind", at == std::string::npos ? "" : text.substr(0, at));
  return json.member("value", at == std::string::npos ? text : text.substr(at + 1)).end_object().take();
}

void show_rows(store::Content const& content) {
  for (auto const& [fact, written] : content.facts) {
    out(fmt::format("  {}: {}\n", printable(fact.path), printable(fact.value)));
    out(fmt::format("      {}, version {}, {} {}{}{}\n", fact.state, written.version, written.by, written.at,
                    fact.source.empty() ? "" : ", from " + printable(fact.source),
                    fact.note.empty() ? "" : ": " + printable(fact.note)));
  }
  for (auto const& [period, written] : content.periods) {
    out(fmt::format("  {}: {}\n", printable(period.path), printable(period.value)));
    out(fmt::format("      {}, version {}, {} {}{}{}{}\n", period.state, written.version, written.by, written.at,
                    period.document == 0 ? "" : fmt::format(", document {}", period.document),
                    period.source.empty() ? "" : ", from " + printable(period.source),
                    period.note.empty() ? "" : ": " + printable(period.note)));
  }
}

std::string in_words(store::DecisionInfo const& info) {
  std::string made = fmt::format("{:>5}  case {}, version {}, rules {:.12}, proposed by {} {}", info.id, info.case_id,
                                 info.version, info.rules, info.proposed_by, info.proposed_at);
  if (info.outcome != store::Outcome::proposed)
    made += fmt::format(", {} by {} {}", info.outcome == store::Outcome::approved ? "approved" : "sent back", info.judged_by,
                        info.judged_at);
  return made + (info.deviates ? ", deviates from the rules" : "") + (info.readable ? "" : ", erased") + "\n";
}

void write(cases::JsonWriter& json, store::DecisionInfo const& info) {
  json.begin_object().key("decision").number(static_cast<std::uint64_t>(info.id));
  json.key("case").number(static_cast<std::uint64_t>(info.case_id));
  json.key("version").number(static_cast<std::uint64_t>(info.version)).member("rules", info.rules);
  json.member("engine", info.engine).member("proposed_by", info.proposed_by).member("proposed_at", info.proposed_at);
  json.member("outcome", info.outcome == store::Outcome::approved   ? "approved"
                         : info.outcome == store::Outcome::returned ? "returned"
                                                                    : "proposed");
  json.optional_member("judged_by", info.judged_by).optional_member("judged_at", info.judged_at);
  json.key("deviates").truth(info.deviates).key("erased").truth(!info.readable).end_object();
}

std::string in_words(store::Request const& one) {
  std::string made = fmt::format("{:>5}  case {}, {}{}{}{}", one.id, one.case_id, one.path,
                                 one.holder.empty() ? "" : " from " + one.holder, one.form.empty() ? "" : " by " + one.form,
                                 one.due.empty() ? "" : ", due " + one.due);
  for (auto const& [what, day] : one.steps) made += fmt::format(", {} {}", what, day);
  return made + "\n";
}

Exit judge(Office const& office, store::Outcome outcome) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const answer = desk.store().judge(act(office), office.asked.number, outcome, office.asked.reason);
    say(office, answer,
        fmt::format("decision {} is {}", office.asked.number, outcome == store::Outcome::approved ? "approved" : "sent back"));
    return Exit::done;
  });
}

std::string day_of(std::string const& day) {
  std::string const made = day.empty() ? now().substr(0, 10) : day;
  if (!model::Date::parse(made)) throw store::Refusal(store::Code::bad_word, "", fmt::format("{} is no day", printable(made)));
  return made;
}

}  // namespace

Exit office_import(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    office::Entry entry{version_of(asked), asked.person, {}, asked.source, asked.note};
    for (auto const& one : asked.identifiers) entry.identifiers.push_back(identifier(one));
    auto const files = documents_at(asked.files);
    bool const folder = files.size() != 1;
    std::size_t entered = 0;
    Exit exit = Exit::done;
    for (auto const& file : files) {
      auto one = act(office);
      if (folder && !one.key.empty()) one.key += " " + fs::path(file).filename().string();
      Exit const of_file = guarded([&] {
        try {
          auto const answer = office::enter(desk, one, whole_file(file, api::case_limit + 1), entry);
          ++entered;
          if (answer.result.empty())
            out(fmt::format("{}: nothing has changed\n", printable(file)));
          else
            say(office, answer, fmt::format("{}: case {}, version {}, person {}", printable(file), member(answer.result, "case"),
                                            member(answer.result, "version"), member(answer.result, "person")));
        } catch (store::Refusal const& refusal) {
          throw store::Refusal(refusal.code(), printable(file), refusal.what(), refusal.hint());
        }
        return Exit::done;
      });
      if (of_file != Exit::done) exit = of_file;
      if (of_file == Exit::host) break;
    }
    if (folder) err(fmt::format("{} of {} documents entered\n", entered, files.size()));
    return exit;
  });
}

Exit office_change(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    auto const answer =
        office::change(desk, act(office), asked.name, version_of(asked), asked.settings, asked.source, asked.note);
    if (answer.result.empty())
      out("nothing has changed\n");
    else
      say(office, answer, fmt::format("case {} is at version {}", printable(asked.name), member(answer.result, "version")));
    return Exit::done;
  });
}

Exit office_cases(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    cases::JsonWriter json(true);
    json.begin_array();
    for (auto const& info : desk.store().cases()) {
      if (!office.of.json) {
        out(fmt::format("{:>5}  {}  version {}, person {}, {} {}\n", info.id, info.name.empty() ? "(erased)" : printable(info.name),
                        info.version, info.person, info.changed_by, info.changed_at));
        continue;
      }
      json.begin_object().key("case").number(static_cast<std::uint64_t>(info.id)).optional_member("id", info.name);
      json.key("version").number(static_cast<std::uint64_t>(info.version));
      json.key("person").number(static_cast<std::uint64_t>(info.person));
      json.member("changed_by", info.changed_by).member("changed_at", info.changed_at).end_object();
    }
    if (office.of.json) out(json.end_array().take() + "\n");
    return Exit::done;
  });
}

Exit office_show(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto& store = desk.store();
    auto const content = store.content(store.case_named(office.asked.name).id, version_of(office.asked));
    auto const& info = content.info;
    if (info.name.empty())
      throw store::Refusal(store::Code::erased, fmt::format("case {}", info.id), "the person of this case was erased");
    if (office.asked.document || office.of.json) {
      out(office::document_of(content) + "\n");
      return Exit::done;
    }
    out(fmt::format("case {} ({}), version {} of {}, person {}\n", printable(info.name), info.id, content.version, info.version,
                    info.person));
    for (auto const& one : store.identifiers(info.person)) out(fmt::format("  {}: {}\n", member(one, "kind"), printable(member(one, "value"))));
    show_rows(content);
    for (auto const& one : store.documents(info.id))
      out(fmt::format("document {}: {}, {}{}{}\n", one.id, printable(one.kind), printable(one.description),
                      one.content.empty() ? ", not kept" : "", one.current ? "" : ", superseded"));
    for (auto const& one : store.requests(info.id)) out("request" + in_words(one));
    for (auto const& one : store.decisions(info.id)) out("decision" + in_words(one));
    return Exit::done;
  });
}

Exit office_erase(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const answer = desk.store().erase(act(office), office.asked.number);
    say(office, answer, fmt::format("person {} is erased; backups that were made before still have what was known", office.asked.number));
    return Exit::done;
  });
}

Exit office_propose(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    auto const answer =
        office::propose(desk, act(office), asked.name, version_of(asked), asked.release, asked.instead, asked.reason);
    say(office, answer, fmt::format("decision {} on version {} of case {}", member(answer.result, "decision"),
                                    member(answer.result, "version"), printable(asked.name)));
    return Exit::done;
  });
}

Exit office_approve(Office const& office) { return judge(office, store::Outcome::approved); }
Exit office_return(Office const& office) { return judge(office, store::Outcome::returned); }

Exit office_decisions(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto& store = desk.store();
    cases::JsonWriter json(true);
    json.begin_array();
    for (auto const& info : store.decisions(office.asked.name.empty() ? 0 : store.case_named(office.asked.name).id)) {
      if (office.of.json)
        write(json, info);
      else
        out(in_words(info));
    }
    if (office.of.json) out(json.end_array().take() + "\n");
    return Exit::done;
  });
}

Exit office_decision(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto const kept = desk.store().decision(office.asked.number);
    if (office.asked.document) {
      out(kept.made.facts + "\n");
    } else if (office.asked.explanation || office.of.json) {
      out((office.asked.explanation ? kept.made.explanation : kept.made.decision) + "\n");
    } else {
      out(in_words(kept.info));
      if (!kept.made.deviation.empty())
        out(fmt::format("instead: {}\nbecause: {}\n", printable(member(kept.made.deviation, "instead")),
                        printable(member(kept.made.deviation, "reason"))));
      if (!kept.reason.empty()) out(fmt::format("said: {}\n", printable(kept.reason)));
      out("\n" + api::explain(office::decided(desk, kept), {.language = *api::language_named(office.asked.language)}));
    }
    return Exit::done;
  });
}

Exit office_letter(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    if (!asked.output.empty() && fs::exists(asked.output))
      throw store::Refusal(store::Code::exists, printable(asked.output), "there is a file already");
    auto const kept = desk.store().decision(asked.number);
    auto const to = asked.to == "person" ? api::Addressee::person : api::Addressee::institution;
    auto const html = api::letter(office::decided(desk, kept), {to, *api::language_named(asked.language)});
    auto const answer = desk.store().add_letter(act(office), {0, asked.number, asked.to, asked.language, html});
    if (asked.output.empty()) {
      out(html);
      return Exit::done;
    }
    new_file(asked.output, html, true);
    say(office, answer, fmt::format("letter {} on decision {}: {}", member(answer.result, "letter"), asked.number,
                                    printable(asked.output)));
    return Exit::done;
  });
}

Exit office_document(Office const& office) {
  constexpr std::size_t limit = std::size_t{64} * 1024 * 1024;
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    store::Document made;
    made.case_id = desk.store().case_named(asked.name).id;
    made.kind = asked.kind;
    made.replaces = asked.number;
    made.content = whole_file(asked.path, limit);
    cases::JsonWriter json(false);
    json.begin_object().member("hash", core::sha256(made.content)).member("name", fs::path(asked.path).filename().string());
    made.description = json.member("sender", asked.sender).end_object().take();
    auto const answer = desk.store().add_document(act(office), made);
    say(office, answer, fmt::format("document {} of case {}", member(answer.result, "document"), printable(asked.name)));
    return Exit::done;
  });
}

Exit office_request(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const& asked = office.asked;
    store::Request made;
    made.case_id = desk.store().case_named(asked.name).id;
    made.path = asked.path;
    made.holder = asked.holder;
    made.form = asked.form;
    made.due = asked.due.empty() ? "" : day_of(asked.due);
    made.note = asked.note;
    auto const answer = desk.store().add_request(act(office), made);
    say(office, answer, fmt::format("request {} of case {}", member(answer.result, "request"), printable(asked.name)));
    return Exit::done;
  });
}

Exit office_step(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const day = day_of(office.asked.on);
    auto const answer = desk.store().add_step(act(office), office.asked.number, office.asked.what, day);
    say(office, answer, fmt::format("request {} was {} on {}", office.asked.number, office.asked.what, day));
    return Exit::done;
  });
}

Exit office_requests(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto& store = desk.store();
    cases::JsonWriter json(true);
    json.begin_array();
    for (auto const& one : store.requests(office.asked.name.empty() ? 0 : store.case_named(office.asked.name).id)) {
      if (!office.of.json) {
        out(in_words(one));
        continue;
      }
      json.begin_object().key("request").number(static_cast<std::uint64_t>(one.id));
      json.key("case").number(static_cast<std::uint64_t>(one.case_id)).member("fact", one.path);
      json.optional_member("holder", one.holder).optional_member("form", one.form).optional_member("due", one.due);
      json.optional_member("note", one.note).key("steps").begin_array();
      for (auto const& [what, day] : one.steps) json.begin_object().member("what", what).member("day", day).end_object();
      json.end_array().end_object();
    }
    if (office.of.json) out(json.end_array().take() + "\n");
    return Exit::done;
  });
}

}  // namespace convenio::cli
