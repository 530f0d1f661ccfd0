// read_expr.cpp - an expression from its postfix list: a stack of subtrees, the last one is the
// root. Nodes are appended to the rule set's arena; arguments always stand before what uses them.
#include "model/read_parts.h"

namespace stadga::engine {
namespace {

class ExprReader {
 public:
  ExprReader(ModelNames& names, std::string path) : names_(names), path_(std::move(path)) {}

  ExprId read(const JsonArray& nodes) {
    for (std::size_t i = 0; i < nodes.size() && !names_.failure().failed(); ++i) {
      node(nodes[i], pointer(path_, i));
    }
    if (stack_.size() != 1) names_.failure().note(path_);
    return names_.failure().failed() ? ExprId{} : stack_.back();
  }

 private:
  void node(const Json& json, const std::string& path) {
    ObjectReader in(json, path, names_.failure());
    Expr expr;
    expr.op = in.word_of<Op>("op");
    const std::size_t arguments = in.small("n");
    if (arguments > stack_.size()) {
      in.fail("n");
      return;
    }
    const auto first = stack_.end() - static_cast<std::ptrdiff_t>(arguments);
    expr.args.assign(first, stack_.end());
    stack_.erase(first, stack_.end());
    operands(in, expr);
    if (const Json* type = in.member("type")) expr.type = read_type(names_, *type, in.at("type"));
    if (expr.op == Op::kLiteral) literal(in, expr);
    stack_.push_back({static_cast<std::uint32_t>(names_.ruleset().exprs.size())});
    names_.ruleset().exprs.push_back(std::move(expr));
  }

  // Sets the declared type too; a written one replaces it.
  void operands(ObjectReader& in, Expr& expr) {
    Ruleset& ruleset = names_.ruleset();
    switch (expr.op) {
      case Op::kFact:
        expr.fact = names_.fact(in.text("fact", true), in.at("fact"));
        if (expr.fact.valid()) expr.type = ruleset.at(expr.fact).type;
        break;
      case Op::kParameter:
        expr.parameter = names_.parameter(in.text("parameter", true), in.at("parameter"));
        if (expr.parameter.valid()) expr.type = ruleset.at(expr.parameter).type;
        break;
      case Op::kTerm:
        expr.term = names_.term(in.text("term", true), in.at("term"));
        if (expr.term.valid()) expr.type = ruleset.at(expr.term).type;
        break;
      case Op::kField:
        field(in, expr);
        break;
      case Op::kElement:
        expr.depth = in.small("depth");
        break;
      case Op::kTable:
        expr.table = names_.table(in.text("table", true), in.at("table"));
        if (expr.table.valid()) expr.type = ruleset.at(expr.table).type;
        break;
      case Op::kRatio:
        expr.unit = in.number("unit", true);
        expr.rounding = in.word_of<Rounding>("rounding");
        break;
      case Op::kAge:
        expr.leap = in.word_of<LeapRule>("leap");
        break;
      case Op::kQualified:
        expr.numerator = in.number("run", true);
        expr.denominator = in.number("length", true);
        break;
      case Op::kScale:
        expr.numerator = in.number("numerator", true);
        expr.denominator = in.number("denominator", true);
        expr.unit = in.number("unit", true);
        expr.rounding = in.word_of<Rounding>("rounding");
        break;
      case Op::kEvery:
        expr.empty_holds = in.flag("empty_holds");
        break;
      case Op::kRequirementIs:
        expr.requirement = names_.requirement(in.text("requirement", true), in.at("requirement"));
        expr.requirement_state = in.word_of<RequirementState>("state");
        break;
      default:
        break;
    }
  }

  void field(ObjectReader& in, Expr& expr) {
    const std::string name = in.text("field", true);
    const Ruleset& ruleset = names_.ruleset();
    if (expr.args.size() != 1 || !ruleset.at(expr.args[0]).type.record.valid()) {
      in.fail("field");
      return;
    }
    const Record& record = ruleset.at(ruleset.at(expr.args[0]).type.record);
    for (std::uint32_t i = 0; i < record.fields.size(); ++i) {
      if (record.fields[i].name != name) continue;
      expr.field = i;
      expr.type = record.fields[i].type;
      return;
    }
    in.fail("field");
  }

  void literal(ObjectReader& in, Expr& expr) {
    const Json* value = in.member("value", true);
    if (value == nullptr) return;
    const auto read = read_literal(names_.ruleset(), expr.type, *value);
    if (read) {
      expr.literal = *read;
    } else {
      in.fail("value");
    }
  }

  ModelNames& names_;
  std::string path_;
  std::vector<ExprId> stack_;
};

}  // namespace

ExprId read_expr(ModelNames& names, ObjectReader& in, const char* key, bool required) {
  const Json* json = in.member(key, required);
  if (json == nullptr) return {};
  if (json->as_array() == nullptr) {
    in.fail(key);
    return {};
  }
  return ExprReader(names, in.at(key)).read(*json->as_array());
}

}  // namespace stadga::engine
