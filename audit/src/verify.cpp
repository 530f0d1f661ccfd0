// verify.cpp - everything that can be checked about a log, from its copy.
//
// One pass over the entries re-hashes each, checks it against every table derived from it, and
// keeps the roots at the sizes that somebody signed. Merkle root, schema fingerprint and
// integrity_check each find damage that the others miss. Whatever SQLite answers but rows and a
// clean end is a finding: a verifier that reads too little finds nothing wrong.
#include <algorithm>
#include <map>
#include <set>

#include "findings.h"
#include "messages.h"
#include "snapshot_impl.h"

namespace stadga::audit {
namespace {

constexpr std::size_t kMaxFindings = 100;

class Verifier {
 public:
  explicit Verifier(LogCopy& copy) : copy_(copy) {}

  VerifyReport run() {
    report_.trust = copy_.pinned ? "pinned" : "self-declared";
    report_.origin = copy_.origin();
    if (!copy_.verifier) note("verifier_key_missing", std::nullopt);
    if (copy_.keys == nullptr && !copy_.keys_elsewhere) note("keys_missing", std::nullopt);
    if (copy_.keys != nullptr && copy_.verifier && copy_.keys->verifier() != *copy_.verifier) {
      note("config_mismatch", std::nullopt, "keys.db");
    }
    read_head();
    if (copy_.keys != nullptr) guarded([this] { copy_.keys->begin_reading(); });
    if (copy_.db == nullptr) {
      note("database_damaged", std::nullopt, copy_.damage->message.en);
    } else {
      // One read transaction for all: thousands of small ones would cost more than the hashing.
      guarded([this] { copy_.db->run("BEGIN"); });
      guarded([this] { check_database(); });
      guarded([this] { read_checkpoints(); });
      guarded([this] { read_remembered(); });
      guarded([this] { walk_entries(); });
      guarded([this] {
        settle_absent();
        check_carried_out();
        check_settled();
      });
      guarded([this] { check_row_counts(); });
      report_.records = frontier_.size();
      report_.root = frontier_.root();
      compare_roots();
      compare_signer();
      guarded([this] { copy_.db->run("COMMIT"); });
    }
    if (copy_.keys != nullptr) guarded([this] { copy_.keys->end_reading(); });
    finish();
    return std::move(report_);
  }

 private:
  struct Pending {  // a part that does not open: lawful only where an erasure record says so
    std::uint64_t id;
    std::uint64_t index;
    std::string name;
    bool emptied;  // its row is there without its bytes; else its key is gone
  };

  template <typename Check>
  void guarded(Check check) {
    try {
      check();
    } catch (const SQLite::Exception& exception) {
      note("database_damaged", std::nullopt, exception.what());
    }
  }

  void note(const char* kind, std::optional<std::uint64_t> index, const std::string& detail = "") {
    if (report_.findings.size() < kMaxFindings) {
      report_.findings.push_back({index, kind, finding_text(kind, detail)});
    }
    ok_ = false;
  }

  void read_head() {
    if (!copy_.head) return note("head_missing", std::nullopt);
    if (!copy_.verifier) return;
    head_ = open_checkpoint(*copy_.head, *copy_.verifier);
    if (!head_) return note("head_invalid", std::nullopt);
    wanted_.insert(head_->size);
  }

  void check_database() {
    SQLite::Database& db = copy_.db->handle();
    if (db.execAndGet("PRAGMA application_id").getInt() != kApplicationId ||
        db.execAndGet("PRAGMA user_version").getInt() != kSchemaVersion ||
        schema_fingerprint(db) != expected_fingerprint()) {
      note("schema_mismatch", std::nullopt);
    }
    SQLite::Statement integrity(db, "PRAGMA integrity_check(10)");
    while (integrity.executeStep()) {
      const std::string line = text_of(integrity.getColumn(0));
      if (line != "ok") note("database_damaged", std::nullopt, line);
    }
  }

  void read_checkpoints() {
    auto query = copy_.db->use("SELECT size, note FROM checkpoint ORDER BY size");
    while (query->executeStep()) {
      const auto size = static_cast<std::uint64_t>(query->getColumn(0).getInt64());
      const auto checkpoint =
          copy_.verifier ? open_checkpoint(text_of(query->getColumn(1)), *copy_.verifier)
                         : std::nullopt;
      if (!checkpoint || checkpoint->size != size) {
        note("checkpoint_invalid", std::nullopt, "size " + std::to_string(size));
        continue;
      }
      acknowledged_ = std::max(acknowledged_, size);
      checkpoints_.push_back(*checkpoint);
      wanted_.insert(size);
    }
  }

