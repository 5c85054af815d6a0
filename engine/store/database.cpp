// See database.hpp. Knows SQLite; knows no table.
#include "engine/store/database.hpp"

#include <cctype>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "engine/store/refusal.hpp"

namespace convenio::store {

namespace {

constexpr std::int64_t heap_limit = std::int64_t{1024} * 1024 * 1024;  // bytes, of the process
constexpr int length_limit = 16'000'000;

text::Code code_of(int extended) {
  switch (extended & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Code::busy;
    case SQLITE_FULL:
      return Code::full;
    case SQLITE_CORRUPT:
      return Code::damaged;
    case SQLITE_NOTADB:
      return Code::no_office;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Code::read_only;
    case SQLITE_TOOBIG:
      return Code::too_large;
    case SQLITE_CONSTRAINT:
      return Code::refused_by_the_file;
    case SQLITE_CANTOPEN:
      return Code::no_store;
  }
  return Code::host;
}

void bind(SQLite::Statement& statement, Row const& bound) {
  for (std::size_t n = 0; n < bound.size(); ++n) {
    int const place = static_cast<int>(n) + 1;
    if (auto const* whole = std::get_if<std::int64_t>(&bound[n]))
      statement.bind(place, *whole);
    else if (auto const* words = std::get_if<std::string>(&bound[n]))
      statement.bindNoCopy(place, *words);
    else if (auto const* blob = std::get_if<Bytes>(&bound[n]))
      statement.bindNoCopy(place, static_cast<void const*>(blob->bytes.data()), static_cast<int>(blob->bytes.size()));
    else
      statement.bind(place);
  }
}

Cell cell_of(SQLite::Column const& column) {
  if (column.isNull()) return {};
  if (column.isInteger()) return static_cast<std::int64_t>(column.getInt64());
  std::string bytes(static_cast<char const*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
  if (column.isBlob()) return Bytes{std::move(bytes)};
  return bytes;
}

// Whether nobody can be writing, and nothing was left beside the file, in a folder where SQLite could make no files either.
bool stands_alone(std::string const& path) {
  std::error_code ec;
  auto folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  auto const log = std::filesystem::file_size(path + "-wal", ec);
  return ::access(folder.c_str(), W_OK) != 0 && (ec || log == 0);
}

std::string as_immutable(std::string const& path) {
  std::string made = "file:";
  for (char const c : path) {
    bool const plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.' || c == '-' || c == '_';
    made += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return made + "?immutable=1";
}

// A new file that only its owner may read; SQLite makes those beside it alike.
void make_private(std::string const& path) {
  int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw Refusal(errno == ENOSPC ? Code::full : Code::host, path, std::strerror(errno));
  ::close(file);
}

}  // namespace

std::int64_t number(Cell const& cell) {
  auto const* whole = std::get_if<std::int64_t>(&cell);
  return whole ? *whole : 0;
}

std::string const& text(Cell const& cell) {
  static std::string const none;
  auto const* words = std::get_if<std::string>(&cell);
  return words ? *words : none;
}

std::string const& bytes(Cell const& cell) {
  static std::string const none;
  auto const* blob = std::get_if<Bytes>(&cell);
  return blob ? blob->bytes : none;
}

Cell optional_text(std::string const& text) { return text.empty() ? Cell{} : Cell{text}; }

// The turn of a writer, held by a lock on a file beside the office that ends with the program, however it ends. SQLite has
// locks of its own; but versions before 3.51.3 can damage a log that is written while another connection empties it, so
// writing and emptying are done by one at a time.
struct Database::Turn {
  explicit Turn(std::string const& path) : file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {}
  ~Turn() {
    if (file >= 0) ::close(file);
  }
  Turn(Turn const&) = delete;
  Turn& operator=(Turn const&) = delete;
  bool take(int patience) const {
    auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience);
    while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      if ((errno != EWOULDBLOCK && errno != EINTR) || std::chrono::steady_clock::now() > end) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
  }
  void give() const { ::flock(file, LOCK_UN); }
  int file;
};

template <class Work>
auto Database::guarded(Work const& work) -> decltype(work()) {
  try {
    return work();
  } catch (SQLite::Exception const& error) {
    int const extended = error.getExtendedErrorCode() > 0 ? error.getExtendedErrorCode() : error.getErrorCode();
    if ((extended & 0xFF) == SQLITE_NOMEM) throw std::bad_alloc();
    throw Refusal(code_of(extended), path_, error.what());
  }
}

Database::Database(std::string const& path, Mode mode, Settings const& settings) : path_(path), settings_(settings) {
  if (settings.vfs.empty()) {
    bool const there = ::access(path.c_str(), F_OK) == 0;
    if (mode == Mode::create && there) throw Refusal(Code::exists, path, "there is a file already");
    if (mode == Mode::create) make_private(path);
    if (mode != Mode::create && !there)
      throw Refusal(Code::no_store, path, "there is no office", "make one with `convenio office init`");
    if (mode == Mode::write && ::access(path.c_str(), W_OK) != 0)
      throw Refusal(Code::read_only, path, "the file may not be written");
  }
  static bool const limited = [] {
    sqlite3_hard_heap_limit64(heap_limit);
    return true;
  }();
  static_cast<void>(limited);
  guarded([&] {
    int const flags = mode == Mode::read    ? SQLite::OPEN_READONLY
                      : mode == Mode::write ? SQLite::OPEN_READWRITE
                                            : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    bool const alone = mode == Mode::read && settings.vfs.empty() && stands_alone(path);
    database_ = std::make_unique<SQLite::Database>(alone ? as_immutable(path) : path,
                                                   alone ? flags | SQLite::OPEN_URI : flags, settings.patience, settings.vfs);
    auto* const handle = database_->getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, length_limit);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 20);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_VDBE_OP, 250'000);
    database_->exec("PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY");
    if (mode == Mode::create) database_->exec("PRAGMA journal_mode=WAL");
    if (mode != Mode::read) {
      database_->exec("PRAGMA secure_delete=ON");
      database_->exec(settings.sync == Sync::full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
    }
  });
  if (mode != Mode::read && settings.vfs.empty()) turn_ = std::make_unique<Turn>(path + "-turn");
}

Database::~Database() = default;

void Database::each(std::string const& sql, Row const& bound, std::function<void(Row const&)> const& row) {
  guarded([&] {
    SQLite::Statement statement(*database_, sql);
    bind(statement, bound);
    Row cells(static_cast<std::size_t>(statement.getColumnCount()));
    while (statement.executeStep()) {
      for (std::size_t n = 0; n < cells.size(); ++n) cells[n] = cell_of(statement.getColumn(static_cast<int>(n)));
      row(cells);
    }
  });
}

std::vector<Row> Database::rows(std::string const& sql, Row const& bound) {
  std::vector<Row> found;
  each(sql, bound, [&](Row const& row) { found.push_back(row); });
  return found;
}

std::optional<Row> Database::first(std::string const& sql, Row const& bound) {
  auto found = rows(sql, bound);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void Database::run(std::string const& sql, Row const& bound) {
  guarded([&] {
    SQLite::Statement statement(*database_, sql);
    bind(statement, bound);
    while (statement.executeStep()) {
    }
  });
}

void Database::script(std::string const& sql) {
  guarded([&] { database_->exec(sql); });
}

std::int64_t Database::last_id() const { return database_->getLastInsertRowid(); }

void Database::reading(std::function<void()> const& work) {
  guarded([&] {
    SQLite::Transaction transaction(*database_);  // deferred; rolled back at its end, with nothing in it
    work();
  });
}

void Database::writing(std::function<void()> const& work) {
  if (turn_ && turn_->file < 0) throw Refusal(Code::read_only, path_, "beside the file no other may be made");
  if (turn_ && !turn_->take(settings_.patience)) throw Refusal(Code::busy, path_, "another program is writing");
  try {
    guarded([&] {
      SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
      work();
      transaction.commit();
    });
  } catch (...) {
    if (turn_) turn_->give();
    throw;
  }
  if (turn_) turn_->give();
}

void Database::copy_to(std::string const& path) {
  make_private(path);
  guarded([&] {
    SQLite::Database target(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, settings_.patience);
    SQLite::Backup backup(target, *database_);
    while (backup.executeStep(256) != SQLITE_DONE) {
    }
  });
  guarded([&] {
    SQLite::Database target(path, SQLite::OPEN_READWRITE, settings_.patience);
    target.exec("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL");
  });
}

void Database::settle() noexcept {
  if (turn_ && (turn_->file < 0 || !turn_->take(0))) return;
  sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (turn_) turn_->give();
}

}  // namespace convenio::store
