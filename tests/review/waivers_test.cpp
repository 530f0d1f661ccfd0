// Waivers of proofs: what each is bound to, who may sign one, and that none outlives a change.
#include <gmock/gmock.h>

#include <algorithm>

#include "review/support.h"
#include "stadga/engine/identity.h"
#include "stadga/review/waivers.h"

namespace stadga::review::test {
namespace {

using engine::Package;
using engine::Reviews;
using engine::Waiver;
using testing::HasSubstr;
using State = Asked::State;

const char* const kOpen = "gap/decision";

std::string hash_in(const Package& package, const std::string& id = kOpen,
                    const std::string& kind = "gap", const std::string& municipality = "") {
  const engine::Ruleset& ruleset =
      municipality.empty() ? package.base : package.municipal.at(municipality);
  return engine::obligation_hash(engine::meaning_hash(ruleset), {id, kind, municipality});
}

std::vector<Asked> asked() {
  return {{kOpen, State::kOpen},
          {"conflict/avgift", State::kRefuted},
          {"bounds/avgift", State::kSettled}};
}

Waiving by(const std::string& name, const std::string& day = "2026-11-01") {
  return {name, "räknat för hand", day};
}

Reviews trusting(const std::vector<Person>& people) {
  Reviews out;
  out.authors = written_by("Regelskrivare");
  for (const Person& person : people) out.reviewers.push_back(trust(person));
  return out;
}

Reviews waived_by(const Person& person, const Package& package, const std::string& by_name) {
  Reviews out = trusting({anna(), bo()});
  out.waivers.push_back(waive(package, out, asked(), kOpen, by(by_name), person.key).value());
  return out;
}

std::string state_of(const Package& package, const Reviews& reviews,
                     const std::optional<std::vector<Asked>>& questions = asked()) {
  const auto judged = judge_waivers(package, reviews, questions);
  EXPECT_EQ(judged.size(), 1U);
  return judged.empty() ? "" : std::string(word(judged.front().worth));
}

// ---- what the hash covers ---------------------------------------------------------------------

TEST(ObligationHash, EverythingThatAProofCanRestOnChangesIt) {
  const std::string before = hash_in(small());
  EXPECT_EQ(before, hash_in(small()));
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"heltal 0..120\n  från   sökanden\n  fråga  \"Hur",
            "heltal 0..119\n  från   sökanden\n  fråga  \"Hur"},
           {"2020-01-01   18", "2020-01-01   19"},
           {"grundavgift är 50 kr", "grundavgift är 51 kr"},
           {"t.o.m. 2030-12-31\n  överklagas", "t.o.m. 2030-12-30\n  överklagas"},
           {"vikt lag", "vikt föreskrift"},
           {"   anger avgift", ""}}) {
    EXPECT_NE(hash_in(small(from, to)), before) << to;
  }
}

TEST(ObligationHash, WhatNoProofRestsOnDoesNot) {
  const std::string before = hash_in(small());
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"version      1", "version      2"},
           {"vikt lag  kontrollerad t.o.m. 2030-12-31", "vikt lag  kontrollerad t.o.m. 2031-12-31"},
           {"krav P-K1", "-- en kommentar\n\n\nkrav P-K1"}}) {
    EXPECT_EQ(hash_in(small(from, to)), before) << to;
  }
}

TEST(ObligationHash, EachQuestionHasItsOwn) {
  const Package package = small();
  const std::set<std::string> hashes = {hash_in(package), hash_in(package, "gap/x"),
                                        hash_in(package, kOpen, "conflict")};
  EXPECT_EQ(hashes.size(), 3U);
}

TEST(ObligationHash, AnOverlaysRestsOnBothAndTheBasesOnTheBaseAlone) {
  Package package = parking();
  ASSERT_TRUE(package.municipal.contains("2281"));
  const std::string base = hash_in(package);
  const std::string local = hash_in(package, "2281/gap/decision", "gap", "2281");
  package.municipal.at("2281").parameters.front().title += "x";
  EXPECT_EQ(hash_in(package), base);
  EXPECT_NE(hash_in(package, "2281/gap/decision", "gap", "2281"), local);
}

// ---- signing ----------------------------------------------------------------------------------

TEST(Waive, OnlyWhatIsOpenCanBeWaived) {
  const Package package = small();
  const Reviews reviews = trusting({anna()});
  const auto code = [&](const std::string& id) {
    const auto waiver = waive(package, reviews, asked(), id, by("Jurist 1"), anna().key);
    return waiver ? std::string("signed") : waiver.error().code;
  };
  EXPECT_EQ(code(kOpen), "signed");
  EXPECT_EQ(code("conflict/avgift"), "S7014");
  EXPECT_EQ(code("bounds/avgift"), "S7014");
  EXPECT_EQ(code("gap/decison"), "S7013");
  EXPECT_EQ(code(""), "S7013");
  const auto near = waive(package, reviews, asked(), "gap/decison", by("Jurist 1"), anna().key);
  EXPECT_THAT(near.error().message.en, HasSubstr("nearest is gap/decision"));
  EXPECT_EQ(waive(package, reviews, {}, kOpen, by("Jurist 1"), anna().key).error().code, "S7013");
}

