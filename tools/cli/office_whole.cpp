// convenio office, the office as a whole: init, keys, releases, events, checkpoint, verify, replay, impact, bundle, backup.
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"
#include "tools/cli/files.hpp"
#include "tools/cli/load.hpp"
#include "tools/cli/office_host.hpp"
#include "tools/office/impact.hpp"
#include "tools/office/papers.hpp"
#include "tools/office/releases.hpp"

namespace convenio::cli {

namespace {

using store::Store;
using text::JsonWriter;
using text::printable;

constexpr std::size_t small_file = std::size_t{64} * 1024;

void report(Office const& office, std::vector<store::Finding> const& findings, std::string const& summary) {
  if (!office.of.json) {
    for (auto const& one : findings) out(fmt::format("{}: [{}] {}\n", printable(one.place), one.code.printed(), printable(one.message)));
    out(summary + "\n");
    return;
  }
  JsonWriter json(true);
  json.begin_object().member("format", "convenio-verified-1").member("summary", summary).key("findings").begin_array();
  for (auto const& one : findings)
    json.begin_object().member("code", one.code.printed()).member("place", one.place).member("message", one.message).end_object();
  out(json.end_array().end_object().take() + "\n");
}

store::SecretKey make_keys(std::string const& path) {
  auto const key = store::new_secret_key();
  new_file(path + ".key", store::write(key), true);
  new_file(path + ".pub", store::write(store::public_key(key)));
  return key;
}

// The signed checkpoint of a file: signed by a key that is named, or that the office trusts.
store::Head trusted_checkpoint(Office const& office, Store& store) {
  auto const& path = office.asked.checkpoint;
  auto const bytes = whole_file(path, small_file * 16), signature = whole_file(path + ".minisig", small_file);
  auto const place = printable(path);
  if (!office.asked.public_key.empty()) {
    auto const key = store::read_public_key(whole_file(office.asked.public_key, small_file), printable(office.asked.public_key));
    store::check(key, bytes, signature, place);
  } else {
    auto const by = store::printed_id(store::signer(signature, place));
    bool checked = false;
    for (auto const& one : store.trusted()) {
      if (one.id != by) continue;
      store::check(store::read_public_key(one.key, place), bytes, signature, place);
      checked = true;
    }
    if (!checked)
      throw store::Refusal(store::Code::not_trusted, place, fmt::format("it is signed by the key {}", by),
                           "name the public key: --public-key FILE");
  }
  auto const head = office::read_checkpoint(bytes);
  if (!head) throw store::Refusal(store::Code::other_history, place, "this is no checkpoint");
  return *head;
}

}  // namespace

Exit office_init(Office const& office) {
  return guarded([&] {
    auto const path = office_file(office);
    for (auto const* end : {"", ".key", ".pub"})
      if (std::filesystem::exists(path + end))
        throw store::Refusal(store::Code::exists, printable(path + end), "there is a file already");
    Store::create(path, act(office), office.asked.name.empty() ? "Office" : office.asked.name);
    auto const key = make_keys(path);
    Store store(path, Store::Mode::write);
    auto of_office = act(office);
    of_office.key.clear();
    store.trust(of_office, store::write(store::public_key(key)), "made with the office");
    out(fmt::format("{0} is an office; it signs with {0}.key, which only its owner may read, and {0}.pub is for all who check\n",
                    printable(path)));
    return Exit::done;
  });
}

Exit office_key(Office const& office) {
  return guarded([&] {
    auto const key = make_keys(office.asked.name);
    out(fmt::format("key {0} in {1}.key and {1}.pub\n", store::printed_id(key.id), printable(office.asked.name)));
    return Exit::done;
  });
}

Exit office_trust(Office const& office) {
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    auto const text = whole_file(office.asked.name, small_file);
    auto const key = store::read_public_key(text, printable(office.asked.name));
    say(office, desk.store().trust(act(office), text, office.asked.note),
        fmt::format("key {} is trusted", store::printed_id(key.id)));
    return Exit::done;
  });
}

Exit office_keys(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    for (auto const& key : desk.store().trusted()) out(fmt::format("{}  {}\n", key.id, printable(key.note)));
    return Exit::done;
  });
}

Exit office_release(Office const& office) {
  auto const& asked = office.asked;
  if (asked.archive.empty() != asked.signature.empty()) {
    err("convenio: a release that was signed elsewhere is given by --archive and --signature\n");
    return Exit::usage;
  }
  std::string archive;
  if (asked.archive.empty()) {
    api::Rules rules;
    if (Exit const exit = load(office.options, rules, Shown::errors, api::Tests::left_out); exit != Exit::done) return exit;
    archive = office::archive_of(rules);
    if (archive.empty()) {
      err("convenio: a release is made of the rules themselves, and not of a saved program\n");
      return Exit::usage;
    }
    if (!asked.output.empty() || asked.document) {
      return guarded([&] {
        auto const to = asked.output.empty() ? "release.json" : asked.output;
        write_signed(to, archive, secret_key(office), "rules " + rules.inside().program.identity);
        out(fmt::format("release {} in {}, signed\n", rules.inside().program.identity, printable(to)));
        return Exit::done;
      });
    }
  }
  return with_office(office, Store::Mode::write, [&](office::Desk& desk) {
    std::string signature;
    if (asked.archive.empty()) {
      signature = store::sign(secret_key(office), archive, "a release of rules");
    } else {
      archive = whole_file(asked.archive, office::release_limit);
      signature = whole_file(asked.signature, small_file);
    }
    auto const answer = office::release(desk.store(), act(office), archive, signature);
    say(office, answer, fmt::format("release {} is kept", answer.result.substr(12, 64)));
    return Exit::done;
  });
}

