#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace palpate::store {

/// A prepared statement. Bound text and bytes are copied. One thread at a time.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  /// Parameters are numbered from 1.
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, std::int64_t number);
  Statement& bind_blob(int index, std::string_view bytes);
  /// true: a row is there to read; false: done.
  Result<bool> step();
  /// Runs a statement that returns no rows, and makes it ready for the next run.
  Result<void> run();
  void reset();

  std::int64_t integer(int column) const;
  /// A view until the next step() or reset().
  std::string_view text(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  Error failure() const;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open SQLite file. One thread at a time; several processes may have the same file open.
class Database {
 public:
  /// Opens or creates `path` with WAL, foreign keys, full durability and a 10 s wait for locks.
  static Result<Database> open(const std::string& path);

  Result<Statement> prepare(std::string_view sql);
  Result<void> execute(const char* sql);
  std::int64_t last_row_id() const;

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit Database(sqlite3* database) : database_(database) {}
  Error failure() const;
  std::unique_ptr<sqlite3, Close> database_;
};

/// Rolls back unless committed.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace palpate::store
