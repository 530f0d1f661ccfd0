// workbench.h - one rule set under proof: its encoding, its solver, its replays and its findings.
//
// Every kind of proof is a function over a Workbench that appends obligations. A question that the
// solver answers with a case becomes a witness only after the engine has shown the finding on it;
// an answer "no case" becomes `proved` only after the vacuity check and after random and boundary
// cases have been run through the engine. Whatever disagrees is an internal error (Disagreement).
#pragma once
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "encoder.h"
#include "replay.h"
#include "session.h"
#include "stadga/verify/check.h"
#include "witness.h"

namespace stadga::verify {

struct Target {
  const engine::Package* package = nullptr;
  const engine::Ruleset* ruleset = nullptr;
  std::string municipality;  // empty: the base
};

// Solver and engine do not agree: a bug in Stadga. Stays inside verify/src.
struct Disagreement : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Question {
  Exprs query;                  // holds exactly in the cases that show the finding
  Exprs needs;                  // holds in all of them, and is asked of first; may be empty
  // Asked for first: a case with this finding and no other of the kind, which the engine must name.
  // Where there is none, another finding may stand before this one; what never shows is no finding.
  Exprs prefer;
  Shows shows;                  // the same, seen from the engine
  Days days;                    // preferred decision days of the witness; may be empty
};

struct Verdicted {
  Verdict verdict = Verdict::kUndecided;
  std::optional<Witness> witness;
  std::uint64_t used = 0;
};

class Workbench {
 public:
  Workbench(const Target& target, const CheckOptions& options, Recorder* recorder = nullptr);

  [[nodiscard]] const engine::Ruleset& ruleset() const { return *target_.ruleset; }
  [[nodiscard]] const Target& target() const { return target_; }
  [[nodiscard]] Smt& smt() { return side().smt; }
  [[nodiscard]] Encoder& encoder() { return side().encoder; }
  [[nodiscard]] const CaseVars& vars() const { return side().vars; }
  [[nodiscard]] Session& session() { return *side().session; }
  // A new solver over the same encoding: what one kind of proof has asked only slows down the next.
  void renew_session();
  [[nodiscard]] std::uint64_t rlimit() const {
    constexpr std::uint64_t kForLongLists = 4;
    return has_long_lists() ? options_.rlimit / kForLongLists : options_.rlimit;
  }

  // Lists that the encoding cuts short are asked about twice. First summed up (LongLists::kSummed):
  // only "no case" counts there, for every length. Then cut short: only a case counts there.
  [[nodiscard]] bool has_long_lists() const { return !cut_.vars.exact_lists; }
  [[nodiscard]] bool sums_up() const { return sums_up_; }
  void sum_up(bool yes);
  [[nodiscard]] Recorder* recorder() const { return recorder_; }
  [[nodiscard]] bool asks_about_questions() const { return options_.questions; }
  [[nodiscard]] const std::vector<Obligation>& obligations() const { return obligations_; }

  [[nodiscard]] bool wants(const std::string& kind) const;
  [[nodiscard]] Obligation start(const std::string& kind, const std::string& subject,
                                 const engine::Span& span) const;
  void add(Obligation obligation);

