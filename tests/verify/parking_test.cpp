// The shipped parking set: proved as it stands, and each mutilation found with a replaying witness.
#include "support.h"

namespace stadga::verify::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Parking, HasNoErrorAndNothingOpenButNeedlessQuestions) {
  const auto package = compiled(parking());
  const auto result = checked(package, {});
  // What `missing` may ask needlessly: a known finding on PRH-R3, and two routes that are too large to
  // settle (docs/roadmap.md, 2). Warnings; nothing else is open.
  std::vector<std::string> known;
  for (const std::string target : {"", "2281/"}) {
    for (const char* id : {"PRH-V5", "PRH-V7", "PRH-R3"}) {
      known.push_back(target + "unknown_safety/missing/" + id);
    }
  }
  EXPECT_EQ(not_proved(result), known);
  EXPECT_GT(result.obligations.size(), 100U);
  EXPECT_EQ(exit_status(result), 0);
}

TEST(Parking, ChecksTwiceToTheSameBytes) {
  const auto package = compiled(replaced(parking(), "  går före    PRH-R4\n", ""));
  const auto first = checked(package, {"conflict", "gap", "arithmetic"});
  const auto second = checked(package, {"conflict", "gap", "arithmetic"});
  EXPECT_EQ(canonical_or_die(to_json(package, first)), canonical_or_die(to_json(package, second)));
}

TEST(Parking, WithoutTheExceptionTwoTermsConflict) {
  const auto package = compiled(replaced(parking(), "  går före    PRH-R4\n", ""));
  const auto result = checked(package, {"conflict"}, "2281");
  const auto* found = find(result, "2281/conflict/giltig_till");
  expect_replays(package, *found, "conflict");
  EXPECT_EQ(found->rules, (std::vector<std::string>{"PRH-R4", "PRH-R5"}));
  const std::string text = to_text(package, result, MessageLanguage::kSwedish, false);
  EXPECT_THAT(text, HasSubstr("S2103 fel: två regler gäller samtidigt"));
  EXPECT_THAT(text, HasSubstr("13 kap. 8 § sista stycket trafikförordningen"));
  EXPECT_THAT(text, HasSubstr("Exempel (körd i motorn, utfall: konflikt)"));
}

TEST(Parking, WithoutTheExceptionOnTheSignature) {
  const auto package = compiled(replaced(parking(), "  går före    PRH-F2\n", ""));
  const auto result = checked(package, {"conflict"}, "2281");
  expect_replays(package, *find(result, "2281/conflict/PRH-F2"), "conflict");
}

TEST(Parking, WithoutTheDefaultAValueIsMissing) {
  const auto package = compiled(replaced(parking(), "  i övriga fall\n", "  när ärende är ny\n"));
  const auto result = checked(package, {"gap"}, "2281");
  expect_replays(package, *find(result, "2281/gap/giltig_från"), "gap");
}

TEST(Parking, WithoutAStage) {
  auto sources = parking();
  for (auto& source : sources) {
    const auto start = source.text.find("  5. avslag");
    if (start == std::string::npos) continue;
    source.text.erase(start, source.text.find('\n', start) - start + 1);
    source.text.replace(source.text.find("  6. bifall"), 4, "  5.");
  }
  const auto package = compiled(sources);
  const auto result = checked(package, {"gap"}, "2281");
  expect_replays(package, *find(result, "2281/gap/decision"), "gap");
}

TEST(Parking, AShortenedValue) {
  const auto package = compiled(replaced(parking(), "  gäller  fr.o.m. 2015-01-01   60 månader",
                                         "  gäller  fr.o.m. 2019-03-01   60 månader"));
  const auto result = checked(package, {"date_coverage"}, "2281");
  const auto* found = find(result, "2281/date_coverage/längsta_giltighetstid");
  expect_replays(package, *found, "not_covered");
  EXPECT_EQ(*found->witnesses[0].find("decision_date"), Json("2019-02-28"));
}

