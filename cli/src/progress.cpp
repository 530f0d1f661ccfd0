#include "progress.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "stadga/base/text.h"

namespace stadga::cli {

Progress::Progress(const Console& console, const LocalText& text)
    : console_(console), text_(console.in(text)) {
  if (::isatty(STDERR_FILENO) != 0) thread_ = std::thread([this] { watch(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Progress::note(std::string done) {
  const std::lock_guard lock(mutex_);
  done_so_far_ = std::move(done);
}

std::function<void(const verify::Obligation&)> Progress::of_check() {
  return [this, done = 0](const verify::Obligation& one) mutable {
    note(std::to_string(++done) + console_.in({" klara, senast ", " done, last "}) +
         printable(one.id));
  };
}

std::function<void(const verify::DiffProgress&)> Progress::of_diff() {
  return [this, done = 0](const verify::DiffProgress& now) mutable {
    if (now.settled) ++done;
    const std::string where =
        now.municipality.empty() ? console_.in({"utan kommun", "no municipality"})
                                 : console_.in({"kommun ", "municipality "}) + now.municipality;
    note(std::to_string(done) + console_.in({" klara, ", " done, "}) + where + ": " +
         std::to_string(now.classes) + console_.in({" klasser", " classes"}));
  };
}

void Progress::watch() {
  std::unique_lock lock(mutex_);
  int seconds = 0;
  while (!changed_.wait_for(lock, std::chrono::seconds(1), [this] { return done_; })) {
    ++seconds;
    const std::string more = done_so_far_.empty() ? "" : ", " + done_so_far_;
    std::fprintf(stderr, "\r\x1b[K%s … %d s%s", text_.c_str(), seconds, more.c_str());
    std::fflush(stderr);
  }
  if (seconds > 0) std::fprintf(stderr, "\r\x1b[K");
}

}  // namespace stadga::cli
