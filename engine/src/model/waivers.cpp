// waivers.cpp - writing and strict reading of waivers.
#include "model/waivers.h"

#include "model/messages.h"
#include "model/signed_text.h"
#include "model/write_parts.h"
#include "stadga/base/crypto.h"
#include "stadga/base/note_key.h"
#include "stadga/engine/reviews.h"

namespace stadga::engine {
namespace {

JsonObject signed_json(const Waiver& w) {
  JsonObject out{
      {"ruleset", w.ruleset}, {"obligation", w.obligation}, {"obligation_hash", w.obligation_hash},
      {"by", w.by},           {"reason", w.reason},         {"day", w.day},
      {"key", w.key}};
  write_parts::put(out, "demonstration", is_demonstration_key(w.key));
  return out;
}

Waiver read_waiver(const Json& json, const std::string& path, ReadFailure& failure) {
  ObjectReader in(json, path, failure);
  Waiver out;
  const auto text = [&in](const char* key) {
    std::string value = in.text(key, true);
    if (value.empty()) in.fail(key);
    return value;
  };
  const auto demand = [&in](bool good, const char* key) {
    if (!good) in.fail(key);
  };
  out.ruleset = text("ruleset");
  out.obligation = text("obligation");
  out.obligation_hash = text("obligation_hash");
  out.by = text("by");
  out.reason = text("reason");
  out.day = text("day");
  out.key = text("key");
  out.signature = text("signature");
  demand(is_hash(out.obligation_hash), "obligation_hash");
  demand(parse_date(out.day).has_value(), "day");
  demand(parse_verifier_key(out.key).has_value(), "key");
  demand(signature_of(out.signature).has_value(), "signature");
  demand(in.flag("demonstration") == is_demonstration_key(out.key), "demonstration");
  return out;
}

}  // namespace

std::tuple<std::string, std::string, std::string, std::string> sort_key(const Waiver& w) {
  return {w.obligation, w.day, w.key, w.signature};
}

std::string signed_bytes(const Waiver& waiver) {
  return std::string("stadga/v1/waiver") + '\0' + canonical_or_die(signed_json(waiver));
}

bool is_genuine(const Waiver& waiver) {
  const auto key = parse_verifier_key(waiver.key);
  const auto bytes = signature_of(waiver.signature);
  return key && bytes && ed25519_verify(key->public_key, signed_bytes(waiver), *bytes);
}

Json to_json(const Waiver& waiver) {
  JsonObject out = signed_json(waiver);
  out["signature"] = waiver.signature;
  return out;
}

std::vector<Waiver> read_waiver_list(const JsonArray& list, const std::string& path,
                                     ReadFailure& failure) {
  std::vector<Waiver> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string here = pointer(path, i);
    out.push_back(read_waiver(list[i], here, failure));
    if (i > 0 && !(sort_key(out[i - 1]) < sort_key(out[i]))) failure.note(here);
  }
  return out;
}

Result<std::vector<Waiver>> read_waivers(const Json& list) {
  ReadFailure failure;
  std::vector<Waiver> out;
  if (list.as_array() == nullptr) {
    failure.note("");
  } else {
    out = read_waiver_list(*list.as_array(), "", failure);
  }
  if (!failure.failed()) return out;
  return Error{Failure::kInvalidInput, "S4040", messages::malformed_reviews(*failure.path),
               *failure.path};
}

}  // namespace stadga::engine