TEST(Waive, ANameAReasonAndADayAreNeeded) {
  const Package package = small();
  const Reviews reviews = trusting({anna()});
  for (const Waiving& bad : std::vector<Waiving>{{"", "skäl", "2026-11-01"},
                                                 {", jurist", "skäl", "2026-11-01"},
                                                 {"Jurist 1", "", "2026-11-01"},
                                                 {"Jurist 1", " ", "2026-11-01"},
                                                 {"Jurist 1", "a\x1b[2J", "2026-11-01"},
                                                 {"Jurist 1", "\xff", "2026-11-01"},
                                                 {"Jurist 1", std::string(1001, 'a'), "2026-11-01"},
                                                 {"Jurist 1", "skäl", "2026-02-30"},
                                                 {"Jurist 1", "skäl", "i dag"}}) {
    const auto refused = waive(package, reviews, asked(), kOpen, bad, anna().key);
    ASSERT_FALSE(refused) << bad.by << bad.reason << bad.day;
    EXPECT_EQ(refused.error().code, "S7010");
  }
}

TEST(Waive, WhoWroteRulesOfTheSetCannot) {
  const Package package = small();
  Reviews reviews = trusting({anna()});
  reviews.authors.rules["P-R4"] = {"Jurist 1"};
  for (const char* name :
       {"Regelskrivare", "regelskrivare, jurist", "JURIST 1", "Jurist 1, stadsjurist"}) {
    const auto refused = waive(package, reviews, asked(), kOpen, by(name), anna().key);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, "S7006");
  }
  EXPECT_TRUE(waive(package, reviews, asked(), kOpen, by("Jurist 2"), bo().key));
}

// ---- what one is worth --------------------------------------------------------------------------

TEST(WaiverWorth, ByATrustedPersonItCountsUntilAnythingChanges) {
  const Reviews reviews = waived_by(anna(), small(), "Jurist 1, stadsjurist");
  EXPECT_EQ(state_of(small(), reviews), "valid");
  EXPECT_EQ(state_of(small(), reviews, std::nullopt), "valid");
  EXPECT_EQ(state_of(small("version      1", "version      2"), reviews), "valid");
  EXPECT_EQ(state_of(small("2020-01-01   65", "2020-01-01   66"), reviews), "stale");
  EXPECT_EQ(state_of(small("2020-01-01   65", "2020-01-01   66"), reviews, std::nullopt), "stale");
}

TEST(WaiverWorth, TheAnswerDecides) {
  const Reviews reviews = waived_by(anna(), small(), "Jurist 1");
  const auto state = [&](State answer) {
    return state_of(small(), reviews, std::vector<Asked>{{kOpen, answer}});
  };
  EXPECT_EQ(state(State::kOpen), "valid");
  EXPECT_EQ(state(State::kSettled), "needless");
  EXPECT_EQ(state(State::kRefuted), "refuted");
  EXPECT_EQ(state_of(small(), reviews, std::vector<Asked>{{"gap/x", State::kOpen}}), "unknown");
}

TEST(WaiverWorth, TheSignerDecides) {
  const Package package = small();
  const Reviews good = waived_by(anna(), package, "Jurist 1");
  Reviews other = good;
  other.reviewers = {trust(bo())};
  EXPECT_EQ(state_of(package, other), "unknown_key");
  EXPECT_EQ(state_of(package, waived_by(anna(), package, "Jurist 2, jurist")), "other_owner");
  other = good;
  other.authors.rules["P-R1"] = {"jurist 1"};
  EXPECT_EQ(state_of(package, other), "author");
  other = good;
  other.authors.people = {{"Regelskrivare", to_string(anna().key.verifier())}};
  EXPECT_EQ(state_of(package, other), "author");
  Package renamed = package;
  renamed.base.header.name = "annat";
  EXPECT_EQ(state_of(renamed, good), "other_ruleset");
}

TEST(WaiverWorth, ADemonstrationKeyCountsOnlyWhereItIsAskedFor) {
  const Person show{"Visning", key_of("demonstration-a", 9)};
  Reviews reviews = trusting({show});
  reviews.waivers = {waive(small(), reviews, asked(), kOpen, by("Visning"), show.key).value()};
  EXPECT_EQ(state_of(small(), reviews), "demonstration");
  reviews.demonstration = true;
  EXPECT_EQ(state_of(small(), reviews), "valid");
}

