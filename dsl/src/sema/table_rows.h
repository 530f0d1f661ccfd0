// table_rows.h - a table's rows: each place a band of literals, the last one the value.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

[[nodiscard]] std::vector<engine::TableRow> lower_rows(Context& context, const syntax::Decl& decl, const engine::Table& table);
// Is there a case that both answer?
[[nodiscard]] bool rows_overlap(const engine::TableRow& a, const engine::TableRow& b);

}  // namespace stadga::dsl::sema
