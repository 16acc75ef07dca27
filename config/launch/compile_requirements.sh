#!/usr/bin/env bash
# Chooses versions for requirements/*.in: compile_requirements.sh [--upgrade]
#
# The largest set goes first and binds the others, so that each set holds the smaller ones in the
# same versions. No address of a registry gets into the files: everybody uses their own.
set -eu
cd "$(dirname "$0")/../../requirements"

compile() {
  local name="$1" python="$2"
  shift 2
  ../.tools/bin/uv pip compile --quiet --universal --generate-hashes --python-version "$python" \
    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' \
    --output-file "$name.txt" "$@" "$name.in"
}

compile uv 3.8
compile test 3.11 "$@"
compile local 3.11 --constraints test.txt
compile run 3.11 --constraints test.txt
