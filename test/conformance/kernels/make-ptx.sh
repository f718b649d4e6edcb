#!/bin/sh
# Makes handmade.ptx of handmade-gpu.c. Run it after a change of handmade-gpu.c; needs Clang with the NVPTX target.
set -e
cd "$(dirname "$0")"
{
  echo "// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"
  echo "// Made of handmade-gpu.c by make-ptx.sh."
  # Version 6.4 is all that is used, and drivers from 2019 on take it.
  ${CLANG:-clang-22} --target=nvptx64-nvidia-cuda -march=sm_75 -nogpulib -O2 -S handmade-gpu.c -o - |
    sed -e 's/^\.version .*/.version 6.4/' -e '/^$/d' -e '/^\/\//d' \
        -e 's/[[:space:]]*\/\/ .*//'
} > handmade.ptx
