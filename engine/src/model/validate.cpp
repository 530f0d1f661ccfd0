// validate.cpp - declarations one by one, then the graph of what reads what.
//
// The graph's nodes are terms and requirement ids. The walk measures how deep an evaluation can
// nest, so that no bundle can exhaust the stack.
#include "model/validate.h"

#include <algorithm>
#include <map>
#include <set>

#include "evaluate/in_force.h"
#include "model/check_expr.h"

namespace stadga::engine {
namespace {

constexpr std::size_t kDeepestEvaluation = 1500;  // nested expressions and terms
constexpr std::size_t kTermCost = 4;              // a term takes more stack than an operator

class Validator {
 public:
  explicit Validator(const Ruleset& ruleset) : ruleset_(ruleset), exprs_(ruleset) {}

  std::optional<std::string> run() {
    check_header();
    check_types();
    for (const Parameter& parameter : ruleset_.parameters) check(parameter);
    for (const Requirement& requirement : ruleset_.requirements) check(requirement);
    for (const Rule& rule : ruleset_.rules) check(rule);
    for (const Table& table : ruleset_.tables) check(table);
    for (const Guarantee& guarantee : ruleset_.guarantees) check(guarantee);
    for (const Trial& trial : ruleset_.trials) {
      require(trial.days.from <= trial.days.to && good(trial.citations), trial.id);
    }
    for (const Delegation& delegation : ruleset_.delegations) {
      require(good(delegation.validity) && good(delegation.citations), "delegation");
    }
    for (const ProvisionRoute& route : ruleset_.routes) require(good({route.provision}), "routes");
    check_needed();
    check_versions();
    check_stages();
    if (!wrong_) check_exceptions();
    if (!wrong_) check_graph();
    return wrong_;
  }

 private:
  void require(bool condition, const std::string& where) {
    if (!condition && !wrong_) wrong_ = where;
  }

  static bool good(const Validity& validity) {
    return is_valid(validity.days.from) && is_valid(validity.days.to) &&
           validity.days.from <= validity.days.to;
  }

  bool good(const std::vector<Citation>& citations) const {
    return std::all_of(citations.begin(), citations.end(), [this](const Citation& citation) {
      return citation.source.value < ruleset_.sources.size();
    });
  }

  bool good(const Text& text) {
    return std::all_of(text.begin(), text.end(), [this](const TextPiece& piece) {
      return !piece.value.valid() || exprs_.is_scalar(piece.value);
    });
  }

  bool optional_condition(ExprId id) { return !id.valid() || exprs_.is_condition(id); }

  void check_header() {
    const Header& header = ruleset_.header;
    require(is_valid(header.horizon.from) && is_valid(header.horizon.to) &&
                header.horizon.from <= header.horizon.to && good(header.appeal_citations) &&
                good(header.communication_citations) && law_day(header.law_day),
            "header");
  }

  void check_types() {
    for (const Record& record : ruleset_.records) {
      for (const Field& field : record.fields) require(exprs_.type_exists(field.type), field.name);
    }
    for (std::uint32_t i = 0; i < ruleset_.records.size() && !wrong_; ++i) {
      std::set<std::uint32_t> open;
      require(is_finite(i, open), ruleset_.records[i].name);
    }
    for (const Record& record : ruleset_.records) {
      for (const Field& field : record.fields) {
        require(aliases(field.type, field.aliases), record.name);
      }
      require(!record.bare || (record.fields.size() == 1 && bare(record.fields[0].type)),
              record.name);
    }
    for (const Fact& fact : ruleset_.facts) {
      require(exprs_.type_exists(fact.type) && aliases(fact.type, fact.aliases), fact.name);
    }
    for (const Term& term : ruleset_.terms) {
      require(exprs_.type_exists(term.type) && ExprChecker::scalar(term.type.kind) &&
                  (!term.each.valid() || term.each.value < ruleset_.records.size()) &&
                  !(term.each.valid() && term.is_value),
              term.name);
    }
  }

  static bool bare(const Type& type) { return ExprChecker::scalar(type.kind) && !type.assessment; }

  bool aliases(const Type& type, const std::vector<Alias>& list) const {
    const bool allowed = type.kind == TypeKind::kBool || type.kind == TypeKind::kEnum;
    return list.empty() ||
           (allowed && std::all_of(list.begin(), list.end(), [&](const Alias& alias) {
              return exprs_.literal_fits(type, alias.value);
            }));
  }

