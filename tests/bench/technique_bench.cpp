// technique_bench.cpp - the questions that decide how things are encoded, each as a promise of a small rule set that
// is proved, or refuted, with the product's own encoding. The names are those of the technique table in docs/design/verify.md.
#include <benchmark/benchmark.h>

#include "sources.h"

namespace stadga::bench {
namespace {

std::string promised(const std::string& facts, const std::string& type, const std::string& amount,
                     const std::string& promise) {
  return "regelverk prov \"Prov\"\n  version 1\n  språk sv\n  prövar beslutsdagar fr.o.m. 2020-01-01 t.o.m. 2029-12-31\n"
         "  överklagas inte\n  den som är född 29 februari fyller år 28 februari\n    anmärkning \"valt för mätningen\"\n"
         "källa Lagen sfs 2019:1 \"provlagen\" vikt lag kontrollerad t.o.m. 2025-01-01\n" +
         facts + "värde svar : " + type + "\nregel R1 \"Svar\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n" +
         "  rättsföljd svar är " + amount + "\n  finns inte dagen: månadens sista dag\nslut\n" +
         "krav K1 \"Ja\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rekvisit godkänd är ja\nslut\n" +
         "uppgift godkänd : ja/nej\nbeslut prov\n  1. avslag när minst ett krav inte är uppfyllt eller inte är visat\n"
         "  2. bifall när alla krav är uppfyllda\n    anger svar\nslut\n" +
         "ska alltid gälla G1 \"Löftet\"\n" + promise + "slut\n";
}

void prove(benchmark::State& state, const std::string& text, verify::Verdict verdict) {
  const engine::Package package = compiled(text);
  verify::CheckOptions options;
  options.kinds = {"guarantee"};
  for (auto _ : state) expect(verify::check(package, options).value(), verdict);
}

void later_days_give_later_months(benchmark::State& state) {  // E1
  prove(state,
        promised("uppgift a : datum\nuppgift b : datum\nuppgift n : månader 0..60\n", "datum", "a + n",
                 "  när a är senast b\n  villkor b + n är tidigast svar\n  finns inte dagen: månadens sista dag\n"),
        verify::Verdict::kProved);
}

void rounding_is_monotone(benchmark::State& state) {  // E2
  prove(state,
        promised("uppgift lön : kronor 0..1 000 000\n", "kronor 0..1 000 000", "75 procent av lön avrundat till öre, halva uppåt",
                 "  villkor svar sjunker aldrig med lön\n"),
        verify::Verdict::kProved);
}

void a_number_times_an_amount(benchmark::State& state) {  // E3
  prove(state,
        promised("uppgift antal : heltal 0..31\nuppgift norm : kronor 0..10 000\n", "kronor 0..20 000",
                 "norm * antal / 31 avrundat till öre, halva uppåt", "  villkor svar är högst norm\n"),
        verify::Verdict::kProved);
}

void three_months_are_at_least_89_days(benchmark::State& state) {  // E5
  prove(state,
        promised("uppgift a : datum 1950-01-01..2050-12-31\n", "dagar 0..200", "antalet dagar från a till (a + 3 månader)",
                 "  villkor svar är minst 89 dagar\n"),
        verify::Verdict::kProved);
}

const char* const kHousehold =
    "post Barn {\n  ålder : heltal 0..20\n}\nuppgift barn : lista av Barn högst 8\nuppgift lön : kronor 0..100 000\n"
    "tabell norm ( ålder : heltal 0..20 ) : kronor 0..9 000 \"Norm\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n"
    "  | 0..6 | 3 000 |\n  | 7..14 | 4 000 |\n  | 15.. | 4 500 |\nslut\n"
    "begrepp del för varje barnet i barn : kronor 0..9 000\n"
    "regel R2 \"Del\"\n  stöd Lagen 1 §\n  gäller fr.o.m. 2020-01-01\n  rättsföljd del är norm(barnet.ålder)\nslut\n";

void aid_falls_with_income(benchmark::State& state) {  // E6
  prove(state,
        promised(kHousehold, "kronor 0..100 000",
                 "det största av (0 kr, 5 000 kr + summan av del i barn - (75 procent av lön avrundat till öre, halva uppåt))",
                 "  villkor svar stiger aldrig med lön\n"),
        verify::Verdict::kProved);
}

void a_promise_that_an_oere_breaks(benchmark::State& state) {  // E7, refuted
  prove(state,
        promised("uppgift lön : kronor 0..1 000 000\n", "kronor 0..1 000 000", "lön * 1",
                 "  villkor svar är högst 999 999,99 kr\n"),
        verify::Verdict::kRefuted);
}

BENCHMARK(later_days_give_later_months)->Unit(benchmark::kMillisecond);
BENCHMARK(rounding_is_monotone)->Unit(benchmark::kMillisecond);
BENCHMARK(a_number_times_an_amount)->Unit(benchmark::kMillisecond);
BENCHMARK(three_months_are_at_least_89_days)->Unit(benchmark::kMillisecond);
BENCHMARK(aid_falls_with_income)->Unit(benchmark::kMillisecond);
BENCHMARK(a_promise_that_an_oere_breaks)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stadga::bench
