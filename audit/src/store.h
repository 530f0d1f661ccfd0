// store.h - rows of log.db as values, and the tree over them. Reading only; functions throw
// SQLite::Exception, which the public classes turn into errors.
#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database.h"
#include "format.h"
#include "stadga/audit/merkle.h"

namespace stadga::audit {

// Names of the files of a log.
struct Paths {
  std::string folder, database, keys, head, public_key, lock;
  static Paths of(const std::string& folder, const std::string& head);
};

struct StoredEntry {
  std::uint64_t index = 0;
  std::optional<Hash32> leaf;  // nullopt: not a hash
  std::optional<Hash32> mac;
  std::string bytes;
};

struct StoredPart {
  std::string name;
  std::optional<KeyName> key;
  std::optional<Bytes> sealed;  // nullopt after erasure
};

// A part's row as the database holds it, until the next step of its statement.
struct PartView {
  std::string_view name;
  std::optional<KeyName> key;
  std::optional<std::span<const std::uint8_t>> sealed;
};

// All parts in the order of their ids, for a reader that asks for rising ids.
class PartWalk {
 public:
  explicit PartWalk(Database& db);
  // The row with this id; nullopt where there is none. Rows in between are passed over.
  [[nodiscard]] std::optional<PartView> at(std::uint64_t id);

 private:
  Query query_;
  bool more_ = true;
  std::uint64_t id_ = 0;
  bool begun_ = false;
};

// Width of a tile: roots of complete subtrees of 256^k leaves are kept, k >= 1.
inline constexpr std::uint64_t kTileWidth = 256;
// Row id of the tile over [first, last), where that is one.
[[nodiscard]] std::optional<std::uint64_t> tile_id(std::uint64_t first, std::uint64_t last);

class Store {
 public:
  explicit Store(Database& db) : db_(db) {}

  [[nodiscard]] std::uint64_t size();
  [[nodiscard]] std::optional<StoredEntry> entry(std::uint64_t index);
  // Every row from `first` on, in order; stops early when `each` says false. Anything but a clean
  // end of the rows is an exception: a verifier that reads too little would find nothing wrong.
  void each_entry(std::uint64_t first, const std::function<bool(const StoredEntry&)>& each);
  [[nodiscard]] std::optional<StoredPart> part(std::uint64_t payload_id);
  struct Idem {
    std::uint64_t index = 0;
    Hash32 request{};
  };
  [[nodiscard]] std::optional<Idem> find_idem(const Hash32& key);
  [[nodiscard]] std::uint64_t idem_rows();
  // Size and note of the largest checkpoint that is stored.
  [[nodiscard]] std::optional<std::pair<std::uint64_t, std::string>> newest_checkpoint();
  // Indexes of the records of the case with this key, rising.
  [[nodiscard]] std::vector<std::uint64_t> records_of_case(const KeyName& key);
  // Index of the last record of the case with this key.
  [[nodiscard]] std::optional<std::uint64_t> last_of_case(const KeyName& key);
  [[nodiscard]] std::optional<std::uint64_t> ruleset_index(const Hash32& sha);
  [[nodiscard]] std::optional<std::string> artefact(const Hash32& sha);

  // The erasure record that took the part in this row.
  [[nodiscard]] std::optional<std::uint64_t> erased_by(std::uint64_t payload_id);
  // Rows of `erased` by erasure record; stops early when `each` says false. Nothing vouches for them:
  // what is destroyed is what a signed record says (writer_erased.cpp).
  void each_erased(const std::function<bool(std::uint64_t id, std::uint64_t seq)>& each);
  // Those whose part still holds something.
  void each_unsettled(const std::function<void(std::uint64_t id, std::uint64_t seq)>& each);
  // All rows of parts with the name of their case key; stops early when `each` says false.
  void each_key(const std::function<bool(std::uint64_t id, const KeyName& key)>& each);

  // Stored root of a complete tile; nullopt where there is none.
  [[nodiscard]] std::optional<Hash32> tile(std::uint64_t first, std::uint64_t last);
  // Subtree hashes from leaves and tiles of at most `widest` leaves, as stored. Needs the database,
  // not this object.
  [[nodiscard]] RangeHashes ranges(std::uint64_t widest = UINT64_MAX);
  [[nodiscard]] Frontier frontier(std::uint64_t size);

 private:
  Database& db_;
};

}  // namespace stadga::audit
