// keys.cpp - wrapping: nonce24 || XChaCha20-Poly1305(parent, nonce, key bytes, aad = label, origin
// and the key's name). References are HMACs under a lookup key, so the file without its log tells
// no case numbers.
#include "keys.h"

#include <sqlite3.h>

#include <algorithm>

#include "stadga/base/check.h"

namespace stadga::audit {
namespace {

constexpr const char* kSchema = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE file_key(ref BLOB PRIMARY KEY, name BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL) STRICT;
CREATE TABLE case_key(ref BLOB PRIMARY KEY, name BLOB NOT NULL UNIQUE, file BLOB NOT NULL,
                      wrapped BLOB NOT NULL) STRICT;
CREATE TABLE request(ref BLOB PRIMARY KEY, owner BLOB NOT NULL) STRICT;
CREATE TABLE signer(id INTEGER PRIMARY KEY CHECK(id = 1), size INTEGER NOT NULL,
                    root BLOB NOT NULL, clock_ms INTEGER NOT NULL) STRICT;
)sql";

constexpr std::size_t kCountBytes = 8;

std::string associated(std::string_view label, std::string_view origin, const KeyName& name) {
  std::string text = prefix(label, origin);
  text.append(reinterpret_cast<const char*>(name.data()), name.size());
  return text;
}

Bytes wrap(const Key32& parent, std::string_view label, std::string_view origin,
           const KeyName& name, std::string_view secret, const KeyStore::Fill& random) {
  Nonce nonce{};
  random(nonce);
  return seal_with_nonce(parent, nonce, secret, associated(label, origin, name));
}

template <std::size_t N>
bool take(const std::optional<Bytes>& from, std::array<std::uint8_t, N>& to) {
  if (!from || from->size() != N) return false;
  std::copy(from->begin(), from->end(), to.begin());
  return true;
}

Bytes bytes_of(const SQLite::Column& column) {
  const std::string text = text_of(column);
  return {text.begin(), text.end()};
}

std::uint64_t number_of(std::span<const std::uint8_t> big_endian_bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : big_endian_bytes) number = number << 8U | byte;
  return number;
}

[[noreturn]] void damaged(const char* what) { throw SQLite::Exception(what, SQLITE_CORRUPT); }

