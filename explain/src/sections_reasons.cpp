// sections_reasons.cpp - why: the decisive circumstances, what is missing, and the guidelines that
// decide nothing.
#include <algorithm>

#include "reach.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "stadga/explain/details.h"
#include "stadga/explain/question.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::CaseStatus;
using engine::Outcome;

std::string state_words(const std::string& state, MessageLanguage language) {
  if (state == "met") return in({"uppfyllt", "met"}, language);
  if (state == "not_met") return in({"inte uppfyllt", "not met"}, language);
  if (state == "not_shown") return in({"inte visat", "not shown"}, language);
  if (state == "applies") return in({"gäller", "applies"}, language);
  if (state == "for") return in({"talar för", "speaks for"}, language);
  if (state == "against") return in({"talar mot", "speaks against"}, language);
  if (state == "not_covered")
    return in({"täcks inte av regelverket", "not covered by the rule set"}, language);
  return in({"okänt", "unknown"}, language);
}

// The caseworker's line begins with what the rule is called and how it came out.
std::string tagged(const Subject& s, const std::string& rule, const std::string& title,
                   const std::string& state) {
  if (s.to_applicant()) return {};
  return printable(rule) + " " + printable(title) + ", " + state_words(state, s.language) + ".\n";
}

std::string reason_words(const Subject& s, const engine::Reason& reason) {
  const std::string text = reason.text.empty() ? reason.title : reason.text;
  return tagged(s, reason.rule, reason.title, reason.state) +
         sentence(printable(text) + cited(s.ruleset, reason.citations));
}

std::string lead(const Subject& s) {
  if (s.result.status == CaseStatus::kReferred) {
    return s.result.referral && s.result.referral->reason == "komplettering"
               ? s.t({"Det här behöver rättas till innan ansökan kan prövas:",
                      "This must be put right before the application can be examined:"})
               : s.t({"Det här är en fråga för en människa:", "This is a question for a person:"});
  }
  return s.t({"Dessa omständigheter har varit avgörande:", "These circumstances were decisive:"});
}

// FL is in force from that day; before it another act said what reasons are owed.
bool reasons_act_in_force(const Subject& s) {
  return s.facts.decision_date >= make_date(2018, 7, 1).value_or(kMinDate);
}

bool is_assessment_only(const Subject& s, const engine::Missing& missing) {
  return s.to_applicant() && missing.assessment;
}

std::string why_unknown(const Subject& s, const std::string& reason) {
  if (reason.empty()) return {};
  if (reason == "too_old")
    return s.t({"\nUppgiften som finns är för gammal.", "\nThe information at hand is too old."});
  return s.t({"\nUppgiften är okänd: ", "\nIt is not known: "}) + sentence(printable(reason));
}

std::string asked_words(const Subject& s, const engine::Missing& missing) {
  std::vector<std::string> sources;
  for (const std::string& source : missing.sources) sources.push_back(spoken(source));
  std::string out = question_words(s.ruleset, s.facts, missing, s.language);
  if (!sources.empty())
    out += s.t({"\nSvaret kan komma från: ", "\nThe answer can come from: "}) +
           any_of(sources, s.language) + ".";
  out += why_unknown(s, missing.reason);
  if (!s.to_applicant()) out += " (" + printable(missing.path) + ")";
  return out;
}

std::string guideline_words(const Subject& s, const engine::Indicator& one) {
  std::string text = printable(one.text);
  if (text.empty()) text = s.t({"riktmärket kan inte läsas av", "the guideline cannot be read"});
  const std::string state = capital(state_words(one.state, s.language)) + ": ";
  if (s.to_applicant()) return state + text + cited(s.ruleset, one.citations) + ".";
  return tagged(s, one.rule, one.title, one.state) +
         sentence(text + cited(s.ruleset, one.citations));
}

LocalText trouble_words(CaseStatus status) {
  switch (status) {
    case CaseStatus::kConflict:
      return {"Två regler ger olika svar.", "Two rules give different answers."};
    case CaseStatus::kGap:
      return {"Ingen regel ger svar på en fråga som måste besvaras.",
              "No rule answers a question that must be answered."};
    case CaseStatus::kNotInForce:
      return {"Ingen bestämmelse gäller den dag som ärendet avser.",
              "No provision is in force on the day that the case concerns."};
    case CaseStatus::kNotCovered:
      return {"Regelverket saknar det som gäller för den tid som ärendet avser.",
              "The rule set lacks what holds for the time that the case concerns."};
    default:
      return {"Ett belopp eller en dag kan inte räknas ut.",
              "An amount or a day cannot be computed."};
  }
}

bool is_trouble(CaseStatus status) {
  return status == CaseStatus::kConflict || status == CaseStatus::kGap ||
         status == CaseStatus::kNotInForce || status == CaseStatus::kNotCovered ||
         status == CaseStatus::kError;
}

// What one of two rules gives the term, as values are said elsewhere.
std::string side_words(const Subject& s, const engine::ConflictSide& side) {
  for (const engine::Term& term : s.ruleset.terms) {
    if (term.name == s.result.at) return value_words(term.type, side.result, s.language);
  }
  return printable(side.result);
}

}  // namespace

Section reasons_section(const Subject& s) {
  Section out{"reasons", s.t({"Skäl", "Reasons"}), {}, {}};
  if (s.result.reasons.empty()) return out;
  out.sentences.push_back(lead(s));
  for (const engine::Reason& reason : s.result.reasons)
    out.points.push_back(reason_words(s, reason));
  if (!s.to_applicant() && s.determined() && reasons_act_in_force(s)) {
    out.sentences.insert(
        out.sentences.begin(),
        s.t({"Skälen anger tillämpade föreskrifter och avgörande omständigheter, som 32 § "
             "förvaltningslagen (2017:900) kräver.",
             "The reasons state the provisions applied and the decisive circumstances, as 32 § "
             "förvaltningslagen (2017:900) requires."}));
  }
  return out;
}

