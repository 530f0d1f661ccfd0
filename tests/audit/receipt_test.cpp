// Receipts: what is handed out is accepted, everything else is not.
#include "stadga/audit/receipt.h"

#include <gtest/gtest.h>

#include <set>

#include "stadga/audit/merkle.h"
#include "support.h"

namespace stadga::audit::test {
namespace {

class ReceiptTest : public testing::Test {
 protected:
  void SetUp() override {
    fill(world_, 5);
    auto copy = Snapshot::open(world_.reading());
    ASSERT_TRUE(copy.has_value());
    copy_ = std::move(copy).value();
    key_ = *parse_verifier_key(without_newline(slurp(world_.path() + "/log.pub")));
  }
  static std::string without_newline(std::string text) {
    text.pop_back();
    return text;
  }
  Receipt receipt(const Disclosing& disclosing = {}) {
    const auto made = receipt_of(*copy_, 3, disclosing);
    EXPECT_TRUE(made.has_value()) << (made ? "" : made.error().message.en);
    return made ? *made : Receipt{};
  }
  ReceiptReport check(const Receipt& receipt, ReceiptQuestion question = {}) {
    question.key = key_;
    const auto report = check_receipt(receipt, question);
    EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().message.en);
    return report ? *report : ReceiptReport{};
  }
  std::string first_finding(const Receipt& receipt, const ReceiptQuestion& question = {}) {
    const ReceiptReport report = check(receipt, question);
    return report.findings.empty() ? "" : report.findings.front().kind;
  }

  World world_;
  std::unique_ptr<Snapshot> copy_;
  VerifierKey key_;
};

TEST_F(ReceiptTest, IsReadBackAsItWasWrittenAndHolds) {
  const Receipt made = receipt({{"result"}, {"case"}});
  const auto read = parse_receipt(to_text(made));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(to_text(*read), to_text(made));
  ReceiptQuestion question;
  question.held["case"] = {"something else", numbered(2).facts};
  const ReceiptReport report = check(*read, question);
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.kind, "proposal");
  EXPECT_EQ(report.size, 7U);
  EXPECT_EQ(report.parts.at("result"), "disclosed");
  EXPECT_EQ(report.parts.at("case"), "same");
  EXPECT_EQ(report.parts.at("link"), "closed");
  EXPECT_EQ(read->parts.at("result").plain, numbered(2).result);
}

TEST_F(ReceiptTest, HoldsOnlyWhatIsAskedFor) {
  const std::string text = to_text(receipt({{"result"}, {}}));
  const auto read = parse_receipt(text);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->parts.size(), 1U);
  for (const auto& [name, part] : read->parts) EXPECT_NE(part.plain, numbered(2).facts);
  EXPECT_EQ(check(receipt({{}, {"case"}})).parts.at("case"), "bound");
}

TEST_F(ReceiptTest, WhatIsBentIsFoundOut) {
  const Receipt sound = receipt({{"result"}, {"case"}});
  Receipt bent = sound;
  bent.index = 2;
  EXPECT_EQ(first_finding(bent), "proof_mismatch");
  bent = sound;
  bent.proof.pop_back();
  EXPECT_EQ(first_finding(bent), "proof_mismatch");
  bent = sound;
  bent.parts["result"].plain = numbered(3).result;
  EXPECT_EQ(first_finding(bent), "part_mismatch");
  bent = sound;
  bent.parts["result"].salt[7] ^= 1;
  EXPECT_EQ(first_finding(bent), "part_mismatch");
  bent = sound;
  bent.parts["act"] = bent.parts["result"];  // the record has no such part
  EXPECT_EQ(first_finding(bent), "part_mismatch");
  bent = sound;
  bent.entry->replace(bent.entry->find("proposal"), 8, "decision");
  EXPECT_EQ(first_finding(bent), "proof_mismatch");
  bent = sound;
  bent.checkpoint.replace(bent.checkpoint.find("\n7\n"), 3, "\n8\n");
  EXPECT_EQ(first_finding(bent), "signature_invalid");
  ReceiptQuestion question;
  question.held["case"] = {numbered(1).facts};
  EXPECT_EQ(first_finding(sound, question), "part_differs");
  question = {};
  question.leaf = leaf_hash("another record");
  EXPECT_EQ(first_finding(sound, question), "leaf_mismatch");
}

TEST_F(ReceiptTest, WithoutTheRecordItsHashIsNeeded) {
  Receipt bare = receipt();
  const Hash32 leaf = leaf_hash(*bare.entry);
  bare.entry.reset();
  EXPECT_EQ(to_text(bare).find("extra"), std::string::npos);
  const auto none = check_receipt(bare, {key_, std::nullopt, {}});
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, "S5020");
  EXPECT_TRUE(check(bare, {key_, leaf, {}}).ok());
  EXPECT_EQ(first_finding(bare, {key_, leaf_hash("x"), {}}), "proof_mismatch");
  const auto closed = check_receipt(receipt(), {key_, std::nullopt, {{"case", {"x"}}}});
  ASSERT_FALSE(closed.has_value());
  EXPECT_EQ(closed.error().code, "S5020");
}

TEST_F(ReceiptTest, AnotherKeyVouchesForNothing) {
  World other;
  fill(other, 1);
  ReceiptQuestion question;
  question.key = *parse_verifier_key(without_newline(slurp(other.path() + "/log.pub")));
  const auto report = check_receipt(receipt(), question);
  ASSERT_TRUE(report.has_value());
  // The same "random" bytes made the same key: only with the same origin is it the same log.
  question.key.public_key[0] ^= 1;
  EXPECT_FALSE(check_receipt(receipt(), question)->ok());
}

// Every byte of a receipt, one bit of it bent: never accepted with another meaning.
TEST_F(ReceiptTest, NoBentByteIsAccepted) {
  const Receipt made = receipt({{"result"}, {"case"}});
  const std::string sound = to_text(made);
  int refused = 0;
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string bent = sound;
    bent[at] = static_cast<char>(bent[at] ^ 1);
    const auto read = parse_receipt(bent);
    if (!read) {
      ++refused;
      continue;
    }
    const auto report = check_receipt(*read, {key_, std::nullopt, {}});
    if (!report || !report->ok()) {
      ++refused;
      continue;
    }
    // Only what nobody signs or reads may change: members that are not `entry` or `parts`.
    EXPECT_EQ(read->entry, made.entry) << at;
    for (const auto& [name, part] : read->parts) {
      if (part.plain) {
        EXPECT_EQ(part.plain, made.parts.at(name).plain) << at;
      }
    }
  }
  EXPECT_GT(refused, static_cast<int>(sound.size() * 9 / 10));
}

TEST_F(ReceiptTest, WhatIsNoReceiptIsInvalidInput) {
  const std::string sound = to_text(receipt());
  const std::string index = "index 3\n";
  for (const std::string& text :
       {std::string(), std::string("\n\n"), sound.substr(1), sound.substr(0, 40),
        std::string(sound).replace(sound.find(index), index.size(), "index 03\n"),
        std::string(sound).replace(sound.find(index), index.size(), "index -3\n"),
        std::string(sound).replace(sound.find(index), index.size(), "index 99999999999999999999\n"),
        std::string(sound).replace(sound.find(index), index.size(), ""),
        std::string(sound).replace(sound.find("extra "), 8, "extra !!"),
        std::string(sound).replace(sound.find(index), index.size(), index + "x\n")}) {
    const auto read = parse_receipt(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(read.error().code, "S5019");
    EXPECT_EQ(read.error().failure, Failure::kInvalidInput);
  }
}

}  // namespace
}  // namespace stadga::audit::test
