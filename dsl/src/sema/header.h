// header.h - the rule set's head and its decision.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_header(Context& context, const syntax::Decl& decl);
void lower_decision(Context& context, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
