#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Builds dcc, dcx and the runtime, compiles two example kernels and runs them on every device of this machine, then filters
# a photograph on each of them: docs/examples/photo.
#
#   tools/dev/demo.sh [FILE]
#
# FILE is a PNG or JPEG picture of yours. Without it the picture is NASA's portrait of Eileen Collins (public domain), taken
# from Debian's package python3-skimage (21 MB, nothing is installed).
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '3,9s/^# \{0,1\}//p' "$0"
  exit 0
fi
photo=
if [[ $# != 0 ]]; then
  if [[ $# != 1 || ! -r $1 ]]; then
    echo "demo.sh: expected one picture that can be read, got '$*'" >&2
    exit 2
  fi
  photo=$(realpath "$1")
fi
cd "$(dirname "$0")/../.."
# Clones in other folders share what ccache has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

bin=build/dev/bin
out=build/demo
jobs=${DOTCOMPUTE_JOBS:-$(nproc)}

echo "== 1/5 setup"
tools/dev/setup.sh
echo "== 2/5 build (the first time takes some minutes)"
cmake --preset dev >/dev/null
cmake --build --preset dev -j "$jobs" --target dcc dcx photo

echo "== 3/5 compile"
mkdir -p "$out"
for source in saxpy vector_add; do
  echo "dcc docs/examples/$source.dc.cpp -o $out/$source.dcx"
  "$bin/dcc" "docs/examples/$source.dc.cpp" -o "$out/$source.dcx"
done

echo "== 4/5 run"
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

echo
echo "== 5/5 filter a photograph"
portrait() { # the path of the portrait, fetched at the first call; fails where there is none
  local member=usr/lib/python3/dist-packages/skimage/data/astronaut.png package
  if [[ -r /$member ]]; then
    echo "/$member"
    return
  fi
  if [[ ! -s $out/astronaut.png ]]; then
    (cd "$out" && apt-get -q download python3-skimage) >/dev/null 2>&1 || return 1
    package=("$out"/python3-skimage_*.deb)
    dpkg-deb --fsys-tarfile "${package[0]}" | tar -xO "./$member" >"$out/astronaut.part" || return 1
    mv "$out/astronaut.part" "$out/astronaut.png"
    rm -f "${package[@]}"
  fi
  echo "$out/astronaut.png"
}
if [[ -n $photo ]]; then
  arguments=("$photo")
elif photo=$(portrait); then
  arguments=("$photo" --megapixels=12)
else
  echo "no photograph: apt cannot fetch python3-skimage; a test chart takes its place (or: tools/dev/demo.sh FILE)"
  arguments=(--chart --megapixels=12)
fi
echo "photo ${arguments[*]} --output=$out/photo"
"$bin/photo" "${arguments[@]}" --repeats=5 "--output=$out/photo" || failed=1
echo "look at:  $PWD/$out/photo/contact-sheet.png"
exit "$failed"
