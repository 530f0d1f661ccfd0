// identity.cpp - hashes of parts. A source counts with what a citation rests on; the day to which it
// was last checked does not: checking the law again changes no rule and voids no signature.
#include "stadga/engine/identity.h"

#include <algorithm>

#include "model/hash_name.h"
#include "model/write.h"
#include "model/write_parts.h"
#include "stadga/base/check.h"
#include "stadga/engine/bundle.h"

namespace stadga::engine {
namespace {

template <typename T>
const T& named(const std::vector<T>& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const T& item) { return item.name == name; });
  STADGA_CHECK(found != items.end());
  return *found;
}

std::string hash_of(std::string_view kind, Json part) {
  return hash_name("stadga/v1/part", {{"kind", kind}, {"part", std::move(part)}});
}

void add_sources(JsonObject& out, const Ruleset& ruleset, const std::vector<Citation>& citations) {
  for (const Citation& citation : citations) {
    const Source& source = ruleset.at(citation.source);
    out[source.name] = cited_source_json(source);
  }
}

}  // namespace

std::string_view word(PartKind kind) {
  switch (kind) {
    case PartKind::kFact:
      return "fact";
    case PartKind::kRecord:
      return "record";
    case PartKind::kParameter:
      return "parameter";
    case PartKind::kTable:
      return "table";
    case PartKind::kTerm:
      return "term";
    case PartKind::kRule:
      return "rule";
    case PartKind::kRequirement:
      return "requirement";
    case PartKind::kLawDay:
      return "law_day";
  }
  return "";
}

std::string part_hash(const Ruleset& ruleset, PartKind kind, std::string_view name) {
  switch (kind) {
    case PartKind::kFact:
      return hash_of(word(kind), fact_json(ruleset, named(ruleset.facts, name)));
    case PartKind::kRecord:
      return hash_of(word(kind), record_json(ruleset, named(ruleset.records, name)));
    case PartKind::kTerm:
      return hash_of(word(kind), term_json(ruleset, named(ruleset.terms, name)));
    case PartKind::kLawDay:
      return hash_of(word(kind), expr_json(ruleset, ruleset.header.law_day));
    case PartKind::kParameter:
    case PartKind::kTable:
    case PartKind::kRule:
    case PartKind::kRequirement:
      return rule_hash(ruleset, name);
  }
  return "";
}

std::string frame_hash(const Ruleset& base) {
  Json header = header_json(base);
  for (const char* passing : {"version", "review_note"}) header.as_object()->erase(passing);
  JsonObject sources;
  add_sources(sources, base, base.header.appeal_citations);
  add_sources(sources, base, base.header.communication_citations);
  JsonArray routes;
  for (const ProvisionRoute& route : base.routes) {
    routes.push_back(route_json(base, route));
    add_sources(sources, base, {route.provision});
  }
  return hash_name("stadga/v1/frame", {{"header", std::move(header)},
                                       {"decision", decision_json(base)},
                                       {"routes", std::move(routes)},
                                       {"sources", std::move(sources)}});
}

std::string overlay_frame_hash(const Ruleset& base, const Ruleset& overlaid) {
  const Extent extent = extent_of(base);
  Json overlay = overlay_json(overlaid, extent);
  JsonObject& members = *overlay.as_object();
  for (const char* own : {"rules", "requirements", "guarantees", "sources"}) members.erase(own);
  JsonArray sources;
  for (std::size_t i = extent.sources; i < overlaid.sources.size(); ++i) {
    sources.push_back(cited_source_json(overlaid.sources[i]));
  }
  write_parts::put(members, "sources", std::move(sources));
  return hash_name("stadga/v1/overlay-frame", {{"overlay", std::move(overlay)}});
}

std::string meaning_hash(const Ruleset& ruleset) {
  Json model = model_json(ruleset);
  JsonObject& members = *model.as_object();
  Json header = header_json(ruleset);
  for (const char* passing : {"version", "review_note"}) header.as_object()->erase(passing);
  members["header"] = std::move(header);
  JsonArray sources;
  for (const Source& source : ruleset.sources) sources.push_back(cited_source_json(source));
  members["sources"] = std::move(sources);
  return hash_name("stadga/v1/meaning", {{"model", std::move(model)}});
}

std::string obligation_hash(std::string_view meaning, const ObligationName& name) {
  return hash_name("stadga/v1/obligation", {{"meaning", meaning},
                                            {"id", name.id},
                                            {"kind", name.kind},
                                            {"municipality", name.municipality}});
}

}  // namespace stadga::engine
