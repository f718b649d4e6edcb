#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Checks that every C++ file has the project's format; --fix rewrites those that have not.
#
#   tools/dev/format.sh [--fix] [file...]
set -euo pipefail
cd "$(dirname "$0")/../.."

fix=0
if [[ ${1:-} == --fix ]]; then
  fix=1
  shift
fi
format=$(command -v clang-format-22 || true)
if [[ -z $format ]]; then
  echo "format.sh: expected clang-format-22, found none. Fix: tools/dev/setup.sh" >&2
  exit 1
fi

if [[ $# -gt 0 ]]; then
  files=("$@")
else
  # Kernels under test/ carry RUN and CHECK lines, which must not be wrapped.
  mapfile -t files < <(git ls-files '*.cpp' '*.h' '*.c' ':!test/*.dc.cpp')
fi
if [[ ${#files[@]} == 0 ]]; then
  echo "format.sh: expected C++ files under git, got none" >&2
  exit 1
fi
if [[ $fix == 1 ]]; then
  "$format" -i "${files[@]}"
  echo "format: ${#files[@]} files formatted"
  exit 0
fi

mapfile -t bad < <("$format" --dry-run --Werror "${files[@]}" 2>&1 | sed -nE 's/^([^:]+):[0-9]+:[0-9]+: error.*/\1/p' | sort -u)
if [[ ${#bad[@]} != 0 ]]; then
  printf 'format: expected the format of .clang-format: %s\n' "${bad[@]}" >&2
  echo "  fix: tools/dev/format.sh --fix" >&2
  exit 1
fi
echo "format: ${#files[@]} files are formatted"
