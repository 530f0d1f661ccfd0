// appeals.h - how decisions are appealed: of the whole rule set, and of single provisions.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

void lower_appeal(const Context& context, const syntax::Decl& decl, engine::Header& header);
// `decided by`: a board or a caseworker, and perhaps an automated function (6 ch. 38 section of the
// Local Government Act: not where a decision cannot be appealed on its merits).
void lower_deciders(const Context& context, const syntax::Decl& decl, engine::Header& header);
// The lines below a source that give single provisions their own route.
void lower_routes(Context& context, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
