// encode_rest.cpp - the elements of a list beyond its slots (docs/design/verify.md, "Long lists").
//
// Nothing is known of them but how many they are. What they add to a result is a free value between
// the bounds that the operator and the declared ranges give it, so every real list is among the
// models. The same question about the same elements has the same answer.
#include "encoder.h"
#include "ranges.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;

// The solver's own number for each part: what tells one value from another.
void parts_of(const Symbol& symbol, std::string& out) {
  const auto add = [&out](const z3::expr& e) { out += " " + std::to_string(Z3_get_ast_id(e.ctx(), e)); };
  for (const auto& part : symbol.parts) add(part);
  for (const auto& flag : symbol.states.flags()) add(flag);
  add(symbol.present);
  for (const auto& field : symbol.fields) parts_of(field, out);
  for (const auto& item : symbol.items) parts_of(item, out);
}

std::vector<ExprId> asked_of_elements(const Expr& expr) {
  return {expr.args.begin() + 1, expr.args.end()};
}

bool reads_optional(const engine::Ruleset& ruleset, const std::vector<ExprId>& from) {
  bool found = false;
  for (const ExprId root : from) {
    walk(ruleset, root, [&](ExprId e) { found = found || ruleset.at(e).type.optional; });
  }
  return found;
}

bool can_be_unknown(const Symbol& symbol) {
  if (!symbol.states[State::kUnknown].is_false()) return true;
  for (const auto& field : symbol.fields) {
    if (can_be_unknown(field)) return true;
  }
  for (const auto& item : symbol.items) {
    if (can_be_unknown(item)) return true;
  }
  return false;
}

// What an expression about the elements of a list reads of the elements of the lists around it.
class OuterReads {
 public:
  OuterReads(const engine::Ruleset& ruleset, const Encoder::Scope& scope) : ruleset_(ruleset), scope_(scope) {}

  void of_operator(const Expr& expr, std::size_t nest) {
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      const bool outside = expr.op == Op::kQualified && i == 3;
      if (expr.args[i].valid()) visit(expr.args[i], nest + (outside ? 0 : 1));
    }
  }
  [[nodiscard]] const std::string& key() const { return key_; }

 private:
  // `nest`: how many elements stand between here and the scope.
  void visit(ExprId id, std::size_t nest) {
    const Expr& expr = ruleset_.at(id);
    if (expr.op == Op::kElement) {
      if (const Symbol* element = outer(expr, nest)) parts_of(*element, key_);
    } else if (expr.op == Op::kField && ruleset_.at(expr.args.at(0)).op == Op::kElement) {
      if (const Symbol* element = outer(ruleset_.at(expr.args[0]), nest)) {
        parts_of(element->fields.at(expr.field), key_);
      }
    } else if (is_list_operator(expr.op)) {
      visit(expr.args.at(0), nest);
      of_operator(expr, nest);
    } else {
      for (const ExprId arg : expr.args) {
        if (arg.valid()) visit(arg, nest);
      }
    }
  }
  const Symbol* outer(const Expr& element, std::size_t nest) const {
    if (element.depth < nest) return nullptr;
    return scope_.at(scope_.size() - 1 - (element.depth - nest));
  }

  const engine::Ruleset& ruleset_;
  const Encoder::Scope& scope_;
  std::string key_;
};

}  // namespace

bool Encoder::has_rest(const Symbol& list) {
  return list.kind == engine::TypeKind::kList && list.parts.size() > 1;
}

void Encoder::share_rests(const Encoder& other, Varied varied) {
  rests_ = other.rests_;
  varied_ = std::move(varied);
}

std::string Encoder::rest_key(const Expr& expr, const Symbol& list, const Scope& scope) const {
  std::string key = std::to_string(static_cast<int>(expr.op)) + "/" + std::to_string(expr.numerator);
  for (const ExprId arg : expr.args) key += " " + expression_key(ruleset_, arg);
  key += " rest " + std::to_string(Z3_get_ast_id(list.parts[1].ctx(), list.parts[1]));
  OuterReads outer(ruleset_, scope);
  outer.of_operator(expr, 0);
  key += " of" + outer.key();
  // Of two cases that differ in one thing, elements that are the same in both may differ in what they
  // are worth only where that reads it.
  const bool differs = varied_ && reads(ruleset_, asked_of_elements(expr), *varied_);
  return (differs ? "after " : "") + key;
}

