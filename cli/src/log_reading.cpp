#include "log_reading.h"

#include <filesystem>
#include <utility>

#include "files.h"
#include "progress.h"
#include "stadga/audit/note.h"
#include "stadga/base/text.h"

namespace stadga::cli {

namespace fs = std::filesystem;

Result<std::string> verifier_key(const std::string& option) {
  if (option.empty() || audit::parse_verifier_key(option)) return option;
  auto text = read_file(option, 4096);
  if (!text) return text.error();
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  if (audit::parse_verifier_key(*text)) return text;
  return Error{Failure::kInvalidInput,
               "S6009",
               {"filen håller ingen publik nyckel (namn+hash+base64)",
                "the file holds no public key (name+hash+base64)"},
               option};
}

Result<SnapshotPtr> open_snapshot(const LogOptions& options) {
  auto key = verifier_key(options.key);
  if (!key) return key.error();
  audit::ReadOptions read;
  read.path = options.log;
  read.head = options.head;
  read.verifier_key = std::move(key).value();
  read.keys_elsewhere = options.keys_elsewhere;
  return audit::Snapshot::open(read);
}

audit::VerifyReport verify_log(audit::Snapshot& snapshot, const Console& console) {
  const Progress progress(console, {"läser om loggen", "reading the log"});
  return snapshot.verify();
}

std::string finding_line(const audit::Finding& finding, const Console& console) {
  std::string line;
  if (finding.index) {
    line = console.in({"post ", "record "}) + std::to_string(*finding.index) + ": ";
  }
  return line + finding.kind + ": " + printable(console.in(finding.message));
}

bool log_holds(audit::Snapshot& snapshot, const Console& console) {
  const audit::VerifyReport report = verify_log(snapshot, console);
  for (const audit::Finding& finding : report.findings) console.say(finding_line(finding, console));
  return report.ok;
}

std::string case_of(audit::Snapshot& snapshot, const audit::Entry& entry) {
  const auto link = snapshot.part(entry.index, "link");
  if (!link) return {};
  const JsonReading reading = read_json(*link);
  const Json* id = reading.value.find("case_id");
  return id == nullptr || id->as_string() == nullptr ? std::string() : *id->as_string();
}

Status each_entry(audit::Snapshot& snapshot, const std::function<bool(const audit::Entry&)>& each) {
  constexpr std::uint64_t kPage = 1000;
  for (std::uint64_t first = 0;; first += kPage) {
    const auto page = snapshot.entries(first, kPage);
    if (!page) return page.error();
    for (const audit::Entry& entry : *page) {
      if (!each(entry)) return Unit{};
    }
    if (page->size() < kPage) return Unit{};
  }
}

bool lies_in_log(const std::string& path, const LogOptions& options) {
  std::error_code error;  // what is not there is not the same
  for (const std::string& own : {options.head, options.key}) {
    if (!own.empty() && fs::equivalent(path, own, error)) return true;
  }
  std::error_code ended;
  for (fs::directory_iterator file(options.log, ended); !ended && file != fs::directory_iterator();
       file.increment(ended)) {
    if (fs::equivalent(path, file->path(), error)) return true;
  }
  fs::path folder = fs::weakly_canonical(fs::absolute(path, error).parent_path(), error);
  for (; !folder.empty(); folder = folder.parent_path()) {
    if (fs::equivalent(folder, options.log, error)) return true;
    if (folder == folder.parent_path()) break;
  }
  return false;
}

}  // namespace stadga::cli
