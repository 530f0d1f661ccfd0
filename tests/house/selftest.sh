#!/usr/bin/env bash
# Shows that check.sh finds each kind of breach: a sound little house passes, and each damage to
# it fails with the words that name it.
# usage: selftest.sh CHECK SCRATCH_DIR
set -euo pipefail
check=$1 scratch=$2
house=$scratch/house

sound_house() {
  rm -rf "$house"
  local room
  mkdir -p "$house/docs/design"
  for room in base engine dsl verify audit review explain cli; do
    mkdir -p "$house/$room/include/stadga/$room" "$house/$room/src/syntax"
    echo "about" >"$house/$room/README.md"
    echo "why" >"$house/docs/design/$room.md"
    printf '#pragma once\n#include <string>\n' >"$house/$room/include/stadga/$room/a.h"
    printf '#include "stadga/base/a.h"  // no double meaning\n' >"$house/$room/src/a.cpp"
  done
  printf '#include <boost/spirit/home/x3/core.hpp>\n' >"$house/dsl/src/syntax/g.cpp"
  printf '#include <z3++.h>\n' >"$house/verify/src/z.cpp"
  mkdir -p "$house/verifiers"
  for room in verifiers/README.md docs/design/verifiers.md; do echo "about" >"$house/$room"; done
  printf '#include <sodium.h>\n' >"$house/verifiers/stadga_verify.cpp"
  echo 'target_link_libraries(stadga-verify PRIVATE SQLite::SQLite3)' >"$house/verifiers/CMakeLists.txt"
  echo 'import json' >"$house/verifiers/stadga_verify.py"
  mkdir -p "$house/tests/a"
  printf '%s\n' 'TEST_F(Attack, IsFound) {' 'RC_GTEST_PROP(Parts, Open,' >"$house/tests/a/a_test.cpp"
  printf '%s\n' 'class Agree(Base):' '    def test_heads(self):' 'class Other:' >"$house/tests/a/a_test.py"
  echo '  add_test(NAME matrix.same' >"$house/tests/a/CMakeLists.txt"
  for row in $(seq 39); do echo "| $row | what | found | \`Attack.IsFound\`, \`Parts.Open\` |"; done >"$house/docs/threat-model.md"
  echo '`Agree.test_heads`, `matrix.same`, `log.db`' >>"$house/docs/threat-model.md"
}

expect_sound() { "$check" "$house" >"$scratch/out" || { cat "$scratch/out"; exit 1; }; }

expect_breach() {  # expect_breach WORDS FILE LINE
  sound_house
  mkdir -p "$house/$(dirname "$2")"
  printf '%s\n' "$3" >>"$house/$2"
  if "$check" "$house" >"$scratch/out"; then
    echo "not noticed in $2: $3"
    exit 1
  fi
  grep -qF "$1" "$scratch/out" || { echo "expected '$1', got:"; cat "$scratch/out"; exit 1; }
}

sound_house
expect_sound
expect_breach 'engine may not include this' engine/src/a.cpp '#include "stadga/dsl/compile.h"'
expect_breach 'review may not include this' review/src/a.cpp '#include "stadga/audit/note.h"'
expect_breach 'explain may not include this' explain/src/a.cpp '#include "stadga/dsl/compile.h"'
expect_breach 'base may not include this' base/src/a.cpp '#include "stadga/engine/model.h"'
expect_breach 'third-party header' engine/src/a.cpp '#include <z3++.h>'
expect_breach 'third-party header' dsl/src/b.cpp '#include <boost/spirit/home/x3/core.hpp>'
expect_breach 'third-party header' verify/src/a.cpp '#include <SQLiteCpp/SQLiteCpp.h>'
expect_breach 'public header' dsl/include/stadga/dsl/a.h '#include "syntax/ast.h"'
expect_breach 'not in a room that decides' engine/src/a.cpp 'double rate = 1;'
expect_breach 'not in a room that decides' dsl/src/a.cpp 'std::unordered_map<int, int> m;'
expect_breach 'not in a room that decides' engine/src/a.cpp 'auto t = std::chrono::system_clock::now();'
expect_breach 'not in a room that decides' base/src/a.cpp 'if (std::isalpha(c)) return;'
expect_breach 'unfinished' audit/src/a.cpp '// TO''DO'
expect_breach 'is it two files' cli/src/a.cpp "$(yes '//' | head -501)"
expect_breach 'code of ours' verifiers/stadga_verify.cpp '#include "stadga/audit/note.h"'
expect_breach 'code of ours' verifiers/stadga_verify.cpp '#include <stadga/audit/note.h>'
expect_breach 'code of ours' verifiers/CMakeLists.txt 'target_link_libraries(stadga-verify PRIVATE stadga::audit)'
expect_breach 'no test Attack.IsLost' docs/threat-model.md '`Attack.IsLost`'
expect_breach 'no test Other.test_heads' docs/threat-model.md '`Other.test_heads`'
expect_breach 'no test matrix.other' docs/threat-model.md '`matrix.other`'
expect_breach '600 are promised' verifiers/stadga_verify.cpp "$(yes '//' | head -600)"
sound_house
rm "$house/audit/README.md"
if "$check" "$house" >"$scratch/out"; then echo "a missing README was not noticed"; exit 1; fi
sound_house
printf '#include <spdlog/spdlog.h>\n' | tee "$house/cli/src/b.cpp" >"$house/cli/src/c.cpp"
if "$check" "$house" >"$scratch/out"; then echo "two users of spdlog were not noticed"; exit 1; fi
sound_house
sed -i '/^| 17 /d' "$house/docs/threat-model.md"
if "$check" "$house" >"$scratch/out"; then echo "a fault without its row was not noticed"; exit 1; fi
echo "every breach was noticed"
