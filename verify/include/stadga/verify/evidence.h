// evidence.h - what the solver was asked and answered, as SMT-LIB 2.6 text that any solver can be given.
//
// A question is a script: declarations, what holds in every case, and last what is asked for. "unsat" is no case.
// Lines are shared, for the questions of a rule set say much the same. The text depends on the rule set and on the
// encoding only. A question that a verdict did not come to rest on (a first try with too small a budget, a list asked
// about in another way) is not here.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::verify {

struct AskedQuestion {
  std::string obligation;            // empty: behind more than one
  std::vector<std::uint32_t> lines;  // into Evidence::lines, in the order of the script
  bool possible = false;             // the first solver's answer: sat
};

struct Evidence {
  std::vector<std::string> lines;
  std::vector<AskedQuestion> questions;
};

// Answers of earlier runs, by what was asked: kept by the caller, empty at first. What it gives back is believed.
struct KnownAnswer {
  bool possible = false;
  std::uint64_t used = 0;  // solver steps that it took
};
struct AnswerStore {
  std::function<std::optional<KnownAnswer>(const std::string& key)> recall;
  std::function<void(const std::string& key, const KnownAnswer& answer)> remember;
};

// Another solver's view of it all.
enum class Opinion { kAgrees, kDisagrees, kUnknown };
struct SecondOpinion {
  std::string solver, version;
  std::string limit;              // as given to it: "--rlimit=500000"
  std::vector<Opinion> opinions;  // of each question
};

// "sat", "unsat" or "unknown": what the first solver answered, and the second.
[[nodiscard]] std::string answer(const AskedQuestion& question);
[[nodiscard]] std::string answer(const AskedQuestion& question, Opinion second);

// The whole script of a question, `check-sat` last.
[[nodiscard]] std::string to_smtlib(const Evidence& evidence, const AskedQuestion& question);

// As a bundle carries it, and back: {"lines","questions":[{"obligation","lines","z3","second"}],"second_solver"}, a
// question's lines as runs of first and how many.
struct Recorded {
  Evidence evidence;
  SecondOpinion second;
};
[[nodiscard]] Json to_json(const Evidence& evidence, const SecondOpinion& second);
// Of a report: which solver, and how many of each opinion.
[[nodiscard]] Json summary(const SecondOpinion& second);
[[nodiscard]] Result<Recorded> read_evidence(const Json& json);  // S2193

}  // namespace stadga::verify
