// references.cpp - one walk over everything that holds an expression, a citation or an id.
#include "stadga/engine/references.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace stadga::engine {
namespace {

// What is looked for; a part that is not set matches nothing.
struct Target {
  FactId fact;
  TermId term;
  ParameterId parameter;
  TableId table;
  SourceId source;
  RecordId record;          // with `field`
  std::uint32_t field = 0;
  std::string id;           // of a requirement, rule, guarantee or trial

  [[nodiscard]] bool valid() const {
    return fact.valid() || term.valid() || parameter.valid() || table.valid() || source.valid() || record.valid() ||
           !id.empty();
  }
};

constexpr std::string_view kMunicipality = "kommun.";

template <typename Tag, typename T>
Id<Tag> find_named(const std::vector<T>& items, std::string_view name) {
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].name == name) return {i};
  }
  return {};
}

bool has_id(const Ruleset& ruleset, std::string_view id) {
  const auto same = [&](const auto& item) { return item.id == id; };
  return std::any_of(ruleset.requirements.begin(), ruleset.requirements.end(), same) ||
         std::any_of(ruleset.rules.begin(), ruleset.rules.end(), same) ||
         std::any_of(ruleset.guarantees.begin(), ruleset.guarantees.end(), same) ||
         std::any_of(ruleset.trials.begin(), ruleset.trials.end(), same);
}

// "läkarintyg.utfärdat", "Läkarintyg.utfärdat"; a fact's record may be that of its list.
void find_field(const Ruleset& ruleset, std::string_view name, Target& out) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return;
  RecordId record = find_named<RecordTag>(ruleset.records, name.substr(0, dot));
  const FactId fact = find_named<FactTag>(ruleset.facts, name.substr(0, dot));
  if (!record.valid() && fact.valid()) record = ruleset.at(fact).type.record;
  if (!record.valid()) return;
  const auto& fields = ruleset.at(record).fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != name.substr(dot + 1)) continue;
    out.record = record;
    out.field = i;
  }
}

Target find_target(const Ruleset& ruleset, std::string_view name) {
  Target out;
  const bool municipal = name.starts_with(kMunicipality);
  const std::string_view bare = municipal ? name.substr(kMunicipality.size()) : name;
  out.parameter = find_named<ParameterTag>(ruleset.parameters, bare);
  out.table = find_named<TableTag>(ruleset.tables, bare);
  if (municipal) return out;
  out.fact = find_named<FactTag>(ruleset.facts, name);
  out.term = find_named<TermTag>(ruleset.terms, name);
  out.source = find_named<SourceTag>(ruleset.sources, name);
  if (has_id(ruleset, name)) out.id = name;
  find_field(ruleset, name, out);
  return out;
}

class Walk {
 public:
  Walk(const Ruleset& ruleset, const Target& target) : ruleset_(ruleset), target_(target) {}

  std::vector<Use> run() {
    for (const Fact& fact : ruleset_.facts) walk(fact.needed_when, fact.name, UseKind::kNeeded, fact.span);
    for (const Parameter& parameter : ruleset_.parameters) take(parameter);
    for (const Table& table : ruleset_.tables) take(table);
    for (const Requirement& requirement : ruleset_.requirements) take(requirement);
    for (const Rule& rule : ruleset_.rules) take(rule);
    for (const Stage& stage : ruleset_.decision.stages) take(stage);
    for (const AppliedItems& items : ruleset_.decision.items) take(items);
    for (const Guarantee& guarantee : ruleset_.guarantees) take(guarantee);
    for (const Trial& trial : ruleset_.trials) take(trial);
    const Header& header = ruleset_.header;
    walk(header.law_day, header.name, UseKind::kLawDay, header.span);
    for (const Delegation& delegation : ruleset_.delegations) cite(delegation.citations, header.name, delegation.span);
    for (const ProvisionRoute& route : ruleset_.routes) cite({route.provision}, header.name, route.span);
    cite(header.appeal_citations, header.name, header.span);
    cite(header.communication_citations, header.name, header.span);
    sort_by_place();
    return std::move(out_);
  }

 private:
  void add(const std::string& reader, UseKind kind, const Span& span, const Span& otherwise) {
    out_.push_back({reader, kind, span.line == 0 ? otherwise : span});
  }

