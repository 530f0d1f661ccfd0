// What a signature covers: each change shows where it belongs, and nowhere else.
#include <gmock/gmock.h>

#include "review/support.h"
#include "stadga/engine/bundle.h"

namespace stadga::review::test {
namespace {

using engine::Package;
using Ids = std::set<std::string>;
using testing::Contains;
using testing::ElementsAre;
using testing::Key;

std::vector<std::string> ids_of(const std::vector<Unit>& units) {
  std::vector<std::string> out;
  for (const Unit& unit : units) out.push_back(unit.id);
  return out;
}

struct Changed {
  Ids rules, cones;
};
// Which units' own hash and whose cone differ between two rule sets with the same units.
Changed difference(const Package& before, const Package& after) {
  const std::vector<Unit> was = units_of(before), is = units_of(after);
  EXPECT_EQ(ids_of(was), ids_of(is));
  Changed out;
  for (std::size_t i = 0; i < std::min(was.size(), is.size()); ++i) {
    if (was[i].rule_hash != is[i].rule_hash) out.rules.insert(was[i].id);
    if (was[i].cone != is[i].cone) out.cones.insert(was[i].id);
  }
  return out;
}

// ---- an oracle on the canonical model: follows names in JSON, knows nothing of the walk ----------

using Refs = std::set<std::pair<std::string, std::string>>;

void collect(const Json& json, Refs& out) {
  if (const JsonArray* list = json.as_array()) {
    for (const Json& item : *list) collect(item, out);
  }
  if (const JsonObject* object = json.as_object()) {
    for (const auto& [key, value] : *object) {
      for (const char* kind : {"fact", "parameter", "term", "requirement", "table"}) {
        if (key == kind && value.as_string() != nullptr) out.emplace(kind, *value.as_string());
      }
      collect(value, out);
    }
  }
}

class Oracle {
 public:
  explicit Oracle(const Package& package) : model_(engine::model_json(package.base)) {}

  bool reads(const std::string& unit, const std::string& parameter) {
    seen_.clear();
    for (const Json& item : list("requirements")) {
      if (*item.find("id")->as_string() != unit) continue;
      follow(item);
      rules_with("requirement", unit);
    }
    for (const Json& rule : list("rules")) {
      if (*rule.find("id")->as_string() == unit) own_rule(rule);
    }
    return seen_.contains({"parameter", parameter});
  }

 private:
  const JsonArray& list(const char* name) const { return *model_.find(name)->as_array(); }

  void own_rule(Json rule) {
    const Json whole = rule;
    // Its target is not something that it reads.
    rule.as_object()->erase("term");
    rule.as_object()->erase("requirement");
    follow(rule);
    for (const Json& other : list("rules")) {
      if (*other.find("id") == *whole.find("id") || !same_target(other, whole)) continue;
      const Json* before = other.find("goes_before");
      bool excepts = whole.find("default") != nullptr && other.find("default") == nullptr;
      for (const Json& id : before == nullptr ? JsonArray{} : *before->as_array()) {
        excepts = excepts || id == *whole.find("id");
      }
      if (excepts) own_rule(other);
    }
  }

  static bool same_target(const Json& a, const Json& b) {
    const auto at = [](const Json& json, const char* key) {
      return json.find(key) == nullptr ? Json() : *json.find(key);
    };
    return at(a, "term") == at(b, "term") && at(a, "requirement") == at(b, "requirement");
  }

  void rules_with(const char* key, const std::string& name) {
    for (const Json& rule : list("rules")) {
      if (rule.find(key) != nullptr && *rule.find(key) == Json(name)) {
        Json body = rule;
        body.as_object()->erase(key);
        follow(body);
      }
    }
  }

  void follow(const Json& item) {
    Refs found;
    collect(item, found);
    for (const auto& reference : found) {
      if (!seen_.insert(reference).second) continue;
      const auto& [kind, name] = reference;
      if (kind == "term" || kind == "requirement") rules_with(kind.c_str(), name);
      for (const Json& other : list("requirements")) {
        if (kind == "requirement" && *other.find("id") == Json(name)) follow(other);
      }
      for (const Json& fact : list("facts")) {
        if (kind == "fact" && *fact.find("name") == Json(name)) follow(fact);
      }
    }
  }

