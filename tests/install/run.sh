#!/usr/bin/env bash
# Installs into a scratch prefix and builds examples/embed as a stranger does: with find_package,
# with one component, and with pkg-config. Then runs it and has the installed command verify.
# usage: run.sh SOURCE_DIR BUILD_DIR SCRATCH_DIR COMPILER
set -euo pipefail
source=$1 build=$2 scratch=$3 compiler=$4
rm -rf "$scratch"
mkdir -p "$scratch"
prefix=$scratch/prefix

quietly() { "$@" >"$scratch/log" 2>&1 || { tail -40 "$scratch/log"; exit 1; }; }

quietly cmake --install "$build" --prefix "$prefix"
stadga=$prefix/bin/stadga
library=$(dirname "$(find "$prefix" -name stadga.pc)")
quietly "$stadga" compile "$prefix/share/stadga/rules/parkeringstillstand" \
  -o "$scratch/parking.bundle"
case=$source/docs/forms/grant.case.json

cp -r "$source/examples/embed" "$scratch/embed"
quietly cmake -S "$scratch/embed" -B "$scratch/embed/build" -G Ninja \
  -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler"
quietly cmake --build "$scratch/embed/build"
flags=$(PKG_CONFIG_PATH="$library" pkg-config --cflags --libs stadga)
# shellcheck disable=SC2086  # flags are words
quietly "$compiler" -std=c++20 "$scratch/embed/main.cpp" -o "$scratch/embed/by_pkg_config" $flags

# A host that only evaluates asks for one component and gets no database.
mkdir -p "$scratch/small"
cat >"$scratch/small/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(small LANGUAGES CXX)
find_package(stadga REQUIRED COMPONENTS engine)
if(TARGET stadga::audit OR TARGET SQLiteCpp)
  message(FATAL_ERROR "the component engine brought more than it needs")
endif()
add_executable(small main.cpp)
target_link_libraries(small PRIVATE stadga::engine)
CMAKE
cat >"$scratch/small/main.cpp" <<'CODE'
#include "stadga/engine/bundle.h"
int main() { return stadga::engine::read_bundle("not a bundle").has_value() ? 1 : 0; }
CODE
quietly cmake -S "$scratch/small" -B "$scratch/small/build" -G Ninja \
  -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler"
quietly cmake --build "$scratch/small/build"
"$scratch/small/build/small"

"$stadga" decide "$scratch/parking.bundle" --case "$case" --format json >"$scratch/expected"
for program in build/embed by_pkg_config; do
  log=$scratch/log-$(basename "$program")
  "$scratch/embed/$program" "$scratch/parking.bundle" "$case" "$log" >"$scratch/printed"
  cmp "$scratch/printed" "$scratch/expected"
  quietly "$stadga" log verify "$log"
  quietly "$prefix/bin/stadga-verify" "$log"
  quietly python3 "$(find "$prefix" -name stadga_verify.py)" "$log"
  quietly "$stadga" replay "$log"
done
if "$scratch/embed/build/embed" "$scratch/parking.bundle" "$source/docs/forms/invalid.case.json" \
  "$scratch/log-invalid" 2>/dev/null; then
  echo "an invalid case was decided"
  exit 1
fi
[ ! -e "$scratch/log-invalid" ] || { echo "an invalid case made a log"; exit 1; }
echo "installed, found, built and run"
