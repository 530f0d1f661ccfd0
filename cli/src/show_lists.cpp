// show_lists.cpp - facts, sources, and the places that read a name.
#include <algorithm>
#include <set>

#include "show.h"
#include "stadga/base/date.h"
#include "stadga/engine/law_text.h"
#include "stadga/engine/references.h"

namespace stadga::cli {
namespace {

using engine::Ruleset;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

std::string traits(const engine::Fact& fact, MessageLanguage language) {
  std::vector<std::string> out;
  const auto add = [&](bool has, LocalText text) {
    if (has) out.push_back(in(text, language));
  };
  add(fact.sensitive, {"känslig", "sensitive"});
  add(fact.volunteered, {"frivillig", "voluntary"});
  add(fact.provenance_required, {"med ursprung", "with provenance"});
  add(fact.not_after_decision_day, {"inte efter beslutsdagen", "not after the decision day"});
  add(fact.never_compiled, {"aldrig i sammanställning", "never in compilations"});
  add(fact.needed_when.valid(), {"behövs bara när ett villkor gäller", "needed only when a condition holds"});
  if (fact.max_age_days) {
    const std::string days = std::to_string(*fact.max_age_days);
    out.push_back(in({"högst " + days + " dagar gammal", "at most " + days + " days old"}, language));
  }
  for (const engine::Alias& alias : fact.aliases) {
    out.push_back(in({"läses även \"", "also read \""}, language) + alias.text + "\"");
  }
  return joined(out);
}

void add_fields(const Ruleset& ruleset, engine::RecordId id, MessageLanguage language, View& view, JsonArray& json) {
  if (!id.valid() || ruleset.at(id).bare) return;
  for (const engine::Field& field : ruleset.at(id).fields) {
    const std::string type = type_text(ruleset, field.type, language);
    view.lines.push_back({1, "." + field.name + " : " + type});
    json.emplace_back(JsonObject{{"name", field.name}, {"type", type}});
  }
}

Json add_fact(const Ruleset& ruleset, const engine::Fact& fact, MessageLanguage language, View& view) {
  const std::string type = type_text(ruleset, fact.type, language);
  view.lines.push_back({0, fact.name + " : " + type});
  if (!fact.question.empty()) view.lines.push_back({1, fact.question});
  const std::string extra = traits(fact, language);
  if (!fact.sources.empty()) view.lines.push_back({1, in({"från ", "from "}, language) + joined(fact.sources)});
  if (!extra.empty()) view.lines.push_back({1, extra});
  JsonArray sources;
  for (const std::string& source : fact.sources) sources.emplace_back(source);
  JsonArray fields;
  add_fields(ruleset, fact.type.record, language, view, fields);
  JsonObject out{{"name", fact.name},           {"type", type},
                 {"sources", std::move(sources)}, {"question", fact.question},
                 {"assessment", fact.type.assessment}, {"sensitive", fact.sensitive},
                 {"voluntary", fact.volunteered},      {"file", fact.span.file},
                 {"line", fact.span.line}};
  if (!fields.empty()) out.emplace("fields", std::move(fields));
  return out;
}

// Ids or names of what cites a source, with how they cite it.
std::vector<std::pair<std::string, std::string>> citing(const Ruleset& ruleset, engine::SourceId id) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto take = [&](const std::string& who, const std::vector<engine::Citation>& citations) {
    for (const engine::Citation& citation : citations) {
      if (citation.source != id) continue;
      std::pair<std::string, std::string> entry{who, engine::citation_text(ruleset, citation)};
      if (std::find(out.begin(), out.end(), entry) == out.end()) out.push_back(std::move(entry));
    }
  };
  take(ruleset.header.name, ruleset.header.appeal_citations);
  take(ruleset.header.name, ruleset.header.communication_citations);
  for (const engine::ProvisionRoute& route : ruleset.routes) take(ruleset.header.name, {route.provision});
  for (const engine::Delegation& delegation : ruleset.delegations) take(ruleset.header.name, delegation.citations);
  for (const engine::Parameter& parameter : ruleset.parameters) {
    take(parameter.name, parameter.citations);
    for (const engine::DatedValue& value : parameter.values) take(parameter.name, value.citations);
  }
  for (const engine::Table& table : ruleset.tables) {
    take(table.name, table.citations);
    for (const engine::TableVersion& version : table.versions) take(table.name, version.citations);
  }
  for (const engine::Requirement& r : ruleset.requirements) {
    take(r.id, r.citations);
    for (const engine::Guideline& guideline : r.guidelines) take(r.id, guideline.citations);
  }
  for (const engine::Rule& rule : ruleset.rules) {
    take(rule.id, rule.citations);
    take(rule.id, rule.practices);
  }
  for (const engine::Guarantee& guarantee : ruleset.guarantees) take(guarantee.id, guarantee.citations);
  for (const engine::Trial& trial : ruleset.trials) take(trial.id, trial.citations);
  return out;
}

std::string source_head(const engine::Source& source, MessageLanguage language) {
  std::string out = source.name + ": " + source.title;
  if (!source.act.empty() && source.act != source.title) out += " (" + source.act + ")";
  out += std::string(", ") + weight_text(source.weight, language);
  if (source.verified_to) out += in({", kontrollerad t.o.m. ", ", verified to "}, language) + to_string(*source.verified_to);
  if (source.decided) out += in({", beslutad ", ", decided "}, language) + to_string(*source.decided);
  return out;
}

Json add_source(const Ruleset& ruleset, engine::SourceId id, MessageLanguage language, View& view) {
  const engine::Source& source = ruleset.at(id);
  view.lines.push_back({0, source_head(source, language)});
  if (!source.note.empty()) view.lines.push_back({1, source.note});
  JsonArray list;
  for (const auto& [who, how] : citing(ruleset, id)) {
    view.lines.push_back({1, who + ": " + how});
    list.emplace_back(JsonObject{{"provision", who}, {"citation", how}});
  }
  JsonObject out{{"name", source.name},
                 {"act", source.act},
                 {"title", source.title},
                 {"weight", weight_text(source.weight, MessageLanguage::kSwedish)},
                 {"cited_by", std::move(list)}};
  if (source.verified_to) out.emplace("verified_to", to_string(*source.verified_to));
  return out;
}

LocalText words(engine::UseKind kind) {
  switch (kind) {
    case engine::UseKind::kApplies: return {"tillämpas när", "applies when"};
    case engine::UseKind::kCondition: return {"villkor", "condition"};
    case engine::UseKind::kNotShown: return {"inte visat när", "not shown when"};
    case engine::UseKind::kGuideline: return {"riktmärke", "guideline"};
    case engine::UseKind::kText: return {"text", "text"};
    case engine::UseKind::kConclusion: return {"rättsföljd", "effect"};
    case engine::UseKind::kGoesBefore: return {"går före", "goes before"};
    case engine::UseKind::kSettles: return {"bestämmer", "settles"};
    case engine::UseKind::kStage: return {"steg", "stage"};
    case engine::UseKind::kStates: return {"anger", "states"};
    case engine::UseKind::kItems: return {"prövar varje", "decides each"};
    case engine::UseKind::kNeeded: return {"behövs när", "needed when"};
    case engine::UseKind::kLawDay: return {"lagdag", "law day"};
    case engine::UseKind::kGuarantee: return {"ska alltid gälla", "must always hold"};
    case engine::UseKind::kDisapplies: return {"sätter ur kraft", "disapplies"};
    case engine::UseKind::kPartOf: return {"ingår i försök", "part of trial"};
    case engine::UseKind::kCites: break;
  }
  return {"stöd", "basis"};
}

}  // namespace

