#!/usr/bin/env bash
# Mutated sources and cases under the address and undefined-behaviour sanitizers.
# usage: run.sh SOURCE_DIR SCRATCH_DIR; STADGA_MUTANTS=20000 for the full form
set -euo pipefail
source=$1 scratch=$2 count=${STADGA_MUTANTS:-2000}
mkdir -p "$scratch"
cmake -S "$source/tests/fuzz/sanitized" -B "$scratch" -G Ninja -DSTADGA_FULL="${STADGA_FULL:-}" \
  >"$scratch.log" 2>&1 &&
  cmake --build "$scratch" -j2 >>"$scratch.log" 2>&1 || { tail -40 "$scratch.log"; exit 1; }
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
half=$((count / 2))
"$scratch/bin/mutants" "$source/rules/parkeringstillstand" "$half" "$half" 1 &
first=$!
"$scratch/bin/mutants" "$source/rules/parkeringstillstand" "$half" "$half" 1000000
wait "$first"
