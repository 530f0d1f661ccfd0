// log.cpp - brings callers together. The first thread that finds no leader becomes it, takes every
// waiting request, and runs them as one batch under the file lock: one commit, one signature, one
// head file for all. A lone caller waits for nobody.
#include "stadga/audit/log.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <set>

#include "files.h"
#include "messages.h"
#include "stadga/base/date.h"
#include "stadga/base/text.h"
#include "writer.h"

namespace stadga::audit {
namespace {

constexpr std::size_t kMaxBatch = 512;
constexpr std::chrono::milliseconds kGatherTime{2};
constexpr std::size_t kMaxIdBytes = 512;
constexpr std::size_t kMaxNameBytes = 256;

struct Job {
  Request request;
  std::optional<Result<Appended>> result;
};

bool is_text(std::string_view text, std::size_t max) {
  return text.size() <= max && !first_bad_utf8(text) && is_nfc(text) &&
         text.find('\0') == std::string_view::npos;
}
bool is_id(std::string_view text) { return !text.empty() && is_text(text, kMaxIdBytes); }

Status check_record(const CaseRecord& record) {
  if (record.case_id.empty()) {
    return messages::case_id_required();
  }
  if (!is_id(record.case_id) || !is_id(record.decision_id) ||
      !is_text(record.request_id, kMaxIdBytes) || !is_text(record.file_id, kMaxIdBytes)) {
    return messages::bad_identifier();
  }
  for (const auto name : {record.ruleset_name, record.ruleset_version, record.ruleset_hash,
                          record.engine_version}) {
    if (!is_text(name, kMaxNameBytes)) {
      return messages::bad_name();
    }
  }
  if (record.kind != "proposal" && record.kind != "decision") {
    return messages::bad_kind();
  }
  if (record.bundle == nullptr || record.semantics < 0) {
    return messages::bundle_missing();
  }
  if (record.case_bytes.size() > kMaxPartBytes || record.result_bytes.size() > kMaxPartBytes) {
    return messages::part_too_large();
  }
  return Unit{};
}

constexpr std::size_t kMaxBasisBytes = 1024;

// Two names that differ in case or spaces alone are one person's.
std::string same_name(std::string_view name) {
  std::string kept;
  for (const char c : fold_name(name)) {
    if (c != ' ' && c != '.') kept += c;
  }
  return kept;
}

Status check_basis(const LegalBasis& basis, std::size_t approvers) {
  for (const std::string* text : {&basis.text, &basis.provision, &basis.body}) {
    if (text->empty() || !is_text(*text, kMaxBasisBytes)) return messages::basis_required();
  }
  if (!parse_date(basis.day)) return messages::bad_decision_day(basis.day);
  std::set<std::string> names;
  for (const std::string& name : basis.approvers) {
    // What is not seen would make two names of one.
    if (!is_text(name, kMaxNameBytes) || printable(name) != name) return messages::bad_approver();
    names.insert(same_name(name));
  }
  names.erase("");
  if (names.size() < approvers) return messages::approvers_required(approvers);
  return Unit{};
}

// What may lie in a folder where a log is still to be made: what a crash during creation left.
Status check_free_folder(const std::string& folder) {
  std::error_code error;
  if (!exists(folder)) return Unit{};
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = file.path().filename().string();
    const bool ours = name == "log.lock" || name.starts_with("log.pub") ||
                      name.starts_with("keys.db") || name.starts_with("log.db");
    const bool odd = name != "log.pub.tmp" && kind_of(file.path().string()) != FileKind::kRegular;
    if (!ours || odd) return messages::not_a_log(folder);
  }
  if (error) return messages::storage(error.message(), folder);
  return Unit{};
}

}  // namespace

Bundle::Bundle(std::string bytes)
    : bytes_(std::move(bytes)), sha256_(stadga::sha256(bytes_)) {}

class Log::Impl {
 public:
  explicit Impl(LogOptions options)
      : options_(std::move(options)), paths_(Paths::of(options_.path, options_.head)) {}

  ~Impl() {
    if (writer_ == nullptr) return;
    // Leaves one tidy file behind, unless somebody else is at work; nothing depends on it.
    if (const auto lock = FileLock::exclusive(paths_.lock, 0)) writer_->tidy();
  }

