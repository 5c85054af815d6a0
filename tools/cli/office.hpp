// The commands of an office: what each is given. Knows no argument library.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/cli/commands.hpp"

namespace convenio::cli {

// Given to all of them.
struct OfficeOptions {
  std::string file;     // of the office; "": CONVENIO_OFFICE, or office.db
  std::string by;       // who acts; "": CONVENIO_AS, or the name of the user
  std::string request;  // a key by which a repeated command counts once
  bool json = false;
};

// What one command is given; each uses some of them.
struct OfficeCommand {
  std::string name, note, source, reason, instead;
  std::string key, archive, signature, output, checkpoint, public_key;
  std::string release, before, path, holder, form, due, kind, sender, on, what;
  std::string to = "person", language = "en";
  std::vector<std::string> files, settings, identifiers;
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0, version = 0, person = 0, from = 1;  // version 0: none
  bool explanation = false, document = false;
};

struct Office {
  Options const& options;
  OfficeOptions const& of;
  OfficeCommand const& asked;
};

Exit office_init(Office const& office);
Exit office_key(Office const& office);
Exit office_trust(Office const& office);
Exit office_keys(Office const& office);
Exit office_release(Office const& office);
Exit office_releases(Office const& office);
Exit office_import(Office const& office);
Exit office_change(Office const& office);
Exit office_cases(Office const& office);
Exit office_show(Office const& office);
Exit office_erase(Office const& office);
Exit office_propose(Office const& office);
Exit office_approve(Office const& office);
Exit office_return(Office const& office);
Exit office_decisions(Office const& office);
Exit office_decision(Office const& office);
Exit office_letter(Office const& office);
Exit office_document(Office const& office);
Exit office_request(Office const& office);
Exit office_step(Office const& office);
Exit office_requests(Office const& office);
Exit office_events(Office const& office);
Exit office_checkpoint(Office const& office);
Exit office_verify(Office const& office);
Exit office_replay(Office const& office);
Exit office_impact(Office const& office);
Exit office_bundle(Office const& office);
Exit office_backup(Office const& office);
Exit office_restore(Office const& office);

}  // namespace convenio::cli