  // What the signer signed, what the writer told its callers and which erasures it carried out.
  // Read here alone: one damage is one finding.
  void read_remembered() {
    if (copy_.keys == nullptr) return;
    signer_ = copy_.keys->signer_state();
    wanted_.insert(signer_->size);
    const auto told = copy_.keys->acknowledged();
    erased_below_ = copy_.keys->settled_below();
    if (!told || told->note.empty()) return;
    told_ = open_checkpoint(told->note, copy_.keys->verifier());
    if (!told_) return note("signer_mismatch", std::nullopt, "keys.db");
    told_keyed_ = told->keyed;
    acknowledged_ = std::max(acknowledged_, told_->size);
    wanted_.insert(told_->size);
  }

  void walk_entries() {
    if (wanted_.count(0) != 0) roots_[0] = empty_root();
    walk_.emplace(*copy_.db);
    Store(*copy_.db).each_entry(0, [this](const StoredEntry& entry) {
      check_entry(entry);
      return true;
    });
    walk_.reset();
  }

  void check_entry(const StoredEntry& entry) {
    const std::uint64_t index = entry.index;
    if (index != next_) note("gap", index);
    next_ = index + 1;
    const Hash32 leaf = leaf_hash(entry.bytes);
    if (entry.leaf != leaf) note("leaf_mismatch", index);
    if (copy_.keys != nullptr &&
        entry.mac != entry_mac(copy_.keys->mac_key(), copy_.origin(), index, entry.bytes)) {
      note("mac_mismatch", index);
    }
    std::vector<Subtree> completed;
    frontier_.add(leaf, &completed);
    if (wanted_.count(frontier_.size()) != 0) roots_[frontier_.size()] = frontier_.root();
    for (const Subtree& subtree : completed) check_tile(subtree);

    const auto view = read_entry(entry.bytes);
    if (!view) return note("entry_malformed", index);
    if (view->time < last_time_) note("time_order", index);
    last_time_ = std::max(last_time_, view->time);
    if ((view->kind == "config") != (index == 0)) note("config_mismatch", index);
    if (view->kind == "config") check_config(*view, index);
    if (view->kind == "ruleset") check_artefact(*view, index);
    if (view->ruleset) check_ruleset_use(*view, index);
    if (view->idem) check_idem(*view, index);
    for (const auto& erased : view->erased) {
      erased_[{erased.index, erased.name}] = index;
    }
    if (view->commitments.count("result") != 0) ++report_.decisions;
    check_parts(*view, index, leaf);
  }

  void check_tile(const Subtree& subtree) {
    const auto id = tile_id(subtree.first, subtree.last);
    if (!id) return;
    ++tiles_;
    auto query = copy_.db->use("SELECT root FROM tile WHERE id = ?");
    put_number(*query, 1, *id);
    const auto root = query->executeStep() ? blob<32>(query->getColumn(0)) : std::nullopt;
    if (root != subtree.hash) note("tile_mismatch", subtree.last - 1);
  }

  void check_config(const EntryView& view, std::uint64_t index) {
    const bool same_key = copy_.verifier && view.origin == copy_.verifier->name &&
                          view.verifier_key == to_string(*copy_.verifier);
    if (!same_key || view.schema != "sha256:" + to_hex(expected_fingerprint())) {
      note("config_mismatch", index);
    }
  }

  void check_artefact(const EntryView& view, std::uint64_t index) {
    rulesets_[index] = *view.artefact;
    Store store(*copy_.db);
    const auto bytes = store.artefact(*view.artefact);
    if (!bytes) {
      ++artefacts_missing_;
      return note("artefact_missing", index);
    }
    if (sha256(*bytes) != *view.artefact || store.ruleset_index(*view.artefact) != index) {
      note("artefact_mismatch", index);
    }
  }

  void check_ruleset_use(const EntryView& view, std::uint64_t index) {
    const auto used = rulesets_.find(*view.ruleset_index);
    if (used == rulesets_.end() || used->second != *view.ruleset) note("artefact_missing", index);
  }

  void check_idem(const EntryView& view, std::uint64_t index) {
    ++idems_;
    if (told_ && index < told_->size) ++keyed_;
    const auto found = Store(*copy_.db).find_idem(*view.idem);
    if (!found || found->index != index || found->request != *view.request) {
      note("idem_mismatch", index);
    }
  }

