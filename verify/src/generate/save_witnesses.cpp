// save_witnesses.cpp - what a proof found, as scenarios that a jurist can keep: they expect what the rules do
// now, and note what is to be decided. Holds text outside ASCII.
#include <algorithm>

#include "generate/text.h"
#include "stadga/engine/case.h"
#include "stadga/verify/generate.h"

namespace stadga::verify {
namespace {

using engine::Scenario;

std::string title(const Obligation& of, std::size_t number, bool swedish) {
  std::string out = (swedish ? "Fynd " : "Finding ") + of.id;
  if (of.witnesses.size() > 1) out += (swedish ? ", fall " : ", case ") + std::to_string(number + 1);
  return out;
}

// A text on one line, whatever the message holds.
std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

std::string note(const Obligation& of, bool swedish) {
  const auto language = swedish ? MessageLanguage::kSwedish : MessageLanguage::kEnglish;
  std::string out = of.code + " " + of.id + ": " + in(of.message, language) + ".";
  if (!in(of.help, language).empty()) {
    out += (swedish ? " Att bestämma: " : " To be decided: ") + in(of.help, language) + ".";
  }
  out += swedish ? " Väntat är vad reglerna gör nu, inte vad lagen vill."
                 : " What is expected is what the rules do now, not what the law wants.";
  return on_one_line(std::move(out));
}

std::vector<Scenario>& of_kind(SavedWitnesses& saved, const std::string& kind) {
  for (auto& known : saved.kinds) {
    if (known.kind == kind) return known.scenarios;
  }
  saved.kinds.push_back({kind, {}});
  return saved.kinds.back().scenarios;
}

bool runs(const engine::Package& package, const Obligation& obligation) {
  return obligation.assumes.empty() &&
         std::all_of(obligation.witnesses.begin(), obligation.witnesses.end(), [&](const Json& witness) {
           return engine::read_case(package, pretty(witness)).value.has_value();
         });
}

}  // namespace

SavedWitnesses save_witnesses(const engine::Package& package, const CheckResult& result) {
  const bool swedish = speaks_swedish(package.base);
  SavedWitnesses out;
  for (const Obligation& obligation : result.obligations) {
    if (obligation.verdict != Verdict::kRefuted || obligation.witnesses.empty()) continue;
    if (!runs(package, obligation)) {
      out.not_runnable.push_back(obligation.id);
      continue;
    }
    for (std::size_t i = 0; i < obligation.witnesses.size(); ++i) {
      Scenario scenario;
      scenario.title = title(obligation, i, swedish);
      scenario.note = note(obligation, swedish);
      scenario.case_json = obligation.witnesses[i];
      scenario.expected = engine::expectation_of(package, scenario.case_json);
      of_kind(out, obligation.kind).push_back(std::move(scenario));
    }
  }
  return out;
}

}  // namespace stadga::verify
