// model_builder.h - rule sets made by hand, one call a declaration, for tests that must not depend
// on the rule language. Everything cites one binding source and is in force 2020-2030 unless said.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "stadga/engine/bundle.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"
#include "stadga/engine/model.h"

namespace stadga::engine::testing {

inline Date day(const char* text) { return parse_date(text).value(); }
inline Validity in_force(const char* from, const char* to) {
  Validity out;
  out.days = {day(from), day(to)};
  return out;
}

class ModelBuilder {
 public:
  ModelBuilder() {
    ruleset_.header.name = "prov";
    ruleset_.header.title = "Prov";
    ruleset_.header.version = "1";
    ruleset_.header.horizon = {day("2020-01-01"), day("2030-12-31")};
    ruleset_.decision.name = "beslut";
    source("Lagen", Weight::kLag);
  }

  Ruleset& get() { return ruleset_; }

  SourceId source(const std::string& name, Weight weight) {
    Source out;
    out.name = name;
    out.act = "2019:1";
    out.title = name;
    out.weight = weight;
    ruleset_.sources.push_back(out);
    return {static_cast<std::uint32_t>(ruleset_.sources.size() - 1)};
  }

  static Citation cite(SourceId source, const std::string& section) {
    Citation out;
    out.source = source;
    out.section = section;
    return out;
  }

  // ---- types and facts -------------------------------------------------------------------------

  static Type boolean() { return {}; }
  static Type assessment() {
    Type out;
    out.assessment = true;
    return out;
  }
  static Type number(TypeKind kind, std::int64_t min, std::int64_t max) {
    Type out;
    out.kind = kind;
    out.min = min;
    out.max = max;
    return out;
  }
  static Type date() {
    Type out;
    out.kind = TypeKind::kDate;
    return out;
  }
  static Type identifier(std::uint32_t min, std::uint32_t max, const std::string& pattern = "") {
    Type out;
    out.kind = TypeKind::kIdentifier;
    out.min_length = min;
    out.max_length = max;
    out.pattern = pattern;
    return out;
  }
  static Type optional(Type type) {
    type.optional = true;
    return type;
  }
  Type enumeration(const std::string& name, std::vector<std::string> values) {
    ruleset_.enumerations.push_back({name, std::move(values)});
    Type out;
    out.kind = TypeKind::kEnum;
    out.enumeration = {static_cast<std::uint32_t>(ruleset_.enumerations.size() - 1)};
    return out;
  }
  Type record(const std::string& name, std::vector<std::pair<std::string, Type>> fields) {
    Record out;
    out.name = name;
    for (auto& [field, type] : fields) out.fields.push_back({field, type, {}, {}});
    ruleset_.records.push_back(out);
    Type type;
    type.kind = TypeKind::kRecord;
    type.record = {static_cast<std::uint32_t>(ruleset_.records.size() - 1)};
    return type;
  }
  static Type list_of(Type record, std::uint32_t most) {
    record.kind = TypeKind::kList;
    record.max_items = most;
    return record;
  }

  FactId fact(const std::string& name, const Type& type) {
    Fact out;
    out.name = name;
    out.type = type;
    out.sources = {"s\xc3\xb6kanden"};
    out.question = name + "?";
    ruleset_.facts.push_back(out);
    return {static_cast<std::uint32_t>(ruleset_.facts.size() - 1)};
  }
  Fact& at(FactId id) { return ruleset_.facts[id.value]; }

  // ---- expressions -----------------------------------------------------------------------------

