#include "store/database.hpp"

#include <sqlite3.h>

#include <utility>

namespace palpate::store {

namespace {

constexpr int lock_wait_milliseconds = 10'000;

/// SQLite's own text for the code: its message for the statement could quote bound values.
Error sqlite_error(int code) {
  return {Error::Code::io, std::string("SQLite: ") + sqlite3_errstr(code), {}};
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Error Statement::failure() const {
  return sqlite_error(sqlite3_extended_errcode(sqlite3_db_handle(statement_.get())));
}

Statement& Statement::bind(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int index, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), index, number);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure();
}

Result<void> Statement::run() {
  const auto stepped = step();
  reset();
  if (!stepped) return stepped.error();
  return {};
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr ? std::string_view()
                         : std::string_view(data, static_cast<std::size_t>(size));
}

void Database::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Error Database::failure() const { return sqlite_error(sqlite3_extended_errcode(database_.get())); }

namespace {

/// Two who change the mode of a new database at once would wait for each other, so SQLite refuses
/// one of them without the usual wait: it asks again.
Result<void> use_wal(Database& database, sqlite3* handle) {
  constexpr int pause_milliseconds = 10;
  for (int waited = 0;; waited += pause_milliseconds) {
    auto set = database.execute("PRAGMA journal_mode = WAL;");
    const bool refused = !set && sqlite3_errcode(handle) == SQLITE_BUSY;
    if (!refused || waited >= lock_wait_milliseconds) return set;
    sqlite3_sleep(pause_milliseconds);
  }
}

}  // namespace

Result<Database> Database::open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) {
    auto error = sqlite_error(code);
    error.place = path;
    return error;
  }
  sqlite3_busy_timeout(handle, lock_wait_milliseconds);
  auto set = use_wal(database, handle);
  if (set) set = database.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  if (!set) {
    auto error = set.error();
    error.place = path;
    return error;
  }
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &statement, nullptr);
  if (code != SQLITE_OK) return failure();
  return Statement(statement);
}

Result<void> Database::execute(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return failure();
  }
  return {};
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(database_.get()); }

Result<Transaction> Transaction::begin(Database& database) {
  // IMMEDIATE takes the write lock now: a lock that fails later would fail half-way.
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  const auto rolled_back = database_->execute("ROLLBACK");
  static_cast<void>(rolled_back);  // nothing more can be done in a destructor
}

Result<void> Transaction::commit() {
  if (auto committed = database_->execute("COMMIT"); !committed) return committed;
  database_ = nullptr;
  return {};
}

}  // namespace palpate::store
