// Generated scenarios: the pairs and limits of small rule sets to the letter, and that those of the shipped
// set compile, pass, and notice when a condition is changed.
#include "stadga/verify/generate.h"

#include "stadga/dsl/format.h"
#include "stadga/dsl/scenario_text.h"
#include "stadga/engine/scenario.h"
#include "support.h"

namespace stadga::verify {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Generated generated(const engine::Package& package, const std::vector<std::string>& provisions = {},
                    const std::string& municipality = {}) {
  GenerateOptions options;
  options.provisions = provisions;
  options.municipality = municipality;
  auto result = generate(package, options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message.en);
  return result ? std::move(*result) : Generated{};
}

std::string text_of(const engine::Package& package, const Generated& made) {
  const auto text = dsl::scenario_text(package.base, {}, made.scenarios, dsl::KeywordLanguage::kSwedish);
  EXPECT_TRUE(text) << text.error().message.en;
  return text ? *text : "";
}

// How many of the scenarios do not hold under the rules; they must compile beside them.
std::size_t failing(dsl::SourceSet sources, const std::string& scenarios) {
  sources.push_back({"typfall/genererade.stadga", scenarios});
  const auto compiled = dsl::compile(sources);
  for (const auto& diagnostic : compiled.diagnostics) {
    if (diagnostic.severity == dsl::Severity::kError) ADD_FAILURE() << dsl::to_text(diagnostic, MessageLanguage::kEnglish);
  }
  if (!compiled.package) return 0;
  const auto report = engine::run_scenarios(*compiled.package, compiled.scenarios);
  return static_cast<std::size_t>(std::count_if(report.outcomes.begin(), report.outcomes.end(),
                                                [](const auto& outcome) { return !outcome.passed; }));
}

// "K1 condition 1/2 (antal är minst 18): result threshold"
std::vector<std::string> lines(const Generated& made) {
  std::vector<std::string> out;
  for (const auto& atom : made.atoms) {
    out.push_back(atom.provision + " " + atom.clause + " " + std::to_string(atom.number) + "/" +
                  std::to_string(atom.of) + " (" + atom.words + "): " + name(atom.found) +
                  (atom.threshold ? " threshold" : "") + (atom.coupled ? " coupled" : "") + (atom.open ? " open" : ""));
  }
  return out;
}

constexpr const char* kProvision = "\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n";
std::string requirement(const std::string& id, const std::string& lines) {
  return "krav " + id + " \"Krav\"" + kProvision + lines + "slut\n";
}
std::string stages(const std::string& states = {}) {
  return testing::kUsualStages + (states.empty() ? "" : "    anger " + states + "\n") + "slut\n";
}

TEST(Generate, PairsAndLimitsToTheLetter) {
  const auto sources = testing::small(
      "uppgift hyra : kronor 0..20 000\n"
      "värde bidrag : kronor 0..10 000\n" +
      requirement("K1", "  rekvisit alla av\n    - antal är minst 18\n    - någon av (godkänd är ja, slag är c)\n") +
      "regel R1 \"Bidrag\"" + kProvision + "  i övriga fall\n  rättsföljd bidrag är 100 kr\nslut\n" +
      "regel R2 \"Högre bidrag\"" + kProvision + "  när hyra är mer än 5 000 kr\n  rättsföljd bidrag är 250,50 kr\nslut\n" +
      stages("bidrag"));
  const auto package = testing::compiled(sources);
  const auto made = generated(package);
  EXPECT_THAT(lines(made), ElementsAre("K1 condition 1/3 (antal är minst 18): result threshold",
                                       "K1 condition 2/3 (godkänd är ja): result",
                                       "K1 condition 3/3 (slag är c): result",
                                       "R2 when 1/1 (hyra är mer än 5000 kr): result threshold"));
  const std::string text = text_of(package, made);
  const std::string golden = STADGA_SOURCE_DIR "/tests/golden/generated/granser.stadga";
  if (std::getenv("STADGA_UPDATE_GOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << text;
  EXPECT_EQ(text, testing::read_file(golden));
  EXPECT_EQ(dsl::format({"", text}).text, text);
  EXPECT_EQ(failing(sources, text), 0U);
  EXPECT_EQ(text_of(package, generated(package)), text);  // the same bytes again
}

// Each change of a comparison is noticed by some scenario.
TEST(Generate, EveryChangedComparisonIsNoticed) {
  const auto sources = testing::small(
      "uppgift längd : månader 0..100\nuppgift frist : dagar 0..400\nuppgift inkommet : datum\n"
      "uppgift född : datum\n" +
      requirement("K1", "  rekvisit antal är minst 18\n") + requirement("K2", "  rekvisit längd är högst 24 månader\n") +
      requirement("K3", "  rekvisit frist är mindre än 30 dagar\n") +
      requirement("K4", "  rekvisit inkommet är senast beslutsdagen\n") +
      requirement("K5", "  rekvisit åldern beslutsdagen för den som är född född är mer än 17\n") +
      requirement("K6", "  rekvisit antal är inte 40\n") + stages(),
      "  prövar   beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n"
      "  den som är född 29 februari  fyller år 28 februari\n    anmärkning \"valt för provet\"\n");
  const auto package = testing::compiled(sources);
  const auto made = generated(package);
  for (const auto& atom : made.atoms) EXPECT_TRUE(atom.threshold) << atom.provision;
  const std::string text = text_of(package, made);
  EXPECT_EQ(failing(sources, text), 0U);
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"antal är minst 18", "antal är mer än 18"},           {"antal är minst 18", "antal är minst 17"},
      {"antal är minst 18", "antal är högst 18"},            {"högst 24 månader", "mindre än 24 månader"},
      {"högst 24 månader", "högst 25 månader"},              {"mindre än 30 dagar", "högst 30 dagar"},
      {"mindre än 30 dagar", "mindre än 29 dagar"},          {"senast beslutsdagen", "före beslutsdagen"},
      {"senast beslutsdagen", "tidigast beslutsdagen"},      {"är mer än 17", "är minst 17"},
      {"är mer än 17", "är mer än 18"},                      {"antal är inte 40", "antal är inte 41"},
      {"antal är inte 40", "antal är mindre än 40"}};
  for (const auto& [from, to] : changes) {
    EXPECT_GT(failing(testing::replaced(sources, from, to), text), 0U) << from << " -> " << to;
  }
}

TEST(Generate, AnAtomThatNothingRestsOnIsNamed) {
  // In K1 whoever is at least 20 is at least 10; K2 never counts, so that it only tells itself.
  const auto package = testing::compiled(testing::small(
      requirement("K1", "  rekvisit alla av (antal är minst 20, antal är minst 10)\n") +
      "regel R1 \"Alltid\"" + kProvision + "  går före R2, K2\n  rättsföljd K2 är uppfyllt\nslut\n" +
      "regel R2 \"Aldrig\"" + kProvision + "  när godkänd är nej\n  rättsföljd K2 är inte uppfyllt\nslut\n" +
      requirement("K2", "  rekvisit slag är a\n") + stages()));
  EXPECT_THAT(lines(generated(package)),
              ElementsAre("K1 condition 1/2 (antal är minst 20): result threshold", "K1 condition 2/2 (antal är minst 10): none",
                          "K2 condition 1/1 (slag är a): condition", "R2 when 1/1 (godkänd är nej): condition"));
}

// An atom and its opposite cannot differ alone; what the clause rests on is told all the same.
TEST(Generate, AtomsOfOneFactAreCoupled) {
  const auto sources = testing::small(requirement("K1", "  rekvisit någon av\n    - alla av (godkänd är ja, antal är minst 5)\n"
                                                        "    - alla av (godkänd är nej, slag är a)\n") + stages());
  const auto package = testing::compiled(sources);
  const auto made = generated(package);
  EXPECT_THAT(lines(made), ElementsAre("K1 condition 1/4 (godkänd är ja): result coupled",
                                       "K1 condition 2/4 (antal är minst 5): result threshold",
                                       "K1 condition 3/4 (godkänd är nej): result coupled", "K1 condition 4/4 (slag är a): result"));
  EXPECT_EQ(failing(sources, text_of(package, made)), 0U);
}

TEST(Generate, ConditionsAboutElementsAndLists) {
  const auto sources = testing::small(
      "post Barn {\n  ålder : år 0..20\n}\nuppgift barn : lista av Barn högst 3\n"
      "begrepp del för varje barnet i barn : kronor 0..1 000\nvärde summa : kronor 0..3 000\n" +
      requirement("K1", "  rekvisit något i barn uppfyller ålder är minst 10\n") +
      "regel R1 \"Del\"" + kProvision + "  i övriga fall\n  rättsföljd del är 100 kr\nslut\n" +
      "regel R2 \"Större del\"" + kProvision + "  när barnet.ålder är minst 7\n  rättsföljd del är 300 kr\nslut\n" +
      "regel R3 \"Summa\"" + kProvision + "  rättsföljd summa är summan av del i barn\nslut\n" + stages("summa"));
  const auto package = testing::compiled(sources);
  const auto made = generated(package);
  EXPECT_THAT(lines(made), ElementsAre("K1 condition 1/1 (): result", "R2 when 1/1 (ålder är minst 7): result"));
  const std::string text = text_of(package, made);
  EXPECT_EQ(failing(sources, text), 0U);
  EXPECT_GT(failing(testing::replaced(sources, "när barnet.ålder är minst 7", "när barnet.ålder är mindre än 7"), text), 0U);
  EXPECT_GT(failing(testing::replaced(sources, "något i barn uppfyller", "inget i barn uppfyller"), text), 0U);
}

// A version is tried on the days on which it is law.
TEST(Generate, EachVersionOnItsOwnDays) {
  const auto versions = [](const char* first, const char* second) {
    return "krav K1 \"Krav\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01 t.o.m. 2024-12-31\n  rekvisit " + std::string(first) +
           "\nslut\nkrav K1 \"Krav\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2025-01-01\n  rekvisit " + second + "\nslut\n" + stages();
  };
  const auto package = testing::compiled(testing::small(versions("antal är minst 18", "antal är minst 21")));
  const auto made = generated(package);
  ASSERT_EQ(made.scenarios.size(), 6U);
  EXPECT_EQ(made.scenarios[1].title, "K1 fr.o.m. 2020-01-01: rekvisitet på gränsen, antal 18");
  EXPECT_EQ(canonical_or_die(made.scenarios[1].case_json), R"({"decision_date":"2020-01-01","facts":{"antal":18}})");
  EXPECT_EQ(made.scenarios[4].title, "K1 fr.o.m. 2025-01-01: rekvisitet på gränsen, antal 21");
  EXPECT_EQ(canonical_or_die(made.scenarios[4].case_json), R"({"decision_date":"2025-01-01","facts":{"antal":21}})");
}

// The law's provisions alone, a municipality's own under its code.
TEST(Generate, AMunicipalitysOwnProvisionsUnderItsCode) {
  auto sources = testing::small(requirement("K1", "  rekvisit antal är minst 18\n") + stages());
  sources.push_back({"kommuner/2281.stadga", "kommun 2281 \"Provkommunen\"\n  till prov\n" +
                                                 requirement("P-K1", "  rekvisit godkänd är ja\n")});
  const auto package = testing::compiled(sources);
  const auto made = generated(package);
  ASSERT_EQ(made.atoms.size(), 2U);
  EXPECT_EQ(made.atoms[0].municipality, "");
  EXPECT_EQ(made.atoms[1].municipality, "2281");
  const auto code_of = [&](std::size_t i) { return testing::text_of(made.scenarios.at(i).case_json, "municipality"); };
  EXPECT_EQ(code_of(0), "");
  EXPECT_EQ(code_of(made.scenarios.size() - 1), "2281");
  EXPECT_EQ(failing(sources, text_of(package, made)), 0U);
  const auto under = generated(package, {"K1"}, "2281");
  ASSERT_EQ(under.scenarios.size(), 3U);
  EXPECT_EQ(testing::text_of(under.scenarios[1].case_json, "municipality"), "2281");
}

// Without a municipality a place that nobody has filled is covered by nothing: what rests on it cannot be told, the
// rest can. Under a municipality that has filled it all can.
TEST(Generate, APlaceThatNobodyHasFilledIsNamedAndTheRestIsWritten) {
  auto sources = testing::small(
      "kommunen får bestämma gräns : heltal 10..50 \"Gräns\"\n  stöd Lagen 1 §\nslut\n"
      "värde avgift : kronor 0..1 000\n" + requirement("K1", "  rekvisit antal är minst 18\n") +
      "regel R1 \"Avgift\"" + kProvision + "  i övriga fall\n  rättsföljd avgift är 100 kr\nslut\n" +
      "regel R2 \"Lägre\"" + kProvision + "  när antal är minst kommun.gräns\n  går före R1\n  rättsföljd avgift är 50 kr\nslut\n" +
      stages());
  const auto alone = testing::compiled(sources);
  const auto made = generated(alone);
  EXPECT_THAT(lines(made), ElementsAre("K1 condition 1/1 (antal är minst 18): result threshold",
                                       "R2 when 1/1 (antal är minst kommun.gräns): out_of_core"));
  EXPECT_EQ(made.atoms[1].construct, "kommun.gräns");
  EXPECT_EQ(failing(sources, text_of(alone, made)), 0U);
  sources.push_back({"kommuner/2281.stadga", "kommun 2281 \"Provkommunen\"\n  till prov\nbestämmer gräns\n  stöd Lagen 1 §\n"
                                             "  gäller fr.o.m. 2020-01-01 30\nslut\n"});
  const auto filled = testing::compiled(sources);
  const auto under = generated(filled);
  EXPECT_THAT(lines(under), ElementsAre("K1 condition 1/1 (antal är minst 18): result threshold",
                                        "R2 when 1/1 (antal är minst kommun.gräns): result threshold"));
  EXPECT_EQ(failing(sources, text_of(filled, under)), 0U);
}

TEST(Generate, ATableThatNobodyHasFilledIsNamed) {
  const auto sources = testing::small(
      "kommunen får bestämma tabell tak ( antal : heltal 0..100 ) : heltal 0..100 \"Tak\"\n  stöd Lagen 1 §\nslut\n" +
      requirement("K1", "  rekvisit godkänd är ja\n") + requirement("K2", "  rekvisit antal är minst kommun.tak(antal)\n") + stages());
  const auto made = generated(testing::compiled(sources));
  ASSERT_EQ(made.atoms.size(), 2U);
  EXPECT_EQ(made.atoms[1].construct, "kommun.tak");
}

TEST(Generate, TitlesAreInTheRuleSetsLanguage) {
  const auto sources = testing::replaced(
      testing::small(requirement("K1", "  rekvisit alla av (antal är minst 18, godkänd är ja)\n") + stages()), "språk    sv", "språk    en");
  std::vector<std::string> titles;
  const auto made = generated(testing::compiled(sources));
  for (const auto& scenario : made.scenarios) titles.push_back(scenario.title);
  EXPECT_THAT(titles, ElementsAre("K1: the condition part 1 below the limit, antal 17", "K1: the condition part 1 at the limit, antal 18",
                                  "K1: the condition part 1 above the limit, antal 19",
                                  "K1: the condition part 2 (godkänd is yes), yes", "K1: the condition part 2 (godkänd is yes), no"));
}

TEST(Generate, AnUnknownMunicipalityAndATooSmallLimit) {
  const auto package = testing::compiled(testing::small(requirement("K1", "  rekvisit antal är minst 18\n") + stages()));
  GenerateOptions options;
  options.municipality = "9999";
  const auto refused = generate(package, options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "S2192");
  options.municipality.clear();
  options.rlimit = 1;
  const auto limited = generate(package, options);
  ASSERT_TRUE(limited);
  EXPECT_THAT(lines(*limited), ElementsAre("K1 condition 1/1 (antal är minst 18): undecided open"));
  EXPECT_TRUE(limited->scenarios.empty());
}

// The shipped set: some of its provisions, each change in them noticed.
TEST(Generate, TheParkingSetsConditionsAreGuarded) {
  const auto sources = testing::parking();
  const auto package = testing::compiled(sources);
  const auto made = generated(package, {"PRH-F1", "PRH-F4", "PRH-K3"});
  for (const auto& atom : made.atoms) EXPECT_EQ(atom.found, Found::kResult) << atom.provision << " " << atom.words;
  const std::string text = text_of(package, made);
  EXPECT_EQ(failing(sources, text), 0U);
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"foto är ja", "foto är nej"},
      {"polisanmälan_diarienummer finns", "polisanmälan_diarienummer saknas"},
      {"    - roll är passagerare", "    - roll är förare"},
      {"behöver_hjälp_utanför_fordonet är ja", "behöver_hjälp_utanför_fordonet är nej"}};
  for (const auto& [from, to] : changes) {
    EXPECT_GT(failing(testing::replaced(sources, from, to), text), 0U) << from << " -> " << to;
  }
}

