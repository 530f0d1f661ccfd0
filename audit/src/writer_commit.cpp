// writer_commit.cpp - the order that makes a record evidence:
//   keys durable -> COMMIT -> re-read through a second connection and recompute by a second path
//   -> signer checks consistency and signs -> head file replaced -> acknowledged.
#include <sys/stat.h>

#include "files.h"
#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

constexpr std::int64_t kMaxWalBytes = 8 << 20;

bool is_large(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && status.st_size > kMaxWalBytes;
}

}  // namespace

std::vector<Result<Appended>> Writer::run(std::span<const Request> requests) {
  std::vector<Result<Appended>> results;
  const auto fail = [&](const Error& error) {
    usable_ = false;
    results.assign(requests.size(), Result<Appended>(error));
  };
  try {
    Batch batch;
    if (auto ready = synchronise(batch); !ready) {
      fail(ready.error());
      return results;
    }
    std::vector<Result<Planned>> planned;
    for (const Request& request : requests) planned.push_back(plan(batch, request));
    if (batch.records.empty()) {
      keys_->abandon();  // keys of what was refused, claims that the next request makes anew
    } else {
      auto note = commit(batch);
      if (!note) {
        fail(note.error());
        return results;
      }
    }
    if (auto settled = settle(); !settled) {
      fail(settled.error());
      return results;
    }
    for (const auto& plan : planned) {
      if (!plan) {
        results.emplace_back(plan.error());
      } else if (plan->error) {
        results.emplace_back(*plan->error);
      } else {
        Appended done;
        done.index = plan->index;
        done.existing = plan->existing;
        done.result_bytes = plan->result_bytes;
        done.size = frontier_.size();
        done.checkpoint = note_;
        done.last = plan->last;
        done.parts = plan->parts;
        done.before = plan->before;
        if (plan->index >= batch.first) {
          done.leaf = batch.records[plan->index - batch.first].leaf;
        } else if (const auto entry = Store(*db_).entry(plan->index); entry && entry->leaf) {
          done.leaf = *entry->leaf;
        }
        results.emplace_back(std::move(done));
      }
    }
    if (is_large(paths_.database + "-wal")) tidy();
  } catch (const SQLite::Exception& exception) {
    fail(explain(exception));
  }
  return results;
}

Status Writer::hook(Step step) const {
  return options_.hooks.after ? options_.hooks.after(step) : Status(Unit{});
}

Result<std::string> Writer::commit(Batch& batch) {
  if (options_.hooks.before_insert) {
    std::vector<Hash32> leaves;
    for (const auto& record : batch.records) leaves.push_back(record.leaf);
    options_.hooks.before_insert(leaves);
    for (std::size_t i = 0; i < leaves.size(); ++i) batch.records[i].leaf = leaves[i];
  }
  Frontier frontier = frontier_;
  std::vector<Subtree> completed;
  for (const auto& record : batch.records) frontier.add(record.leaf, &completed);

  keys_->commit();
  if (auto go = hook(Step::kKeysStored); !go) return go.error();
  insert(batch, completed);
  if (auto go = hook(Step::kCommitted); !go) return go.error();

  std::vector<Hash32> leaves;
  if (auto same = reread(batch, frontier, leaves); !same) return same.error();
  if (auto go = hook(Step::kReread); !go) return go.error();

  // What the signer last saw is the old edge, or older after a crash: then the tiles know.
  const std::uint64_t first = batch.first;
  const RangeHashes stored = Store(*reread_db_).ranges();
  const RangeHashes ranges{
      [&](std::uint64_t from, std::uint64_t to) {
        return frontier_.find(from, to) != nullptr || (from >= first && to - from == 1) ||
               stored.known(from, to);
      },
      [&](std::uint64_t from, std::uint64_t to) {
        if (const Hash32* hash = frontier_.find(from, to)) return *hash;
        if (from >= first && to - from == 1) return leaves[from - first];
        return stored.hash(from, to);
      }};
  const std::uint64_t signer_size = keys_->signer_state().size;
  const Checkpoint checkpoint{origin(), frontier.size(), frontier.root()};
  auto note = signer_->sign(checkpoint, consistency_proof(signer_size, checkpoint.size, ranges),
                            batch.now_ms);
  if (!note) return note;
  if (auto go = hook(Step::kSigned); !go) return go.error();
  if (auto written = replace_file(paths_.head, *note); !written) return written.error();
  if (auto go = hook(Step::kHeadWritten); !go) return go.error();
  std::uint64_t keyed = keyed_;
  for (const auto& record : batch.records) keyed += record.idem ? 1U : 0U;
  keys_->acknowledge({*note, keyed});

  frontier_ = std::move(frontier);
  signed_size_ = frontier_.size();
  keyed_ = keyed;
  note_ = *note;
  last_hour_ = batch.hour;
  return note;
}

