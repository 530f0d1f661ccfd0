// keys.h - keys.db: what must be destroyed to erase, and what the demonstration signer needs.
//
// The keys form a tree: key of the log (KEK) -> personal file -> case; parts derive theirs from
// the case's (format.h). Destroying a file's key makes every case of the person unreadable. This
// database has a backup cycle of its own, or an old backup would bring erased data back.
// Changed only under the log's lock. Functions throw SQLite::Exception; the caller stops it.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "database.h"
#include "format.h"
#include "stadga/audit/note.h"

namespace stadga::audit {

struct CaseKeys {
  KeyName name{};   // stands beside the ciphertexts; NULLed with them
  Key32 data{};     // encrypts the case's parts
  Key32 pepper{};   // keys the case's idem and req
};

// What the signer last put its name to, and the clock when it did.
struct SignerState {
  std::uint64_t size = 0;
  Hash32 root{};
  std::int64_t clock_ms = 0;
};

// What callers were last told: the note of the head file that was in place, and how many of the
// records under it carry an idempotency key. Written after the head file is durable, hence never
// ahead of it, whatever a crash or power loss takes.
struct Acknowledged {
  std::string note;         // empty in a log from before it was kept
  std::uint64_t keyed = 0;
};

class KeyStore {
 public:
  using Fill = std::function<void(std::span<std::uint8_t>)>;

  KeyStore(const std::string& path, Database::Mode mode);

  [[nodiscard]] bool initialised();
  // Makes the log's secrets. `seed` is kept only for a demonstration key.
  void initialise(const std::string& origin, const std::array<std::uint8_t, 32>& public_key,
                  const std::optional<std::array<std::uint8_t, 32>>& seed, const Fill& random);
  // False when the database does not hold what a log needs.
  [[nodiscard]] bool load();

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] VerifierKey verifier() const { return {origin_, public_key_}; }
  [[nodiscard]] const std::optional<std::array<std::uint8_t, 32>>& seed() const { return seed_; }
  [[nodiscard]] const Key32& mac_key() const { return mac_; }

  [[nodiscard]] std::optional<CaseKeys> find_case(std::string_view case_id);
  [[nodiscard]] std::optional<CaseKeys> find_key(const KeyName& name);
  // Finds or makes; several calls share one durable transaction (begin/commit below).
  CaseKeys ensure_case(std::string_view case_id, std::string_view file_id, const Fill& random);
  // Which case a request id belongs to. A claim can outlive a failed append: then it is moved.
  [[nodiscard]] std::optional<KeyName> request_owner(std::string_view request_id);
  void claim_request(std::string_view request_id, const KeyName& owner);

  // For good, once `rewrite` is done: the keys of these cases, of files that have no other case, and
  // which requests were theirs. Durable.
  void destroy(const std::set<KeyName>& cases);
  void rewrite() { db_.rewrite(true); }
  // Erasure records below this leaf index have been carried out.
  [[nodiscard]] std::uint64_t settled_below();
  void settle_below(std::uint64_t index);

  [[nodiscard]] SignerState signer_state();
  // Not fsynced by itself: after power loss the head file knows better, and both are compared.
  void remember(const SignerState& state);

  // nullopt while no head file was ever in place: only then may it be missing.
  [[nodiscard]] std::optional<Acknowledged> acknowledged();
  // Fsynced the first time only; later the head file is at least as new.
  void acknowledge(const Acknowledged& told);

  // Begins a durable transaction at the first change; commit ends it where there was one.
  void commit();
  // Ends it without any of the changes.
  void abandon() { transaction_.reset(); }
  // One read transaction around many look-ups.
  void begin_reading() { db_.run("BEGIN"); }
  void end_reading() { db_.run("COMMIT"); }
  void checkpoint_wal() { db_.checkpoint_wal(); }
  [[nodiscard]] bool disk_failed() { return db_.disk_failed(); }

 private:
  void begin();
  [[nodiscard]] std::optional<Bytes> meta(const char* name);
  void read_meta_to_its_end();
  void put_meta(const char* name, std::span<const std::uint8_t> value);
  [[nodiscard]] Hash32 reference(std::string_view label, std::string_view id) const;
  std::pair<KeyName, Key32> ensure_file(std::string_view file_id, const Fill& random);
  [[nodiscard]] std::optional<Key32> file_key(const KeyName& name);
  [[nodiscard]] std::optional<CaseKeys> unwrap_case(const KeyName& name, const KeyName& file,
                                                    std::span<const std::uint8_t> wrapped);

  Database db_;
  std::optional<SQLite::Transaction> transaction_;
  std::string origin_;
  std::array<std::uint8_t, 32> public_key_{};
  std::optional<std::array<std::uint8_t, 32>> seed_;
  Key32 kek_{}, lookup_{}, mac_{};
};

}  // namespace stadga::audit
