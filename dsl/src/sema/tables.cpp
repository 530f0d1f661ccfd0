// tables.cpp - see tables.h. Rows that answer one case twice are found here, for no case is needed to
// see it; what no row answers is for `check` to show.
#include "sema/tables.h"

#include <algorithm>

#include "messages/figures.h"
#include "messages/law.h"
#include "messages/names.h"
#include "messages/types.h"
#include "sema/clauses.h"
#include "sema/law.h"
#include "sema/literals.h"
#include "sema/table_rows.h"
#include "sema/types.h"

namespace stadga::dsl::sema {
namespace {

using engine::Table;
using engine::TableId;
using engine::TableVersion;
using engine::Type;
using engine::TypeKind;
using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

std::string place(const engine::Span& span) { return span.file + ":" + std::to_string(span.line); }

bool allowed(const Type& type) {
  const bool scalar = type.kind != TypeKind::kRecord && type.kind != TypeKind::kList &&
                      type.kind != TypeKind::kIdentifier && type.kind != TypeKind::kPattern;
  return scalar && !type.optional && !type.assessment;
}

Type table_type(Context& context, const syntax::Type& source, const std::string& owner) {
  const Type type = lower_type(context, source, owner);
  if (!allowed(type)) context.report(source.span, messages::table_type());
  return type;
}

bool same_type(const engine::Ruleset& ruleset, Type a, const Type& b) {
  if (!same_values(ruleset, a, b)) return false;
  a.enumeration = b.enumeration;
  return a == b;
}

std::vector<engine::TableKey> keys_of(Context& context, const Decl& decl) {
  std::vector<engine::TableKey> out;
  for (const syntax::Field& field : decl.fields) {
    const bool twice = std::any_of(out.begin(), out.end(), [&](const auto& key) { return key.name == field.name.text; });
    if (twice) context.report(field.name.span, messages::declared_twice(field.name.text, place(context.span(field.name.span))));
    out.push_back({field.name.text, table_type(context, field.type, decl.name.text + "." + field.name.text)});
  }
  return out;
}

// A later version repeats the first one's keys; its own types leave no trace.
void check_signature(Context& context, const Decl& decl, const Table& table) {
  const std::size_t enumerations = context.ruleset.enumerations.size();
  Diagnostics unheard;
  Context quiet{context.ruleset, context.symbols, unheard, context.file, context.overlay};
  const std::vector<engine::TableKey> keys = keys_of(quiet, decl);
  const Type type = lower_type(quiet, decl.type, decl.name.text);
  bool same = keys.size() == table.keys.size() && same_type(context.ruleset, type, table.type);
  for (std::size_t i = 0; same && i < keys.size(); ++i) {
    same = keys[i].name == table.keys[i].name && same_type(context.ruleset, keys[i].type, table.keys[i].type);
  }
  context.ruleset.enumerations.resize(enumerations);
  if (!same) context.report(decl.span, messages::signature_differs(table.name, place(table.span)));
}

std::optional<TableId> declared(const Context& context, const Decl& decl) {
  if (decl.kw != Kw::kTable) {
    const auto found = context.symbols.municipal_tables.find(decl.name.text);
    return found == context.symbols.municipal_tables.end() ? std::nullopt : std::optional(found->second);
  }
  const auto found = context.symbols.values.find(decl.name.text);
  if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kTable) return std::nullopt;
  return TableId{found->second.index};
}

// The version's period; reports where it does not agree with the table.
std::optional<DateInterval> period_of(const Context& context, const Decl& decl, const Table& table) {
  const Clause* clause = find_clause(decl.clauses, Kw::kAppliesTo);
  if ((clause != nullptr) != table.periods) {
    if (!decl.broken) context.report(decl.span, messages::period_differs(table.name, table.periods));
    return table.periods ? std::optional(DateInterval{}) : std::nullopt;
  }
  if (clause == nullptr) return std::nullopt;
  if (clause->expr.valid()) context.report(context.file->at(clause->expr).span, messages::period_of_table());
  if (clause->period.any) context.report(clause->span, messages::period_of_no_table(true));
  if (clause->period.to < clause->period.from) context.report(clause->span, messages::period_reversed());
  return DateInterval{clause->period.from, clause->period.to};
}

void check_versions(const Context& context, const Decl& decl, const Table& table, const TableVersion& version) {
  for (const TableVersion& earlier : table.versions) {
    const bool periods = !version.period || !earlier.period || overlap(*earlier.period, *version.period);
    const bool clash = earlier.from_overlay == version.from_overlay && periods && overlap(earlier.validity.days, version.validity.days);
    if (!clash) continue;
    const Date day = std::max(earlier.validity.days.from, version.validity.days.from);
    return context.report(decl.span, messages::table_versions_overlap(table.name, to_string(day), place(earlier.span)));
  }
}

// A municipality that may deviate in favour only is compared with each national row of the same cases.
void check_favour(const Context& context, const Table& table, const TableVersion& version) {
  if (!version.from_overlay || table.only_in_favour == engine::Favour::kNone) return;
  for (const TableVersion& national : table.versions) {
    const bool periods = !version.period || !national.period || overlap(*national.period, *version.period);
    if (national.from_overlay || !periods || !overlap(national.validity.days, version.validity.days)) continue;
    for (const engine::TableRow& mine : version.rows) {
      for (const engine::TableRow& theirs : national.rows) {
        if (!rows_overlap(mine, theirs)) continue;
        const std::int64_t a = rank(mine.value).value_or(0);
        const std::int64_t b = rank(theirs.value).value_or(0);
        const bool worse = table.only_in_favour == engine::Favour::kHigher ? a < b : a > b;
        if (worse) return context.report(mine.span, messages::worse_for_individual());
      }
    }
  }
}

void add_version(Context& context, const Decl& decl, TableId id) {
  const Clause* in_force = find_clause(decl.clauses, Kw::kInForce);
  const Table& table = context.ruleset.at(id);
  TableVersion out;
  out.period = period_of(context, decl, table);
  out.citations = lower_citations(context, decl.clauses);
  out.note = clause_text(decl.clauses, Kw::kNote);
  out.from_overlay = context.overlay;
  out.span = context.span(decl.span);
  if (in_force != nullptr) {
    out.validity = lower_validity(context, in_force->validity);
    if (in_force->expr.valid()) context.report(context.file->at(in_force->expr).span, messages::filled_twice(table.name));
  }
  if (decl.rows.empty() && !decl.broken) context.report(decl.span, messages::no_rows());
  out.rows = lower_rows(context, decl, table);
  check_versions(context, decl, table, out);
  check_favour(context, table, out);
  context.ruleset.tables[id.value].versions.push_back(std::move(out));
}

// What opens a table for municipalities may hold a national version; with `periods` it holds none.
void lower_opening(Context& context, const Decl& decl, TableId id) {
  Table& table = context.ruleset.tables[id.value];
  table.citations = lower_citations(context, decl.clauses);
  if (const Clause* clause = find_clause(decl.clauses, Kw::kOnlyInFavour)) {
    table.only_in_favour = favour_of(context, *clause, table.type);
  }
  const bool national = !decl.rows.empty() || has_clause(decl.clauses, Kw::kInForce);
  if (!national) return;
  if (!has_clause(decl.clauses, Kw::kInForce)) context.report(decl.span, messages::missing_validity(table.name));
  add_version(context, decl, id);
}

void lower_table_filling(Context& context, const Decl& decl, TableId id) {
  const std::string what = context.word(decl.kw) + " " + decl.name.text;
  if (!decl.broken && !has_clause(decl.clauses, Kw::kBasis)) context.report(decl.span, messages::missing_basis(what));
  if (!decl.broken && !has_clause(decl.clauses, Kw::kInForce)) context.report(decl.span, messages::missing_validity(what));
  add_version(context, decl, id);
}

}  // namespace