  // A part of the target that is not set equals an id that is not set: each is asked for first.
  [[nodiscard]] bool reads(const Expr& expr) const {
    switch (expr.op) {
      case Op::kFact: return target_.fact.valid() && expr.fact == target_.fact;
      case Op::kTerm: return target_.term.valid() && expr.term == target_.term;
      case Op::kTable: return target_.table.valid() && expr.table == target_.table;
      case Op::kParameter: return target_.parameter.valid() && expr.parameter == target_.parameter;
      case Op::kRequirementIs:
        return !target_.id.empty() && ruleset_.requirements.at(expr.requirement.value).id == target_.id;
      case Op::kField: {
        const Type& owner = ruleset_.at(expr.args.at(0)).type;
        return target_.record.valid() && owner.record == target_.record && expr.field == target_.field;
      }
      default: return false;
    }
  }
  void walk(ExprId id, const std::string& reader, UseKind kind, const Span& owner) {
    if (!id.valid()) return;
    const Expr& expr = ruleset_.at(id);
    if (reads(expr)) add(reader, kind, expr.span, owner);
    for (const ExprId argument : expr.args) walk(argument, reader, kind, owner);
  }
  void walk(const Text& text, const std::string& reader, const Span& owner) {
    for (const TextPiece& piece : text) walk(piece.value, reader, UseKind::kText, owner);
  }
  void cite(const std::vector<Citation>& citations, const std::string& reader, const Span& owner) {
    for (const Citation& citation : citations) {
      if (target_.source.valid() && citation.source == target_.source) add(reader, UseKind::kCites, {}, owner);
    }
  }

  void take(const Parameter& parameter) {
    cite(parameter.citations, parameter.name, parameter.span);
    for (const DatedValue& value : parameter.values) cite(value.citations, parameter.name, value.span);
  }
  void take(const Table& table) {
    cite(table.citations, table.name, table.span);
    for (const TableVersion& version : table.versions) cite(version.citations, table.name, version.span);
  }
  void take(const Requirement& r) {
    cite(r.citations, r.id, r.span);
    walk(r.law_day, r.id, UseKind::kLawDay, r.span);
    walk(r.applies, r.id, UseKind::kApplies, r.span);
    walk(r.condition, r.id, UseKind::kCondition, r.span);
    walk(r.not_shown_when, r.id, UseKind::kNotShown, r.span);
    for (const Text* text : {&r.text_met, &r.text_not_met, &r.text_not_shown}) walk(*text, r.id, r.span);
    for (const Guideline& guideline : r.guidelines) {
      cite(guideline.citations, r.id, guideline.span);
      walk(guideline.applies, r.id, UseKind::kGuideline, guideline.span);
      walk(guideline.condition, r.id, UseKind::kGuideline, guideline.span);
      walk(guideline.text_for, r.id, guideline.span);
      walk(guideline.text_against, r.id, guideline.span);
    }
  }
  void take(const Rule& r) {
    cite(r.citations, r.id, r.span);
    cite(r.practices, r.id, r.span);
    walk(r.law_day, r.id, UseKind::kLawDay, r.span);
    walk(r.condition, r.id, UseKind::kCondition, r.span);
    walk(r.conclusion, r.id, UseKind::kConclusion, r.span);
    walk(r.text, r.id, r.span);
    const bool settles = (target_.term.valid() && r.term == target_.term) ||
                         (!target_.id.empty() && r.requirement == target_.id);
    if (settles) add(r.id, UseKind::kSettles, {}, r.span);
    for (const std::string& base : r.goes_before) {
      if (!target_.id.empty() && base == target_.id) add(r.id, UseKind::kGoesBefore, {}, r.span);
    }
  }
  void take(const Stage& stage) {
    const std::string& name = ruleset_.decision.name;
    for (const std::string& id : stage.only) {
      if (!target_.id.empty() && id == target_.id) add(name, UseKind::kStage, stage.span, ruleset_.decision.span);
    }
    for (const TermId term : stage.requires_values) {
      if (target_.term.valid() && term == target_.term) add(name, UseKind::kStates, stage.span, ruleset_.decision.span);
    }
  }
  void take(const AppliedItems& items) {
    const std::string& name = ruleset_.decision.name;
    const Type& list = ruleset_.at(items.list).type;
    const bool names_kind = target_.record.valid() && list.record == target_.record && items.label == target_.field;
    const bool here = (target_.fact.valid() && items.list == target_.fact) || names_kind ||
                      (target_.term.valid() && items.granted == target_.term);
    if (here) add(name, UseKind::kItems, items.span, ruleset_.decision.span);
    walk(items.applied, name, UseKind::kItems, items.span);
  }
  void take(const Guarantee& g) {
    cite(g.citations, g.id, g.span);
    walk(g.when, g.id, UseKind::kGuarantee, g.span);
    walk(g.statement, g.id, UseKind::kGuarantee, g.span);
    const bool here = (target_.term.valid() && g.subject == target_.term) ||
                      (target_.fact.valid() && g.with == target_.fact) || varies_field(g);
    if (here) add(g.id, UseKind::kGuarantee, g.span, g.span);
  }
  // `sjunker aldrig med inkomster.belopp`: the path ends in the field that is looked for.
  [[nodiscard]] bool varies_field(const Guarantee& g) const {
    if (!target_.record.valid() || !g.with.valid()) return false;
    RecordId record = ruleset_.at(g.with).type.record;
    for (const std::uint32_t field : g.with_fields) {
      if (!record.valid()) return false;
      if (record == target_.record && field == target_.field) return true;
      record = ruleset_.at(record).fields.at(field).type.record;
    }
    return false;
  }
  void take(const Trial& trial) {
    cite(trial.citations, trial.id, trial.span);
    for (const std::string& id : trial.disapplies) {
      if (!target_.id.empty() && id == target_.id) add(trial.id, UseKind::kDisapplies, {}, trial.span);
    }
    const auto part = [&](const auto& provision) {
      if (trial.id == target_.id && provision.trial == trial.id) add(provision.id, UseKind::kPartOf, {}, provision.span);
    };
    for (const Requirement& requirement : ruleset_.requirements) part(requirement);
    for (const Rule& rule : ruleset_.rules) part(rule);
  }

