// declare.cpp - see declare.h.
#include "sema/declare.h"

#include "messages/law.h"
#include "messages/names.h"
#include "sema/clauses.h"
#include "sema/facts.h"
#include "sema/law.h"
#include "sema/tables.h"
#include "sema/types.h"
#include "sema/value_stages.h"

namespace stadga::dsl::sema {
namespace {

using syntax::Decl;
using syntax::Kw;

std::string place(const engine::Span& span) { return span.file + ":" + std::to_string(span.line); }

engine::RequirementKind kind_of(Kw kw) {
  switch (kw) {
    case Kw::kObstacle: return engine::RequirementKind::kObstacle;
    case Kw::kToCaseworker: return engine::RequirementKind::kRoute;
    case Kw::kFormRequirement: return engine::RequirementKind::kForm;
    default: return engine::RequirementKind::kSubstance;
  }
}

template <typename Id, typename Item>
Id append(std::vector<Item>& items, Item item) {
  items.push_back(std::move(item));
  return Id{static_cast<std::uint32_t>(items.size() - 1)};
}

class Declaring {
 public:
  Declaring(Context& context, Bodies& bodies) : context_(context), bodies_(bodies) {}

  void run() {
    for (const Decl& decl : context_.file->decls) {
      if (decl.name.text.empty()) continue;  // its head could not be read
      switch (decl.kw) {
        case Kw::kSource: source(decl); break;
        case Kw::kRecord: fields(decl); break;
        case Kw::kFact: fact(decl); break;
        case Kw::kTerm: case Kw::kValue: term(decl); break;
        case Kw::kTable: table(decl); break;
        case Kw::kMunicipal:
          if (decl.is_table) {
            municipal_table(decl);
            break;
          }
          parameter(decl);
          break;
        case Kw::kParameter: parameter(decl); break;
        case Kw::kObstacle: case Kw::kToCaseworker: case Kw::kFormRequirement: case Kw::kRequirement:
          requirement(decl);
          break;
        case Kw::kRule: rule(decl); break;
        default: break;
      }
    }
  }

 private:
  engine::Ruleset& ruleset() { return context_.ruleset; }

  void check_name(const syntax::Name& name) {
    if (name.text.find('-') != std::string::npos) context_.report(name.span, messages::hyphen_in_name(name.text));
    if (syntax::is_reserved(name.text, context_.file->language)) {
      context_.report(name.span, messages::reserved_name(name.text));
    }
  }

  // Facts, terms and national parameters share one space of names.
  bool claim(const syntax::Name& name, Named named) {
    check_name(name);
    const auto [place_of, fresh] = context_.symbols.values.insert({name.text, named});
    if (!fresh) context_.report(name.span, messages::declared_twice(name.text, place(span_of(place_of->second))));
    return fresh;
  }
  const engine::Span& span_of(const Named& named) {
    switch (named.kind) {
      case Named::Kind::kFact: return ruleset().facts[named.index].span;
      case Named::Kind::kTerm: return ruleset().terms[named.index].span;
      case Named::Kind::kTable: return ruleset().tables[named.index].span;
      case Named::Kind::kParameter: break;
    }
    return ruleset().parameters[named.index].span;
  }

  void source(const Decl& decl) {
    const auto known = context_.symbols.sources.find(decl.name.text);
    if (known != context_.symbols.sources.end()) {
      const engine::Span& earlier = ruleset().at(known->second).span;
      return context_.report(decl.name.span, messages::declared_twice(decl.name.text, place(earlier)));
    }
    engine::Source source;
    source.name = decl.name.text;
    source.act = decl.act.empty() ? decl.title : decl.act;
    source.title = decl.title;
    source.weight = weight_of(decl.weight.value_or(Kw::kWeightCustom));
    if (const auto* clause = find_clause(decl.clauses, Kw::kVerifiedTo)) source.verified_to = clause->date;
    if (const auto* clause = find_clause(decl.clauses, Kw::kDecided)) source.decided = clause->date;
    source.note = clause_text(decl.clauses, Kw::kNote);
    source.from_overlay = context_.overlay;
    source.span = context_.span(decl.span);
    context_.symbols.sources[decl.name.text] = append<engine::SourceId>(ruleset().sources, std::move(source));
  }

