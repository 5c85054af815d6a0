// The packages of some files: which file belongs to which, what they import, and in which order they come.
// Knows the heads of files and the folders in their names; knows no declaration.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "grammar/syntax/tree.hpp"
#include "grammar/text/diagnostic.hpp"
#include "grammar/text/source.hpp"

namespace convenio::check {

using FileRefs = std::vector<syntax::File const*>;

// The package of each file, in the order of the files. A file without a package belongs to that of the files
// beside it, if these agree. A name that stands in one file only, is imported nowhere, and is nearly that of
// the files beside it is reported, and read as theirs: otherwise each name of the package would be unknown to
// the file.
std::vector<std::string> packages_of(FileRefs const& files, text::Sources const& sources,
                                     text::Diagnostics& diagnostics);

// By package; also of those that are only imported.
using Imports = std::map<std::string, std::set<std::string>>;
Imports imports_of(FileRefs const& files, std::vector<std::string> const& packages);

// The packages that are named and all that they import, directly or not. Imported packages come before those
// that import them; the order of a circle of imports is that of the names.
std::vector<std::string> in_order(std::vector<std::string> const& named, Imports const& imports);

// A file in its place.
struct PackageFile {
  syntax::File const* tree = nullptr;
  std::string package;
};
// The files by the order of their packages, then by name and text: the same in whatever order they are given.
std::vector<PackageFile> in_order(std::vector<syntax::File> const& files, text::Sources const& sources,
                                  text::Diagnostics& diagnostics);

}  // namespace convenio::check
