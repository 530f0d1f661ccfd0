#!/usr/bin/env bash
# Demo and tests on a machine that has nothing: a bare Debian 12 root file system is made in a
# scratch folder, a clean clone is put in, `./dev demo` and `./dev test` run there.
# Mirror and network settings are taken from this machine's own configuration.
# usage: fresh.sh SOURCE_DIR [SCRATCH_DIR]; exit 0 only if both passed, 77 if it could not be tried
set -euo pipefail
source=$1
scratch=$(mktemp -d "${2:-${TMPDIR:-/var/tmp}}/stadga-fresh.XXXXXX")
bare=$scratch/root

skip() {
  echo "skipped: $1"
  exit 77
}

clean_up() {
  umount "$bare/proc" 2>/dev/null || true
  rm -rf --one-file-system "$scratch"
}
trap clean_up EXIT

[ "$(id -u)" = 0 ] || skip "a root file system can only be made by root"
release=bookworm

# The first archive of this release in sources.list (one line) or *.sources (stanzas).
find_mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    sed -nE "s/^deb +(\[[^]]*\] +)?([^ ]+) +$release +.*/\2/p"
  { cat /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
    awk -v release="$release" '
      function flush() { if (hit && uri != "") print uri; hit = 0; uri = "" }
      /^[[:space:]]*$/ { flush(); next }
      /^URIs:/ { uri = $2 }
      /^Suites:/ { for (i = 2; i <= NF; i++) if ($i == release) hit = 1 }
      END { flush() }'
}
mirror=$(find_mirror | head -1)
[ -n "$mirror" ] || skip "no archive of $release is configured on this machine"

copy_network_settings() {
  local path
  for path in /etc/resolv.conf /etc/hosts /etc/ssl/certs /usr/local/share/ca-certificates; do
    [ -e "$path" ] || continue
    mkdir -p "$bare$(dirname "$path")"
    cp -rL "$path" "$bare$(dirname "$path")/" 2>/dev/null || true
  done
  apt-config dump | grep -E '^Acquire::(http|https|ftp|Retries|Check-)' \
    >"$bare/etc/apt/apt.conf.d/90host" || true
  echo "deb $mirror $release main" >"$bare/etc/apt/sources.list"
}

run_bare() {
  local name kept=()
  for name in http_proxy https_proxy no_proxy STADGA_JOBS; do
    [ -z "${!name:-}" ] || kept+=("$name=${!name}")
  done
  chroot "$bare" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    "${kept[@]}" "$@" </dev/null
}

echo "fresh: making a bare $release in $bare"
debootstrap --variant=minbase "$release" "$bare" "$mirror" >"$scratch/debootstrap.log" 2>&1 || {
  tail -5 "$scratch/debootstrap.log"
  skip "debootstrap failed here"
}
run_bare true 2>/dev/null || skip "chroot is not allowed here"
mount -t proc proc "$bare/proc" 2>/dev/null || skip "mounting /proc is not allowed here"
copy_network_settings
git clone --quiet --no-hardlinks "$source" "$bare/root/stadga"

for verb in demo test; do
  echo "fresh: ./dev $verb"
  began=$SECONDS
  run_bare /root/stadga/dev "$verb"
  echo "fresh: ./dev $verb passed in $((SECONDS - began)) s"
done