Section not_examined_section(const Subject& s) {
  Section out{"not_examined", s.t({"Inte prövat", "Not examined"}), {}, {}};
  if (s.result.not_examined.empty()) return out;
  out.sentences.push_back(
      s.t({"Ett krav räckte för avslag.", "One requirement was enough for rejection."}));
  out.sentences.push_back(
      s.t({"Följande har därför inte prövats:", "Therefore this was not examined:"}));
  for (const std::string& id : s.result.not_examined) {
    const auto found = std::find_if(s.ruleset.requirements.begin(), s.ruleset.requirements.end(),
                                    [&](const engine::Requirement& one) { return one.id == id; });
    const std::string title = found == s.ruleset.requirements.end() ? id : found->title;
    out.points.push_back(
        sentence(s.to_applicant() ? printable(title) : printable(id) + " " + printable(title)));
  }
  return out;
}

Section trouble_section(const Subject& s) {
  Section out{"trouble",
              s.t({"Varför regelverket inte ger något svar", "Why the rule set gives no answer"}),
              {},
              {}};
  if (!is_trouble(s.result.status)) return out;
  out.sentences = {
      s.t(trouble_words(s.result.status)), s.t({"Det är inget avslag.", "This is no rejection."}),
      s.t({"En handläggare tar hand om ärendet.", "A caseworker will take care of the case."})};
  if (s.to_applicant()) return out;
  for (const engine::ConflictSide& side : s.result.conflict) {
    out.points.push_back(
        sentence(printable(side.rule) + " " + printable(side.title) + ": " + side_words(s, side)));
  }
  std::string where = printable(s.result.at);
  if (!s.result.detail.empty())
    where += (where.empty() ? "" : ": ") + s.t(detail_words(s.result.detail));
  if (!where.empty()) out.points.push_back(s.t({"Gäller ", "Concerns "}) + where + ".");
  return out;
}

// The applicant is asked what an applicant can answer; that a person will judge is said in one
// sentence.
Section missing_section(const Subject& s) {
  Section out{"missing", s.t({"Det som återstår", "What remains"}), {}, {}};
  if (s.result.missing.empty()) return out;
  const bool judged = std::any_of(s.result.missing.begin(), s.result.missing.end(),
                                  [](const engine::Missing& one) { return one.assessment; });
  for (const engine::Missing& one : s.result.missing) {
    if (!is_assessment_only(s, one)) out.points.push_back(asked_words(s, one));
  }
  if (judged) {
    out.sentences.push_back(
        s.t({"En handläggare ska göra en bedömning innan ärendet kan avgöras.",
             "A caseworker must make an assessment before the case can be decided."}));
  }
  if (!out.points.empty()) {
    out.sentences.push_back(
        s.t({"De här frågorna behöver få ett svar.", "These questions must be answered."}));
    out.sentences.push_back(s.t({"Fler frågor kan komma när svaren finns.",
                                 "There may be more questions when the answers are in."}));
  }
  return out;
}

namespace {

bool is_not_found(const Subject& s, const std::string& fact) {
  return std::find(s.result.not_found.begin(), s.result.not_found.end(), fact) !=
         s.result.not_found.end();
}

bool is_left_out(const Subject& s, engine::FactId id) {
  const engine::Fact& fact = s.ruleset.at(id);
  const bool known = s.facts.facts.at(id.value).known != nullptr;
  return is_not_found(s, fact.name) || (fact.volunteered && !known);
}

// A question that the case's own facts rule out does not arise ("are the assets at hand?" where
// there are none). One that nothing was said about does, and the answer to it was counted as no.
bool arises(const Subject& s, const engine::Fact& fact) {
  if (s.ruleset.at(fact.needed_when).op == engine::Op::kLiteral) return true;  // only when claimed
  const Reach reach = reach_of(s.ruleset, fact.needed_when);
  return std::any_of(reach.facts.begin(), reach.facts.end(),
                     [&](engine::FactId id) { return is_left_out(s, id); });
}

}  // namespace

Section not_found_section(const Subject& s) {
  Section out{
      "not_found", s.t({"Det som inte har kommit fram", "What has not come to light"}), {}, {}};
  for (const engine::Fact& fact : s.ruleset.facts) {
    if (!is_not_found(s, fact.name) || fact.never_compiled || !arises(s, fact)) continue;
    out.points.push_back(fact.question.empty() ? sentence(spoken(fact.name))
                                               : printable(fact.question));
  }
  if (out.points.empty()) return out;
  out.sentences.push_back(
      s.t({"Inget i ärendet pekar på att svaret på dessa frågor är ja.",
           "Nothing in the case points to yes as the answer to these questions."}));
  out.sentences.push_back(
      s.t({"De har därför räknats som nej:", "They have therefore been counted as no:"}));
  return out;
}

Section guidelines_section(const Subject& s) {
  Section out{"guidelines", s.t({"Riktmärken", "Guidelines"}), {}, {}};
  for (const engine::Indicator& one : s.result.indicators) {
    if (!s.to_applicant() || !one.text.empty()) out.points.push_back(guideline_words(s, one));
  }
  if (out.points.empty()) return out;
  out.sentences.push_back(s.t({"Riktmärken är inte bindande.", "Guidelines are not binding."}));
  out.sentences.push_back(
      s.t({"De visas som stöd för en bedömning och har inte avgjort något:",
           "They are shown as support for an assessment and have decided nothing:"}));
  return out;
}

}  // namespace stadga::explain
