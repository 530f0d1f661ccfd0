// Clauses of facts, guarantees, the law's day, a value's stages and what is applied for piece by piece.
#include <gtest/gtest.h>

#include "dsl/construct_support.h"

namespace stadga::dsl {
namespace {

using engine::Op;
using test::package_with;
using test::there_and_back;
using test::told;

// ---- facts ---------------------------------------------------------------------------------------

const std::string kAliases =
    "uppgift samtycke : ja/nej\n"
    "  läses även \"Y\", \"true\" som ja\n"
    "  läses även \"N\" som nej\n"
    "uppgift slag : val { dag, natt }\n"
    "  läses även \"D\" som dag\n"
    "post Rad {\n"
    "  klar : ja/nej läses även \"Y\",\n"
    "    \"J\" som ja, kod : val { a, b }\n"
    "    läses även \"1\" som a\n"
    "    läses även \"2\" som b\n"
    "  antal : heltal 0..9\n"
    "}\n"
    "uppgift rader_i_fil : lista av Rad högst 3\n";

TEST(Assessed, AnAmountANumberAndADayCanBeJudged) {
  const std::string text =
      "uppgift skäligt : bedömning av kronor 0..100\n  från   handläggare\n  fråga  \"Hur mycket?\"\n\n"
      "uppgift grad : bedömning av heltal 1..5 eller inget\n  från   handläggare\n  fråga  \"Vilken grad?\"\n\n"
      "uppgift från_och_med : bedömning av datum\n  från   handläggare\n  fråga  \"Från när?\"\n";
  const engine::Package package = package_with(text);
  const auto& money = test::named(package.base.facts, "skäligt").type;
  EXPECT_TRUE(money.assessment);
  EXPECT_EQ(money.kind, engine::TypeKind::kMoney);
  EXPECT_EQ(money.max, 10000);
  EXPECT_TRUE(test::named(package.base.facts, "grad").type.assessment);
  EXPECT_TRUE(test::named(package.base.facts, "grad").type.optional);
  EXPECT_EQ(test::named(package.base.facts, "från_och_med").type.kind, engine::TypeKind::kDate);
  EXPECT_NE(there_and_back(text).find("assessment of kronor 0..100"), std::string::npos);
  EXPECT_EQ(told("uppgift x : bedömning av beteckning 1..5 tecken\n"), "S1101 1");
  EXPECT_EQ(told("uppgift x : bedömning av kronor\n"), "S1101 2");
  EXPECT_EQ(told("uppgift x : bedömning av heltal 5..1\n"), "S2009 1");
  EXPECT_EQ(told("uppgift x : lista av bedömning av heltal 1..5 högst 3\n"), "S2003 1");
  EXPECT_EQ(told("begrepp x : bedömning av heltal 1..5\n"), "S2003 1");
  EXPECT_EQ(told("begrepp x : bedömning\n"), "S2003 1");
}

TEST(Facts, OtherSpellingsAreDeclared) {
  const engine::Ruleset base = package_with(kAliases).base;
  const auto& consent = test::named(base.facts, "samtycke").aliases;
  ASSERT_EQ(consent.size(), 3U);
  EXPECT_EQ(consent[1].text, "true");
  EXPECT_EQ(std::get<bool>(consent[1].value), true);
  EXPECT_EQ(std::get<bool>(consent[2].value), false);
  const auto& kind = test::named(base.facts, "slag").aliases;
  ASSERT_EQ(kind.size(), 1U);
  EXPECT_EQ(std::get<engine::EnumLiteral>(kind[0].value).index, 0U);
  const engine::Record& row = test::named(base.records, "Rad");
  ASSERT_EQ(row.fields.size(), 3U);
  EXPECT_EQ(row.fields[0].aliases.size(), 2U);
  ASSERT_EQ(row.fields[1].aliases.size(), 2U);
  EXPECT_EQ(std::get<engine::EnumLiteral>(row.fields[1].aliases[1].value).index, 1U);
  EXPECT_TRUE(row.fields[2].aliases.empty());
}

TEST(Facts, OtherSpellingsThatMeanNothing) {
  EXPECT_EQ(told("uppgift n : heltal 0..9\n  läses även \"x\" som ja\n"), "S2060 2");
  EXPECT_EQ(told("uppgift n : bedömning\n  läses även \"Y\" som ja\n"), "S2060 2");
  EXPECT_EQ(told("uppgift n : ja/nej\n  läses även \"Y\" som ja\n  läses även \"Y\" som nej\n"), "S2060 3");
  EXPECT_EQ(told("uppgift n : ja/nej\n  läses även \"Y\" som sant\n"), "S2060 2");
  EXPECT_EQ(told("uppgift n : val { a, b }\n  läses även \"Y\" som ja\n"), "S2060 2");
  EXPECT_EQ(told("uppgift n : val { a, b }\n  läses även \"Y\" som c\n"), "S2004 2");
  EXPECT_EQ(told("uppgift n : val { a, b }\n  läses även \"b\" som a\n"), "S2060 2");
  EXPECT_EQ(told("uppgift n : ja/nej\n  läses även Y som ja\n"), "S1101 2");
  EXPECT_EQ(told("uppgift n : ja/nej\n  läses även \"Y\"\n"), "S1101 3");
}

TEST(Facts, NeededOnlyWhen) {
  const std::string text =
      "uppgift hjälp_hemma : bedömning\n"
      "  fråga  \"Behövs hjälp i hemmet?\"\n"
      "  behövs när alla av\n"
      "    - foto är ja\n"
      "    - ålder är minst 65\n";
  const engine::Ruleset base = package_with(text).base;
  const engine::Fact& fact = test::named(base.facts, "hjälp_hemma");
  ASSERT_TRUE(fact.needed_when.valid());
  EXPECT_EQ(base.at(fact.needed_when).op, Op::kAll);
  EXPECT_FALSE(test::named(base.facts, "foto").needed_when.valid());
  EXPECT_EQ(there_and_back(text).find("behövs"), std::string::npos);
}

TEST(Facts, NeededOnlyWhenInvoked) {
  const std::string text = "uppgift sjuk : ja/nej\n  behövs bara när det åberopas\nuppgift äldre : lista av Tillstånd högst 3\n  behövs när foto är ja\n";
  const engine::Ruleset base = package_with(text).base;
  const engine::Expr& never = base.at(test::named(base.facts, "sjuk").needed_when);
  EXPECT_EQ(never.op, Op::kLiteral);
  EXPECT_FALSE(std::get<bool>(never.literal));
  EXPECT_TRUE(test::named(base.facts, "äldre").needed_when.valid());
  EXPECT_NE(there_and_back(text).find("needed only when invoked"), std::string::npos);
}

TEST(Facts, NeededWhenSuitsWhatCanBeNoOrEmpty) {
  EXPECT_EQ(told("uppgift n : heltal 0..9\n  behövs när foto är ja\n"), "S2061 2");
  EXPECT_EQ(told("uppgift n : lista av Tillstånd högst 3 minst en\n  behövs när foto är ja\n"), "S2061 2");
  EXPECT_EQ(told("uppgift n : ja/nej eller inget\n  behövs när foto är ja\n"), "S2061 2");
  EXPECT_EQ(told("uppgift n : ja/nej\n  behövs bara när det åberopas\n  behövs när foto är ja\n"), "S2022 1");
  EXPECT_EQ(told("uppgift n : bedömning av val { a, b }\n  behövs när foto är ja\n"), "S2061 2");
  EXPECT_EQ(told("uppgift n : bedömning\n  behövs när foto\n"), "S2003 2");
  EXPECT_EQ(told("uppgift n : bedömning\n  frivillig\n  behövs när foto är ja\n"), "S2022 1");
  EXPECT_EQ(told("uppgift n : bedömning\n  behövs när inkommet är före beslutsdagen - 2 månader\n"), "S3006 1");
  EXPECT_EQ(told("uppgift n : bedömning\n  behövs när n är ja\n"), "S2015 2");
}

TEST(Facts, NeededWhenInACircle) {
  const std::string text =
      "uppgift n : bedömning\n  behövs när svårt är ja\n"
      "begrepp svårt : ja/nej\n"
      "regel R7 \"svårt\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  när n är ja\n  rättsföljd svårt är ja\nslut\n";
  EXPECT_EQ(told(text), "S2015 2");
}

// ---- guarantees ----------------------------------------------------------------------------------

const std::string kBenefit =
    "post Inkomst { belopp : kronor 0..100 000, skatt : kronor 0..100 000 }\n"
    "uppgift inkomster : lista av Inkomst högst 4\n"
    "värde bistånd : kronor -1 000..100 000\n"
    "regel R5 \"Bistånd\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n"
    "  rättsföljd bistånd är 5 000 kr - summan av belopp i inkomster\nslut\n";

TEST(Guarantees, WhatAlwaysHolds) {
  const std::string text = kBenefit +
                           "ska alltid gälla G1 \"Biståndet är aldrig negativt\"\n"
                           "  stöd     Övning\n"
                           "  när      ålder är minst 18\n"
                           "  villkor  bistånd är minst 0 kr\n"
                           "slut\n"
                           "ska alltid gälla G2 \"Högre inkomst ger aldrig mer\"\n"
                           "  villkor  bistånd stiger aldrig med inkomster.belopp\n"
                           "slut\n"
                           "ska alltid gälla G3 \"En inkomst till ger aldrig mer\"\n"
                           "  villkor  bistånd sjunker aldrig med inkomster\n"
                           "slut\n";
  const engine::Ruleset base = package_with(text).base;
  ASSERT_EQ(base.guarantees.size(), 3U);
  const engine::Guarantee& first = base.guarantees[0];
  EXPECT_EQ(first.id, "G1");
  EXPECT_EQ(first.title, "Biståndet är aldrig negativt");
  EXPECT_EQ(first.kind, engine::GuaranteeKind::kAlways);
  EXPECT_EQ(first.citations.size(), 1U);
  EXPECT_EQ(base.at(first.statement).op, Op::kGe);
  EXPECT_EQ(base.at(first.when).op, Op::kGe);
  const engine::Guarantee& second = base.guarantees[1];
  EXPECT_EQ(second.kind, engine::GuaranteeKind::kNeverRises);
  EXPECT_FALSE(second.statement.valid());
  EXPECT_EQ(base.at(second.subject).name, "bistånd");
  EXPECT_EQ(base.at(second.with).name, "inkomster");
  EXPECT_EQ(second.with_fields, std::vector<std::uint32_t>{0});
  EXPECT_EQ(base.guarantees[2].kind, engine::GuaranteeKind::kNeverFalls);
  EXPECT_TRUE(base.guarantees[2].with_fields.empty());
  const std::string english = there_and_back(text);
  EXPECT_NE(english.find("must always hold G2"), std::string::npos);
  EXPECT_NE(english.find("statement  bistånd never rises with inkomster.belopp"), std::string::npos);
}

TEST(Guarantees, WhatNeverMattersAndWhatMovesLittle) {
  const std::string text = kBenefit +
                           "ska alltid gälla G1 \"Ålder avgör inte\"\n"
                           "  villkor  utfallet beror aldrig på ålder\n"
                           "slut\n"
                           "ska alltid gälla G2 \"Foto avgör inte beloppet\"\n"
                           "  villkor  bistånd beror aldrig på foto\n"
                           "slut\n"
                           "ska alltid gälla G3 \"Ingen tröskel\"\n"
                           "  villkor  bistånd sjunker högst 1,50 kr när inkomster.belopp stiger med 1 kr\n"
                           "slut\n";
  const engine::Ruleset base = package_with(text).base;
  ASSERT_EQ(base.guarantees.size(), 3U);
  EXPECT_TRUE(base.guarantees[0].of_outcome);
  EXPECT_FALSE(base.guarantees[0].subject.valid());
  EXPECT_EQ(base.guarantees[1].kind, engine::GuaranteeKind::kNeverDepends);
  EXPECT_EQ(base.at(base.guarantees[1].subject).name, "bistånd");
  EXPECT_EQ(base.guarantees[2].kind, engine::GuaranteeKind::kFallsAtMost);
  EXPECT_EQ(base.guarantees[2].most, 150);
  EXPECT_EQ(base.guarantees[2].step, 100);
  const std::string english = there_and_back(text);
  EXPECT_NE(english.find("statement  the outcome never depends on ålder"), std::string::npos);
  EXPECT_NE(english.find("statement  bistånd falls at most 1,50 kr when inkomster.belopp rises by 1 kr"), std::string::npos);
}

TEST(Guarantees, MistakesAreTold) {
  const auto promise = [](const std::string& line) { return told(kBenefit + "ska alltid gälla G1 \"x\"\n  villkor  " + line + "\nslut\n"); };
  EXPECT_EQ(promise("foto stiger aldrig med ålder"), "S2062 10");             // a fact is given, not computed
  EXPECT_EQ(promise("dyrt stiger aldrig med ålder"), "S2062 10");             // yes/no does not rise
  EXPECT_EQ(promise("bistånd stiger aldrig med foto"), "S2062 10");           // yes/no does not grow
  EXPECT_EQ(promise("bistånd stiger aldrig med dyrt"), "S2062 10");           // no fact
  EXPECT_EQ(promise("bistånd stiger aldrig med inkomster.bellop"), "S2005 10");
  EXPECT_EQ(promise("bistånd stiger aldrig med ålder.belopp"), "S2005 10");
  EXPECT_EQ(promise("bistånd stiger aldrig"), "S1101 10");
  EXPECT_EQ(promise("bistånd sjunker högst 1 kr när foto stiger med 1"), "S2062 10");
  EXPECT_EQ(promise("bistånd sjunker högst 1 kr när inkomster stiger med 1"), "S2062 10");  // a list has no step
  EXPECT_EQ(promise("bistånd sjunker högst 1 kr när inkomster.belopp stiger med 0 kr"), "S2062 10");
  EXPECT_EQ(promise("bistånd sjunker högst 5 månader när ålder stiger med 1"), "S2006 10");
  EXPECT_EQ(promise("bistånd sjunker högst ålder när ålder stiger med 1"), "S2003 10");
  EXPECT_EQ(promise("bistånd beror aldrig på bistånd"), "S2062 10");
  EXPECT_EQ(promise("utfallet beror aldrig på okänt"), "S2062 10");
  EXPECT_EQ(promise("utfallet stiger aldrig med ålder"), "S1101 10");
  EXPECT_EQ(promise("bistånd är minst 0"), "S2006 10");
  EXPECT_EQ(promise("bistånd"), "S2003 10");
  EXPECT_EQ(told("ska alltid gälla G1 \"x\"\nslut\n"), "S2023 1");
  EXPECT_EQ(told("ska alltid gälla K1 \"x\"\n  villkor foto är ja\nslut\n"), "S2025 1");
  EXPECT_EQ(told("ska alltid gälla G1 \"x\"\n  villkor foto är ja\nslut\nska alltid gälla G1 \"y\"\n  villkor foto är ja\nslut\n"), "S2002 4");
  EXPECT_EQ(told("ska alltid gälla G1 \"x\"\n  villkor foto är ja\n"), "S1104 1");
  EXPECT_EQ(told("ska alltid gälla G1 \"x\"\n  gäller fr.o.m. 2018-07-01\n  villkor foto är ja\nslut\n"), "S2021 2");
}

// ---- the law's day -------------------------------------------------------------------------------

TEST(LawDay, OfTheRuleSetAndOfSingleProvisions) {
  const std::string text =
      "krav K2 \"Dåtidens krav\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  lagdag inkommet + 3 dagar\n  rekvisit foto är ja\nslut\n";
  engine::SourceFile base = test::practice_base();
  base.text.insert(base.text.find("  prövar"), "  lagdag    det senaste av (inkommet, beslutsdagen - 2 månader)\n  finns inte dagen: månadens sista dag\n");
  const CompileResult result = compile({base, {"mer.stadga", text}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  const engine::Ruleset& ruleset = result.package->base;
  EXPECT_EQ(ruleset.at(ruleset.header.law_day).op, Op::kGreatest);
  EXPECT_EQ(ruleset.at(ruleset.requirements.front().law_day).op, Op::kAddDays);
  EXPECT_FALSE(ruleset.requirements.back().law_day.valid());
  EXPECT_NE(there_and_back(text).find("law day inkommet"), std::string::npos);
}

TEST(LawDay, IsADateThatNoLawGives) {
  const auto header = [](const std::string& line) {
    return told(test::with_line("  språk     sv\n", "  språk     sv\n  lagdag    " + line + "\n"));
  };
  EXPECT_EQ(header("ålder"), "S2003 5");
  EXPECT_EQ(header("giltig_till"), "S3035 5");
  EXPECT_EQ(header("inkommet + längsta_tid"), "S3006 2, S3035 5");
  EXPECT_EQ(header("inkomet"), "S2001 5");
  const std::string requirement = "krav K2 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rekvisit foto är ja\n  lagdag ";
  EXPECT_EQ(told(requirement + "intyg.utfärdat\nslut\n"), "S2011 5");
  EXPECT_EQ(told(requirement + "inkommet + längsta_tid\n  finns inte dagen: månadens sista dag\nslut\n"), "S3035 5");
  EXPECT_EQ(told(requirement + "giltig_till\nslut\n"), "S3035 5");
  EXPECT_EQ(told(requirement + "det senaste giltigt_till i tillstånd där giltigt_till finns\nslut\n"), "S3035 5");
}

TEST(LawDay, IsTheSameInEveryVersion) {
  const auto version = [](const std::string& days, const std::string& law_day) {
    return "krav K2 \"x\"\n  stöd Övning\n  gäller " + days + "\n  lagdag " + law_day + "\n  rekvisit foto är ja\nslut\n";
  };
  const std::string first = version("fr.o.m. 2018-07-01 t.o.m. 2019-12-31", "inkommet");
  EXPECT_EQ(told(first + version("fr.o.m. 2020-01-01", "inkommet")), "");
  EXPECT_EQ(told(first + version("fr.o.m. 2020-01-01", "inkommet + 1 dag")), "S3036 7");
  EXPECT_EQ(told(first + version("fr.o.m. 2020-01-01", "beslutsdagen")), "S3036 7");
}

// ---- stages of a value -----------------------------------------------------------------------------

const std::string kStages =
    "begrepp skälig_hyra : kronor 0..100 000 i stegen före_taket, efter_taket\n"
    "värde bidrag : kronor 0..100 000 i stegen brutto, netto högre är till fördel\n"
    "regel R2 \"Före taket\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd skälig_hyra.före_taket är hyra\nslut\n"
    "regel R3 \"Efter taket\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n"
    "  rättsföljd skälig_hyra är det minsta av (skälig_hyra.före_taket, 8 000 kr)\nslut\n"
    "regel R4 \"Brutto\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd bidrag.brutto är skälig_hyra.efter_taket\nslut\n"
    "regel R5 \"Netto\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd bidrag.netto är bidrag.brutto\n"
    "  text \"av {bidrag.brutto} blir {bidrag}\"\nslut\n";

TEST(Stages, AreTermsOfTheirOwn) {
  const engine::Ruleset base = package_with(kStages).base;
  const engine::Term& early = test::named(base.terms, "skälig_hyra före_taket");
  EXPECT_EQ(early.type.max, 10'000'000);
  EXPECT_FALSE(early.is_value);
  EXPECT_TRUE(test::named(base.terms, "bidrag").is_value);
  EXPECT_EQ(test::named(base.terms, "bidrag").favour, engine::Favour::kHigher);
  EXPECT_FALSE(test::named(base.terms, "bidrag brutto").is_value);
  EXPECT_EQ(test::named(base.terms, "bidrag brutto").favour, engine::Favour::kNone);
  const auto target = [&](const std::string& id) {
    for (const engine::Rule& rule : base.rules) {
      if (rule.id == id) return base.at(rule.term).name;
    }
    return std::string("?");
  };
  EXPECT_EQ(target("R2"), "skälig_hyra före_taket");
  EXPECT_EQ(target("R3"), "skälig_hyra");
  EXPECT_EQ(target("R4"), "bidrag brutto");
  EXPECT_EQ(target("R5"), "bidrag");
  const engine::Expr& least = base.at(base.rules.at(1).conclusion);
  EXPECT_EQ(base.at(base.at(least.args.at(0)).term).name, "skälig_hyra före_taket");
  EXPECT_NE(there_and_back(kStages).find("in stages före_taket, efter_taket"), std::string::npos);
}

TEST(Stages, OfATermForEachElement) {
  const std::string text =
      "post Kostnad { ansökt : kronor 0..9 000 }\nuppgift kostnader : lista av Kostnad högst 3\n"
      "begrepp godtaget för varje kostnad i kostnader : kronor 0..9 000 i stegen skäligt, delat\n"
      "begrepp allt : kronor 0..30 000\n"
      "regel A2 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd godtaget.skäligt är kostnad.ansökt\nslut\n"
      "regel A3 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd godtaget är det minsta av (godtaget.skäligt, 500 kr)\nslut\n"
      "regel A4 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd allt är summan av godtaget.skäligt för varje k i kostnader\nslut\n";
  const engine::Ruleset base = package_with(text).base;
  EXPECT_EQ(test::named(base.terms, "godtaget skäligt").each, test::named(base.terms, "godtaget").each);
  EXPECT_TRUE(test::named(base.terms, "godtaget").each.valid());
  const std::size_t at = text.find("summan av");
  std::string outside = text;
  outside.replace(at, text.find("\nslut", at) - at, "godtaget.skäligt");
  EXPECT_EQ(told(outside), "S2035 18");
}

TEST(Stages, MistakesAreTold) {
  EXPECT_EQ(told("begrepp h : kronor 0..9 i stegen a\n"), "S2064 1");
  EXPECT_EQ(told("begrepp h : kronor 0..9 i stegen a, a, b\n"), "S2002 1");
  EXPECT_EQ(told("begrepp h : kronor 0..9 i stegen\n"), "S1101 2");
  EXPECT_EQ(told("uppgift h : kronor 0..9 i stegen a, b\n"), "S1106 1");
  const auto rule = [](const std::string& effect) {
    return told("begrepp h : kronor 0..9 000 i stegen a, b\nregel R2 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd " +
                effect + "\nslut\n");
  };
  EXPECT_EQ(rule("h.c är 1 kr"), "S2064 5");
  EXPECT_EQ(rule("h.a är h.c"), "S2064 5");
  EXPECT_EQ(rule("dyrt.a är ja"), "S2064 5");
  EXPECT_EQ(rule("okänt.a är ja"), "S2024 5");
  EXPECT_EQ(rule("h.a är uppfyllt"), "S2024 5");
  EXPECT_EQ(rule("h.b är h.b"), "S2015 5");
}

// ---- what is applied for piece by piece ------------------------------------------------------------

TEST(AppliedItems, EachIsGrantedInFullInPartOrNotAtAll) {
  engine::SourceFile base = test::practice_base();
  base.text.insert(base.text.rfind("slut"), "  prövar varje kostnad i kostnader: sökt kostnad.ansökt, beviljat godtaget, benämnt slag\n");
  const std::string text =
      "post Kostnad { slag : val { mat, medicin }, ansökt : kronor 0..9 000 }\nuppgift kostnader : lista av Kostnad högst 3\n"
      "begrepp godtaget för varje kostnad i kostnader : kronor 0..9 000\n"
      "regel A2 \"x\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd godtaget är det minsta av (kostnad.ansökt, 500 kr)\nslut\n"
      "typfall \"delvis\"\n  beslutsdag 2026-11-22\n  uppgifter\n    foto = ja\n    längd = 6\n"
      "    varaktigt = ja bedömt av \"handläggare\" därför att \"utredning\"\n"
      "    kostnader = [ { slag = mat, ansökt = 400 }, { slag = medicin, ansökt = 600 } ]\n"
      "  väntat\n    status determined\n    utfall delavslag\nslut\n";
  const CompileResult result = compile({base, {"mer.stadga", text}});
  EXPECT_EQ(test::all_text(result, MessageLanguage::kSwedish), "");
  ASSERT_TRUE(result.package.has_value());
  const engine::Ruleset& ruleset = result.package->base;
  ASSERT_EQ(ruleset.decision.items.size(), 1U);
  const engine::AppliedItems& items = ruleset.decision.items[0];
  EXPECT_EQ(ruleset.at(items.list).name, "kostnader");
  EXPECT_EQ(items.label, 0U);
  EXPECT_EQ(ruleset.at(items.granted).name, "godtaget");
  EXPECT_EQ(ruleset.at(items.applied).op, Op::kField);
  const auto outcomes = engine::run_scenarios(*result.package, result.scenarios).outcomes;
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_TRUE(outcomes[0].passed) << (outcomes[0].differences.empty() ? "" : outcomes[0].differences[0].sv);
}

TEST(AppliedItems, MistakesAreTold) {
  const auto line = [](const std::string& text) {
    engine::SourceFile base = test::practice_base();
    base.text.insert(base.text.rfind("slut"), "  prövar varje " + text + "\n");
    const std::string more =
        "post Kostnad { slag : val { mat, hyra_slag }, ansökt : kronor 0..9 000, antal : heltal 0..9 }\n"
        "uppgift kostnader : lista av Kostnad högst 4\n"
        "begrepp allt : kronor 0..9 000\n";
    std::string codes;
    for (const Diagnostic& d : compile({base, {"mer.stadga", more}}).diagnostics) codes += d.code + " ";
    return codes;
  };
  EXPECT_EQ(line("kostnad i kostnader: sökt ansökt, beviljat allt, benämnt slag"), "S2063 ");  // not for each element
  EXPECT_EQ(line("kostnad i kostnader: sökt ansökt, beviljat dyrt, benämnt antal"), "S2063 S2063 ");
  EXPECT_EQ(line("kostnad i kostnader: sökt slag, beviljat allt, benämnt slagg"), "S2003 S2063 S2005 ");
  EXPECT_EQ(line("sak i ålder: sökt ansökt, beviljat allt, benämnt slag"), "S2063 ");
  EXPECT_EQ(line("kostnad i kostnader: sökt ansökt"), "S1101 ");
  EXPECT_EQ(line("kostnad i kostnader, sökt ansökt"), "S1101 ");
}

}  // namespace
}  // namespace stadga::dsl
