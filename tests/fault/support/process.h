// process.h - child processes: started, listened to, killed.
#pragma once
#include <sys/types.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stadga::fault {

struct Ended {
  int exit = -1;   // status, where it exited
  int signal = 0;  // where it was killed
};

class Child {
 public:
  // Standard output comes here, standard error goes to `error_file` (empty: with ours).
  // `prepare` runs in the child before the program starts; false: exit 126.
  explicit Child(const std::vector<std::string>& words, const std::string& error_file = "",
                 const std::function<bool()>& prepare = {});
  ~Child();  // kills it where it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // The next whole line without its end; nothing once the child has closed its output.
  [[nodiscard]] std::optional<std::string> line();
  void kill(int signal);
  // What is left of its output goes to `rest`.
  Ended wait(std::vector<std::string>* rest = nullptr);

 private:
  pid_t pid_ = -1;
  int output_ = -1;
  std::string pending_;
};

}  // namespace stadga::fault
