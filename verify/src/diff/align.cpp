// diff/align.cpp - see diff/align.h. Names are paired first (facts, then what their types are made
// of), then both rule sets are written over the paired declarations.
#include "diff/align.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "diff/inputs.h"
#include "diff/meaning.h"
#include "diff/remap.h"
#include "symbol.h"

namespace stadga::verify {
namespace {

using engine::EnumId;
using engine::Fact;
using engine::Field;
using engine::RecordId;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

template <typename T>
const T* named(const std::vector<T>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const T& item) { return item.name == name; });
  return found == all.end() ? nullptr : &*found;
}

class Aligner {
 public:
  Aligner(const Ruleset& before, const Ruleset& after, std::vector<InputChange>& told)
      : sides_{&before, &after}, told_(told) {
    for (std::size_t side : {kOld, kNew}) {
      first_enum_[side] = static_cast<std::uint32_t>(parent_.size());
      parent_.resize(parent_.size() + sides_[side]->enumerations.size());
      remap_[side].records.resize(sides_[side]->records.size());
      remap_[side].fields.resize(sides_[side]->records.size());
      remap_[side].facts.resize(sides_[side]->facts.size());
    }
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  Joint run() {
    pair_enumerations();
    join_enumerations();
    join_facts();
    for (std::size_t side : {kOld, kNew}) copy_other_records(side);
    describe_outputs(*sides_[kOld], *sides_[kNew], told_);
    describe_horizon(*sides_[kOld], *sides_[kNew], told_);
    for (std::size_t side : {kOld, kNew}) joint_.sides[side] = written_over(side);
    joint_.parameters_before = static_cast<std::uint32_t>(joint_.sides[kOld].parameters.size());
    joint_.both = side_by_side(joint_.sides[kOld], joint_.sides[kNew]);
    joint_.law_days = common_days(sides_[kOld]->header, sides_[kNew]->header);
    let_out_what_is_needed_otherwise();
    limit_facts();
    return std::move(joint_);
  }

 private:
  // ---- enumerations: one for all that some fact, field or term of both has in common ----
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void pair(const Type& a, const Type& b) {
    if (a.kind == TypeKind::kEnum && b.kind == TypeKind::kEnum) {
      parent_[root(first_enum_[kNew] + b.enumeration.value)] = root(a.enumeration.value);
    }
    const bool records = a.record.valid() && b.record.valid();
    if (!records || !paired_.insert({a.record.value, b.record.value}).second) return;
    for (const Field& field : sides_[kOld]->at(a.record).fields) {
      const Field* other = named(sides_[kNew]->at(b.record).fields, field.name);
      if (other != nullptr) pair(field.type, other->type);
    }
  }
  void pair_enumerations() {
    const auto all = [&](const auto& before, const auto& after) {
      for (const auto& item : before) {
        if (const auto* other = named(after, item.name)) pair(item.type, other->type);
      }
    };
    all(sides_[kOld]->facts, sides_[kNew]->facts);
    all(sides_[kOld]->terms, sides_[kNew]->terms);
    all(sides_[kOld]->parameters, sides_[kNew]->parameters);
  }
  void join_enumerations() {
    std::map<std::uint32_t, std::uint32_t> joined;  // root -> joint id
    for (std::size_t side : {kOld, kNew}) {
      const auto& all = sides_[side]->enumerations;
      for (std::uint32_t i = 0; i < all.size(); ++i) {
        const auto [place, fresh] = joined.try_emplace(
            root(first_enum_[side] + i), static_cast<std::uint32_t>(enumerations_.size()));
        if (fresh) enumerations_.push_back({all[i].name, {}});
        auto& values = enumerations_[place->second].values;
        ValueMap map{EnumId{place->second}, {}};
        for (const auto& value : all[i].values) {
          const auto found = std::find(values.begin(), values.end(), value);
          map.values.push_back(static_cast<std::uint32_t>(found - values.begin()));
          if (found == values.end()) values.push_back(value);
        }
        remap_[side].enumerations.push_back(std::move(map));
      }
    }
    joint_.allowed.resize(enumerations_.size());
    for (std::size_t i = 0; i < enumerations_.size(); ++i) {
      joint_.allowed[i].assign(enumerations_[i].values.size(), true);
    }
  }
  // A value that some enumeration of the facts lacks is none that both take.
  void limit(std::size_t side, const Type& type) {
    if (type.kind == TypeKind::kEnum) {
      const ValueMap& map = remap_[side].enumerations[type.enumeration.value];
      std::vector<bool> mine(enumerations_[map.to.value].values.size(), false);
      for (const auto value : map.values) mine[value] = true;
      auto& allowed = joint_.allowed[map.to.value];
      for (std::size_t i = 0; i < mine.size(); ++i) allowed[i] = allowed[i] && mine[i];
    }
    if (!type.record.valid() || !limited_[side].insert(type.record.value).second) return;
    for (const Field& field : sides_[side]->at(type.record).fields) limit(side, field.type);
  }
  void limit_facts() {
    for (std::size_t side : {kOld, kNew}) {
      for (const Fact& fact : sides_[side]->facts) limit(side, fact.type);
      for (const auto& place : sides_[side]->parameters) {
        if (place.municipal) limit(side, place.type);
      }
    }
    // One list of values used by facts that no longer share it: what one lacks, the others would
    // lose.
    for (std::size_t side : {kOld, kNew}) {
      std::map<std::uint32_t, std::vector<std::uint32_t>> seen;
      for (const ValueMap& map : remap_[side].enumerations) {
        auto sorted = map.values;
        std::sort(sorted.begin(), sorted.end());
        const auto [place, fresh] = seen.try_emplace(map.to.value, sorted);
        if (!fresh && place->second != sorted)
          throw OutOfCore("val " + enumerations_[map.to.value].name);
      }
    }
  }

  // ---- types ----
  Type on_one_side(std::size_t side, Type type) {
    if (type.kind == TypeKind::kEnum)
      type.enumeration = remap_[side].enumerations[type.enumeration.value].to;
    if (type.record.valid()) type.record = one_record(side, type.record);
    return type;
  }
  // What both take; `name` for messages and for what cannot be compared.
  Type meet(const std::string& name, const Type& a, const Type& b) {
    if (!same_shape(a, b)) {
      describe_other_type(name, told_);
      throw OutOfCore("uppgift " + name);
    }
    describe_types({*sides_[kOld], a}, {*sides_[kNew], b}, name, told_);
    Type out = narrowest(a, b);
    if (is_empty(out)) throw OutOfCore("uppgift " + name);
    if (a.kind == TypeKind::kEnum)
      out.enumeration = remap_[kOld].enumerations[a.enumeration.value].to;
    if (a.record.valid()) out.record = both_records(name, a.record, b.record);
    return out;
  }

  template <typename T>
  Spelled spelled(std::size_t side, const T& of) const {
    return {{*sides_[side], of.type}, of.aliases};
  }

  // ---- records ----
  RecordId both_records(const std::string& name, RecordId a, RecordId b) {
    auto& of_a = remap_[kOld].records[a.value];
    auto& of_b = remap_[kNew].records[b.value];
    if (of_a.valid() || of_b.valid()) {
      if (of_a != of_b) throw OutOfCore("post " + sides_[kOld]->at(a).name);
      return of_a;
    }
    const engine::Record& before = sides_[kOld]->at(a);
    const engine::Record& after = sides_[kNew]->at(b);
    if (before.bare != after.bare) throw OutOfCore("post " + before.name);
    const RecordId id = of_a = of_b = new_record(before);
    std::vector<Field> fields;
    for (const Field& field : before.fields) {
      const Field* other = named(after.fields, field.name);
      if (other == nullptr) describe_only(kOld, name + "." + field.name, told_);
      if (other != nullptr) {
        describe_spellings(spelled(kOld, field), spelled(kNew, *other), name + "." + field.name,
                           told_);
      }
      Field joined = field;
      joined.type = other == nullptr ? on_one_side(kOld, field.type)
                                     : meet(name + "." + field.name, field.type, other->type);
      remap_[kOld].fields[a.value].push_back(static_cast<std::uint32_t>(fields.size()));
      fields.push_back(std::move(joined));
    }
    for (const Field& field : after.fields) {
      const auto at = std::find_if(fields.begin(), fields.end(),
                                   [&](const Field& f) { return f.name == field.name; });
      remap_[kNew].fields[b.value].push_back(static_cast<std::uint32_t>(at - fields.begin()));
      if (at != fields.end()) continue;
      describe_only(kNew, name + "." + field.name, told_);
      Field mine = field;
      mine.type = on_one_side(kNew, field.type);
      fields.push_back(std::move(mine));
    }
    records_[id.value].fields = std::move(fields);
    return id;
  }
  RecordId one_record(std::size_t side, RecordId id) {
    RecordId& to = remap_[side].records[id.value];
    if (to.valid()) return to;
    const engine::Record& record = sides_[side]->at(id);
    const RecordId out = to = new_record(record);
    std::vector<Field> fields = record.fields;
    for (std::uint32_t f = 0; f < fields.size(); ++f) {
      fields[f].type = on_one_side(side, fields[f].type);
      remap_[side].fields[id.value].push_back(f);
    }
    records_[out.value].fields = std::move(fields);
    return out;
  }
  RecordId new_record(const engine::Record& like) {
    records_.push_back(like);
    records_.back().fields.clear();
    return RecordId{static_cast<std::uint32_t>(records_.size() - 1)};
  }
  void copy_other_records(std::size_t side) {
    for (std::uint32_t i = 0; i < sides_[side]->records.size(); ++i) one_record(side, RecordId{i});
  }

  // ---- facts ----
  void join_facts() {
    const auto& before = sides_[kOld]->facts;
    const auto& after = sides_[kNew]->facts;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
      const Fact* other = named(after, before[i].name);
      Fact joined = before[i];
      if (other == nullptr) {
        describe_only(kOld, joined.name, told_);
        joined.type = on_one_side(kOld, joined.type);
      } else {
        describe_facts(before[i], *other, told_);
        describe_spellings(spelled(kOld, before[i]), spelled(kNew, *other), joined.name, told_);
        joined.type = meet(joined.name, before[i].type, other->type);
        joined.not_after_decision_day =
            joined.not_after_decision_day || other->not_after_decision_day;
        remap_[kNew].facts[static_cast<std::size_t>(other - after.data())] = {i};
      }
      remap_[kOld].facts[i] = {i};
      facts_.push_back(std::move(joined));
    }
    for (std::uint32_t i = 0; i < after.size(); ++i) {
      if (named(before, after[i].name) != nullptr) continue;
      describe_only(kNew, after[i].name, told_);
      Fact mine = after[i];
      mine.type = on_one_side(kNew, mine.type);
      remap_[kNew].facts[i] = {static_cast<std::uint32_t>(facts_.size())};
      facts_.push_back(std::move(mine));
    }
  }