  void fields(const Decl& decl) {
    const auto found = context_.symbols.records.find(decl.name.text);
    if (!ruleset().records[found->second.value].fields.empty()) return;  // reported as declared twice
    std::vector<engine::Field> fields;
    for (const syntax::Field& field : decl.fields) {
      check_name(field.name);
      for (const engine::Field& earlier : fields) {
        if (earlier.name == field.name.text) {
          context_.report(field.name.span, messages::declared_twice(field.name.text, place(earlier.span)));
        }
      }
      const std::string name = decl.name.text + "." + field.name.text;
      engine::Field lowered;
      lowered.name = field.name.text;
      lowered.type = lower_type(context_, field.type, name);
      lowered.aliases = lower_aliases(context_, field.also, lowered.type, name);
      lowered.span = context_.span(field.name.span);
      fields.push_back(std::move(lowered));
    }
    ruleset().records[found->second.value].fields = std::move(fields);
  }

  void fact(const Decl& decl) {
    const auto index = static_cast<std::uint32_t>(ruleset().facts.size());
    if (!claim(decl.name, {Named::Kind::kFact, index})) return;
    engine::Fact fact;
    fact.name = decl.name.text;
    fact.type = lower_type(context_, decl.type, decl.name.text);
    fact.aliases = lower_aliases(context_, also_read(decl), fact.type, decl.name.text);
    if (const auto* from = find_clause(decl.clauses, Kw::kSuppliedBy)) {
      for (const syntax::Name& name : from->names) fact.sources.push_back(name.text);
    }
    fact.question = clause_text(decl.clauses, Kw::kQuestion);
    if (const auto* age = find_clause(decl.clauses, Kw::kAtMost)) fact.max_age_days = age->number;
    fact.provenance_required = has_clause(decl.clauses, Kw::kWithProvenance);
    fact.sensitive = has_clause(decl.clauses, Kw::kSensitive);
    fact.never_compiled = has_clause(decl.clauses, Kw::kNeverCompiled);
    fact.not_after_decision_day = has_clause(decl.clauses, Kw::kNotAfterDecisionDay);
    fact.volunteered = has_clause(decl.clauses, Kw::kVoluntary);
    fact.span = context_.span(decl.span);
    ruleset().facts.push_back(std::move(fact));
  }

  void term(const Decl& decl) {
    const auto index = static_cast<std::uint32_t>(ruleset().terms.size());
    if (!claim(decl.name, {Named::Kind::kTerm, index})) return;
    engine::Term term;
    term.name = decl.name.text;
    term.type = lower_type(context_, decl.type, decl.name.text);
    if (term.type.assessment) context_.report(decl.type.span, messages::term_is_worked_out(term.name));
    term.is_value = decl.kw == Kw::kValue;
    term.favour = favour(decl, term.type);
    term.span = context_.span(decl.span);
    ruleset().terms.push_back(std::move(term));
    declare_value_stages(context_, decl, engine::TermId{index});
  }

  // Later declarations of the name are its other versions.
  void table(const Decl& decl) {
    const auto known = context_.symbols.values.find(decl.name.text);
    if (known != context_.symbols.values.end() && known->second.kind == Named::Kind::kTable) return;
    if (claim(decl.name, {Named::Kind::kTable, static_cast<std::uint32_t>(ruleset().tables.size())})) declare_table(context_, decl);
  }
  void municipal_table(const Decl& decl) {
    check_name(decl.name);
    const engine::TableId id{static_cast<std::uint32_t>(ruleset().tables.size())};
    const bool taken = context_.symbols.municipal.count(decl.name.text) != 0;
    const auto [known, fresh] = context_.symbols.municipal_tables.insert({decl.name.text, id});
    if (fresh && !taken) return declare_table(context_, decl);
    const engine::Span earlier = taken ? ruleset().at(context_.symbols.municipal.at(decl.name.text)).span
                                       : ruleset().at(known->second).span;
    if (taken) context_.symbols.municipal_tables.erase(decl.name.text);
    context_.report(decl.name.span, messages::declared_twice(decl.name.text, place(earlier)));
  }

