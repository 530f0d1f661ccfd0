// The files of granskning/: what is written is read, and nothing else is.
#include <gmock/gmock.h>

#include <algorithm>

#include "review/support.h"
#include "stadga/engine/bundle.h"
#include "stadga/review/law.h"

namespace stadga::review::test {
namespace {

using engine::Reviews;
using testing::HasSubstr;
using testing::Not;

std::string file_of(const Reviews& reviews) { return write_signatures(reviews.signatures); }

// Three signatures, so that every byte can be tried.
Reviews few() {
  Reviews out = reviewed(small());
  std::erase_if(out.signatures, [](const engine::ReviewSignature& s) {
    return s.rule != "P-R0" && !(s.rule == "P-R4" && s.reviewer == "Jurist 1");
  });
  return out;
}

TEST(ReviewFiles, SignaturesComeBackSortedOneALine) {
  Reviews reviews = few();
  std::swap(reviews.signatures.front(), reviews.signatures.back());
  const std::string bytes = file_of(reviews);
  EXPECT_EQ(std::count(bytes.begin(), bytes.end(), '\n'), 5);
  const auto read = read_signatures(bytes);
  ASSERT_TRUE(read) << read.error().context;
  EXPECT_EQ(write_signatures(*read), bytes);
  EXPECT_EQ(read->size(), 3U);
  EXPECT_TRUE(read_signatures(write_signatures({})));
}

TEST(ReviewFiles, EveryChangedByteIsDetectedOrRefused) {
  const engine::Package package = small();
  const Reviews good = few();
  const std::string bytes = file_of(good);
  const Report before = status(package, good);
  ASSERT_FALSE(before.any_false);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const char flip : {'\x01', '\x20'}) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const auto read = read_signatures(changed);
      if (!read) {
        EXPECT_EQ(read.error().code, "S7001");
        continue;
      }
      Reviews tampered = good;
      tampered.signatures = *read;
      EXPECT_TRUE(status(package, tampered).any_false) << "byte " << i << " of " << changed;
    }
  }
}

TEST(ReviewFiles, EveryCutIsRefused) {
  const std::string bytes = file_of(few());
  for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_FALSE(read_signatures(bytes.substr(0, i)));
  EXPECT_FALSE(read_signatures(bytes + "\n"));
  EXPECT_FALSE(read_signatures(bytes + bytes));
}

TEST(ReviewFiles, ARepeatedOrUnsortedSignatureIsRefused) {
  Reviews reviews = few();
  reviews.signatures.push_back(reviews.signatures.front());
  EXPECT_FALSE(read_signatures(file_of(reviews)));
}

TEST(ReviewFiles, ReviewersAreKeysAndNames) {
  const std::string a = to_string(anna().key.verifier()), b = to_string(bo().key.verifier());
  const auto read = read_reviewers("# granskare\n\n" + a + "  Jurist 1\r\n" + b + "\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<engine::Reviewer>{{a, "Jurist 1"}, {b, ""}}));
  for (const std::string& bad : {std::string("jurist"), a.substr(1), a + " \x1b[2J", a + "\n" + a + " x",
                                 std::string("\xff")}) {
    const auto refused = read_reviewers(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, "S7002");
  }
}

TEST(ReviewFiles, AuthorsAreReadStrictly) {
  const std::string head = R"({"format":"stadga-authors","stadga":1)";
  const auto read = read_authors(head + R"(,"default":["A"],"rules":{"P-R1":["B","C"]}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->of("P-R1").size(), 2U);
  EXPECT_EQ(read->of("P-R2"), std::vector<std::string>{"A"});
  for (const char* bad : {R"(,"authors":[]})", R"(,"default":"A"})", R"(,"default":[""]})",
                          R"(,"rules":{"P-R1":[]}})", R"(,"rules":[]})", R"(,"people":[{"key":"x"}]})",
                          R"(,"people":[{"name":"A","key":"x"}]})"}) {
    const auto refused = read_authors(head + bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, "S7003");
  }
  EXPECT_FALSE(read_authors(R"({"default":["A"]})"));
}

TEST(ReviewFiles, PrivateKeysAreReadStrictlyAndNeverQuoted) {
  const SignerKey key = anna().key;
  const std::string text = to_private_text(key);
  ASSERT_TRUE(read_private_key(text + "\n"));
  EXPECT_EQ(read_private_key(text)->verifier(), key.verifier());
  const std::string secret = text.substr(text.rfind('+') + 1);
  const auto broken = read_private_key(text + "x");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, "S7004");
  EXPECT_THAT(broken.error().message.sv + broken.error().context, Not(HasSubstr(secret)));
  for (const std::string& bad : {std::string(), text.substr(0, text.size() - 1), text + "x",
                                 to_string(key.verifier()), "\n" + text}) {
    EXPECT_FALSE(read_private_key(bad)) << bad;
  }
}

TEST(ReviewFiles, NoByteOfAPrivateKeyIsSlack) {
  const std::string text = to_private_text(anna().key);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(read_private_key(changed)) << i;
  }
}

// ---- in a bundle ---------------------------------------------------------------------------------

engine::Bundle release() {
  engine::Bundle out{small(), {}, JsonObject{{"state", "not_run"}}};
  out.reviews = reviewed(out.package);
  auto& signatures = out.reviews->signatures;
  signatures = read_signatures(write_signatures(signatures)).value();
  for (const UnitStatus& unit : status(out.package, *out.reviews).units) {
    out.reviews->states.emplace(unit.unit.id, unit.state());
  }
  return out;
}

TEST(ReviewBundle, CarriesTheReview) {
  const engine::Bundle before = release();
  const auto bytes = engine::write_bundle(before);
  ASSERT_TRUE(bytes) << bytes.error().message.en;
  const auto after = engine::read_bundle(*bytes);
  ASSERT_TRUE(after);
  ASSERT_TRUE(after->reviews);
  EXPECT_EQ(after->reviews->signatures, before.reviews->signatures);
  EXPECT_TRUE(status(after->package, *after->reviews).holds());
}

TEST(ReviewBundle, ReaderRefusesAFalseOrMalformedReview) {
  const std::string bytes = engine::write_bundle(release()).value();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = bytes;
    changed.replace(changed.find(from), from.size(), to);
    const auto read = engine::read_bundle(changed);
    return read ? "" : read.error().code;
  };
  EXPECT_EQ(with(R"("reviewer":"Jurist 1")", R"("reviewer":"Jurist 3")"), "S4041");
  EXPECT_EQ(with(R"("day":"2026-11-01")", R"("day":"2026-11-31")"), "S4040");
  EXPECT_EQ(with(R"("reviews":{"authors")", R"("reviews":{"a":1,"authors")"), "S4040");
  EXPECT_EQ(with(R"("states":{)", R"("states":{"":1,)"), "S4040");
}

// ---- law -----------------------------------------------------------------------------------------

TEST(ReviewLaw, OldChecksAndUnnumberedLawStandInTheWay) {
  engine::Package package = small();
  const auto count = [&](Date day) { return law_obstacles(package, day).size(); };
  const Date day = *make_date(2030, 12, 31);
  EXPECT_EQ(count(day), 1U);  // "påhittad lag" has no number
  package.base.sources[0].act = "2017:900";
  EXPECT_EQ(count(day), 0U);
  EXPECT_EQ(count(*make_date(2031, 1, 1)), 1U);
  package.base.sources[0].verified_to = std::nullopt;
  EXPECT_EQ(count(day), 1U);
  package.base.sources[0].weight = engine::Weight::kSedvana;
  EXPECT_EQ(count(day), 0U);
}

}  // namespace
}  // namespace stadga::review::test