  // Facts that are needed only when something points to them: yes/no facts and lists.
  void check_needed() {
    for (const Fact& fact : ruleset_.facts) {
      if (!fact.needed_when.valid()) continue;
      const bool list = fact.type.kind == TypeKind::kList && !fact.type.non_empty;
      require((fact.type.kind == TypeKind::kBool || list) && !fact.type.optional &&
                  exprs_.is_condition(fact.needed_when),
              fact.name);
    }
  }

  // The date that selects the law rests on facts alone: it comes before every rule.
  bool law_day(ExprId id) {
    return !id.valid() || (exprs_.is_scalar(id) && ruleset_.at(id).type.kind == TypeKind::kDate &&
                           reads_facts_only(id));
  }

  bool reads_facts_only(ExprId id) const {
    const Expr& expr = ruleset_.at(id);
    switch (expr.op) {
      case Op::kLiteral:
      case Op::kDecisionDay:
      case Op::kElement:
        return true;
      case Op::kFact:
        return !ruleset_.at(expr.fact).needed_when.valid();
      case Op::kField:
      case Op::kLeast:
      case Op::kGreatest:
      case Op::kAddDays:
      case Op::kSubDays:
      case Op::kAddMonths:
      case Op::kSubMonths:
      case Op::kFirstOfMonth:
      case Op::kLastOfMonth:
        return std::all_of(expr.args.begin(), expr.args.end(),
                           [this](ExprId argument) { return reads_facts_only(argument); });
      default:
        return false;
    }
  }

  void check(const Table& table) {
    require(exprs_.type_exists(table.type) && keyed(table.type) && good(table.citations),
            table.name);
    for (const TableKey& key : table.keys) {
      require(exprs_.type_exists(key.type) && keyed(key.type), table.name);
    }
    for (const TableVersion& version : table.versions) {
      require(good(version.validity) && good(version.citations) &&
                  version.period.has_value() == table.periods &&
                  std::all_of(version.rows.begin(), version.rows.end(),
                              [&](const TableRow& row) { return fits(table, row); }),
              table.name);
    }
  }

  static bool keyed(const Type& type) {
    return ExprChecker::scalar(type.kind) && type.kind != TypeKind::kIdentifier &&
           type.kind != TypeKind::kPattern && !type.optional;
  }

  bool fits(const Table& table, const TableRow& row) const {
    if (row.keys.size() != table.keys.size()) return false;
    for (std::size_t i = 0; i < row.keys.size(); ++i) {
      if (!exprs_.literal_fits(table.keys[i].type, row.keys[i].first) ||
          !exprs_.literal_fits(table.keys[i].type, row.keys[i].last)) {
        return false;
      }
    }
    return exprs_.literal_fits(table.type, row.value);
  }

  void check(const Guarantee& guarantee) {
    const bool always = guarantee.kind == GuaranteeKind::kAlways;
    const bool statement = guarantee.statement.valid() && exprs_.is_condition(guarantee.statement);
    require(good(guarantee.citations) && optional_condition(guarantee.when) &&
                (always ? statement : subject(guarantee) && path(guarantee)),
            guarantee.id);
  }

  // A step and what it may move, for the two kinds that say how much.
  bool subject(const Guarantee& guarantee) const {
    const bool bounded = guarantee.kind == GuaranteeKind::kFallsAtMost || guarantee.kind == GuaranteeKind::kRisesAtMost;
    if (bounded ? guarantee.step < 1 || guarantee.most < 0 : guarantee.step != 0) return false;
    if (guarantee.of_outcome) return guarantee.kind == GuaranteeKind::kNeverDepends && !guarantee.subject.valid();
    return guarantee.subject.value < ruleset_.terms.size() && !ruleset_.at(guarantee.subject).each.valid();
  }

  // Fields into a fact; a list on the way stands for each of its elements.
  bool path(const Guarantee& guarantee) const {
    if (guarantee.with.value >= ruleset_.facts.size()) return false;
    const Type* type = &ruleset_.at(guarantee.with).type;
    for (const std::uint32_t step : guarantee.with_fields) {
      if (!type->record.valid() || step >= ruleset_.at(type->record).fields.size()) return false;
      type = &ruleset_.at(type->record).fields[step].type;
    }
    if (guarantee.kind == GuaranteeKind::kNeverDepends) return type->kind != TypeKind::kRecord;
    const bool number = type->kind == TypeKind::kInt || type->kind == TypeKind::kMoney ||
                        type->kind == TypeKind::kMonths || type->kind == TypeKind::kDays;
    return number || (type->kind == TypeKind::kList && guarantee.step == 0);
  }

