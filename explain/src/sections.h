// sections.h - the parts of a decision's text. Each function gives its section, without sentences
// and points where the case has nothing for it; such a section is left out.
#pragma once
#include <string>
#include <vector>

#include "assessments.h"
#include "stadga/engine/evaluate.h"
#include "stadga/explain/decision_text.h"

namespace stadga::explain {

struct Subject {
  const engine::Ruleset& ruleset;
  const engine::Case& facts;
  const engine::Evaluation& result;
  const Alternatives& alternatives;
  const std::vector<Assessment>& decisive;
  Reader reader;
  MessageLanguage language;

  [[nodiscard]] bool to_applicant() const { return reader == Reader::kApplicant; }
  [[nodiscard]] bool proposal() const { return !result.automatic; }
  [[nodiscard]] bool determined() const { return result.status == engine::CaseStatus::kDetermined; }
  [[nodiscard]] const std::string& t(const LocalText& text) const { return in(text, language); }
};

// sections_outcome.cpp
[[nodiscard]] Section outcome_section(const Subject& s);
[[nodiscard]] Section values_section(const Subject& s);
[[nodiscard]] Section items_section(const Subject& s);
// sections_reasons.cpp
[[nodiscard]] Section reasons_section(const Subject& s);
[[nodiscard]] Section not_examined_section(const Subject& s);
[[nodiscard]] Section trouble_section(const Subject& s);
[[nodiscard]] Section missing_section(const Subject& s);
[[nodiscard]] Section not_found_section(const Subject& s);
[[nodiscard]] Section guidelines_section(const Subject& s);
// sections_assessments.cpp
[[nodiscard]] Section assessments_section(const Subject& s);
// sections_alternatives.cpp
[[nodiscard]] Section values_cut_section(const Subject& s);
[[nodiscard]] Section alternatives_section(const Subject& s);
// sections_law.cpp
[[nodiscard]] Section provisions_section(const Subject& s);
[[nodiscard]] Section practices_section(const Subject& s);
[[nodiscard]] Section gates_section(const Subject& s);
[[nodiscard]] Section automation_section(const Subject& s);
[[nodiscard]] Section proposal_section(const Subject& s);
[[nodiscard]] Section record_section(const Subject& s);
// sections_appeal.cpp
[[nodiscard]] Section appeal_section(const Subject& s);

// What the outcome rests on: on a grant all that was cited, else what the reasons can rest on.
[[nodiscard]] std::vector<engine::Citation> relied_on(const Subject& s);
// "bifall"; in English with the Swedish term, which is the one that counts.
[[nodiscard]] std::string outcome_words(engine::Outcome outcome, MessageLanguage language);
// "beslutet" or "förslaget": what is promised of a changed case is no more than what this one is.
[[nodiscard]] std::string the_answer(const Subject& s);

}  // namespace stadga::explain