Exit office_releases(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    if (!office.asked.release.empty()) {
      auto const release = desk.store().release(office.asked.release);
      auto const to = office.asked.output.empty() ? fmt::format("release-{:.12}.json", release.rules) : office.asked.output;
      new_file(to, release.archive);
      new_file(to + ".minisig", release.signature);
      out(fmt::format("release {} in {}\n", release.rules, printable(to)));
      return Exit::done;
    }
    for (auto const& info : desk.store().releases())
      out(fmt::format("{}  engine {}, {} {}\n", info.rules, info.engine, info.by, info.at));
    return Exit::done;
  });
}

Exit office_events(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    desk.store().events(office.asked.from, [&](store::Event const& event) {
      if (office.of.json)
        out(event.body + "\n");
      else
        out(fmt::format("{:>7}  {}  {}  {}  {}\n", event.seq, event.at, event.by, event.kind, event.details));
    });
    return Exit::done;
  });
}

Exit office_checkpoint(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto const text = office::checkpoint(desk.store(), now());
    auto const head = desk.store().head();
    auto const to = office.asked.output.empty() ? fmt::format("checkpoint-{}.json", head.events) : office.asked.output;
    write_signed(to, text, secret_key(office), fmt::format("{} events", head.events));
    out(fmt::format("{} events, the last {:.12}, in {} and {}.minisig\n", head.events, head.hash, printable(to), printable(to)));
    return Exit::done;
  });
}

Exit office_verify(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    std::optional<store::Head> head;
    if (!office.asked.checkpoint.empty()) head = trusted_checkpoint(office, desk.store());
    auto const made = desk.store().verify(head);
    report(office, made.findings,
           fmt::format("{} events, {} rows, {} sealed texts opened, {} of erased persons; {} findings{}", made.events, made.rows,
                       made.opened, made.gone, made.findings.size(),
                       head ? fmt::format("; the checkpoint at event {} was looked at", head->events)
                            : "; without a checkpoint, what was cut off at the end is not seen"));
    return made.findings.empty() ? Exit::done : Exit::found;
  });
}

Exit office_replay(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto numbers = office.asked.numbers;
    std::size_t gone = 0;
    if (numbers.empty())
      for (auto const& info : desk.store().decisions()) {
        if (info.readable)
          numbers.push_back(info.id);
        else
          ++gone;
      }
    std::vector<store::Finding> findings;
    for (auto const number : numbers)
      if (auto finding = office::replay(desk, number)) findings.push_back(std::move(*finding));
    report(office, findings,
           fmt::format("{} decisions worked out again, {} came out otherwise, {} of erased persons left out", numbers.size(),
                       findings.size(), gone));
    return findings.empty() ? Exit::done : Exit::found;
  });
}

Exit office_impact(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto const& before = desk.rules(office.asked.before);
    api::Rules loaded;
    if (office.asked.release.empty()) {
      if (Exit const exit = load(office.options, loaded, Shown::errors, api::Tests::left_out); exit != Exit::done) return exit;
    } else {
      loaded = desk.rules(office.asked.release);
    }
    auto const made = office::impact(desk, before, loaded);
    out(office.of.json ? office::to_json(made) : office::to_text(made));
    return Exit::done;
  });
}

Exit office_bundle(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    auto const number = office.asked.number;
    auto const to = office.asked.output.empty() ? fmt::format("decision-{}.bundle", number) : office.asked.output;
    write_signed(to, office::bundle(desk.store(), number), secret_key(office), fmt::format("decision {}", number),
                 true);
    out(fmt::format("decision {} in {} and {}.minisig\n", number, printable(to), printable(to)));
    return Exit::done;
  });
}

Exit office_backup(Office const& office) {
  return with_office(office, Store::Mode::read, [&](office::Desk& desk) {
    desk.store().backup(office.asked.name);
    auto const made = Store(office.asked.name, Store::Mode::read).verify();
    report(office, made.findings, fmt::format("{}: {} events, {} findings", printable(office.asked.name), made.events, made.findings.size()));
    return made.findings.empty() ? Exit::done : Exit::found;
  });
}

Exit office_restore(Office const& office) {
  return guarded([&] {
    auto const path = office_file(office);
    if (std::filesystem::exists(path)) throw store::Refusal(store::Code::exists, printable(path), "there is a file already");
    Store backup(office.asked.name, Store::Mode::read);
    std::optional<store::Head> head;
    if (!office.asked.checkpoint.empty()) head = trusted_checkpoint(office, backup);
    auto const made = backup.verify(head);
    if (!made.findings.empty()) {
      report(office, made.findings, "the backup is not restored");
      return Exit::found;
    }
    backup.backup(path);
    Store(path, Store::Mode::write).use_log();
    out(fmt::format("{}: {} events\n", printable(path), made.events));
    return Exit::done;
  });
}

}  // namespace convenio::cli