  // No record holds itself, however deep.
  bool is_finite(std::uint32_t record, std::set<std::uint32_t>& open) const {
    if (!open.insert(record).second) return false;
    for (const Field& field : ruleset_.records[record].fields) {
      if (field.type.record.valid() && !is_finite(field.type.record.value, open)) return false;
    }
    open.erase(record);
    return true;
  }

  void check(const Parameter& parameter) {
    require(exprs_.type_exists(parameter.type) && ExprChecker::scalar(parameter.type.kind) &&
                good(parameter.citations),
            parameter.name);
    for (const DatedValue& dated : parameter.values) {
      require(good(dated.validity) && good(dated.citations) &&
                  (!dated.value || exprs_.literal_fits(parameter.type, *dated.value)),
              parameter.name);
    }
  }

  void check(const Requirement& requirement) {
    require(good(requirement.validity) && good(requirement.citations) &&
                exprs_.is_condition(requirement.condition) &&
                optional_condition(requirement.applies) && law_day(requirement.law_day) &&
                optional_condition(requirement.not_shown_when) && good(requirement.text_met) &&
                good(requirement.text_not_met) && good(requirement.text_not_shown),
            requirement.id);
    for (const Guideline& guideline : requirement.guidelines) {
      require(exprs_.is_condition(guideline.condition) && optional_condition(guideline.applies) &&
                  good(guideline.text_for) && good(guideline.text_against) &&
                  good(guideline.citations),
              requirement.id);
    }
  }

  void check(const Rule& rule) {
    const bool on_term = rule.term.valid();
    require(on_term ? rule.requirement.empty() && rule.term.value < ruleset_.terms.size() &&
                          concludes(rule)
                    : has_requirement(rule.requirement) && !rule.conclusion.valid(),
            rule.id);
    if (wrong_) return;
    const RecordId each = on_term ? ruleset_.at(rule.term).each : RecordId{};
    require(good(rule.validity) && good(rule.citations) && good(rule.practices) &&
                law_day(rule.law_day) &&
                (!rule.condition.valid() || exprs_.is_condition(rule.condition, each)) &&
                good(rule.text),
            rule.id);
  }

  bool concludes(const Rule& rule) {
    if (!exprs_.is_scalar(rule.conclusion, ruleset_.at(rule.term).each)) return false;
    const Type& term = ruleset_.at(rule.term).type;
    const Expr& conclusion = ruleset_.at(rule.conclusion);
    return conclusion.op == Op::kNone ? term.optional : exprs_.agree(term, conclusion.type);
  }

  bool has_requirement(const std::string& id) const {
    return std::any_of(ruleset_.requirements.begin(), ruleset_.requirements.end(),
                       [&](const Requirement& r) { return r.id == id; });
  }

  // Versions of one provision are one provision: the same kind, the same target.
  void check_versions() {
    for (const VersionGroup& group : group_versions(ruleset_.requirements)) {
      for (const std::uint32_t i : group.versions) {
        require(ruleset_.requirements[i].kind == ruleset_.requirements[group.versions[0]].kind,
                group.id);
      }
    }
    for (const VersionGroup& group : group_versions(ruleset_.rules)) {
      require(!has_requirement(group.id), group.id);
      const Rule& first = ruleset_.rules[group.versions[0]];
      for (const std::uint32_t i : group.versions) {
        const Rule& rule = ruleset_.rules[i];
        require(rule.term == first.term && rule.requirement == first.requirement, group.id);
      }
    }
  }

  void check_stages() {
    for (const Stage& stage : ruleset_.decision.stages) {
      for (const TermId id : stage.requires_values) {
        require(id.value < ruleset_.terms.size() && !ruleset_.at(id).each.valid(),
                ruleset_.decision.name);
      }
      require(stage.outcome != Outcome::kPartial, ruleset_.decision.name);
    }
    for (const AppliedItems& items : ruleset_.decision.items) {
      require(good(items), ruleset_.decision.name);
    }
  }

  bool good(const AppliedItems& items) {
    if (items.list.value >= ruleset_.facts.size()) return false;
    const Type& list = ruleset_.at(items.list).type;
    if (list.kind != TypeKind::kList || list.record.value >= ruleset_.records.size()) return false;
    if (items.label >= ruleset_.at(list.record).fields.size()) return false;
    if (items.granted.value >= ruleset_.terms.size()) return false;
    const Term& granted = ruleset_.at(items.granted);
    return granted.each == list.record && granted.type.kind == TypeKind::kMoney &&
           exprs_.is_scalar(items.applied, list.record) &&
           ruleset_.at(items.applied).type.kind == TypeKind::kMoney;
  }

