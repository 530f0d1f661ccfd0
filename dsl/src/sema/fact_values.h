// fact_values.h - values of facts as a scenario writes them, to the JSON of a case file.
#pragma once
#include "sema/context.h"
#include "stadga/base/json.h"

namespace stadga::dsl::sema {

// `lenient`: the scenario expects an error, so a value of the wrong type is passed on as it is.
// Applies one line of facts to `facts`: sets, replaces or removes what its path names.
void apply_member(const Context& context, const syntax::Member& member, bool lenient, JsonObject& facts);
// The provenance that the same line gives, in place of what was there.
void apply_provenance(const Context& context, const syntax::Member& member, JsonObject& provenance);

}  // namespace stadga::dsl::sema
