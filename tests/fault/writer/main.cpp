// fault_writer - appends samples to a log and says what was acknowledged, one line each:
//   ack NUMBER INDEX        err NUMBER CODE FAILURE
// An error is not asked again here: the next sample follows, as the next case would. It speaks
// through writev and nothing else in the process does, so a fault injected into write(2) hits the
// log and not the report.
// usage: fault_writer LOG [--head F] [--prefix P] [--first N] [--count N] [--seed N]
//        [--reopen N] [--lock-wait MS] [--die-at STEP]
#include <sys/uio.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <map>
#include <string>

#include "support/sample_log.h"

namespace stadga::fault {
namespace {

using Options = std::map<std::string, std::string>;

int number(const Options& options, const std::string& name, int otherwise) {
  const auto at = options.find(name);
  return at == options.end() ? otherwise : std::atoi(at->second.c_str());
}

std::string text(const Options& options, const std::string& name) {
  const auto at = options.find(name);
  return at == options.end() ? std::string() : at->second;
}

void say(std::string line) {
  line += '\n';
  const iovec piece{line.data(), line.size()};
  if (::writev(STDOUT_FILENO, &piece, 1) < 0) std::_Exit(90);
}

void say_error(int sample, const Error& error) {
  say("err " + std::to_string(sample) + " " + error.code + " " +
      std::to_string(static_cast<int>(error.failure)) + " " + describe(error));
}

audit::LogOptions options_for(const std::string& folder, const Options& options, int opening) {
  const auto seed = static_cast<std::uint64_t>(number(options, "--seed", 1));
  audit::LogOptions log = log_options({folder, text(options, "--head")},
                                      seed * 1000 + static_cast<std::uint64_t>(opening));
  log.lock_wait_ms = number(options, "--lock-wait", log.lock_wait_ms);
  if (const int step = number(options, "--die-at", -1); step >= 0) {
    log.hooks.after = [step](audit::Step at) -> Status {
      if (static_cast<int>(at) == step) (void)::raise(SIGKILL);
      return Unit{};
    };
  }
  return log;
}

void append(audit::Log& log, const std::string& prefix, int sample) {
  const audit::Bundle bundle = sample_bundle();
  const Sample made(prefix, sample);
  const auto done = log.append(made.record(bundle));
  if (!done) return say_error(sample, done.error());
  if (done->result_bytes != made.result()) return say("wrong " + std::to_string(sample));
  say((done->existing ? "again " : "ack ") + std::to_string(sample) + " " +
      std::to_string(done->index));
}

int run(const std::string& folder, const Options& options) {
  const int first = number(options, "--first", 0);
  const int last = first + number(options, "--count", 1);
  const int reopen = number(options, "--reopen", 1 << 30);
  std::unique_ptr<audit::Log> log;
  for (int sample = first; sample < last; ++sample) {
    if (log == nullptr || (sample - first) % reopen == 0) {
      log.reset();
      auto opened = audit::Log::open_or_create(options_for(folder, options, sample));
      if (!opened) {
        say_error(sample, opened.error());
        continue;
      }
      log = std::move(opened).value();
    }
    append(*log, text(options, "--prefix"), sample);
  }
  return 0;
}

}  // namespace
}  // namespace stadga::fault

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  stadga::fault::Options options;
  for (int i = 2; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
  return stadga::fault::run(argv[1], options);
}
