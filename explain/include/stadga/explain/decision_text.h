// decision_text.h - the text of a decision: outcome, reasons, law, what would have been required,
// appeal.
//
// A function of rule set, case, reader and language; equal input gives equal bytes. It decides
// nothing: the outcome is the engine's, the reasons are the rule set's own texts, and the frame's
// statements of law are those listed in docs/design/decision-text.md. Pure and thread-safe. Never
// throws.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"
#include "stadga/engine/case.h"
#include "stadga/explain/alternatives.h"

namespace stadga::explain {

enum class Reader : std::uint8_t { kApplicant, kCaseworker };

struct Request {
  Reader reader = Reader::kApplicant;
  MessageLanguage language = MessageLanguage::kSwedish;
  SearchLimits limits;
};

struct Section {
  std::string id;  // stable: "outcome", "reasons", "alternatives", "appeal", …
  std::string heading;
  std::vector<std::string> sentences;  // each ends as a sentence does
  std::vector<std::string> points;  // a list below them; a newline parts the sentences of one point
};

struct DecisionText {
  std::string decision_id, status, outcome;  // outcome: empty unless determined
  Reader reader = Reader::kApplicant;
  MessageLanguage language = MessageLanguage::kSwedish;
  std::vector<Section> sections;
  Alternatives alternatives;
};

// `facts` was read with `package`; `ruleset` is the one that the reading named.
[[nodiscard]] DecisionText decision_text(const engine::Package& package,
                                         const engine::Ruleset& ruleset, const engine::Case& facts,
                                         const Request& request);

// The same from a case's JSON text: the text, or every problem of the case.
struct Explained {
  std::optional<DecisionText> text;  // present exactly when there are no problems
  std::vector<engine::CaseProblem> problems;
};
[[nodiscard]] Explained explain(const engine::Package& package, std::string_view case_json,
                                const Request& request);

[[nodiscard]] std::string to_text(const DecisionText& text);   // headings and lists
[[nodiscard]] std::string to_plain(const DecisionText& text);  // one sentence a line
[[nodiscard]] Json to_json(const DecisionText& text);

}  // namespace stadga::explain
