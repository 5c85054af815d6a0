// Power that goes while an office is written: whatever was acknowledged is there afterwards, and the register is whole.
//
// usage: power POINTS            prints the figure
//        power POINTS --control  with synchronous=OFF something that was acknowledged must be lost
//
// An office is written through a file system in memory that notes each write, cut, deletion and sync. For each point the disk is
// made as a power loss at that place could leave it: what was synced is there; of what was written since, each sector of 512 bytes
// is there or not, by chance. Then the office is opened and looked at.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "engine/store/store.hpp"

using namespace convenio::store;

namespace {

constexpr std::size_t sector = 512;

struct Note {
  enum class Kind : std::uint8_t { write, cut, sync, gone, acknowledged } kind{};
  std::string file;
  std::size_t at = 0;
  std::string bytes;
};

using Disk = std::map<std::string, std::string>;

Disk disk;                 // as the programs see it
std::vector<Note> notes;   // in the order in which they came
bool noting = false;
std::map<std::string, std::deque<std::vector<char>>> shared;  // memory that connections share

struct File {
  sqlite3_file base;
  std::string* name;
};

std::string const& name_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file)->name; }

void note(Note::Kind kind, std::string const& file, std::size_t at = 0, std::string bytes = "") {
  if (noting) notes.push_back({kind, file, at, std::move(bytes)});
}

int close_file(sqlite3_file* file) {
  delete reinterpret_cast<File*>(file)->name;
  return SQLITE_OK;
}
int read_file(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
  auto const& bytes = disk[name_of(file)];
  auto const from = static_cast<std::size_t>(at), wanted = static_cast<std::size_t>(count);
  std::size_t const there = from < bytes.size() ? std::min(wanted, bytes.size() - from) : 0;
  std::memset(into, 0, wanted);
  if (there > 0) std::memcpy(into, bytes.data() + from, there);
  return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}
void put(std::string& bytes, std::size_t at, std::string_view what) {
  if (bytes.size() < at + what.size()) bytes.resize(at + what.size());
  bytes.replace(at, what.size(), what);
}
int write_file(sqlite3_file* file, void const* from, int count, sqlite3_int64 at) {
  std::string const bytes(static_cast<char const*>(from), static_cast<std::size_t>(count));
  put(disk[name_of(file)], static_cast<std::size_t>(at), bytes);
  note(Note::Kind::write, name_of(file), static_cast<std::size_t>(at), bytes);
  return SQLITE_OK;
}
int cut_file(sqlite3_file* file, sqlite3_int64 size) {
  disk[name_of(file)].resize(static_cast<std::size_t>(size));
  note(Note::Kind::cut, name_of(file), static_cast<std::size_t>(size));
  return SQLITE_OK;
}
int sync_file(sqlite3_file* file, int) {
  note(Note::Kind::sync, name_of(file));
  return SQLITE_OK;
}
int size_of(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(disk[name_of(file)].size());
  return SQLITE_OK;
}
int fine(sqlite3_file*, int) { return SQLITE_OK; }
int nobody_holds(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int no_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return static_cast<int>(sector); }
int no_promises(sqlite3_file*) { return 0; }
int map_shared(sqlite3_file* file, int region, int size, int, void volatile** at) {
  auto& regions = shared[name_of(file)];
  while (regions.size() <= static_cast<std::size_t>(region)) regions.emplace_back(static_cast<std::size_t>(size));
  *at = regions[static_cast<std::size_t>(region)].data();
  return SQLITE_OK;
}
int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void barrier(sqlite3_file*) {}
int unmap_shared(sqlite3_file*, int) { return SQLITE_OK; }

sqlite3_io_methods const methods{2,           close_file,  read_file,    write_file,  cut_file,    sync_file, size_of,
                                 fine,        fine,        nobody_holds, no_control,  sector_size, no_promises, map_shared,
                                 lock_shared, barrier,     unmap_shared, nullptr,     nullptr};

