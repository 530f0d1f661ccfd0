// recorder.cpp - see recorder.h. Solver terms printed one assertion a line group; every name declared before its use.
#include "recorder.h"

#include <unordered_set>

#include "slices.h"
#include "smt.h"
#include "stadga/base/crypto.h"

namespace stadga::verify {
std::uint32_t Recorder::line(std::string text) {
  const auto next = static_cast<std::uint32_t>(evidence_.lines.size());
  const auto [at, is_new] = known_.try_emplace(std::move(text), next);
  if (is_new) evidence_.lines.push_back(at->first);
  return at->second;
}

std::vector<std::uint32_t> Recorder::lines(const z3::expr& assertion) {
  std::vector<std::uint32_t> out;
  for (const auto& name : names_of(assertion)) out.push_back(line(name.to_string()));
  out.push_back(line("(assert " + assertion.to_string() + ")"));
  return out;
}

void Recorder::asked(std::vector<std::uint32_t> lines, bool possible) {
  std::unordered_set<std::uint32_t> seen;
  std::vector<std::uint32_t> once;
  for (const std::uint32_t line : lines) {
    if (seen.insert(line).second) once.push_back(line);
  }
  open_.push_back({obligation_, std::move(once), possible});
}

// Solver, version, budget and every byte of the script: an answer holds for no other question.
std::string Recorder::key(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit) const {
  std::string text = "z3 " + solver_version() + " rlimit " + std::to_string(rlimit) + "\n";
  for (const std::uint32_t line : lines) text += evidence_.lines.at(line) + "\n";
  return to_hex(sha256(text));
}

std::optional<KnownAnswer> Recorder::recall(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit) const {
  return store_ == nullptr ? std::nullopt : store_->recall(key(lines, rlimit));
}

void Recorder::remember(const std::vector<std::uint32_t>& lines, std::uint64_t rlimit, const KnownAnswer& answer) {
  if (store_ != nullptr) store_->remember(key(lines, rlimit), answer);
}

void Recorder::begin(const std::string& obligation) {
  settle(true);  // what was asked for several at once
  obligation_ = obligation;
}

Evidence Recorder::take() {
  settle(true);
  return std::move(evidence_);
}

void Recorder::settle(bool keep) {
  if (keep) {
    for (AskedQuestion& question : open_) evidence_.questions.push_back(std::move(question));
  }
  open_.clear();
  obligation_.clear();
}

}  // namespace stadga::verify
