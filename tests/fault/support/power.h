// power.h - what a disk may hold after power loss, from a recording of the writer's system calls.
//
// The model is harsher than common file systems: data of a file is on the disk only after its
// fsync, a name (created, renamed, removed) only after the fsync of its folder. What is not synced
// may be there or not, each write for itself and torn at a sector; names come in order.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/dice.h"

namespace stadga::fault {

struct DiskEvent {
  enum class Kind { kOpen, kWrite, kTruncate, kSync, kRename, kRemove, kSaid };
  Kind kind = Kind::kSaid;
  std::string path;      // kSaid: the line that the writer said
  std::string other;     // kRename: the new name
  std::string data;      // kWrite
  std::uint64_t at = 0;  // kWrite: offset, or kAppend; kTruncate: length
  bool creates = false, truncates = false;
};
inline constexpr std::uint64_t kAppend = UINT64_MAX;

// Runs the command and records what it does to files directly in `folder`, and what it says.
[[nodiscard]] std::vector<DiskEvent> record_events(const std::vector<std::string>& command,
                                                   const std::string& folder,
                                                   const std::string& trace_file);

class Disk {
 public:
  explicit Disk(std::string folder) : folder_(std::move(folder)) {}
  void apply(const DiskEvent& event);
  [[nodiscard]] bool has_unsynced() const;

  enum class Loss { kEverything, kNothing, kSomething };
  // The folder's files after power loss, by path.
  [[nodiscard]] std::map<std::string, std::string> after(Loss loss, Dice& dice) const;

 private:
  struct Change {
    bool truncate = false;
    std::uint64_t at = 0;
    std::string data;
  };
  struct File {
    std::string synced, now;
    std::vector<Change> pending;
  };
  struct NameChange {
    std::string from, to;  // created: from is empty; removed: to is empty
    std::size_t file = 0;
  };
  using Names = std::map<std::string, std::size_t>;

  static void change(std::string& content, const Change& change);
  static void rename(Names& names, const NameChange& change);
  void change_file(const std::string& path, Change change);
  void change_name(NameChange change);
  [[nodiscard]] std::string content(const File& file, Loss loss, Dice& dice) const;

  std::string folder_;
  std::vector<File> files_;
  Names now_, synced_;
  std::vector<NameChange> pending_names_;
};

}  // namespace stadga::fault
