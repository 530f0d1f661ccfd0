// crypto.cpp - thin calls into libcrypto and libsodium. Both libraries are re-entrant; the digest
// context is kept per thread because setting one up costs more than hashing a short record.
#include "stadga/base/crypto.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <memory>

#include "stadga/base/check.h"

namespace stadga {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const EVP_MD* sha256_algorithm() {
  static const std::unique_ptr<EVP_MD, FreeDigest> digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  STADGA_CHECK(digest != nullptr);
  return digest.get();
}

EVP_MD_CTX* begin_sha256() {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  STADGA_CHECK(context != nullptr);
  STADGA_CHECK(EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1);
  return context.get();
}

void add(EVP_MD_CTX* context, std::string_view bytes) {
  STADGA_CHECK(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

Hash32 finish(EVP_MD_CTX* context) {
  Hash32 hash{};
  unsigned int length = 0;
  STADGA_CHECK(EVP_DigestFinal_ex(context, hash.data(), &length) == 1 && length == hash.size());
  return hash;
}

void ensure_sodium() {
  static const int started = sodium_init();
  STADGA_CHECK(started >= 0);
}

std::string encode_base64(std::span<const std::uint8_t> bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), variant);
  out.pop_back();  // libsodium counts its terminating zero
  return out;
}

std::optional<Bytes> decode_base64(std::string_view text, int variant) {
  Bytes out(text.size() / 4 * 3 + 3);
  std::size_t length = 0;
  // Without an "ignore" list and an end pointer libsodium demands that every character counts.
  if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length,
                        nullptr, variant) != 0) {
    return std::nullopt;
  }
  out.resize(length);
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Hash32 sha256(std::string_view bytes) {
  EVP_MD_CTX* context = begin_sha256();
  add(context, bytes);
  return finish(context);
}

// RFC 2104 over the thread's digest context: libcrypto's own HMAC sets up three contexts for every
// call, which costs more than hashing a record.
Hash32 hmac_sha256(std::span<const std::uint8_t> key, std::string_view bytes) {
  constexpr std::size_t kBlock = 64;
  constexpr char kInner = 0x36;
  constexpr char kOuter = 0x5c;
  std::array<char, kBlock> pad{};
  if (key.size() <= kBlock) {
    std::copy(key.begin(), key.end(), pad.begin());
  } else {
    const Hash32 shorter = sha256({reinterpret_cast<const char*>(key.data()), key.size()});
    std::copy(shorter.begin(), shorter.end(), pad.begin());
  }
  const std::string_view block(pad.data(), pad.size());
  for (char& c : pad) c = static_cast<char>(c ^ kInner);
  EVP_MD_CTX* context = begin_sha256();
  add(context, block);
  add(context, bytes);
  const Hash32 inner = finish(context);
  for (char& c : pad) c = static_cast<char>(c ^ kInner ^ kOuter);
  context = begin_sha256();
  add(context, block);
  add(context, {reinterpret_cast<const char*>(inner.data()), inner.size()});
  const Hash32 mac = finish(context);
  sodium_memzero(pad.data(), pad.size());
  return mac;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t b : bytes) {
    out += kDigits[b >> 4U];
    out += kDigits[b & 15U];
  }
  return out;
}

// Only lower case is read: a hash has one spelling.
std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return out;
}

std::string to_base64(std::span<const std::uint8_t> bytes) {
  return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}
std::optional<Bytes> from_base64(std::string_view text) {
  return decode_base64(text, sodium_base64_VARIANT_ORIGINAL);
}
std::string to_base64url(std::span<const std::uint8_t> bytes) {
  return encode_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::optional<Bytes> from_base64url(std::string_view text) {
  return decode_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string sha256_name(std::string_view bytes) { return "sha256:" + to_hex(sha256(bytes)); }

Hash32 labelled_sha256(std::string_view label, std::string_view bytes) {
  EVP_MD_CTX* context = begin_sha256();
  add(context, label);
  add(context, std::string_view("\0", 1));
  add(context, bytes);
  return finish(context);
}

Ed25519Key ed25519_from_seed(const std::array<std::uint8_t, 32>& seed) {
  ensure_sodium();
  Ed25519Key key;
  key.seed = seed;
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  STADGA_CHECK(crypto_sign_seed_keypair(key.public_key.data(), secret.data(), seed.data()) == 0);
  wipe(secret);
  return key;
}

Signature ed25519_sign(const Ed25519Key& key, std::string_view message) {
  ensure_sodium();
  // The public half is recomputed: signing with a mismatched pair would leak the seed.
  std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  STADGA_CHECK(crypto_sign_seed_keypair(public_key.data(), secret.data(), key.seed.data()) == 0);
  Signature signature{};
  STADGA_CHECK(crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                                    secret.data()) == 0);
  wipe(secret);
  return signature;
}

bool ed25519_verify(std::span<const std::uint8_t, 32> public_key, std::string_view message,
                    const Signature& signature) {
  ensure_sodium();
  return crypto_sign_verify_detached(signature.data(), bytes_of(message), message.size(),
                                     public_key.data()) == 0;
}

Bytes seal(std::span<const std::uint8_t, 32> key, std::span<const std::uint8_t, 24> nonce,
           std::string_view plain, std::string_view associated) {
  ensure_sodium();
  Bytes out(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  unsigned long long length = 0;
  STADGA_CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(
                   out.data(), &length, bytes_of(plain), plain.size(), bytes_of(associated),
                   associated.size(), nullptr, nonce.data(), key.data()) == 0);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

std::optional<std::string> open_sealed(std::span<const std::uint8_t, 32> key,
                                       std::span<const std::uint8_t, 24> nonce,
                                       std::span<const std::uint8_t> sealed,
                                       std::string_view associated) {
  ensure_sodium();
  if (sealed.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES) return std::nullopt;
  std::string out(sealed.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          reinterpret_cast<unsigned char*>(out.data()), &length, nullptr, sealed.data(),
          sealed.size(), bytes_of(associated), associated.size(), nonce.data(),
          key.data()) != 0) {
    return std::nullopt;
  }
  return out;
}

bool equal_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace stadga
