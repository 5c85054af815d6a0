// Faults of a case document: coded, placed by a JSON path, with a hint; and the limits of reading.
// Knows no JSON library.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/text/code.hpp"

namespace convenio::cases {

struct Fault {
  text::Code code;      // of codes.def
  std::string path;     // "facts.history[2].to"; "" for the whole document
  std::string message;  // one line, lower case, no full stop
  std::string hint;     // what to do about it, or ""
};

struct Limits {
  std::size_t document = std::size_t{1024} * 1024;  // bytes
  std::size_t depth = 32;                           // nested arrays and objects
  std::size_t text = std::size_t{64} * 1024;        // bytes of one string or key
  std::size_t number = 34;                          // characters of one number
  std::size_t periods = 10'000;                     // of one history; also items of one list
  std::size_t faults = 50;                          // listed; K099 says that there are more
};

// Collects faults up to the limit; what a case says is repeated in them, so they are made printable.
class Faults {
 public:
  explicit Faults(std::size_t limit) : limit_(limit) {}
  void add(text::Code code, std::string path, std::string_view message, std::string_view hint = {});
  bool full() const { return full_; }
  bool empty() const { return all_.empty(); }
  std::vector<Fault> take() { return std::move(all_); }

 private:
  std::size_t limit_;
  bool full_ = false;
  std::vector<Fault> all_;
};

}  // namespace convenio::cases
