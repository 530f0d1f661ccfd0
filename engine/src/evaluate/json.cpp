// json.cpp - the decision as canonical JSON, and the name that a request goes by.
#include "evaluate/automatic.h"
#include "evaluate/format.h"
#include "stadga/base/crypto.h"
#include "stadga/engine/evaluate.h"

namespace stadga::engine {
namespace {

void put(JsonObject& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}

JsonArray citations_json(const Ruleset& ruleset, const std::vector<Citation>& citations) {
  JsonArray out;
  for (const Citation& citation : citations) out.push_back(citation_json(ruleset, citation));
  return out;
}

Json reason_json(const Ruleset& ruleset, const Reason& reason) {
  JsonObject out{{"rule", reason.rule},
                 {"title", reason.title},
                 {"state", reason.state},
                 {"citations", citations_json(ruleset, reason.citations)},
                 {"weight", weight_name(reason.weight)}};
  put(out, "text", reason.text);
  return out;
}

Json indicator_json(const Ruleset& ruleset, const Indicator& indicator) {
  JsonObject out{{"rule", indicator.rule},
                 {"title", indicator.title},
                 {"state", indicator.state},
                 {"citations", citations_json(ruleset, indicator.citations)}};
  put(out, "text", indicator.text);
  return out;
}

Json missing_json(const Missing& missing) {
  JsonObject out{{"fact", missing.fact},
                 {"path", missing.path},
                 {"question", missing.question},
                 {"sources", JsonArray(missing.sources.begin(), missing.sources.end())},
                 {"assessment", missing.assessment}};
  put(out, "reason", missing.reason);
  return out;
}

Json ruleset_json(const Ruleset& ruleset) {
  JsonObject out{
      {"name", ruleset.header.name}, {"version", ruleset.header.version}, {"hash", ruleset.hash}};
  if (ruleset.overlay) {
    out["overlay"] = JsonObject{{"municipality", ruleset.overlay->municipality},
                                {"hash", ruleset.overlay->hash}};
  }
  return out;
}

template <typename T, typename F>
JsonArray list_of(const std::vector<T>& items, F&& write) {
  JsonArray out;
  for (const T& item : items) out.push_back(write(item));
  return out;
}

Json item_json(const Ruleset& ruleset, const ItemResult& item) {
  const Money refused{item.applied.ore > item.granted.ore ? item.applied.ore - item.granted.ore
                                                          : 0};
  JsonObject out{{"list", item.list},
                 {"index", item.index},
                 {"applied", to_string(item.applied)},
                 {"granted", to_string(item.granted)},
                 {"refused", to_string(refused)},
                 {"rules", JsonArray(item.rules.begin(), item.rules.end())},
                 {"citations", citations_json(ruleset, item.citations)}};
  put(out, "kind", item.label);
  put(out, "text", item.text);
  return out;
}

// By whom an automatic decision is made, and on what ground.
void put_automation(JsonObject& out, const Ruleset& ruleset, const Case& facts) {
  const Delegation* delegation = delegation_on(ruleset, facts.decision_date);
  if (delegation == nullptr) return;
  out["automation"] =
      JsonObject{{"decided_by", ruleset.header.decided_by},
                 {"delegation", citations_json(ruleset, delegation->citations)}};
}

// Where and what, for a status that is no answer.
void put_place(JsonObject& out, const Evaluation& result) {
  if (result.status == CaseStatus::kError) {
    JsonObject error{{"name", result.detail}};
    put(error, "rule", result.at);
    out["error"] = std::move(error);
    return;
  }
  put(out, "at", result.at);
  put(out, "detail", result.detail);
  if (result.status == CaseStatus::kConflict) {
    out["conflict"] = list_of(result.conflict, [](const ConflictSide& side) {
      return Json(JsonObject{{"rule", side.rule}, {"title", side.title}, {"result", side.result}});
    });
  }
}

void put_grounds(JsonObject& out, const Ruleset& ruleset, const Evaluation& result) {
  out["reasons"] =
      list_of(result.reasons, [&](const Reason& r) { return reason_json(ruleset, r); });
  out["indicators"] =
      list_of(result.indicators, [&](const Indicator& i) { return indicator_json(ruleset, i); });
  out["missing"] = list_of(result.missing, missing_json);
  out["gates"] = JsonArray(result.gates);
  out["warnings"] = JsonArray(result.warnings);
  if (!result.not_examined.empty()) {
    out["not_examined"] = JsonArray(result.not_examined.begin(), result.not_examined.end());
  }
  if (!result.items.empty()) {
    out["items"] =
        list_of(result.items, [&](const ItemResult& item) { return item_json(ruleset, item); });
  }
  if (!result.not_found.empty()) {
    out["not_found"] = JsonArray(result.not_found.begin(), result.not_found.end());
  }
  if (result.referral) {
    JsonObject referral{{"rule", result.referral->rule},
                        {"reason", result.referral->reason},
                        {"citations", citations_json(ruleset, result.referral->citations)}};
    put(referral, "text", result.referral->text);
    out["referral"] = std::move(referral);
  }
}

}  // namespace

const char* name(CaseStatus status) {
  switch (status) {
    case CaseStatus::kDetermined:
      return "determined";
    case CaseStatus::kIncomplete:
      return "incomplete";
    case CaseStatus::kNeedsAssessment:
      return "needs_assessment";
    case CaseStatus::kReferred:
      return "referred";
    case CaseStatus::kConflict:
      return "conflict";
    case CaseStatus::kGap:
      return "gap";
    case CaseStatus::kNotInForce:
      return "not_in_force";
    case CaseStatus::kNotCovered:
      return "not_covered";
    case CaseStatus::kError:
      return "error";
  }
  return "error";
}

const char* name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kDismissal:
      return "avvisning";
    case Outcome::kReferral:
      return "till handl\xc3\xa4ggare";
    case Outcome::kRejection:
      return "avslag";
    case Outcome::kGrant:
      return "bifall";
    case Outcome::kPartial:
      return "delavslag";
  }
  return "";
}

