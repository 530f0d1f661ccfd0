// check_bench.cpp - every analysis of a rule set, by its number of rules, and of the shipped sets.
#include <benchmark/benchmark.h>

#include "generated_rules.h"
#include "sources.h"

namespace stadga::bench {
namespace {

void report(benchmark::State& state, const verify::CheckResult& result) {
  std::uint64_t steps = 0;
  for (const auto& one : result.obligations) steps += one.rlimit_used;
  state.counters["obligations"] = static_cast<double>(result.obligations.size());
  state.counters["steps"] = static_cast<double>(steps);
}

void check_generated(benchmark::State& state) {
  const engine::Package package = compiled(generated_rules(static_cast<int>(state.range(0))));
  for (auto _ : state) {
    const auto result = verify::check(package);
    expect(result.value(), verify::Verdict::kProved);
    report(state, result.value());
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(check_generated)->Arg(20)->Arg(60)->Arg(120)->Arg(400)->Arg(1000)->Iterations(1)->Unit(benchmark::kMillisecond)->Complexity();

void check_shipped(benchmark::State& state, const char* folder) {
  const engine::Package package = shipped(folder);
  for (auto _ : state) {
    const auto result = verify::check(package);
    expect(result.value(), verify::Verdict::kProved);
    report(state, result.value());
  }
}
BENCHMARK_CAPTURE(check_shipped, parking, "parkeringstillstand")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_shipped, fees, "avgift-aldreomsorg")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_shipped, financial_aid, "ekonomiskt-bistand")->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stadga::bench
