// log.h - the audit trail: append a record and have it durable and signed; read and verify a copy.
//
// Usage (the command does exactly this):
//   audit::LogOptions options;
//   options.path = "out/log";             // created by the first append, not by open
//   options.clock = ..., options.random = ...;  // the log reads neither clock nor entropy itself
//   auto log = audit::Log::open_or_create(std::move(options));       // Error: failure says exit code
//   audit::CaseRecord record;             // views; they must outlive the call
//   record.case_bytes = text;  record.result_bytes = decision;  record.bundle = &bundle;
//   record.case_id = ..., record.request_id = ..., record.decision_id = ..., record.kind = "proposal";
//   auto done = (*log)->append(record);
//   print(done->result_bytes);            // recorded bytes: those of the first time if repeated
//   auto copy = audit::Snapshot::open({.path = "out/log"});          // never writes beside the log
//   audit::VerifyReport report = (*copy)->verify();                  // report.to_json()
//
// When `append` returns a value, the record is in the database, re-read, recomputed by a second
// path, signed, and the head file is replaced, each step fsynced (docs/audit-format.md). When it
// returns an error nothing is acknowledged; ask again with the same record: the idempotency key
// finds out whether the first attempt reached the disk.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/audit/erasure.h"
#include "stadga/audit/snapshot.h"
#include "stadga/base/crypto.h"
#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::audit {

// Milliseconds since 1970-01-01T00:00:00Z. May go backwards: the log notices and records it.
using Clock = std::function<std::int64_t()>;
// Fills the span with unpredictable bytes. Called under the log's lock, one thread at a time.
using Random = std::function<void(std::span<std::uint8_t>)>;

// The places where tests break the log: between hash and signature, between any two steps.
// A step hook that returns an error ends the append there as a crash would, minus the crash.
enum class Step {
  kKeysStored, kCommitted, kReread, kSigned, kHeadWritten,
  kKeysDestroyed, kPartsErased,  // of an erasure, after its record is signed
};
struct Hooks {
  std::function<void(std::vector<Hash32>& leaves)> before_insert;  // RAM fault in a leaf hash
  std::function<Status(Step)> after;
};

struct LogOptions {
  std::string path;                  // the LOG folder
  std::string head;                  // head file kept elsewhere; empty: LOG/head
  Clock clock;
  Random random;
  // The signing key. Without one, creation makes a demonstration key and keeps it in LOG/keys.db.
  std::optional<Ed25519Key> key;
  // Name of the log in its checkpoints, used at creation: no spaces, no '+'. Empty: one is drawn.
  std::string origin;
  std::string software = "stadga";   // name and version of the writer, recorded at creation
  int lock_wait_ms = 5000;
  Hooks hooks;
};

// A compiled rule set with its hash, made once and used for many appends.
class Bundle {
 public:
  explicit Bundle(std::string bytes);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const Hash32& sha256() const { return sha256_; }

 private:
  std::string bytes_;
  Hash32 sha256_;
};

struct CaseRecord {
  std::string_view case_bytes;    // the case exactly as received, at most 1 MiB
  std::string_view result_bytes;  // canonical decision bytes, at most 1 MiB
  const Bundle* bundle = nullptr;
  std::string_view case_id;
  std::string_view request_id;    // empty: decision_id is the idempotency key
  std::string_view decision_id;
  std::string_view kind;          // the result's own: "proposal" or "decision"
  std::string_view ruleset_name;
  std::string_view ruleset_version;
  std::string_view ruleset_hash;    // "sha256:..."
  std::string_view engine_version;  // e.g. "0.1.0"
  std::int64_t semantics = 1;
  std::string_view file_id;       // personal file that the case belongs to; empty: its own
};

// The act that follows a proposal. Personal data: it lives in an encrypted part.
struct DecisionAct {
  std::uint64_t proposal = 0;     // leaf index
  std::string decider_kind;       // "board", "committee", "employee", "automated function"
  std::string decider_name;
  std::string delegation;         // e.g. "delegationsordning 2026-01-15, 4.2"; may be empty
  std::string day;                // YYYY-MM-DD
  bool followed = true;
  std::string reason;             // required when deviated
};

struct Appended {
  std::uint64_t index = 0;        // leaf index of the record
  Hash32 leaf{};
  bool existing = false;          // the record was there before; nothing was written
  std::string result_bytes;       // what was recorded (empty for acts)
  std::uint64_t size = 0;         // tree size under the checkpoint that covers the record
  std::string checkpoint;         // the signed note
  std::uint64_t last = 0;         // of an erasure: its last record, and how many parts are gone
  std::uint64_t parts = 0;
  std::vector<ErasedBefore> before;  // what of its list was gone already
};

// One LOG folder, open for writing. Thread-safe: concurrent appends share one commit and one
// signature. Several processes may hold one each: a file lock serialises them.
class Log {
 public:
  // Opens the log or prepares to create it; changes no file. Refuses to create one where a head
  // file exists or the folder holds something else. The first append compares log and head.
  [[nodiscard]] static Result<std::unique_ptr<Log>> open_or_create(LogOptions options);

  // Blocks until the record is durable and signed, or failed.
  // Failure::kFinding S5009: same key, other request (an incident is recorded, nothing returned).
  [[nodiscard]] Result<Appended> append(const CaseRecord& record);
  // Several records under one commit and one signature; results in the order of the records.
  [[nodiscard]] std::vector<Result<Appended>> append_all(std::span<const CaseRecord> records);
  // The decision that follows a proposal.
  [[nodiscard]] Result<Appended> record_decision(const DecisionAct& act);
  // Any later act of a case, e.g. "communication", "appeal": `body` is encrypted like facts.
  [[nodiscard]] Result<Appended> record_act(std::string_view kind, std::uint64_t about,
                                            const Json& body);

  // Lawful erasure: recorded and signed first, then keys and ciphertexts are destroyed and the
  // databases written anew. Returns when all of it is done; an error in the middle leaves a record
  // that the next writer carries out. The same order again: `existing`. S5021 not acceptable,
  // S5022 a hold covers it.
  [[nodiscard]] Result<Appended> erase(const ErasureOrder& order);
  [[nodiscard]] Result<Appended> hold(const HoldOrder& order);
  [[nodiscard]] Result<Appended> release(const ReleaseOrder& order);

  // True after the first append made the log with a key of its own (the command says so).
  [[nodiscard]] bool demonstration_key() const;
  [[nodiscard]] bool created() const;

  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

 private:
  class Impl;
  explicit Log(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace stadga::audit
