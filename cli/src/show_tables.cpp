// show_tables.cpp - tables with their versions, and what shall always hold.
#include "show.h"
#include "stadga/base/date.h"

namespace stadga::cli {
namespace {

using engine::Ruleset;

std::string keys_text(const Ruleset& ruleset, const engine::Table& table, MessageLanguage language) {
  std::string out;
  for (const engine::TableKey& key : table.keys) {
    out += (out.empty() ? "" : ", ") + key.name + " : " + type_text(ruleset, key.type, language);
  }
  return out.empty() ? out : " (" + out + ")";
}

std::string period_text(const DateInterval& period, MessageLanguage language) {
  if (period.to == kMaxDate) return in({"fr.o.m. ", "from "}, language) + to_string(period.from);
  return to_string(period.from) + in({" t.o.m. ", " to "}, language) + to_string(period.to);
}

std::string rows_text(std::size_t rows, MessageLanguage language) {
  const LocalText unit = rows == 1 ? LocalText{" rad", " row"} : LocalText{" rader", " rows"};
  return std::to_string(rows) + in(unit, language);
}

Json add_version(const Ruleset& ruleset, const engine::TableVersion& version, MessageLanguage language, View& view) {
  const std::string in_force = validity_text(version.validity, language);
  std::string text = law_text(ruleset, version.citations, language) + in({", gäller ", ", in force "}, language) + in_force;
  JsonObject out{{"in_force", in_force},
                 {"law", law_text(ruleset, version.citations, language)},
                 {"rows", static_cast<std::int64_t>(version.rows.size())},
                 {"file", version.span.file},
                 {"line", version.span.line}};
  if (version.period) {
    const std::string period = period_text(*version.period, language);
    text += in({", tillämpas på ", ", applies to "}, language) + period;
    out.emplace("applies_to", period);
  }
  text += ", " + rows_text(version.rows.size(), language);
  if (!version.note.empty()) {
    text += ", " + version.note;
    out.emplace("note", version.note);
  }
  view.lines.push_back({1, std::move(text)});
  return out;
}

Json add_table(const Ruleset& ruleset, const engine::Table& table, MessageLanguage language, View& view) {
  const std::string type = type_text(ruleset, table.type, language);
  const std::string kind = in({"tabell ", "table "}, language) + (table.municipal ? "kommun." : "");
  const std::string title = table.title.empty() ? "" : " \"" + table.title + "\"";
  view.lines.push_back({0, kind + table.name + keys_text(ruleset, table, language) + " : " + type + title});
  if (table.versions.empty()) {
    view.lines.push_back({1, in({"inget nationellt värde: ", "no national value: "}, language) +
                                 law_text(ruleset, table.citations, language)});
  }
  JsonArray versions;
  for (const engine::TableVersion& version : table.versions) {
    versions.push_back(add_version(ruleset, version, language, view));
  }
  return JsonObject{{"table", table.name},
                    {"title", table.title},
                    {"type", type},
                    {"municipal", table.municipal},
                    {"versions", std::move(versions)}};
}

LocalText verb_of(engine::GuaranteeKind kind) {
  switch (kind) {
    case engine::GuaranteeKind::kNeverRises: return {" stiger aldrig med ", " never rises with "};
    case engine::GuaranteeKind::kNeverFalls: return {" sjunker aldrig med ", " never falls with "};
    case engine::GuaranteeKind::kFallsAtMost: return {" sjunker högst ", " falls at most "};
    case engine::GuaranteeKind::kRisesAtMost: return {" stiger högst ", " rises at most "};
    default: return {" beror aldrig på ", " never depends on "};
  }
}

std::string amount(std::int64_t value, const engine::Type& type) {
  return type.kind == engine::TypeKind::kMoney ? to_string(Money{value}) + " kr" : std::to_string(value);
}

// "bistånd stiger aldrig med inkomster.belopp"; a statement is said by its title.
std::string direction_text(const Ruleset& ruleset, const engine::Guarantee& guarantee, MessageLanguage language) {
  if (guarantee.kind == engine::GuaranteeKind::kAlways) return {};
  const LocalText verb = verb_of(guarantee.kind);
  const engine::Fact& fact = ruleset.at(guarantee.with);
  std::string path = fact.name;
  engine::Type type = fact.type;
  for (const std::uint32_t index : guarantee.with_fields) {
    const engine::Field& field = ruleset.at(type.record).fields.at(index);
    path += "." + field.name;
    type = field.type;
  }
  const LocalText outcome{"utfallet", "the outcome"};
  const std::string subject = guarantee.of_outcome ? in(outcome, language) : ruleset.at(guarantee.subject).name;
  if (guarantee.step == 0) return subject + in(verb, language) + path;
  const LocalText when{" när ", " when "};
  const LocalText rises{" stiger med ", " rises by "};
  return subject + in(verb, language) + amount(guarantee.most, ruleset.at(guarantee.subject).type) + in(when, language) +
         path + in(rises, language) + amount(guarantee.step, type);
}

}  // namespace

void add_tables(const Ruleset& ruleset, const std::string& name, MessageLanguage language, View& view, JsonArray& json) {
  for (const engine::Table& table : ruleset.tables) {
    const bool wanted = name.empty() || table.name == name || "kommun." + table.name == name;
    if (wanted) json.push_back(add_table(ruleset, table, language, view));
  }
}

void add_guarantees(const Ruleset& ruleset, const std::string& name, MessageLanguage language, View& view, JsonArray& json) {
  for (const engine::Guarantee& guarantee : ruleset.guarantees) {
    if (!name.empty() && guarantee.id != name) continue;
    const std::string law = law_text(ruleset, guarantee.citations, language);
    const std::string direction = direction_text(ruleset, guarantee, language);
    view.lines.push_back({0, in({"ska alltid gälla ", "must always hold "}, language) + guarantee.id + " \"" + guarantee.title +
                                 "\"" + (law.empty() ? "" : ", " + law)});
    if (!direction.empty()) view.lines.push_back({1, direction});
    JsonObject out{{"guarantee", guarantee.id},
                   {"title", guarantee.title},
                   {"file", guarantee.span.file},
                   {"line", guarantee.span.line}};
    if (!direction.empty()) out.emplace("never", direction);
    json.emplace_back(std::move(out));
  }
}

}  // namespace stadga::cli
