// asking_model.cpp - from expressions to formulas over places.
#include "asking_model.h"

#include <algorithm>

#include "asking_classes.h"
#include "messages.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;

bool compares(Op op) {
  return op == Op::kEq || op == Op::kNe || op == Op::kLt || op == Op::kLe || op == Op::kGt ||
         op == Op::kGe;
}

bool reads_list(Op op) {
  return op == Op::kSome || op == Op::kEvery || op == Op::kCount || op == Op::kListLeast ||
         op == Op::kListGreatest || op == Op::kListSum;
}

// The fact at the bottom of a path of fields, or the element that it starts from.
ExprId owner_of(const Ruleset& ruleset, ExprId id) {
  while (ruleset.at(id).op == Op::kField) id = ruleset.at(id).args.at(0);
  return id;
}

// What an expression reads: facts, terms and requirements; the fields of an element one by one.
void add_reads(const Ruleset& ruleset, ExprId id, std::set<std::string>& out) {
  const Expr& expr = ruleset.at(id);
  if (expr.op == Op::kField) {
    const ExprId owner = owner_of(ruleset, id);
    const bool of_element = ruleset.at(owner).op == Op::kElement;
    out.insert(expression_key(ruleset, of_element ? id : owner));
    return;
  }
  if (expr.op == Op::kFact || expr.op == Op::kTerm) out.insert(expression_key(ruleset, id));
  if (expr.op == Op::kRequirementIs) {
    out.insert("requirement " + ruleset.requirements.at(expr.requirement.value).id);
  }
  for (const ExprId arg : expr.args) add_reads(ruleset, arg, out);
}

// `kCount` beside a literal number: a test of the list.
struct Count {
  ExprId count;
  ListTest test;
};
std::optional<Count> count_test(const Ruleset& ruleset, const Expr& expr) {
  if (!compares(expr.op)) return std::nullopt;
  const Expr& left = ruleset.at(expr.args.at(0));
  const auto* number = std::get_if<std::int64_t>(&ruleset.at(expr.args.at(1)).literal);
  if (left.op != Op::kCount || ruleset.at(expr.args[1]).op != Op::kLiteral) return std::nullopt;
  if (number == nullptr || *number < 0 || *number > 6) return std::nullopt;
  return Count{expr.args[0], {0, expr.op, *number}};
}

class Builder {
 public:
  Builder(const Ruleset& ruleset, AskingModel& out) : ruleset_(ruleset), out_(out) {}

  void run(const std::vector<ExprId>& roots) {
    for (const ExprId root : roots) out_.roots.push_back(formula(root, false));
    check_overlaps(out_.places);
    check_overlaps(out_.element_places);
    if (lists_.size() > 1) out_.beyond = messages::construct_lists();
  }

 private:
  static Formula node(Formula::Kind kind, std::vector<Formula> parts) {
    Formula out;
    out.kind = kind;
    out.parts = std::move(parts);
    return out;
  }

  Formula formula(ExprId id, bool in_list) {
    const Expr& expr = ruleset_.at(id);
    Formula out;
    if (expr.op == Op::kLiteral) {
      out.constant = std::get<bool>(expr.literal) ? Truth::kTrue : Truth::kFalse;
      return out;
    }
    if (expr.op == Op::kNot || expr.op == Op::kAll || expr.op == Op::kAny) {
      std::vector<Formula> parts;
      for (const ExprId arg : expr.args) parts.push_back(formula(arg, in_list));
      return node(expr.op == Op::kNot   ? Formula::Kind::kNot
                  : expr.op == Op::kAll ? Formula::Kind::kAll
                                        : Formula::Kind::kAny,
                  std::move(parts));
    }
    if (expr.op == Op::kSome) return list_test(expr, false, ListTest{}, in_list);
    if (expr.op == Op::kEvery) return every(expr, in_list);
    if (const auto count = count_test(ruleset_, expr)) {
      return list_test(ruleset_.at(count->count), false, count->test, in_list);
    }
    return atom(id, in_list);
  }

