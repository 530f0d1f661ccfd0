// receipt.h - what a party keeps of a record: C2SP's tlog-proof, checked without the log.
//
// The `extra` line carries the record's entry and, for parts that are disclosed, the salt of their
// commitment, alone or with the plain bytes (docs/audit-format.md, 7). Pure and thread-safe.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/audit/note.h"
#include "stadga/audit/snapshot.h"

namespace stadga::audit {

inline constexpr std::size_t kMaxReceiptBytes = 16U << 20U;

// The salt alone binds bytes that the reader holds already and discloses nothing to anybody else.
struct Disclosure {
  Hash32 salt{};
  std::optional<std::string> plain;
};

struct Receipt {
  std::uint64_t index = 0;
  std::vector<Hash32> proof;
  std::string checkpoint;            // the signed note
  std::optional<std::string> entry;  // the record's bytes
  std::map<std::string, Disclosure, std::less<>> parts;
};
[[nodiscard]] std::string to_text(const Receipt& receipt);
// S5019 where it is none.
[[nodiscard]] Result<Receipt> parse_receipt(std::string_view text);

struct ReceiptQuestion {
  VerifierKey key;
  std::optional<Hash32> leaf;  // the record's, known otherwise
  // Bytes that the reader holds of a part; any of them may be the recorded ones.
  std::map<std::string, std::vector<std::string>> held;
};

struct ReceiptReport {
  std::string origin, kind, time;  // kind and time where the entry is there
  std::uint64_t index = 0;
  std::uint64_t size = 0;  // records under the checkpoint
  Hash32 root{}, leaf{};
  // Of every part that the entry commits to: "closed", "disclosed", "bound" (a salt alone),
  // "same" (as the reader's bytes) or "differs".
  std::map<std::string, std::string> parts;
  std::vector<Finding> findings;  // kinds: signature_invalid, leaf_mismatch, proof_mismatch,
                                  // entry_malformed, part_mismatch, part_differs
  [[nodiscard]] bool ok() const { return findings.empty(); }
};
// S5020 where the receipt does not hold what is needed to answer: no entry and no leaf, or a part
// asked for that it does not open.
[[nodiscard]] Result<ReceiptReport> check_receipt(const Receipt& receipt,
                                                  const ReceiptQuestion& question);

// What to hand out of a record: parts with their plain bytes, and parts of which the salt alone.
struct Disclosing {
  std::vector<std::string> plain, salts;
};
// Against the head's checkpoint, with the record's entry.
[[nodiscard]] Result<Receipt> receipt_of(Snapshot& log, std::uint64_t index,
                                         const Disclosing& disclosing);

}  // namespace stadga::audit
