#include "support/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "support/files.h"

namespace stadga::fault {

Child::Child(const std::vector<std::string>& words, const std::string& error_file,
             const std::function<bool()>& prepare) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) machinery_failed("no pipe");
  std::vector<std::string> copy = words;
  std::vector<char*> pointers;
  for (std::string& word : copy) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_ = ::fork();
  if (pid_ < 0) machinery_failed("no process");
  if (pid_ == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    if (!error_file.empty()) {
      const int fd = ::open(error_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
      ::dup2(fd, STDERR_FILENO);
    }
    if (prepare && !prepare()) ::_exit(126);
    ::execvp(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  output_ = ends[0];
}

Child::~Child() {
  if (pid_ > 0) {
    kill(SIGKILL);
    wait();
  }
  if (output_ >= 0) ::close(output_);
}

std::optional<std::string> Child::line() {
  while (true) {
    if (const auto end = pending_.find('\n'); end != std::string::npos) {
      std::string found = pending_.substr(0, end);
      pending_.erase(0, end + 1);
      return found;
    }
    char buffer[4096];
    const ssize_t got = ::read(output_, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    pending_.append(buffer, static_cast<std::size_t>(got));
  }
}

void Child::kill(int signal) {
  if (pid_ > 0) ::kill(pid_, signal);
}

Ended Child::wait(std::vector<std::string>* rest) {
  while (const auto next = line()) {
    if (rest != nullptr) rest->push_back(*next);
  }
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  Ended ended;
  if (WIFEXITED(status)) ended.exit = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}

}  // namespace stadga::fault
