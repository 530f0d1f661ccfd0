// sections_assessments.cpp - what a person has assessed, and why, where the answer rests on it.
#include "elements.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "words.h"

namespace stadga::explain {
namespace {

std::string subject_words(const Subject& s, const Place& place) {
  const engine::Fact& fact = s.ruleset.at(place.fact);
  if (is_whole_fact(place.path) && !fact.question.empty())
    return quoted(printable(fact.question), s.language);
  return capital(place_words(s.ruleset, s.facts, place.path, s.language));
}

// The reason is the case's own words. Who assessed is for the caseworker: the applicant is answered
// by the authority.
std::string assessment_words(const Subject& s, const Assessment& one) {
  std::string out = subject_words(s, one.place);
  if (!s.to_applicant()) out += " [" + printable(one.place.path) + "]";
  out += ": " + value_words(one.place.type, *one.place.before, s.language) + ".";
  if (!one.reason.empty())
    out += s.t({"\nSkälet: ", "\nThe reason: "}) + sentence(printable(one.reason));
  if (!s.to_applicant() && !one.assessor.empty())
    out += s.t({"\nBedömt av: ", "\nAssessed by: "}) + sentence(printable(one.assessor));
  return out;
}

}  // namespace

Section assessments_section(const Subject& s) {
  const std::string answer = s.determined() ? the_answer(s) : s.t({"svaret", "the answer"});
  Section out{
      "assessments",
      s.t({"Bedömningar som " + answer + " vilar på", "Assessments that " + answer + " rests on"}),
      {},
      {}};
  for (const Assessment& one : s.decisive) out.points.push_back(assessment_words(s, one));
  return out;
}

}  // namespace stadga::explain
