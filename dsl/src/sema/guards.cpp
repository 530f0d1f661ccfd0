// guards.cpp - which values are known to be there when a condition holds, or does not hold.
#include <algorithm>

#include "sema/expressions.h"

namespace stadga::dsl::sema {

using engine::ExprId;
using engine::Op;

void Expressions::assume(ExprId condition) {
  if (condition.valid()) guards_.merge(known_when(condition, true));
}

bool Expressions::guarded(ExprId id) const {
  const auto key = paths_.find(id.value);
  return key != paths_.end() && guards_.count(key->second) != 0;
}

// `all`: every argument is so, what any of them tells is known; else only what all of them tell.
Expressions::Guards Expressions::merged(const std::vector<ExprId>& args, bool holds, bool all) const {
  Guards out;
  for (std::size_t i = 0; i < args.size(); ++i) {
    Guards known = known_when(args[i], holds);
    if (all || i == 0) {
      out.merge(known);
      continue;
    }
    Guards both;
    std::set_intersection(out.begin(), out.end(), known.begin(), known.end(), std::inserter(both, both.end()));
    out = std::move(both);
  }
  return out;
}

Expressions::Guards Expressions::known_when(ExprId id, bool holds) const {
  const engine::Expr& expr = context_.ruleset.at(id);
  const auto of_path = [&](ExprId path) {
    const auto key = paths_.find(path.value);
    return key == paths_.end() ? Guards{} : Guards{key->second};
  };
  switch (expr.op) {
    case Op::kExists: return holds ? of_path(expr.args[0]) : Guards{};
    case Op::kAbsent: return holds ? Guards{} : of_path(expr.args[0]);
    case Op::kEq: {  // inget equals no literal
      const bool known = holds && context_.ruleset.at(expr.args[1]).op == Op::kLiteral;
      return known ? of_path(expr.args[0]) : Guards{};
    }
    case Op::kIsOneOf: return holds ? of_path(expr.args[0]) : Guards{};
    case Op::kNot: return known_when(expr.args[0], !holds);
    case Op::kAll: return merged(expr.args, holds, holds);
    case Op::kAny: return merged(expr.args, holds, !holds);
    default: return {};
  }
}

}  // namespace stadga::dsl::sema
