#include "log_writing.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "files.h"
#include "stadga/base/text.h"
#include "world.h"

namespace stadga::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<Bytes> seed_of(std::string_view bytes) {
  if (bytes.size() == 32) return Bytes(bytes.begin(), bytes.end());
  const std::string_view text = trimmed(bytes);
  if (auto seed = from_hex(text); seed && seed->size() == 32) return seed;
  if (auto seed = from_base64(text); seed && seed->size() == 32) return seed;
  return std::nullopt;
}

// The 32 bytes of an Ed25519 seed: raw, as 64 hexadecimal digits or as base64.
Result<Ed25519Key> read_signing_key(const std::string& path) {
  auto bytes = read_file(path, 4096);
  if (!bytes) return bytes.error();
  std::optional<Bytes> seed = seed_of(*bytes);
  wipe({reinterpret_cast<std::uint8_t*>(bytes->data()), bytes->size()});
  if (!seed) {
    return Error{Failure::kInvalidInput,
                 "S6009",
                 {"nyckelfilen ska hålla 32 byte: råa, som 64 hexadecimala siffror eller base64",
                  "the key file must hold 32 bytes: raw, as 64 hexadecimal digits or as base64"},
                 path};
  }
  std::array<std::uint8_t, 32> fixed{};
  std::copy(seed->begin(), seed->end(), fixed.begin());
  const Ed25519Key key = ed25519_from_seed(fixed);
  wipe(*seed);
  wipe(fixed);
  return key;
}

}  // namespace

Result<std::unique_ptr<audit::Log>> open_to_write(const WhereToWrite& where) {
  audit::LogOptions options;
  options.path = where.log;
  options.head = where.head;
  options.clock = now_in_milliseconds;
  options.random = fill_random;
  options.software = "stadga " STADGA_VERSION;
  if (!where.key.empty()) {
    const auto key = read_signing_key(where.key);
    if (!key) return key.error();
    options.key = *key;
  }
  return audit::Log::open_or_create(std::move(options));
}

}  // namespace stadga::cli
