// merkle.h - the tree of RFC 6962 (and 9162): hashes, roots, proofs and their verification.
//
//   leaf = SHA-256(0x00 || entry)     node = SHA-256(0x01 || left || right)
// A list of n > 1 leaves splits at the largest power of two smaller than n. The root exists twice:
// `root_by_definition` is the recursion of the RFC, `Frontier` keeps the right edge. The writer
// signs only where both agree. Everything here is pure and thread-safe.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "stadga/base/crypto.h"

namespace stadga::audit {

[[nodiscard]] Hash32 leaf_hash(std::string_view entry);
[[nodiscard]] Hash32 node_hash(const Hash32& left, const Hash32& right);
[[nodiscard]] Hash32 empty_root();  // SHA-256 of nothing

// Hash of the leaves [first, last); asked only for ranges that `known` accepts.
struct RangeHashes {
  std::function<bool(std::uint64_t first, std::uint64_t last)> known;
  std::function<Hash32(std::uint64_t first, std::uint64_t last)> hash;
};
// RFC 6962 2.1 by recursion down to known ranges. Every single leaf that is reached must be known.
[[nodiscard]] Hash32 root_by_definition(std::uint64_t first, std::uint64_t last,
                                        const RangeHashes& ranges);
[[nodiscard]] Hash32 root_by_definition(std::span<const Hash32> leaves);

struct Subtree {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // one past
  Hash32 hash{};
};

// The right edge: the roots of the complete subtrees of the tree, from the largest down.
class Frontier {
 public:
  Frontier() = default;
  // INVARIANT: hashes.size() == popcount(size).
  Frontier(std::uint64_t size, std::vector<Hash32> hashes);
  // Appends the subtrees of two leaves and more that the leaf completes, smallest first.
  void add(const Hash32& leaf, std::vector<Subtree>* completed = nullptr);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash32 root() const;
  [[nodiscard]] const std::vector<Hash32>& hashes() const { return hashes_; }
  // The subtree [first, last) when it is one of the edge's, else nullptr.
  [[nodiscard]] const Hash32* find(std::uint64_t first, std::uint64_t last) const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash32> hashes_;
};

using Proof = std::vector<Hash32>;
// Precondition: index < size. Hashes from the leaf's sibling up to the root.
[[nodiscard]] Proof inclusion_proof(std::uint64_t index, std::uint64_t size,
                                    const RangeHashes& ranges);
// Precondition: from <= to. Empty for from == 0 and from == to.
[[nodiscard]] Proof consistency_proof(std::uint64_t from, std::uint64_t to,
                                      const RangeHashes& ranges);

// False for every proof that is not exactly the one for (index, size, leaf, root).
[[nodiscard]] bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash32& leaf,
                                    const Hash32& root, std::span<const Hash32> proof);
[[nodiscard]] bool verify_consistency(std::uint64_t from, std::uint64_t to, const Hash32& root_from,
                                      const Hash32& root_to, std::span<const Hash32> proof);

}  // namespace stadga::audit
