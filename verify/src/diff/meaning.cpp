// diff/meaning.cpp - see diff/meaning.h.
#include "diff/meaning.h"

#include <algorithm>
#include <set>

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Literal;
using engine::Op;

std::string number(std::int64_t value) { return std::to_string(value); }
template <typename E>
std::string code(E value) {
  return std::to_string(static_cast<int>(value));
}
std::string date(const Date& day) { return number(day.month) + "." + number(day.day); }

std::string literal(const Literal& value) {
  struct Print {
    std::string operator()(bool v) const { return v ? "b1" : "b0"; }
    std::string operator()(std::int64_t v) const { return "i" + number(v); }
    std::string operator()(const Money& v) const { return "m" + number(v.ore); }
    std::string operator()(const Date& v) const { return "d" + date(v); }
    std::string operator()(const engine::EnumLiteral& v) const { return "e" + number(v.index); }
    std::string operator()(const std::string& v) const {
      return "s" + number(std::int64_t(v.size())) + ":" + v;
    }
  };
  return std::visit(Print{}, value);
}

// In an order that does not depend on the order of the text; what stands twice is there twice, for
// two versions on one day are a conflict.
std::string joined(const std::multiset<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) out += part;
  return out;
}

std::string quoted(const std::string& text) {
  return number(std::int64_t(text.size())) + ":" + text;
}

// On a day without a version, or with two, the first in the text speaks for the others.
class FirstOf {
 public:
  std::string mark(const std::string& id) { return seen_.insert(id).second ? " 1st" : ""; }

 private:
  std::set<std::string> seen_;
};

}  // namespace

std::string Meaning::days(const engine::Validity& validity) const {
  return date(validity.days.from) + "-" + date(validity.days.to) +
         (validity.introduced ? "n" : "") + (validity.repealed ? "u" : "");
}

// What picks versions is part of all that has versions. Where a date of the case does, the days
// that are answered for count as well: a day outside them is no day of decision, and no proof
// speaks of it.
std::string Meaning::chosen() {
  if (!follows() || chooses_) return "";
  const auto& header = ruleset_.header;
  if (!header.law_day.valid()) return " of the day";
  if (!chosen_) {
    chooses_ = true;
    chosen_ = expr(header.law_day);
    chooses_ = false;
  }
  return " of " + number(*chosen_) + "in" + date(header.horizon.from) + "-" +
         date(header.horizon.to);
}

std::string Meaning::dated(const std::string& id, const engine::Validity& validity,
                           int version) const {
  return " " + quoted(id) + days(validity) + tried(id) + "=" + number(version);
}

// The days of trials that put the provision out of force.
std::string Meaning::tried(const std::string& id) const {
  std::string out;
  for (const auto& trial : ruleset_.trials) {
    for (const auto& disapplied : trial.disapplies) {
      if (disapplied == id) out += " x" + date(trial.days.from) + "-" + date(trial.days.to);
    }
  }
  return out;
}

std::string Meaning::text(const Expr& e) {
  std::string out = code(e.op) + "k" + code(e.type.kind);
  switch (e.op) {
    case Op::kLiteral:
      out += literal(e.literal);
      break;
    case Op::kFact:
      out += "f" + number(e.fact.value) + "," + number(follows() ? fact(e.fact) : 0);
      break;
    case Op::kField:
      out += "." + number(e.field);
      break;
    case Op::kElement:
      out += "^" + number(e.depth);
      break;
    case Op::kParameter:
      out += follows() ? "p" + number(parameter(e.parameter))
                       : "p" + quoted(ruleset_.at(e.parameter).name);
      break;
    case Op::kTerm:
      out += follows() ? "t" + number(term(e.term)) : "t" + quoted(name_of(e.term));
      break;
    case Op::kTable:
      out += follows() ? "T" + number(table(e.table)) : "T" + quoted(ruleset_.at(e.table).name);
      break;
    case Op::kRequirementIs: {
      const std::string& id = ruleset_.requirements.at(e.requirement.value).id;
      out += "r" + code(e.requirement_state) +
             (follows() ? "=" + number(requirement(id)) : quoted(id));
      break;
    }
    case Op::kEvery:
      out += e.empty_holds ? "+" : "-";
      break;
    case Op::kAge:
      out += "l" + code(e.leap);
      break;
    case Op::kScale:
    case Op::kRatio:
    case Op::kQualified:
      out += number(e.numerator) + "/" + number(e.denominator) + "u" + number(e.unit) + "r" +
             code(e.rounding);
      break;
    default:
      break;
  }
  for (const ExprId arg : e.args) out += " " + number(expr(arg));
  return out;
}

