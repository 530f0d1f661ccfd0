// law_day.h - the date that picks the law: of the rule set, or of one rule or requirement.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// Invalid when the clause is absent or wrong. `adds_months` is set when the date adds months.
[[nodiscard]] engine::ExprId law_day_of(Context& context, const syntax::Decl& decl, bool& adds_months);

// Which version is in force cannot be asked of each version by another date.
void check_law_days(const engine::Ruleset& ruleset, Diagnostics& diagnostics);

}  // namespace stadga::dsl::sema
