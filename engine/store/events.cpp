// See events.hpp.
#include "engine/store/events.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/core/identity.hpp"
#include "engine/store/refusal.hpp"
#include "engine/store/schema.hpp"
#include "grammar/text/json_writer.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::store {

namespace {

std::string columns_of(Chained const& table) { return fmt::format("{}", fmt::join(table.columns, ", ")); }
std::string keys_of(Chained const& table) {
  return fmt::format("{}", fmt::join(table.columns.begin(), table.columns.begin() + static_cast<std::ptrdiff_t>(table.keys), ", "));
}

// A reader of the one form that bodies have: members in their order, texts, whole numbers, and one object of these.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool skip(std::string_view word) {
    if (!rest_.starts_with(word)) return good_ = false;
    rest_.remove_prefix(word.size());
    return good_;
  }
  std::string words() {
    std::string found;
    if (!skip("\"")) return found;
    auto const end = rest_.find('"');
    auto const inside = rest_.substr(0, end);
    // Words of events need no escapes; see checked().
    if (end == std::string_view::npos || inside.find('\\') != std::string_view::npos) {
      good_ = false;
      return found;
    }
    found = inside;
    rest_.remove_prefix(end + 1);
    return found;
  }
  std::int64_t whole() {
    std::int64_t value = 0;
    auto const read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (read.ec != std::errc{}) good_ = false;
    rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
    return value;
  }
  std::string object() {
    auto const end = rest_.find('}');
    if (!rest_.starts_with("{") || end == std::string_view::npos) {
      good_ = false;
      return "";
    }
    std::string const found(rest_.substr(0, end + 1));
    rest_.remove_prefix(end + 1);
    return found;
  }
  bool done() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::string const& checked(std::string const& word, std::string const& what) {
  constexpr std::size_t longest = 200;
  bool const good = !word.empty() && word.size() <= longest && text::printable(word) == word &&
                    word.find_first_of("\"\\{}\n\r\t") == std::string::npos && text::quoted(word) == "\"" + word + "\"";
  if (!good) throw Refusal(Code::bad_word, "", fmt::format("{} cannot be written so: {}", what, text::printable(word)));
  return word;
}

Writing::Writing(Database& database, Act const& act, std::string kind)
    : database_(database), act_(act), kind_(std::move(kind)), previous_(first_previous) {
  checked(act.by, "the name of who acts");
  checked(act.at, "the time");
  if (auto const last = database.first("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")) {
    seq_ = number(last->at(0)) + 1;
    previous_ = text(last->at(1));
  }
}

std::int64_t Writing::insert(std::string_view table, std::vector<std::pair<std::string_view, Cell>> const& cells) {
  std::string names, places;
  Row bound;
  for (auto const& [name, cell] : cells) {
    names += fmt::format("{}, ", name);
    places += "?, ";
    bound.push_back(cell);
  }
  bound.emplace_back(seq_);
  database_.run(fmt::format("INSERT INTO {} ({}event) VALUES ({}?)", table, names, places), bound);
  return database_.last_id();
}

void Writing::detail(std::string const& name, Detail value) {
  if (auto const* words = std::get_if<std::string>(&value); words && !words->empty()) checked(*words, name);
  details_[name] = std::move(value);
}

void Writing::finish() {
  RowHash rows;
  for (auto const& table : chained(format))
    database_.each(fmt::format("SELECT {} FROM {} WHERE event = ? ORDER BY {}", columns_of(table), table.table, keys_of(table)),
                   {seq_}, [&](Row const& row) { rows.add(table.table, row, table.columns.size()); });
  text::JsonWriter json(false);
  json.begin_object().member("at", act_.at).member("by", act_.by).key("details").begin_object();
  for (auto const& [name, value] : details_) {
    json.key(name);
    if (auto const* whole = std::get_if<std::int64_t>(&value))
      json.number(static_cast<std::uint64_t>(*whole));
    else
      json.string(std::get<std::string>(value));
  }
  json.end_object().key("format").number(format).member("kind", kind_).member("previous", previous_);
  json.member("rows", rows.hex()).key("seq").number(static_cast<std::uint64_t>(seq_)).end_object();
  auto const body = json.take();
  database_.run("INSERT INTO events (seq, body, hash) VALUES (?, ?, ?)", {seq_, body, core::sha256(body)});
}

bool read_claims(std::string const& body, Claims& claims) {
  Reader reader(body);
  reader.skip("{\"at\":");
  claims.at = reader.words();
  reader.skip(",\"by\":");
  claims.by = reader.words();
  reader.skip(",\"details\":");
  claims.details = reader.object();
  reader.skip(",\"format\":");
  claims.format = reader.whole();
  reader.skip(",\"kind\":");
  claims.kind = reader.words();
  reader.skip(",\"previous\":");
  claims.previous = reader.words();
  reader.skip(",\"rows\":");
  claims.rows = reader.words();
  reader.skip(",\"seq\":");
  claims.seq = reader.whole();
  reader.skip("}");
  return reader.done();
}

struct RowHash::State {
  core::Sha256 hash;
};

RowHash::RowHash() : state_(std::make_unique<State>()) {}
RowHash::~RowHash() = default;

void RowHash::add(std::string_view table, Row const& row, std::size_t columns) {
  state_->hash.add_part(table);
  for (std::size_t n = 0; n < columns; ++n) {
    std::string part = "n";
    if (auto const* whole = std::get_if<std::int64_t>(&row[n]))
      part = fmt::format("i{}", *whole);
    else if (auto const* words = std::get_if<std::string>(&row[n]))
      part = "t" + *words;
    else if (auto const* blob = std::get_if<Bytes>(&row[n]))
      part = "b" + blob->bytes;
    state_->hash.add_part(part);
  }
}

std::string RowHash::hex() const { return state_->hash.hex(); }

}  // namespace convenio::store
