// snapshot.cpp - copying a log and reading from the copy.
#include "stadga/audit/snapshot.h"

#include <cstdlib>

#include "messages.h"
#include "snapshot_impl.h"
#include "stadga/base/check.h"
#include "temporary.h"

namespace stadga::audit {
namespace {

constexpr int kLockWaitMs = 5000;
constexpr std::size_t kMaxSmallFile = 1U << 20U;

std::string temporary_parent(const ReadOptions& options) {
  if (!options.temporary.empty()) return options.temporary;
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/tmp";
}

// A database alone is a log only if it says so; beside other files of a log it is one, damaged.
bool is_log(const Paths& paths) {
  if (!is_folder(paths.folder)) return false;
  if (exists(paths.folder + "/head") || exists(paths.public_key) || exists(paths.keys)) return true;
  if (kind_of(paths.database) != FileKind::kRegular) return false;
  try {
    return SQLite::Database::getHeaderInfo(paths.database).applicationId == kApplicationId;
  } catch (const SQLite::Exception&) {
    return false;
  }
}

std::string without_newline(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// The database with its write-ahead log.
Status copy_database(const std::string& from, const std::string& to) {
  for (const char* suffix : {"", "-wal"}) {
    if (!exists(from + suffix)) continue;
    if (auto copied = copy_file(from + suffix, to + suffix); !copied) return copied;
  }
  return Unit{};
}

// A small file of the log: nullopt where there is none, empty where something else lies there.
Result<std::optional<std::string>> small_file(const std::string& path) {
  using Text = std::optional<std::string>;
  if (!exists(path)) return Text();
  auto text = read_file(path, kMaxSmallFile);
  if (text) return Text(std::move(text).value());
  if (text.error().failure == Failure::kFinding) return Text("");
  return text.error();
}

// What is no file where a file should be is damage, for `verify` to name; an error of storage ends
// the reading.
Status copy_log(LogCopy& copy, const Paths& to) {
  const Paths& from = copy.original;
  const auto lock = FileLock::shared(from.lock, kLockWaitMs);
  if (!lock) return lock.error();
  if (auto copied = copy_database(from.database, to.database); !copied) {
    if (copied.error().failure != Failure::kFinding) return copied;
    copy.damage = copied.error();
  }
  if (auto copied = copy_database(from.keys, to.keys); !copied) {
    if (copied.error().failure != Failure::kFinding) return copied;
    copy.keys_unreadable = true;
  }
  auto head = small_file(from.head);
  if (!head) return head.error();
  copy.head = std::move(head).value();
  auto key = small_file(from.public_key);
  if (!key) return key.error();
  if (!copy.verifier && *key) copy.verifier = parse_verifier_key(without_newline(std::move(**key)));
  return Unit{};
}

void open_databases(LogCopy& copy, const Paths& paths) {
  try {
    if (copy.damage) {
      // said already
    } else if (exists(paths.database)) {
      copy.db = std::make_unique<Database>(paths.database, Database::Mode::kCopy);
      if (!copy.db->has_table("entry")) {
        copy.damage = messages::damaged_database("no entries", copy.original.database);
        copy.db.reset();
      }
    } else {
      copy.damage = messages::damaged_database("log.db is missing", copy.original.database);
    }
  } catch (const SQLite::Exception& exception) {
    copy.damage = to_error(exception, copy.original.database);
    copy.db.reset();
  }
  try {
    if (copy.keys_unreadable || !exists(paths.keys)) return;
    copy.keys = std::make_unique<KeyStore>(paths.keys, Database::Mode::kCopy);
    if (!copy.keys->load()) copy.keys.reset();
  } catch (const SQLite::Exception&) {
    copy.keys.reset();  // the verifier reports the keys as missing
  }
}

}  // namespace

std::string LogCopy::origin() const {
  if (verifier) return verifier->name;
  return keys != nullptr ? keys->origin() : std::string();
}

ReadPart open_row(LogCopy& copy, KeyCache& cache, std::uint64_t index, std::string_view name,
                  const Hash32& expected, const PartView& row) {
  if (row.name != name) return {PartState::kMismatch, "", {}};
  if (!row.sealed) return {PartState::kErased, "", {}};
  if (copy.keys == nullptr) return {PartState::kSealed, "", {}};
  if (!row.key) return {PartState::kMismatch, "", {}};
  if (cache.name != row.key) {
    cache.keys = copy.keys->find_key(*row.key);
    cache.name = row.key;
  }
  if (!cache.keys) return {PartState::kKeyGone, "", {}};
  auto opened = open_part(cache.keys->data, copy.origin(), index, name, *row.sealed);
  if (!opened || commitment(opened->salt, copy.origin(), name, opened->plain) != expected) {
    return {PartState::kMismatch, "", {}};
  }
  return {PartState::kOpened, std::move(opened->plain), opened->salt};
}

ReadPart read_part(LogCopy& copy, KeyCache& cache, std::uint64_t index, const EntryView& view,
                   std::string_view name) {
  const auto id = payload_id(index, view, name);
  if (!id) return {};
  const auto row = Store(*copy.db).part(*id);
  if (!row) return {};
  PartView part{row->name, row->key, std::nullopt};
  if (row->sealed) part.sealed = *row->sealed;
  return open_row(copy, cache, index, name, view.commitments.find(name)->second, part);
}

Result<std::unique_ptr<Snapshot>> Snapshot::open(const ReadOptions& options) {
  const Paths paths = Paths::of(options.path, options.head);
  if (!is_log(paths)) return messages::not_a_log(options.path);
  std::optional<VerifierKey> pinned;
  if (!options.verifier_key.empty()) {
    pinned = parse_verifier_key(without_newline(options.verifier_key));
    if (!pinned) return messages::bad_verifier_key(options.verifier_key);
  }
  auto folder = TemporaryFolder::create(temporary_parent(options));
  if (!folder) return folder.error();
  LogCopy copy;
  copy.original = paths;
  copy.keys_elsewhere = options.keys_elsewhere;
  copy.verifier = pinned;
  copy.pinned = pinned.has_value();
  const Paths to = Paths::of(folder->path(), "");
  if (auto copied = copy_log(copy, to); !copied) return copied.error();
  open_databases(copy, to);
  return std::unique_ptr<Snapshot>(new Snapshot(std::make_unique<Impl>(std::move(copy))));
}

Snapshot::Snapshot(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Snapshot::~Snapshot() = default;

VerifyReport Snapshot::verify() { return verify_copy(impl_->copy); }

namespace {

// Runs `work` on the store, with damage and SQLite's exceptions as errors.
template <typename T, typename Work>
Result<T> reading(LogCopy& copy, Work work) {
  if (copy.db == nullptr) return *copy.damage;
  try {
    Store store(*copy.db);
    return work(store);
  } catch (const SQLite::Exception& exception) {
    return to_error(exception, copy.original.database, copy.db->disk_failed());
  }
}

Result<Entry> public_entry(const StoredEntry& stored) {
  const auto view = read_entry(stored.bytes);
  if (!view || stored.leaf != leaf_hash(stored.bytes)) {
    return messages::unreadable_record(stored.index);
  }
  return Entry{stored.index, *stored.leaf, stored.bytes, view->kind, view->time};
}

// The part, or why there is none.
Result<SaltedPart> opened_part(LogCopy& copy, KeyCache& cache, std::uint64_t index,
                               const EntryView& view, std::string_view name) {
  ReadPart part = read_part(copy, cache, index, view, name);
  switch (part.state) {
    case PartState::kOpened: return SaltedPart{part.salt, std::move(part.plain)};
    case PartState::kErased: return messages::erased(index);
    case PartState::kSealed:
    case PartState::kKeyGone: return messages::keys_missing(copy.original.keys);
    case PartState::kMissing:
      if (view.commitments.find(name) == view.commitments.end()) {
        return messages::no_such_record(index);
      }
      return messages::unreadable_record(index);
    case PartState::kMismatch: break;
  }
  return messages::unreadable_record(index);
}

Result<std::string> plain_part(LogCopy& copy, KeyCache& cache, std::uint64_t index,
                               const EntryView& view, std::string_view name) {
  auto part = opened_part(copy, cache, index, view, name);
  if (!part) return part.error();
  return std::move(part->plain);
}

}  // namespace

Result<std::uint64_t> Snapshot::size() {
  return reading<std::uint64_t>(impl_->copy, [](Store& store) { return store.size(); });
}

Result<Entry> Snapshot::entry(std::uint64_t index) {
  return reading<Entry>(impl_->copy, [&](Store& store) -> Result<Entry> {
    const auto stored = store.entry(index);
    if (!stored) return messages::no_such_record(index);
    return public_entry(*stored);
  });
}

Result<std::vector<Entry>> Snapshot::entries(std::uint64_t first, std::uint64_t limit) {
  using List = std::vector<Entry>;
  return reading<List>(impl_->copy, [&](Store& store) -> Result<List> {
    List list;
    std::optional<Error> error;
    store.each_entry(first, [&](const StoredEntry& stored) {
      if (list.size() >= limit) return false;
      auto entry = public_entry(stored);
      if (!entry) {
        error = entry.error();
        return false;
      }
      list.push_back(std::move(entry).value());
      return true;
    });
    if (error) return *error;
    return list;
  });
}

Result<std::string> Snapshot::part(std::uint64_t index, std::string_view name) {
  auto part = salted_part(index, name);
  if (!part) return part.error();
  return std::move(part->plain);
}

Result<SaltedPart> Snapshot::salted_part(std::uint64_t index, std::string_view name) {
  return reading<SaltedPart>(impl_->copy, [&](Store& store) -> Result<SaltedPart> {
    const auto stored = store.entry(index);
    if (!stored) return messages::no_such_record(index);
    const auto view = read_entry(stored->bytes);
    if (!view) return messages::unreadable_record(index);
    return opened_part(impl_->copy, impl_->cache, index, *view, name);
  });
}

Result<Recorded> Snapshot::recorded(std::uint64_t index) {
  return reading<Recorded>(impl_->copy, [&](Store& store) -> Result<Recorded> {
    const auto stored = store.entry(index);
    const auto view = stored ? read_entry(stored->bytes) : std::nullopt;
    if (stored && !view) return messages::unreadable_record(index);
    if (!view || !view->ruleset || view->commitments.count("result") == 0) {
      return messages::no_such_record(index);
    }
    Recorded out;
    out.index = index;
    out.kind = view->kind;
    out.semantics = view->semantics;
    for (const auto& [name, bytes] : {std::pair{"case", &out.case_bytes},
                                      {"result", &out.result_bytes}}) {
      auto plain = plain_part(impl_->copy, impl_->cache, index, *view, name);
      if (!plain && plain.error().code != "S5012") return plain.error();
      out.erased = out.erased || !plain;
      if (plain) *bytes = std::move(plain).value();
    }
    auto bundle = store.artefact(*view->ruleset);
    out.artefact_missing = !bundle;
    out.artefact_damaged = bundle && sha256(*bundle) != *view->ruleset;
    if (bundle && !out.artefact_damaged) out.bundle_bytes = std::move(*bundle);
    if (out.erased) {
      out.case_bytes.clear();
      out.result_bytes.clear();
    }
    return out;
  });
}

Result<std::string> Snapshot::checkpoint() {
  if (!impl_->copy.head) return messages::head_missing(impl_->copy.original.head);
  return *impl_->copy.head;
}

Result<std::vector<Hash32>> Snapshot::inclusion_proof(std::uint64_t index, std::uint64_t size) {
  return reading<Proof>(impl_->copy, [&](Store& store) -> Result<Proof> {
    if (size > store.size() || index >= size) return messages::no_such_record(index);
    return audit::inclusion_proof(index, size, store.ranges());
  });
}

Result<std::vector<Hash32>> Snapshot::consistency_proof(std::uint64_t from, std::uint64_t to) {
  return reading<Proof>(impl_->copy, [&](Store& store) -> Result<Proof> {
    if (from > to || to > store.size()) return messages::no_such_record(to);
    return audit::consistency_proof(from, to, store.ranges());
  });
}

}  // namespace stadga::audit
