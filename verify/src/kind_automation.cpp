// kind_automation.cpp - automation_fence: no case is decided without a person (contract, kind "decision") where a
// person's assessment would change the answer, or where what decides has another appeal route than
// foervaltningsbesvaer (6 kap. 38 § kommunallagen).
//
// The engine looks at the case at hand (engine/src/evaluate/automatic.cpp); this looks at what it cannot see:
// an assessment that was left out and counts as "nej", and a provision that the outcome rests on uncited.
// Facts may be unknown here, for an automatic decision needs no complete case.
#include <algorithm>

#include "alternative.h"
#include "kinds.h"
#include "messages.h"
#include "stadga/engine/law_text.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Evaluation;
using engine::Outcome;
using engine::Requirement;
using engine::RequirementKind;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

// ---- the rule set ----------------------------------------------------------------------------------

bool has_other_route(const Ruleset& ruleset, const std::vector<engine::Citation>& citations) {
  return std::any_of(citations.begin(), citations.end(), [&](const auto& citation) {
    return std::any_of(ruleset.routes.begin(), ruleset.routes.end(), [&](const auto& route) {
      return route.route != engine::AppealRoute::kAdministrative &&
             engine::cites(citation, route.provision);
    });
  });
}

// A provision, parameter or table with such a citation in some version.
struct Routed {
  Part part;
  std::uint32_t index = 0;  // of a parameter or table
  engine::Span span;
};

std::vector<Routed> routed(const Ruleset& ruleset) {
  std::vector<Routed> out;
  const auto add = [&](const Part& part, std::uint32_t index, const engine::Span& span) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Routed& r) { return r.part == part; });
    if (!known) out.push_back({part, index, span});
  };
  const auto provisions = [&](const auto& all) {
    for (const auto& item : all) {
      if (has_other_route(ruleset, item.citations)) add({Part::Kind::kProvision, item.id}, 0, item.span);
    }
  };
  const auto places = [&](const auto& all, const auto versions, Part::Kind kind) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].guideline) continue;
      for (const auto& version : all[i].*versions) {
        if (has_other_route(ruleset, version.citations)) add({kind, all[i].name}, i, all[i].span);
      }
    }
  };
  provisions(ruleset.requirements);
  provisions(ruleset.rules);
  places(ruleset.parameters, &engine::Parameter::values, Part::Kind::kParameter);
  places(ruleset.tables, &engine::Table::versions, Part::Kind::kTable);
  return out;
}

bool holds_assessment(const Ruleset& ruleset, const Type& type) {
  if (type.assessment) return true;
  if (!type.record.valid()) return false;
  const auto& fields = ruleset.at(type.record).fields;
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return holds_assessment(ruleset, field.type); });
}

// Facts that an outcome can stand on although nobody has given them: by the law of knowledge (unknown_safety)
// no others can matter while they are left out.
std::set<std::uint32_t> counted_when_left_out(const Ruleset& ruleset) {
  std::set<std::uint32_t> out;
  for (std::uint32_t i = 0; i < ruleset.facts.size(); ++i) {
    if (ruleset.facts[i].needed_when.valid()) out.insert(i);
  }
  for (const auto& requirement : ruleset.requirements) {
    if (requirement.not_shown_when.valid()) out.merge(facts_read(ruleset, {requirement.condition}));
  }
  return out;
}

// Decision days on which a decision can be automatic: the board has delegated, and some source is verified.
std::vector<DateInterval> automatic_days(const Ruleset& ruleset) {
  Date verified = kMinDate;
  for (const auto& source : ruleset.sources) verified = std::max(verified, source.verified_to.value_or(kMaxDate));
  std::vector<DateInterval> out;
  for (const auto& delegation : ruleset.delegations) {
    DateInterval days = delegation.validity.days;
    days.from = std::max(days.from, ruleset.header.horizon.from);
    days.to = std::min({days.to, ruleset.header.horizon.to, verified});
    if (days.from <= days.to) out.push_back(days);
  }
  return out;
}

