// checks.cpp - see checks.h. Cycles are found by a depth-first walk in source order; the walk keeps
// its own stack, so that a long chain of definitions cannot exhaust the machine's.
#include "sema/checks.h"

#include <algorithm>
#include <functional>

#include "messages/law.h"
#include "messages/names.h"
#include "sema/law_day.h"

namespace stadga::dsl::sema {
namespace {

using engine::ExprId;
using engine::Requirement;
using engine::Rule;
using engine::Ruleset;
using engine::Span;

void report(Diagnostics& diagnostics, const Span& at, messages::Advice advice) {
  diagnostics.push_back({advice.code, Severity::kError, at, "", std::move(advice.message), std::move(advice.help)});
}

template <typename Item>
void check_overlaps(const std::vector<Item>& items, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const DateInterval& a = items[j].validity.days;
      const DateInterval& b = items[i].validity.days;
      if (items[i].id != items[j].id || a.from > b.to || b.from > a.to) continue;
      const std::string where = items[j].span.file + ":" + std::to_string(items[j].span.line);
      report(diagnostics, items[i].span, messages::versions_overlap(items[i].id, to_string(std::max(a.from, b.from)), where));
      break;
    }
  }
}

bool same_target(const Rule& a, const Rule& b) { return a.term == b.term && a.requirement == b.requirement; }

void check_goes_before(const Ruleset& ruleset, const Symbols& symbols, Diagnostics& diagnostics) {
  for (const Rule& rule : ruleset.rules) {
    for (const std::string& id : rule.goes_before) {
      const auto found = symbols.provisions.find(id);
      if (found == symbols.provisions.end()) {
        report(diagnostics, rule.span, messages::unknown_provision(id, nearest(id, keys(symbols.provisions))));
        continue;
      }
      const bool has_target = rule.term.valid() || !rule.requirement.empty();
      if (!has_target) continue;  // its effect is in error
      const bool fits = found->second.is_rule
                            ? std::any_of(ruleset.rules.begin(), ruleset.rules.end(),
                                          [&](const Rule& r) { return r.id == id && same_target(r, rule); })
                            : rule.requirement == id;
      if (!fits) report(diagnostics, rule.span, messages::goes_before_other_target(id));
    }
  }
}

// ---- cycles ----------------------------------------------------------------------------------------

struct Node {
  std::string name;
  std::vector<std::size_t> needs;
  std::vector<Span> places;  // where each need is written
};

struct Cycle {
  std::vector<std::size_t> nodes;
  Span place;  // of the reference that closes it
};

// The first cycle met from each node that begins one.
std::vector<Cycle> cycles(const std::vector<Node>& nodes) {
  enum class Mark { kNew, kOpen, kDone };
  std::vector<Mark> marks(nodes.size(), Mark::kNew);
  std::vector<Cycle> out;
  for (std::size_t root = 0; root < nodes.size(); ++root) {
    if (marks[root] != Mark::kNew) continue;
    std::vector<std::pair<std::size_t, std::size_t>> stack{{root, 0}};
    marks[root] = Mark::kOpen;
    while (!stack.empty()) {
      auto& [node, next] = stack.back();
      if (next == nodes[node].needs.size()) {
        marks[node] = Mark::kDone;
        stack.pop_back();
        continue;
      }
      const Span place = nodes[node].places[next];
      const std::size_t needed = nodes[node].needs[next++];
      if (marks[needed] == Mark::kNew) {
        marks[needed] = Mark::kOpen;
        stack.push_back({needed, 0});
      } else if (marks[needed] == Mark::kOpen) {
        const auto begin = std::find_if(stack.begin(), stack.end(), [&](const auto& s) { return s.first == needed; });
        Cycle cycle{{}, place};
        for (auto it = begin; it != stack.end(); ++it) cycle.nodes.push_back(it->first);
        out.push_back(std::move(cycle));
      }
    }
  }
  return out;
}

void report_cycles(const std::vector<Node>& nodes, Diagnostics& diagnostics,
                   const std::function<messages::Advice(const std::string&)>& message) {
  for (const Cycle& cycle : cycles(nodes)) {
    std::string chain;
    for (const std::size_t i : cycle.nodes) chain += nodes[i].name + " -> ";
    chain += nodes[cycle.nodes.front()].name;
    report(diagnostics, cycle.place, message(chain));
  }
}

