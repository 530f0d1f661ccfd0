// writer_plan.cpp - from requests to records: repeats, conflicts, chains, sealed parts.
// Nothing is written to the log here; new case keys wait in an open transaction of keys.db.
#include <algorithm>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

std::string base64url(const Hash32& hash) { return to_base64url(hash); }

}  // namespace

JsonObject Writer::entry_base(const Batch& batch, std::string_view kind) const {
  return {{"kind", kind}, {"t", batch.hour}, {"v", kFormatVersion}};
}

Result<std::uint64_t> Writer::add_record(Batch& batch, JsonObject entry, const CaseKeys* keys,
                                         const std::map<std::string, std::string>& parts) {
  NewRecord record;
  record.index = batch.first + batch.records.size();
  JsonObject commitments;
  std::uint64_t position = 0;
  for (const auto& [name, plain] : parts) {
    Salt salt{};
    Nonce nonce{};
    options_.random(salt);
    options_.random(nonce);
    commitments.emplace(name, base64url(commitment(salt, origin(), name, plain)));
    record.parts.push_back({record.index * kMaxParts + position++, name, keys->name,
                            seal_part(keys->data, nonce, salt, origin(), record.index, name,
                                      plain)});
  }
  if (!parts.empty()) entry.emplace("commit", std::move(commitments));
  const auto bytes = canonical(Json(std::move(entry)));
  if (!bytes) return bytes.error();
  if (bytes->size() > kMaxEntryBytes) {
    return messages::entry_too_large();
  }
  // What the verifier would not read is never written.
  if (!read_entry(*bytes)) return messages::unreadable_record(record.index);
  record.bytes = *bytes;
  record.leaf = leaf_hash(record.bytes);
  batch.records.push_back(std::move(record));
  return batch.records.back().index;
}

void Writer::plan_config(Batch& batch) {
  JsonObject entry = entry_base(batch, "config");
  entry.emplace("demonstration", demonstration());
  entry.emplace("hash", "sha256");
  entry.emplace("key", to_string(keys_->verifier()));
  entry.emplace("origin", origin());
  entry.emplace("schema", "sha256:" + to_hex(expected_fingerprint()));
  entry.emplace("software", options_.software);
  // Sizes were checked when the log was opened, so this record always fits.
  (void)add_record(batch, std::move(entry), nullptr, {});
}

void Writer::add_incident(Batch& batch, JsonObject details) {
  JsonObject entry = entry_base(batch, "incident");
  entry.merge(details);
  (void)add_record(batch, std::move(entry), nullptr, {});
}

Result<std::uint64_t> Writer::ensure_ruleset(Batch& batch, const CaseRecord& record) {
  const Hash32& sha = record.bundle->sha256();
  if (const auto known = batch.rulesets.find(sha); known != batch.rulesets.end()) {
    return known->second;
  }
  if (!fresh_) {
    if (const auto index = Store(*db_).ruleset_index(sha)) {
      batch.rulesets.emplace(sha, *index);
      return *index;
    }
  }
  JsonObject entry = entry_base(batch, "ruleset");
  entry.emplace("artefact", JsonObject{{"bytes", Json(std::uint64_t{record.bundle->bytes().size()})},
                                       {"sha256", to_hex(sha)}});
  entry.emplace("name", record.ruleset_name);
  entry.emplace("ruleset", record.ruleset_hash);
  entry.emplace("version", record.ruleset_version);
  const auto index = add_record(batch, std::move(entry), nullptr, {});
  if (!index) return index;
  batch.records.back().artefact = record.bundle;
  batch.rulesets.emplace(sha, *index);
  return index;
}

std::optional<Store::Idem> Writer::find_idem(const Batch& batch, const Hash32& key) {
  if (const auto at = batch.idem.find(key); at != batch.idem.end()) {
    const NewRecord& record = batch.records[at->second];
    return Store::Idem{record.index, record.idem->second};
  }
  return fresh_ ? std::nullopt : Store(*db_).find_idem(key);
}

