#include "second_opinion.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "child_process.h"
#include "files.h"
#include "operations.h"
#include "progress.h"

namespace stadga::cli {
namespace {

using verify::Opinion;

// cvc5 counts resources; these are at most half a minute of one core on the shipped rule sets.
constexpr const char* kLimit = "--rlimit=200000";
constexpr std::chrono::seconds kMost{600};

std::string program() {
  const char* named = std::getenv("STADGA_CVC5");
  return named != nullptr && *named != '\0' ? named : "cvc5";
}

Error no_cvc5(const std::string& name) {
  return {Failure::kUndecided, "S6029",
          {"den andra lösaren cvc5 finns inte eller går inte att köra", "the second solver cvc5 is not here or cannot be run"},
          name};
}

// "This is cvc5 version 1.0.3 …" -> "1.0.3"
std::optional<std::string> version_of(const std::string& name) {
  const auto ran = run_program({name, "--version"}, "", kMost);
  if (!ran) return std::nullopt;
  const std::string before = "cvc5 version ";
  const auto at = ran->output.find(before);
  if (at == std::string::npos) return std::nullopt;
  const auto from = at + before.size();
  return ran->output.substr(from, ran->output.find_first_of(" \n[", from) - from);
}

std::optional<Opinion> ask(const std::string& name, const verify::Evidence& evidence, const verify::AskedQuestion& question) {
  const auto ran = run_program({name, "--lang=smt2", kLimit, "-"}, to_smtlib(evidence, question), kMost);
  if (!ran) return std::nullopt;
  if (ran->output == "sat\n" || ran->output == "unsat\n") {
    return (ran->output == "sat\n") == question.possible ? Opinion::kAgrees : Opinion::kDisagrees;
  }
  if (ran->killed || ran->output == "unknown\n") return Opinion::kUnknown;
  return std::nullopt;  // it did not understand the question
}

Error disagreement(const verify::Evidence& evidence, const verify::SecondOpinion& second) {
  const auto first = std::find(second.opinions.begin(), second.opinions.end(), Opinion::kDisagrees);
  const auto& question = evidence.questions.at(static_cast<std::size_t>(first - second.opinions.begin()));
  const std::string z3 = question.possible ? "sat" : "unsat";
  const std::string other = question.possible ? "unsat" : "sat";
  return {Failure::kInternal, "S9001",
          {"de två lösarna är oeniga: z3 svarar " + z3 + ", " + second.solver + " " + other,
           "the two solvers disagree: z3 answers " + z3 + ", " + second.solver + " " + other},
          question.obligation};
}

std::size_t count(const verify::SecondOpinion& second, Opinion opinion) {
  return static_cast<std::size_t>(std::count(second.opinions.begin(), second.opinions.end(), opinion));
}

// Questions with one script and one answer, which obligations share; in the order in which each is met first.
std::vector<std::vector<std::size_t>> distinct(const verify::Evidence& evidence) {
  std::map<std::pair<std::vector<std::uint32_t>, bool>, std::size_t> known;
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) {
    const auto& question = evidence.questions[i];
    const auto [at, is_new] = known.try_emplace({question.lines, question.possible}, out.size());
    if (is_new) out.emplace_back();
    out[at->second].push_back(i);
  }
  return out;
}

Status make_folder(const std::string& folder) {
  if (path_exists(folder)) return already_there(folder);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return unwritable(folder, error.value());
  return Unit{};
}

// One script a question, and a list of what each is about and what was answered.
Status write_scripts(const verify::Evidence& evidence, const verify::SecondOpinion& second, const std::string& folder) {
  std::string list = "question\tobligation\tz3\t" + second.solver + "\n";
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) {
    const auto& question = evidence.questions[i];
    std::string number = std::to_string(i + 1);
    number.insert(0, number.size() < 5 ? 5 - number.size() : 0, '0');
    list += number + "\t" + question.obligation + "\t" + verify::answer(question) + "\t" +
            verify::answer(question, second.opinions.at(i)) + "\n";
    if (Status written = write_whole(folder + "/" + number + ".smt2", to_smtlib(evidence, question)); !written) return written;
  }
  return write_whole(folder + "/questions.tsv", list);
}

}  // namespace

Result<verify::SecondOpinion> second_opinion(const verify::Evidence& evidence, const Answered& answered) {
  const std::string name = program();
  const auto version = version_of(name);
  if (!version) return no_cvc5(name);
  const auto scripts = distinct(evidence);
  const std::size_t all = scripts.size();
  std::vector<Opinion> opinions(all, Opinion::kUnknown);
  std::atomic<std::size_t> next{0}, done{0};
  std::atomic<bool> failed{false};
  std::mutex telling;
  const auto work = [&] {
    for (std::size_t i = next++; i < all && !failed; i = next++) {
      const auto opinion = ask(name, evidence, evidence.questions[scripts[i].front()]);
      if (!opinion) failed = true;
      opinions[i] = opinion.value_or(Opinion::kUnknown);
      const std::lock_guard lock(telling);
      if (answered) answered(++done, all);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  if (failed) return no_cvc5(name);
  verify::SecondOpinion out{"cvc5", *version, kLimit, std::vector<Opinion>(evidence.questions.size(), Opinion::kUnknown)};
  for (std::size_t i = 0; i < all; ++i) {
    for (const std::size_t question : scripts[i]) out.opinions[question] = opinions[i];
  }
  return out;
}

std::optional<Failed> no_second_solver() {
  const std::string name = program();
  return version_of(name) ? std::nullopt : std::optional(failed(no_cvc5(name)));
}

std::variant<verify::SecondOpinion, Failed> agreed(const verify::Evidence& evidence, const std::string& folder,
                                                   const Console& console) {
  if (!folder.empty()) {
    if (Status made = make_folder(folder); !made) return failed(made.error());
  }
  auto second = [&] {
    Progress progress(console, {"frågar cvc5", "asking cvc5"});
    return second_opinion(evidence, [&](std::size_t done, std::size_t all) {
      progress.note(std::to_string(done) + "/" + std::to_string(all));
    });
  }();
  if (!second) return failed(second.error());
  if (!folder.empty()) {
    if (Status written = write_scripts(evidence, *second, folder); !written) return failed(written.error());
  }
  const auto same = count(*second, Opinion::kAgrees);
  if (count(*second, Opinion::kDisagrees) > 0) return failed(disagreement(evidence, *second));
  const std::string all = std::to_string(evidence.questions.size());
  note(console, {second->solver + " " + second->version + " svarar som z3 på " + std::to_string(same) + " av " + all +
                     " frågor, ingen annorlunda",
                 second->solver + " " + second->version + " answers as z3 does to " + std::to_string(same) + " of " + all +
                     " questions, none otherwise"});
  return std::move(second).value();
}

}  // namespace stadga::cli
