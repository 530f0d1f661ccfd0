// stadga_verify.cpp - verifies a Stadga audit log from a copy. Written from docs/audit-format.md,
// whose sections the numbers name; it shares no code with the rest, nor therefore its mistakes.
#include <fcntl.h>
#include <fnmatch.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>
#include <utf8proc.h>

#include <bit>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
namespace {
namespace fs = std::filesystem;
using std::map, std::optional, std::string, std::string_view, std::to_string, std::vector;
using Json = nlohmann::json;  // sorts names by bytes: as UTF-16 does, for the ASCII of our names
using Number = std::uint64_t;
using Cells = vector<string>;  // of a row: numbers as decimal digits, NULL empty
constexpr string_view kSchema = "636d555e43e97ae8179ae94c24894f59d3b357bb1abab62620ec7d84483390f2";
constexpr std::size_t kHash = 32, kMebibyte = 1U << 20U, kNonce = 24;
using Stop = std::pair<int, string>;  // exit status and why: no verdict
void demand(bool good, int exit, const string& text) {
  if (!good) throw Stop(exit, text);
}
void need(bool good, const char* what = "") {
  if (!good) throw std::runtime_error(what);
}
template <typename Read>
auto tried(Read read) -> optional<decltype(read())> try {  // nothing where it throws
  return read();
} catch (const std::exception&) {
  return {};
}
const unsigned char* in(string_view b) { return reinterpret_cast<const unsigned char*>(b.data()); }
unsigned char* out(string& b) { return reinterpret_cast<unsigned char*>(b.data()); }
string u64(Number n) {
  string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(n >> shift & 0xFFU);
  return bytes;
}
string sha256(string_view bytes) {
  string hash(kHash, '\0');
  return crypto_hash_sha256(out(hash), in(bytes), bytes.size()), hash;
}
string hmac(string_view key32, string_view message) {
  string mac(kHash, '\0');
  return crypto_auth_hmacsha256(out(mac), in(message), message.size(), in(key32)), mac;
}
string open_sealed(string_view key, string_view sealed, string_view context) {
  constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (sealed.size() < kNonce + kTag) return "";
  string plain(sealed.size() - kNonce - kTag, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      out(plain), nullptr, nullptr, in(sealed) + kNonce, sealed.size() - kNonce, in(context),
      context.size(), in(sealed), in(key));
  return code == 0 ? plain : "";
}
string hex(string_view bytes) {
  string text(bytes.size() * 2 + 1, '\0');
  return sodium_bin2hex(text.data(), text.size(), in(bytes), bytes.size());
}
constexpr int kPlain = sodium_base64_VARIANT_ORIGINAL;
constexpr int kUrl = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
string base64(string_view bytes) {
  string text(sodium_base64_ENCODED_LEN(bytes.size(), kPlain), '\0');
  return sodium_bin2base64(text.data(), text.size(), in(bytes), bytes.size(), kPlain);
}
string from_base64(string_view text, int kind = kPlain) {
  string b(text.size(), '\0');
  std::size_t n = 0;
  need(!sodium_base642bin(out(b), b.size(), text.data(), text.size(), nullptr, &n, nullptr, kind));
  return b.substr(0, n);
}
Number decimal(const string& text) {  // without leading zero, at most 2^63 - 1
  const Number n = std::stoull(text);
  return need(to_string(n) == text && n <= INT64_MAX), n;
}
bool is_made_of(string_view text, string_view characters) {
  return text.find_first_not_of(characters) == string_view::npos;
}
string mapped(string_view text, int how) {  // throws where it is not UTF-8
  utf8proc_uint8_t* made = nullptr;
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto length = utf8proc_map(in(text), size, &made, static_cast<utf8proc_option_t>(how));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
  return need(length >= 0), string(reinterpret_cast<char*>(made), static_cast<std::size_t>(length));
}
// --- SJ1 (2): what the library reads must be of the subset, and be written as it was read ---
const string& text_of(const Json& value) { return value.get_ref<const string&>(); }
Number index_of(const Json& value) { return need(value.is_number_unsigned()), value.get<Number>(); }
string hash_of(const Json& value, int kind = kUrl) {
  const string hash = from_base64(text_of(value), kind);
  return need(hash.size() == kHash), hash;
}
void need_hex(const Json& value) {
  need(text_of(value).size() == 64 && is_made_of(text_of(value), "0123456789abcdef"));
}
void need_sj1(const Json& value, int depth) {
  need(!value.is_number_float() && depth <= 32);
  if (value.is_number_unsigned()) need(value.get<Number>() < 1ULL << 53U);
  if (value.is_number_integer()) need(value.get<std::int64_t>() > -(1LL << 53U));
  const string text = value.is_string() ? text_of(value) : "";
  need(mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE) == text && text.find('\0') == string::npos);
  for (const auto& [name, member] : value.items()) {
    if (value.is_object()) need_sj1(name, depth);
    if (value.is_structured()) need_sj1(member, depth + (member.is_structured() ? 1 : 0));
  }
}
Json read_sj1(string_view bytes, std::size_t limit) {
  Json value = Json::parse(bytes.substr(0, limit));
  need_sj1(value, 1);
  return need(value.is_object() && value.dump() == bytes), value;
}
// --- keys, notes and checkpoints (7), tree (3) ---
void need_key_name(string_view name) {  // whose white space, of any script, is mapped to ASCII's
  const string plain = mapped(name, UTF8PROC_STABLE | UTF8PROC_LUMP | UTF8PROC_NLF2LF);
  need(!plain.empty() && plain.find('+') == string::npos);
  for (const char c : plain) need((c & 0xFF) > 0x20 && c != 0x7F);
}
struct Key {
  string name, bytes, id, text;
  Key(string_view n, string_view b) : name(n), bytes(b) {
    need_key_name(name);
    id = sha256(name + "\n\x01" + bytes).substr(0, 4);
    text = name + "+" + hex(id) + "+" + base64("\x01" + bytes);
  }
};
Key parse_key(string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const string_view name = text.substr(0, text.find('+'));
  const string bytes = from_base64(text.substr(std::min(text.size(), name.size() + 10)));
  need(bytes.size() == 1 + crypto_sign_PUBLICKEYBYTES);
  const Key key(name, bytes.substr(1));
  return need(key.text == text), key;
}
vector<string> lines_of(const string& text) {
  vector<string> lines;
  std::istringstream stream(text);
  for (string line; std::getline(stream, line); lines.push_back(line)) need(!line.empty());
  return need(text.ends_with('\n')), lines;
}
bool read_signature(const string& line, const string& body, const Key& key) {
  const std::size_t space = line.find(' ', 4);
  need(line.starts_with("\xE2\x80\x94 ") && space != string::npos);
  const string name = line.substr(4, space - 4), blob = from_base64(line.substr(space + 1));
  need_key_name(name), need(blob.size() >= 5);
  if (name != key.name || !blob.starts_with(key.id)) return false;
  need(blob.size() == 4 + crypto_sign_BYTES);
  need(!crypto_sign_verify_detached(in(blob) + 4, in(body), body.size(), in(key.bytes)));
  return true;
}
using Checkpoint = std::pair<Number, string>;  // size and root
Checkpoint open_checkpoint(const string& note, const Key& key) {
  const std::size_t split = note.rfind("\n\n");
  need(note.size() <= kMebibyte && split != string::npos && !mapped(note, UTF8PROC_STABLE).empty());
  for (const char c : note) need((c & 0xFF) >= ' ' || c == '\n');
  const string body = note.substr(0, split + 1);
  const auto lines = lines_of(body), signatures = lines_of(note.substr(split + 2));
  bool ours = false;
  for (const string& line : signatures) ours = read_signature(line, body, key) || ours;
  need(ours && signatures.size() <= 64 && lines.size() >= 3 && lines[0] == key.name);
  return {decimal(lines[1]), hash_of(lines[2], kPlain)};
}
string node_hash(const string& left, const string& right) { return sha256("\x01" + left + right); }
struct Tree {  // RFC 6962, 2.1, as it is defined
  vector<string> leaves;
  map<std::pair<Number, Number>, string> complete;  // what was asked for of complete subtrees
  string root(Number size) { return size == 0 ? sha256("") : range(0, size); }
  string range(Number first, Number last) {
    if (last - first == 1) return leaves[first];
    const Number half = first + std::bit_floor(last - first - 1);
    const auto hash = [&] { return node_hash(range(first, half), range(half, last)); };
    if (!std::has_single_bit(last - first)) return hash();
    string& known = complete[{first, last}];
    return known.empty() ? known = hash() : known;
  }
  vector<string> path(Number i, Number first, Number last) {
    if (last - first == 1) return {};
    const Number half = first + std::bit_floor(last - first - 1);
    auto hashes = i < half ? path(i, first, half) : path(i, half, last);
    return hashes.push_back(i < half ? range(half, last) : range(first, half)), hashes;
  }
};
// --- databases (8, 9) ---
struct Database {
  sqlite3* db = nullptr;  // ends with the process, as its statements do
  map<string, sqlite3_stmt*> statements;
  explicit Database(const string& path) {
    const int code = sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr);
    need(code == SQLITE_OK, sqlite3_errstr(code));
    one("PRAGMA cell_size_check = ON");
    one("PRAGMA locking_mode = EXCLUSIVE");  // files may lose their names after the first look
    one("SELECT count(*) FROM sqlite_master");
  }
  void each(const string& sql, const string& value, const std::function<void(const Cells&)>& use) {
    sqlite3_stmt*& row = statements[sql];
    int code = row != nullptr ? SQLITE_OK : sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr);
    need(code == SQLITE_OK, sqlite3_errmsg(db));
    sqlite3_reset(row);
    sqlite3_bind_blob(row, 1, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    for (; (code = sqlite3_step(row)) == SQLITE_ROW;) {
      Cells cells;
      for (int i = 0; i < sqlite3_column_count(row); ++i) {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(row, i));
        cells.emplace_back(data, static_cast<std::size_t>(sqlite3_column_bytes(row, i)));
      }
      use(cells);
    }
    need(code == SQLITE_DONE, sqlite3_errmsg(db));
  }
  Cells one(const string& sql, const string& value = "") {  // empty where there is no row
    Cells found;
    return each(sql, value, [&](const Cells& cells) { found = cells; }), found;
  }
};
string prefix(const string& label, const string& origin) { return label + '\0' + origin + '\0'; }
struct Keys : Database {
  map<string, string> meta;
  explicit Keys(const string& path) : Database(path) {
    each("SELECT name, value FROM meta", "", [&](const Cells& row) { meta[row[0]] = row[1]; });
    for (const string name : {"public_key", "kek", "lookup", "mac", "seed"}) {
      need(meta.contains(name) ? meta[name].size() == kHash : name == "seed");
    }
    need_key_name(meta["origin"]);
  }
  string case_key(const string& name) {  // empty where there is none
    const Cells row = one("SELECT file, wrapped FROM case_key WHERE name = ?", name);
    if (row.empty()) return "";
    const Cells file = one("SELECT wrapped FROM file_key WHERE name = ?", row[0]);
    if (file.empty()) return "";
    const string about = prefix("stadga/v1/file-key", meta["origin"]) + row[0];
    const string outer = open_sealed(meta["kek"], file[0], about);
    const string mine = prefix("stadga/v1/case-key", meta["origin"]) + name;
    const string both = outer.size() == kHash ? open_sealed(outer, row[1], mine) : "";
    return both.size() == 2 * kHash ? both.substr(0, kHash) : "";
  }
};
// --- entries (4) ---
constexpr string_view kLetters = "abcdefghijklmnopqrstuvwxyz_0123456789";
constexpr string_view kKinds =
    " access_root amend appeal appeal_late communication config court decision erasure forwarded "
    "handover hold hold_release incident key note notification objection proposal rectify refusal "
    "revocation ruleset seal withdrawal ";
