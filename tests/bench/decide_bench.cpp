// decide_bench.cpp - the riksnorm of random households: by hand-written C++ over structs, by the engine over a case that
// has been read, and by the engine from the case's JSON. In one run, over the same households.
#include <benchmark/benchmark.h>

#include <vector>

#include "rules/norm_case.h"
#include "sources.h"
#include "stadga/engine/case.h"
#include "stadga/engine/evaluate.h"

namespace stadga::bench {
namespace {

constexpr int kHouseholds = 500;
constexpr const char* kMunicipality = "2281";

struct Household {
  rules::NormCase facts;
  std::string text;
  engine::Case read;
};

struct Households {
  engine::Package package = shipped("ekonomiskt-bistand");
  std::vector<Household> all;

  Households() {
    support::Random random(20260101);
    while (all.size() < kHouseholds) {
      Household one;
      one.facts = rules::random_norm_case(random, rules::AgeDay::kLastOfMonth);
      one.text = canonical_or_die(rules::norm_case_file(one.facts, kMunicipality));
      engine::CaseReading read = engine::read_case(package, one.text);
      if (!read.value) continue;
      one.read = std::move(*read.value);
      all.push_back(std::move(one));
    }
  }
};

const Households& households() {
  static const Households all;  // made once, before the first measurement
  return all;
}

void by_hand(benchmark::State& state) {
  const auto& all = households().all;
  for (auto _ : state) {
    for (const auto& one : all) benchmark::DoNotOptimize(rules::expected_norm(one.facts));
  }
  state.SetItemsProcessed(state.iterations() * kHouseholds);
}

void engine_of_a_read_case(benchmark::State& state) {
  const auto& all = households().all;
  const auto& ruleset = households().package.municipal.at(kMunicipality);
  for (auto _ : state) {
    for (const auto& one : all) benchmark::DoNotOptimize(engine::evaluate(ruleset, one.read));
  }
  state.SetItemsProcessed(state.iterations() * kHouseholds);
}

void engine_from_json(benchmark::State& state) {
  const auto& all = households().all;
  const auto& package = households().package;
  const auto& ruleset = package.municipal.at(kMunicipality);
  for (auto _ : state) {
    for (const auto& one : all) {
      const auto read = engine::read_case(package, one.text);
      benchmark::DoNotOptimize(engine::evaluate(ruleset, *read.value));
    }
  }
  state.SetItemsProcessed(state.iterations() * kHouseholds);
}

BENCHMARK(by_hand)->Unit(benchmark::kMicrosecond);
BENCHMARK(engine_of_a_read_case)->Unit(benchmark::kMillisecond);
BENCHMARK(engine_from_json)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stadga::bench
