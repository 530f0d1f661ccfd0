// case.h - a case as received, checked against a rule set's facts.
//
// Unknown is never read as false, zero or empty: an absent key, {"unknown": "why"} and a fact that
// is too old are all unknown, with their reason. All problems of a case are reported, not only the
// first; a case with a problem is never evaluated. Pure and thread-safe.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/engine/model.h"

namespace stadga::engine {

struct FactValue;
struct NoneValue {
  friend bool operator==(const NoneValue&, const NoneValue&) = default;
};
using RecordValue = std::vector<FactValue>;  // one per field of the record, in order
struct ListValue {
  std::vector<RecordValue> items;  // a list is never partly known in length
};
using Value = std::variant<NoneValue, bool, std::int64_t, Money, Date, EnumLiteral, std::string,
                           RecordValue, ListValue>;

struct FactValue {
  std::shared_ptr<const Value> known;  // null = unknown
  std::string unknown_reason;          // "", the sender's reason, or "too_old"
  std::string assessor, assessment_reason;  // assessments only
};

struct Provenance {
  std::string source, at, document;
};

struct Case {
  std::string case_id, request_id, purpose;  // may be empty; purpose defaults to "handläggning"
  Date decision_date;
  std::string municipality;                  // may be empty
  std::vector<FactValue> facts;              // one per fact of the rule set, in order
  Json received_facts;                       // for decision_id: canonical form, nothing added
  std::optional<Json> received_provenance;
};

// A problem of a case: S4xxx with an RFC 6901 path. Codes: docs/codes.md.
struct CaseProblem {
  std::string code, path;
  LocalText message;
  std::optional<std::size_t> offset = std::nullopt;  // byte, for problems of the JSON text itself
};

struct CaseReading {
  std::optional<Case> value;  // present exactly when there are no problems
  std::vector<CaseProblem> problems;
  const Ruleset* ruleset = nullptr;  // the base or overlaid rule set that applies; may be null on problems
};
// Is something left to each municipality without a national value, so that a case must name one?
[[nodiscard]] bool needs_municipality(const Package& package);

// Reads and checks one case. `package` must outlive the reading.
[[nodiscard]] CaseReading read_case(const Package& package, std::string_view json);

}  // namespace stadga::engine
