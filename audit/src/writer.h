// writer.h - one open log with everything that an append needs. Used under the log's file lock by
// one thread; log.cpp brings callers together. After any error it is thrown away and opened anew:
// a failed COMMIT may have committed, and only the file knows.
//
//   synchronise  compare head, signer and database; adopt records that a crash left unsigned
//                (writer_open.cpp; writer_check.cpp looks at what is stored)
//   plan         turn requests into records, find repeats and conflicts (writer_plan.cpp, _act.cpp)
//   commit       keys, records, re-read, recompute, sign, head file         (writer_commit.cpp)
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "keys.h"
#include "signer.h"
#include "stadga/audit/log.h"
#include "store.h"

namespace stadga::audit {

// An act about an earlier record. `body` is canonical JSON.
struct ActRequest {
  std::string kind;
  std::uint64_t about = 0;
  std::string body;
};

struct Request {
  const CaseRecord* record = nullptr;  // exactly one of these
  const ActRequest* act = nullptr;
  const ErasureOrder* erasure = nullptr;  // alone in its batch: it looks at what is stored
  const HoldOrder* hold = nullptr;
  const ReleaseOrder* release = nullptr;
};

struct NewPart {
  std::uint64_t id = 0;
  std::string name;
  KeyName key{};
  Bytes sealed;
};

struct NewRecord {
  std::uint64_t index = 0;
  std::string bytes;
  Hash32 leaf{};
  std::vector<NewPart> parts;
  std::optional<std::pair<Hash32, Hash32>> idem;  // key, request
  const Bundle* artefact = nullptr;               // of a ruleset record
  std::vector<std::uint64_t> erased;              // of an erasure: rows of parts
  std::string result_bytes;                       // what a repeat in the same batch gets back
};

// What the next record of a case must point back to.
struct ChainEnd {
  std::uint64_t case_seq = 0;
  Hash32 leaf{};
};

struct Batch {
  std::int64_t now_ms = 0;
  std::string hour;     // never before the last record's
  std::string instant;  // exact; only inside encrypted parts
  std::uint64_t first = 0;
  std::vector<NewRecord> records;
  std::map<Hash32, std::size_t> idem;      // key -> position in records
  std::map<KeyName, ChainEnd> chain;
  std::map<Hash32, std::uint64_t> rulesets;  // bundle -> leaf index
  std::map<std::uint64_t, std::uint64_t> decided;  // proposal -> its decision act
};

class Writer {
 public:
  // Opens the log, or prepares one that the first commit creates. Holds the lock.
  static Result<std::unique_ptr<Writer>> open(const LogOptions& options, const Paths& paths);
  // Everything for one batch. An error that ends the writer fills every result.
  std::vector<Result<Appended>> run(std::span<const Request> requests);

  [[nodiscard]] bool usable() const { return usable_; }
  [[nodiscard]] bool created() const { return created_; }
  [[nodiscard]] bool demonstration() const { return keys_->seed().has_value(); }
  // Empties the write-ahead logs. Under the lock.
  void tidy();

 private:
  struct Planned {
    std::uint64_t index = 0;
    bool existing = false;
    std::string result_bytes;
    std::optional<Error> error;  // told once the batch is durable: a conflict leaves an incident
    std::uint64_t last = 0, parts = 0;  // of an erasure
    std::vector<ErasedBefore> before{};
  };

  Writer(const LogOptions& options, const Paths& paths) : options_(options), paths_(paths) {}

  // writer_open.cpp
  Status open_files();
  [[nodiscard]] Error explain(const SQLite::Exception& exception) const;
  void make_keys(const std::string& origin);
  Status publish_key();
  Status synchronise(Batch& batch);
  Status compare_with_head(const Checkpoint& head, const std::string& note, std::uint64_t size);
  Status check_tail(std::uint64_t from, std::uint64_t to);
  void add_clock_incident(Batch& batch);

  // writer_check.cpp
  struct Known {
    std::uint64_t size = 0;          // of the acknowledged state in keys.db
    std::uint64_t keyed = 0;         // records below `size` that carry an idempotency key
    std::uint64_t acknowledged = 0;  // the head may not be smaller
  };
  Result<Known> known(std::uint64_t size);
  std::uint64_t count_keyed(const Known& known, std::uint64_t last);
  Status compare_with_known(const Checkpoint& head, const std::string& note, std::uint64_t size);
  Status check_stored(const Checkpoint& head, std::uint64_t size);
  Status check_records(std::uint64_t first, std::uint64_t last);
  Status check_record(const StoredEntry& entry, std::uint64_t expected);

