// support.h - small rule sets from text, and what the tests ask of a check.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stadga/dsl/compile.h"
#include "stadga/engine/evaluate.h"
#include "stadga/verify/check.h"

namespace stadga::verify::testing {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline dsl::SourceSet load(const std::filesystem::path& folder) {
  dsl::SourceSet out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".stadga") continue;
    const auto name = std::filesystem::relative(entry.path(), folder).generic_string();
    if (name.starts_with("typfall/")) continue;  // scenarios prove nothing
    out.push_back({name, read_file(entry.path())});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return out;
}

inline dsl::SourceSet parking() { return load(STADGA_SOURCE_DIR "/rules/parkeringstillstand"); }

inline engine::Package compiled(const dsl::SourceSet& sources) {
  auto result = dsl::compile(sources);
  for (const auto& diagnostic : result.diagnostics) {
    if (diagnostic.severity == dsl::Severity::kError) {
      ADD_FAILURE() << dsl::to_text(diagnostic, MessageLanguage::kEnglish);
    }
  }
  return result.package ? std::move(*result.package) : engine::Package{};
}

// A small rule set: a header, sources and facts that every test can use, then `rules`.
inline dsl::SourceSet small(const std::string& rules, const std::string& header = {}) {
  const std::string head =
      "regelverk prov \"Prov\"\n"
      "  version  1\n"
      "  språk    sv\n" +
      (header.empty() ? std::string("  prövar   beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n")
                      : header) +
      "  överklagas inte\n"
      "\n"
      "källa Lagen    sfs 2019:1  \"provlagen\"   vikt lag        kontrollerad t.o.m. 2025-01-01\n"
      "källa Rutinen  \"provrutinen\"             vikt riktlinje\n"
      "\n"
      "uppgift slag : val { a, b, c }\n"
      "uppgift antal : heltal 0..100\n"
      "uppgift godkänd : ja/nej\n"
      "uppgift dag : datum eller inget\n"
      "uppgift poster : lista av Post högst 20\n"
      "post Post {\n"
      "  slag : val { x, y }\n"
      "  dag : datum eller inget\n"
      "}\n"
      "\n";
  return {{"regler.stadga", head + rules}};
}

inline const char* const kUsualStages =
    "beslut prov\n"
    "  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  2. bifall när alla krav är uppfyllda\n";

// Children with an age, a cost by band, lunch and month, and a share by days; applied for piece by piece.
inline dsl::SourceSet household() {
  return small(
      "post Barn {\n  född : datum 2015-01-01..2027-12-31\n  lunch : ja/nej\n  dagar : heltal 0..31\n"
      "  sökt : kronor 0..10 000\n  vad : val { hem, skola }\n}\n"
      "uppgift barn : lista av Barn högst 3\n"
      "uppgift månaden : månad 2024-12..2027-12\n"
      "tabell kostnad ( ålder : år 0..12, lunch : ja/nej ) : kronor 0..9 000 \"Kostnad\"\n"
      "  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  tillämpas på 2025-01 t.o.m. 2025-12\n"
      "  | 0..2 | ja | 1 000,50 |\n  | 0..2 | nej | 1 200 |\n  | 3.. | * | 2 000 |\nslut\n"
      "tabell kostnad ( ålder : år 0..12, lunch : ja/nej ) : kronor 0..9 000 \"Kostnad\"\n"
      "  stöd Lagen 1 §\n  gäller fr.o.m. 2026-06-01\n  tillämpas på fr.o.m. 2026-01\n"
      "  | 0..5 | * | 3 000 |\nslut\n"
      "begrepp ålder för varje barnet i barn : år 0..120\n"
      "begrepp del för varje barnet i barn : kronor 0..10 000\n"
      "värde summa : kronor 0..100 000\n"
      "värde äldre : heltal 0..3\n"
      "regel R1 \"Ålder\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
      "  rättsföljd ålder är åldern sista dagen i månaden för månaden för den som är född barnet.född\nslut\n"
      "regel R2 \"Del\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
      "  rättsföljd del är kostnad(barnet.ålder, barnet.lunch) för månaden * barnet.dagar / 30 avrundat till öre, halva uppåt\n"
      "slut\n"
      "regel R3 \"Summa\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd summa är summan av del i barn\nslut\n"
      "regel R4 \"Äldre\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2020-01-01\n"
      "  rättsföljd äldre är antalet i barn där ålder är minst 3\nslut\n"
      "krav K1 \"Godkänd\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
          std::string(kUsualStages) + "    anger summa\n  prövar varje barnet i barn: sökt sökt, beviljat del, benämnt vad\nslut\n",
      "  prövar   beslutsdagar fr.o.m. 2025-01-01 t.o.m. 2027-12-31\n"
      "  den som är född 29 februari  fyller år 28 februari\n    anmärkning \"valt för provet\"\n");
}