View facts_view(const Ruleset& ruleset, const std::string& name, MessageLanguage language) {
  View view;
  JsonArray json;
  for (const engine::Fact& fact : ruleset.facts) {
    if (name.empty() || fact.name == name) json.push_back(add_fact(ruleset, fact, language, view));
  }
  view.json = std::move(json);
  return view;
}

View sources_view(const Ruleset& ruleset, const std::string& name, MessageLanguage language) {
  View view;
  JsonArray json;
  for (std::uint32_t i = 0; i < ruleset.sources.size(); ++i) {
    if (name.empty() || ruleset.sources[i].name == name) json.push_back(add_source(ruleset, {i}, language, view));
  }
  view.json = std::move(json);
  return view;
}

View uses_view(const Ruleset& ruleset, const std::string& name, MessageLanguage language) {
  View view;
  JsonArray json;
  const auto uses = engine::uses_of(ruleset, name);
  for (const engine::Use& use : uses.value_or(std::vector<engine::Use>{})) {
    const std::string role = in(words(use.kind), language);
    view.lines.push_back({0, place_text(use.span) + ": " + use.reader + ", " + role});
    json.emplace_back(JsonObject{{"file", use.span.file},
                                 {"line", use.span.line},
                                 {"column", use.span.column},
                                 {"reader", use.reader},
                                 {"role", role}});
  }
  if (view.lines.empty()) view.lines.push_back({0, in({"ingen läser " + name, "nothing reads " + name}, language)});
  view.json = std::move(json);
  return view;
}

}  // namespace stadga::cli