  // Every element: none fails; and, where the empty list does not hold, there is one.
  Formula every(const Expr& expr, bool in_list) {
    Formula none = node(Formula::Kind::kNot, {list_test(expr, true, ListTest{}, in_list)});
    if (expr.empty_holds) return none;
    Formula some;
    some.kind = Formula::Kind::kList;
    some.list_test = out_.list_tests.size();
    out_.list_tests.push_back({condition(Formula{}, "true"), Op::kGe, 1});
    return node(Formula::Kind::kAll, {std::move(none), std::move(some)});
  }

  Formula list_test(const Expr& expr, bool negate, ListTest test, bool in_list) {
    Formula out;
    out.kind = Formula::Kind::kList;
    const Expr& list = ruleset_.at(expr.args.at(0));
    if (in_list || list.op != Op::kFact) {
      out_.beyond = messages::construct_nested_list();
      return Formula{};
    }
    lists_.insert(list.fact.value);
    out_.list = list.fact;
    out_.max_items = ruleset_.at(list.fact).type.max_items;
    out_.non_empty = ruleset_.at(list.fact).type.non_empty;
    Formula inner = formula(expr.args.at(1), true);
    if (negate) inner = node(Formula::Kind::kNot, {std::move(inner)});
    const std::string key = expression_key(ruleset_, expr.args[1]) + (negate ? " not" : "");
    test.condition = condition(std::move(inner), key);
    out.list_test = out_.list_tests.size();
    out_.list_tests.push_back(test);
    return out;
  }

  std::size_t condition(Formula formula, const std::string& key) {
    const auto [place, fresh] = conditions_.emplace(key, out_.conditions.size());
    if (fresh) out_.conditions.push_back(std::move(formula));
    return place->second;
  }

  Formula atom(ExprId id, bool in_list) {
    std::set<std::string> reads;
    add_reads(ruleset_, id, reads);
    walk(ruleset_, id, [&](ExprId e) {
      const Expr& expr = ruleset_.at(e);
      if (reads_list(expr.op)) out_.beyond = messages::construct_list_value();
      // An element beside something outside it: the elements are then not free of each other.
      const bool outside = expr.op == Op::kFact || expr.op == Op::kTerm || expr.op == Op::kRequirementIs;
      if (in_list && outside) out_.beyond = messages::construct_outer_fact();
      if (expr.op == Op::kElement && expr.depth > 0) out_.beyond = messages::construct_nested_list();
    });
    auto& places = in_list ? out_.element_places : out_.places;
    Formula out;
    out.kind = Formula::Kind::kAtom;
    out.place = place(places, reads);
    const bool fact = reads.size() == 1 && ruleset_.at(id).op != Op::kTerm;
    walk(ruleset_, id, [&](ExprId e) {
      const bool volunteered = ruleset_.at(e).op == Op::kFact &&
                               ruleset_.at(ruleset_.at(e).fact).volunteered;
      if (fact && volunteered) places[out.place].is_asked_for = false;
    });
    auto& atoms = places[out.place].atoms;
    const std::string key = expression_key(ruleset_, id);
    for (out.atom = 0; out.atom < atoms.size(); ++out.atom) {
      if (expression_key(ruleset_, atoms[out.atom]) == key) break;
    }
    if (out.atom == atoms.size()) atoms.push_back(id);
    if (!seen_.insert({in_list, out.place}).second && !reads.empty()) out_.each_once = false;
    return out;
  }

