#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs the Debian packages that the build needs, or names the missing ones.
#
#   tools/dev/setup.sh [--check] [--runtime-only]
#
# --check         install nothing; name what is missing and exit with 1
# --runtime-only  only what the runtime half needs (no LLVM)
set -euo pipefail

llvm=22 # The one major version that is supported; tools/cmake/Dependencies.cmake compares it.

check=0
runtime_only=0
for arg in "$@"; do
  case $arg in
  --check) check=1 ;;
  --runtime-only) runtime_only=1 ;;
  -h | --help) sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
  *) echo "setup.sh: expected --check or --runtime-only, got '$arg'" >&2; exit 2 ;;
  esac
done

common=(ca-certificates ccache cmake flatbuffers-compiler g++ git libbenchmark-dev libflatbuffers-dev libgtest-dev ninja-build
  nlohmann-json3-dev python3)
compiler=(clang-$llvm clang-format-$llvm libclang-$llvm-dev libclang-rt-$llvm-dev liblld-$llvm-dev libmlir-$llvm-dev
  libzstd-dev lld-$llvm llvm-$llvm-dev llvm-$llvm-tools mlir-$llvm-tools zlib1g-dev)
demo=(libjpeg-dev libpng-dev) # what docs/examples/photo reads and writes; nothing else needs them
packages=("${common[@]}")
if [[ $runtime_only == 0 ]]; then
  packages+=("${compiler[@]}" "${demo[@]}")
fi

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup.sh: this is no Debian system. Install what these packages hold, then run cmake --workflow --preset dev:" >&2
  printf '  %s\n' "${packages[@]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
    missing+=("$package")
  fi
done
if [[ ${#missing[@]} == 0 ]]; then
  echo "setup: all ${#packages[@]} packages are installed"
  exit 0
fi
if [[ $check == 1 ]]; then
  echo "setup: missing: ${missing[*]}" >&2
  echo "  fix: tools/dev/setup.sh   (or: apt-get install ${missing[*]})" >&2
  exit 1
fi

root=()
if [[ $(id -u) != 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: missing: ${missing[*]}; run as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  root=(sudo)
fi
apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0)

echo "setup: installing ${missing[*]}"
"${apt[@]}" update
for package in "${missing[@]}"; do
  if ! apt-cache show "$package" >/dev/null 2>&1; then
    echo "setup: apt knows no package '$package'." >&2
    echo "  fix: LLVM $llvm is in Debian 12's suite bookworm-security and in later releases; add that suite to" >&2
    echo "       /etc/apt/sources.list, or another source of LLVM $llvm packages, and run this script again." >&2
    exit 1
  fi
done
"${apt[@]}" install --no-install-recommends "${missing[@]}"
echo "setup: installed ${#missing[@]} packages"
