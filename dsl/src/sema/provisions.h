// provisions.h - second pass: the bodies of requirements, routes, obstacles and rules.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_requirement(Context& context, const syntax::Decl& decl, engine::RequirementId id);
void lower_rule(Context& context, const syntax::Decl& decl, engine::RuleId id);

}  // namespace stadga::dsl::sema
