#include "cli/command.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace stadga::test {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void become(const std::vector<std::string>& arguments, const Setting& setting,
                         const Scratch& io) {
  const int in = ::open(io.path("in").c_str(), O_RDONLY);
  const int out = ::open(io.path("out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err = ::open(io.path("err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(in, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  for (const auto& [name, value] : setting.environment) {
    ::setenv(name.c_str(), value.c_str(), 1);
  }
  std::vector<std::string> words = {STADGA_COMMAND};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(STADGA_COMMAND, pointers.data());
  ::_exit(127);
}

}  // namespace

Ran stadga(const std::vector<std::string>& arguments, const Setting& setting) {
  const Scratch io;
  io.file("in", setting.input);
  const pid_t child = ::fork();
  if (child == 0) become(arguments, setting, io);
  int status = 0;
  struct rusage usage = {};
  EXPECT_EQ(::wait4(child, &status, 0, &usage), child);
  Ran run;
  run.peak_kib = usage.ru_maxrss;
  run.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = read_bytes(io.path("out"));
  run.err = read_bytes(io.path("err"));
  return run;
}

Scratch::Scratch() : folder_((fs::temp_directory_path() / "stadga-cli-XXXXXX").string()) {
  if (::mkdtemp(folder_.data()) == nullptr) std::abort();
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Scratch::file(const std::string& name, const std::string& bytes) const {
  write_bytes(path(name), bytes);
  return path(name);
}

bool Scratch::has(const std::string& name) const { return fs::exists(path(name)); }

std::map<std::string, std::string> Scratch::contents() const {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    all[entry.path().string()] = entry.is_regular_file() ? read_bytes(entry.path().string()) : "";
  }
  return all;
}

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << bytes;
  ASSERT_TRUE(out.flush().good()) << path;
}

std::string in_source(const std::string& path) { return std::string(STADGA_SOURCE_DIR "/") + path; }

std::string parking() { return in_source("rules/parkeringstillstand"); }

std::string small_rules() { return in_source("tests/cli/data/small"); }

std::string changed(const std::string& folder, const Scratch& scratch,
                    const std::function<void(std::string&)>& change) {
  const std::string copy = scratch.path("rules");
  fs::create_directories(copy);
  fs::copy(folder, copy, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  std::string text = read_bytes(copy + "/regler.stadga");
  change(text);
  write_bytes(copy + "/regler.stadga", text);
  return copy;
}

void replace_once(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << "the text has no: " << from;
  text.replace(at, from.size(), to);
}

Json parse(const std::string& text) {
  JsonReading reading = read_json(text, {.max_bytes = 64U << 20U, .max_depth = 64});
  EXPECT_TRUE(reading.problems.empty()) << text.substr(0, 2000);
  return std::move(reading.value);
}

Json grant_case() { return parse(read_bytes(in_source("docs/forms/grant.case.json"))); }

std::string grant_case_with(const std::function<void(JsonObject& top)>& change) {
  Json value = grant_case();
  change(*value.as_object());
  return pretty(value);
}

JsonObject& facts_of(JsonObject& top) { return *top.at("facts").as_object(); }

std::string text_at(const Json& value, const std::vector<std::string>& path) {
  const Json* at = &value;
  for (const std::string& key : path) {
    at = at->find(key);
    if (at == nullptr) return "(absent)";
  }
  return at->as_string() != nullptr ? *at->as_string() : canonical_or_die(*at);
}

}  // namespace stadga::test
