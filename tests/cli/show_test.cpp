// show, needs, explain: views of the rules, what a case still needs, what a code means.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "cli/command.h"

namespace stadga::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::size_t at = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', at)) {
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// 1-based line of the rules on which `text` first stands.
std::size_t line_with(const std::string& text) {
  const std::string rules = read_bytes(parking() + "/regler.stadga");
  const std::size_t at = rules.find(text);
  EXPECT_NE(at, std::string::npos) << text;
  return 1 + static_cast<std::size_t>(std::count(rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

TEST(CliShow, ExceptionsStandBelowWhatTheyGoBefore) {
  const Ran run = stadga({"show", "tree", parking(), "giltig_till"});
  ASSERT_EQ(run.exit, 0) << run.err;
  const auto lines = lines_of(run.out);
  ASSERT_EQ(lines.size(), 4U) << run.out;
  EXPECT_THAT(lines[0], HasSubstr("värde giltig_till : datum"));
  EXPECT_THAT(lines[1], testing::StartsWith("  PRH-R4 \"Giltighetstid\", 13 kap. 8 § sista stycket trafikförordningen"));
  EXPECT_THAT(lines[1], HasSubstr("(förordning), gäller fr.o.m. 2015-01-01"));
  EXPECT_THAT(lines[2], testing::StartsWith("    går före: PRH-R5 "));
  EXPECT_THAT(lines[3], testing::StartsWith("    går före: PRH-R6 "));
  const Ran whole = stadga({"visa", "träd", parking()});
  EXPECT_THAT(whole.out, HasSubstr("Beslutets steg\n  1. avvisning när ett prövningshinder finns\n"));
  EXPECT_THAT(whole.out, HasSubstr("PRH-F2 \"Underskrift\""));
  EXPECT_THAT(whole.out, HasSubstr("  går före: PRH-R1 \"Den som inte kan underteckna\""));
}

TEST(CliShow, FactsWithTypeSourcesAndQuestion) {
  const Ran text = stadga({"show", "facts", parking(), "läkarintyg"});
  EXPECT_EQ(text.out,
            "läkarintyg : Läkarintyg eller inget\n  När är läkarintyget utfärdat?\n"
            "  från läkarintyg, sökanden, handläggare\n  känslig, inte efter beslutsdagen\n  .utfärdat : datum\n");
  const Json all = parse(stadga({"show", "facts", parking(), "--format", "json"}).out);
  EXPECT_EQ(all.find("facts")->as_array()->size(), 18U);
  const Ran plain = stadga({"show", "facts", parking(), "--format", "plain"});
  for (const std::string& line : lines_of(plain.out)) {
    EXPECT_THAT(line, testing::AnyOf(testing::EndsWith("."), testing::EndsWith("?")));
    EXPECT_THAT(line, Not(testing::StartsWith(" ")));
  }
}

TEST(CliShow, SourcesSayWhoCitesThem) {
  const Ran run = stadga({"show", "sources", parking(), "TrF"});
  EXPECT_THAT(run.out, testing::StartsWith("TrF: trafikförordningen (1998:1276), förordning, kontrollerad t.o.m. 2026-01-02\n"));
  EXPECT_THAT(run.out, HasSubstr("  PRH-K2: 13 kap. 8 § första stycket tredje meningen trafikförordningen\n"));
  EXPECT_THAT(run.out, Not(HasSubstr("PRH-F1")));
  const Ran local = stadga({"show", "sources", parking(), "--municipality", "2281"});
  EXPECT_THAT(local.out, HasSubstr("Sundsvall_webb"));
}

TEST(CliShow, WhereUsedNamesEveryPlace) {
  const Ran run = stadga({"show", "where-used", parking(), "foto"});
  ASSERT_EQ(run.exit, 0) << run.err;
  const std::string line = std::to_string(line_with("  rekvisit   foto är ja"));
  EXPECT_THAT(lines_of(run.out), ElementsAre("regler.stadga:" + line + ": PRH-F1, villkor"));
  const Ran rule = stadga({"show", "where-used", parking(), "PRH-R4"});
  EXPECT_THAT(rule.out, HasSubstr("PRH-R5, går före\n"));
  EXPECT_THAT(rule.out, HasSubstr("PRH-R6, går före\n"));
  const Ran field = stadga({"show", "where-used", parking(), "läkarintyg.utfärdat"});
  EXPECT_THAT(field.out, HasSubstr("PRH-F3, riktmärke\n"));
  EXPECT_THAT(field.out, HasSubstr("PRH-F3, text\n"));
  const Ran parameter = stadga({"show", "where-used", parking(), "kommun.gräns_förare"});
  EXPECT_THAT(parameter.out, HasSubstr("PRH-K2, riktmärke\n"));
  const Ran stage = stadga({"show", "where-used", parking(), "PRH-V3"});
  EXPECT_THAT(stage.out, HasSubstr("parkeringstillstånd, steg\n"));
}

TEST(CliShow, TablesElementsAndGuaranteesHaveTheirPlace) {
  const std::string set = in_source("rules/ekonomiskt-bistand");
  const Ran tree = stadga({"show", "tree", set});
  ASSERT_EQ(tree.exit, 0) << tree.err;
  EXPECT_THAT(tree.out, HasSubstr("  prövar varje element i kostnader, beviljat godtaget_belopp, benämnt slag\n"));
  EXPECT_THAT(tree.out, HasSubstr("begrepp barnets_ålder för varje Barn : "));
  EXPECT_THAT(tree.out, HasSubstr("tillämpas på 2013-01-01 t.o.m. 2013-12-31, 1 rad, "));
  EXPECT_THAT(tree.out, HasSubstr("tabell kommun.högsta_boendekostnad (vuxna : heltal 1..2, barn : heltal 0..12) : "));
  const Ran one = stadga({"show", "tree", set, "EB-S2"});
  EXPECT_THAT(one.out, HasSubstr("\"\n  bistånd stiger aldrig med inkomster.belopp\n"));
  const Ran facts = stadga({"show", "facts", set, "beviljade_månader"});
  EXPECT_THAT(facts.out, HasSubstr("  .månader : lista av datum högst 120\n"));
  const Ran source = stadga({"show", "sources", set, "SFB"});
  EXPECT_THAT(source.out, HasSubstr("  prisbasbelopp: 2 kap. 6–7 §§ socialförsäkringsbalken\n"));
}

TEST(CliShow, WhereUsedReachesTablesItemsAndGuarantees) {
  const std::string set = in_source("rules/ekonomiskt-bistand");
  EXPECT_THAT(stadga({"show", "where-used", set, "prisbasbelopp"}).out, HasSubstr("EB-V10, villkor\n"));
  EXPECT_THAT(stadga({"show", "where-used", set, "kommun.högsta_boendekostnad"}).out, HasSubstr("EB-K3, riktmärke\n"));
  EXPECT_THAT(stadga({"show", "where-used", set, "inkomster.belopp"}).out, HasSubstr("EB-S2, ska alltid gälla\n"));
  EXPECT_THAT(stadga({"show", "where-used", set, "kostnader.slag"}).out, HasSubstr("ekonomiskt_bistånd, prövar varje\n"));
  const Ran law_day = stadga({"show", "where-used", in_source("rules/avgift-aldreomsorg"), "avgiftsmånad"});
  EXPECT_THAT(law_day.out, HasSubstr("avgift_äldreomsorg, lagdag\n"));
}

TEST(CliShow, AnUnknownNameSuggestsTheNearest) {
  const Ran run = stadga({"show", "where-used", parking(), "fotto"});
  EXPECT_EQ(run.exit, 3);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("Menade du foto?"));
  EXPECT_EQ(stadga({"show", "where-used", parking()}).exit, 2);
  EXPECT_EQ(stadga({"show", "everything", parking()}).exit, 2);
  EXPECT_EQ(stadga({"show", "tree", parking(), "--municipality", "0000"}).exit, 3);
}

std::vector<std::string> needed(const Json& answer) {
  std::vector<std::string> out;
  for (const Json& need : *answer.find("needs")->as_array()) out.push_back(text_at(need, {"fact"}) + " " + text_at(need, {"from"}));
  return out;
}

std::string case_without(const Scratch& scratch, const std::vector<std::string>& facts) {
  return scratch.file("case.json", grant_case_with([&](JsonObject& top) {
    for (const std::string& fact : facts) facts_of(top).erase(fact);
  }));
}

TEST(CliNeeds, RegistersComeBeforeTheApplicantAndAssessmentsLast) {
  const Scratch scratch;
  const std::string file = case_without(scratch, {"foto", "läkarintyg", "underskrift"});
  const Ran run = stadga({"needs", parking(), "--case", file, "--format", "json"});
  ASSERT_EQ(run.exit, 0) << run.err;
  const Json answer = parse(run.out);
  EXPECT_THAT(needed(answer), ElementsAre("läkarintyg register", "foto applicant", "underskrift applicant",
                                           "kan_underteckna applicant"));
  EXPECT_EQ(text_at(answer, {"done"}), "false");
  // The same facts as decide asks for.
  const Json decision = parse(stadga({"decide", parking(), "--case", file, "--format", "json"}).out);
  EXPECT_EQ(decision.find("missing")->as_array()->size(), 4U);
  const Ran text = stadga({"behöver", parking(), "--case", file});
  EXPECT_THAT(text.out, HasSubstr("1. När är läkarintyget utfärdat?\n"));
}

TEST(CliNeeds, SaysWhenNothingMoreIsNeeded) {
  const Scratch scratch;
  const std::string whole = scratch.file("whole.json", pretty(grant_case()));
  const Ran done = stadga({"needs", parking(), "--case", whole});
  EXPECT_EQ(done.exit, 0);
  EXPECT_EQ(done.out, "Inget mer behövs: ärendet är avgjort\n");
  const std::string judged = case_without(scratch, {"varaktigt_funktionshinder"});
  const Json answer = parse(stadga({"needs", parking(), "--case", judged, "--format", "json"}).out);
  EXPECT_THAT(needed(answer), ElementsAre("varaktigt_funktionshinder assessment"));
  EXPECT_EQ(text_at(answer, {"status"}), "needs_assessment");
  EXPECT_EQ(stadga({"needs", parking(), "--case", scratch.file("bad.json", "{}")}).exit, 3);
}

std::set<std::string> codes_in(const std::string& text) {
  std::set<std::string> out;
  static const std::regex kCode("\\bS[1-69][0-9]{3}\\b");
  for (std::sregex_iterator it(text.begin(), text.end(), kCode), end; it != end; ++it) out.insert(it->str());
  return out;
}

TEST(CliExplain, EveryDocumentedCodeHasAPageInBothLanguages) {
  std::set<std::string> codes = codes_in(read_bytes(in_source("docs/codes.md")));
  for (const char* range_end : {"S2099", "S2100"}) codes.erase(range_end);  // named as ends of a range
  EXPECT_GT(codes.size(), 120U);
  for (const std::string& code : codes) {
    const Ran swedish = stadga({"explain", code});
    EXPECT_EQ(swedish.exit, 0) << code;
    EXPECT_THAT(swedish.out, testing::AllOf(testing::StartsWith(code + ": "), HasSubstr("\nVarför: "),
                                            HasSubstr("\nGör så här: "), HasSubstr("\nExempel:\n  ")));
    const Json english = parse(stadga({"explain", code, "--lang", "en", "--format", "json"}).out);
    for (const char* part : {"means", "why", "action", "example"}) EXPECT_NE(text_at(english, {part}), "") << code;
  }
  EXPECT_EQ(stadga({"explain", "S0000"}).exit, 3);
  EXPECT_EQ(stadga({"förklara", "s2011"}).exit, 0);
}

TEST(CliExplain, EveryCodeOfTheCommandIsDocumented) {
  const std::set<std::string> documented = codes_in(read_bytes(in_source("docs/codes.md")));
  for (const char* code : {"S6001", "S6018", "S6019", "S6020", "S6021", "S6022", "S6023", "S6024"}) {
    EXPECT_EQ(documented.count(code), 1U) << code;
  }
}

TEST(CliExplain, TheApplicantReadsSentencesTheCaseworkerReadsRules) {
  const std::string answer = in_source("docs/forms/grant.answer.json");
  const Ran applicant = stadga({"explain", answer, "--to", "applicant"});
  EXPECT_EQ(applicant.exit, 0) << applicant.err;
  EXPECT_THAT(applicant.out, testing::StartsWith("Förslaget är att ansökan beviljas.\n"));
  EXPECT_THAT(applicant.out, HasSubstr("- Funktionshindret är varaktigt (13 kap. 8 §"));
  EXPECT_THAT(applicant.out, HasSubstr("Det här är ett förslag. Det är en människa som beslutar.\n"));
  EXPECT_THAT(applicant.out, Not(HasSubstr("PRH-")));
  EXPECT_THAT(applicant.out, Not(HasSubstr("sha256")));
  EXPECT_EQ(stadga({"förklara", answer, "--till", "sökanden"}).out, applicant.out);
  const Ran caseworker = stadga({"explain", answer, "--to", "caseworker"});
  EXPECT_EQ(caseworker.out, stadga({"explain", answer}).out);
  EXPECT_THAT(caseworker.out, HasSubstr("PRH-K1"));
  const Ran referral = stadga({"explain", in_source("docs/forms/referral.answer.json"), "--to", "applicant", "--lang", "en"});
  EXPECT_THAT(referral.out, Not(HasSubstr("PRH-")));
  const Ran questions = stadga({"explain", in_source("docs/forms/incomplete.answer.json"), "--to", "applicant"});
  EXPECT_THAT(questions.out, HasSubstr("Vi behöver veta mer"));
  EXPECT_EQ(stadga({"explain", answer, "--to", "grannen"}).exit, 2);
}

// What is granted in part is neither granted nor dismissed.
TEST(CliExplain, AGrantInPartNamesWhatWasAppliedForAndGranted) {
  const Scratch scratch;
  const std::string file = scratch.file("beslut.json", R"({"stadga":1,"decision_id":"sha256:0","kind":"proposal","status":"determined","outcome":"delavslag","values":{"bistånd":"5.00"},)"
                    R"("items":[{"list":"kostnader","kind":"boende","applied":"9000.00","granted":"5.00","refused":"8995.00","text":"för dyrt",)"
                    R"("citations":[{"text":"1 § lagen"}]}],"reasons":[]})");
  const Ran swedish = stadga({"explain", file, "--to", "applicant"});
  EXPECT_THAT(swedish.out, testing::StartsWith("Förslaget är att ansökan beviljas till en del och avslås till en del.\n"));
  EXPECT_THAT(swedish.out, HasSubstr("Bistånd: 5,00 kr.\n"));
  EXPECT_THAT(swedish.out, HasSubstr("Boende: sökt 9 000,00 kr, beviljat 5,00 kr, avslaget 8 995,00 kr.\n"
                                     "- För dyrt (1 § lagen).\n"));
  EXPECT_THAT(swedish.out, Not(HasSubstr("avvis")));
  EXPECT_THAT(stadga({"explain", file, "--to", "applicant", "--lang", "en"}).out, HasSubstr("granted in part"));
}

}  // namespace
}  // namespace stadga::test
