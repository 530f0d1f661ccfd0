// value_stages.h - a value that is computed in stages: one term for each. The last stage bears the
// value's own name, an earlier one both names: `rent.before_cap` is the term "rent before_cap".
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// The terms of a declaration with stages; `last` is the declared term itself.
void declare_value_stages(Context& context, const syntax::Decl& decl, engine::TermId last);

// The term that NAME.STAGE names; reports when there is none.
[[nodiscard]] engine::TermId value_stage(const Context& context, const syntax::Name& name, const syntax::Name& stage);

}  // namespace stadga::dsl::sema
