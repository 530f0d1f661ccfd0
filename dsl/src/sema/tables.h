// tables.h - tables: their keys, and each version's rows as bands of literals.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// Is it a table, or the filling of one that the municipality may set?
[[nodiscard]] bool is_table(const Context& context, const syntax::Decl& decl);
// The first declaration of a name gives it its keys and its type.
void declare_table(Context& context, const syntax::Decl& decl);
// One version: validity, period, citations, rows.
void lower_table(Context& context, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
