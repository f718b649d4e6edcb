#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random legal kernels, compiled by dcc and by the host's C++ compiler: both must compute the same bits.

    random_kernels.py --build build/dev --seed 1 --count 500            on the CPU
    random_kernels.py --build build/dev --seed 1 --only 37 --keep DIR   one kernel again, its files kept
    random_kernels.py --build build/dev --seed 1 --count 500 --target cuda --export DIR
        for a machine without a compiler: copy DIR there and call DIR/run.sh
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

from programs.batch import Batch

RUN = """#!/bin/sh
# Compares every batch of this folder on one device: run.sh [DEVICE]
cd "$(dirname "$0")" || exit 2
failed=0
for batch in batch-*; do
  if ! (cd "$batch" && LD_LIBRARY_PATH=.. timeout 300 ./program kernels.dcx "${1:-%s}" >output.txt 2>&1); then
    echo "== $batch"
    tail -n 40 "$batch/output.txt"
    failed=$((failed + 1))
  fi
done
echo "$failed of $(ls -d batch-* | wc -l) batches failed"
[ "$failed" = 0 ]
"""


def supported_archs():
    """The CPU's architectures that this machine runs."""
    flags = set()
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("flags"):
            flags.update(line.split(":")[1].split())
    return ["x86-64-v2"] + ["x86-64-v3"] * ("avx2" in flags) + ["x86-64-v4"] * ("avx512vl" in flags)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40, help="kernels in all")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one")
    parser.add_argument("--only", type=int, help="one kernel, by its number")
    parser.add_argument("--seconds", type=float, help="starts no batch after this time")
    parser.add_argument("--batch", type=int, default=20, help="kernels in one file")
    parser.add_argument("--kinds", choices=["all", "domain", "block"], default="all")
    parser.add_argument("--build", type=pathlib.Path, help="a build folder with dcc and libdotcompute.so")
    parser.add_argument("--dcc", type=pathlib.Path)
    parser.add_argument("--library", type=pathlib.Path, help="the folder of libdotcompute.so")
    parser.add_argument("--cxx", default="clang++-22")
    parser.add_argument("--target", default="cpu", choices=["cpu", "cuda"])
    parser.add_argument("--archs", nargs="+", help="architectures of the CPU to choose from")
    parser.add_argument("--device", help="of the runtime, for the comparison")
    parser.add_argument("--limit", type=int, default=300, help="seconds for one step of a batch")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the files of what failed")
    parser.add_argument("--export", type=pathlib.Path, help="compile only, into a folder with a run.sh")
    options = parser.parse_args()
    if options.build:
        options.dcc = options.dcc or options.build / "bin/dcc"
        options.library = options.library or options.build / "lib"
    if not options.dcc or not options.library:
        parser.error("expected --build, or --dcc and --library")
    options.dcc, options.library = options.dcc.resolve(), options.library.resolve()
    options.device = options.device or {"cpu": "cpu", "cuda": "cuda:0"}[options.target]
    options.archs = options.archs or supported_archs()
    if options.only is not None:
        options.first, options.count, options.batch = options.only, 1, 1
    return options


def main():
    options = parse()
    failed = refused = done = 0
    started = time.monotonic()
    for first in range(options.first, options.first + options.count, options.batch):
        if options.seconds and time.monotonic() - started > options.seconds:
            break
        count = min(options.batch, options.first + options.count - first)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            if options.export:
                folder = options.export / f"batch-{options.seed}-{first}"
                folder.mkdir(parents=True, exist_ok=True)
            batch = Batch(options, options.seed, first, count, folder)
            batch.compile()
            if not options.export and (folder / "program").exists():
                batch.compare()
            done += count
            refused += batch.refused
            for problem in batch.problems:
                print(problem)
            if batch.problems:
                failed += 1
                print(f"repeat with --seed {options.seed} --first {first} --count {count} --batch {count} "
                      f"(policy {batch.policy}, {batch.level}, {batch.arch})", flush=True)
                if options.keep:
                    shutil.copytree(folder, options.keep / f"seed-{options.seed}-{first}", dirs_exist_ok=True)
    if options.export:
        for library in ("libdotcompute.so", "libdotcompute.so.0"):
            shutil.copy(options.library / library, options.export / library)
        script = options.export / "run.sh"
        script.write_text(RUN % options.device)
        script.chmod(0o755)
    verdict = "all is well" if not failed else f"{failed} batches failed"
    print(f"{done} kernels from seed {options.seed}, {refused} of them refused: {verdict}")
    return 1 if failed or refused * 4 > done else 0


if __name__ == "__main__":
    sys.exit(main())