  void check_parts(const EntryView& view, std::uint64_t index, const Hash32& leaf) {
    std::uint64_t id = index * kMaxParts;
    parts_ += view.commitments.size();
    for (const auto& [name, commitment] : view.commitments) {
      const auto row = walk_->at(id++);
      const ReadPart part =
          row ? open_row(copy_, cache_, index, name, commitment, *row) : ReadPart{};
      switch (part.state) {
        case PartState::kOpened:
          ++report_.parts_ok;
          if (name == "link") check_chain(part.plain, index, leaf);
          break;
        case PartState::kSealed:
          ++report_.parts_sealed;
          break;
        case PartState::kMismatch:
          note("part_mismatch", index, name);
          break;
        case PartState::kMissing:
          note("part_missing", index, name);  // an erasure leaves the row
          break;
        case PartState::kErased:
        case PartState::kKeyGone:
          pending_.push_back({id - 1, index, name, part.state == PartState::kErased});
          break;
      }
    }
  }

  // Every record of a case points to the one before it and counts on; after erasure it may begin
  // anew from where its key's records begin.
  void check_chain(const std::string& plain, std::uint64_t index, const Hash32& leaf) {
    const Json link = read_json(plain).value;
    const Json* seq = link.find("case_seq");
    const Json* previous = link.find("prev_case");
    if (seq == nullptr || seq->as_int() == nullptr || !cache_.name) {
      return note("chain_mismatch", index);
    }
    Chain& chain = chains_[*cache_.name];
    if (chain.seq != 0) {
      const std::string* back = previous != nullptr ? previous->as_string() : nullptr;
      if (back == nullptr || hash_from_base64url(*back) != chain.leaf ||
          *seq->as_int() != chain.seq + 1) {
        note("chain_mismatch", index);
      }
    }
    chain = {*seq->as_int(), leaf};
  }

  // Nothing is destroyed before its record is signed. Without a head nothing can be said of that.
  bool names(const Pending& part, std::uint64_t by) const {
    return by > part.index && (!head_ || by < std::max(head_->size, acknowledged_));
  }

  void settle_absent() {
    for (const Pending& part : pending_) {
      const auto at = erased_.find({part.index, part.name});
      const bool named = at != erased_.end() && names(part, at->second);
      if (!named) {
        note(part.emptied ? "part_missing" : "key_destroyed", part.index, part.name);
      } else if (part.emptied) {
        ++report_.parts_erased;
        check_erased(part.id, at->second);
      }  // else its bytes are still there: check_carried_out
    }
  }

  // What a record says is gone must be gone, key or no key.
  void check_carried_out() {
    for (const auto& [part, by] : erased_) {
      if (by <= part.first) continue;
      auto query = copy_.db->use(
          "SELECT COUNT(*) FROM payload WHERE id BETWEEN ?1 AND ?1 + 63 AND part = ?2 "
          "AND (ct IS NOT NULL OR key IS NOT NULL)");
      put_number(*query, 1, part.first * kMaxParts);
      put_text(*query, 2, part.second);
      if (query->executeStep() && query->getColumn(0).getInt() != 0) {
        note("erasure_incomplete", part.first, part.second);
      }
    }
  }

  // The databases are written anew last; only then is an erasure done, and keys.db says so.
  void check_settled() {
    if (!erased_below_) return;
    std::uint64_t due = 0;
    for (const auto& [part, by] : erased_) due = std::max(due, by + 1);
    if (*erased_below_ < due) note("erasure_incomplete", due - 1, "keys.db");
  }

  void check_erased(std::uint64_t id, std::uint64_t by) {
    auto query = copy_.db->use("SELECT seq FROM erased WHERE id = ?");
    put_number(*query, 1, id);
    if (!query->executeStep() || query->getColumn(0).getInt64() != static_cast<std::int64_t>(by)) {
      note("rows_mismatch", std::nullopt, "erased");
    }
  }

  void check_row_counts() {
    const auto expect = [this](const char* sql, std::uint64_t count, const char* table) {
      const auto rows =
          static_cast<std::uint64_t>(copy_.db->handle().execAndGet(sql).getInt64());
      if (rows != count) note("rows_mismatch", std::nullopt, table);
    };
    expect("SELECT COUNT(*) FROM entry", frontier_.size(), "entry");
    expect("SELECT COUNT(*) FROM idem", idems_, "idem");
    expect("SELECT COUNT(*) FROM payload", parts_, "payload");
    // One that is missing is named by its record already.
    expect("SELECT COUNT(*) FROM artefact", rulesets_.size() - artefacts_missing_, "artefact");
    expect("SELECT COUNT(*) FROM tile", tiles_, "tile");
    expect("SELECT COUNT(*) FROM erased", erased_.size(), "erased");
  }

