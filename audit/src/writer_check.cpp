// writer_check.cpp - what the writer looks at before it goes on with a log that it finds: whether
// the head is as new as what was acknowledged, and a bounded part of what is stored. The rest is
// `verify`'s: a new signature covers the old leaves as they were signed, so damage to stored bytes
// is never made good by it, only found later.
#include <algorithm>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

// Tile number that eight bytes of the signed root choose: every new head looks elsewhere, and
// nothing has to be remembered.
std::uint64_t drawn_tile(const Hash32& root, std::size_t which, std::uint64_t tiles) {
  std::uint64_t drawn = 0;
  for (std::size_t i = 0; i < 8; ++i) drawn = drawn << 8U | root[which * 8 + i];
  return drawn % tiles;
}

}  // namespace

// Counts on from the acknowledged state; all of the log where that is from before it was kept.
std::uint64_t Writer::count_keyed(const Known& known, std::uint64_t last) {
  std::uint64_t keyed = known.keyed;
  Store(*db_).each_entry(known.size, [&](const StoredEntry& entry) {
    if (entry.index >= last) return false;
    if (idem_of(entry.bytes)) ++keyed;
    return true;
  });
  return keyed;
}

// The note in keys.db and the newest checkpoint in the log: each was a head file in place before it
// was written there, so neither may be newer than the head.
Result<Writer::Known> Writer::known(std::uint64_t size) {
  Known known;
  Store store(*db_);
  if (const auto told = keys_->acknowledged(); told && !told->note.empty()) {
    const auto checkpoint = open_checkpoint(told->note, keys_->verifier());
    if (!checkpoint) return messages::damaged_database("acknowledged", paths_.keys);
    if (checkpoint->size > size) {
      return messages::truncated(size, checkpoint->size, paths_.database);
    }
    if (root_by_definition(0, checkpoint->size, store.ranges()) != checkpoint->root) {
      return messages::differs_from_head(paths_.database);
    }
    known = {checkpoint->size, told->keyed, checkpoint->size};
  }
  if (fresh_) return known;
  if (const auto newest = store.newest_checkpoint()) {
    const auto checkpoint = open_checkpoint(newest->second, keys_->verifier());
    if (!checkpoint || checkpoint->size != newest->first) {
      return messages::damaged_database("checkpoint", paths_.database);
    }
    known.acknowledged = std::max(known.acknowledged, checkpoint->size);
  }
  return known;
}

Status Writer::compare_with_known(const Checkpoint& head, const std::string& note,
                                  std::uint64_t size) {
  if (size == 0) return Unit{};
  const auto known = this->known(size);
  if (!known) return known.error();
  if (head.size < known->acknowledged) {
    return messages::head_rolled_back(head.size, known->acknowledged, paths_.head);
  }
  const std::uint64_t under_head = count_keyed(*known, head.size);
  keyed_ = count_keyed({head.size, under_head, head.size}, size);
  if (!checked_) {
    if (auto sound = check_stored(head, size); !sound) return sound;
    checked_ = true;
  }
  // A crash came between head file and acknowledgement, or keys.db is an older copy.
  if (head.size > known->size) keys_->acknowledge({note, under_head});
  return Unit{};
}

// Once for every opening. The cost is bounded but for 32 bytes read for every 256 records.
Status Writer::check_stored(const Checkpoint& head, std::uint64_t size) {
  Store store(*db_);
  if (const std::uint64_t rows = store.idem_rows(); rows != keyed_) {
    return messages::key_rows_differ(rows, keyed_, paths_.database);
  }
  if (root_by_definition(0, head.size, store.ranges(kTileWidth)) != head.root) {
    return messages::differs_from_head(paths_.database);
  }
  if (auto explained = check_erased_rows(size); !explained) return explained;
  const std::uint64_t tiles = size / kTileWidth;
  const std::uint64_t recent = tiles == 0 ? 0 : (tiles - 1) * kTileWidth;
  if (auto sound = check_records(recent, size); !sound) return sound;
  for (std::size_t which = 0; which < 2 && tiles > 1; ++which) {
    const std::uint64_t first = drawn_tile(head.root, which, tiles - 1) * kTileWidth;
    if (auto sound = check_records(first, first + kTileWidth); !sound) return sound;
  }
  return Unit{};
}

// Bytes against leaf and MAC, leaves against the tiles, and the key table against the records.
Status Writer::check_records(std::uint64_t first, std::uint64_t last) {
  Store store(*db_);
  std::uint64_t expected = first;
  std::vector<Hash32> leaves;
  Status state = Unit{};
  store.each_entry(first, [&](const StoredEntry& entry) {
    if (expected == last) return false;
    state = check_record(entry, expected);
    if (!state) return false;
    leaves.push_back(*entry.leaf);
    ++expected;
    return true;
  });
  if (!state) return state;
  if (expected != last) return messages::damaged_record(expected, paths_.database);
  for (std::uint64_t at = 0; at + kTileWidth <= leaves.size(); at += kTileWidth) {
    const std::span<const Hash32> tile(leaves.data() + at, kTileWidth);
    if (store.tile(first + at, first + at + kTileWidth) != root_by_definition(tile)) {
      return messages::damaged_record(first + at, paths_.database);
    }
  }
  return Unit{};
}

Status Writer::check_record(const StoredEntry& entry, std::uint64_t expected) {
  if (entry.index != expected || entry.leaf != leaf_hash(entry.bytes) ||
      entry.mac != entry_mac(keys_->mac_key(), origin(), entry.index, entry.bytes)) {
    return messages::damaged_record(expected, paths_.database);
  }
  if (const auto key = idem_of(entry.bytes)) {
    const auto row = Store(*db_).find_idem(*key);
    if (!row || row->index != entry.index) {
      return messages::key_row_missing(entry.index, paths_.database);
    }
  }
  return Unit{};
}

}  // namespace stadga::audit