int open_file(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out) {
  std::string const path = name ? name : "a file without a name";
  bool const there = disk.contains(path);
  if (!there && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
  disk[path];
  reinterpret_cast<File*>(file)->name = new std::string(path);
  file->pMethods = &methods;
  if (out) *out = flags;
  return SQLITE_OK;
}
int delete_file(sqlite3_vfs*, char const* name, int) {
  disk.erase(name);
  note(Note::Kind::gone, name);
  return SQLITE_OK;
}
int there(sqlite3_vfs*, char const* name, int, int* found) {
  *found = disk.contains(name) ? 1 : 0;
  return SQLITE_OK;
}
int full_name(sqlite3_vfs*, char const* name, int size, char* full) {
  std::snprintf(full, static_cast<std::size_t>(size), "%s", name);
  return SQLITE_OK;
}

void add_file_system() {
  static sqlite3_vfs made = *sqlite3_vfs_find(nullptr);  // time and chance are the host's
  made.iVersion = 1;
  made.szOsFile = sizeof(File);
  made.zName = "power";
  made.pNext = nullptr;
  made.xOpen = open_file;
  made.xDelete = delete_file;
  made.xAccess = there;
  made.xFullPathname = full_name;
  sqlite3_vfs_register(&made, 0);
}

std::string const office = "office.db";
Act const act{"ana", "2026-01-31T10:00:00Z", ""};

Change birth(std::int64_t version, std::string const& more) {
  Change change;
  change.name = "anna";
  if (version > 0) change.version = version;
  change.facts = {{"facts.birth", "known", "\"" + more + "\"", "", ""}};
  return change;
}

// Writes an office, and notes all of it. Returns the disk as it was when the noting began.
Disk write_office(Sync sync, std::size_t changes) {
  Settings const settings{sync, "power", 0};
  disk.clear();
  shared.clear();
  Store::create(office, act, "Power", settings);
  Disk const before = disk;
  noting = true;
  for (std::size_t n = 0; n < changes; n += 7) {
    Store store(office, Store::Mode::write, settings);  // closed and opened again: the log goes into the file
    for (std::size_t m = n; m < std::min(n + 7, changes); ++m) {
      auto const version = static_cast<std::int64_t>(m);
      store.change_case(act, birth(version, std::string(m % 5 == 0 ? 9'000 : 20, static_cast<char>('a' + m % 26))));
      note(Note::Kind::acknowledged, office, m + 1);
    }
  }
  noting = false;
  return before;
}

// What lies on the disk, and what was written since the last sync of each file.
struct Pending {
  Disk safe;
  std::vector<Note const*> open;

  void take(Note const& one) {
    if (one.kind == Note::Kind::acknowledged) return;
    if (one.kind != Note::Kind::sync) {
      open.push_back(&one);
      return;
    }
    for (auto const* note : open)
      if (note->file == one.file) apply(safe, *note, nullptr);
    std::erase_if(open, [&](auto const* note) { return note->file == one.file; });
  }

  static void apply(Disk& on, Note const& one, std::mt19937_64* chance) {
    if (one.kind == Note::Kind::gone) {
      on.erase(one.file);
    } else if (one.kind == Note::Kind::cut) {
      on[one.file].resize(one.at);
    } else {
      for (std::size_t from = 0; from < one.bytes.size();) {  // sector by sector
        std::size_t const end = std::min((one.at + from) / sector * sector + sector - one.at, one.bytes.size());
        if (!chance || (*chance)() % 2 == 0) put(on[one.file], one.at + from, std::string_view(one.bytes).substr(from, end - from));
        from = end;
      }
    }
  }

  Disk after_loss(std::mt19937_64& chance) const {
    Disk left = safe;
    auto const lost = chance() % 4;  // all that is open, nothing of it, or some
    for (auto const* note : open) {
      if (lost == 0) continue;
      if (lost == 1)
        apply(left, *note, nullptr);
      else if (note->kind == Note::Kind::write)
        apply(left, *note, &chance);
      else if (chance() % 2 == 0)
        apply(left, *note, nullptr);
    }
    return left;
  }
};

// "" or what is wrong.
std::string look(std::size_t acknowledged) {
  shared.clear();
  try {
    Store store(office, Store::Mode::write, {Sync::full, "power", 0});
    auto const made = store.verify();
    if (!made.findings.empty()) return made.findings.front().place + ": " + made.findings.front().message;
    auto const cases = store.cases();
    auto const version = cases.empty() ? 0U : static_cast<std::size_t>(cases.front().version);
    if (version < acknowledged) return "a change that was acknowledged is lost";
    if (version > acknowledged + 1) return "more changes than were made";
  } catch (Refusal const& refusal) {
    return to_string(refusal);
  }
  return "";
}

}  // namespace

int main(int count, char** words) {
  std::size_t const points = count > 1 ? std::strtoul(words[1], nullptr, 10) : 1'000;
  bool const control = count > 2 && std::string_view(words[2]) == "--control";
  constexpr std::size_t changes = 24;
  add_file_system();
  Disk const before = write_office(control ? Sync::off : Sync::full, changes);
  std::mt19937_64 chance(15);
  std::size_t tried = 0, wrong = 0;
  std::string first;
  while (tried < points) {
    Pending pending{before, {}};
    std::size_t acknowledged = 0;
    std::size_t const step = std::max<std::size_t>(1, notes.size() / points);
    for (std::size_t n = 0; n < notes.size() && tried < points; ++n) {
      pending.take(notes[n]);
      if (notes[n].kind == Note::Kind::acknowledged) acknowledged = notes[n].at;
      if (n % step != tried % step) continue;
      disk = pending.after_loss(chance);
      ++tried;
      auto const found = look(acknowledged);
      if (found.empty()) continue;
      if (++wrong == 1) first = found;
    }
  }
  if (control) {
    std::printf("control: with synchronous=OFF %zu of %zu power losses lose or damage something: %s\n", wrong, tried, first.c_str());
    return wrong > 0 ? 0 : 1;
  }
  std::printf("figure: power losses without loss | %zu of %zu | at %zu writes, cuts and syncs of %zu changes, by sectors of 512 bytes %s\n",
              tried - wrong, tried, notes.size(), changes, first.c_str());
  return wrong == 0 ? 0 : 1;
}
