// What the commands of an office share: the file, the clock, who acts, files that are signed, trouble in words.
#pragma once

#include <functional>
#include <string>

#include "engine/store/minisign.hpp"
#include "engine/store/store.hpp"
#include "tools/cli/office.hpp"
#include "tools/office/clerk.hpp"

namespace convenio::cli {

std::string office_file(Office const& office);
std::string now();  // UTC, to the second
store::Act act(Office const& office);

// Opens the office and does something with it. A Refusal goes to standard error and decides the exit code.
Exit with_office(Office const& office, store::Store::Mode mode, std::function<Exit(office::Desk&)> const& work);
// The same without an office.
Exit guarded(std::function<Exit()> const& work);
// Says what was written: as JSON, or in words, with {} for the parts of it.
void say(Office const& office, store::Answer const& answer, std::string const& in_words);

// A file's bytes; a Refusal where it cannot be read.
std::string whole_file(std::string const& path, std::size_t limit);
// Writes a new file that nobody else may read where `secret`; a Refusal where one is there.
void new_file(std::string const& path, std::string const& text, bool secret = false);
// Writes the bytes, and their signature as PATH.minisig; where `secret`, for nobody else to read.
void write_signed(std::string const& path, std::string const& bytes, store::SecretKey const& key, std::string const& comment,
                  bool secret = false);
// The key of the office: as stated, or beside the office.
store::SecretKey secret_key(Office const& office);

}  // namespace convenio::cli
