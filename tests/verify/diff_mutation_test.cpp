// One thing of a rule set is said otherwise at a time, field by field of engine/model.h. Where the engine then
// decides some case otherwise, or takes it otherwise, diff must not say "no difference"; where nothing that is
// decided rests on it, it must not invent one.
#include "diff_support.h"
#include "sampling.h"

namespace stadga::verify::testing {
namespace {

// Everything that decides once: periods, bands, municipal places, trials, applied items, assessments.
const std::string kHeader =
    "  prövar   beslutsdagar fr.o.m. 2024-01-01 t.o.m. 2026-12-31\n"
    "  den som är född 29 februari fyller år 28 februari\n    anmärkning \"valt för provet\"\n"
    "  kommunicering före beslut till nackdel\n    stöd Lagen 9 §\n"
    "  granskning \"ingen\"\n";

const std::string kRules =
    "post Sak {\n  typ : val { hem, resa } läses även \"H\" som hem\n  sökt : kronor 0..2 000\n}\n"
    "uppgift saker : lista av Sak högst 2\n"
    "uppgift tecken : ja/nej\n  behövs när antal är minst 50\n"
    "uppgift inkommet : datum 2023-06-01..2026-12-31\n  inte efter beslutsdagen\n"
    "uppgift född : datum 1950-01-01..2020-12-31\n"
    "uppgift behov : bedömning\n"
    "uppgift klart : ja/nej\n"
    "uppgift kort : ja/nej\n  frivillig\n  läses även \"J\" som ja\n  från register, sökanden\n  fråga \"Finns kort?\"\n"
    "parameter gräns : heltal 0..100 \"Gränsen\"\n  stöd Lagen 3 §\n"
    "  gäller fr.o.m. 2024-01-01 t.o.m. 2024-12-31 nytt 10\n  gäller fr.o.m. 2025-01-01 12\nslut\n"
    "kommunen får bestämma tak : kronor 100..5 000 \"Tak\"\n  stöd Lagen 4 §\n"
    "  endast till fördel för den enskilde: högre är till fördel\n  gäller fr.o.m. 2024-01-01 900 kr\nslut\n"
    "tabell belopp ( slag : val { a, b, c }, antal : heltal 0..100 ) : kronor 0..9 000 \"Belopp\"\n"
    "  stöd Lagen 5 §\n  gäller fr.o.m. 2024-01-01 t.o.m. 2026-12-31\n"
    "  | a | 0..20 | 100 |\n  | a | 21.. | 150 |\n  | b | * | 200 |\n  | c | 0..100 | 300 |\nslut\n"
    "tabell tillägg : heltal 0..100 \"Tillägg\"\n  stöd Lagen 5 §\n  gäller fr.o.m. 2024-01-01\n"
    "  tillämpas på 2023-06 t.o.m. 2025-12\n  | 5 |\nslut\n"
    "begrepp godtaget för varje saken i saker : kronor 0..5 000\n"
    "begrepp ung : ja/nej\n"
    "värde summa : kronor 0..100 000   högre är till fördel\n"
    "värde poäng : heltal 0..1000\n"
    "värde sista : datum\n"
    "prövningshinder H1 \"Sent\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2024-01-01\n"
    "  rekvisit inkommet är före beslutsdagen - 200 dagar\n  text när uppfyllt \"sent\"\nslut\n"
    "till handläggare V1 \"Väg\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2024-01-01\n  när antal är 99\n  text \"väg\"\nslut\n"
    "formkrav F1 \"Form\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2024-01-01\n  tillämpas när slag är c\n"
    "  rekvisit godkänd är ja\nslut\n"
    "krav K1 \"Behov\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2024-01-01\n  rekvisit behov är ja\n"
    "  inte visat när klart är ja\n  räcker ensamt för avslag av \"utredaren\" därför att \"utan behov inget\"\nslut\n"
    "krav K2 \"Tecken\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2024-01-01 t.o.m. 2025-12-31 upphävt\n"
    "  rekvisit någon av\n    - inte tecken är ja\n    - antal är högst gräns\nslut\n"
    "regel R1 \"Godtaget\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  i övriga fall\n"
    "  rättsföljd godtaget är det minsta av\n    - saken.sökt\n    - kommun.tak\nslut\n"
    "regel R2 \"Summa\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  enligt praxis Domen\n  i övriga fall\n"
    "  rättsföljd summa är summan av godtaget i saker + (belopp(slag, antal) * 0,5 avrundat till hel krona, uppåt)\nslut\n"
    "regel R3 \"Poäng\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  i övriga fall\n"
    "  rättsföljd poäng är tillägg för inkommet + antal\nslut\n"
    "regel R4 \"Med kort\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  när kort är ja\n  går före R3\n"
    "  rättsföljd poäng är 7\nslut\n"
    "regel R5 \"Ung\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  i övriga fall\n"
    "  rättsföljd ung är åldern beslutsdagen för den som är född född är mindre än 18\nslut\n"
    "regel R6 \"Sista\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  när ung är ja\n"
    "  rättsföljd sista är inkommet + 3 månader\n  finns inte dagen: månadens sista dag\nslut\n"
    "regel R7 \"Annars\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  i övriga fall\n"
    "  rättsföljd sista är beslutsdagen\nslut\n"
    "regel R8 \"Räknas som behov\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01\n  när antal är 77\n  går före K1\n"
    "  rättsföljd K1 är uppfyllt\nslut\n"
    "beslut prov\n"
    "  1. avvisning när ett prövningshinder finns\n"
    "  2. till handläggare när någon väg gäller\n"
    "  3. till handläggare när ett formkrav brister\n"
    "  4. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
    "  5. bifall när alla krav är uppfyllda   anger summa, sista\n"
    "  prövar varje sak i saker: sökt sökt, beviljat godtaget, benämnt typ\nslut\n"
    "ska alltid gälla G1 \"Poäng\"\n  villkor poäng är minst 0\nslut\n";

const std::string kOverlay =
    "kommun 0821 \"Ettan\"\n  till prov\n"
    "bestämmer tak\n  stöd Lagen 4 §\n  gäller fr.o.m. 2024-06-01 1 500 kr\nslut\n"
    "försök FS1 \"Utan hinder\"\n  stöd Lagen 8 §\n  deltar fr.o.m. 2025-03-01 t.o.m. 2025-09-30\n  sätter ur kraft H1\nslut\n";

dsl::SourceSet rich(const std::string& header = kHeader) {
  auto out = small(kRules, header);
  out.front().text = replaced(out, "källa Rutinen", "källa Domen \"målet\" vikt praxis\nkälla Rutinen").front().text;
  out.push_back({"kommuner/0821-ett.stadga", kOverlay});
  return out;
}

struct Mutant {
  const char* what;
  const char* from;
  const char* to;
  bool decides;  // some case is decided or taken otherwise