  static std::size_t place(std::vector<AskedPlace>& places, const std::set<std::string>& reads) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i].reads == reads) return i;
    }
    places.emplace_back();
    places.back().reads = reads;
    return places.size() - 1;
  }

  // Two places that read the same fact, or several atoms over a part of a record, do not fit.
  void check_overlaps(const std::vector<AskedPlace>& places) {
    std::set<std::string> seen;
    for (const auto& place : places) {
      for (const auto& key : place.reads) {
        if (!seen.insert(key).second) out_.beyond = messages::construct_shared_fact();
      }
      const bool several = place.atoms.size() > 1;
      for (const ExprId atom : place.atoms) {
        walk(ruleset_, atom, [&](ExprId e) {
          const Expr& expr = ruleset_.at(e);
          const bool record = expr.op == Op::kField &&
                              ruleset_.at(owner_of(ruleset_, e)).op != Op::kElement;
          if (several && record) out_.beyond = messages::construct_shared_fact();
          if (several && expr.op == Op::kParameter) out_.beyond = messages::construct_day();
          if (several && expr.op == Op::kRequirementIs) out_.beyond = messages::construct_shared_fact();
        });
      }
      if (several && place.reads.size() > 1) out_.beyond = messages::construct_shared_fact();
    }
  }

  const Ruleset& ruleset_;
  AskingModel& out_;
  std::set<std::uint32_t> lists_;
  std::map<std::string, std::size_t> conditions_;
  std::set<std::pair<bool, std::size_t>> seen_;
};

// The answers of the tests that a count can have: can it be both true and false?
bool can_turn(const AskingModel& model, const ListTest& test) {
  std::set<bool> answers;
  for (std::int64_t n = model.non_empty ? 1 : 0; n <= model.max_items; ++n) {
    switch (test.comparison) {
      case Op::kEq: answers.insert(n == test.number); break;
      case Op::kNe: answers.insert(n != test.number); break;
      case Op::kLt: answers.insert(n < test.number); break;
      case Op::kLe: answers.insert(n <= test.number); break;
      case Op::kGt: answers.insert(n > test.number); break;
      default: answers.insert(n >= test.number); break;
    }
  }
  return answers.size() == 2;
}

bool every_atom_can_turn(const std::vector<AskedPlace>& places) {
  return std::all_of(places.begin(), places.end(), [](const AskedPlace& place) {
    std::set<Truth> answers;
    for (const auto& one : place.classes) answers.insert(one.begin(), one.end());
    return place.reads.empty() ||
           (answers.contains(Truth::kTrue) && answers.contains(Truth::kFalse));
  });
}

}  // namespace

Truth negated(Truth value) {
  if (value == Truth::kTrue) return Truth::kFalse;
  return value == Truth::kFalse ? Truth::kTrue : value;
}

Truth kleene(const std::vector<Truth>& parts, Truth stop) {
  const auto has = [&](Truth value) {
    return std::find(parts.begin(), parts.end(), value) != parts.end();
  };
  if (has(stop)) return stop;
  if (has(Truth::kUnknown)) return Truth::kUnknown;
  return has(Truth::kTrouble) ? Truth::kTrouble : negated(stop);
}

AskingModel asking_model(const Ruleset& ruleset, AskingClasses& classes,
                         const std::vector<ExprId>& roots) {
  AskingModel out;
  Builder(ruleset, out).run(roots);
  const bool several_tests = out.list_tests.size() > 1;
  if (several_tests) out.each_once = false;
  if (!out.beyond.sv.empty()) return out;
  const bool fits = classes.fill(out.places, {}) && classes.fill(out.element_places, out.list);
  if (!fits) out.beyond = messages::construct_day();
  for (const auto& test : out.list_tests) {
    if (!can_turn(out, test)) out.each_once = false;
  }
  if (!every_atom_can_turn(out.places) || !every_atom_can_turn(out.element_places)) {
    out.each_once = false;
  }
  return out;
}

LocalText value_beyond(const Ruleset& ruleset, ExprId root) {
  std::set<std::string> seen;
  LocalText out;
  walk(ruleset, root, [&](ExprId id) {
    const Expr& expr = ruleset.at(id);
    if (reads_list(expr.op)) out = messages::construct_list_value();
    if (expr.op != Op::kFact && expr.op != Op::kTerm) return;
    if (!seen.insert(expression_key(ruleset, id)).second) out = messages::construct_shared_fact();
  });
  return out;
}

}  // namespace stadga::verify
