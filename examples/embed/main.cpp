// A host that decides a parking permit and records it: the rule set is loaded once, the case is
// read and checked, and the decision is printed after the log has it on disk.
// usage: embed BUNDLE CASE LOG
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <span>
#include <string>

#include "stadga/audit/log.h"
#include "stadga/engine/bundle.h"
#include "stadga/engine/evaluate.h"

namespace {

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int fail(const stadga::Error& error) {
  std::cerr << error.code << ": " << error.message.en << '\n';
  return 1;
}

// Stadga reads no clock and draws no randomness: the host hands both to the log.
stadga::audit::LogOptions log_options(const char* path) {
  stadga::audit::LogOptions options;
  options.path = path;
  options.clock = [] {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  };
  options.random = [](std::span<std::uint8_t> bytes) {
    std::random_device source("/dev/urandom");
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(source());
  };
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  stadga::audit::Bundle bytes(read(argv[1]));
  const auto bundle = stadga::engine::read_bundle(bytes.bytes());
  if (!bundle) return fail(bundle.error());

  const std::string text = read(argv[2]);
  const auto reading = stadga::engine::read_case(bundle->package, text);
  for (const auto& problem : reading.problems) {
    std::cerr << problem.code << ' ' << problem.path << ": " << problem.message.en << '\n';
  }
  if (!reading.value) return 3;

  const auto& facts = *reading.value;
  const auto& rules = *reading.ruleset;
  const auto result = stadga::engine::evaluate(rules, facts);
  const std::string decision =
      stadga::canonical_or_die(stadga::engine::decision_json(rules, facts, result));

  auto log = stadga::audit::Log::open_or_create(log_options(argv[3]));
  if (!log) return fail(log.error());
  stadga::audit::CaseRecord record;
  record.case_bytes = text;
  record.result_bytes = decision;
  record.bundle = &bytes;
  record.case_id = facts.case_id;
  record.request_id = facts.request_id;
  record.decision_id = result.decision_id;
  record.kind = "proposal";
  record.ruleset_name = rules.header.name;
  record.ruleset_version = rules.header.version;
  record.ruleset_hash = rules.hash;
  record.engine_version = "embed-example";
  record.semantics = stadga::engine::kSemantics;
  const auto done = (*log)->append(record);
  if (!done) return fail(done.error());
  std::cout << done->result_bytes << '\n';
}
