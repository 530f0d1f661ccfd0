// stadga_verify.cpp - verifies a Stadga audit log from a copy. Written from docs/audit-format.md,
// whose sections the numbers name; it shares no code with the rest, nor therefore its mistakes.
#include <fcntl.h>
#include <fnmatch.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

#include <bit>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
namespace {
namespace fs = std::filesystem;
using std::map, std::optional, std::string, std::string_view, std::to_string, std::vector;
using Json = nlohmann::json;  // sorts names by bytes: as UTF-16 does, for the ASCII of our names
using Number = std::uint64_t;
using Cells = vector<string>;  // of a row: numbers as decimal digits, NULL empty; last their types
constexpr string_view kSchema = "636d555e43e97ae8179ae94c24894f59d3b357bb1abab62620ec7d84483390f2";
constexpr const char *kCopy = ".stadga-held-", *kProof = "c2sp.org/tlog-proof@v1";
constexpr std::size_t kHash = 32, kMiB = 1U << 20U, kReceipt = 16U << 20U, kNonce = 24, kTag = 16;
using Stop = std::pair<int, string>;  // exit status and why: no verdict
void demand(bool good, int exit, const string& text) { good ? void() : throw Stop(exit, text); }
void need(bool good) { good ? void() : throw std::invalid_argument("docs/audit-format.md"); }
auto tried(const auto& read) -> optional<decltype(read())> try {  // nothing where it throws
  return read();
} catch (const std::exception&) {
  return {};
}
const unsigned char* in(string_view b) { return reinterpret_cast<const unsigned char*>(b.data()); }
unsigned char* out(string& b) { return reinterpret_cast<unsigned char*>(b.data()); }
string u64(Number n, int size = 8) {
  return size == 0 ? "" : u64(n >> 8U, size - 1) + static_cast<char>(n & 0xFFU);
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
bool fits(const string& t, const char* glob) { return !::fnmatch(glob, t.c_str(), FNM_EXTMATCH); }
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
void need_hex(const string& text) { need(text.size() == 64 && fits(text, "*([0-9a-f])")); }
void need_sj1(const Json& value, int depth) {
  need(!value.is_number_float() && depth <= 32);
  if (value.is_number()) need(std::abs(value.get<double>()) < 0x1p53);
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
  need(fits(plain, "+([!+\x01- \x7F])") && plain.find('\0') == string::npos);
}
struct Key {
  string name, bytes, id = sha256(name + "\n\x01" + bytes).substr(0, 4);
  string text = name + "+" + hex(id) + "+" + base64("\x01" + bytes);
};
Key parse_key(string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  const string_view name = text.substr(0, text.find('+'));
  const string bytes = from_base64(text.substr(std::min(text.size(), name.size() + 10)));
  need(bytes.size() == 1 + crypto_sign_PUBLICKEYBYTES);
  const Key key{string(name), bytes.substr(1)};
  return need_key_name(name), need(key.text == text), key;
}
vector<string> lines_of(const string& text) {
  vector<string> lines;
  std::istringstream stream(text);
  for (string line; std::getline(stream, line); lines.push_back(line)) need(!line.empty());
  return need(text.ends_with('\n')), lines;
}
bool read_signature(const string& line, const string& msg, const Key& key) {
  const std::size_t space = line.find(' ', 4);
  need(line.starts_with("\xE2\x80\x94 ") && space != string::npos);
  const string name = line.substr(4, space - 4), raw = from_base64(line.substr(space + 1));
  need_key_name(name), need(raw.size() >= 5);
  if (name != key.name || !raw.starts_with(key.id)) return false;
  need(raw.size() == 4 + crypto_sign_BYTES);
  return need(!crypto_sign_verify_detached(in(raw) + 4, in(msg), msg.size(), in(key.bytes))), true;
}
using Checkpoint = std::pair<Number, string>;  // size and root
Checkpoint open_checkpoint(const string& note, const Key& key) {
  const std::size_t split = note.rfind("\n\n");
  need(note.size() <= kMiB && split != string::npos && !mapped(note, UTF8PROC_STABLE).empty());
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
    need(sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    one("PRAGMA cell_size_check = ON");
    one("PRAGMA locking_mode = EXCLUSIVE");  // files may lose their names after the first look
    one("SELECT count(*) FROM sqlite_master");
  }
  void each(const string& sql, const Cells& values, const std::function<void(const Cells&)>& use) {
    sqlite3_stmt*& row = statements[sql];
    if (row == nullptr) sqlite3_prepare_v2(db, sql.c_str(), -1, &row, nullptr);
    need(row != nullptr), sqlite3_reset(row);
    for (int i = 0; const string& v : values)
      sqlite3_bind_blob(row, ++i, v.data(), static_cast<int>(v.size()), SQLITE_TRANSIENT);
    int code = 0;
    for (string types; (code = sqlite3_step(row)) == SQLITE_ROW; types.clear()) {
      Cells cells;
      for (int i = 0; i < sqlite3_column_count(row); ++i) {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(row, i));
        cells.emplace_back(data, static_cast<std::size_t>(sqlite3_column_bytes(row, i)));
        types += "?iftb0"[sqlite3_column_type(row, i)];
      }
      cells.push_back(types), use(cells);
    }
    need(code == SQLITE_DONE);
  }
  Cells one(const string& sql, const Cells& values = {}) {  // the first; empty where there is none
    Cells found;
    return each(sql, values, [&](const Cells& row) { found = found.empty() ? row : found; }), found;
  }
};
string prefix(const string& label, const string& origin) { return label + '\0' + origin + '\0'; }
struct Keys : Database {
  map<string, string> meta;
  explicit Keys(const string& path) : Database(path) {
    const auto use = [&](const Cells& row) { meta.emplace(row[0], row[2] == "tb" ? row[1] : ""); };
    each("SELECT name, value FROM meta WHERE typeof(name) = 'text'", {}, use);
    for (const string name : {"public_key", "kek", "lookup", "mac", "seed"})
      need(meta.contains(name) ? meta[name].size() == kHash : name == "seed");
    need_key_name(meta["origin"]);
  }
  string case_key(const string& name) {  // empty where there is none
    const Cells row = one("SELECT file, wrapped FROM case_key WHERE name = ?", {name});
    if (row.empty() || row[2] != "bb") return "";
    const Cells file = one("SELECT wrapped FROM file_key WHERE name = ?", {row[0]});
    if (file.empty() || file[1] != "b") return "";
    const string about = prefix("stadga/v1/file-key", meta["origin"]) + row[0];
    const string outer = open_sealed(meta["kek"], file[0], about);
    const string mine = prefix("stadga/v1/case-key", meta["origin"]) + name;
    const string both = outer.size() == kHash ? open_sealed(outer, row[1], mine) : "";
    return both.size() == 2 * kHash ? both.substr(0, kHash) : "";
  }
};
// --- entries (4) ---
constexpr string_view kKinds =
    " access_root amend appeal appeal_late communication config court decision erasure forwarded "
    "handover hold hold_release incident key note notification objection proposal rectify refusal "
    "revocation ruleset seal withdrawal ";
Json read_entry(string_view bytes) {
  Json entry = read_sj1(bytes, 4096);
  const string &kind = text_of(entry.at("kind")), &time = text_of(entry.at("t"));
  need(kind.find(' ') == string::npos && kKinds.find(" " + kind + " ") != string::npos);
  need(fits(time, "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:00Z"));
  const Json commit = entry.value("commit", Json::object());
  need(commit.is_object() && commit.empty() != entry.contains("commit") && commit.size() <= 64);
  for (const auto& [name, value] : commit.items())
    need(fits(name, "[a-z]*([a-z0-9_])") && name.size() <= 64), hash_of(value);
  need(index_of(entry.at("v")) == 1 && entry.contains("idem") == entry.contains("req"));
  if (entry.contains("idem")) hash_of(entry["idem"]), hash_of(entry["req"]);
  const Json named = kind == "config" ? Json{"origin", "key", "schema"} : Json::array();
  for (const string name : named) text_of(entry.at(name));
  if (kind == "ruleset") need_hex(text_of(entry.at("artefact").at("sha256")));
  const bool decided = kind == "proposal" || kind == "decision";
  if (decided && (entry.contains("ruleset") || entry.contains("engine"))) {
    need_hex(text_of(entry.at("ruleset").at("sha256")));
    index_of(entry["ruleset"].at("index")), index_of(entry.at("engine").at("semantics"));
  }
  for (const Json& part : kind == "erasure" ? entry.at("parts") : Json::array()) {
    need(entry["parts"].is_array() && part.at("names").is_array()), index_of(part.at("index"));
    for (const Json& name : part["names"]) text_of(name);
  }
  return entry;
}
using Options = map<string, string>;                          // by name; "" is the log
string read_small(const string& path, Number limit = kMiB) {  // empty where it is no such file
  if (!fs::is_regular_file(path) || fs::file_size(path) > limit) return "";
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
bool is_log(const string& log) {
  string start(100, '\0');
  for (const char* name : {"head", "log.pub", "keys.db"})
    if (fs::exists(log + name)) return true;
  if (fs::is_regular_file(log + "log.db")) std::ifstream(log + "log.db").read(start.data(), 100);
  return start.starts_with("SQLite format 3") && start.substr(68, 4) == "STG1";
}
struct Folder {  // private, and locked; one that a killed reader left goes first
  string path = fs::temp_directory_path() / ".stadga-XXXXXX";
  Folder() {
    constexpr int kHow = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    for (const auto& at : fs::directory_iterator(fs::temp_directory_path())) {
      const bool named = at.path().filename().string().starts_with(kCopy);
      const int left = named ? ::open(at.path().c_str(), kHow) : -1;
      struct stat status {};
      const bool ours = ::fstat(left, &status) == 0 && status.st_uid == ::geteuid();
      if (ours && ::flock(left, LOCK_EX | LOCK_NB) == 0) tried([&] { return fs::remove_all(at); });
      ::close(left);
    }
    demand(::mkdtemp(path.data()) != nullptr, 5, "kan inte skriva / cannot write: " + path);
    ::flock(::open(path.c_str(), kHow), LOCK_EX);  // until the process ends
    const string named = fs::temp_directory_path() / (kCopy + path.substr(path.size() - 6));
    fs::rename(path, named), path = named;  // the name of what may be swept where it is not locked
  }
  ~Folder() { fs::remove_all(path); }
};
// --- what is checked, in this order (10) ---
struct Verifier {
  Verifier(const Options& options, const optional<Key>& pinned) : key_(pinned) {
    copy_log(options.at("") + "/");
    if (keys_) keys_key_ = Key{keys_->meta["origin"], keys_->meta["public_key"]};
    origin_ = key_ ? key_->name : keys_ ? keys_key_->name : "";
    const bool there = fs::exists(options.at("--head"));
    head_ = signed_by(key_, read_small(options.at("--head")));
    expect(key_.has_value(), "verifier_key_missing");
    expect(keys_.has_value() || options.contains("--keys-elsewhere"), "keys_missing");
    expect(!keys_ || !key_ || keys_key_->text == key_->text, "config_mismatch", {}, "keys.db");
    expect(head_ || (there && !key_), there ? "head_invalid" : "head_missing");
    expect(db_.has_value(), "database_damaged", {}, "log.db");
    if (options.contains("--receipt")) receipt_ = read_small(options.at("--receipt"), kReceipt);
    using V = Verifier;
    for (const auto step :
         {&V::check_database, &V::read_checkpoints, &V::read_signer, &V::walk, &V::settle_absent,
          &V::count_rows, &V::compare_head, &V::compare_signer, &V::check_receipt})
      expect(!db_ || tried([&] { return (this->*step)(), true; }), "database_damaged");
  }
  Json report() {
    Json all{{"stadga", 1}, {"ok", findings_.empty()}, {"origin", origin_}};
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
    const Folder folder;
    const int lock = ::open(held.c_str(), O_RDONLY | O_CLOEXEC);  // none: there is no writer
    for (int tries = 0; lock >= 0 && ::flock(lock, LOCK_SH | LOCK_NB) != 0; ++tries)
      demand(tries < 500 && ::usleep(10000) == 0, 5, "loggen skrivs / the log is being written");
    for (const string name : {"/log.db", "/log.db-wal", "/keys.db", "/keys.db-wal"}) {
      const string from = log + name, to = folder.path + name;
      if (fs::is_regular_file(from)) fs::copy_file(from, to);
      if (fs::exists(from) && !fs::exists(to)) fs::create_directory(to);
      if (fs::exists(to)) fs::permissions(to, fs::perms::owner_all);
    }
    if (!key_) key_ = tried([&] { return parse_key(read_small(log + "log.pub")); });
    if (lock >= 0) ::close(lock);
    tried([&] { return &keys_.emplace(folder.path + "/keys.db"); });
    tried([&] { return &db_.emplace(folder.path + "/log.db"); });
    const char* entry = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entry'";
    if (!tried([&] { return db_.value().one(entry).at(0); })) db_.reset();
  }
  void expect(bool good, const string& kind, optional<Number> i = {}, const string& detail = "") {
    if (good || findings_.size() == 100) return;
    const Json at = i ? Json(*i) : Json(), text = "docs/audit-format.md 10, " + kind + " " + detail;
    findings_.insert({i.value_or(UINT64_MAX), {{"index", at}, {"kind", kind}, {"message", text}}});
  }
  static optional<Checkpoint> signed_by(const optional<Key>& key, const string& text) {
    return tried([&] { return open_checkpoint(text, key.value()); });
  }
  bool reaches(const Checkpoint& known) { return known.first <= tree_.leaves.size(); }
  bool agrees(const Checkpoint& known) { return tree_.root(known.first) == known.second; }
  void check_database() {
    string all("stadga/v1/schema\0", 17);
    const char* sql =  // in the order of their bytes
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, length(name), name";
    db_->each(sql, {}, [&](const Cells& row) {
      for (std::size_t i = 0; i < 4; ++i) all += u64(row[i].size()) + row[i];
    });
    const string marks = db_->one("PRAGMA application_id")[0] + db_->one("PRAGMA user_version")[0];
    expect(marks == to_string(0x53544731) + "1" && hex(sha256(all)) == kSchema, "schema_mismatch");
    db_->each("PRAGMA integrity_check(10)", {},
              [&](const Cells& row) { expect(row[0] == "ok", "database_damaged", {}, row[0]); });
  }
  void read_checkpoints() {
    db_->each("SELECT size, note FROM checkpoint ORDER BY size", {}, [&](const Cells& row) {
      const auto checkpoint = signed_by(key_, row[1]);
      const bool good = checkpoint && to_string(checkpoint->first) == row[0];
      expect(good, "checkpoint_invalid");
      if (good) checkpoints_.push_back(*checkpoint), n_["told"] = checkpoint->first;
    });
  }
  void read_signer() {
    if (!keys_) return;
    const Cells row = keys_->one("SELECT size, root, clock_ms FROM signer WHERE id = 1");
    need(row.empty() || (row[1].size() == kHash && row[3] == "ibi"));
    if (!row.empty()) signer_ = {decimal(row[0]), row[1]};
    const string told = keys_->meta.try_emplace("acknowledged", "\1").first->second;
    const string done = keys_->meta.try_emplace("erased_below", u64(0)).first->second;
    need(told == "\1" || told.size() > 8);
    need(done.size() == 8), done_ = done;
    if (told.size() > 8) told_ = signed_by(keys_key_, told.substr(8));
    expect(told_ || told.size() <= 8, "signer_mismatch", {}, "keys.db");
    if (told_) n_["told"] = std::max(n_["told"], told_->first);
  }
  void walk() {
    db_->each("SELECT seq, leaf, mac, bytes FROM entry WHERE seq >= 0 ORDER BY seq", {},
              [&](const Cells& row) { check_row(std::stoull(row[0]), row[1], row[2], row[3]); });
  }
  void check_row(Number i, const string& leaf, const string& mac, const string& bytes) {
    expect(i == n_["next"], "gap", i), n_["next"] = i + 1;
    expect(leaf == (leaf_ = sha256('\0' + bytes)), "leaf_mismatch", i);
    const string message = prefix("stadga/v1/entry-mac", origin_) + u64(i) + bytes;
    expect(!keys_ || mac == hmac(keys_->meta["mac"], message), "mac_mismatch", i);
    tree_.leaves.push_back(leaf_);
    const Number size = n_["records"] = tree_.leaves.size();
    for (unsigned bits = 8; size % (Number{1} << bits) == 0; bits += 8, ++n_["tile"]) {
      const Number id = (Number{bits / 8} << 48U) + (size >> bits) - 1;
      const string root = tree_.range(size - (Number{1} << bits), size);
      expect(row_of("root FROM tile WHERE id", id) == Cells{root, "b"}, "tile_mismatch", size - 1);
    }
    auto entry = tried([&] { return read_entry(bytes); });
    expect(entry.has_value(), "entry_malformed", i);
    if (entry) check_entry(*entry, i);
  }
  Cells row_of(const string& what, Number id) {
    return db_->one("SELECT " + what + " = CAST(? AS INTEGER)", {to_string(id)});
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
      const Cells row = db_->one("SELECT seq, bytes FROM artefact WHERE sha = ?", {sha});
      const bool good = !row.empty() && row[0] == to_string(i) && sha256(row[1]) == sha;
      expect(good, row.empty() ? "artefact_missing" : "artefact_mismatch", i);
      n_["artefact"] += row.empty() ? 0 : 1;
    }
    if ((kind == "proposal" || kind == "decision") && entry.contains("ruleset")) {
      const Json& used = entry["ruleset"];
      expect(rulesets_[used["index"]] == used["sha256"], "artefact_missing", i);
    }
    if (entry.contains("idem")) {
      n_["idem"] += 1, n_["keyed"] += told_ && i < told_->first ? 1 : 0;
      const auto row = db_->one("SELECT seq, req FROM idem WHERE key=?", {hash_of(entry["idem"])});
      expect(row == Cells{to_string(i), hash_of(entry["req"]), "ib"}, "idem_mismatch", i);
    }
    for (const Json& part : kind == "erasure" ? entry["parts"] : Json::array())
      for (const Json& name : part["names"]) erased_[{index_of(part["index"]), name}] = i;
    if (!entry.contains("commit")) return;
    n_["decisions"] += entry["commit"].contains("result") ? 1 : 0;
    for (Number id = i * 64; const auto& [name, commitment] : entry["commit"].items()) {
      const string outcome = check_part(id, i, name, hash_of(commitment));
      const bool absent = outcome == "erased" || outcome == "key_destroyed";
      if (absent) absent_[id] = {{i, name}, outcome == "erased"};
      expect(absent || outcome.empty(), outcome, i, name);
      ++id, ++n_["payload"];
    }
  }
  string check_part(Number id, Number i, const string& name, const string& commitment) {
    const Cells row = row_of("part, ct, key FROM payload WHERE id", id);
    if (row.empty() || row[0] != name) return row.empty() ? "part_missing" : "part_mismatch";
    if (row[3][1] == '0') return "erased";
    if (!keys_) return ++n_["sealed"], "";
    if (row[2].size() != 16) return "part_mismatch";
    if (row[2] != case_name_) case_key_ = keys_->case_key(case_name_ = row[2]);
    if (case_key_.empty()) return "key_destroyed";
    const string at = u64(i) + name;
    const string part_key = hmac(case_key_, prefix("stadga/v1/part-key", origin_) + at);
    const string salted = open_sealed(part_key, row[1], prefix("stadga/v1/part", origin_) + at);
    const string plain = salted.substr(std::min(salted.size(), kHash));
    if (salted.size() < kHash || committed(salted, name, plain) != commitment)
      return "part_mismatch";
    ++n_["ok"];
    const auto good = [&] { return follows(read_sj1(plain, kMiB)); };
    return expect(name != "link" || tried(good).value_or(false), "chain_mismatch", i), "";
  }
  string committed(const string& salt, const string& name, const string& text) {
    return hmac(salt, prefix("stadga/v1/commit", origin_) + name + '\0' + u64(text.size()) + text);
  }
  bool follows(const Json& link) {  // the record of its case before it
    auto& [last, before] = chains_[case_name_];
    const std::int64_t first = std::exchange(last, link.at("case_seq").get<std::int64_t>());
    const string leaf = std::exchange(before, leaf_);
    return first == 0 || (last == first + 1 && hash_of(link.at("prev_case")) == leaf);
  }
  void settle_absent() {
    for (const auto& [id, lost] : absent_) {
      const auto& [part, erased] = lost;
      const Number by = erased_.contains(part) ? erased_[part] : 0;
      const bool covered = !head_ || by < std::max(head_->first, n_["told"]);
      const bool named = by > part.first && covered, lawful = named && erased;
      expect(named, erased ? "part_missing" : "key_destroyed", part.first, part.second);
      const bool told = row_of("seq FROM erased WHERE id", id) == Cells{to_string(by), "i"};
      expect(!lawful || told, "rows_mismatch", {}, "erased"), n_["lawful"] += lawful ? 1 : 0;
    }
    const char* kept =
        "SELECT count(*) FROM payload WHERE id BETWEEN ?1 * 64 AND ?1 * 64 + 63 AND "
        "part = CAST(?2 AS TEXT) AND coalesce(ct, key) IS NOT NULL";
    Number due = 0;  // the newest erasure, and one
    for (const auto& [part, by] : erased_) {
      const Cells rows = db_->one(kept, {to_string(part.first), part.second});
      expect(rows[0] == "0" || by <= part.first, "erasure_incomplete", part.first, part.second);
      due = std::max(due, by + 1);
    }
    expect(done_.empty() || done_ >= u64(due), "erasure_incomplete", due - 1, "keys.db");
  }
  void count_rows() {
    n_["entry"] = tree_.leaves.size(), n_["erased"] = erased_.size();
    for (const string t : {"entry", "idem", "payload", "artefact", "tile", "erased"})
      expect(db_->one("SELECT count(*) FROM " + t)[0] == to_string(n_[t]), "rows_mismatch", {}, t);
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
    const string extra = lines.at(1).starts_with("extra ") ? from_base64(lines[1].substr(6)) : "";
    if (lines[1].starts_with("extra ")) lines.erase(lines.begin() + 1);
    need(lines.at(1).starts_with("index ") && lines.size() <= 65 && lines[0] == kProof);
    const Number i = decimal(lines[1].substr(6));
    const Checkpoint known = open_checkpoint(receipt_->substr(split + 2), key_.value());
    need(i < known.first);
    vector<string> path;
    for (std::size_t n = 2; n < lines.size(); ++n) path.push_back(hash_of(lines[n], kPlain));
    const bool said = discloses(extra, i);
    if (!reaches(known)) return expect(false, "truncated", tree_.leaves.size(), "receipt");
    expect(said && agrees(known) && path == tree_.path(i, 0, known.first), "receipt_mismatch", i);
  } catch (const std::exception&) {
    expect(false, "receipt_invalid");
  }
  bool discloses(const string& text, Number i) {  // of record i what is in it, or nothing of ours
    const Json ours = tried([&] { return read_sj1(text, kReceipt); }).value_or(Json());
    if (!ours.contains("entry")) return true;
    const string& bytes = text_of(ours["entry"]);
    const Json parts = ours.value("parts", Json::object());
    const Json commit = tried([&] { return read_entry(bytes).at("commit"); }).value_or(Json());
    bool good = i < tree_.leaves.size() && sha256('\0' + bytes) == tree_.leaves[i];
    for (const auto& [name, part] : (need(parts.is_object()), parts.items())) {
      const string salt = hash_of(part.at("salt"));
      const string plain = from_base64(text_of(part.value("plain", Json(""))));
      const string made = part.contains("plain") ? committed(salt, name, plain) : "";
      good = good && commit.contains(name) && (made.empty() || made == hash_of(commit[name]));
    }
    return good;
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
  map<Number, std::pair<std::pair<Number, string>, bool>> absent_;  // its row is there
  map<std::pair<Number, string>, Number> erased_;
  map<string, std::pair<std::int64_t, string>> chains_;
  map<string, Number> n_;  // what is counted
  string origin_, time_, leaf_, case_name_, case_key_, done_;
};
int run(const vector<string>& words) {
  const string usage = "LOG [--key KEY] [--head FILE] [--receipt FILE] [--keys-elsewhere] [--json]";
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool valued = fits(words[i], "--@(key|head|receipt)");
    const bool flag = fits(words[i], "--@(json|keys-elsewhere)");
    const bool log = !words[i].starts_with("--") && !options.contains("");
    demand(flag || log || (valued && i + 1 < words.size()), 2, usage);
    options[log ? "" : words[i]] = words[i + (valued ? 1 : 0)], i += valued ? 1 : 0;
  }
  demand(options.contains(""), 2, usage), options.try_emplace("--head", options[""] + "/head");
  const bool pinned = options.contains("--key"), json = options.contains("--json");
  const string given = pinned ? options["--key"] : "", file = read_small(given);
  const auto key = tried([&] { return parse_key(file.empty() ? given : file); });
  demand(key || !pinned, 3, "ingen öppen nyckel / no public key");
  Json report = Verifier(options, key).report();
  report["trust"] = pinned ? "pinned" : "self-declared";
  const bool ok = report["ok"];
  if (!json) std::cout << (ok ? "Loggen håller / The log holds\n" : "Håller inte / It fails\n");
  std::cout << report.dump(json ? -1 : 2, ' ', !json, Json::error_handler_t::replace) << std::endl;
  return !std::cout.good() ? 5 : ok ? 0 : 1;
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