  void compare_roots() {
    std::uint64_t good = 0;
    for (const Checkpoint& checkpoint : checkpoints_) {
      const auto root = roots_.find(checkpoint.size);
      if (root == roots_.end()) continue;  // shorter than this: the head says so too
      if (root->second != checkpoint.root) {
        note("checkpoint_mismatch", good);
        return;
      }
      good = checkpoint.size;
    }
    if (!head_) return;
    report_.head_size = head_->size;
    if (head_->size > frontier_.size()) return note("truncated", frontier_.size());
    const auto root = roots_.find(head_->size);
    if (root == roots_.end() || root->second != head_->root) return note("root_mismatch", good);
    report_.head = "signed";
    if (head_->size < acknowledged_) return note("head_rolled_back", head_->size);
    if (head_->size == frontier_.size()) return;
    report_.head = "unsigned_tail";
    // A tail that the key database vouches for is what a crash leaves; any other is foreign.
    if (copy_.keys == nullptr) note("unsigned_tail", head_->size);
  }

  void compare_signer() {
    if (!signer_) return;
    if (signer_->size > frontier_.size()) return note("truncated", frontier_.size(), "keys.db");
    const auto root = roots_.find(signer_->size);
    if (signer_->size != 0 && (root == roots_.end() || root->second != signer_->root)) {
      note("signer_mismatch", std::nullopt);
    }
    if (!told_) return;
    if (told_->size > frontier_.size()) return note("truncated", frontier_.size(), "keys.db");
    const auto told_root = roots_.find(told_->size);
    if (told_root == roots_.end() || told_root->second != told_->root) {
      note("signer_mismatch", std::nullopt, "keys.db");
    }
    if (keyed_ != told_keyed_) note("rows_mismatch", std::nullopt, "keys.db");
  }

  void finish() {
    if (head_ && report_.head == "missing") report_.head = "signed";  // there, but contradicted
    report_.ok = ok_;
    std::stable_sort(report_.findings.begin(), report_.findings.end(),
                     [](const Finding& a, const Finding& b) {
                       return a.index.value_or(UINT64_MAX) < b.index.value_or(UINT64_MAX);
                     });
  }

  struct Chain {
    std::int64_t seq = 0;
    Hash32 leaf{};
  };

  LogCopy& copy_;
  VerifyReport report_;
  bool ok_ = true;
  KeyCache cache_;
  std::optional<PartWalk> walk_;
  std::optional<Checkpoint> head_;
  std::vector<Checkpoint> checkpoints_;
  std::optional<SignerState> signer_;           // nothing where it is damaged
  std::optional<std::uint64_t> erased_below_;  // erasures carried out, by keys.db
  std::optional<Checkpoint> told_;    // newest acknowledged checkpoint, by keys.db
  std::uint64_t told_keyed_ = 0;      // records below it that carry a key, by keys.db
  std::uint64_t keyed_ = 0;           // and by the records
  std::uint64_t acknowledged_ = 0;    // the head may not be smaller
  std::set<std::uint64_t> wanted_;
  std::map<std::uint64_t, Hash32> roots_;
  Frontier frontier_;
  std::uint64_t next_ = 0;
  std::string last_time_;
  std::map<std::uint64_t, Hash32> rulesets_;
  std::map<std::pair<std::uint64_t, std::string>, std::uint64_t> erased_;
  std::vector<Pending> pending_;
  std::map<KeyName, Chain> chains_;
  std::uint64_t idems_ = 0, parts_ = 0, tiles_ = 0, artefacts_missing_ = 0;
};

}  // namespace

VerifyReport verify_copy(LogCopy& copy) { return Verifier(copy).run(); }

Json VerifyReport::to_json(MessageLanguage language) const {
  JsonArray list;
  for (const Finding& finding : findings) {
    JsonObject object{{"kind", finding.kind}, {"message", in(finding.message, language)}};
    object.emplace("index", finding.index ? Json(*finding.index) : Json());
    list.emplace_back(std::move(object));
  }
  return Json(JsonObject{
      {"stadga", 1},
      {"records", Json(records)},
      {"decisions", Json(decisions)},
      {"root", to_base64(root)},
      {"origin", origin},
      {"head", head},
      {"signed_records", Json(head_size)},
      {"trust", trust},
      {"parts", JsonObject{{"ok", Json(parts_ok)},
                           {"erased", Json(parts_erased)},
                           {"sealed", Json(parts_sealed)}}},
      {"ok", ok},
      {"findings", Json(std::move(list))}});
}

}  // namespace stadga::audit
