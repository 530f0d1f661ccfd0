// writer_erase.cpp - erasures and holds become records here; nothing is destroyed before the record
// is signed (writer_settle.cpp).
#include <algorithm>
#include <set>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

// No case can have this id: a zero byte is in none.
constexpr std::string_view kOwnActs("\0log", 4);
constexpr std::size_t kRoomInEntry = 3800;  // of 4096, with the commitment to come

JsonObject basis_of(const LegalBasis& basis) {
  return {{"basis", JsonObject{{"provision", basis.provision}, {"text", basis.text}}},
          {"body", basis.body},
          {"day", basis.day}};
}

bool is_about_records(std::string_view kind) {
  return kind == "erasure" || kind == "hold" || kind == "hold_release";
}

const Json* member_of(const std::string& entry, const char* name, Json& parsed) {
  parsed = read_json(entry).value;
  return parsed.find(name);
}

std::string text_of_member(const Json* object, const char* name) {
  const Json* member = object != nullptr ? object->find(name) : nullptr;
  return member != nullptr && member->as_string() != nullptr ? *member->as_string() : "";
}

std::vector<std::uint64_t> indexes_of(const Json* value) {
  std::vector<std::uint64_t> out;
  const JsonArray* list = value != nullptr ? value->as_array() : nullptr;
  for (const Json& one : list != nullptr ? *list : JsonArray()) {
    if (one.as_int() != nullptr && *one.as_int() >= 0) {
      out.push_back(static_cast<std::uint64_t>(*one.as_int()));
    }
  }
  return out;
}

// Names of one record's parts, as many records of a list as one entry has room for.
std::vector<JsonArray> split(const std::map<std::uint64_t, std::set<std::string>>& names,
                             std::size_t used) {
  std::vector<JsonArray> lists(1);
  std::size_t size = used;
  for (const auto& [index, parts] : names) {
    Json one(JsonObject{{"index", Json(index)}, {"names", JsonArray(parts.begin(), parts.end())}});
    const std::size_t more = canonical_or_die(one).size() + 1;
    if (size + more > kRoomInEntry && !lists.back().empty()) {
      lists.emplace_back();
      size = used;
    }
    size += more;
    lists.back().push_back(std::move(one));
  }
  return lists;
}

}  // namespace

// The entry in clear, with the approvers in a part under the log's own key.
Result<std::uint64_t> Writer::add_own_act(Batch& batch, std::string_view kind,
                                          const LegalBasis& basis, JsonObject members) {
  JsonObject act = basis_of(basis);
  act.emplace("approvers", JsonArray(basis.approvers.begin(), basis.approvers.end()));
  act.emplace("time", batch.instant);
  const auto body = canonical(Json(std::move(act)));
  if (!body) return messages::act_not_canonical();
  JsonObject entry = entry_base(batch, kind);
  entry.merge(basis_of(basis));
  entry.merge(members);
  JsonObject whole = entry;
  whole.emplace("commit", JsonObject{{"act", to_base64url(Hash32{})}});
  const auto bytes = canonical(Json(std::move(whole)));
  if (!bytes) return bytes.error();
  if (bytes->size() > kMaxEntryBytes) return messages::entry_too_large();  // before a key is made
  const CaseKeys keys = keys_->ensure_case(kOwnActs, "", options_.random);
  return add_record(batch, std::move(entry), &keys, {{"act", *body}});
}

// What of the list is still there.
Result<Writer::Chosen> Writer::choose(const ErasureOrder& order) {
  Chosen chosen;
  Store store(*db_);
  for (const ErasedItem& item : order.items) {
    const auto entry = fresh_ ? std::nullopt : store.entry(item.index);
    const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
    if (entry && !view) return messages::unreadable_record(item.index);
    if (!view || view->commitments.empty()) return messages::no_such_record(item.index);
    if (is_about_records(view->kind)) return messages::not_erasable(item.index);
    std::vector<std::string> parts = item.parts;
    if (parts.empty()) {
      for (const auto& [name, commitment] : view->commitments) parts.push_back(name);
    }
    for (const std::string& name : parts) {
      const auto id = payload_id(item.index, *view, name);
      if (!id) return messages::no_such_record(item.index);
      if (const auto by = store.erased_by(*id)) {
        chosen.before.emplace(item.index, *by);
        continue;
      }
      const auto row = store.part(*id);
      if (!row || row->name != name) return messages::unreadable_part(item.index);
      const auto key = opening_key(item.index, *view, name, *row);  // which case it is of, for holds
      if (!key) return key.error();
      if (!*key) return messages::unreadable_part(item.index);
      chosen.names[item.index].insert(name);
      chosen.ids.insert(*id);
      chosen.keys.insert(**key);
      if (name == "link") chosen.linked.insert(**key);
    }
  }
  return chosen;
}

// Whose link goes, of that nothing stays: the rest could not be read in order, nor erased later by
// who looks for the case.
Status Writer::check_whole_cases(const Chosen& chosen) {
  std::optional<std::uint64_t> left;
  Store(*db_).each_key([&](std::uint64_t id, const KeyName& key) {
    if (chosen.linked.count(key) != 0 && chosen.ids.count(id) == 0) left = id / kMaxParts;
    return !left;
  });
  if (left) return messages::link_needs_case(*left);
  return Unit{};
}

