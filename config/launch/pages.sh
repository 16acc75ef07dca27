#!/usr/bin/env bash
# Installs the front end's packages, and builds its pages: pages.sh install|build
#
# Each step is skipped when its inputs are those of the last time, by content: a checkout changes
# the times of files, and a deleted page has none.
set -eu
cd "$(dirname "$0")/../.."

readonly log=.tools/pages.log
readonly npm=(config/launch/node.sh npm --prefix pwa)

say() { printf '%s\n' "$*" >&2; }

fail() {
  if grep -qE 'ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN' "$log"; then
    say "$1: no connection to the package registry. Check the network, then run this again."
  else
    grep -iE 'error' "$log" | head -n 5 >&2
    say "$1. All of it is in $log."
  fi
  exit 1
}

# The pages carry the clinical data with them.
sources() {
  find pwa journal/*/data -type d \( -name node_modules -o -name build -o -name .svelte-kit -o -name test-results \) \
    -prune -o -type f ! -name '*.test.ts' -print | LC_ALL=C sort | xargs cksum
}

install() {
  if cmp -s pwa/package-lock.json pwa/node_modules/.installed; then return; fi
  say 'Installing front-end packages (half a minute the first time).'
  # Scripts of packages stay off: nothing here needs them, and they may run anything.
  "${npm[@]}" ci --ignore-scripts --no-progress --loglevel=error >"$log" 2>&1 \
    || fail 'Cannot install front-end packages'
  cp pwa/package-lock.json pwa/node_modules/.installed
}

build() {
  install
  local now
  now="$(sources)"
  if [ -d pwa/build ] && [ "$now" = "$(cat pwa/node_modules/.built 2>/dev/null)" ]; then return; fi
  say 'Building the pages.'
  rm -f pwa/node_modules/.built
  "${npm[@]}" run build >"$log" 2>&1 || fail 'Cannot build the pages'
  printf '%s\n' "$now" >pwa/node_modules/.built
}

mkdir -p .tools
"$1"