  ExprId add(Expr expr) {
    ruleset_.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(ruleset_.exprs.size() - 1)};
  }
  const Type& type_of(ExprId id) const { return ruleset_.exprs[id.value].type; }
  ExprId op(Op op, Type type, std::vector<ExprId> args) {
    Expr out;
    out.op = op;
    out.type = std::move(type);
    out.args = std::move(args);
    return add(out);
  }
  ExprId literal(const Type& type, Literal value) {
    Expr out;
    out.type = type;
    out.type.optional = out.type.assessment = false;
    out.literal = std::move(value);
    return add(out);
  }
  ExprId yes() { return literal(boolean(), true); }
  ExprId no() { return literal(boolean(), false); }
  ExprId integer(std::int64_t value) {
    return literal(number(TypeKind::kInt, value, value), value);
  }
  ExprId months(std::int64_t value) {
    return literal(number(TypeKind::kMonths, value, value), value);
  }
  ExprId date(const char* text) { return literal(date(), day(text)); }
  ExprId value(const Type& enumeration, std::uint32_t index) {
    return literal(enumeration, EnumLiteral{index});
  }
  ExprId of(FactId id) {
    Expr out;
    out.op = Op::kFact;
    out.fact = id;
    out.type = ruleset_.at(id).type;
    return add(out);
  }
  ExprId of(TermId id) {
    Expr out;
    out.op = Op::kTerm;
    out.term = id;
    out.type = ruleset_.at(id).type;
    return add(out);
  }
  ExprId of(ParameterId id) {
    Expr out;
    out.op = Op::kParameter;
    out.parameter = id;
    out.type = ruleset_.at(id).type;
    return add(out);
  }
  // A new fact of yes or no, used at once.
  ExprId flag(const std::string& name) { return is(of(fact(name, boolean()))); }
  ExprId is(ExprId boolean_value) { return op(Op::kEq, boolean(), {boolean_value, yes()}); }
  ExprId all(std::vector<ExprId> args) { return op(Op::kAll, boolean(), std::move(args)); }
  ExprId any(std::vector<ExprId> args) { return op(Op::kAny, boolean(), std::move(args)); }
  ExprId negate(ExprId arg) { return op(Op::kNot, boolean(), {arg}); }
  ExprId compare(Op which, ExprId left, ExprId right) {
    return op(which, boolean(), {left, right});
  }
  ExprId field(ExprId owner, std::uint32_t index) {
    Expr out;
    out.op = Op::kField;
    out.args = {owner};
    out.field = index;
    out.type = ruleset_.at(type_of(owner).record).fields.at(index).type;
    return add(out);
  }
  ExprId element(const Type& record, std::uint32_t depth = 0) {
    Expr out;
    out.op = Op::kElement;
    out.type = record;
    out.type.kind = TypeKind::kRecord;
    out.type.max_items = 0;
    out.depth = depth;
    return add(out);
  }
  ExprId every(ExprId list, ExprId condition, bool empty_holds) {
    const ExprId id = op(Op::kEvery, boolean(), {list, condition});
    ruleset_.exprs[id.value].empty_holds = empty_holds;
    return id;
  }
  ExprId standing(const std::string& id, RequirementState state) {
    Expr out;
    out.op = Op::kRequirementIs;
    out.requirement_state = state;
    for (std::uint32_t i = 0; i < ruleset_.requirements.size(); ++i) {
      if (ruleset_.requirements[i].id == id) out.requirement = {i};
    }
    return add(out);
  }

  // ---- provisions ------------------------------------------------------------------------------

  static Text text(const std::string& literal) { return {{literal, {}}}; }

  Requirement& requirement(RequirementKind kind, const std::string& id, ExprId condition) {
    Requirement out;
    out.id = id;
    out.title = "T " + id;
    out.kind = kind;
    out.citations = {cite({0}, "1")};
    out.validity = in_force("2020-01-01", "2030-12-31");
    out.condition = condition;
    out.text_met = text(id + " met");
    out.text_not_met = text(id + " not met");
    out.text_not_shown = text(id + " not shown");
    ruleset_.requirements.push_back(out);
    return ruleset_.requirements.back();
  }
  Requirement& obstacle(const std::string& id, ExprId condition) {
    return requirement(RequirementKind::kObstacle, id, condition);
  }
  Requirement& form(const std::string& id, ExprId condition) {
    return requirement(RequirementKind::kForm, id, condition);
  }
  Requirement& route(const std::string& id, ExprId condition) {
    return requirement(RequirementKind::kRoute, id, condition);
  }
  Requirement& substance(const std::string& id, ExprId condition) {
    return requirement(RequirementKind::kSubstance, id, condition);
  }

