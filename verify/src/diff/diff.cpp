// diff.cpp - the bases against each other, then each municipality that both have; findings in
// words.
#include "stadga/verify/diff.h"

#include <z3++.h>

#include <algorithm>

#include "diff/classes.h"
#include "diff/inputs.h"
#include "diff/words.h"
#include "workbench.h"

namespace stadga::verify {
namespace {

using engine::Package;
using engine::Ruleset;

class Differ {
 public:
  Differ(const Package& before, const Package& after, const DiffOptions& options)
      : packages_{&before, &after}, options_(options) {
    result_.solver_name = "z3";
    result_.solver_version = solver_version();
    result_.from = options.from;
    result_.from_given = options.from.has_value();
  }

  DiffResult run() {
    const auto& before = packages_[kOld]->municipal;
    const auto& after = packages_[kNew]->municipal;
    describe_municipalities(*packages_[kOld], *packages_[kNew], result_.inputs);
    if (options_.municipality.empty()) {
      compare("");
      for (const auto& [code, ruleset] : before) {
        if (!after.contains(code)) result_.only_old.push_back(code);
      }
      for (const auto& [code, ruleset] : after) {
        if (before.contains(code)) {
          compare(code);
        } else {
          result_.only_new.push_back(code);
        }
      }
    } else {
      compare(options_.municipality);
    }
    return std::move(result_);
  }

 private:
  void compare(const std::string& code) {
    const Compared compared{packages_, code};
    const Ruleset& after = compared.ruleset(kNew);
    Comparison out;
    out.municipality = code;
    if (after.overlay) out.name = after.overlay->name;
    out.verdict = obligation(code, "diff", "decision", after);
    std::vector<InputChange> told;
    try {
      settle(compared, out, told);
    } catch (const OutOfCore& construct) {
      out.classes.clear();
      out.verdict.verdict = Verdict::kOutOfCore;
      out.verdict.code = "S2191";
      out.verdict.because = {construct.what()};
      out.verdict.message = messages::diff_out_of_core(construct.what());
    } catch (const Disagreement& bug) {
      throw Disagreement(out.verdict.id + ": " + bug.what());
    }
    note(told);
    result_.comparisons.push_back(std::move(out));
    if (options_.progress)
      options_.progress({code, result_.comparisons.back().classes.size(), true});
  }

  static Obligation obligation(const std::string& code, const std::string& kind,
                               const std::string& subject, const Ruleset& ruleset) {
    Obligation out;
    out.id = (code.empty() ? "" : code + "/") + kind + "/" + subject;
    out.kind = kind;
    out.municipality = code;
    out.span = ruleset.decision.span;
    return out;
  }

  void settle(const Compared& compared, Comparison& out, std::vector<InputChange>& told) {
    const Joint joint = align(compared.ruleset(kOld), compared.ruleset(kNew), told);
    out.days = joint.both.header.horizon;
    if (joint.law_days.to < joint.law_days.from) return say_no_common_day(joint, out);
    Numbers numbers;
    const auto changes = changes_between(joint, numbers);
    if (result_.comparisons.empty()) note(changes);
    if (says_the_same(joint, numbers)) {
      out.by_structure = out.complete = true;
      out.verdict.verdict = Verdict::kProved;
      out.verdict.message = messages::diff_same_rules();
      name_days(joint, out);
      return;
    }
    if (compared.municipality.empty()) stop_where_open(compared, joint);
    const ClassSearch search = find_classes(joint, changes, numbers, compared, options_);
    out.verdict.verdict = search.verdict;
    out.verdict.rlimit_used = search.used;
    out.complete = search.complete;
    out.cut = search.cut;
    for (const FoundClass& found : search.classes)
      out.classes.push_back(described(compared, changes, found, out));
    std::stable_sort(out.classes.begin(), out.classes.end(),
                     [](const DiffClass& a, const DiffClass& b) { return weight(a) < weight(b); });
    for (std::size_t i = 0; i < out.classes.size(); ++i) number(out.classes[i], i + 1);
    if (told.empty()) told = search.asked;
    sum_up(out);
    name_days(joint, out);
  }

