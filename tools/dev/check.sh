#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs the project's checks, the same ones for people and for CI.
#
#   tools/dev/check.sh                 set up, build and test everything (preset dev)
#   tools/dev/check.sh NAME...         only: format layering build test asan runtime-only gcc
#
# A check that fails prints the command that fixes or repeats it. Exit status 0 only if every check passed.
set -euo pipefail
cd "$(dirname "$0")/../.."

jobs=${DOTCOMPUTE_JOBS:-$(nproc)}
# A file that includes MLIR can take 2 GiB to compile.
if memory=$(awk '/MemAvailable/ {print int($2 / 2097152)}' /proc/meminfo 2>/dev/null) && ((memory > 0 && memory < jobs)); then
  jobs=$memory
fi

# Clones in other folders share what ccache has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

say() { printf '\n== %s\n' "$*"; }
fix() { printf '  fix: %s\n' "$*" >&2; }

build() { # PRESET
  say "build ($1, $jobs jobs)"
  mkdir -p build
  if ! cmake --preset "$1" >"build/$1-configure.log" 2>&1; then
    cat "build/$1-configure.log" >&2
    fix "tools/dev/setup.sh, then cmake --preset $1 --fresh"
    return 1
  fi
  cmake --build --preset "$1" -j "$jobs" || { fix "cmake --build --preset $1"; return 1; }
}

features() { # PRESET
  local lit
  lit=$(sed -n 's/^DOTCOMPUTE_LIT:FILEPATH=//p' "build/$1/CMakeCache.txt")
  if [[ -n $lit ]]; then
    echo "features of this machine (see docs/testing.md):"
    python3 "$lit" --show-suites "build/$1/test" 2>&1 | sed -n 's/.*note: features: /  /p' | sed 's/, /\n  /g'
  fi
}

tests() { # PRESET
  say "test ($1)"
  features "$1"
  ctest --preset "$1" -j "$jobs" || { fix "ctest --preset $1 --rerun-failed"; return 1; }
}

run() { # NAME
  case $1 in
  setup) say setup && tools/dev/setup.sh ;;
  format) say format && tools/dev/format.sh ;;
  layering) say layering && tools/dev/check-layering.py ;;
  build) build dev ;;
  test) build dev && tests dev ;;
  asan | runtime-only | gcc) build "$1" && tests "$1" ;;
  *)
    echo "check.sh: expected one of format layering build test asan runtime-only gcc, got '$1'" >&2
    exit 2
    ;;
  esac
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '3,8s/^# \{0,1\}//p' "$0"
  exit 0
fi
if [[ $# == 0 ]]; then
  set -- setup test
fi
failed=()
for name in "$@"; do
  run "$name" || failed+=("$name")
done
if [[ ${#failed[@]} != 0 ]]; then
  echo "check: failed: ${failed[*]}" >&2
  exit 1
fi
