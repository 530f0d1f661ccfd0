// database.h - SQLite as the log uses it: one place for pragmas, schema, authorizer and errors.
// Only this room's sources see SQLiteCpp, and none of its exceptions leaves the room.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "stadga/base/crypto.h"
#include "stadga/base/result.h"

namespace stadga::audit {

inline constexpr std::int32_t kApplicationId = 0x53544731;  // "STG1"
inline constexpr std::int32_t kSchemaVersion = 1;

// What went wrong, by SQLite's code: damage is a finding, all else is a failure of storage, and so
// is damage on a disk that failed (Database::disk_failed).
[[nodiscard]] Error to_error(const SQLite::Exception& exception, const std::string& where,
                             bool disk_failed = false);

// A prepared statement in use. Resets it at the end of the scope: a statement left standing keeps
// a read transaction open, and with it an old snapshot from which nobody may write.
class Query {
 public:
  explicit Query(SQLite::Statement& statement) : statement_(&statement) {}
  ~Query() { statement_->tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  SQLite::Statement* operator->() { return statement_; }
  SQLite::Statement& operator*() { return *statement_; }

 private:
  SQLite::Statement* statement_;
};

// A connection with prepared statements kept by the address of their text, which is therefore
// always a constant: nothing here builds SQL from strings. One thread at a time.
class Database {
 public:
  enum class Mode {
    kWrite,      // the log's writer
    kReread,     // second connection of the writer: reads what really reached the file
    kCopy,       // a private copy: recovers its write-ahead log, needs no name after the first read
  };
  Database(const std::string& path, Mode mode);

  [[nodiscard]] Query use(const char* constant_sql);
  void run(const char* constant_sql) { db_.exec(constant_sql); }
  [[nodiscard]] bool has_table(const char* name);
  // Allows from now on only what the log does: no DDL, no ATTACH, no schema writes, one UPDATE.
  void lock_down();
  // Moves the write-ahead log into the database and empties it. Only under the log's lock.
  void checkpoint_wal();
  // Writes the database anew, without what was deleted, and empties the write-ahead log. In memory
  // where no copy of what it holds may touch another disk. Only under the log's lock.
  void rewrite(bool in_memory);
  // Whether the kernel answered EIO for one of this connection's files. SQLite calls a page that
  // the disk does not give a damaged database.
  [[nodiscard]] bool disk_failed();
  [[nodiscard]] SQLite::Database& handle() { return db_; }

 private:
  void configure(Mode mode);

  SQLite::Database db_;
  std::map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
};

// The log's schema and its fingerprint: label || every (type, name, table, sql), sorted.
extern const char* const kLogSchema;
[[nodiscard]] Hash32 schema_fingerprint(SQLite::Database& db);
// Fingerprint that a log of this version must have.
[[nodiscard]] const Hash32& expected_fingerprint();

// Column helpers: a blob of exactly N bytes, or nothing.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> blob(const SQLite::Column& column) {
  if (column.getBytes() != static_cast<int>(N) || !column.isBlob()) return std::nullopt;
  std::array<std::uint8_t, N> out{};
  const auto* data = static_cast<const std::uint8_t*>(column.getBlob());
  std::copy_n(data, N, out.begin());
  return out;
}
[[nodiscard]] std::string text_of(const SQLite::Column& column);  // blob or text, as bytes
void put_blob(SQLite::Statement& statement, int index, std::span<const std::uint8_t> bytes);
void put_text(SQLite::Statement& statement, int index, std::string_view text);
void put_bytes(SQLite::Statement& statement, int index, std::string_view bytes);
void put_number(SQLite::Statement& statement, int index, std::uint64_t number);

}  // namespace stadga::audit
