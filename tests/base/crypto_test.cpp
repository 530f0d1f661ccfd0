// Known answers: FIPS 180-4, RFC 4231, RFC 4648, RFC 8032, draft-irtf-cfrg-xchacha.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "stadga/base/crypto.h"

namespace stadga {
namespace {

template <std::size_t N>
std::array<std::uint8_t, N> array_of(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  std::array<std::uint8_t, N> out{};
  EXPECT_EQ(bytes.size(), N);
  std::copy_n(bytes.begin(), std::min(N, bytes.size()), out.begin());
  return out;
}
std::string text_of(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  return {bytes.begin(), bytes.end()};
}

TEST(Crypto, Sha256) {
  EXPECT_EQ(to_hex(sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(sha256(std::string(1000000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256_name("abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(labelled_sha256("ab", "c"), sha256(std::string_view("ab\0c", 4)));
}

TEST(Crypto, Sha256FromManyThreads) {
  std::vector<std::thread> threads;
  std::array<bool, 8> good{};
  for (std::size_t t = 0; t < good.size(); ++t) {
    threads.emplace_back([&good, t] {
      bool all = true;
      for (int i = 0; i < 2000; ++i) {
        all = all && to_hex(sha256("abc")).starts_with("ba7816bf") &&
              to_hex(sha256("")).starts_with("e3b0c442");
      }
      good[t] = all;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const bool g : good) EXPECT_TRUE(g);
}

TEST(Crypto, HmacSha256) {
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(20, 0x0b), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  const std::string jefe = "Jefe";
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(jefe.begin(), jefe.end()), "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(20, 0xaa), std::string(50, '\xdd'))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(to_hex(hmac_sha256(Bytes(131, 0xaa),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(to_hex(hmac_sha256({}, "")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Crypto, Ed25519Rfc8032) {
  struct Vector {
    const char *seed, *public_key, *message, *signature;
  };
  for (const Vector& v :
       {Vector{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
               "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
               "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc6"
               "1e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
        Vector{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
               "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
               "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e45"
               "8f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
        Vector{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
               "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
               "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae"
               "67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}}) {
    const Ed25519Key key = ed25519_from_seed(array_of<32>(v.seed));
    EXPECT_EQ(to_hex(key.public_key), v.public_key);
    const std::string message = text_of(v.message);
    const Signature signature = ed25519_sign(key, message);
    EXPECT_EQ(to_hex(signature), v.signature);
    EXPECT_TRUE(ed25519_verify(key.public_key, message, signature));
    EXPECT_FALSE(ed25519_verify(key.public_key, message + "x", signature));
    for (std::size_t bit = 0; bit < 512; ++bit) {
      Signature bent = signature;
      bent[bit / 8] = static_cast<std::uint8_t>(bent[bit / 8] ^ (1U << (bit % 8)));
      ASSERT_FALSE(ed25519_verify(key.public_key, message, bent)) << bit;
    }
  }
}

// The sample of C2SP's signed-note page, by our primitives alone: key id, then signature.
TEST(Crypto, C2spSampleNote) {
  const Bytes typed = from_base64("AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k").value();
  const Bytes signed_with = from_base64(
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=")
      .value();
  ASSERT_EQ(typed.size(), 33U);
  ASSERT_EQ(signed_with.size(), 68U);
  const std::string preimage = "example.com/foo\n" + std::string(typed.begin(), typed.end());
  EXPECT_EQ(to_hex(sha256(preimage)).substr(0, 8), "530d903a");
  EXPECT_EQ(to_hex(std::span(signed_with).first(4)), "530d903a");
  Signature signature{};
  std::copy(signed_with.begin() + 4, signed_with.end(), signature.begin());
  EXPECT_TRUE(ed25519_verify(std::span(typed).last<32>(), "This is an example message.\n",
                             signature));
}

TEST(Crypto, SealsAndOpens) {
  // draft-irtf-cfrg-xchacha-03, A.3.1
  const auto key = array_of<32>("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
  const auto nonce = array_of<24>("404142434445464748494a4b4c4d4e4f5051525354555657");
  const std::string aad = text_of("50515253c0c1c2c3c4c5c6c7");
  const std::string plain =
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
      "sunscreen would be it.";
  const Bytes sealed = seal(key, nonce, plain, aad);
  EXPECT_EQ(to_hex(sealed),
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a8"
            "2f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369"
            "488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf"
            "49");
  EXPECT_EQ(open_sealed(key, nonce, sealed, aad), plain);
  EXPECT_EQ(open_sealed(key, nonce, sealed, aad + "x"), std::nullopt);
  EXPECT_EQ(open_sealed(key, nonce, std::span(sealed).first(15), aad), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    Bytes bent = sealed;
    bent[i] = static_cast<std::uint8_t>(bent[i] ^ 1U);
    ASSERT_EQ(open_sealed(key, nonce, bent, aad), std::nullopt) << i;
  }
}

TEST(Crypto, Encodings) {
  const auto bytes = [](std::string_view s) { return Bytes(s.begin(), s.end()); };
  for (const auto& [plain, coded] : std::vector<std::pair<std::string, std::string>>{
           {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
           {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(to_base64(bytes(plain)), coded);
    EXPECT_EQ(from_base64(coded), bytes(plain));
    const std::string url = coded.substr(0, coded.find('='));
    EXPECT_EQ(to_base64url(bytes(plain)), url);
    EXPECT_EQ(from_base64url(url), bytes(plain));
  }
  EXPECT_EQ(to_base64url(Bytes{0xfb, 0xff}), "-_8");
  for (const char* bad : {"Zg", "Zg=", "Zg===", "Zh==", "Z", "Zm9v\n", " Zm9v", "Zm-_", "Zg==Zg=="}) {
    EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
  }
  for (const char* bad : {"Zg==", "Zh", "Z", "Zm9v\n", "+/8"}) {
    EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(to_hex(Bytes{0x00, 0xaf}), "00af");
  EXPECT_EQ(from_hex("00AF"), std::nullopt);
  EXPECT_EQ(from_hex("0"), std::nullopt);
  EXPECT_EQ(from_hex("0g"), std::nullopt);
}

RC_GTEST_PROP(CryptoProperty, EncodingsRoundTrip, (const std::vector<std::uint8_t>& bytes)) {
  RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
  RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

TEST(Crypto, ComparesAndWipes) {
  Bytes a{1, 2, 3};
  EXPECT_TRUE(equal_constant_time(a, Bytes{1, 2, 3}));
  EXPECT_FALSE(equal_constant_time(a, Bytes{1, 2, 4}));
  EXPECT_FALSE(equal_constant_time(a, Bytes{1, 2}));
  wipe(a);
  EXPECT_EQ(a, (Bytes{0, 0, 0}));
}

}  // namespace
}  // namespace stadga
