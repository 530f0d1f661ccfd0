// sections_alternatives.cpp - what would have been required, in the past tense and without advice.
#include <algorithm>

#include "elements.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::CaseStatus;
using engine::Outcome;

std::string quoted(const Subject& s, const std::string& text) {
  return explain::quoted(text, s.language);
}

std::string path_words(const Subject& s, const Change& change) {
  return s.to_applicant() ? "" : " [" + printable(change.path) + "]";
}

// "svaret hade varit ja i stället för nej" and "”Kan sökanden gå?”"; without a question the first
// says it all.
struct Clause {
  std::string says, question;
};

Clause clause(const Subject& s, const Change& change, const std::vector<Json>& values) {
  std::vector<std::string> words;
  for (const Json& value : values) words.push_back(value_words(change.type, value, s.language));
  std::string what = any_of(words, s.language);
  if (change.before)
    what += s.t({" i stället för ", " instead of "}) +
            value_words(change.type, *change.before, s.language);
  const engine::Fact* fact = fact_named(s.ruleset, change.fact);
  const bool whole = is_whole_fact(change.path);
  const std::string had = s.t({" hade varit ", " had been "});
  if (fact == nullptr) return {spoken(change.fact) + had + what, ""};
  if (!whole) {
    return {part_words(s.ruleset, s.facts, change.path, s.language) + path_words(s, change) + had +
                what,
            ""};
  }
  if (fact->question.empty())
    return {s.t({"uppgiften ", "the fact "}) + quoted(s, spoken(fact->name)) +
                path_words(s, change) + had + what,
            ""};
  const LocalText subject = change.assessment ? LocalText{"bedömningen", "the assessment"}
                                              : LocalText{"svaret", "the answer"};
  return {s.t(subject) + had + what, quoted(s, printable(fact->question)) + path_words(s, change)};
}

// Questions with the same answer are named together.
std::string joined_clauses(const Subject& s, const std::vector<Clause>& clauses) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < clauses.size();) {
    std::vector<std::string> questions;
    std::size_t end = i;
    while (end < clauses.size() && clauses[end].says == clauses[i].says)
      questions.push_back(clauses[end++].question);
    if (clauses[i].question.empty()) {
      parts.push_back(clauses[i++].says);
      continue;
    }
    const LocalText to = questions.size() > 1 ? LocalText{" på frågorna ", " to the questions "}
                                              : LocalText{" på frågan ", " to the question "};
    parts.push_back(clauses[i].says + s.t(to) + all_of(questions, s.language));
    i = end;
  }
  return all_of(parts, s.language);
}

std::string consequence(const Subject& s, const Alternative& one) {
  const std::string have = s.t({" hade ", ", "});
  const std::string become = s.t({" blivit ", " would have been "});
  if (one.status == CaseStatus::kReferred)
    return s.t({" hade en handläggare fått ta ställning till ärendet",
                ", a caseworker would have considered the case"});
  if (one.about == About::kItem)
    return s.t({" hade hela beloppet beviljats", ", the whole amount would have been granted"});
  if (one.about == About::kOutcome)
    return have + the_answer(s) + become + outcome_words(*one.outcome, s.language);
  for (const engine::Term& term : s.ruleset.terms) {
    if (term.name == one.subject && one.value)
      return have + spoken(term.name) + become + value_words(term.type, *one.value, s.language);
  }
  return {};
}

// What was judged was judged of the facts as they are.
std::string made_again(const Subject& s, const Alternative& one) {
  if (one.reassess.empty()) return {};
  std::vector<std::string> which;
  for (const std::string& path : one.reassess)
    which.push_back(place_words(s.ruleset, s.facts, path, s.language));
  const bool many = which.size() > 1;
  return "\n" + capital(all_of(which, s.language)) +
         s.t(many ? LocalText{" gjordes för uppgifterna som de är och hade behövt göras om: svaret "
                              "gäller bara om de hade blivit desamma.",
                              " were made of the facts as they are and would have had to be made "
                              "again: the answer holds only if they had come out the same."}
                  : LocalText{" gjordes för uppgifterna som de är och hade behövt göras om: svaret "
                              "gäller bara om den hade blivit densamma.",
                              " was made of the facts as they are and would have had to be made "
                              "again: the answer holds only if it had come out the same."});
}

std::string item_name(const Subject& s, const Alternative& one) {
  if (one.about != About::kItem) return {};
  for (const engine::ItemResult& item : s.result.items) {
    if (pointer(pointer("/facts", item.list), item.index) != one.subject) continue;
    return capital(spoken(item.label.empty() ? item.list : item.label)) + ": ";
  }
  return {};
}

// One change of one place with the same answer, whatever the choice: said once with all its
// choices.
bool says_the_same(const Alternative& a, const Alternative& b) {
  return a.changes.size() == 1 && b.changes.size() == 1 && a.changes[0].path == b.changes[0].path &&
         a.about == b.about && a.subject == b.subject && a.status == b.status &&
         a.outcome == b.outcome && a.value == b.value &&
         a.changes[0].type.kind == engine::TypeKind::kEnum;
}

