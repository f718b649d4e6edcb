#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runs a fuzzer of the compiler for some time, and says in one line how often and whether it crashed.
#
#   test/fuzz/run.sh TARGET SECONDS JOBS CORPUS-FOLDER [libFuzzer options...]
#
# TARGET is a binary (build/fuzz/bin/fuzz-frontend) or its name beside this script. CORPUS-FOLDER holds what to begin with
# (test/fuzz/seeds.py) and takes what is found; inputs that crash land in CORPUS-FOLDER.crashes. Exit status 1 if there are any.
set -euo pipefail

if [[ $# -lt 4 || $1 == -h || $1 == --help ]]; then
  sed -n '3,9s/^# \{0,1\}//p' "$0"
  exit 2
fi
target=$1 seconds=$2 jobs=$3 corpus=$4
shift 4
if [[ $target != */* ]]; then
  target=$(dirname "$0")/$target
fi
if [[ ! -x $target ]]; then
  echo "$0: expected a fuzzer, got '$target' (cmake --preset fuzz builds them)" >&2
  exit 2
fi
crashes=$corpus.crashes
mkdir -p "$corpus" "$crashes"
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
ulimit -s 524288 2>/dev/null || ulimit -s "$(ulimit -H -s)" # as much as dcc gives itself
pids=()
for ((i = 1; i <= jobs; i++)); do
  # Each job goes on behind a crash until the time is over: one bug does not end the run.
  (
    end=$((SECONDS + seconds))
    round=0
    while ((SECONDS < end - 2)); do
      "$target" "$corpus" -max_total_time=$((end - SECONDS)) -seed=$((i * 1000 + round)) -max_len=3000 -timeout=25 -rss_limit_mb=4096 \
        -reload=30 -print_final_stats=1 -artifact_prefix="$crashes/" "$@" >"$logs/$i.$round" 2>&1 || true
      round=$((round + 1))
    done
  ) &
  pids+=($!)
done
wait "${pids[@]}"
executions=$(cat "$logs"/* | awk '/number_of_executed_units/ {n += $2} END {print n + 0}')
found=$(find "$crashes" -type f ! -name 'slow-unit-*' | wc -l)
echo "$(basename "$target"): $executions executions in $seconds s with $jobs jobs, $found inputs in $crashes"
[[ $found == 0 ]]
