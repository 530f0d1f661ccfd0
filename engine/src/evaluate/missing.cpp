#include "evaluate/missing.h"

namespace stadga::engine {
namespace {

// The place of a fact's value, and whether it is the first on its way that is not known.
struct Way {
  Place place;
  const FactValue* value = nullptr;  // nullptr: stopped at an unknown value on the way
};

Way way_to(const Ruleset& ruleset, const Case& facts, ExprId id, const Element* in) {
  const Expr& expr = ruleset.at(id);
  if (expr.op == Op::kFact) return {{expr.fact, {}}, &facts.facts.at(expr.fact.value)};
  const Expr& owner = ruleset.at(expr.args.at(0));
  const RecordValue* record = nullptr;
  Way way;
  if (owner.op == Op::kElement) {
    for (std::uint32_t i = 0; i < owner.depth && in != nullptr; ++i) in = in->outer;
    if (in == nullptr) return way;
    way.place = in->place;
    record = in->record;
  } else {
    way = way_to(ruleset, facts, expr.args[0], in);
    if (way.value == nullptr || way.value->known == nullptr) return {way.place, nullptr};
    record = std::get_if<RecordValue>(way.value->known.get());
  }
  if (record == nullptr) return {way.place, nullptr};
  way.place.steps.push_back(expr.field);
  way.value = &record->at(expr.field);
  return way;
}

}  // namespace

void MissingFacts::add_requirement(std::size_t group) {
  if (!requirements_.insert(group).second) return;
  const Standing& standing = interpreter_.standing(group);
  if (standing.kind != StandingKind::kUnknown) return;
  if (standing.version == nullptr) {
    const VersionGroup& versions = interpreter_.requirements().at(group);
    const ExprId law_day =
        interpreter_.ruleset().requirements[versions.versions[0]].law_day;
    if (law_day.valid()) add(law_day, nullptr);
    return;
  }
  const Requirement& version = *standing.version;
  if (version.applies.valid() && interpreter_.eval(version.applies).is_unknown()) {
    add(version.applies, nullptr);
    return;
  }
  const Definition definition = interpreter_.define(version);
  add_definition(definition, nullptr);
  // The first node is the requirement's own condition; it has no rule behind it.
  if (!reachable(definition.nodes).front()) return;
  add(version.condition, nullptr);
  if (version.not_shown_when.valid()) add(version.not_shown_when, nullptr);
}

void MissingFacts::add_term(TermId id, const Element* of) {
  if (!terms_.insert({id.value, of == nullptr ? nullptr : of->record}).second) return;
  if (!interpreter_.term(id, of).state.is_unknown()) return;
  if (of == nullptr) return add_definition(interpreter_.define(id), nullptr);
  const Element alone{nullptr, of->record, of->place};
  add_definition(interpreter_.define(id, &alone), &alone);
}

void MissingFacts::add_definition(const Definition& definition, const Element* of) {
  const std::vector<bool> own = reachable(definition.nodes);
  for (std::size_t i = 0; i < own.size(); ++i) {
    const Rule* rule = definition.rules[i];
    if (own[i] && definition.open_law_days[i].valid()) add(definition.open_law_days[i], nullptr);
    if (!own[i] || rule == nullptr) continue;
    if (definition.nodes[i].guard == Guard::kFalse) continue;
    if (rule->condition.valid()) add(rule->condition, of);
    if (rule->conclusion.valid()) add(rule->conclusion, of);
  }
}

void MissingFacts::add(ExprId id, const Element* in) {
  if (!interpreter_.eval(id, in).is_unknown()) return;
  const Expr& expr = interpreter_.ruleset().at(id);
  switch (expr.op) {
    case Op::kFact: {
      // While it is not known whether the fact is needed, only that is asked.
      const ExprId needed_when = interpreter_.ruleset().at(expr.fact).needed_when;
      if (needed_when.valid() && interpreter_.eval(needed_when).is_unknown()) {
        add(needed_when, nullptr);
        return;
      }
      add_place(id, in);
      return;
    }
    case Op::kField:
      add_place(id, in);
      return;
    case Op::kTerm:
      add_term(expr.term, expr.args.empty() ? nullptr : interpreter_.element(expr.args[0], in));
      return;
    case Op::kQualified:
      add_list(expr, in);
      add(expr.args[3], in);
      return;
    case Op::kElement:
      return;
    case Op::kRequirementIs:
      add_standing(expr);
      return;
    case Op::kSome:
    case Op::kEvery:
    case Op::kCount:
    case Op::kListLeast:
    case Op::kListGreatest:
    case Op::kListSum:
      add_list(expr, in);
      return;
    default:
      for (const ExprId argument : expr.args) add(argument, in);
  }
}

// An obstacle or a route that is out whatever its guard still waits for the guard where a rule asks
// whether it is not met or not applicable; the stages do not.
void MissingFacts::add_standing(const Expr& expr) {
  const auto& id = interpreter_.ruleset().requirements.at(expr.requirement.value).id;
  const auto group = interpreter_.requirement_group(id);
  if (!group) return;
  const Standing& standing = interpreter_.standing(*group);
  if (standing.kind == StandingKind::kNotMet && standing.guard.is_unknown()) {
    add(standing.version->applies, nullptr);
    return;
  }
  add_requirement(*group);
}

void MissingFacts::add_list(const Expr& expr, const Element* in) {
  State why;
  const ListValue* list = interpreter_.list(expr.args[0], in, why);
  if (list == nullptr) {
    if (why.is_unknown()) add_place(expr.args[0], in);
    return;
  }
  const Place place = way_to(interpreter_.ruleset(), interpreter_.facts(), expr.args[0], in).place;
  for (std::uint32_t i = 0; i < list->items.size(); ++i) {
    Element element{in, &list->items[i], place};
    element.place.steps.push_back(i);
    const bool out = interpreter_.eval(expr.args[1], &element).is_false();
    add(expr.args[1], &element);
    if (!out && expr.args.size() > 2) add(expr.args[2], &element);
  }
}

void MissingFacts::add_fact(FactId id) {
  if (interpreter_.facts().facts.at(id.value).known != nullptr) return;
  if (!interpreter_.ruleset().at(id).volunteered) places_.insert({id, {}});
}

void MissingFacts::add_place(ExprId id, const Element* in) {
  const Way way = way_to(interpreter_.ruleset(), interpreter_.facts(), id, in);
  if (!way.place.fact.valid()) return;
  if (!interpreter_.ruleset().at(way.place.fact).volunteered) places_.insert(way.place);
}

std::vector<Missing> MissingFacts::list() const {
  std::vector<Missing> out;
  for (const Place& place : places_) out.push_back(describe(place));
  return out;
}

Missing MissingFacts::describe(const Place& place) const {
  const Ruleset& ruleset = interpreter_.ruleset();
  const Fact& fact = ruleset.at(place.fact);
  Missing out;
  out.fact = fact.name;
  out.path = pointer("/facts", fact.name);
  out.question = fact.question;
  out.sources = fact.sources;
  const Type* type = &fact.type;
  const FactValue* value = &interpreter_.facts().facts.at(place.fact.value);
  const RecordValue* record = nullptr;
  bool in_list = type->kind == TypeKind::kList;
  for (const std::uint32_t step : place.steps) {
    if (in_list) {
      out.fact += "." + std::to_string(step);
      out.path = pointer(out.path, step);
      record = &std::get<ListValue>(*value->known).items.at(step);
      in_list = false;
      continue;
    }
    const Record& shape = ruleset.at(type->record);
    const Field& field = shape.fields.at(step);
    if (!shape.bare) {
      out.fact += "." + field.name;
      out.path = pointer(out.path, field.name);
    }
    if (record == nullptr) record = &std::get<RecordValue>(*value->known);
    value = &record->at(step);
    record = nullptr;
    type = &field.type;
    in_list = type->kind == TypeKind::kList;
  }
  out.assessment = type->assessment;
  out.reason = value->unknown_reason;
  return out;
}

}  // namespace stadga::engine
