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

}  // namespace

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
  StoredPart part;
  part.name = text_of(query->getColumn(0));
  part.key = blob<16>(query->getColumn(1));
  if (!query->getColumn(2).isNull()) {
    const std::string bytes = text_of(query->getColumn(2));
    part.sealed.emplace(bytes.begin(), bytes.end());
  }
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

RangeHashes Store::ranges() {
  // `known` leaves what it found for the `hash` that follows.
  const auto found = std::make_shared<Hash32>();
  const auto known = [db = &db_, found](std::uint64_t first, std::uint64_t last) {
    if (last - first == 1) {
      auto query = db->use("SELECT leaf FROM entry WHERE seq = ?");
      put_number(*query, 1, first);
      const auto leaf = query->executeStep() ? blob<32>(query->getColumn(0)) : std::nullopt;
      if (!leaf) throw SQLite::Exception("a leaf is missing", SQLITE_CORRUPT);
      *found = *leaf;
      return true;
    }
    const auto id = tile_id(first, last);
    if (!id) return false;
    auto query = db->use("SELECT root FROM tile WHERE id = ?");
    put_number(*query, 1, *id);
    const auto root = query->executeStep() ? blob<32>(query->getColumn(0)) : std::nullopt;
    if (root) *found = *root;
    return root.has_value();
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
