#include "child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

extern char** environ;

namespace stadga::cli {
namespace {

// Both ends close themselves in other children, of which another thread may start one at any time.
struct Pipe {
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_end(std::size_t end) {
    if (ends.at(end) >= 0) ::close(ends.at(end));
    ends.at(end) = -1;
  }
  std::array<int, 2> ends{-1, -1};
};

std::optional<pid_t> start(const std::vector<std::string>& command, const Pipe& in, const Pipe& out) {
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.ends[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int problem = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return problem == 0 ? std::optional<pid_t>(child) : std::nullopt;
}

// Sends the input and reads the output as each becomes possible, so that neither side waits for the other.
class Exchange {
 public:
  Exchange(Pipe& in, Pipe& out, std::string_view input) : in_(in), out_(out), left_(input) {}

  // False: the time is up.
  bool run(std::chrono::steady_clock::time_point end, std::string& output) {
    while (out_.ends[0] >= 0) {
      if (left_.empty()) in_.close_end(1);
      std::array<pollfd, 2> both{pollfd{out_.ends[0], POLLIN, 0}, pollfd{in_.ends[1], POLLOUT, 0}};
      const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (rest.count() <= 0) return false;
      if (::poll(both.data(), both.size(), static_cast<int>(rest.count())) < 0 && errno != EINTR) return false;
      if (both[1].revents != 0) send();
      if (both[0].revents != 0) receive(output);
    }
    return true;
  }

 private:
  void send() {
    const auto sent = ::write(in_.ends[1], left_.data(), left_.size());
    if (sent >= 0) left_.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EINTR && errno != EAGAIN) left_ = {};  // it reads no more
  }

  void receive(std::string& output) {
    std::array<char, 4096> buffer{};
    const auto got = ::read(out_.ends[0], buffer.data(), buffer.size());
    if (got > 0) output.append(buffer.data(), static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) out_.close_end(0);
  }

  Pipe& in_;
  Pipe& out_;
  std::string_view left_;
};

// A child that ends before it has read everything must not end this process.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutPipeSignal() {
    const timespec now{0, 0};
    while (sigtimedwait(&pipe_, nullptr, &now) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

 private:
  sigset_t pipe_{}, before_{};
};

}  // namespace

std::optional<Ran> run_program(const std::vector<std::string>& command, const std::string& input,
                               std::chrono::seconds most) {
  const WithoutPipeSignal quiet;
  Pipe in, out;
  if (in.ends[0] < 0 || out.ends[0] < 0) return std::nullopt;
  fcntl(in.ends[1], F_SETFL, O_NONBLOCK);
  const auto child = start(command, in, out);
  if (!child) return std::nullopt;
  in.close_end(0);
  out.close_end(1);
  Ran ran;
  ran.killed = !Exchange(in, out, input).run(std::chrono::steady_clock::now() + most, ran.output);
  if (ran.killed) ::kill(*child, SIGKILL);
  int status = 0;
  while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
  }
  return ran;
}

}  // namespace stadga::cli
