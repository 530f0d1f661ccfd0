#include "show_evidence.h"

#include <optional>

#include "stadga/base/text.h"
#include "stadga/verify/evidence.h"

namespace stadga::cli {
namespace {

Failed nothing(const std::string& name, const LocalText& text) { return {{{"S6030", name, text, {}, {}}}, kInvalid}; }

std::optional<std::size_t> number(const std::string& name, std::size_t all) {
  constexpr std::size_t kDigits = 7;
  const bool digits = !name.empty() && name.size() <= kDigits && name.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return std::nullopt;
  const auto value = static_cast<std::size_t>(std::stoul(name));
  return value >= 1 && value <= all ? std::optional(value - 1) : std::nullopt;
}

struct Listed {
  std::size_t number = 0;
  std::string obligation, first, second;
};

std::vector<Listed> listed(const verify::Recorded& recorded, const std::string& obligation) {
  std::vector<Listed> out;
  const auto& questions = recorded.evidence.questions;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!obligation.empty() && questions[i].obligation != obligation) continue;
    out.push_back({i + 1, questions[i].obligation, verify::answer(questions[i]),
                   verify::answer(questions[i], recorded.second.opinions.at(i))});
  }
  return out;
}

Json json_of(const verify::Recorded& recorded, const std::vector<Listed>& questions) {
  JsonArray list;
  for (const Listed& one : questions) {
    list.emplace_back(JsonObject{{"number", static_cast<std::int64_t>(one.number)},
                              {"obligation", one.obligation},
                              {"z3", one.first},
                              {recorded.second.solver, one.second}});
  }
  return JsonObject{{"stadga", 1}, {"second_opinion", verify::summary(recorded.second)}, {"questions", std::move(list)}};
}

}  // namespace

Exit show_evidence(const Json& checks, const std::string& name, Console& console) {
  const Json* kept = checks.find("evidence");
  if (kept == nullptr) {
    return console.fail(nothing("", {"filen har inget underlag till bevis; det finns i ett regelverk som kompilerats med --release",
                                     "the file has no evidence of proofs; a bundle compiled with --release has"}));
  }
  const auto recorded = verify::read_evidence(*kept);
  if (!recorded) return console.fail(failed(recorded.error()));
  const auto& questions = recorded->evidence.questions;
  if (const auto at = number(name, questions.size())) {
    const std::string script = to_smtlib(recorded->evidence, questions[*at]);
    if (console.json()) {
      console.json_line(JsonObject{{"stadga", 1}, {"smtlib", script}});
    } else {
      console.write(script);
    }
    return console.finish(kHolds);
  }
  const auto chosen = listed(*recorded, name);
  if (chosen.empty() && !name.empty()) {
    return console.fail(nothing(name, {"underlaget har ingen sådan fråga och inget sådant bevis",
                                       "the evidence has no such question and no such obligation"}));
  }
  if (console.json()) {
    console.json_line(json_of(*recorded, chosen));
    return console.finish(kHolds);
  }
  for (const Listed& one : chosen) {
    console.line(std::to_string(one.number) + "  " + printable(one.obligation) + ": z3 " + one.first + ", " +
                 printable(recorded->second.solver) + " " + one.second);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
