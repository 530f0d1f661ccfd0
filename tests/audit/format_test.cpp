// The bytes of the format. The worked example of docs/audit-format.md is made here, and must stand
// there word for word: whoever changes one changes the other, and the version.
#include "support.h"

#include <rapidcheck/gtest.h>

#include "format.h"
#include "stadga/audit/merkle.h"
#include "stadga/audit/note.h"

namespace stadga::audit::test {
namespace {

TEST(Format, LabelsArePairwisePrefixFree) {
  for (const auto a : label::kAll) {
    EXPECT_EQ(a.find('\0'), std::string_view::npos);
    EXPECT_TRUE(a.starts_with("stadga/v1/"));
    for (const auto b : label::kAll) {
      if (a.data() == b.data()) continue;
      const std::string first = std::string(a) + '\0';
      const std::string second = std::string(b) + '\0';
      EXPECT_FALSE(second.starts_with(first)) << a << " " << b;
    }
  }
}

TEST(Format, PrimitivesByHand) {
  EXPECT_EQ(big_endian(0x0102030405060708ULL), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(prefix("l", "o"), std::string("l\0o\0", 4));
  Salt salt{};
  salt.fill(1);
  std::string message("stadga/v1/commit\0log.example/a\0case\0\0\0\0\0\0\0\0\x02{}", 46);
  EXPECT_EQ(commitment(salt, "log.example/a", "case", "{}"), hmac_sha256(salt, message));
  Key32 key{};
  key.fill(2);
  std::string mac("stadga/v1/entry-mac\0log.example/a\0\0\0\0\0\0\0\0\x05" "entry", 47);
  EXPECT_EQ(entry_mac(key, "log.example/a", 5, "entry"), hmac_sha256(key, mac));
}

TEST(Format, Times) {
  EXPECT_EQ(hour_text(0), "1970-01-01T00:00Z");
  EXPECT_EQ(instant_text(0), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(hour_text(kMorning), "2026-11-22T09:00Z");
  EXPECT_EQ(instant_text(kMorning), "2026-11-22T09:12:44.120Z");
  EXPECT_EQ(instant_text(951782399999), "2000-02-28T23:59:59.999Z");
  EXPECT_EQ(instant_text(951782400000), "2000-02-29T00:00:00.000Z");
  EXPECT_EQ(hour_text(-1), std::nullopt);
  EXPECT_EQ(hour_text(INT64_MAX), std::nullopt);
  EXPECT_EQ(instant_text(7258118399999), "2199-12-31T23:59:59.999Z");
  EXPECT_EQ(instant_text(7258118400000), std::nullopt);
}

RC_GTEST_PROP(FormatProperty, PartsOpenOnlyWhereTheyWereSealed,
              (const std::string& plain, std::uint16_t index)) {
  Key32 key{};
  key.fill(3);
  Nonce nonce{};
  nonce.fill(4);
  Salt salt{};
  salt.fill(5);
  const Bytes sealed = seal_part(key, nonce, salt, "o", index, "case", plain);
  const auto opened = open_part(key, "o", index, "case", sealed);
  RC_ASSERT(opened.has_value());
  RC_ASSERT(opened->plain == plain);
  RC_ASSERT(opened->salt == salt);
  RC_ASSERT(!open_part(key, "o", index + 1U, "case", sealed));
  RC_ASSERT(!open_part(key, "o", index, "link", sealed));
  RC_ASSERT(!open_part(key, "p", index, "case", sealed));
  key[0] = 0;
  RC_ASSERT(!open_part(key, "o", index, "case", sealed));
}

TEST(Format, EntriesAreReadStrictly) {
  const std::string good =
      R"({"commit":{"case":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},"kind":"proposal","t":"2026-11-22T09:00Z","v":1})";
  ASSERT_TRUE(read_entry(good).has_value());
  for (const std::string& bad :
       {std::string(), std::string("{}"), std::string("[]"), good + " ", " " + good,
        std::string(R"({"kind":"proposal","t":"2026-11-22T09:00Z","v":2})"),
        std::string(R"({"kind":"unheard_of","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"kind":"proposal","v":1})"),
        std::string(R"({"kind":"note","t":"2026-11-22T09:12Z","v":1})"),
        std::string(R"({"kind":"note","t":"2026-11-22","v":1})"),
        std::string(R"({"t":"2026-11-22T09:00Z","kind":"proposal","v":1})"),
        std::string(R"({"kind":"ruleset","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"kind":"config","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"commit":{},"kind":"note","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"commit":{"case":"AAAA"},"kind":"note","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"idem":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","kind":"note","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"erased":1,"kind":"erasure","t":"2026-11-22T09:00Z","v":1})"),
        std::string(R"({"kind":"note","t":"2026-11-22T09:00Z","v":1,"x":1.5})"),
        R"({"kind":"note","t":"2026-11-22T09:00Z","v":1,"x":")" + std::string(4096, 'a') + "\"}"}) {
    EXPECT_FALSE(read_entry(bad).has_value()) << bad.substr(0, 120);
  }
}

// Known answers of the whole: fixed clock, fixed "randomness", one case.
TEST(Format, WorkedExampleStandsOnThePage) {
  World world;
  fill(world, 1);
  auto copy = Snapshot::open(world.reading());
  const std::string page = slurp(std::string(STADGA_SOURCE_DIR) + "/docs/audit-format.md");
  ASSERT_FALSE(page.empty());
  for (std::uint64_t i = 0; i < 3; ++i) {
    const auto entry = (*copy)->entry(i);
    ASSERT_TRUE(entry.has_value());
    EXPECT_NE(page.find(entry->bytes), std::string::npos) << entry->bytes;
    EXPECT_NE(page.find(to_hex(entry->leaf)), std::string::npos) << to_hex(entry->leaf);
  }
  EXPECT_NE(page.find((*copy)->checkpoint().value()), std::string::npos)
      << (*copy)->checkpoint().value();
  const std::string key = slurp(world.path() + "/log.pub");
  EXPECT_NE(page.find(key), std::string::npos) << key;
  const std::string link = (*copy)->part(2, "link").value();
  EXPECT_NE(page.find(link), std::string::npos) << link;
}

}  // namespace
}  // namespace stadga::audit::test