  // Runs `work` on the obligation and adds it; a construct without encoding gives out_of_core.
  void prove(Obligation obligation, const std::function<void(Obligation&)>& work);
  // Of the base: is there such a case where a municipality chooses other values than the base's own?
  [[nodiscard]] Reply ask_of_any_choice(const std::function<Exprs(Encoder&)>& query);
  // Is there such a case at all: with any number of elements in a list, under any choice of a municipality?
  // `query` is called once for each encoding that it takes to say so.
  using Query = std::function<Exprs(Smt&, Encoder&)>;
  [[nodiscard]] Reply ask_ever(const Query& query);
  // Answers a question and fills verdict, witness, replay and because.
  std::optional<Witness> settle(Obligation& obligation, const Question& question);
  [[nodiscard]] Verdicted decide(const Question& question);
  [[nodiscard]] Verdicted proved(const Shows& shows, std::uint64_t used);
  // A witness from a model, in the first replay that shows the finding; find_replay may have none,
  // replayed takes that as a disagreement.
  [[nodiscard]] std::optional<Witness> find_replay(const CaseVars& vars, const z3::model& model,
                                                   const Question& question);
  [[nodiscard]] std::optional<Witness> replayed(const CaseVars& vars, const z3::model& model,
                                                const Question& question);
  // The base with every place that nobody has filled as the model takes it, and those values in words.
  struct Assumed {
    engine::Package package;
    std::vector<std::string> values;
  };
  [[nodiscard]] Assumed assumed(const CaseVars& vars, const z3::model& model) const;
  static void set_witness(Obligation& obligation, const Witness& witness);
  // The municipalities under which a finding of this target can be shown; "" for the base itself.
  [[nodiscard]] std::vector<std::string> codes() const;

 private:
  struct Sample {
    Json case_file;
    engine::Case facts;
    engine::Evaluation evaluation;
  };
  [[nodiscard]] bool domain_is_inhabited();
  [[nodiscard]] std::optional<Witness> beside_others(const z3::model& model,
                                                     const Question& question);
  [[nodiscard]] const std::vector<Sample>& samples();
  [[nodiscard]] std::optional<Witness> replayed_alone(const CaseVars& vars, const z3::model& model,
                                                      const Question& question);

  Target target_;
  CheckOptions options_;
  Recorder* recorder_;
  // Each has its own terms and axioms: what one asks does not slow down the other.
  struct Side {
    Side(const Workbench& bench, LongLists lists, Places places = Places::kAsGiven);
    Smt smt;
    CaseVars vars;
    Encoder encoder;
    std::optional<Session> session;
    std::optional<bool> inhabited;
  };
  [[nodiscard]] Reply ask_side(Side& side, const Query& query);
  [[nodiscard]] Side& side() { return sums_up_ ? *summed_ : cut_; }
  [[nodiscard]] const Side& side() const { return sums_up_ ? *summed_ : cut_; }
  Side cut_;
  std::optional<Side> summed_;
  std::optional<Side> any_choice_;
  std::optional<Side> widest_;  // long lists summed up, any choice
  bool sums_up_ = false;
  std::map<std::string, Obligation> proved_summed_;
  std::optional<std::vector<Sample>> samples_;
  std::vector<Obligation> obligations_;
};

// What an obligation about one version is called: versions of one id are told apart by their first day.
template <typename T>
[[nodiscard]] std::string subject(const std::vector<T>& all, const T& item) {
  const auto versions = std::count_if(all.begin(), all.end(), [&](const T& other) { return other.id == item.id; });
  return versions == 1 ? item.id : item.id + "@" + to_string(item.validity.days.from);
}

// Citations of the given provisions, in source order, without repetition.
[[nodiscard]] std::vector<engine::Citation> citations_of(const engine::Ruleset& ruleset,
                                                         const std::vector<std::string>& ids);
// The start of the latest validity among the given provisions, then earlier ones, inside the
// horizon: the days that a witness should have.
[[nodiscard]] std::vector<Date> starts_of(const engine::Ruleset& ruleset,
                                          const std::vector<std::string>& ids);
[[nodiscard]] const engine::Rule* find_rule(const engine::Ruleset& ruleset, const std::string& id);
// A base that gives a municipality a choice beside its own value.
[[nodiscard]] bool leaves_choices(const engine::Ruleset& ruleset);
[[nodiscard]] const engine::Requirement* find_requirement(const engine::Ruleset& ruleset,
                                                          const std::string& id);

// "determined", and the outcome where there is one; what `replayed` starts with.
[[nodiscard]] JsonObject replay_json(const engine::Evaluation& evaluation);

}  // namespace stadga::verify