TEST(SavedWitnesses, ExpectWhatTheRulesDoNowAndSayWhatToDecide) {
  const auto sources = testing::small(
      "värde avgift : kronor 0..1 000\n" + requirement("K1", "  rekvisit godkänd är ja\n") +
      "regel R1 \"Avgift\"" + kProvision + "  när antal är minst 18\n  rättsföljd avgift är 100 kr\nslut\n" +
      "regel R2 \"Avgift\"" + kProvision + "  när antal är högst 20\n  rättsföljd avgift är 50 kr\nslut\n" + stages("avgift"));
  const auto package = testing::compiled(sources);
  const auto result = testing::checked(package, {"conflict"});
  const auto saved = save_witnesses(package, result);
  ASSERT_EQ(saved.kinds.size(), 1U);
  EXPECT_EQ(saved.kinds[0].kind, "conflict");
  EXPECT_TRUE(saved.not_runnable.empty());
  ASSERT_EQ(saved.kinds[0].scenarios.size(), 1U);
  const auto& scenario = saved.kinds[0].scenarios[0];
  EXPECT_EQ(scenario.title, "Fynd conflict/avgift");
  EXPECT_THAT(scenario.note, HasSubstr("conflict/avgift"));
  EXPECT_THAT(scenario.note, HasSubstr("Att bestämma: "));
  EXPECT_EQ(scenario.expected.status, "conflict");
  const auto text = dsl::scenario_text(package.base, {}, saved.kinds[0].scenarios, dsl::KeywordLanguage::kSwedish);
  ASSERT_TRUE(text) << text.error().message.en;
  EXPECT_EQ(failing(sources, *text), 0U);
  // It turns red when the finding is removed.
  EXPECT_EQ(failing(testing::replaced(sources, "antal är högst 20", "antal är mindre än 18"), *text), 1U);
}

// What no municipality has decided is no case that `test` could run.
TEST(SavedWitnesses, ACaseThatRestsOnAnUndecidedValueIsNamed) {
  const auto package = testing::compiled(testing::small(
      "kommunen får bestämma gräns : heltal 0..50 \"Gräns\"\n  stöd Lagen 1 §\nslut\n"
      "värde avgift : kronor 0..1 000\n" + requirement("K1", "  rekvisit godkänd är ja\n") +
      "regel R1 \"Avgift\"" + kProvision + "  när antal är minst kommun.gräns\n  rättsföljd avgift är 100 kr\nslut\n" +
      "regel R2 \"Avgift\"" + kProvision + "  när antal är minst 20\n  rättsföljd avgift är 50 kr\nslut\n" + stages("avgift")));
  const auto result = testing::checked(package, {"conflict"});
  ASSERT_EQ(testing::refuted(result).size(), 1U);
  const auto saved = save_witnesses(package, result);
  EXPECT_TRUE(saved.kinds.empty());
  EXPECT_THAT(saved.not_runnable, ElementsAre("conflict/avgift"));
}

}  // namespace
}  // namespace stadga::verify
