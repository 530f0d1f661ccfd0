// sections_outcome.cpp - what is decided or proposed, with the values and the items.
#include <algorithm>
#include <set>

#include "reach.h"
#include "sections.h"
#include "stadga/base/text.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::CaseStatus;
using engine::Outcome;

std::string undecided_heading(const Subject& s) {
  const bool completion = s.result.referral && s.result.referral->reason == "komplettering";
  switch (s.result.status) {
    case CaseStatus::kIncomplete:
      return s.t({"Ärendet är inte avgjort: uppgifter saknas",
                  "The case is not decided: information is missing"});
    case CaseStatus::kNeedsAssessment:
      return s.t({"Ärendet är inte avgjort: en bedömning återstår",
                  "The case is not decided: an assessment remains"});
    case CaseStatus::kReferred:
      return completion ? s.t({"Ärendet är inte avgjort: ansökan behöver kompletteras",
                               "The case is not decided: the application must be completed"})
                        : s.t({"Ärendet är inte avgjort: en handläggare tar ställning",
                               "The case is not decided: a caseworker will consider it"});
    default:
      return s.t({"Ärendet är inte avgjort: regelverket ger inget svar",
                  "The case is not decided: the rule set gives no answer"});
  }
}

std::string heading(const Subject& s) {
  if (!s.determined() || !s.result.outcome) return undecided_heading(s);
  const LocalText what = s.proposal() ? LocalText{"Förslag till beslut: ", "Proposed decision: "}
                                      : LocalText{"Beslut: ", "Decision: "};
  return s.t(what) + outcome_words(*s.result.outcome, s.language);
}

std::string what_it_means(const Subject& s) {
  if (!s.result.outcome) return {};
  switch (*s.result.outcome) {
    case Outcome::kDismissal:
      return s.t({"Det betyder att ärendet inte prövas i sak.",
                  "This means that the case is not examined on its merits."});
    case Outcome::kPartial:
      return s.t(
          {"Det betyder att en del av det som söks beviljas och en del avslås.",
           "This means that a part of what is applied for is granted and a part is rejected."});
    default:
      return {};
  }
}

// Which case, which day, which rules.
std::vector<std::string> about(const Subject& s) {
  std::vector<std::string> out{sentence(s.t({"Ärendet gäller: ", "The case concerns: "}) +
                                        printable(s.ruleset.header.title))};
  if (!s.facts.case_id.empty())
    out.push_back(s.t({"Ärendenummer: ", "Case number: "}) + printable(s.facts.case_id) + ".");
  const Json day = to_string(s.facts.decision_date);
  engine::Type date;
  date.kind = engine::TypeKind::kDate;
  out.push_back(s.t({"Beslutsdag: ", "Day of the decision: "}) +
                value_words(date, day, s.language) + ".");
  if (s.ruleset.overlay)
    out.push_back(s.t({"Kommun: ", "Municipality: "}) + printable(s.ruleset.overlay->name) + ".");
  return out;
}

bool is_granted(const Subject& s) {
  return s.result.outcome == Outcome::kGrant || s.result.outcome == Outcome::kPartial;
}

// On a rejection only the values that it rests on: beside it a period of validity would read as
// granted.
bool is_shown(const Subject& s, engine::TermId id, const Reach& reach) {
  const engine::Term& term = s.ruleset.at(id);
  return term.is_value && s.result.values.contains(term.name) &&
         (is_granted(s) || reach.terms.contains(id));
}

// The terms that a printed sum is made of and that are no printed values themselves: an amount that
// was drawn must not be missing among those that were added.
void parts_of_sum(const Subject& s, engine::ExprId id, std::vector<engine::TermId>& out) {
  const engine::Expr& expr = s.ruleset.at(id);
  if (expr.op == engine::Op::kAdd || expr.op == engine::Op::kSub) {
    for (const engine::ExprId part : expr.args) parts_of_sum(s, part, out);
  }
  if (expr.op != engine::Op::kTerm || !expr.args.empty()) return;
  const engine::Term& term = s.ruleset.at(expr.term);
  if (!term.is_value && term.type.kind == engine::TypeKind::kMoney) out.push_back(expr.term);
}

// Of the rules that gave the value; what is only another name for it adds nothing.
std::vector<engine::TermId> parts_of(const Subject& s, engine::TermId value) {
  std::vector<engine::TermId> out;
  for (const engine::Rule& rule : s.ruleset.rules) {
    const bool gave = std::find(s.result.relied_on.begin(), s.result.relied_on.end(), rule.id) !=
                      s.result.relied_on.end();
    if (rule.term != value || !gave || !rule.conclusion.valid()) continue;
    const engine::Op op = s.ruleset.at(rule.conclusion).op;
    if (op == engine::Op::kAdd || op == engine::Op::kSub) parts_of_sum(s, rule.conclusion, out);
  }
  return out;
}