  // "Goes before" has no cycles.
  void check_exceptions() {
    std::map<std::string, std::set<std::string>> bases;
    for (const Rule& rule : ruleset_.rules) {
      bases[rule.id].insert(rule.goes_before.begin(), rule.goes_before.end());
    }
    std::map<std::string, std::size_t> heights;
    for (const auto& [id, before] : bases) {
      static_cast<void>(before);
      require(height(id, bases, heights, 0) < kDeepestEvaluation, id);
    }
  }

  static std::size_t height(const std::string& id,
                            const std::map<std::string, std::set<std::string>>& bases,
                            std::map<std::string, std::size_t>& heights, std::size_t level) {
    if (level > kDeepestEvaluation) return level;
    const auto known = heights.find(id);
    if (known != heights.end()) return known->second;
    const auto before = bases.find(id);
    std::size_t highest = 0;
    if (before != bases.end()) {
      for (const std::string& base : before->second) {
        highest = std::max(highest, height(base, bases, heights, level + 1));
        if (highest > kDeepestEvaluation) return highest;
      }
    }
    heights[id] = highest + 1;
    return highest + 1;
  }

  // ---- what reads what
  // ---------------------------------------------------------------------------

  struct Node {
    std::vector<ExprId> roots;
    std::size_t rules = 0;
  };

  void check_graph() {
    for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) nodes_["t" + std::to_string(i)];
    for (const Requirement& requirement : ruleset_.requirements) {
      add(nodes_["r" + requirement.id],
          {requirement.applies, requirement.condition, requirement.not_shown_when});
    }
    for (const Rule& rule : ruleset_.rules) {
      Node& node = nodes_[rule.term.valid() ? "t" + std::to_string(rule.term.value)
                                            : "r" + rule.requirement];
      add(node, {rule.condition, rule.conclusion});
      ++node.rules;
    }
    for (std::uint32_t i = 0; i < ruleset_.facts.size(); ++i) {
      if (ruleset_.facts[i].needed_when.valid()) {
        add(nodes_["f" + std::to_string(i)], {ruleset_.facts[i].needed_when});
      }
    }
    for (const auto& [name, node] : nodes_) {
      static_cast<void>(node);
      require(cost_of(name, 0) <= kDeepestEvaluation, name.substr(1));
      if (wrong_) return;
    }
  }

  static void add(Node& node, const std::vector<ExprId>& roots) {
    for (const ExprId root : roots) {
      if (root.valid()) node.roots.push_back(root);
    }
  }

  // How deep evaluating the node can nest; beyond the limit for a cycle.
  std::size_t cost_of(const std::string& name, std::size_t level) {
    if (level > kDeepestEvaluation || !open_.insert(name).second) return kDeepestEvaluation + 1;
    const auto known = costs_.find(name);
    if (known != costs_.end()) {
      open_.erase(name);
      return known->second;
    }
    const Node& node = nodes_.at(name);
    std::size_t cost = 0;
    for (const ExprId root : node.roots) cost = std::max(cost, cost_of(root, level + 1));
    cost = std::min(cost + node.rules + kTermCost, kDeepestEvaluation + 1);
    costs_[name] = cost;
    open_.erase(name);
    return cost;
  }

  std::size_t cost_of(ExprId id, std::size_t level) {
    const Expr& expr = ruleset_.at(id);
    std::size_t cost = 0;
    if (expr.op == Op::kTerm) cost = cost_of("t" + std::to_string(expr.term.value), level);
    if (expr.op == Op::kFact && ruleset_.at(expr.fact).needed_when.valid()) {
      cost = cost_of("f" + std::to_string(expr.fact.value), level);
    }
    if (expr.op == Op::kRequirementIs) {
      cost = cost_of("r" + ruleset_.requirements[expr.requirement.value].id, level);
    }
    for (const ExprId argument : expr.args) cost = std::max(cost, cost_of(argument, level + 1));
    return std::min(cost + 1, kDeepestEvaluation + 1);
  }

  const Ruleset& ruleset_;
  ExprChecker exprs_;
  std::optional<std::string> wrong_;
  std::map<std::string, Node> nodes_;
  std::map<std::string, std::size_t> costs_;
  std::set<std::string> open_;
};

}  // namespace

std::optional<std::string> validate(const Ruleset& ruleset) { return Validator(ruleset).run(); }

}  // namespace stadga::engine
