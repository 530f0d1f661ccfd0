// support.h - a log in a temporary folder with a fixed clock and a counting "random" source.
#pragma once
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "stadga/audit/log.h"

namespace stadga::audit::test {

namespace fs = std::filesystem;

class TempDir {
 public:
  TempDir() {
    std::string path = (fs::temp_directory_path() / "stadga-test-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) std::abort();
    path_ = path;
  }
  ~TempDir() {
    std::error_code error;
    fs::permissions(path_, fs::perms::owner_all, error);
    fs::remove_all(path_, error);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

inline std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline void spit(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
inline void copy_folder(const std::string& from, const std::string& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

// 2026-11-22T09:12:44.120Z
inline constexpr std::int64_t kMorning = 1795338764120;

// Not random at all: every call gives other bytes, the same in every run with the same seed.
struct CountingRandom {
  std::shared_ptr<std::uint64_t> state = std::make_shared<std::uint64_t>(1);
  void operator()(std::span<std::uint8_t> out) const {
    for (auto& byte : out) {
      *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
      byte = static_cast<std::uint8_t>(*state >> 56U);
    }
  }
};

struct World {
  TempDir dir;
  std::shared_ptr<std::int64_t> now = std::make_shared<std::int64_t>(kMorning);
  CountingRandom random;
  Hooks hooks;
  std::string head;
  int lock_wait_ms = 5000;

  [[nodiscard]] std::string path() const { return dir / "log"; }
  [[nodiscard]] LogOptions options() const {
    LogOptions options;
    options.path = path();
    options.head = head;
    options.clock = [now = now] { return *now; };
    options.random = random;
    options.origin = "log.example/test";
    options.hooks = hooks;
    options.lock_wait_ms = lock_wait_ms;
    return options;
  }
  [[nodiscard]] std::unique_ptr<Log> open() const {
    auto log = Log::open_or_create(options());
    EXPECT_TRUE(log.has_value()) << (log ? "" : log.error().message.en);
    return log ? std::move(log).value() : nullptr;
  }
  [[nodiscard]] ReadOptions reading() const {
    ReadOptions options;
    options.path = path();
    options.head = head;
    options.temporary = dir / ".";
    return options;
  }
  [[nodiscard]] VerifyReport verify() const {
    auto copy = Snapshot::open(reading());
    EXPECT_TRUE(copy.has_value()) << (copy ? "" : copy.error().message.en);
    return copy ? (*copy)->verify() : VerifyReport{};
  }
};

inline const Bundle& bundle() {
  static const Bundle kBundle("a compiled rule set, version 1");
  return kBundle;
}

// Owns the texts that a CaseRecord only views.
struct Case {
  std::string id = "PRH-2026-000001";
  std::string request;
  std::string facts = R"({"case_id":"PRH-2026-000001","facts":{"namn":"CANARY-Ada"}})";
  std::string result = R"({"outcome":"bifall","note":"CANARY-result"})";
  std::string decision = "sha256:0001";
  std::string file;
  const Bundle* rules = &bundle();

  [[nodiscard]] CaseRecord record() const {
    CaseRecord r;
    r.case_bytes = facts;
    r.result_bytes = result;
    r.bundle = rules;
    r.case_id = id;
    r.request_id = request;
    r.decision_id = decision;
    r.file_id = file;
    r.kind = "proposal";
    r.ruleset_name = "parkering";
    r.ruleset_version = "1.0";
    r.ruleset_hash = "sha256:abc";
    r.engine_version = "0.1.0";
    r.semantics = 1;
    return r;
  }
};

inline Case numbered(int n) {
  const std::string s = std::to_string(n);
  Case c;
  c.id = "CASE-" + s;
  c.decision = "sha256:decision-" + s;
  c.facts = "{\"case_id\":\"CASE-" + s + "\",\"facts\":{\"n\":" + s + "}}";
  c.result = "{\"outcome\":\"bifall\",\"n\":" + s + "}";
  return c;
}

// A log with `count` cases, one append each.
inline void fill(const World& world, int count, int first = 1) {
  const auto log = world.open();
  ASSERT_NE(log, nullptr);
  for (int n = first; n < first + count; ++n) {
    const Case c = numbered(n);
    const auto done = log->append(c.record());
    ASSERT_TRUE(done.has_value()) << done.error().message.en << " " << done.error().context;
  }
}

inline bool has_finding(const VerifyReport& report, const std::string& kind,
                        std::optional<std::uint64_t> index = std::nullopt) {
  for (const Finding& finding : report.findings) {
    if (finding.kind == kind && (!index || finding.index == index)) return true;
  }
  return false;
}

// Runs the statement past the triggers and puts them back as they were.
inline void force(const World& world, const std::string& sql) {
  SQLite::Database db(world.path() + "/log.db", SQLite::OPEN_READWRITE);
  std::vector<std::pair<std::string, std::string>> triggers;
  SQLite::Statement query(db, "SELECT name, sql FROM sqlite_master WHERE type='trigger'");
  while (query.executeStep()) {
    triggers.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
  }
  query.reset();
  for (const auto& [name, text] : triggers) db.exec("DROP TRIGGER " + name);
  db.exec(sql);
  for (const auto& [name, text] : triggers) db.exec(text);
}

inline std::string describe(const VerifyReport& report) {
  return pretty(report.to_json(MessageLanguage::kEnglish));
}

}  // namespace stadga::audit::test