int Meaning::expr(ExprId id) {
  if (!id.valid()) return -1;
  const auto found = exprs_.find(id.value);
  if (found != exprs_.end()) return found->second;
  const int out = numbers_.of("expr " + text(ruleset_.at(id)));
  return exprs_.emplace(id.value, out).first->second;
}

int Meaning::fact(engine::FactId id) {
  const auto found = facts_.find(id.value);
  if (found != facts_.end()) return found->second;
  const auto& fact = ruleset_.at(id);
  const int out = numbers_.of("fact " + number(id.value) + (fact.volunteered ? "v" : "") + " " +
                              number(expr(fact.needed_when)));
  return facts_.emplace(id.value, out).first->second;
}

int Meaning::version(const engine::Requirement& v) {
  return numbers_.of("version " + code(v.kind) + (v.sufficient_alone ? "!" : "") + " " +
                     number(expr(v.applies)) + " " + number(expr(v.condition)) + " " +
                     number(expr(v.not_shown_when)) + " " + number(expr(v.law_day)));
}

int Meaning::version(const engine::Rule& v) {
  std::string out = "rule version ";
  out += v.term.valid() ? "t" + quoted(name_of(v.term)) : "r" + quoted(v.requirement);
  out += std::string(v.concludes_met ? "+" : "-") + (v.is_default ? "d" : "");
  for (const auto& id : v.goes_before) out += " <" + quoted(id);
  out += " " + number(expr(v.condition)) + " " + number(expr(v.conclusion)) + " " +
         number(expr(v.law_day));
  return numbers_.of(out);
}

int Meaning::version(const engine::DatedValue& v) {
  return numbers_.of("value " + (v.value ? literal(*v.value) : "-") + (v.from_overlay ? "o" : ""));
}

int Meaning::version(const engine::Table& table, const engine::TableVersion& v) {
  std::string out = "rows " + keys(table) + (v.from_overlay ? "o" : "");
  if (v.period) out += date(v.period->from) + "-" + date(v.period->to);
  for (const auto& row : v.rows) {
    for (const auto& key : row.keys) out += " " + literal(key.first) + ".." + literal(key.last);
    out += "=" + literal(row.value);
  }
  return numbers_.of(out);
}

std::string Meaning::range(const engine::Type& type) {
  return number(type.min) + ".." + number(type.max) + date(type.min_date) + ".." +
         date(type.max_date);
}

// A place that a municipality fills is another variable than one of another name or range.
std::string Meaning::place(const engine::Parameter& parameter) const {
  const std::string out = code(parameter.type.kind);
  const bool open = parameter.municipal && parameter.values.empty();
  return open ? out + "m" + quoted(parameter.name) + range(parameter.type) : out;
}

// A band that holds all that its key can be answers for what is not known as well.
std::string Meaning::keys(const engine::Table& table) {
  std::string out;
  for (const auto& key : table.keys) out += " " + code(key.type.kind) + range(key.type);
  return out;
}

