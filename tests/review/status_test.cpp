// What signatures are worth, and what is said about them.
#include <gmock/gmock.h>

#include <algorithm>

#include "review/support.h"

namespace stadga::review::test {
namespace {

using engine::Package;
using engine::Reviews;
using Ids = std::set<std::string>;
using testing::ElementsAre;

Worth worth_of(const Report& report, const std::string& id, std::size_t index = 0) {
  return unit_of(report, id).signatures.at(index).worth;
}

// One unit signed by one person, by whatever rules the test sets.
Report with_one(Reviews reviews, const Person& person, const Signing& signing) {
  for (const Unit& unit : units_of(small())) {
    if (unit.id == "P-K1") {
      reviews.signatures.push_back(sign(unit, signing, reviews.authors, person.key).value());
    }
  }
  return status(small(), reviews);
}

Reviews trusting(const std::vector<engine::Reviewer>& reviewers) {
  Reviews out;
  out.authors = written_by("Regelskrivare");
  out.reviewers = reviewers;
  return out;
}

TEST(ReviewStatus, NothingIsReviewedByNobodyAndAllByTwo) {
  const Report none = status(small(), {});
  EXPECT_EQ(in_state(none, "unreviewed").size(), none.units.size());
  EXPECT_FALSE(none.holds());
  const Report all = status(small(), reviewed(small()));
  EXPECT_EQ(in_state(all, "reviewed").size(), all.units.size());
  EXPECT_TRUE(all.holds());
  EXPECT_TRUE(status(parking(), reviewed(parking())).holds());
}

TEST(ReviewStatus, OneIsTooFew) {
  Reviews reviews = trusting({trust(anna())});
  sign_all(small(), anna(), reviews);
  const Report report = status(small(), reviews);
  EXPECT_EQ(in_state(report, "signed").size(), report.units.size());
  EXPECT_FALSE(report.holds());
}

TEST(ReviewStatus, EditingOneRuleVoidsOnlyItsSignatures) {
  const Package& before = parking();
  const Reviews reviews = reviewed(before);
  for (std::size_t i = 0; i < before.base.rules.size(); ++i) {
    Package edited = before;
    edited.base.rules[i].title += " (ändrad)";
    const Report report = status(edited, reviews);
    EXPECT_EQ(in_state(report, "rule_changed"), Ids{before.base.rules[i].id});
    EXPECT_FALSE(report.holds());
  }
}

TEST(ReviewStatus, AChangedParameterIsNamed) {
  const Report report = status(small("2020-01-01   65", "2020-01-01   66"), reviewed(small()));
  EXPECT_EQ(in_state(report, "cone_changed"), (Ids{"P-R1", "P-R2", "P-R3"}));
  EXPECT_EQ(in_state(report, "reviewed"), (Ids{"P-K1", "P-R0", "P-R4", "beslut"}));
  const Judged& judged = unit_of(report, "P-R2").signatures.front();
  ASSERT_EQ(judged.changes.size(), 1U);
  EXPECT_EQ(judged.changes[0].part, "parameter pensionsålder");
  EXPECT_EQ(in(state_text(unit_of(report, "P-R2")), MessageLanguage::kSwedish),
            "signerad, men det den läser har ändrats: parametern pensionsålder");
}

TEST(ReviewStatus, ARemovedRuleLeavesAnOrphan) {
  Package shorter = small();
  shorter.base.rules.pop_back();  // P-R4, an exception to P-R3
  const Report report = status(shorter, reviewed(small()));
  ASSERT_EQ(report.orphans.size(), 2U);
  EXPECT_EQ(report.orphans[0].rule, "P-R4");
  const Judged& judged = unit_of(report, "P-R3").signatures.front();
  EXPECT_EQ(judged.worth, Worth::kConeChanged);
  EXPECT_EQ(judged.changes.at(0).how, ConeChange::How::kRemoved);
}

TEST(ReviewStatus, SigningAgainAfterAChangeIsEnough) {
  const Package edited = small("avgift är 0 kr", "avgift är 1 kr");
  Reviews reviews = reviewed(small());
  for (const Unit& unit : units_of(edited)) {
    if (unit.id != "P-R4" && unit.id != "P-R3") continue;
    for (const Person& person : {anna(), bo()}) {
      reviews.signatures.push_back(
          sign(unit, signing_by(person.name, "2026-11-20"), reviews.authors, person.key).value());
    }
  }
  const Report report = status(edited, reviews);
  EXPECT_TRUE(report.holds());
  EXPECT_EQ(unit_of(report, "P-R4").signatures.size(), 2U);  // the voided ones are passed over
}

TEST(ReviewStatus, TheSameReviewerTwiceCountsOnce) {
  const Person again{"JURIST  1", key_of("prov.example/second", 3)};  // the same name, other key
  const Person renamed{"Någon annan", key_of("prov.example/renamed", 1)};  // the same key, other name
  for (const Person& other : {again, renamed}) {
    Reviews reviews = trusting({trust(anna()), trust(other)});
    sign_all(small(), anna(), reviews);
    sign_all(small(), other, reviews);
    const Report report = status(small(), reviews);
    EXPECT_FALSE(report.holds());
    EXPECT_EQ(in_state(report, "signed").size(), report.units.size());
    EXPECT_EQ(worth_of(report, "P-K1", 1), Worth::kRepeated);
  }
}

TEST(ReviewStatus, AnUnknownKeyAndAnotherPersonsKeyDoNotCount) {
  EXPECT_EQ(worth_of(with_one(trusting({}), anna(), signing_by("Jurist 1")), "P-K1"),
            Worth::kUnknownKey);
  const Reviews of_bo = trusting({{to_string(anna().key.verifier()), "Jurist 2"}});
  EXPECT_EQ(worth_of(with_one(of_bo, anna(), signing_by("Jurist 1")), "P-K1"), Worth::kOtherOwner);
  const Reviews nobodys = trusting({{to_string(anna().key.verifier()), ""}});
  EXPECT_EQ(worth_of(with_one(nobodys, anna(), signing_by("Jurist 1")), "P-K1"), Worth::kCounts);
}

TEST(ReviewStatus, ASignatureOfAnotherRuleSetDoesNotCount) {
  Signing signing = signing_by("Jurist 1");
  signing.ruleset = "annat";
  EXPECT_EQ(worth_of(with_one(trusting({trust(anna())}), anna(), signing), "P-K1"),
            Worth::kOtherRuleset);
}

TEST(ReviewStatus, ADemonstrationKeyCountsWhereItIsSaid) {
  const Person demo{"Demonstration", key_of("demonstration-jurist", 9)};
  Reviews reviews = trusting({trust(demo)});
  EXPECT_EQ(worth_of(with_one(reviews, demo, signing_by("Demonstration")), "P-K1"),
            Worth::kDemonstration);
  reviews.demonstration = true;
  EXPECT_EQ(worth_of(with_one(reviews, demo, signing_by("Demonstration")), "P-K1"), Worth::kCounts);
}

TEST(ReviewStatus, WhoWroteTheRuleDoesNotReviewIt) {
  Reviews reviews = reviewed(small());
  reviews.authors.rules["P-K1"] = {"jurist 1"};  // said after she signed
  const Report report = status(small(), reviews);
  EXPECT_EQ(in_state(report, "signed"), Ids{"P-K1"});
  EXPECT_EQ(worth_of(report, "P-K1", 1), Worth::kAuthor);
}

TEST(ReviewStatus, AnAuthorsKeyUnderAnotherNameDoesNotCount) {
  Reviews reviews = trusting({trust(anna())});
  reviews.authors.people = {{"Regelskrivare", to_string(anna().key.verifier())}};
  const Unit unit = units_of(small()).front();
  const auto refused = sign(unit, signing_by("Jurist 1"), reviews.authors, anna().key);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "S7006");
  reviews.signatures = {
      sign(unit, signing_by("Jurist 1"), written_by("Regelskrivare"), anna().key).value()};
  EXPECT_EQ(worth_of(status(small(), reviews), unit.id), Worth::kAuthor);
}

TEST(ReviewStatus, TwoCannotNameEachOtherAsTheAuthor) {
  Reviews reviews;
  reviews.reviewers = {trust(anna()), trust(bo())};
  const Unit unit = units_of(small()).front();
  const auto by = [&](const Person& person, const std::string& author) {
    Signing signing = signing_by(person.name);
    signing.authors = {author};
    reviews.signatures.push_back(sign(unit, signing, {}, person.key).value());
  };
  by(anna(), "Jurist 2");
  by(bo(), "Jurist 1");
  EXPECT_EQ(unit_of(status(small(), reviews), unit.id).count, 0);
}

TEST(ReviewSign, RefusesAnAuthorAndWhatCannotBeSigned) {
  const Unit unit = units_of(small()).front();
  const auto code = [&](const Signing& signing, const engine::Authors& authors) {
    const auto result = sign(unit, signing, authors, anna().key);
    return result ? "" : result.error().code;
  };
  const engine::Authors written = written_by("Regelskrivare");
  EXPECT_EQ(code(signing_by("Jurist 1"), written), "");
  EXPECT_EQ(code(signing_by("regelskrivare "), written), "S7006");
  EXPECT_EQ(code(signing_by("Jurist 1"), {}), "S7007");
  Signing other = signing_by("Jurist 1");
  other.authors = {"Någon annan"};
  EXPECT_EQ(code(other, written), "S7007");
  EXPECT_EQ(code(signing_by("Jurist 1", "2026-02-30"), written), "S7010");
  EXPECT_EQ(code(signing_by(""), written), "S7010");
  EXPECT_EQ(code(signing_by("\x1b[2J"), written), "S7010");
  EXPECT_EQ(code(signing_by(std::string(1001, 'a')), written), "S7010");
}

TEST(ReviewSign, KeysAreNamedForWhatTheyAre) {
  const std::array<std::uint8_t, 32> seed{7};
  EXPECT_EQ(make_key("jurist", true, seed).value().name, "demonstration-jurist");
  EXPECT_EQ(make_key("demonstration-jurist", true, seed).value().name, "demonstration-jurist");
  EXPECT_EQ(make_key("demonstration-jurist", false, seed).error().code, "S7009");
  for (const char* bad : {"", "två ord", "a+b", "rad\n"}) {
    EXPECT_EQ(make_key(bad, false, seed).error().code, "S7009") << bad;
  }
}

TEST(ReviewStatus, EveryMemberIsSigned) {
  const Reviews good = reviewed(small());
  const auto spoiled = [&](auto change) {
    Reviews bad = good;
    change(bad.signatures.front());
    const Report report = status(small(), bad);
    return !report.holds() && report.any_false;
  };
  using S = engine::ReviewSignature;
  EXPECT_TRUE(spoiled([](S& s) { s.reviewer += "x"; }));
  EXPECT_TRUE(spoiled([](S& s) { s.day = "2026-11-02"; }));
  EXPECT_TRUE(spoiled([](S& s) { s.statement += "x"; }));
  EXPECT_TRUE(spoiled([](S& s) { s.authors = {"x"}; }));
  EXPECT_TRUE(spoiled([](S& s) { s.ruleset = "x"; }));
  EXPECT_TRUE(spoiled([](S& s) { s.rule = "P-R1"; }));
  EXPECT_TRUE(spoiled([](S& s) { s.rule_hash.back() = s.rule_hash.back() == '0' ? '1' : '0'; }));
  EXPECT_TRUE(spoiled([](S& s) { s.cone.clear(); }));
  EXPECT_TRUE(spoiled([](S& s) { s.key = to_string(bo().key.verifier()); }));
}

// ---- the words --------------------------------------------------------------------------------

Report mixed() {
  Reviews reviews = reviewed(small());
  std::erase_if(reviews.signatures, [](const engine::ReviewSignature& s) {
    return s.rule == "beslut" || (s.rule == "P-R0" && s.reviewer == "Jurist 2");
  });
  return status(small("2020-01-01   65", "2020-01-01   66"), reviews);
}

TEST(ReviewText, InSwedish) {
  EXPECT_EQ(to_text(mixed(), MessageLanguage::kSwedish, false), R"(P-K1 "Ålder": granskad av två
  Jurist 1, 2026-11-01, prov.example/jurist-1: räknas
  Jurist 2, 2026-11-01, prov.example/jurist-2: räknas
P-R0 "Studenter": signerad av 1 av 2
  Jurist 1, 2026-11-01, prov.example/jurist-1: räknas
P-R1 "Grundavgift": signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 1, 2026-11-01, prov.example/jurist-1: signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 2, 2026-11-01, prov.example/jurist-2: signerad, men det den läser har ändrats: parametern pensionsålder
P-R2 "Lägre grundavgift": signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 1, 2026-11-01, prov.example/jurist-1: signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 2, 2026-11-01, prov.example/jurist-2: signerad, men det den läser har ändrats: parametern pensionsålder
P-R3 "Avgift": signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 1, 2026-11-01, prov.example/jurist-1: signerad, men det den läser har ändrats: parametern pensionsålder
  Jurist 2, 2026-11-01, prov.example/jurist-2: signerad, men det den läser har ändrats: parametern pensionsålder
P-R4 "Ingen avgift för studenter": granskad av två
  Jurist 1, 2026-11-01, prov.example/jurist-1: räknas
  Jurist 2, 2026-11-01, prov.example/jurist-2: räknas
beslut "Prov": ogranskad
Regelverket är inte granskat: 2 av 7 delar är granskade av två
)");
}

TEST(ReviewText, PlainIsOneSentenceALine) {
  Report report = mixed();
  report.units.resize(2);
  EXPECT_EQ(to_text(report, MessageLanguage::kEnglish, true), R"(P-K1 "Ålder" is reviewed by two.
P-K1, Jurist 1, 2026-11-01, prov.example/jurist-1: counts.
P-K1, Jurist 2, 2026-11-01, prov.example/jurist-2: counts.
P-R0 "Studenter" is signed by 1 of 2.
P-R0, Jurist 1, 2026-11-01, prov.example/jurist-1: counts.
The rule set is not reviewed: 1 of 2 parts are reviewed by two.
)");
}

TEST(ReviewText, JsonSaysWhatChanged) {
  const std::string json = canonical_or_die(to_json(mixed()));
  EXPECT_THAT(json, testing::HasSubstr(R"("changed":[{"how":"changed","part":"parameter pensionsålder"}])"));
  EXPECT_THAT(json, testing::HasSubstr(R"("rule":"beslut")"));
  EXPECT_THAT(json, testing::HasSubstr(R"("reviewed":false)"));
}

}  // namespace
}  // namespace stadga::review::test
