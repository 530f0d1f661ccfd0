// applied.h - what is applied for piece by piece: each element of a list is granted in full, in part
// or not at all.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_applied_items(Context& context, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