bool is_table(const Context& context, const Decl& decl) {
  if (decl.kw == Kw::kTable || (decl.kw == Kw::kMunicipal && decl.is_table)) return true;
  return decl.kw == Kw::kFills && context.symbols.municipal_tables.count(decl.name.text) != 0;
}

void declare_table(Context& context, const Decl& decl) {
  Table table;
  table.name = decl.name.text;
  table.title = decl.title;
  table.keys = keys_of(context, decl);
  table.type = table_type(context, decl.type, decl.name.text);
  table.periods = has_clause(decl.clauses, Kw::kAppliesTo);
  table.municipal = decl.kw == Kw::kMunicipal;
  table.guideline = decl.guideline;
  table.span = context.span(decl.span);
  context.ruleset.tables.push_back(std::move(table));
}

void lower_table(Context& context, const Decl& decl) {
  const std::optional<TableId> id = declared(context, decl);
  if (!id) return;  // declared as something else
  if (decl.kw == Kw::kFills) return lower_table_filling(context, decl, *id);
  const engine::Span here = context.span(decl.span);
  const Table& table = context.ruleset.at(*id);
  const bool first = table.span.file == here.file && table.span.line == here.line;
  if (decl.kw == Kw::kMunicipal) {
    if (first) lower_opening(context, decl, *id);
    return;
  }
  if (!first) check_signature(context, decl, table);
  add_version(context, decl, *id);
}

}  // namespace stadga::dsl::sema