  Json model_;
  Refs seen_;
};

Ids readers(const Package& package, const std::string& parameter) {
  Oracle oracle(package);
  Ids out;
  for (const Unit& unit : units_of(package)) {
    if (unit.municipality.empty() && oracle.reads(unit.id, parameter)) out.insert(unit.id);
  }
  return out;
}

// The same parameter changed in the base and in every overlaid form, as an edited file would.
Package with_parameter_changed(Package package, std::size_t index) {
  package.base.parameters.at(index).title += " (ändrad)";
  for (auto& [code, overlaid] : package.municipal) {
    overlaid.parameters.at(index).title += " (ändrad)";
  }
  return package;
}

Ids base_only(const Ids& ids) {
  Ids out;
  for (const std::string& id : ids) {
    if (id.find('/') == std::string::npos) out.insert(id);
  }
  return out;
}

void expect_exactly_its_readers(const Package& package) {
  for (std::size_t i = 0; i < package.base.parameters.size(); ++i) {
    const std::string& name = package.base.parameters[i].name;
    const Changed changed = difference(package, with_parameter_changed(package, i));
    EXPECT_EQ(base_only(changed.cones), readers(package, name)) << name;
    EXPECT_EQ(base_only(changed.rules), Ids{}) << name;
  }
}

TEST(ReviewUnits, AreRulesRequirementsAndWhatStandsAroundThem) {
  EXPECT_THAT(ids_of(units_of(small())),
              ElementsAre("P-K1", "P-R0", "P-R1", "P-R2", "P-R3", "P-R4", "beslut"));
  const auto parking_ids = ids_of(units_of(parking()));
  EXPECT_THAT(parking_ids, Contains("PRH-K1"));
  EXPECT_THAT(parking_ids, Contains("2281/kommunfil"));
}

TEST(ReviewUnits, EditingAParameterStalesExactlyItsReaders) {
  expect_exactly_its_readers(parking());
  expect_exactly_its_readers(small());
}

TEST(ReviewUnits, TheOracleFindsTheReadersThatAPersonFinds) {
  EXPECT_EQ(readers(parking(), "gräns_förare"), Ids{"PRH-K2"});
  EXPECT_EQ(readers(parking(), "längsta_giltighetstid"), Ids{"PRH-R4"});
  EXPECT_EQ(readers(small(), "pensionsålder"), (Ids{"P-R1", "P-R2", "P-R3"}));
}

TEST(ReviewUnits, EditingARequirementChangesItsHashAlone) {
  for (std::size_t i = 0; i < parking().base.requirements.size(); ++i) {
    Package edited = parking();
    engine::Requirement& requirement = edited.base.requirements[i];
    requirement.title += " (ändrad)";
    EXPECT_EQ(base_only(difference(parking(), edited).rules), Ids{requirement.id});
  }
}

TEST(ReviewUnits, EditingARuleChangesItsHashAloneAndStalesItsReaders) {
  const Package before = small();
  const auto after = [](const char* from, const char* to) { return small(from, to); };
  const Changed exception = difference(before, after("avgift är 0 kr", "avgift är 1 kr"));
  EXPECT_EQ(exception.rules, Ids{"P-R4"});
  EXPECT_EQ(exception.cones, Ids{"P-R3"});
  const Changed inner = difference(before, after("grundavgift är 50 kr", "grundavgift är 51 kr"));
  EXPECT_EQ(inner.rules, Ids{"P-R2"});
  EXPECT_EQ(inner.cones, (Ids{"P-R1", "P-R3"}));  // the default that it displaces, and the reader
  const Changed on_requirement = difference(before, after("sökanden studerar", "studier pågår"));
  EXPECT_EQ(on_requirement.rules, Ids{"P-R0"});
  EXPECT_EQ(on_requirement.cones, Ids{"P-K1"});
}

TEST(ReviewUnits, EditingAFactStalesThoseThatReadIt) {
  const Changed changed = difference(small(), small("ålder : heltal 0..120", "ålder : heltal 0..110"));
  EXPECT_EQ(changed.cones, (Ids{"P-K1", "P-R1", "P-R2", "P-R3"}));
  const Changed question = difference(small(), small("Studerar sökanden?", "Är sökanden student?"));
  EXPECT_EQ(question.cones, (Ids{"P-K1", "P-R0", "P-R3", "P-R4"}));
}

TEST(ReviewUnits, EditingStagesIsAPartOfItsOwn) {
  const Changed changed =
      difference(small(), small("Provlag 1 §\n", "Provlag 1 §\n"
                                                 "  kommunicering  före beslut till nackdel\n"
                                                 "    stöd       Provlag 1 §\n"));
  EXPECT_EQ(changed.rules, Ids{"beslut"});
  EXPECT_EQ(changed.cones, Ids{});
}

TEST(ReviewUnits, CheckingTheLawAgainOrANewVersionNumberVoidsNothing) {
  Package later = small();
  for (engine::Source& source : later.base.sources) source.verified_to = make_date(2031, 6, 30);
  later.base.header.version = "2";
  later.base.header.review_note = "granskad";
  const Changed changed = difference(small(), later);
  EXPECT_EQ(changed.rules, Ids{});
  EXPECT_EQ(changed.cones, Ids{});
  Package weaker = small();
  for (engine::Source& source : weaker.base.sources) source.weight = engine::Weight::kPraxis;
  EXPECT_EQ(difference(small(), weaker).rules.size(), 7U);
}

TEST(ReviewUnits, AValueThatAMunicipalityFillsInIsItsOwnPart) {
  Package edited = parking();
  engine::Ruleset& overlaid = edited.municipal.at("2281");
  const std::size_t of_base = parking().base.parameters.size();
  ASSERT_EQ(overlaid.parameters.size(), of_base);
  for (engine::Parameter& parameter : overlaid.parameters) {
    if (parameter.name == "gräns_förare") parameter.values.back().value = std::int64_t{400};
  }
  const Changed changed = difference(parking(), edited);
  EXPECT_EQ(changed.rules, Ids{"2281/kommunfil"});
  EXPECT_EQ(changed.cones, Ids{});
}

TEST(ReviewUnits, TheMunicipalitysPartRestsOnWhatItFills) {
  for (const Unit& unit : units_of(parking())) {
    if (unit.id != "2281/kommunfil") continue;
    EXPECT_THAT(unit.cone, Contains(Key("parameter gräns_förare")));
    EXPECT_THAT(unit.cone, testing::Not(Contains(Key("parameter längsta_giltighetstid"))));
  }
}

}  // namespace
}  // namespace stadga::review::test