  friend std::ostream& operator<<(std::ostream& out, const Mutant& mutant) { return out << mutant.what; }
};

// clang-format off
const Mutant kMutants[] = {
    // header
    {"horizon", "t.o.m. 2026-12-31\n  den som", "t.o.m. 2026-11-30\n  den som", true},
    {"law day", "  prövar   beslutsdagar", "  lagdag   inkommet\n  prövar   beslutsdagar", true},
    {"leap rule", "fyller år 28 februari", "fyller år 1 mars", true},
    {"all municipalities", "  granskning \"ingen\"", "  kommuner alla\n  granskning \"ingen\"", true},
    {"communication", "  kommunicering före beslut till nackdel\n    stöd Lagen 9 §\n", "", false},
    {"review note", "granskning \"ingen\"", "granskning \"någon\"", false},
    {"version", "version  1", "version  2", false},
    // sources
    {"weight", "\"provlagen\"   vikt lag ", "\"provlagen\"   vikt förordning ", false},
    {"verified", "kontrollerad t.o.m. 2025-01-01", "kontrollerad t.o.m. 2026-01-01", false},
    // facts
    {"range of a fact", "sökt : kronor 0..2 000", "sökt : kronor 0..2 001", true},
    {"value of an enumeration", "typ : val { hem, resa }", "typ : val { hem, resa, mat }", true},
    {"order of an enumeration", "typ : val { hem, resa }", "typ : val { resa, hem }", false},
    {"alias of a fact", "läses även \"J\" som ja", "läses även \"J\" som nej", true},
    {"alias of a field", "läses även \"H\" som hem", "läses även \"H\" som resa", true},
    {"volunteered", "uppgift kort : ja/nej\n  frivillig\n", "uppgift kort : ja/nej\n", true},
    {"needed when", "behövs när antal är minst 50", "behövs när antal är minst 40", true},
    {"needed when, written otherwise", "behövs när antal är minst 50", "behövs när antal är mer än 49", false},
    {"always needed", "  behövs när antal är minst 50\n", "", true},
    {"not after the decision day", "2026-12-31\n  inte efter beslutsdagen", "2026-12-31", true},
    {"greatest age", "uppgift född : datum 1950-01-01..2020-12-31\n", "uppgift född : datum 1950-01-01..2020-12-31\n  högst 30 dagar gammal\n", true},
    {"provenance", "uppgift född : datum 1950-01-01..2020-12-31\n", "uppgift född : datum 1950-01-01..2020-12-31\n  med ursprung\n", true},
    {"sources of a fact", "från register, sökanden", "från sökanden", true},
    {"question", "fråga \"Finns kort?\"", "fråga \"Kort?\"", false},
    {"sensitive", "uppgift klart : ja/nej\n", "uppgift klart : ja/nej\n  känslig\n", false},
    {"longest list", "lista av Sak högst 2", "lista av Sak högst 3", true},
    {"non-empty list", "lista av Sak högst 2", "lista av Sak högst 2 minst en", true},
    {"range of a date", "uppgift född : datum 1950-01-01..2020-12-31\n", "uppgift född : datum 1950-01-01..2019-12-31\n", true},
    {"assessment", "uppgift klart : ja/nej\n", "uppgift klart : bedömning\n", true},
    // parameters
    {"value of a parameter", "2025-01-01 12\n", "2025-01-01 13\n", true},
    {"day of a parameter", "2024-12-31 nytt 10\n  gäller fr.o.m. 2025-01-01", "2024-12-30 nytt 10\n  gäller fr.o.m. 2024-12-31", true},
    {"range of a parameter", "parameter gräns : heltal 0..100", "parameter gräns : heltal 0..90", false},
    {"national value of a place", "gäller fr.o.m. 2024-01-01 900 kr", "gäller fr.o.m. 2024-01-01 901 kr", true},
    {"direction of a place", "  endast till fördel för den enskilde: högre är till fördel\n", "", false},
    {"overlay's value", "2024-06-01 1 500 kr", "2024-06-01 1 400 kr", true},
    {"overlay's first day", "2024-06-01 1 500 kr", "2024-07-01 1 500 kr", true},
    // tables
    {"row", "| b | * | 200 |", "| b | * | 202 |", true},
    {"band", "| a | 0..20 | 100 |\n  | a | 21.. |", "| a | 0..21 | 100 |\n  | a | 22.. |", true},
    {"order of rows", "  | b | * | 200 |\n  | c | 0..100 | 300 |\n", "  | c | 0..100 | 300 |\n  | b | * | 200 |\n", false},
    {"range of a key", "antal : heltal 0..100 ) : kronor", "antal : heltal 0..120 ) : kronor", true},
    {"days of a table", "5 §\n  gäller fr.o.m. 2024-01-01 t.o.m. 2026-12-31", "5 §\n  gäller fr.o.m. 2024-01-01 t.o.m. 2026-11-30", true},
    {"period of a table", "tillämpas på 2023-06 t.o.m. 2025-12", "tillämpas på 2023-06 t.o.m. 2025-11", true},
    // requirements
    {"kind", "formkrav F1", "krav F1", true},
    {"applies", "tillämpas när slag är c", "tillämpas när slag är b", true},
    {"condition", "inkommet är före beslutsdagen - 200", "inkommet är före beslutsdagen - 201", true},
    {"not shown when", "  inte visat när klart är ja\n", "", true},
    {"not shown when, otherwise", "inte visat när klart är ja", "inte visat när godkänd är ja", true},
    {"sufficient alone", "  räcker ensamt för avslag av \"utredaren\" därför att \"utan behov inget\"\n", "", true},
    {"days of a requirement", "t.o.m. 2025-12-31 upphävt", "t.o.m. 2025-11-30 upphävt", true},
    {"repealed", "t.o.m. 2025-12-31 upphävt", "t.o.m. 2025-12-31", true},
    {"title", "krav K1 \"Behov\"", "krav K1 \"Behovet\"", false},
    {"text", "text när uppfyllt \"sent\"", "text när uppfyllt \"för sent\"", false},
    {"citation", "krav K1 \"Behov\"\n  stöd Lagen 1 §", "krav K1 \"Behov\"\n  stöd Lagen 7 §", false},
    // rules and terms
    {"guard", "när antal är 77", "när antal är 78", true},
    {"met", "rättsföljd K1 är uppfyllt", "rättsföljd K1 är inte uppfyllt", true},
    {"goes before", "  när kort är ja\n  går före R3\n", "  när kort är ja\n", false},  // R3 stands last anyhow
    {"default", "  i övriga fall\n  rättsföljd poäng", "  rättsföljd poäng", false},
    {"conclusion", "rättsföljd poäng är 7", "rättsföljd poäng är 8", true},
    {"rounding", "avrundat till hel krona, uppåt", "avrundat till hel krona, nedåt", false},
    {"unit", "avrundat till hel krona, uppåt", "avrundat till tiotal kronor, uppåt", true},
    {"scale", "* 0,5 avrundat", "* 0,4 avrundat", true},
    {"days of a rule", "regel R4 \"Med kort\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-01", "regel R4 \"Med kort\"\n  stöd Lagen 2 §\n  gäller fr.o.m. 2024-01-02 nytt", true},
    {"practice", "  enligt praxis Domen\n", "", false},
    {"favour", "värde summa : kronor 0..100 000   högre är till fördel", "värde summa : kronor 0..100 000", false},
    {"value", "värde poäng", "begrepp poäng", true},
    {"range of a term", "värde poäng : heltal 0..1000", "värde poäng : heltal 0..900", false},
    {"end of month", "inkommet + 3 månader", "inkommet + 4 månader", true},
    // decision
    {"order of stages", "  2. till handläggare när någon väg gäller\n  3. till handläggare när ett formkrav brister\n", "  2. till handläggare när ett formkrav brister\n  3. till handläggare när någon väg gäller\n", true},
    {"named values", "anger summa, sista", "anger summa", true},
    {"items", "  prövar varje sak i saker: sökt sökt, beviljat godtaget, benämnt typ\n", "", true},
    // guarantees and trials
    {"guarantee", "villkor poäng är minst 0", "villkor poäng är minst 1", false},
    {"days of a trial", "deltar fr.o.m. 2025-03-01 t.o.m. 2025-09-30", "deltar fr.o.m. 2025-03-01 t.o.m. 2025-08-31", true},
    {"what a trial disapplies", "sätter ur kraft H1", "sätter ur kraft F1", true},
    {"trial", "försök FS1 \"Utan hinder\"\n  stöd Lagen 8 §\n  deltar fr.o.m. 2025-03-01 t.o.m. 2025-09-30\n  sätter ur kraft H1\nslut\n", "", true},
};
// clang-format on

// What a host sees of one case; nothing where it is no valid one.
std::string seen(const engine::Package& package, const Json& file) {
  const auto result = engine::decide(package, canonical_or_die(file));
  if (!result.bytes) return "invalid";
  const Json decision = read_json(*result.bytes).value;
  std::string out;
  for (const char* member : {"status", "outcome", "values"}) {
    const Json* value = decision.find(member);
    out += value == nullptr ? "-" : canonical_or_die(*value);
  }
  const auto add = [&](const char* list, const std::vector<const char*>& members) {
    const Json* all = decision.find(list);
    if (all == nullptr) return;
    for (const Json& one : *all->as_array()) {
      for (const char* member : members) out += " " + canonical_or_die(*one.find(member));
    }
  };
  add("items", {"list", "index", "applied", "granted"});
  add("missing", {"path"});
  return out;
}

// Random and boundary cases of either rule set, with their facts and with some left out.
bool engine_differs(const engine::Package& before, const engine::Package& after) {
  for (const auto* from : {&before, &after}) {
    for (const int unknown : {0, 25}) {
      for (const std::string& code : {std::string(), std::string("0821")}) {
        SampleOptions options;
        options.unknown_percent = unknown;
        options.municipality = code;
        Sampler sampler(code.empty() ? from->base : from->municipal.at(code), options);
        for (int i = 0; i < 150; ++i) {
          const Json file = sampler.next();
          if (seen(before, file) != seen(after, file)) return true;
        }
      }
    }
  }
  return false;
}

std::string what_diff_says(const DiffResult& result) {
  std::string out;
  for (const auto& input : result.inputs) out += input.name + ": " + input.what.sv + "; ";
  for (const auto& comparison : result.comparisons) out += comparison.verdict.message.sv + "; ";
  return out;
}

class DiffMutation : public ::testing::TestWithParam<Mutant> {};

// "day_of_a_parameter"
std::string name_of(const ::testing::TestParamInfo<Mutant>& mutant) {
  std::string out = mutant.param.what;
  std::replace_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == ','  || c == '-' || c == '\''; }, '_');
  return out;
}

TEST_P(DiffMutation, WhatDecidesOtherwiseIsNeverNoDifference) {
  const Mutant& mutant = GetParam();
  const auto sources = rich();
  const auto before = compiled(sources);
  const auto after = compiled(replaced(sources, mutant.from, mutant.to));
  ASSERT_TRUE(before.municipal.contains("0821"));
  ASSERT_TRUE(after.municipal.contains("0821"));
  const bool differs = engine_differs(before, after);
  EXPECT_TRUE(mutant.decides || !differs) << "the engine shows a difference: the table is wrong";
  DiffOptions options;
  options.most_classes = 1;
  options.extremes = false;
  const auto result = compared(before, after, options);
  const int status = exit_status(result);
  if (mutant.decides || differs) {
    EXPECT_EQ(status, 1) << what_diff_says(result);
  } else {
    EXPECT_EQ(status, 0) << what_diff_says(result);
  }
}

INSTANTIATE_TEST_SUITE_P(Model, DiffMutation, ::testing::ValuesIn(kMutants), name_of);

}  // namespace
}  // namespace stadga::verify::testing