bool same_answer(const Evaluation& a, const Evaluation& b) {
  return a.status == b.status && a.outcome == b.outcome && a.values == b.values;
}

// ---- the proof ---------------------------------------------------------------------------------------

class Fence {
 public:
  explicit Fence(Workbench& bench)
      : bench_(bench), smt_(bench.smt()), calendar_(smt_), days_(automatic_days(bench.ruleset())),
        vars_(make_case_vars(smt_, bench.ruleset(), Knowledge::kPartial)),
        encoder_(smt_, bench.ruleset(), vars_), session_(smt_, vars_.domain, bench.rlimit()) {}

  void assessment(Obligation& o, std::uint32_t fact);
  void route(Obligation& o, const Routed& subject);

 private:
  [[nodiscard]] const Ruleset& ruleset() const { return bench_.ruleset(); }
  Reply ask(Obligation& o, const Exprs& query) {
    const Reply reply = session_.ask(query);
    o.rlimit_used += reply.used;
    return reply;
  }
  void settle_no(Obligation& o, const Question& question) {
    o.verdict = bench_.proved(question.shows, 0).verdict;
    if (o.verdict == Verdict::kProved && !vars_.exact_lists) o.verdict = Verdict::kOutOfCore;
  }
  // A case from the model that the engine shows.
  std::optional<Witness> shown(const Reply& reply, const Question& question) {
    if (reply.answer != Answer::kYes) return std::nullopt;
    return bench_.find_replay(vars_, *reply.model, question);
  }
  z3::expr automatic();
  z3::expr verified();
  void unassessed(const Symbol& value, const Type& type, const z3::expr& exists, Exprs& out);
  z3::expr otherwise(Encoder& assessed);
  std::optional<Evaluation> assessed_otherwise(const Shown& shown, std::uint32_t fact) const;
  z3::expr in_reasons(const std::string& id, Encoder& encoder);
  z3::expr surely_cited(const Routed& subject, Alternative& alternative);
  z3::expr perhaps_cited(const Routed& subject);
  void describe_route(Obligation& o, const Routed& subject, const Evaluation& without, const Witness& witness);
  static void say_automatic(Obligation& o) {
    (*o.replayed.front().as_object())["kind"] = "decision";
  }

  Workbench& bench_;
  Smt& smt_;
  Calendar calendar_;
  std::vector<DateInterval> days_;
  CaseVars vars_;
  Encoder encoder_;
  Session session_;
};

// No person has given anything of that type.
void Fence::unassessed(const Symbol& value, const Type& type, const z3::expr& exists, Exprs& out) {
  if (type.assessment) {
    out.push_back(smt_.any({smt_.negate(exists), value.states[State::kUnknown]}));
    return;
  }
  if (!type.record.valid()) return;
  const auto& fields = ruleset().at(type.record).fields;
  const z3::expr here = smt_.all({exists, value.present, value.states.known(smt_)});
  for (std::size_t f = 0; f < value.fields.size(); ++f) {
    unassessed(value.fields[f], fields[f].type, here, out);
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    const z3::expr there =
        smt_.all({here, smt_.less(smt_.number(static_cast<std::int64_t>(i)), value.parts.at(0))});
    for (std::size_t f = 0; f < fields.size(); ++f) {
      unassessed(value.items[i].fields[f], fields[f].type, there, out);
    }
  }
}

// Everything but warnings and citations, of which the replay knows.
z3::expr Fence::automatic() {
  const bool communicated = ruleset().header.communication_before_adverse;
  Exprs out{communicated ? encoder_.outcome(Outcome::kGrant) : decided(encoder_, smt_)};
  Exprs days;
  for (const auto& interval : days_) days.push_back(calendar_.within(vars_.day, interval));
  out.push_back(smt_.any(days));
  for (std::size_t i = 0; i < vars_.facts.size(); ++i) {
    unassessed(vars_.facts[i], ruleset().facts[i].type, smt_.truth(true), out);
  }
  return smt_.all(out);
}

