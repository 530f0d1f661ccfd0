// show_tree.cpp - the stages of the decision, and every definition with its exceptions below it.
#include <algorithm>
#include <set>

#include "show.h"
#include "stadga/engine/evaluate.h"
#include "stadga/engine/law_text.h"

namespace stadga::cli {
namespace {

using engine::Requirement;
using engine::Rule;
using engine::Ruleset;

class Tree {
 public:
  Tree(const Ruleset& ruleset, MessageLanguage language) : ruleset_(ruleset), language_(language) {}

  View run(const std::string& name) {
    if (name.empty() && !ruleset_.decision.stages.empty()) stages();
    std::set<std::string> seen;
    for (const Requirement& requirement : ruleset_.requirements) {
      const bool wanted = name.empty() || requirement.id == name || settles(name, requirement.id);
      if (wanted && seen.insert(requirement.id).second) definition(requirement);
    }
    for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
      const engine::TermId id{i};
      if (name.empty() || ruleset_.at(id).name == name || settles(name, id)) definition(id);
    }
    add_tables(ruleset_, name, language_, view_, json_);
    add_guarantees(ruleset_, name, language_, view_, json_);
    view_.json = std::move(json_);
    return std::move(view_);
  }

 private:
  [[nodiscard]] const std::string& t(const LocalText& text) const { return in(text, language_); }
  void line(int level, std::string text) { view_.lines.push_back({level, std::move(text)}); }

  template <typename Target>
  [[nodiscard]] bool settles(const std::string& rule, const Target& target) const {
    return std::any_of(ruleset_.rules.begin(), ruleset_.rules.end(),
                       [&](const Rule& r) { return r.id == rule && concerns(r, target); });
  }
  static bool concerns(const Rule& rule, const std::string& requirement) { return rule.requirement == requirement; }
  static bool concerns(const Rule& rule, engine::TermId term) { return term.valid() && rule.term == term; }

  template <typename Provision>
  [[nodiscard]] std::string described(const Provision& p) const {
    return p.id + " \"" + p.title + "\", " + law_text(ruleset_, p.citations, language_) + t({", gäller ", ", in force "}) +
           validity_text(p.validity, language_);
  }
  template <typename Provision>
  [[nodiscard]] JsonObject object_of(const Provision& p) const {
    JsonArray citations;
    for (const engine::Citation& c : p.citations) citations.emplace_back(engine::numbered_citation_text(ruleset_, c));
    return {{"id", p.id},
            {"title", p.title},
            {"citations", std::move(citations)},
            {"in_force", validity_text(p.validity, language_)},
            {"file", p.span.file},
            {"line", p.span.line}};
  }

  void stages() {
    line(0, t({"Beslutets steg", "Stages of the decision"}));
    for (std::size_t i = 0; i < ruleset_.decision.stages.size(); ++i) {
      const engine::Stage& stage = ruleset_.decision.stages[i];
      std::string only;
      for (const std::string& id : stage.only) only += (only.empty() ? ": " : ", ") + id;
      line(1, std::to_string(i + 1) + ". " + outcome(stage) + test(stage) + only);
    }
    for (const engine::AppliedItems& items : ruleset_.decision.items) {
      const engine::Fact& list = ruleset_.at(items.list);
      line(1, t({"prövar varje element i ", "decides each element of "}) + list.name + t({", beviljat ", ", granted "}) +
                  ruleset_.at(items.granted).name + t({", benämnt ", ", named "}) +
                  ruleset_.at(list.type.record).fields.at(items.label).name);
    }
  }
  [[nodiscard]] std::string outcome(const engine::Stage& stage) const {
    return stage.outcome == engine::Outcome::kReferral ? t({"till handläggare", "to caseworker"})
                                                       : std::string(engine::name(stage.outcome));
  }
  [[nodiscard]] std::string test(const engine::Stage& stage) const {
    switch (stage.test) {
      case engine::StageTest::kObstacle: return t({" när ett prövningshinder finns", " when an obstacle exists"});
      case engine::StageTest::kFormDefect: return t({" när ett formkrav brister", " when a form requirement fails"});
      case engine::StageTest::kRoute: return t({" när någon väg gäller", " when any route applies"});
      case engine::StageTest::kNotMet:
        return t({" när minst ett krav inte är uppfyllt eller inte är visat",
                  " when at least one requirement is not met or not shown"});
      case engine::StageTest::kAllMet: break;
    }
    return t({" när alla krav är uppfyllda", " when all requirements are met"});
  }

  void definition(const Requirement& first) {
    JsonArray versions;
    for (const Requirement& version : ruleset_.requirements) {
      if (version.id != first.id) continue;
      line(0, described(version));
      versions.emplace_back(object_of(version));
    }
    JsonArray exceptions = below(first.id, first.id, 1);
    json_.emplace_back(JsonObject{{"requirement", first.id},
                                  {"versions", std::move(versions)},
                                  {"exceptions", std::move(exceptions)}});
  }

  void definition(engine::TermId id) {
    const engine::Term& term = ruleset_.at(id);
    const std::string each = term.each.valid() ? t({" för varje ", " for every "}) + ruleset_.at(term.each).name : "";
    line(0, (term.is_value ? t({"värde ", "value "}) : t({"begrepp ", "term "})) + term.name + each + " : " +
                type_text(ruleset_, term.type, language_));
    JsonArray rules;
    std::set<std::string> seen;
    for (const bool defaults : {false, true}) {
      for (const Rule& rule : ruleset_.rules) {
        if (!concerns(rule, id) || rule.is_default != defaults || !rule.goes_before.empty()) continue;
        if (seen.insert(rule.id).second) rules.emplace_back(node(rule.id, id, 1, ""));
      }
    }
    JsonObject out{{"term", term.name}, {"value", term.is_value}, {"rules", std::move(rules)}};
    if (term.each.valid()) out.emplace("each", ruleset_.at(term.each).name);
    json_.emplace_back(std::move(out));
  }

  // The rules that go before `base`, each with those that go before it.
  template <typename Target>
  JsonArray below(const std::string& base, const Target& target, int level) {
    JsonArray out;
    std::set<std::string> seen;
    for (const Rule& rule : ruleset_.rules) {
      const auto& bases = rule.goes_before;
      if (!concerns(rule, target) || std::find(bases.begin(), bases.end(), base) == bases.end()) continue;
      if (seen.insert(rule.id).second) out.emplace_back(node(rule.id, target, level, t({"går före: ", "goes before: "})));
    }
    return out;
  }

  template <typename Target>
  Json node(const std::string& id, const Target& target, int level, const std::string& how) {
    JsonArray versions;
    for (const Rule& version : ruleset_.rules) {
      if (version.id != id) continue;
      line(level, how + described(version) + (version.is_default ? t({", i övriga fall", ", otherwise"}) : ""));
      versions.emplace_back(object_of(version));
    }
    return JsonObject{{"rule", id}, {"versions", std::move(versions)}, {"exceptions", below(id, target, level + 1)}};
  }

  const Ruleset& ruleset_;
  MessageLanguage language_;
  View view_;
  JsonArray json_;
};

}  // namespace

View tree_view(const Ruleset& ruleset, const std::string& name, MessageLanguage language) {
  return Tree(ruleset, language).run(name);
}

}  // namespace stadga::cli
