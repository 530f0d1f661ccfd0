// clauses.cpp - see clauses.h. One table: declaration, clause, how often.
#include "sema/clauses.h"

#include <algorithm>
#include <array>

#include "messages/law.h"

namespace stadga::dsl::sema {
namespace {

using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

enum class Times : std::uint8_t { kOptional, kMany, kOnce, kOnceOrMore };

struct Rule {
  Kw decl;
  Kw clause;
  Times times;
};
constexpr std::array kRules{
    Rule{Kw::kRuleset, Kw::kVersion, Times::kOnce},
    Rule{Kw::kRuleset, Kw::kLanguage, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kDecidedBy, Times::kMany},
    Rule{Kw::kRuleset, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kAnswersFor, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kAppealed, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kNotAppealed, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kCommunication, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kAllMunicipalities, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kReview, Times::kOptional},
    Rule{Kw::kRuleset, Kw::kLeapBirth, Times::kOptional},
    Rule{Kw::kSource, Kw::kVerifiedTo, Times::kOptional},
    Rule{Kw::kSource, Kw::kDecided, Times::kOptional},
    Rule{Kw::kSource, Kw::kNote, Times::kOptional},
    Rule{Kw::kSource, Kw::kAppealed, Times::kMany},
    Rule{Kw::kSource, Kw::kNotAppealed, Times::kMany},
    Rule{Kw::kFact, Kw::kSuppliedBy, Times::kOptional},
    Rule{Kw::kFact, Kw::kQuestion, Times::kOptional},
    Rule{Kw::kFact, Kw::kAtMost, Times::kOptional},
    Rule{Kw::kFact, Kw::kWithProvenance, Times::kOptional},
    Rule{Kw::kFact, Kw::kNotAfterDecisionDay, Times::kOptional},
    Rule{Kw::kFact, Kw::kSensitive, Times::kOptional},
    Rule{Kw::kFact, Kw::kNeverCompiled, Times::kOptional},
    Rule{Kw::kFact, Kw::kVoluntary, Times::kOptional},
    Rule{Kw::kFact, Kw::kNeededWhen, Times::kOptional},
    Rule{Kw::kFact, Kw::kNeededWhenInvoked, Times::kOptional},
    Rule{Kw::kFact, Kw::kAlsoRead, Times::kMany},
    Rule{Kw::kFact, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kParameter, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kParameter, Kw::kInForce, Times::kMany},
    Rule{Kw::kTable, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kTable, Kw::kInForce, Times::kOnce},
    Rule{Kw::kTable, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kTable, Kw::kNote, Times::kOptional},
    Rule{Kw::kMunicipal, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kMunicipal, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kMunicipal, Kw::kNote, Times::kOptional},
    Rule{Kw::kMunicipal, Kw::kOnlyInFavour, Times::kOptional},
    Rule{Kw::kMunicipal, Kw::kInForce, Times::kMany},
    Rule{Kw::kObstacle, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kObstacle, Kw::kInForce, Times::kOnce},
    Rule{Kw::kObstacle, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kObstacle, Kw::kPartOfTrial, Times::kOptional},
    Rule{Kw::kObstacle, Kw::kAppliesWhen, Times::kOptional},
    Rule{Kw::kObstacle, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kObstacle, Kw::kCondition, Times::kOnce},
    Rule{Kw::kObstacle, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kObstacle, Kw::kTextMet, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kToCaseworker, Kw::kInForce, Times::kOnce},
    Rule{Kw::kToCaseworker, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kPartOfTrial, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kAppliesWhen, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kWhen, Times::kOnce},
    Rule{Kw::kToCaseworker, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kToCaseworker, Kw::kText, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kFormRequirement, Kw::kInForce, Times::kOnce},
    Rule{Kw::kFormRequirement, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kPartOfTrial, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kAppliesWhen, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kCondition, Times::kOnce},
    Rule{Kw::kFormRequirement, Kw::kNotShownWhen, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kGuideline, Times::kMany},
    Rule{Kw::kFormRequirement, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kTextMet, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kTextNotMet, Times::kOptional},
    Rule{Kw::kFormRequirement, Kw::kTextNotShown, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kRequirement, Kw::kInForce, Times::kOnce},
    Rule{Kw::kRequirement, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kPartOfTrial, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kAppliesWhen, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kCondition, Times::kOnce},
    Rule{Kw::kRequirement, Kw::kNotShownWhen, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kGuideline, Times::kMany},
    Rule{Kw::kRequirement, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kTextMet, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kTextNotMet, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kTextNotShown, Times::kOptional},
    Rule{Kw::kRequirement, Kw::kSufficientAlone, Times::kOptional},
    Rule{Kw::kRule, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kRule, Kw::kInForce, Times::kOnce},
    Rule{Kw::kRule, Kw::kLawDay, Times::kOptional},
    Rule{Kw::kRule, Kw::kPartOfTrial, Times::kOptional},
    Rule{Kw::kRule, Kw::kGoesBefore, Times::kMany},
    Rule{Kw::kRule, Kw::kWhen, Times::kOptional},
    Rule{Kw::kRule, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kRule, Kw::kByPractice, Times::kMany},
    Rule{Kw::kRule, Kw::kOtherwise, Times::kOptional},
    Rule{Kw::kRule, Kw::kEffect, Times::kOnce},
    Rule{Kw::kRule, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kRule, Kw::kText, Times::kOptional},
    Rule{Kw::kFills, Kw::kBasis, Times::kMany},
    Rule{Kw::kFills, Kw::kInForce, Times::kMany},
    Rule{Kw::kFills, Kw::kAppliesTo, Times::kOptional},
    Rule{Kw::kFills, Kw::kNote, Times::kOptional},
    Rule{Kw::kMunicipality, Kw::kTo, Times::kOnce},
    Rule{Kw::kDecision, Kw::kDecidesEach, Times::kMany},
    Rule{Kw::kGuarantee, Kw::kBasis, Times::kMany},
    Rule{Kw::kGuarantee, Kw::kWhen, Times::kOptional},
    Rule{Kw::kGuarantee, Kw::kStatement, Times::kOnce},
    Rule{Kw::kGuarantee, Kw::kMissingDay, Times::kOptional},
    Rule{Kw::kTrial, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kTrial, Kw::kParticipates, Times::kOnce},
    Rule{Kw::kTrial, Kw::kDisapplies, Times::kMany},
    Rule{Kw::kDelegation, Kw::kBasis, Times::kOnceOrMore},
    Rule{Kw::kDelegation, Kw::kInForce, Times::kOnce},
    Rule{Kw::kScenario, Kw::kStartsFrom, Times::kOptional},
    Rule{Kw::kScenario, Kw::kMunicipality, Times::kOptional},
    Rule{Kw::kScenario, Kw::kDecisionDate, Times::kOptional},
    Rule{Kw::kScenario, Kw::kFacts, Times::kOptional},
    Rule{Kw::kScenario, Kw::kNote, Times::kMany},
    Rule{Kw::kScenario, Kw::kExpected, Times::kOptional},  // or in the columns of a table
    Rule{Kw::kScenario, Kw::kRows, Times::kOptional},
};

const Rule* rule_for(Kw decl, Kw clause) {
  const auto* found = std::find_if(kRules.begin(), kRules.end(),
                                   [&](const Rule& r) { return r.decl == decl && r.clause == clause; });
  return found == kRules.end() ? nullptr : found;
}

void report_missing(const Context& context, const Decl& decl, Kw clause) {
  std::string what = context.word(decl.kw);
  if (!decl.name.text.empty()) what += " " + decl.name.text;
  if (clause == Kw::kBasis) return context.report(decl.span, messages::missing_basis(what));
  if (clause == Kw::kInForce) return context.report(decl.span, messages::missing_validity(what));
  context.report(decl.span, messages::missing_clause(what, context.word(clause)));
}

}  // namespace

void check_clauses(const Context& context, const Decl& decl) {
  std::vector<Kw> seen;
  for (const Clause& clause : decl.clauses) {
    const Rule* rule = rule_for(decl.kw, clause.kw);
    const bool again = std::find(seen.begin(), seen.end(), clause.kw) != seen.end();
    seen.push_back(clause.kw);
    if (rule == nullptr) {
      context.report(clause.span, messages::misplaced_clause(context.word(clause.kw), context.word(decl.kw)));
    } else if (again && rule->times != Times::kMany && rule->times != Times::kOnceOrMore) {
      context.report(clause.span, messages::clause_twice(context.word(clause.kw)));
    }
  }
  for (const syntax::Field& field : decl.fields) {  // a table's keys are no fields that a case holds
    if (decl.kw == Kw::kRecord || field.also.empty()) continue;
    context.report(field.name.span, messages::misplaced_clause(context.word(Kw::kAlsoRead), context.word(decl.kw)));
  }
  if (decl.broken) return;
  for (const Rule& rule : kRules) {
    const bool wanted = rule.decl == decl.kw && (rule.times == Times::kOnce || rule.times == Times::kOnceOrMore);
    if (wanted && std::find(seen.begin(), seen.end(), rule.clause) == seen.end()) {
      report_missing(context, decl, rule.clause);
    }
  }
}

void need_day_rule(const Context& context, const Decl& decl, bool adds_months) {
  const bool told = has_clause(decl.clauses, Kw::kMissingDay);
  if (adds_months && !told && !decl.broken) context.report(decl.span, messages::missing_day_rule());
}

const Clause* find_clause(const std::vector<Clause>& clauses, Kw kw) {
  const auto found = std::find_if(clauses.begin(), clauses.end(), [&](const Clause& c) { return c.kw == kw; });
  return found == clauses.end() ? nullptr : &*found;
}
bool has_clause(const std::vector<Clause>& clauses, Kw kw) { return find_clause(clauses, kw) != nullptr; }
std::string clause_text(const std::vector<Clause>& clauses, Kw kw) {
  const Clause* clause = find_clause(clauses, kw);
  return clause == nullptr ? std::string() : clause->text.text;
}

}  // namespace stadga::dsl::sema
