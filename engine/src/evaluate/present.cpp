#include "evaluate/present.h"

#include <algorithm>

#include "evaluate/format.h"
#include "evaluate/words.h"
#include "stadga/engine/law_text.h"

namespace stadga::engine {
namespace {

// A provision that several reasons rest on is cited once.
void append(std::vector<Citation>& out, const std::vector<Citation>& more) {
  for (const Citation& citation : more) {
    if (std::find(out.begin(), out.end(), citation) == out.end()) out.push_back(citation);
  }
}

Weight strongest(const Ruleset& ruleset, const std::vector<Citation>& citations) {
  Weight out = Weight::kSedvana;
  for (const Citation& citation : citations) {
    out = std::min(out, ruleset.at(citation.source).weight);
  }
  return out;
}

const char* state_name(const Requirement& version, StandingKind kind) {
  if (version.kind == RequirementKind::kObstacle || version.kind == RequirementKind::kRoute) {
    return "applies";
  }
  if (kind == StandingKind::kMet) return "met";
  return kind == StandingKind::kNotShown ? "not_shown" : "not_met";
}

std::string requirement_text(Interpreter& interpreter, const Standing& standing) {
  std::vector<std::string> texts;
  for (const Rule* rule : standing.settled_by) {
    if (!rule->text.empty()) texts.push_back(text_of(interpreter, rule->text));
  }
  if (!texts.empty()) return joined(interpreter.ruleset(), texts);
  const Requirement& version = *standing.version;
  if (standing.kind == StandingKind::kNotShown) {
    return text_of(interpreter, version.text_not_shown);
  }
  return text_of(interpreter,
                 standing.kind == StandingKind::kMet ? version.text_met : version.text_not_met);
}

// The parameters of a guideline's condition, with what holds for each on the law day.
struct GuidelineParameters {
  bool without_limit = false;
  std::vector<Citation> citations;
};

void read_parameters(Interpreter& interpreter, ExprId id, GuidelineParameters& out) {
  const Expr& expr = interpreter.ruleset().at(id);
  if (expr.op == Op::kTable) {
    State state;
    const TableVersion* version = interpreter.table_version(expr, nullptr, state);
    append(out.citations, version != nullptr ? version->citations
                                             : interpreter.ruleset().at(expr.table).citations);
  }
  if (expr.op == Op::kParameter) {
    State state;
    const DatedValue* dated = interpreter.dated_value(expr.parameter, state);
    if (dated == nullptr) {
      append(out.citations, interpreter.ruleset().at(expr.parameter).citations);
    } else {
      append(out.citations, dated->citations);
      out.without_limit = out.without_limit || !dated->value;
    }
  }
  for (const ExprId argument : expr.args) read_parameters(interpreter, argument, out);
}

const char* indicator_state(const State& condition) {
  if (condition.is_true()) return "for";
  if (condition.is_false()) return "against";
  const bool lacking =
      condition.kind == StateKind::kNotCovered || condition.kind == StateKind::kNotInForce;
  return lacking ? "not_covered" : "unknown";
}

// Nothing when the guideline does not concern the case, or the municipality has set no limit.
std::optional<Indicator> indicator_for(Interpreter& interpreter, const Requirement& version,
                                       const Guideline& guideline) {
  if (guideline.applies.valid() && !interpreter.eval(guideline.applies).is_true()) {
    return std::nullopt;
  }
  GuidelineParameters parameters;
  read_parameters(interpreter, guideline.condition, parameters);
  if (parameters.without_limit) return std::nullopt;
  const State condition = interpreter.eval(guideline.condition);
  Indicator out;
  out.rule = version.id;
  out.title = version.title;
  out.state = indicator_state(condition);
  out.citations = guideline.citations;
  append(out.citations, parameters.citations);
  if (condition.is_true()) out.text = text_of(interpreter, guideline.text_for);
  if (condition.is_false()) out.text = text_of(interpreter, guideline.text_against);
  return out;
}

}  // namespace

Reason reason_for(Interpreter& interpreter, std::size_t group) {
  const Standing& standing = interpreter.standing(group);
  const Requirement& version = *standing.version;
  Reason out;
  out.rule = version.id;
  out.title = version.title;
  out.state = state_name(version, standing.kind);
  out.citations = version.citations;
  for (const Rule* rule : standing.settled_by) append(out.citations, rule->citations);
  out.weight = strongest(interpreter.ruleset(), out.citations);
  out.text = requirement_text(interpreter, standing);
  return out;
}

Referral referral_for(const Ruleset& ruleset, const std::vector<Reason>& reasons, const char* why) {
  Referral out;
  out.reason = why;
  std::vector<std::string> texts;
  for (const Reason& reason : reasons) {
    if (out.rule.empty()) out.rule = reason.rule;
    append(out.citations, reason.citations);
    if (!reason.text.empty()) texts.push_back(reason.text);
  }
  out.text = joined(ruleset, texts);
  return out;
}

std::vector<Indicator> indicators_of(Interpreter& interpreter) {
  std::vector<Indicator> out;
  for (std::size_t group = 0; group < interpreter.requirements().size(); ++group) {
    const Requirement* version = interpreter.standing(group).version;
    if (version == nullptr) continue;
    if (version->applies.valid() && !interpreter.eval(version->applies).is_true()) continue;
    for (const Guideline& guideline : version->guidelines) {
      if (auto indicator = indicator_for(interpreter, *version, guideline)) {
        out.push_back(std::move(*indicator));
      }
    }
  }
  return out;
}

std::vector<Json> gates_of(const Ruleset& ruleset) {
  const Header& header = ruleset.header;
  if (!header.communication_before_adverse) return {};
  std::vector<std::string> basis;
  for (const Citation& citation : header.communication_citations) {
    basis.push_back(citation_text(ruleset, citation));
  }
  return {JsonObject{
      {"gate", words::kCommunication}, {"basis", joined(ruleset, basis)}, {"state", "required"}}};
}

std::vector<Json> warnings_of(const Ruleset& ruleset, Date decision_day,
                              const std::set<SourceId>& relied_on) {
  std::vector<Json> out;
  for (const SourceId id : relied_on) {
    const Source& source = ruleset.at(id);
    if (!source.verified_to || *source.verified_to >= decision_day) continue;
    out.emplace_back(JsonObject{{"warning", "law_not_verified"},
                                {"source", source.name},
                                {"verified_to", to_string(*source.verified_to)}});
  }
  return out;
}

void Basis::cite(const std::vector<Citation>& citations) {
  for (const Citation& citation : citations) sources_.insert(citation.source);
  append(citations_, citations);
}

void Basis::add_reason(const Reason& reason, std::size_t group) {
  cite(reason.citations);
  ids_.insert(reason.rule);
  for (const Rule* rule : interpreter_.standing(group).settled_by) ids_.insert(rule->id);
}

void Basis::add_term(TermId id, const Element* of) {
  if (!terms_.insert({id.value, of == nullptr ? nullptr : of->record}).second) return;
  const Element alone{nullptr, of == nullptr ? nullptr : of->record,
                      of == nullptr ? Place{} : of->place};
  const Element* in = of == nullptr ? nullptr : &alone;
  for (const Rule* rule : interpreter_.term(id, of).applied) {
    ids_.insert(rule->id);
    cite(rule->citations);
    cite(rule->practices);
    if (rule->condition.valid()) add_expr(rule->condition, in);
    if (rule->conclusion.valid()) add_expr(rule->conclusion, in);
  }
}

// Only elements that a list operator has counted are looked at.
void Basis::add_list(const Expr& expr, const Element* in) {
  State why;
  const ListValue* items = interpreter_.list(expr.args[0], in, why);
  if (items == nullptr) return;
  for (const RecordValue& item : items->items) {
    const Element element{in, &item, {}};
    add_expr(expr.args[1], &element);
    if (expr.args.size() > 2 && !interpreter_.eval(expr.args[1], &element).is_false()) {
      add_expr(expr.args[2], &element);
    }
  }
}

void Basis::add_expr(ExprId id, const Element* in) {
  const Expr& expr = interpreter_.ruleset().at(id);
  switch (expr.op) {
    case Op::kSome:
    case Op::kEvery:
    case Op::kCount:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum:
      return add_list(expr, in);
    case Op::kQualified:
      add_list(expr, in);
      return add_expr(expr.args[3], in);
    case Op::kTerm:
      return add_term(expr.term,
                      expr.args.empty() ? nullptr : interpreter_.element(expr.args[0], in));
    default:
      break;
  }
  if (expr.op == Op::kTable) {
    State state;
    const TableVersion* version = interpreter_.table_version(expr, in, state);
    if (version != nullptr) cite(version->citations);
  }
  if (expr.op == Op::kParameter) {
    State state;
    const DatedValue* dated = interpreter_.dated_value(expr.parameter, state);
    if (dated != nullptr) cite(dated->citations);
  }
  for (const ExprId argument : expr.args) add_expr(argument, in);
}

std::vector<std::string> Basis::provisions() const {
  std::vector<std::string> out;
  const auto take = [&](const std::vector<VersionGroup>& groups) {
    for (const VersionGroup& group : groups) {
      if (ids_.contains(group.id)) out.push_back(group.id);
    }
  };
  take(interpreter_.requirements());
  take(group_versions(interpreter_.ruleset().rules));
  return out;
}

}  // namespace stadga::engine
