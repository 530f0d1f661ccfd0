// decision_text.cpp - the sections in their order.
#include "stadga/explain/decision_text.h"

#include <array>

#include "sections.h"

namespace stadga::explain {
namespace {

using Maker = Section (*)(const Subject&);
constexpr std::array<Maker, 19> kOrder{
    outcome_section,      values_section,       items_section,     reasons_section,
    assessments_section,  not_examined_section, trouble_section,   values_cut_section,
    alternatives_section, missing_section,      not_found_section, guidelines_section,
    provisions_section,   practices_section,    gates_section,     automation_section,
    appeal_section,       proposal_section,     record_section};

}  // namespace

DecisionText decision_text(const engine::Package& package, const engine::Ruleset& ruleset,
                           const engine::Case& facts, const Request& request) {
  const engine::Evaluation result = engine::evaluate(ruleset, facts);
  DecisionText out;
  out.decision_id = result.decision_id;
  out.status = engine::name(result.status);
  if (result.outcome) out.outcome = engine::name(*result.outcome);
  out.reader = request.reader;
  out.language = request.language;
  out.alternatives = find_alternatives(package, ruleset, facts, result, request.limits);
  const std::vector<Assessment> decisive = decisive_assessments(package, ruleset, facts, result);
  const Subject subject{ruleset,  facts,          result,          out.alternatives,
                        decisive, request.reader, request.language};
  for (const Maker make : kOrder) {
    Section section = make(subject);
    if (!section.sentences.empty() || !section.points.empty())
      out.sections.push_back(std::move(section));
  }
  return out;
}

Explained explain(const engine::Package& package, std::string_view case_json,
                  const Request& request) {
  const engine::CaseReading reading = engine::read_case(package, case_json);
  if (!reading.value) return {std::nullopt, reading.problems};
  return {decision_text(package, *reading.ruleset, *reading.value, request), {}};
}

}  // namespace stadga::explain
