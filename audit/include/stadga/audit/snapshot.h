// snapshot.h - reading a log: a copy taken under a shared lock, so that looking changes nothing.
//
// `open` takes the lock shared, copies database and keys with their write-ahead logs to a private
// temporary folder, lets the lock go, opens the copies and removes the folder: the object works on
// files without names. An object is used by one thread at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/crypto.h"
#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::audit {

struct ReadOptions {
  std::string path;               // the LOG folder
  std::string head = {};          // head file kept elsewhere; empty: LOG/head
  std::string verifier_key = {};  // pinned: "name+hash+base64"; empty: LOG/log.pub, self-declared
  bool keys_elsewhere = false;    // an auditor's copy: a missing keys.db is no finding
  std::string temporary = {};     // where the copy goes; empty: TMPDIR or /tmp
};

struct Finding {
  std::optional<std::uint64_t> index;  // leaf index, where one is known
  std::string kind;                    // e.g. "leaf_mismatch", "truncated", "part_missing"
  LocalText message;
};

struct VerifyReport {
  std::uint64_t records = 0;           // leaves
  std::uint64_t decisions = 0;         // leaves of kind proposal or decision
  Hash32 root{};
  std::string origin;
  std::string head = "missing";        // "signed", "unsigned_tail", "missing"
  std::uint64_t head_size = 0;         // records under the head's signature
  std::string trust = "self-declared"; // or "pinned"
  std::uint64_t parts_ok = 0;          // decrypted, commitment holds
  std::uint64_t parts_erased = 0;      // erased with an erasure record
  std::uint64_t parts_sealed = 0;      // not opened: keys are elsewhere
  bool ok = false;
  std::vector<Finding> findings;       // first bad record first; at most 100

  [[nodiscard]] Json to_json(MessageLanguage language) const;
};

// One leaf, as stored.
struct Entry {
  std::uint64_t index = 0;
  Hash32 leaf{};
  std::string bytes;   // canonical JSON, the leaf's preimage
  std::string kind;
  std::string time;    // coarse: the hour
};

// A part with the salt of its commitment: what it takes to show somebody that it was recorded.
struct SaltedPart {
  Hash32 salt{};
  std::string plain;
};

// What a replay needs.
struct Recorded {
  std::uint64_t index = 0;
  std::string kind;
  std::int64_t semantics = 0;
  bool erased = false;            // lawfully; then the bytes are empty
  bool artefact_missing = false;  // then bundle_bytes is empty
  bool artefact_damaged = false;  // there, but not what was recorded; then too
  std::string case_bytes;
  std::string result_bytes;
  std::string bundle_bytes;
};

class Snapshot {
 public:
  // Error kInvalidInput S5003 where the folder is no log at all; kFinding S5016 where its lock file
  // is none; kStorage where it cannot be read.
  // A damaged log opens: verify() says what is wrong.
  [[nodiscard]] static Result<std::unique_ptr<Snapshot>> open(const ReadOptions& options);

  [[nodiscard]] VerifyReport verify();
  [[nodiscard]] Result<std::uint64_t> size();
  [[nodiscard]] Result<Entry> entry(std::uint64_t index);
  // Entries from `first`, at most `limit` of them.
  [[nodiscard]] Result<std::vector<Entry>> entries(std::uint64_t first, std::uint64_t limit);
  // Plaintext of one part ("case", "result", "link", "act"); S5012 when erased.
  [[nodiscard]] Result<std::string> part(std::uint64_t index, std::string_view name);
  [[nodiscard]] Result<SaltedPart> salted_part(std::uint64_t index, std::string_view name);
  // The bytes behind a recorded decision (kind proposal, or decision with a result).
  [[nodiscard]] Result<Recorded> recorded(std::uint64_t index);
  // The head file's note, as it stands.
  [[nodiscard]] Result<std::string> checkpoint();
  // Proofs against a tree of `size` leaves (merkle.h verifies them).
  [[nodiscard]] Result<std::vector<Hash32>> inclusion_proof(std::uint64_t index,
                                                            std::uint64_t size);
  [[nodiscard]] Result<std::vector<Hash32>> consistency_proof(std::uint64_t from,
                                                              std::uint64_t to);

  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  class Impl;
  explicit Snapshot(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace stadga::audit
