// hash.cpp - the names that rules go by (docs/semantics.md, 20). Every hash is domain separated.
#include "model/hash_name.h"
#include "model/write.h"
#include "model/write_parts.h"
#include "stadga/base/crypto.h"
#include "stadga/engine/bundle.h"

namespace stadga::engine {
std::string hash_name(std::string_view label, JsonObject value) {
  value["semantics"] = kSemantics;
  return "sha256:" + to_hex(labelled_sha256(label, canonical_or_die(std::move(value))));
}

namespace {

// The versions of one provision and the sources that they cite: a source's act and weight are
// part of what a reviewer signs, the day of its last checking is not.
struct Provision {
  JsonArray requirements, rules, parameters, tables, guarantees;
  JsonObject sources;

  void cite(const Ruleset& ruleset, const std::vector<Citation>& citations) {
    for (const Citation& citation : citations) {
      const Source& source = ruleset.at(citation.source);
      sources[source.name] = cited_source_json(source);
    }
  }
};

Provision gather(const Ruleset& ruleset, std::string_view id) {
  Provision out;
  for (const Requirement& requirement : ruleset.requirements) {
    if (requirement.id != id) continue;
    out.requirements.push_back(requirement_json(ruleset, requirement));
    out.cite(ruleset, requirement.citations);
    for (const Guideline& guideline : requirement.guidelines) {
      out.cite(ruleset, guideline.citations);
    }
  }
  for (const Rule& rule : ruleset.rules) {
    if (rule.id != id) continue;
    out.rules.push_back(rule_json(ruleset, rule));
    out.cite(ruleset, rule.citations);
    out.cite(ruleset, rule.practices);
  }
  for (const Table& table : ruleset.tables) {
    if (table.name != id) continue;
    out.tables.push_back(table_json(ruleset, table));
    out.cite(ruleset, table.citations);
    for (const TableVersion& version : table.versions) out.cite(ruleset, version.citations);
  }
  for (const Guarantee& guarantee : ruleset.guarantees) {
    if (guarantee.id != id) continue;
    out.guarantees.push_back(guarantee_json(ruleset, guarantee));
    out.cite(ruleset, guarantee.citations);
  }
  for (const Parameter& parameter : ruleset.parameters) {
    if (parameter.name != id) continue;
    out.parameters.push_back(parameter_json(ruleset, parameter));
    out.cite(ruleset, parameter.citations);
    for (const DatedValue& value : parameter.values) out.cite(ruleset, value.citations);
  }
  return out;
}

}  // namespace

std::string ruleset_hash(const Ruleset& base) {
  return hash_name("stadga/v1/ruleset", {{"model", model_json(base)}});
}

std::string overlay_hash(const Ruleset& base, const Ruleset& overlaid) {
  return hash_name("stadga/v1/overlay", {{"base", ruleset_hash(base)},
                                         {"overlay", overlay_json(overlaid, extent_of(base))}});
}

std::string rule_hash(const Ruleset& ruleset, std::string_view id) {
  Provision provision = gather(ruleset, id);
  JsonObject out{{"requirements", std::move(provision.requirements)},
                 {"rules", std::move(provision.rules)},
                 {"parameters", std::move(provision.parameters)},
                 {"sources", std::move(provision.sources)}};
  write_parts::put(out, "tables", std::move(provision.tables));
  write_parts::put(out, "guarantees", std::move(provision.guarantees));
  return hash_name("stadga/v1/rule", std::move(out));
}

}  // namespace stadga::engine
