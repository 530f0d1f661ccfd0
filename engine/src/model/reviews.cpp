// reviews.cpp - writing and strict reading of review signatures.
#include "stadga/engine/reviews.h"

#include <algorithm>
#include <array>

#include "model/hash_name.h"
#include "model/messages.h"
#include "model/reader.h"
#include "model/signed_text.h"
#include "model/waivers.h"
#include "model/write_parts.h"
#include "stadga/base/crypto.h"
#include "stadga/base/note_key.h"
#include "stadga/engine/identity.h"

namespace stadga::engine {
namespace {

using write_parts::put;
using write_parts::strings;

bool is_part(const std::string& name) {
  using enum PartKind;
  if (name == word(kLawDay)) return true;
  for (const PartKind kind : {kFact, kRecord, kParameter, kTable, kTerm, kRule, kRequirement}) {
    const std::string_view start = word(kind);
    if (name.starts_with(start) && name.size() > start.size() + 1 && name[start.size()] == ' ') {
      return true;
    }
  }
  return false;
}

JsonObject signed_json(const ReviewSignature& s) {
  JsonObject cone(s.cone.begin(), s.cone.end());
  JsonObject out{{"ruleset", s.ruleset},   {"rule", s.rule},
                 {"rule_hash", s.rule_hash}, {"cone", std::move(cone)},
                 {"cone_hash", cone_hash(s.cone)}, {"authors", strings(s.authors)},
                 {"day", s.day},           {"reviewer", s.reviewer},
                 {"key", s.key},           {"statement", s.statement}};
  put(out, "demonstration", is_demonstration_key(s.key));
  return out;
}

std::vector<std::string> read_names(ObjectReader& in, const char* key, bool required) {
  std::vector<std::string> out;
  for (const Json& name : in.list(key, required)) {
    const std::string* text = name.as_string();
    if (text == nullptr || text->empty()) in.fail(key);
    if (text != nullptr) out.push_back(*text);
  }
  return out;
}

// Members of an object whose values are text.
std::map<std::string, std::string> read_texts(ObjectReader& in, const char* key) {
  std::map<std::string, std::string> out;
  const Json* json = in.member(key, true);
  if (json == nullptr) return out;
  if (json->as_object() == nullptr) {
    in.fail(key);
    return out;
  }
  for (const auto& [name, value] : *json->as_object()) {
    if (value.as_string() == nullptr) in.fail(key);
    if (value.as_string() != nullptr) out.emplace(name, *value.as_string());
  }
  return out;
}

ReviewSignature read_signature(const Json& json, const std::string& path, ReadFailure& failure) {
  ObjectReader in(json, path, failure);
  ReviewSignature out;
  out.ruleset = in.text("ruleset", true);
  out.rule = in.text("rule", true);
  out.rule_hash = in.text("rule_hash", true);
  out.cone = read_texts(in, "cone");
  out.authors = read_names(in, "authors", true);
  out.day = in.text("day", true);
  out.reviewer = in.text("reviewer", true);
  out.key = in.text("key", true);
  out.statement = in.text("statement", true);
  out.signature = in.text("signature", true);
  if (in.text("cone_hash", true) != cone_hash(out.cone)) in.fail("cone_hash");
  if (in.flag("demonstration") != is_demonstration_key(out.key)) in.fail("demonstration");
  const auto demand = [&in](bool good, const char* key) {
    if (!good) in.fail(key);
  };
  demand(is_hash(out.rule_hash), "rule_hash");
  demand(std::all_of(out.cone.begin(), out.cone.end(),
                     [](const auto& part) { return is_part(part.first) && is_hash(part.second); }),
         "cone");
  demand(!out.authors.empty(), "authors");
  demand(parse_date(out.day).has_value(), "day");
  demand(parse_verifier_key(out.key).has_value(), "key");
  demand(signature_of(out.signature).has_value(), "signature");
  demand(!out.rule.empty(), "rule");
  demand(!out.reviewer.empty(), "reviewer");
  demand(!out.statement.empty(), "statement");
  return out;
}

std::vector<ReviewSignature> read_list(const JsonArray& list, const std::string& path,
                                       ReadFailure& failure) {
  std::vector<ReviewSignature> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string here = pointer(path, i);
    out.push_back(read_signature(list[i], here, failure));
    if (i > 0 && !(sort_key(out[i - 1]) < sort_key(out[i]))) failure.note(here);
  }
  return out;
}

Authors read_authors_at(const Json& json, const std::string& path, ReadFailure& failure) {
  ObjectReader in(json, path, failure);
  Authors out;
  for (const Json& person : in.list("people")) {
    ObjectReader entry(person, in.at("people"), failure);
    Author author{entry.text("name", true), entry.text("key")};
    if (author.name.empty()) entry.fail("name");
    if (!author.key.empty() && !parse_verifier_key(author.key)) entry.fail("key");
    out.people.push_back(std::move(author));
  }
  out.standard = read_names(in, "default", false);
  const Json* rules = in.member("rules");
  if (rules == nullptr) return out;
  ObjectReader by_id(*rules, in.at("rules"), failure);
  if (rules->as_object() == nullptr) return out;
  for (const auto& [id, names] : *rules->as_object()) {
    static_cast<void>(names);
    auto& named = out.rules[id] = read_names(by_id, id.c_str(), true);
    if (named.empty()) by_id.fail(id);
  }
  return out;
}

std::vector<Reviewer> read_reviewers(const JsonArray& list, const std::string& path,
                                     ReadFailure& failure) {
  std::vector<Reviewer> out;
  for (const Json& json : list) {
    ObjectReader entry(json, path, failure);
    Reviewer reviewer{entry.text("key", true), entry.text("owner")};
    if (!parse_verifier_key(reviewer.key)) entry.fail("key");
    out.push_back(std::move(reviewer));
  }
  return out;
}

Error malformed(const std::string& path) {
  return {Failure::kInvalidInput, "S4040", messages::malformed_reviews(path), path};
}

}  // namespace

