// progress.h - work that lasts over a second says so, on a terminal's stderr only.
#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "console.h"

namespace stadga::cli {

// Shows "text … 3 s" from the first second until it goes out of scope, then clears the line.
class Progress {
 public:
  Progress(const Console& console, const LocalText& text);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void watch();

  std::string text_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
  std::thread thread_;  // last: it uses the members above
};

}  // namespace stadga::cli