void Writer::insert(const Batch& batch, const std::vector<Subtree>& completed) {
  SQLite::Transaction transaction(db_->handle(), SQLite::TransactionBehavior::IMMEDIATE);
  if (fresh_) {
    db_->run("PRAGMA application_id = 0x53544731");
    db_->run("PRAGMA user_version = 1");
    db_->run(kLogSchema);
  }
  if (!note_.empty()) {
    auto has = db_->use("SELECT COUNT(*) FROM checkpoint WHERE size = ?");
    put_number(*has, 1, signed_size_);
    const bool stored = has->executeStep() && has->getColumn(0).getInt() != 0;
    if (!stored) {
      auto insert = db_->use("INSERT INTO checkpoint(size, note) VALUES(?, ?)");
      put_number(*insert, 1, signed_size_);
      put_text(*insert, 2, note_);
      insert->exec();
    }
  }
  for (const NewRecord& record : batch.records) {
    auto entry = db_->use("INSERT INTO entry(seq, leaf, mac, bytes) VALUES(?, ?, ?, ?)");
    put_number(*entry, 1, record.index);
    put_blob(*entry, 2, record.leaf);
    put_blob(*entry, 3, entry_mac(keys_->mac_key(), origin(), record.index, record.bytes));
    put_bytes(*entry, 4, record.bytes);
    entry->exec();
    if (record.idem) {
      auto idem = db_->use("INSERT INTO idem(key, req, seq) VALUES(?, ?, ?)");
      put_blob(*idem, 1, record.idem->first);
      put_blob(*idem, 2, record.idem->second);
      put_number(*idem, 3, record.index);
      idem->exec();
    }
    for (const NewPart& part : record.parts) {
      auto payload = db_->use("INSERT INTO payload(id, part, key, ct) VALUES(?, ?, ?, ?)");
      put_number(*payload, 1, part.id);
      put_text(*payload, 2, part.name);
      put_blob(*payload, 3, part.key);
      put_blob(*payload, 4, part.sealed);
      payload->exec();
    }
    for (const std::uint64_t id : record.erased) {
      auto erased = db_->use("INSERT INTO erased(id, seq) VALUES(?, ?)");
      put_number(*erased, 1, id);
      put_number(*erased, 2, record.index);
      erased->exec();
      settled_ = false;
    }
    if (record.artefact != nullptr) {
      auto artefact = db_->use("INSERT INTO artefact(sha, seq, bytes) VALUES(?, ?, ?)");
      put_blob(*artefact, 1, record.artefact->sha256());
      put_number(*artefact, 2, record.index);
      put_bytes(*artefact, 3, record.artefact->bytes());
      artefact->exec();
    }
  }
  for (const Subtree& subtree : completed) {
    const auto id = tile_id(subtree.first, subtree.last);
    if (!id) continue;
    auto tile = db_->use("INSERT INTO tile(id, root) VALUES(?, ?)");
    put_number(*tile, 1, *id);
    put_blob(*tile, 2, subtree.hash);
    tile->exec();
  }
  transaction.commit();
  if (fresh_) {
    fresh_ = false;
    created_ = true;
    db_->lock_down();
    reread_db_ = std::make_unique<Database>(paths_.database, Database::Mode::kReread);
  }
}

// The second path: bytes from the file, through a connection with a cache of its own; leaves
// hashed anew; root by the recursion of the definition instead of the running edge.
Status Writer::reread(const Batch& batch, const Frontier& frontier, std::vector<Hash32>& leaves) {
  std::uint64_t expected = batch.first;
  Status state = Unit{};
  const auto damaged = [&] { return Status(messages::damaged_record(expected, paths_.database)); };
  Store(*reread_db_).each_entry(batch.first, [&](const StoredEntry& entry) {
    const Hash32 leaf = leaf_hash(entry.bytes);
    if (entry.index != expected || entry.leaf != leaf) {
      state = damaged();
      return false;
    }
    leaves.push_back(leaf);
    ++expected;
    return true;
  });
  if (!state) return state;
  if (expected != batch.first + batch.records.size()) return damaged();
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    expected = batch.first + i;
    if (leaves[i] != batch.records[i].leaf) return damaged();
    for (const NewPart& part : batch.records[i].parts) {
      const auto stored = Store(*reread_db_).part(part.id);
      if (!stored || stored->name != part.name || stored->key != part.key ||
          stored->sealed != part.sealed) {
        return damaged();
      }
    }
    for (const std::uint64_t id : batch.records[i].erased) {
      if (Store(*reread_db_).erased_by(id) != batch.records[i].index) return damaged();
    }
  }
  const RangeHashes ranges{
      [&](std::uint64_t from, std::uint64_t to) {
        return frontier_.find(from, to) != nullptr || (from >= batch.first && to - from == 1);
      },
      [&](std::uint64_t from, std::uint64_t to) {
        const Hash32* hash = frontier_.find(from, to);
        return hash != nullptr ? *hash : leaves[from - batch.first];
      }};
  if (root_by_definition(0, frontier.size(), ranges) != frontier.root()) return damaged();
  return Unit{};
}

}  // namespace stadga::audit
