// facts.h - when a fact is needed, and how older systems spell its values.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// `also read` of a fact or a field. `name` is for messages.
[[nodiscard]] std::vector<engine::Alias> lower_aliases(const Context& context, const std::vector<syntax::AlsoRead>& lines,
                                                       const engine::Type& type, const std::string& name);
// The spellings that a fact's clauses declare.
[[nodiscard]] std::vector<syntax::AlsoRead> also_read(const syntax::Decl& decl);

void lower_fact(Context& context, const syntax::Decl& decl);  // `needed when`

}  // namespace stadga::dsl::sema
