// parameters.h - dated values: the law's own, and what a municipality sets.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_parameter(Context& context, const syntax::Decl& decl);
void lower_filling(Context& context, const syntax::Decl& decl);  // an overlay's `bestammer`

}  // namespace stadga::dsl::sema
