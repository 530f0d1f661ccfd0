// merkle.cpp - RFC 6962 section 2.1 as written, a right edge kept in a vector, and the iterative
// verification of RFC 9162 sections 2.1.3.2 and 2.1.4.2.
#include "stadga/audit/merkle.h"

#include <bit>
#include <string>

#include "stadga/base/check.h"

namespace stadga::audit {
namespace {


// Largest power of two smaller than n; n > 1.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

void collect_inclusion(std::uint64_t index, std::uint64_t first, std::uint64_t last,
                       const RangeHashes& ranges, Proof& proof) {
  if (last - first == 1) return;
  const std::uint64_t middle = first + split(last - first);
  if (index < middle) {
    collect_inclusion(index, first, middle, ranges, proof);
    proof.push_back(root_by_definition(middle, last, ranges));
  } else {
    collect_inclusion(index, middle, last, ranges, proof);
    proof.push_back(root_by_definition(first, middle, ranges));
  }
}

// SUBPROOF of RFC 6962: `whole` says that [first, first + from) is a tree the reader has the root of.
void collect_consistency(std::uint64_t from, std::uint64_t first, std::uint64_t last, bool whole,
                         const RangeHashes& ranges, Proof& proof) {
  const std::uint64_t size = last - first;
  if (from == size) {
    if (!whole) proof.push_back(root_by_definition(first, last, ranges));
    return;
  }
  const std::uint64_t k = split(size);
  if (from <= k) {
    collect_consistency(from, first, first + k, whole, ranges, proof);
    proof.push_back(root_by_definition(first + k, last, ranges));
  } else {
    collect_consistency(from - k, first + k, last, false, ranges, proof);
    proof.push_back(root_by_definition(first, first + k, ranges));
  }
}

}  // namespace

Hash32 leaf_hash(std::string_view entry) {
  std::string preimage(1, '\0');
  preimage += entry;
  return sha256(preimage);
}

Hash32 node_hash(const Hash32& left, const Hash32& right) {
  std::array<char, 65> preimage{'\x01'};
  std::copy(left.begin(), left.end(), preimage.begin() + 1);
  std::copy(right.begin(), right.end(), preimage.begin() + 33);
  return sha256({preimage.data(), preimage.size()});
}

Hash32 empty_root() { return sha256({}); }

Hash32 root_by_definition(std::uint64_t first, std::uint64_t last, const RangeHashes& ranges) {
  if (first == last) return empty_root();
  if (ranges.known(first, last)) return ranges.hash(first, last);
  STADGA_CHECK(last - first > 1);
  const std::uint64_t middle = first + split(last - first);
  return node_hash(root_by_definition(first, middle, ranges),
                   root_by_definition(middle, last, ranges));
}

Hash32 root_by_definition(std::span<const Hash32> leaves) {
  const RangeHashes single{
      [](std::uint64_t first, std::uint64_t last) { return last - first == 1; },
      [leaves](std::uint64_t first, std::uint64_t) { return leaves[first]; }};
  return root_by_definition(0, leaves.size(), single);
}

Frontier::Frontier(std::uint64_t size, std::vector<Hash32> hashes)
    : size_(size), hashes_(std::move(hashes)) {
  STADGA_CHECK(hashes_.size() == static_cast<std::size_t>(std::popcount(size_)));
}

void Frontier::add(const Hash32& leaf, std::vector<Subtree>* completed) {
  hashes_.push_back(leaf);
  const std::uint64_t end = size_ + 1;
  // Each trailing one bit of the old size is a complete subtree that the leaf completes further.
  std::uint64_t width = 1;
  for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1U) {
    const Hash32 right = hashes_.back();
    hashes_.pop_back();
    hashes_.back() = node_hash(hashes_.back(), right);
    width *= 2;
    if (completed != nullptr) completed->push_back({end - width, end, hashes_.back()});
  }
  size_ = end;
}

Hash32 Frontier::root() const {
  if (hashes_.empty()) return empty_root();
  Hash32 root = hashes_.back();
  for (std::size_t i = hashes_.size() - 1; i-- > 0;) root = node_hash(hashes_[i], root);
  return root;
}

const Hash32* Frontier::find(std::uint64_t first, std::uint64_t last) const {
  std::uint64_t at = 0;
  std::size_t which = 0;
  for (std::uint64_t left = size_; left != 0 && at <= first; ++which) {
    const std::uint64_t width = std::bit_floor(left);
    if (at == first && at + width == last) return &hashes_[which];
    at += width;
    left -= width;
  }
  return nullptr;
}

Proof inclusion_proof(std::uint64_t index, std::uint64_t size, const RangeHashes& ranges) {
  STADGA_CHECK(index < size);
  Proof proof;
  collect_inclusion(index, 0, size, ranges, proof);
  return proof;
}

Proof consistency_proof(std::uint64_t from, std::uint64_t to, const RangeHashes& ranges) {
  STADGA_CHECK(from <= to);
  Proof proof;
  if (from != 0 && from != to) collect_consistency(from, 0, to, true, ranges, proof);
  return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash32& leaf,
                      const Hash32& root, std::span<const Hash32> proof) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Hash32 hash = leaf;
  for (const Hash32& sibling : proof) {
    if (last == 0) return false;
    if ((node & 1U) != 0 || node == last) {
      hash = node_hash(sibling, hash);
      // Levels where the right edge has no sibling are passed without a hash.
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(std::uint64_t from, std::uint64_t to, const Hash32& root_from,
                        const Hash32& root_to, std::span<const Hash32> proof) {
  if (from > to) return false;
  if (from == to) return proof.empty() && root_from == root_to;
  if (from == 0) return proof.empty() && root_from == empty_root();
  if (proof.empty()) return false;
  std::uint64_t node = from - 1;
  std::uint64_t last = to - 1;
  while ((node & 1U) != 0) {
    node >>= 1U;
    last >>= 1U;
  }
  // Where the old tree is one complete subtree, its root starts both ways up and is not sent.
  const bool complete = std::has_single_bit(from);
  Hash32 old_hash = complete ? root_from : proof[0];
  Hash32 new_hash = old_hash;
  for (const Hash32& sibling : proof.subspan(complete ? 0 : 1)) {
    if (last == 0) return false;
    if ((node & 1U) != 0 || node == last) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      while ((node & 1U) == 0 && node != 0) {
        node >>= 1U;
        last >>= 1U;
      }
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    node >>= 1U;
    last >>= 1U;
  }
  return last == 0 && old_hash == root_from && new_hash == root_to;
}

}  // namespace stadga::audit
