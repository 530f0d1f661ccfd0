// report.cpp - the contract's JSON of `check`.
#include <array>

#include "report_json.h"
#include "stadga/engine/identity.h"
#include "stadga/verify/check.h"
#include "stadga/verify/waived.h"

namespace stadga::verify {
namespace {

const char* name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kProved: return "proved";
    case Verdict::kRefuted: return "refuted";
    case Verdict::kUndecided: return "undecided";
    case Verdict::kOutOfCore: return "out_of_core";
  }
  return "undecided";
}

const char* name(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kInfo: return "info";
  }
  return "error";
}

const char* name(engine::Weight weight) {
  switch (weight) {
    case engine::Weight::kLag: return "lag";
    case engine::Weight::kForordning: return "förordning";
    case engine::Weight::kForeskrift: return "föreskrift";
    case engine::Weight::kPraxis: return "praxis";
    case engine::Weight::kAllmantRad: return "allmänt råd";
    case engine::Weight::kRiktlinje: return "riktlinje";
    case engine::Weight::kSedvana: return "sedvana";
  }
  return "sedvana";
}

// The rule set that an obligation speaks about: its overlay, or the base.
const engine::Ruleset& ruleset_of(const engine::Package& package, const Obligation& obligation) {
  const auto overlay = package.municipal.find(obligation.municipality);
  return overlay == package.municipal.end() ? package.base : overlay->second;
}

Json texts(const std::vector<std::string>& values) {
  JsonArray out;
  for (const auto& value : values) out.emplace_back(value);
  return out;
}

}  // namespace

Json citation_json(const engine::Ruleset& ruleset, const engine::Citation& citation) {
  const auto& source = ruleset.at(citation.source);
  JsonObject out;
  out["source"] = source.name;
  out["weight"] = name(source.weight);
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) out[key] = value;
  };
  add("act", source.act);
  add("chapter", citation.chapter);
  add("section", citation.section);
  add("stycke", citation.stycke);
  add("mening", citation.mening);
  add("punkt", citation.punkt);
  add("wording", citation.wording);
  return out;
}

Json both(const LocalText& text) {
  JsonObject out;
  out["sv"] = text.sv;
  out["en"] = text.en;
  return out;
}

// A rule set's meaning is hashed once for all its obligations.
class Hashes {
 public:
  explicit Hashes(const engine::Package& package) : package_(package) {}

  std::string of(const Obligation& o) {
    std::string& meaning = meanings_[o.municipality];
    if (meaning.empty()) meaning = engine::meaning_hash(ruleset_of(package_, o));
    return engine::obligation_hash(meaning, {o.id, o.kind, o.municipality});
  }

 private:
  const engine::Package& package_;
  std::map<std::string, std::string> meanings_;
};

Json waiver_json(const Waived& waiver) {
  return JsonObject{{"by", waiver.by},
                    {"reason", waiver.reason},
                    {"date", waiver.day},
                    {"state", waiver.state}};
}

Json obligation_json(const engine::Package& package, const Obligation& o) {
  const auto& ruleset = ruleset_of(package, o);
  const bool swedish = package.base.header.language == "sv";
  JsonArray citations;
  for (const auto& citation : o.citations) citations.emplace_back(citation_json(ruleset, citation));
  JsonObject span;
  span["file"] = o.span.file;
  span["line"] = o.span.line;
  span["column"] = o.span.column;
  JsonObject out;
  out["id"] = o.id;
  out["kind"] = o.kind;
  out["verdict"] = name(o.verdict);
  out["rules"] = texts(o.rules);
  out["citations"] = std::move(citations);
  out["span"] = std::move(span);
  out["severity"] = name(o.severity);
  out["witnesses"] = JsonArray(o.witnesses);
  out["replayed"] = JsonArray(o.replayed);
  out["because"] = texts(o.because);
  if (!o.assumes.empty()) out["assumes"] = texts(o.assumes);
  out["message"] = swedish ? o.message.sv : o.message.en;
  out["messages"] = both(o.message);
  out["code"] = o.code;
  out["rlimit"] = o.rlimit_used;
  if (!o.municipality.empty()) out["municipality"] = o.municipality;
  if (!o.help.sv.empty()) out["help"] = both(o.help);
  return out;
}

Json ruleset_json(const engine::Package& package) {
  const auto& header = package.base.header;
  JsonArray overlays;
  for (const auto& [code, ruleset] : package.municipal) {
    JsonObject overlay;
    overlay["municipality"] = code;
    if (ruleset.overlay) {
      overlay["name"] = ruleset.overlay->name;
      overlay["hash"] = ruleset.overlay->hash;
    }
    overlays.emplace_back(std::move(overlay));
  }
  JsonObject horizon;
  horizon["from"] = to_string(header.horizon.from);
  horizon["to"] = to_string(header.horizon.to);
  JsonObject out;
  out["name"] = header.name;
  out["title"] = header.title;
  out["version"] = header.version;
  out["hash"] = package.base.hash;
  out["overlays"] = std::move(overlays);
  out["horizon"] = std::move(horizon);
  return out;
}

Json to_json(const engine::Package& package, const CheckResult& result) {
  return to_json(package, result, {});
}

Json to_json(const engine::Package& package, const CheckResult& result, const Waivers& waivers) {
  Hashes hashes(package);
  JsonArray obligations;
  std::array<std::int64_t, 4> counts{};
  std::int64_t waived = 0;
  for (const auto& obligation : result.obligations) {
    Json one = obligation_json(package, obligation);
    (*one.as_object())["hash"] = hashes.of(obligation);
    const auto waiver = waivers.find(obligation.id);
    if (waiver != waivers.end()) (*one.as_object())["waiver"] = waiver_json(waiver->second);
    if (waiver != waivers.end() && waiver->second.counts) ++waived;
    obligations.emplace_back(std::move(one));
    ++counts.at(static_cast<std::size_t>(obligation.verdict));
  }
  JsonObject solver;
  solver["name"] = result.solver_name;
  solver["version"] = result.solver_version;
  JsonObject summary;
  summary["proved"] = counts[0];
  summary["refuted"] = counts[1];
  summary["undecided"] = counts[2];
  summary["out_of_core"] = counts[3];
  if (waived > 0) summary["waived"] = waived;  // of those that are undecided or out of core
  JsonObject out;
  out["stadga"] = 1;
  out["ruleset"] = ruleset_json(package);
  out["solver"] = std::move(solver);
  out["obligations"] = std::move(obligations);
  out["summary"] = std::move(summary);
  return out;
}

}  // namespace stadga::verify
