// sections_law.cpp - the provisions, how the decision was made, what comes before and after it. The
// frame's own statements of law are in this file and in reasons_section; each is listed with its
// tag in docs/design/decision-text.md.
#include <algorithm>

#include "practices.h"
#include "reach.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "stadga/engine/law_text.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::Citation;
using engine::Outcome;

bool is_law(const Subject& s, const Citation& one) {
  return engine::is_binding(s.ruleset.at(one.source).weight);
}

std::string provision_words(const Subject& s, const Citation& one) {
  std::string out = engine::numbered_citation_text(s.ruleset, one);
  if (!one.wording.empty()) out += s.t({", lydelse ", ", wording "}) + one.wording;
  return printable(out);
}

std::string text_member(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string() : printable(*text);
}

const engine::Delegation* delegation_on(const Subject& s) {
  for (const engine::Delegation& one : s.ruleset.delegations) {
    if (one.validity.days.contains(s.facts.decision_date)) return &one;
  }
  return nullptr;
}

std::string warning_words(const Subject& s, const Json& warning) {
  const std::string name = text_member(warning, "warning");
  if (name != "law_not_verified") return s.t({"Varning: ", "Warning: "}) + name + ".";
  return s.t({"Varning: lagtexten är inte kontrollerad efter ",
              "Warning: the law is not verified after "}) +
         text_member(warning, "verified_to") + " (" + text_member(warning, "source") + ").";
}

}  // namespace

std::vector<Citation> relied_on(const Subject& s) {
  std::vector<Citation> out;
  const auto add = [&out](const Citation& one) {
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  };
  std::vector<std::string> ids;
  for (const engine::Reason& reason : s.result.reasons) {
    ids.push_back(reason.rule);
    for (const Citation& one : reason.citations) add(one);
  }
  const bool all = s.result.outcome == Outcome::kGrant || s.result.outcome == Outcome::kPartial;
  const Reach reach = reach_of(s.ruleset, ids);
  for (const Citation& one : s.result.cited) {
    if (all || reach.cites(one)) add(one);
  }
  return out;
}

Section provisions_section(const Subject& s) {
  Section out{"provisions", s.t({"Bestämmelser som har tillämpats", "Provisions applied"}), {}, {}};
  if (!s.determined()) return out;
  for (const Citation& one : relied_on(s)) {
    const std::string words = capital(provision_words(s, one)) + ".";
    const bool said = std::find(out.points.begin(), out.points.end(), words) != out.points.end();
    if (is_law(s, one) && !said) out.points.push_back(words);
  }
  return out;
}

Section practices_section(const Subject& s) {
  Section out{"practices",
              s.t({"Bruk som beräkningen följer", "Practices that the computation follows"}),
              {},
              {}};
  if (!s.determined()) return out;
  for (const Citation& one : relied_on(s)) {
    if (!is_law(s, one) && counted(s.ruleset, s.facts, s.result, one))
      out.points.push_back(sentence(provision_words(s, one)));
  }
  if (out.points.empty()) return out;
  out.sentences.push_back(
      s.t({"Följande är inte bindande rätt men används där lag och förordning inte säger hur man "
           "räknar:",
           "These are not binding law, but are used where statutes do not say how to compute:"}));
  return out;
}

Section gates_section(const Subject& s) {
  Section out{"gates", s.t({"Före beslutet", "Before the decision"}), {}, {}};
  for (const Json& gate : s.result.gates) {
    const std::string basis = text_member(gate, "basis");
    const std::string law = basis.empty() ? "." : " (" + basis + ").";
    if (text_member(gate, "gate") != "kommunikation") {
      out.sentences.push_back(sentence(text_member(gate, "gate") + law));
    } else if (s.to_applicant()) {
      out.sentences.push_back(
          s.t({"Innan beslutet fattas får du ta del av uppgifterna i ärendet och lämna synpunkter",
               "Before the decision is made you will be shown the material of the case and may "
               "comment on it"}) +
          law);
    } else {
      out.sentences.push_back(
          s.t({"Den som är part ska få del av uppgifterna i ärendet och tillfälle att yttra sig",
               "The party must be given the material of the case and an opportunity to comment"}) +
          law);
    }
  }
  return out;
}

// D1 and D3 of the law sheet, both [P]; the delegation itself is the municipality's own words.
Section automation_section(const Subject& s) {
  Section out{"automation", s.t({"Så har beslutet fattats", "How the decision was made"}), {}, {}};
  if (s.proposal()) return out;
  const bool act = s.facts.decision_date >= make_date(2018, 7, 1).value_or(kMinDate);
  const bool boards = s.facts.decision_date >= make_date(2022, 7, 1).value_or(kMinDate);
  out.sentences.push_back(
      s.t({"Beslutet har fattats automatiserat", "The decision was made automatically"}) +
      (act ? " (28 § första stycket förvaltningslagen)" : "") + ".");
  out.sentences.push_back(
      s.t({"Ingen människa har prövat ärendet.", "No person has examined the case."}));
  if (!s.ruleset.header.decided_by.empty()) {
    out.sentences.push_back(s.t({"Ansvarig för beslutet: ", "Responsible for the decision: "}) +
                            printable(s.ruleset.header.decided_by) + ".");
  }
  if (const engine::Delegation* delegation = delegation_on(s)) {
    std::vector<std::string> words;
    for (const Citation& one : delegation->citations) words.push_back(provision_words(s, one));
    out.sentences.push_back(
        s.t({"Beslutanderätten har delegerats till en automatiserad beslutsfunktion",
             "The power to decide was delegated to an automated function"}) +
        (boards ? " (6 kap. 37 § kommunallagen)" : "") +
        (words.empty() ? "." : ": " + all_of(words, s.language) + "."));
  }
  return out;
}

Section proposal_section(const Subject& s) {
  Section out{"proposal", s.t({"Om det här förslaget", "About this proposal"}), {}, {}};
  if (!s.proposal() || !s.determined()) return out;
  out.sentences.push_back(
      s.t({"Det här är ett förslag, inget beslut.", "This is a proposal, not a decision."}));
  out.sentences.push_back(s.t({"En människa beslutar och kan komma fram till något annat.",
                               "A person decides and may come to another conclusion."}));
  return out;
}

Section record_section(const Subject& s) {
  Section out{"record", s.t({"För handläggaren", "For the caseworker"}), {}, {}};
  if (s.to_applicant()) return out;
  for (const Json& warning : s.result.warnings) out.sentences.push_back(warning_words(s, warning));
  out.sentences.push_back(s.t({"Regelverk: ", "Rule set: "}) + printable(s.ruleset.header.name) +
                          " " + printable(s.ruleset.header.version) + ", " + s.ruleset.hash + ".");
  if (!s.ruleset.header.review_note.empty())
    out.sentences.push_back(s.t({"Granskning: ", "Review: "}) +
                            printable(s.ruleset.header.review_note) + ".");
  std::vector<std::string> rules;
  for (const std::string& id : s.result.relied_on) rules.push_back(printable(id));
  if (!rules.empty())
    out.sentences.push_back(
        s.t({"Regler bakom skäl och värden: ", "Rules behind reasons and values: "}) +
        all_of(rules, s.language) + ".");
  out.sentences.push_back(s.t({"Besluts-id: ", "Decision id: "}) + s.result.decision_id + ".");
  return out;
}

}  // namespace stadga::explain