  TermId term(const std::string& name, const Type& type, bool is_value = true) {
    Term out;
    out.name = name;
    out.type = type;
    out.is_value = is_value;
    ruleset_.terms.push_back(out);
    return {static_cast<std::uint32_t>(ruleset_.terms.size() - 1)};
  }
  Rule& rule(const std::string& id, TermId term, ExprId condition, ExprId conclusion) {
    Rule out;
    out.id = id;
    out.title = "T " + id;
    out.citations = {cite({0}, "2")};
    out.validity = in_force("2020-01-01", "2030-12-31");
    out.term = term;
    out.condition = condition;
    out.conclusion = conclusion;
    ruleset_.rules.push_back(out);
    return ruleset_.rules.back();
  }
  Rule& settle(const std::string& id, const std::string& requirement, bool met, ExprId condition,
               std::vector<std::string> goes_before) {
    Rule& out = rule(id, {}, condition, {});
    out.requirement = requirement;
    out.concludes_met = met;
    out.goes_before = std::move(goes_before);
    return out;
  }

  ParameterId parameter(const std::string& name, const Type& type) {
    Parameter out;
    out.name = name;
    out.type = type;
    out.citations = {cite({0}, "3")};
    ruleset_.parameters.push_back(out);
    return {static_cast<std::uint32_t>(ruleset_.parameters.size() - 1)};
  }
  DatedValue& dated(ParameterId id, const Validity& validity, std::optional<Literal> value) {
    DatedValue out;
    out.validity = validity;
    out.value = std::move(value);
    out.citations = {cite({0}, "4")};
    ruleset_.parameters[id.value].values.push_back(out);
    return ruleset_.parameters[id.value].values.back();
  }

  Stage& stage(Outcome outcome, StageTest test, std::vector<std::string> only = {},
               std::vector<TermId> values = {}) {
    ruleset_.decision.stages.push_back({outcome, test, std::move(only), std::move(values), {}});
    return ruleset_.decision.stages.back();
  }
  // The usual stages: dismissal, routes, completion, rejection, grant.
  void usual_stages(std::vector<TermId> values = {}) {
    stage(Outcome::kDismissal, StageTest::kObstacle);
    stage(Outcome::kReferral, StageTest::kRoute);
    stage(Outcome::kReferral, StageTest::kFormDefect);
    stage(Outcome::kRejection, StageTest::kNotMet);
    stage(Outcome::kGrant, StageTest::kAllMet, {}, std::move(values));
  }

  [[nodiscard]] Package package() {
    Package out;
    out.base = ruleset_;
    out.base.hash = ruleset_hash(out.base);
    return out;
  }

 private:
  Ruleset ruleset_;
};

// `facts` as JSON text, e.g. {"a": true}.
inline std::string case_text(const std::string& facts, const std::string& decision_day,
                             const std::string& more = "") {
  return R"({"decision_date": ")" + decision_day + R"(", "facts": )" + facts + more + "}";
}

inline Type money() { return ModelBuilder::number(TypeKind::kMoney, 0, 100000000); }
inline Type integer(std::int64_t min, std::int64_t max) {
  return ModelBuilder::number(TypeKind::kInt, min, max);
}

inline Evaluation evaluate_text(const Package& package, const std::string& text) {
  const CaseReading reading = read_case(package, text);
  for (const CaseProblem& problem : reading.problems) {
    ADD_FAILURE() << problem.code << " " << problem.path << " " << problem.message.en;
  }
  if (!reading.value) return {};
  return evaluate(*reading.ruleset, *reading.value);
}

inline Evaluation evaluate_facts(ModelBuilder& model, const std::string& facts,
                                 const std::string& decision_day = "2026-01-15") {
  return evaluate_text(model.package(), case_text(facts, decision_day));
}

inline std::vector<std::string> rules_of(const std::vector<Reason>& reasons) {
  std::vector<std::string> out;
  for (const Reason& reason : reasons) out.push_back(reason.rule + ":" + reason.state);
  return out;
}
inline std::vector<std::string> paths_of(const std::vector<Missing>& missing) {
  std::vector<std::string> out;
  for (const Missing& fact : missing) out.push_back(fact.path);
  return out;
}

}  // namespace stadga::engine::testing
