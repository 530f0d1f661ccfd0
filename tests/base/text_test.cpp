#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "stadga/base/text.h"

namespace stadga {
namespace {

TEST(Text, NamesTheFirstBadByte) {
  EXPECT_EQ(first_bad_utf8(""), std::nullopt);
  EXPECT_EQ(first_bad_utf8("f\xc3\xb6rare \xf0\x9f\x98\x80"), std::nullopt);
  EXPECT_EQ(first_bad_utf8("ab\xff"), 2U);
  EXPECT_EQ(first_bad_utf8("a\xc3"), 1U);                    // cut short
  EXPECT_EQ(first_bad_utf8("\xc0\xaf"), 0U);                 // overlong
  EXPECT_EQ(first_bad_utf8("\xe0\x80\xaf"), 0U);             // overlong
  EXPECT_EQ(first_bad_utf8("x\xed\xa0\x80"), 1U);            // surrogate
  EXPECT_EQ(first_bad_utf8("\xf4\x90\x80\x80"), 0U);         // beyond U+10FFFF
  EXPECT_EQ(first_bad_utf8("\x80"), 0U);
  EXPECT_EQ(first_bad_utf8("\xc3\xb6\xc3("), 2U);
}

TEST(Text, NormalFormC) {
  EXPECT_TRUE(is_nfc(""));
  EXPECT_TRUE(is_nfc("f\xc3\xb6rare"));
  EXPECT_FALSE(is_nfc("fo\xcc\x88rare"));
  EXPECT_EQ(to_nfc("fo\xcc\x88rare"), "f\xc3\xb6rare");
  EXPECT_FALSE(is_nfc("\xe2\x84\xab"));  // ANGSTROM SIGN is A with ring
  EXPECT_EQ(to_nfc("\xe2\x84\xab"), "\xc3\x85");
  EXPECT_TRUE(is_nfc("\xef\xac\x81"));   // a ligature stays: NFC, not NFKC
  EXPECT_EQ(to_nfc(std::string_view("a\0b", 3)), std::string("a\0b", 3));
}

// Everything below U+0300 is stable, as the quick path of is_nfc assumes.
TEST(Text, LatinIsAlwaysNormal) {
  for (int c = 1; c < 0x300; ++c) {
    std::string s;
    if (c < 0x80) {
      s += static_cast<char>(c);
    } else {
      s += static_cast<char>(0xC0 | (c >> 6));
      s += static_cast<char>(0x80 | (c & 0x3F));
    }
    ASSERT_EQ(to_nfc(s), s) << c;
    ASSERT_EQ(to_nfc("a" + s + "o" + s), "a" + s + "o" + s) << c;
  }
}

TEST(Text, CountsCodePoints) {
  EXPECT_EQ(count_code_points("f\xc3\xb6rare"), 6U);
  EXPECT_EQ(count_code_points("\xf0\x9f\x98\x80"), 1U);
}

TEST(Text, EditDistance) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("f\xc3\xb6rare", "forare"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("ab", "ba"), 2U);
}

RC_GTEST_PROP(TextProperty, EditDistanceIsAMetric, (const std::string& a, const std::string& b)) {
  const auto d = edit_distance(a, b);
  RC_ASSERT(d == edit_distance(b, a));
  RC_ASSERT(edit_distance(a, a) == 0U);
  RC_ASSERT(d <= std::max(a.size(), b.size()));
}

TEST(Text, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("f\xc3\xb6r\x1b[31m\n"), "f\xc3\xb6r\\u{1b}[31m\\u{a}");
  EXPECT_EQ(printable("a\xe2\x80\xae" "b"), "a\\u{202e}b");  // right-to-left override
  EXPECT_EQ(printable("\xc2\x9b" "1m"), "\\u{9b}1m");        // C1 control sequence introducer
  EXPECT_EQ(printable("\xff!"), "\\x{ff}!");
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\\u{0}");
}

}  // namespace
}  // namespace stadga