std::string alternative_words(const Subject& s, const std::vector<Alternative>& all,
                              std::size_t from, std::size_t to) {
  const Alternative& one = all[from];
  std::vector<Clause> clauses;
  for (const Change& change : one.changes) clauses.push_back(clause(s, change, {change.value}));
  if (to - from > 1) {
    std::vector<Json> values;
    for (std::size_t i = from; i < to; ++i) values.push_back(all[i].changes[0].value);
    clauses = {clause(s, one.changes[0], values)};
  }
  const std::string name = item_name(s, one);
  return name + (name.empty() ? s.t({"Om ", "If "}) : s.t({"om ", "if "})) +
         joined_clauses(s, clauses) + consequence(s, one) + "." + made_again(s, one);
}

void add_points(const Subject& s, bool values, Section& out) {
  const std::vector<Alternative>& all = s.alternatives.found;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && says_the_same(all[i], all[end])) ++end;
    if ((all[i].about == About::kValue) == values)
      out.points.push_back(alternative_words(s, all, i, end));
    i = end;
  }
}

bool asked_about_outcome(const Subject& s) {
  return s.result.outcome == Outcome::kRejection || s.result.outcome == Outcome::kDismissal ||
         s.result.outcome == Outcome::kPartial;
}

std::string no_advice(const Subject& s) {
  return s.t({"Det är varken ett råd eller ett löfte.", "It is neither advice nor a promise."});
}

std::string cut_heading(const Subject& s) {
  for (const engine::Term& term : s.ruleset.terms) {
    const bool meant = std::any_of(s.alternatives.found.begin(), s.alternatives.found.end(),
                                   [&](const Alternative& one) {
                                     return one.about == About::kValue && one.subject == term.name;
                                   });
    if (meant && term.favour == engine::Favour::kLower)
      return s.t({"Varför tiden inte är kortare", "Why the time is not shorter"});
  }
  return s.t({"Varför tiden inte är längre", "Why the time is not longer"});
}

// Facts are changed in a case where a person has assessed something.
bool keeps_assessments(const Subject& s) {
  const auto changes_facts = [](const Alternative& one) {
    return one.about != About::kValue &&
           std::any_of(one.changes.begin(), one.changes.end(),
                       [](const Change& change) { return !change.assessment; });
  };
  const auto& all = s.alternatives.found;
  return std::any_of(all.begin(), all.end(), changes_facts) &&
         !assessments_of(s.ruleset, s.facts).empty();
}

void add_limits(const Subject& s, Section& out) {
  const Alternatives& a = s.alternatives;
  if (out.points.empty()) {
    out.sentences.push_back(s.t(
        {"Sökningen hittade inga ändrade uppgifter i ärendet som hade gett ett annat utfall.",
         "The search found no changed facts of the case that would have given another outcome."}));
  } else {
    out.sentences.push_back(
        s.t({"Så här hade regelverket svarat om uppgifterna hade varit andra.",
             "This is what the rule set would have answered had the facts been different."}));
    out.sentences.push_back(no_advice(s));
  }
  if (keeps_assessments(s)) {
    out.sentences.push_back(s.t({"Bedömningar som redan är gjorda har antagits vara desamma.",
                                 "Assessments already made were taken to be the same."}));
  }
  out.sentences.push_back(s.t({"Det kan finnas fler sätt än de som nämns här.",
                               "There may be more ways than those named here."}));
  if (a.cut)
    out.sentences.push_back(
        s.t({"Sökningen avbröts vid sin gräns.", "The search was stopped at its limit."}));
  if (a.left_out > 0)
    out.sentences.push_back(
        s.t({"Fler hittades än vad som visas.", "More were found than are shown."}));
  if (a.withheld > 0) {
    out.sentences.push_back(
        s.t({"Uppgifter som aldrig får ingå i en sammanställning har inte prövats.",
             "Facts that may never be part of a compilation have not been tried."}));
  }
  if (!s.to_applicant()) {
    out.sentences.push_back(s.t({"Antal prövade ändringar: ", "Number of changes tried: "}) +
                            std::to_string(a.trials) + ".");
  }
}

}  // namespace

Section values_cut_section(const Subject& s) {
  Section out{"values_cut", cut_heading(s), {}, {}};
  add_points(s, true, out);
  if (out.points.empty()) return out;
  out.sentences = {
      s.t({"Det följer av en uppgift i ärendet.", "It follows from a fact of the case."}),
      no_advice(s)};
  return out;
}

Section alternatives_section(const Subject& s) {
  Section out{
      "alternatives",
      s.t({"Vad som hade krävts för ett annat utfall", "What another outcome would have required"}),
      {},
      {}};
  if (!asked_about_outcome(s) || !s.alternatives.searched) return out;
  add_points(s, false, out);
  add_limits(s, out);
  return out;
}

}  // namespace stadga::explain