  // writer_plan.cpp
  Result<Planned> plan(Batch& batch, const Request& request);
  Result<Planned> plan_case(Batch& batch, const CaseRecord& record);
  // Of a request that another case made: the record, and what its entry bears for it.
  struct Foreign {
    std::uint64_t index = 0;
    Hash32 idem{};
  };
  Result<Planned> plan_conflict(Batch& batch, const CaseRecord& record, const CaseKeys& keys,
                                std::uint64_t about, const std::optional<Hash32>& foreign);
  Result<Planned> repeat(Batch& batch, const CaseKeys& keys, const Store::Idem& found);
  void plan_config(Batch& batch);
  Result<std::uint64_t> ensure_ruleset(Batch& batch, const CaseRecord& record);
  std::optional<Store::Idem> find_idem(const Batch& batch, const Hash32& key);
  // The index table is only a way to find the record: the record itself must bear the key, and where
  // the table has no row, no record of the case may.
  Result<std::optional<Store::Idem>> find_request(const Batch& batch, const CaseKeys& keys,
                                                  const Hash32& key);
  Status check_idem(const Batch& batch, const Hash32& key, const Store::Idem& found);
  Result<std::optional<Foreign>> foreign_owner(const Batch& batch, const CaseRecord& record,
                                               const CaseKeys& keys, std::string_view key_text);
  Result<ChainEnd> chain_end(const Batch& batch, const CaseKeys& keys);
  Result<std::string> read_part(std::uint64_t index, std::string_view name, const CaseKeys& keys);
  JsonObject entry_base(const Batch& batch, std::string_view kind) const;
  // Seals the parts, commits to them in `entry`, and adds the record.
  Result<std::uint64_t> add_record(Batch& batch, JsonObject entry, const CaseKeys* keys,
                                   const std::map<std::string, std::string>& parts);
  void add_incident(Batch& batch, JsonObject details);

  // writer_act.cpp
  Result<Planned> plan_act(Batch& batch, const ActRequest& act);
  // The decision act that a proposal already has.
  Result<std::optional<std::uint64_t>> decision_on(const Batch& batch, const CaseKeys& keys,
                                                   std::uint64_t proposal, const Hash32& leaf);

  // writer_erase.cpp
  struct Chosen {
    std::map<std::uint64_t, std::set<std::string>> names;  // by record
    std::set<std::uint64_t> ids;   // rows of parts
    std::set<KeyName> keys;        // of these rows
    std::set<KeyName> linked;      // of those that are links
    std::set<std::pair<std::uint64_t, std::uint64_t>> before;  // record, erasure that took of it
  };
  using Holds = std::map<std::uint64_t, std::vector<std::uint64_t>>;  // hold -> records
  Result<Planned> plan_erasure(Batch& batch, const ErasureOrder& order);
  Result<Planned> plan_hold(Batch& batch, const HoldOrder& order);
  Result<Planned> plan_release(Batch& batch, const ReleaseOrder& order);
  Result<Chosen> choose(const ErasureOrder& order);
  Result<std::vector<ErasedBefore>> erased_before(const Chosen& chosen);
  std::optional<std::uint64_t> whole_erased_by(std::uint64_t index, const EntryView& entry);
  Status check_whole_cases(const Chosen& chosen);
  Status check_holds(const Chosen& chosen);
  Holds active_holds();
  std::set<KeyName> keys_of(std::uint64_t index);
  Result<std::uint64_t> add_own_act(Batch& batch, std::string_view kind, const LegalBasis& basis,
                                    JsonObject members);

  // writer_erased.cpp
  struct Waiting {
    bool any = false;              // an erasure record whose work is not known to be done
    std::set<std::uint64_t> ids;   // rows of parts that still hold something
    std::set<KeyName> keys;        // of cases that are to go with them
  };
  Result<EntryView> own_record(std::uint64_t index);
  Result<EntryView> own_erasure(std::uint64_t index);
  Status check_erased_rows(std::uint64_t size);
  Result<std::set<std::uint64_t>> waiting_records();
  Result<Waiting> waiting_erasures();
  Status add_waiting(std::uint64_t erasure, const EntryView::ErasedPart& part, Waiting& waiting);
  // The name of the case key that opens this part, where the key is still there.
  Result<std::optional<KeyName>> opening_key(std::uint64_t index, const EntryView& entry,
                                             std::string_view name, const StoredPart& part);

  // writer_settle.cpp
  Status settle();
  Status destroy(const Waiting& waiting);
  Status rewrite_files();

  // writer_commit.cpp
  Result<std::string> commit(Batch& batch);
  void insert(const Batch& batch, const std::vector<Subtree>& tiles);
  Status reread(const Batch& batch, const Frontier& frontier, std::vector<Hash32>& leaves);
  Status hook(Step step) const;

  [[nodiscard]] const std::string& origin() const { return keys_->origin(); }

  const LogOptions& options_;
  const Paths& paths_;
  std::unique_ptr<KeyStore> keys_;
  std::unique_ptr<Database> db_;
  std::unique_ptr<Database> reread_db_;
  std::unique_ptr<Signer> signer_;
  bool fresh_ = false;    // no schema yet
  bool created_ = false;
  bool usable_ = true;
  Frontier frontier_;     // of all records in the database
  std::uint64_t signed_size_ = 0;
  std::uint64_t keyed_ = 0;  // records in the database that carry an idempotency key
  bool checked_ = false;     // stored records were looked at
  bool settled_ = false;     // no erasure waits to be carried out
  std::string note_;      // the head file's
  std::string last_hour_;
};

}  // namespace stadga::audit