// At most one of the states that an element can have; none where there are no elements.
States Encoder::rest_states(const Expr& expr, const z3::expr& count) {
  const auto asked = asked_of_elements(expr);
  bool unknown = false;
  for (const auto fact : facts_read(ruleset_, asked)) unknown = unknown || can_be_unknown(vars_.facts.at(fact));
  bool fails = reads_optional(ruleset_, asked);
  for (const ExprId id : asked) fails = fails || may_fail(ruleset_, id);
  return any_state(count, unknown, fails);
}

States Encoder::any_state(const z3::expr& count, bool unknown, bool fails) {
  States out(smt_);
  if (!unknown && !fails) return out;
  const z3::expr which = smt_.fresh_int("rest.state");
  smt_.require(smt_.between(0, which, static_cast<std::int64_t>(kStates)));
  smt_.require(smt_.any({smt_.less(smt_.number(0), count), smt_.equal(which, smt_.number(0))}));
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    const bool possible = rank == static_cast<std::size_t>(State::kUnknown) ? unknown : fails;
    if (possible) out.set(rank, smt_.equal(which, smt_.number(static_cast<std::int64_t>(rank) + 1)));
  }
  return out;
}

Symbol Encoder::rest_value(const Expr& expr, const z3::expr& count) {
  const z3::expr none = smt_.at_most(count, smt_.number(0));
  switch (expr.op) {
    case Op::kSome:
    case Op::kQualified: {
      const z3::expr some = smt_.fresh_bool("rest.some");
      smt_.require(smt_.any({smt_.negate(none), smt_.negate(some)}));
      return logic_.truth(some);
    }
    case Op::kEvery: {
      const z3::expr every = smt_.fresh_bool("rest.every");
      smt_.require(smt_.any({smt_.negate(none), every}));
      return logic_.truth(every);
    }
    case Op::kCount: {
      const auto* all = std::get_if<bool>(&ruleset_.at(expr.args.at(1)).literal);
      if (ruleset_.at(expr.args.at(1)).op == Op::kLiteral && all != nullptr && *all) {
        return logic_.number(engine::TypeKind::kInt, count);
      }
      const z3::expr some = smt_.fresh_int("rest.count");
      smt_.require(smt_.all({smt_.at_most(smt_.number(0), some), smt_.at_most(some, count)}));
      return logic_.number(engine::TypeKind::kInt, some);
    }
    case Op::kListSum: return rest_sum(expr, count);
    default: throw OutOfCore("an operator on a long list");
  }
}

// Between so many times the least and the greatest that one element is worth; one that is left out
// adds nothing.
Symbol Encoder::rest_sum(const Expr& expr, const z3::expr& count) {
  const Range each = range_of(ruleset_, expr.args.at(2));
  const z3::expr sum = smt_.fresh_int("rest.sum");
  constexpr std::int64_t kFar = INT64_MAX / 100000;
  if (-kFar < each.low) {
    smt_.require(smt_.at_most(smt_.times(count, std::min<std::int64_t>(each.low, 0)), sum));
  }
  if (each.high < kFar) {
    smt_.require(smt_.at_most(sum, smt_.times(count, std::max<std::int64_t>(each.high, 0))));
  }
  smt_.require(smt_.any({smt_.less(smt_.number(0), count), smt_.equal(sum, smt_.number(0))}));
  return logic_.number(expr.type.kind, sum);
}

const Symbol& Encoder::rest_of(const Expr& expr, const Symbol& list, const Scope& scope) {
  const std::string key = rest_key(expr, list, scope);
  const auto found = rests_->find(key);
  if (found != rests_->end()) return found->second;
  Symbol rest = rest_value(expr, list.parts[1]);
  rest.states = rest_states(expr, list.parts[1]);
  if (scope.empty()) rests_met_.push_back({&expr, rest});
  return rests_->emplace(key, std::move(rest)).first->second;
}

z3::expr Encoder::rest_fails(const Expr& expr, const Scope& scope) {
  const Symbol list = logic_.present(encode(expr.args.at(0), scope));
  return has_rest(list) ? rest_of(expr, list, scope).states[State::kError] : smt_.truth(false);
}

}  // namespace stadga::verify
