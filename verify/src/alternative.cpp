// alternative.cpp - see alternative.h.
#include "alternative.h"

#include <algorithm>

#include "ranges.h"

namespace stadga::verify {
namespace {

using engine::Evaluation;
using engine::Outcome;
using engine::Ruleset;

template <typename T>
bool has_base_version(const std::vector<T>& all, const std::string& id) {
  return std::any_of(all.begin(), all.end(), [&](const T& item) { return item.id == id && !item.from_overlay; });
}

// A version that a municipality adds to a national provision leaves that one's days as they are.
template <typename T>
void end_versions(std::vector<T>& all, const std::string& id, Whose whose) {
  const bool shared = whose == Whose::kOverlay && has_base_version(all, id);
  for (T& item : all) {
    if (item.id != id || (whose == Whose::kOverlay && !item.from_overlay)) continue;
    if (shared) item.id += "~";
    item.validity = {};
    item.validity.days = {kMinDate, kMinDate};
    item.validity.repealed = true;
  }
}

template <typename Place, typename Version>
void clear(std::vector<Place>& places, std::vector<Version> Place::* versions, const std::string& name,
           Whose whose) {
  for (Place& place : places) {
    if (place.name != name) continue;
    std::erase_if(place.*versions, [&](const Version& version) {
      return whose == Whose::kAll || version.from_overlay;
    });
  }
}

}  // namespace

Ruleset without(Ruleset ruleset, const Parts& parts, Whose whose) {
  for (const Part& part : parts) {
    switch (part.kind) {
      case Part::Kind::kProvision:
        end_versions(ruleset.requirements, part.name, whose);
        end_versions(ruleset.rules, part.name, whose);
        break;
      case Part::Kind::kParameter:
        clear(ruleset.parameters, &engine::Parameter::values, part.name, whose);
        break;
      case Part::Kind::kTable:
        clear(ruleset.tables, &engine::Table::versions, part.name, whose);
        break;
    }
  }
  return ruleset;
}

bool contains(const Parts& parts, const Part& part) {
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

Parts own_provisions(const Ruleset& ruleset) {
  Parts out;
  const auto add = [&](const auto& item) {
    const Part part{Part::Kind::kProvision, item.id};
    if (item.from_overlay && item.trial.empty() && !contains(out, part)) out.push_back(part);
  };
  for (const auto& requirement : ruleset.requirements) add(requirement);
  for (const auto& rule : ruleset.rules) add(rule);
  return out;
}

std::vector<std::string> provision_ids(const Parts& parts) {
  std::vector<std::string> out;
  for (const Part& part : parts) {
    if (part.kind == Part::Kind::kProvision) out.push_back(part.name);
  }
  return out;
}

std::vector<std::string> fillings(const Parts& parts) {
  std::vector<std::string> out;
  for (const Part& part : parts) {
    if (part.kind != Part::Kind::kProvision) out.push_back("kommun." + part.name);
  }
  return out;
}

Parts involved(const Parts& parts, const std::function<bool(const Parts&)>& finding) {
  Parts out;
  for (const Part& part : parts) {
    Parts others;
    for (const Part& other : parts) {
      if (!(other == part)) others.push_back(other);
    }
    if (finding({part}) || !finding(others)) out.push_back(part);
  }
  return out.empty() ? parts : out;  // several that replace each other
}

z3::expr decided(Encoder& encoder, Smt& smt) {
  Exprs out;
  for (const Outcome outcome : kOutcomes) out.push_back(encoder.outcome(outcome));
  return smt.any(out);
}

z3::expr Alternative::value_differs(const Symbol& a, const Symbol& b) {
  const z3::expr here = a.states.known(smt_);
  const z3::expr there = b.states.known(smt_);
  return smt_.any({smt_.negate(smt_.equal(here, there)),
                   smt_.all({here, there, smt_.negate(with_.logic().same_value(a, b))})});
}

// What is granted of each thing applied for, where both grant: else the outcome says it.
void Alternative::add_items(Exprs& out) {
  const auto granted = [this](Encoder& e) {
    return smt_.any({e.outcome(Outcome::kGrant), e.outcome(Outcome::kPartial)});
  };
  for (const auto& items : ruleset_.decision.items) {
    const Symbol& list = with_.vars().facts.at(items.list.value);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const Encoder::Scope scope{&list.items[i]};
      const z3::expr exists = smt_.less(smt_.number(static_cast<std::int64_t>(i)), list.parts.at(0));
      out.push_back(smt_.all({exists, list.states.known(smt_), granted(with_), granted(without_),
                              value_differs(with_.term_in(items.granted, scope).value,
                                            without_.term_in(items.granted, scope).value)}));
    }
  }
}

z3::expr Alternative::result_differs() {
  Exprs out;
  for (const Outcome outcome : kOutcomes) {
    out.push_back(smt_.negate(smt_.equal(with_.outcome(outcome), without_.outcome(outcome))));
  }
  for (std::uint32_t i = 0; i < ruleset_.terms.size(); ++i) {
    if (!ruleset_.terms[i].is_value || ruleset_.terms[i].each.valid()) continue;
    const engine::TermId id{i};
    out.push_back(value_differs(with_.term(id).value, without_.term(id).value));
  }
  add_items(out);
  return smt_.any(out);
}

z3::expr Alternative::decided_otherwise() { return smt_.all({decided(with_, smt_), result_differs()}); }

z3::expr Alternative::differs() {
  return smt_.any({result_differs(), differ(smt_, with_.decision().states, without_.decision().states)});
}

z3::expr differ(Smt& smt, const States& a, const States& b) {
  Exprs out;
  for (std::size_t rank = 0; rank < kStates; ++rank) {
    out.push_back(smt.negate(smt.equal(a.at(rank), b.at(rank))));
  }
  return smt.any(out);
}

z3::expr Alternative::differs(engine::TermId term) {
  Exprs out;
  with_.for_elements(ruleset_.at(term).each, [&](const z3::expr& exists, const Encoder::Scope& scope) {
    const Symbol& a = with_.term_in(term, scope).value;
    const Symbol& b = without_.term_in(term, scope).value;
    out.push_back(smt_.all({exists, smt_.any({differ(smt_, a.states, b.states), value_differs(a, b)})}));
  });
  return smt_.any(out);
}

z3::expr Alternative::differs(const std::string& requirement) {
  const RequirementTerm& a = with_.requirement(requirement);
  const RequirementTerm& b = without_.requirement(requirement);
  Exprs out{differ(smt_, a.states, b.states)};
  for (const auto part : {&RequirementTerm::met, &RequirementTerm::not_met, &RequirementTerm::not_shown,
                          &RequirementTerm::not_applicable}) {
    out.push_back(smt_.negate(smt_.equal(a.*part, b.*part)));
  }
  return smt_.any(out);
}

bool same_result(const Evaluation& a, const Evaluation& b) {
  const auto amounts = [](const Evaluation& e) {
    std::vector<std::int64_t> out;
    if (e.outcome != Outcome::kGrant && e.outcome != Outcome::kPartial) return out;
    for (const auto& item : e.items) out.push_back(item.granted.ore);
    return out;
  };
  return a.status == b.status && a.outcome == b.outcome && a.values == b.values && amounts(a) == amounts(b);
}

std::string first_difference(const Evaluation& a, const Evaluation& b) {
  if (a.status != b.status || a.outcome != b.outcome) return "";
  for (const auto& [name, value] : a.values) {
    const auto other = b.values.find(name);
    if (other == b.values.end() || !(other->second == value)) return name;
  }
  for (const auto& [name, value] : b.values) {
    if (!a.values.contains(name)) return name;
  }
  return "";
}

JsonObject result_json(const Evaluation& evaluation, const std::string& value) {
  JsonObject out{{"status", engine::name(evaluation.status)}};
  if (evaluation.outcome) out["outcome"] = engine::name(*evaluation.outcome);
  const auto found = evaluation.values.find(value);
  if (found != evaluation.values.end()) out["value"] = found->second;
  return out;
}

void show_both(Obligation& obligation, const Evaluation& with, const Evaluation& without,
               const std::string& value) {
  JsonObject& replay = *obligation.replayed.front().as_object();
  replay["with"] = result_json(with, value);
  replay["without"] = result_json(without, value);
}

bool worse(const engine::Term& term, const Json& a, const Json& b) {
  const bool higher = term.favour == engine::Favour::kHigher;
  if (is_number(term.type)) {
    const auto x = printed_number(a);
    const auto y = printed_number(b);
    return x && y && (higher ? *x < *y : *x > *y);
  }
  if (a.as_string() == nullptr || b.as_string() == nullptr) return false;  // days: in their order
  return higher ? *a.as_string() < *b.as_string() : *a.as_string() > *b.as_string();
}

}  // namespace stadga::verify
