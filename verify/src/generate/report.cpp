// generate/report.cpp - the MC/DC report as JSON, and the witnesses of a check as scenarios.
#include <algorithm>

#include "stadga/verify/generate.h"

namespace stadga::verify {
namespace {

constexpr Found kAll[] = {Found::kResult, Found::kCondition, Found::kNone, Found::kUndecided, Found::kOutOfCore};

JsonObject counts(const std::vector<AtomReport>& atoms, const std::string& provision) {
  JsonObject out;
  for (const Found found : kAll) {
    const auto count = std::count_if(atoms.begin(), atoms.end(), [&](const AtomReport& atom) {
      return atom.found == found && (provision.empty() || atom.provision == provision);
    });
    out[name(found)] = static_cast<std::int64_t>(count);
  }
  return out;
}

Json atom_json(const AtomReport& atom) {
  JsonArray scenarios;
  for (const auto& title : atom.scenarios) scenarios.emplace_back(title);
  JsonObject out{{"provision", atom.provision},
                 {"clause", atom.clause},
                 {"number", static_cast<std::int64_t>(atom.number)},
                 {"of", static_cast<std::int64_t>(atom.of)},
                 {"found", name(atom.found)},
                 {"threshold", atom.threshold},
                 {"scenarios", std::move(scenarios)},
                 {"span", JsonObject{{"file", atom.span.file}, {"line", atom.span.line}, {"column", atom.span.column}}}};
  if (!atom.words.empty()) out["words"] = atom.words;
  if (!atom.municipality.empty()) out["municipality"] = atom.municipality;
  if (atom.open) out["open"] = true;
  if (atom.coupled) out["coupled"] = true;
  if (!atom.construct.empty()) out["construct"] = atom.construct;
  return out;
}

}  // namespace

JsonObject to_json(const Generated& generated) {
  JsonArray atoms;
  JsonObject provisions;
  for (const AtomReport& atom : generated.atoms) {
    atoms.push_back(atom_json(atom));
    provisions.emplace(atom.provision, counts(generated.atoms, atom.provision));
  }
  JsonObject summary = counts(generated.atoms, "");
  summary["atoms"] = static_cast<std::int64_t>(generated.atoms.size());
  summary["scenarios"] = static_cast<std::int64_t>(generated.scenarios.size());
  return {{"atoms", std::move(atoms)}, {"provisions", std::move(provisions)}, {"summary", std::move(summary)}};
}

}  // namespace stadga::verify