TEST(WaiverWorth, EveryChangedMemberShowsTheSignatureFalse) {
  const Package package = small();
  const Reviews good = waived_by(anna(), package, "Jurist 1");
  for (std::string Waiver::*member :
       {&Waiver::ruleset, &Waiver::obligation, &Waiver::obligation_hash, &Waiver::by,
        &Waiver::reason, &Waiver::day, &Waiver::signature}) {
    Reviews forged = good;
    std::string& text = forged.waivers.front().*member;
    text.front() = text.front() == 'A' ? 'B' : 'A';
    EXPECT_EQ(state_of(package, forged), "invalid") << text;
  }
  Reviews moved = good;
  moved.waivers.front().key = to_string(bo().key.verifier());
  EXPECT_EQ(state_of(package, moved), "invalid");
}

TEST(WaiverWorth, OfOneKeyTheBestSpeaksAndEveryFalseOne) {
  const Package package = small();
  Reviews reviews = waived_by(anna(), small("2020-01-01   65", "2020-01-01   66"), "Jurist 1");
  EXPECT_EQ(state_of(package, reviews), "stale");
  reviews.waivers.push_back(
      waive(package, reviews, asked(), kOpen, by("Jurist 1", "2026-11-02"), anna().key).value());
  EXPECT_EQ(state_of(package, reviews), "valid");
  Waiver forged = reviews.waivers.back();
  forged.reason = "annat";
  reviews.waivers.push_back(forged);
  const auto judged = judge_waivers(package, reviews, asked());
  ASSERT_EQ(judged.size(), 2U);
  EXPECT_EQ(judged.front().worth, WaiverWorth::kCounts);
  EXPECT_EQ(judged.back().worth, WaiverWorth::kFalse);
}

// ---- the file ---------------------------------------------------------------------------------

std::string file() { return write_waivers(waived_by(anna(), small(), "Jurist 1").waivers); }

TEST(WaiverFile, ComesBackOneALine) {
  const Reviews reviews = waived_by(anna(), small(), "Jurist 1");
  const std::string bytes = write_waivers(reviews.waivers);
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 3);
  const auto read = read_waivers(bytes);
  ASSERT_TRUE(read) << read.error().context;
  EXPECT_EQ(*read, reviews.waivers);
  EXPECT_TRUE(read_waivers(write_waivers({})));
}

TEST(WaiverFile, EveryChangedByteIsDetectedOrRefused) {
  const Reviews good = waived_by(anna(), small(), "Jurist 1");
  const std::string bytes = file();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto read = read_waivers(changed);
    if (!read) {
      EXPECT_EQ(read.error().code, "S7012");
      continue;
    }
    Reviews tampered = good;
    tampered.waivers = *read;
    EXPECT_EQ(state_of(small(), tampered), "invalid") << "byte " << i << " of " << changed;
  }
}

TEST(WaiverFile, CutRepeatedOrOtherFilesAreRefused) {
  const std::string bytes = file();
  for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_FALSE(read_waivers(bytes.substr(0, i)));
  EXPECT_FALSE(read_waivers(bytes + "\n"));
  std::vector<Waiver> twice = *read_waivers(bytes);
  twice.push_back(twice.front());
  EXPECT_FALSE(read_waivers(write_waivers(twice)));
  EXPECT_FALSE(read_waivers(write_signatures({})));
  EXPECT_FALSE(read_signatures(write_waivers({})));
}

TEST(WaiverFile, MembersAreCheckedOneByOne) {
  const Waiver good = waived_by(anna(), small(), "Jurist 1").waivers.front();
  for (std::string Waiver::*member :
       {&Waiver::ruleset, &Waiver::obligation, &Waiver::obligation_hash, &Waiver::by,
        &Waiver::reason, &Waiver::day, &Waiver::key, &Waiver::signature}) {
    Waiver bad = good;
    (bad.*member).clear();
    const auto refused = read_waivers(write_waivers({bad}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "S7012");
    EXPECT_THAT(refused.error().context, HasSubstr("/waivers/0/"));
  }
}

// ---- in a bundle ------------------------------------------------------------------------------

TEST(WaiverBundle, CarriesThemAndRefusesAFalseOne) {
  Reviews reviews = waived_by(anna(), small(), "Jurist 1");
  const auto read = engine::read_reviews(engine::to_json(reviews));
  ASSERT_TRUE(read) << read.error().context;
  EXPECT_EQ(read->waivers, reviews.waivers);
  reviews.waivers.front().reason += ".";
  const auto refused = engine::read_reviews(engine::to_json(reviews));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "S4041");
}

}  // namespace
}  // namespace stadga::review::test