std::string decision_id(const Ruleset& ruleset, const Case& facts) {
  JsonObject request{{"semantics", kSemantics},
                     {"ruleset_hash", ruleset.hash},
                     {"decision_date", to_string(facts.decision_date)},
                     {"facts", facts.received_facts}};
  if (ruleset.overlay) request["overlay_hash"] = ruleset.overlay->hash;
  put(request, "municipality", facts.municipality);
  put(request, "case_id", facts.case_id);
  if (facts.received_provenance) request["provenance"] = *facts.received_provenance;
  const Hash32 hash = labelled_sha256("stadga/v1/decision", canonical_or_die(std::move(request)));
  return "sha256:" + to_hex(hash);
}

Json decision_json(const Ruleset& ruleset, const Case& facts, const Evaluation& result) {
  JsonObject out{{"stadga", 1},
                 {"semantics", kSemantics},
                 {"kind", result.automatic ? "decision" : "proposal"},
                 {"status", name(result.status)},
                 {"decision_id", result.decision_id},
                 {"decision_date", to_string(facts.decision_date)},
                 {"ruleset", ruleset_json(ruleset)},
                 {"values", JsonObject(result.values.begin(), result.values.end())}};
  if (result.outcome) out["outcome"] = name(*result.outcome);
  put(out, "case_id", facts.case_id);
  put(out, "municipality", facts.municipality);
  put_place(out, result);
  put_grounds(out, ruleset, result);
  if (result.automatic) put_automation(out, ruleset, facts);
  return out;
}

std::string decision_bytes(const Ruleset& ruleset, const Case& facts) {
  return canonical_or_die(decision_json(ruleset, facts, evaluate(ruleset, facts)));
}

DecideResult decide(const Package& package, std::string_view case_json) {
  CaseReading reading = read_case(package, case_json);
  DecideResult out;
  if (reading.value) {
    out.bytes = decision_bytes(*reading.ruleset, *reading.value);
  } else {
    out.problems = std::move(reading.problems);
  }
  return out;
}

}  // namespace stadga::engine
