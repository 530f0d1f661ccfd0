// writer_erased.cpp - what erasures say. The rows of `erased` are anybody's who can write to the
// file, and so are the names of keys beside the parts. What is destroyed follows from records that
// this writer wrote and that lie under the signed root; a row that none explains stops the writer.
#include <map>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

// Inside a text the quotes would be escaped, so these characters are the member.
constexpr std::string_view kErasure = "\"kind\":\"erasure\"";

}  // namespace

Result<EntryView> Writer::own_record(std::uint64_t index) {
  const auto entry = Store(*db_).entry(index);
  if (!entry) return messages::damaged_record(index, paths_.database);
  if (const Status own = check_record(*entry, index); !own) return own.error();
  const auto view = read_entry(entry->bytes);
  if (!view) return messages::damaged_record(index, paths_.database);
  return *view;
}

// Names earlier records only, so that the record that explains a row was there before it.
Result<EntryView> Writer::own_erasure(std::uint64_t index) {
  auto view = own_record(index);
  if (!view) return view;
  bool sound = view->kind == "erasure";
  for (const auto& part : view->erased) sound = sound && part.index < index;
  if (!sound) return messages::damaged_record(index, paths_.database);
  return view;
}

// Every row by its record and how many of its parts; which parts is looked at before any of them is
// destroyed. One record read for every erasure, not one for every record that is gone.
Status Writer::check_erased_rows(std::uint64_t size) {
  std::optional<std::uint64_t> erasure;
  std::map<std::uint64_t, std::uint64_t> named;  // record -> parts without a row so far
  Status state = Unit{};
  const auto complete = [&] {
    return named.empty() ? Status(Unit{})
                         : Status(messages::erased_row_missing(*erasure, paths_.database));
  };
  Store(*db_).each_erased([&](std::uint64_t id, std::uint64_t seq) {
    const std::uint64_t index = id / kMaxParts;
    const auto unexplained = [&] {
      state = messages::erased_row_unexplained(index, paths_.database);
      return false;
    };
    if (erasure != seq) {
      if (state = complete(); !state) return false;
      if (seq >= size) return unexplained();
      const auto view = own_erasure(seq);
      if (!view) return unexplained();
      erasure = seq;
      for (const auto& part : view->erased) ++named[part.index];
    }
    const auto found = named.find(index);
    if (found == named.end()) return unexplained();
    if (--found->second == 0) named.erase(found);
    return true;
  });
  return state ? complete() : state;
}

// Found both ways, so that neither a row nor the number that keys.db remembers can hide one.
Result<std::set<std::uint64_t>> Writer::waiting_records() {
  const std::uint64_t settled = keys_->settled_below();
  if (settled > signed_size_) return messages::damaged_database("erased_below", paths_.keys);
  std::set<std::uint64_t> records;
  Store store(*db_);
  store.each_entry(settled, [&](const StoredEntry& entry) {
    if (entry.index >= signed_size_) return false;
    if (entry.bytes.find(kErasure) != std::string::npos) records.insert(entry.index);
    return true;
  });
  store.each_unsettled([&](std::uint64_t, std::uint64_t seq) { records.insert(seq); });
  return records;
}

Result<Writer::Waiting> Writer::waiting_erasures() {
  const auto records = waiting_records();
  if (!records) return records.error();
  Waiting waiting;
  waiting.any = !records->empty();
  for (const std::uint64_t erasure : *records) {
    const std::uint64_t tile = erasure / kTileWidth * kTileWidth;
    if (tile + kTileWidth <= signed_size_) {
      if (const Status sound = check_records(tile, tile + kTileWidth); !sound) return sound.error();
    }
    const auto view = erasure < signed_size_
                          ? own_erasure(erasure)
                          : Result<EntryView>(messages::damaged_record(erasure, paths_.database));
    if (!view) return view.error();
    for (const auto& part : view->erased) {
      if (const Status added = add_waiting(erasure, part, waiting); !added) return added.error();
    }
  }
  std::optional<std::uint64_t> unexplained;
  Store(*db_).each_unsettled([&](std::uint64_t id, std::uint64_t) {
    if (waiting.ids.count(id) == 0) unexplained = id / kMaxParts;
  });
  if (unexplained) return messages::erased_row_unexplained(*unexplained, paths_.database);
  return waiting;
}

Status Writer::add_waiting(std::uint64_t erasure, const EntryView::ErasedPart& part,
                           Waiting& waiting) {
  const auto entry = own_record(part.index);
  if (!entry) return entry.error();
  const auto id = payload_id(part.index, *entry, part.name);
  if (!id) return messages::damaged_record(erasure, paths_.database);
  Store store(*db_);
  if (store.erased_by(*id) != erasure) {
    return messages::erased_row_missing(erasure, paths_.database);
  }
  const auto row = store.part(*id);
  if (!row || row->name != part.name) return messages::unreadable_part(part.index);
  if (!row->key && !row->sealed) return Unit{};  // done
  waiting.ids.insert(*id);
  // A case whose link stays needs its key.
  if (part.name != "link" && entry->commitments.count("link") != 0) return Unit{};
  const auto key = opening_key(part.index, *entry, part.name, *row);
  if (!key) return key.error();
  if (*key) waiting.keys.insert(**key);
  return Unit{};
}

Result<std::optional<KeyName>> Writer::opening_key(std::uint64_t index, const EntryView& entry,
                                                   std::string_view name, const StoredPart& part) {
  const auto keys = part.key ? keys_->find_key(*part.key) : std::nullopt;
  if (!keys) return std::optional<KeyName>();
  const auto opened =
      part.sealed ? open_part(keys->data, origin(), index, name, *part.sealed) : std::nullopt;
  if (!opened || commitment(opened->salt, origin(), name, opened->plain) !=
                     entry.commitments.find(name)->second) {
    return messages::unreadable_part(index);
  }
  return std::optional<KeyName>(keys->name);
}

}  // namespace stadga::audit
