// writer_open.cpp - opening, creating, and the comparison of head file, signer and database that
// begins every batch.
#include <algorithm>

#include "files.h"
#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

constexpr std::size_t kMaxHeadBytes = 1U << 20U;

Hash32 root_at(Store& store, std::uint64_t size) {
  return root_by_definition(0, size, store.ranges());
}

std::string drawn_origin(const Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random(bytes);
  return "stadga.invalid/" + to_hex(bytes);
}

}  // namespace

Result<std::unique_ptr<Writer>> Writer::open(const LogOptions& options, const Paths& paths) {
  std::unique_ptr<Writer> writer(new Writer(options, paths));
  try {
    if (auto opened = writer->open_files(); !opened) return opened.error();
  } catch (const SQLite::Exception& exception) {
    return writer->explain(exception);  // while its connections still know what happened
  }
  return writer;
}

Error Writer::explain(const SQLite::Exception& exception) const {
  const bool disk_failed = (keys_ != nullptr && keys_->disk_failed()) ||
                           (db_ != nullptr && db_->disk_failed()) ||
                           (reread_db_ != nullptr && reread_db_->disk_failed());
  return to_error(exception, paths_.folder, disk_failed);
}

Status Writer::open_files() {
  for (const std::string& path : {paths_.database, paths_.keys}) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
      if (auto file = expect_file(path + suffix); !file) return file;
    }
  }
  const bool had_log = exists(paths_.database);
  if (!had_log && exists(paths_.head)) return messages::head_without_log(paths_.head);
  if (had_log && !exists(paths_.keys)) return messages::keys_missing(paths_.keys);
  for (const std::string& path : {paths_.keys, paths_.database}) {
    if (auto made = ensure_file(path); !made) return made;
  }
  keys_ = std::make_unique<KeyStore>(paths_.keys, Database::Mode::kWrite);
  db_ = std::make_unique<Database>(paths_.database, Database::Mode::kWrite);
  fresh_ = !db_->has_table("entry");
  if (fresh_ && exists(paths_.head)) return messages::head_without_log(paths_.head);
  if (!keys_->initialised()) {
    if (!fresh_) return messages::keys_missing(paths_.keys);
    const std::string origin =
        options_.origin.empty() ? drawn_origin(options_.random) : options_.origin;
    make_keys(origin);
  }
  if (!keys_->load()) return messages::keys_missing(paths_.keys);
  if (fresh_ && keys_->signer_state().size != 0) {
    return messages::truncated(0, keys_->signer_state().size, paths_.database);
  }
  std::optional<Ed25519Key> key = options_.key;
  if (!key && keys_->seed()) key = ed25519_from_seed(*keys_->seed());
  if (!key || key->public_key != keys_->verifier().public_key) {
    return messages::wrong_key(paths_.public_key);
  }
  if (fresh_) {
    if (auto told = publish_key(); !told) return told;
  }
  signer_ = std::make_unique<Signer>(*keys_, *key);
  if (!fresh_) {
    if (schema_fingerprint(db_->handle()) != expected_fingerprint()) {
      return messages::damaged_database("schema", paths_.database);
    }
    db_->lock_down();
    reread_db_ = std::make_unique<Database>(paths_.database, Database::Mode::kReread);
  }
  return Unit{};
}

void Writer::make_keys(const std::string& origin) {
  std::optional<std::array<std::uint8_t, 32>> seed;
  std::array<std::uint8_t, 32> public_key{};
  if (options_.key) {
    public_key = options_.key->public_key;
  } else {
    options_.random(seed.emplace());
    public_key = ed25519_from_seed(*seed).public_key;
  }
  keys_->initialise(origin, public_key, seed, options_.random);
}

// Before the first record, whatever an interrupted creation left. Later a missing file is a finding.
Status Writer::publish_key() {
  const std::string text = to_string(keys_->verifier()) + "\n";
  if (exists(paths_.public_key)) {
    const auto present = read_file(paths_.public_key, text.size());
    if (present && *present == text) return Unit{};
  }
  return replace_file(paths_.public_key, text);
}