inline CheckResult checked(const engine::Package& package, const std::vector<std::string>& kinds,
                           const std::string& municipality = {}) {
  CheckOptions options;
  options.kinds = kinds;
  options.questions = std::find(kinds.begin(), kinds.end(), "unknown_safety") != kinds.end();
  options.municipality = municipality;
  auto result = check(package, options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message.en);
  return result ? std::move(*result) : CheckResult{};
}

// Points into `result`, which must be a variable of the test.
const Obligation* find(CheckResult&&, const std::string&) = delete;
inline const Obligation* find(const CheckResult& result, const std::string& id) {
  for (const auto& obligation : result.obligations) {
    if (obligation.id == id) return &obligation;
  }
  ADD_FAILURE() << "no obligation " << id;
  static const Obligation kNone;
  return &kNone;
}

inline Verdict verdict_of(const engine::Package& package, const std::string& kind, const std::string& id) {
  const auto result = checked(package, {kind});
  return find(result, id)->verdict;
}

// The findings as people read them, in both languages. STADGA_UPDATE_GOLDEN=1 writes the file anew.
inline void expect_told(const std::filesystem::path& path, const engine::Package& package, const CheckResult& result) {
  const std::string found = to_text(package, result, MessageLanguage::kSwedish, false) + "\n" +
                            to_text(package, result, MessageLanguage::kEnglish, true);
  if (std::getenv("STADGA_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << found;
  EXPECT_EQ(found, read_file(path)) << path;
}

inline std::vector<std::string> refuted(const CheckResult& result) {
  std::vector<std::string> out;
  for (const auto& obligation : result.obligations) {
    if (obligation.verdict == Verdict::kRefuted) out.push_back(obligation.id);
  }
  return out;
}

inline std::vector<std::string> not_proved(const CheckResult& result) {
  std::vector<std::string> out;
  for (const auto& obligation : result.obligations) {
    if (obligation.verdict != Verdict::kProved) out.push_back(obligation.id);
  }
  return out;
}

// What the engine says about a witness, through the door that hosts use.
inline Json decided(const engine::Package& package, const Json& witness) {
  const auto result = engine::decide(package, canonical_or_die(witness));
  for (const auto& problem : result.problems) {
    ADD_FAILURE() << problem.path << " " << problem.message.en;
  }
  return result.bytes ? read_json(*result.bytes).value : Json{};
}

inline std::string text_of(const Json& json, const std::string& key) {
  const Json* member = json.find(key);
  return member == nullptr || member->as_string() == nullptr ? "" : *member->as_string();
}

// The only witness of a refuted obligation shows `status` when it is decided.
inline void expect_replays(const engine::Package& package, const Obligation& obligation,
                           const std::string& status) {
  ASSERT_EQ(obligation.verdict, Verdict::kRefuted) << obligation.id;
  ASSERT_EQ(obligation.witnesses.size(), 1U) << obligation.id;
  const Json decision = decided(package, obligation.witnesses[0]);
  EXPECT_EQ(text_of(decision, "status"), status) << canonical_or_die(obligation.witnesses[0]);
  ASSERT_EQ(obligation.replayed.size(), 1U);
  EXPECT_EQ(text_of(obligation.replayed[0], "status"), status);
}

inline dsl::SourceSet replaced(dsl::SourceSet sources, const std::string& from,
                               const std::string& to) {
  for (auto& source : sources) {
    const auto place = source.text.find(from);
    if (place == std::string::npos) continue;
    source.text.replace(place, from.size(), to);
    return sources;
  }
  ADD_FAILURE() << "not in the rule set: " << from;
  return sources;
}

}  // namespace stadga::verify::testing
