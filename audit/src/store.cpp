// store.cpp - queries. Each constant statement is prepared once per connection.
#include "store.h"

#include <sqlite3.h>

#include <bit>
#include <memory>

namespace stadga::audit {
namespace {

StoredEntry entry_of(SQLite::Statement& row) {
  StoredEntry entry;
  entry.index = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
  entry.leaf = blob<32>(row.getColumn(1));
  entry.mac = blob<32>(row.getColumn(2));
  entry.bytes = text_of(row.getColumn(3));
  return entry;
}

std::string_view bytes_view(const SQLite::Column& column) {
  const void* data = column.getBlob();
  return data == nullptr ? std::string_view()
                         : std::string_view(static_cast<const char*>(data),
                                            static_cast<std::size_t>(column.getBytes()));
}

// Columns part, key, ct from `first` on.
PartView part_view(SQLite::Statement& row, int first) {
  PartView view;
  view.name = bytes_view(row.getColumn(first));
  view.key = blob<16>(row.getColumn(first + 1));
  if (const SQLite::Column sealed = row.getColumn(first + 2); !sealed.isNull()) {
    const std::string_view bytes = bytes_view(sealed);
    view.sealed.emplace(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
  return view;
}

}  // namespace

PartWalk::PartWalk(Database& db)
    : query_(db.use("SELECT id, part, key, ct FROM payload ORDER BY id")) {}

std::optional<PartView> PartWalk::at(std::uint64_t id) {
  while (more_ && (!begun_ || id_ < id)) {
    begun_ = true;
    more_ = query_->executeStep();
    if (more_) id_ = static_cast<std::uint64_t>(query_->getColumn(0).getInt64());
  }
  if (!more_ || id_ != id) return std::nullopt;
  return part_view(*query_, 1);
}

Paths Paths::of(const std::string& folder, const std::string& head) {
  return {folder,
          folder + "/log.db",
          folder + "/keys.db",
          head.empty() ? folder + "/head" : head,
          folder + "/log.pub",
          folder + "/log.lock"};
}

std::optional<std::uint64_t> tile_id(std::uint64_t first, std::uint64_t last) {
  const std::uint64_t width = last - first;
  std::uint64_t level = 1;
  for (std::uint64_t w = kTileWidth; level < 8; w *= kTileWidth, ++level) {
    if (width == w) return first % w == 0 ? std::optional(level << 48U | first / w) : std::nullopt;
    if (width < w) return std::nullopt;
  }
  return std::nullopt;
}

std::uint64_t Store::size() {
  auto query = db_.use("SELECT COALESCE(MAX(seq) + 1, 0) FROM entry");
  query->executeStep();
  const auto size = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return size;
}

std::optional<StoredEntry> Store::entry(std::uint64_t index) {
  auto query = db_.use("SELECT seq, leaf, mac, bytes FROM entry WHERE seq = ?");
  put_number(*query, 1, index);
  if (!query->executeStep()) return std::nullopt;
  StoredEntry entry = entry_of(*query);
  return entry;
}

void Store::each_entry(std::uint64_t first, const std::function<bool(const StoredEntry&)>& each) {
  auto query = db_.use("SELECT seq, leaf, mac, bytes FROM entry WHERE seq >= ? ORDER BY seq");
  put_number(*query, 1, first);
  while (query->executeStep()) {  // throws on any code but ROW and DONE
    if (!each(entry_of(*query))) break;
  }
}

std::optional<StoredPart> Store::part(std::uint64_t payload_id) {
  auto query = db_.use("SELECT part, key, ct FROM payload WHERE id = ?");
  put_number(*query, 1, payload_id);
  if (!query->executeStep()) return std::nullopt;
  const PartView view = part_view(*query, 0);
  StoredPart part;
  part.name = view.name;
  part.key = view.key;
  if (view.sealed) part.sealed.emplace(view.sealed->begin(), view.sealed->end());
  return part;
}

std::optional<Store::Idem> Store::find_idem(const Hash32& key) {
  auto query = db_.use("SELECT seq, req FROM idem WHERE key = ?");
  put_blob(*query, 1, key);
  if (!query->executeStep()) return std::nullopt;
  Idem found;
  found.index = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  const auto request = blob<32>(query->getColumn(1));
  if (!request) throw SQLite::Exception("a request hash is damaged", SQLITE_CORRUPT);
  found.request = *request;
  return found;
}

std::uint64_t Store::idem_rows() {
  auto query = db_.use("SELECT COUNT(*) FROM idem");
  query->executeStep();
  const auto rows = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return rows;
}

std::optional<std::pair<std::uint64_t, std::string>> Store::newest_checkpoint() {
  auto query = db_.use("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
  if (!query->executeStep()) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return std::pair{size, text_of(query->getColumn(1))};
}

std::vector<std::uint64_t> Store::records_of_case(const KeyName& key) {
  auto query = db_.use("SELECT id FROM payload WHERE part = 'link' AND key = ? ORDER BY id");
  put_blob(*query, 1, key);
  std::vector<std::uint64_t> records;
  while (query->executeStep()) {
    records.push_back(static_cast<std::uint64_t>(query->getColumn(0).getInt64()) / kMaxParts);
  }
  return records;
}

std::optional<std::uint64_t> Store::last_of_case(const KeyName& key) {
  auto query = db_.use("SELECT MAX(id) FROM payload WHERE part = 'link' AND key = ?");
  put_blob(*query, 1, key);
  if (!query->executeStep() || query->getColumn(0).isNull()) return std::nullopt;
  const auto id = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return id / kMaxParts;
}

std::optional<std::uint64_t> Store::ruleset_index(const Hash32& sha) {
  auto query = db_.use("SELECT seq FROM artefact WHERE sha = ?");
  put_blob(*query, 1, sha);
  if (!query->executeStep()) return std::nullopt;
  const auto index = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return index;
}

std::optional<std::string> Store::artefact(const Hash32& sha) {
  auto query = db_.use("SELECT bytes FROM artefact WHERE sha = ?");
  put_blob(*query, 1, sha);
  if (!query->executeStep()) return std::nullopt;
  std::string bytes = text_of(query->getColumn(0));
  return bytes;
}

std::optional<std::uint64_t> Store::erased_by(std::uint64_t payload_id) {
  auto query = db_.use("SELECT seq FROM erased WHERE id = ?");
  put_number(*query, 1, payload_id);
  if (!query->executeStep()) return std::nullopt;
  const auto seq = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
  return seq;
}

void Store::each_erased(const std::function<bool(std::uint64_t, std::uint64_t)>& each) {
  auto query = db_.use("SELECT id, seq FROM erased ORDER BY seq, id");
  while (query->executeStep()) {
    if (!each(static_cast<std::uint64_t>(query->getColumn(0).getInt64()),
              static_cast<std::uint64_t>(query->getColumn(1).getInt64()))) {
      break;
    }
  }
}

void Store::each_unsettled(const std::function<void(std::uint64_t, std::uint64_t)>& each) {
  auto query = db_.use(
      "SELECT e.id, e.seq FROM erased e JOIN payload p ON p.id = e.id "
      "WHERE p.ct IS NOT NULL OR p.key IS NOT NULL");
  while (query->executeStep()) {
    each(static_cast<std::uint64_t>(query->getColumn(0).getInt64()),
         static_cast<std::uint64_t>(query->getColumn(1).getInt64()));
  }
}

void Store::each_key(const std::function<bool(std::uint64_t, const KeyName&)>& each) {
  auto query = db_.use("SELECT id, key FROM payload WHERE key IS NOT NULL ORDER BY id");
  while (query->executeStep()) {
    const auto key = blob<16>(query->getColumn(1));
    if (!key) throw SQLite::Exception("the name of a key is damaged", SQLITE_CORRUPT);
    if (!each(static_cast<std::uint64_t>(query->getColumn(0).getInt64()), *key)) break;
  }
}

std::optional<Hash32> Store::tile(std::uint64_t first, std::uint64_t last) {
  const auto id = tile_id(first, last);
  if (!id) return std::nullopt;
  auto query = db_.use("SELECT root FROM tile WHERE id = ?");
  put_number(*query, 1, *id);
  const auto root = query->executeStep() ? blob<32>(query->getColumn(0)) : std::nullopt;
  return root;
}

RangeHashes Store::ranges(std::uint64_t widest) {
  // `known` leaves what it found for the `hash` that follows.
  const auto found = std::make_shared<Hash32>();
  const auto known = [db = &db_, found, widest](std::uint64_t first, std::uint64_t last) {
    if (last - first > widest) return false;
    if (last - first > 1) {
      const auto root = Store(*db).tile(first, last);
      if (root) *found = *root;
      return root.has_value();
    }
    auto query = db->use("SELECT leaf FROM entry WHERE seq = ?");
    put_number(*query, 1, first);
    const auto leaf = query->executeStep() ? blob<32>(query->getColumn(0)) : std::nullopt;
    if (!leaf) throw SQLite::Exception("a leaf is missing", SQLITE_CORRUPT);
    *found = *leaf;
    return true;
  };
  return {known, [found](std::uint64_t, std::uint64_t) { return *found; }};
}

Frontier Store::frontier(std::uint64_t size) {
  const RangeHashes stored = ranges();
  std::vector<Hash32> hashes;
  std::uint64_t at = 0;
  for (std::uint64_t left = size; left != 0;) {
    const std::uint64_t width = std::bit_floor(left);
    hashes.push_back(root_by_definition(at, at + width, stored));
    at += width;
    left -= width;
  }
  return {size, std::move(hashes)};
}

}  // namespace stadga::audit