// A step of a value, "bidrag.före_avgift", is "Bidrag, före avgift".
std::string value_line(const engine::Term& term, const Json& value, MessageLanguage language) {
  std::string name = spoken(term.name);
  const std::size_t step = name.find('.');
  if (step != std::string::npos) name.replace(step, 1, ", ");
  return capital(name) + ": " + value_words(term.type, value, language) + ".";
}

std::string values_heading(const Subject& s) {
  if (!is_granted(s)) return s.t({"Hur det har räknats", "How it was computed"});
  return s.proposal() ? s.t({"Vad som föreslås", "What is proposed"})
                      : s.t({"Vad som beslutas", "What is decided"});
}

std::string money_words(Money money, MessageLanguage language) {
  engine::Type type;
  type.kind = engine::TypeKind::kMoney;
  return value_words(type, to_string(money), language);
}

std::string item_words(const Subject& s, const engine::ItemResult& item) {
  const Money refused{item.applied.ore > item.granted.ore ? item.applied.ore - item.granted.ore
                                                          : 0};
  const std::string name = capital(spoken(item.label.empty() ? item.list : item.label));
  const std::string applied =
      s.t({"sökt ", "applied for "}) + money_words(item.applied, s.language);
  // Nothing is granted by a rejection: the amount is only what the sum above counts with.
  const std::string granted =
      (is_granted(s) ? s.t({"beviljat ", "granted "})
                     : s.t({"godtaget i beräkningen ", "accepted in the computation "})) +
      money_words(item.granted, s.language);
  const std::string less =
      refused.ore == 0 || !is_granted(s)
          ? ""
          : s.t({", avslaget ", ", rejected "}) + money_words(refused, s.language);
  const std::string why =
      item.text.empty() ? ""
                        : "\n" + sentence(printable(item.text) + cited(s.ruleset, item.citations));
  return name + ": " + applied + ", " + granted + less + "." + why;
}

}  // namespace

std::string outcome_words(Outcome outcome, MessageLanguage language) {
  switch (outcome) {
    case Outcome::kDismissal:
      return in({"avvisning", "dismissal (avvisning)"}, language);
    case Outcome::kRejection:
      return in({"avslag", "rejection (avslag)"}, language);
    case Outcome::kGrant:
      return in({"bifall", "grant (bifall)"}, language);
    case Outcome::kPartial:
      return in({"bifall till en del (delavslag)", "partial grant (delavslag)"}, language);
    case Outcome::kReferral:
      break;
  }
  return in({"till handläggare", "to a caseworker"}, language);
}

std::string the_answer(const Subject& s) {
  return s.proposal() ? s.t({"förslaget", "the proposal"}) : s.t({"beslutet", "the decision"});
}

Section outcome_section(const Subject& s) {
  Section out{"outcome", heading(s), {}, {}};
  const std::string meaning = what_it_means(s);
  if (!meaning.empty()) out.sentences.push_back(meaning);
  for (std::string& line : about(s)) out.sentences.push_back(std::move(line));
  if (s.language == MessageLanguage::kEnglish && s.ruleset.header.language != "en") {
    out.sentences.emplace_back(
        "The words of the rules are in Swedish, the language of the rule set.");
  }
  return out;
}

Section values_section(const Subject& s) {
  Section out{"values", values_heading(s), {}, {}};
  if (!is_granted(s) && s.result.outcome != Outcome::kRejection) return out;
  std::vector<std::string> ids;
  for (const engine::Reason& reason : s.result.reasons) ids.push_back(reason.rule);
  const Reach reach = reach_of(s.ruleset, ids);
  std::set<engine::TermId> said;
  for (std::uint32_t i = 0; i < s.ruleset.terms.size(); ++i) {
    if (!is_shown(s, engine::TermId{i}, reach)) continue;
    const engine::Term& term = s.ruleset.terms[i];
    const Json& sum = s.result.values.at(term.name);
    for (const engine::TermId part : parts_of(s, engine::TermId{i})) {
      const auto value = engine::term_value(s.ruleset, s.facts, part);
      if (value && *value != sum && said.insert(part).second)  // equal: the whole of the sum
        out.points.push_back(value_line(s.ruleset.at(part), *value, s.language));
    }
    out.points.push_back(value_line(term, sum, s.language));
  }
  return out;
}

Section items_section(const Subject& s) {
  Section out{"items", s.t({"Det som har sökts", "What was applied for"}), {}, {}};
  if (!s.determined()) return out;
  for (const engine::ItemResult& item : s.result.items) out.points.push_back(item_words(s, item));
  return out;
}

}  // namespace stadga::explain
