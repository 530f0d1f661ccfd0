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

// One promise of a shipped set alone, with what it takes to encode the rules.
void check_promise(benchmark::State& state, const char* id) {
  engine::Package package = shipped("ekonomiskt-bistand");
  package.municipal.clear();
  std::erase_if(package.base.guarantees, [&](const engine::Guarantee& one) { return one.id != id; });
  verify::CheckOptions options;
  options.kinds = {"guarantee"};
  for (auto _ : state) {
    const auto result = verify::check(package, options);
    expect(result.value(), verify::Verdict::kProved);
    report(state, result.value());
  }
}
BENCHMARK_CAPTURE(check_promise, EB_S1, "EB-S1")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_promise, EB_S2, "EB-S2")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_promise, EB_S3, "EB-S3")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_promise, EB_S4, "EB-S4")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_promise, EB_S5, "EB-S5")->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(check_promise, EB_S6, "EB-S6")->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stadga::bench