Result<std::optional<Store::Idem>> Writer::find_request(const Batch& batch, const CaseKeys& keys,
                                                        const Hash32& key) {
  const auto found = find_idem(batch, key);
  if (found) {
    if (const Status sound = check_idem(batch, key, *found); !sound) return sound.error();
    return found;
  }
  if (fresh_) return found;
  Store store(*db_);
  for (const std::uint64_t index : store.records_of_case(keys.name)) {
    const auto entry = store.entry(index);
    if (!entry) return messages::unreadable_record(index);
    if (idem_of(entry->bytes) == key) return messages::key_row_missing(index, paths_.database);
  }
  return found;
}

Status Writer::check_idem(const Batch& batch, const Hash32& key, const Store::Idem& found) {
  if (found.index >= batch.first) return Unit{};
  const auto entry = Store(*db_).entry(found.index);
  const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
  if (!view || view->idem != key || view->request != found.request) {
    return messages::unreadable_record(found.index);
  }
  return Unit{};
}

Result<std::string> Writer::read_part(std::uint64_t index, std::string_view name,
                                      const CaseKeys& keys) {
  Store store(*db_);
  const auto entry = store.entry(index);
  const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
  if (!view) return messages::unreadable_part(index);
  const auto id = payload_id(index, *view, name);
  if (!id) return messages::no_such_record(index);
  const auto part = store.part(*id);
  if (!part || part->name != name) return messages::unreadable_part(index);
  if (!part->sealed) return messages::erased(index);
  const auto opened = open_part(keys.data, origin(), index, name, *part->sealed);
  if (!opened || commitment(opened->salt, origin(), name, opened->plain) !=
                     view->commitments.find(name)->second) {
    return messages::unreadable_part(index);
  }
  return opened->plain;
}

Result<ChainEnd> Writer::chain_end(const Batch& batch, const CaseKeys& keys) {
  if (const auto at = batch.chain.find(keys.name); at != batch.chain.end()) return at->second;
  if (fresh_) return ChainEnd{};
  Store store(*db_);
  const auto last = store.last_of_case(keys.name);
  if (!last) return ChainEnd{};
  const auto entry = store.entry(*last);
  const auto link = read_part(*last, "link", keys);
  if (!link) return link.error();
  const Json parsed = read_json(*link).value;
  const Json* seq = parsed.find("case_seq");
  if (!entry || !entry->leaf || seq == nullptr || seq->as_int() == nullptr) {
    return messages::unreadable_part(*last);
  }
  return ChainEnd{static_cast<std::uint64_t>(*seq->as_int()), *entry->leaf};
}

// Records are found again by their own case's pepper, so a request id that another case used is
// asked for under that case's. Returns the record where there is one.
Result<std::optional<Writer::Foreign>> Writer::foreign_owner(const Batch& batch,
                                                             const CaseRecord& record,
                                                             const CaseKeys& keys,
                                                             std::string_view key_text) {
  using Owner = std::optional<Foreign>;
  const auto owner = keys_->request_owner(record.request_id);
  if (owner == keys.name) return Owner();
  if (owner) {
    if (const auto other = keys_->find_key(*owner)) {
      const Hash32 idem = labelled_mac(other->pepper, label::kIdem, origin(), key_text);
      const auto found = find_request(batch, *other, idem);
      if (!found) return found.error();
      if (*found) return Owner({(*found)->index, idem});
    }
  }
  keys_->claim_request(record.request_id, keys.name);
  return Owner();
}

Result<Writer::Planned> Writer::repeat(Batch& batch, const CaseKeys& keys,
                                       const Store::Idem& found) {
  Planned planned;
  planned.index = found.index;
  planned.existing = true;
  if (found.index >= batch.first) {
    planned.result_bytes = batch.records[found.index - batch.first].result_bytes;
    return planned;
  }
  const auto result = read_part(found.index, "result", keys);
  if (result) {
    planned.result_bytes = *result;
  } else if (result.error().code != "S5011") {  // acts have no result
    return result.error();
  }
  return planned;
}

