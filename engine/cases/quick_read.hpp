// Reads the documents of a batch as read_case() does, without a tree, as long as nothing in them is out of
// the ordinary: known members, each once, plain texts, periods with both days that are clearly different
// ones. Whatever else it meets it leaves to read_case(), which alone says what is wrong with a document or
// open in it; so nothing here is told twice. Knows facts and the written form of values; words no message.
#pragma once

#include <memory>
#include <string_view>

#include "engine/cases/read_case.hpp"

namespace convenio::cases {

class QuickReader {
 public:
  // The program and the names must outlive it. One reader serves one thread, document after document.
  QuickReader(core::Program const& program, FactNames const& names);
  ~QuickReader();
  QuickReader(QuickReader const&) = delete;
  QuickReader& operator=(QuickReader const&) = delete;

  // The case that read_case() gives, but for its identity and for notices of defaults that were taken. It
  // stands until the next document is read. null: it is left to read_case().
  Case const* read(std::string_view json);

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace convenio::cases
