// note.h - signed notes and checkpoints as C2SP specifies them (signed-note, tlog-checkpoint).
//
// A note is a text that ends in a newline, an empty line, and one line a signature:
//   U+2014 SP <key name> SP base64(key id (4 bytes) || signature)
// A checkpoint is a note whose text is: origin, decimal size, base64 root, one a line.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/crypto.h"
#include "stadga/base/note_key.h"
#include "stadga/base/result.h"

namespace stadga::audit {

// Keys are written as in base/note_key.h.
using stadga::is_key_name;
using stadga::key_id;
using stadga::KeyId;
using stadga::parse_verifier_key;
using stadga::to_string;
using stadga::VerifierKey;

struct NoteSignature {
  std::string name;
  KeyId id{};
  Bytes signature;
};
struct Note {
  std::string text;  // with its final newline: what is signed
  std::vector<NoteSignature> signatures;
};
[[nodiscard]] std::optional<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string sign_note(std::string_view text, std::string_view name,
                                    const Ed25519Key& key);
// At least one signature is by `key` and good, and none that claims to be by it is bad.
[[nodiscard]] bool verify_note(const Note& note, const VerifierKey& key);

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash32 root{};
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};
[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);
// Strict: no leading zero, canonical base64, and at most extension lines after the root.
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view text);
// Parses the note, checks signature and that origin and key name agree.
[[nodiscard]] std::optional<Checkpoint> open_checkpoint(std::string_view bytes,
                                                        const VerifierKey& key);

}  // namespace stadga::audit
