// write_law.cpp - tables, guarantees, trials, delegations and applied items in the canonical form.
#include "model/names.h"
#include "model/write.h"
#include "model/write_parts.h"

namespace stadga::engine {

using namespace write_parts;  // NOLINT(google-build-using-namespace)

namespace write_parts {

JsonArray aliases_json(const Ruleset& ruleset, const Type& type, const std::vector<Alias>& list) {
  JsonArray out;
  for (const Alias& alias : list) {
    out.emplace_back(
        JsonObject{{"text", alias.text}, {"value", literal_json(ruleset, type, alias.value)}});
  }
  return out;
}

}  // namespace write_parts

namespace {

Json row_json(const Ruleset& ruleset, const Table& table, const TableRow& row) {
  JsonArray out;
  for (std::size_t i = 0; i < row.keys.size(); ++i) {
    const Type& type = table.keys.at(i).type;
    out.push_back(literal_json(ruleset, type, row.keys[i].first));
    out.push_back(literal_json(ruleset, type, row.keys[i].last));
  }
  out.push_back(literal_json(ruleset, table.type, row.value));
  return out;
}

}  // namespace

Json table_version_json(const Ruleset& ruleset, const Table& table, const TableVersion& version) {
  JsonObject out{{"validity", validity_json(version.validity)}};
  if (version.period) out["period"] = interval_json(*version.period);
  put(out, "citations", citations_json(ruleset, version.citations));
  put(out, "note", version.note);
  put(out, "from_overlay", version.from_overlay);
  JsonArray rows;
  for (const TableRow& row : version.rows) rows.push_back(row_json(ruleset, table, row));
  put(out, "rows", std::move(rows));
  return out;
}

Json table_json(const Ruleset& ruleset, const Table& table) {
  JsonObject out{{"name", table.name}, {"type", type_json(ruleset, table.type)}};
  put(out, "title", table.title);
  JsonArray keys;
  for (const TableKey& key : table.keys) {
    keys.emplace_back(JsonObject{{"name", key.name}, {"type", type_json(ruleset, key.type)}});
  }
  put(out, "keys", std::move(keys));
  put(out, "periods", table.periods);
  put(out, "municipal", table.municipal);
  put(out, "guideline", table.guideline);
  if (table.only_in_favour != Favour::kNone) out["favour"] = word(table.only_in_favour);
  put(out, "citations", citations_json(ruleset, table.citations));
  JsonArray versions;
  for (const TableVersion& version : table.versions) {
    versions.push_back(table_version_json(ruleset, table, version));
  }
  put(out, "versions", std::move(versions));
  return out;
}

Json guarantee_json(const Ruleset& ruleset, const Guarantee& guarantee) {
  JsonObject out{
      {"id", guarantee.id}, {"title", guarantee.title}, {"kind", word(guarantee.kind)}};
  put(out, "citations", citations_json(ruleset, guarantee.citations));
  if (guarantee.statement.valid()) out["statement"] = expr_json(ruleset, guarantee.statement);
  if (guarantee.when.valid()) out["when"] = expr_json(ruleset, guarantee.when);
  if (guarantee.subject.valid()) out["subject"] = ruleset.at(guarantee.subject).name;
  put(out, "of_outcome", guarantee.of_outcome);
  if (guarantee.step != 0) {
    out["most"] = guarantee.most;
    out["step"] = guarantee.step;
  }
  if (guarantee.with.valid()) {
    JsonArray path{ruleset.at(guarantee.with).name};
    for (const std::uint32_t step : guarantee.with_fields) path.emplace_back(step);
    out["with"] = std::move(path);
  }
  return out;
}

Json trial_json(const Ruleset& ruleset, const Trial& trial) {
  JsonObject out{{"id", trial.id}, {"title", trial.title}, {"days", interval_json(trial.days)}};
  put(out, "citations", citations_json(ruleset, trial.citations));
  put(out, "disapplies", strings(trial.disapplies));
  return out;
}

Json delegation_json(const Ruleset& ruleset, const Delegation& delegation) {
  JsonObject out{{"validity", validity_json(delegation.validity)}};
  put(out, "citations", citations_json(ruleset, delegation.citations));
  return out;
}

Json route_json(const Ruleset& ruleset, const ProvisionRoute& route) {
  return JsonObject{{"provision", citations_json(ruleset, {route.provision})},
                    {"route", word(route.route)}};
}

Json items_json(const Ruleset& ruleset, const AppliedItems& items) {
  return JsonObject{{"list", ruleset.at(items.list).name},
                    {"label", items.label},
                    {"applied", expr_json(ruleset, items.applied)},
                    {"granted", ruleset.at(items.granted).name}};
}

}  // namespace stadga::engine