  // A place is told once for each role, in the order of the text; overlays after the base.
  void sort_by_place() {
    const auto key = [](const Use& use) {
      const bool overlay = use.span.file.starts_with("kommuner/");
      return std::make_tuple(overlay, use.span.file, use.span.line, use.span.column, use.reader, use.kind);
    };
    std::stable_sort(out_.begin(), out_.end(), [&](const Use& a, const Use& b) { return key(a) < key(b); });
    const auto same = [&](const Use& a, const Use& b) { return key(a) == key(b); };
    out_.erase(std::unique(out_.begin(), out_.end(), same), out_.end());
  }

  const Ruleset& ruleset_;
  const Target& target_;
  std::vector<Use> out_;
};

}  // namespace

std::optional<std::vector<Use>> uses_of(const Ruleset& ruleset, std::string_view name) {
  const Target target = find_target(ruleset, name);
  if (!target.valid()) return std::nullopt;
  return Walk(ruleset, target).run();
}

std::vector<std::string> names_of(const Ruleset& ruleset) {
  std::set<std::string> names;
  for (const Fact& fact : ruleset.facts) names.insert(fact.name);
  for (const Term& term : ruleset.terms) names.insert(term.name);
  for (const Source& source : ruleset.sources) names.insert(source.name);
  for (const Parameter& p : ruleset.parameters) names.insert((p.municipal ? std::string(kMunicipality) : "") + p.name);
  for (const Table& t : ruleset.tables) names.insert((t.municipal ? std::string(kMunicipality) : "") + t.name);
  for (const Guarantee& guarantee : ruleset.guarantees) names.insert(guarantee.id);
  for (const Trial& trial : ruleset.trials) names.insert(trial.id);
  for (const Requirement& requirement : ruleset.requirements) names.insert(requirement.id);
  for (const Rule& rule : ruleset.rules) names.insert(rule.id);
  for (const Record& record : ruleset.records) {
    for (const Field& field : record.fields) names.insert(record.name + "." + field.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace stadga::engine
