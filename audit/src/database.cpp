// database.cpp - pragmas, schema, authorizer.
//
// The triggers guard against mistakes of this program, not against a person who has the file:
// that is what the tree, the signature and the head file are for. REPLACE passes UPDATE and DELETE
// triggers on connections without recursive_triggers, therefore every table refuses an existing
// key already before the insert.
#include "database.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "format.h"
#include "messages.h"
#include "stadga/base/text.h"

namespace stadga::audit {

const char* const kLogSchema = R"sql(
CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  leaf BLOB NOT NULL CHECK(length(leaf) = 32),
  mac BLOB NOT NULL CHECK(length(mac) = 32),
  bytes BLOB NOT NULL CHECK(length(bytes) <= 4096)
) STRICT;
CREATE TRIGGER entry_seq BEFORE INSERT ON entry
  WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq) + 1, 0) FROM entry)
  BEGIN SELECT RAISE(ABORT, 'seq must be size'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
  BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
  BEGIN SELECT RAISE(ABORT, 'entry is append-only'); END;
CREATE TABLE idem(
  key BLOB PRIMARY KEY CHECK(length(key) = 32),
  req BLOB NOT NULL CHECK(length(req) = 32),
  seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER idem_insert BEFORE INSERT ON idem
  WHEN EXISTS (SELECT 1 FROM idem WHERE key = NEW.key)
  BEGIN SELECT RAISE(ABORT, 'idem is append-only'); END;
CREATE TRIGGER idem_update BEFORE UPDATE ON idem
  BEGIN SELECT RAISE(ABORT, 'idem is append-only'); END;
CREATE TRIGGER idem_delete BEFORE DELETE ON idem
  BEGIN SELECT RAISE(ABORT, 'idem is append-only'); END;
CREATE TABLE payload(
  id INTEGER PRIMARY KEY,
  part TEXT NOT NULL,
  key BLOB CHECK(key IS NULL OR length(key) = 16),
  ct BLOB
) STRICT;
CREATE INDEX payload_case ON payload(key) WHERE part = 'link';
CREATE TABLE erased(
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
CREATE TRIGGER payload_insert BEFORE INSERT ON payload
  WHEN EXISTS (SELECT 1 FROM payload WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'payload is append-only'); END;
CREATE TRIGGER payload_update BEFORE UPDATE ON payload
  WHEN NEW.id IS NOT OLD.id OR NEW.part IS NOT OLD.part OR NEW.ct IS NOT NULL
    OR NEW.key IS NOT NULL OR NOT EXISTS (SELECT 1 FROM erased WHERE id = OLD.id)
  BEGIN SELECT RAISE(ABORT, 'payload changes only by erasure'); END;
CREATE TRIGGER payload_delete BEFORE DELETE ON payload
  BEGIN SELECT RAISE(ABORT, 'payload is append-only'); END;
CREATE TRIGGER erased_insert BEFORE INSERT ON erased
  WHEN EXISTS (SELECT 1 FROM erased WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'erased is append-only'); END;
CREATE TRIGGER erased_update BEFORE UPDATE ON erased
  BEGIN SELECT RAISE(ABORT, 'erased is append-only'); END;
CREATE TRIGGER erased_delete BEFORE DELETE ON erased
  BEGIN SELECT RAISE(ABORT, 'erased is append-only'); END;
CREATE TABLE artefact(
  sha BLOB PRIMARY KEY CHECK(length(sha) = 32),
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER artefact_insert BEFORE INSERT ON artefact
  WHEN EXISTS (SELECT 1 FROM artefact WHERE sha = NEW.sha)
  BEGIN SELECT RAISE(ABORT, 'artefact is append-only'); END;
CREATE TRIGGER artefact_update BEFORE UPDATE ON artefact
  BEGIN SELECT RAISE(ABORT, 'artefact is append-only'); END;
CREATE TRIGGER artefact_delete BEFORE DELETE ON artefact
  BEGIN SELECT RAISE(ABORT, 'artefact is append-only'); END;
CREATE TABLE tile(
  id INTEGER PRIMARY KEY,
  root BLOB NOT NULL CHECK(length(root) = 32)
) STRICT;
CREATE TRIGGER tile_insert BEFORE INSERT ON tile
  WHEN EXISTS (SELECT 1 FROM tile WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'tile is append-only'); END;
CREATE TRIGGER tile_update BEFORE UPDATE ON tile
  BEGIN SELECT RAISE(ABORT, 'tile is append-only'); END;
CREATE TRIGGER tile_delete BEFORE DELETE ON tile
  BEGIN SELECT RAISE(ABORT, 'tile is append-only'); END;
CREATE TABLE checkpoint(
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL
) STRICT;
CREATE TRIGGER checkpoint_insert BEFORE INSERT ON checkpoint
  WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size)
  BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint
  BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
  BEGIN SELECT RAISE(ABORT, 'checkpoint is append-only'); END;
)sql";

namespace {

// One thread at a time is this class's rule, so SQLite needs no mutexes of its own.
int flags_for(Database::Mode mode) {
  return SQLite::OPEN_NOMUTEX |
         (mode == Database::Mode::kReread ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
}

bool is_one_of(const char* name, std::initializer_list<const char*> names) {
  return name != nullptr && std::any_of(names.begin(), names.end(), [name](const char* other) {
           return std::strcmp(name, other) == 0;
         });
}

bool is_log_table(const char* name) {
  return is_one_of(name, {"entry", "idem", "payload", "erased", "artefact", "tile", "checkpoint"});
}

// Called while a statement is compiled; whatever is not named here is refused.
int authorize(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_TRANSACTION:
      return SQLITE_OK;
    case SQLITE_READ:
      return is_log_table(first) || is_one_of(first, {"sqlite_master", "sqlite_schema"})
                 ? SQLITE_OK
                 : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return is_one_of(second, {"max", "coalesce", "length", "count"}) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_INSERT:
      return is_log_table(first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_UPDATE:
      return is_one_of(first, {"payload"}) && is_one_of(second, {"ct", "key"}) ? SQLITE_OK
                                                                               : SQLITE_DENY;
    case SQLITE_PRAGMA:
      return is_one_of(first, {"wal_checkpoint"}) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

}  // namespace

Error to_error(const SQLite::Exception& exception, const std::string& where, bool disk_failed) {
  if (disk_failed) return messages::storage(printable(exception.what()), where);
  switch (exception.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return messages::busy(where);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:     // a table or column that should be there is not
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
      return messages::damaged_database(printable(exception.what()), where);
    default:
      return messages::storage(printable(exception.what()), where);
  }
}

Database::Database(const std::string& path, Mode mode) : db_(path, flags_for(mode), 5000) {
  try {
    configure(mode);
  } catch (const SQLite::Exception& exception) {
    if (disk_failed()) throw SQLite::Exception(exception.what(), SQLITE_IOERR);
    throw;
  }
}

void Database::configure(Mode mode) {
  sqlite3* raw = db_.getHandle();
  // Closing must not checkpoint: that happens under the log's lock alone.
  sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_extended_result_codes(raw, 1);
  db_.exec("PRAGMA cell_size_check = ON");
  // Keeps the write-ahead log open and its index in memory, so that the files may lose their names.
  if (mode == Mode::kCopy) {
    db_.execAndGet("PRAGMA locking_mode = EXCLUSIVE");
    db_.exec("PRAGMA cache_size = -32768");               // KiB: the key table is read at random
    db_.execAndGet("PRAGMA mmap_size = 1073741824");  // safe for a copy that nobody else cuts short
  }
  if (mode != Mode::kWrite) return;
  db_.exec("PRAGMA page_size = 8192");  // no effect once the file has pages
  // Journal mode and the rest answer with a row, hence no exec of several at once.
  const std::string journal = db_.execAndGet("PRAGMA journal_mode = WAL").getString();
  if (journal != "wal") {
    throw SQLite::Exception("this file system does not allow write-ahead logging", SQLITE_IOERR);
  }
  db_.exec("PRAGMA synchronous = FULL");
  db_.exec("PRAGMA recursive_triggers = ON");
  db_.exec("PRAGMA secure_delete = ON");
  db_.exec("PRAGMA wal_autocheckpoint = 0");
}

Query Database::use(const char* constant_sql) {
  auto& statement = statements_[constant_sql];
  if (statement == nullptr) {
    statement = std::make_unique<SQLite::Statement>(db_, constant_sql);
  } else {
    statement->clearBindings();
  }
  return Query(*statement);
}

bool Database::has_table(const char* name) {
  SQLite::Statement query(db_, "SELECT count(*) FROM sqlite_master WHERE type='table' AND name=?");
  query.bind(1, name);
  return query.executeStep() && query.getColumn(0).getInt() == 1;
}

void Database::lock_down() {
  sqlite3_db_config(db_.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_set_authorizer(db_.getHandle(), &authorize, nullptr);
}

bool Database::disk_failed() {
  int code = 0;
  sqlite3_file_control(db_.getHandle(), "main", SQLITE_FCNTL_LAST_ERRNO, &code);
  if (code == EIO) return true;
  sqlite3_file* wal = nullptr;
  sqlite3_file_control(db_.getHandle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);
  if (wal == nullptr || wal->pMethods == nullptr) return false;
  wal->pMethods->xFileControl(wal, SQLITE_FCNTL_LAST_ERRNO, &code);
  return code == EIO;
}

void Database::checkpoint_wal() {
  sqlite3_wal_checkpoint_v2(db_.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void Database::rewrite(bool in_memory) {
  if (in_memory) db_.exec("PRAGMA temp_store = MEMORY");
  db_.exec("VACUUM");
  checkpoint_wal();
}

Hash32 schema_fingerprint(SQLite::Database& db) {
  std::vector<std::string> rows;
  SQLite::Statement query(db, "SELECT type, name, tbl_name, sql FROM sqlite_master");
  while (query.executeStep()) {
    std::string row;
    for (int i = 0; i < 4; ++i) {
      const std::string field = text_of(query.getColumn(i));
      row += big_endian(field.size()) + field;
    }
    rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end());
  std::string all;
  for (const auto& row : rows) all += row;
  return labelled_sha256(label::kSchema, all);
}

const Hash32& expected_fingerprint() {
  static const Hash32 fingerprint = [] {
    SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    memory.exec(kLogSchema);
    return schema_fingerprint(memory);
  }();
  return fingerprint;
}

std::string text_of(const SQLite::Column& column) {
  const void* data = column.getBlob();
  const int length = column.getBytes();
  return data == nullptr ? std::string()
                         : std::string(static_cast<const char*>(data),
                                       static_cast<std::size_t>(length));
}

void put_blob(SQLite::Statement& statement, int index, std::span<const std::uint8_t> bytes) {
  statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}
void put_text(SQLite::Statement& statement, int index, std::string_view text) {
  statement.bind(index, std::string(text));
}
void put_bytes(SQLite::Statement& statement, int index, std::string_view bytes) {
  // SQLite reads a null pointer as NULL; an empty blob needs an address.
  statement.bind(index, bytes.data() == nullptr ? "" : bytes.data(),
                 static_cast<int>(bytes.size()));
}
void put_number(SQLite::Statement& statement, int index, std::uint64_t number) {
  statement.bind(index, static_cast<std::int64_t>(number));
}

}  // namespace stadga::audit
