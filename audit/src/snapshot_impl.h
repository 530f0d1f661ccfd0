// snapshot_impl.h - the copy that a Snapshot works on, shared with the verifier.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "files.h"
#include "keys.h"
#include "stadga/audit/note.h"
#include "stadga/audit/snapshot.h"
#include "store.h"

namespace stadga::audit {

// What could not be opened is null, and says why in `damage` (database) or by its absence. The
// databases have lost their names: what the process leaves when it is killed is nothing.
struct LogCopy {
  Paths original;
  bool keys_elsewhere = false;
  bool keys_unreadable = false;          // something else than a file lies in their place
  std::unique_ptr<Database> db;
  std::unique_ptr<KeyStore> keys;
  std::optional<Error> damage;
  std::optional<std::string> head;       // the note's bytes; empty where they are no text file
  std::optional<VerifierKey> verifier;   // pinned, else self-declared
  bool pinned = false;

  [[nodiscard]] std::string origin() const;
};

enum class PartState { kOpened, kErased, kSealed, kKeyGone, kMissing, kMismatch };
struct ReadPart {
  PartState state = PartState::kMissing;
  std::string plain;
  Salt salt{};
};
// One part of an entry whose view is given; keys are cached per case by the caller's cache.
struct KeyCache {
  std::optional<KeyName> name;
  std::optional<CaseKeys> keys;
};
[[nodiscard]] ReadPart open_row(LogCopy& copy, KeyCache& cache, std::uint64_t index,
                                std::string_view name, const Hash32& expected,
                                const PartView& row);
[[nodiscard]] ReadPart read_part(LogCopy& copy, KeyCache& cache, std::uint64_t index,
                                 const EntryView& view, std::string_view name);

[[nodiscard]] VerifyReport verify_copy(LogCopy& copy);

class Snapshot::Impl {
 public:
  explicit Impl(LogCopy opened) : copy(std::move(opened)) {}
  LogCopy copy;
  KeyCache cache;
};

}  // namespace stadga::audit
