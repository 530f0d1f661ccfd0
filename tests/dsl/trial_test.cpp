// A municipality's trials and delegation, automatic decisions, and appeal routes of single provisions.
#include <gtest/gtest.h>

#include "dsl/construct_support.h"

namespace stadga::dsl {
namespace {

using test::there_and_back;

const std::string kHead = "kommun 2281 \"Övningsköping\"\n  till övning\nkälla Försökslag  sfs 2024:1  \"en påhittad försökslag\"  vikt lag\n";
const std::string kTrial =
    "försök FS1 \"Utan foto\"\n"
    "  stöd             Försökslag 3 §\n"
    "  deltar           fr.o.m. 2026-01-01 t.o.m. 2027-12-31\n"
    "  sätter ur kraft  F1, R1\n"
    "slut\n";

CompileResult overlay(const std::string& text) { return test::with(kHead + text, "kommuner/2281.stadga"); }
std::string told(const std::string& text) { return test::told(overlay(text)); }

std::string requirement(const std::string& validity, const std::string& trial) {
  return "krav FS-K1 \"Vistelse\"\n  stöd Försökslag 4 §\n  gäller " + validity + "\n  ingår i försök " + trial + "\n  rekvisit ålder är minst 18\nslut\n";
}

TEST(Trials, DisapplyAndAddForATime) {
  const std::string text = requirement("fr.o.m. 2026-01-01 t.o.m. 2027-12-31", "FS1") + kTrial +
                           "regel FS-R1 \"Giltig\"\n  stöd Försökslag 5 §\n  gäller fr.o.m. 2026-03-01 t.o.m. 2026-12-31\n"
                           "  ingår i försök FS1\n  rättsföljd giltig_till är inkommet\nslut\n";
  const CompileResult result = overlay(text);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  EXPECT_TRUE(result.package->base.trials.empty());
  const engine::Ruleset& ruleset = result.package->municipal.at("2281");
  ASSERT_EQ(ruleset.trials.size(), 1U);
  const engine::Trial& trial = ruleset.trials[0];
  EXPECT_EQ(trial.id, "FS1");
  EXPECT_EQ(trial.title, "Utan foto");
  EXPECT_EQ(to_string(trial.days.from) + " " + to_string(trial.days.to), "2026-01-01 2027-12-31");
  EXPECT_EQ(trial.disapplies, (std::vector<std::string>{"F1", "R1"}));
  EXPECT_EQ(trial.citations.at(0).section, "3");
  EXPECT_EQ(ruleset.requirements.back().trial, "FS1");
  EXPECT_EQ(ruleset.rules.back().trial, "FS1");
  EXPECT_EQ(ruleset.rules.front().trial, "");
  const std::string english = there_and_back(kHead + text);
  EXPECT_NE(english.find("part of trial FS1"), std::string::npos);
  EXPECT_NE(english.find("disapplies"), std::string::npos);
}

TEST(Trials, NeedAStatute) {
  EXPECT_EQ(told("källa Beslut \"nämndens beslut\" vikt riktlinje\nförsök A \"x\"\n  stöd Beslut\n  deltar fr.o.m. 2026-01-01 t.o.m. 2026-12-31\nslut\n"),
            "S3032 5");
  EXPECT_EQ(told("källa Föreskrift tsfs 2024:1 \"x\" vikt föreskrift\nförsök A \"x\"\n  stöd Föreskrift\n"
                 "  deltar fr.o.m. 2026-01-01 t.o.m. 2026-12-31\nslut\n"),
            "S3032 5");
  EXPECT_EQ(told("källa Lag \"en lag utan nummer\" vikt lag\nförsök A \"x\"\n  stöd Lag 1 §\n  deltar fr.o.m. 2026-01-01 t.o.m. 2026-12-31\nslut\n"),
            "S3032 5");
  EXPECT_EQ(told("försök A \"x\"\n  deltar fr.o.m. 2026-01-01 t.o.m. 2026-12-31\nslut\n"), "S3001 4");
}

TEST(Trials, MistakesAreTold) {
  const std::string inside = "fr.o.m. 2026-01-01 t.o.m. 2027-12-31";
  EXPECT_EQ(told(kTrial + requirement("fr.o.m. 2026-01-01", "FS1")), "S3033 11");
  EXPECT_EQ(told(kTrial + requirement("fr.o.m. 2025-12-31 t.o.m. 2026-12-31", "FS1")), "S3033 11");
  EXPECT_EQ(told(kTrial + requirement("utan känd första dag t.o.m. 2026-12-31", "FS1")), "S3033 11");
  EXPECT_EQ(told(kTrial + requirement(inside, "FS2")), "S3034 12");
  EXPECT_EQ(told(kTrial + kTrial), "S2002 9");
  const auto trial = [](const std::string& lines) { return told("försök A \"x\"\n  stöd Försökslag 1 §\n" + lines + "slut\n"); };
  EXPECT_EQ(trial(""), "S2023 4");
  EXPECT_EQ(trial("  deltar fr.o.m. 2026-01-01\n"), "S1101 7");  // no trial without its last day
  EXPECT_EQ(trial("  deltar fr.o.m. 2026-01-01 t.o.m. 2025-01-01\n"), "S3004 6");
  EXPECT_EQ(trial("  deltar fr.o.m. 2026-01-01 t.o.m. 2026-02-01\n  sätter ur kraft F9\n"), "S2019 7");
  EXPECT_EQ(trial("  deltar fr.o.m. 2026-01-01 t.o.m. 2026-02-01\n  rekvisit foto är ja\n"), "S2021 7");
  EXPECT_EQ(told(kTrial + requirement(inside, "FS1") + "försök B \"x\"\n  stöd Försökslag 1 §\n  deltar " + inside + "\n  sätter ur kraft FS-K1\nslut\n"),
            "S3034 18");
}

TEST(Trials, AreTheMunicipalitysOwn) {
  EXPECT_EQ(test::told("källa L sfs 2024:1 \"x\" vikt lag\nförsök A \"x\"\n  stöd L 1 §\n  deltar fr.o.m. 2026-01-01 t.o.m. 2026-12-31\nslut\n"),
            "S3014 2");
  EXPECT_EQ(test::told("krav K2 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  ingår i försök A\n  rekvisit foto är ja\nslut\n"), "S3014 4");
  EXPECT_EQ(test::told("delegation till automatiserad beslutsfunktion\n  stöd Övning\n  gäller fr.o.m. 2026-01-01\nslut\n"), "S3014 1");
  EXPECT_EQ(told("ska alltid gälla G1 \"x\"\n  villkor foto är ja\nslut\n"), "S3014 4");
}

// ---- automatic decisions ---------------------------------------------------------------------------

CompileResult header(const std::string& lines) { return test::with_line("  språk     sv\n", "  språk     sv\n" + lines); }

TEST(Automation, TheHeaderSaysWhoDecides) {
  const std::string appealed = "  överklagas genom förvaltningsbesvär\n";
  const CompileResult both = header("  avgörs av nämnden\n  avgörs av automatiserad beslutsfunktion\n" + appealed);
  ASSERT_TRUE(both.package.has_value()) << test::all_text(both, MessageLanguage::kSwedish);
  EXPECT_TRUE(both.package->base.header.automatic);
  EXPECT_EQ(both.package->base.header.decided_by, "nämnden");
  const CompileResult alone = header("  avgörs av automatiserad beslutsfunktion\n" + appealed);
  ASSERT_TRUE(alone.package.has_value());
  EXPECT_EQ(alone.package->base.header.decided_by, "automatiserad beslutsfunktion");
  const CompileResult none = header("  avgörs av nämnden\n" + appealed);
  ASSERT_TRUE(none.package.has_value());
  EXPECT_FALSE(none.package->base.header.automatic);
}

TEST(Automation, OnlyWhereTheDecisionCanBeAppealed) {
  const std::string automatic = "  avgörs av automatiserad beslutsfunktion\n";
  EXPECT_EQ(test::told(header(automatic)), "S3030 5");
  EXPECT_EQ(test::told(header(automatic + "  överklagas genom laglighetsprövning\n")), "S3030 5");
  EXPECT_EQ(test::told(header(automatic + "  överklagas inte\n")), "S3030 5");
  EXPECT_EQ(test::told(header(automatic + automatic + "  överklagas genom förvaltningsbesvär\n")), "S2022 6");
  EXPECT_EQ(test::told(header("  avgörs av nämnden\n  avgörs av utskottet\n")), "S2022 6");
}

TEST(Automation, DelegationInTheOverlay) {
  const std::string text = "delegation till automatiserad beslutsfunktion\n  stöd    Försökslag 6 kap. 37 §\n  gäller  fr.o.m. 2026-02-01\nslut\n";
  const CompileResult result = overlay(text);
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  EXPECT_TRUE(result.package->base.delegations.empty());
  const auto& delegations = result.package->municipal.at("2281").delegations;
  ASSERT_EQ(delegations.size(), 1U);
  EXPECT_EQ(to_string(delegations[0].validity.days.from), "2026-02-01");
  EXPECT_EQ(delegations[0].citations.at(0).chapter, "6");
  EXPECT_NE(there_and_back(kHead + text).find("delegation to an automated decision function"), std::string::npos);
  EXPECT_EQ(told("delegation till automatiserad beslutsfunktion\n  gäller fr.o.m. 2026-02-01\nslut\n"), "S3001 4");
  EXPECT_EQ(told("delegation till automatiserad beslutsfunktion\n  stöd Försökslag 1 §\nslut\n"), "S3002 4");
  EXPECT_EQ(told("delegation till automatiserad beslutsfunktion\n  stöd Försökslag 1 §\n  gäller fr.o.m. 2026-02-01 5 kr\nslut\n"), "S2021 6");
}

// ---- appeal routes of single provisions --------------------------------------------------------------

TEST(Routes, OfSingleProvisions) {
  const std::string text =
      "källa SoL  sfs 2025:400  \"socialtjänstlagen\"  vikt lag\n"
      "  kontrollerad t.o.m. 2026-01-01\n"
      "  12 kap. 2 § överklagas genom laglighetsprövning\n"
      "  3 a § överklagas inte\n"
      "  anmärkning \"övas\"\n";
  const engine::Ruleset base = test::package_with(text).base;
  ASSERT_EQ(base.routes.size(), 2U);
  EXPECT_EQ(base.at(base.routes[0].provision.source).name, "SoL");
  EXPECT_EQ(base.routes[0].provision.chapter + " " + base.routes[0].provision.section, "12 2");
  EXPECT_EQ(base.routes[0].route, engine::AppealRoute::kLegality);
  EXPECT_EQ(base.routes[1].provision.section, "3 a");
  EXPECT_EQ(base.routes[1].route, engine::AppealRoute::kNone);
  EXPECT_EQ(test::named(base.sources, "SoL").note, "övas");
  EXPECT_NE(there_and_back(text).find("12 ch. 2 § appealed by legality review"), std::string::npos);
}

TEST(Routes, MistakesAreTold) {
  const auto source = [](const std::string& line) { return test::told("källa SoL sfs 2025:400 \"x\" vikt lag\n  " + line + "\n"); };
  EXPECT_EQ(source("överklagas genom laglighetsprövning"), "S3031 2");
  EXPECT_EQ(source("12 kap. överklagas inte"), "S1101 2");
  EXPECT_EQ(source("12 kap. 2-4 §§ överklagas inte"), "S3031 2");
  EXPECT_EQ(source("2 § överklagas genom besvär"), "S1101 2");
  EXPECT_EQ(source("2 § överklagas inte\n  2 § överklagas genom laglighetsprövning"), "S3031 3");
}

}  // namespace
}  // namespace stadga::dsl