// No source that the decision could rest on is too old to be relied on.
z3::expr Fence::verified() {
  DateInterval days{kMinDate, kMaxDate};
  for (const auto& source : ruleset().sources) {
    if (source.verified_to) days.to = std::min(days.to, *source.verified_to);
  }
  return calendar_.within(vars_.day, days);
}

// ---- assessments ---------------------------------------------------------------------------------------

z3::expr Fence::otherwise(Encoder& assessed) {
  Exprs out;
  for (const Outcome outcome : kOutcomes) {
    out.push_back(smt_.negate(smt_.equal(encoder_.outcome(outcome), assessed.outcome(outcome))));
  }
  for (const auto& stage : ruleset().decision.stages) {
    for (const auto id : stage.requires_values) {
      const Symbol& a = encoder_.term(id).value;
      const Symbol& b = assessed.term(id).value;
      out.push_back(smt_.all({a.states.known(smt_), b.states.known(smt_),
                              smt_.negate(encoder_.logic().same_value(a, b))}));
    }
  }
  return smt_.all({decided(assessed, smt_), smt_.any(out)});
}

// The answer that some assessment gives, where it is another one.
std::optional<Evaluation> Fence::assessed_otherwise(const Shown& shown, std::uint32_t fact) const {
  const Type& type = shown.ruleset.facts[fact].type;
  std::vector<engine::Value> values;
  switch (type.kind) {
    case TypeKind::kBool: values = {true, false}; break;
    case TypeKind::kEnum:
      for (std::uint32_t i = 0; i < shown.ruleset.at(type.enumeration).values.size(); ++i) {
        values.emplace_back(engine::EnumLiteral{i});
      }
      break;
    case TypeKind::kMoney: values = {Money{type.min}, Money{type.max}}; break;
    case TypeKind::kDate: values = {type.min_date, type.max_date}; break;
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays: values = {type.min, type.max}; break;
    default: break;  // nobody judges an identifier, a record or a list (the grammar)
  }
  for (const auto& value : values) {
    engine::Case given = shown.facts;
    given.facts[fact] = {std::make_shared<const engine::Value>(value), "", "handl\xc3\xa4ggare", "exempel"};
    const Evaluation other = engine::evaluate(shown.ruleset, given);
    if (other.status == engine::CaseStatus::kDetermined && !same_answer(shown.evaluation, other)) return other;
  }
  return std::nullopt;
}

void Fence::assessment(Obligation& o, std::uint32_t fact) {
  const auto& declared = ruleset().facts[fact];
  if (declared.type.record.valid()) throw OutOfCore(declared.name);  // an assessment of some element
  CaseVars given = vars_;
  given.facts[fact].states = States(smt_);
  Encoder assessed(smt_, ruleset(), given);
  const Exprs query{automatic(), otherwise(assessed)};
  Question question;
  question.shows = [&](const Shown& shown) {
    return shown.evaluation.automatic && assessed_otherwise(shown, fact).has_value();
  };
  question.days = [&](const Evaluation&) { return std::vector<Date>{days_.front().from}; };
  Exprs recent = query;
  recent.push_back(verified());
  auto witness = shown(ask(o, recent), question);
  if (!witness) {
    const Reply any = ask(o, query);
    if (any.answer == Answer::kNo) return settle_no(o, question);
    if (any.answer == Answer::kUndecided) return;
    witness = shown(any, question);
    if (!witness) throw OutOfCore("kontrollerad t.o.m.");
  }
  o.verdict = Verdict::kRefuted;
  o.code = "S2116";
  Workbench::set_witness(o, *witness);
  say_automatic(o);
  const auto other = assessed_otherwise({witness->evaluation, witness->facts, witness->ruleset}, fact);
  const std::string value = first_difference(witness->evaluation, *other);
  show_both(o, *other, witness->evaluation, value);
  const auto text = messages::unassessed(declared.name, messages::ending(result_json(*other, value)));
  o.message = text.message;
  o.help = text.help;
}

