// guarantees.h - what shall always hold: proved by `check`, tested on every scenario.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_guarantee(Context& context, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