  static void say_no_common_day(const Joint& joint, Comparison& out) {
    out.verdict.verdict = Verdict::kOutOfCore;
    out.verdict.code = "S2191";
    out.verdict.because = {"beslutsdagar"};
    out.verdict.message = messages::diff_no_common_day(joint.sides[kOld], joint.sides[kNew]);
  }
  // Where one of the two covers more days than the other it is said which have been compared.
  static void name_days(const Joint& joint, Comparison& out) {
    const auto all = [&](std::size_t side) {
      const DateInterval& days = joint.sides[side].header.horizon;
      return days.from == joint.law_days.from && days.to == joint.law_days.to;
    };
    if (!all(kOld) || !all(kNew))
      out.verdict.message = messages::diff_on_days(out.verdict.message, joint.law_days);
  }

  // Tables that only a municipality can fill have no value in the base at all.
  static void stop_where_open(const Compared& compared, const Joint& joint) {
    for (const std::size_t side : {kOld, kNew}) {
      for (const auto& table : joint.sides[side].tables) {
        const bool open = table.municipal && !table.guideline && table.versions.empty();
        if (open && engine::needs_municipality(*compared.packages[side]))
          throw OutOfCore("kommun." + table.name);
      }
    }
  }

  static bool says_the_same(const Joint& joint, Numbers& numbers) {
    Meaning before(numbers, joint.sides[kOld], Depth::kDefinitions);
    Meaning after(numbers, joint.sides[kNew], Depth::kDefinitions);
    return before.whole() == after.whole();
  }

  void note(const std::vector<InputChange>& inputs) {
    for (const InputChange& input : inputs) {
      const bool known =
          std::any_of(result_.inputs.begin(), result_.inputs.end(), [&](const InputChange& other) {
            return other.name == input.name && other.what.sv == input.what.sv;
          });
      if (!known) result_.inputs.push_back(input);
    }
  }
  void note(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      result_.law.push_back(change.law);
      if (options_.from || change.law.in_place) continue;
      if (!result_.from || change.law.days.from < *result_.from)
        result_.from = change.law.days.from;
    }
  }

  DiffClass described(const Compared& compared, const std::vector<Change>& changes,
                      const FoundClass& found, const Comparison& comparison) const {
    DiffClass out;
    const Ruleset& after = compared.ruleset(kNew);
    out.found = obligation(comparison.municipality, "diff", "", after);
    out.found.verdict = Verdict::kRefuted;
    out.found.code = "S2130";
    out.before = ending_json(found.witness.observed.before);
    out.after = ending_json(found.witness.observed.after);
    out.beside = found.key.beside();
    out.values = found.values;
    for (const auto index : found.key.felt) {
      const Change& change = changes[index];
      out.law.push_back(change.law);
      out.in_place = out.in_place || change.law.in_place;
      add_rules(out.found, change);
      out.found.citations.insert(out.found.citations.end(), change.law.new_citations.begin(),
                                 change.law.new_citations.end());
    }
    // Nothing that is written otherwise shows by itself: what the answer rests on.
    if (out.law.empty()) out.found.rules = found.witness.evaluations[kNew].relied_on;
    if (!out.law.empty())
      out.found.span = out.law.front().in_new ? out.law.front().new_span : out.law.front().old_span;
    set_witness(out.found, found.witness);
    out.found.message = messages::diff_class(out);
    out.found.help = messages::diff_help(compared.municipality);
    out.retroactive = retroactive(compared, found, out);
    return out;
  }

  static void add_rules(Obligation& o, const Change& change) {
    const auto add = [&](const std::string& id) {
      if (std::find(o.rules.begin(), o.rules.end(), id) == o.rules.end()) o.rules.push_back(id);
    };
    const bool provision = change.law.kind == "rule" || change.law.kind == "requirement";
    if (provision) add(change.law.name);
  }