Writer::Holds Writer::active_holds() {
  Holds holds;
  if (fresh_) return holds;
  Store(*db_).each_entry(0, [&](const StoredEntry& entry) {
    // Inside a text the quotes would be escaped, so these characters are the member.
    if (entry.bytes.find("\"kind\":\"hold") == std::string::npos) return true;
    const auto view = read_entry(entry.bytes);
    if (!view) return true;
    Json parsed;
    if (view->kind == "hold") {
      holds[entry.index] = indexes_of(member_of(entry.bytes, "records", parsed));
    } else if (view->kind == "hold_release") {
      const Json* hold = member_of(entry.bytes, "hold", parsed);
      if (hold != nullptr && hold->as_int() != nullptr) {
        holds.erase(static_cast<std::uint64_t>(*hold->as_int()));
      }
    }
    return true;
  });
  return holds;
}

std::set<KeyName> Writer::keys_of(std::uint64_t index) {
  std::set<KeyName> keys;
  Store store(*db_);
  const auto entry = store.entry(index);
  const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
  for (std::uint64_t i = 0; view && i < view->commitments.size(); ++i) {
    const auto row = store.part(index * kMaxParts + i);
    if (row && row->key) keys.insert(*row->key);
  }
  return keys;
}

Status Writer::check_holds(const Chosen& chosen) {
  for (const auto& [hold, records] : active_holds()) {
    for (const std::uint64_t record : records) {
      if (chosen.names.count(record) != 0) return messages::held(record, hold);
      for (const KeyName& key : keys_of(record)) {
        if (chosen.keys.count(key) != 0) return messages::held(record, hold);
      }
    }
  }
  return Unit{};
}

// On what ground, too: the list may have been decided on another.
Result<std::vector<ErasedBefore>> Writer::erased_before(const Chosen& chosen) {
  std::vector<ErasedBefore> before;
  for (const auto& [index, erasure] : chosen.before) {
    const auto entry = Store(*db_).entry(erasure);
    if (!entry) return messages::unreadable_record(erasure);
    Json parsed;
    const Json* basis = member_of(entry->bytes, "basis", parsed);
    before.push_back({index, erasure, text_of_member(&parsed, "day"),
                      text_of_member(basis, "provision")});
  }
  return before;
}

Result<Writer::Planned> Writer::plan_erasure(Batch& batch, const ErasureOrder& order) {
  auto chosen = choose(order);
  if (!chosen) return chosen.error();
  auto before = erased_before(*chosen);
  if (!before) return before.error();
  if (chosen->names.empty()) {
    Planned planned;
    for (const ErasedBefore& one : *before) planned.index = std::max(planned.index, one.erasure);
    planned.before = std::move(before).value();
    planned.existing = true;
    return planned;
  }
  if (const Status free = check_holds(*chosen); !free) return free.error();
  if (const Status whole = check_whole_cases(*chosen); !whole) return whole.error();
  JsonObject in_clear = entry_base(batch, "erasure");
  in_clear.merge(basis_of(order.basis));
  const std::size_t used = canonical_or_die(Json(std::move(in_clear))).size();
  if (used > kRoomInEntry / 2) return messages::entry_too_large();
  Planned planned;
  planned.before = std::move(before).value();
  auto names = chosen->names.begin();
  for (JsonArray& list : split(chosen->names, used)) {
    const std::size_t records = list.size();
    const auto index =
        add_own_act(batch, "erasure", order.basis, {{"parts", Json(std::move(list))}});
    if (!index) return index.error();
    if (planned.parts == 0) planned.index = *index;
    planned.last = *index;
    for (std::size_t i = 0; i < records; ++i, ++names) {
      const auto entry = Store(*db_).entry(names->first);
      const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
      if (!view) return messages::unreadable_record(names->first);
      for (const std::string& name : names->second) {
        batch.records.back().erased.push_back(*payload_id(names->first, *view, name));
        ++planned.parts;
      }
    }
  }
  return planned;
}

// The last erasure that took a part of the record, where no part is left.
std::optional<std::uint64_t> Writer::whole_erased_by(std::uint64_t index, const EntryView& entry) {
  std::uint64_t last = 0;
  for (std::uint64_t i = 0; i < entry.commitments.size(); ++i) {
    const auto by = Store(*db_).erased_by(index * kMaxParts + i);
    if (!by) return std::nullopt;
    last = std::max(last, *by);
  }
  return last;
}

Result<Writer::Planned> Writer::plan_hold(Batch& batch, const HoldOrder& order) {
  JsonArray records;
  for (const std::uint64_t index : std::set(order.records.begin(), order.records.end())) {
    const auto entry = fresh_ ? std::nullopt : Store(*db_).entry(index);
    const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
    if (!view || view->commitments.empty()) return messages::no_such_record(index);
    if (const auto erasure = whole_erased_by(index, *view)) {
      return messages::nothing_to_hold(index, *erasure);
    }
    records.emplace_back(index);
  }
  const auto index =
      add_own_act(batch, "hold", order.basis, {{"records", Json(std::move(records))}});
  if (!index) return index.error();
  Planned planned;
  planned.index = *index;
  return planned;
}

Result<Writer::Planned> Writer::plan_release(Batch& batch, const ReleaseOrder& order) {
  if (active_holds().count(order.hold) == 0) return messages::no_such_hold(order.hold);
  const auto index = add_own_act(batch, "hold_release", order.basis, {{"hold", Json(order.hold)}});
  if (!index) return index.error();
  Planned planned;
  planned.index = *index;
  return planned;
}

}  // namespace stadga::audit
