// Signed notes and checkpoints by C2SP's specification, with its published samples.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "stadga/audit/note.h"

namespace stadga::audit {
namespace {

constexpr const char* kSampleKey =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const std::string kSampleNote =
    "This is an example message.\n\n\xE2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6Tf"
    "Xppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

Ed25519Key key_of(std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return ed25519_from_seed(bytes);
}

TEST(Note, VerifiesTheSpecificationsSample) {
  const auto key = parse_verifier_key(kSampleKey);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(to_string(*key), kSampleKey);
  EXPECT_EQ(to_hex(key_id(*key)), "530d903a");
  const auto note = parse_note(kSampleNote);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->text, "This is an example message.\n");
  EXPECT_TRUE(verify_note(*note, *key));
}

TEST(Note, NoBentByteOfTheSamplePasses) {
  const VerifierKey key = parse_verifier_key(kSampleKey).value();
  for (std::size_t bit = 0; bit < kSampleNote.size() * 8; ++bit) {
    std::string bent = kSampleNote;
    bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
    const auto note = parse_note(bent);
    ASSERT_FALSE(note && verify_note(*note, key)) << bit;
  }
}

TEST(Note, VerifierKeysAreStrict) {
  for (const char* bad :
       {"", "+", "a+b", "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+", "exa mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        " example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"}) {
    EXPECT_FALSE(parse_verifier_key(bad).has_value()) << bad;
  }
}

TEST(Note, SignedNotesVerify) {
  const Ed25519Key key = key_of(7);
  const VerifierKey verifier{"log.example/a", key.public_key};
  const std::string bytes = sign_note("one\n\ntwo\n", verifier.name, key);
  const auto note = parse_note(bytes);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->text, "one\n\ntwo\n");  // the text may hold empty lines
  EXPECT_TRUE(verify_note(*note, verifier));
  EXPECT_FALSE(verify_note(*note, {"log.example/b", key.public_key}));
  EXPECT_FALSE(verify_note(*note, {"log.example/a", key_of(8).public_key}));
}

TEST(Note, UnknownSignaturesAreIgnoredBadOnesAreNot) {
  const Ed25519Key key = key_of(7);
  const VerifierKey verifier{"log.example/a", key.public_key};
  std::string bytes = sign_note("text\n", verifier.name, key);
  const auto line_of = [](const std::string& note) { return note.substr(note.find("\n\n") + 2); };
  // Fifteen strangers, one of them with the same name and another key.
  for (std::uint8_t i = 0; i < 14; ++i) {
    bytes += line_of(sign_note("text\n", "stranger" + std::to_string(i), key_of(i)));
  }
  bytes += line_of(sign_note("text\n", verifier.name, key_of(99)));
  auto note = parse_note(bytes);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->signatures.size(), 16U);
  EXPECT_TRUE(verify_note(*note, verifier));
  // A second signature that claims to be ours and is not spoils the note.
  note = parse_note(bytes + line_of(sign_note("other\n", verifier.name, key)));
  ASSERT_TRUE(note.has_value());
  EXPECT_FALSE(verify_note(*note, verifier));
  // Only strangers: not ours.
  note = parse_note(sign_note("text\n", "stranger", key_of(1)));
  EXPECT_FALSE(verify_note(*note, verifier));
}

TEST(Note, MalformedNotesAreRejected) {
  const std::string good = sign_note("text\n", "a", key_of(1));
  ASSERT_TRUE(parse_note(good).has_value());
  const std::string line = good.substr(good.find("\n\n") + 2);
  for (const std::string& bad :
       {std::string(), std::string("text\n"), std::string("text\n\n"), "text" + line,
        "text\n" + line, "\n" + line, "\n\n" + line, good.substr(0, good.size() - 1), good + "x",
        good + "\n", good + "\xE2\x80\x94 a\n", good + "\xE2\x80\x94 a AAAA\n",
        good + "\xE2\x80\x94  a AAAAAAAA\n", good + "- a AAAAAAAA\n",
        good + "\xE2\x80\x94 a+b AAAAAAAA\n", good + "\xE2\x80\x94 a\xC2\xA0" "b AAAAAAAA\n",
        good + "\xE2\x80\x94 a\xE2\x80\xA8" "b AAAAAAAA\n",
        good + "\xE2\x80\x94 a\xE2\x80\x85" "b AAAAAAAA\n",
        "text\r\n\r\n" + line, "te\x01xt\n\n" + line, "te\txt\n\n" + line,
        "te\xfft\n\n" + line, std::string("te\0t\n\n", 6) + line}) {
    EXPECT_FALSE(parse_note(bad).has_value()) << bad;
  }
  std::string many = good;
  for (int i = 0; i < 70; ++i) many += line;
  EXPECT_FALSE(parse_note(many).has_value());
  EXPECT_FALSE(parse_note(std::string(2 << 20, 'x') + "\n\n" + line).has_value());
}

TEST(Note, CheckpointsAreStrict) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  const auto good = parse_checkpoint("example.com/behind-the-sofa\n20852163\n" + root + "\n");
  ASSERT_TRUE(good.has_value());
  EXPECT_EQ(good->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(good->size, 20852163U);
  EXPECT_EQ(to_base64(good->root), root);
  EXPECT_EQ(parse_checkpoint(to_text(*good)), good);
  EXPECT_TRUE(parse_checkpoint("o\n0\n" + root + "\n").has_value());
  EXPECT_TRUE(parse_checkpoint("o\n1\n" + root + "\nextension\n").has_value());
  EXPECT_EQ(parse_checkpoint("o\n9223372036854775807\n" + root + "\n")->size,
            9223372036854775807U);
  for (const std::string& bad :
       {std::string(), std::string("o\n"), std::string("o\n1\n"), "o\n1\n" + root, "\n1\n" + root + "\n",
        "o\n\n" + root + "\n", "o\n01\n" + root + "\n", "o\n+1\n" + root + "\n",
        "o\n-1\n" + root + "\n", "o\n1 \n" + root + "\n", "o\n0x1\n" + root + "\n",
        "o\n9223372036854775808\n" + root + "\n", "o\n18446744073709551616\n" + root + "\n",
        "o\n1\n" + root.substr(0, 43) + "\n", std::string("o\n1\nAAAA\n"), "o\n1\n" + root + "\n\n",
        "o\n1\n" + root + "\next\n\n", "o\n1\n" + root + "\next",
        std::string("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")}) {
    EXPECT_FALSE(parse_checkpoint(bad).has_value()) << bad;
  }
}

TEST(Note, OpenCheckpointDemandsOriginAndKeyToAgree) {
  const Ed25519Key key = key_of(7);
  const VerifierKey verifier{"log.example/a", key.public_key};
  Checkpoint checkpoint{"log.example/a", 3, sha256("x")};
  EXPECT_EQ(open_checkpoint(sign_note(to_text(checkpoint), verifier.name, key), verifier),
            checkpoint);
  checkpoint.origin = "log.example/other";
  EXPECT_FALSE(
      open_checkpoint(sign_note(to_text(checkpoint), verifier.name, key), verifier).has_value());
}

RC_GTEST_PROP(NoteProperty, ParsersSurviveAnyBytes, (const std::string& bytes)) {
  (void)parse_note(bytes);
  (void)parse_checkpoint(bytes);
  (void)parse_verifier_key(bytes);
  (void)parse_note("x\n\n\xE2\x80\x94 " + bytes);
}

}  // namespace
}  // namespace stadga::audit