Json read_entry(string_view bytes) {
  Json entry = read_sj1(bytes, 4096);
  const string &kind = text_of(entry.at("kind")), &time = text_of(entry.at("t"));
  need(is_made_of(kind, kLetters) && kKinds.find(" " + kind + " ") != string::npos);
  const char* hour = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:00Z";
  need(index_of(entry.at("v")) == 1 && ::fnmatch(hour, time.c_str(), 0) == 0);
  const Json commit = entry.value("commit", Json::object());
  need(commit.is_object() && commit.empty() != entry.contains("commit") && commit.size() <= 64);
  for (const auto& [name, value] : commit.items()) {
    need(is_made_of(name, kLetters) && name.size() <= 64 && name[0] >= 'a');
    hash_of(value);
  }
  need(entry.contains("idem") == entry.contains("req"));
  if (entry.contains("idem")) hash_of(entry["idem"]), hash_of(entry["req"]);
  const Json named = kind == "config" ? Json{"origin", "key", "schema"} : Json::array();
  for (const string name : named) text_of(entry.at(name));
  if (kind == "ruleset") need_hex(entry.at("artefact").at("sha256"));
  const bool decided = kind == "proposal" || kind == "decision";
  if (decided && (entry.contains("ruleset") || entry.contains("engine"))) {
    need_hex(entry.at("ruleset").at("sha256"));
    index_of(entry["ruleset"].at("index")), index_of(entry.at("engine").at("semantics"));
  }
  for (const Json& part : kind == "erasure" ? entry.at("parts") : Json::array()) {
    need(entry["parts"].is_array() && part.at("names").is_array());
    index_of(part.at("index"));
    for (const Json& name : part["names"]) text_of(name);
  }
  return entry;
}
using Options = map<string, string>;     // by name; "" is the log
string read_small(const string& path) {  // empty where something else than a small file lies there
  if (!fs::is_regular_file(path) || fs::file_size(path) > kMebibyte) return "";
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
bool is_log(const string& log) {
  string start(100, '\0');
  const auto there = [&](const char* name) { return fs::exists(log + name); };
  if (there("head") || there("log.pub") || there("keys.db")) return true;
  if (fs::is_regular_file(log + "log.db")) std::ifstream(log + "log.db").read(start.data(), 100);
  return start.starts_with("SQLite format 3") && start.substr(68, 4) == "STG1";
}
// --- what is checked, in this order (10) ---
struct Verifier {
  Verifier(const Options& options, const optional<Key>& pinned) : key_(pinned) {
    copy_log(options.at("") + "/");
    if (keys_) keys_key_.emplace(keys_->meta["origin"], keys_->meta["public_key"]);
    origin_ = key_ ? key_->name : keys_ ? keys_key_->name : "";
    const string at = options.contains("--head") ? options.at("--head") : options.at("") + "/head";
    const bool there = fs::exists(at);
    if (there) head_ = signed_by(key_, read_small(at));
    expect(key_.has_value(), "verifier_key_missing");
    expect(keys_.has_value() || options.contains("--keys-elsewhere"), "keys_missing");
    expect(!keys_ || !key_ || keys_key_->text == key_->text, "config_mismatch", {}, "keys.db");
    expect(there, "head_missing");
    expect(head_ || !there || !key_, "head_invalid");
    expect(db_.has_value(), "database_damaged", {}, "log.db");
    if (options.contains("--receipt")) receipt_ = read_small(options.at("--receipt"));
    using V = Verifier;
    for (const auto step :
         {&V::check_database, &V::read_checkpoints, &V::read_signer, &V::walk, &V::settle_erasures,
          &V::count_rows, &V::compare_head, &V::compare_signer, &V::check_receipt}) {
      try {
        if (db_) (this->*step)();
      } catch (const std::exception& damage) {
        expect(false, "database_damaged", {}, damage.what());
      }
    }
  }
  Json report() {
    Json all{{"stadga", 1}, {"ok", findings_.empty()}, {"origin", origin_}};
    n_["records"] = tree_.leaves.size();
    for (const char* name : {"records", "decisions", "signed_records"}) all[name] = n_[name];
    all["head"] = n_["tail"] != 0 ? "unsigned_tail" : head_ ? "signed" : "missing";
    all["root"] = base64(db_ ? tree_.root(n_["records"]) : string(kHash, '\0'));
    all["parts"] = {{"ok", n_["ok"]}, {"erased", n_["lawful"]}, {"sealed", n_["sealed"]}};
    all["findings"] = Json::array();
    for (const auto& [order, finding] : findings_) all["findings"].push_back(finding);
    return all;
  }
  void copy_log(const string& log) {
    demand(is_log(log), 3, "ingen logg / no log: " + log);
    const string held = log + "log.lock";
    demand(!fs::exists(held) || fs::is_regular_file(held), 1, "ingen fil / no file: " + held);
    const int lock = ::open(held.c_str(), O_RDONLY | O_CLOEXEC);  // none: there is no writer
    for (int tries = 0; lock >= 0 && ::flock(lock, LOCK_SH | LOCK_NB) != 0; ++tries) {
      demand(tries < 500 && ::usleep(10000) == 0, 5, "loggen skrivs / the log is being written");
    }
    string folder = fs::temp_directory_path() / ".stadga-verify-XXXXXX";
    demand(::mkdtemp(folder.data()) != nullptr, 5, "kan inte skriva / cannot write: " + folder);
    const std::shared_ptr<void> remover(nullptr, [&](void*) { fs::remove_all(folder); });
    for (const string name : {"/log.db", "/log.db-wal", "/keys.db", "/keys.db-wal"}) {
      const bool file = fs::is_regular_file(log + name);
      if (file) fs::copy_file(log + name, folder + name);
      if (file) fs::permissions(folder + name, fs::perms::owner_read | fs::perms::owner_write);
      if (!file && fs::exists(log + name)) fs::create_directory(folder + name);
    }
    if (!key_) key_ = tried([&] { return parse_key(read_small(log + "log.pub")); });
    if (lock >= 0) ::close(lock);
    const auto open = [&](auto& to, const string& name) { return to.emplace(folder + name), true; };
    const char* entry = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entry'";
    const auto whole = [&] { return need(open(db_, "/log.db") && !db_->one(entry).empty()), true; };
    if (!tried(whole)) db_.reset();
    if (!tried([&] { return open(keys_, "/keys.db"); })) keys_.reset();
  }
  void expect(bool good, const string& kind, optional<Number> i = {}, const string& detail = "") {
    if (good || findings_.size() == 100) return;
    const string text = "docs/audit-format.md 10, " + kind + " " + detail;
    const Json finding{{"index", i ? Json(*i) : Json()}, {"kind", kind}, {"message", text}};
    findings_.insert({i.value_or(UINT64_MAX), finding});
  }
  static optional<Checkpoint> signed_by(const optional<Key>& key, const string& text) {
    return tried([&] { return open_checkpoint(text, key.value()); });
  }
  bool reaches(const Checkpoint& known) { return known.first <= tree_.leaves.size(); }
  bool agrees(const Checkpoint& known) { return tree_.root(known.first) == known.second; }
  void check_database() {
    std::set<string> rows;  // no two are the same
    db_->each("SELECT type, name, tbl_name, sql FROM sqlite_master", "", [&](const Cells& row) {
      string fields;
      for (const string& field : row) fields += u64(field.size()) + field;
      rows.insert(fields);
    });
    string all("stadga/v1/schema\0", 17);
    for (const string& row : rows) all += row;
    const string marks = db_->one("PRAGMA application_id")[0] + db_->one("PRAGMA user_version")[0];
    const bool good = marks == to_string(0x53544731) + "1" && hex(sha256(all)) == kSchema;
    expect(good, "schema_mismatch");
    db_->each("PRAGMA integrity_check(10)", "",
              [&](const Cells& row) { expect(row[0] == "ok", "database_damaged", {}, row[0]); });
  }
  void read_checkpoints() {
    db_->each("SELECT size, note FROM checkpoint ORDER BY size", "", [&](const Cells& row) {
      const auto checkpoint = signed_by(key_, row[1]);
      const bool good = checkpoint && to_string(checkpoint->first) == row[0];
      expect(good, "checkpoint_invalid");
      if (good) checkpoints_.push_back(*checkpoint), n_["told"] = checkpoint->first;
    });
  }
  void read_signer() {
    if (!keys_) return;
    const Cells row = keys_->one("SELECT size, root FROM signer WHERE id = 1");
    need(row.empty() || row[1].size() == kHash, "signer");
    if (!row.empty()) signer_ = {std::stoull(row[0]), row[1]};
    const string told = keys_->meta["acknowledged"];
    need(told.size() < 2 || told.size() >= 8, "acknowledged");
    if (told.size() > 8) told_ = signed_by(keys_key_, told.substr(8));
    expect(told_ || told.size() <= 8, "signer_mismatch", {}, "keys.db");
    if (told_) n_["told"] = std::max(n_["told"], told_->first);
  }
  void walk() {
    db_->each("SELECT seq, leaf, mac, bytes FROM entry WHERE seq >= 0 ORDER BY seq", "",
              [&](const Cells& row) { check_row(std::stoull(row[0]), row[1], row[2], row[3]); });
  }
  void check_row(Number i, const string& leaf, const string& mac, const string& bytes) {
    expect(i == n_["next"], "gap", i), n_["next"] = i + 1;
    leaf_ = sha256(string(1, '\0') + bytes);
    expect(leaf == leaf_, "leaf_mismatch", i);
    const string message = prefix("stadga/v1/entry-mac", origin_) + u64(i) + bytes;
    expect(!keys_ || mac == hmac(keys_->meta["mac"], message), "mac_mismatch", i);
    tree_.leaves.push_back(leaf_);
    const Number size = tree_.leaves.size();
    for (unsigned bits = 8; size % (Number{1} << bits) == 0; bits += 8, ++n_["tile"]) {
      const Number id = (Number{bits / 8} << 48U) + (size >> bits) - 1;
      const string root = tree_.range(size - (Number{1} << bits), size);
      expect(row_of("root FROM tile WHERE id", id) == Cells{root}, "tile_mismatch", size - 1);
    }
    auto entry = tried([&] { return read_entry(bytes); });
    expect(entry.has_value(), "entry_malformed", i);
    if (entry) check_entry(*entry, i);
  }
  Cells row_of(const string& what, Number id) {
    return db_->one("SELECT " + what + " = CAST(? AS INTEGER)", to_string(id));
  }
  void check_entry(Json& entry, Number i) {
    const string time = entry["t"], kind = entry["kind"];
    expect(time >= time_, "time_order", i), time_ = std::max(time_, time);
    const bool named = key_ && entry["origin"] == key_->name && entry["key"] == key_->text;
    const bool fits = named && entry["schema"] == "sha256:" + string(kSchema);
    expect((kind == "config") == (i == 0), "config_mismatch", i);
    expect(kind != "config" || fits, "config_mismatch", i);
    if (kind == "ruleset") {
      const string name = rulesets_[i] = entry["artefact"]["sha256"];
      string sha(kHash, '\0');
      sodium_hex2bin(out(sha), kHash, name.data(), name.size(), nullptr, nullptr, nullptr);
      const Cells row = db_->one("SELECT seq, bytes FROM artefact WHERE sha = ?", sha);
      const bool good = !row.empty() && row[0] == to_string(i) && sha256(row[1]) == sha;
      n_["artefact"] += row.empty() ? 0 : 1;
      expect(good, row.empty() ? "artefact_missing" : "artefact_mismatch", i);
    }
    if ((kind == "proposal" || kind == "decision") && entry.contains("ruleset")) {
      const Json& used = entry["ruleset"];
      const auto at = rulesets_.find(used["index"]);
      expect(at != rulesets_.end() && at->second == used["sha256"], "artefact_missing", i);
    }
    if (entry.contains("idem")) {
      n_["idem"] += 1, n_["keyed"] += told_ && i < told_->first ? 1 : 0;
      const Cells row = db_->one("SELECT seq, req FROM idem WHERE key = ?", hash_of(entry["idem"]));
      expect(row == Cells{to_string(i), hash_of(entry["req"])}, "idem_mismatch", i);
    }
    for (const Json& part : kind == "erasure" ? entry["parts"] : Json::array())
      for (const Json& name : part["names"]) erased_[{index_of(part["index"]), name}] = i;
    if (!entry.contains("commit")) return;
    n_["decisions"] += entry["commit"].contains("result") ? 1 : 0;
    for (Number id = i * 64; const auto& [name, commitment] : entry["commit"].items()) {
      const string outcome = check_part(id, i, name, hash_of(commitment));
      expect(outcome != "part_mismatch", outcome, i, name);
      if (!outcome.empty() && outcome != "part_mismatch") absent_[id] = {{i, name}, outcome};
      ++id, ++n_["payload"];
    }
  }
  string check_part(Number id, Number i, const string& name, const string& commitment) {
    const Cells row = row_of("part, ct, key, ct IS NULL FROM payload WHERE id", id);
    if (row.empty() || (row[0] == name && row[3] == "1")) return "part_missing";
    if (row[0] != name) return "part_mismatch";
    if (!keys_) return ++n_["sealed"], "";
    if (row[2].size() != 16) return "part_mismatch";
    if (row[2] != case_name_) case_key_ = keys_->case_key(case_name_ = row[2]);
    if (case_key_.empty()) return "key_destroyed";
    const string at = u64(i) + name;
    const string part_key = hmac(case_key_, prefix("stadga/v1/part-key", origin_) + at);
    const string salted = open_sealed(part_key, row[1], prefix("stadga/v1/part", origin_) + at);
    if (salted.size() < kHash) return "part_mismatch";
    const string plain = salted.substr(kHash), counted = u64(plain.size()) + plain;
    const string message = prefix("stadga/v1/commit", origin_) + name + '\0' + counted;
    if (hmac(salted, message) != commitment) return "part_mismatch";
    ++n_["ok"];
    const auto good = [&] { return follows(read_sj1(plain, kMebibyte)); };
    return expect(name != "link" || tried(good).value_or(false), "chain_mismatch", i), "";
  }
  bool follows(const Json& link) {  // the record of its case before it
    auto& [last, before] = chains_[case_name_];
    const std::int64_t first = std::exchange(last, link.at("case_seq").get<std::int64_t>());
    const string leaf = std::exchange(before, leaf_);
    return first == 0 || (last == first + 1 && hash_of(link.at("prev_case")) == leaf);
  }
  void settle_erasures() {
    for (const auto& [id, lost] : absent_) {
      const auto& [part, outcome] = lost;
      const auto at = erased_.find(part);
      const bool lawful = at != erased_.end() && at->second > part.first;
      expect(lawful, outcome, part.first, part.second), n_["lawful"] += lawful ? 1 : 0;
      const Cells told = row_of("seq FROM erased WHERE id", id);
      expect(!lawful || told == Cells{to_string(at->second)}, "rows_mismatch", {}, "erased");
    }
    const string kept = "SELECT part FROM payload WHERE coalesce(ct, key) IS NOT NULL AND id";
    for (const auto& erased : erased_) {
      const Number i = erased.first.first;
      const string& name = erased.first.second;
      const auto gone = [&](const Cells& row) { return row[0] != name || erased.second <= i; };
      const auto use = [&](const Cells& row) { expect(gone(row), "erasure_incomplete", i, name); };
      db_->each(kept + " BETWEEN ?1 * 64 AND ?1 * 64 + 63", to_string(i), use);
    }
  }
  void count_rows() {
    n_["entry"] = tree_.leaves.size(), n_["erased"] = erased_.size();
    for (const string table : {"entry", "idem", "payload", "artefact", "tile", "erased"}) {
      const bool good = db_->one("SELECT count(*) FROM " + table)[0] == to_string(n_[table]);
      expect(good, "rows_mismatch", {}, table);
    }
  }
  void compare_head() {
    Number good = 0, all = tree_.leaves.size();
    for (const Checkpoint& known : checkpoints_) {
      if (!reaches(known)) break;
      if (!agrees(known)) return expect(false, "checkpoint_mismatch", good);
      good = known.first;
    }
    if (!head_) return;
    const Number size = n_["signed_records"] = head_->first;
    if (size > all) return expect(false, "truncated", all);
    if (!agrees(*head_)) return expect(false, "root_mismatch", good);
    if (size < n_["told"]) return expect(false, "head_rolled_back", size);
    n_["tail"] = all - size;
    expect(keys_.has_value() || size == all, "unsigned_tail", size);
  }
  void compare_signer() {
    for (const auto& known : {signer_, told_.value_or(Checkpoint())}) {
      if (!reaches(known)) return expect(false, "truncated", tree_.leaves.size(), "keys.db");
      expect(known.first == 0 || agrees(known), "signer_mismatch");
    }
    const bool good = !told_ || keys_->meta["acknowledged"].starts_with(u64(n_["keyed"]));
    expect(good, "rows_mismatch", {}, "keys.db");
  }
  void check_receipt() try {
    if (!receipt_) return;
    const std::size_t split = receipt_->find("\n\n");
    auto lines = lines_of(receipt_->substr(0, split + 1));
    if (lines.size() > 1 && lines[1].starts_with("extra ")) lines.erase(lines.begin() + 1);
    need(lines.size() > 1 && lines.size() <= 65 && lines[0] == "c2sp.org/tlog-proof@v1" &&
         lines[1].starts_with("index "));
    const Number i = decimal(lines[1].substr(6));
    const Checkpoint known = open_checkpoint(receipt_->substr(split + 2), key_.value());
    need(i < known.first);
    vector<string> path;
    for (std::size_t n = 2; n < lines.size(); ++n) path.push_back(hash_of(lines[n], kPlain));
    if (!reaches(known)) return expect(false, "truncated", tree_.leaves.size(), "receipt");
    expect(agrees(known) && path == tree_.path(i, 0, known.first), "receipt_mismatch", i);
  } catch (const std::exception&) {
    expect(false, "receipt_invalid");
  }
  optional<Database> db_;  // nothing where it does not open, as keys_
  optional<Keys> keys_;
  optional<Key> key_, keys_key_;
  optional<Checkpoint> head_, told_;
  optional<string> receipt_;
  Checkpoint signer_;
  vector<Checkpoint> checkpoints_;
  std::multimap<Number, Json> findings_;
  Tree tree_;
  map<Number, string> rulesets_;
  map<Number, std::pair<std::pair<Number, string>, string>> absent_;  // which part, and how
  map<std::pair<Number, string>, Number> erased_;
  map<string, std::pair<std::int64_t, string>> chains_;
  map<string, Number> n_;  // what is counted
  string origin_, time_, leaf_, case_name_, case_key_;
};
int run(const vector<string>& words) {
  const string usage = "LOG [--key KEY] [--head FILE] [--receipt FILE] [--keys-elsewhere] [--json]";
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool valued = words[i] == "--key" || words[i] == "--head" || words[i] == "--receipt";
    const bool flag = words[i] == "--json" || words[i] == "--keys-elsewhere";
    const bool log = !words[i].starts_with("--") && !options.contains("");
    demand(flag || log || (valued && i + 1 < words.size()), 2, usage);
    string& to = options[log ? "" : words[i]];
    to = words[valued ? ++i : i];
  }
  demand(options.contains(""), 2, usage);
  const bool pinned = options.contains("--key"), json = options.contains("--json");
  const string given = pinned ? options["--key"] : "", file = read_small(given);
  const auto key = tried([&] { return parse_key(file.empty() ? given : file); });
  demand(key || !pinned, 3, "ingen öppen nyckel / no public key");
  Json report = Verifier(options, key).report();
  report["trust"] = pinned ? "pinned" : "self-declared";
  const char* verdict = report["ok"] ? "håller / The log holds\n" : "håller inte / It does not\n";
  if (!json) std::cout << "Loggen " << verdict;
  std::cout << report.dump(json ? -1 : 2, ' ', !json, Json::error_handler_t::replace) << std::endl;
  demand(std::cout.good(), 5, "stdout");
  return report["ok"] ? 0 : 1;
}
}  // namespace
int main(int count, char** words) try {
  demand(sodium_init() >= 0, 70, "libsodium");
  return run({words + 1, words + count});
} catch (const Stop& stop) {
  return std::cerr << "stadga-verify: " << stop.second << '\n', stop.first;
} catch (const std::exception& error) {
  return std::cerr << "stadga-verify: " << error.what() << '\n', 5;
}
