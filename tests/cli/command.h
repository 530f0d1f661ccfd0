// command.h - runs the command as a user does, and what the tests of it share.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "stadga/base/json.h"

namespace stadga::test {

struct Ran {
  int exit = -1;
  std::string out, err;
  long peak_kib = 0;  // of resident memory
};

struct Setting {
  std::string input;                               // standard input
  std::map<std::string, std::string> environment;  // added to the caller's
};

// Runs the built command and waits. A signal gives exit 128 + number.
[[nodiscard]] Ran stadga(const std::vector<std::string>& arguments, const Setting& setting = {});

// A folder of its own for one test, gone afterwards.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  // Writes and gives the path.
  std::string file(const std::string& name, const std::string& bytes) const;
  [[nodiscard]] bool has(const std::string& name) const;
  // Paths and bytes of everything in it, to show that nothing changed.
  [[nodiscard]] std::map<std::string, std::string> contents() const;

 private:
  std::string folder_;
};

[[nodiscard]] std::string read_bytes(const std::string& path);
void write_bytes(const std::string& path, const std::string& bytes);
[[nodiscard]] std::string in_source(const std::string& path);
// The shipped rule set, as a folder.
[[nodiscard]] std::string parking();
// Invented rules that the prover is done with at once.
[[nodiscard]] std::string small_rules();
// A copy below `scratch` of a rule set's folder, its rules changed.
[[nodiscard]] std::string changed(const std::string& folder, const Scratch& scratch,
                                  const std::function<void(std::string&)>& change);
void replace_once(std::string& text, const std::string& from, const std::string& to);

// docs/forms/grant.case.json as a value, to be bent by tests.
[[nodiscard]] Json grant_case();
[[nodiscard]] std::string grant_case_with(const std::function<void(JsonObject& top)>& change);
[[nodiscard]] JsonObject& facts_of(JsonObject& top);
[[nodiscard]] Json parse(const std::string& text);  // fails the test when it is no JSON
[[nodiscard]] std::string text_at(const Json& value, const std::vector<std::string>& path);

}  // namespace stadga::test
