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
#include "stadga/base/result.h"

namespace stadga::audit {

using KeyId = std::array<std::uint8_t, 4>;

// Ed25519 verifier key: "<name>+<8 hex digits>+<base64(0x01 || public key)>".
struct VerifierKey {
  std::string name;
  std::array<std::uint8_t, 32> public_key{};
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
// First four bytes of SHA-256(name || 0x0A || 0x01 || public key).
[[nodiscard]] KeyId key_id(const VerifierKey& key);
[[nodiscard]] std::string to_string(const VerifierKey& key);
[[nodiscard]] std::optional<VerifierKey> parse_verifier_key(std::string_view text);
// Not empty, no Unicode white space or control character, no '+'.
[[nodiscard]] bool is_key_name(std::string_view name);

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
