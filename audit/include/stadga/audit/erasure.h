// erasure.h - what somebody decided about records: that their content goes, that it must stay, that
// it need not stay any longer. Given to Log::erase, Log::hold and Log::release.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace stadga::audit {

// Stands in the record for ever but for the approvers, who are persons: they lie in its part `act`.
struct LegalBasis {
  std::string text;                    // the decision's ground, in words; names nobody
  std::string provision;               // "16 kap. 1 § socialtjänstlagen (2025:400)"
  std::string body;                    // the body that decided
  std::string day;                     // YYYY-MM-DD
  std::vector<std::string> approvers;  // of an erasure two at least, of different names
};

struct ErasedItem {
  std::uint64_t index = 0;
  std::vector<std::string> parts;  // none: all that the record has
};

// A `link` goes only with everything else of its case: what remained of the case could not be
// checked without it.
struct ErasureOrder {
  std::vector<ErasedItem> items;
  LegalBasis basis;
};

// A record of a list that an earlier erasure had taken parts of.
struct ErasedBefore {
  std::uint64_t index = 0;
  std::uint64_t erasure = 0;  // leaf index of the erasure
  std::string day;            // of its decision
  std::string provision;
};

// Covers the records and every other record of their cases, until it is released.
struct HoldOrder {
  std::vector<std::uint64_t> records;
  LegalBasis basis;
};

struct ReleaseOrder {
  std::uint64_t hold = 0;  // leaf index of the hold
  LegalBasis basis;
};

}  // namespace stadga::audit
