#!/usr/bin/env bash
# The house rules that a compiler cannot see: who may include whom, where third-party headers and
# nondeterminism may appear, and that every room explains itself. Prints each breach; exit 1 if any.
# usage: check.sh SOURCE_DIR
set -uo pipefail
cd "$1" || exit 2
breaches=0

breach() {
  echo "$1"
  breaches=$((breaches + 1))
}

code_files() {  # code_files FOLDER...: C++ files, sorted, folders that exist only
  local folder
  for folder in "$@"; do
    [ ! -d "$folder" ] || find "$folder" -type f \( -name '*.h' -o -name '*.cpp' \)
  done | LC_ALL=C sort
}

# What each room may include of the others (docs/design/README.md).
may_include() {
  case $1 in
    base) echo 'base' ;;
    engine) echo 'base|engine' ;;
    dsl) echo 'base|engine|dsl' ;;
    verify) echo 'base|engine|verify' ;;
    audit) echo 'base|engine|audit' ;;
    review) echo 'base|engine|review' ;;
    explain) echo 'base|engine|explain' ;;
    cli) echo 'base|engine|dsl|verify|audit|review|explain' ;;
  esac
}

check_arrows() {
  local room file line
  for room in base engine dsl verify audit review explain cli; do
    while IFS= read -r file; do
      while IFS= read -r line; do
        breach "$file: $room may not include this: $line"
      done < <(grep -nE '#include [<"]stadga/' "$file" |
        grep -vE "#include [<\"]stadga/($(may_include "$room"))/")
    done < <(code_files "$room")
  done
}

# only_in 'HEADER REGEX' FOLDER_REGEX: these headers appear in that folder's sources alone.
only_in() {
  local line
  while IFS= read -r line; do
    breach "third-party header outside its room: $line"
  done < <(code_files base engine dsl verify audit review explain cli | xargs -r grep -nHE "#include [<\"]($1)" |
    grep -vE "^$2")
}

check_third_party() {
  only_in 'boost/' 'dsl/src/syntax/'
  only_in 'z3' 'verify/src/'
  only_in 'SQLiteCpp|sqlite3' 'audit/src/'
  only_in 'sodium|openssl/|utf8proc|nlohmann/' 'base/src/'
  only_in 'CLI/|spdlog/|fmt/' 'cli/src/'
  local users
  users=$(code_files cli | xargs -r grep -lE '#include [<"]spdlog/' | wc -l)
  [ "$users" -le 1 ] || breach "spdlog is included by $users files; one is the rule"
}

check_public_headers() {
  local line
  while IFS= read -r line; do
    breach "a public header includes what an installation does not have: $line"
  done < <(code_files {base,engine,dsl,verify,audit,review,explain}/include | xargs -r grep -nHE '#include "' |
    grep -vE '#include "stadga/')
}

# Comments may speak of these things; code may not.
without_comments() { sed -E 's|//.*$||; s|"([^"\\]\|\\.)*"|""|g' "$1"; }

check_determinism() {
  local file line
  local words='\b(float|double)\b|\bunordered_(map|set|multimap|multiset)\b|\b(random_device|mt19937|rand|srand)\b'
  words+='|\b(system_clock|steady_clock|high_resolution_clock|localtime|gmtime|strftime|gettimeofday)\b'
  words+='|#include <(chrono|ctime|locale|clocale|random|thread|mutex|future|fstream|iostream|cstdio)>'
  words+='|\bstd::(isalpha|isalnum|isspace|isdigit|isupper|islower|tolower|toupper|stod|strtod|setlocale|getenv)\b'
  while IFS= read -r file; do
    while IFS= read -r line; do
      breach "$file: not in a room that decides: $line"
    done < <(without_comments "$file" | grep -nE "$words")
  done < <(code_files {base,engine,dsl,review,explain}/{include,src} | grep -vxF 'base/src/check.cpp')
}

check_pages() {
  local room
  for room in base engine dsl verify audit review explain cli; do
    [ -f "$room/README.md" ] || breach "room without a README: $room"
    [ -f "docs/design/$room.md" ] || breach "room without a design page: docs/design/$room.md"
  done
}

check_unfinished() {
  local line
  while IFS= read -r line; do
    breach "unfinished: $line"
  done < <(code_files base engine dsl verify audit review explain cli tests |
    xargs -r grep -nHE '\b(TODO|FIXME|XXX)\b|\bDISABLED_|EXPECT_TRUE\(true\)|SUCCEED\(\)')
}

check_size() {
  local file lines
  while IFS= read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 500 ] || breach "$file: $lines lines; is it two files?"
  done < <(code_files base engine dsl verify audit review explain cli)
}

# An auditor's verifiers share nothing with the rest, and can be read in an evening.
check_verifiers() {
  local file=verifiers/stadga_verify.cpp lines line
  [ -f verifiers/README.md ] || breach "room without a README: verifiers"
  [ -f docs/design/verifiers.md ] || breach "room without a design page: docs/design/verifiers.md"
  lines=$(wc -l <"$file")
  [ "$lines" -le 600 ] || breach "$file: $lines lines; 600 are promised"
  while IFS= read -r line; do
    breach "a verifier uses code of ours: $line"
  done < <(grep -nHE '#include ("|<stadga)|stadga::' "$file" verifiers/*.h 2>/dev/null
    grep -nHE 'stadga::|stadga_(base|engine|audit)|SQLiteCpp' verifiers/CMakeLists.txt
    grep -nHE '^ *(import|from) +(stadga|SQLiteCpp)|import_module|sys\.path' verifiers/*.py)
}

# Tests as `Suite.Test`, `Class.test_method` (Python) or by ctest's name, one a line.
test_names() {
  find tests -name '*.cpp' -exec grep -hoE \
    '^(TEST|TEST_F|TEST_P|RC_GTEST_PROP|RC_GTEST_FIXTURE_PROP)\([A-Za-z0-9_]+, *[A-Za-z0-9_]+' {} + |
    sed -E 's/^[A-Z_]+\(([^,]+), */\1./'
  find tests -name '*.py' -exec awk '/^class /{name = $2; sub(/[(:].*/, "", name)}
    /^    def test/{test = $2; sub(/\(.*/, "", test); print name "." test}' {} +
  find tests -name CMakeLists.txt -exec grep -hoE 'add_test\(NAME [a-z_.]+' {} + | sed 's/.* //'
}

# What an auditor is told is tested has a test, all of the catalogue has a row.
check_threat_model() {
  local page=docs/threat-model.md name row known named
  [ -f "$page" ] || { breach "no threat model: $page"; return; }
  known=$(test_names | LC_ALL=C sort -u)
  named=$(grep -oE '`([A-Z][A-Za-z0-9]*|matrix|fuzz|verifiers)\.[A-Za-z0-9_]+`' "$page" | tr -d '`' | LC_ALL=C sort -u)
  [ -n "$named" ] || breach "$page names no test"
  while IFS= read -r name; do
    breach "$page: there is no test $name"
  done < <(LC_ALL=C comm -23 <(echo "$named") <(echo "$known") | grep .)
  for row in $(seq 39); do
    grep -qE "^\| $row \| [^|]+\| [^|]+\| [^|]+\|$" "$page" || breach "$page: row $row is missing"
  done
}

check_arrows
check_threat_model
check_verifiers
check_third_party
check_public_headers
check_determinism
check_pages
check_unfinished
check_size
[ "$breaches" = 0 ] || { echo "$breaches breaches"; exit 1; }
echo "the house is in order"