std::string_view view(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

KeyStore::KeyStore(const std::string& path, Database::Mode mode) : db_(path, mode) {}

bool KeyStore::initialised() { return db_.has_table("meta") && meta("origin").has_value(); }

void KeyStore::initialise(const std::string& origin,
                          const std::array<std::uint8_t, 32>& public_key,
                          const std::optional<std::array<std::uint8_t, 32>>& seed,
                          const Fill& random) {
  begin();
  db_.run(kSchema);
  Key32 secret{};
  for (const char* name : {"kek", "lookup", "mac"}) {
    random(secret);
    put_meta(name, secret);
  }
  wipe(secret);
  put_meta("public_key", public_key);
  if (seed) put_meta("seed", *seed);
  put_meta("origin", {reinterpret_cast<const std::uint8_t*>(origin.data()), origin.size()});
  commit();
}

bool KeyStore::load() {
  if (!initialised()) return false;
  read_meta_to_its_end();
  const auto origin = meta("origin");
  origin_.assign(origin->begin(), origin->end());
  if (const auto seed = meta("seed")) {
    seed_.emplace();
    if (!take(seed, *seed_)) return false;
  }
  return is_key_name(origin_) && take(meta("public_key"), public_key_) && take(meta("kek"), kek_) &&
         take(meta("lookup"), lookup_) && take(meta("mac"), mac_);
}

std::optional<Bytes> KeyStore::meta(const char* name) {
  auto query = db_.use("SELECT value FROM meta WHERE name = ?");
  query->bind(1, name);
  if (!query->executeStep()) return std::nullopt;
  if (!query->getColumn(0).isBlob()) damaged("a value of keys.db is no blob");
  Bytes value = bytes_of(query->getColumn(0));
  return value;
}

// Looked for by its name, a damaged row is not there; read in order, it is damage.
void KeyStore::read_meta_to_its_end() {
  auto all = db_.use("SELECT name, value FROM meta");
  while (all->executeStep()) continue;
}

void KeyStore::put_meta(const char* name, std::span<const std::uint8_t> value) {
  auto insert = db_.use("INSERT OR REPLACE INTO meta(name, value) VALUES(?, ?)");
  insert->bind(1, name);
  put_blob(*insert, 2, value);
  insert->exec();
}

Hash32 KeyStore::reference(std::string_view label, std::string_view id) const {
  return labelled_mac(lookup_, label, origin_, id);
}

void KeyStore::begin() {
  if (transaction_) return;
  db_.run("PRAGMA synchronous = FULL");
  transaction_.emplace(db_.handle(), SQLite::TransactionBehavior::IMMEDIATE);
}

void KeyStore::commit() {
  if (!transaction_) return;
  transaction_->commit();
  transaction_.reset();
}

std::optional<Key32> KeyStore::file_key(const KeyName& name) {
  auto query = db_.use("SELECT wrapped FROM file_key WHERE name = ?");
  put_blob(*query, 1, name);
  if (!query->executeStep() || !query->getColumn(0).isBlob()) return std::nullopt;
  const Bytes wrapped = bytes_of(query->getColumn(0));
  const auto secret = open_with_nonce(kek_, wrapped, associated(label::kFileKey, origin_, name));
  Key32 key{};
  if (!secret || secret->size() != key.size()) return std::nullopt;
  std::copy(secret->begin(), secret->end(), key.begin());
  return key;
}

std::optional<CaseKeys> KeyStore::unwrap_case(const KeyName& name, const KeyName& file,
                                              std::span<const std::uint8_t> wrapped) {
  const auto parent = file_key(file);
  if (!parent) return std::nullopt;
  const auto secret =
      open_with_nonce(*parent, wrapped, associated(label::kCaseKey, origin_, name));
  if (!secret || secret->size() != 64) return std::nullopt;
  CaseKeys keys;
  keys.name = name;
  std::copy_n(secret->begin(), 32, keys.data.begin());
  std::copy_n(secret->begin() + 32, 32, keys.pepper.begin());
  return keys;
}

std::optional<CaseKeys> KeyStore::find_case(std::string_view case_id) {
  auto query = db_.use("SELECT name, file, wrapped FROM case_key WHERE ref = ?");
  put_blob(*query, 1, reference(label::kCaseRef, case_id));
  if (!query->executeStep()) return std::nullopt;
  const auto name = blob<16>(query->getColumn(0));
  const auto file = blob<16>(query->getColumn(1));
  const Bytes wrapped = bytes_of(query->getColumn(2));
  if (!name || !file) return std::nullopt;
  return unwrap_case(*name, *file, wrapped);
}

std::optional<CaseKeys> KeyStore::find_key(const KeyName& name) {
  auto query = db_.use("SELECT file, wrapped FROM case_key WHERE name = ?");
  put_blob(*query, 1, name);
  if (!query->executeStep() || !query->getColumn(1).isBlob()) return std::nullopt;
  const auto file = blob<16>(query->getColumn(0));
  const Bytes wrapped = bytes_of(query->getColumn(1));
  if (!file) return std::nullopt;
  return unwrap_case(name, *file, wrapped);
}

std::pair<KeyName, Key32> KeyStore::ensure_file(std::string_view file_id, const Fill& random) {
  const Hash32 ref = reference(label::kFileRef, file_id);
  auto query = db_.use("SELECT name FROM file_key WHERE ref = ?");
  put_blob(*query, 1, ref);
  if (query->executeStep()) {
    const auto name = blob<16>(query->getColumn(0));
    STADGA_CHECK(name.has_value());
    if (const auto key = file_key(*name)) return {*name, *key};
    damaged("a file key does not unwrap");
  }
  KeyName name{};
  Key32 key{};
  random(name);
  random(key);
  auto insert = db_.use("INSERT INTO file_key(ref, name, wrapped) VALUES(?, ?, ?)");
  put_blob(*insert, 1, ref);
  put_blob(*insert, 2, name);
  put_blob(*insert, 3, wrap(kek_, label::kFileKey, origin_, name, view(key), random));
  insert->exec();
  return {name, key};
}

CaseKeys KeyStore::ensure_case(std::string_view case_id, std::string_view file_id,
                               const Fill& random) {
  if (const auto found = find_case(case_id)) return *found;
  begin();
  const std::string own = "case:" + std::string(case_id);
  const std::string shared = "file:" + std::string(file_id);
  const auto [file, file_secret] = ensure_file(file_id.empty() ? own : shared, random);
  CaseKeys keys;
  random(keys.name);
  random(keys.data);
  random(keys.pepper);
  std::string secret(view(keys.data));
  secret += view(keys.pepper);
  auto insert = db_.use("INSERT INTO case_key(ref, name, file, wrapped) VALUES(?, ?, ?, ?)");
  put_blob(*insert, 1, reference(label::kCaseRef, case_id));
  put_blob(*insert, 2, keys.name);
  put_blob(*insert, 3, file);
  put_blob(*insert, 4, wrap(file_secret, label::kCaseKey, origin_, keys.name, secret, random));
  insert->exec();
  return keys;
}

std::optional<KeyName> KeyStore::request_owner(std::string_view request_id) {
  auto query = db_.use("SELECT owner FROM request WHERE ref = ?");
  put_blob(*query, 1, reference(label::kRequestRef, request_id));
  if (!query->executeStep()) return std::nullopt;
  const auto owner = blob<16>(query->getColumn(0));
  return owner;
}

void KeyStore::claim_request(std::string_view request_id, const KeyName& owner) {
  begin();
  auto insert = db_.use("INSERT OR REPLACE INTO request(ref, owner) VALUES(?, ?)");
  put_blob(*insert, 1, reference(label::kRequestRef, request_id));
  put_blob(*insert, 2, owner);
  insert->exec();
}

void KeyStore::destroy(const std::set<KeyName>& cases) {
  if (cases.empty()) return;
  begin();
  for (const KeyName& name : cases) {
    std::optional<KeyName> file;
    {
      auto query = db_.use("SELECT file FROM case_key WHERE name = ?");
      put_blob(*query, 1, name);
      if (query->executeStep()) file = blob<16>(query->getColumn(0));
    }
    for (const char* const sql : {"DELETE FROM request WHERE owner = ?",
                                  "DELETE FROM case_key WHERE name = ?"}) {
      SQLite::Statement remove(db_.handle(), sql);
      put_blob(remove, 1, name);
      remove.exec();
    }
    if (!file) continue;
    auto remove = db_.use(
        "DELETE FROM file_key WHERE name = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM case_key WHERE file = ?1)");
    put_blob(*remove, 1, *file);
    remove->exec();
  }
  commit();
}

std::uint64_t KeyStore::settled_below() {
  const auto value = meta("erased_below");
  if (value && value->size() != kCountBytes) damaged("how far erasures are done is damaged");
  return value ? number_of(*value) : 0;
}

void KeyStore::settle_below(std::uint64_t index) {
  begin();
  const std::string value = big_endian(index);
  put_meta("erased_below", {reinterpret_cast<const std::uint8_t*>(value.data()), value.size()});
  commit();
}

SignerState KeyStore::signer_state() {
  SignerState state;
  auto query = db_.use("SELECT size, root, clock_ms FROM signer WHERE id = 1");
  if (!query->executeStep()) return state;
  const SQLite::Column size = query->getColumn(0);
  const auto root = blob<32>(query->getColumn(1));
  const SQLite::Column clock = query->getColumn(2);
  if (!size.isInteger() || size.getInt64() < 0 || !root || !clock.isInteger()) {
    damaged("the signer's state is damaged");
  }
  state.size = static_cast<std::uint64_t>(size.getInt64());
  state.root = *root;
  state.clock_ms = clock.getInt64();
  return state;
}

std::optional<Acknowledged> KeyStore::acknowledged() {
  const auto value = meta("acknowledged");
  if (!value) return std::nullopt;
  if (*value == Bytes{1}) return Acknowledged{};  // as logs before the note was kept had it
  if (value->size() <= kCountBytes) damaged("the acknowledged state is damaged");
  Acknowledged told;
  told.keyed = number_of({value->data(), kCountBytes});
  told.note.assign(value->begin() + kCountBytes, value->end());
  return told;
}

void KeyStore::acknowledge(const Acknowledged& told) {
  const std::string value = big_endian(told.keyed) + told.note;
  const bool first = !meta("acknowledged");
  if (first) {
    begin();
  } else {
    db_.run("PRAGMA synchronous = NORMAL");
  }
  put_meta("acknowledged",
           {reinterpret_cast<const std::uint8_t*>(value.data()), value.size()});
  if (first) commit();
}

void KeyStore::remember(const SignerState& state) {
  db_.run("PRAGMA synchronous = NORMAL");
  auto insert = db_.use("INSERT OR REPLACE INTO signer(id, size, root, clock_ms) VALUES(1, ?, ?, ?)");
  put_number(*insert, 1, state.size);
  put_blob(*insert, 2, state.root);
  insert->bind(3, state.clock_ms);
  insert->exec();
}

}  // namespace stadga::audit