  Status prepare() {
    if (options_.path.empty() || !options_.clock || !options_.random) {
      return messages::incomplete_options();
    }
    if ((!options_.origin.empty() && !is_key_name(options_.origin)) ||
        !is_text(options_.origin, kMaxNameBytes) || !is_text(options_.software, kMaxNameBytes)) {
      return messages::bad_origin();
    }
    // Found out now rather than after the record is in the database.
    const std::string head_folder = std::filesystem::path(options_.head).parent_path().string();
    if (!head_folder.empty() && !is_folder(head_folder)) {
      return messages::storage("no folder for the head file", options_.head);
    }
    const FileKind kind = kind_of(paths_.database);
    if (kind == FileKind::kRegular) return Unit{};
    if (kind == FileKind::kOther) {
      const bool log = exists(paths_.head) || exists(paths_.keys) || exists(paths_.public_key);
      return log ? messages::not_a_file(paths_.database) : messages::not_a_log(paths_.folder);
    }
    if (exists(paths_.head)) return messages::head_without_log(paths_.head);
    return check_free_folder(paths_.folder);
  }

  std::vector<Result<Appended>> submit(std::span<const Request> requests) {
    std::vector<Job> jobs(requests.size());
    for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].request = requests[i];
    std::unique_lock guard(mutex_);
    for (Job& job : jobs) waiting_.push_back(&job);
    if (waiting_.size() >= last_batch_) gathered_.notify_one();
    const auto done = [&jobs] { return jobs.empty() || jobs.back().result.has_value(); };
    while (!done()) {
      if (leading_) {
        changed_.wait(guard);
        continue;
      }
      leading_ = true;
      // Whoever was in the last batch is likely on the way again: worth a moment where several
      // share the cost of a signature, never where the last caller was alone.
      if (last_batch_ > 1) {
        gathered_.wait_for(guard, kGatherTime, [this] { return waiting_.size() >= last_batch_; });
      }
      std::vector<Job*> batch;
      while (!waiting_.empty() && batch.size() < kMaxBatch) {
        const bool alone = waiting_.front()->request.erasure != nullptr;
        if (alone && !batch.empty()) break;
        batch.push_back(waiting_.front());
        waiting_.pop_front();
        if (alone) break;
      }
      last_batch_ = batch.size();
      guard.unlock();
      auto results = run_guarded(batch);
      guard.lock();
      for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->result = std::move(results[i]);
      leading_ = false;
      changed_.notify_all();
    }
    std::vector<Result<Appended>> results;
    results.reserve(jobs.size());
    for (Job& job : jobs) results.push_back(std::move(*job.result));
    return results;
  }

  [[nodiscard]] bool demonstration_key() const { return demonstration_; }
  [[nodiscard]] bool created() const { return created_; }

 private:
  // Whatever is thrown below (memory, a caller's clock) must not leave the others waiting.
  std::vector<Result<Appended>> run_guarded(const std::vector<Job*>& batch) {
    try {
      return run(batch);
    } catch (const std::exception& exception) {
      writer_.reset();
      return std::vector<Result<Appended>>(
          batch.size(), Result<Appended>(messages::storage(exception.what(), paths_.folder)));
    }
  }

  std::vector<Result<Appended>> run(const std::vector<Job*>& batch) {
    const auto all = [&batch](const Error& error) {
      return std::vector<Result<Appended>>(batch.size(), Result<Appended>(error));
    };
    if (auto folder = make_folder(paths_.folder); !folder) return all(folder.error());
    const auto lock = FileLock::exclusive(paths_.lock, options_.lock_wait_ms);
    if (!lock) return all(lock.error());
    if (writer_ == nullptr) {
      auto opened = Writer::open(options_, paths_);
      if (!opened) return all(opened.error());
      writer_ = std::move(opened).value();
    }
    std::vector<Request> requests;
    requests.reserve(batch.size());
    for (const Job* job : batch) requests.push_back(job->request);
    auto results = writer_->run(requests);
    demonstration_ = writer_->demonstration();
    created_ = created_ || writer_->created();
    if (!writer_->usable()) writer_.reset();
    return results;
  }

  const LogOptions options_;
  const Paths paths_;
  std::unique_ptr<Writer> writer_;  // touched by the leader alone
  std::atomic<bool> demonstration_ = false;
  std::atomic<bool> created_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;   // a batch is done
  std::condition_variable gathered_;  // as many wait as last time
  std::size_t last_batch_ = 0;
  std::deque<Job*> waiting_;
  bool leading_ = false;
};

