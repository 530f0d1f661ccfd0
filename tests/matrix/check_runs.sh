#!/usr/bin/env bash
# `check` gives the same verdicts in the same order, byte for byte: run after run, and built by either compiler.
# usage: check_runs.sh COMMAND SOURCE_DIR SCRATCH_DIR; STADGA_FULL=1 for ten runs of every shipped rule set and clang++
set -euo pipefail
command=$1 source=$2 scratch=$3
mkdir -p "$scratch"
sets=(avgift-aldreomsorg) runs=3
if [ -n "${STADGA_FULL:-}" ]; then
  sets=(avgift-aldreomsorg parkeringstillstand ekonomiskt-bistand) runs=10
  cmake -S "$source" -B "$scratch/clang" -G Ninja --log-level=WARNING -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_BUILD_TYPE=Release -DSTADGA_TESTS=OFF -DSTADGA_WERROR=OFF >"$scratch/clang.log" 2>&1 &&
    cmake --build "$scratch/clang" -j2 --target stadga >>"$scratch/clang.log" 2>&1 || { tail -40 "$scratch/clang.log"; exit 1; }
fi

hash() {  # hash COMMAND SET
  local status=0
  "$1" check "$source/rules/$2" --format json >"$scratch/answer" || status=$?
  echo "$status $(sha256sum <"$scratch/answer")"
}
for set in "${sets[@]}"; do
  : >"$scratch/hashes"
  for ((i = 0; i < runs; ++i)); do hash "$command" "$set" >>"$scratch/hashes"; done
  [ -z "${STADGA_FULL:-}" ] || hash "$scratch/clang/bin/stadga" "$set" >>"$scratch/hashes"
  [ "$(wc -l <"$scratch/hashes")" -ge "$runs" ] || { echo "$set: a run gave nothing"; exit 1; }
  [ "$(sort -u "$scratch/hashes" | wc -l)" -eq 1 ] || { echo "$set: the answers differ"; sort "$scratch/hashes" | uniq -c; exit 1; }
  grep -q '"verdict":"proved"' "$scratch/answer" || { echo "$set: nothing was proved"; exit 1; }
  echo "$set: the same in $(wc -l <"$scratch/hashes") runs: $(sort -u "$scratch/hashes")"
done