  // The rule set of a side with the joint declarations. Whether a fact may be left out, and when it
  // is needed, is its own; who may supply it and how old it may be is no matter of what is decided.
  Ruleset written_over(std::size_t side) {
    Ruleset out = *sides_[side];
    rewrite(out, remap_[side], enumerations_);
    out.enumerations = enumerations_;
    out.records = records_;
    const std::vector<Fact> own = std::move(out.facts);
    out.facts = facts_;
    for (Fact& fact : out.facts) {
      const Fact* mine = named(own, fact.name);
      fact.needed_when = mine == nullptr ? engine::ExprId{} : mine->needed_when;
      if (mine != nullptr) fact.volunteered = mine->volunteered;
      fact.aliases.clear();
      fact.sources.clear();
      fact.provenance_required = false;
      fact.max_age_days.reset();
    }
    for (auto& record : out.records) {
      for (Field& field : record.fields) field.aliases.clear();
    }
    return out;
  }

  // A fact that is needed on other grounds in the two is left out as well, for there they differ.
  // Where the grounds are the same, leaving it out is answering "nej" in both.
  void let_out_what_is_needed_otherwise() {
    Numbers numbers;
    Meaning before(numbers, joint_.sides[kOld], Depth::kDefinitions);
    Meaning after(numbers, joint_.sides[kNew], Depth::kDefinitions);
    for (std::uint32_t i = 0; i < facts_.size(); ++i) {
      const engine::FactId id{i};
      const bool called_for = joint_.sides[kOld].at(id).needed_when.valid() ||
                              joint_.sides[kNew].at(id).needed_when.valid();
      if (called_for && before.fact(id) != after.fact(id)) joint_.both.facts[i].volunteered = true;
    }
  }

  std::array<const Ruleset*, 2> sides_;
  std::vector<InputChange>& told_;
  std::array<std::uint32_t, 2> first_enum_{};
  std::vector<std::uint32_t> parent_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> paired_;
  std::array<std::set<std::uint32_t>, 2> limited_;
  std::array<Remap, 2> remap_;
  std::vector<engine::Enumeration> enumerations_;
  std::vector<engine::Record> records_;
  std::vector<Fact> facts_;
  Joint joint_;
};

}  // namespace

Joint align(const Ruleset& before, const Ruleset& after, std::vector<InputChange>& told) {
  return Aligner(before, after, told).run();
}

}  // namespace stadga::verify
