// sections_law.cpp - the provisions, how the decision was made, what comes before and after it. The
// frame's own statements of law are in this file and in reasons_section; each is listed with its
// tag in docs/design/decision-text.md.
#include <algorithm>
#include <set>

#include "reach.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "stadga/engine/law_text.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::AppealRoute;
using engine::Citation;
using engine::Outcome;

// What the outcome rests on: on a grant all that was cited, else what the reasons can rest on.
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

std::string route_words(AppealRoute route, const Subject& s) {
  if (route == AppealRoute::kLegality)
    return s.t({"överklagas i stället genom laglighetsprövning",
                "is appealed by a review of legality (laglighetsprövning) instead"});
  if (route == AppealRoute::kNone) return s.t({"får inte överklagas", "may not be appealed"});
  return s.t({"överklagas i stället genom förvaltningsbesvär",
              "is appealed on its merits (förvaltningsbesvär) instead"});
}

std::vector<std::string> appeal_words(const Subject& s) {
  const engine::Header& header = s.ruleset.header;
  const std::string law = cited(s.ruleset, header.appeal_citations);
  if (header.appeal == AppealRoute::kNone)
    return {s.t({"Beslutet får inte överklagas", "The decision may not be appealed"}) + law + "."};
  const std::string how =
      header.appeal == AppealRoute::kLegality
          ? s.t({" genom laglighetsprövning", " by a review of legality (laglighetsprövning)"})
          : "";
  const std::string lead = s.proposal()
                               ? s.t({"När ett beslut har fattats får det överklagas",
                                      "Once a decision is made, it may be appealed"})
                               : s.t({"Beslutet får överklagas", "The decision may be appealed"});
  const std::string text = printable(header.appeal_text);
  if (text.empty()) return {lead + how + law + "."};
  return {lead + how + ".", s.t({"Så här går det till: ", "This is how: "}) + text + law + "."};
}

// Sections of an act that take another way than the rest of the decision.
std::vector<std::string> other_routes(const Subject& s) {
  std::vector<std::string> out;
  for (const engine::ProvisionRoute& route : s.ruleset.routes) {
    const std::vector<Citation> used = relied_on(s);
    const bool meant = std::any_of(used.begin(), used.end(), [&](const Citation& one) {
      return one.source == route.provision.source && one.chapter == route.provision.chapter &&
             one.section == route.provision.section;
    });
    if (!meant || route.route == s.ruleset.header.appeal) continue;
    out.push_back(s.t({"Den del som grundas på ", "The part based on "}) +
                  engine::citation_text(s.ruleset, route.provision) + " " +
                  route_words(route.route, s) + ".");
  }
  return out;
}

std::string warning_words(const Subject& s, const Json& warning) {
  const std::string name = text_member(warning, "warning");
  if (name != "law_not_verified") return s.t({"Varning: ", "Warning: "}) + name + ".";
  return s.t({"Varning: lagtexten är inte kontrollerad efter ",
              "Warning: the law is not verified after "}) +
         text_member(warning, "verified_to") + " (" + text_member(warning, "source") + ").";
}

}  // namespace

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
    if (!is_law(s, one)) out.points.push_back(sentence(provision_words(s, one)));
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

Section appeal_section(const Subject& s) {
  Section out{"appeal", s.t({"Hur man överklagar", "How to appeal"}), {}, {}};
  if (!s.determined()) return out;
  if (s.ruleset.header.appeal == AppealRoute::kUnset) {
    if (!s.to_applicant())
      out.sentences.push_back(s.t({"Regelverket säger inte hur beslutet överklagas.",
                                   "The rule set does not say how the decision is appealed."}));
    return out;
  }
  for (std::string& one : appeal_words(s)) out.sentences.push_back(std::move(one));
  for (std::string& other : other_routes(s)) out.sentences.push_back(std::move(other));
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
