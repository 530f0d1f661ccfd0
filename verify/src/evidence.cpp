// evidence.cpp - see stadga/verify/evidence.h.
#include "stadga/verify/evidence.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace stadga::verify {
namespace {

Error not_evidence() {
  return {Failure::kInvalidInput, "S2193",
          {"filens underlag till bevisen går inte att läsa", "the file's evidence of its proofs cannot be read"}, ""};
}

const std::string* text_at(const Json& json, const char* key) {
  const Json* found = json.find(key);
  return found == nullptr ? nullptr : found->as_string();
}

const JsonArray* list_at(const Json& json, const char* key) {
  const Json* found = json.find(key);
  return found == nullptr ? nullptr : found->as_array();
}

std::optional<bool> possible(const std::string& answer) {
  if (answer == "sat") return true;
  return answer == "unsat" ? std::optional(false) : std::nullopt;
}

// Lines as runs: first, how many, first, how many. What a question needs was mostly written in one go.
JsonArray runs(const std::vector<std::uint32_t>& lines) {
  JsonArray out;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && lines[end] == lines[end - 1] + 1) ++end;
    out.emplace_back(static_cast<std::int64_t>(lines[i]));
    out.emplace_back(static_cast<std::int64_t>(end - i));
    i = end;
  }
  return out;
}

std::optional<std::vector<std::uint32_t>> read_runs(const JsonArray& runs, std::size_t lines) {
  std::vector<std::uint32_t> out;
  std::set<std::int64_t> seen;
  if (runs.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < runs.size(); i += 2) {
    const auto* first = runs[i].as_int();
    const auto* count = runs[i + 1].as_int();
    const auto all = static_cast<std::int64_t>(lines);
    if (first == nullptr || count == nullptr || *first < 0 || *count < 1 || *count > all || *first > all - *count) {
      return std::nullopt;
    }
    for (std::int64_t at = *first; at < *first + *count; ++at) {
      if (!seen.insert(at).second) return std::nullopt;  // no line twice
      out.push_back(static_cast<std::uint32_t>(at));
    }
  }
  return out;
}

bool read_question(const Json& json, Recorded& out) {
  const auto* obligation = text_at(json, "obligation");
  const auto* lines = list_at(json, "lines");
  const auto* first = text_at(json, "z3");
  const auto* second = text_at(json, "second");
  if (obligation == nullptr || lines == nullptr || first == nullptr || second == nullptr) return false;
  const auto answered = possible(*first);
  if (!answered) return false;
  auto script = read_runs(*lines, out.evidence.lines.size());
  if (!script) return false;
  AskedQuestion question{*obligation, std::move(*script), *answered};
  const auto other = possible(*second);
  if (!other && *second != "unknown") return false;
  out.evidence.questions.push_back(std::move(question));
  out.second.opinions.push_back(!other ? Opinion::kUnknown : *other == *answered ? Opinion::kAgrees : Opinion::kDisagrees);
  return true;
}

bool read_solver(const Json& json, SecondOpinion& out) {
  const Json* solver = json.find("second_solver");
  if (solver == nullptr) return false;
  const auto* name = text_at(*solver, "name");
  const auto* version = text_at(*solver, "version");
  const auto* limit = text_at(*solver, "limit");
  if (name == nullptr || version == nullptr || limit == nullptr) return false;
  out = {*name, *version, *limit, {}};
  return true;
}

}  // namespace

std::string answer(const AskedQuestion& question) { return question.possible ? "sat" : "unsat"; }

std::string answer(const AskedQuestion& question, Opinion second) {
  if (second == Opinion::kUnknown) return "unknown";
  return (second == Opinion::kAgrees) == question.possible ? "sat" : "unsat";
}

Json summary(const SecondOpinion& second) {
  const auto count = [&](Opinion opinion) {
    return static_cast<std::int64_t>(std::count(second.opinions.begin(), second.opinions.end(), opinion));
  };
  return JsonObject{{"solver", second.solver},
                    {"version", second.version},
                    {"limit", second.limit},
                    {"questions", static_cast<std::int64_t>(second.opinions.size())},
                    {"agrees", count(Opinion::kAgrees)},
                    {"unknown", count(Opinion::kUnknown)}};
}

std::string to_smtlib(const Evidence& evidence, const AskedQuestion& question) {
  std::string out = "(set-logic ALL)\n";
  for (const std::uint32_t line : question.lines) out += evidence.lines.at(line) + "\n";
  return out + "(check-sat)\n";
}

Json to_json(const Evidence& evidence, const SecondOpinion& second) {
  JsonArray lines, questions;
  for (const auto& line : evidence.lines) lines.emplace_back(line);
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) {
    const AskedQuestion& one = evidence.questions[i];
    questions.emplace_back(JsonObject{{"obligation", one.obligation},
                                   {"lines", runs(one.lines)},
                                   {"z3", answer(one)},
                                   {"second", answer(one, second.opinions.at(i))}});
  }
  return JsonObject{{"second_solver", JsonObject{{"name", second.solver}, {"version", second.version}, {"limit", second.limit}}},
                    {"lines", std::move(lines)},
                    {"questions", std::move(questions)}};
}

Result<Recorded> read_evidence(const Json& json) {
  Recorded out;
  const auto* lines = list_at(json, "lines");
  const auto* questions = list_at(json, "questions");
  if (lines == nullptr || questions == nullptr || !read_solver(json, out.second)) return not_evidence();
  for (const Json& line : *lines) {
    if (line.as_string() == nullptr) return not_evidence();
    out.evidence.lines.push_back(*line.as_string());
  }
  for (const Json& one : *questions) {
    if (!read_question(one, out)) return not_evidence();
  }
  return out;
}

}  // namespace stadga::verify
