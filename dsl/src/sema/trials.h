// trials.h - a municipality's trials of a law and its delegation to an automated function.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

// Trials first, so that rules may belong to a trial that is written further down.
void declare_trials(Context& context);
void lower_delegation(Context& context, const syntax::Decl& decl);

// The trial that a rule or requirement belongs to; empty when none, or when that has been reported.
// Before and after the trial nothing of it exists (docs/semantics.md, 32): `validity` is closed at both ends.
[[nodiscard]] std::string trial_of(const Context& context, const syntax::Decl& decl, engine::Validity& validity);

}  // namespace stadga::dsl::sema
