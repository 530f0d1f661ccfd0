// table_rows.cpp - see table_rows.h.
#include "sema/table_rows.h"

#include <algorithm>

#include "messages/figures.h"
#include "messages/types.h"
#include "sema/literals.h"
#include "sema/types.h"
#include "syntax/literals.h"

namespace stadga::dsl::sema {
namespace {

using engine::KeyBand;
using engine::Literal;
using engine::TableRow;
using engine::Type;
using engine::TypeKind;
using syntax::Cell;
using syntax::ExprKind;

Literal lowest(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool: return false;
    case TypeKind::kEnum: return engine::EnumLiteral{0};
    case TypeKind::kDate: return type.min_date;
    case TypeKind::kMoney: return Money{type.min};
    default: return type.min;
  }
}
Literal highest(const engine::Ruleset& ruleset, const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool: return true;
    case TypeKind::kEnum: {
      const std::size_t count = type.enumeration.valid() ? ruleset.at(type.enumeration).values.size() : 1;
      return engine::EnumLiteral{static_cast<std::uint32_t>(std::max<std::size_t>(count, 1) - 1)};
    }
    case TypeKind::kDate: return type.max_date;
    case TypeKind::kMoney: return Money{type.max};
    default: return type.max;
  }
}

// In a table the heading says the unit: a bare number is kronor, months or days by the type.
std::optional<Literal> bare_number(Context& context, const syntax::Expr& source, const Type& type) {
  if (type.kind != TypeKind::kMoney) return Literal(source.number);
  if (source.decimals == 2) return Literal(Money{source.number});
  const auto ore = checked_mul(source.number, 100);
  if (source.decimals == 0 && ore) return Literal(Money{*ore});
  context.report(source.span, source.decimals == 0 ? messages::range_too_large() : messages::decimals_here());
  return std::nullopt;
}

std::optional<Literal> cell_value(Context& context, syntax::ExprId id, const Type& type, bool last) {
  if (!id.valid()) return std::nullopt;
  const syntax::Expr& source = context.file->at(id);
  const bool bare = source.kind == ExprKind::kNumber && source.unit == syntax::Unit::kNone && !source.in_parentheses;
  std::optional<Literal> out;
  if (source.kind == ExprKind::kMonth && type.kind == TypeKind::kDate) {
    out = last ? syntax::last_day_of(source.date) : source.date;
  } else if (bare && is_number(type.kind) && (source.decimals == 0 || type.kind == TypeKind::kMoney)) {
    out = bare_number(context, source, type);
  } else {
    out = literal_at(context, id, type);
  }
  if (out) check_bounds(context, source.span, type, *out);
  return out;
}

std::optional<KeyBand> band(Context& context, const Cell& cell, const Type& type) {
  if (cell.all) return KeyBand{lowest(type), highest(context.ruleset, type)};
  const bool ranged = cell.open || cell.last.valid();
  if (ranged && !is_ordered(type.kind)) {
    context.report(cell.span, messages::band_of_unordered());
    return std::nullopt;
  }
  const auto first = cell_value(context, cell.first, type, false);
  if (!first) return std::nullopt;
  if (cell.open) return KeyBand{*first, highest(context.ruleset, type)};
  const bool month = context.file->at(cell.first).kind == ExprKind::kMonth;  // alone it is the whole month
  const auto last = ranged || month ? cell_value(context, ranged ? cell.last : cell.first, type, true) : first;
  if (!last) return std::nullopt;
  if (rank(*first) > rank(*last)) context.report(cell.span, messages::range_reversed());
  return KeyBand{*first, *last};
}

std::optional<TableRow> lower_row(Context& context, const syntax::Row& source, const engine::Table& table) {
  if (source.cells.size() != table.keys.size() + 1) {
    context.report(source.span, messages::row_length(table.keys.size() + 1, source.cells.size()));
    return std::nullopt;
  }
  TableRow out;
  out.span = context.span(source.span);
  bool whole = true;
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    const auto key = band(context, source.cells[i], table.keys[i].type);
    whole = whole && key.has_value();
    if (key) out.keys.push_back(*key);
  }
  const Cell& value = source.cells.back();
  if (value.all || value.open || value.last.valid()) {
    context.report(value.span, messages::row_value_is_band());
    return std::nullopt;
  }
  const auto literal = cell_value(context, value.first, table.type, false);
  if (!whole || !literal) return std::nullopt;
  out.value = *literal;
  return out;
}

}  // namespace

std::vector<TableRow> lower_rows(Context& context, const syntax::Decl& decl, const engine::Table& table) {
  std::vector<TableRow> out;
  for (const syntax::Row& source : decl.rows) {
    const std::optional<TableRow> row = lower_row(context, source, table);
    if (!row) continue;
    const auto clash = std::find_if(out.begin(), out.end(), [&](const TableRow& earlier) { return rows_overlap(earlier, *row); });
    if (clash != out.end()) {
      context.report(source.span, messages::rows_overlap(clash->span.file + ":" + std::to_string(clash->span.line)));
    }
    out.push_back(*row);
  }
  return out;
}

bool rows_overlap(const TableRow& a, const TableRow& b) {
  for (std::size_t i = 0; i < a.keys.size() && i < b.keys.size(); ++i) {
    const bool apart = rank(a.keys[i].last) < rank(b.keys[i].first) || rank(b.keys[i].last) < rank(a.keys[i].first);
    if (apart) return false;
  }
  return true;
}

}  // namespace stadga::dsl::sema