TEST(Parking, AGuidelineWithDaysMissingShowsInTheIndicator) {
  const auto package = compiled(replaced(parking(), "  gäller  utan känd första dag   500",
                                         "  gäller  fr.o.m. 2021-01-01   500"));
  const auto result = checked(package, {"date_coverage"}, "2281");
  const auto* found = find(result, "2281/date_coverage/gräns_förare");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  ASSERT_EQ(found->witnesses.size(), 1U);
  const Json decision = decided(package, found->witnesses[0]);
  std::vector<std::string> states;
  for (const auto& indicator : *decision.find("indicators")->as_array()) {
    states.push_back(text_of(indicator, "state"));
  }
  EXPECT_THAT(states, Contains("not_covered"));
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Parking, AnUnfilledPlaceIsAFindingOfTheOverlay) {
  auto sources = parking();
  for (auto& source : sources) {
    if (!source.path.starts_with("kommuner/")) continue;
    const auto start = source.text.find("bestämmer gräns_förare");
    source.text.erase(start, source.text.find("slut", start) + 5 - start);
  }
  const auto package = compiled(sources);
  const auto result = checked(package, {"date_coverage"}, "2281");
  const auto* found = find(result, "2281/date_coverage/gräns_förare");
  ASSERT_EQ(found->verdict, Verdict::kRefuted);
  EXPECT_EQ(found->witnesses.size(), 1U);
  EXPECT_EQ(exit_status(result), 1);
}

TEST(Parking, ALimitThatTurnsIntoACondition) {
  auto sources = parking();
  for (auto& source : sources) {
    if (!source.path.starts_with("kommuner/")) continue;
    source.text +=
        "\nkrav SUN-K1 \"Gångsträcka\"\n  stöd Sundsvall_regelkod\n"
        "  gäller utan känd första dag\n"
        "  tillämpas när ärende är någon av ny, förnyelse\n"
        "  rekvisit gångsträcka_meter är högst 500\nslut\n"
        "\nregel SUN-R1 \"Högst två år\"\n  stöd Sundsvall_regelkod\n"
        "  gäller utan känd första dag\n  går före PRH-R4\n"
        "  när alla av\n    - ärende är någon av ny, förnyelse\n    - varaktighet_månader är mer än 24 månader\n"
        "  rättsföljd giltig_till är dagen före giltig_från + 24 månader\n"
        "  finns inte dagen: månadens sista dag\nslut\n";
  }
  const auto package = compiled(sources);
  const auto result = checked(package, {"nonbinding_adverse"}, "2281");
  const auto* rejection = find(result, "2281/nonbinding_adverse/avslag");
  expect_replays(package, *rejection, "determined");
  EXPECT_EQ(rejection->rules, (std::vector<std::string>{"SUN-K1"}));
  const auto* term = find(result, "2281/nonbinding_adverse/giltig_till");
  expect_replays(package, *term, "determined");
  EXPECT_EQ(term->rules, (std::vector<std::string>{"SUN-R1"}));
  // The base is untouched.
  EXPECT_THAT(not_proved(checked(package, {"conflict"})), IsEmpty());
}

TEST(Parking, TextsForPeople) {
  const auto package = compiled(replaced(parking(), "  går före    PRH-R4\n", ""));
  const auto result = checked(package, {"conflict"}, "2281");
  const std::string english = to_text(package, result, MessageLanguage::kEnglish, false);
  EXPECT_THAT(english, HasSubstr("S2103 error: two rules apply at the same time"));
  EXPECT_THAT(english, HasSubstr("chapter 13, section 8, last subsection"));
  const std::string plain = to_text(package, result, MessageLanguage::kSwedish, true);
  std::istringstream lines(plain);
  for (std::string line; std::getline(lines, line);) {
    ASSERT_FALSE(line.empty());
    EXPECT_TRUE(line.back() == '.' || line.back() == ':') << line;
    EXPECT_FALSE(line.starts_with(' ')) << line;
  }
  const Json json = to_json(package, result);
  EXPECT_EQ(*json.find("stadga"), Json(1));
  EXPECT_EQ(*json.find("summary")->find("refuted"), Json(1));
  for (const auto& obligation : *json.find("obligations")->as_array()) {
    for (const char* key : {"id", "kind", "verdict", "rules", "citations", "span", "severity",
                            "witnesses", "replayed", "because", "message", "code"}) {
      EXPECT_NE(obligation.find(key), nullptr) << key;
    }
  }
}

}  // namespace
}  // namespace stadga::verify::testing
