#include "support/power.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "support/files.h"
#include "support/process.h"

namespace stadga::fault {
namespace {

constexpr std::uint64_t kSector = 512;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The string literal that begins at `at` (its opening quote), as strace -x writes it.
std::string literal(const std::string& line, std::size_t& at) {
  static const std::map<char, char> kEscapes{{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'f', '\f'},
                                             {'v', '\v'}, {'"', '"'},  {'\\', '\\'}};
  std::string out;
  for (++at; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] != '\\') {
      out += line[at];
      continue;
    }
    const char c = line[++at];
    if (const auto known = kEscapes.find(c); known != kEscapes.end()) {
      out += known->second;
    } else if (c == 'x') {
      out += static_cast<char>(digit(line[at + 1]) * 16 + digit(line[at + 2]));
      at += 2;
    } else {  // octal, as short as possible
      int value = 0;
      std::size_t end = at;
      while (end < at + 3 && line[end] >= '0' && line[end] <= '7')
        value = value * 8 + digit(line[end++]);
      if (end == at) machinery_failed("cannot read the trace: " + line.substr(0, 200));
      out += static_cast<char>(value);
      at = end - 1;
    }
  }
  ++at;
  return out;
}

// "5</path>" after the opening parenthesis.
std::string descriptor_path(const std::string& line) {
  const auto open = line.find('<');
  const auto close = line.find('>', open);
  return open == std::string::npos ? "" : line.substr(open + 1, close - open - 1);
}

std::uint64_t last_argument(const std::string& line) {
  const auto end = line.rfind(") ");
  const auto comma = line.rfind(", ", end);
  return std::stoull(line.substr(comma + 2, end - comma - 2));
}

std::optional<DiskEvent> open_event(const std::string& line) {
  DiskEvent event{DiskEvent::Kind::kOpen, "", "", "", 0, false, false};
  std::size_t at = line.find('"');
  event.path = literal(line, at);
  event.creates = line.find("O_CREAT", at) != std::string::npos;
  event.truncates = line.find("O_TRUNC", at) != std::string::npos;
  return event;
}

std::optional<DiskEvent> write_event(const std::string& call, const std::string& line) {
  DiskEvent event{DiskEvent::Kind::kWrite, descriptor_path(line), "", "", kAppend, false, false};
  std::size_t at = line.find('"');
  event.data = literal(line, at);
  if (call == "pwrite64") event.at = last_argument(line);
  return event;
}

std::optional<DiskEvent> event_of(const std::string& line) {
  using Kind = DiskEvent::Kind;
  const std::string call = line.substr(0, line.find('('));
  if (line.find(" = -1 ") != std::string::npos) return std::nullopt;
  std::size_t at = line.find('"');
  if (call == "openat") return open_event(line);
  if (call == "write" || call == "pwrite64") return write_event(call, line);
  if (call == "writev") {
    std::string said = literal(line, at);
    said.pop_back();
    return DiskEvent{Kind::kSaid, said, "", "", 0, false, false};
  }
  if (call == "ftruncate") {
    return DiskEvent{
        Kind::kTruncate, descriptor_path(line), "", "", last_argument(line), false, false};
  }
  if (call == "fsync" || call == "fdatasync") {
    return DiskEvent{Kind::kSync, descriptor_path(line), "", "", 0, false, false};
  }
  if (call == "unlink") return DiskEvent{Kind::kRemove, literal(line, at), "", "", 0, false, false};
  if (call == "rename") {
    std::string from = literal(line, at);
    at = line.find('"', at);
    std::string to = literal(line, at);
    return DiskEvent{Kind::kRename, std::move(from), std::move(to), "", 0, false, false};
  }
  return std::nullopt;
}

}  // namespace