Status Writer::synchronise(Batch& batch) {
  Store store(*db_);
  const std::uint64_t size = fresh_ ? 0 : store.size();
  Checkpoint head{origin(), 0, empty_root()};
  std::string note;
  if (exists(paths_.head)) {
    auto bytes = read_file(paths_.head, kMaxHeadBytes);
    if (!bytes) return bytes.error();
    note = std::move(bytes).value();
    const bool unchanged = !note_.empty() && note == note_ && size == frontier_.size();
    if (!unchanged) {
      const auto checkpoint = open_checkpoint(note, keys_->verifier());
      if (!checkpoint) return messages::head_unreadable(paths_.head);
      head = *checkpoint;
      if (auto same = compare_with_head(head, note, size); !same) return same;
    }
  } else {
    // Only a log whose very first head file a crash prevented has none.
    if (keys_->acknowledged() || (!fresh_ && size == 0)) {
      return messages::head_missing(paths_.head);
    }
    if (auto same = compare_with_head(head, note, size); !same) return same;
  }
  batch.first = size;
  if (note.empty() || note != note_ || size != frontier_.size()) {
    if (size != frontier_.size()) settled_ = false;  // another writer's erasure, perhaps not carried out
    note_ = note;
    signed_size_ = head.size;
    frontier_ = size == 0 ? Frontier() : store.frontier(size);
    const auto last = size == 0 ? std::nullopt : store.entry(size - 1);
    const auto view = last ? read_entry(last->bytes) : std::nullopt;
    last_hour_ = view ? view->time : "";
  }
  batch.now_ms = options_.clock();
  const auto hour = hour_text(batch.now_ms);
  const auto instant = instant_text(batch.now_ms);
  if (!hour || !instant) {
    return messages::bad_clock();
  }
  batch.hour = std::max(*hour, last_hour_);
  batch.instant = *instant;
  if (fresh_) plan_config(batch);
  if (signed_size_ < size) {
    add_incident(batch, {{"what", "unsigned_tail"},
                         {"from", Json(signed_size_)},
                         {"to", Json(size)}});
  }
  add_clock_incident(batch);
  return Unit{};
}

// The head is a promise about the database, and so is the signer's memory; the newer of the two
// counts. What lies beyond both is a tail that a crash left, or that somebody else wrote.
Status Writer::compare_with_head(const Checkpoint& head, const std::string& note,
                                 std::uint64_t size) {
  Store store(*db_);
  if (size < head.size) return messages::truncated(size, head.size, paths_.database);
  if (head.size != 0 && root_at(store, head.size) != head.root) {
    return messages::differs_from_head(paths_.database);
  }
  const SignerState signer = keys_->signer_state();
  if (signer.size > size) return messages::truncated(size, signer.size, paths_.database);
  if (signer.size != 0 && root_at(store, signer.size) != signer.root) {
    return messages::differs_from_head(paths_.database);
  }
  if (auto same = compare_with_known(head, note, size); !same) return same;
  if (head.size > signer.size) keys_->remember({head.size, head.root, signer.clock_ms});
  return check_tail(head.size, size);
}

Status Writer::check_tail(std::uint64_t from, std::uint64_t to) {
  if (from == to) return Unit{};
  std::uint64_t expected = from;
  bool good = true;
  Store(*db_).each_entry(from, [&](const StoredEntry& entry) {
    good = entry.index == expected && entry.leaf == leaf_hash(entry.bytes) &&
           entry.mac == entry_mac(keys_->mac_key(), origin(), entry.index, entry.bytes) &&
           read_entry(entry.bytes).has_value();
    if (good) ++expected;
    return good;
  });
  if (!good || expected != to) return messages::damaged_record(expected, paths_.database);
  return Unit{};
}

void Writer::add_clock_incident(Batch& batch) {
  constexpr std::int64_t kTolerance = 1000;
  const std::int64_t before = keys_->signer_state().clock_ms;
  if (before != 0 && batch.now_ms < before - kTolerance) {
    add_incident(batch, {{"what", "clock_step"}, {"seconds", Json((before - batch.now_ms) / 1000)}});
  }
}

void Writer::tidy() {
  try {
    db_->checkpoint_wal();
    keys_->checkpoint_wal();
  } catch (const SQLite::Exception&) {
    usable_ = false;  // the records are durable in the write-ahead log; the next opening recovers
  }
}

}  // namespace stadga::audit
