// The C++ verifier's inner answers against published ones: RFC 6962's roots, C2SP's sample note.
// The verifier is one file with a `main`; it is read here under another name (CMakeLists.txt).
#include "../../verifiers/stadga_verify.cpp"

#include <gtest/gtest.h>

namespace {

const vector<string> kLeaves{"",
                             string(1, '\0'),
                             "\x10",
                             "\x20\x21",
                             "\x30\x31",
                             "\x40\x41\x42\x43",
                             "\x50\x51\x52\x53\x54\x55\x56\x57",
                             "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
const vector<string> kRoots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(VerifierKnownAnswers, RootsOfRfc6962) {
  Tree tree;
  for (const string& leaf : kLeaves) tree.leaves.push_back(sha256(string(1, '\0') + leaf));
  for (std::size_t size = 0; size <= kLeaves.size(); ++size) {
    EXPECT_EQ(hex(tree.root(size)), kRoots[size]) << size;
  }
}

TEST(VerifierKnownAnswers, SampleOfSignedNote) {
  const Key key =
      parse_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  EXPECT_EQ(hex(key.id), "530d903a");
  const string body = "This is an example message.\n";
  const string line =
      "\xE2\x80\x94 example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuw"
      "HjG1Yu72IneyaQM=";
  EXPECT_TRUE(read_signature(line, body, key));
  EXPECT_FALSE(tried([&] { return read_signature(line, body + "x", key); }).has_value());
  for (std::size_t bit = 0; bit < line.size() * 8; ++bit) {
    string bent = line;
    bent[bit / 8] = static_cast<char>(bent[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(tried([&] { return read_signature(bent, body, key); }).value_or(false)) << bit;
  }
}

TEST(VerifierKnownAnswers, OnlyCanonicalJsonIsRead) {
  EXPECT_TRUE(tried([] { return read_sj1(R"({"a":[1,"x",null,true],"b":{}})", 100); }).has_value());
  for (const string bad :
       {"", "[]", "{} ", R"({"a":1,"a":1})", R"({"b":1,"a":1})", R"({"a":1.0})", R"({"a":-0})",
        R"({"a":9007199254740992})", R"({"a":"\u0061"})", "{\"a\":\"a\xCC\x88\"}"}) {
    EXPECT_FALSE(tried([&] { return read_sj1(bad, 100); }).has_value()) << bad;
  }
}

}  // namespace
