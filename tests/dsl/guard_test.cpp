// A value that may be `inget` is ordered, counted with or opened only where it is known to be there;
// and the other limits on what a condition may say. Each line is a condition and the code it gets.
#include <gtest/gtest.h>

#include "dsl/support.h"

namespace stadga::dsl {
namespace {

std::string codes(const std::string& text) {
  std::string out;
  for (const Diagnostic& d : compile({test::practice_base(), {"prov.stadga", text}}).diagnostics) {
    out += (out.empty() ? "" : " ") + d.code;
  }
  return out;
}

std::string condition(const std::string& c) {
  return codes("krav K9 \"p\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rekvisit " + c +
               "\n  finns inte dagen: månadens sista dag\nslut\n");
}

TEST(Guards, FoundEarlierInTheSameList) {
  EXPECT_EQ(condition("alla av (intyg finns, intyg.utfärdat är före beslutsdagen)"), "");
  EXPECT_EQ(condition("någon av (intyg saknas, intyg.utfärdat är före beslutsdagen)"), "");
  EXPECT_EQ(condition("alla av (inte intyg saknas, intyg.utfärdat är före beslutsdagen)"), "");
  EXPECT_EQ(condition("alla av (alla av (foto är ja, intyg finns), intyg.utfärdat är före beslutsdagen)"), "");
  EXPECT_EQ(condition("alla av (intyg finns, någon av (foto är ja, intyg.utfärdat är före beslutsdagen))"), "");
  EXPECT_EQ(condition("någon av (inte alla av (foto är ja, intyg finns), intyg.utfärdat är före beslutsdagen)"), "");
}

TEST(Guards, NotFoundIsAnError) {
  EXPECT_EQ(condition("intyg.utfärdat är före beslutsdagen"), "S2011");
  EXPECT_EQ(condition("alla av (intyg.utfärdat är före beslutsdagen, intyg finns)"), "S2011");  // later
  EXPECT_EQ(condition("någon av (intyg finns, intyg.utfärdat är före beslutsdagen)"), "S2011");
  EXPECT_EQ(condition("alla av (intyg saknas, intyg.utfärdat är före beslutsdagen)"), "S2011");
  EXPECT_EQ(condition("alla av (någon av (foto är ja, intyg finns), intyg.utfärdat är före beslutsdagen)"), "S2011");
  EXPECT_EQ(condition("någon av (alla av (intyg finns, foto är ja), intyg.utfärdat är före beslutsdagen)"), "S2011");
}

TEST(Guards, OneElementDoesNotGuardAnother) {
  EXPECT_EQ(condition("något i tillstånd uppfyller alla av (giltigt_till finns, giltigt_till är före beslutsdagen)"), "");
  EXPECT_EQ(condition("alla av (något i tillstånd uppfyller giltigt_till finns, något i tillstånd uppfyller giltigt_till är före beslutsdagen)"),
            "S2011");
  EXPECT_EQ(condition("det senaste giltigt_till i tillstånd är före beslutsdagen"), "S2011");
  EXPECT_EQ(condition("det senaste giltigt_till i tillstånd där giltigt_till finns är före beslutsdagen"), "");
}

TEST(Guards, WhatIsAssumedElsewhere) {
  const std::string head = "krav K9 \"p\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n";
  EXPECT_EQ(codes(head + "  tillämpas när intyg finns\n  rekvisit intyg.utfärdat är före beslutsdagen\nslut\n"), "");
  EXPECT_EQ(codes(head + "  rekvisit intyg finns\n  text när uppfyllt \"{intyg.utfärdat}\"\nslut\n"), "");
  EXPECT_EQ(codes(head + "  rekvisit intyg finns\n  text när inte uppfyllt \"{intyg.utfärdat}\"\nslut\n"), "S2011");
  EXPECT_EQ(codes(head + "  rekvisit foto är ja\n  riktmärke intyg.utfärdat är före beslutsdagen\n    tillämpas när intyg finns\nslut\n"), "");
  EXPECT_EQ(codes(head + "  tillämpas när intyg finns\n  rekvisit foto är ja\n  riktmärke intyg.utfärdat är före beslutsdagen\nslut\n"),
            "S2011");
  EXPECT_EQ(codes("regel R9 \"r\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  när intyg finns\n  rättsföljd giltig_till är intyg.utfärdat\nslut\n"),
            "");
  EXPECT_EQ(codes("regel R9 \"r\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rättsföljd giltig_till är intyg.utfärdat\nslut\n"), "S2011");
}

TEST(Types, Units) {
  EXPECT_EQ(condition("ålder är minst 18"), "");
  EXPECT_EQ(condition("ålder är minst 18 år"), "");
  EXPECT_EQ(condition("ålder är minst 18 månader"), "S2006");
  EXPECT_EQ(condition("längd är minst 6 månader"), "");
  EXPECT_EQ(condition("längd är minst 6"), "S2006");
  EXPECT_EQ(condition("längd är minst 2 år"), "S2006");
  EXPECT_EQ(condition("inkomst är minst 5 000 kr"), "");
  EXPECT_EQ(condition("inkomst är minst 12,50 kr"), "");
  EXPECT_EQ(condition("inkomst är minst hyra + 100"), "S2006");
  EXPECT_EQ(condition("inkomst är minst hyra * 2 - 100 kr"), "");
  EXPECT_EQ(condition("inkomst är minst 2 * hyra"), "");
  EXPECT_EQ(condition("inkomst är minst hyra * hyra"), "S2014");
  EXPECT_EQ(condition("inkomst är minst ålder"), "S2003");
}

TEST(Types, Dates) {
  EXPECT_EQ(condition("inkommet är tidigast beslutsdagen - 3 månader"), "");
  EXPECT_EQ(condition("inkommet är senast dagen före beslutsdagen + längd"), "");
  EXPECT_EQ(condition("inkommet är senast beslutsdagen + 30 dagar"), "");
  EXPECT_EQ(condition("inkommet är senast beslutsdagen + 30"), "S2006");
  EXPECT_EQ(condition("inkommet är senast beslutsdagen + 3 år"), "S2006");
  EXPECT_EQ(condition("inkommet är senast beslutsdagen + inkommet"), "S2003");
  EXPECT_EQ(condition("ålder är minst beslutsdagen - inkommet"), "S2003");
  EXPECT_EQ(condition("inkommet är minst beslutsdagen"), "S2007");
  EXPECT_EQ(condition("ålder är före beslutsdagen"), "S2007");
  EXPECT_EQ(condition("inkommet är före det största av (beslutsdagen, inkommet)"), "S2007");
  EXPECT_EQ(condition("inkommet är före det senaste av (beslutsdagen, inkommet)"), "");
}

TEST(Types, Values) {
  EXPECT_EQ(condition("ärende är ny"), "");
  EXPECT_EQ(condition("ärende är inte ny"), "");
  EXPECT_EQ(condition("ärende är inte någon av ny, förnyelse"), "");
  EXPECT_EQ(condition("ärende är nytt_ärende"), "S2004");
  EXPECT_EQ(condition("ärende är ja"), "S2003");
  EXPECT_EQ(condition("foto är ny"), "S2001");
  EXPECT_EQ(condition("foto"), "S2003");
  EXPECT_EQ(condition("ålder"), "S2003");
  EXPECT_EQ(condition("foto finns"), "S2008");
  EXPECT_EQ(condition("intyg är inget"), "S2007");
  EXPECT_EQ(condition("intyg är ny"), "S2003");
  EXPECT_EQ(condition("tillstånd är tomt"), "S2003");
  EXPECT_EQ(condition("ålder.x är 3"), "S2005");
  EXPECT_EQ(condition("något i ålder uppfyller foto är ja"), "S2003");
  EXPECT_EQ(condition("status är aktivt"), "S2001");
  EXPECT_EQ(condition("kravet K1 är uppfyllt"), "");
  EXPECT_EQ(condition("kravet K7 är uppfyllt"), "S2019");
  EXPECT_EQ(condition("ålder är någon av 18, 19"), "");
  EXPECT_EQ(condition("ålder är någon av 18, ålder"), "S2003");
  EXPECT_EQ(condition("längd är högst längsta_tid"), "");
  EXPECT_EQ(condition("inkomst är högst kommun.avgift"), "");
  EXPECT_EQ(condition("inkomst är högst avgift"), "S2001");
  EXPECT_EQ(condition("ålder är högst kommun.gräns"), "S2012");
  EXPECT_EQ(condition("nummer följer \"##\""), "S2013");
}

TEST(Types, Lists) {
  EXPECT_EQ(condition("varje i tillstånd uppfyller status är aktivt"), "S2010");
  EXPECT_EQ(condition("varje i tillstånd uppfyller status är aktivt och minst en finns"), "");
  EXPECT_EQ(condition("varje i tillstånd uppfyller status är aktivt även om ingen finns"), "");
  EXPECT_EQ(condition("antalet i tillstånd är minst 2"), "");
  EXPECT_EQ(condition("antalet i tillstånd där status är aktivt är minst 2"), "");
  EXPECT_EQ(condition("summan av status i tillstånd är minst 2"), "S2007");
  EXPECT_EQ(condition("det minsta giltigt_till i tillstånd där giltigt_till finns är före beslutsdagen"), "S2007");
}

// A requirement that waits for itself, directly or through terms and exceptions.
TEST(Cycles, AreFoundWhereverTheyRun) {
  EXPECT_EQ(condition("kravet K9 är uppfyllt"), "S2015");
  const std::string through_rule =
      "krav K9 \"p\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  rekvisit dyrt är ja\nslut\n"
      "regel R9 \"r\"\n  stöd Övning\n  gäller fr.o.m. 2018-07-01\n  när kravet K9 är uppfyllt\n  rättsföljd dyrt är ja\nslut\n";
  EXPECT_EQ(codes(through_rule), "S2015");
  EXPECT_EQ(codes("post A {\n  b : B\n}\npost B {\n  a : lista av A högst 2\n}\n"), "S2015");
}

}  // namespace
}  // namespace stadga::dsl
