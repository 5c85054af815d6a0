// One connection to one SQLite file, with the settings that an office needs: WAL, synchronous=FULL, foreign keys,
// defensive, limits. The only header of the room that other code of the room needs to talk SQL.
// A connection belongs to one thread. Trouble is a Refusal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace SQLite {
class Database;
}

namespace convenio::store {

struct Bytes {
  std::string bytes;
  friend bool operator==(Bytes const&, Bytes const&) = default;
};
using Cell = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
using Row = std::vector<Cell>;

std::int64_t number(Cell const& cell);       // 0 where it is none
std::string const& text(Cell const& cell);   // "" where it is none
std::string const& bytes(Cell const& cell);  // "" where it is none
Cell optional_text(std::string const& text);  // nothing where it is empty

// How safely a commit lies on the disk. Only `full` keeps what was acknowledged when the power goes; the other is for
// tests that must see it lost.
enum class Sync : std::uint8_t { full, off };

struct Settings {
  Sync sync = Sync::full;
  std::string vfs;       // of SQLite, where it is not the host's: then writers take no turns
  int patience = 20'000;  // milliseconds that a writer waits for its turn
};

class Database {
 public:
  enum class Mode : std::uint8_t { create, write, read };
  Database(std::string const& path, Mode mode, Settings const& settings);
  ~Database();
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;

  void each(std::string const& sql, Row const& bound, std::function<void(Row const&)> const& row);
  std::vector<Row> rows(std::string const& sql, Row const& bound = {});
  std::optional<Row> first(std::string const& sql, Row const& bound = {});
  void run(std::string const& sql, Row const& bound = {});
  void script(std::string const& sql);  // several statements
  std::int64_t last_id() const;         // of the row that was inserted last
  std::string const& path() const { return path_; }

  // One reading of one state of the file, however many calls it takes.
  void reading(std::function<void()> const& work);
  // All or nothing. Writers take turns, over all programs of the host.
  void writing(std::function<void()> const& work);
  // Copies the whole into another file, which others may read by itself.
  void copy_to(std::string const& path);
  // The log goes into the file, so that the file is whole by itself; not where others are at work.
  void settle() noexcept;

 private:
  struct Turn;
  template <class Work>
  auto guarded(Work const& work) -> decltype(work());

  std::string path_;
  Settings settings_;
  std::unique_ptr<SQLite::Database> database_;
  std::unique_ptr<Turn> turn_;
};

}  // namespace convenio::store
