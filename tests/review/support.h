// support.h - rule sets, keys and signatures that the review tests share.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "stadga/dsl/compile.h"
#include "stadga/review/files.h"
#include "stadga/review/sign.h"
#include "stadga/review/status.h"
#include "stadga/review/units.h"

namespace stadga::review::test {

inline engine::Package compiled(const dsl::SourceSet& sources) {
  dsl::CompileResult result = dsl::compile(sources);
  EXPECT_TRUE(result.package.has_value());
  for (const dsl::Diagnostic& d : result.diagnostics) {
    EXPECT_EQ(d.severity, dsl::Severity::kWarning) << dsl::to_text(d, MessageLanguage::kEnglish);
  }
  return result.package.value_or(engine::Package{});
}

inline const engine::Package& parking() {
  static const engine::Package package = [] {
    namespace fs = std::filesystem;
    const fs::path root = fs::path(STADGA_SOURCE_DIR) / "rules" / "parkeringstillstand";
    dsl::SourceSet sources;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string name = fs::relative(entry.path(), root).generic_string();
      if (entry.path().extension() != ".stadga" || name.starts_with("typfall/")) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      sources.push_back({name, {std::istreambuf_iterator<char>(in), {}}});
    }
    return compiled(sources);
  }();
  return package;
}

// Invented rules: a term with an exception and a default, an exception to a requirement, a term
// that reads a term, a guarantee.
inline const char* const kSmall = R"(regelverk prov "Prov"
  version      1
  språk        sv
  avgörs av    handläggare
  prövar       beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2030-12-31
  överklagas   inte
    stöd       Provlag 1 §

källa Provlag  "påhittad lag, bara för prov"  vikt lag  kontrollerad t.o.m. 2030-12-31

uppgift ålder : heltal 0..120
  från   sökanden
  fråga  "Hur gammal är sökanden?"

uppgift student : ja/nej
  från   sökanden
  fråga  "Studerar sökanden?"

parameter åldersgräns : heltal 0..120
  "Åldersgräns"
  stöd    Provlag 2 §
  gäller  fr.o.m. 2020-01-01   18
slut

parameter pensionsålder : heltal 0..120
  "Pensionsålder"
  stöd    Provlag 2 §
  gäller  fr.o.m. 2020-01-01   65
slut

krav P-K1 "Ålder"
  stöd       Provlag 2 §
  gäller     fr.o.m. 2020-01-01
  rekvisit   ålder är minst åldersgräns
  text när uppfyllt       "sökanden är tillräckligt gammal"
  text när inte uppfyllt  "sökanden är för ung"
slut

regel P-R0 "Studenter"
  stöd        Provlag 2 §
  gäller      fr.o.m. 2020-01-01
  går före    P-K1
  när         student är ja
  rättsföljd  P-K1 är uppfyllt
  text        "sökanden studerar"
slut

begrepp grundavgift : kronor 0..1 000
värde avgift : kronor 0..1 000

beslut prov
  1. avslag  när minst ett krav inte är uppfyllt eller inte är visat
  2. bifall  när alla krav är uppfyllda   anger avgift
slut

regel P-R1 "Grundavgift"
  stöd        Provlag 3 §
  gäller      fr.o.m. 2020-01-01
  i övriga fall
  rättsföljd  grundavgift är 100 kr
slut

regel P-R2 "Lägre grundavgift"
  stöd        Provlag 4 §
  gäller      fr.o.m. 2020-01-01
  när         ålder är minst pensionsålder
  rättsföljd  grundavgift är 50 kr
slut

regel P-R3 "Avgift"
  stöd        Provlag 5 §
  gäller      fr.o.m. 2020-01-01
  rättsföljd  avgift är grundavgift
slut

regel P-R4 "Ingen avgift för studenter"
  stöd        Provlag 5 §
  gäller      fr.o.m. 2020-01-01
  går före    P-R3
  när         student är ja
  rättsföljd  avgift är 0 kr
slut
)";

inline engine::Package small(const std::string& from = "", const std::string& to = "") {
  std::string text = kSmall;
  if (!from.empty()) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }
  return compiled({{"regler.stadga", text}});
}

inline SignerKey key_of(const std::string& name, std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return make_key(name, name.starts_with(engine::kDemonstration), bytes).value();
}

struct Person {
  std::string name;
  SignerKey key;
};
inline Person anna() { return {"Jurist 1", key_of("prov.example/jurist-1", 1)}; }
inline Person bo() { return {"Jurist 2", key_of("prov.example/jurist-2", 2)}; }

inline Signing signing_by(const std::string& reviewer, const std::string& day = "2026-11-01") {
  return {"prov", reviewer, {}, day, standard_statement("sv")};
}

inline engine::Authors written_by(const std::string& author) { return {{}, {author}, {}}; }

inline engine::Reviewer trust(const Person& person) {
  return {to_string(person.key.verifier()), person.name};
}

inline void sign_all(const engine::Package& package, const Person& person, engine::Reviews& reviews) {
  Signing signing = signing_by(person.name);
  signing.ruleset = package.base.header.name;
  for (const Unit& unit : units_of(package)) {
    reviews.signatures.push_back(sign(unit, signing, reviews.authors, person.key).value());
  }
}

// Signed by two, whom the rule set trusts.
inline engine::Reviews reviewed(const engine::Package& package) {
  engine::Reviews out;
  out.authors = written_by("Regelskrivare");
  out.reviewers = {trust(anna()), trust(bo())};
  sign_all(package, anna(), out);
  sign_all(package, bo(), out);
  return out;
}

inline std::set<std::string> in_state(const Report& report, std::string_view state) {
  std::set<std::string> out;
  for (const UnitStatus& unit : report.units) {
    if (unit.state() == state) out.insert(unit.unit.id);
  }
  return out;
}

inline const UnitStatus& unit_of(const Report& report, const std::string& id) {
  for (const UnitStatus& unit : report.units) {
    if (unit.unit.id == id) return unit;
  }
  ADD_FAILURE() << "no unit " << id;
  return report.units.front();
}

}  // namespace stadga::review::test
