// note.cpp - signed notes by the letter of C2SP signed-note: the text is split from its signatures
// at the last empty line; unknown keys are ignored, a bad signature of a known key spoils the note.
#include "stadga/audit/note.h"

#include <algorithm>

#include "stadga/base/text.h"

namespace stadga::audit {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash, space
constexpr std::size_t kMaxNoteBytes = 1U << 20U;
constexpr std::size_t kMaxSignatures = 64;  // the specification demands 16 at least

bool has_control_but_newline(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n';
  });
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  NoteSignature signature;
  signature.name = line.substr(0, space);
  const auto bytes = from_base64(line.substr(space + 1));
  if (!is_key_name(signature.name) || !bytes || bytes->size() < 5) return std::nullopt;
  std::copy_n(bytes->begin(), signature.id.size(), signature.id.begin());
  signature.signature.assign(bytes->begin() + 4, bytes->end());
  return signature;
}

// Decimal without leading zero, at most 2^63 - 1 (what a database can count).
std::optional<std::uint64_t> parse_size(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return value;
}

// Takes one non-empty line with its newline off the front.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::optional<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > kMaxNoteBytes || first_bad_utf8(bytes) || has_control_but_newline(bytes)) {
    return std::nullopt;
  }
  const std::size_t empty_line = bytes.rfind("\n\n");
  if (empty_line == std::string_view::npos || empty_line == 0) return std::nullopt;
  Note note;
  note.text = bytes.substr(0, empty_line + 1);
  std::string_view rest = bytes.substr(empty_line + 2);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    if (!line || note.signatures.size() == kMaxSignatures) return std::nullopt;
    auto signature = parse_signature(*line);
    if (!signature) return std::nullopt;
    note.signatures.push_back(std::move(*signature));
  }
  if (note.signatures.empty()) return std::nullopt;
  return note;
}

std::string sign_note(std::string_view text, std::string_view name, const Ed25519Key& key) {
  const KeyId id = key_id({std::string(name), key.public_key});
  const Signature signature = ed25519_sign(key, text);
  Bytes blob(id.begin(), id.end());
  blob.insert(blob.end(), signature.begin(), signature.end());
  std::string out(text);
  out += "\n";
  out += kDash;
  out += name;
  return out + " " + to_base64(blob) + "\n";
}

bool verify_note(const Note& note, const VerifierKey& key) {
  const KeyId id = key_id(key);
  bool good = false;
  for (const NoteSignature& candidate : note.signatures) {
    if (candidate.name != key.name || candidate.id != id) continue;
    Signature signature{};
    if (candidate.signature.size() != signature.size()) return false;
    std::copy(candidate.signature.begin(), candidate.signature.end(), signature.begin());
    if (!ed25519_verify(key.public_key, note.text, signature)) return false;
    good = true;
  }
  return good;
}

std::string to_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
         to_base64(checkpoint.root) + "\n";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto origin = take_line(text);
  if (!origin) return std::nullopt;
  const auto size_line = take_line(text);
  if (!size_line) return std::nullopt;
  const auto root_line = take_line(text);
  if (!root_line) return std::nullopt;
  const auto size = parse_size(*size_line);
  const auto root = from_base64(*root_line);
  if (!size || !root || root->size() != 32) return std::nullopt;
  while (!text.empty()) {
    if (!take_line(text)) return std::nullopt;
  }
  Checkpoint checkpoint;
  checkpoint.origin = *origin;
  checkpoint.size = *size;
  std::copy(root->begin(), root->end(), checkpoint.root.begin());
  return checkpoint;
}

std::optional<Checkpoint> open_checkpoint(std::string_view bytes, const VerifierKey& key) {
  const auto note = parse_note(bytes);
  if (!note || !verify_note(*note, key)) return std::nullopt;
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint || checkpoint->origin != key.name) return std::nullopt;
  return checkpoint;
}

}  // namespace stadga::audit
