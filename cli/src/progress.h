// progress.h - work that lasts over a second says so, on a terminal's stderr only.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "console.h"
#include "stadga/verify/check.h"
#include "stadga/verify/diff.h"

namespace stadga::cli {

// Shows "text … 3 s" from the first second until it goes out of scope, then clears the line. Where
// stderr is no terminal it does nothing.
class Progress {
 public:
  Progress(const Console& console, const LocalText& text);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // What has been done so far, shown after the seconds: "12 klara, gap/decision".
  void note(std::string done);
  // For a check: how many obligations are settled, and which was the last. `this` must outlive it.
  [[nodiscard]] std::function<void(const verify::Obligation&)> of_check();
  // For a comparison: how many municipalities are done, and the classes found in the one at hand.
  [[nodiscard]] std::function<void(const verify::DiffProgress&)> of_diff();

 private:
  void watch();

  const Console& console_;
  const std::string text_;
  std::mutex mutex_;  // of what follows
  std::string done_so_far_;
  std::condition_variable changed_;
  bool done_ = false;
  std::thread thread_;  // last: it uses the members above
};

}  // namespace stadga::cli
