// declare.h - first pass: every name gets its place before any body is read, so that the order of
// declarations and of files never matters.
#pragma once
#include <map>

#include "sema/context.h"

namespace stadga::dsl::sema {

// Where the bodies of declared provisions go, in source order.
struct Bodies {
  std::map<const syntax::Decl*, engine::RequirementId> requirements;
  std::map<const syntax::Decl*, engine::RuleId> rules;
};

void declare_records(Context& context);                 // names only
void declare_values(Context& context, Bodies& bodies);  // fields, sources, facts, terms, parameters, ids

}  // namespace stadga::dsl::sema
