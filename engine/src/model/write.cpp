// write.cpp - a Ruleset as canonical JSON: names instead of arena ids, so that equal rules have
// equal bytes whatever the order in which expressions were allocated; no spans; default members
// left out. Expressions are lists in postfix order (see write_expr.cpp).
#include "model/write.h"

#include "model/names.h"
#include "model/write_parts.h"
#include "stadga/base/money.h"
#include "stadga/engine/bundle.h"

namespace stadga::engine {

using namespace write_parts;  // NOLINT(google-build-using-namespace): the other half of this file

namespace {

template <typename T, typename F>
JsonArray list_from(const std::vector<T>& items, std::size_t start, F&& write) {
  JsonArray out;
  for (std::size_t i = start; i < items.size(); ++i) out.push_back(write(items[i]));
  return out;
}

Json enumeration_json(const Enumeration& enumeration) {
  JsonArray values(enumeration.values.begin(), enumeration.values.end());
  return JsonObject{{"name", enumeration.name}, {"values", std::move(values)}};
}

Json stage_json(const Ruleset& ruleset, const Stage& stage) {
  JsonObject out{{"outcome", word(stage.outcome)}, {"test", word(stage.test)}};
  put(out, "only", strings(stage.only));
  JsonArray values;
  for (const TermId id : stage.requires_values) values.push_back(ruleset.at(id).name);
  put(out, "requires", std::move(values));
  return out;
}

// The lists that a base and an overlay have in common.
void put_declarations(JsonObject& out, const Ruleset& ruleset, const Extent& start) {
  const auto with = [&ruleset](auto write) {
    return [&ruleset, write](const auto& item) { return write(ruleset, item); };
  };
  put(out, "sources", list_from(ruleset.sources, start.sources, source_json));
  put(out, "enumerations", list_from(ruleset.enumerations, start.enumerations, enumeration_json));
  put(out, "records", list_from(ruleset.records, start.records, with(record_json)));
  put(out, "facts", list_from(ruleset.facts, start.facts, with(fact_json)));
  put(out, "parameters", list_from(ruleset.parameters, start.parameters, with(parameter_json)));
  put(out, "tables", list_from(ruleset.tables, start.tables, with(table_json)));
  put(out, "terms", list_from(ruleset.terms, start.terms, with(term_json)));
  put(out, "requirements",
      list_from(ruleset.requirements, start.requirements, with(requirement_json)));
  put(out, "rules", list_from(ruleset.rules, start.rules, with(rule_json)));
  put(out, "guarantees", list_from(ruleset.guarantees, start.guarantees, with(guarantee_json)));
  put(out, "trials", list_from(ruleset.trials, start.trials, with(trial_json)));
  put(out, "delegations", list_from(ruleset.delegations, start.delegations, with(delegation_json)));
  put(out, "routes", list_from(ruleset.routes, start.routes, with(route_json)));
}

}  // namespace

Json record_json(const Ruleset& ruleset, const Record& record) {
  JsonArray fields;
  for (const Field& field : record.fields) {
    JsonObject entry{{"name", field.name}, {"type", type_json(ruleset, field.type)}};
    put(entry, "aliases", aliases_json(ruleset, field.type, field.aliases));
    fields.emplace_back(std::move(entry));
  }
  JsonObject out{{"name", record.name}, {"fields", std::move(fields)}};
  put(out, "bare", record.bare);
  return out;
}

Json fact_json(const Ruleset& ruleset, const Fact& fact) {
  JsonObject out{{"name", fact.name}, {"type", type_json(ruleset, fact.type)}};
  put(out, "sources", strings(fact.sources));
  put(out, "question", fact.question);
  if (fact.max_age_days) out["max_age_days"] = number_json(*fact.max_age_days);
  put(out, "provenance_required", fact.provenance_required);
  put(out, "sensitive", fact.sensitive);
  put(out, "never_compiled", fact.never_compiled);
  put(out, "not_after_decision_day", fact.not_after_decision_day);
  put(out, "volunteered", fact.volunteered);
  put(out, "aliases", aliases_json(ruleset, fact.type, fact.aliases));
  if (fact.needed_when.valid()) out["needed_when"] = expr_json(ruleset, fact.needed_when);
  return out;
}

Json term_json(const Ruleset& ruleset, const Term& term) {
  JsonObject out{{"name", term.name}, {"type", type_json(ruleset, term.type)}};
  if (term.each.valid()) out["each"] = ruleset.at(term.each).name;
  put(out, "value", term.is_value);
  if (term.favour != Favour::kNone) out["favour"] = word(term.favour);
  return out;
}

Json header_json(const Ruleset& ruleset) {
  const Header& header = ruleset.header;
  JsonObject out{{"name", header.name},
                 {"title", header.title},
                 {"version", header.version},
                 {"language", header.language},
                 {"horizon", interval_json(header.horizon)}};
  put(out, "decided_by", header.decided_by);
  put(out, "automatic", header.automatic);
  if (header.law_day.valid()) out["law_day"] = expr_json(ruleset, header.law_day);
  if (header.leap_rule) out["leap_rule"] = word(*header.leap_rule);
  if (header.appeal != AppealRoute::kUnset) out["appeal"] = word(header.appeal);
  put(out, "appeal_text", header.appeal_text);
  put(out, "appeal_citations", citations_json(ruleset, header.appeal_citations));
  put(out, "horizon_note", header.horizon_note);
  put(out, "all_municipalities", header.all_municipalities);
  put(out, "communication_before_adverse", header.communication_before_adverse);
  put(out, "communication_citations", citations_json(ruleset, header.communication_citations));
  put(out, "review_note", header.review_note);
  return out;
}

Json decision_json(const Ruleset& ruleset) {
  JsonArray stages;
  for (const Stage& stage : ruleset.decision.stages) stages.push_back(stage_json(ruleset, stage));
  JsonObject decision{{"name", ruleset.decision.name}};
  put(decision, "stages", std::move(stages));
  JsonArray items;
  for (const AppliedItems& list : ruleset.decision.items) {
    items.push_back(items_json(ruleset, list));
  }
  put(decision, "items", std::move(items));
  return decision;
}

Extent extent_of(const Ruleset& base) {
  Extent extent{base.sources.size(),      base.enumerations.size(), base.records.size(),
                base.facts.size(),        base.parameters.size(),   base.terms.size(),
                base.requirements.size(), base.rules.size(),        base.tables.size(),
                base.guarantees.size(),   base.trials.size(),       base.delegations.size(),
                base.routes.size(),       {},                       {}};
  for (const Table& table : base.tables) extent.versions.push_back(table.versions.size());
  for (const Parameter& parameter : base.parameters)
    extent.values.push_back(parameter.values.size());
  return extent;
}

Json overlay_json(const Ruleset& overlaid, const Extent& start) {
  JsonObject out;
  if (overlaid.overlay) {
    out["municipality"] = overlaid.overlay->municipality;
    out["name"] = overlaid.overlay->name;
  }
  put_declarations(out, overlaid, start);
  JsonArray filled;
  for (std::size_t i = 0; i < start.values.size() && i < overlaid.parameters.size(); ++i) {
    const Parameter& parameter = overlaid.parameters[i];
    JsonArray values = list_from(parameter.values, start.values[i], [&](const DatedValue& value) {
      return dated_value_json(overlaid, parameter.type, value);
    });
    if (values.empty()) continue;
    filled.emplace_back(JsonObject{{"parameter", parameter.name}, {"values", std::move(values)}});
  }
  put(out, "filled", std::move(filled));
  JsonArray tables;
  for (std::size_t i = 0; i < start.versions.size() && i < overlaid.tables.size(); ++i) {
    const Table& table = overlaid.tables[i];
    JsonArray versions =
        list_from(table.versions, start.versions[i], [&](const TableVersion& version) {
          return table_version_json(overlaid, table, version);
        });
    if (versions.empty()) continue;
    tables.emplace_back(JsonObject{{"table", table.name}, {"versions", std::move(versions)}});
  }
  put(out, "filled_tables", std::move(tables));
  return out;
}

Json model_json(const Ruleset& ruleset) {
  JsonObject out{{"header", header_json(ruleset)}};
  if (ruleset.overlay) {
    out["overlay"] = JsonObject{{"municipality", ruleset.overlay->municipality},
                                {"name", ruleset.overlay->name}};
  }
  put_declarations(out, ruleset, Extent{});
  out["decision"] = decision_json(ruleset);
  return out;
}

}  // namespace stadga::engine