  static void set_witness(Obligation& o, const PairWitness& witness) {
    for (const std::size_t side : {kOld, kNew}) {
      o.witnesses.push_back(witness.files[side]);
      JsonObject replayed = replay_json(witness.evaluations[side]);
      JsonObject values;
      for (const auto& [name, value] : witness.evaluations[side].values) values[name] = value;
      if (!values.empty()) replayed["values"] = std::move(values);
      o.replayed.push_back(std::move(replayed));
    }
    o.because = witness.because;
    o.assumes = witness.assumes;
  }

  Obligation retroactive(const Compared& compared, const FoundClass& found,
                         const DiffClass& described) const {
    Obligation out = obligation(compared.municipality, "retroactive", "", compared.ruleset(kNew));
    out.citations = described.found.citations;
    out.rules = described.found.rules;
    out.span = described.found.span;
    out.severity = Severity::kWarning;
    out.verdict = Verdict::kProved;
    if (options_.from) {
      out.verdict = found.early_verdict;
      if (found.early) set_witness(out, *found.early);
    } else if (described.in_place) {
      out.verdict = Verdict::kRefuted;
      set_witness(out, found.witness);
    }
    if (out.verdict == Verdict::kRefuted) out.code = "S2131";
    out.message = messages::retroactive(out.verdict, options_.from, described.law);
    return out;
  }

  // Other outcomes first, then other values of a grant, then what is printed beside no grant.
  static int weight(const DiffClass& found) {
    return found.beside ? 2 : found.before == found.after ? 1 : 0;
  }

  static void number(DiffClass& found, std::size_t place) {
    found.found.id += std::to_string(place);
    found.retroactive.id += std::to_string(place);
  }

  static void sum_up(Comparison& out) {
    Obligation& o = out.verdict;
    if (o.verdict == Verdict::kProved) o.message = messages::diff_proved();
    if (o.verdict == Verdict::kUndecided) {
      o.code = "S2190";
      o.message = messages::undecided();
    } else if (o.verdict == Verdict::kOutOfCore) {
      o.code = "S2191";
      o.message = messages::diff_out_of_core("lista");
    } else if (o.verdict == Verdict::kRefuted) {
      o.code = "S2130";
      o.message = messages::diff_found(out.classes.size(), out.complete, out.cut);
    }
  }

  std::array<const Package*, 2> packages_;
  const DiffOptions& options_;
  DiffResult result_;
};

Error internal(const std::string& what) {
  return {Failure::kInternal,
          "S9001",
          {"internt fel i jämförelsen: " + what, "internal error in the comparison: " + what},
          ""};
}

Error unknown_municipality(const std::string& code) {
  return {
      Failure::kInvalidInput,
      "S2192",
      {"båda regelverken måste ha kommun " + code, "both rule sets must have municipality " + code},
      code};
}

}  // namespace

Result<DiffResult> diff(const Package& before, const Package& after, const DiffOptions& options) {
  const std::string& code = options.municipality;
  if (!code.empty() && (!before.municipal.contains(code) || !after.municipal.contains(code))) {
    return unknown_municipality(code);
  }
  try {
    return Differ(before, after, options).run();
  } catch (const Disagreement& bug) {
    return internal(bug.what());
  } catch (const OutOfCore& bug) {
    return internal(bug.what());
  } catch (const z3::exception& bug) {
    return internal(bug.msg());
  }
}

int exit_status(const DiffResult& result) {
  bool found = !result.inputs.empty() || !result.only_old.empty() || !result.only_new.empty();
  bool open = false;
  for (const Comparison& comparison : result.comparisons) {
    found = found || comparison.verdict.verdict == Verdict::kRefuted;
    open = open || comparison.verdict.verdict == Verdict::kUndecided ||
           comparison.verdict.verdict == Verdict::kOutOfCore;
  }
  return found ? 1 : open ? 4 : 0;
}

}  // namespace stadga::verify