int Meaning::parameter(engine::ParameterId id) {
  const auto found = parameters_.find(id.value);
  if (found != parameters_.end()) return found->second;
  const auto& parameter = ruleset_.at(id);
  std::multiset<std::string> versions;
  for (const auto& v : parameter.values) versions.insert(dated("", v.validity, version(v)));
  const std::string out = "parameter " + place(parameter) + joined(versions) + chosen();
  return parameters_.emplace(id.value, numbers_.of(out)).first->second;
}

int Meaning::table(engine::TableId id) {
  const auto found = tables_.find(id.value);
  if (found != tables_.end()) return found->second;
  const auto& table = ruleset_.at(id);
  std::string out = "table " + code(table.type.kind) + (table.periods ? "p" : "");
  std::multiset<std::string> versions;
  for (const auto& v : table.versions) versions.insert(dated("", v.validity, version(table, v)));
  out += joined(versions) + chosen();
  return tables_.emplace(id.value, numbers_.of(out)).first->second;
}

int Meaning::term(engine::TermId id) {
  const auto found = terms_.find(id.value);
  if (found != terms_.end()) return found->second;
  const auto& term = ruleset_.at(id);
  std::multiset<std::string> rules;
  FirstOf first;
  for (const auto& rule : ruleset_.rules) {
    if (rule.term == id)
      rules.insert(dated(rule.id, rule.validity, version(rule)) + first.mark(rule.id));
  }
  const std::string out =
      "term " + code(term.type.kind) + " each " + number(term.each.value) + joined(rules) + chosen();
  return terms_.emplace(id.value, numbers_.of(out)).first->second;
}

int Meaning::requirement(const std::string& id) {
  const auto found = requirements_.find(id);
  if (found != requirements_.end()) return found->second;
  std::multiset<std::string> versions;
  FirstOf first;
  for (const auto& v : ruleset_.requirements) {
    if (v.id == id) versions.insert(dated(id, v.validity, version(v)) + first.mark("requirement"));
  }
  for (const auto& rule : ruleset_.rules) {
    if (rule.requirement == id)
      versions.insert(dated(rule.id, rule.validity, version(rule)) + first.mark(rule.id));
  }
  const std::string out = "requirement " + quoted(id) + joined(versions) + chosen();
  return requirements_.emplace(id, numbers_.of(out)).first->second;
}

int Meaning::frame() {
  std::string out = "frame " + number(expr(ruleset_.header.law_day));
  for (const auto& stage : ruleset_.decision.stages) {
    out += " stage " + code(stage.outcome) + code(stage.test);
    for (const auto& id : stage.only) out += " only " + quoted(id);
    for (const auto term : stage.requires_values) out += " needs " + quoted(name_of(term));
  }
  for (const auto& items : ruleset_.decision.items) {
    out += " items " + number(items.list.value) + " " + number(items.label) + " " +
           number(expr(items.applied)) + " " + quoted(name_of(items.granted));
  }
  return numbers_.of(out);
}

int Meaning::whole() {
  std::string out = "whole " + number(frame()) + chosen();
  std::map<std::string, int> kinds;  // by name, so that order in the text says nothing
  for (const auto& v : ruleset_.requirements) kinds.try_emplace("r " + v.id, requirement(v.id));
  for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
    const auto& term = ruleset_.terms[i];
    const bool item = std::any_of(ruleset_.decision.items.begin(), ruleset_.decision.items.end(),
                                  [&](const auto& items) { return items.granted.value == i; });
    const bool needed =
        std::any_of(ruleset_.decision.stages.begin(), ruleset_.decision.stages.end(),
                    [&](const engine::Stage& stage) {
                      return std::find(stage.requires_values.begin(), stage.requires_values.end(),
                                       engine::TermId{i}) != stage.requires_values.end();
                    });
    if (term.is_value || item || needed)
      kinds.try_emplace("t " + term.name, this->term(engine::TermId{i}));
  }
  for (const auto& [name, key] : kinds) out += " " + quoted(name) + number(key);
  return numbers_.of(out);
}

}  // namespace stadga::verify