std::vector<DiskEvent> record_events(const std::vector<std::string>& command,
                                     const std::string& folder, const std::string& trace_file) {
  std::vector<std::string> words{"strace",
                                 "-qq",
                                 "-y",
                                 "-x",
                                 "-s",
                                 "100000",
                                 "-o",
                                 trace_file,
                                 "-e",
                                 "trace=openat,write,pwrite64,writev,ftruncate,fsync,fdatasync,"
                                 "rename,unlink"};
  words.insert(words.end(), command.begin(), command.end());
  Child child(words);
  if (child.wait().exit != 0) machinery_failed("the writer fails without any fault");
  std::vector<DiskEvent> events;
  std::istringstream lines(read_bytes(trace_file));
  for (std::string line; std::getline(lines, line);) {
    auto event = event_of(line);
    if (!event) continue;
    const bool said = event->kind == DiskEvent::Kind::kSaid;
    if (said || event->path.compare(0, folder.size(), folder) == 0) {
      events.push_back(std::move(*event));
    }
  }
  return events;
}

void Disk::change(std::string& content, const Change& change) {
  if (change.truncate) {
    content.resize(change.at, '\0');
    return;
  }
  const std::uint64_t end = change.at + change.data.size();
  if (content.size() < end) content.resize(end, '\0');
  content.replace(change.at, change.data.size(), change.data);
}

void Disk::rename(Names& names, const NameChange& change) {
  if (!change.from.empty()) names.erase(change.from);
  if (!change.to.empty()) names[change.to] = change.file;
}

void Disk::change_file(const std::string& path, Change next) {
  const auto at = now_.find(path);
  if (at == now_.end()) machinery_failed("unknown file in the trace: " + path);
  File& file = files_[at->second];
  if (next.at == kAppend) next.at = file.now.size();
  change(file.now, next);
  file.pending.push_back(std::move(next));
}

void Disk::change_name(NameChange next) {
  rename(now_, next);
  pending_names_.push_back(std::move(next));
}

void Disk::apply(const DiskEvent& event) {
  switch (event.kind) {
    case DiskEvent::Kind::kOpen:
      if (event.creates && now_.count(event.path) == 0) {
        files_.emplace_back();
        change_name({"", event.path, files_.size() - 1});
      }
      if (event.truncates) change_file(event.path, {true, 0, ""});
      break;
    case DiskEvent::Kind::kWrite:
      change_file(event.path, {false, event.at, event.data});
      break;
    case DiskEvent::Kind::kTruncate:
      change_file(event.path, {true, event.at, ""});
      break;
    case DiskEvent::Kind::kSync:
      if (event.path == folder_) {
        for (const NameChange& name : pending_names_) rename(synced_, name);
        pending_names_.clear();
      } else if (const auto at = now_.find(event.path); at != now_.end()) {
        files_[at->second].synced = files_[at->second].now;
        files_[at->second].pending.clear();
      }
      break;
    case DiskEvent::Kind::kRename:
      change_name({event.path, event.other, now_.at(event.path)});
      break;
    case DiskEvent::Kind::kRemove:
      change_name({event.path, "", now_.at(event.path)});
      break;
    case DiskEvent::Kind::kSaid:
      break;
  }
}

bool Disk::has_unsynced() const {
  return !pending_names_.empty() || std::any_of(files_.begin(), files_.end(), [](const File& file) {
    return !file.pending.empty();
  });
}

std::string Disk::content(const File& file, Loss loss, Dice& dice) const {
  if (loss == Loss::kNothing) return file.now;
  std::string content = file.synced;
  if (loss == Loss::kEverything) return content;
  for (Change piece : file.pending) {
    const auto fate = dice.below(3);
    if (fate == 0) continue;
    if (fate == 1 && piece.data.size() > kSector) {
      piece.data.resize(kSector * (1 + dice.below(piece.data.size() / kSector)));
    }
    change(content, piece);
  }
  return content;
}

std::map<std::string, std::string> Disk::after(Loss loss, Dice& dice) const {
  Names names = synced_;
  std::uint64_t kept = 0;
  if (loss == Loss::kNothing) kept = pending_names_.size();
  if (loss == Loss::kSomething) kept = dice.below(pending_names_.size() + 1);
  for (std::uint64_t i = 0; i < kept; ++i) rename(names, pending_names_[i]);
  std::map<std::string, std::string> files;
  for (const auto& [path, file] : names) files[path] = content(files_[file], loss, dice);
  return files;
}

}  // namespace stadga::fault