// Terms come first, then requirements by id, then facts that are needed only when something holds.
class Definitions {
 public:
  explicit Definitions(const Ruleset& ruleset) : ruleset_(ruleset) {
    for (const engine::Term& term : ruleset.terms) nodes_.push_back({term.name, {}, {}});
    for (const Requirement& requirement : ruleset.requirements) {
      if (places_.insert({requirement.id, nodes_.size()}).second) {
        nodes_.push_back({requirement.id, {}, {}});
      }
    }
    for (std::uint32_t i = 0; i < ruleset.facts.size(); ++i) {
      if (!ruleset.facts[i].needed_when.valid()) continue;
      facts_.insert({i, nodes_.size()});
      nodes_.push_back({ruleset.facts[i].name, {}, {}});
    }
    for (const auto& [fact, node] : facts_) read(ruleset.facts[fact].needed_when, node);
    for (const Requirement& requirement : ruleset.requirements) {
      const std::size_t node = places_.at(requirement.id);
      for (const ExprId id : {requirement.applies, requirement.condition, requirement.not_shown_when}) read(id, node);
    }
    for (const Rule& rule : ruleset.rules) {
      std::size_t node = rule.term.value;
      if (!rule.term.valid()) {
        const auto place = places_.find(rule.requirement);
        if (place == places_.end()) continue;
        node = place->second;
      }
      for (const ExprId id : {rule.condition, rule.conclusion}) read(id, node);
    }
  }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

 private:
  void read(ExprId id, std::size_t node) {
    if (!id.valid()) return;
    const engine::Expr& expr = ruleset_.at(id);
    if (expr.term.valid()) need(node, expr.term.value, expr.span);
    const auto fact = facts_.find(expr.fact.value);
    if (fact != facts_.end()) need(node, fact->second, expr.span);
    if (expr.requirement.valid()) {
      need(node, places_.at(ruleset_.requirements[expr.requirement.value].id), expr.span);
    }
    for (const ExprId arg : expr.args) read(arg, node);
  }

  void need(std::size_t node, std::size_t needed, const Span& place) {
    nodes_[node].needs.push_back(needed);
    nodes_[node].places.push_back(place);
  }

  const Ruleset& ruleset_;
  std::vector<Node> nodes_;
  std::map<std::string, std::size_t> places_;
  std::map<std::uint32_t, std::size_t> facts_;
};

std::vector<Node> precedence(const Ruleset& ruleset) {
  std::vector<Node> nodes;
  std::map<std::string, std::size_t> places;
  for (const Rule& rule : ruleset.rules) {
    if (places.insert({rule.id, nodes.size()}).second) nodes.push_back({rule.id, {}, {}});
  }
  for (const Rule& rule : ruleset.rules) {
    for (const std::string& id : rule.goes_before) {
      const auto place = places.find(id);
      if (place == places.end()) continue;
      Node& node = nodes[places.at(rule.id)];
      node.needs.push_back(place->second);
      node.places.push_back(rule.span);
    }
  }
  return nodes;
}

std::vector<Node> containment(const Ruleset& ruleset) {
  std::vector<Node> nodes;
  for (const engine::Record& record : ruleset.records) {
    Node node{record.name, {}, {}};
    for (const engine::Field& field : record.fields) {
      if (!field.type.record.valid()) continue;
      node.needs.push_back(field.type.record.value);
      node.places.push_back(field.span);
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

}  // namespace

void check_whole(const Ruleset& ruleset, const Symbols& symbols, Diagnostics& diagnostics) {
  check_overlaps(ruleset.requirements, diagnostics);
  check_overlaps(ruleset.rules, diagnostics);
  check_goes_before(ruleset, symbols, diagnostics);
  check_law_days(ruleset, diagnostics);
  report_cycles(Definitions(ruleset).nodes(), diagnostics, messages::depends_on_itself);
  report_cycles(precedence(ruleset), diagnostics, messages::goes_before_itself);
  report_cycles(containment(ruleset), diagnostics, messages::depends_on_itself);
}

}  // namespace stadga::dsl::sema