std::tuple<std::string, std::string, std::string, std::string> sort_key(const ReviewSignature& s) {
  return {s.rule, s.day, s.key, s.signature};
}

std::string cone_hash(const Cone& cone) {
  return hash_name("stadga/v1/cone", {{"parts", JsonObject(cone.begin(), cone.end())}});
}

const std::vector<std::string>& Authors::of(std::string_view id) const {
  const auto found = rules.find(std::string(id));
  return found == rules.end() ? standard : found->second;
}

bool is_demonstration_key(std::string_view verifier_key) {
  return verifier_key.starts_with(kDemonstration);
}

std::string signed_bytes(const ReviewSignature& signature) {
  return std::string("stadga/v1/review") + '\0' + canonical_or_die(signed_json(signature));
}

bool is_genuine(const ReviewSignature& signature) {
  const auto key = parse_verifier_key(signature.key);
  const auto bytes = signature_of(signature.signature);
  return key && bytes && ed25519_verify(key->public_key, signed_bytes(signature), *bytes);
}

Json to_json(const ReviewSignature& signature) {
  JsonObject out = signed_json(signature);
  out["signature"] = signature.signature;
  return out;
}

Json to_json(const Authors& authors) {
  JsonObject out;
  JsonArray people;
  for (const Author& author : authors.people) {
    JsonObject person{{"name", author.name}};
    put(person, "key", author.key);
    people.emplace_back(std::move(person));
  }
  put(out, "people", std::move(people));
  put(out, "default", strings(authors.standard));
  JsonObject rules;
  for (const auto& [id, names] : authors.rules) rules[id] = strings(names);
  if (!rules.empty()) out["rules"] = std::move(rules);
  return out;
}

Json to_json(const Reviews& reviews) {
  JsonArray signatures, reviewers;
  for (const ReviewSignature& signature : reviews.signatures) {
    signatures.push_back(to_json(signature));
  }
  for (const Reviewer& reviewer : reviews.reviewers) {
    JsonObject entry{{"key", reviewer.key}};
    put(entry, "owner", reviewer.owner);
    reviewers.emplace_back(std::move(entry));
  }
  JsonObject out{{"signatures", std::move(signatures)},
                 {"reviewers", std::move(reviewers)},
                 {"authors", to_json(reviews.authors)},
                 {"states", JsonObject(reviews.states.begin(), reviews.states.end())}};
  JsonArray waivers;
  for (const Waiver& waiver : reviews.waivers) waivers.push_back(to_json(waiver));
  put(out, "waivers", std::move(waivers));
  put(out, "demonstration", reviews.demonstration);
  return out;
}

Result<std::vector<ReviewSignature>> read_signatures(const Json& list) {
  ReadFailure failure;
  if (list.as_array() == nullptr) return malformed("");
  auto out = read_list(*list.as_array(), "", failure);
  if (failure.failed()) return malformed(*failure.path);
  return out;
}

Result<Authors> read_authors(const Json& json) {
  ReadFailure failure;
  Authors out = read_authors_at(json, "", failure);
  if (failure.failed()) return malformed(*failure.path);
  return out;
}

Result<Reviews> read_reviews(const Json& json) {
  ReadFailure failure;
  Reviews out;
  {
    ObjectReader in(json, "", failure);
    out.signatures = read_list(in.list("signatures", true), in.at("signatures"), failure);
    out.reviewers = read_reviewers(in.list("reviewers", true), in.at("reviewers"), failure);
    if (const Json* authors = in.member("authors", true)) {
      out.authors = read_authors_at(*authors, in.at("authors"), failure);
    }
    out.waivers = read_waiver_list(in.list("waivers"), in.at("waivers"), failure);
    out.states = read_texts(in, "states");
    out.demonstration = in.flag("demonstration");
  }
  if (failure.failed()) return malformed(*failure.path);
  for (const ReviewSignature& signature : out.signatures) {
    if (is_genuine(signature)) continue;
    return Error{Failure::kInvalidInput, "S4041", messages::false_signature(signature.rule),
                 signature.rule};
  }
  for (const Waiver& waiver : out.waivers) {
    if (is_genuine(waiver)) continue;
    return Error{Failure::kInvalidInput, "S4041", messages::false_waiver(waiver.obligation),
                 waiver.obligation};
  }
  return out;
}

}  // namespace stadga::engine
