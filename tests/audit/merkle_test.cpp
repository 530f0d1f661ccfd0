// RFC 6962: known roots, both ways to compute them, and proofs of every small size.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>

#include "stadga/audit/merkle.h"

namespace stadga::audit {
namespace {

const std::vector<std::string>& classic_leaves() {
  static const std::vector<std::string> kLeaves = [] {
    std::vector<std::string> leaves;
    for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f"}) {
      const Bytes bytes = from_hex(hex).value();
      leaves.emplace_back(bytes.begin(), bytes.end());
    }
    return leaves;
  }();
  return kLeaves;
}

std::vector<Hash32> numbered_leaves(std::size_t count) {
  std::vector<Hash32> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

RangeHashes over(const std::vector<Hash32>& leaves) {
  return {[](std::uint64_t first, std::uint64_t last) { return last - first == 1; },
          [&leaves](std::uint64_t first, std::uint64_t) { return leaves[first]; }};
}

Hash32 root_of(const std::vector<Hash32>& leaves, std::size_t size) {
  return root_by_definition(std::span(leaves).first(size));
}

TEST(Merkle, KnownRoots) {
  const char* expected[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  std::vector<Hash32> leaves;
  Frontier frontier;
  for (std::size_t n = 0;; ++n) {
    EXPECT_EQ(to_hex(root_by_definition(leaves)), expected[n]) << n;
    EXPECT_EQ(to_hex(frontier.root()), expected[n]) << n;
    if (n == 8) break;
    leaves.push_back(leaf_hash(classic_leaves()[n]));
    frontier.add(leaves.back());
  }
}

TEST(Merkle, LeafAndNodeAreDifferentWorlds) {
  const Hash32 a = leaf_hash("a");
  const Hash32 b = leaf_hash("b");
  std::string pair(a.begin(), a.end());
  pair.append(b.begin(), b.end());
  EXPECT_NE(node_hash(a, b), leaf_hash(pair));
  EXPECT_EQ(node_hash(a, b), sha256("\x01" + pair));
}

TEST(Merkle, BothRootsAgreeAndTheEdgeIsFound) {
  const auto leaves = numbered_leaves(600);
  Frontier frontier;
  std::vector<Subtree> completed;
  for (std::size_t n = 0; n < leaves.size(); ++n) {
    frontier.add(leaves[n], &completed);
    ASSERT_EQ(frontier.root(), root_of(leaves, n + 1)) << n;
    std::uint64_t at = 0;
    for (std::uint64_t left = n + 1; left != 0;) {
      const std::uint64_t width = std::bit_floor(left);
      const Hash32* hash = frontier.find(at, at + width);
      ASSERT_NE(hash, nullptr);
      ASSERT_EQ(*hash, root_by_definition(std::span(leaves).subspan(at, width)));
      ASSERT_EQ(frontier.find(at, at + width + 1), nullptr);
      at += width;
      left -= width;
    }
    ASSERT_EQ(Frontier(n + 1, frontier.hashes()).root(), frontier.root());
  }
  for (const Subtree& subtree : completed) {
    ASSERT_EQ(subtree.hash, root_by_definition(std::span(leaves).subspan(
                                subtree.first, subtree.last - subtree.first)));
  }
}

TEST(Merkle, EveryInclusionProofUpTo130) {
  const auto leaves = numbered_leaves(130);
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Hash32 root = root_of(leaves, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Proof proof = inclusion_proof(index, size, over(leaves));
      ASSERT_TRUE(verify_inclusion(index, size, leaves[index], root, proof)) << index << '/' << size;
      ASSERT_LE(proof.size(), std::bit_width(size));
      ASSERT_FALSE(verify_inclusion(index, size, leaves[(index + 1) % 130], root, proof));
      ASSERT_FALSE(verify_inclusion(size, size, leaves[index], root, proof));
      if (size > 1) {
        ASSERT_FALSE(verify_inclusion((index + 1) % size, size, leaves[index], root, proof));
      }
      Proof longer = proof;
      longer.push_back(root);
      ASSERT_FALSE(verify_inclusion(index, size, leaves[index], root, longer));
      longer = proof;
      longer.insert(longer.begin(), root);
      ASSERT_FALSE(verify_inclusion(index, size, leaves[index], root, longer));
      if (!proof.empty()) {
        ASSERT_FALSE(verify_inclusion(index, size, leaves[index], root,
                                      std::span(proof).first(proof.size() - 1)));
      }
    }
  }
}

TEST(Merkle, EveryConsistencyProofUpTo130) {
  const auto leaves = numbered_leaves(130);
  std::vector<Hash32> roots;
  for (std::size_t n = 0; n <= leaves.size(); ++n) roots.push_back(root_of(leaves, n));
  for (std::uint64_t to = 0; to <= leaves.size(); ++to) {
    for (std::uint64_t from = 0; from <= to; ++from) {
      const Proof proof = consistency_proof(from, to, over(leaves));
      ASSERT_TRUE(verify_consistency(from, to, roots[from], roots[to], proof)) << from << ' ' << to;
      if (from != to) {
        ASSERT_FALSE(verify_consistency(to, from, roots[to], roots[from], proof));
        Hash32 other = roots[to];
        other[0] = static_cast<std::uint8_t>(other[0] ^ 1U);
        if (from != 0) {
          ASSERT_FALSE(verify_consistency(from, to, roots[from], other, proof));
        }
        Hash32 old = roots[from];
        old[31] = static_cast<std::uint8_t>(old[31] ^ 1U);
        ASSERT_FALSE(verify_consistency(from, to, old, roots[to], proof));
      }
      Proof longer = proof;
      longer.push_back(roots[to]);
      ASSERT_FALSE(verify_consistency(from, to, roots[from], roots[to], longer));
      if (!proof.empty()) {
        ASSERT_FALSE(verify_consistency(from, to, roots[from], roots[to],
                                        std::span(proof).first(proof.size() - 1)));
      }
    }
  }
}

// Every bit of every hash of some proofs, and of the leaf.
TEST(Merkle, NoBentProofPasses) {
  const auto leaves = numbered_leaves(130);
  for (const std::uint64_t size : {1U, 2U, 3U, 7U, 8U, 64U, 65U, 130U}) {
    const Hash32 root = root_of(leaves, size);
    for (const std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) {
      const Proof proof = inclusion_proof(index, size, over(leaves));
      for (std::size_t bit = 0; bit < (proof.size() + 1) * 256; ++bit) {
        Proof bent = proof;
        Hash32 leaf = leaves[index];
        Hash32& target = bit / 256 < proof.size() ? bent[bit / 256] : leaf;
        target[bit % 256 / 8] = static_cast<std::uint8_t>(target[bit % 256 / 8] ^ (1U << (bit % 8)));
        ASSERT_FALSE(verify_inclusion(index, size, leaf, root, bent));
      }
      const Proof consistency = consistency_proof(index, size, over(leaves));
      for (std::size_t bit = 0; bit < consistency.size() * 256; ++bit) {
        Proof bent = consistency;
        Hash32& target = bent[bit / 256];
        target[bit % 256 / 8] = static_cast<std::uint8_t>(target[bit % 256 / 8] ^ (1U << (bit % 8)));
        ASSERT_FALSE(verify_consistency(index, size, root_of(leaves, index), root, bent));
      }
    }
  }
}

// A proof for other coordinates passes only where both trees have the same shape there.
TEST(Merkle, ProofsBindIndexAndSize) {
  const auto leaves = numbered_leaves(40);
  for (std::uint64_t size = 2; size <= 40; ++size) {
    const Hash32 root = root_of(leaves, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Proof proof = inclusion_proof(index, size, over(leaves));
      for (std::uint64_t other = 0; other < size; ++other) {
        ASSERT_EQ(verify_inclusion(other, size, leaves[index], root, proof), other == index);
      }
    }
  }
  EXPECT_FALSE(verify_inclusion(0, 0, leaves[0], empty_root(), {}));
  EXPECT_FALSE(verify_inclusion(UINT64_MAX, UINT64_MAX, leaves[0], leaves[0], {}));
  EXPECT_FALSE(verify_inclusion(0, UINT64_MAX, leaves[0], leaves[0], {}));
}

// Proofs computed from an edge and new leaves alone, as the writer does.
TEST(Merkle, EdgeAndNewLeavesSuffice) {
  const auto leaves = numbered_leaves(100);
  for (std::uint64_t from = 0; from <= 60; ++from) {
    Frontier edge;
    for (std::uint64_t i = 0; i < from; ++i) edge.add(leaves[i]);
    for (std::uint64_t to = from; to <= 100; ++to) {
      const RangeHashes ranges{
          [&](std::uint64_t a, std::uint64_t b) {
            return edge.find(a, b) != nullptr || (a >= from && b - a == 1);
          },
          [&](std::uint64_t a, std::uint64_t b) {
            const Hash32* hash = edge.find(a, b);
            return hash != nullptr ? *hash : leaves[a];
          }};
      const Hash32 root = root_by_definition(0, to, ranges);
      ASSERT_EQ(root, root_of(leaves, to));
      ASSERT_TRUE(verify_consistency(from, to, root_of(leaves, from), root,
                                     consistency_proof(from, to, ranges)));
    }
  }
}

}  // namespace
}  // namespace stadga::audit
