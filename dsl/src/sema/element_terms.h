// element_terms.h - terms that rules define for each element of a list.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// Finds each such term's list, and with it the record. After every fact and field is declared.
void resolve_element_terms(Context& context);

}  // namespace stadga::dsl::sema
