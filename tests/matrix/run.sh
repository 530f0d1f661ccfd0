#!/usr/bin/env bash
# The same bytes from g++ and clang++, -O0 and -O3, three locales that really differ, three zones.
# usage: run.sh COMMAND SOURCE_DIR SCRATCH_DIR; STADGA_FULL=1 for each compiler at each level
set -euo pipefail
command=$1 source=$2 scratch=$3
cases=${STADGA_MATRIX_CASES:-400}
mkdir -p "$scratch"
"$command" compile "$source/rules/parkeringstillstand" -o "$scratch/parking.bundle" >/dev/null

export LOCPATH=$scratch/locales
mkdir -p "$LOCPATH"
for locale in sv_SE tr_TR en_IN; do
  [ -d "$LOCPATH/$locale.UTF-8" ] || localedef -i "$locale" -f UTF-8 "$LOCPATH/$locale.UTF-8" >/dev/null 2>&1 || true
  [ -d "$LOCPATH/$locale.UTF-8" ] || { echo "cannot make locale $locale"; exit 1; }
done

build() {  # build COMPILER LEVEL
  local dir=$scratch/$1$2
  cmake -S "$source/tests/matrix/probe" -B "$dir" -G Ninja -DCMAKE_CXX_COMPILER="$1" \
        -DCMAKE_CXX_FLAGS="$2" >"$dir.log" 2>&1 && cmake --build "$dir" -j2 >>"$dir.log" 2>&1 ||
    { cat "$dir.log"; exit 1; }
}
probe() { env LC_ALL="$2" TZ="$3" "$scratch/$1/bin/probe" "$scratch/parking.bundle" "$cases"; }

: >"$scratch/hashes"
: >"$scratch/environments"
note() {  # note LABEL OUTPUT
  echo "$1: $2"
  grep '^environment' <<<"$2" >>"$scratch/environments"
  grep '^decisions' <<<"$2" >>"$scratch/hashes"
}
built=("g++ -O3" "clang++ -O0")
[ -z "${STADGA_FULL:-}" ] || built+=("g++ -O0" "clang++ -O3")
for one in "${built[@]}"; do
  read -r compiler level <<<"$one"
  build "$compiler" "$level"
  note "$one" "$(probe "$compiler$level" C UTC)"
done
zones=(Europe/Stockholm Pacific/Kiritimati America/Los_Angeles)
locales=(sv_SE.UTF-8 tr_TR.UTF-8 en_IN.UTF-8)
for i in 0 1 2; do
  note "${locales[$i]} ${zones[$i]}" "$(probe g++-O3 "${locales[$i]}" "${zones[$i]}")"
done

distinct=$(sort -u "$scratch/environments" | wc -l)
[ "$distinct" -eq 4 ] || { echo "the environments do not really differ ($distinct of 4)"; exit 1; }
runs=$((${#built[@]} + 3))
[ "$(wc -l <"$scratch/hashes")" -eq "$runs" ] || { echo "a run gave no hash"; exit 1; }
[ "$(sort -u "$scratch/hashes" | wc -l)" -eq 1 ] || { echo "the decisions differ"; exit 1; }
echo "same decisions in $runs runs: $(head -1 "$scratch/hashes")"
