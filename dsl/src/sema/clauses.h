// clauses.h - which clauses a declaration may and must have, and finding them.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// Reports misplaced, doubled and missing clauses. What is missing is not said of a broken declaration.
void check_clauses(const Context& context, const syntax::Decl& decl);
// A block that adds months says what holds when the day does not exist.
void need_day_rule(const Context& context, const syntax::Decl& decl, bool adds_months);

[[nodiscard]] const syntax::Clause* find_clause(const std::vector<syntax::Clause>& clauses, syntax::Kw kw);
[[nodiscard]] bool has_clause(const std::vector<syntax::Clause>& clauses, syntax::Kw kw);
[[nodiscard]] std::string clause_text(const std::vector<syntax::Clause>& clauses, syntax::Kw kw);

}  // namespace stadga::dsl::sema
