// write_expr.cpp - an expression tree as a list of nodes in postfix order.
//
// Each node says how many of the nodes before it are its arguments ("n"), so that the form does
// not depend on arena layout and its depth does not grow with the rule's: JSON depth is bounded.
// Facts, parameters, terms and fields are named; a type is written where no declaration gives it.
#include "model/names.h"
#include "model/write.h"
#include "model/write_parts.h"

namespace stadga::engine {
namespace {

using namespace write_parts;  // NOLINT(google-build-using-namespace)

// The type that a reader finds by itself; nullptr when the node must carry it.
const Type* declared_type(const Ruleset& ruleset, const Expr& expr) {
  switch (expr.op) {
    case Op::kFact:
      return &ruleset.at(expr.fact).type;
    case Op::kParameter:
      return &ruleset.at(expr.parameter).type;
    case Op::kTerm:
      return &ruleset.at(expr.term).type;
    case Op::kTable:
      return &ruleset.at(expr.table).type;
    case Op::kField: {
      const Type& owner = ruleset.at(expr.args.at(0)).type;
      return &ruleset.at(owner.record).fields.at(expr.field).type;
    }
    default:
      return nullptr;
  }
}

void put_operands(JsonObject& out, const Ruleset& ruleset, const Expr& expr) {
  switch (expr.op) {
    case Op::kLiteral:
      out["value"] = literal_json(ruleset, expr.type, expr.literal);
      break;
    case Op::kFact:
      out["fact"] = ruleset.at(expr.fact).name;
      break;
    case Op::kParameter:
      out["parameter"] = ruleset.at(expr.parameter).name;
      break;
    case Op::kTerm:
      out["term"] = ruleset.at(expr.term).name;
      break;
    case Op::kField: {
      const Type& owner = ruleset.at(expr.args.at(0)).type;
      out["field"] = ruleset.at(owner.record).fields.at(expr.field).name;
      break;
    }
    case Op::kElement:
      if (expr.depth != 0) out["depth"] = expr.depth;
      break;
    case Op::kTable:
      out["table"] = ruleset.at(expr.table).name;
      break;
    case Op::kRatio:
      out["unit"] = number_json(expr.unit);
      out["rounding"] = word(expr.rounding);
      break;
    case Op::kAge:
      out["leap"] = word(expr.leap);
      break;
    case Op::kQualified:
      out["run"] = number_json(expr.numerator);
      out["length"] = number_json(expr.denominator);
      break;
    case Op::kScale:
      out["numerator"] = number_json(expr.numerator);
      out["denominator"] = number_json(expr.denominator);
      out["unit"] = number_json(expr.unit);
      out["rounding"] = word(expr.rounding);
      break;
    case Op::kEvery:
      put(out, "empty_holds", expr.empty_holds);
      break;
    case Op::kRequirementIs:
      out["requirement"] = ruleset.requirements.at(expr.requirement.value).id;
      out["state"] = word(expr.requirement_state);
      break;
    default:
      break;
  }
}

void write(const Ruleset& ruleset, ExprId id, JsonArray& out) {
  const Expr& expr = ruleset.at(id);
  for (const ExprId argument : expr.args) write(ruleset, argument, out);
  JsonObject node{{"op", word(expr.op)}};
  if (!expr.args.empty()) node["n"] = static_cast<std::int64_t>(expr.args.size());
  put_operands(node, ruleset, expr);
  const Type* declared = declared_type(ruleset, expr);
  if (declared != nullptr ? *declared != expr.type : Type{} != expr.type) {
    node["type"] = type_json(ruleset, expr.type);
  }
  out.emplace_back(std::move(node));
}

}  // namespace

Json expr_json(const Ruleset& ruleset, ExprId root) {
  JsonArray out;
  if (root.valid()) write(ruleset, root, out);
  return out;
}

}  // namespace stadga::engine
