// check.cpp - all proofs of a package: the base, then each overlay, kind by kind.
#include "stadga/verify/check.h"

#include <z3++.h>

#include "kinds.h"
#include "recorder.h"
#include "workbench.h"

namespace stadga::verify {
namespace {

struct Kind {
  const char* name;
  void (*run)(Workbench&);
  bool summed = false;  // asks about long lists summed up as well (workbench.h)
};

constexpr Kind kKinds[] = {
    {"conflict", check_conflicts, true},
    {"gap", check_gaps, true},
    {"dead_rule", check_dead_rules},
    {"shadowed", check_shadowed},
    {"redundant_exception", check_redundant_exceptions},
    {"vacuous", check_vacuous},
    {"overlap", check_overlaps},
    {"date_coverage", check_date_coverage},
    {"arithmetic", check_arithmetic, true},
    {"bounds", check_bounds, true},
    {"nonbinding_adverse", check_nonbinding_adverse},
    {"guarantee", check_guarantees, true},
    {"unknown_safety", check_unknown_safety},
    {"automation_fence", check_automation_fence},
    {"floor", check_floor},
    {"delegation", check_delegation},
    {"trial_containment", check_trial_containment},
    {"citation", check_citations},
};

void check_target(const Target& target, const CheckOptions& options, Recorder* recorder, CheckResult& result) {
  Workbench bench(target, options, recorder);
  for (const Kind& kind : kKinds) {
    if (!bench.wants(kind.name)) continue;
    if (kind.summed && bench.has_long_lists()) {
      bench.sum_up(true);
      kind.run(bench);
      bench.sum_up(false);
    }
    bench.renew_session();
    kind.run(bench);
  }
  const auto& done = bench.obligations();
  result.obligations.insert(result.obligations.end(), done.begin(), done.end());
}

Error internal(const std::string& what) {
  return {Failure::kInternal,
          "S9001",
          {"internt fel i kontrollen: " + what, "internal error in the check: " + what},
          ""};
}

Error unknown_municipality(const std::string& code) {
  return {Failure::kInvalidInput,
          "S2192",
          {"regelverket har ingen kommun " + code, "the rule set has no municipality " + code},
          code};
}

}  // namespace

Result<CheckResult> check(const engine::Package& package, const CheckOptions& options) {
  CheckResult result;
  result.solver_name = "z3";
  result.solver_version = solver_version();
  Recorder recorder(options.answers);
  Recorder* const recorded = options.evidence || options.answers != nullptr ? &recorder : nullptr;
  try {
    if (!options.municipality.empty()) {
      const auto overlay = package.municipal.find(options.municipality);
      if (overlay == package.municipal.end()) return unknown_municipality(options.municipality);
      check_target({&package, &overlay->second, overlay->first}, options, recorded, result);
    } else {
      check_target({&package, &package.base, ""}, options, recorded, result);
      for (const auto& [code, ruleset] : package.municipal) {
        check_target({&package, &ruleset, code}, options, recorded, result);
      }
    }
    if (options.evidence) result.evidence = recorder.take();
    return result;
  } catch (const Disagreement& bug) {
    return internal(bug.what());
  } catch (const OutOfCore& bug) {
    return internal(bug.what());
  } catch (const z3::exception& bug) {
    return internal(bug.msg());
  }
}

int exit_status(const CheckResult& result) {
  bool open = false;
  for (const auto& obligation : result.obligations) {
    if (obligation.verdict == Verdict::kRefuted && obligation.severity == Severity::kError) {
      return 1;
    }
    if (obligation.severity == Severity::kWarning) continue;  // could be a warning at worst
    open = open || obligation.verdict == Verdict::kUndecided ||
           obligation.verdict == Verdict::kOutOfCore;
  }
  return open ? 4 : 0;
}

}  // namespace stadga::verify
