// writer_act.cpp - acts that follow a record: they are found again like requests, and a proposal is
// decided once.
#include <algorithm>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {

// Acts name what they are about inside their link, so that the entries do not link records.
Result<std::optional<std::uint64_t>> Writer::decision_on(const Batch& batch, const CaseKeys& keys,
                                                         std::uint64_t proposal,
                                                         const Hash32& leaf) {
  using Found = std::optional<std::uint64_t>;
  if (const auto at = batch.decided.find(proposal); at != batch.decided.end()) {
    return Found(at->second);
  }
  const Json wanted(to_base64url(leaf));
  Store store(*db_);
  for (const std::uint64_t index : store.records_of_case(keys.name)) {
    if (index <= proposal) continue;
    const auto entry = store.entry(index);
    const auto view = entry ? read_entry(entry->bytes) : std::nullopt;
    if (!view) return messages::unreadable_record(index);
    if (view->kind != "decision" || view->ruleset) continue;
    const auto link = read_part(index, "link", keys);
    if (!link) return link.error();
    const Json parsed = read_json(*link).value;
    const Json* refs = parsed.find("refs");
    const JsonArray* list = refs != nullptr ? refs->as_array() : nullptr;
    if (list != nullptr && std::find(list->begin(), list->end(), wanted) != list->end()) {
      return Found(index);
    }
  }
  return Found();
}

Result<Writer::Planned> Writer::plan_act(Batch& batch, const ActRequest& act) {
  Store store(*db_);
  const auto about = fresh_ ? std::nullopt : store.entry(act.about);
  const auto view = about ? read_entry(about->bytes) : std::nullopt;
  if (view && !about->leaf) return messages::unreadable_record(act.about);
  const auto id = view ? payload_id(act.about, *view, "link") : std::nullopt;
  if (!id || (act.kind == "decision" && view->kind != "proposal")) {
    return messages::no_such_record(act.about);
  }
  const auto row = store.part(*id);
  const auto keys = row && row->key ? keys_->find_key(*row->key) : std::nullopt;
  if (!keys) return messages::erased(act.about);
  const auto about_link = read_part(act.about, "link", *keys);
  if (!about_link) return about_link.error();
  const Json parsed = read_json(*about_link).value;
  const Json* case_id = parsed.find("case_id");
  if (case_id == nullptr || case_id->as_string() == nullptr) return messages::unreadable_part(act.about);

  const std::string key_text = "act:" + act.kind + ":" + std::to_string(act.about) + ":" +
                               to_hex(sha256(act.body));
  const Hash32 idem = labelled_mac(keys->pepper, label::kIdem, origin(), key_text);
  const Hash32 request = labelled_mac(keys->pepper, label::kRequest, origin(), key_text);
  const auto found = find_request(batch, *keys, idem);
  if (!found) return found.error();
  if (*found) return repeat(batch, *keys, **found);
  if (act.kind == "decision") {
    const auto decided = decision_on(batch, *keys, act.about, *about->leaf);
    if (!decided) return decided.error();
    if (*decided) return messages::already_decided(act.about, **decided);
  }
  const auto before = chain_end(batch, *keys);
  if (!before) return before.error();

  JsonObject link{{"case_id", *case_id},
                  {"case_seq", Json(before->case_seq + 1)},
                  {"prev_case", to_base64url(before->leaf)},
                  {"refs", JsonArray{Json(to_base64url(*about->leaf))}},
                  {"time", batch.instant}};
  JsonObject entry = entry_base(batch, act.kind);
  entry.emplace("idem", to_base64url(idem));
  entry.emplace("req", to_base64url(request));
  const auto index =
      add_record(batch, std::move(entry), &*keys,
                 {{"act", act.body}, {"link", canonical_or_die(Json(std::move(link)))}});
  if (!index) return index.error();
  NewRecord& added = batch.records.back();
  added.idem.emplace(idem, request);
  batch.idem.emplace(idem, batch.records.size() - 1);
  batch.chain[keys->name] = {before->case_seq + 1, added.leaf};
  if (act.kind == "decision") batch.decided.emplace(act.about, *index);
  return Planned{*index, false, "", std::nullopt};
}

}  // namespace stadga::audit