// ---- appeal routes ---------------------------------------------------------------------------------------

bool speaks_about(const engine::Stage& stage, const Requirement& requirement) {
  const bool named = stage.only.empty() ||
                     std::find(stage.only.begin(), stage.only.end(), requirement.id) != stage.only.end();
  switch (stage.test) {
    case engine::StageTest::kObstacle: return named && requirement.kind == RequirementKind::kObstacle;
    case engine::StageTest::kFormDefect: return named && requirement.kind == RequirementKind::kForm;
    case engine::StageTest::kRoute: return named && requirement.kind == RequirementKind::kRoute;
    case engine::StageTest::kNotMet: return named && requirement.kind == RequirementKind::kSubstance;
    case engine::StageTest::kAllMet: break;
  }
  return requirement.kind == RequirementKind::kForm ||
         (named && requirement.kind == RequirementKind::kSubstance);
}

// The decision names the requirement among its reasons, and cites what settled it.
z3::expr Fence::in_reasons(const std::string& id, Encoder& encoder) {
  const Requirement& first = *find_requirement(ruleset(), id);
  const RequirementTerm& term = encoder.requirement(id);
  const bool fires = first.kind == RequirementKind::kObstacle || first.kind == RequirementKind::kRoute;
  const z3::expr against = fires ? term.met : smt_.any({term.not_met, term.not_shown});
  Exprs out;
  const auto& stages = ruleset().decision.stages;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (!speaks_about(stages[i], first)) continue;
    const bool grant = stages[i].test == engine::StageTest::kAllMet;
    out.push_back(smt_.all({encoder.decision().ends_at.at(i), grant ? term.met : against}));
  }
  return smt_.any(out);
}

// The engine cites it and so refuses to decide: an under-approximation of what it cites.
z3::expr Fence::surely_cited(const Routed& subject, Alternative& alternative) {
  if (subject.part.kind != Part::Kind::kProvision) return smt_.truth(false);
  const auto* rule = find_rule(ruleset(), subject.part.name);
  if (rule == nullptr) return in_reasons(subject.part.name, encoder_);
  if (!rule->requirement.empty()) {
    const auto& a = encoder_.requirement(rule->requirement);
    const auto& b = alternative.without().requirement(rule->requirement);
    const z3::expr same = smt_.all({smt_.equal(a.met, b.met), smt_.equal(a.not_met, b.not_met)});
    return smt_.all({in_reasons(rule->requirement, encoder_), smt_.negate(same)});
  }
  const auto& term = ruleset().at(rule->term);
  if (!term.is_value || term.each.valid()) return smt_.truth(false);
  const Symbol& a = encoder_.term(rule->term).value;
  const Symbol& b = alternative.without().term(rule->term).value;
  return smt_.all({a.states.known(smt_), smt_.negate(smt_.all({b.states.known(smt_),
                                                              encoder_.logic().same_value(a, b)}))});
}

// An over-approximation: among the reasons, or read somewhere below a printed value.
z3::expr Fence::perhaps_cited(const Routed& subject) {
  const auto* rule = subject.part.kind == Part::Kind::kProvision ? find_rule(ruleset(), subject.part.name) : nullptr;
  if (subject.part.kind == Part::Kind::kProvision && (rule == nullptr || !rule->requirement.empty())) {
    return in_reasons(rule == nullptr ? subject.part.name : rule->requirement, encoder_);
  }
  Exprs out;
  for (std::uint32_t i = 0; i < ruleset().terms.size(); ++i) {
    if (!ruleset().terms[i].is_value) continue;
    const Reached below = reached(ruleset(), {{}, {engine::TermId{i}}, {}});
    const bool reads = rule != nullptr ? below.terms.contains(rule->term.value)
                       : subject.part.kind == Part::Kind::kTable ? below.tables.contains(subject.index)
                                                                 : below.parameters.contains(subject.index);
    if (reads) out.push_back(encoder_.term(engine::TermId{i}).value.states.known(smt_));
  }
  return smt_.any(out);
}

