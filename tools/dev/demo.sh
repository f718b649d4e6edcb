#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds dcc, dcx and the runtime, compiles two example kernels and runs them on every device of this machine.
#
#   tools/dev/demo.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '3,5s/^# \{0,1\}//p' "$0"
  exit 0
fi
# Clones in other folders share what ccache has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

bin=build/dev/bin
out=build/demo
jobs=${DOTCOMPUTE_JOBS:-$(nproc)}

echo "== 1/4 setup"
tools/dev/setup.sh
echo "== 2/4 build (the first time takes some minutes)"
cmake --preset dev >/dev/null
cmake --build --preset dev -j "$jobs" --target dcc dcx

echo "== 3/4 compile"
mkdir -p "$out"
for source in saxpy vector_add; do
  echo "dcc docs/examples/$source.dc.cpp -o $out/$source.dcx"
  "$bin/dcc" "docs/examples/$source.dc.cpp" -o "$out/$source.dcx"
done

echo "== 4/4 run"
"$bin/dcx" devices
mapfile -t devices < <("$bin/dcx" devices --json |
  python3 -c 'import json, sys; print(*(d["id"] for d in json.load(sys.stdin)["devices"]), sep="\n")')
if [[ ${#devices[@]} == 0 ]]; then
  echo "demo.sh: expected at least the device cpu, got none" >&2
  exit 1
fi

failed=0
rows=()
try() { # ARTIFACT KERNEL ARGUMENT...
  local artifact=$1 kernel=$2 device output
  for device in "${devices[@]}"; do
    echo "dcx run $out/$artifact.dcx ${*:2} --device=$device"
    if output=$("$bin/dcx" run "$out/$artifact.dcx" "${@:2}" "--device=$device"); then
      echo "$output"
      rows+=("$(printf '%-12s %-8s ok      %s' "$kernel" "$device" "${output%%$'\n'*}")")
    else
      rows+=("$(printf '%-12s %-8s FAILED' "$kernel" "$device")")
      failed=1
    fi
  done
}
try saxpy saxpy a=2 "x=rand:f32[1000000]:seed=1" "y=rand:f32[1000000]:seed=2"
try vector_add vector_add "a=rand:f32[1000000]:seed=1" "b=rand:f32[1000000]:seed=2" "c=zeros:f32[1000000]"
try vector_add add_next "a=rand:f32[1000000]:seed=1" "c=zeros:f32[1000000]"

echo
printf '%-12s %-8s %-7s %s\n' kernel device result output
printf '%s\n' "${rows[@]}"
exit "$failed"
