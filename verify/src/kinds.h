// kinds.h - the kinds of proof; each appends its obligations in source order.
#pragma once
#include "workbench.h"

namespace stadga::verify {

void check_conflicts(Workbench& bench);
void check_gaps(Workbench& bench);
void check_dead_rules(Workbench& bench);
void check_date_coverage(Workbench& bench);
void check_arithmetic(Workbench& bench);
void check_nonbinding_adverse(Workbench& bench);
void check_guarantees(Workbench& bench);
void check_two_cases(Workbench& bench, const engine::Guarantee& guarantee);  // of those, what compares two cases
void check_unknown_safety(Workbench& bench);
void check_bounds(Workbench& bench);
void check_shadowed(Workbench& bench);
void check_trial_containment(Workbench& bench);
void check_floor(Workbench& bench);
void check_delegation(Workbench& bench);
void check_automation_fence(Workbench& bench);
void check_redundant_exceptions(Workbench& bench);
void check_overlaps(Workbench& bench);
void check_vacuous(Workbench& bench);
void check_citations(Workbench& bench);
void check_needless_questions(Workbench& bench);

}  // namespace stadga::verify