void Fence::route(Obligation& o, const Routed& subject) {
  Alternative alternative(bench_, encoder_, vars_, without(ruleset(), {subject.part}, Whose::kAll));
  const Exprs query{automatic(), alternative.decided_otherwise(),
                    smt_.negate(surely_cited(subject, alternative))};
  Question question;
  question.shows = [&](const Shown& shown) {
    return shown.evaluation.automatic && !same_result(shown.evaluation, alternative.evaluate(shown.facts));
  };
  question.days = [&](const Evaluation&) { return std::vector<Date>{days_.front().from}; };
  const Reply any = ask(o, query);
  if (any.answer == Answer::kNo) return settle_no(o, question);
  if (any.answer == Answer::kUndecided) return;
  auto witness = shown(any, question);
  if (!witness) {
    Exprs uncited = query;
    uncited.push_back(verified());
    uncited.push_back(smt_.negate(perhaps_cited(subject)));
    witness = shown(ask(o, uncited), question);
  }
  if (!witness) throw OutOfCore("st\xc3\xb6" "d f\xc3\xb6r " + subject.part.name);
  describe_route(o, subject, alternative.evaluate(witness->facts), *witness);
}

void Fence::describe_route(Obligation& o, const Routed& subject, const Evaluation& without,
                           const Witness& witness) {
  o.verdict = Verdict::kRefuted;
  o.code = "S2117";
  Workbench::set_witness(o, witness);
  say_automatic(o);
  const std::string value = first_difference(witness.evaluation, without);
  show_both(o, witness.evaluation, without, value);
  const bool provision = subject.part.kind == Part::Kind::kProvision;
  const LocalText named = provision ? messages::provisions(ruleset(), {subject.part.name})
                                    : LocalText{subject.part.name, subject.part.name};
  const auto text = messages::automatic_by_other_route(named);
  o.message = text.message;
  o.help = text.help;
}

void fence_assessments(Workbench& bench, Fence& fence) {
  const Ruleset& ruleset = bench.ruleset();
  const auto counted = counted_when_left_out(ruleset);
  for (std::uint32_t i = 0; i < ruleset.facts.size(); ++i) {
    const auto& fact = ruleset.facts[i];
    if (!holds_assessment(ruleset, fact.type)) continue;
    bench.prove(bench.start("automation_fence", fact.name, fact.span), [&](Obligation& o) {
      if (counted.contains(i)) return fence.assessment(o, i);
      o.verdict = Verdict::kProved;
    });
  }
}

void fence_routes(Workbench& bench, Fence& fence) {
  for (const Routed& subject : routed(bench.ruleset())) {
    Obligation obligation = bench.start("automation_fence", subject.part.name, subject.span);
    if (subject.part.kind == Part::Kind::kProvision) obligation.rules = {subject.part.name};
    bench.prove(std::move(obligation), [&](Obligation& o) { fence.route(o, subject); });
  }
}

}  // namespace

// Where nothing can be automatic the fence stands by itself; else one proof for each assessment and each
// provision with a route of its own, and the fence as a whole where there is neither.
void check_automation_fence(Workbench& bench) {
  const Ruleset& ruleset = bench.ruleset();
  const bool can_be = ruleset.header.automatic &&
                      ruleset.header.appeal == engine::AppealRoute::kAdministrative &&
                      !automatic_days(ruleset).empty();
  const std::size_t before = bench.obligations().size();
  if (can_be) {
    Fence fence(bench);
    fence_assessments(bench, fence);
    fence_routes(bench, fence);
  }
  if (bench.obligations().size() != before) return;
  bench.prove(bench.start("automation_fence", "decision", ruleset.header.span),
              [](Obligation& o) { o.verdict = Verdict::kProved; });
}

}  // namespace stadga::verify
