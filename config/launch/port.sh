#!/usr/bin/env bash
# Tells a taken port before a first run spends a minute on installing. Later runs need no help: the
# runner looks first of all, and knows what a killed run left there.
set -eu
cd "$(dirname "$0")/../.."

port="${PORT:-8000}"
if [ ! -e .venv/.installed-local ] && (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Port $port is in use. Stop the other program, or run: PORT=$((port + 1)) make run" >&2
  exit 1
fi
