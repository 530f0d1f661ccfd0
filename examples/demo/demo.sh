#!/usr/bin/env bash
# The main job on a real case, as a story: the rules are proved, a case is decided, recorded,
# verified and replayed; a flipped byte is found; two ways of writing bad rules are refuted.
# Ends with 0 only if every step did what it should. `./dev demo` builds the command and runs this.
# usage: demo.sh COMMAND [FOLDER]
set -euo pipefail
stadga=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${2:-$root/build/demo}
rules=$root/rules/parkeringstillstand
case=$root/docs/forms/grant.case.json
step=0

say() { printf '%s\n' "$*"; }
title() {
  step=$((step + 1))
  printf '\n%s. %s\n' "$step" "$*"
}
indent() { sed 's/^/   | /'; }
wrong() {
  printf '\nThe demo failed: %s\n' "$*"
  exit 1
}

# run WANTED_STATUS FILE arguments...: output into FILE, and the status must be the wanted one.
run() {
  local wanted=$1 file=$2 status=0
  shift 2
  say "   \$ stadga $(printf '%s ' "$@" | sed "s|$root/||g; s|$folder/|$(basename "$folder")/|g")"
  "$stadga" "$@" --lang en >"$file" 2>"$file.err" || status=$?
  if [ "$status" != "$wanted" ]; then
    indent <"$file.err"
    wrong "expected exit status $wanted, got $status"
  fi
}
must_say() { grep -qF -- "$2" "$1" || wrong "$1 does not say: $2"; }

rm -rf "$folder"
mkdir -p "$folder"
say "Stadga: parking permits for persons with reduced mobility, 13 kap. 8 § trafikförordningen."
say "The rule set is an example. It is not legally reviewed."

title "Are the rules sound? The prover looks for any case that they answer twice, or not at all."
run 0 "$folder/check.txt" check "$rules"
tail -n 3 "$folder/check.txt" | indent

title "A case is decided. The engine has no clock; what is not known is never read as no."
run 0 "$folder/decision.txt" decide "$rules" --case "$case"
must_say "$folder/decision.txt" "bifall"
head -n 12 "$folder/decision.txt" | indent

title "The same, recorded: the decision is on disk before it is printed."
run 0 "$folder/decision.json" decide "$rules" --case "$case" --log "$folder/log" --format json
indent <"$folder/decision.json.err"
must_say "$folder/decision.json" '"outcome":"bifall"'

title "The log is read from end to end: every hash, every signature."
run 0 "$folder/verify.txt" log verify "$folder/log"
indent <"$folder/verify.txt"

title "The recorded case is decided again, with the recorded rules, and compared byte for byte."
run 0 "$folder/replay.txt" replay "$folder/log"
indent <"$folder/replay.txt"

title "One bit is flipped in a copy of the log."
cp -r "$folder/log" "$folder/damaged-log"
flip() {
  local file offset byte
  for file in "$1"/*; do
    offset=$(grep -abo -m1 '"ruleset"' "$file" | head -1 | cut -d: -f1 || true)
    [ -n "$offset" ] || continue
    byte=$(od -An -tu1 -j "$offset" -N 1 "$file" | tr -d ' ')
    printf "\\x$(printf '%02x' $((byte ^ 1)))" |
      dd of="$file" bs=1 seek="$offset" conv=notrunc status=none
    return 0
  done
  return 1
}
flip "$folder/damaged-log" || wrong "no record was found in the log's files"
run 1 "$folder/damaged.txt" log verify "$folder/damaged-log"
indent <"$folder/damaged.txt"

title "Somebody deletes one line, 'går före PRH-R4', from a copy of the rules."
cp -r "$rules" "$folder/one-line-less"
awk '!done && /^ *går före +PRH-R4/ { done = 1; next } { print }' \
  "$rules/regler.stadga" >"$folder/one-line-less/regler.stadga"
run 1 "$folder/conflict.txt" check "$folder/one-line-less" --municipality 2281
must_say "$folder/conflict.txt" "PRH-R4"
head -n 9 "$folder/conflict.txt" | indent

title "That example is a case file. It is taken from the prover's answer and given to the engine."
run 1 "$folder/conflict.json" check "$folder/one-line-less" --municipality 2281 --format json
# An obligation's witnesses are its last member, and the next one begins with "because".
sed -E 's/.*"kind":"conflict"[^\n]*"verdict":"refuted","witnesses":\[//; s/\]\}(,\{"because"|\],"ruleset").*//' \
  "$folder/conflict.json" >"$folder/conflict.case.json"
run 0 "$folder/conflict.decision.txt" decide "$folder/one-line-less" --case "$folder/conflict.case.json"
must_say "$folder/conflict.decision.txt" "the rules contradict each other"
head -n 4 "$folder/conflict.decision.txt" | indent

title "Rules as two municipal engines have them today: limits in metres as conditions."
run 1 "$folder/practice.txt" check "$rules" --municipality 2260 \
  --overlay "$root/examples/dagens-praxis/2260-dagens-praxis.stadga"
head -n 14 "$folder/practice.txt" | indent
must_say "$folder/practice.txt" "PRAXIS-K1"

printf '\nEvery step did what it should. Look for yourself:\n'
say "  the rules             $rules/regler.stadga"
say "  the case              $case"
say "  the decision          $folder/decision.json"
say "  the audit log         $folder/log"
say "  what the prover said  $folder/check.txt, conflict.txt, conflict.case.json, practice.txt"
say "  the command           $stadga"