  engine::Favour favour(const Decl& decl, const engine::Type& type) {
    if (!decl.favour) return engine::Favour::kNone;
    const bool dates = *decl.favour == Kw::kLaterFavours || *decl.favour == Kw::kEarlierFavours;
    const bool fits = dates ? type.kind == engine::TypeKind::kDate : is_number(type.kind);
    if (!fits) context_.report(decl.span, messages::favour_of_wrong_type());
    const bool higher = *decl.favour == Kw::kLaterFavours || *decl.favour == Kw::kHigherFavours;
    return higher ? engine::Favour::kHigher : engine::Favour::kLower;
  }

  void parameter(const Decl& decl) {
    const engine::ParameterId id{static_cast<std::uint32_t>(ruleset().parameters.size())};
    const bool municipal = decl.kw == Kw::kMunicipal;
    if (municipal) {
      check_name(decl.name);
      const auto table = context_.symbols.municipal_tables.find(decl.name.text);
      if (table != context_.symbols.municipal_tables.end()) {
        return context_.report(decl.name.span, messages::declared_twice(decl.name.text, place(ruleset().at(table->second).span)));
      }
      const auto [known, fresh] = context_.symbols.municipal.insert({decl.name.text, id});
      if (!fresh) {
        const engine::Span& earlier = ruleset().at(known->second).span;
        return context_.report(decl.name.span, messages::declared_twice(decl.name.text, place(earlier)));
      }
    } else if (!claim(decl.name, {Named::Kind::kParameter, id.value})) {
      return;
    }
    engine::Parameter parameter;
    parameter.name = decl.name.text;
    parameter.type = lower_type(context_, decl.type, decl.name.text);
    parameter.municipal = municipal;
    parameter.guideline = decl.guideline;
    parameter.title = decl.title;
    parameter.span = context_.span(decl.span);
    ruleset().parameters.push_back(std::move(parameter));
  }

  // Versions of a provision share the id and the kind.
  bool claim_id(const Decl& decl, Provision provision) {
    const auto [known, fresh] = context_.symbols.provisions.insert({decl.name.text, provision});
    if (fresh) return true;
    const Provision& earlier = known->second;
    if (earlier.is_rule == provision.is_rule && (earlier.is_rule || earlier.kind == provision.kind)) return true;
    context_.report(decl.name.span, messages::id_of_two_kinds(decl.name.text, place(span_of(decl.name.text, earlier))));
    return false;
  }
  engine::Span span_of(const std::string& id, const Provision& provision) {
    if (!provision.is_rule) return ruleset().requirements[provision.first.value].span;
    for (const engine::Rule& rule : ruleset().rules) {
      if (rule.id == id) return rule.span;
    }
    return {};
  }

  void requirement(const Decl& decl) {
    const engine::RequirementId id{static_cast<std::uint32_t>(ruleset().requirements.size())};
    if (!claim_id(decl, {false, kind_of(decl.kw), id})) return;
    engine::Requirement requirement;
    requirement.id = decl.name.text;
    requirement.title = decl.title;
    requirement.kind = kind_of(decl.kw);
    requirement.from_overlay = context_.overlay;
    requirement.span = context_.span(decl.span);
    ruleset().requirements.push_back(std::move(requirement));
    bodies_.requirements[&decl] = id;
  }

  void rule(const Decl& decl) {
    if (!claim_id(decl, {true, {}, {}})) return;
    engine::Rule rule;
    rule.id = decl.name.text;
    rule.title = decl.title;
    rule.from_overlay = context_.overlay;
    rule.span = context_.span(decl.span);
    bodies_.rules[&decl] = append<engine::RuleId>(ruleset().rules, std::move(rule));
  }

  Context& context_;
  Bodies& bodies_;
};

}  // namespace

void declare_records(Context& context) {
  for (const Decl& decl : context.file->decls) {
    if (decl.kw != Kw::kRecord || decl.name.text.empty()) continue;
    const engine::RecordId id{static_cast<std::uint32_t>(context.ruleset.records.size())};
    const auto [known, fresh] = context.symbols.records.insert({decl.name.text, id});
    if (!fresh) {
      const engine::Span& earlier = context.ruleset.at(known->second).span;
      context.report(decl.name.span, messages::declared_twice(decl.name.text, place(earlier)));
      continue;
    }
    engine::Record record;
    record.name = decl.name.text;
    record.span = context.span(decl.span);
    context.ruleset.records.push_back(std::move(record));
  }
}

void declare_values(Context& context, Bodies& bodies) { Declaring(context, bodies).run(); }

}  // namespace stadga::dsl::sema