Log::Log(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Log::~Log() = default;

Result<std::unique_ptr<Log>> Log::open_or_create(LogOptions options) {
  auto impl = std::make_unique<Impl>(std::move(options));
  if (auto ready = impl->prepare(); !ready) return ready.error();
  return std::unique_ptr<Log>(new Log(std::move(impl)));
}

Result<Appended> Log::append(const CaseRecord& record) {
  return std::move(append_all({&record, 1}).front());
}

std::vector<Result<Appended>> Log::append_all(std::span<const CaseRecord> records) {
  std::vector<Result<Appended>> results;
  std::vector<Request> good;
  for (const CaseRecord& record : records) {
    const Status status = check_record(record);
    Request request;
    request.record = &record;
    if (status) good.push_back(request);
    results.push_back(status ? Result<Appended>(Appended{}) : Result<Appended>(status.error()));
  }
  auto done = impl_->submit(good);
  std::size_t next = 0;
  for (auto& result : results) {
    if (result) result = std::move(done[next++]);
  }
  return results;
}

Result<Appended> Log::record_decision(const DecisionAct& act) {
  const bool known_kind = act.decider_kind == "board" || act.decider_kind == "committee" ||
                          act.decider_kind == "employee" ||
                          act.decider_kind == "automated function";
  if (!known_kind || act.decider_name.empty()) {
    return messages::bad_decider();
  }
  if (!parse_date(act.day)) {
    return messages::bad_decision_day(act.day);
  }
  if (!is_text(act.decider_name, kMaxNameBytes) || !is_text(act.delegation, kMaxNameBytes) ||
      !is_text(act.reason, kMaxPartBytes)) {
    return messages::act_not_canonical();
  }
  if (!act.followed && act.reason.empty()) {
    return messages::reason_required();
  }
  JsonObject body{{"day", act.day},
                  {"decider", JsonObject{{"kind", act.decider_kind}, {"name", act.decider_name}}},
                  {"proposal", Json(act.proposal)},
                  {"result", act.followed ? "followed" : "deviated"}};
  if (!act.delegation.empty()) body.emplace("delegation", act.delegation);
  if (!act.reason.empty()) body.emplace("reason", act.reason);
  return record_act("decision", act.proposal, Json(std::move(body)));
}

Result<Appended> Log::record_act(std::string_view kind, std::uint64_t about, const Json& body) {
  if (!is_act_kind(kind)) {
    return messages::unknown_act(std::string(kind));
  }
  auto bytes = canonical(body);
  if (!bytes || bytes->size() > kMaxPartBytes) {
    return messages::act_not_canonical();
  }
  const ActRequest act{std::string(kind), about, std::move(bytes).value()};
  Request request;
  request.act = &act;
  return std::move(impl_->submit({&request, 1}).front());
}

Result<Appended> Log::erase(const ErasureOrder& order) {
  if (const Status basis = check_basis(order.basis, 2); !basis) return basis.error();
  if (order.items.empty()) return messages::nothing_listed();
  Request request;
  request.erasure = &order;
  return std::move(impl_->submit({&request, 1}).front());
}

Result<Appended> Log::hold(const HoldOrder& order) {
  if (const Status basis = check_basis(order.basis, 1); !basis) return basis.error();
  if (order.records.empty()) return messages::nothing_listed();
  Request request;
  request.hold = &order;
  return std::move(impl_->submit({&request, 1}).front());
}

Result<Appended> Log::release(const ReleaseOrder& order) {
  if (const Status basis = check_basis(order.basis, 1); !basis) return basis.error();
  Request request;
  request.release = &order;
  return std::move(impl_->submit({&request, 1}).front());
}

bool Log::demonstration_key() const { return impl_->demonstration_key(); }
bool Log::created() const { return impl_->created(); }

}  // namespace stadga::audit
