#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Makes a tarball of dcc, dcx, libdotcompute, headers and CMake files that runs on any Linux with glibc 2.36 or later.
#
#   tools/dev/bundle.sh [OUTPUT-FOLDER]      default: build/bundle
#
# Fails if anything in it needs another library or a newer glibc.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '3,7s/^# \{0,1\}//p' "$0"
  exit 0
fi
# Clones in other folders share what ccache has compiled.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1
glibc=2.36
out=${1:-build/bundle}
version=$(sed -nE 's/^project\(DotCompute VERSION ([0-9.]+).*/\1/p' CMakeLists.txt)
name=dotcompute-$version-linux-$(uname -m)
stage=$out/$name
jobs=${DOTCOMPUTE_JOBS:-$(nproc)}

echo "== build (portable)"
cmake --preset portable >/dev/null
has_target() { ninja -C build/portable -t query "$1" >/dev/null 2>&1; }
targets=(dcc dcx dotcompute)
conformance=0
if has_target conformance; then
  targets+=(conformance)
  conformance=1
fi
cmake --build build/portable -j "$jobs" --target "${targets[@]}"

echo "== install and strip"
rm -rf "$stage"
for component in runtime compiler; do
  cmake --install build/portable --prefix "$stage" --strip --component "$component" >/dev/null
done
mkdir -p "$stage/share/dotcompute"
cp -r docs/examples "$stage/share/dotcompute/"
cp LICENSE "$stage/share/dotcompute/"
if [[ $conformance == 1 ]]; then
  mkdir -p "$stage/libexec/dotcompute"
  strip -o "$stage/libexec/dotcompute/conformance" build/portable/bin/conformance
  cp build/portable/bin/conformance.dcx "$stage/libexec/dotcompute/" # where the suite looks for it
fi

echo "== what the files need"
bad=0
while IFS= read -r file; do
  if [[ $(head -c 4 "$file") != $'\x7fELF' ]]; then
    continue
  fi
  needed=$(objdump -p "$file" | awk '/NEEDED/ {print $2}')
  foreign=$(grep -vE '^(lib(c|m|dl|rt|pthread)\.so\.[0-9]|ld-linux-x86-64\.so\.2|libdotcompute\.so.*)$' <<<"$needed" || true)
  newest=$(objdump -T "$file" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1)
  printf '  %-34s %8d KiB  %s  %s\n' "${file#"$stage"/}" $(($(stat -c %s "$file") / 1024)) "${newest:-none}" "$(tr '\n' ' ' <<<"$needed")"
  if [[ -n $foreign ]]; then
    echo "bundle.sh: expected ${file#"$stage"/} to need only glibc, got $foreign" >&2
    bad=1
  fi
  if [[ $(printf 'GLIBC_%s\n%s\n' "$glibc" "$newest" | sort -V | tail -1) != "GLIBC_$glibc" ]]; then
    echo "bundle.sh: expected at most GLIBC_$glibc, got $newest in ${file#"$stage"/}" >&2
    bad=1
  fi
done < <(find "$stage" -type f -perm -u+x -o -type f -name '*.so*' | sort)
if [[ $bad != 0 ]]; then
  exit 1
fi

echo "== $out/$name.tar.xz"
tar -C "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@${SOURCE_DATE_EPOCH:-0}" -cf - "$name" |
  xz -T0 -6 >"$out/$name.tar.xz"
printf '  installed %d KiB, packed %d KiB\n' "$(du -sk "$stage" | cut -f1)" $(($(stat -c %s "$out/$name.tar.xz") / 1024))