// The request id of another case's record must go with that case, and this detail lies under the
// new one's key: it bears what the other entry bears, which only the other case's pepper explains.
Result<Writer::Planned> Writer::plan_conflict(Batch& batch, const CaseRecord& record,
                                              const CaseKeys& keys, std::uint64_t about,
                                              const std::optional<Hash32>& foreign) {
  JsonObject detail{{"about", Json(about)},
                    {"case_id", record.case_id},
                    {"decision_id", record.decision_id},
                    {"time", batch.instant}};
  if (foreign) {
    detail.emplace("idem", base64url(*foreign));
  } else if (!record.request_id.empty()) {
    detail.emplace("request_id", record.request_id);
  }
  JsonObject entry = entry_base(batch, "incident");
  entry.emplace("what", "idempotency_conflict");
  const auto index = add_record(batch, std::move(entry), &keys,
                                {{"detail", canonical_or_die(Json(std::move(detail)))}});
  if (!index) return index.error();
  Planned planned;
  planned.index = *index;
  planned.error = messages::conflict(about);
  return planned;
}

Result<Writer::Planned> Writer::plan_case(Batch& batch, const CaseRecord& record) {
  const CaseKeys keys = keys_->ensure_case(record.case_id, record.file_id, options_.random);
  const bool by_request = !record.request_id.empty();
  const std::string key_text = by_request ? "request:" + std::string(record.request_id)
                                          : "decision:" + std::string(record.decision_id);
  const Hash32 idem = labelled_mac(keys.pepper, label::kIdem, origin(), key_text);
  const Hash32 request = labelled_mac(keys.pepper, label::kRequest, origin(), record.decision_id);
  if (by_request) {
    const auto other = foreign_owner(batch, record, keys, key_text);
    if (!other) return other.error();
    if (*other) return plan_conflict(batch, record, keys, (*other)->index, (*other)->idem);
  }
  const auto found = find_request(batch, keys, idem);
  if (!found) return found.error();
  if (*found) {
    return (*found)->request == request ? repeat(batch, keys, **found)
                                        : plan_conflict(batch, record, keys, (*found)->index, {});
  }
  const auto ruleset = ensure_ruleset(batch, record);
  if (!ruleset) return ruleset.error();
  const auto before = chain_end(batch, keys);
  if (!before) return before.error();

  JsonObject link{{"case_id", record.case_id},
                  {"case_seq", Json(before->case_seq + 1)},
                  {"decision_id", record.decision_id},
                  {"time", batch.instant}};
  if (by_request) link.emplace("request_id", record.request_id);
  if (!record.file_id.empty()) link.emplace("file_id", record.file_id);
  if (before->case_seq != 0) link.emplace("prev_case", base64url(before->leaf));

  JsonObject entry = entry_base(batch, record.kind);
  entry.emplace("engine", JsonObject{{"semantics", record.semantics},
                                     {"version", record.engine_version}});
  entry.emplace("idem", base64url(idem));
  entry.emplace("req", base64url(request));
  entry.emplace("ruleset", JsonObject{{"index", Json(*ruleset)},
                                      {"sha256", to_hex(record.bundle->sha256())}});
  const auto index =
      add_record(batch, std::move(entry), &keys,
                 {{"case", std::string(record.case_bytes)},
                  {"link", canonical_or_die(Json(std::move(link)))},
                  {"result", std::string(record.result_bytes)}});
  if (!index) return index.error();
  NewRecord& added = batch.records.back();
  added.idem.emplace(idem, request);
  added.result_bytes = record.result_bytes;
  batch.idem.emplace(idem, batch.records.size() - 1);
  batch.chain[keys.name] = {before->case_seq + 1, added.leaf};
  return Planned{*index, false, std::string(record.result_bytes), std::nullopt};
}

Result<Writer::Planned> Writer::plan(Batch& batch, const Request& request) {
  if (request.record != nullptr) return plan_case(batch, *request.record);
  if (request.erasure != nullptr) return plan_erasure(batch, *request.erasure);
  if (request.hold != nullptr) return plan_hold(batch, *request.hold);
  if (request.release != nullptr) return plan_release(batch, *request.release);
  return plan_act(batch, *request.act);
}

}  // namespace stadga::audit
