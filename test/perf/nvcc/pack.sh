#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Packs the comparison with nvcc into a folder for a machine with a GPU, which needs neither nvcc nor LLVM there.
#
#   test/perf/nvcc/pack.sh BUILD FOLDER [OPTIONS OF make.py]      then there: FOLDER/run.sh [--filter=TEXT] [--rounds=N]
set -euo pipefail
if [[ $# -lt 2 || $1 == -h || $1 == --help ]]; then
  sed -n '3,6s/^# \{0,1\}//p' "$0"
  exit 0
fi
build=$1 out=$2
shift 2
ninja -C "$build" dcc perf-nvcc
mkdir -p "$out"
"$(dirname "$0")/make.py" "$out/data" --dcc "$build/bin/dcc" "$@"
strip -o "$out/perf-nvcc" "$build/bin/perf-nvcc"
rm -f "$out"/data/nvcc/*.cu
cat >"$out/run.sh" <<'RUN'
#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/perf-nvcc" "$here/data" --json="${OUT:-$here}/nvcc.json" "$@"
RUN
chmod +x "$out/run.sh"
du -sh "$out"
