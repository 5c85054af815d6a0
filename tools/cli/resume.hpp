// How far a batch has come, kept in a file, so that it goes on after an interruption as if there had been
// none. The file, a manifest, states what the output depends on: hashes of the rules, of the input so far,
// and of the output so far. Knows streams and files; knows no case.
//
// What stands in the output behind the last manifest is cut off and made again, and so it does not matter
// when the process was killed. A manifest takes the place of the one before whole.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/api/brief.hpp"
#include "engine/core/identity.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/lines.hpp"

namespace convenio::cli {

class Resume {
 public:
  // `form`: what else the output depends on, in words.
  Resume(std::string path, std::string rules, std::string form)
      : path_(std::move(path)), rules_(std::move(rules)), form_(std::move(form)) {}

  // Reads the manifest if there is one, and cuts the output where it ended. Not done: a sentence went to
  // standard error.
  Exit begin();
  // Passes over the lines that were decided.
  Exit skip(Lines& lines);

  std::size_t lines() const { return lines_; }        // that were decided before, when they begin
  api::Tally const& tally() const { return tally_; }  // of these
  void read(Lines::Line const& line);
  void written(std::string_view text);
  // Whether the time has come to write a manifest.
  bool due() const;
  // All lines that were read are decided and written. `all`: what came of them, those before included.
  Exit keep(api::Tally const& all);

 private:
  Exit take(std::string const& text);
  Exit find_output(bool fresh);
  std::string text(api::Tally const& all);

  std::string path_, rules_, form_;
  std::size_t lines_ = 0;                 // read
  std::size_t kept_ = 0;                  // of these, in the manifest
  std::uint64_t from_ = 0;                // where the output begins in its file
  std::uint64_t bytes_ = 0;               // of the output
  std::string input_hash_, output_hash_;  // of the manifest
  core::Sha256 input_, output_;
  api::Tally tally_;
  std::chrono::steady_clock::time_point kept_at_ = std::chrono::steady_clock::now();
};

}  // namespace convenio::cli
